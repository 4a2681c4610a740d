//! The numbers of words by their text: the map that every word of every title is looked up in.
//!
//! One flat table under a quick hash, so that a look-up touches one line of memory. The hash stands for the
//! text: of a million words two share one in a run of thirty million. It never leaves memory and decides no
//! order, so it need not be the portable one.

use std::ops::Range;

use super::lexicon::WordId;

/// A word as it is looked up.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    pub(super) id: WordId,
    /// What it is cut to where it is a word and nothing else; else `WordId::MAX`.
    pub(super) plain: WordId,
}

/// Entries by hash.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// A power of two, or empty. The hash 0 stands for none.
    slots: Vec<(u64, Entry)>,
    length: usize,
}

const SPREAD: [u64; 3] = [0x9E37_79B9_7F4A_7C15, 0xD6E8_FEB8_6659_FD93, 0xA076_1D64_78BD_642F];
const FEWEST_SLOTS: usize = 1 << 10;

impl Ids {
    /// Reads a little where each of these hashes stands, so that memory is asked for all of them at once.
    #[inline]
    pub(super) fn gather(&self, hashes: impl Iterator<Item = u64>) {
        let mask = self.slots.len().wrapping_sub(1);
        let first = |hash: u64| self.slots.get(hash as usize & mask).map_or(0, |slot| slot.0);
        std::hint::black_box(hashes.map(first).fold(0, u64::wrapping_add));
    }

    #[inline]
    pub(super) fn get(&self, hash: u64) -> Option<Entry> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = hash as usize & mask;
        while self.slots[at].0 != hash {
            if self.slots[at].0 == 0 {
                return None;
            }
            at = (at + 1) & mask;
        }
        Some(self.slots[at].1)
    }

    /// Adds an entry, or changes the one that is there.
    pub(super) fn set(&mut self, hash: u64, entry: Entry) {
        if self.length * 4 >= self.slots.len() * 3 {
            self.grow();
        }
        let at = self.place(hash);
        self.length += usize::from(self.slots[at].0 == 0);
        self.slots[at] = (hash, entry);
    }

    /// Where a hash stands, or should.
    fn place(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at].0 != 0 && self.slots[at].0 != hash {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        let slots = vec![(0, Entry::default()); (self.slots.len() * 2).max(FEWEST_SLOTS)];
        for slot in std::mem::replace(&mut self.slots, slots) {
            if slot.0 != 0 {
                let at = self.place(slot.0);
                self.slots[at] = slot;
            }
        }
    }
}

/// What must stand behind a text whose words are hashed within it.
pub(super) const ROOM: &str = "                ";

/// The hash of a text, never 0.
pub(super) fn hash(text: &[u8]) -> u64 {
    let mut state = text.len() as u64 ^ SPREAD[0];
    let mut rest = text;
    while let Some((eight, behind)) = rest.split_first_chunk().filter(|_| rest.len() > ROOM.len()) {
        state = folded(state ^ u64::from_le_bytes(*eight), SPREAD[1]);
        rest = behind;
    }
    let mut last = [0; ROOM.len()];
    last[..rest.len()].copy_from_slice(rest);
    mixed(state, u128::from_le_bytes(last))
}

/// The same of a part of a text that has [`ROOM`] behind it. No branch depends on how short the part is.
#[inline]
pub(super) fn hash_within(text: &[u8], part: Range<usize>) -> u64 {
    let length = part.len();
    match text[part.start..].first_chunk() {
        Some(bytes) if (1..=ROOM.len()).contains(&length) => {
            let own = u128::from_le_bytes(*bytes) & u128::MAX >> (8 * (ROOM.len() - length));
            mixed(length as u64 ^ SPREAD[0], own)
        }
        _ => hash(&text[part]),
    }
}

#[inline]
fn mixed(state: u64, last: u128) -> u64 {
    let (first, second) = (last as u64, (last >> 64) as u64);
    folded(folded(first ^ state, second ^ SPREAD[1]) ^ state, SPREAD[2]).max(1)
}

#[inline]
fn folded(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_found_by_its_own_hash() {
        let texts =
            (0..40_000).map(|n: u32| format!("{:.*}", n as usize % 23, n.to_string().repeat(5)));
        let mut ids = Ids::default();
        let mut different = std::collections::HashMap::new();
        for (id, text) in (0..).zip(texts) {
            let first = *different.entry(text.clone()).or_insert(id);
            let own = hash(text.as_bytes());
            let behind = format!("x{text}{ROOM}");
            assert_eq!(hash_within(behind.as_bytes(), 1..1 + text.len()), own);
            let found = ids.get(own).map(|entry| entry.id);
            assert_eq!(found, (first != id).then_some(first), "{text:?}");
            if first == id {
                ids.set(own, Entry { id, plain: id });
            }
        }
        assert!(different.len() > 20_000);
    }
}
