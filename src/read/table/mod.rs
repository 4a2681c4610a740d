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

use super::columns::{self, ByRole, ROLES, Role};
use super::intake::{Intake, is_blank};
use super::records::{Fields, Place, Records};
use super::{Format, Input, ReadSettings, TableTally};
use crate::error::{Error, ErrorKind, Result};
use crate::formula_guard::unguard;
use cells::{Row, Rows};
use header::Header;
pub use kept::KeptTable;

/// CSV or TSV, where `lines` begin with a header that says so.
pub(super) fn detect(lines: &[Cow<'_, str>]) -> Option<Format> {
    let header = Header::find(lines, None, &columns::ColumnNames::default())?;
    let is_table = header.titled
        && header.names.len() > 1
        && (header.has_other_roles() || header.fits_the_rows(lines));
    is_table.then_some(if header.delimiter == '\t' { Format::Tsv } else { Format::Csv })
}

/// Reads a table.
///
/// # Errors
/// [`ErrorKind::Unreadable`] where no column has titles, [`ErrorKind::Settings`] where a column that the
/// user named is not there. Nothing has been taken in then.
pub(super) fn read(
    input: &Input<'_, '_>,
    settings: &ReadSettings,
    intake: &mut Intake<'_>,
) -> Result<(TableTally, Option<KeptTable>)> {
    let Input { lines, format, bytes } = *input;
    let only = (format == Format::Tsv).then_some('\t');
    let Some(header) = Header::find(lines, only, &settings.columns) else {
        return headless(lines, intake);
    };
    let places = places(&header, settings, intake)?;
    for line in &lines[..header.end] {
        if is_blank(line) { intake.blank() } else { intake.other() }
    }
    let mut kept = settings.keep_records.then(|| KeptTable::new(&header, bytes, intake));
    let mut records = Records::new(intake, settings);
    records.own = header.is_own();
    records.columns = places.map(|place| place.map(|place| header.names[place].clone()));
    let mut rows = Rows::new(lines, header.end, header.delimiter);
    let mut row = Row::default();
    while rows.read(&mut row) {
        if take(&row, lines, &header, &places, &mut records)
            && let Some(kept) = &mut kept
        {
            kept.add(row.first, row.lines);
        }
    }
    Ok((records.finish(), kept))
}

/// What is said of a table without a line that could be its header.
fn headless(
    lines: &[Cow<'_, str>],
    intake: &mut Intake<'_>,
) -> Result<(TableTally, Option<KeptTable>)> {
    if let Some(line) = lines.iter().position(|line| !is_blank(line)) {
        let message = "found a quote without its end, expected the names of the columns";
        let origin = intake.origin(line as u64 + 1);
        return Err(Error::new(ErrorKind::Unreadable, message).at(origin));
    }
    for _ in lines {
        intake.blank();
    }
    Ok((TableTally::default(), None))
}

fn places(
    header: &Header,
    settings: &ReadSettings,
    intake: &Intake<'_>,
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

/// Takes one record; true where it is an entry.
fn take(
    row: &Row<'_>,
    lines: &[Cow<'_, str>],
    header: &Header,
    places: &ByRole<Option<usize>>,
    records: &mut Records<'_, '_>,
) -> bool {
    let place = Place { line: row.first as u64 + 1, lines: row.lines as u64 };
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
    for (field, place) in fields.iter_mut().zip(places) {
        let cell = place.and_then(|place| row.cells.get(place));
        *field = cell.map(|cell| Cow::Borrowed(if records.own { unguard(cell) } else { cell }));
    }
    let is_entry = records.take(place, &fields, || column(header, places), text);
    if is_entry && row.cells.len() != header.names.len() {
        records.ragged();
    }
    is_entry
}

/// Where the title should be: ``in column 2 (`headline`)``.
fn column(header: &Header, places: &ByRole<Option<usize>>) -> String {
    let place = places[Role::Title as usize].unwrap_or_default();
    format!("in column {} (`{}`)", place + 1, header.names[place])
}

#[cfg(test)]
mod tests;
