//! How many other titles of the corpus hold the words that a pair shares.
//!
//! `Edan Alexander hostage` stands in the titles of one story; `Apple watch review` in those of many. The
//! rarest two words, the rarest three, and all of them are asked for; titles that hold the whole of either
//! side say the same again and are left out.

use std::cmp::Reverse;

use super::comparison::{Comparison, SharedWord};
use crate::fixed::{FRACTION_BITS, log2};
use crate::normalize::Imprint;
use crate::weigh::Company;

/// A corpus of so many titles tells half of what a large one does.
const HALF: u64 = 500;
/// Doublings of the number of titles that make a measure of one: more than 31 tell no more than
/// 31, and a crowd of copies of one report must not speak against itself without end.
const MOST: u64 = 5;
/// Titles that make a measure of one.
const ENOUGH: u64 = (1 << MOST) - 1;

/// What the corpus says of the words a pair shares: each 0 (no other title holds them) to 1000 (31
/// or more do). In a small corpus, which cannot know, each leans to what is usual.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Others {
    /// Titles with the two rarest of the shared words.
    pub two: i32,
    /// Titles with the three rarest.
    pub three: i32,
    /// Titles with all of them.
    pub all: i32,
}

/// What is usual among pairs of look-alikes: the mean over labeled pairs in a large corpus.
const USUAL: Others = Others { two: 472, three: 348, all: 258 };

impl Others {
    /// Every title shares nothing with the pair as they do with each other.
    const NOTHING_SHARED: Self = Self { two: 1000, three: 1000, all: 1000 };

    pub(super) fn of(pair: &Comparison, company: &Company) -> Self {
        let counts = count(pair, company, ENOUGH);
        counts.map_or(Self::NOTHING_SHARED, |counts| Self::lean(counts, company.titles()))
    }

    /// How many other titles hold all words that a pair shares.
    pub(super) fn all_titles(pair: &Comparison, company: &Company) -> u64 {
        count(pair, company, u64::MAX).map_or(0, |[.., all]| all)
    }

    fn lean([two, three, all]: [u64; 3], titles: u64) -> Self {
        let measure = |count: u64, usual: i32| {
            let bits = log2(1 + count) * 1000 / MOST;
            let found = (bits >> FRACTION_BITS).min(1000);
            let leaning = (found * titles + usual as u64 * HALF) / (titles + HALF);
            leaning as i32
        };
        Self {
            two: measure(two, USUAL.two),
            three: measure(three, USUAL.three),
            all: measure(all, USUAL.all),
        }
    }
}

/// How many other titles hold the two rarest of the shared words, the three rarest, and all; none where nothing is
/// shared. More than `enough` are not counted.
fn count(pair: &Comparison, company: &Company, enough: u64) -> Option<[u64; 3]> {
    let bits = |words: &mut dyn Iterator<Item = &SharedWord>| {
        let bit = |word: &SharedWord| pair.vocabulary.bit(word.word).imprint();
        words.map(bit).fold(Imprint::default(), Imprint::and)
    };
    let rarest = rarest(&pair.shared);
    let first = rarest[0]?;
    let needed = [
        bits(&mut rarest[..2].iter().flatten().copied()),
        bits(&mut rarest.into_iter().flatten()),
        bits(&mut telling(&pair.shared)),
    ];
    let sides = (pair.vocabulary.imprint(&pair.a.title), pair.vocabulary.imprint(&pair.b.title));
    Some(company.others(first.word.token, needed, sides, enough))
}

/// The shared words; numbers only where there is nothing else.
fn telling(shared: &[SharedWord]) -> impl Iterator<Item = &SharedWord> {
    let all_numeric = shared.iter().all(|word| word.word.numeric());
    shared.iter().filter(move |word| all_numeric || !word.word.numeric())
}

/// The three rarest of the telling words, rarest first.
fn rarest(shared: &[SharedWord]) -> [Option<&SharedWord>; 3] {
    let mut rarest: [Option<&SharedWord>; 3] = [None; 3];
    let order = |word: &SharedWord| (Reverse(word.weight), word.word.token);
    for word in telling(shared) {
        let mut word = Some(word);
        for place in &mut rarest {
            if word.is_some_and(|word| place.is_none_or(|other| order(word) < order(other))) {
                std::mem::swap(place, &mut word);
            }
        }
    }
    rarest
}
