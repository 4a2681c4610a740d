//! Whole lists: which line becomes what.

use super::*;
use crate::read::{Format, LineTally, ReadSettings, Reading, read_bytes};

const TAGS: &str = "[Last Updated On: May 2nd, 2014] [Originally Added On: May 1st, 2014]";

fn read_list(text: &str) -> Reading {
    let settings = ReadSettings { format: Some(Format::LinkList), ..ReadSettings::default() };
    let mut reading = Reading::default();
    read_bytes("list.txt", text.replace("TAGS", TAGS).as_bytes(), &settings, &mut reading).unwrap();
    reading
}

/// Entries as `LINE title`, rejects as `LINE! text`, in order of lines.
fn shown(reading: &Reading) -> Vec<String> {
    let entries =
        reading.entries.iter().map(|e| (e.origin.line, format!("{} {}", e.origin.line, e.title())));
    let rejects =
        reading.rejects.iter().map(|r| (r.origin.line, format!("{}! {}", r.origin.line, r.text)));
    let mut all: Vec<_> = entries.chain(rejects).collect();
    all.sort();
    all.into_iter().map(|(_, line)| line).collect()
}

fn tally(entry: u64, reject: u64, header: u64, passed_over: u64, blank: u64) -> LineTally {
    LineTally { entry, reject, header, passed_over, blank }
}

/// Reads `text` and compares entries, rejects and tally (entry, reject, header, passed over, blank).
fn check(text: &str, expected: &[&str], [entry, reject, header, passed_over, blank]: [u64; 5]) {
    let reading = read_list(text);
    assert_eq!(shown(&reading), expected, "{text}");
    let lines = reading.inputs[0].lines;
    assert_eq!(lines, tally(entry, reject, header, passed_over, blank), "{text}");
}

#[test]
fn the_nato_sample_is_read_whole() {
    let mut reading = Reading::default();
    let bytes = include_bytes!("../../../samples/nato-2014.txt");
    read_bytes("nato-2014.txt", bytes, &ReadSettings::default(), &mut reading).unwrap();
    assert_eq!(reading.inputs[0].format, Format::LinkList);
    assert_eq!(reading.inputs[0].lines, tally(80, 0, 2, 0, 0));
    assert_eq!((reading.inputs[0].entries, reading.rejects.len()), (80, 0));
    let first = reading.entries.get(0);
    assert_eq!(first.title(), "NATO Protesters Receive 5- To 8-Year Prison Terms");
    assert_eq!(first.updated.unwrap().to_string(), "2014-04-26");
    assert_eq!(first.added.unwrap().to_string(), "2014-04-26");
    assert_eq!(first.origin.to_string(), "nato-2014.txt:3");
    let last = reading.entries.get(79);
    assert_eq!(last.title(), "North Atlantic Treaty Organization - The New York Times");
    assert_eq!(last.updated.unwrap().to_string(), "2014-05-02");
    assert!(reading.entries.iter().all(|entry| entry.date().is_some()));
}

#[test]
fn bullets_or_tags_make_an_entry() {
    check("My links\n- A TAGS\nB TAGS\n\nabout C\n* C\n", &["2 A", "3 B", "6 C"], [3, 0, 1, 1, 1]);
}

#[test]
fn a_title_goes_on_directly_below_its_bullet() {
    check("- A long\n  title TAGS\n- B\n", &["1 A long title", "3 B"], [3, 0, 0, 0, 0]);
    check("- A\nb\nc TAGS\nd\n", &["1 A b c"], [3, 0, 0, 1, 0]);
    check("- A TAGS\nb\n", &["1 A"], [1, 0, 0, 1, 0]);
    check("A\nb TAGS\n", &["2 b"], [1, 0, 1, 0, 0]);
    check("A TAGS\nb TAGS\n", &["1 A", "2 b"], [2, 0, 0, 0, 0]);
}

#[test]
fn what_parts_the_list_ends_the_title() {
    for between in ["", "&nbsp;", "# Heading", "---", "===", "***", "```"] {
        let reading = read_list(&format!("- A\n{between}\nb\n- C\n"));
        assert_eq!(shown(&reading), ["1 A", "4 C"], "{between}");
        assert_eq!(reading.inputs[0].lines.total(), 4);
    }
    check("<li>A</li>\nb\n", &["1 A"], [1, 0, 0, 1, 0]);
}

#[test]
fn wrapped_tags_are_put_together() {
    let list = format!("- A title {TAGS}\n");
    let spaces = list.match_indices(' ').map(|(at, _)| at).filter(|&at| at > 1);
    for at in spaces.collect::<Vec<_>>() {
        let mut wrapped = list.clone();
        wrapped.replace_range(at..=at, "\n");
        let reading = read_list(&wrapped);
        assert_eq!(shown(&reading), ["1 A title"], "{wrapped}");
        assert_eq!(reading.entries.get(0).updated.unwrap().to_string(), "2014-05-02");
        assert_eq!(reading.entries.get(0).added.unwrap().to_string(), "2014-05-01");
        assert_eq!(reading.inputs[0].lines, tally(2, 0, 0, 0, 0));
    }
}

#[test]
fn a_line_of_tags_completes_the_entry_above() {
    let reading =
        read_list("- A [Last Updated On: May 2nd, 2014]\n[Originally Added On: May 1st, 2014]\n");
    assert_eq!(reading.entries.get(0).first_seen().unwrap().to_string(), "2014-05-01");
    assert_eq!(reading.inputs[0].lines, tally(2, 0, 0, 0, 0));
    check("- A TAGS\nTAGS\n", &["1 A", &format!("2! {TAGS}")], [1, 1, 0, 0, 0]);
}

#[test]
fn a_title_ends_after_some_lines() {
    let text = format!("- A\n{}", "b\n".repeat(20));
    let title = format!("1 A{}", " b".repeat(7));
    check(&text, &[&title], [MOST_LINES, 0, 0, 13, 0]);
}

#[test]
fn what_cannot_be_read_is_a_reject_with_all_its_lines() {
    check("x\n-\nA\n- B TAGS", &["2! -", "4 B"], [1, 1, 1, 1, 0]);
    check("- A\nb [Last Updated On: x]\nc\n", &["1! - A b [Last Updated On: x]"], [0, 2, 0, 1, 0]);
    check("TAGS\n", &[&format!("1! {TAGS}")], [0, 1, 0, 0, 0]);
    check("- A [Last Updated On: May\n\n", &["1! - A [Last Updated On: May"], [0, 1, 0, 0, 1]);
}

#[test]
fn an_overlong_line_is_a_reject_and_ends_the_title_above() {
    let long = "x".repeat(LONGEST_LINE + 1);
    let reading = read_list(&format!("- A\n{long}\nb\n"));
    assert_eq!(reading.inputs[0].lines, tally(1, 1, 0, 1, 0));
    assert_eq!(reading.entries.get(0).title(), "A");
    assert_eq!(reading.rejects[0].reason, "found a line of 65537 bytes, expected at most 65536");
}

#[test]
fn html_items_may_span_lines() {
    let text = "<h1>Links</h1>\n<ul>\n<li>\n  <a href=\"http://u/1\">A long\n  title</a> TAGS\n</li>\n<li><a href=\"http://u/2\">B</a></li>\n</ul>\n<p>bye</p>\n";
    let reading = read_list(text);
    assert_eq!(shown(&reading), ["3 A long title", "7 B"]);
    assert_eq!(reading.entries.get(0).url(), Some("http://u/1"));
    assert!(reading.entries.get(0).added.is_some());
    assert_eq!(reading.inputs[0].lines, tally(4, 0, 2, 3, 0));
}

#[test]
fn a_list_in_cp_1252_has_its_bullets_and_spaces() {
    let bytes = b"\x95\xA0Putin\x92s visit\xA0[Last\xA0Updated On: May 2nd, 2014]\r\n\x96 B\r\n";
    let mut reading = Reading::default();
    read_bytes("f", bytes, &ReadSettings::default(), &mut reading).unwrap();
    assert_eq!(shown(&reading), ["1 Putin\u{2019}s visit", "2 B"]);
    assert!(reading.entries.get(0).updated.is_some());
    assert_eq!(reading.inputs[0].recoded, 2);
}
