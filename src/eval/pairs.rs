//! Pairs given by hand or in a file, judged one by one: `compare` and `eval` share this path.
//!
//! Every pair is a case of its own. Only the statistics, the settings and the model decide, so a pair
//! is judged alike whatever stands beside it in its file.

use super::table::{Table, cell};
use crate::entry::Entry;
use crate::error::{Error, ErrorKind, Result};
use crate::judge::{Case, Knowledge, Model};
use crate::origin::Origin;
use crate::read::decode_references;
use crate::settings::Settings;
use crate::stamp::Stamp;

/// One side of a pair, as given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// The title.
    pub title: String,
    /// The day or the instant of publication.
    pub date: Option<Stamp>,
    /// The outlet.
    pub source: Option<String>,
    /// The entry's id in its corpus.
    pub id: Option<String>,
}

/// All that is known of a side, to be ordered by.
pub(super) type SideKey<'a> = (Option<&'a str>, &'a str, Option<String>, Option<&'a str>);

impl Side {
    pub(super) fn key(&self) -> SideKey<'_> {
        let date = self.date.map(|date| date.to_string());
        (self.id.as_deref(), &self.title, date, self.source.as_deref())
    }
}

/// What judging a pair needs beside the pair.
#[derive(Clone, Debug)]
pub struct Bench {
    /// Level and window.
    pub settings: Settings,
    /// The judge's weights.
    pub model: Model,
    /// What the statistics tell.
    pub knowledge: Knowledge,
}

impl Bench {
    /// The two sides as a case of two entries, the first side first.
    pub fn case(&self, a: &Side, b: &Side) -> Case<'_> {
        let entry = |side: &Side| Entry {
            source: side.source.as_deref().map(Into::into),
            published: side.date,
            // A title copied from a page or a dump may still hold `&amp;`; readers decode it, too.
            ..Entry::new(decode_references(side.title.trim()), Origin::new("-", 1))
        };
        Case::new(vec![entry(a), entry(b)], &self.knowledge)
    }
}

/// Where the columns stand that a pair is read from.
#[derive(Clone, Copy, Debug)]
pub struct PairColumns {
    a: SideColumns,
    b: SideColumns,
}

#[derive(Clone, Copy, Debug)]
struct SideColumns {
    title: usize,
    date: Option<usize>,
    source: Option<usize>,
    id: Option<usize>,
}

impl PairColumns {
    /// Finds `title_a,title_b`, and where they are there `date_`, `source_` and `id_` of each.
    ///
    /// # Errors
    /// [`ErrorKind::Unreadable`] where a title's column is missing.
    pub fn find(table: &Table) -> Result<Self> {
        let side = |letter: char| -> Result<SideColumns> {
            let place = |name: &str| table.place(&format!("{name}_{letter}"));
            let title = table.needed(&format!("title_{letter}"))?;
            Ok(SideColumns { title, date: place("date"), source: place("source"), id: place("id") })
        };
        Ok(Self { a: side('a')?, b: side('b')? })
    }

    /// The pair in a row.
    ///
    /// # Errors
    /// A date that is none, at its line.
    pub fn sides(&self, table: &Table, row: &csv::StringRecord) -> Result<(Side, Side)> {
        Ok((self.a.side(table, row)?, self.b.side(table, row)?))
    }
}

impl SideColumns {
    fn side(self, table: &Table, row: &csv::StringRecord) -> Result<Side> {
        let text = |place| cell(row, place).map(str::to_owned);
        let date = cell(row, self.date).map(read_date).transpose();
        Ok(Side {
            title: text(Some(self.title)).unwrap_or_default(),
            date: date.map_err(|error| error.at(table.origin(row)))?,
            source: text(self.source),
            id: text(self.id),
        })
    }
}

/// Reads `2014-04-27`, `2014-04-27T10:23` or an instant with a zone.
///
/// # Errors
/// [`ErrorKind::Settings`] for anything else.
pub fn read_date(text: &str) -> Result<Stamp> {
    if let Ok(instant) = text.parse::<jiff::Timestamp>() {
        return Ok(Stamp::from_unix(instant.as_second()));
    }
    let local = |text: &str| text.parse::<jiff::civil::DateTime>().ok().map(Stamp::from_local);
    let day = |text: &str| text.parse::<jiff::civil::Date>().ok().map(Stamp::from_date);
    let read = if text.len() > 10 { local(text) } else { day(text) };
    read.ok_or_else(|| {
        let message = format!("date: found `{text}`, expected one like 2014-04-27");
        Error::new(ErrorKind::Settings, message)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_becomes_two_sides() {
        let text = b"title_a,title_b,date_b,source_a\nHello, World ,2025-09-13T02:20,cnn.com\n";
        let table = Table::parse("p.csv", text).unwrap();
        let columns = PairColumns::find(&table).unwrap();
        let (a, b) = columns.sides(&table, &table.rows()[0]).unwrap();
        assert_eq!((a.title.as_str(), a.source.as_deref()), ("Hello", Some("cnn.com")));
        assert_eq!(b.title, "World");
        assert_eq!(b.date.unwrap().to_string(), "2025-09-13T02:20:00");
        assert_eq!((a.date, b.source, b.id), (None, None, None));
    }

    #[test]
    fn a_wrong_date_is_named_with_its_line() {
        let table = Table::parse("p.csv", b"title_a,title_b,date_a\nx,y,soon\n").unwrap();
        let columns = PairColumns::find(&table).unwrap();
        let error = columns.sides(&table, &table.rows()[0]).unwrap_err().to_string();
        assert_eq!(error, "p.csv:2: date: found `soon`, expected one like 2014-04-27");
    }
}
