//! An LSH forest that starts with one slot and goes deeper only where it must.
//!
//! Each of [`TREES`] trees sorts the sets by the winner of one slot. Sets that agree in it form a group;
//! a group over the bound is split by a further slot, down to [`DEPTH`]. At one slot a pair of
//! similarity `s` meets in some tree with probability `1 - (1 - s)^24`: 99.5 % at `s` = 0.2, so a small
//! input is searched almost exhaustively, while a hot topic in a large one loses only its weak pairs.
//! What is still over the bound at the deepest level is compared in a sliding window in rank order
//! (dates). After the LSH forest of Bawa, Condie and Ganesan (WWW 2005); the adaptive depth follows
//! the idea of `CPSJoin` (Christiani, Pagh and Sivertsen, SEA 2018).
//!
//! Trees grow one after the other. A pair belongs to the first tree whose leaf it shares: leaves are kept
//! by number, no set of pairs is. Further slots are raced in only by the sets of groups that are split.

use rayon::prelude::*;

use super::leaf::Meeting;
use super::sets::TokenSets;
use super::tree::{Tree, grow};
use super::{Candidates, Pair};
use crate::normalize::{TokenId, Vocabulary};
use crate::progress::Watch;
use crate::settings::Window;
use crate::sketch::{rows, winners};

/// Trees of the forest: so many times all sets are grouped and compared.
pub const TREES: usize = 24;
/// Slots a tree goes down at most.
pub(super) const DEPTH: usize = 6;
/// How many comparisons a tree may cost, all sets together, before groups are split …
const COMPARISONS: usize = 4_000_000;
/// … within these bounds for a group's size.
const BOUNDS: std::ops::RangeInclusive<usize> = 64..=1024;
/// Trees whose first slots are raced in at once: a token's arrivals fill a line of the cache.
const BLOCK: usize = 8;
/// Leaves that one task takes at least.
const LEAVES_OF_A_TASK: usize = 256;

/// For each tree the leaf of a set: the winner of the tree's first slot where that group was not split;
/// else a number with [`SPLIT`] and the leaf's first set; for a set that is compared in a window only,
/// [`WINDOWED`] and the set itself, which no other has.
pub(super) type Leaves = [u32; TREES];

/// Marks a leaf below the first slot. There are fewer tokens than that.
const SPLIT: u32 = 1 << 31;
/// Marks a set in a leaf over the bound. There are fewer sets than that.
const WINDOWED: u32 = SPLIT | 1 << 30;

/// What all trees know.
pub(super) struct Forest<'a> {
    /// The sets.
    pub sets: &'a TokenSets,
    /// Their tokens.
    pub vocabulary: &'a Vocabulary,
    /// The weight of each token, 0 where no set holds it and for what fills up rows.
    pub weights: &'a [u8],
    /// A larger group is split.
    pub bound: usize,
    /// Days between two entries beyond which they have to be nearly equal.
    pub window: i32,
}

/// The pairs of sets that some tree brings together and that are similar enough.
pub(super) fn search(
    sets: &TokenSets,
    weights: &[u8],
    vocabulary: &Vocabulary,
    window: Window,
    watch: &dyn Watch,
) -> Candidates {
    let bound = (COMPARISONS / sets.len().max(1)).clamp(*BOUNDS.start(), *BOUNDS.end());
    let window = window.length().map_or(i32::MAX, |days| days.min(i32::MAX as u32) as i32);
    let forest = Forest { sets, vocabulary, weights, bound, window };
    let mut leaves = vec![[0; TREES]; sets.len()];
    let mut windowed = vec![false; sets.len()];
    let mut found = Candidates::default();
    for block in (0..TREES).step_by(BLOCK) {
        let won = forest.first_winners(block);
        for (leaves, won) in leaves.iter_mut().zip(&won) {
            leaves[block..block + BLOCK].copy_from_slice(won);
        }
        for tree in block..block + BLOCK {
            let grown = grow(&forest, tree, won.iter().map(|won| won[tree - block]));
            compare(&forest, &grown, (&leaves, tree), &mut found);
            note(&grown, tree, &mut leaves, &mut windowed);
            watch.advance(1);
        }
    }
    // Sets that some tree could only compare in a window.
    found.bounded = windowed.iter().filter(|over| **over).count() as u64;
    found
}

impl Forest<'_> {
    /// The winners of some trees' first slots, set by set.
    fn first_winners(&self, block: usize) -> Vec<[TokenId; BLOCK]> {
        let rows =
            rows(self.vocabulary, self.weights, std::array::from_fn(|next| (block + next) as u32));
        let won = |set: u32| {
            let row = self.sets.row(set);
            winners(row.tokens.iter().chain(self.sets.rest(set, row)).copied(), &rows)
        };
        (0..self.sets.len() as u32).into_par_iter().with_min_len(1024).map(won).collect()
    }
}

fn compare(
    forest: &Forest,
    tree: &Tree,
    (leaves, number): (&[Leaves], usize),
    found: &mut Candidates,
) {
    let compared = tree.leaves.par_chunks(LEAVES_OF_A_TASK).map(|chunk| {
        let mut meeting = Meeting::new(forest, (leaves, number));
        meeting.hold(chunk, &tree.order);
        (meeting.pairs, meeting.compared)
    });
    let parts: Vec<(Vec<Pair>, u64)> = compared.collect();
    for (pairs, comparisons) in parts {
        found.pairs.extend(pairs);
        found.compared += comparisons;
    }
}

/// Notes the leaves below the first slot; the others are known by their winner.
fn note(tree: &Tree, number: usize, leaves: &mut [Leaves], windowed: &mut [bool]) {
    for leaf in tree.leaves.iter().filter(|leaf| leaf.is_split) {
        let members = leaf.of(&tree.order);
        for set in members {
            let own = if leaf.is_windowed { WINDOWED | set } else { SPLIT | members[0] };
            leaves[*set as usize][number] = own;
            windowed[*set as usize] |= leaf.is_windowed;
        }
    }
    for set in &tree.alone {
        leaves[*set as usize][number] = SPLIT | set;
    }
}
