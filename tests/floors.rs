//! Floors of quality: a change that lowers one fails here.
//!
//! Labeled samples that are shipped are guarded in `gold`. These floors stand on the large labeled files,
//! where `STORYFOLD_DATA` names their directory. Everything is out of sample: pairs are judged by models
//! that have not seen their story, feeds by a model trained without the pairs whose titles stand in them,
//! stories under a threshold that the other stories chose. Floors lie a little below what was measured
//! (README, "Measured"), and go up with it.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::desk::Desk;

/// The directory with the data; none, and said so, where there is none.
#[allow(clippy::print_stderr, reason = "a skipped test must say so")]
fn data() -> Option<PathBuf> {
    let named = std::env::var_os("STORYFOLD_DATA").map(PathBuf::from);
    if named.is_none() {
        eprintln!("SKIPPED: set STORYFOLD_DATA to a directory with pairs-dev.csv to run this");
    }
    named
}

fn json(desk: &Desk, command: &str) -> Value {
    serde_json::from_str(&desk.output(command)).unwrap()
}

/// A figure at a path of names and places.
fn figure(report: &Value, path: &str) -> f64 {
    let found = report.pointer(path).unwrap_or_else(|| panic!("no {path} in {report:#}"));
    found.as_f64().unwrap_or_else(|| panic!("{path}: {found}"))
}

fn at_least(report: &Value, floors: &[(&str, f64)]) {
    for (path, floor) in floors {
        let found = figure(report, path);
        assert!(found >= *floor, "{path}: {found:.3} is below the floor of {floor}");
    }
}

/// One feed of `feeds-dev.csv`, as a file of its own.
fn feed(data: &Path, name: &str) -> String {
    let mut rows = csv::Reader::from_path(data.join("feeds-dev.csv")).unwrap();
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(rows.headers().unwrap()).unwrap();
    for row in rows.records().map(Result::unwrap).filter(|row| &row[0] == name) {
        out.write_record(&row).unwrap();
    }
    String::from_utf8(out.into_inner().unwrap()).unwrap()
}

#[test]
fn pairs_stories_and_feeds() {
    let Some(data) = data() else { return };
    let (a, b) = (feed(&data, "a"), feed(&data, "b"));
    let desk = Desk::with("a.csv", a).and("b.csv", b);
    let at = |name: &str| data.join(name).display().to_string();
    let corpus = at("headlines-2025.csv");
    let trained = json(
        &desk,
        &format!(
            "train --pairs {} --corpus {corpus} --exclude {} --stories {} -o judge.txt --json",
            at("pairs-dev.csv"),
            at("feeds-dev.csv"),
            at("stories-fnc.csv"),
        ),
    );
    let (full, neither) = ("/variants/0/scopes", "/variants/3/scopes");
    let scope = |base: &str, place: u8, what: &str| format!("{base}/{place}/{what}/value");
    at_least(
        &trained,
        &[
            (&scope(full, 0, "auc"), 0.955),
            (&scope(full, 1, "precision"), 0.95),
            (&scope(full, 1, "recall"), 0.79),
            (&scope(full, 2, "precision"), 0.94),
            (&scope(neither, 0, "auc"), 0.915),
            (&scope(neither, 1, "precision"), 0.94),
            (&scope(neither, 1, "recall"), 0.52),
            ("/stories/held_out/b_cubed_f1", 0.86),
            ("/stories/held_out/adjusted_rand", 0.80),
        ],
    );
    let stories = format!("eval --clusters {} --level loose --json", at("stories-fnc.csv"));
    let floors = [("/pairwise/precision/value", 0.93), ("/b_cubed/f1/value", 0.83)];
    at_least(&json(&desk, &stories), &floors);
    for veto in trained["vetoes"].as_array().unwrap() {
        let (stops, same) = (figure(veto, "/pairs"), figure(veto, "/same"));
        assert!(same < 0.05 * stops || stops < 20.0 && same < 2.0, "{veto}");
    }
    for feed in ["a.csv", "b.csv"] {
        let command = format!("eval --clusters {feed} --corpus {corpus} --model judge.txt --json");
        at_least(&json(&desk, &command), &[("/pairwise/f1/value", 0.64)]);
    }
}

#[test]
fn similarity_as_readers_see_it() {
    let Some(data) = data() else { return };
    let rated = data.join("sts-headlines.csv").display().to_string();
    let report = json(&Desk::new(), &format!("eval --similarity {rated} --json"));
    let scores = report["scores"].as_array().unwrap();
    let fitted = scores.iter().map(|score| figure(score, "/pearson/value")).fold(0.0, f64::max);
    assert!(fitted >= 0.82, "Pearson {fitted:.3} is below the floor of 0.82");
}
