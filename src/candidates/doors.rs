//! The side doors: entries with the same URL, entries with the same set of tokens.
//!
//! What the forest proposes for a token set is proposed for its entries, each with the nearest in time.
//! A group of thousands (one title posted daily for years) is not compared in full: every entry meets its
//! nearest neighbors in rank order, which is the order of dates, and the first.

use std::num::NonZeroU64;

use rayon::prelude::*;

use super::forest::Forest;
use super::sets::TokenSets;
use super::{Door, Pair};

/// Groups up to this size are compared in full.
const FULL_GROUP: usize = 24;
/// In a larger group, how many following members an entry meets.
const NEIGHBORS: usize = 8;
/// When two sets are proposed, how many members of the larger set each of the smaller one meets.
const PARTNERS: usize = 4;

/// Pairs of entries for pairs of sets: each member of the smaller set with those of the other that stand
/// nearest to it in rank order, the order of dates. Outside the window only where the sets are nearly equal.
pub(super) fn expand(
    forest: &Forest,
    doors: &[Door],
    pairs: impl Iterator<Item = Pair>,
) -> Vec<Pair> {
    let near = |(a, b): Pair| {
        let days = doors[a as usize].day.zip(doors[b as usize].day);
        days.is_none_or(|(a, b)| a.abs_diff(b) <= forest.window.unsigned_abs())
    };
    let mut expanded = Vec::new();
    for pair in pairs {
        let (a, b) = (forest.sets.entries(pair.0), forest.sets.entries(pair.1));
        let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        let mut nearly_equal = None;
        for one in few {
            let met = nearest(*one, many).iter().map(|other| ordered(*one, *other));
            expanded.extend(met.filter(|met| {
                near(*met) || *nearly_equal.get_or_insert_with(|| forest.are_nearly_equal(pair))
            }));
        }
    }
    expanded
}

/// Pairs of entries within each set.
pub(super) fn same_set(sets: &TokenSets, doors: &[Door], bounded: &mut u64) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for members in sets.groups().filter(|members| members.len() > 1) {
        let first = doors[members[0] as usize].key;
        let alike = members.iter().all(|entry| doors[*entry as usize].key == first);
        // Entries that read the same lose nothing by meeting their neighbors only.
        let counted = if alike { &mut 0 } else { &mut *bounded };
        group_pairs(members, &mut pairs, counted);
    }
    pairs
}

/// Pairs of entries with the same URL.
pub(super) fn same_url(doors: &[Door], bounded: &mut u64) -> Vec<Pair> {
    let addressed = |(entry, door): (u32, &Door)| Some((door.url?, entry));
    let mut placed: Vec<(NonZeroU64, u32)> = (0..).zip(doors).filter_map(addressed).collect();
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
