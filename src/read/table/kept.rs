//! The rows of a table as they stood, for a report in the input's own form.
//!
//! Kept as the bytes that came, so what is written later is the user's own file with rows left out: the
//! same quotes, the same line ends, the same character set.

use std::ops::Range;
use std::sync::Arc;

use super::header::Header;
use crate::read::decode;

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
    pub(super) fn new(header: &Header, file: &Arc<str>, bytes: &[u8]) -> Self {
        let lines = decode::line_ranges(bytes);
        Self {
            file: Arc::clone(file),
            columns: header.names.clone(),
            delimiter: header.delimiter,
            bytes: bytes.to_vec(),
            head: lines[header.end - 1].end,
            lines,
            records: Vec::new(),
        }
    }

    /// Adds a record that is an entry: its first line, from 1, and how many it stands on.
    pub(in crate::read) fn add(&mut self, line: u64, count: usize) {
        let first = line as usize - 1;
        let bytes = self.lines[first].start..self.lines[first + count - 1].end;
        self.records.push((line, bytes));
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
