//! Step 6: entries to candidate pairs.
//!
//! Three doors, each of which may propose a pair:
//!
//! - `forest`: LSH trees over the signatures, from one slot up; the main door.
//! - `doors`: the same URL, and the same set of tokens.
//!
//! Guarantees: a pair is proposed at most once; pairs from the forest share at least
//! [`LEAST_SIMILARITY`] of their weight; the number of comparisons is bounded by entries x trees x
//! bound, and what a bound cut short is counted. It may miss pairs, it never invents one: what is
//! proposed still has to be judged.

mod doors;
mod forest;

use rayon::prelude::*;

use crate::normalize::Vocabulary;
use crate::progress::Watch;

use crate::weigh::Bag;
pub use forest::TREES;

/// Pairs below this weighted similarity (thousandths) are not worth the judge's time: of the pairs
/// that readers called the same, hardly any shares less of its weight.
pub const LEAST_SIMILARITY: u32 = 150;

/// Two entries, the lower index first.
pub type Pair = (u32, u32);

/// What the doors need to know of an entry.
#[derive(Clone, Copy, Debug)]
pub struct Door {
    /// Equal for entries with the same URL.
    pub url: Option<u64>,
    /// Equal for entries that read the same: a later step makes them one without comparing.
    pub key: u64,
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
    bags: &[&Bag],
    doors: &[Door],
    vocabulary: &Vocabulary,
    watch: &dyn Watch,
) -> Candidates {
    let sets = doors::TokenSets::new(bags);
    let mut found = forest::search(&sets, bags, vocabulary, watch);
    let mut pairs = sets.expand(&std::mem::take(&mut found.pairs));
    pairs.extend(sets.within(doors, &mut found.bounded));
    pairs.extend(doors::same_url(doors, &mut found.bounded));
    pairs.par_sort_unstable();
    pairs.dedup();
    found.pairs = pairs;
    found
}

#[cfg(test)]
mod tests;
