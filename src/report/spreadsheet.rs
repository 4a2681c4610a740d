//! CSV that a spreadsheet opens without harm: quoting, the formula guard, Excel's wishes.
//!
//! Every CSV report is written through a [`Sheet`]. Text cells are always quoted, numbers and dates
//! are bare, empty cells are empty. Titles come from strangers, and a spreadsheet runs a cell that
//! begins with `=` as a formula, so such a cell gets a `'` in front (see `formula_guard`).
//!
//! Cells are written here and not by the `csv` crate, which decides on quotes by asking whether a
//! cell reads as a number: a title `2024` or `Infinity` would lose them.

use std::borrow::Cow;
use std::fmt::Display;
use std::io::Write;

use crate::error::{Error, ErrorKind, Result};
use crate::formula_guard::{TRIGGERS, guard};

use super::table::{Cell, Table};

/// What Excel needs to see before it reads a file as UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// How CSV is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CsvOptions {
    /// The character between two cells; see [`CsvOptions::parse_delimiter`] for those allowed.
    pub delimiter: u8,
    /// Begin with a byte order mark and end lines with CR LF, as Excel likes it.
    pub excel: bool,
    /// Put a `'` in front of text that a spreadsheet could run as a formula.
    pub guard: bool,
}

impl Default for CsvOptions {
    /// Comma, LF, guarded.
    fn default() -> Self {
        Self { delimiter: b',', excel: false, guard: true }
    }
}

impl CsvOptions {
    /// Reads a delimiter: one ASCII punctuation mark other than a quote, or `tab`.
    ///
    /// # Errors
    /// Anything else is an [`ErrorKind::Settings`] error that says what is expected.
    pub fn parse_delimiter(text: &str) -> Result<u8> {
        match text.as_bytes() {
            b"tab" | b"\\t" => Ok(b'\t'),
            [byte] if may_delimit(*byte) => Ok(*byte),
            _ => Err(bad_delimiter(text)),
        }
    }
}

fn may_delimit(byte: u8) -> bool {
    byte == b'\t' || byte.is_ascii_punctuation() && !matches!(byte, b'"' | b'\'')
}

fn bad_delimiter(found: &str) -> Error {
    let message = format!(
        "delimiter: found `{}`, expected one character such as `,` or `;`, or `tab`",
        found.escape_debug()
    );
    Error::new(ErrorKind::Settings, message)
}

/// A CSV file in the making: cells are added from left to right, rows from top to bottom.
pub(super) struct Sheet {
    bytes: Vec<u8>,
    options: CsvOptions,
    row_begun: bool,
}

impl Sheet {
    /// A sheet with its heading row; an unusable delimiter is an [`ErrorKind::Settings`] error.
    pub(super) fn new(options: CsvOptions, columns: &str) -> Result<Self> {
        if !may_delimit(options.delimiter) {
            return Err(bad_delimiter(&char::from(options.delimiter).to_string()));
        }
        let mut sheet = Self::without_heading(options);
        if options.excel {
            sheet.bytes.extend_from_slice(BYTE_ORDER_MARK);
        }
        for column in columns.split(',') {
            sheet.bare(column);
        }
        sheet.end_row();
        Ok(sheet)
    }

    /// Rows that will stand behind those of a sheet.
    pub(super) fn without_heading(options: CsvOptions) -> Self {
        Self { bytes: Vec::new(), options, row_begun: false }
    }

    /// Adds a cell of text: quoted, and guarded where the options say so.
    fn text(&mut self, cell: &str) {
        self.begin_cell();
        let cell = if self.options.guard { guard(cell) } else { Cow::Borrowed(cell) };
        self.bytes.push(b'"');
        let mut parts = cell.split('"');
        self.bytes.extend_from_slice(parts.next().unwrap_or_default().as_bytes());
        for part in parts {
            self.bytes.extend_from_slice(b"\"\"");
            self.bytes.extend_from_slice(part.as_bytes());
        }
        self.bytes.push(b'"');
    }

    /// Adds a number or a date; it is quoted only where the delimiter occurs in it.
    fn bare(&mut self, cell: impl Display) {
        let row = self.bytes.len();
        let begun = self.row_begun;
        self.begin_cell();
        let start = self.bytes.len();
        // Writing to memory cannot fail.
        let _ = write!(self.bytes, "{cell}");
        let written = &self.bytes[start..];
        let runs = written.first().is_some_and(|first| TRIGGERS.contains(&char::from(*first)));
        if runs || written.contains(&self.options.delimiter) {
            let cell = cell.to_string();
            self.bytes.truncate(row);
            self.row_begun = begun;
            self.text(&cell);
        }
    }

    /// Ends the row.
    fn end_row(&mut self) {
        self.bytes.extend_from_slice(if self.options.excel { b"\r\n" } else { b"\n" });
        self.row_begun = false;
    }

    /// The file.
    pub(super) fn finish(self) -> Vec<u8> {
        self.bytes
    }

    fn begin_cell(&mut self) {
        if self.row_begun {
            self.bytes.push(self.options.delimiter);
        }
        self.row_begun = true;
    }
}

impl Table for Sheet {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        for cell in cells {
            match cell {
                Cell::Empty => self.begin_cell(),
                Cell::Text(text) => self.text(text),
                Cell::Count(count) => self.bare(count),
                Cell::Share(share) => self.bare(share),
                Cell::Date(date) => self.bare(date),
            }
        }
        self.end_row();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula_guard::unguard;
    use proptest::prelude::*;

    fn row_of(cells: &[&str], options: CsvOptions) -> Vec<u8> {
        let mut sheet = Sheet::new(options, "a").unwrap();
        let cells: Vec<Cell<'_>> = cells.iter().map(|cell| Cell::from(*cell)).collect();
        sheet.row(&cells).unwrap();
        sheet.finish()
    }

    fn read_back(bytes: &[u8], delimiter: u8) -> Vec<String> {
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(bytes)
            .into_records();
        reader.next().unwrap().unwrap().iter().map(str::to_owned).collect()
    }

    #[test]
    fn excel_gets_its_mark_and_line_ends() {
        let options = CsvOptions { delimiter: b';', excel: true, guard: true };
        assert_eq!(row_of(&["é", "b"], options), "\u{feff}a\r\n\"é\";\"b\"\r\n".as_bytes());
    }

    #[test]
    fn a_bare_cell_with_the_delimiter_in_it_is_quoted() {
        let mut sheet =
            Sheet::new(CsvOptions { delimiter: b'-', ..CsvOptions::default() }, "a,b").unwrap();
        sheet.bare("2014-04-27");
        sheet.bare(3);
        assert_eq!(sheet.finish(), b"a-b\n\"2014-04-27\"-3");
    }

    #[test]
    fn delimiters_are_read_as_typed() {
        assert_eq!(CsvOptions::parse_delimiter(";").unwrap(), b';');
        assert_eq!(CsvOptions::parse_delimiter("tab").unwrap(), b'\t');
        for bad in ["", "\"", "ab", "a", "\n", "é"] {
            let error = CsvOptions::parse_delimiter(bad).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Settings, "{bad:?}");
        }
        assert!(Sheet::new(CsvOptions { delimiter: b'"', ..CsvOptions::default() }, "a").is_err());
    }

    proptest! {
        #[test]
        fn a_csv_reader_gets_every_cell_back(
            cells in prop::collection::vec("[a,;\"'=\r\n é-]{0,6}", 2..5), semicolon in any::<bool>()
        ) {
            let delimiter = if semicolon { b';' } else { b',' };
            let options = CsvOptions { delimiter, ..CsvOptions::default() };
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            let read = read_back(&row_of(&cells, options), delimiter);
            let restored: Vec<&str> = read.iter().map(|cell| unguard(cell)).collect();
            prop_assert_eq!(restored, cells);
        }
    }
}
