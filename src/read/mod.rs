//! Step 1: bytes to entries. One file per input format.

use std::sync::Arc;

use crate::entry::Entry;
use crate::origin::Origin;

/// A form of input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// A list of links with `[Last Updated On: …]` tags or bullets.
    LinkList,
    /// One title a line.
    Lines,
}

/// Something that looks like an entry and could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// Where it stands.
    pub origin: Origin,
    /// What was found and what was expected.
    pub reason: String,
    /// The text, at most 200 characters of it.
    pub text: String,
}

/// What became of every line of one input. The parts add up to the lines of the input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineTally {
    /// Lines that belong to an entry.
    pub entry: u64,
    /// Lines that belong to a reject.
    pub reject: u64,
    /// Lines above the first entry.
    pub header: u64,
    /// Lines after the first entry that belong to no entry.
    pub passed_over: u64,
    /// Lines with nothing but white space.
    pub blank: u64,
}

/// What was read from one input.
#[derive(Clone, Debug)]
pub struct InputTally {
    /// The input's name.
    pub file: Arc<str>,
    /// The form it was read as.
    pub format: Format,
    /// What became of its lines.
    pub lines: LineTally,
    /// Lines that were not UTF-8 and were read as CP-1252.
    pub recoded: u64,
    /// Entries read.
    pub entries: u64,
    /// Entries that could not be read.
    pub rejects: u64,
}

/// All inputs, read.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Entries in input order.
    pub entries: Vec<Entry>,
    /// Rejects in input order.
    pub rejects: Vec<Reject>,
    /// One tally an input.
    pub inputs: Vec<InputTally>,
}
