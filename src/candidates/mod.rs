//! Step 6: entries to candidate pairs.
//!
//! Three doors, each of which may propose a pair:
//!
//! - `forest`: LSH trees over the signatures, from one slot up; the main door. `tree`: how one grows;
//!   `winners`: by which tokens; `leaf`: how the sets of a leaf are compared; `found`: what came of it; `sets`:
//!   the different token sets; `groups`: their entries; `effort`: how thoroughly so many sets are searched.
//! - `doors`: the same URL, and the same set of tokens.
//!
//! Guarantees: a pair is proposed at most once; pairs from the forest share at least
//! [`LEAST_SIMILARITY`] of their weight (more among many sets), and [`LEAST_BEYOND_WINDOW`] outside the
//! window; the number of comparisons is bounded by entries x trees x (bound + budget), and what a bound cut
//! short is counted. It may miss pairs, it never invents one: what is proposed still has to be judged.

mod doors;
mod effort;
mod forest;
mod found;
mod groups;
mod leaf;
mod sets;
mod tree;
mod winners;

use std::num::NonZeroU64;

use rayon::prelude::*;

use crate::normalize::Vocabulary;
use crate::progress::{Step, Watch};
use crate::settings::Window;
use crate::weigh::{Bag, HEAVIEST};
use effort::Effort;
use forest::Forest;
use sets::TokenSets;

/// Pairs below this weighted similarity (thousandths) are not worth the judge's time: of the pairs
/// that readers called the same, hardly any shares less of its weight. Among many titles chance brings
/// together more, and more similarity is asked for: up to twice as much.
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
    pub url: Option<NonZeroU64>,
    /// Equal for entries that read the same: a later step makes them one without comparing.
    pub key: u64,
    /// Its day, since 1970-01-01, where one is known.
    pub day: Option<i32>,
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

/// Proposes pairs of so many entries in rank order, of which `bag` gives the tokens and `door` the rest.
/// `watch` is told of each entry that is read, and for each tree once more of all of them.
pub fn candidates(
    entries: usize,
    bag: &(impl Fn(usize) -> Bag + Sync),
    door: &(impl Fn(usize) -> Door + Sync),
    vocabulary: &Vocabulary,
    window: Window,
    watch: &dyn Watch,
) -> Candidates {
    // First, while there is room: to sort them takes as much as all sets.
    let mut of_urls = 0;
    let (days, addressed) = doors::read(entries, door);
    let same_url = doors::same_url(addressed, &mut of_urls);
    let mut weights = vec![0; vocabulary.len()];
    let weighed = |bag: &Bag| note_weights(bag, &mut weights);
    let trees = Effort::of(entries).trees;
    watch.begin(Step::Candidates, (entries * (1 + trees)) as u64);
    let (sets, groups) = TokenSets::new(bag, &days, weighed, watch);
    let forest = Forest::new(&sets, &weights, vocabulary, window);
    let tree_grown = || watch.advance((entries * trees / forest.effort.trees) as u64);
    let found = forest::search(&forest, tree_grown);
    let (compared, mut bounded) = (found.compared, found.bounded() + of_urls);
    let window = forest.window;
    drop(sets);
    let mut pairs = doors::expand(&groups, (&days, window), found.into_pairs());
    pairs.extend(doors::same_set(&groups, door, &mut bounded));
    pairs.extend(same_url);
    drop((groups, days));
    pairs.par_sort_unstable();
    pairs.dedup();
    Candidates { pairs, compared, bounded }
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
