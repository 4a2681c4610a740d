//! A large list from outside: runs only where `STORYFOLD_DATA` names a directory that holds it.

use std::fs::File;
use std::path::PathBuf;

use super::desk::Desk;

/// The titles of `headlines-2025.csv`, one a line; none, and said so, where there is no such file.
#[allow(clippy::print_stderr, reason = "a skipped test must say so")]
fn headlines() -> Option<String> {
    let Some(directory) = std::env::var_os("STORYFOLD_DATA") else {
        eprintln!("SKIPPED: set STORYFOLD_DATA to a directory with headlines-2025.csv to run this");
        return None;
    };
    // Here a missing file is a mistake, not a reason to skip.
    let file = File::open(PathBuf::from(directory).join("headlines-2025.csv")).unwrap();
    let mut rows = csv::Reader::from_reader(file);
    let place = rows.headers().unwrap().iter().position(|name| name == "title").unwrap();
    Some(rows.records().map(|row| row.unwrap()[place].replace(['\n', '\r'], " ") + "\n").collect())
}

#[test]
fn headlines_of_a_year() {
    let Some(titles) = headlines() else { return };
    let desk = Desk::with("titles.txt", &titles);
    let run = |threads| {
        let flags = "--format csv --near-misses near.csv --save-corpus corpus.json";
        let report = desk.output(&format!("dedup titles.txt {flags} --threads {threads}"));
        (report, desk.text("near.csv"), desk.text("corpus.json"))
    };
    let one = run(1);
    assert!(one.0.lines().count() > 1_000, "{} rows", one.0.lines().count());
    assert!(one == run(2), "two threads, another result");
}
