//! One input, from its source to its place in a reading.
//!
//! Its first lines tell what it is and how it is read; then block after block is read by all threads, and what
//! they find is added in the order of the input. Only a few blocks are there at once. Three kinds of input are
//! held as a whole: a JSON array, a table that is kept as it stood, and a list without a header that comes
//! packed or through a pipe where nobody said what it is, since any of its lines may tell; a file is looked
//! through for that, and then read.
//!
//! An error may show when much was read already. What came of the input is then taken away again, and the rest is
//! still looked at, so that the same error is named wherever blocks end: bytes that do not come go before what
//! is no text, and that goes before columns that are missing.

use std::sync::{Arc, Mutex, PoisonError};

use super::blocks::{Block, Blocks};
use super::decode::Lines;
use super::detect::Marks;
use super::in_order::{Fault, Read, each};
use super::plan::{Part, Plan};
use super::source::Source;
use super::total::Total;
use super::{Format, ReadSettings, Reading};
use crate::entries::Batch;
use crate::error::{Error, ErrorKind, Result};
use crate::progress::{Step, Watch};

/// Bytes of a block: what is read from it stays in a processor's cache, and below the size of which the
/// allocator gives every block back to the system.
pub(super) const BLOCK: usize = 512 * 1024;

/// Reads one input in blocks of about so many bytes, however many rejects there are. On an error `into` is as it
/// was.
pub(super) fn add<'a>(
    file: &'a str,
    source: Source<'a>,
    block: usize,
    settings: &ReadSettings,
    into: &mut Reading,
    watch: &dyn Watch,
) -> Result<()> {
    let (entries, rejects) = (into.entries.len(), into.rejects.len());
    let (again, size) = (source.again(), source.size());
    let mut blocks = Blocks::new(file, source.open(file)?, block)?;
    let mut input = Input { file, again, size, block, settings, blocks: &mut blocks };
    let added = input.add(into, watch);
    added.map_err(|fault| {
        into.entries.truncate(entries);
        into.rejects.truncate(rejects);
        match fault {
            Fault::Final(error) => error,
            Fault::NoText(error) => blocks.failure(error, false),
            Fault::Form(error) => blocks.failure(error, true),
        }
    })
}

/// An input that is being read.
struct Input<'a, 'b> {
    file: &'a str,
    /// The same bytes once more, where they can be had.
    again: Option<Source<'a>>,
    size: Option<u64>,
    block: usize,
    settings: &'b ReadSettings,
    blocks: &'b mut Blocks<'a>,
}

impl Input<'_, '_> {
    fn add(&mut self, into: &mut Reading, watch: &dyn Watch) -> Read<()> {
        if self.settings.keep_records {
            self.blocks.hold_all().map_err(Fault::Final)?;
        }
        let format = self.format()?;
        watch.begin(Step::Read, self.lines());
        let file: Arc<str> = self.file.into();
        let (plan, head) = self.plan(&file, format)?;
        let keep = self.settings.keep_records;
        let kept = keep.then(|| plan.kept(&file, self.blocks.all())).flatten();
        let mut total = Total::new(&file, kept, into, watch);
        total.take(head);
        self.blocks.skip(plan.head());
        self.read(&file, &plan, &mut total, watch)?;
        total.finish(format);
        Ok(())
    }

    /// How it is read, and what stands above that.
    fn plan(&mut self, file: &Arc<str>, format: Format) -> Read<(Plan, Part)> {
        let settings = self.settings;
        if settings.keep_records && !format.is_table() {
            return Err(Fault::Form(no_table(file, format)));
        }
        let make = |lines: &Lines<'_>| Plan::make(file, format, lines, settings);
        self.told(make)?.map_err(Fault::Form)
    }

    /// Reads all blocks.
    fn read(
        &mut self,
        file: &Arc<str>,
        plan: &Plan,
        total: &mut Total<'_>,
        watch: &dyn Watch,
    ) -> Read<()> {
        let (settings, rooms) = (self.settings, Rooms::default());
        let read = |block: &Block| plan.read(file, block, settings, rooms.take());
        // How much is packed in an input shows as it is unpacked.
        let packed = self.size.filter(|_| !self.blocks.is_plain() && !self.blocks.is_whole());
        let mut told = 0;
        let tell = |blocks: &Blocks<'_>| {
            let lines = packed.map_or(0, |size| blocks.lines_by_now(size));
            if lines > told {
                watch.begin(Step::Read, lines - told);
                told = lines;
            }
        };
        each(self.blocks, (&|bytes| plan.cut(bytes), tell), read, |part| {
            rooms.put(total.take(part));
            true
        })
    }

    /// About how many lines it has; 0 where that is not known.
    fn lines(&self) -> u64 {
        let size = self.size.filter(|_| self.blocks.is_plain());
        if self.blocks.is_whole() || size.is_some() {
            self.blocks.lines_of(size.unwrap_or(0))
        } else {
            0
        }
    }

    /// The form that the user named, else that which the text tells.
    fn format(&mut self) -> Read<Format> {
        if let Some(format) = self.settings.format {
            return Ok(format);
        }
        match self.told(Format::told)? {
            Some(format) => Ok(format),
            None => Ok(self.marks()?.format(self.file)),
        }
    }

    /// What the first lines tell: so many of them that none behind could tell otherwise.
    fn told<T>(&mut self, tell: impl Fn(&Lines<'_>) -> T) -> Read<T> {
        loop {
            let text = self.blocks.head_text().map_err(Fault::NoText)?;
            let lines = Lines::new(&text.lines);
            let told = tell(&lines);
            if !lines.ran_out() || self.blocks.is_whole() {
                return Ok(told);
            }
            self.blocks.grow().map_err(Fault::Final)?;
        }
    }

    /// The marks of all lines.
    fn marks(&mut self) -> Read<Marks> {
        if self.blocks.is_plain()
            && !self.blocks.is_whole()
            && let Some(source) = self.again.take()
        {
            return marks_of(self.file, source, self.block).map_err(Fault::Final);
        }
        self.blocks.hold_all().map_err(Fault::Final)?;
        let text = self.blocks.head_text().map_err(Fault::NoText)?;
        Ok(Marks::of(&text.lines))
    }
}

/// Room for entries, to be used again.
#[derive(Default)]
struct Rooms(Mutex<Vec<Batch>>);

impl Rooms {
    fn take(&self) -> Batch {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    fn put(&self, room: Batch) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(room);
    }
}

/// The marks of all lines of an input that is read for them alone.
fn marks_of<'a>(file: &'a str, source: Source<'a>, block: usize) -> Result<Marks> {
    let mut blocks = Blocks::new(file, source.open(file)?, block)?;
    let mut marks = Marks::default();
    let of = |block: &Block| Ok(Marks::of(&block.text(file)?.lines));
    let looked = each(&mut blocks, (&<[u8]>::len, |_| {}), of, |of_block| {
        marks.add(&of_block);
        !marks.tagged
    });
    match looked {
        Ok(()) => Ok(marks),
        Err(Fault::Final(error)) => Err(error),
        Err(Fault::NoText(error) | Fault::Form(error)) => Err(blocks.failure(error, false)),
    }
}

fn no_table(file: &str, format: Format) -> Error {
    let message = format!(
        "{file}: found {}, expected CSV or TSV, since its columns are to be kept",
        format.description()
    );
    Error::new(ErrorKind::Settings, message)
}

#[cfg(test)]
mod tests;
