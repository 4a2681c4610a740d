//! The entries of a run: each a small record, in memory or in a file, and in rank order once they are sorted.
//!
//! Takes entries one by one, or in batches as they are read, and gives each back by its number. A record holds the
//! texts, what dates there are, and the numbers of the input and the outlet, whose names are kept once. Sorting
//! finds the order in which records are read from then on. Where that leads far to and fro records in memory are
//! moved to it: every later step reads them in that order, and to wait for a record far off costs more than to read
//! it. In a file they stay.

mod batch;
mod names;

use std::sync::Arc;

use rayon::prelude::*;

use crate::entry::Entry;
use crate::keep::{Keeper, List};
use crate::origin::Origin;
use crate::stamp::Stamp;
pub(crate) use batch::{Batch, Draft};
use names::{Names, OfThread};

/// Records that are asked of memory at once: to read a little of each takes hardly longer than of one.
const GATHERED: usize = 32;

/// Records so near each other stand in the cache when one of them is read.
const NEAR: u32 = 1 << 15;
/// What tells most entries apart of an entry's rank, and its number.
type Key = ((u64, u64), u32);

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

    /// Puts entries in rank order. Entries of equal rank keep their order.
    ///
    /// Sorts what tells most entries apart, by numbers and in little room.
    pub fn sort_by_rank(&mut self) {
        self.records.shrink_to_fit();
        self.names.copy_for_threads();
        let mut keys = self.map(|number, entry| (entry.rank_start(), number as u32));
        let ranked = |a: u32, b: u32| self.get(a as usize).rank(&self.get(b as usize));
        if is_unordered(&keys) {
            let in_rank = |(a, i): &Key, (b, j): &Key| {
                a.cmp(b).then_with(|| ranked(*i, *j)).then_with(|| i.cmp(j))
            };
            keys.par_sort_unstable_by(in_rank);
        } else {
            // A merge sort makes use of what order there is, for as much memory again.
            keys.par_sort_by(|(a, i), (b, j)| a.cmp(b).then_with(|| ranked(*i, *j)));
        }
        let place =
            |number: u32| self.order.as_ref().map_or(number, |order| order[number as usize]);
        let order: Vec<u32> = keys.into_iter().map(|(_, number)| place(number)).collect();
        if !self.keeper().is_bounded() && is_scattered(&order) {
            self.records = in_order(&self.records, &order);
            self.order = None;
        } else {
            self.order = Some(order).filter(|order| !order.is_sorted());
        }
    }
}

/// True where many stand before one that should come first.
fn is_unordered(keys: &[Key]) -> bool {
    keys.windows(2).filter(|two| two[0] > two[1]).count() > keys.len() / 4
}

/// True where records in this order often stand far from the one before.
fn is_scattered(order: &[u32]) -> bool {
    let far = order.windows(2).filter(|two| two[0].abs_diff(two[1]) > NEAR).count();
    far > order.len() / 4
}

/// The records in another order.
fn in_order(records: &List, order: &[u32]) -> List {
    let mut list = List::new(records.keeper());
    for some in order.chunks(GATHERED) {
        let first = |record: &u32| records.get(*record as usize).first().copied().unwrap_or(0);
        std::hint::black_box(some.iter().map(first).fold(0, u8::wrapping_add));
        for record in some {
            list.push(|open| open.extend_from_slice(&records.get(*record as usize)));
        }
    }
    list.shrink_to_fit();
    list
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
        let Entries { records, order, .. } = self.entries;
        let record = order.as_ref().map_or(number, |order| order[number] as usize);
        read(&records.get(record), self.names, &mut self.entry);
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

    #[test]
    fn sorting_gives_the_order_of_rank() {
        let mut state = 7_u32;
        let mut draw = |most: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % most
        };
        let titles = ["", "a", "a\0", "same be", "same begin", "same beginning", "é", "z"];
        let entry = |line| {
            let mut entry = Entry::new(titles[draw(8) as usize], Origin::new("f", line));
            entry.published = (draw(3) > 0).then(|| Stamp::from_unix(i64::from(draw(3)) - 1));
            entry.updated = (draw(3) == 0).then(|| Stamp::from_unix(i64::MAX));
            if draw(2) == 0 { entry } else { entry.with_url(titles[draw(8) as usize]) }
        };
        let mut expected: Vec<Entry> = (0..2_000).map(entry).collect();
        let mut sorted: Entries = expected.clone().into();
        expected.sort_by(Entry::rank);
        for _ in 0..2 {
            sorted.sort_by_rank();
            assert!(sorted.iter().eq(expected.iter().cloned()));
        }
    }

    #[test]
    fn records_that_stand_far_apart_are_moved_and_those_in_a_file_are_not() {
        let count = 4 * NEAR;
        let title = |place: u32| format!("{:06}", place.reverse_bits() / (u32::MAX / count + 1));
        for budget in [None, Some(100_000)] {
            let mut entries = Entries::new(&Keeper::new(budget, std::env::temp_dir()));
            for line in 0..count {
                entries.push(&Entry::new(&*title(line), Origin::new("f", line.into())));
            }
            entries.sort_by_rank();
            assert_eq!(entries.order.is_some(), budget.is_some());
            entries.push(&Entry::new("x", Origin::new("f", 0)));
            let titles = entries.iter().map(|entry| entry.title().to_owned());
            let expected = (0..count).map(|place| format!("{place:06}")).chain(["x".into()]);
            assert!(titles.eq(expected));
        }
    }
}
