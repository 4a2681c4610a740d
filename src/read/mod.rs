//! Step 1: bytes to entries. One file per input format.
//!
//! Decoding belongs here and nowhere else: character sets, character references (once), bullets, tags
//! and markup. What leaves is an [`Entry`](crate::Entry) as the input said it, with its [`Origin`]. A bad entry never
//! ends the run: it becomes a [`Reject`] with a reason. No line is dropped in silence: each counts as one
//! part of the [`LineTally`], and the parts add up.
//!
//! | file | does |
//! |---|---|
//! | `inputs.rs` | files and standard input; all of them or none |
//! | `source.rs`, `unpack.rs` | opens an input, undoes gzip and Zstandard |
//! | `blocks.rs`, `decode.rs` | bytes to blocks, blocks to lines |
//! | `input.rs`, `plan.rs`, `total.rs` | one input: how it is read, its parts, their sum |
//! | `in_order.rs` | blocks by all threads, what they find in order |
//! | `detect.rs` | finds the format where none is named |
//! | `link_list/` | the format of `[Last Updated On: …]` and bullets |
//! | `lines.rs` | the format of one title a line |
//! | `table/` | CSV and TSV |
//! | `json/` | JSONL and arrays of objects |
//! | `columns.rs`, `records.rs` | what tables and JSON have in common: roles by name, fields to entries |
//! | `dates.rs`, `stamps.rs`, `plain_stamps.rs`, `references.rs` | what several formats write alike |
//! | `intake.rs` | collects entries and rejects, keeps the tally |
//!
//! A new format is one file with a `read` of the same shape, a variant of [`Format`] with its lines in
//! `Format::ALL` and `name`, and one of `Plan`.

mod blocks;
mod columns;
mod dates;
mod decode;
mod detect;
mod in_order;
mod input;
mod inputs;
mod intake;
mod json;
mod lines;
mod link_list;
mod plain_stamps;
mod plan;
mod records;
mod references;
mod source;
mod stamps;
mod table;
mod total;
mod unpack;

use std::sync::Arc;

use crate::entries::Entries;
use crate::error::{Error, ErrorKind, Result};
use crate::origin::Origin;
use crate::progress::Unwatched;
use input::{BLOCK, add};
use source::Source;

pub use columns::ColumnNames;
pub use inputs::{file_bytes, read_inputs, read_inputs_watched};
pub use references::decode as decode_references;
pub use stamps::DateFormat;
pub use table::KeptTable;

/// A form of input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// A list of links with `[Last Updated On: …]` tags or bullets.
    LinkList,
    /// One title a line.
    Lines,
    /// A table with a comma, a semicolon or the like between its columns.
    Csv,
    /// A table with tabs between its columns.
    Tsv,
    /// One JSON object a line.
    Jsonl,
    /// One JSON array of objects.
    Json,
}

impl Format {
    /// Every form, in the order in which help lists them.
    pub const ALL: [Self; 6] =
        [Self::LinkList, Self::Lines, Self::Csv, Self::Tsv, Self::Jsonl, Self::Json];

    /// The word that the user types and reads.
    pub fn name(self) -> &'static str {
        match self {
            Self::LinkList => "linklist",
            Self::Lines => "lines",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Jsonl => "jsonl",
            Self::Json => "json",
        }
    }

    /// The form in the words of a sentence: "read as …".
    pub fn description(self) -> &'static str {
        match self {
            Self::LinkList => "a link list",
            Self::Lines => "one title a line",
            Self::Csv => "CSV",
            Self::Tsv => "TSV",
            Self::Jsonl => "JSONL",
            Self::Json => "JSON",
        }
    }

    /// True for CSV and TSV.
    pub fn is_table(self) -> bool {
        matches!(self, Self::Csv | Self::Tsv)
    }

    /// The form called `name`.
    ///
    /// # Errors
    /// An unknown name is a [`ErrorKind::Settings`] error that lists the known ones.
    pub fn parse(name: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name).ok_or_else(|| {
            let known = Self::ALL.map(|format| format!("`{}`", format.name())).join(" or ");
            let message = format!("input format: found `{name}`, expected {known}");
            Error::new(ErrorKind::Settings, message)
        })
    }
}

/// How to read, and how many bad entries to bear.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadSettings {
    /// The form of every input; none detects it input by input.
    pub format: Option<Format>,
    /// Whether the first reject is an error.
    pub strict: bool,
    /// How many rejects are borne, over all inputs; none is no limit.
    pub max_rejects: Option<u64>,
    /// The columns of tables and the keys of JSON that are not guessed.
    pub columns: ColumnNames,
    /// How dates in tables and JSON are written, where that cannot be told from themselves.
    pub date_format: Option<DateFormat>,
    /// Whether tables are kept as they stood; then every input has to be one.
    pub keep_records: bool,
}

/// Something that looks like an entry and could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// Where it stands.
    pub origin: Origin,
    /// What was found and what was expected.
    pub reason: String,
    /// The text, at most 200 characters of it (the last one `…` where it was cut); the lines of an
    /// entry that spans several are joined by spaces.
    pub text: String,
}

/// What became of every line of one input. The parts add up to the lines of the input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineTally {
    /// Lines that belong to an entry.
    pub entry: u64,
    /// Lines that belong to a reject.
    pub reject: u64,
    /// Lines above the first entry or reject.
    pub header: u64,
    /// Lines after the first entry or reject that belong to none.
    pub passed_over: u64,
    /// Lines with nothing but white space.
    pub blank: u64,
}

impl LineTally {
    /// All lines of the input.
    pub fn total(&self) -> u64 {
        self.entry + self.reject + self.header + self.passed_over + self.blank
    }
}

/// What else there is to say of a table or of JSON. `entries + rejects` of its input are its records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableTally {
    /// The records, good or bad.
    pub records: u64,
    /// What was read from which column: role and name.
    pub columns: Vec<(&'static str, String)>,
    /// Rows that were read although they have more or fewer cells than the header.
    pub ragged: u64,
    /// Dates that could not be read; their entries have none.
    pub unread_dates: OddDates,
    /// Dates that were read and are more likely a slip: before 1990 or after 2050.
    pub odd_dates: OddDates,
}

/// Dates that need a look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OddDates {
    /// How many.
    pub count: u64,
    /// The first of them: its place, and what was found there.
    pub first: Option<String>,
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
    /// What else there is to say of a table or of JSON.
    pub table: Option<TableTally>,
}

/// All inputs, read.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Entries in input order.
    pub entries: Entries,
    /// Rejects in input order.
    pub rejects: Vec<Reject>,
    /// One tally an input.
    pub inputs: Vec<InputTally>,
    /// The tables as they stood, one an input, where the settings ask for them.
    pub tables: Vec<KeptTable>,
}

impl Reading {
    /// Says whether the rejects are few enough for `settings`.
    ///
    /// # Errors
    /// [`ErrorKind::Rejected`]: with `strict` the first reject, at its place; else the count, where it is
    /// over `max_rejects`.
    pub fn check(&self, settings: &ReadSettings) -> Result<()> {
        let Some(first) = self.rejects.first() else { return Ok(()) };
        if settings.strict {
            let message = format!("{}; correct it, or read without --strict", first.reason);
            return Err(Error::new(ErrorKind::Rejected, message).at(first.origin.clone()));
        }
        let count = self.rejects.len() as u64;
        match settings.max_rejects {
            Some(most) if count > most => Err(too_many(count, most, self.entries.len(), first)),
            _ => Ok(()),
        }
    }
}

fn too_many(count: u64, most: u64, entries: usize, first: &Reject) -> Error {
    let rejected = if count == 1 { "entry" } else { "entries" };
    let good = if entries == 1 { "one" } else { "ones" };
    let message = format!(
        "found {count} rejected {rejected} beside {entries} good {good}, expected at most {most} (the \
         first, {}: {}); list them with --rejects FILE and correct them, or raise --max-rejects",
        first.origin, first.reason
    );
    Error::new(ErrorKind::Rejected, message)
}

/// Reads one input that is already in memory and adds what it holds to `into`.
///
/// `file` is the input's name in every [`Origin`]. An input without any entry is no error.
///
/// # Errors
/// [`ErrorKind::Unreadable`] where the bytes are no text or not the table they should be, and
/// [`ErrorKind::Settings`] where a column that the user named is missing (`into` is then as it was); and
/// what [`Reading::check`] says of all that `into` then holds.
pub fn read_bytes(
    file: &str,
    bytes: &[u8],
    settings: &ReadSettings,
    into: &mut Reading,
) -> Result<()> {
    add(file, Source::Bytes(bytes), BLOCK, settings, into, &Unwatched)?;
    into.check(settings)
}

#[cfg(test)]
mod tests;
