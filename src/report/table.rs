//! What the rows of a table are made of, before they are CSV or a worksheet.
//!
//! The reports for editors say what stands in each cell; how a cell is written (quoted, guarded, as a
//! number) is for the [`Table`] that takes it: `spreadsheet` writes CSV, `worksheet` Excel's form.

use std::borrow::Cow;

use crate::error::Result;
use crate::findings::Share;
use crate::stamp::Stamp;

/// One cell of a row.
#[derive(Clone, Debug)]
pub(super) enum Cell<'a> {
    /// Nothing is known, or nothing is to be said.
    Empty,
    /// Text, which must stay text whatever it looks like.
    Text(Cow<'a, str>),
    /// How many.
    Count(u64),
    /// A share between 0 and 1, shown with two decimals.
    Share(Share),
    /// A date, shown as precisely as it is known.
    Date(Stamp),
}

/// What takes rows from top to bottom.
pub(super) trait Table {
    /// Adds a row, with one cell for each column.
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()>;
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Cow::Borrowed(text).into()
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Self {
        text.as_str().into()
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Cow::<str>::Owned(text).into()
    }
}

impl<'a> From<Cow<'a, str>> for Cell<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl From<usize> for Cell<'_> {
    fn from(count: usize) -> Self {
        Self::Count(count as u64)
    }
}

impl From<u64> for Cell<'_> {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<Share> for Cell<'_> {
    fn from(share: Share) -> Self {
        Self::Share(share)
    }
}

impl From<Stamp> for Cell<'_> {
    fn from(date: Stamp) -> Self {
        Self::Date(date)
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// The two decimals in which every report shows a share, as a number.
pub(super) fn two_decimals(share: Share) -> f64 {
    f64::from(share.0 / 10) / 100.0
}
