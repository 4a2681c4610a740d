//! Tables: CSV and TSV, one link a row.
//!
//! The first line names the columns; which is which is guessed by name, or told by the user. Every record
//! below that is not blank is an entry or a reject. A row with fewer cells than the header is read as far
//! as it goes and is a reject only where its title is missing; the cells that a row has too many are
//! passed over; both are counted.
//!
//! | file | knows |
//! |---|---|
//! | `header.rs` | the delimiter and the names of the columns |
//! | `cells.rs` | how lines come apart into records of cells |
//! | `kept.rs` | the rows as they stood, for a report in the input's own form |

mod cells;
mod header;
mod kept;

use std::borrow::Cow;
use std::sync::Arc;

use super::columns::{self, ByRole, ROLES, Role};
use super::decode::Lines;
use super::intake::{Intake, is_blank};
use super::records::{Fields, Place, RecordTally, Records};
use super::{Format, ReadSettings};
use crate::error::{Error, ErrorKind, Result};
use crate::formula_guard::unguard;
use cells::{Row, Rows};
use header::Header;
pub use kept::KeptTable;

/// CSV or TSV, where `lines` begin with a header that says so.
pub(super) fn detect(lines: &Lines<'_>) -> Option<Format> {
    let header = Header::find(lines, None, &columns::ColumnNames::default())?;
    let is_table = header.titled
        && header.names.len() > 1
        && (header.has_other_roles() || header.fits_the_rows(lines));
    is_table.then_some(if header.delimiter == '\t' { Format::Tsv } else { Format::Csv })
}

/// How the records of a table are read, as its first lines tell.
pub(super) struct Table {
    header: Header,
    places: ByRole<Option<usize>>,
}

impl Table {
    /// Finds the header in the first lines of the input that `intake` is for; none where all are blank.
    ///
    /// # Errors
    /// [`ErrorKind::Unreadable`] where no column has titles, [`ErrorKind::Settings`] where a column that the
    /// user named is not there.
    pub(super) fn find(
        lines: &Lines<'_>,
        format: Format,
        settings: &ReadSettings,
        intake: &Intake,
    ) -> Result<Option<Self>> {
        let only = (format == Format::Tsv).then_some('\t');
        let Some(header) = Header::find(lines, only, &settings.columns) else {
            return headless(lines, intake).map_or(Ok(None), Err);
        };
        let places = places(&header, settings, intake)?;
        Ok(Some(Self { header, places }))
    }

    /// How many lines stand above the first record.
    pub(super) fn head(&self) -> usize {
        self.header.end
    }

    /// The table as it stands in these bytes, without records.
    pub(super) fn kept(&self, file: &Arc<str>, bytes: &[u8]) -> KeptTable {
        KeptTable::new(&self.header, file, bytes)
    }

    /// How many of these bytes hold whole records, whatever lines follow; a record begins with the first.
    pub(super) fn whole_records(&self, bytes: &[u8]) -> usize {
        cells::whole_records(bytes, self.header.delimiter)
    }

    /// Reads records; `before` lines stand in front of them. Where they are to be kept, says on which line each
    /// that is an entry begins, and on how many it stands.
    pub(super) fn read(
        &self,
        lines: &[Cow<'_, str>],
        before: u64,
        settings: &ReadSettings,
        intake: &mut Intake,
    ) -> (RecordTally, Vec<(u64, usize)>) {
        let mut records = Records::new(intake, settings);
        records.own = self.header.is_own();
        records.tally.columns =
            self.places.map(|place| place.map(|place| self.header.names[place].clone()));
        let mut kept = Vec::new();
        let lines = &Lines::new(lines);
        let mut rows = Rows::new(lines, 0, self.header.delimiter);
        let mut row = Row::default();
        while rows.read(&mut row) {
            let line = before + row.first as u64 + 1;
            if self.take(&row, line, lines.known(), &mut records) && settings.keep_records {
                kept.push((line, row.lines));
            }
        }
        (records.tally, kept)
    }

    /// Takes one record, which begins on this line; true where it is an entry.
    fn take(
        &self,
        row: &Row<'_>,
        line: u64,
        lines: &[Cow<'_, str>],
        records: &mut Records<'_>,
    ) -> bool {
        let place = Place { line, lines: row.lines as u64 };
        let text = || lines[row.first..row.first + row.lines].join(" ");
        if row.broken {
            let reason = "found a quote without its end, expected `\"` at the end of the cell";
            records.reject(place, reason.to_owned(), &text());
            return false;
        }
        if row.lines == 1 && row.cells.len() == 1 && is_blank(&lines[row.first]) {
            records.intake.blank();
            return false;
        }
        let mut fields: Fields<'_> = [const { None }; ROLES];
        for (field, place) in fields.iter_mut().zip(&self.places) {
            let cell = place.and_then(|place| row.cells.get(place));
            *field = cell.map(|cell| Cow::Borrowed(if records.own { unguard(cell) } else { cell }));
        }
        let is_entry = records.take(place, &fields, || self.title_column(), text);
        if is_entry && row.cells.len() != self.header.names.len() {
            records.ragged();
        }
        is_entry
    }

    /// Where the title should be: ``in column 2 (`headline`)``.
    fn title_column(&self) -> String {
        let place = self.places[Role::Title as usize].unwrap_or_default();
        format!("in column {} (`{}`)", place + 1, self.header.names[place])
    }
}

/// What is said of a table without a line that could be its header; nothing where it has no line at all.
fn headless(lines: &Lines<'_>, intake: &Intake) -> Option<Error> {
    let line = lines.from(0).position(|line| !is_blank(line))?;
    let message = "found a quote without its end, expected the names of the columns";
    let origin = intake.origin(line as u64 + 1);
    Some(Error::new(ErrorKind::Unreadable, message).at(origin))
}

fn places(
    header: &Header,
    settings: &ReadSettings,
    intake: &Intake,
) -> Result<ByRole<Option<usize>>> {
    let origin = intake.origin(header.first as u64 + 1);
    let mut places = columns::places(&header.names, &settings.columns)
        .map_err(|message| Error::new(ErrorKind::Settings, message).at(origin.clone()))?;
    if places[Role::Title as usize].is_none() {
        let message = format!(
            "found the columns {}, expected one named title, headline or name; name it with --title-col",
            columns::listed(&header.names)
        );
        return Err(Error::new(ErrorKind::Unreadable, message).at(origin));
    }
    if header.is_own() {
        for (role, name) in [(Role::Added, "first_seen"), (Role::Updated, "last_seen")] {
            places[role as usize] = header.names.iter().position(|column| column == name);
        }
    }
    Ok(places)
}

#[cfg(test)]
mod tests;
