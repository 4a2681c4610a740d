//! What becomes of one record of a table or of JSON: its fields to an entry or a reject.
//!
//! Titles have their references decoded once and are put on one line; links, outlets and ids stay as
//! received but for the white space around them. What databases write for nothing (`NULL`, `NaN`) is
//! nothing. A date that cannot be read leaves the date unknown and is counted: it is no reason to lose
//! the link. Reports of our own are read back exactly: their titles are decoded already, and an
//! `item_id` of the form `FILE:LINE` is a place and no id.

use std::borrow::Cow;

use super::columns::{self, ByRole, Role};
use super::intake::{Intake, LONGEST_LINE, is_printable, tidy, trim};
use super::{OddDates, ReadSettings, TableTally, references, stamps};
use crate::entries::Draft;
use crate::stamp::Stamp;

/// What programs write where they have nothing to write.
const NOTHING: [&str; 9] = ["NULL", "null", "NaN", "nan", "None", "N/A", "\\N", "NaT", "<NA>"];

/// Bytes of the longest of them: most fields are longer, and need not be compared.
const LONGEST_NOTHING: usize = 4;

/// The fields of one record, by role.
pub(super) type Fields<'a> = ByRole<Option<Cow<'a, str>>>;

/// Where a record stands: its first line, from 1, and how many lines are counted as its own.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) line: u64,
    pub(super) lines: u64,
}

/// Takes records and keeps their tally.
pub(super) struct Records<'a> {
    pub(super) intake: &'a mut Intake,
    pub(super) settings: &'a ReadSettings,
    /// Whether the input is a report of our own.
    pub(super) own: bool,
    pub(super) tally: RecordTally,
}

/// What is counted over the records of a part of one input.
#[derive(Debug, Default)]
pub(super) struct RecordTally {
    /// The names of the columns in use.
    pub(super) columns: ByRole<Option<String>>,
    counts: TableTally,
}

impl RecordTally {
    /// Adds what was counted over the part behind.
    pub(super) fn add(&mut self, behind: Self) {
        for (column, name) in self.columns.iter_mut().zip(behind.columns) {
            *column = column.take().or(name);
        }
        let TableTally { records, ragged, unread_dates, odd_dates, .. } = behind.counts;
        self.counts.records += records;
        self.counts.ragged += ragged;
        self.counts.unread_dates.add(unread_dates);
        self.counts.odd_dates.add(odd_dates);
    }

    /// What is to be said of the whole input.
    pub(super) fn finish(self) -> TableTally {
        TableTally { columns: columns::shown(&self.columns), ..self.counts }
    }
}

impl<'a> Records<'a> {
    pub(super) fn new(intake: &'a mut Intake, settings: &'a ReadSettings) -> Self {
        Self { intake, settings, own: false, tally: RecordTally::default() }
    }

    /// Takes a record. `expected` says where its title should be, `text` is its text.
    pub(super) fn take(
        &mut self,
        place: Place,
        fields: &Fields<'_>,
        expected: impl FnOnce() -> String,
        text: impl FnOnce() -> String,
    ) -> bool {
        let title = match self.title(fields) {
            Ok(title) if !title.is_empty() => title,
            Ok(_) => {
                let reason = format!("found no title, expected one {}", expected());
                self.reject(place, reason, &text());
                return false;
            }
            Err(reason) => {
                self.reject(place, reason, &text());
                return false;
            }
        };
        let entry = self.entry(&title, place.line, fields);
        self.tally.counts.records += 1;
        self.intake.entry(&entry, place.lines);
        true
    }

    /// Takes a record that cannot be read.
    pub(super) fn reject(&mut self, place: Place, reason: String, text: &str) {
        self.tally.counts.records += 1;
        self.intake.reject(place.line, place.lines, reason, text);
    }

    /// Counts a row with another number of cells than the header.
    pub(super) fn ragged(&mut self) {
        self.tally.counts.ragged += 1;
    }

    fn title<'f>(&self, fields: &'f Fields<'_>) -> Result<Cow<'f, str>, String> {
        let received = fields[Role::Title as usize].as_deref().unwrap_or_default();
        if received.len() > LONGEST_LINE {
            let length = received.len();
            return Err(format!(
                "found a title of {length} bytes, expected at most {LONGEST_LINE}"
            ));
        }
        let text = if self.own { Cow::Borrowed(received) } else { references::decode(received) };
        Ok(match text {
            Cow::Borrowed(text) => tidy_line(text),
            Cow::Owned(text) => Cow::Owned(tidy_line(&text).into_owned()),
        })
    }

    fn entry<'f>(&mut self, title: &'f str, line: u64, fields: &'f Fields<'_>) -> Draft<'f> {
        let mut entry = Draft {
            title,
            url: known(fields, Role::Url),
            id: known(fields, Role::Id).filter(|id| !(self.own && is_place(id))),
            source: known(fields, Role::Source),
            published: self.date(line, known(fields, Role::Published)),
            line,
            ..Draft::default()
        };
        // The other dates of a report are those of the whole cluster: better than none.
        if !self.own || entry.published.is_none() {
            entry.added = self.date(line, known(fields, Role::Added));
            entry.updated = self.date(line, known(fields, Role::Updated));
        }
        entry
    }

    fn date(&mut self, line: u64, cell: Option<&str>) -> Option<Stamp> {
        let cell = cell?;
        match stamps::parse(cell, self.settings.date_format.as_ref()) {
            Ok(stamp) => {
                if stamps::is_odd(stamp) {
                    let origin = self.intake.origin(line);
                    self.tally.counts.odd_dates.note(|| format!("{origin}: {stamp}"));
                }
                Some(stamp)
            }
            Err(reason) => {
                let origin = self.intake.origin(line);
                self.tally.counts.unread_dates.note(|| format!("{origin}: {reason}"));
                None
            }
        }
    }
}

impl OddDates {
    fn note(&mut self, shown: impl FnOnce() -> String) {
        self.count += 1;
        self.first.get_or_insert_with(shown);
    }

    fn add(&mut self, behind: Self) {
        self.count += behind.count;
        self.first = self.first.take().or(behind.first);
    }
}

/// A field without the white space around it, where it says something.
fn known<'a>(fields: &'a Fields<'_>, role: Role) -> Option<&'a str> {
    let text = trim(fields[role as usize].as_deref()?);
    (!text.is_empty() && !is_nothing(text)).then_some(text)
}

fn is_nothing(text: &str) -> bool {
    text.len() <= LONGEST_NOTHING && NOTHING.contains(&text)
}

/// A title that may have come on several lines, on one line and tidy.
fn tidy_line(text: &str) -> Cow<'_, str> {
    if is_printable(text) {
        return Cow::Borrowed(trim(text));
    }
    match one_line(text) {
        Cow::Borrowed(text) => tidy(text),
        Cow::Owned(text) => Cow::Owned(tidy(&text).into_owned()),
    }
}

/// A text of several lines on one: a line end and the white space around it become one space.
fn one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(['\n', '\r']) {
        return Cow::Borrowed(text);
    }
    let lines = text.split(['\n', '\r']).map(trim).filter(|line| !line.is_empty());
    Cow::Owned(lines.collect::<Vec<_>>().join(" "))
}

/// True for `FILE:LINE`, the name that a report gives an entry without an id of its own. An id with
/// more than one colon (`tag:example.com,2014:17`) is an id.
fn is_place(id: &str) -> bool {
    let bytes = id.as_bytes();
    let drive = bytes.len() > 2 && bytes[0].is_ascii_alphabetic() && bytes[1..3] == *b":\\";
    let path = if drive { &id[2..] } else { id };
    path.split_once(':').is_some_and(|(file, line)| {
        !file.is_empty() && !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_no_id() {
        for place in ["page.txt:17", "-:1", "a/b c.csv:2", "C:\\lists\\a.txt:3"] {
            assert!(is_place(place), "{place}");
        }
        for id in ["17", "a:b", ":17", "a:", "tag:example.com,2014:17", "https://x.example/17"] {
            assert!(!is_place(id), "{id}");
        }
    }

    #[test]
    fn what_stands_for_nothing_is_known() {
        assert!(NOTHING.into_iter().all(is_nothing));
        assert!(!["", "NU", "nulls", "none"].into_iter().any(is_nothing));
    }

    #[test]
    fn titles_are_put_on_one_line() {
        assert_eq!(one_line("a \r\n\n  b\nc"), "a b c");
        assert_eq!(one_line("a  b "), "a  b ");
    }
}
