//! The look-alikes that were not folded, one row a pair, for review and for trust.
//!
//! Pairs that wait for a person come first, then those kept apart, the most alike first: the order
//! of [`Findings::near_misses`]. `keep` and `note` are empty, for the editor.

use crate::entry::Entry;
use crate::error::Result;
use crate::findings::{Findings, NearMiss};

use super::item_id::ItemIds;
use super::spreadsheet::{CsvOptions, Sheet};
use super::table::{Cell, Table};

/// The columns, in order. A contract: later versions only add to its end.
pub const COLUMNS: &str = "verdict,similarity,probability,why,differs,title_a,title_b,url_a,url_b,\
    date_a,date_b,source_a,source_b,cluster_a,cluster_b,item_a,item_b,keep,note";

/// Writes the near-misses of `findings`.
///
/// # Errors
/// A delimiter that CSV cannot use is an [`crate::ErrorKind::Settings`] error.
pub fn near_misses_csv(findings: &Findings, options: CsvOptions) -> Result<Vec<u8>> {
    let mut sheet = Sheet::new(options, COLUMNS)?;
    rows(&mut sheet, findings)?;
    Ok(sheet.finish())
}

/// Adds a row for each near-miss to a table.
pub(super) fn rows(table: &mut impl Table, findings: &Findings) -> Result<()> {
    let ids = ItemIds::new(&findings.entries);
    let clusters = findings.cluster_of();
    findings.near_misses.iter().try_for_each(|pair| {
        let entries = [pair.a, pair.b].map(|entry| findings.entries.get(entry));
        table.row(&row(findings, pair, &entries, &clusters, &ids))
    })
}

fn row<'a>(
    findings: &'a Findings,
    pair: &'a NearMiss,
    [a, b]: &'a [Entry; 2],
    clusters: &[Option<usize>],
    ids: &ItemIds,
) -> [Cell<'a>; 19] {
    let both = [pair.a, pair.b];
    let [cluster_a, cluster_b] =
        both.map(|index| clusters[index].map(|cluster| &findings.clusters[cluster].id));
    [
        pair.verdict.name().into(),
        pair.similarity.into(),
        pair.probability.into(),
        Cell::from(&pair.why),
        Cell::from(&pair.differs),
        Cell::from(a.title()),
        Cell::from(b.title()),
        a.url().into(),
        b.url().into(),
        a.date().into(),
        b.date().into(),
        a.source.as_deref().into(),
        b.source.as_deref().into(),
        cluster_a.into(),
        cluster_b.into(),
        ids.of(a).into(),
        ids.of(b).into(),
        Cell::Empty,
        Cell::Empty,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::sample;

    #[test]
    fn golden() {
        let bytes = near_misses_csv(&sample(), CsvOptions::default()).unwrap();
        insta::assert_snapshot!(String::from_utf8(bytes).unwrap(), @r#"
        verdict,similarity,probability,why,differs,title_a,title_b,url_a,url_b,date_a,date_b,source_a,source_b,cluster_a,cluster_b,item_a,item_b,keep,note
        "review",0.41,0.64,"share prison, terms and the numbers 5 and 8; a rare word on each side","3, get / protesters, receive","NATO 3 get prison terms of 5 to 8 years","NATO Protesters Receive 5- To 8-Year Prison Terms",,,2014-04-26,2014-04-26,,,,,"page.txt:4","page.txt:3",,
        "apart",0.58,0.03,"the numbers of killed disagree","five, Kandahar / two, Helmand","UK helicopter crash kills five in Kandahar, says ""MoD""","UK helicopter crash kills two in Helmand","https://feed.example/2","https://feed.example/3",2014-04-26T18:05:00Z,2014-04-27T09:00:00Z,"Zürcher Tagblatt","KLCC","c3k9x0m2vq",,"feed:17","18",,
        "apart",0.88,0.01,"two issues of a series","41 / 42","Weekly roundup #41","Weekly roundup #42 [VIDEO]",,,,,,,,,"page.txt:21","page.txt:20",,
        "#);
    }

    #[test]
    fn a_heading_stands_even_over_nothing() {
        let bytes = near_misses_csv(&Findings::default(), CsvOptions::default()).unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), format!("{COLUMNS}\n"));
    }
}
