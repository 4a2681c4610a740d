//! The different token sets of a run.
//!
//! Entries with equal sets share one place in the forest. The forest reads a million sets over and over, in
//! an order that no cache foresees: so what it needs of a set stands together, one set behind the other, and
//! most sets fill less than a line of the cache.

use std::ops::Range;

use rayon::prelude::*;

use super::bags::{Bags, tokens, total};
use super::doors::Days;
use super::groups::{Groups, NONE};
use crate::hash::mix;
use crate::normalize::TokenId;
use crate::progress::Watch;
use crate::weigh::Weighed;

/// Words of a set before its tokens: the weight of all of them, the first and the last day of its entries.
pub(super) const HEAD: usize = 3;
/// Tokens in the line of a set.
pub(super) const ROW: usize = 13;
/// Words in the line of a set.
const LINE: usize = HEAD + ROW;
/// The days of an entry without a date: it lies near every other.
const UNKNOWN: (i32, i32) = (i32::MIN / 2, i32::MAX / 2);
/// The first and the last of no days.
const NO_DAYS: (i32, i32) = (i32::MAX, i32::MIN);
/// Entries whose bags are held at once.
pub(super) const ENTRIES_AT_ONCE: usize = 1 << 14;
/// Entries whose bags stand in one piece.
pub(super) const GRAIN: usize = 256;

/// What is compared of a set beside its tokens.
#[derive(Clone, Copy)]
pub(super) struct Sum {
    /// The weight of all its tokens.
    pub total: u32,
    /// First and last day of its entries.
    days: (i32, i32),
}

impl Sum {
    fn of(head: &[u32]) -> Self {
        Self { total: head[0], days: (head[1] as i32, head[2] as i32) }
    }

    /// The fewest days between an entry of one set and an entry of the other.
    #[inline]
    pub fn days_apart(&self, other: &Self) -> i32 {
        (self.days.0 - other.days.1).max(other.days.0 - self.days.1)
    }

    /// True where every entry of the set has a date.
    pub fn is_dated(&self) -> bool {
        self.days.0 > UNKNOWN.0
    }
}

/// A set as far as a line of the cache reaches.
#[derive(Clone, Copy)]
pub(super) struct Line {
    /// Its head and its first tokens, and behind its last one what belongs to other sets.
    words: [u32; LINE],
    start: u32,
    /// How many tokens it has.
    tokens: u32,
}

impl Line {
    /// The weight and the days of the set.
    #[inline]
    pub fn sum(&self) -> Sum {
        Sum::of(&self.words)
    }

    /// For each word what `of` makes of the token there, and 0 where there is no token. Without a jump: lengths
    /// cannot be foreseen.
    #[inline]
    pub fn map(&self, of: impl Fn(TokenId) -> u16) -> [u16; LINE] {
        let mut made = [0; LINE];
        let end = (HEAD as u32 + self.tokens).min(LINE as u32) as i16;
        #[allow(clippy::needless_range_loop, reason = "so it becomes one of vectors")]
        for place in HEAD..LINE {
            let is_token = if (place as i16) < end { u16::MAX } else { 0 };
            made[place] = of(self.words[place]) & is_token;
        }
        made
    }
}

/// Token sets by number, in the order of their first entry.
pub(super) struct TokenSets {
    /// Set by set its head and its tokens, ascending; behind the last one an empty line.
    words: Vec<u32>,
    /// Where each set begins, and where the last one ends.
    starts: Vec<u32>,
}

impl TokenSets {
    /// The sets of entries, of which `days` are the dates and `weigh` adds the tokens, and which entries have each. An
    /// entry without tokens belongs to no set. `added` sees the bag of each set, and `watch` is told of the entries.
    pub fn new(
        weigh: &(impl Fn(usize, &mut Vec<Weighed>) + Sync),
        days: &Days,
        mut added: impl FnMut(&[Weighed]),
        watch: &dyn Watch,
    ) -> (Self, Groups) {
        let mut sets = Self::default();
        let mut numbers = Numbers::new(days.len());
        let mut of = Vec::with_capacity(days.len());
        for first in (0..days.len()).step_by(ENTRIES_AT_ONCE) {
            for bags in some_bags(first..days.len(), weigh) {
                numbers.gather(bags.hashes());
                for (bag, hash) in bags.iter() {
                    let set = numbers.find(hash, &tokens(bag), &sets);
                    if set as usize == sets.len() {
                        sets.add(bag);
                        added(bag);
                    }
                    sets.note(set, days.of(of.len() as u32));
                    of.push(set);
                }
                watch.advance(bags.len() as u64);
            }
        }
        sets.close();
        sets.words.shrink_to_fit();
        sets.starts.shrink_to_fit();
        drop(numbers);
        let groups = Groups::new(&of, sets.len());
        (sets, groups)
    }

    fn add(&mut self, bag: &[Weighed]) {
        let (first, last) = NO_DAYS;
        self.words.extend([total(bag), first as u32, last as u32]);
        self.words.extend(tokens(bag));
        self.end();
    }

    /// Adds a set with these words.
    pub fn push(&mut self, words: &[u32]) {
        self.words.extend_from_slice(words);
        self.end();
    }

    fn end(&mut self) {
        assert!(u32::try_from(self.words.len()).is_ok(), "token sets of more than 16 GiB");
        self.starts.push(self.words.len() as u32);
    }

    /// Notes the day of an entry of a set.
    fn note(&mut self, set: u32, day: Option<i32>) {
        if set != NONE {
            let start = self.starts[set as usize] as usize;
            let head = &mut self.words[start..start + HEAD];
            let (first, last) = with_day((head[1] as i32, head[2] as i32), day);
            (head[1], head[2]) = (first as u32, last as u32);
        }
    }

    /// Sets of tokens of weight 10.
    #[cfg(test)]
    pub fn of_tokens(sets: &[&[TokenId]]) -> Self {
        let mut made = Self::default();
        for tokens in sets {
            made.add(&tokens.iter().map(|token| (*token, 10)).collect::<Vec<Weighed>>());
        }
        made.close();
        made
    }

    /// Says that no more sets are added: only then they can be read.
    pub fn close(&mut self) {
        self.words.extend([0; LINE]);
    }

    /// How many sets there are.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The words of a set: its head and its tokens.
    pub fn words(&self, set: u32) -> &[u32] {
        &self.words[self.starts[set as usize] as usize..self.starts[set as usize + 1] as usize]
    }

    /// The tokens of a set, ascending.
    #[inline]
    pub fn tokens(&self, set: u32) -> &[TokenId] {
        let set = set as usize;
        &self.words[self.starts[set] as usize + HEAD..self.starts[set + 1] as usize]
    }

    /// A set as far as a line reaches.
    #[inline]
    pub fn line(&self, set: u32) -> Line {
        let (start, end) = (self.starts[set as usize], self.starts[set as usize + 1]);
        let words = self.words[start as usize..].first_chunk();
        Line { words: *words.unwrap_or(&[0; LINE]), start, tokens: end - start - HEAD as u32 }
    }

    /// All tokens of a set that was gathered.
    #[inline]
    pub fn all<'a>(&'a self, line: &'a Line) -> &'a [TokenId] {
        if line.tokens <= ROW as u32 {
            return &line.words[HEAD..HEAD + line.tokens as usize];
        }
        &self.words[line.start as usize + HEAD..][..line.tokens as usize]
    }

    /// Copies sets to where they stand side by side, as far as a line reaches. The loop does nothing else, so that
    /// the processor waits for many of them at once.
    pub fn gather(&self, sets: impl Iterator<Item = u32>, into: &mut Vec<Line>) {
        into.clear();
        into.extend(sets.map(|set| self.line(set)));
    }
}

impl Default for TokenSets {
    /// No sets yet.
    fn default() -> Self {
        Self { words: Vec::new(), starts: vec![0] }
    }
}

/// Finds sets by their tokens: at the place that a hash names, or the next one that is free, stands the number
/// of the set. That takes a fraction of the memory that a map of sets would.
pub(super) struct Numbers(Vec<u32>);

impl Numbers {
    /// Room for so many sets.
    pub fn new(sets: usize) -> Self {
        Self(vec![NONE; (sets + sets / 2 + 1).next_power_of_two()])
    }

    /// Reads the place of each hash, so that memory is asked for all of them at once.
    fn gather(&self, hashes: impl Iterator<Item = u64>) {
        let place = |hash: u64| self.0[hash as usize & (self.0.len() - 1)];
        std::hint::black_box(hashes.map(place).fold(0, u32::wrapping_add));
    }

    /// The number of the set with these tokens, which is the next one where there is none yet.
    pub fn find(
        &mut self,
        hash: u64,
        tokens: &(impl ExactSizeIterator<Item = TokenId> + Clone),
        sets: &TokenSets,
    ) -> u32 {
        if tokens.len() == 0 {
            return NONE;
        }
        let is_same = |set: u32| sets.tokens(set).iter().copied().eq(tokens.clone());
        let mut place = hash as usize & (self.0.len() - 1);
        while self.0[place] != NONE && !is_same(self.0[place]) {
            place = (place + 1) & (self.0.len() - 1);
        }
        if self.0[place] == NONE {
            self.0[place] = sets.len() as u32;
        }
        self.0[place]
    }
}

/// The bags of the first of these entries, [`ENTRIES_AT_ONCE`] of them.
pub(super) fn some_bags(
    entries: Range<usize>,
    weigh: &(impl Fn(usize, &mut Vec<Weighed>) + Sync),
) -> Vec<Bags> {
    let end = entries.end.min(entries.start + ENTRIES_AT_ONCE);
    let starts = (entries.start..end).into_par_iter().step_by(GRAIN);
    starts.map(|start| Bags::of(start..end.min(start + GRAIN), weigh)).collect()
}

/// A hash of tokens.
pub(super) fn hash_of(tokens: impl Iterator<Item = TokenId>) -> u64 {
    tokens.fold(0, |hash, token| mix(hash ^ u64::from(token)))
}

/// The first and the last of some days.
pub(super) fn span(days: impl Iterator<Item = Option<i32>>) -> (i32, i32) {
    days.fold(NO_DAYS, with_day)
}

fn with_day(span: (i32, i32), day: Option<i32>) -> (i32, i32) {
    let (first, last) = day.map_or(UNKNOWN, |day| {
        let day = day.clamp(UNKNOWN.0, UNKNOWN.1);
        (day, day)
    });
    (span.0.min(first), span.1.max(last))
}
