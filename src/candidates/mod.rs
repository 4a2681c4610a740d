//! Step 6: entries to candidate pairs.
//!
//! Three doors, each of which may propose a pair:
//!
//! - `forest`: LSH trees over the signatures, from one slot up; the main door. `tree`: how one grows;
//!   `leaf`: how the sets of a leaf are compared; `sets`: the different token sets.
//! - `doors`: the same URL, and the same set of tokens.
//!
//! Guarantees: a pair is proposed at most once; pairs from the forest share at least
//! [`LEAST_SIMILARITY`] of their weight, and [`LEAST_BEYOND_WINDOW`] outside the window; the number of
//! comparisons is bounded by entries x trees x bound, and what a bound cut short is counted. It may miss
//! pairs, it never invents one: what is proposed still has to be judged.

mod doors;
mod forest;
mod leaf;
mod sets;
mod tree;

use rayon::prelude::*;

use crate::normalize::Vocabulary;
use crate::progress::Watch;
use crate::settings::Window;
use crate::weigh::{Bag, HEAVIEST};
use sets::TokenSets;

pub use forest::TREES;

/// Pairs below this weighted similarity (thousandths) are not worth the judge's time: of the pairs
/// that readers called the same, hardly any shares less of its weight.
pub const LEAST_SIMILARITY: u32 = 150;

/// Titles from outside the window are proposed only where they are nearly equal (thousandths): next year's
/// headline on the same topic is nobody's doubt.
pub const LEAST_BEYOND_WINDOW: u32 = 800;

/// Two entries, the lower index first.
pub type Pair = (u32, u32);

/// What the doors need to know of an entry.
#[derive(Clone, Copy, Debug)]
pub struct Door {
    /// Equal for entries with the same URL.
    pub url: Option<u64>,
    /// Equal for entries that read the same: a later step makes them one without comparing.
    pub key: u64,
    /// Its day, since 1970-01-01, where one is known.
    pub day: Option<i64>,
}

/// The proposed pairs and what it took to find them.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    /// Proposed pairs, ascending.
    pub pairs: Vec<Pair>,
    /// Comparisons made.
    pub compared: u64,
    /// Entries in a group too large to be compared in full.
    pub bounded: u64,
}

/// Proposes pairs. `bags` and `doors` are in rank order, one per entry.
/// `watch` is told of each tree.
pub fn candidates(
    bags: impl Iterator<Item = Bag>,
    doors: &[Door],
    vocabulary: &Vocabulary,
    window: Window,
    watch: &dyn Watch,
) -> Candidates {
    let days = doors.iter().map(|door| door.day);
    let mut weights = vec![0; vocabulary.len() + 1];
    let weighed = |bag: &Bag| note_weights(bag, &mut weights);
    let sets = TokenSets::new(bags.inspect(weighed), days, vocabulary.len());
    let mut found = forest::search(&sets, &weights, vocabulary, window, watch);
    let mut pairs = doors::expand(&sets, &std::mem::take(&mut found.pairs));
    pairs.extend(doors::same_set(&sets, doors, &mut found.bounded));
    pairs.extend(doors::same_url(doors, &mut found.bounded));
    pairs.par_sort_unstable();
    pairs.dedup();
    found.pairs = pairs;
    found
}

/// Notes the weight of each token of a bag. It stays 0 where no bag holds a token.
fn note_weights(bag: &Bag, weights: &mut [u8]) {
    const { assert!(HEAVIEST <= u8::MAX as u32) };
    for (token, weight) in bag.tokens() {
        weights[*token as usize] = *weight as u8;
    }
}

#[cfg(test)]
mod tests;
