//! The main report: one row per entry of a cluster, its representative first.
//!
//! Editors sort and filter this file, so a row is complete in itself: the cluster's size, sources
//! and dates stand in every row of the cluster. Title, URL and source are as received. The
//! representative has no similarity, match or reason of its own; those cells are empty, and so are
//! `keep` and `note`, which belong to the editor.

use std::borrow::Cow;
use std::path::Path;

use rayon::prelude::*;

use crate::entry::Entry;
use crate::error::Result;
use crate::findings::{Cluster, Findings, Match, Member};
use crate::progress::{Step, Unwatched, Watch};

use super::item_id::ItemIds;
use super::output::Sink;
use super::spreadsheet::{CsvOptions, Sheet};
use super::table::{Cell, Table};
use super::whole::role;

/// The columns, in order. A contract: later versions only add to its end.
pub const COLUMNS: &str = "cluster_id,cluster_size,sources,role,status,title,url,source,published,\
    first_seen,last_seen,similarity,match,why,differs,keep,note,item_id,probability";

/// Writes the clusters of `findings`, and after them every entry in no cluster where `all` is set.
///
/// # Errors
/// A delimiter that CSV cannot use is an [`crate::ErrorKind::Settings`] error.
pub fn clusters_csv(findings: &Findings, options: CsvOptions, all: bool) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let sink = &mut Sink::new(&mut bytes, Path::new("memory"));
    write_clusters_csv(findings, options, all, sink, &Unwatched)?;
    Ok(bytes)
}

/// The same, piece by piece: threads make some pieces at once, and they are put in order.
///
/// # Errors
/// As [`clusters_csv`], and [`crate::ErrorKind::Unwritable`] where the sink does not take a piece.
pub fn write_clusters_csv(
    findings: &Findings,
    options: CsvOptions,
    all: bool,
    sink: &mut Sink,
    watch: &dyn Watch,
) -> Result<()> {
    let rows = rows_of(findings, all);
    watch.begin(Step::Write, rows.len() as u64);
    let ids = ItemIds::new(&findings.entries);
    sink.put(&Sheet::new(options, COLUMNS)?.finish())?;
    for some in rows.chunks(PIECE * PIECES) {
        let pieces = some.par_chunks(PIECE).map(|rows| {
            let mut sheet = Sheet::without_heading(options);
            add(&mut sheet, rows, findings, &ids).map(|()| sheet.finish())
        });
        for piece in pieces.collect::<Result<Vec<_>>>()? {
            sink.put(&piece)?;
        }
        watch.advance(some.len() as u64);
    }
    Ok(())
}

/// Rows that a thread makes at once …
const PIECE: usize = 1024;
/// … and pieces that are held until they are written.
const PIECES: usize = 32;

/// Rows whose entries are asked of memory at once.
const GATHERED: usize = 16;

/// Adds the rows of the report to a table.
pub(super) fn rows(table: &mut impl Table, findings: &Findings, all: bool) -> Result<()> {
    add(table, &rows_of(findings, all), findings, &ItemIds::new(&findings.entries))
}

/// A row: an entry, and where it has one its cluster and its place there.
type Row = (u32, Option<(u32, u32)>);

/// Every row in order.
fn rows_of(findings: &Findings, all: bool) -> Vec<Row> {
    let mut rows = Vec::new();
    for (cluster, number) in findings.clusters.iter().zip(0..) {
        let members = cluster.members.iter().zip(0..);
        rows.extend(members.map(|(member, place)| (member.entry as u32, Some((number, place)))));
    }
    if all {
        let clusters = findings.cluster_of();
        let alone = (0..).zip(clusters).filter(|(_, cluster)| cluster.is_none());
        rows.extend(alone.map(|(entry, _)| (entry, None)));
    }
    rows
}

fn add(table: &mut impl Table, rows: &[Row], findings: &Findings, ids: &ItemIds) -> Result<()> {
    let mut reader = findings.entries.reader();
    for some in rows.chunks(GATHERED) {
        findings.entries.gather(some.iter().map(|(entry, _)| *entry as usize));
        for (entry, place) in some {
            let entry = reader.read(*entry as usize);
            let cluster = place.map(|(cluster, _)| &findings.clusters[cluster as usize]);
            let member = cluster.zip(*place).map(|(cluster, (_, place))| {
                let member = &cluster.members[place as usize];
                member_row(cluster, member, entry, ids.of(entry))
            });
            table.row(&member.unwrap_or_else(|| single_row(entry, ids.of(entry))))?;
        }
    }
    Ok(())
}

fn member_row<'a>(
    cluster: &'a Cluster,
    member: &'a Member,
    entry: &'a Entry,
    item_id: Cow<'a, str>,
) -> [Cell<'a>; 19] {
    let [title, url, source, published] = item_cells(entry);
    [
        Cell::from(&cluster.id),
        cluster.members.len().into(),
        (cluster.sources > 0).then_some(cluster.sources).into(),
        role(Some(member)).into(),
        member.status.name().into(),
        title,
        url,
        source,
        published,
        cluster.first_seen.into(),
        cluster.last_seen.into(),
        member.matched.map(|_| member.similarity).into(),
        member.matched.map(Match::name).into(),
        Cell::from(&member.why),
        Cell::from(&member.differs),
        Cell::Empty,
        Cell::Empty,
        item_id.into(),
        member.matched.map(|_| member.probability).into(),
    ]
}

fn single_row<'a>(entry: &'a Entry, item_id: Cow<'a, str>) -> [Cell<'a>; 19] {
    let [title, url, source, published] = item_cells(entry);
    [
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        role(None).into(),
        Cell::Empty,
        title,
        url,
        source,
        published,
        entry.first_seen().into(),
        entry.last_seen().into(),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        item_id.into(),
        Cell::Empty,
    ]
}

/// Title, URL, source and the date of publication.
fn item_cells(entry: &Entry) -> [Cell<'_>; 4] {
    [
        Cell::from(entry.title()),
        entry.url().into(),
        entry.source.as_deref().into(),
        entry.published.into(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::Origin;
    use crate::report::fixture::sample;

    #[test]
    fn golden() {
        let bytes = clusters_csv(&sample(), CsvOptions::default(), true).unwrap();
        insta::assert_snapshot!(String::from_utf8(bytes).unwrap(), @r#"
        cluster_id,cluster_size,sources,role,status,title,url,source,published,first_seen,last_seen,similarity,match,why,differs,keep,note,item_id,probability
        "c3k9x0m2vq",3,2,"representative","auto","UK helicopter crash kills five in Kandahar, says ""MoD""","https://feed.example/2","Zürcher Tagblatt",2014-04-26T18:05:00Z,2014-04-26,2014-04-28,,,,,,,"feed:17",
        "c3k9x0m2vq",3,2,"duplicate","auto","'- UK helicopter crash kills five in Kandahar",,,,2014-04-26,2014-04-28,0.91,"near-title","all six words of the shorter title are in the longer one; same day","– / says, MoD",,,"page.txt:5",0.99
        "c3k9x0m2vq",3,2,"duplicate","review","Five dead in Kandahar as UK helicopter crashes","https://blog.example/9","KLCC",2014-04-27T06:00:00Z,2014-04-26,2014-04-28,0.65,"near-title","share the rare word Kandahar and five others; one day apart","dead / kills, says, MoD",,,"blog:17",0.87
        "c81tzw4h6r",2,,"representative","auto","Café owner wins Montréal prize",,,,2014-04-27,2014-04-27,,,,,,,"page.txt:8",
        "c81tzw4h6r",2,,"duplicate","auto","Café owner wins Montréal prize – OPB",,,,2014-04-27,2014-04-27,1.00,"same-title","same title after removing “– OPB”",,,,"page.txt:9",0.99
        ,,,"single",,"NATO 3 get prison terms of 5 to 8 years",,,,2014-04-26,2014-04-26,,,,,,,"page.txt:4",
        ,,,"single",,"NATO Protesters Receive 5- To 8-Year Prison Terms",,,,2014-04-26,2014-04-27,,,,,,,"page.txt:3",
        ,,,"single",,"UK helicopter crash kills two in Helmand","https://feed.example/3","KLCC",2014-04-27T09:00:00Z,2014-04-27T09:00:00Z,2014-04-27T09:00:00Z,,,,,,,"18",
        ,,,"single",,"'=HYPERLINK(""https://x.example"",""Prize!"")","https://blog.example/11","KLCC",2014-04-30T23:20:00Z,2014-04-30T23:20:00Z,2014-04-30T23:20:00Z,,,,,,,"19",
        ,,,"single",,"Weekly roundup #41",,,,,,,,,,,,"page.txt:21",
        ,,,"single",,"Weekly roundup #42 [VIDEO]",,,,,,,,,,,,"page.txt:20",
        "#);
    }

    #[test]
    fn singles_are_left_out_unless_asked_for() {
        let bytes = clusters_csv(&sample(), CsvOptions::default(), false).unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap().lines().count(), 1 + 3 + 2);
    }

    #[test]
    fn every_row_has_every_column() {
        let bytes = clusters_csv(&sample(), CsvOptions::default(), true).unwrap();
        // The reader is strict: a row of another length is an error.
        let rows: Vec<_> = csv::Reader::from_reader(&bytes[..]).into_records().collect();
        assert_eq!(rows.len(), sample().entries.len());
        assert!(rows.iter().all(std::result::Result::is_ok));
    }

    #[test]
    fn rows_of_many_pieces_stand_in_order() {
        let count = PIECE * PIECES + PIECE + 1;
        let entry = |number| Entry::new(format!("title {number}"), Origin::new("f", number));
        let entries = (0..count as u64).map(entry).collect();
        let findings = Findings { entries, ..Findings::default() };
        let bytes = clusters_csv(&findings, CsvOptions::default(), true).unwrap();
        let rows = csv::Reader::from_reader(&bytes[..]).into_records();
        let titles: Vec<String> = rows.map(|row| row.unwrap()[5].to_owned()).collect();
        let expected: Vec<String> = (0..count).map(|number| format!("title {number}")).collect();
        assert!(titles == expected);
    }

    #[test]
    fn without_the_guard_titles_are_as_received() {
        let options = CsvOptions { guard: false, ..CsvOptions::default() };
        let bytes = clusters_csv(&sample(), options, true).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains(r#","=HYPERLINK(""http"#), "{text}");
    }
}
