//! Tables as they come: headers, delimiters, ragged rows, broken quotes, dates.

use proptest::prelude::*;

use crate::error::{Error, ErrorKind};
use crate::read::{ColumnNames, DateFormat, OddDates, ReadSettings, Reading, read_bytes};

fn try_read(text: &str, settings: &ReadSettings) -> Result<Reading, Error> {
    let mut reading = Reading::default();
    read_bytes("t.csv", text.as_bytes(), settings, &mut reading).map(|()| reading)
}

fn read(text: &str) -> Reading {
    try_read(text, &ReadSettings::default()).unwrap()
}

/// Entries and rejects, one a line.
fn shown(reading: &Reading) -> String {
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    let mut lines: Vec<_> = reading
        .entries
        .iter()
        .map(|entry| {
            let date = |stamp: Option<crate::stamp::Stamp>| or_dash(stamp.map(|s| s.to_string()));
            let dates = [entry.published, entry.added, entry.updated].map(date).join(" ");
            let [url, source, id] = [entry.url(), entry.source.as_deref(), entry.id()]
                .map(|text| or_dash(text.map(str::to_owned)));
            (entry.origin.line, format!("{} | {url} {source} {id} | {dates}", entry.title()))
        })
        .collect();
    let rejects = reading.rejects.iter();
    lines.extend(rejects.map(|reject| (reject.origin.line, format!("! {}", reject.reason))));
    lines.sort();
    let lines: Vec<_> = lines.into_iter().map(|(line, text)| format!("{line}: {text}\n")).collect();
    lines.concat()
}

#[test]
fn golden() {
    let text = "\u{FEFF}id;Headline;Link;pubDate;Date added;Modified;Source\r\n\
        1;\"Fish &amp;amp; chips\";http://u/1;Sun, 27 Apr 2014 10:23:00 GMT;2014-04-26;1398594180;KLCC\r\n\
        2;\"Two\r\n lines; one \"\"title\"\"\";NULL;27/04/2014;;;\r\n\
        \r\n\
        3;;http://u/3\r\n\
        4;Short\r\n\
        5;Long;u;;;;s;more;and more\r\n\
        6;\"No end;u\r\n\
        7;Epoch zero;u;0;2099-01-01;;\r\n\
        ;;;;;;\r\n";
    let reading = read(text);
    insta::assert_snapshot!(shown(&reading), @r#"
    2: Fish &amp; chips | http://u/1 KLCC 1 | 2014-04-27T10:23:00Z 2014-04-26 2014-04-27T10:23:00Z
    3: Two lines; one "title" | - - 2 | - - -
    6: ! found no title, expected one in column 2 (`Headline`)
    7: Short | - - 4 | - - -
    8: Long | u s 5 | - - -
    9: ! found a quote without its end, expected `"` at the end of the cell
    10: Epoch zero | u - 7 | - 2099-01-01 -
    11: ! found no title, expected one in column 2 (`Headline`)
    "#);
    let input = &reading.inputs[0];
    let table = input.table.as_ref().unwrap();
    let columns: Vec<_> =
        table.columns.iter().map(|(role, name)| format!("{role}={name}")).collect();
    assert_eq!(
        columns.join(" "),
        "title=Headline url=Link date=pubDate added=Date added updated=Modified source=Source id=id"
    );
    assert_eq!((table.records, table.ragged), (8, 2));
    let first = |dates: &OddDates| (dates.count, dates.first.clone().unwrap());
    let (unread, odd) = (first(&table.unread_dates), first(&table.odd_dates));
    assert_eq!(unread.0, 2);
    assert!(unread.1.starts_with("t.csv:3: found `27/04/2014`, expected a date such as"));
    assert_eq!(odd, (1, "t.csv:10: 2099-01-01".to_owned()));
    assert_eq!(input.lines.total(), 11);
}

#[test]
fn a_table_without_titles_says_which_columns_it_has() {
    let settings = ReadSettings::default();
    let error = try_read("\na,b,c\n1,2,3\n", &settings).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unreadable);
    assert_eq!(
        error.to_string(),
        "t.csv:2: found the columns a, b, c, expected one named title, headline or name; name it with \
         --title-col"
    );
    let many = (0..300).map(|n| format!("column {n}")).collect::<Vec<_>>().join(",");
    assert!(try_read(&many, &settings).unwrap_err().to_string().len() < 320);
}

#[test]
fn a_user_may_name_the_columns() {
    let columns = ColumnNames {
        title: vec!["text".into()],
        url: vec!["3".into()],
        date: vec!["day".into()],
        ..ColumnNames::default()
    };
    let date_format = Some(DateFormat::parse("%d/%m/%Y").unwrap());
    let settings = ReadSettings { columns, date_format, ..ReadSettings::default() };
    let reading = try_read("title|Text|x|day\nt|A, b|u|04/05/2014\n", &settings).unwrap();
    assert_eq!(shown(&reading), "2: A, b | u - - | 2014-05-04 - -\n");
    let error = try_read("title,url\nA,u\n", &settings).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Settings);
    assert!(error.to_string().starts_with("t.csv:1: found the columns title, url, expected one"));
}

#[test]
fn a_report_of_our_own_is_read_as_it_was_written() {
    let text = "cluster_id,cluster_size,title,url,published,first_seen,last_seen,item_id\n\
        \"c1\",2,\"'- A &amp; b\",\"u\",2014-04-27,2014-04-26,2014-04-28,\"17\"\n\
        \"c1\",2,\"''=A\",,,2014-04-26,2014-04-28,\"page.txt:5\"\n";
    assert_eq!(
        shown(&read(text)),
        "2: - A &amp; b | u - 17 | 2014-04-27 - -\n3: '=A | - - - | - 2014-04-26 2014-04-28\n"
    );
    assert_eq!(shown(&read("title,url\n'- A,u\n")), "2: '- A | u - - | - - -\n");
}

#[test]
fn a_table_of_one_column_keeps_its_commas() {
    assert_eq!(
        shown(&read("title\nA, b\n\"C, d\"\n")),
        "2: A, b | - - - | - - -\n3: C, d | - - - | - - -\n"
    );
    assert_eq!(read("title,url\n").entries.len(), 0);
    assert_eq!(read("\n\n").inputs[0].lines.blank, 2);
}

#[test]
fn kept_rows_are_the_bytes_that_came() {
    let settings = ReadSettings { keep_records: true, ..ReadSettings::default() };
    let mut reading = Reading::default();
    let bytes = b"\xEF\xBB\xBFsep=;\r\ntitle;b\r\n\"x\r\ny\";caf\xE9\r\n;none\r\nlast;1";
    read_bytes("t.csv", bytes, &settings, &mut reading).unwrap();
    let table = &reading.tables[0];
    assert_eq!(table.head(), b"\xEF\xBB\xBFsep=;\r\ntitle;b\r\n");
    let records: Vec<_> = table.records().collect();
    assert_eq!(records, [(3, &b"\"x\r\ny\";caf\xE9\r\n"[..]), (6, b"last;1")]);
    let error = read_bytes("f", b"A\nB\n", &settings, &mut reading).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Settings);
    let expected =
        "f: found one title a line, expected CSV or TSV, since its columns are to be kept";
    assert_eq!(error.to_string(), expected);
}

proptest! {
    #[test]
    fn entries_and_rejects_are_the_records(
        rows in prop::collection::vec(prop::collection::vec("[a-c,;\"'=\r\n é-]{0,6}", 3), 0..20),
        semicolon in any::<bool>(),
    ) {
        let delimiter = if semicolon { b';' } else { b',' };
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        writer.write_record(["url", "title", "id"]).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let reading = read(&text);
        let input = &reading.inputs[0];
        prop_assert_eq!(input.entries + input.rejects, rows.len() as u64);
        prop_assert_eq!(input.table.as_ref().unwrap().records, rows.len() as u64);
        prop_assert_eq!(input.table.as_ref().unwrap().ragged, 0);
        let titled = rows.iter().filter(|row| !row[1].trim().is_empty()).count();
        prop_assert_eq!(input.entries, titled as u64);
    }
}
