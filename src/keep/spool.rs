//! Words that are written one behind the other and read back in their order: what is too much to be held.
//!
//! A chunk that is full goes to the temporary file, and its place is free for others as soon as the spool is let
//! go: sorting in parts writes everything anew for every few trees, and the file stays as large as the most that
//! stands in it at once. After a failure a spool has no words, and the keeper tells: half a list would
//! look like a whole one.

use std::borrow::Borrow;

use super::Keeper;

/// Words of a chunk: 64 KiB, so that hundreds of spools can be filled side by side.
const CHUNK: usize = 1 << 14;
/// Bytes of a word.
const WORD: usize = size_of::<u32>();

/// Words in the order in which they were added.
#[derive(Debug)]
pub struct Spool {
    keeper: Keeper,
    /// Where in the file the full chunks stand.
    chunks: Vec<u64>,
    /// The chunk that is being filled.
    open: Vec<u32>,
    is_lost: bool,
}

impl Spool {
    /// A spool without words.
    pub fn new(keeper: &Keeper) -> Self {
        Self { keeper: keeper.clone(), chunks: Vec::new(), open: Vec::new(), is_lost: false }
    }

    /// Adds words behind the others.
    pub fn push(&mut self, mut words: &[u32]) {
        while self.open.len() + words.len() >= CHUNK {
            let (now, later) = words.split_at(CHUNK - self.open.len());
            self.open.extend_from_slice(now);
            self.close();
            words = later;
        }
        self.open.extend_from_slice(words);
    }

    fn close(&mut self) {
        let mut bytes = vec![0; CHUNK * WORD];
        for (bytes, word) in bytes.chunks_exact_mut(WORD).zip(&self.open) {
            bytes.copy_from_slice(&word.to_le_bytes());
        }
        self.open.clear();
        match self.keeper.note(self.keeper.0.file.put(&bytes)) {
            Some(start) => self.chunks.push(start),
            None => self.is_lost = true,
        }
    }

    /// Reads the words from the first on. Of a spool itself, or of a reference to it.
    pub fn read<S: Borrow<Self>>(spool: S) -> SpoolReader<S> {
        SpoolReader { spool, next: 0, words: Vec::new(), at: 0 }
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        self.keeper.0.file.free(&self.chunks);
    }
}

/// Reads a spool in its order.
#[derive(Debug)]
pub struct SpoolReader<S> {
    spool: S,
    /// The chunk behind the one at hand.
    next: usize,
    /// The chunk at hand.
    words: Vec<u32>,
    at: usize,
}

impl<S: Borrow<Spool>> SpoolReader<S> {
    /// The next words; none where there are not so many.
    pub fn take<const N: usize>(&mut self) -> Option<[u32; N]> {
        let mut taken = [0; N];
        for word in &mut taken {
            if self.at == self.words.len() && !self.turn() {
                return None;
            }
            *word = self.words[self.at];
            self.at += 1;
        }
        Some(taken)
    }

    /// Adds so many of the next words to others; none where there are not so many.
    pub fn take_into(&mut self, mut count: usize, into: &mut Vec<u32>) -> Option<()> {
        while count > 0 {
            if self.at == self.words.len() && !self.turn() {
                return None;
            }
            let end = self.words.len().min(self.at + count);
            into.extend_from_slice(&self.words[self.at..end]);
            count -= end - self.at;
            self.at = end;
        }
        Some(())
    }

    /// Goes on to the next chunk; false where there is none.
    fn turn(&mut self) -> bool {
        let spool = self.spool.borrow();
        self.words.clear();
        self.at = 0;
        if let Some(start) = spool.chunks.get(self.next).filter(|_| !spool.is_lost) {
            let mut bytes = vec![0; CHUNK * WORD];
            let read = spool.keeper.0.file.read(*start, &mut bytes);
            let read = spool.keeper.note(read).map(|()| bytes);
            self.words.extend(read.iter().flat_map(|bytes| bytes.chunks_exact(WORD)).map(word));
            // Behind what cannot be read there is nothing more.
            self.next = if read.is_some() { self.next + 1 } else { usize::MAX };
        } else if self.next == spool.chunks.len() && !spool.is_lost {
            self.words.extend_from_slice(&spool.open);
            self.next = usize::MAX;
        }
        !self.words.is_empty()
    }
}

fn word(bytes: &[u8]) -> u32 {
    bytes.try_into().map_or(0, u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(keeper: &Keeper, words: u32) -> Spool {
        let mut spool = Spool::new(keeper);
        let all: Vec<u32> = (0..words).collect();
        all.chunks(1000).for_each(|some| spool.push(some));
        spool
    }

    fn read(spool: &Spool) -> Vec<u32> {
        let mut reader = Spool::read(spool);
        let mut words = Vec::new();
        while let Some([word]) = reader.take() {
            words.push(word);
        }
        words
    }

    #[test]
    fn words_come_back_in_their_order() {
        let dir = tempfile::tempdir().unwrap();
        let keeper = Keeper::new(Some(0), dir.path().to_owned());
        for words in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 5 * CHUNK / 2] {
            let spool = filled(&keeper, words as u32);
            assert!(read(&spool).into_iter().eq(0..words as u32), "{words}");
            let mut reader = Spool::read(spool);
            let mut rest = vec![7];
            assert_eq!(reader.take::<2>().is_some(), words >= 2);
            let rested = reader.take_into(words.saturating_sub(2), &mut rest);
            assert!(words < 2 || rested.is_some() && rest[1..].iter().copied().eq(2..words as u32));
            assert_eq!(reader.take_into(1, &mut rest), None);
        }
        keeper.check().unwrap();
    }

    #[test]
    fn the_room_of_a_spool_is_used_again() {
        let keeper = Keeper::new(Some(0), std::env::temp_dir());
        let most = (0..9).map(|_| filled(&keeper, 3 * CHUNK as u32).chunks.iter().copied().max());
        let most: Vec<Option<u64>> = most.collect();
        assert!(most.iter().all(|most| *most == Some(2 * (CHUNK * WORD) as u64)), "{most:?}");
    }

    #[test]
    fn what_cannot_be_kept_is_told_and_is_empty() {
        let keeper = Keeper::new(Some(0), "/nowhere/at/all".into());
        assert!(read(&filled(&keeper, CHUNK as u32 + 7)).is_empty());
        assert!(keeper.check().is_err());
    }
}
