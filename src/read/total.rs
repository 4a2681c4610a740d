//! What the parts of one input add up to.
//!
//! Parts come in the order of the input, whoever read them, so entries, rejects and all that is counted are the
//! same however it was cut. The watch is told here how far the input is read.

use std::sync::Arc;

use super::plan::Part;
use super::records::RecordTally;
use super::{Format, InputTally, KeptTable, LineTally, Reading};
use crate::entries::Batch;
use crate::progress::Watch;

/// One input on its way into a reading.
pub(super) struct Total<'a> {
    file: Arc<str>,
    into: &'a mut Reading,
    watch: &'a dyn Watch,
    lines: LineTally,
    recoded: u64,
    entries: u64,
    rejects: u64,
    records: Option<RecordTally>,
    kept: Option<KeptTable>,
}

impl<'a> Total<'a> {
    /// Nothing yet of the input called `file`, whose records are added to `kept`, if that is there.
    pub(super) fn new(
        file: &Arc<str>,
        kept: Option<KeptTable>,
        into: &'a mut Reading,
        watch: &'a dyn Watch,
    ) -> Self {
        let (lines, recoded, entries, rejects, records) = Default::default();
        let file = Arc::clone(file);
        Self { file, into, watch, lines, recoded, entries, rejects, records, kept }
    }

    /// Adds the next part, and gives the room of its entries.
    pub(super) fn take(&mut self, part: Part) -> Batch {
        let Part { found, recoded, records, kept } = part;
        self.take_lines(found.lines);
        self.entries += found.entries.len() as u64;
        self.rejects += found.rejects.len() as u64;
        self.recoded += recoded;
        self.into.entries.append(&self.file, &found.entries);
        self.into.rejects.extend(found.rejects);
        match (&mut self.records, records) {
            (Some(total), Some(records)) => total.add(records),
            (total @ None, records) => *total = records,
            (Some(_), None) => {}
        }
        if let Some(table) = &mut self.kept {
            for (line, count) in kept {
                table.add(line, count);
            }
        }
        let mut room = found.entries;
        room.clear();
        room
    }

    /// Adds lines. Those above the first entry or reject of a part are header in the first such part alone.
    fn take_lines(&mut self, lines: LineTally) {
        let LineTally { entry, reject, header, passed_over, blank } = lines;
        let begun = self.entries + self.rejects > 0;
        let (header, passed_over) =
            if begun { (0, header + passed_over) } else { (header, passed_over) };
        self.lines.entry += entry;
        self.lines.reject += reject;
        self.lines.header += header;
        self.lines.passed_over += passed_over;
        self.lines.blank += blank;
        self.watch.advance(lines.total());
    }

    /// Closes the input.
    pub(super) fn finish(self, format: Format) {
        let Self { file, into, lines, recoded, entries, rejects, records, kept, .. } = self;
        let table = records.map(RecordTally::finish);
        into.inputs.push(InputTally { file, format, lines, recoded, entries, rejects, table });
        into.tables.extend(kept);
    }
}
