//! The rows of a table as they stood, for a report in the input's own form.
//!
//! Kept as the bytes that came, so what is written later is the user's own file with rows left out: the
//! same quotes, the same line ends, the same character set.

use std::ops::Range;
use std::sync::Arc;

use super::header::Header;
use crate::read::decode;
use crate::read::intake::Intake;

/// A table as it stood.
#[derive(Clone, Debug)]
pub struct KeptTable {
    /// The input's name.
    pub file: Arc<str>,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// The character between two cells.
    pub delimiter: char,
    bytes: Vec<u8>,
    /// Where the lines stand in the bytes.
    lines: Vec<Range<usize>>,
    head: usize,
    records: Vec<(u64, Range<usize>)>,
}

impl KeptTable {
    /// A table with the header and the bytes it was read from, and no records yet.
    pub(super) fn new(header: &Header, bytes: &[u8], intake: &Intake<'_>) -> Self {
        let lines = decode::line_ranges(bytes);
        Self {
            file: intake.file(),
            columns: header.names.clone(),
            delimiter: header.delimiter,
            bytes: bytes.to_vec(),
            head: lines[header.end - 1].end,
            lines,
            records: Vec::new(),
        }
    }

    /// Adds a record that is an entry: the index of its first line, and how many it stands on.
    pub(super) fn add(&mut self, first: usize, count: usize) {
        let bytes = self.lines[first].start..self.lines[first + count - 1].end;
        self.records.push((first as u64 + 1, bytes));
    }

    /// Everything above the first record: the header, and a byte order mark and a `sep=` line where the
    /// table has them.
    pub fn head(&self) -> &[u8] {
        &self.bytes[..self.head]
    }

    /// Every record that is an entry, with the line it began on (from 1), line ends included.
    pub fn records(&self) -> impl Iterator<Item = (u64, &[u8])> {
        self.records.iter().map(|(line, range)| (*line, &self.bytes[range.clone()]))
    }
}
