//! The numbers of words by their text: the map that every word of every title is looked up in.
//!
//! One flat table under a quick hash, so that a look-up touches one line of memory. The hash stands for the
//! text: of a million words two share one in a run of thirty million. It never leaves memory and decides no
//! order, so it need not be the portable one.

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
    /// The hash of a text, never 0.
    #[inline]
    pub(super) fn hash(text: &[u8]) -> u64 {
        let mut state = text.len() as u64 ^ SPREAD[0];
        let mut rest = text;
        while let Some((eight, behind)) = rest.split_first_chunk().filter(|_| rest.len() > 16) {
            state = folded(state ^ u64::from_le_bytes(*eight), SPREAD[1]);
            rest = behind;
        }
        let (first, last) = ends(rest);
        folded(folded(first ^ state, last ^ SPREAD[1]) ^ state, SPREAD[2]).max(1)
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

/// The first and the last bytes of a text of at most sixteen, which together are all of it.
#[inline]
fn ends(text: &[u8]) -> (u64, u64) {
    if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        return (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
    }
    if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        return (u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into());
    }
    let (Some(first), Some(last)) = (text.first(), text.last()) else { return (0, 0) };
    (u64::from(*first) << 8 | u64::from(text[text.len() / 2]), (*last).into())
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
            let hash = Ids::hash(text.as_bytes());
            let found = ids.get(hash).map(|entry| entry.id);
            assert_eq!(found, (first != id).then_some(first), "{text:?}");
            if first == id {
                ids.set(hash, Entry { id, plain: id });
            }
        }
        assert!(different.len() > 20_000);
    }
}
