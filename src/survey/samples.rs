//! Which titles of a part sample each word: titles are walked in the order of their hashes, and each word takes
//! the first that come, so nothing is ever inserted or moved.

use super::fellows::{SAMPLE, order};
use super::met::Known;
use crate::normalize::{Imprint, Rows, WordId};

/// Titles that are asked of memory at once: reading one thing of each takes little longer than of one.
const GATHERED: usize = 32;

/// The sample of each content word of the titles that have these imprints and rows. Its places are those in
/// `titles` (see [`in_order`]); of titles with one imprint it is the first.
pub(super) fn sampled(
    titles: &[u32],
    imprints: &[Imprint],
    rows: &Rows,
    words: &[Known],
) -> Samples {
    let mut samples = Samples::new(words);
    let (mut first, mut last) = (0, None);
    for (together, start) in titles.chunks(GATHERED).zip((0..).step_by(GATHERED)) {
        rows.gather(together.iter().map(|title| *title as usize));
        for (title, place) in together.iter().zip(start..) {
            let imprint = imprints[*title as usize];
            if last.replace(imprint) != Some(imprint) {
                first = place;
            }
            rows.words(*title as usize).for_each(|word| samples.push(word, first));
        }
    }
    samples
}

/// The titles in the order of their imprints' hashes.
pub(super) fn in_order(imprints: &[Imprint]) -> Vec<u32> {
    // The higher half of the hash parts nearly all of them, and a title's number fits beside it.
    const HALF: u32 = 32;
    let hash = |imprint: &Imprint| order(*imprint).0 >> HALF << HALF;
    let mut all: Vec<u64> = imprints
        .iter()
        .zip(0..)
        .map(|(imprint, title): (_, u32)| hash(imprint) | u64::from(title))
        .collect();
    all.sort_unstable();
    let mut titles: Vec<u32> = all.iter().map(|hashed| *hashed as u32).collect();
    let mut start = 0;
    for alike in all.chunk_by(|a, b| a >> HALF == b >> HALF) {
        let end = start + alike.len();
        if alike.len() > 1 {
            titles[start..end].sort_by_key(|title| order(imprints[*title as usize]));
        }
        start = end;
    }
    titles
}

/// The samples of all words behind one another.
pub(super) struct Samples {
    all: Vec<u32>,
    starts: Vec<u32>,
    lengths: Vec<u8>,
}

impl Samples {
    /// Empty samples, with room for as many titles as hold each word.
    fn new(words: &[Known]) -> Self {
        // Stop words have no sample: theirs is full from the beginning.
        let lengths = words.iter().map(|word| if word.content { 0 } else { SAMPLE as u8 });
        let mut starts = Vec::with_capacity(words.len());
        let mut end = 0;
        for word in words {
            starts.push(end);
            end += if word.content { word.count.titles.min(SAMPLE as u32) } else { 0 };
        }
        Self { all: vec![0; end as usize], starts, lengths: lengths.collect() }
    }

    /// Adds a title that comes no earlier than those there are, once.
    fn push(&mut self, word: WordId, place: u32) {
        let length = self.lengths[word as usize];
        if usize::from(length) < SAMPLE && self.of(word).last() != Some(&place) {
            self.all[self.starts[word as usize] as usize + usize::from(length)] = place;
            self.lengths[word as usize] += 1;
        }
    }

    /// The sample of a word.
    pub(super) fn of(&self, word: WordId) -> &[u32] {
        let start = self.starts[word as usize] as usize;
        &self.all[start..start + usize::from(self.lengths[word as usize])]
    }
}
