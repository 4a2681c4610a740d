//! The name of a cluster: `c` and nine characters made from its oldest member.
//!
//! The oldest member stays the oldest when newer items join or another member leads, so the name stays,
//! too. It never looks like a number or a date in a spreadsheet, and has no letter that is easily
//! misread. Two clusters of a run whose names collide are told apart by rank.

use ahash::AHashSet;

use crate::entry::Entry;
use crate::hash::hash;

/// Digits and letters without e, i, l and o.
const ALPHABET: &[u8; 32] = b"0123456789abcdfghjkmnpqrstuvwxyz";
const LENGTH: u32 = 9;
const SEED: u64 = 0x00C1_0575;

/// Names for clusters given by their oldest members, in order.
pub(super) fn names<'a>(oldest: impl Iterator<Item = &'a Entry>) -> Vec<String> {
    let mut taken = AHashSet::new();
    oldest
        .map(|entry| {
            let mut attempt = 0;
            loop {
                let name = name(entry, attempt);
                if taken.insert(name.clone()) {
                    return name;
                }
                attempt += 1;
            }
        })
        .collect()
}

fn name(entry: &Entry, attempt: u64) -> String {
    let date = entry.date().map(|date| date.to_string()).unwrap_or_default();
    let fields = [
        &*date,
        entry.title(),
        entry.url().unwrap_or_default(),
        entry.source.as_deref().unwrap_or_default(),
        entry.id().unwrap_or_default(),
    ];
    let hash = hash(SEED ^ attempt, fields.join("\u{1F}").as_bytes());
    let digit = |place: u32| ALPHABET[(hash >> (5 * place) & 31) as usize] as char;
    std::iter::once('c').chain((0..LENGTH).map(digit)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::Origin;

    #[test]
    fn stable_short_and_unlike() {
        let entries: Vec<Entry> =
            ["a", "b", "a"].iter().map(|t| Entry::new(*t, Origin::new("f", 1))).collect();
        let names = names(entries.iter());
        assert!(names.iter().all(|name| name.len() == 10 && name.starts_with('c')));
        assert_ne!(names[0], names[1]);
        assert_ne!(names[0], names[2]);
        assert_eq!(name(&entries[0], 0), names[0]);
    }
}
