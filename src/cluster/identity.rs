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
/// Bits that one character tells.
const BITS: u32 = 5;
const SEED: u64 = 0x00C1_0575;

/// Names for clusters given by their oldest members, in order.
pub(super) fn names(oldest: impl Iterator<Item = Entry>) -> Vec<String> {
    let mut taken = AHashSet::new();
    oldest
        .map(|entry| {
            let mut numbers = (0..).map(|attempt| number(&entry, attempt));
            numbers.find(|number| taken.insert(*number)).map(name).unwrap_or_default()
        })
        .collect()
}

/// What a name says, as a number.
fn number(entry: &Entry, attempt: u64) -> u64 {
    let mut fields = entry.date().map(|date| date.to_string()).unwrap_or_default();
    let others = [Some(entry.title()), entry.url(), entry.source.as_deref(), entry.id()];
    for field in others {
        fields.push('\u{1F}');
        fields.push_str(field.unwrap_or_default());
    }
    hash(SEED ^ attempt, fields.as_bytes()) & ((1 << (BITS * LENGTH)) - 1)
}

fn name(number: u64) -> String {
    let digit = |place: u32| ALPHABET[(number >> (BITS * place) & 31) as usize] as char;
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
        let names = names(entries.iter().cloned());
        assert!(names.iter().all(|name| name.len() == 10 && name.starts_with('c')));
        assert_ne!(names[0], names[1]);
        assert_ne!(names[0], names[2]);
        assert_eq!(name(number(&entries[0], 0)), names[0]);
    }
}
