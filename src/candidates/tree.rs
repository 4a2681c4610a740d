//! One tree of the forest: all sets in the order of its leaves.
//!
//! The first slot sorts by counting, since winners are small numbers. A group over the bound is raced in
//! the next slot, sorted in its place, and so on. The race of a slot behind the second is run when the first
//! group asks for it.

use std::sync::OnceLock;

use rayon::prelude::*;

use super::forest::{DEPTH, Forest, TREES};
use super::leaf::Leaf;
use super::seats::Won;
use crate::normalize::TokenId;
use crate::sketch::Race;

/// Sets that are gathered at once: they stay in the cache until they have raced.
const GATHERED: usize = 1024;
/// Comparisons for each set, all together, that leaves over the bound may cost in a tree …
const BUDGET: usize = 64;
/// … and how many following members a set meets there at least.
const NEIGHBORS: usize = 16;
/// How many it meets at most where there is a window: those that may be repeats stand nearest in time, and a form
/// that comes back hundreds of times within the window would else cost its square.
const MOST_WITHIN_WINDOW: usize = 32;

/// A tree that has grown.
pub(super) struct Tree {
    /// The sets in the order of their leaves, ascending in each.
    pub order: Vec<u32>,
    /// The leaves. Sets that stand alone have one only below the first slot.
    pub leaves: Vec<Leaf>,
    /// For each token whether the group of those whose first slot it won was split.
    pub split: Vec<bool>,
    /// How many following members a set meets in a leaf over the bound.
    pub reach: usize,
}

/// Grows a tree from the winners of its first two slots, set by set.
pub(super) fn grow(forest: &Forest, tree: usize, won: &[Won]) -> Tree {
    let (mut order, ends) = by_winner(forest, won);
    let (mut leaves, mut groups) = (Vec::new(), Vec::new());
    let mut split = vec![false; ends.len()];
    let (mut rest, mut start) = (&mut order[..], 0);
    for (winner, end) in (0..).zip(ends) {
        let (group, behind) = rest.split_at_mut((end - start) as usize);
        if group.len() > forest.effort.bound {
            groups.push((start, winner, group));
            split[winner as usize] = true;
        } else if group.len() > 1 {
            leaves.push(Leaf::whole(start, end));
        }
        (rest, start) = (behind, end);
    }
    let races = Races { forest, tree, won, run: [const { OnceLock::new() }; DEPTH] };
    let parted = groups.into_par_iter().map(|(start, winner, group)| {
        let mut leaves = Vec::new();
        races.part(group, start, &mut vec![winner], &mut leaves);
        leaves
    });
    let parted: Vec<Vec<Leaf>> = parted.collect();
    leaves.extend(parted.into_iter().flatten());
    let near = if forest.has_window() { MOST_WITHIN_WINDOW } else { usize::MAX };
    let reach = reach(&leaves, forest.sets.len() * BUDGET).min(near);
    Tree { order, leaves, split, reach }
}

/// The sets by their winner, ascending for each, and where each winner's sets end.
fn by_winner(forest: &Forest, won: &[Won]) -> (Vec<u32>, Vec<u32>) {
    let mut next = vec![0_u32; forest.vocabulary.len() + 1];
    for [winner, _] in won {
        next[*winner as usize + 1] += 1;
    }
    for token in 1..next.len() {
        next[token] += next[token - 1];
    }
    let mut order = vec![0; forest.sets.len()];
    for (set, [winner, _]) in (0..).zip(won) {
        let at = &mut next[*winner as usize];
        order[*at as usize] = set;
        *at += 1;
    }
    next.pop();
    (order, next)
}

/// The farthest reach with which wide leaves cost no more than the budget, smaller leaves in full first.
fn reach(leaves: &[Leaf], mut budget: usize) -> usize {
    let wide = leaves.iter().filter(|leaf| leaf.is_wide);
    let mut sizes: Vec<usize> = wide.map(Leaf::len).collect();
    sizes.sort_unstable();
    let mut members: usize = sizes.iter().sum();
    for size in sizes {
        if size * members > budget {
            return (budget / members).max(NEIGHBORS);
        }
        budget -= size * size;
        members -= size;
    }
    usize::MAX
}

/// The races in a tree's slots behind the first.
struct Races<'a> {
    forest: &'a Forest<'a>,
    tree: usize,
    /// The winners of the first two.
    won: &'a [Won],
    run: [OnceLock<Race>; DEPTH],
}

impl Races<'_> {
    /// Parts a group over the bound by the slot behind those whose `winners` it shares; `start` is the place
    /// of the group in the tree's order. A part that holds most of the group by a new winner is a form that
    /// comes back: further slots would hardly make it smaller.
    fn part(
        &self,
        group: &mut [u32],
        start: u32,
        winners: &mut Vec<TokenId>,
        leaves: &mut Vec<Leaf>,
    ) {
        let depth = winners.len();
        if depth == DEPTH {
            return leaves.push(Leaf::wide(start, start + group.len() as u32, depth));
        }
        let keys = self.sorted(group, depth);
        let most = group.len() / 2;
        let (mut rest, mut start) = (group, start);
        for keys in keys.chunk_by(|a, b| a >> 32 == b >> 32) {
            let (part, behind) = rest.split_at_mut(keys.len());
            for (set, key) in part.iter_mut().zip(keys) {
                *set = *key as u32;
            }
            let end = start + part.len() as u32;
            let winner = (keys[0] >> 32) as TokenId;
            let is_form = part.len() > most && !winners.contains(&winner);
            if part.len() <= self.forest.effort.bound {
                leaves.push(Leaf::part(start, end, depth + 1));
            } else if is_form && self.forest.effort.keeps_forms {
                leaves.push(Leaf::wide(start, end, depth + 1));
            } else {
                winners.push(winner);
                self.part(part, start, winners, leaves);
                winners.pop();
            }
            (rest, start) = (behind, end);
        }
    }

    /// The sets of a group with their winners in front, sorted.
    fn sorted(&self, group: &[u32], depth: usize) -> Vec<u64> {
        let mut keys = match depth {
            1 => group.iter().map(|set| key(self.won[*set as usize][1], *set)).collect(),
            _ => self.raced(group, depth),
        };
        keys.sort_unstable();
        keys
    }

    /// The sets of a group with the winners of a slot behind the second in front.
    fn raced(&self, group: &[u32], depth: usize) -> Vec<u64> {
        let (race, sets) = (self.race(depth), self.forest.sets);
        let mut keys = Vec::with_capacity(group.len());
        let mut rows = Vec::new();
        for some in group.chunks(GATHERED) {
            sets.gather(some, &mut rows);
            keys.extend(
                some.iter()
                    .zip(&rows)
                    .map(|(set, row)| key(race.winner(&row.tokens, sets.rest(*set, row)), *set)),
            );
        }
        keys
    }

    /// The race in the slot at a depth.
    fn race(&self, depth: usize) -> &Race {
        let slot = (self.tree + depth * TREES) as u32;
        let Forest { vocabulary, weights, .. } = self.forest;
        self.run[depth].get_or_init(|| Race::new(vocabulary, weights, slot))
    }
}

/// A set with its winner in front.
fn key(winner: TokenId, set: u32) -> u64 {
    u64::from(winner) << 32 | u64::from(set)
}
