//! The side doors: entries with the same URL, entries with the same set of tokens.
//!
//! What the forest proposes for a token set is proposed for its entries, each with the nearest in time.
//! A group of thousands (one title posted daily for years) is not compared in full: every entry meets its
//! nearest neighbors in rank order, which is the order of dates, and the first.

use std::num::NonZeroU64;

use rayon::prelude::*;

use super::found::Alike;
use super::groups::Groups;
use super::{Door, Pair};

/// Groups up to this size are compared in full.
const FULL_GROUP: usize = 24;
/// In a larger group, how many following members an entry meets.
const NEIGHBORS: usize = 8;
/// Entries that a thread reads at least.
pub(super) const GRAIN: usize = 1024;
/// When two sets are proposed, how many members of the larger set each of the smaller one meets.
const PARTNERS: usize = 4;

/// The day of each entry, and the URLs of those that have one.
pub(super) fn read(
    entries: usize,
    door: &(impl Fn(usize) -> Door + Sync),
) -> (Days, Vec<Addressed>) {
    let all = (0..entries).into_par_iter().with_min_len(GRAIN).map(|entry| {
        let Door { url, day, .. } = door(entry);
        (packed(day), url)
    });
    let (days, urls): (Vec<i32>, Vec<Option<NonZeroU64>>) = all.unzip();
    let addressed = |(entry, url): (u32, Option<NonZeroU64>)| Some((url?, entry));
    (Days(days), (0..).zip(urls).filter_map(addressed).collect())
}

/// A URL, and an entry that has it.
pub(super) type Addressed = (NonZeroU64, u32);

/// The day of each entry, in four bytes.
pub(super) struct Days(Vec<i32>);

/// Stands for the day of an entry without a date.
const UNKNOWN: i32 = i32::MIN;

fn packed(day: Option<i32>) -> i32 {
    day.map_or(UNKNOWN, |day| day.max(UNKNOWN + 1))
}

impl Days {
    /// No days yet, and room for those of so many entries.
    pub fn with_capacity(entries: usize) -> Self {
        Self(Vec::with_capacity(entries))
    }

    /// Adds the day of the next entry.
    pub fn push(&mut self, day: Option<i32>) {
        self.0.push(packed(day));
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The day of an entry, where it is known.
    pub fn of(&self, entry: u32) -> Option<i32> {
        Some(self.0[entry as usize]).filter(|day| *day != UNKNOWN)
    }
}

/// Pairs of entries for pairs of sets: each member of the smaller set with those of the other that stand
/// nearest to it in rank order, the order of dates. Outside the window only where the sets are nearly equal.
pub(super) fn expand(
    groups: &Groups,
    (days, window): (&Days, i32),
    pairs: impl Iterator<Item = Alike>,
) -> Vec<Pair> {
    let near = |(a, b): Pair| {
        let days = days.of(a).zip(days.of(b));
        days.is_none_or(|(a, b)| a.abs_diff(b) <= window.unsigned_abs())
    };
    let mut expanded = Vec::new();
    for ((a, b), whatever_days) in pairs {
        let (a, b) = (groups.of(a), groups.of(b));
        let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        for one in few {
            let met = nearest(*one, many).iter().map(|other| ordered(*one, *other));
            expanded.extend(met.filter(|met| whatever_days || near(*met)));
        }
    }
    expanded
}

/// Pairs of entries within each set.
pub(super) fn same_set(
    groups: &Groups,
    door: &impl Fn(usize) -> Door,
    bounded: &mut u64,
) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for members in groups.iter().filter(|members| members.len() > 1) {
        let first = door(members[0] as usize).key;
        let alike = members.iter().all(|entry| door(*entry as usize).key == first);
        // Entries that read the same lose nothing by meeting their neighbors only.
        let counted = if alike { &mut 0 } else { &mut *bounded };
        group_pairs(members, &mut pairs, counted);
    }
    pairs
}

/// Pairs of entries with the same URL.
pub(super) fn same_url(mut addressed: Vec<Addressed>, bounded: &mut u64) -> Vec<Pair> {
    addressed.par_sort_unstable();
    let mut pairs = Vec::new();
    for group in addressed.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
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
