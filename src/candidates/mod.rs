//! Step 6: entries to candidate pairs.
//!
//! Three doors, each of which may propose a pair:
//!
//! - `forest`: LSH trees over the signatures, from one slot up; the main door. `tree`: how one grows;
//!   `winners`: by which tokens; `leaf`: how the sets of a leaf are compared; `found`: what came of it; `sets`:
//!   the different token sets; `bags`: those of all entries; `groups`: the entries of each; `effort`: how
//!   thoroughly so many sets are searched; `spill`: the same where a budget does not hold all sets.
//! - `doors`: the same URL, and the same set of tokens.
//!
//! Guarantees: a pair is proposed at most once; pairs from the forest share at least
//! [`LEAST_SIMILARITY`] of their weight (more among many sets), and [`LEAST_BEYOND_WINDOW`] outside the
//! window; the number of comparisons is bounded by entries x trees x (bound + budget), and what a bound cut
//! short is counted. It may miss pairs, it never invents one: what is proposed still has to be judged.

mod bags;
mod doors;
mod effort;
mod forest;
mod found;
mod groups;
mod leaf;
mod sets;
mod spill;
mod tree;
mod winners;

use std::num::NonZeroU64;

use rayon::prelude::*;

use crate::keep::Keeper;
use crate::normalize::Vocabulary;
use crate::progress::{Step, Watch};
use crate::settings::Window;
use crate::weigh::{HEAVIEST, Weighed};
use doors::Days;
use effort::Effort;
use forest::Forest;
use found::Found;
use groups::Groups;
use sets::TokenSets;
use spill::{FiledSets, Spill};

/// Pairs below this weighted similarity (thousandths) are not worth the judge's time: of the pairs
/// that readers called the same, hardly any shares less of its weight. Among many titles chance brings
/// together more, and more similarity is asked for: up to .4.
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

/// Proposes pairs of so many entries in rank order, of which `weigh` adds the tokens (different
/// ones, ascending, with their weights) and `door` gives the rest.
/// `keeper` says how much may be held, and is told of failures; `watch` is told of each entry that is read, and for each
/// tree once more of all of them.
pub fn candidates(
    entries: usize,
    weigh: &(impl Fn(usize, &mut Vec<Weighed>) + Sync),
    door: &(impl Fn(usize) -> Door + Sync),
    vocabulary: &Vocabulary,
    window: Window,
    keeper: &Keeper,
    watch: &dyn Watch,
) -> Candidates {
    let input = Input { entries, weigh, door, vocabulary, window, watch };
    let Searched { groups, days, same_url, found, of_urls } =
        match Spill::needed(keeper, entries, weigh) {
            None => input.search(),
            Some(spill) => input.search_in_parts(&spill),
        };
    let (compared, mut bounded) = (found.compared, found.bounded() + of_urls);
    let near = (&days, forest::length(window));
    let mut pairs = doors::expand(&groups, near, found.into_pairs());
    pairs.extend(doors::same_set(&groups, door, &mut bounded));
    pairs.extend(same_url);
    drop((groups, days));
    pairs.par_sort_unstable();
    pairs.dedup();
    Candidates { pairs, compared, bounded }
}

/// What is searched.
struct Input<'a, W, D> {
    entries: usize,
    weigh: &'a W,
    door: &'a D,
    vocabulary: &'a Vocabulary,
    window: Window,
    watch: &'a dyn Watch,
}

/// What the doors gave, in sets and in entries.
struct Searched {
    /// The entries of each set.
    groups: Groups,
    days: Days,
    found: Found,
    same_url: Vec<Pair>,
    /// Entries with a URL that too many have.
    of_urls: u64,
}

impl<W, D> Input<'_, W, D>
where
    W: Fn(usize, &mut Vec<Weighed>) + Sync,
    D: Fn(usize) -> Door + Sync,
{
    /// Holds all sets.
    fn search(&self) -> Searched {
        // First, while there is room: to sort them takes as much as all sets.
        let mut of_urls = 0;
        let (days, addressed) = doors::read(self.entries, self.door);
        let same_url = doors::same_url(addressed, &mut of_urls);
        let mut weights = vec![0; self.vocabulary.len()];
        let weighed = |bag: &[Weighed]| note_weights(bag, &mut weights);
        self.begin();
        let (sets, groups) = TokenSets::new(self.weigh, &days, weighed, self.watch);
        let forest = Forest::new(&sets, &weights, self.vocabulary, self.window);
        let found = forest::search(&forest, || self.tree_grown(forest.effort));
        Searched { groups, days, found, same_url, of_urls }
    }

    /// The same, and holds a part of the sets at a time.
    fn search_in_parts(&self, spill: &Spill) -> Searched {
        let mut of_urls = 0;
        let (days, same_url) = spill.days_and_urls(self.entries, self.door, &mut of_urls);
        let mut weights = vec![0; self.vocabulary.len()];
        let weighed = |bag: &[Weighed]| note_weights(bag, &mut weights);
        self.begin();
        let sets = FiledSets::new(spill, self.weigh, self.entries, weighed, self.watch);
        let none = TokenSets::default();
        let effort = Effort::of(sets.groups.len());
        let forest = Forest::new(&none, &weights, self.vocabulary, self.window);
        let forest = Forest { effort, ..forest };
        let found = spill.search(&forest, (&sets, &days), || self.tree_grown(effort));
        Searched { groups: sets.groups, days, found, same_url, of_urls }
    }

    /// Tells how much there is to do.
    fn begin(&self) {
        let trees = Effort::of(self.entries).trees;
        self.watch.begin(Step::Candidates, (self.entries * (1 + trees)) as u64);
    }

    fn tree_grown(&self, effort: Effort) {
        let trees = Effort::of(self.entries).trees;
        self.watch.advance((self.entries * trees / effort.trees) as u64);
    }
}

/// Notes the weight of each token of a bag. It stays 0 where no bag holds a token.
fn note_weights(bag: &[Weighed], weights: &mut [u8]) {
    const { assert!(HEAVIEST <= u8::MAX as u32) };
    for (token, weight) in bag {
        weights[*token as usize] = *weight as u8;
    }
}

#[cfg(test)]
mod tests;
