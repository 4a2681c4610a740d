//! Records by number, in blocks that are held in memory or stand in a file.

use std::borrow::Cow;

use super::Keeper;
use crate::error::{Error, ErrorKind, Result};

/// Records of a block: some 200 KB of titles, so that a file is written in large pieces.
const BLOCK: usize = 2048;

/// Records by number, in the order in which they were added.
#[derive(Debug)]
pub struct List {
    keeper: Keeper,
    /// Full blocks.
    blocks: Vec<Block>,
    /// The block that is being filled.
    open: Vec<u8>,
    /// Where each record ends in its block.
    ends: Vec<u32>,
}

/// The bytes of a block's records, one behind the other.
#[derive(Debug)]
enum Block {
    Held(Box<[u8]>),
    /// Where it begins in the file, and its length.
    Filed(u64, usize),
    /// It could not be kept.
    Lost,
}

impl List {
    /// A list without records.
    pub fn new(keeper: &Keeper) -> Self {
        let keeper = keeper.clone();
        Self { keeper, blocks: Vec::new(), open: Vec::new(), ends: Vec::new() }
    }

    /// Who decides where the records stand.
    pub fn keeper(&self) -> &Keeper {
        &self.keeper
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Adds the record that `write` writes. Where the records of a block would have 4 GiB or more it is left
    /// empty, and the keeper tells.
    pub fn push(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        let start = self.open.len();
        write(&mut self.open);
        let end = self.keeper.note(end_of(&self.open)).unwrap_or(start as u32);
        self.open.truncate(end as usize);
        self.ends.push(end);
        if self.ends.len().is_multiple_of(BLOCK) {
            self.close();
        }
    }

    /// Gives back the room beyond the last record. Records may still be added.
    pub fn shrink_to_fit(&mut self) {
        self.open.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    fn close(&mut self) {
        let room = self.open.len();
        let bytes = std::mem::replace(&mut self.open, Vec::with_capacity(room + room / 8));
        self.blocks.push(if self.keeper.hold(room as u64) {
            Block::Held(bytes.into())
        } else {
            let filed = self.keeper.note(self.keeper.0.file.append(&bytes));
            filed.map_or(Block::Lost, |start| Block::Filed(start, room))
        });
    }

    /// The record of this number; empty where it could not be kept.
    ///
    /// # Panics
    /// Where there is no such record.
    pub fn get(&self, number: usize) -> Cow<'_, [u8]> {
        let (start, end) = (self.start(number), self.ends[number] as usize);
        match self.blocks.get(number / BLOCK) {
            None => self.open[start..end].into(),
            Some(Block::Held(bytes)) => bytes[start..end].into(),
            Some(Block::Lost) => Cow::default(),
            Some(Block::Filed(from, _)) => {
                let mut bytes = vec![0; end - start];
                let read = self.keeper.0.file.read(from + start as u64, &mut bytes);
                self.keeper.note(read).map_or_else(Cow::default, |()| bytes.into())
            }
        }
    }

    /// A little of both ends of a record that is held; see [`gather`].
    pub fn glance(&self, number: usize) -> u8 {
        let block = match self.blocks.get(number / BLOCK) {
            None => &self.open,
            Some(Block::Held(bytes)) => &**bytes,
            Some(_) => &[],
        };
        let record = block.get(self.start(number)..self.ends[number] as usize);
        let ends = record.and_then(|record| record.first().zip(record.last()));
        ends.map_or(0, |(first, last)| first.wrapping_add(*last))
    }

    fn start(&self, number: usize) -> usize {
        if number.is_multiple_of(BLOCK) { 0 } else { self.ends[number - 1] as usize }
    }

    /// Changes every record in its place.
    pub fn change(&mut self, mut change: impl FnMut(&mut [u8])) {
        let Self { keeper, blocks, open, ends } = self;
        let mut each = |bytes: &mut [u8], ends: &[u32]| {
            let mut start = 0;
            for end in ends {
                change(&mut bytes[start..*end as usize]);
                start = *end as usize;
            }
        };
        let mut parts = ends.chunks(BLOCK);
        let mut filed = Vec::new();
        for (block, ends) in blocks.iter_mut().zip(&mut parts) {
            match block {
                Block::Held(bytes) => each(bytes, ends),
                Block::Filed(start, length) => {
                    filed.resize(*length, 0);
                    let file = &keeper.0.file;
                    let changed = file.read(*start, &mut filed).and_then(|()| {
                        each(&mut filed, ends);
                        file.write(*start, &filed)
                    });
                    if keeper.note(changed).is_none() {
                        *block = Block::Lost;
                    }
                }
                Block::Lost => {}
            }
        }
        parts.for_each(|ends| each(open, ends));
    }
}

/// Has memory asked for all records that are glanced at, of which each will be read: to wait for several at once takes
/// hardly longer than to wait for one.
pub fn gather(glances: impl Iterator<Item = u8>) {
    std::hint::black_box(glances.fold(0, u8::wrapping_add));
}

/// Where a block ends so far.
fn end_of(block: &[u8]) -> Result<u32> {
    u32::try_from(block.len()).map_err(|_| {
        let message = format!(
            "found {BLOCK} links in a row with texts of 4 GiB or more, expected links; look at the columns \
             that are read"
        );
        Error::new(ErrorKind::Unreadable, message)
    })
}

impl Clone for List {
    /// A copy with records of its own.
    fn clone(&self) -> Self {
        let mut list = Self::new(&self.keeper);
        for number in 0..self.len() {
            list.push(|open| open.extend_from_slice(&self.get(number)));
        }
        list
    }
}

impl Drop for List {
    fn drop(&mut self) {
        let held = |block: &Block| if let Block::Held(bytes) = block { bytes.len() } else { 0 };
        self.keeper.release(self.blocks.iter().map(held).sum::<usize>() as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(number: usize) -> Vec<u8> {
        vec![number as u8; number % 100]
    }

    fn filled(keeper: &Keeper, records: usize) -> List {
        let mut list = List::new(keeper);
        (0..records).for_each(|number| list.push(|open| open.extend(record(number))));
        list
    }

    #[test]
    fn records_are_the_same_in_memory_and_in_a_file() {
        let dir = tempfile::tempdir().unwrap();
        let records = 3 * BLOCK + 7;
        for (budget, expected) in [(None, 0), (Some(0), 3), (Some(150_000), 2)] {
            let keeper = Keeper::new(budget, dir.path().to_owned());
            let mut list = filled(&keeper, records);
            let filed =
                list.blocks.iter().filter(|block| matches!(block, Block::Filed(..))).count();
            assert_eq!(filed, expected);
            assert!((0..records).all(|number| *list.get(number) == record(number)));
            let glances = (0..records).filter(|number| list.glance(*number) != 0).count();
            assert!(glances.abs_diff((3 - expected) * BLOCK) < 3 * BLOCK / 16, "{glances}");
            list.change(|record| record.iter_mut().for_each(|byte| *byte = byte.wrapping_add(1)));
            let copy = list.clone();
            for number in 0..records {
                let changed: Vec<u8> = record(number).iter().map(|b| b.wrapping_add(1)).collect();
                assert_eq!(*list.get(number), changed);
                assert_eq!(*copy.get(number), changed);
            }
            keeper.check().unwrap();
            assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0, "the file has no name");
            drop((list, copy));
            assert_eq!(keeper.0.held.load(std::sync::atomic::Ordering::Relaxed), 0);
        }
    }

    #[test]
    fn a_file_that_cannot_be_made_is_told_when_asked() {
        let keeper = Keeper::new(Some(0), "/nowhere/at/all".into());
        let list = filled(&keeper, BLOCK + 1);
        assert!(list.get(1).is_empty());
        assert_eq!(*list.get(BLOCK), record(BLOCK));
        let error = keeper.check().unwrap_err();
        assert!(error.to_string().contains("--temp-dir"), "{error}");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_told_when_asked() {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let keeper = Keeper::with_file(Some(0), full);
        drop(filled(&keeper, BLOCK));
        let error = keeper.check().unwrap_err().to_string();
        assert!(error.contains("make room"), "{error}");
    }
}
