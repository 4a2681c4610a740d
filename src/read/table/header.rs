//! The line that names the columns of a table, and the character between its cells.
//!
//! The delimiter is the one under which the header has a column that could be a title; of several the
//! one with most columns. Excel's own way of telling it, a first line `sep=;`, is believed. The header is
//! the first line that is not blank.

use super::cells::{Row, Rows};
use crate::read::columns::{self, ColumnNames, Role};
use crate::read::decode::Lines;
use crate::read::intake::is_blank;

/// What may stand between two cells, the likeliest first.
const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// Stands between the cells of a table with one column: nothing a text would hold. So a comma in an
/// unquoted title does not cut it off.
const NO_DELIMITER: char = '\u{1F}';

/// How many rows are looked at to tell a table from prose with commas.
const LOOKED_AT: usize = 10;

/// Where a header stands and what it says.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) delimiter: char,
    pub(super) names: Vec<String>,
    /// Index of its first line.
    pub(super) first: usize,
    /// Index of the line behind it.
    pub(super) end: usize,
    /// Whether some column could be a title.
    pub(super) titled: bool,
}

impl Header {
    /// The header of a table whose cells are parted by `only`, or by whatever fits best. None where
    /// there is no line, or none that can be taken apart.
    pub(super) fn find(lines: &Lines<'_>, only: Option<char>, names: &ColumnNames) -> Option<Self> {
        let told = lines.get(0).and_then(told_delimiter);
        let skipped = usize::from(told.is_some());
        let first = skipped + lines.from(skipped).position(|line| !is_blank(line))?;
        let fixed = told.or(only);
        let tried = fixed.as_slice();
        let tried = if tried.is_empty() { &DELIMITERS[..] } else { tried };
        let headers = tried.iter().filter_map(|&delimiter| at(lines, first, delimiter, names));
        // Of equals `max_by_key` takes the last, and the likeliest delimiter comes first.
        let header = headers.rev().max_by_key(|header| (header.titled, header.names.len()))?;
        let single = header.names.len() == 1 && fixed.is_none();
        Some(if single { Self { delimiter: NO_DELIMITER, ..header } } else { header })
    }

    /// True where the rows below tell that this is a header of a table: they have as many cells.
    pub(super) fn fits_the_rows(&self, lines: &Lines<'_>) -> bool {
        let (mut rows, mut row) = (Rows::new(lines, self.end, self.delimiter), Row::default());
        for _ in 0..LOOKED_AT {
            if rows.read(&mut row) && row.cells.len() != self.names.len() {
                return false;
            }
        }
        true
    }

    /// True where another column than the title is known, too.
    pub(super) fn has_other_roles(&self) -> bool {
        self.names.iter().filter(|name| Role::suggested_by(name).is_some()).count() > 1
    }

    /// True for the header of a report of our own.
    pub(super) fn is_own(&self) -> bool {
        ["cluster_id", "item_id"].iter().all(|own| self.names.iter().any(|name| name == own))
    }
}

/// The header on the line `first`, if `delimiter` parts its cells.
fn at(lines: &Lines<'_>, first: usize, delimiter: char, names: &ColumnNames) -> Option<Header> {
    let (mut rows, mut row) = (Rows::new(lines, first, delimiter), Row::default());
    if !rows.read(&mut row) || row.broken {
        return None;
    }
    let cells: Vec<String> = row.cells.iter().map(|cell| cell.trim().to_owned()).collect();
    let told = cells.iter().any(|cell| names.title.iter().any(|name| columns::same(name, cell)));
    let titled = told || columns::guessed(&cells)[Role::Title as usize].is_some();
    Some(Header { delimiter, names: cells, first, end: first + row.lines, titled })
}

/// The delimiter of a first line `sep=;`.
fn told_delimiter(line: &str) -> Option<char> {
    let mut told = line.strip_prefix("sep=").or_else(|| line.strip_prefix("SEP="))?.chars();
    let delimiter = told.next()?;
    (told.next().is_none() && delimiter != '"').then_some(delimiter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    fn header(text: &str) -> Option<(char, usize, bool)> {
        let lines: Vec<_> = text.lines().map(Cow::Borrowed).collect();
        let header = Header::find(&Lines::new(&lines), None, &ColumnNames::default())?;
        Some((header.delimiter, header.names.len(), header.titled))
    }

    #[test]
    fn the_delimiter_is_the_one_that_shows_a_title() {
        assert_eq!(header("id,title,url"), Some((',', 3, true)));
        assert_eq!(header("id;title;url, or link, or href"), Some((';', 3, true)));
        assert_eq!(header("id\ttitle"), Some(('\t', 2, true)));
        assert_eq!(header("\n\"id\"|\"title\""), Some(('|', 2, true)));
        assert_eq!(header("sep=;\nid;title\n"), Some((';', 2, true)));
        assert_eq!(header("a,b;c,d"), Some((',', 3, false)));
        assert_eq!(header("title\nA, b"), Some((NO_DELIMITER, 1, true)));
        assert_eq!(header("sep=,\n\"id,title\nx"), None);
        assert_eq!(header(""), None);
    }
}
