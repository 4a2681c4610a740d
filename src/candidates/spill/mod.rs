//! The search among more token sets than can be held.
//!
//! Where a budget is set and the sets would take more than their share of it, they stand in the temporary file:
//!
//! - `filed`: all sets in their order, and which entries have each;
//! - `part`: some of them, read back;
//! - `trees`: trees grown part by part;
//! - `urls`: the door of equal URLs, in parts as well.
//!
//! Every part is sorted and compared by the very code that else does so with all sets, and nothing depends on where
//! it was cut: the pairs, and the counts of what was compared and what was bounded, are those of a run
//! without a budget. What is still held for all entries is a day, and their places among their sets: twelve
//! bytes each. A group by one winner that is larger than the share is held nevertheless.

mod filed;
mod part;
mod trees;
mod urls;

use super::doors::Days;
use super::forest::Forest;
use super::found::Found;
use crate::keep::{Keeper, Spool};
use crate::weigh::Weighed;

pub(super) use filed::FiledSets;

/// Bytes of a set in memory beside its tokens: its head and where it begins, its number, its entries, its winners
/// and its place in a tree.
const BESIDE_TOKENS: u64 = 48;
/// Entries that are asked how long bags are.
const ASKED: usize = 1000;
/// Parts that all sets are dealt to at most: a spool for each is filled at once.
const MOST_PARTS: u64 = 256;

/// How a search is cut.
pub(super) struct Spill<'a> {
    keeper: &'a Keeper,
    /// Bytes that may be held.
    room: u64,
    /// Bytes that all sets would take.
    needed: u64,
}

impl<'a> Spill<'a> {
    /// None where so many entries may be held.
    pub fn needed(
        keeper: &'a Keeper,
        entries: usize,
        weigh: &impl Fn(usize, &mut Vec<Weighed>),
    ) -> Option<Self> {
        let room = keeper.room()?;
        let asked = (0..entries).step_by(entries.div_ceil(ASKED).max(1));
        let of = asked.len().max(1) as u64;
        let mut tokens = Vec::new();
        asked.for_each(|entry| weigh(entry, &mut tokens));
        let needed = entries as u64 * (BESIDE_TOKENS + 4 * tokens.len() as u64 / of);
        (needed > room).then_some(Self { keeper, room, needed })
    }

    /// Parts without sets yet. A part may be larger than another, so on average each takes half of the room.
    fn parts(&self) -> Vec<Spool> {
        let parts = (2 * self.needed).div_ceil(self.room.max(1)).min(MOST_PARTS);
        (0..parts).map(|_| Spool::new(self.keeper)).collect()
    }

    /// How many pairs of sets may be held: a quarter of the room, and as much for those that are new.
    fn pairs(&self) -> usize {
        (self.room / 4) as usize / size_of::<u64>()
    }

    /// What a forest finds, of which `forest` has all but the sets.
    pub fn search(
        &self,
        forest: &Forest,
        sets: (&FiledSets, &Days),
        tree_grown: impl Fn(),
    ) -> Found {
        trees::search(self, forest, sets, tree_grown)
    }
}

#[cfg(test)]
mod tests;
