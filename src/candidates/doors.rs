//! The side doors: entries with the same URL, entries with the same set of tokens.
//!
//! Equal token sets share one place in the forest; what the forest proposes for the set is proposed
//! for its members, each with the nearest in time. A group of thousands (one title posted daily for years) is not compared in full:
//! every entry meets its nearest neighbors in rank order, which is the order of dates, and the first.

use ahash::AHashMap;
use rayon::prelude::*;

use super::{Door, Pair};
use crate::weigh::Bag;

/// Groups up to this size are compared in full.
const FULL_GROUP: usize = 24;
/// In a larger group, how many following members an entry meets.
const NEIGHBORS: usize = 8;
/// When two sets are proposed, how many members of the larger set each of the smaller one meets.
const PARTNERS: usize = 4;

/// Entries grouped by equal token sets.
pub(super) struct TokenSets {
    /// Members of each set, ascending; sets in the order of their first member.
    pub members: Vec<Vec<u32>>,
}

impl TokenSets {
    /// Groups entries. An entry without tokens belongs to no set.
    pub fn new(bags: &[&Bag]) -> Self {
        let mut places: AHashMap<&[(u32, u32)], usize> = AHashMap::with_capacity(bags.len());
        let mut members: Vec<Vec<u32>> = Vec::new();
        for (entry, bag) in (0..).zip(bags).filter(|(_, bag)| !bag.is_empty()) {
            let place = *places.entry(bag.tokens()).or_insert(members.len());
            if place == members.len() {
                members.push(Vec::new());
            }
            members[place].push(entry);
        }
        Self { members }
    }

    /// Pairs of entries for pairs of sets: each member of the smaller set with those of the other that
    /// stand nearest to it in rank order, the order of dates.
    pub fn expand(&self, pairs: &[Pair]) -> Vec<Pair> {
        let mut expanded = Vec::with_capacity(pairs.len());
        for (a, b) in pairs {
            let (a, b) = (&self.members[*a as usize], &self.members[*b as usize]);
            let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
            for one in few {
                expanded.extend(nearest(*one, many).iter().map(|other| ordered(*one, *other)));
            }
        }
        expanded
    }

    /// Pairs of entries within each set.
    pub fn within(&self, doors: &[Door], bounded: &mut u64) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for members in &self.members {
            let first = doors[members[0] as usize].key;
            let alike = members.iter().all(|entry| doors[*entry as usize].key == first);
            // Entries that read the same lose nothing by meeting their neighbors only.
            let counted = if alike { &mut 0 } else { &mut *bounded };
            group_pairs(members, &mut pairs, counted);
        }
        pairs
    }
}

/// Pairs of entries with the same URL.
pub(super) fn same_url(doors: &[Door], bounded: &mut u64) -> Vec<Pair> {
    let addressed = |(entry, door): (u32, &Door)| Some((door.url?, entry));
    let mut placed: Vec<(u64, u32)> = (0..).zip(doors).filter_map(addressed).collect();
    placed.par_sort_unstable();
    let mut pairs = Vec::new();
    for group in placed.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
        let members: Vec<u32> = group.iter().map(|(_, entry)| *entry).collect();
        group_pairs(&members, &mut pairs, bounded);
    }
    pairs
}

fn group_pairs(members: &[u32], pairs: &mut Vec<Pair>, bounded: &mut u64) {
    let full = members.len() <= FULL_GROUP;
    let reach = if full { members.len() } else { NEIGHBORS };
    for (place, a) in members.iter().enumerate() {
        pairs.extend(members[place + 1..].iter().take(reach).map(|b| ordered(*a, *b)));
        if !full && place > NEIGHBORS {
            pairs.push(ordered(members[0], *a));
        }
    }
    if !full {
        *bounded += members.len() as u64;
    }
}

/// The few members nearest to `one`, as many before it as behind it where there are enough.
fn nearest(one: u32, members: &[u32]) -> &[u32] {
    let behind = members.partition_point(|member| *member < one);
    let latest = members.len().saturating_sub(PARTNERS);
    let from = behind.saturating_sub(PARTNERS / 2).min(latest);
    &members[from..members.len().min(from + PARTNERS)]
}

fn ordered(a: u32, b: u32) -> Pair {
    (a.min(b), a.max(b))
}
