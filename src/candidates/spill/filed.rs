//! The token sets of a run, in a file.
//!
//! The bags of all entries are written in their order. Which entries have equal sets is found in parts: entries are
//! dealt by a hash of their tokens, so equal sets meet in one part, and each part is looked at by itself. A
//! set has the number that it would have in memory, that of its first entry among first entries; so to read the
//! sets in their order is to read the bags and to leave out those that are no first.

use super::Spill;
use crate::candidates::bags::{tokens, total};
use crate::candidates::doors::Days;
use crate::candidates::groups::{Groups, NONE};
use crate::candidates::sets::{
    ENTRIES_AT_ONCE, HEAD, Numbers, TokenSets, hash_of, some_bags, span,
};
use crate::keep::{Spool, SpoolReader};
use crate::normalize::TokenId;
use crate::progress::Watch;
use crate::weigh::Weighed;

/// Sets that are read at once.
const SETS_AT_ONCE: usize = 1 << 16;

/// Token sets that stand in a file, and the entries of each.
pub(in crate::candidates) struct FiledSets {
    /// Entry by entry how many tokens it has, their weight, and the tokens.
    bags: Spool,
    pub groups: Groups,
}

impl FiledSets {
    /// As [`TokenSets::new`].
    pub fn new(
        spill: &Spill,
        weigh: &(impl Fn(usize, &mut Vec<Weighed>) + Sync),
        entries: usize,
        mut added: impl FnMut(&[Weighed]),
        watch: &dyn Watch,
    ) -> Self {
        let mut filing = Filing::new(spill);
        for first in (0..entries).step_by(ENTRIES_AT_ONCE) {
            for bags in some_bags(first..entries, weigh) {
                for (bag, hash) in bags.iter() {
                    filing.add(bag, hash);
                    added(bag);
                }
                watch.advance(bags.len() as u64);
            }
        }
        Self { bags: filing.bags, groups: groups(filing.parts, entries) }
    }

    /// The sets in their order, some at a time.
    pub fn batches<'a>(&'a self, days: &'a Days) -> Batches<'a> {
        let bags = Spool::read(&self.bags);
        Batches { groups: &self.groups, days, bags, entry: 0, set: 0 }
    }
}

/// Bags on their way to the file.
struct Filing {
    bags: Spool,
    /// How many were added.
    entries: u32,
    /// The tokens of the bag at hand.
    tokens: Vec<TokenId>,
    /// Entries with tokens, dealt by their sets, and how many are in each part.
    parts: Vec<(Spool, usize)>,
}

impl Filing {
    fn new(spill: &Spill) -> Self {
        let parts = spill.parts().into_iter().map(|part| (part, 0)).collect();
        Self { bags: Spool::new(spill.keeper), entries: 0, tokens: Vec::new(), parts }
    }

    /// Adds the bag of the next entry, with its hash.
    fn add(&mut self, bag: &[Weighed], hash: u64) {
        self.tokens.clear();
        self.tokens.extend(tokens(bag));
        self.bags.push(&[bag.len() as u32, total(bag)]);
        self.bags.push(&self.tokens);
        if !bag.is_empty() {
            let part = part_of(hash, self.parts.len());
            let (part, entries) = &mut self.parts[part];
            part.push(&[self.entries, bag.len() as u32]);
            part.push(&self.tokens);
            *entries += 1;
        }
        self.entries += 1;
    }
}

/// The part of a set, by the upper bits of a hash: places in a part go by the lower ones.
fn part_of(hash: u64, parts: usize) -> usize {
    (((hash >> 32) * parts as u64) >> 32) as usize
}

/// The entries of each set, from parts that hold all entries with tokens.
fn groups(parts: Vec<(Spool, usize)>, entries: usize) -> Groups {
    let mut of = vec![NONE; entries];
    for part in parts {
        name_firsts(part, &mut of);
    }
    let sets = number(&mut of);
    assert!(sets < 1 << 31, "more than 2^31 token sets");
    Groups::new(&of, sets as usize)
}

/// Puts the numbers of sets in the place of first entries, and tells how many there are.
fn number(firsts: &mut [u32]) -> u32 {
    let mut sets = 0;
    for entry in 0..firsts.len() {
        firsts[entry] = match firsts[entry] {
            NONE => NONE,
            first if first as usize == entry => {
                sets += 1;
                sets - 1
            }
            first => firsts[first as usize],
        };
    }
    sets
}

/// Names for each entry of a part, of which it has so many, the first entry that has its set.
fn name_firsts((part, entries): (Spool, usize), firsts: &mut [u32]) {
    let mut part = Spool::read(part);
    let (mut sets, mut first_of) = (TokenSets::default(), Vec::new());
    let mut numbers = Numbers::new(entries);
    let mut words = Vec::new();
    while let Some([entry, count]) = part.take() {
        words.clear();
        words.extend([0; HEAD]);
        if part.take_into(count as usize, &mut words).is_none() {
            break;
        }
        let tokens = words[HEAD..].iter().copied();
        let set = numbers.find(hash_of(tokens.clone()), &tokens, &sets);
        if set as usize == sets.len() {
            sets.push(&words);
            first_of.push(entry);
        }
        firsts[entry as usize] = first_of[set as usize];
    }
}

/// Reads sets in their order.
pub(in crate::candidates) struct Batches<'a> {
    groups: &'a Groups,
    days: &'a Days,
    bags: SpoolReader<&'a Spool>,
    /// The next entry, and the next set.
    entry: u32,
    set: u32,
}

impl Batches<'_> {
    /// The next sets, and the number of the first of them; none behind the last.
    pub fn next(&mut self) -> Option<(u32, TokenSets)> {
        let first = self.set;
        let mut sets = TokenSets::default();
        let mut words = Vec::new();
        while sets.len() < SETS_AT_ONCE && (self.set as usize) < self.groups.len() {
            let entries = self.groups.of(self.set);
            let Some([count, total]) = self.bags.take() else { break };
            words.clear();
            words.extend([total, 0, 0]);
            if self.bags.take_into(count as usize, &mut words).is_none() {
                break;
            }
            if entries.first() == Some(&self.entry) {
                let (first, last) = span(entries.iter().map(|entry| self.days.of(*entry)));
                (words[1], words[2]) = (first as u32, last as u32);
                sets.push(&words);
                self.set += 1;
            }
            self.entry += 1;
        }
        sets.close();
        (sets.len() > 0).then_some((first, sets))
    }
}
