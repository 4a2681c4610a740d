//! Where an entry was read: the input's name and the line it began on.
//!
//! An origin travels from the reader to the report, so that every line of output can be traced
//! to the line of input behind it. It says nothing about the entry's identity: positions change
//! when an input is shuffled, and no tie is ever broken by one.

use std::fmt;
use std::sync::Arc;

/// A place in an input. Displays as `FILE:LINE`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    /// The input's name as the user gave it; `-` is standard input.
    pub file: Arc<str>,
    /// Line number, counted from 1.
    pub line: u64,
}

impl Origin {
    /// The place `line` (from 1) of the input called `file`.
    pub fn new(file: impl Into<Arc<str>>, line: u64) -> Self {
        Self { file: file.into(), line }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}
