//! Same links, same bytes: whatever the number of threads, the order of the input, and whether the
//! statistics are counted or read.

use super::desk::{Desk, sample, without};
use super::made::{Dice, link_list, text};

/// One run's every output.
#[derive(Debug, PartialEq)]
struct Outputs {
    report: String,
    near_misses: String,
    corpus: String,
}

fn outputs(desk: &Desk, flags: &str) -> Outputs {
    let files = "--near-misses near.csv --save-corpus corpus.json";
    let report = desk.output(&format!("dedup list.txt {files} {flags}"));
    Outputs { report, near_misses: desk.text("near.csv"), corpus: desk.text("corpus.json") }
}

/// A sample and a made list, as lines.
fn lists() -> [Vec<String>; 2] {
    let nato = sample("nato-2014.txt").lines().map(str::to_owned).collect();
    [nato, link_list(7, 3_000)]
}

#[test]
fn the_made_list_has_what_it_promises() {
    let desk = Desk::with("list.txt", text(&lists()[1]));
    let Outputs { report, near_misses, .. } = outputs(&desk, "--format csv");
    assert!(report.lines().count() > 500, "too few repeats: {}", report.lines().count());
    assert!(near_misses.lines().count() > 50, "too few look-alikes");
}

#[test]
fn any_number_of_threads() {
    for list in lists() {
        let desk = Desk::with("list.txt", text(&list));
        for form in ["csv --all", "text", "list"] {
            let with = |threads| outputs(&desk, &format!("--format {form} --threads {threads}"));
            let one = with(1);
            assert!(one == with(2), "{form}: two threads, another result");
            assert!(one == with(7), "{form}: seven threads, another result");
        }
    }
}

#[test]
fn any_order_of_the_input() {
    for list in lists() {
        let (above, mut links): (Vec<String>, Vec<String>) =
            list.into_iter().partition(|line| !line.starts_with("- "));
        let mut run = || {
            let desk = Desk::with("list.txt", text(&[above.clone(), links.clone()].concat()));
            let csv = outputs(&desk, "--format csv --all");
            let digest = desk.output("dedup list.txt --format text");
            let list = desk.output("dedup list.txt --format list");
            let mut page: Vec<String> = list.lines().map(str::to_owned).collect();
            page.sort_unstable();
            Dice::new(links.len() as u64).shuffle(&mut links);
            let report = without(&csv.report, &["item_id"]);
            (report, without(&csv.near_misses, &["item_a", "item_b"]), csv.corpus, digest, page)
        };
        let (first, second) = (run(), run());
        assert!(first.0 == second.0, "other clusters");
        assert!(first.1 == second.1, "other look-alikes");
        assert!(first.2 == second.2, "other statistics");
        assert!(first.3 == second.3, "another digest");
        assert!(first.4 == second.4, "another cleaned page");
    }
}

#[test]
fn saved_statistics_stand_for_counting() {
    for list in lists() {
        let desk = Desk::with("list.txt", text(&list)).and("same.txt", text(&list));
        let counted = outputs(&desk, "--format csv --all");
        desk.run("dedup list.txt -q -o out.csv --save-corpus saved.json").ends(0);
        for corpus in ["saved.json", "same.txt"] {
            let read = outputs(&desk, &format!("--format csv --all --corpus {corpus}"));
            assert!(counted.report == read.report, "{corpus}: other clusters");
            assert!(counted.near_misses == read.near_misses, "{corpus}: other look-alikes");
        }
    }
}

#[test]
fn saved_statistics_change_the_judge() {
    let list = Desk::with("list.txt", sample("nato-2014.txt"));
    let desk = list.and("other.txt", text(&link_list(3, 2_000)));
    let own = desk.output("dedup list.txt --format csv --all");
    let frozen = desk.output("dedup list.txt --format csv --all --corpus other.txt");
    assert_ne!(own, frozen, "--corpus had no effect");
}
