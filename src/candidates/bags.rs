//! The bags of some hundred entries that follow each other, in one piece of memory.
//!
//! A thread makes them, and another one puts them among the sets. A piece for each would be asked for by the one and
//! given back by the other, which costs more than to make the bag.

use std::ops::Range;

use super::sets::hash_of;
use crate::normalize::TokenId;
use crate::weigh::Weighed;

/// Bags, and a hash of the tokens of each.
#[derive(Default)]
pub(super) struct Bags {
    tokens: Vec<Weighed>,
    /// Where each bag ends, and the hash.
    ends: Vec<(u32, u64)>,
}

impl Bags {
    /// The bags of these entries, of which `weigh` adds the tokens.
    pub fn of(entries: Range<usize>, weigh: &impl Fn(usize, &mut Vec<Weighed>)) -> Self {
        let mut bags = Self::default();
        for entry in entries {
            let start = bags.tokens.len();
            weigh(entry, &mut bags.tokens);
            let hash = hash_of(tokens(&bags.tokens[start..]));
            bags.ends.push((bags.tokens.len() as u32, hash));
        }
        bags
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The hashes.
    pub fn hashes(&self) -> impl Iterator<Item = u64> {
        self.ends.iter().map(|(_, hash)| *hash)
    }

    /// The bags with their hashes.
    pub fn iter(&self) -> impl Iterator<Item = (&[Weighed], u64)> {
        let mut start = 0;
        self.ends.iter().map(move |(end, hash)| {
            let bag = &self.tokens[start..*end as usize];
            start = *end as usize;
            (bag, *hash)
        })
    }
}

/// The tokens of a bag.
pub(super) fn tokens(bag: &[Weighed]) -> impl ExactSizeIterator<Item = TokenId> + Clone + '_ {
    bag.iter().map(|(token, _)| *token)
}

/// The weight of a bag.
pub(super) fn total(bag: &[Weighed]) -> u32 {
    bag.iter().map(|(_, weight)| weight).sum()
}
