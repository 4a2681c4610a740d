//! What `storyfold train` writes and says, on pairs made here, and what it refuses.

use std::fmt::Write;
use std::path::PathBuf;

use serde_json::Value;

use super::desk::{Desk, project};

const FILES: &str = "train --pairs pairs.csv --corpus list.txt";

/// Made pairs, every other one a repeat, the rest in another town; and titles of their kind.
fn pairs(count: usize) -> (String, String) {
    let towns = ["Arnby", "Burholt", "Corvik", "Dunmere", "Elsted", "Farrow", "Gorham"];
    let events = ["ferry runs aground", "mill burns down", "mayor resigns", "bridge is shut"];
    let mut table = "title_a,title_b,date_a,source_a,source_b,label\n".to_owned();
    let mut list = String::new();
    for at in 0..count {
        let (same, event) = (at % 2, events[at / 2 % 4]);
        let town = |step: usize| towns[(at + step) % 7];
        let a = format!("{} {event} in storm number {at}", town(0));
        let b = format!("After storm {at} {} {event}", town(1 - same));
        writeln!(table, "{a},{b},2025-05-{:02},wire,post,{same}", 1 + at % 28).unwrap();
        writeln!(list, "{a}\n{b}").unwrap();
    }
    (table, list)
}

fn desk(count: usize) -> Desk {
    let (table, list) = pairs(count);
    Desk::with("pairs.csv", table).and("list.txt", list)
}

#[test]
fn a_model_that_judges_by_what_it_was_shown() {
    let desk = desk(160);
    let ran = desk.run(&format!("{FILES} -o judge.txt --json")).ends(0);
    ran.says("160 pairs, 80 labeled same, 160 stories");
    ran.says("No pair shows these; their weights are those of the prior:");
    let figures: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&figures["pairs"], &figures["same"]), (&160.into(), &80.into()));
    let auc = figures["variants"][0]["scopes"][0]["auc"]["value"].as_f64().unwrap();
    assert!(auc > 0.95, "{figures:#}");
    let model = desk.text("judge.txt");
    assert!(
        model.contains("# Pairs: pairs.csv, 160 pairs (80 the same) of 160 stories, published")
    );
    assert!(model.contains("the same URL; set by hand: no labeled pair shows it"), "{model}");
    let judged = desk.output("eval --pairs pairs.csv --corpus list.txt --model judge.txt --json");
    let judged: Value = serde_json::from_str(&judged).unwrap();
    assert!(judged["scopes"][0]["auc"]["value"].as_f64().unwrap() >= auc - 0.01);
    assert_eq!(desk.output(&format!("{FILES} -q")), model);
}

#[test]
fn neither_the_order_nor_the_threads_nor_the_folder_show() {
    let desk = desk(120);
    let model = desk.output(&format!("{FILES} --threads 1"));
    let (table, list) = pairs(120);
    let mut rows: Vec<&str> = table.lines().collect();
    rows[1..].reverse();
    std::fs::create_dir(desk.path("far")).unwrap();
    let desk = desk.and("far/pairs.csv", rows.join("\n")).and("far/list.txt", list);
    let turned = desk.output("train --pairs far/pairs.csv --corpus far/list.txt --threads 2");
    assert!(model == turned, "{model}\n{turned}");
}

#[test]
fn titles_of_a_file_are_left_out() {
    let desk = desk(130);
    let (table, _) = pairs(130);
    let title = table.lines().nth(4).unwrap().split(',').next().unwrap();
    let desk = desk.and("mine.csv", format!("id,title\n1,{title}\n2,Something else\n"));
    let ran = desk.run(&format!("{FILES} --exclude mine.csv -o judge.txt")).ends(0);
    ran.says("129 pairs, ");
    ran.says("1 more pairs left out");
    assert!(desk.text("judge.txt").contains("Left out: 1 pairs with a title of mine.csv."));
    desk.refuses(
        &format!("{FILES} --exclude list.txt"),
        3,
        &["list.txt", "expected one called title"],
    );
}

#[test]
fn loose_is_chosen_on_stories() {
    let stories = "id,title,cluster\n\
        1,Volcano found in backyard of Skelby baker,v\n2,Skelby baker finds volcano in backyard,v\n\
        3,Navy jets scrambled over northern strait,j\n4,Jets of the navy scrambled over strait,j\n";
    let desk = desk(120).and("stories.csv", stories).and("ids.csv", "id,cluster\n1,a\n");
    let ran = desk.run(&format!("{FILES} --stories stories.csv -o judge.txt")).ends(0);
    ran.says("Clusters at loose, 2 stories");
    ran.says("loose: loses nothing of B-cubed F1 on stories");
    assert!(desk.text("judge.txt").contains("on stories.csv (4 titles, 2 stories)"));
    desk.refuses(&format!("{FILES} --stories ids.csv"), 3, &["ids.csv", "one called title"]);
}

#[test]
fn what_cannot_be_trained_on_is_refused() {
    let bad = "title_a,title_b,label\nx,y,maybe\n";
    let desk = desk(90).and("bad.csv", bad).and("old.txt", "storyfold-model 1\nevidence 999\n");
    desk.refuses(
        FILES,
        2,
        &["found 90 labeled pairs (45 of them the same), expected at least 100"],
    );
    let with = |pairs: &str, more: &str| format!("train --pairs {pairs} --corpus list.txt {more}");
    desk.refuses(&with("bad.csv", ""), 3, &["bad.csv:2: found `maybe`, expected a label"]);
    desk.refuses(&with("none.csv", ""), 3, &["none.csv: not found"]);
    desk.refuses("train --pairs pairs.csv --corpus none.csv", 3, &["none.csv: not found"]);
    desk.refuses(&with("pairs.csv", "--model old.txt"), 2, &["old.txt:2: found evidence 999"]);
    desk.refuses(&with("pairs.csv", "--variance 0"), 2, &["--variance: found 0"]);
    desk.refuses(&with("pairs.csv", "-o pairs.csv"), 2, &["pairs.csv", "would be overwritten"]);
    desk.refuses(&with("pairs.csv", "--json"), 2, &["--output"]);
    desk.refuses("train --pairs pairs.csv", 2, &["--corpus"]);
}

/// The shipped model is what the labeled pairs give, byte for byte.
#[test]
#[allow(clippy::print_stderr, reason = "a skipped test must say so")]
fn the_shipped_model_is_what_training_writes() {
    let Some(data) = std::env::var_os("STORYFOLD_DATA") else {
        eprintln!("SKIPPED: set STORYFOLD_DATA to a directory with pairs-dev.csv to run this");
        return;
    };
    let file = |name: &str| project("").join(PathBuf::from(&data)).join(name).display().to_string();
    let (pairs, corpus) = (file("pairs-dev.csv"), file("headlines-2025.csv"));
    let stories = file("stories-fnc.csv");
    let desk = Desk::new();
    let flags = format!("--pairs {pairs} --corpus {corpus} --stories {stories}");
    let model = desk.output(&format!("train {flags} -q"));
    let shipped = std::fs::read_to_string(project("src/judge/model.txt")).unwrap();
    assert!(model == shipped, "src/judge/model.txt is not what training writes:\n{model}");
}
