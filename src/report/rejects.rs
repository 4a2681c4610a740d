//! What looked like an entry and could not be read: place, reason, text.
//!
//! The text is what the reader kept of the line (at most 200 characters), under the formula guard
//! like every other cell, since a line that could not be read is no safer than one that could.

use crate::error::Result;
use crate::read::Reject;

use super::spreadsheet::{CsvOptions, Sheet};
use super::table::{Cell, Table};

/// The columns, in order.
pub const COLUMNS: &str = "file,line,reason,text";

/// Writes one row a reject, in the order given.
///
/// # Errors
/// A delimiter that CSV cannot use is an [`crate::ErrorKind::Settings`] error.
pub fn rejects_csv(rejects: &[Reject], options: CsvOptions) -> Result<Vec<u8>> {
    let mut sheet = Sheet::new(options, COLUMNS)?;
    rows(&mut sheet, rejects)?;
    Ok(sheet.finish())
}

/// Adds a row for each reject to a table.
pub(super) fn rows(table: &mut impl Table, rejects: &[Reject]) -> Result<()> {
    rejects.iter().try_for_each(|Reject { origin, reason, text }| {
        table.row(&[
            Cell::from(&*origin.file),
            origin.line.into(),
            Cell::from(reason),
            Cell::from(text),
        ])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::Origin;

    #[test]
    fn golden() {
        let reject = |line, reason: &str, text: &str| Reject {
            origin: Origin::new("page.txt", line),
            reason: reason.into(),
            text: text.into(),
        };
        let rejects = [
            reject(12, "found no title, expected one before the tags", "- [Last Updated On: x]"),
            reject(31, "found month `Apirl`, expected a month", "\"Quoted\" [Last Updated On: …]"),
        ];
        let bytes = rejects_csv(&rejects, CsvOptions::default()).unwrap();
        insta::assert_snapshot!(String::from_utf8(bytes).unwrap(), @r#"
        file,line,reason,text
        "page.txt",12,"found no title, expected one before the tags","'- [Last Updated On: x]"
        "page.txt",31,"found month `Apirl`, expected a month","""Quoted"" [Last Updated On: …]"
        "#);
    }
}
