//! JSON as it comes: broken lines, odd values, nested keys, arrays over many lines, our own report.

use crate::error::{Error, ErrorKind};
use crate::read::{ColumnNames, Format, ReadSettings, Reading, read_bytes};

fn try_read(text: &str, settings: &ReadSettings) -> Result<Reading, Error> {
    let mut reading = Reading::default();
    read_bytes("j", text.as_bytes(), settings, &mut reading).map(|()| reading)
}

fn read(text: &str) -> Reading {
    try_read(text, &ReadSettings::default()).unwrap()
}

fn titles(reading: &Reading) -> Vec<String> {
    let shown = |(line, title): (u64, &str)| format!("{line} {title}");
    reading.entries.iter().map(|entry| shown((entry.origin.line, entry.title()))).collect()
}

fn reasons(reading: &Reading) -> Vec<String> {
    let rejects = reading.rejects.iter();
    rejects.map(|reject| format!("{}: {}", reject.origin, reject.reason)).collect()
}

#[test]
fn one_broken_line_is_a_reject_and_the_others_are_read() {
    let text = "{\"Title\":\"A\",\"URL\":\"u\",\"createdUtc\":1398594180.0,\"id\":7}\n\
                {\"title\":\"B\"\n\n[1]\n{\"headline\":\"C\",\"title\":null}\n{\"title\":[\"D\"]}\n";
    let reading = read(text);
    assert_eq!(reading.inputs[0].format, Format::Jsonl);
    assert_eq!(titles(&reading), ["1 A", "5 C"]);
    assert_eq!(
        reasons(&reading),
        [
            "j:2: found broken JSON (EOF while parsing an object at line 1 column 12), expected an object \
         on one line",
            "j:4: found an array, expected an object with a title",
            "j:6: found no title, expected one under `title`, `headline` or `name`",
        ]
    );
    let entry = reading.entries.get(0);
    assert_eq!((entry.url(), entry.id()), (Some("u"), Some("7")));
    assert_eq!(entry.published.unwrap().to_string(), "2014-04-27T10:23:00Z");
    let input = &reading.inputs[0];
    assert_eq!((input.lines.entry, input.lines.reject, input.lines.blank), (2, 3, 1));
    assert_eq!(input.table.as_ref().unwrap().records, 5);
}

#[test]
fn keys_may_be_named_and_nested() {
    let columns = ColumnNames {
        title: vec!["data.Title".into()],
        source: vec!["feed.title".into()],
        ..ColumnNames::default()
    };
    let settings = ReadSettings { columns, ..ReadSettings::default() };
    let text = "{\"data\":{\"title\":\"A\"},\"feed\":{\"title\":\"KLCC\"},\"title\":\"no\"}\n{\"title\":\"B\"}\n";
    let reading = try_read(text, &settings).unwrap();
    assert_eq!(titles(&reading), ["1 A"]);
    assert_eq!(reading.entries.get(0).source.as_deref(), Some("KLCC"));
    assert_eq!(reasons(&reading), ["j:2: found no title, expected one under `data.Title`"]);
    let columns = &reading.inputs[0].table.as_ref().unwrap().columns;
    assert_eq!(columns[..], [("title", "data.Title".into()), ("source", "feed.title".into())]);
}

#[test]
fn arrays_are_read_wherever_their_lines_end() {
    let text = "[\n  {\"title\": \"A\"}, {\"title\": \"B\"},\n\n  {\n    \"title\": \"C\"\n  }, 7, {\"title\":\n\"\"}\n]\n";
    let reading = read(text);
    assert_eq!(reading.inputs[0].format, Format::Json);
    assert_eq!(titles(&reading), ["2 A", "2 B", "4 C"]);
    assert_eq!(
        reasons(&reading),
        [
            "j:6: found a number, expected an object with a title",
            "j:6: found no title, expected one under `title`, `headline` or `name`",
        ]
    );
    let lines = reading.inputs[0].lines;
    assert_eq!(lines.total(), 8);
    assert_eq!(
        (lines.header, lines.entry, lines.blank, lines.reject, lines.passed_over),
        (1, 4, 1, 1, 1)
    );
}

#[test]
fn an_array_may_stand_in_an_object() {
    let text = "{\"status\": \"ok\", \"tags\": [\"x\"],\n \"articles\": [\n{\"title\": \"A\"}]}";
    assert_eq!(titles(&read(text)), ["3 A"]);
    assert_eq!(titles(&read("{\"items\": [{\"title\": \"A\"}]}")), ["1 A"]);
    assert!(read("[]").entries.is_empty());
}

#[test]
fn a_broken_array_is_an_error_where_it_breaks() {
    for (text, place) in [
        ("[{\"title\": \"A\"},\n{\"title\": \"B\"]", "j:2: found broken JSON ("),
        ("[{\"title\": \"A\"},", "j:1: found broken JSON ("),
        ("{\n\"a\": 1\n}", "j:1: found an object with 0 arrays of objects, expected"),
    ] {
        let error = try_read(text, &ReadSettings::default()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unreadable);
        assert!(error.to_string().starts_with(place), "{error}");
    }
}

#[test]
fn members_of_clusters_are_entries() {
    let text = "{\"cluster_id\":\"c1\",\"cluster_size\":2,\"title\":\"A\",\"first_seen\":\"2014-04-26\",\
        \"last_seen\":\"2014-04-28\",\"members\":[\
        {\"title\":\"A &amp; b\",\"published\":\"2014-04-27\",\"item_id\":\"17\",\"source\":null},\
        {\"title\":\"B\",\"published\":null,\"item_id\":\"page.txt:5\"},{\"title\":\"\"}]}\n";
    let reading = read(text);
    assert_eq!(titles(&reading), ["1 A &amp; b", "1 B"]);
    let [a, b] = &reading.entries.iter().collect::<Vec<_>>()[..] else { panic!("two entries") };
    assert_eq!((a.id(), b.id()), (Some("17"), None));
    assert_eq!((a.first_seen(), a.added), (a.published, None));
    assert_eq!(b.first_seen().unwrap().to_string(), "2014-04-26");
    assert_eq!(b.last_seen().unwrap().to_string(), "2014-04-28");
    assert_eq!(reading.inputs[0].lines.entry, 1);
    assert_eq!(reasons(&reading).len(), 1);
}
