//! The name of a cluster: `c` and nine characters made from its oldest member.
//!
//! The oldest member stays the oldest when newer items join or another member leads, so the name stays,
//! too. It never looks like a number or a date in a spreadsheet, and has no letter that is easily
//! misread. Two clusters of a run whose names collide are told apart by rank.

use std::fmt::Write as _;

use ahash::AHashSet;
use rayon::prelude::*;

use crate::entries::{Entries, EntryReader};
use crate::entry::Entry;
use crate::hash::hash;

/// Digits and letters without e, i, l and o.
const ALPHABET: &[u8; 32] = b"0123456789abcdfghjkmnpqrstuvwxyz";
const LENGTH: u32 = 9;
/// Bits that one character tells.
const BITS: u32 = 5;
const SEED: u64 = 0x00C1_0575;
/// Names that one part makes at least.
const LEAST_PART: usize = 1024;

/// What the names of clusters say, given by their oldest members, in order.
pub(super) fn numbers(entries: &Entries, oldest: &[usize]) -> Vec<u64> {
    let new = || (entries.reader(), String::new());
    let first = |(reader, fields): &mut (EntryReader, String), oldest: &usize| {
        number(reader.read(*oldest), 0, fields)
    };
    let all = oldest.par_iter().with_min_len(LEAST_PART).map_init(new, first);
    let mut all: Vec<u64> = all.collect();
    let mut taken = AHashSet::with_capacity(all.len());
    let mut fields = String::new();
    for (own, oldest) in all.iter_mut().zip(oldest) {
        let mut attempt = 0;
        while !taken.insert(*own) {
            attempt += 1;
            *own = number(&entries.get(*oldest), attempt, &mut fields);
        }
    }
    all
}

/// What a name says, as a number. What is in `fields` is lost.
fn number(entry: &Entry, attempt: u64, fields: &mut String) -> u64 {
    fields.clear();
    if let Some(date) = entry.date() {
        let _ = write!(fields, "{date}");
    }
    let others = [Some(entry.title()), entry.url(), entry.source.as_deref(), entry.id()];
    for field in others {
        fields.push('\u{1F}');
        fields.push_str(field.unwrap_or_default());
    }
    hash(SEED ^ attempt, fields.as_bytes()) & ((1 << (BITS * LENGTH)) - 1)
}

/// A name by what it says.
pub(super) fn name(number: u64) -> String {
    let mut name = String::with_capacity(1 + LENGTH as usize);
    name.push('c');
    let digit = |place: u32| ALPHABET[(number >> (BITS * place) & 31) as usize] as char;
    name.extend((0..LENGTH).map(digit));
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::Origin;

    #[test]
    fn stable_short_and_unlike() {
        let entries = ["a", "b", "a"].map(|title| Entry::new(title, Origin::new("f", 1)));
        let entries: Entries = entries.into_iter().collect();
        let numbers = numbers(&entries, &[0, 1, 2]);
        let names = [0, 1, 2].map(|place| name(numbers[place]));
        assert!(names.iter().all(|name| name.len() == 10 && name.starts_with('c')));
        assert_ne!(names[0], names[1]);
        assert_ne!(names[0], names[2]);
        assert_eq!(numbers[0], number(&entries.get(0), 0, &mut String::new()));
    }
}
