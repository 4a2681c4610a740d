//! Character 3-grams of titles: two titles' share of them is a measure of likeness.
//!
//! A title's 3-grams are those of its words with one space around and between them. Those that lie
//! within a word and its two spaces are the same in every title, so they are hashed once for each
//! different word; what is left for a pair of titles is the 3-gram across each space. A title keeps
//! none, for most titles are never compared.

use std::cell::RefCell;
use std::sync::LazyLock;

use crate::hash::hash_all;

const SEED: u64 = 0x0037_1674;

/// The 3-grams of some words, each within its two spaces, by number.
#[derive(Clone, Debug, Default)]
pub(super) struct Trigrams {
    all: Vec<u16>,
    words: Vec<Spelled>,
}

/// What is kept of a word: side by side, since all of it is asked for at once.
#[derive(Clone, Copy, Debug)]
struct Spelled {
    /// Where its 3-grams end.
    end: u32,
    /// Its first and its last character.
    edges: (char, char),
}

/// How many different 3-grams two titles have: in common, and in all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TrigramOverlap {
    /// Those that both have.
    pub shared: u64,
    /// Those of either.
    pub all: u64,
}

impl Trigrams {
    /// Adds a word, under the next number.
    pub(super) fn push(&mut self, word: &str) {
        let text: Vec<char> = [' '].into_iter().chain(word.chars()).chain([' ']).collect();
        self.all.extend(text.windows(3).map(|gram| hashed(gram[0], gram[1], gram[2])));
        self.end((text[1], text[text.len() - 2]));
    }

    /// Adds a word of another list.
    pub(super) fn push_from(&mut self, other: &Self, number: usize) {
        self.all.extend_from_slice(other.of(number));
        self.end(other.words[number].edges);
    }

    fn end(&mut self, edges: (char, char)) {
        self.words.push(Spelled { end: self.all.len() as u32, edges });
    }

    fn of(&self, number: usize) -> &[u16] {
        let start = number.checked_sub(1).map_or(0, |before| self.words[before].end as usize);
        &self.all[start..self.words[number].end as usize]
    }

    /// Adds every 3-gram of a title, whose words come in order.
    fn collect(&self, words: impl Iterator<Item = u32>, grams: &mut Vec<u16>) {
        let mut before = None;
        for word in words {
            let (first, last) = self.words[word as usize].edges;
            grams.extend(before.map(|before| across(before, first)));
            grams.extend_from_slice(self.of(word as usize));
            before = Some(last);
        }
    }

    /// What two titles have in common, each given by its words in order and a key that equal titles share.
    pub(super) fn overlap<I: Iterator<Item = u32>>(
        &self,
        (a, a_words): (u64, impl FnOnce() -> I),
        (b, b_words): (u64, impl FnOnce() -> I),
    ) -> TrigramOverlap {
        SEEN.with_borrow_mut(|(one, other)| {
            if other.key == a || one.key == b {
                std::mem::swap(one, other);
            }
            one.read(a, self, a_words);
            other.read(b, self, b_words);
            let shared = other.grams.iter().filter(|gram| one.holds(**gram)).count() as u64;
            TrigramOverlap { shared, all: (one.grams.len() + other.grams.len()) as u64 - shared }
        })
    }
}

fn hashed(a: char, b: char, c: char) -> u16 {
    hash_all(SEED, [a, b, c].map(|c| u64::from(c as u32))) as u16
}

/// The 3-gram across the space between two words.
fn across(before: char, behind: char) -> u16 {
    if before.is_ascii() && behind.is_ascii() {
        return ACROSS[before as usize][behind as usize];
    }
    hashed(before, ' ', behind)
}

const ASCII: usize = 128;

static ACROSS: LazyLock<Vec<[u16; ASCII]>> = LazyLock::new(|| {
    let char = |code: usize| char::from(code as u8);
    let row = |before| std::array::from_fn(|behind| hashed(char(before), ' ', char(behind)));
    (0..ASCII).map(row).collect()
});

thread_local! {
    /// The 3-grams of the two titles last compared: pairs come in order, and often one title stays.
    static SEEN: RefCell<(Seen, Seen)> = RefCell::default();
}

/// Words of 64 bits for one bit a 3-gram.
const BITS: usize = (1 << u16::BITS) / u64::BITS as usize;

/// The different 3-grams of a title: as one bit each, and as a list.
struct Seen {
    key: u64,
    bits: Box<[u64; BITS]>,
    grams: Vec<u16>,
}

impl Default for Seen {
    /// Those of a title without words.
    fn default() -> Self {
        Self { key: 0, bits: Box::new([0; BITS]), grams: Vec::new() }
    }
}

impl Seen {
    /// Takes the 3-grams of a title, unless they are here already.
    fn read<I: Iterator<Item = u32>>(
        &mut self,
        key: u64,
        trigrams: &Trigrams,
        words: impl FnOnce() -> I,
    ) {
        if self.key == key {
            return;
        }
        self.key = key;
        for gram in self.grams.drain(..) {
            self.bits[usize::from(gram >> 6)] = 0;
        }
        let Self { bits, grams, .. } = self;
        trigrams.collect(words(), grams);
        grams.retain(|gram| {
            let (bits, bit) = (&mut bits[usize::from(gram >> 6)], 1 << (gram & 63));
            let is_new = *bits & bit == 0;
            *bits |= bit;
            is_new
        });
    }

    fn holds(&self, gram: u16) -> bool {
        self.bits[usize::from(gram >> 6)] >> (gram & 63) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The different 3-grams of a whole text.
    fn grams(text: &str) -> Vec<u16> {
        let text: Vec<char> = format!(" {text} ").chars().collect();
        let mut grams: Vec<u16> =
            text.windows(3).map(|gram| hashed(gram[0], gram[1], gram[2])).collect();
        grams.sort_unstable();
        grams.dedup();
        grams
    }

    #[test]
    fn words_one_by_one_give_what_the_whole_text_does() {
        let (a, b) = ("nato troops in a café near élysée", "a nato ship near élysée");
        let mut trigrams = Trigrams::default();
        let words: Vec<&str> = a.split(' ').chain(b.split(' ')).collect();
        for word in &words {
            trigrams.push(word);
        }
        let (cut, end) = (a.split(' ').count() as u32, words.len() as u32);
        let shared = grams(a).iter().filter(|gram| grams(b).contains(gram)).count() as u64;
        let grams_of_b = grams(b).len() as u64;
        let all = (grams(a).len() + grams(b).len()) as u64 - shared;
        let part = |key: u64, from: u32, to: u32| (key, move || from..to);
        let (a, b, none) = (part(7, 0, cut), part(9, cut, end), part(0, 0, 0));
        for (one, other, expected) in [
            (a, b, (shared, all)),
            (b, a, (shared, all)),
            (b, b, (grams_of_b, grams_of_b)),
            (none, b, (0, grams_of_b)),
            (a, b, (shared, all)),
        ] {
            let found = trigrams.overlap(one, other);
            assert_eq!((found.shared, found.all), expected);
        }
    }
}
