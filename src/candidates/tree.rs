//! One tree of the forest: all sets in the order of its leaves.
//!
//! The first slot sorts by counting, since winners are small numbers. A group over the bound is sorted by the next
//! slot in its place, and so on: a set carries the winner that it is sorted by in front. The race of a slot behind
//! the second is run when the first group asks for it. A tree may also grow in parts, each from the sets of some first
//! winners: parts know nothing of each other but the reach of wide leaves.

use std::sync::OnceLock;

use rayon::prelude::*;

use super::forest::{DEPTH, Forest, TREES};
use super::leaf::Leaf;
use super::winners::Won;
use crate::normalize::TokenId;
use crate::sketch::Race;

/// Sets that are gathered at once: they stay in the cache until they have raced.
const GATHERED: usize = 256;
/// Comparisons for each set, all together, that leaves over the bound may cost in a tree …
const BUDGET: usize = 64;
/// … and how many following members a set meets there at least.
const NEIGHBORS: usize = 16;
/// How many it meets at most where there is a window: those that may be repeats stand nearest in time, and a form
/// that comes back hundreds of times within the window would else cost its square.
const MOST_WITHIN_WINDOW: usize = 32;

/// A tree that has grown.
pub(super) struct Tree {
    /// The sets in the order of their leaves, ascending in each, with some winner in front.
    pub order: Vec<Place>,
    /// The leaves of more than one set.
    pub leaves: Vec<Leaf>,
}

/// A set with a winner in front.
pub(super) type Place = u64;

/// Grows a tree from the winners of its first two slots, set by set; `deep` are its slots behind them, and `room` the
/// order of a tree that is done with, or nothing.
pub(super) fn grow(forest: &Forest, deep: &DeepSlots, won: &[Won], room: Vec<Place>) -> Tree {
    let (mut order, ends) = by_winner(forest, won, room);
    let (mut leaves, mut groups) = (Vec::new(), Vec::new());
    let (mut rest, mut start) = (&mut order[..], 0);
    for (winner, end) in (0..).zip(ends) {
        let (group, behind) = rest.split_at_mut((end - start) as usize);
        if group.len() > forest.effort.bound {
            groups.push((start, winner, group));
        } else if group.len() > 1 {
            leaves.push(Leaf::whole(start, end));
        }
        (rest, start) = (behind, end);
    }
    let races = Races { forest, deep };
    let parted = groups.into_par_iter().map(|(start, winner, group)| {
        let mut leaves = Vec::new();
        races.part(group, start, &mut vec![winner], &mut leaves);
        leaves
    });
    let parted: Vec<Vec<Leaf>> = parted.collect();
    leaves.extend(parted.into_iter().flatten());
    Tree { order, leaves }
}

/// The sets by their first winner, ascending for each, with the second one in front, and where each winner's sets
/// end.
fn by_winner(forest: &Forest, won: &[Won], room: Vec<Place>) -> (Vec<Place>, Vec<u32>) {
    let mut next = vec![0_u32; forest.vocabulary.len() + 1];
    for [winner, _] in won {
        next[*winner as usize + 1] += 1;
    }
    for token in 1..next.len() {
        next[token] += next[token - 1];
    }
    let mut order = room;
    order.resize(won.len(), 0);
    for (set, [winner, second]) in (0..).zip(won) {
        let at = &mut next[*winner as usize];
        order[*at as usize] = place(*second, set);
        *at += 1;
    }
    next.pop();
    (order, next)
}

/// How many following members a set meets in a leaf over the bound, in a tree of so many sets whose wide leaves
/// have these sizes.
pub(super) fn reach(forest: &Forest, sets: usize, wide: Vec<usize>) -> usize {
    let near = if forest.has_window() { MOST_WITHIN_WINDOW } else { usize::MAX };
    affordable(wide, sets * BUDGET).min(near)
}

/// The farthest reach with which leaves cost no more than the budget, smaller leaves in full first.
fn affordable(mut sizes: Vec<usize>, mut budget: usize) -> usize {
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

/// A tree's slots behind the second; a race is run when the first group asks for it.
pub(super) struct DeepSlots {
    tree: usize,
    run: [OnceLock<Race>; DEPTH],
}

impl DeepSlots {
    /// Of the tree of this number.
    pub fn of(tree: usize) -> Self {
        Self { tree, run: [const { OnceLock::new() }; DEPTH] }
    }

    fn race(&self, forest: &Forest, depth: usize) -> &Race {
        let slot = (self.tree + depth * TREES) as u32;
        self.run[depth].get_or_init(|| Race::new(forest.vocabulary, forest.weights, slot))
    }
}

/// Parts the groups of a tree.
struct Races<'a> {
    forest: &'a Forest<'a>,
    deep: &'a DeepSlots,
}

impl Races<'_> {
    /// Parts a group over the bound by the slot behind those whose `winners` it shares; `start` is the place
    /// of the group in the tree's order. A part that holds most of the group by a new winner is a form that
    /// comes back: further slots would hardly make it smaller.
    fn part(
        &self,
        group: &mut [Place],
        start: u32,
        winners: &mut Vec<TokenId>,
        leaves: &mut Vec<Leaf>,
    ) {
        let depth = winners.len();
        if depth == DEPTH {
            return leaves.push(Leaf::wide(start, start + group.len() as u32));
        }
        if depth > 1 {
            self.race(group, depth);
        }
        group.sort_unstable();
        let most = group.len() / 2;
        let mut start = start;
        for part in group.chunk_by_mut(|a, b| winner(*a) == winner(*b)) {
            let end = start + part.len() as u32;
            let winner = winner(part[0]);
            let is_form = part.len() > most && !winners.contains(&winner);
            if part.len() <= self.forest.effort.bound {
                leaves.extend((part.len() > 1).then(|| Leaf::whole(start, end)));
            } else if is_form && self.forest.effort.keeps_forms {
                leaves.push(Leaf::wide(start, end));
            } else {
                winners.push(winner);
                self.part(part, start, winners, leaves);
                winners.pop();
            }
            start = end;
        }
    }

    /// Puts the winners of a slot behind the second in front of the sets of a group.
    fn race(&self, group: &mut [Place], depth: usize) {
        let sets = self.forest.sets;
        let race = self.deep.race(self.forest, depth);
        let mut lines = Vec::new();
        for some in group.chunks_mut(GATHERED) {
            sets.gather(some.iter().map(|one| set(*one)), &mut lines);
            for (one, line) in some.iter_mut().zip(&lines) {
                *one = place(race.winner(sets.all(line)), set(*one));
            }
        }
    }
}

fn place(winner: TokenId, set: u32) -> Place {
    u64::from(winner) << 32 | u64::from(set)
}

/// The set at a place.
#[inline]
pub(super) fn set(place: Place) -> u32 {
    place as u32
}

fn winner(place: Place) -> TokenId {
    (place >> 32) as TokenId
}
