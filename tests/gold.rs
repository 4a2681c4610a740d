//! The samples that people labeled: what is the same must fold, what is not must not.
//!
//! Also the whole reports of the first, as files under `tests/golden/`.

use std::collections::BTreeSet;

use storyfold::judge::{Case, Knowledge, Model};
use storyfold::read::{ReadSettings, Reading, decode_references, read_bytes};
use storyfold::survey::CorpusStats;
use storyfold::{Findings, Settings, Verdict, fold};

use super::desk::{Desk, sample, without};
use super::golden::check;
use super::made::entry;

/// Lines above the first entry: entry 1 stands on line 3.
const HEADER: u64 = 2;

fn nato() -> Findings {
    let mut reading = Reading::default();
    let list = sample("nato-2014.txt");
    read_bytes("nato-2014.txt", list.as_bytes(), &ReadSettings::default(), &mut reading).unwrap();
    fold(reading.entries, &Settings::default()).unwrap()
}

/// The numbers of the entries of each cluster, as people count them.
fn clusters(findings: &Findings) -> Vec<BTreeSet<u64>> {
    let number = |entry: usize| findings.entries.get(entry).origin.line - HEADER;
    let numbers = |cluster: &storyfold::Cluster| {
        cluster.members.iter().map(|member| number(member.entry)).collect()
    };
    findings.clusters.iter().map(numbers).collect()
}

/// Rows of a labeled sample.
fn rows(name: &str) -> Vec<Vec<String>> {
    without(&sample(name), &[]).split_off(1)
}

/// The pairs of entries with this label, the lower number first.
fn labeled(label: &str) -> BTreeSet<(u64, u64)> {
    let rows = rows("nato-2014-gold.csv").into_iter().filter(|row| row[2] == label);
    rows.map(|row| (row[0].parse().unwrap(), row[1].parse().unwrap())).collect()
}

#[test]
fn the_labels_speak_of_the_entries_they_name() {
    let findings = nato();
    let title = |number: &str| {
        let line = number.parse::<u64>().unwrap() + HEADER;
        let entry = findings.entries.iter().find(|entry| entry.origin.line == line).unwrap();
        entry.title().to_owned()
    };
    for row in rows("nato-2014-gold.csv") {
        assert_eq!([title(&row[0]), title(&row[1])], [row[3].clone(), row[4].clone()]);
    }
}

#[test]
fn every_same_pair_is_folded() {
    let clusters = clusters(&nato());
    let together =
        |(a, b): &(u64, u64)| clusters.iter().any(|set| set.contains(a) && set.contains(b));
    let missed: Vec<_> = labeled("same").into_iter().filter(|pair| !together(pair)).collect();
    assert_eq!(missed, [], "of {:?}", labeled("same"));
}

#[test]
fn no_other_pair_is_folded() {
    let good: BTreeSet<_> = labeled("same").union(&labeled("either")).copied().collect();
    let sets = clusters(&nato());
    let pairs = sets
        .iter()
        .flat_map(|set| set.iter().flat_map(move |a| set.range(a + 1..).map(move |b| (*a, *b))));
    let wrong: Vec<_> = pairs.filter(|pair| !good.contains(pair)).collect();
    assert_eq!(wrong, [], "folded, and neither `same` nor `either`");
}

#[test]
fn the_helicopter_is_one_cluster_and_the_attack_is_kept_apart_and_says_why() {
    let findings = nato();
    let clusters = clusters(&findings);
    assert!(clusters.contains(&BTreeSet::from([25, 26, 42, 57])), "{clusters:?}");
    let attack = |entry: usize| {
        let found = findings.entries.get(entry);
        found.origin.line == 49 + HEADER
            && found.title().starts_with("2 NATO troops killed in attack")
    };
    let near = findings.near_misses.iter().find(|pair| attack(pair.a) || attack(pair.b));
    assert!(near.is_some_and(|pair| !pair.why.is_empty()), "{near:?}");
}

/// The verdict of each hard pair, by itself, with the row.
fn hard_pairs() -> Vec<(Verdict, Vec<String>)> {
    judged("hard-pairs.csv")
}

/// The verdict of each pair of a sample, by itself, with the row.
fn judged(sample: &str) -> Vec<(Verdict, Vec<String>)> {
    let (settings, model) = (Settings::default(), Model::shipped().unwrap());
    let none = CorpusStats::default();
    let knowledge = Knowledge::new(&none, &settings);
    let verdict = |row: &Vec<String>| {
        // As `compare --pairs` reads them, with character references decoded.
        let side = |title: &str| entry(&decode_references(title), None);
        let case = Case::new(vec![side(&row[1]), side(&row[2])], &knowledge);
        let judge = case.judge(&model, &settings);
        judge.judge(&case.subjects.get(0), &case.subjects.get(1)).verdict
    };
    rows(sample).into_iter().map(|row| (verdict(&row), row)).collect()
}

#[test]
fn no_trap_is_folded() {
    let traps = hard_pairs().into_iter().filter(|(_, row)| row[3] == "0");
    let (folded, kept): (Vec<_>, Vec<_>) =
        traps.partition(|(verdict, _)| *verdict == Verdict::Same);
    assert_eq!(folded.len() + kept.len(), 30);
    assert!(folded.is_empty(), "{folded:#?}");
}

#[test]
fn most_repeats_in_disguise_are_folded_and_none_is_lost() {
    let repeats: Vec<_> = hard_pairs().into_iter().filter(|(_, row)| row[3] == "1").collect();
    assert_eq!(repeats.len(), 20);
    let (folded, others): (Vec<_>, Vec<_>) =
        repeats.into_iter().partition(|(verdict, _)| *verdict == Verdict::Same);
    assert!(others.iter().all(|(verdict, _)| *verdict != Verdict::Apart), "{others:#?}");
    assert!(folded.len() >= 16, "{} of 20 folded, not these: {others:#?}", folded.len());
}

#[test]
fn traps_in_many_languages_stay_disarmed() {
    let traps = judged("traps.csv");
    assert_eq!(traps.len(), 40);
    let right =
        |(verdict, row): &(Verdict, Vec<String>)| (*verdict == Verdict::Same) == (row[3] == "1");
    let wrong: Vec<_> = traps.iter().filter(|pair| !right(pair)).collect();
    assert!(traps.len() - wrong.len() >= 36, "{} of 40 are wrong: {wrong:#?}", wrong.len());
}

#[test]
fn whole_reports() {
    let desk = Desk::with("nato-2014.txt", sample("nato-2014.txt"));
    for form in ["csv", "list", "text"] {
        let report = desk.output(&format!("dedup nato-2014.txt --format {form}"));
        check(&format!("nato-2014.{form}"), &report);
    }
    let ran = desk.run("dedup nato-2014.txt --near-misses near.csv").ends(0);
    check("nato-2014.near-misses.csv", &desk.text("near.csv"));
    check("nato-2014.summary", &ran.said);
}
