//! What holds for every format: tallies, limits, and whatever bytes may come.

use proptest::prelude::*;

use super::*;

fn read(bytes: &[u8], settings: &ReadSettings) -> (Reading, Result<()>) {
    let mut reading = Reading::default();
    let result = read_bytes("f", bytes, settings, &mut reading);
    (reading, result)
}

const ONE_BAD_IN_THREE: &[u8] = b"- A\n- B [Last Updated On: x]\n- C\n-\n";

#[test]
fn rejects_are_borne_by_default() {
    let (reading, result) = read(ONE_BAD_IN_THREE, &ReadSettings::default());
    assert!(result.is_ok());
    assert_eq!((reading.entries.len(), reading.rejects.len()), (2, 2));
}

#[test]
fn strict_ends_at_the_first_reject() {
    let settings = ReadSettings { strict: true, ..ReadSettings::default() };
    let error = read(ONE_BAD_IN_THREE, &settings).1.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Rejected);
    assert_eq!(error.origin(), Some(&Origin::new("f", 2)));
    assert!(error.to_string().starts_with("f:2: found `x` in `[Last Updated On: …]`, expected"));
    assert!(read(b"- A\n- B\n", &settings).1.is_ok());
}

#[test]
fn more_rejects_than_borne_are_an_error() {
    let most = |n| ReadSettings { max_rejects: Some(n), ..ReadSettings::default() };
    assert!(read(ONE_BAD_IN_THREE, &most(2)).1.is_ok());
    let error = read(ONE_BAD_IN_THREE, &most(1)).1.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Rejected);
    let shown = error.to_string();
    assert!(
        shown.starts_with("found 2 rejected entries beside 2 good ones, expected at most 1"),
        "{shown}"
    );
    assert!(shown.contains("f:2: found `x`"), "{shown}");
}

#[test]
fn formats_go_by_their_names() {
    for format in Format::ALL {
        assert_eq!(Format::parse(format.name()).unwrap(), format);
    }
    let shown = Format::parse("xml").unwrap_err().to_string();
    assert!(
        shown.starts_with("input format: found `xml`, expected `linklist` or `lines` or `csv`")
    );
}

#[test]
fn entries_share_the_name_of_their_file() {
    let (reading, _) = read(b"a\nb\n", &ReadSettings::default());
    assert!(Arc::ptr_eq(&reading.entries.get(0).origin.file, &reading.entries.get(1).origin.file));
    assert!(Arc::ptr_eq(&reading.entries.get(0).origin.file, &reading.inputs[0].file));
}

#[test]
fn mixed_character_sets_are_counted() {
    let (reading, _) = read(b"caf\xC3\xA9\ncaf\xE9\n", &ReadSettings::default());
    assert!(reading.entries.iter().all(|entry| entry.title() == "café"));
    assert_eq!(reading.inputs[0].recoded, 1);
}

/// What every reading must satisfy, given how many lines the input has.
fn adds_up(reading: &Reading, lines: usize) {
    let input = &reading.inputs[0];
    assert_eq!(input.lines.total(), lines as u64);
    assert_eq!(input.entries, reading.entries.len() as u64);
    assert_eq!(input.rejects, reading.rejects.len() as u64);
    if let Some(table) = &input.table {
        assert_eq!(table.records, input.entries + input.rejects);
    }
    if input.format != Format::Json && input.format != Format::Jsonl {
        assert!(input.lines.entry >= input.entries && input.lines.reject >= input.rejects);
        assert!((input.entries == 0) == (input.lines.entry == 0));
    }
    for entry in reading.entries.iter() {
        assert!(!entry.title().is_empty() && entry.title().trim() == entry.title());
        assert!(entry.origin.line >= 1 && entry.origin.line <= lines as u64);
    }
    for reject in &reading.rejects {
        assert!(reject.text.chars().count() <= 200 && reject.reason.contains("expected"));
    }
}

fn count_lines(bytes: &[u8]) -> usize {
    let text = bytes.strip_prefix(decode::BYTE_ORDER_MARK).unwrap_or(bytes);
    decode::decode("f", text, 0, decode::line_end(text)).unwrap().lines.len()
}

fn formats() -> impl Strategy<Value = Option<Format>> {
    let named = Format::ALL.map(Some);
    prop::sample::select([vec![None], named.to_vec()].concat())
}

/// Text made of the pieces that the link list reader knows, in any order.
fn list_like() -> impl Strategy<Value = String> {
    let pieces = "\n|\n|\n|\r\n|- |* |• |1. |<li>|</li>|<a href=\"u\">|</a>|[|]|](u.x)|(|[Last Updated On:|\
                  [Originally Added On: May 1st, 2014]| April 31st, 2014]|# |---|```|&amp;|&nbsp;|\u{A0}| |\
                  é|word|<|>|\"|\u{FEFF}|TITLE";
    let pieces: Vec<_> = pieces.split('|').map(str::to_owned).collect();
    prop::collection::vec(prop::sample::select(pieces), 0..60).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_bytes_add_up(bytes in prop::collection::vec(any::<u8>(), 0..300), format in formats()) {
        let settings = ReadSettings { format, ..ReadSettings::default() };
        let (reading, result) = read(&bytes, &settings);
        match result {
            Ok(()) => adds_up(&reading, count_lines(&bytes)),
            Err(error) => prop_assert_eq!(error.kind(), ErrorKind::Unreadable),
        }
    }

    #[test]
    fn any_list_adds_up(text in list_like(), format in formats()) {
        let settings = ReadSettings { format, ..ReadSettings::default() };
        let (reading, result) = read(text.as_bytes(), &settings);
        match result {
            Ok(()) => adds_up(&reading, text.strip_prefix('\u{FEFF}').unwrap_or(&text).lines().count()),
            Err(error) => prop_assert!(error.origin().is_some() && reading.inputs.is_empty()),
        }
    }
}
