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
//! A tree is one array of sets with their winners, sorted; a group that is split is sorted anew in its place.

use rayon::prelude::*;

use super::doors::TokenSets;
use super::{Candidates, LEAST_SIMILARITY, Pair};
use crate::normalize::Vocabulary;
use crate::progress::Watch;
use crate::sketch::{rows, winners};
use crate::weigh::Bag;

/// Trees of the forest: so many times all sets are grouped and compared.
pub const TREES: usize = 24;
/// Slots a tree goes down at most.
const DEPTH: usize = 6;
/// How many comparisons a tree may cost, all sets together, before groups are split …
const COMPARISONS: usize = 4_000_000;
/// … within these bounds for a group's size.
const BOUNDS: std::ops::RangeInclusive<usize> = 64..=1024;
/// In a leaf over the bound, how many following members a set meets.
const NEIGHBORS: usize = 16;
/// Trees whose first slots are raced in at once: a token's arrivals fill a line of the cache.
const BLOCK: usize = 8;
/// Groups that one task takes at least.
const GROUPS_OF_A_TASK: usize = 64;

/// For each tree that has grown, the leaf of a set, by the number of the leaf's first set: a set that is
/// alone or compared in a window only has a number that no other set can have. For the others, the winner
/// of the tree's first slot.
type Leaves = [u32; TREES];

/// The winners of a tree's slots behind the first.
type Deeper = [u32; DEPTH - 1];

/// Marks a leaf over the bound. There are fewer sets than that.
const WINDOWED: u32 = 1 << 31;

/// The pairs of sets that some tree brings together and that are similar enough.
pub(super) fn search(
    sets: &TokenSets,
    bags: &[&Bag],
    vocabulary: &Vocabulary,
    watch: &dyn Watch,
) -> Candidates {
    let count = sets.members.len();
    let bags: Vec<&Bag> = sets.members.iter().map(|set| bags[set[0] as usize]).collect();
    let bound = (COMPARISONS / count.max(1)).clamp(*BOUNDS.start(), *BOUNDS.end());
    let weights = weights(&bags, vocabulary);
    let forest = Forest { bags: &bags, vocabulary, weights: &weights, bound };
    let mut leaves = forest.first_winners();
    let mut windowed = vec![false; count];
    let mut found = Candidates::default();
    for tree in 0..TREES {
        let grown = forest.grow(tree, &leaves);
        forest.compare(&grown, (&leaves, tree), &mut found);
        for key in grown {
            let (leaf, set) = parted(key);
            let over = leaf & WINDOWED != 0;
            leaves[set as usize][tree] = if over { WINDOWED | set } else { leaf };
            windowed[set as usize] |= over;
        }
        watch.advance(1);
    }
    // Sets that some tree could only compare in a window.
    found.bounded = windowed.iter().filter(|over| **over).count() as u64;
    found
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

/// Makes a group a leaf.
fn number(group: &mut [u64], over: u32) {
    let leaf = group[0] as u32 | over;
    for key in group {
        *key = joined(leaf, *key as u32);
    }
}

fn joined(value: u32, set: u32) -> u64 {
    u64::from(value) << 32 | u64::from(set)
}

fn parted(key: u64) -> (u32, u32) {
    ((key >> 32) as u32, key as u32)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "slices are parted by references")]
fn alike(a: &u64, b: &u64) -> bool {
    a >> 32 == b >> 32
}

impl Forest<'_> {
    /// The winners of every tree's first slot, some trees at a time.
    fn first_winners(&self) -> Vec<Leaves> {
        let mut leaves = vec![[0; TREES]; self.bags.len()];
        for tree in (0..TREES).step_by(BLOCK) {
            let slots: [u32; BLOCK] = std::array::from_fn(|next| (tree + next) as u32);
            let rows = rows(self.vocabulary, self.weights, slots);
            let sets = leaves.par_iter_mut().with_min_len(1024).zip(self.bags);
            sets.for_each(|(leaves, bag)| {
                leaves[tree..tree + BLOCK].copy_from_slice(&winners(bag, &rows, self.vocabulary));
            });
        }
        leaves
    }

    /// All sets, each behind its leaf, leaf by leaf, and ascending in each.
    fn grow(&self, tree: usize, leaves: &[Leaves]) -> Vec<u64> {
        let keyed = |(set, leaves): (u32, &Leaves)| joined(leaves[tree], set);
        let mut keys: Vec<u64> = (0..).zip(leaves).map(keyed).collect();
        keys.par_sort_unstable();
        let mut groups: Vec<&mut [u64]> = keys.chunk_by_mut(alike).collect();
        groups.retain_mut(|group| self.is_split(group));
        if !groups.is_empty() {
            let deeper = self.deeper_winners(tree, &groups);
            groups.into_par_iter().for_each(|group| self.descend(group, 1, &deeper));
        }
        keys
    }

    /// The winners of a tree's further slots, of the sets in some groups. In the order of the sets, since
    /// they lie in memory in that order.
    fn deeper_winners(&self, tree: usize, groups: &[&mut [u64]]) -> Vec<Deeper> {
        let mut asked = vec![false; self.bags.len()];
        for key in groups.iter().flat_map(|group| &**group) {
            asked[*key as u32 as usize] = true;
        }
        let slots = std::array::from_fn(|depth| (tree + (depth + 1) * TREES) as u32);
        let rows = rows(self.vocabulary, self.weights, slots);
        let sets = asked.par_iter().with_min_len(1024).zip(self.bags);
        let raced = sets.map(|(asked, bag)| match asked {
            true => winners(bag, &rows, self.vocabulary),
            false => Deeper::default(),
        });
        raced.collect()
    }

    /// True for a group that goes deeper; any other becomes a leaf.
    fn is_split(&self, group: &mut [u64]) -> bool {
        let over = group.len() > self.bound;
        if !over {
            number(group, 0);
        }
        over
    }

    /// Parts a group over the bound by further slots.
    fn descend(&self, group: &mut [u64], depth: usize, deeper: &[Deeper]) {
        if depth == DEPTH {
            return number(group, WINDOWED);
        }
        let keyed = |set: u32| joined(deeper[set as usize][depth - 1], set);
        for key in &mut *group {
            *key = keyed(*key as u32);
        }
        group.sort_unstable();
        for group in group.chunk_by_mut(alike) {
            if self.is_split(group) {
                self.descend(group, depth + 1, deeper);
            }
        }
    }

    fn compare(&self, grown: &[u64], known: (&[Leaves], usize), found: &mut Candidates) {
        let groups: Vec<&[u64]> = grown.chunk_by(alike).filter(|leaf| leaf.len() > 1).collect();
        let compared = groups.par_chunks(GROUPS_OF_A_TASK).map(|groups| {
            let mut part = (Vec::new(), 0);
            for leaf in groups {
                self.compare_leaf(leaf, known, &mut part);
            }
            part
        });
        let parts: Vec<(Vec<Pair>, u64)> = compared.collect();
        for (pairs, comparisons) in parts {
            found.pairs.extend(pairs);
            found.compared += comparisons;
        }
    }

    fn compare_leaf(
        &self,
        leaf: &[u64],
        (leaves, tree): (&[Leaves], usize),
        part: &mut (Vec<Pair>, u64),
    ) {
        let later: Leaves = std::array::from_fn(|other| if other < tree { 0 } else { u32::MAX });
        let full = parted(leaf[0]).0 & WINDOWED == 0;
        let reach = if full { leaf.len() } else { NEIGHBORS };
        for (place, a) in leaf.iter().enumerate() {
            let a = *a as u32;
            let (bag, row) = (self.bags[a as usize], &leaves[a as usize]);
            for b in leaf[place + 1..].iter().take(reach).map(|b| *b as u32) {
                if shares_a_leaf(row, &leaves[b as usize], &later) {
                    continue;
                }
                part.1 += 1;
                if bag.reaches(self.bags[b as usize], LEAST_SIMILARITY) {
                    part.0.push((a, b));
                }
            }
        }
    }
}

/// True where some tree before this one had both in one leaf. Every tree is asked: that is a few wide
/// instructions, where stopping early would be a jump for each tree.
fn shares_a_leaf(a: &Leaves, b: &Leaves, later: &Leaves) -> bool {
    let differ = |tree: usize| (a[tree] ^ b[tree]) | later[tree];
    (0..TREES).fold(false, |shared, tree| shared | (differ(tree) == 0))
}
