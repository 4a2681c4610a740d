//! `storyfold eval` on truths small enough to be counted by hand.

use serde_json::Value;

use super::desk::{Desk, project, sample};

/// The hand-written traps among the samples, as labeled pairs.
fn traps() -> Desk {
    Desk::with("hard.csv", sample("hard-pairs.csv"))
}

/// The figures of a run with `--json`.
fn figures(desk: &Desk, arguments: &str) -> Value {
    serde_json::from_str(&desk.output(&format!("eval {arguments} --json"))).unwrap()
}

/// The number at a path like `/scopes/0/precision/value`.
fn number(figures: &Value, path: &str) -> f64 {
    figures.pointer(path).and_then(Value::as_f64).unwrap_or_else(|| panic!("{path}: {figures:#}"))
}

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found} against {expected}");
}

#[test]
fn the_judge_is_measured_beside_plain_similarities() {
    let desk = traps();
    let text = desk.output("eval --pairs hard.csv");
    let parts = ["char 3-gram Jaccard", "token-sort ratio", "all pairs", "Vetoes", "Reliability"];
    for part in parts {
        assert!(text.contains(part), "{text}");
    }
    let found = figures(&desk, "--pairs hard.csv");
    assert_eq!((number(&found, "/pairs"), number(&found, "/same")), (50.0, 20.0));
    let auc = |scorer: usize| number(&found, &format!("/scorers/{scorer}/auc/value"));
    assert!((0..3).all(|other| auc(4) > auc(other)), "{found:#}");
    let [low, value, high] =
        ["low", "value", "high"].map(|end| number(&found, &format!("/scorers/0/auc/{end}")));
    assert!(0.0 < low && low < value && value < high && high < 1.0);
}

/// The verdicts are those of `compare --pairs`: one code path.
#[test]
fn verdicts_are_those_of_compare() {
    let desk = traps();
    let judged = desk.output("compare --pairs hard.csv");
    let mut rows = csv::Reader::from_reader(judged.as_bytes());
    let place = |name: &str, header: &csv::StringRecord| {
        header.iter().position(|column| column == name).unwrap()
    };
    let header = rows.headers().unwrap().clone();
    let (label, verdict) = (place("label", &header), place("verdict", &header));
    let same: Vec<bool> = rows
        .records()
        .map(Result::unwrap)
        .filter(|row| &row[verdict] == "same")
        .map(|row| &row[label] == "1")
        .collect();
    let right = same.iter().filter(|right| **right).count() as f64;
    let found = figures(&desk, "--pairs hard.csv");
    near(number(&found, "/scopes/0/precision/value"), right / same.len() as f64);
    near(number(&found, "/scopes/0/recall/value"), right / 20.0);
}

#[test]
fn strata_weights_and_what_is_blanked() {
    let pairs = "title_a,title_b,date_a,date_b,label,stratum,weight\n\
        Volcano found in backyard of baker,Volcano found in backyard of baker,2025-01-01,2025-01-01,1,exact,1\n\
        Volcano found in backyard of baker,Baker opens bakery in old backyard,,,0,0.2,7.5\n\
        Jets scrambled over Baltic sea,Jets scrambled over Baltic sea,2025-01-01,2025-03-20,1,exact,1.5\n";
    let desk = Desk::with("p.csv", pairs);
    let found = figures(&desk, "--pairs p.csv");
    let names: Vec<_> = (0..3).map(|at| found["scopes"][at]["name"].clone()).collect();
    assert_eq!(names, ["all pairs", "strata >= 0.4", "weighted"]);
    near(number(&found, "/scopes/1/pairs"), 2.0);
    // Two months apart is beyond the window; unknown dates are not.
    near(number(&found, "/scopes/0/recall/value"), 0.5);
    near(number(&found, "/scopes/2/recall/value"), 0.4);
    assert_eq!(found["vetoes"][0]["veto"], "window");
    let blank = figures(&desk, "--pairs p.csv --blank dates,sources");
    near(number(&blank, "/scopes/0/recall/value"), 1.0);
}

#[test]
fn the_funnel_follows_pairs_through_their_corpus() {
    let list = "- Five NATO troops killed in Afghanistan helicopter crash\n\
        - Five NATO troops killed in Afghanistan helicopter crash - BBC News\n\
        - Two NATO troops killed in Afghanistan helicopter crash\n";
    let titles: Vec<&str> = list.lines().map(|line| &line[2..]).collect();
    let pairs = format!(
        "title_a,title_b,label\n{0},{1},1\n{0},{2},0\n{0},Lost,1\n",
        titles[0], titles[1], titles[2]
    );
    let desk = Desk::with("list.txt", list).and("p.csv", pairs);
    let found = figures(&desk, "--pairs p.csv --funnel --input list.txt");
    let counts = |row: usize| {
        ["pairs", "read", "proposed", "folded"]
            .map(|step| number(&found, &format!("/{row}/{step}")))
    };
    assert_eq!((counts(0), counts(1)), ([2.0, 1.0, 1.0, 1.0], [1.0, 1.0, 1.0, 0.0]));
    let by_corpus = desk.output("eval --pairs p.csv --funnel --corpus list.txt");
    assert!(by_corpus.starts_with("label and stratum"), "{by_corpus}");
    desk.refuses("eval --pairs p.csv --funnel", 2, &["expected the pairs' links as --input FILE"]);
}

#[test]
fn clusters_given_or_found() {
    let truth = "id,title,cluster\n\
        1,Volcano found in backyard of baker,v\n2,Volcano found in backyard of baker,v\n\
        3,Jets scrambled over Baltic sea,j\n4,Jets scrambled over Baltic sea at night,j\n";
    let desk = Desk::with("t.csv", truth).and("p.csv", "id,cluster\n1,a\n2,a\n3,a\n9,b\n");
    let given = figures(&desk, "--clusters t.csv --predicted p.csv");
    // One of the three pairs joined is right, and one of the two that belong together.
    near(number(&given, "/pairwise/precision/value"), 1.0 / 3.0);
    near(number(&given, "/pairwise/recall/value"), 0.5);
    near(number(&given, "/b_cubed/precision/value"), (2.0 * 2.0 / 3.0 + 1.0 / 3.0 + 1.0) / 4.0);
    near(number(&given, "/unnamed"), 1.0);
    let found = figures(&desk, "--clusters t.csv");
    near(number(&found, "/pairwise/precision/value"), 1.0);
    assert!(desk.output("eval --clusters t.csv").contains("B-cubed"));
    let ids_only = Desk::with("t.csv", "id,cluster\n1,a\n");
    ids_only.refuses("eval --clusters t.csv", 2, &["found no titles, expected a column `title`"]);
}

#[test]
fn the_candidate_step_finds_all_of_the_real_page() {
    let desk = Desk::with("list.txt", sample("nato-2014.txt"));
    let found = figures(&desk, "--candidates list.txt");
    near(number(&found, "/entries"), 80.0);
    assert!(found["probes"].is_null());
    assert!(number(&found, "/at_least/0/recall/value") >= 0.97, "{found:#}");
    near(number(&found, "/at_least/3/recall/value"), 1.0);
}

#[test]
fn ratings_of_how_alike_titles_are() {
    let mut table = "title_a,title_b,similarity\n".to_owned();
    for at in 0..60 {
        let (rest, rating) = [("opens at dawn", 5), ("opens at last", 4), ("and a dog", 1)][at % 3];
        let line =
            format!("Mill {at} of Skelby opens at dawn,Mill {at} of Skelby {rest},{rating}\n");
        table += &line;
    }
    let desk = Desk::with("s.csv", table).and("bad.csv", "title_a,title_b,similarity\nx,y,-\n");
    let found = figures(&desk, "--similarity s.csv");
    near(number(&found, "/pairs"), 60.0);
    near(number(&found, "/groups"), 60.0);
    let plain = number(&found, "/scores/1/pearson/value");
    assert!(number(&found, "/scores/3/pearson/value") > plain.max(0.95), "{found:#}");
    assert!(desk.output("eval --similarity s.csv").contains("IDF-weighted word Jaccard"));
    desk.refuses("eval --similarity bad.csv", 3, &["bad.csv:2: found `-`, expected a similarity"]);
}

#[test]
fn the_same_figures_with_any_number_of_threads() {
    let desk = traps();
    let one = desk.output("eval --pairs hard.csv --json --threads 1");
    assert_eq!(one, desk.output("eval --pairs hard.csv --json --threads 2"));
    desk.run("eval --pairs hard.csv --json -o figures.json").ends(0);
    assert_eq!(one, desk.text("figures.json"));
}

#[test]
fn what_cannot_be_measured_is_refused() {
    let desk = traps().and("bad.csv", "title_a,title_b,label\nx,y,maybe\n");
    desk.refuses("eval --pairs bad.csv", 3, &["bad.csv:2: found `maybe`, expected a label"]);
    desk.refuses("eval --pairs none.csv", 3, &["none.csv: not found"]);
    desk.refuses("eval", 2, &["--pairs", "--clusters", "--candidates"]);
    desk.refuses("eval --pairs hard.csv --clusters hard.csv", 2, &["cannot be used with"]);
    desk.refuses("eval --pairs hard.csv -o hard.csv", 2, &["hard.csv"]);
}

/// The candidate step's floors on real feeds and headlines, where the data is at hand.
#[test]
fn floors_of_the_candidate_step() {
    let Some(data) = std::env::var_os("STORYFOLD_DATA").map(std::path::PathBuf::from) else {
        return;
    };
    let titles = |name: &str, feed: Option<&str>| -> String {
        let mut rows = csv::Reader::from_path(project("").join(&data).join(name)).unwrap();
        let header = rows.headers().unwrap().clone();
        let place = |name: &str| header.iter().position(|column| column == name);
        let title = place("title").unwrap();
        let wanted =
            |row: &csv::StringRecord| feed.is_none_or(|f| &row[place("feed").unwrap()] == f);
        let rows = rows.records().map(Result::unwrap).filter(wanted);
        rows.map(|row| row[title].replace('\n', " ") + "\n").collect()
    };
    let recall = |list: String, threshold: usize| {
        let desk = Desk::with("list.txt", list);
        let found = figures(&desk, "--candidates list.txt");
        number(&found, &format!("/at_least/{threshold}/recall/value"))
    };
    for feed in ["a", "b"] {
        assert!(recall(titles("feeds-dev.csv", Some(feed)), 0) >= 0.97, "feed {feed}");
    }
    let headlines = titles("headlines-2025.csv", None);
    assert!(recall(headlines.clone(), 1) >= 0.95 && recall(headlines, 3) >= 0.99);
}
