//! The entries of a run: each a small record, in memory or in a file, and in rank order once they are sorted.
//!
//! Takes entries one by one, or in batches as they are read, and gives each back by its number. A record holds the
//! texts, what dates there are, and the numbers of the input and the outlet, whose names are kept once. `batch`: entries
//! of a part of an input; `names`: those names; `order`: sorting.

mod batch;
mod names;
mod order;

use std::sync::Arc;

use rayon::prelude::*;

use crate::entry::Entry;
use crate::keep::{Keeper, List, gather};
use crate::origin::Origin;
use crate::stamp::Stamp;
pub(crate) use batch::{Batch, Draft};
use names::{Names, OfThread};

/// What a record holds, one bit each.
const SOURCE: u8 = 1;
const PUBLISHED: u8 = 1 << 1;
const ADDED: u8 = 1 << 2;
const UPDATED: u8 = 1 << 3;
const URL: u8 = 1 << 4;
const ID: u8 = 1 << 5;

/// Entries by number.
#[derive(Clone, Debug)]
pub struct Entries {
    records: List,
    /// The records in the order in which they are read; none where that is their own.
    order: Option<Vec<u32>>,
    names: Names,
}

impl Default for Entries {
    fn default() -> Self {
        Self::new(&Keeper::default())
    }
}

impl Entries {
    /// No entries yet; `keeper` decides where their records stand.
    pub fn new(keeper: &Keeper) -> Self {
        Self { records: List::new(keeper), order: None, names: Names::default() }
    }

    /// Who decides where records stand.
    pub fn keeper(&self) -> &Keeper {
        self.records.keeper()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds an entry behind the others.
    ///
    /// # Panics
    /// Behind 2^32 entries.
    pub fn push(&mut self, entry: &Entry) {
        let file = self.names.shared(&entry.origin.file);
        let source = entry.source.as_ref().map(|source| self.names.shared(source));
        self.push_record(|record| Draft::from(entry).write(file, source, record));
    }

    /// Adds entries of the input called `file` behind the others.
    ///
    /// # Panics
    /// Behind 2^32 entries.
    pub(crate) fn append(&mut self, file: &Arc<str>, batch: &Batch) {
        if batch.len() == 0 {
            return;
        }
        let file = self.names.shared(file);
        let sources: Vec<u32> =
            batch.sources().iter().map(|source| self.names.shared(source)).collect();
        batch.each(file, &sources, |write| self.push_record(write));
    }

    fn push_record(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        if let Some(order) = &mut self.order {
            order.push(order.len() as u32);
        }
        self.records.push(write);
        assert!(u32::try_from(self.len()).is_ok(), "more than 2^32 entries");
    }

    /// Takes away all entries but the first so many; what was sorted stays.
    pub(crate) fn truncate(&mut self, count: usize) {
        if count >= self.len() {
            return;
        }
        let mut first = List::new(self.keeper());
        for number in 0..count {
            first.push(|record| record.extend_from_slice(&self.records.get(number)));
        }
        self.records = first;
        if let Some(order) = &mut self.order {
            order.truncate(count);
        }
    }

    /// The record of an entry.
    fn record(&self, number: usize) -> usize {
        self.order.as_ref().map_or(number, |order| order[number] as usize)
    }

    /// The entry of this number.
    ///
    /// # Panics
    /// Where there is none.
    pub fn get(&self, number: usize) -> Entry {
        let mut reader = self.reader();
        reader.read(number);
        reader.entry
    }

    /// Reads entries one after another, each in the memory of the one before.
    pub fn reader(&self) -> EntryReader<'_> {
        let names = self.names.of_thread();
        let origin = Origin { file: names.name(0), line: 0 };
        EntryReader { entries: self, names, entry: Entry::new("", origin) }
    }

    /// All entries in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Entry> + DoubleEndedIterator + '_ {
        (0..self.len()).map(|number| self.get(number))
    }

    /// Has memory asked for several entries at once, of which each will be read.
    ///
    /// # Panics
    /// Where there is no such entry.
    pub fn gather(&self, numbers: impl Iterator<Item = usize>) {
        gather(numbers.map(|number| self.records.glance(self.record(number))));
    }

    /// Calls `each` with the entries of these numbers, one after another.
    ///
    /// # Panics
    /// Where there is no such entry.
    pub fn each(
        &self,
        numbers: impl IntoIterator<Item = usize>,
        mut each: impl FnMut(usize, &Entry),
    ) {
        let mut reader = self.reader();
        for number in numbers {
            each(number, reader.read(number));
        }
    }

    /// What is read off each entry, in order.
    pub fn map<T: Send>(&self, read: impl Fn(usize, &Entry) -> T + Sync) -> Vec<T> {
        let numbers = (0..self.len()).into_par_iter().with_min_len(1024);
        let read = |reader: &mut EntryReader, number| read(number, reader.read(number));
        numbers.map_init(|| self.reader(), read).collect()
    }
}

/// Reads entries one after another; see [`Entries::reader`].
pub struct EntryReader<'a> {
    entries: &'a Entries,
    names: OfThread<'a>,
    entry: Entry,
}

impl EntryReader<'_> {
    /// The entry of this number.
    ///
    /// # Panics
    /// Where there is none.
    pub fn read(&mut self, number: usize) -> &Entry {
        let record = self.entries.record(number);
        read(&self.entries.records.get(record), self.names, &mut self.entry);
        &self.entry
    }
}

impl FromIterator<Entry> for Entries {
    fn from_iter<I: IntoIterator<Item = Entry>>(entries: I) -> Self {
        let mut all = Self::default();
        entries.into_iter().for_each(|entry| all.push(&entry));
        all
    }
}

impl From<Vec<Entry>> for Entries {
    fn from(entries: Vec<Entry>) -> Self {
        entries.into_iter().collect()
    }
}

fn read(record: &[u8], names: OfThread, entry: &mut Entry) {
    let mut from = Reader(record);
    let marks = from.byte();
    names.name_in(from.number(), &mut entry.origin.file);
    entry.origin.line = from.number();
    match &mut entry.source {
        Some(source) if marks & SOURCE != 0 => names.name_in(from.number(), source),
        source => *source = (marks & SOURCE != 0).then(|| names.name(from.number())),
    }
    let mut stamp = |mark: u8| (marks & mark != 0).then(|| Stamp::at(from.wide())).flatten();
    entry.published = stamp(PUBLISHED);
    entry.added = stamp(ADDED);
    entry.updated = stamp(UPDATED);
    let title = from.number() as usize;
    let url = (marks & URL != 0).then(|| from.number() as usize);
    entry.texts.cut(from.text(), title, url, marks & ID != 0);
}

/// Adds a number, seven bits a byte, the lowest first (LEB128).
fn push(mut number: u64, record: &mut Vec<u8>) {
    while number >= 1 << 7 {
        record.push(number as u8 | 1 << 7);
        number >>= 7;
    }
    record.push(number as u8);
}

/// Reads what stands in a record, in order; zeros behind its end.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> u8 {
        let Some((byte, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *byte
    }

    fn number(&mut self) -> u64 {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte();
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 1 << 7 {
                break;
            }
        }
        number
    }

    fn wide(&mut self) -> u64 {
        let Some((bytes, rest)) = self.0.split_first_chunk() else { return 0 };
        self.0 = rest;
        u64::from_le_bytes(*bytes)
    }

    fn text(self) -> &'a str {
        std::str::from_utf8(self.0).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Texts;

    #[test]
    fn entries_come_back_as_they_were() {
        let stamps = [None, Some(Stamp::from_unix(-1)), Some(Stamp::from_unix(i64::MAX))];
        let texts = [None, Some(""), Some("ü/1")];
        let mut entries = Vec::new();
        for (published, added, updated) in [(0, 0, 0), (1, 2, 0), (0, 1, 2), (2, 0, 1)] {
            for (url, id) in [(0, 0), (1, 0), (0, 2), (2, 1)] {
                let entry = Entry {
                    texts: Texts::new("Tïtle", texts[url], texts[id]),
                    source: texts[added].map(Into::into),
                    published: stamps[published],
                    added: stamps[added],
                    updated: stamps[updated],
                    origin: Origin::new("f", 1 << (7 * url)),
                };
                entries.push(entry);
            }
        }
        let kept: Entries = entries.clone().into();
        assert!(kept.iter().eq(entries));
    }

    #[test]
    fn a_batch_adds_what_was_pushed_and_is_taken_away_again() {
        let entry = |line: u64| {
            let origin = Origin::new("f", line * 1_000);
            let source = (line % 7 > 1).then(|| format!("outlet {}", line % 7).as_str().into());
            Entry { source, updated: Some(Stamp::from_unix(7)), ..Entry::new("T", origin) }
        };
        let mut expected: Entries = (0..3_000).map(entry).collect();
        let mut found: Entries = (0..1_000).map(entry).collect();
        let mut batch = Batch::default();
        for from in [1_000, 2_000] {
            batch.clear();
            (from..from + 1_000).for_each(|line| batch.push(&Draft::from(&entry(line))));
            found.append(&"f".into(), &batch);
        }
        assert!(found.iter().eq(expected.iter()));
        for entries in [&mut found, &mut expected] {
            entries.truncate(2_500);
        }
        assert!(found.iter().eq((0..2_500).map(entry)));
        found.push(&entry(2_500));
        assert_eq!(found.get(2_500), entry(2_500));
    }
}
