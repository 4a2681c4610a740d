//! One tree of the forest: all sets in the order of its leaves.
//!
//! The first slot sorts by counting, since winners are small numbers. A group over the bound is raced in
//! the next slot, sorted in its place, and so on; a slot's race is run when the first group asks for it.

use std::sync::OnceLock;

use rayon::prelude::*;

use super::forest::{DEPTH, Forest, TREES};
use super::leaf::Leaf;
use crate::normalize::TokenId;
use crate::sketch::Race;

/// Sets that are gathered at once: they stay in the cache until they have raced.
const GATHERED: usize = 1024;

/// A tree that has grown.
pub(super) struct Tree {
    /// The sets in the order of their leaves, ascending in each.
    pub order: Vec<u32>,
    /// The leaves with more than one set.
    pub leaves: Vec<Leaf>,
    /// Sets that stand alone below the first slot.
    pub alone: Vec<u32>,
}

/// Grows a tree from the winners of its first slot, set by set.
pub(super) fn grow(
    forest: &Forest,
    tree: usize,
    won: impl Iterator<Item = TokenId> + Clone,
) -> Tree {
    let (mut order, ends) = by_winner(forest, won);
    let mut leaves = Vec::new();
    let mut split = Vec::new();
    let (mut rest, mut start) = (&mut order[..], 0);
    for end in ends {
        let (group, behind) = rest.split_at_mut((end - start) as usize);
        if group.len() > forest.bound {
            split.push((start, group));
        } else if group.len() > 1 {
            leaves.push(Leaf::whole(start, end));
        }
        (rest, start) = (behind, end);
    }
    let races = Races { forest, tree, run: [const { OnceLock::new() }; DEPTH] };
    let parted = split.into_par_iter().map(|(start, group)| {
        let mut parts = Parts::default();
        races.part(group, start, 1, &mut parts);
        parts
    });
    let parted: Vec<Parts> = parted.collect();
    let mut alone = Vec::new();
    for parts in parted {
        leaves.extend(parts.leaves);
        alone.extend(parts.alone);
    }
    Tree { order, leaves, alone }
}

/// The sets by their winner, ascending for each, and where each winner's sets end.
fn by_winner(forest: &Forest, won: impl Iterator<Item = TokenId> + Clone) -> (Vec<u32>, Vec<u32>) {
    let mut next = vec![0_u32; forest.vocabulary.len() + 1];
    for winner in won.clone() {
        next[winner as usize + 1] += 1;
    }
    for token in 1..next.len() {
        next[token] += next[token - 1];
    }
    let mut order = vec![0; forest.sets.len()];
    for (set, winner) in (0..).zip(won) {
        let at = &mut next[winner as usize];
        order[*at as usize] = set;
        *at += 1;
    }
    next.pop();
    (order, next)
}

/// What a split group came to.
#[derive(Default)]
struct Parts {
    leaves: Vec<Leaf>,
    alone: Vec<u32>,
}

/// The races in a tree's slots behind the first.
struct Races<'a> {
    forest: &'a Forest<'a>,
    tree: usize,
    run: [OnceLock<Race>; DEPTH],
}

impl Races<'_> {
    /// Parts a group over the bound by the slot at `depth` and those below; `start` is the place of the
    /// group in the tree's order.
    fn part(&self, group: &mut [u32], start: u32, depth: usize, parts: &mut Parts) {
        if depth == DEPTH {
            return parts.leaves.push(Leaf::windowed(start, start + group.len() as u32));
        }
        let keys = self.sorted(group, depth);
        let (mut rest, mut start) = (group, start);
        for keys in keys.chunk_by(|a, b| a >> 32 == b >> 32) {
            let (part, behind) = rest.split_at_mut(keys.len());
            for (set, key) in part.iter_mut().zip(keys) {
                *set = *key as u32;
            }
            let end = start + part.len() as u32;
            match part {
                [one] => parts.alone.push(*one),
                _ if part.len() > self.forest.bound => self.part(part, start, depth + 1, parts),
                _ => parts.leaves.push(Leaf::part(start, end)),
            }
            (rest, start) = (behind, end);
        }
    }

    /// The sets of a group with their winners in front, sorted.
    fn sorted(&self, group: &[u32], depth: usize) -> Vec<u64> {
        let (race, sets) = (self.race(depth), self.forest.sets);
        let mut keys = Vec::with_capacity(group.len());
        let mut rows = Vec::new();
        for some in group.chunks(GATHERED) {
            sets.gather(some, &mut rows);
            keys.extend(some.iter().zip(&rows).map(|(set, row)| {
                let winner = race.winner(&row.tokens, sets.rest(*set, row));
                u64::from(winner) << 32 | u64::from(*set)
            }));
        }
        keys.sort_unstable();
        keys
    }

    /// The race in the slot at a depth.
    fn race(&self, depth: usize) -> &Race {
        let slot = (self.tree + depth * TREES) as u32;
        let Forest { vocabulary, weights, .. } = self.forest;
        self.run[depth].get_or_init(|| Race::new(vocabulary, weights, slot))
    }
}
