//! Entries on their way: what is told of each, and those of a part of an input, to be added at once.
//!
//! Parts of an input are read by several threads, and none of them knows what number an outlet has among all
//! entries. So a batch numbers its outlets itself, and its records lack the places: they are put in front when
//! the batch is added, which copies bytes and looks at no text.

use std::sync::Arc;

use super::{ADDED, ID, Names, PUBLISHED, SOURCE, UPDATED, URL, push};
use crate::entry::Entry;
use crate::stamp::Stamp;

/// What is told of an entry; the texts are borrowed from the input.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Draft<'a> {
    pub(crate) title: &'a str,
    pub(crate) url: Option<&'a str>,
    pub(crate) id: Option<&'a str>,
    pub(crate) source: Option<&'a str>,
    pub(crate) published: Option<Stamp>,
    pub(crate) added: Option<Stamp>,
    pub(crate) updated: Option<Stamp>,
    /// Where in its input it begins.
    pub(crate) line: u64,
}

impl<'a> From<&'a Entry> for Draft<'a> {
    fn from(entry: &'a Entry) -> Self {
        Self {
            title: entry.title(),
            url: entry.url(),
            id: entry.id(),
            source: entry.source.as_deref(),
            published: entry.published,
            added: entry.added,
            updated: entry.updated,
            line: entry.origin.line,
        }
    }
}

impl Draft<'_> {
    /// Writes the whole record.
    pub(super) fn write(&self, file: u32, source: Option<u32>, record: &mut Vec<u8>) {
        Place { marks: self.marks(), line: self.line, source }.write(file, source, record);
        self.write_rest(record);
    }

    fn marks(&self) -> u8 {
        let mark = |holds: bool, mark: u8| if holds { mark } else { 0 };
        mark(self.source.is_some(), SOURCE)
            | mark(self.published.is_some(), PUBLISHED)
            | mark(self.added.is_some(), ADDED)
            | mark(self.updated.is_some(), UPDATED)
            | mark(self.url.is_some(), URL)
            | mark(self.id.is_some(), ID)
    }

    /// Writes what stands behind the place.
    fn write_rest(&self, record: &mut Vec<u8>) {
        for stamp in [self.published, self.added, self.updated].into_iter().flatten() {
            record.extend_from_slice(&stamp.place().to_le_bytes());
        }
        push(self.title.len() as u64, record);
        if let Some(url) = self.url {
            push(url.len() as u64, record);
        }
        let texts = [self.title, self.url.unwrap_or_default(), self.id.unwrap_or_default()];
        for text in texts {
            record.extend_from_slice(text.as_bytes());
        }
    }
}

/// The beginning of a record: what it holds, and where it was read.
#[derive(Clone, Copy, Debug)]
struct Place {
    marks: u8,
    line: u64,
    /// The number of its outlet, among those of the batch.
    source: Option<u32>,
}

impl Place {
    fn write(self, file: u32, source: Option<u32>, record: &mut Vec<u8>) {
        record.push(self.marks);
        push(file.into(), record);
        push(self.line, record);
        if let Some(source) = source {
            push(source.into(), record);
        }
    }
}

/// Entries of a part of an input.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    /// The place of each entry, and where the rest of its record ends.
    places: Vec<(Place, usize)>,
    rests: Vec<u8>,
    sources: Names,
}

impl Batch {
    /// Adds an entry behind the others.
    pub(crate) fn push(&mut self, draft: &Draft<'_>) {
        let source = draft.source.map(|source| self.sources.number(source));
        draft.write_rest(&mut self.rests);
        let place = Place { marks: draft.marks(), line: draft.line, source };
        self.places.push((place, self.rests.len()));
    }

    /// Takes away all entries; their room is used again.
    pub(crate) fn clear(&mut self) {
        self.places.clear();
        self.rests.clear();
        self.sources = Names::default();
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    /// The outlets, by number.
    pub(super) fn sources(&self) -> &[Arc<str>] {
        &self.sources.all
    }

    /// Calls `each` with what writes the record of an entry, one after another, where the input has the number
    /// `file` and the outlets those in `sources`.
    pub(super) fn each(
        &self,
        file: u32,
        sources: &[u32],
        mut each: impl FnMut(&dyn Fn(&mut Vec<u8>)),
    ) {
        let mut start = 0;
        for (place, end) in &self.places {
            let rest = &self.rests[start..*end];
            start = *end;
            each(&|record| {
                place.write(file, place.source.map(|source| sources[source as usize]), record);
                record.extend_from_slice(rest);
            });
        }
    }
}
