//! The name by which a report speaks of an entry.
//!
//! An entry is called by the input's own id. Two inputs may number their entries alike, so an id
//! that more than one entry has gets the input's name in front (`FILE:ID`). An entry without an id
//! is called by its place, `FILE:LINE`.

use std::borrow::Cow;

use ahash::AHashMap;

use crate::entry::Entry;

/// How often each id of a run occurs.
pub(super) struct ItemIds<'a> {
    uses: AHashMap<&'a str, usize>,
}

impl<'a> ItemIds<'a> {
    /// Counts the ids of all entries of a run.
    pub(super) fn new(entries: &'a [Entry]) -> Self {
        let mut uses = AHashMap::new();
        for id in entries.iter().filter_map(Entry::id) {
            *uses.entry(id).or_insert(0) += 1;
        }
        Self { uses }
    }

    /// The name of one of these entries.
    pub(super) fn of<'e>(&self, entry: &'e Entry) -> Cow<'e, str> {
        match entry.id() {
            None => Cow::Owned(entry.origin.to_string()),
            Some(id) if self.uses.get(id).is_some_and(|&uses| uses > 1) => {
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
        let entries = [
            entry("a.csv", 2, Some("17")),
            entry("b.csv", 2, Some("17")),
            entry("b.csv", 3, Some("18")),
            entry("page.txt", 4, None),
        ];
        let ids = ItemIds::new(&entries);
        let shown: Vec<_> = entries.iter().map(|entry| ids.of(entry)).collect();
        assert_eq!(shown, ["a.csv:17", "b.csv:17", "18", "page.txt:4"]);
    }
}
