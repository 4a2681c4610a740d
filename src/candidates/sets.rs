//! The different token sets of a run, and which entries have each.
//!
//! Entries with equal sets share one place in the forest. The forest reads a million sets over and over, in
//! an order that no cache foresees, so the tokens of a set fill one line of the cache exactly: a loop over
//! some sets then waits for many of them at once. Longer sets keep what is left elsewhere.

use ahash::AHashMap;
use rayon::prelude::*;

use crate::hash::mix;
use crate::normalize::TokenId;
use crate::weigh::Bag;

/// Stands for the set of an entry without tokens, which has none.
const NONE: u32 = u32::MAX;
/// Tokens in a row.
pub(super) const ROW: usize = 13;
/// The days of an entry without a date: it lies near every other.
const UNKNOWN: (i32, i32) = (i32::MIN / 2, i32::MAX / 2);

/// A set, as long as a line of the cache.
#[derive(Clone, Copy)]
#[repr(align(64))]
pub(super) struct Row {
    /// Its first tokens, ascending, filled up with a number that is no token.
    pub tokens: [TokenId; ROW],
    /// The weight of all its tokens.
    pub total: u32,
    /// First and last day of its entries.
    days: (i32, i32),
}

impl Row {
    /// The fewest days between an entry of one set and an entry of the other.
    #[inline]
    pub fn days_apart(&self, other: &Self) -> i32 {
        (self.days.0 - other.days.1).max(other.days.0 - self.days.1)
    }

    /// True where every entry of the set has a date.
    pub fn is_dated(&self) -> bool {
        self.days.0 > UNKNOWN.0
    }

    fn note(&mut self, day: Option<i32>) {
        let known = |day: i32| {
            let day = day.clamp(UNKNOWN.0, UNKNOWN.1);
            (day, day)
        };
        let (first, last) = day.map_or(UNKNOWN, known);
        self.days = (self.days.0.min(first), self.days.1.max(last));
    }
}

/// Token sets by number, in the order of their first entry.
pub(super) struct TokenSets {
    rows: Vec<Row>,
    /// What does not fit in a row, of the few sets that are longer.
    rest: AHashMap<u32, Box<[TokenId]>>,
    entries: Groups,
    filling: TokenId,
}

/// The places at which each of some groups is named.
struct Groups {
    places: Vec<u32>,
    /// Where each group begins, and where the last one ends.
    starts: Vec<u32>,
}

impl TokenSets {
    /// Groups entries, of which `days` are the dates and `bag` gives the tokens, each below `tokens`. An entry
    /// without tokens belongs to no set. `added` sees the bag of each set.
    pub fn new(
        bag: &(impl Fn(usize) -> Bag + Sync),
        days: impl ExactSizeIterator<Item = Option<i32>>,
        tokens: usize,
        mut added: impl FnMut(&Bag),
    ) -> Self {
        let mut of = firsts(bag, days.len());
        let mut sets = Self {
            rows: Vec::new(),
            rest: AHashMap::new(),
            entries: Groups::of(&[], 0),
            filling: tokens as TokenId,
        };
        let different = (0..).zip(&of).filter(|(entry, first)| *entry == **first);
        sets.rows.reserve_exact(different.count());
        for (entry, day) in days.enumerate() {
            let first = of[entry] as usize;
            if of[entry] == NONE {
                continue;
            }
            if first == entry {
                of[entry] = sets.len() as u32;
                let bag = bag(entry);
                sets.add(bag.tokens(), bag.total());
                added(&bag);
            } else {
                of[entry] = of[first];
            }
            sets.rows[of[entry] as usize].note(day);
        }
        sets.entries = Groups::of(&of, sets.len());
        sets
    }

    fn add(&mut self, tokens: &[(TokenId, u32)], total: u32) {
        let days = (i32::MAX, i32::MIN);
        let mut row = Row { tokens: [self.filling; ROW], total, days };
        for (cell, (token, _)) in row.tokens.iter_mut().zip(tokens) {
            *cell = *token;
        }
        if let Some(rest) = tokens.get(ROW..).filter(|rest| !rest.is_empty()) {
            let rest = rest.iter().map(|(token, _)| *token);
            self.rest.insert(self.len() as u32, rest.collect());
        }
        self.rows.push(row);
    }

    /// Sets of tokens of weight 10.
    #[cfg(test)]
    pub fn of_tokens(sets: &[&[TokenId]], filling: TokenId) -> Self {
        let (rows, rest) = (Vec::new(), AHashMap::new());
        let mut made = Self { rows, rest, entries: Groups::of(&[], 0), filling };
        for tokens in sets {
            let tokens: Vec<(TokenId, u32)> = tokens.iter().map(|token| (*token, 10)).collect();
            made.add(&tokens, 10 * tokens.len() as u32);
        }
        made
    }

    /// How many sets there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The number that fills up rows: one more than the last token.
    pub fn filling(&self) -> TokenId {
        self.filling
    }

    /// A set.
    #[inline]
    pub fn row(&self, set: u32) -> &Row {
        &self.rows[set as usize]
    }

    /// Copies sets to where they stand side by side. The loop does nothing else, so that the processor waits
    /// for many of them at once.
    pub fn gather(&self, sets: &[u32], into: &mut Vec<Row>) {
        into.clear();
        into.extend(sets.iter().map(|set| self.rows[*set as usize]));
    }

    /// The tokens of a set behind those of its row.
    #[inline]
    pub fn rest(&self, set: u32, row: &Row) -> &[TokenId] {
        if row.tokens[ROW - 1] == self.filling {
            return &[];
        }
        self.rest.get(&set).map_or(&[], |rest| rest)
    }

    /// The entries that have a set, ascending.
    pub fn entries(&self, set: u32) -> &[u32] {
        self.entries.group(set)
    }

    /// The entries of each set.
    pub fn groups(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.len() as u32).map(|set| self.entries(set))
    }
}

/// For each entry the first one with the same set of tokens. Sorting by hash takes a fraction of the memory
/// that a map of sets would.
fn firsts(bag: &(impl Fn(usize) -> Bag + Sync), entries: usize) -> Vec<u32> {
    let hash =
        |bag: &Bag| bag.tokens().iter().fold(0, |hash, (token, _)| mix(hash ^ u64::from(*token)));
    let hashed = |entry: usize| {
        let bag = bag(entry);
        (!bag.is_empty()).then(|| (hash(&bag), entry as u32))
    };
    let mut hashed: Vec<(u64, u32)> = (0..entries).into_par_iter().filter_map(hashed).collect();
    hashed.par_sort_unstable();
    let mut firsts = vec![NONE; entries];
    for run in hashed.chunk_by(|a, b| a.0 == b.0) {
        // Nearly always all of them have one set; else every set has its own first.
        let mut seen: Vec<(u32, Bag)> = Vec::new();
        for (_, entry) in run {
            if run.len() == 1 {
                firsts[*entry as usize] = *entry;
                continue;
            }
            let own = bag(*entry as usize);
            let first = seen.iter().find(|(_, seen)| seen.tokens() == own.tokens());
            firsts[*entry as usize] = first.map_or(*entry, |(first, _)| *first);
            if first.is_none() {
                seen.push((*entry, own));
            }
        }
    }
    firsts
}

impl Groups {
    fn group(&self, group: u32) -> &[u32] {
        let group = group as usize;
        &self.places[self.starts[group] as usize..self.starts[group + 1] as usize]
    }

    /// The places, ascending, at which `of` names each of `count` groups.
    fn of(of: &[u32], count: usize) -> Self {
        let mut starts = vec![0; count + 1];
        for group in of.iter().filter(|group| **group != NONE) {
            starts[*group as usize + 1] += 1;
        }
        for group in 0..count {
            starts[group + 1] += starts[group];
        }
        let mut next = starts.clone();
        let mut places = vec![0; starts[count] as usize];
        for (place, group) in (0..).zip(of).filter(|(_, group)| **group != NONE) {
            let at = &mut next[*group as usize];
            places[*at as usize] = place;
            *at += 1;
        }
        Self { places, starts }
    }
}
