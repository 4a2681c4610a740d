//! The name by which a report speaks of an entry.
//!
//! An entry is called by the input's own id. Two inputs may number their entries alike, so an id
//! that more than one entry has gets the input's name in front (`FILE:ID`). An entry without an id
//! is called by its place, `FILE:LINE`.

use std::borrow::Cow;

use ahash::{AHashMap, AHashSet};
use rayon::prelude::*;

use crate::entries::Entries;
use crate::entry::Entry;
use crate::hash::hash;

const SEED: u64 = 0x001D_E271;

/// Which ids of a run more than one entry has.
pub(super) struct ItemIds {
    repeated: AHashSet<Box<str>>,
}

impl ItemIds {
    /// Looks at the ids of all entries of a run.
    ///
    /// Nearly all ids are different, and sorted hashes show that without a map of them all. Only ids
    /// whose hash occurs twice are counted themselves.
    pub(super) fn new(entries: &Entries) -> Self {
        let of = |id: &str| hash(SEED, id.as_bytes());
        let mut hashes = entries.map(|_, entry| entry.id().map(of));
        hashes.par_sort_unstable();
        let twice = hashes.chunk_by(|a, b| a == b).filter(|equal| equal.len() > 1);
        let twice: AHashSet<u64> = twice.filter_map(|equal| equal[0]).collect();
        let mut uses: AHashMap<Box<str>, usize> = AHashMap::new();
        if !twice.is_empty() {
            let ids = entries.iter().filter_map(|entry| entry.id().map(Box::<str>::from));
            for id in ids.filter(|id| twice.contains(&of(id))) {
                *uses.entry(id).or_insert(0) += 1;
            }
        }
        let repeated = uses.into_iter().filter(|(_, uses)| *uses > 1);
        Self { repeated: repeated.map(|(id, _)| id).collect() }
    }

    /// The name of one of these entries.
    pub(super) fn of<'e>(&self, entry: &'e Entry) -> Cow<'e, str> {
        match entry.id() {
            None => Cow::Owned(entry.origin.to_string()),
            Some(id) if self.repeated.contains(id) => {
                Cow::Owned(format!("{}:{id}", entry.origin.file))
            }
            Some(id) => Cow::Borrowed(id),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::Origin;

    fn entry(file: &str, line: u64, id: Option<&str>) -> Entry {
        let entry = Entry::new("t", Origin::new(file, line));
        id.map_or(entry.clone(), |id| entry.with_id(id))
    }

    #[test]
    fn the_file_stands_in_front_only_where_an_id_is_not_enough() {
        let entries: Entries = vec![
            entry("a.csv", 2, Some("17")),
            entry("b.csv", 2, Some("17")),
            entry("b.csv", 3, Some("18")),
            entry("page.txt", 4, None),
        ]
        .into();
        let ids = ItemIds::new(&entries);
        let shown: Vec<_> = entries.iter().map(|entry| ids.of(&entry).into_owned()).collect();
        assert_eq!(shown, ["a.csv:17", "b.csv:17", "18", "page.txt:4"]);
    }
}
