//! How an input is read, once its form is known: where it may be cut, and what one part of it says.
//!
//! What the first lines tell stands in the plan, so that parts can be read by several threads and none needs
//! to know of the others. A JSON array cannot be cut: where it is broken nothing of it counts, and its parts
//! look like anything else.

use std::borrow::Cow;
use std::sync::Arc;

use super::blocks::Block;
use super::decode::Lines;
use super::intake::{Intake, is_blank};
use super::records::RecordTally;
use super::table::Table;
use super::{Format, KeptTable, ReadSettings, json, lines, link_list};
use crate::entries::Batch;
use crate::error::Result;

/// How an input of some form is read.
pub(super) enum Plan {
    LinkList,
    Lines,
    Table(Table),
    /// A table of which all lines are blank.
    Blank,
    Jsonl,
    Json,
}

/// What was read from a part of an input.
pub(super) struct Part {
    pub(super) found: Intake,
    /// Lines that were not UTF-8.
    pub(super) recoded: u64,
    /// What is counted of records, where the form has some.
    pub(super) records: Option<RecordTally>,
    /// The records to be kept: the first line of each, and how many it stands on.
    pub(super) kept: Vec<(u64, usize)>,
}

impl Part {
    fn new(file: &Arc<str>, entries: Batch) -> Self {
        let found = Intake::new(Arc::clone(file), entries);
        Self { found, recoded: 0, records: None, kept: Vec::new() }
    }

    /// Takes the lines above what a plan reads.
    fn take_head(&mut self, lines: &[Cow<'_, str>]) {
        for line in lines {
            self.recoded += u64::from(matches!(line, Cow::Owned(_)));
            if is_blank(line) { self.found.blank() } else { self.found.other() }
        }
    }
}

impl Plan {
    /// The plan for an input that begins with `lines`, and what stands above that which it reads.
    ///
    /// # Errors
    /// [`Table::find`] says.
    pub(super) fn make(
        file: &Arc<str>,
        format: Format,
        lines: &Lines<'_>,
        settings: &ReadSettings,
    ) -> Result<(Self, Part)> {
        let mut head = Part::new(file, Batch::default());
        if !matches!(format, Format::Lines | Format::LinkList) {
            head.records = Some(RecordTally::default());
        }
        let plan = match format {
            Format::LinkList => Self::LinkList,
            Format::Lines => Self::Lines,
            Format::Jsonl => Self::Jsonl,
            Format::Json => Self::Json,
            Format::Csv | Format::Tsv => {
                let table = Table::find(lines, format, settings, &head.found)?;
                table.map_or(Self::Blank, Self::Table)
            }
        };
        head.take_head(&lines.known()[..plan.head()]);
        Ok((plan, head))
    }

    /// How many lines stand above what it reads.
    pub(super) fn head(&self) -> usize {
        if let Self::Table(table) = self { table.head() } else { 0 }
    }

    /// The table without its records, where it is one, from all bytes of the input.
    pub(super) fn kept(&self, file: &Arc<str>, bytes: &[u8]) -> Option<KeptTable> {
        if let Self::Table(table) = self { Some(table.kept(file, bytes)) } else { None }
    }

    /// How many of these bytes, which are whole lines, may be read without knowing what follows.
    pub(super) fn cut(&self, bytes: &[u8]) -> usize {
        match self {
            Self::Lines | Self::Blank | Self::Jsonl => bytes.len(),
            Self::LinkList => link_list::whole_entries(bytes),
            Self::Table(table) => table.whole_records(bytes),
            Self::Json => 0,
        }
    }

    /// Reads a part of the input called `file`; its entries use the room of an empty batch.
    ///
    /// # Errors
    /// [`Block::text`] and [`json::read_array`] say.
    pub(super) fn read(
        &self,
        file: &Arc<str>,
        block: &Block,
        settings: &ReadSettings,
        room: Batch,
    ) -> Result<Part> {
        let text = block.text(file)?;
        let (lines, before) = (&text.lines, block.before);
        let mut part = Part { recoded: text.recoded, ..Part::new(file, room) };
        let found = &mut part.found;
        match self {
            Self::LinkList => link_list::read(lines, before, found),
            Self::Lines => lines::read(lines, before, found),
            Self::Blank => lines.iter().for_each(|_| found.blank()),
            Self::Jsonl => part.records = Some(json::read_lines(lines, before, settings, found)),
            Self::Json => part.records = Some(json::read_array(lines, settings, found)?),
            Self::Table(table) => {
                let (records, kept) = table.read(lines, before, settings, found);
                (part.records, part.kept) = (Some(records), kept);
            }
        }
        Ok(part)
    }
}
