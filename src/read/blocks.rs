//! An input, block by block, so that it is never held as a whole.
//!
//! A block ends where a line does, and where the reader of its format may begin anew: it is cut by a function
//! that the reader gives. What stands behind the cut begins the next block, and where there is no cut at all
//! the block grows until there is one or the input ends. An input without any LF has lines that end in CR,
//! which is known only at its end, so it is one block. The room of blocks is used again: to ask the system
//! for fresh memory costs more than to fill it.

use std::ops::Range;

use super::decode::{self, BYTE_ORDER_MARK, Text};
use super::unpack::Unpacked;
use crate::error::{Error, Result};

/// Says where a block may end: takes whole lines, and gives how many of their bytes can be read without
/// knowing what follows.
pub(super) type Cut<'a> = dyn Fn(&[u8]) -> usize + Sync + 'a;

/// What is handed out of an input at once.
#[derive(Debug)]
pub(super) struct Block {
    room: Vec<u8>,
    held: Range<usize>,
    /// How many lines stand in front of it.
    pub(super) before: u64,
    end: u8,
}

impl Block {
    /// Its lines.
    ///
    /// # Errors
    /// [`decode::decode`] says.
    pub(super) fn text(&self, file: &str) -> Result<Text<'_>> {
        decode::decode(file, &self.room[self.held.clone()], self.before, self.end)
    }
}

/// The blocks of an input.
pub(super) struct Blocks<'a> {
    file: &'a str,
    from: Unpacked<'a>,
    /// How large a block should be.
    size: usize,
    room: Vec<u8>,
    /// What was read and not handed out.
    held: Range<usize>,
    /// How many lines were handed out.
    before: u64,
    end: u8,
    /// Whether nothing follows what is held.
    whole: bool,
    spare: Vec<Vec<u8>>,
}

impl<'a> Blocks<'a> {
    /// The blocks of the input called `file`, of about so many bytes.
    ///
    /// # Errors
    /// [`ErrorKind::Unreadable`](crate::ErrorKind::Unreadable) where it cannot be read or is UTF-16.
    pub(super) fn new(file: &'a str, from: Unpacked<'a>, size: usize) -> Result<Self> {
        let (room, spare) = (Vec::new(), Vec::new());
        let (held, before, whole) = (0..0, 0, false);
        let mut blocks = Self { file, from, size, room, held, before, end: b'\n', whole, spare };
        blocks.fill(size.max(BYTE_ORDER_MARK.len()))?;
        if let Err(error) = decode::refuse_utf16(file, blocks.held()) {
            return Err(blocks.failure(error, false));
        }
        if blocks.held().starts_with(BYTE_ORDER_MARK) {
            blocks.held.start = BYTE_ORDER_MARK.len();
        }
        blocks.end = loop {
            let end = decode::line_end(blocks.held());
            if end == b'\n' || blocks.whole {
                break end;
            }
            blocks.grow()?;
        };
        Ok(blocks)
    }

    /// Whether the input came as it is read.
    pub(super) fn is_plain(&self) -> bool {
        self.from.is_plain()
    }

    /// Whether all that was not handed out is held.
    pub(super) fn is_whole(&self) -> bool {
        self.whole
    }

    /// Whether all was handed out.
    pub(super) fn is_done(&self) -> bool {
        self.whole && self.held.is_empty()
    }

    /// About how many lines there are, where the input has so many bytes; exactly, where all are held.
    pub(super) fn lines_of(&self, size: u64) -> u64 {
        let head = self.head();
        let lines = decode::count_ends(head, self.end);
        if self.whole {
            return lines + u64::from(head.last().is_some_and(|last| *last != self.end));
        }
        lines.max(size.saturating_mul(lines) / head.len() as u64)
    }

    /// About how many lines there are, by those that were handed out, where the input has so many bytes as it comes.
    pub(super) fn lines_by_now(&self, size: u64) -> u64 {
        let lines = u128::from(self.before) * u128::from(size);
        (lines / u128::from(self.from.received().max(1))) as u64
    }

    /// What was read and not handed out, as far as lines end.
    pub(super) fn head(&self) -> &[u8] {
        let held = self.held();
        let end = if self.whole { None } else { memchr::memrchr(b'\n', held) };
        end.map_or(held, |end| &held[..=end])
    }

    /// The lines of the head.
    ///
    /// # Errors
    /// [`decode::decode`] says.
    pub(super) fn head_text(&self) -> Result<Text<'_>> {
        decode::decode(self.file, self.head(), self.before, self.end)
    }

    /// All bytes, where nothing was handed out and all is held.
    pub(super) fn all(&self) -> &[u8] {
        &self.room[..self.held.end]
    }

    /// Holds twice as much.
    ///
    /// # Errors
    /// [`Unpacked::fill`] says.
    pub(super) fn grow(&mut self) -> Result<()> {
        self.fill(self.held.len().max(self.size).saturating_mul(2))
    }

    /// Holds all that comes.
    ///
    /// # Errors
    /// [`Unpacked::fill`] says.
    pub(super) fn hold_all(&mut self) -> Result<()> {
        while !self.whole {
            self.grow()?;
        }
        Ok(())
    }

    /// Passes over so many lines.
    pub(super) fn skip(&mut self, lines: usize) {
        if let Some(last) = lines.checked_sub(1) {
            let end = memchr::memchr_iter(self.end, self.held()).nth(last);
            self.held.start = end.map_or(self.held.end, |end| self.held.start + end + 1);
            self.before += lines as u64;
        }
    }

    /// The next block; none at the end.
    ///
    /// # Errors
    /// [`Unpacked::fill`] says.
    pub(super) fn next(&mut self, cut: &Cut<'_>) -> Result<Option<Block>> {
        let mut want = self.size;
        loop {
            self.fill(want)?;
            let length = self.cut(want, cut);
            if length > 0 {
                return Ok(Some(self.hand_out(length)));
            }
            if self.held.is_empty() {
                return Ok(None);
            }
            want = want.saturating_mul(2);
        }
    }

    /// How much of what is held makes a block of at most so many bytes.
    fn cut(&self, most: usize, cut: &Cut<'_>) -> usize {
        let held = self.held();
        if self.whole && held.len() <= most {
            return held.len();
        }
        let lines = &held[..most.min(held.len())];
        memchr::memrchr(b'\n', lines).map_or(0, |end| cut(&lines[..=end]))
    }

    fn hand_out(&mut self, length: usize) -> Block {
        let cut = self.held.start + length;
        let mut room = self.spare.pop().unwrap_or_default();
        let (held, rest) = (self.held.start..cut, cut..self.held.end);
        let (before, end) = (self.before, self.end);
        self.before += decode::count_ends(&self.room[held.clone()], end);
        // What is shorter is copied.
        if held.len() < rest.len() {
            put(&mut room, &self.room[held]);
            self.held = rest;
            return Block { room, held: 0..length, before, end };
        }
        put(&mut room, &self.room[rest.clone()]);
        self.held = 0..rest.len();
        Block { room: std::mem::replace(&mut self.room, room), held, before, end }
    }

    /// Takes back the room of a block that is done with.
    pub(super) fn take_back(&mut self, block: Block) {
        self.spare.push(block.room);
    }

    /// What is wrong with an input for which there is an error: what is wrong with its bytes goes first. An
    /// input that is not even text has no line in which a NUL could stand.
    pub(super) fn failure(&mut self, error: Error, is_text: bool) -> Error {
        let mut error = error;
        let mut looks_for_nul = is_text;
        loop {
            if let Some(nul) = looks_for_nul.then(|| self.nul()).flatten() {
                error = nul;
                looks_for_nul = false;
            }
            self.before += decode::count_ends(self.held(), self.end);
            self.held = 0..0;
            if self.whole {
                return error;
            }
            if let Err(failure) = self.fill(self.size) {
                return failure;
            }
        }
    }

    fn nul(&self) -> Option<Error> {
        decode::refuse_nul(self.file, self.held(), self.before, self.end).err()
    }

    fn held(&self) -> &[u8] {
        &self.room[self.held.clone()]
    }

    /// Holds so many bytes, or all there are.
    fn fill(&mut self, count: usize) -> Result<()> {
        let missing = count.saturating_sub(self.held.len());
        if self.whole || missing == 0 {
            return Ok(());
        }
        let end = self.held.end + missing;
        if self.room.len() < end {
            self.room.resize(end, 0);
        }
        let filled = self.from.fill(&mut self.room[self.held.end..end])?;
        self.held.end += filled;
        self.whole = filled < missing;
        Ok(())
    }
}

/// Puts bytes at the beginning of a room that may be used already.
fn put(room: &mut Vec<u8>, bytes: &[u8]) {
    if room.len() < bytes.len() {
        room.resize(bytes.len(), 0);
    }
    room[..bytes.len()].copy_from_slice(bytes);
}
