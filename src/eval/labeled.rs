//! Files that say what is true: labeled pairs, and entries with the cluster they belong to.

use std::cmp::Ordering;

use ahash::AHashSet;

use super::pairs::{PairColumns, Side, SideKey, read_date};
use super::table::{Table, cell};
use crate::entry::Entry;
use crate::error::Result;
use crate::read::decode_references;
use crate::texts::Texts;

/// A pair and what a reader said of it.
#[derive(Clone, Debug)]
pub struct LabeledPair {
    /// The pair.
    pub sides: (Side, Side),
    /// The reader called it the same item.
    pub same: bool,
    /// The stratum it was drawn from.
    pub stratum: Option<String>,
    /// How many pairs of the corpus it stands for, in thousandths.
    pub weight: Option<u64>,
}

type PairKey<'a> = ([SideKey<'a>; 2], bool, Option<&'a str>, Option<u64>);

/// What is judged as if it were unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Blank {
    /// Dates of both sides.
    pub dates: bool,
    /// Sources of both sides.
    pub sources: bool,
}

impl LabeledPair {
    /// Forgets what is to be unknown.
    pub fn forget(&mut self, blank: Blank) {
        for side in [&mut self.sides.0, &mut self.sides.1] {
            side.date = side.date.filter(|_| !blank.dates);
            side.source = side.source.take().filter(|_| !blank.sources);
        }
    }

    /// The order of pairs, whichever side stood first and wherever they stood in their file.
    pub fn rank(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }

    /// All that the file tells of the pair, in one line, whichever side stood first.
    pub fn line(&self) -> String {
        format!("{:?}", self.key())
    }

    fn key(&self) -> PairKey<'_> {
        let mut sides = [self.sides.0.key(), self.sides.1.key()];
        sides.sort();
        (sides, self.same, self.stratum.as_deref(), self.weight)
    }

    /// The least similarity of the pair's stratum: the number its name begins with. A name without one
    /// (`exact`) stands for pairs that are equal.
    pub fn stratum_value(&self) -> Option<f64> {
        let name = self.stratum.as_deref()?;
        let number = name.trim_end_matches(|c: char| !c.is_ascii_digit());
        Some(number.parse().unwrap_or(1.0))
    }
}

/// Reads pairs from the columns `title_a,title_b,label`, and where they are there `date_`, `source_`
/// and `id_` of each side, `stratum` and `weight`.
///
/// # Errors
/// A missing column, a label that is neither 1 nor 0, a weight or a date that is none: with its line.
pub fn labeled_pairs(table: &Table) -> Result<Vec<LabeledPair>> {
    let columns = PairColumns::find(table)?;
    let label = table.needed("label")?;
    let (stratum, weight) = (table.place("stratum"), table.place("weight"));
    let pair = |row: &csv::StringRecord| {
        let label = cell(row, Some(label)).unwrap_or_default();
        Ok(LabeledPair {
            sides: columns.sides(table, row)?,
            same: match label {
                "1" => true,
                "0" => false,
                _ => return Err(table.wrong_cell(row, label, "a label: 1 (the same item) or 0")),
            },
            stratum: cell(row, stratum).map(str::to_owned),
            weight: cell(row, weight).map(|text| weight_of(table, row, text)).transpose()?,
        })
    };
    table.rows().iter().map(pair).collect()
}

fn weight_of(table: &Table, row: &csv::StringRecord, text: &str) -> Result<u64> {
    const HEAVIEST: f64 = 1e9;
    let weight = text.parse::<f64>().ok().filter(|weight| (0.0..=HEAVIEST).contains(weight));
    let weight =
        weight.ok_or_else(|| table.wrong_cell(row, text, "a weight: a number from 0 up"))?;
    Ok((weight * 1000.0).round() as u64)
}

/// An entry's id and the name of its cluster.
pub type Placed = (String, String);

/// Reads the columns `id` and `cluster`; others are passed over, and so are rows without a cluster.
///
/// # Errors
/// A missing column, a row without an id, an id that stands twice.
pub fn placed_entries(table: &Table) -> Result<Vec<Placed>> {
    let (id, cluster) = (table.needed("id")?, table.needed("cluster")?);
    let mut seen = AHashSet::new();
    let mut placed = Vec::with_capacity(table.rows().len());
    for row in table.rows() {
        let id = cell(row, Some(id)).ok_or_else(|| table.wrong_cell(row, "", "an id"))?;
        if !seen.insert(id) {
            return Err(table.wrong_cell(row, id, "every id once"));
        }
        if let Some(cluster) = cell(row, Some(cluster)) {
            placed.push((id.to_owned(), cluster.to_owned()));
        }
    }
    Ok(placed)
}

/// The entries of a truth that has titles (`title`, and where they are there `date`, `source`, `url`);
/// none where it has only ids.
///
/// # Errors
/// A date that is none, a missing `id` column.
pub fn entries(table: &Table) -> Result<Option<Vec<Entry>>> {
    let Some(title) = table.place("title") else { return Ok(None) };
    let id = table.needed("id")?;
    let [date, source, url] = ["date", "source", "url"].map(|name| table.place(name));
    let entry = |row: &csv::StringRecord| {
        let published = cell(row, date).map(read_date).transpose();
        let title = decode_references(cell(row, Some(title)).unwrap_or_default());
        Ok(Entry {
            source: cell(row, source).map(Into::into),
            published: published.map_err(|error| error.at(table.origin(row)))?,
            texts: Texts::new(&title, cell(row, url), cell(row, Some(id))),
            ..Entry::new("", table.origin(row))
        })
    };
    table.rows().iter().map(entry).collect::<Result<Vec<_>>>().map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Table {
        Table::parse("t.csv", text.as_bytes()).unwrap()
    }

    #[test]
    fn strata_are_compared_by_the_number_they_begin_with() {
        let text = "title_a,title_b,label,stratum\nx,y,1,0.4\nx,y,1,1.0n\nx,y,1,exact\nx,y,1,\n";
        let pairs = labeled_pairs(&table(text)).unwrap();
        let values: Vec<_> = pairs.iter().map(LabeledPair::stratum_value).collect();
        assert_eq!(values, [Some(0.4), Some(1.0), Some(1.0), None]);
    }

    #[test]
    fn pairs_with_stratum_and_weight() {
        let text = "title_a,title_b,date_a,source_b,label,stratum,weight\n\
                    x,y,2025-01-01,bbc,1,0.4,18.2545\nx,z,,,0,,\n";
        let mut pairs = labeled_pairs(&table(text)).unwrap();
        assert!(pairs[0].same && !pairs[1].same);
        assert_eq!((pairs[0].weight, pairs[1].weight), (Some(18_255), None));
        assert_eq!((pairs[0].stratum_value(), pairs[1].stratum_value()), (Some(0.4), None));
        pairs[0].forget(Blank { dates: true, sources: false });
        assert!(pairs[0].sides.0.date.is_none() && pairs[0].sides.1.source.is_some());
    }

    #[test]
    fn what_cannot_be_true_is_refused_with_its_line() {
        let error = |text: &str| labeled_pairs(&table(text)).unwrap_err().to_string();
        assert!(error("title_a,title_b,label\nx,y,yes\n").starts_with("t.csv:2: found `yes`"));
        assert!(error("title_a,title_b,label,weight\nx,y,1,-2\n").contains("a weight"));
        assert!(error("title_a,title_b\nx,y\n").contains("expected one called label"));
        let twice = placed_entries(&table("id,cluster\n1,a\n1,b\n")).unwrap_err().to_string();
        assert_eq!(twice, "t.csv:3: found `1`, expected every id once");
    }

    #[test]
    fn a_truth_may_bring_its_titles() {
        let feed = table("feed,id,title,date,cluster\na,7,Cats &amp; dogs,2025-09-10T02:21,a1\n");
        assert_eq!(placed_entries(&feed).unwrap(), [("7".to_owned(), "a1".to_owned())]);
        let read = entries(&feed).unwrap().unwrap();
        assert_eq!((read[0].title(), read[0].id()), ("Cats & dogs", Some("7")));
        assert!(entries(&table("id,cluster\n")).unwrap().is_none());
    }
}
