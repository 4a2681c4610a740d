//! What cannot work: the exit code, one clear message, and nothing written.

use std::process::Stdio;

use super::desk::{Desk, Ran, sample};

/// Three links, two of them the same.
const REPEATS: &str = "- Dormant volcano found in Bavarian backyard\n- Open Thread\n\
                       - Dormant volcano found in Bavarian backyard\n";

/// A link, and a line that looks like one and has no title.
const REJECT: &str =
    "- Nato News [Last Updated On: May 1st, 2014]\n- [Last Updated On: May 1st, 2014]\n";

fn desk() -> Desk {
    Desk::with("list.txt", REPEATS)
}

#[test]
fn a_missing_input() {
    let missing = "storyfold: lost.txt: not found, expected a file; check the name";
    desk().refuses("dedup lost.txt -o out.csv", 3, &[missing]);
    desk().refuses("normalize lost.txt", 3, &[missing]);
}

#[test]
fn all_missing_inputs_are_named() {
    let arguments = "dedup lost.txt list.txt gone.txt -o out.csv --near-misses near.csv";
    desk().refuses(arguments, 3, &["lost.txt: not found", "gone.txt: not found"]);
}

#[test]
fn a_directory() {
    desk().refuses("dedup . -o out.csv", 3, &[".: found a directory, expected a file"]);
}

#[test]
fn a_binary_file_is_named_with_the_line() {
    let desk = desk().and("photo.jpg", b"JFIF\nx\0y\n");
    let message = "photo.jpg:2: found a NUL byte, expected text (UTF-8 or CP-1252)";
    desk.refuses("dedup list.txt photo.jpg -o out.csv", 3, &[message]);
}

#[test]
fn standard_input_twice() {
    desk().refuses("dedup - - -o out.csv", 2, &["standard input named twice"]);
}

#[test]
fn an_empty_input_is_no_failure_but_is_said() {
    for nothing in ["", "\n \n\t\n"] {
        let desk = Desk::with("empty.txt", nothing);
        let ran = desk.run("dedup empty.txt").ends(0);
        ran.says("empty.txt: 0 links").says("No links found");
        assert_eq!(ran.out.lines().count(), 1, "only the heading: {}", ran.out);
    }
}

#[test]
fn an_input_without_entries_is_no_failure_but_is_said() {
    let desk = Desk::with("page.txt", "View post:\n\n- [Last Updated On: May 1st, 2014]\n");
    let ran = desk.run("dedup page.txt --rejects rejects.csv").ends(0);
    ran.says("page.txt: 0 links").says("No links found").says("1 line looks like a link");
    assert!(desk.text("rejects.csv").contains("\"page.txt\",3,\"found no title"));
}

#[test]
fn a_line_of_ten_megabytes_is_a_reject() {
    let desk = Desk::with("long.txt", "a ".repeat(5_000_000) + "\nshort\nshort\n");
    let ran = desk.run("dedup long.txt --rejects rejects.csv").ends(0);
    ran.says("long.txt: 2 links").says("1 line looks like a link and could not be read");
    let rejects = desk.text("rejects.csv");
    assert!(rejects.contains("\"long.txt\",1,\"found a line of 10000000 bytes"), "{rejects}");
    assert!(rejects.len() < 1_000, "the line itself is cut");
}

#[test]
fn a_reader_that_stops_early_is_no_failure() {
    let many = |n| format!("- Volcano number {n} erupts\n- Volcano number {n} erupts\n");
    // More than a pipe holds, so that the program notices.
    let desk = Desk::with("list.txt", (0..2_000).map(many).collect::<String>());
    let mut program = desk.program("dedup list.txt -q");
    let mut child = program.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let ran = Ran::of(child.wait_with_output().unwrap()).ends(0);
    assert_eq!(ran.said, "");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk() {
    let full = "/dev/full: cannot be written: no space is left";
    desk().refuses("dedup list.txt -o /dev/full", 4, &[full]);
    desk().refuses("dedup list.txt -o /dev/full --near-misses near.csv", 4, &[full]);
    let desk = desk();
    for arguments in ["dedup list.txt -q", "normalize list.txt", "compare one two"] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let ran = Ran::of(desk.program(arguments).stdout(full).output().unwrap()).ends(4);
        ran.says("storyfold: standard output: cannot be written: no space is left");
    }
}

#[test]
fn an_output_over_an_input() {
    let over = "list.txt: it is an input and would be overwritten; name another file";
    for arguments in [
        "dedup list.txt -o list.txt",
        "dedup list.txt -o ./list.txt",
        "dedup list.txt --rejects list.txt",
        "dedup list.txt --save-corpus list.txt",
    ] {
        desk().refuses(arguments, 2, &["list.txt: it is an input"]);
    }
    desk().refuses("dedup list.txt --near-misses list.txt", 2, &[over]);
}

#[test]
fn an_output_over_what_the_judge_reads() {
    let model = include_str!("../src/judge/model.txt");
    let desk = desk().and("model.txt", model).and("old.txt", REPEATS);
    let pairs = desk.and("pairs.csv", "title_a,title_b\na,b\n");
    for (arguments, name) in [
        ("dedup list.txt --corpus old.txt -o old.txt", "old.txt"),
        ("dedup list.txt --model model.txt -o model.txt", "model.txt"),
        ("compare --pairs pairs.csv -o pairs.csv", "pairs.csv"),
        ("compare --pairs pairs.csv --corpus old.txt -o old.txt", "old.txt"),
        ("compare --pairs pairs.csv --model model.txt -o model.txt", "model.txt"),
    ] {
        pairs.refuses(arguments, 2, &[&format!("{name}: it is an input")]);
    }
}

#[test]
fn two_outputs_on_one_path() {
    let clash = "two outputs would be written to it; give each its own file";
    desk().refuses("dedup list.txt -o out.csv --near-misses out.csv", 2, &["out.csv: ", clash]);
    desk().refuses("dedup list.txt -o out.csv --rejects ./out.csv", 2, &["out.csv: ", clash]);
    for name in ["-", "/dev/stdout"] {
        let arguments = format!("dedup list.txt --near-misses {name}");
        desk().refuses(&arguments, 2, &["standard output: ", clash]);
    }
}

#[test]
fn settings_that_do_not_exist() {
    for (arguments, message) in [
        ("--format pdf", "format: found `pdf`, expected one of csv"),
        ("--input-format pdf", "input format: found `pdf`, expected `linklist`"),
        ("--window soon", "window: found `soon`, expected a number of days (`30d`) or `none`"),
        ("--window 99999999999", "window: found `99999999999`"),
        ("--window=-3", "window: found `-3`"),
        ("--delimiter ab", "delimiter: found `ab`, expected one character"),
        ("--delimiter \"", "expected one character such as `,` or `;`, or `tab`"),
        ("--lang xx", "--lang: found `xx`, expected one of en, "),
        ("--level medium", "invalid value 'medium' for '--level <LEVEL>'"),
        ("--threads 0", "invalid value '0' for '--threads <N>'"),
        ("--max-rejects few", "invalid value 'few' for '--max-rejects <N>'"),
    ] {
        desk().refuses(&format!("dedup list.txt -o out.csv {arguments}"), 2, &[message]);
    }
}

#[test]
fn usage_that_does_not_exist() {
    for arguments in ["", "fold list.txt", "dedup list.txt --bogus", "compare one", "compare"] {
        desk().refuses(arguments, 2, &["Usage: storyfold"]);
    }
    desk().refuses("compare one two --date-a soon", 2, &["date: found `soon`", "2014-04-27"]);
}

#[test]
fn strict_stops_at_the_first_reject() {
    let desk = Desk::with("page.txt", REJECT);
    let message = "page.txt:2: found no title, expected text between the bullet and the tags";
    desk.refuses("dedup page.txt --strict -o out.csv", 3, &[message, "read without --strict"]);
    desk.run("dedup page.txt").ends(0);
}

#[test]
fn more_rejects_than_allowed() {
    let desk = Desk::with("page.txt", REJECT);
    let message = "found 1 rejected entry beside 1 good one, expected at most 0";
    desk.refuses("dedup page.txt --max-rejects 0 -o out.csv", 3, &[message, "page.txt:2"]);
    desk.run("dedup page.txt --max-rejects 1").ends(0);
}

#[test]
fn a_model_that_cannot_be_used() {
    let broken = include_str!("../src/judge/model.txt").replacen("bias ", "bias x", 1);
    let desk = desk().and("model.txt", broken);
    desk.refuses("dedup list.txt --model lost.txt", 3, &["lost.txt: not found, expected a file"]);
    desk.refuses("dedup list.txt --model .", 3, &[".: found a directory, expected a file"]);
    desk.refuses("dedup list.txt --model model.txt", 2, &["model.txt:", "expected a number"]);
    desk.refuses("dedup list.txt --model list.txt", 2, &["storyfold: list.txt"]);
}

#[test]
fn statistics_that_cannot_be_used() {
    let desk = Desk::with("list.txt", REPEATS);
    desk.run("dedup list.txt -q --save-corpus corpus.json -o out.csv").ends(0);
    let whole = desk.text("corpus.json");
    let changed = whole.replacen("\"titles\": 3", "\"titles\": 4", 1);
    assert_ne!(changed, whole);
    let desk = desk.and("changed.json", changed).and("cut.json", &whole[..whole.len() / 2]);
    let again = "make it again with `storyfold dedup --save-corpus`";
    desk.refuses("dedup list.txt --corpus changed.json", 2, &["changed.json: found", again]);
    desk.refuses("dedup list.txt --corpus cut.json", 2, &["cut.json: found", again]);
    desk.refuses("dedup list.txt --corpus lost.json", 3, &["lost.json: not found"]);
    desk.refuses("compare one two --corpus changed.json", 2, &["changed.json: found", again]);
}

#[test]
fn pairs_that_cannot_be_read() {
    let desk =
        Desk::with("pairs.csv", "title_a,headline\nx,y\n").and("cut.csv", "title_a,title_b\nx\n");
    let columns = "pairs.csv:1: found the columns title_a,headline, expected one called title_b";
    desk.refuses("compare --pairs pairs.csv -o out.csv", 3, &[columns]);
    desk.refuses("compare --pairs cut.csv -o out.csv", 3, &["cut.csv:2: found"]);
    desk.refuses("compare --pairs lost.csv -o out.csv", 3, &["lost.csv: not found"]);
}

#[test]
fn repeats_as_a_failure() {
    let desk = desk().and("page.txt", "- Open Thread\n- Dormant volcano found\n");
    let found = desk.run("dedup list.txt --fail-on-duplicates").ends(1);
    assert_eq!(found.out.lines().count(), 3, "the report is written all the same");
    desk.run("dedup page.txt --fail-on-duplicates").ends(0);
    desk.run("dedup list.txt").ends(0);
}

#[test]
fn an_output_in_a_missing_directory() {
    let message = "no/out.csv: cannot be written: its directory does not exist; create it first";
    desk().refuses("dedup list.txt -o no/out.csv", 4, &[message]);
    let second = "no/near.csv: cannot be written";
    desk().refuses("dedup list.txt -o out.csv --near-misses no/near.csv", 4, &[second]);
    desk().refuses("dedup list.txt -o .", 4, &[".: cannot be written"]);
}

#[test]
fn a_failed_run_leaves_the_last_report() {
    let desk = desk().and("out.csv", "the last report");
    desk.refuses("dedup list.txt -o out.csv --near-misses no/near.csv", 4, &["near.csv"]);
    desk.run("dedup list.txt -o out.csv").ends(0);
    assert_ne!(desk.text("out.csv"), "the last report");
}

#[test]
fn errors_are_said_quietly_too() {
    let desk = Desk::with("list.txt", sample("nato-2014.txt"));
    desk.refuses("dedup lost.txt -q", 3, &["storyfold: lost.txt: not found"]);
    let ran = desk.run("dedup list.txt -q").ends(0);
    assert_eq!(ran.said, "");
    let messages = desk.run("dedup lost.txt").said;
    assert_eq!(messages.lines().count(), 1, "one line: {messages}");
}
