//! Which titles of a part sample each word: those whose imprints come first in the order of hashes.
//!
//! Titles are walked as they stand in memory, and each word gathers the places in that order that may be among its
//! first. Once it has many it lets go of all but the first, and from then on a glance at one number tells that
//! nearly every other title is none of them.

use super::fellows::{SAMPLE, order};
use super::met::Known;
use crate::normalize::{Imprint, Rows, WordId};

/// The titles of a part in the order of their imprints' hashes.
pub(super) struct Order {
    titles: Vec<u32>,
    /// The place of each title; of those with one imprint, that of the first.
    places: Vec<u32>,
}

impl Order {
    /// The order of the titles that have these imprints.
    pub(super) fn of(imprints: &[Imprint]) -> Self {
        // The higher half of the hash parts nearly all of them, and a title's number fits beside it.
        const HALF: u32 = 32;
        let hash = |imprint: &Imprint| order(*imprint).0 >> HALF << HALF;
        let hashed = |(imprint, title): (&Imprint, u32)| hash(imprint) | u64::from(title);
        let mut all: Vec<u64> = imprints.iter().zip(0..).map(hashed).collect();
        all.sort_unstable();
        let mut titles: Vec<u32> = all.iter().map(|hashed| *hashed as u32).collect();
        let mut places = vec![0; titles.len()];
        let imprint = |title: u32| imprints[title as usize];
        let mut start = 0;
        for alike in all.chunk_by(|a, b| a >> HALF == b >> HALF) {
            let alike = &mut titles[start..start + alike.len()];
            if alike.len() > 1 {
                alike.sort_by_key(|title| order(imprint(*title)));
            }
            for same in alike.chunk_by(|a, b| imprint(*a) == imprint(*b)) {
                for title in same {
                    places[*title as usize] = start as u32;
                }
                start += same.len();
            }
        }
        Self { titles, places }
    }

    /// How many titles there are.
    pub(super) fn len(&self) -> usize {
        self.titles.len()
    }

    /// The title in this place.
    pub(super) fn title(&self, place: usize) -> usize {
        self.titles[place] as usize
    }
}

/// The samples of all words behind one another.
pub(super) struct Samples {
    all: Vec<u32>,
    starts: Vec<u32>,
    lengths: Vec<u8>,
    /// Places from here on are in no sample. By themselves, since most words of most titles ask for nothing else.
    limits: Vec<u32>,
}

/// Places that are gathered of a word before those that are no sample are let go.
const GATHERED: usize = 2 * SAMPLE;

impl Samples {
    /// The sample of each content word of the titles that have these rows: places in their order.
    pub(super) fn of_all(order: &Order, rows: &Rows, words: &[Known]) -> Self {
        let mut samples = Self::new(words);
        for (title, place) in order.places.iter().enumerate() {
            rows.words(title).for_each(|word| samples.push(word, *place));
        }
        for word in 0..words.len() {
            samples.settle(word);
        }
        samples
    }

    /// Empty samples, with room for as many titles as hold each word.
    fn new(words: &[Known]) -> Self {
        // Stop words have no sample.
        let limits = words.iter().map(|word| if word.content { u32::MAX } else { 0 }).collect();
        let mut starts = Vec::with_capacity(words.len());
        let mut end = 0;
        for word in words {
            starts.push(end);
            let titles = if word.content { word.count.titles } else { 0 };
            end += if titles as usize > SAMPLE { GATHERED as u32 } else { titles };
        }
        Self { all: vec![0; end as usize], starts, lengths: vec![0; words.len()], limits }
    }

    /// Adds a title, once.
    #[inline]
    fn push(&mut self, word: WordId, place: u32) {
        let word = word as usize;
        if place < self.limits[word] && self.gathered(word).last() != Some(&place) {
            self.all[self.starts[word] as usize + usize::from(self.lengths[word])] = place;
            self.lengths[word] += 1;
            if usize::from(self.lengths[word]) == GATHERED {
                self.settle(word);
            }
        }
    }

    /// Leaves the first places of a word, in order.
    fn settle(&mut self, word: usize) {
        let start = self.starts[word] as usize;
        let places = &mut self.all[start..start + usize::from(self.lengths[word])];
        places.sort_unstable();
        let mut kept = 0;
        for at in 0..places.len() {
            if kept < SAMPLE && (kept == 0 || places[kept - 1] != places[at]) {
                places[kept] = places[at];
                kept += 1;
            }
        }
        self.lengths[word] = kept as u8;
        if kept == SAMPLE {
            self.limits[word] = places[SAMPLE - 1];
        }
    }

    fn gathered(&self, word: usize) -> &[u32] {
        let start = self.starts[word] as usize;
        &self.all[start..start + usize::from(self.lengths[word])]
    }

    /// The sample of a word.
    pub(super) fn of(&self, word: WordId) -> &[u32] {
        self.gathered(word as usize)
    }
}
