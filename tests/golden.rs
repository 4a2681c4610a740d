//! Whole reports, compared with files under `tests/golden/`.
//!
//! `UPDATE_GOLDEN=1 cargo test` writes the files anew; look at the difference before you commit it.

use std::fs;

use super::desk::{Desk, project, sample, without};

/// What the judge says in its own words and numbers, which change when it is fitted anew.
const JUDGES_VOICE: [&str; 4] = ["similarity", "probability", "why", "differs"];

/// A report must be what the file of this name says.
pub fn check(name: &str, report: &str) {
    let path = project("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some_and(|asked| asked != "0") {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, report).unwrap();
    }
    let expected = fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("tests/golden/{name}: {error}; UPDATE_GOLDEN=1 makes it"));
    let (is, was): (Vec<_>, Vec<_>) = (report.lines().collect(), expected.lines().collect());
    let line = is.iter().zip(&was).take_while(|(is, was)| is == was).count();
    assert!(
        report == expected,
        "{name} differs from line {} on:\n  is:  {}\n  was: {}\nUPDATE_GOLDEN=1 takes what is",
        line + 1,
        is.get(line).unwrap_or(&"(the end)"),
        was.get(line).unwrap_or(&"(the end)"),
    );
}

/// A CSV report without the judge's voice, one cell a line, so that a difference is easily read.
fn settled(report: &str) -> String {
    let rows = without(report, &JUDGES_VOICE);
    let (columns, rows) = rows.split_first().unwrap();
    let shown = |row: &Vec<String>| {
        let cells = columns.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
        cells.map(|(column, cell)| format!("{column}: {cell}")).collect::<Vec<_>>().join("\n")
    };
    rows.iter().map(shown).collect::<Vec<_>>().join("\n\n") + "\n"
}

#[test]
fn a_small_list() {
    let desk = Desk::with("small-list.txt", sample("small-list.txt"));
    let ran = desk.run("dedup small-list.txt --all --rejects rejects.csv --near-misses near.csv");
    let ran = ran.ends(0);
    check("small-list.clusters", &settled(&ran.out));
    check("small-list.near-misses", &settled(&desk.text("near.csv")));
    check("small-list.rejects.csv", &desk.text("rejects.csv"));
    check("small-list.summary", &ran.said);
    check("small-list.list", &desk.output("dedup small-list.txt --format list"));
}
