//! The report in short: one row a cluster, for those who want the stories and not every link.
//!
//! A row shows its representative, then the cluster as a whole. Of names and titles the first ten
//! that differ are shown, and `+n` says how many more there are; the main report has them all. The
//! reason is that of the member that is most probably the same item: the best case for the cluster.

use std::borrow::Cow;
use std::cmp::Reverse;

use ahash::AHashSet;

use crate::error::Result;
use crate::findings::{Findings, Member, Status};

use super::spreadsheet::{CsvOptions, Sheet};
use super::table::{Cell, Table};
use super::whole::{Whole, wholes};

/// The columns, in order. A contract: later versions only add to its end.
pub const COLUMNS: &str = "cluster_id,title,url,cluster_size,sources,source_names,first_seen,\
    last_seen,span_days,status,why,other_titles";

/// How many names or titles one cell shows.
const SHOWN: usize = 10;

/// Writes a row for each cluster of `findings`, and after them one for every entry in no cluster
/// where `all` is set: then each item has one row.
///
/// # Errors
/// A delimiter that CSV cannot use is an [`crate::ErrorKind::Settings`] error.
pub fn per_cluster_csv(findings: &Findings, options: CsvOptions, all: bool) -> Result<Vec<u8>> {
    let mut sheet = Sheet::new(options, COLUMNS)?;
    wholes(findings, all).try_for_each(|whole| sheet.row(&row(&whole)))?;
    Ok(sheet.finish())
}

fn row<'a>(whole: &'a Whole<'a>) -> [Cell<'a>; 12] {
    [
        whole.id.into(),
        Cell::from(whole.representative.title()),
        whole.representative.url().into(),
        whole.parts.len().into(),
        whole.sources.into(),
        source_names(whole).into(),
        whole.first_seen.into(),
        whole.last_seen.into(),
        span_days(whole).into(),
        whole.status.map(Status::name).into(),
        why(whole).into(),
        other_titles(whole).into(),
    ]
}

/// The sources in the order of the members, each once whatever its case.
fn source_names(whole: &Whole<'_>) -> String {
    let mut seen = AHashSet::new();
    let names = whole.parts.iter().filter_map(|(entry, _)| entry.source.as_deref());
    let different: Vec<&str> = names.filter(|name| seen.insert(name.to_lowercase())).collect();
    joined(&different, ";")
}

/// The titles in the order of the members, each once, without the representative's.
fn other_titles(whole: &Whole<'_>) -> String {
    let mut seen = AHashSet::from([whole.representative.title()]);
    let titles = whole.parts.iter().map(|(entry, _)| entry.title());
    let different: Vec<&str> = titles.filter(|title| seen.insert(title)).collect();
    joined(&different, " | ")
}

/// The first of the texts, and how many more there are.
fn joined(texts: &[&str], separator: &str) -> String {
    let more = texts.len().saturating_sub(SHOWN);
    let shown = texts.iter().take(SHOWN).map(|text| Cow::Borrowed(*text));
    let rest = (more > 0).then(|| Cow::Owned(format!("+{more}")));
    shown.chain(rest).collect::<Vec<_>>().join(separator)
}

/// Days from the first date to the last; 0 for a cluster of one day.
fn span_days(whole: &Whole<'_>) -> Option<u64> {
    let (first, last) = whole.first_seen.zip(whole.last_seen)?;
    Some(first.day().abs_diff(last.day()))
}

fn why<'a>(whole: &Whole<'a>) -> Option<&'a str> {
    let reasons = whole.parts.iter().filter_map(|(_, member)| *member);
    let reasons = reasons.filter(|member| !member.why.is_empty());
    let strongest =
        reasons.min_by_key(|member: &&Member| Reverse((member.probability, member.similarity)))?;
    Some(&strongest.why)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::sample;

    fn written(findings: &Findings, all: bool) -> String {
        String::from_utf8(per_cluster_csv(findings, CsvOptions::default(), all).unwrap()).unwrap()
    }

    #[test]
    fn golden() {
        insta::assert_snapshot!(written(&sample(), true), @r#"
        cluster_id,title,url,cluster_size,sources,source_names,first_seen,last_seen,span_days,status,why,other_titles
        "c3k9x0m2vq","UK helicopter crash kills five in Kandahar, says ""MoD""","https://feed.example/2",3,2,"Zürcher Tagblatt;KLCC",2014-04-26,2014-04-28,2,"review","all six words of the shorter title are in the longer one; same day","'- UK helicopter crash kills five in Kandahar | Five dead in Kandahar as UK helicopter crashes"
        "c81tzw4h6r","Café owner wins Montréal prize",,2,,,2014-04-27,2014-04-27,0,"auto","same title after removing “– OPB”","Café owner wins Montréal prize – OPB"
        ,"NATO 3 get prison terms of 5 to 8 years",,1,,,2014-04-26,2014-04-26,0,,,
        ,"NATO Protesters Receive 5- To 8-Year Prison Terms",,1,,,2014-04-26,2014-04-27,1,,,
        ,"UK helicopter crash kills two in Helmand","https://feed.example/3",1,1,"KLCC",2014-04-27T09:00:00Z,2014-04-27T09:00:00Z,0,,,
        ,"'=HYPERLINK(""https://x.example"",""Prize!"")","https://blog.example/11",1,1,"KLCC",2014-04-30T23:20:00Z,2014-04-30T23:20:00Z,0,,,
        ,"Weekly roundup #41",,1,,,,,,,,
        ,"Weekly roundup #42 [VIDEO]",,1,,,,,,,,
        "#);
    }

    #[test]
    fn a_cluster_is_a_row() {
        assert_eq!(written(&sample(), false).lines().count(), 1 + sample().clusters.len());
    }

    #[test]
    fn sources_that_differ_in_case_are_one() {
        let mut findings = sample();
        let mut entries: Vec<_> = findings.entries.iter().collect();
        entries[0].source = Some("ZÜRCHER tagblatt".into());
        findings.entries = entries.into();
        let row = written(&findings, false).lines().nth(1).unwrap_or_default().to_owned();
        assert!(row.contains(r#",2,"Zürcher Tagblatt;KLCC","#), "{row}");
    }

    #[test]
    fn what_is_too_much_for_a_cell_is_counted() {
        let texts = ["a"; 12];
        assert_eq!(joined(&texts, ";"), "a;a;a;a;a;a;a;a;a;a;+2");
        assert_eq!(joined(&texts[..10], ";"), "a;a;a;a;a;a;a;a;a;a");
        assert_eq!(joined(&[], ";"), "");
    }
}
