//! Which titles hold a word: a sample of them, as imprints, mergeable.
//!
//! Of all different imprints that hold a word, the [`SAMPLE`] with the smallest hashes are kept (a bottom-k
//! sketch after Cohen and Kaplan, PODC 2007). The sample of the whole is the sample of the parts' samples,
//! whichever way the parts are cut, and titles with the same words count once. From the sample follows how
//! many titles hold several words at once: exactly where the word stands in no more titles than are kept,
//! by proportion where it stands in more.
//!
//! A title stands in the samples of several words, so each imprint is kept once, in the order of hashes,
//! and a sample is a list of places in that order: two samples are merged without hashing anything.

use ahash::AHashMap;

use crate::hash::hash_all;
use crate::normalize::Imprint;

/// How many titles of a word are kept.
pub const SAMPLE: usize = 64;
const SEED: u64 = 0x0FE1_1035;

/// The samples of all words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fellows {
    /// Every imprint that some sample holds, in the order of [`order`].
    imprints: Vec<Imprint>,
    /// Of each word the places of its sample among the imprints, ascending.
    samples: AHashMap<Box<str>, Box<[u32]>>,
}

impl Fellows {
    /// Samples as places among imprints that are in order and different; an imprint may be in none.
    pub(super) fn new(imprints: Vec<Imprint>, samples: AHashMap<Box<str>, Box<[u32]>>) -> Self {
        let mut fellows = Self { imprints, samples };
        fellows.drop_unused();
        fellows
    }

    /// Every imprint that some sample holds, in the order in which samples take them.
    pub(super) fn imprints(&self) -> &[Imprint] {
        &self.imprints
    }

    /// The sample of each word, in no order.
    pub(super) fn samples(&self) -> impl Iterator<Item = (&str, &[u32])> {
        self.samples.iter().map(|(word, sample)| (&**word, &**sample))
    }

    /// Adds another part's samples.
    pub(super) fn merge(&mut self, other: Self) {
        if self.imprints.is_empty() {
            *self = other;
            return;
        }
        let (imprints, own, others) = united(&self.imprints, &other.imprints);
        self.imprints = imprints;
        for sample in self.samples.values_mut() {
            renumber(sample, &own);
        }
        for (word, mut sample) in other.samples {
            renumber(&mut sample, &others);
            let all = self.samples.entry(word).or_default();
            *all = if all.is_empty() { sample } else { merged(all, &sample).into() };
        }
        self.drop_unused();
    }

    /// Drops imprints that are in no sample, so that equal samples are equal statistics.
    fn drop_unused(&mut self) {
        let mut numbers = vec![0; self.imprints.len()];
        for place in self.samples.values().flat_map(|sample| &sample[..]) {
            numbers[*place as usize] = 1;
        }
        let mut used = numbers.iter().map(|used| *used == 1);
        self.imprints.retain(|_| used.next().unwrap_or(false));
        if self.imprints.len() == numbers.len() {
            return;
        }
        let mut next = 0;
        for number in &mut numbers {
            next += std::mem::replace(number, next);
        }
        for sample in self.samples.values_mut() {
            renumber(sample, &numbers);
        }
    }
}

fn renumber(sample: &mut [u32], numbers: &[u32]) {
    for place in sample {
        *place = numbers[*place as usize];
    }
}

/// Two lists of imprints as one, and each list's new places.
fn united(left: &[Imprint], right: &[Imprint]) -> (Vec<Imprint>, Vec<u32>, Vec<u32>) {
    let ordered = |list: &[Imprint]| list.iter().copied().map(order).collect::<Vec<_>>();
    let (left, right) = (ordered(left), ordered(right));
    let (mut own, mut others) = (Vec::with_capacity(left.len()), Vec::with_capacity(right.len()));
    let mut imprints = Vec::with_capacity(left.len() + right.len());
    while let Some(next) = left.get(own.len()).into_iter().chain(right.get(others.len())).min() {
        let place = imprints.len() as u32;
        imprints.push(next.1);
        let in_both = right.get(others.len()) == Some(next);
        if left.get(own.len()) == Some(next) {
            own.push(place);
        }
        if in_both {
            others.push(place);
        }
    }
    (imprints, own, others)
}

/// The sample of two samples of one list of imprints: the [`SAMPLE`] smallest different places.
pub fn merged(left: &[u32], right: &[u32]) -> Vec<u32> {
    let (mut left, mut right) = (left, right);
    let mut all = Vec::with_capacity(SAMPLE.min(left.len() + right.len()));
    while all.len() < SAMPLE {
        let Some(next) = left.first().into_iter().chain(right.first()).min().copied() else {
            break;
        };
        all.push(next);
        left = &left[usize::from(left.first() == Some(&next))..];
        right = &right[usize::from(right.first() == Some(&next))..];
    }
    all
}

/// Equal hashes of different imprints: the imprint decides.
pub(super) fn order(imprint: Imprint) -> (u64, Imprint) {
    let Imprint(bits) = imprint;
    (hash_all(SEED, [bits as u64, (bits >> 64) as u64]), imprint)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sample of one word that stands in titles with these imprints.
    fn of(range: std::ops::Range<u128>) -> Fellows {
        let mut imprints: Vec<Imprint> = range.map(Imprint).collect();
        imprints.sort_by_key(|imprint| order(*imprint));
        let places = (0..imprints.len() as u32).take(SAMPLE).collect();
        Fellows::new(imprints, [("word".into(), places)].into_iter().collect())
    }

    #[test]
    fn parts_make_the_whole_and_repeats_count_once() {
        let whole = of(0..500);
        assert_eq!(whole.imprints().len(), SAMPLE);
        for cut in [0, 3, 250, 499, 500] {
            let mut left = of(0..cut);
            left.merge(of(cut / 2..500));
            assert_eq!(left, whole);
        }
        assert_eq!(of(0..9).imprints().len(), 9);
    }

    #[test]
    fn imprints_in_no_sample_are_dropped() {
        let imprints: Vec<Imprint> = of(0..9).imprints().to_vec();
        let samples = [("a".into(), [1, 4].into()), ("b".into(), [4, 7].into())];
        let fellows = Fellows::new(imprints.clone(), samples.into_iter().collect());
        assert_eq!(fellows.imprints(), [imprints[1], imprints[4], imprints[7]]);
        let mut samples: Vec<_> = fellows.samples().collect();
        samples.sort_unstable();
        assert_eq!(samples, [("a", &[0, 1][..]), ("b", &[1, 2])]);
    }
}
