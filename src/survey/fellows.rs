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

use crate::hash::hash_all;
use crate::normalize::Imprint;

/// How many titles of a word are kept.
pub const SAMPLE: usize = 64;
const SEED: u64 = 0x0FE1_1035;

/// Numbers the imprints that some sample holds anew, in order, and gives them: so equal samples are equal
/// statistics. `places` are those of all samples, below `count`, and `imprint` tells what stands in a place.
pub(super) fn keep_used(
    places: &mut [u32],
    count: usize,
    imprint: impl Fn(usize) -> Imprint,
) -> Vec<Imprint> {
    let mut numbers = vec![0; count];
    for place in &*places {
        numbers[*place as usize] = 1;
    }
    let used = numbers.iter().enumerate().filter(|(_, used)| **used == 1);
    let imprints = used.map(|(place, _)| imprint(place)).collect();
    let mut next = 0;
    for number in &mut numbers {
        next += std::mem::replace(number, next);
    }
    renumber(places, &numbers);
    imprints
}

/// Replaces each place by its number.
pub(super) fn renumber(places: &mut [u32], numbers: &[u32]) {
    for place in places {
        *place = numbers[*place as usize];
    }
}

/// Two lists of imprints as one, and each list's new places.
pub(super) fn united(left: &[Imprint], right: &[Imprint]) -> (Vec<Imprint>, Vec<u32>, Vec<u32>) {
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

    fn imprints(range: std::ops::Range<u128>) -> Vec<Imprint> {
        let mut imprints: Vec<Imprint> = range.map(Imprint).collect();
        imprints.sort_by_key(|imprint| order(*imprint));
        imprints
    }

    /// The sample of a word that stands in titles with these imprints.
    fn sample(imprints: &[Imprint]) -> Vec<u32> {
        (0..imprints.len() as u32).take(SAMPLE).collect()
    }

    #[test]
    fn parts_make_the_whole_and_repeats_count_once() {
        let whole = imprints(0..500);
        for cut in [0, 3, 250, 499, 500] {
            let (left, right) = (imprints(0..cut), imprints(cut / 2..500));
            let (all, own, others) = united(&left, &right);
            let (mut one, mut other) = (sample(&left), sample(&right));
            renumber(&mut one, &own);
            renumber(&mut other, &others);
            assert_eq!(all, whole);
            assert_eq!(merged(&one, &other), sample(&whole));
        }
    }

    #[test]
    fn imprints_in_no_sample_are_dropped() {
        let imprints = imprints(0..9);
        let mut places = [1, 4, 4, 7];
        let kept = keep_used(&mut places, imprints.len(), |place| imprints[place]);
        assert_eq!(kept, [imprints[1], imprints[4], imprints[7]]);
        assert_eq!(places, [0, 1, 1, 2]);
    }
}
