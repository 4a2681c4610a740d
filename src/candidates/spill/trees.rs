//! The trees of a forest that is not held.
//!
//! Sets are read in their order, raced in the slots of some trees, and dealt to parts of each by their first winner, so
//! that a group is never torn. Then one part after the other is read, grown and compared. How far sets meet in
//! a wide leaf depends on the wide leaves of the whole tree; so these are put off until all parts have grown.

use rayon::prelude::*;

use super::part::{Part, write};
use super::{FiledSets, Spill};
use crate::candidates::doors::Days;
use crate::candidates::forest::{Forest, meet, slots};
use crate::candidates::found::Found;
use crate::candidates::leaf::Leaf;
use crate::candidates::tree::{DeepSlots, Place, Tree, grow, reach, set};
use crate::candidates::winners::Places;
use crate::keep::Spool;
use crate::normalize::TokenId;
use crate::sketch::rows;

/// Trees that are raced in and dealt for at once: so many times all sets stand in the file.
const TREES_AT_ONCE: usize = 2;
/// Sets of wide leaves that are compared at once.
const SETS_OF_WIDE: usize = 1 << 16;

/// What the trees of a forest find, of which `forest` has all but the sets.
pub(super) fn search(
    spill: &Spill,
    forest: &Forest,
    (filed, days): (&FiledSets, &Days),
    tree_grown: impl Fn(),
) -> Found {
    let mut found = Found::within(filed.groups.len(), spill.keeper, spill.pairs());
    for first in (0..forest.effort.trees).step_by(TREES_AT_ONCE) {
        let trees = first..forest.effort.trees.min(first + TREES_AT_ONCE);
        let dealt = deal(spill, forest, (filed, days), trees);
        for (number, parts) in (first..).zip(dealt) {
            search_tree(forest, number, parts, (filed.groups.len(), spill), &mut found);
            tree_grown();
        }
    }
    found
}

/// Deals all sets to the parts of each of some trees.
fn deal(
    spill: &Spill,
    forest: &Forest,
    (filed, days): (&FiledSets, &Days),
    trees: std::ops::Range<usize>,
) -> Vec<Vec<Spool>> {
    let slots = slots::<{ 2 * TREES_AT_ONCE }>(trees.start);
    let rows = rows(forest.vocabulary, forest.weights, slots);
    let mut dealt: Vec<Vec<Spool>> = trees.map(|_| spill.parts()).collect();
    let mut batches = filed.batches(days);
    while let Some((first, sets)) = batches.next() {
        let places = Places::race(&sets, &rows);
        dealt.par_iter_mut().enumerate().for_each(|(tree, parts)| {
            let mut won = Vec::new();
            places.won(tree, &mut won);
            for (set, won) in (0..).zip(won) {
                let part = part_of(won[0], parts.len(), rows.len());
                write(first + set, won, sets.words(set), &mut parts[part]);
            }
        });
    }
    dealt
}

/// The part of the sets with this first winner: tokens stand in the order of their hashes, so a range of them holds
/// rare and frequent ones as any other does.
fn part_of(winner: TokenId, parts: usize, tokens: usize) -> usize {
    (winner as usize * parts) / tokens
}

/// Grows the tree of this number part by part, and compares its leaves.
fn search_tree(
    forest: &Forest,
    number: usize,
    parts: Vec<Spool>,
    (sets, spill): (usize, &Spill),
    found: &mut Found,
) {
    let deep = DeepSlots::of(number);
    let mut wide = WideLeaves { spool: Spool::new(spill.keeper), sizes: Vec::new() };
    for spool in parts {
        let mut part = Part::read(&mut Spool::read(spool), usize::MAX);
        let won = std::mem::take(&mut part.won);
        let forest = Forest { sets: &part.sets, ..*forest };
        let mut tree = grow(&forest, &deep, &won, Vec::new());
        drop(won);
        let leaves = tree.leaves.iter().filter(|leaf| leaf.is_wide);
        leaves.for_each(|leaf| wide.put_off(leaf.of(&tree.order), &part));
        tree.leaves.retain(|leaf| !leaf.is_wide);
        found.note(part.renumber(meet(&forest, &tree, (number, 0))));
    }
    let reach = reach(forest, sets, wide.sizes.clone());
    wide.meet(forest, (number, reach), found);
    found.end_tree();
}

/// Wide leaves of a tree that are compared when all of them are known.
struct WideLeaves {
    /// Their sets, leaf by leaf.
    spool: Spool,
    sizes: Vec<usize>,
}

impl WideLeaves {
    fn put_off(&mut self, leaf: &[Place], part: &Part) {
        for place in leaf {
            let set = set(*place);
            write(part.number(set), [0; 2], part.sets.words(set), &mut self.spool);
        }
        self.sizes.push(leaf.len());
    }

    /// Compares the sets of each leaf.
    fn meet(self, forest: &Forest, tree: (usize, usize), found: &mut Found) {
        let mut from = Spool::read(self.spool);
        let mut rest = &self.sizes[..];
        while !rest.is_empty() {
            let mut sets = 0;
            let enough = rest.iter().position(|size| {
                sets += size;
                sets >= SETS_OF_WIDE
            });
            let (sizes, behind) = rest.split_at(enough.map_or(rest.len(), |last| last + 1));
            let part = Part::read(&mut from, sets);
            if part.sets.len() < sets {
                return;
            }
            let forest = Forest { sets: &part.sets, ..*forest };
            found.note(part.renumber(meet(&forest, &whole(sizes), tree)));
            rest = behind;
        }
    }
}

/// Leaves of these sizes, one behind the other.
fn whole(sizes: &[usize]) -> Tree {
    let mut end = 0;
    let leaf = |size: &usize| {
        end += *size as u32;
        Leaf::wide(end - *size as u32, end)
    };
    let leaves = sizes.iter().map(leaf).collect();
    Tree { order: (0..Place::from(end)).collect(), leaves }
}
