//! A table as a worksheet of an Excel file.
//!
//! Text is written as text: nothing becomes a formula, a date or a number, and each text cell has the
//! quote prefix, so that it stays text when somebody edits it. No guard is needed and none is
//! written. Dates are text too, as precise as they are known; counts and shares are numbers. URLs are
//! no hyperlinks, of which Excel allows 65,530 a sheet.
//!
//! Excel sets two limits. A cell holds 32,767 UTF-16 units: longer text is cut and ends with `…`. A
//! sheet holds 1,048,576 rows: further rows go to another sheet with the same heading (`clusters 2`).

use std::borrow::Cow;

use rust_xlsxwriter::{Format, IgnoreError, Worksheet, XlsxError};

use crate::error::{Error, ErrorKind, Result};

use super::table::{Cell, Table, two_decimals};

/// UTF-16 units that a cell can hold.
const LONGEST_TEXT: usize = 32_767;

/// Rows that a sheet can hold, its heading included.
const MOST_ROWS: u32 = 1_048_576;

/// The sheets of one table: one, but for a table of more rows than a sheet can hold.
pub(super) struct Sheets {
    name: &'static str,
    columns: Vec<&'static str>,
    written: Vec<Worksheet>,
    next_row: u32,
    most_rows: u32,
    formats: Formats,
}

/// How the cells look.
struct Formats {
    heading: Format,
    text: Format,
    share: Format,
}

impl Sheets {
    /// A sheet with its heading.
    pub(super) fn new(name: &'static str, columns: &'static str) -> Result<Self> {
        Self::with_most_rows(name, columns, MOST_ROWS)
    }

    fn with_most_rows(name: &'static str, columns: &'static str, most_rows: u32) -> Result<Self> {
        let formats = Formats {
            heading: Format::new().set_bold(),
            text: Format::new().set_quote_prefix(),
            share: Format::new().set_num_format("0.00"),
        };
        let columns = columns.split(',').collect();
        let mut sheets =
            Self { name, columns, written: Vec::new(), next_row: 0, most_rows, formats };
        sheets.begin().map_err(|error| failed(&error))?;
        Ok(sheets)
    }

    /// The sheets, each with a filter over its rows.
    pub(super) fn finish(mut self) -> Result<Vec<Worksheet>> {
        self.end().map_err(|error| failed(&error))?;
        Ok(self.written)
    }

    fn begin(&mut self) -> std::result::Result<(), XlsxError> {
        let mut sheet = Worksheet::new();
        let name = match self.written.len() {
            0 => self.name.to_owned(),
            before => format!("{} {}", self.name, before + 1),
        };
        sheet.set_name(name)?.set_freeze_panes(1, 0)?;
        for (column, name) in (0..).zip(&self.columns) {
            sheet.set_column_width(column, width(name))?;
            sheet.write_string_with_format(0, column, *name, &self.formats.heading)?;
        }
        self.written.push(sheet);
        self.next_row = 1;
        Ok(())
    }

    fn end(&mut self) -> std::result::Result<(), XlsxError> {
        let (row, column) = (self.next_row - 1, self.columns.len() as u16 - 1);
        if let Some(sheet) = self.written.last_mut() {
            sheet.autofilter(0, 0, row, column)?;
            // Ids are text on purpose; Excel need not mark each with a triangle.
            sheet.ignore_error_range(0, 0, row, column, IgnoreError::NumberStoredAsText)?;
        }
        Ok(())
    }

    fn add(&mut self, cells: &[Cell<'_>]) -> std::result::Result<(), XlsxError> {
        if self.next_row == self.most_rows {
            self.end()?;
            self.begin()?;
        }
        let Some(sheet) = self.written.last_mut() else { return Ok(()) };
        for (column, cell) in (0..).zip(cells) {
            write(sheet, &self.formats, (self.next_row, column), cell)?;
        }
        self.next_row += 1;
        Ok(())
    }
}

impl Table for Sheets {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        self.add(cells).map_err(|error| failed(&error))
    }
}

fn write(
    sheet: &mut Worksheet,
    formats: &Formats,
    (row, column): (u32, u16),
    cell: &Cell<'_>,
) -> std::result::Result<(), XlsxError> {
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(text) => {
            sheet.write_string_with_format(row, column, fitted(text), &formats.text)?
        }
        Cell::Date(date) => {
            sheet.write_string_with_format(row, column, date.to_string(), &formats.text)?
        }
        Cell::Count(count) => sheet.write_number(row, column, *count as f64)?,
        Cell::Share(share) => {
            sheet.write_number_with_format(row, column, two_decimals(*share), &formats.share)?
        }
    };
    Ok(())
}

/// Text that a cell can hold: what is too long ends with `…`.
fn fitted(text: &str) -> Cow<'_, str> {
    // No text has more UTF-16 units than bytes.
    if text.len() <= LONGEST_TEXT || text.encode_utf16().count() <= LONGEST_TEXT {
        return Cow::Borrowed(text);
    }
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units < LONGEST_TEXT
    };
    Cow::Owned(text.chars().take_while(fits).chain(['…']).collect())
}

/// The width of a column, in digits of the usual font.
fn width(column: &str) -> f64 {
    match column {
        "title" | "title_a" | "title_b" | "text" => 64.0,
        "why" | "reason" => 48.0,
        "url" | "url_a" | "url_b" | "differs" | "note" => 32.0,
        "published" | "first_seen" | "last_seen" | "date_a" | "date_b" | "source" | "source_a"
        | "source_b" | "item_id" | "item_a" | "item_b" | "file" => 20.0,
        _ => 13.0,
    }
}

/// What the writer of Excel files could not do; with the limits above, nothing that is foreseen.
pub(super) fn failed(error: &XlsxError) -> Error {
    let message = format!("xlsx: cannot be written: {error}; ask for --format csv");
    Error::new(ErrorKind::Unwritable, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_beyond_the_limit_go_to_another_sheet() {
        let mut sheets = Sheets::with_most_rows("rejects", "file,line", 3).unwrap();
        for line in 1..=5_u64 {
            sheets.row(&[Cell::from("page.txt"), line.into()]).unwrap();
        }
        let names: Vec<_> = sheets.finish().unwrap().iter().map(Worksheet::name).collect();
        assert_eq!(names, ["rejects", "rejects 2", "rejects 3"]);
    }

    #[test]
    fn text_is_cut_where_excel_would_refuse_it() {
        let units = |text: &str| fitted(text).encode_utf16().count();
        assert!(matches!(fitted(&"é".repeat(LONGEST_TEXT)), Cow::Borrowed(_)));
        assert_eq!(units(&"é".repeat(LONGEST_TEXT + 1)), LONGEST_TEXT);
        assert!(fitted(&"é".repeat(LONGEST_TEXT + 1)).ends_with("é…"));
        // A character of two units is not halved.
        assert_eq!(units(&"😀".repeat(LONGEST_TEXT)), LONGEST_TEXT);
        assert_eq!(units(&format!("a{}", "😀".repeat(LONGEST_TEXT))), LONGEST_TEXT - 1);
    }
}
