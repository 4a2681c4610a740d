//! Whole dumps: their bytes, their shares, and whether their truth is one.

use std::collections::BTreeMap;

use super::mix::{DAYS, EDIT_SHARES, EDITS, SINGLES, TRAPS};
use super::{Dump, generate};
use crate::hash::hash;

/// A row of a dump and of its truth.
struct Row {
    id: u32,
    title: String,
    source: String,
    date: String,
    url: String,
    cluster: u32,
    kind: String,
    like: Option<u32>,
}

fn rows(dump: &Dump) -> Vec<Row> {
    let read = |bytes: &[u8]| -> Vec<csv::StringRecord> {
        csv::Reader::from_reader(bytes).into_records().map(Result::unwrap).collect()
    };
    let (titles, truth) = (read(&dump.titles), read(&dump.truth));
    assert_eq!(titles.len(), truth.len());
    let row = |(title, truth): (&csv::StringRecord, &csv::StringRecord)| {
        assert_eq!(title[0], truth[0]);
        Row {
            id: title[0].parse().unwrap(),
            title: title[1].to_owned(),
            source: title[2].to_owned(),
            date: title[3].to_owned(),
            url: title[4].to_owned(),
            cluster: truth[1].parse().unwrap(),
            kind: truth[2].to_owned(),
            like: truth[3].parse().ok(),
        }
    };
    titles.iter().zip(&truth).map(row).collect()
}

/// These bytes are the contract of a recipe's version.
#[test]
fn the_same_bytes_for_the_same_seed() {
    let dump = generate(1_000, 1);
    assert_eq!([hash(0, &dump.titles), hash(0, &dump.truth)], WRITTEN);
    assert_eq!(super::RECIPE_VERSION, 1);
    assert!(dump != generate(1_000, 2));
    let large = generate(10_000, 1);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    assert!(large == pool.install(|| generate(10_000, 1)), "one thread, another dump");
}

const WRITTEN: [u64; 2] = [8_780_184_866_835_644_870, 15_919_926_264_112_475_285];

#[test]
fn any_number_of_titles() {
    for titles in [0, 1, 2, 3, 7, 17, 50, 4_096, 4_097] {
        let rows = rows(&generate(titles, 9));
        assert_eq!(rows.len(), titles as usize);
        assert!(rows.iter().zip(1..).all(|(row, id)| row.id == id));
    }
}

#[test]
fn the_mix_is_what_was_written_down() {
    let rows = rows(&generate(20_000, 4));
    let part = |holds: &dyn Fn(&Row) -> bool| {
        100.0 * rows.iter().filter(|row| holds(row)).count() as f64 / rows.len() as f64
    };
    let near = |found: f64, expected: u32, within: f64| {
        assert!((found - f64::from(expected)).abs() <= within, "{found} against {expected}");
    };
    near(part(&|row| row.kind == "single"), SINGLES, 0.1);
    near(part(&|row| row.like.is_some()), TRAPS, 0.1);
    let repeats =
        part(&|row| !row.kind.starts_with("trap") && row.kind != "single" && row.kind != "first");
    near(100.0 * part(&|row| row.kind == "verbatim") / repeats, EDITS[0].0, 3.0);
    let edits = rows.iter().flat_map(|row| row.kind.split('+'));
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for edit in edits {
        *counts.entry(edit).or_default() += 1;
    }
    let all: u32 = EDIT_SHARES.iter().map(|(_, edit)| counts[edit.name()]).sum();
    for (share, edit) in EDIT_SHARES {
        near(100.0 * f64::from(counts[edit.name()]) / f64::from(all), share, 1.5);
    }
}

#[test]
fn the_truth_is_consistent() {
    let rows = rows(&generate(20_000, 5));
    let mut clusters: BTreeMap<u32, Vec<&Row>> = BTreeMap::new();
    for row in &rows {
        clusters.entry(row.cluster).or_default().push(row);
    }
    for (cluster, members) in &clusters {
        assert_eq!(members[0].id, *cluster, "a cluster is named after its first title");
        assert!(members.len() <= 200);
        let alone = members[0].kind == "single" || members[0].like.is_some();
        assert_eq!(members.len() == 1, alone, "{}", members[0].kind);
        assert_eq!(members.iter().filter(|row| row.kind == "first").count(), usize::from(!alone));
    }
    for row in &rows {
        assert_eq!(row.like.is_some(), row.kind.starts_with("trap-"));
        assert!(row.like.is_none_or(|like| like != row.cluster && clusters.contains_key(&like)));
        assert!(("2024-01-01".."2026-01-01").contains(&&*row.date), "{} of {DAYS}", row.date);
    }
}

/// A URL that stands twice stands for one item and has one source.
#[test]
fn urls_tell_no_lies() {
    let mut first: BTreeMap<String, (u32, String)> = BTreeMap::new();
    let mut shared = 0;
    for row in rows(&generate(20_000, 6)) {
        assert!(row.url.starts_with("https://") && row.url.contains(".test/"), "{}", row.url);
        let place = first.entry(row.url).or_insert((row.cluster, row.source.clone()));
        shared += u32::from(row.cluster == place.0 && row.kind != "first");
        assert_eq!(*place, (row.cluster, row.source));
    }
    assert!(shared > 0);
}

#[test]
fn titles_look_like_headlines() {
    let rows = rows(&generate(5_000, 7));
    let words: Vec<usize> = rows.iter().map(|row| row.title.split(' ').count()).collect();
    let mean = words.iter().sum::<usize>() as f64 / words.len() as f64;
    assert!((9.0..13.0).contains(&mean), "{mean}");
    let usual = words.iter().filter(|count| (7..=15).contains(*count)).count();
    assert!(usual * 10 > words.len() * 8, "{usual} of {}", words.len());
    for row in &rows {
        assert!(row.title.starts_with(|first: char| !first.is_lowercase()), "{}", row.title);
        assert!(!row.title.contains("  ") && !row.title.contains('"'), "{}", row.title);
    }
}
