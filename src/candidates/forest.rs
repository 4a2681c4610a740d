//! An LSH forest that starts with one slot and goes deeper only where it must.
//!
//! Each of [`TREES`] trees sorts the sets by the value of one slot. Sets that agree in it form a group;
//! a group over the bound is split by a further slot, down to [`DEPTH`]. At one slot a pair of
//! similarity `s` meets in some tree with probability `1 - (1 - s)^24`: 99.5 % at `s` = 0.2, so a small
//! input is searched almost exhaustively, while a hot topic in a large one loses only its weak pairs.
//! What is still over the bound at the deepest level is compared in a sliding window in rank order
//! (dates). After the LSH forest of Bawa, Condie and Ganesan (WWW 2005); the adaptive depth follows
//! the idea of `CPSJoin` (Christiani, Pagh and Sivertsen, SEA 2018).
//!
//! A pair belongs to the first tree whose leaf it shares: leaves are kept by number, no set of pairs is.

use rayon::prelude::*;

use super::doors::TokenSets;
use super::{Candidates, LEAST_SIMILARITY, Pair};
use crate::normalize::Vocabulary;
use crate::sketch::{SlotValue, arrivals, winner, winner_among};
use crate::weigh::Bag;

/// Trees of the forest.
const TREES: usize = 24;
/// Slots a tree goes down at most.
const DEPTH: u32 = 6;
/// How many comparisons a tree may cost, all sets together, before groups are split …
const COMPARISONS: usize = 4_000_000;
/// … within these bounds for a group's size.
const BOUNDS: std::ops::RangeInclusive<usize> = 64..=1024;
/// In a leaf over the bound, how many following members a set meets.
const NEIGHBORS: usize = 16;
/// No leaf: the set is alone, or its leaf is compared in a window only.
const NO_LEAF: u32 = u32::MAX;

/// The pairs of sets that some tree brings together and that are similar enough.
pub(super) fn search(sets: &TokenSets, bags: &[&Bag], vocabulary: &Vocabulary) -> Candidates {
    let count = sets.members.len();
    let bags: Vec<&Bag> = sets.members.iter().map(|set| bags[set[0] as usize]).collect();
    let bound = (COMPARISONS / count.max(1)).clamp(*BOUNDS.start(), *BOUNDS.end());
    let weights = weights(&bags, vocabulary);
    let forest = Forest { bags: &bags, vocabulary, weights: &weights, bound };
    let mut leaves = vec![NO_LEAF; count * TREES];
    let mut found = Candidates::default();
    for tree in 0..TREES {
        let grown = forest.grow(tree as u32);
        forest.compare(tree, &grown, &leaves, &mut found);
        note_leaves(tree, &grown, &mut leaves);
    }
    found.bounded = forest.count_bounded(&leaves);
    found
}

/// A leaf: its sets, ascending, and whether it is small enough to be compared in full.
struct Leaf {
    sets: Vec<u32>,
    full: bool,
}

struct Forest<'a> {
    bags: &'a [&'a Bag],
    vocabulary: &'a Vocabulary,
    /// The weight of each token, 0 where no set holds it.
    weights: &'a [u32],
    bound: usize,
}

fn weights(bags: &[&Bag], vocabulary: &Vocabulary) -> Vec<u32> {
    let mut weights = vec![0; vocabulary.len()];
    for (token, weight) in bags.iter().flat_map(|bag| bag.tokens()) {
        weights[*token as usize] = *weight;
    }
    weights
}

impl Forest<'_> {
    fn grow(&self, tree: u32) -> Vec<Leaf> {
        let all: Vec<u32> = (0..self.bags.len() as u32).collect();
        // All sets race in the first slot, so each token's arrival is computed once for all of them.
        let arrivals = arrivals(self.vocabulary, self.weights, tree);
        let groups = Self::grouped(&all, |set| {
            winner_among(self.bags[set as usize], &arrivals, self.vocabulary)
        });
        groups.into_par_iter().flat_map_iter(|group| self.descend(group, tree, 1)).collect()
    }

    /// Groups of two and more sets that agree in a slot.
    fn split(&self, sets: &[u32], slot: u32) -> Vec<Vec<u32>> {
        Self::grouped(sets, |set| winner(self.bags[set as usize], self.vocabulary, slot))
    }

    /// Groups of two and more sets with the same winner, each ascending.
    fn grouped(sets: &[u32], winner: impl Fn(u32) -> Option<SlotValue> + Sync) -> Vec<Vec<u32>> {
        let value = |set: &u32| (u64::from(winner(*set).unwrap_or(0)) << 32) | u64::from(*set);
        let mut keyed: Vec<u64> = sets.par_iter().with_min_len(1024).map(value).collect();
        keyed.par_sort_unstable();
        keyed
            .chunk_by(|a, b| a >> 32 == b >> 32)
            .filter(|group| group.len() > 1)
            .map(|group| group.iter().map(|key| *key as u32).collect())
            .collect()
    }

    fn descend(&self, group: Vec<u32>, tree: u32, depth: u32) -> Vec<Leaf> {
        if group.len() <= self.bound {
            return vec![Leaf { sets: group, full: true }];
        }
        if depth == DEPTH {
            return vec![Leaf { sets: group, full: false }];
        }
        let deeper = self.split(&group, tree + depth * TREES as u32);
        deeper.into_iter().flat_map(|group| self.descend(group, tree, depth + 1)).collect()
    }

    fn compare(&self, tree: usize, grown: &[Leaf], leaves: &[u32], found: &mut Candidates) {
        let compared = grown.par_iter().map(|leaf| self.compare_leaf(tree, leaf, leaves));
        let parts: Vec<(Vec<Pair>, u64)> = compared.collect();
        for (pairs, comparisons) in parts {
            found.pairs.extend(pairs);
            found.compared += comparisons;
        }
    }

    fn compare_leaf(&self, tree: usize, leaf: &Leaf, leaves: &[u32]) -> (Vec<Pair>, u64) {
        let reach = if leaf.full { leaf.sets.len() } else { NEIGHBORS };
        let (mut pairs, mut compared) = (Vec::new(), 0);
        for (place, a) in leaf.sets.iter().enumerate() {
            let (bag, row) = (self.bags[*a as usize], leaf_row(leaves, *a));
            for b in leaf.sets[place + 1..].iter().take(reach) {
                if shares_a_leaf(&row[..tree], leaf_row(leaves, *b)) {
                    continue;
                }
                compared += 1;
                if bag.reaches(self.bags[*b as usize], LEAST_SIMILARITY) {
                    pairs.push((*a, *b));
                }
            }
        }
        (pairs, compared)
    }

    /// Sets that some tree could only compare in a window.
    fn count_bounded(&self, leaves: &[u32]) -> u64 {
        let windowed = |set: usize| leaf_row(leaves, set as u32).contains(&WINDOWED);
        (0..self.bags.len()).filter(|set| windowed(*set)).count() as u64
    }
}

/// The set stood in a leaf over the bound; it shares that leaf with nobody for certain.
const WINDOWED: u32 = u32::MAX - 1;

fn note_leaves(tree: usize, grown: &[Leaf], leaves: &mut [u32]) {
    for (number, leaf) in (0..).zip(grown) {
        for set in &leaf.sets {
            let number = if leaf.full { number } else { WINDOWED };
            leaves[*set as usize * TREES + tree] = number;
        }
    }
}

fn leaf_row(leaves: &[u32], set: u32) -> &[u32] {
    &leaves[set as usize * TREES..][..TREES]
}

fn shares_a_leaf(a: &[u32], b: &[u32]) -> bool {
    a.iter().zip(b).any(|(a, b)| a == b && *a < WINDOWED)
}
