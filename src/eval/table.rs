//! A small CSV file with named columns: labeled pairs, the truth of clusters, a prediction.
//!
//! These files are written for measuring and have to be right, so unlike the readers of links this one
//! rejects nothing: the first row that cannot be read ends the run, with its line.

use std::path::Path;

use crate::error::{Error, ErrorKind, Result};
use crate::origin::Origin;
use crate::read::file_bytes;

/// A CSV file in memory: its header and its rows, all of one length.
#[derive(Clone, Debug)]
pub struct Table {
    file: String,
    header: csv::StringRecord,
    rows: Vec<csv::StringRecord>,
}

impl Table {
    /// Reads a file.
    ///
    /// # Errors
    /// [`ErrorKind::Unreadable`]: no such file, no CSV, a row of another length than the header.
    pub fn open(path: &Path) -> Result<Self> {
        Self::parse(&path.display().to_string(), &file_bytes(path)?)
    }

    /// Reads bytes; `file` is their name in messages.
    ///
    /// # Errors
    /// As [`Table::open`], but for a missing file.
    pub fn parse(file: &str, bytes: &[u8]) -> Result<Self> {
        let wrong = |error: csv::Error| {
            let line = error.position().map_or(1, csv::Position::line);
            let message = format!("found {error}, expected a CSV file with a header");
            Error::new(ErrorKind::Unreadable, message).at(Origin::new(file, line))
        };
        let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(bytes);
        let header = reader.headers().map_err(wrong)?.clone();
        let rows = reader.records().collect::<std::result::Result<_, _>>().map_err(wrong)?;
        Ok(Self { file: file.to_owned(), header, rows })
    }

    /// The names of the columns, as they stand.
    pub fn header(&self) -> &csv::StringRecord {
        &self.header
    }

    /// The rows below the header.
    pub fn rows(&self) -> &[csv::StringRecord] {
        &self.rows
    }

    /// Where a column stands, if there is one of that name.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| column.trim() == name)
    }

    /// Where a column stands that cannot be done without.
    ///
    /// # Errors
    /// [`ErrorKind::Unreadable`] with the columns that were found.
    pub fn needed(&self, name: &str) -> Result<usize> {
        self.place(name).ok_or_else(|| {
            let found = self.header.iter().collect::<Vec<_>>().join(",");
            let message = format!("found the columns {found}, expected one called {name}");
            Error::new(ErrorKind::Unreadable, message).at(Origin::new(self.file.as_str(), 1))
        })
    }

    /// Where a row begins.
    pub fn origin(&self, row: &csv::StringRecord) -> Origin {
        Origin::new(self.file.as_str(), row.position().map_or(0, csv::Position::line))
    }

    /// The error for a cell that does not hold what it should.
    pub fn wrong_cell(&self, row: &csv::StringRecord, found: &str, expected: &str) -> Error {
        let message = format!("found `{found}`, expected {expected}");
        Error::new(ErrorKind::Unreadable, message).at(self.origin(row))
    }
}

/// The text of a cell without space around it; none where it is empty or its column is missing.
pub fn cell(row: &csv::StringRecord, place: Option<usize>) -> Option<&str> {
    place.and_then(|place| row.get(place)).map(str::trim).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_name_and_mistakes_have_a_line() {
        let table = Table::parse("t.csv", b"id, title\n1,a\n2, \n").unwrap();
        assert_eq!(table.place("title"), Some(1));
        assert_eq!(cell(&table.rows()[0], table.place("title")), Some("a"));
        assert_eq!(cell(&table.rows()[1], table.place("title")), None);
        assert_eq!(cell(&table.rows()[1], table.place("date")), None);
        let error = table.needed("label").unwrap_err().to_string();
        assert!(error.starts_with("t.csv:1: found the columns id, title"), "{error}");
        let ragged = Table::parse("t.csv", b"id,title\n1,a\n2\n").unwrap_err();
        assert_eq!(ragged.origin().map(|origin| origin.line), Some(3));
    }
}
