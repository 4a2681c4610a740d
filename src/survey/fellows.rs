//! Which titles hold a word: a sample of them, as imprints, mergeable.
//!
//! Of all different imprints that hold a word, the [`SAMPLE`] with the smallest hashes are kept (a bottom-k
//! sketch after Cohen and Kaplan, PODC 2007). The sample of the whole is the sample of the parts' samples,
//! whichever way the parts are cut, and titles with the same words count once. From the sample follows how
//! many titles hold several words at once: exactly where the word stands in no more titles than are kept,
//! by proportion where it stands in more.

use crate::hash::hash_all;
use crate::normalize::Imprint;

/// How many titles of a word are kept.
pub const SAMPLE: usize = 64;
const SEED: u64 = 0x0FE1_1035;

/// A sample of the titles that hold a word, ascending by hash.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fellows(Vec<Imprint>);

impl Fellows {
    /// Adds a title that holds the word.
    pub fn add(&mut self, imprint: Imprint) {
        let order = order(imprint);
        if self.0.len() == SAMPLE && self.0.last().is_some_and(|last| self::order(*last) < order) {
            return;
        }
        if let Err(place) = self.0.binary_search_by_key(&order, |kept| self::order(*kept)) {
            self.0.insert(place, imprint);
            self.0.truncate(SAMPLE);
        }
    }

    /// Adds a title that comes no earlier than all there are, by the order of the sample.
    pub(super) fn push(&mut self, imprint: Imprint) {
        if self.0.len() < SAMPLE && self.0.last() != Some(&imprint) {
            self.0.push(imprint);
        }
    }

    /// Adds another part's sample.
    pub fn merge(&mut self, other: &Self) {
        let ordered = |sample: &[Imprint]| sample.iter().copied().map(order).collect::<Vec<_>>();
        let (left, right) = (ordered(&self.0), ordered(&other.0));
        let (mut left, mut right) = (&left[..], &right[..]);
        self.0.clear();
        while self.0.len() < SAMPLE {
            let Some(next) = left.first().into_iter().chain(right.first()).min() else { return };
            self.0.push(next.1);
            let next = Some(*next);
            left = &left[usize::from(left.first().copied() == next)..];
            right = &right[usize::from(right.first().copied() == next)..];
        }
    }

    /// The titles kept.
    pub fn titles(&self) -> &[Imprint] {
        &self.0
    }
}

/// Equal hashes of different imprints: the imprint decides.
pub(super) fn order(imprint: Imprint) -> (u64, Imprint) {
    let Imprint(bits) = imprint;
    (hash_all(SEED, [bits as u64, (bits >> 64) as u64]), imprint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_make_the_whole_and_repeats_count_once() {
        let of = |range: std::ops::Range<u128>| {
            let mut fellows = Fellows::default();
            for bits in range {
                fellows.add(Imprint(bits));
                fellows.add(Imprint(bits));
            }
            fellows
        };
        let whole = of(0..500);
        assert_eq!(whole.titles().len(), SAMPLE);
        for cut in [0, 3, 250, 499, 500] {
            let mut left = of(0..cut);
            left.merge(&of(cut..500));
            assert_eq!(left, whole);
        }
        assert_eq!(of(0..9).titles().len(), 9);
    }
}
