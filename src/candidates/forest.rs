//! An LSH forest that starts with one slot and goes deeper only where it must.
//!
//! Each of [`TREES`] trees sorts the sets by the winner of one slot. Sets that agree in it form a group;
//! a group over the bound is split by a further slot, down to [`DEPTH`]. At one slot a pair of
//! similarity `s` meets in some tree with probability `1 - (1 - s)^24`: 99.5 % at `s` = 0.2, so a small
//! input is searched almost exhaustively, while a hot topic in a large one loses only its weak pairs.
//! After the LSH forest of Bawa, Condie and Ganesan (WWW 2005); the adaptive depth follows
//! the idea of `CPSJoin` (Christiani, Pagh and Sivertsen, SEA 2018).
//!
//! **Forms that come back.** Thousands of titles may share most of their words ("how to watch ... live
//! stream, start time and odds"). The words they share arrive at the same times in all of them, so a slot
//! leaves most of such a group in one part, and splitting goes on until the pairs are lost. A part that
//! holds most of its group by another token is therefore not split: each set in it meets those that follow
//! in rank order (dates), as far as the budget of the tree reaches. So does what is over the bound at the
//! deepest level.
//!
//! Among many sets fewer trees grow, with larger leaves (`effort`). Trees grow one after the other; a pair that
//! several of them find is told once (`found`). Slots behind the second are raced in only by the sets of groups
//! that are split.

use rayon::prelude::*;

use super::effort::Effort;
use super::found::{Found, Met};
use super::leaf::{Leaf, Meeting};
use super::sets::TokenSets;
use super::tree::{DeepSlots, Tree, grow, reach};
use super::winners::Places;
use crate::normalize::Vocabulary;
use crate::settings::Window;
use crate::sketch::rows;

/// Trees of the forest: so many times all sets are grouped and compared.
pub const TREES: usize = 24;
/// Slots a tree goes down at most.
pub(super) const DEPTH: usize = 6;
/// Trees that are raced in at once. A token's arrivals in their first and second slots fill a line of the
/// cache.
const BLOCK: usize = 8;
/// Sets that one task takes at least.
const SETS_OF_A_TASK: usize = 2048;

/// What all trees know.
#[derive(Clone, Copy)]
pub(super) struct Forest<'a> {
    /// The sets.
    pub sets: &'a TokenSets,
    /// Their tokens.
    pub vocabulary: &'a Vocabulary,
    /// The weight of each token, 0 where no set holds it.
    pub weights: &'a [u8],
    /// How thoroughly they are searched.
    pub effort: Effort,
    /// Days between two entries beyond which they have to be nearly equal.
    pub window: i32,
}

impl<'a> Forest<'a> {
    /// Over these sets.
    pub fn new(
        sets: &'a TokenSets,
        weights: &'a [u8],
        vocabulary: &'a Vocabulary,
        window: Window,
    ) -> Self {
        let effort = Effort::of(sets.len());
        Self { sets, vocabulary, weights, effort, window: length(window) }
    }

    /// True where entries may be too far apart.
    pub fn has_window(&self) -> bool {
        self.window < i32::MAX
    }
}

/// The days of a window; no limit is as many as there are.
pub(super) fn length(window: Window) -> i32 {
    window.length().map_or(i32::MAX, |days| days.min(i32::MAX as u32) as i32)
}

/// The pairs of sets that some tree brings together and that are similar enough.
pub(super) fn search(forest: &Forest, tree_grown: impl Fn()) -> Found {
    let Forest { sets, vocabulary, weights, effort, .. } = *forest;
    let mut found = Found::new(sets.len());
    // One tree after the other uses the same room: fresh memory costs more than to fill it.
    let (mut won, mut order) = (Vec::new(), Vec::new());
    for first in (0..effort.trees).step_by(BLOCK) {
        let rows = rows::<{ 2 * BLOCK }>(vocabulary, weights, slots(first));
        let places = Places::race(sets, &rows);
        for next in 0..BLOCK.min(effort.trees - first) {
            let number = first + next;
            places.won(next, &mut won);
            let tree = grow(forest, &DeepSlots::of(number), &won, order);
            let wide = tree.leaves.iter().filter(|leaf| leaf.is_wide).map(Leaf::len);
            let reach = reach(forest, sets.len(), wide.collect());
            found.note(meet(forest, &tree, (number, reach)));
            found.end_tree();
            tree_grown();
            order = tree.order;
        }
    }
    found
}

/// The first slots of a block's trees, then their second ones.
pub(super) fn slots<const N: usize>(first: usize) -> [u32; N] {
    std::array::from_fn(|next| (next / (N / 2) * TREES + first + next % (N / 2)) as u32)
}

/// Compares the sets of the leaves of the tree of this number, in wide ones as far as `reach`.
pub(super) fn meet(forest: &Forest, tree: &Tree, (number, reach): (usize, usize)) -> Vec<Met> {
    let meeting = || Meeting::new(forest, number, reach);
    let tasks = tasks(&tree.leaves).into_par_iter();
    tasks.map_init(meeting, |meeting, leaves| meeting.hold(leaves, &tree.order)).collect()
}

/// Parts leaves into runs of enough sets.
fn tasks(leaves: &[Leaf]) -> Vec<&[Leaf]> {
    let (mut tasks, mut rest) = (Vec::new(), leaves);
    while !rest.is_empty() {
        let mut sets = 0;
        let enough = rest.iter().position(|leaf| {
            sets += leaf.len();
            sets >= SETS_OF_A_TASK
        });
        let (task, behind) = rest.split_at(enough.map_or(rest.len(), |last| last + 1));
        tasks.push(task);
        rest = behind;
    }
    tasks
}
