//! The different token sets of a run, and which entries have each.
//!
//! Entries with equal sets share one place in the forest. The forest reads a million sets over and over, in
//! an order that no cache foresees, so the tokens of a set fill one line of the cache exactly: a loop over
//! some sets then waits for many of them at once. Longer sets keep what is left elsewhere.

use std::collections::HashMap;

use ahash::AHashMap;

use crate::hash::{ByHash, hash_all};
use crate::normalize::TokenId;
use crate::weigh::Bag;

const SET_SEED: u64 = 0x0053_E750;
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

    fn note(&mut self, day: Option<i64>) {
        let known = |day: i64| {
            let day = day.clamp(UNKNOWN.0.into(), UNKNOWN.1.into()) as i32;
            (day, day)
        };
        let (first, last) = day.map_or(UNKNOWN, known);
        self.days = (self.days.0.min(first), self.days.1.max(last));
    }
}

fn hashed(bag: &Bag) -> u64 {
    hash_all(SET_SEED, bag.tokens().iter().map(|(token, _)| u64::from(*token)))
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
    /// Groups entries, of which `days` are the dates and whose tokens are below `tokens`. An entry without
    /// tokens belongs to no set.
    pub fn new(
        bags: impl Iterator<Item = Bag>,
        days: impl Iterator<Item = Option<i64>>,
        tokens: usize,
    ) -> Self {
        let mut numbers: HashMap<u64, u32, ByHash> = HashMap::default();
        let mut sets = Self {
            rows: Vec::new(),
            rest: AHashMap::new(),
            entries: Groups::of(&[], 0),
            filling: tokens as TokenId,
        };
        let number = |(bag, day): (Bag, Option<i64>)| {
            if bag.is_empty() {
                return NONE;
            }
            let next = sets.len() as u32;
            let known = *numbers.entry(hashed(&bag)).or_insert(next);
            // Two sets with one hash are never seen; should it be, the second goes without its like.
            let number = if known < next && sets.is(known, &bag) { known } else { next };
            if number == next {
                sets.add(&bag);
            }
            sets.rows[number as usize].note(day);
            number
        };
        let of: Vec<u32> = bags.zip(days).map(number).collect();
        drop(numbers);
        sets.rows.shrink_to_fit();
        sets.entries = Groups::of(&of, sets.len());
        sets
    }

    /// True where a set has the tokens of a bag.
    fn is(&self, set: u32, bag: &Bag) -> bool {
        let row = self.row(set);
        let here = row.tokens.iter().filter(|token| **token != self.filling);
        here.chain(self.rest(set, row)).eq(bag.tokens().iter().map(|(token, _)| token))
    }

    fn add(&mut self, bag: &Bag) {
        let (tokens, total) = ([self.filling; ROW], bag.total());
        let mut row = Row { tokens, total, days: (i32::MAX, i32::MIN) };
        let own = bag.tokens().iter().map(|(token, _)| *token);
        for (cell, token) in row.tokens.iter_mut().zip(own) {
            *cell = token;
        }
        if bag.tokens().len() > ROW {
            let rest = bag.tokens()[ROW..].iter().map(|(token, _)| *token);
            self.rest.insert(self.len() as u32, rest.collect());
        }
        self.rows.push(row);
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
