//! Wherever blocks end and however the bytes come, the same is read.

use std::io::{self, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;

use super::*;
use crate::entry::Entry;
use crate::progress::Unwatched;
use crate::read::{InputTally, Reject};

/// All that a reading says.
#[derive(Debug, PartialEq)]
struct Said {
    entries: Vec<Entry>,
    rejects: Vec<Reject>,
    inputs: String,
    tables: String,
    failure: Option<String>,
}

/// A reading that is not empty, as it is where the input is not the first.
fn begun() -> Reading {
    let mut reading = Reading::default();
    super::super::read_bytes("before", b"- A\n-\n", &ReadSettings::default(), &mut reading)
        .unwrap();
    reading
}

fn read(source: Source<'_>, block: usize, settings: &ReadSettings) -> Said {
    let mut reading = begun();
    let read = add("f.csv", source, block, settings, &mut reading, &Unwatched);
    let table = |table: &crate::read::KeptTable| {
        let records =
            table.records().map(|(line, bytes)| (line, bytes.to_vec())).collect::<Vec<_>>();
        format!("{:?} {:?} {records:?}", table.columns, table.head())
    };
    let failure = read.err().map(|error| format!("{:?} {error}", error.kind()));
    let inputs: &[InputTally] = &reading.inputs;
    Said {
        inputs: format!("{inputs:?}"),
        entries: reading.entries.iter().collect(),
        tables: reading.tables.iter().map(table).collect(),
        rejects: reading.rejects,
        failure,
    }
}

/// Gives a few bytes at a time, and fails at the end if it is told to.
struct Drip<'a>(&'a [u8], bool);

impl io::Read for Drip<'_> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        if self.0.is_empty() && self.1 {
            return Err(io::Error::other("no more"));
        }
        let most = room.len().min(3);
        self.0.read(&mut room[..most])
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Checks that all ways to read these bytes say the same.
fn same_however_cut(bytes: &[u8], settings: &ReadSettings) {
    let expected = read(Source::Bytes(bytes), BLOCK, settings);
    if expected.failure.is_some() {
        assert_eq!((expected.entries.len(), expected.rejects.len()), (1, 1));
        assert!(!expected.inputs.contains("f.csv"));
    }
    let packed = gzip(bytes);
    for block in [1, 2, 3, 7, 16, 64, 300] {
        let said = read(Source::Bytes(bytes), block, settings);
        assert_eq!(said, expected, "blocks of {block}");
        let said = read(Source::Stream(&mut Drip(bytes, false)), block, settings);
        assert_eq!(said, expected, "a stream in blocks of {block}");
        let said = read(Source::Bytes(&packed), block, settings);
        assert_eq!(said, expected, "packed, in blocks of {block}");
        let said = read(Source::Stream(&mut Drip(bytes, true)), block, settings);
        assert!(said.failure.unwrap().contains("found a failure to read (no more)"));
        assert_eq!((said.entries.len(), said.rejects.len()), (1, 1));
    }
}

/// Pieces of which inputs of every form are made, and what breaks them.
const PIECES: &str = "a|b c|é|&amp;|&nbsp;|\"|\"\"|,|,|;|\t|\u{1F}|\u{FEFF}| |=1|'=|2014-04-27|04/05/2014|2099-01-01|\
    - |* |<li>|</li>|[Last Updated On: May 1st, 2014]|[Originally Added On: x]|[Last Updated On: May|---|# |\
    title|url|date,source|title,url,id\n|id;title\n|sep=;\n|cluster_id,item_id,title,first_seen\n|\
    {\"title\":\"A\"}|{\"title\":\"B\",\"url\":\"u\",\"added\":1398594180}|{\"title\":|[|]|{\"cluster_id\":1,\"members\":[{}]}|\
    \n|\n|\n|\n|\n|\r\n|\r\n|\n\n|\r|x,y,z\n|\"one\ntwo\",v,1\n|\"no end,u\n|\"A\" b,c\n|- A\n- B\n|- A [Last Updated On: May 1st, 2014]\n";

fn piece() -> impl Strategy<Value = Vec<u8>> {
    let pieces: Vec<_> = PIECES.split('|').map(|piece| piece.as_bytes().to_vec()).collect();
    let odd = [&b"\xE9"[..], b"\xFF\xFE", b"\x93a\x94", b"\0", b"|"].map(<[u8]>::to_vec);
    prop_oneof![60 => prop::sample::select(pieces), 1 => prop::sample::select(odd.to_vec())]
}

fn input() -> impl Strategy<Value = Vec<u8>> {
    let heads = [
        "",
        "",
        "title,url,id\n",
        "id;title;date\r\n",
        "title\n",
        "id\ttitle\n",
        "\u{FEFF}url,title\n",
        "{\"title\":\"A\"}\n",
        "[{\"title\":\"A\"},\n",
        "- A\n- B\n",
    ];
    let head = prop::sample::select(heads.to_vec());
    (head, prop::collection::vec(piece(), 0..60))
        .prop_map(|(head, pieces)| [head.as_bytes(), &pieces.concat()].concat())
}

fn settings() -> impl Strategy<Value = ReadSettings> {
    let formats = [vec![None; 6], Format::ALL.map(Some).to_vec()].concat();
    let titles = prop::sample::select(vec![None, None, None, None, Some("b c"), Some("2")]);
    (prop::sample::select(formats), titles, prop::bool::weighted(0.1)).prop_map(
        |(format, title, keep_records)| {
            let mut settings = ReadSettings { format, keep_records, ..ReadSettings::default() };
            settings.columns.title.extend(title.map(str::to_owned));
            settings
        },
    )
}

#[test]
fn what_is_wrong_with_bytes_goes_first_wherever_it_stands() {
    let rows = "1,A\n".repeat(400);
    let no_title = format!("id,x\n{rows}");
    let nul = format!("{no_title}2,\0\n{rows}3,\0\n");
    let cases = [
        (&no_title, "Unreadable f.csv:1: found the columns"),
        (&nul, "Unreadable f.csv:402: found a NUL"),
    ];
    for (text, expected) in cases {
        let settings = ReadSettings { format: Some(Format::Csv), ..ReadSettings::default() };
        let packed = gzip(text.as_bytes());
        for block in [1, 50, BLOCK] {
            let said = read(Source::Bytes(text.as_bytes()), block, &settings).failure.unwrap();
            assert!(said.starts_with(expected), "{said}");
            let said = read(Source::Bytes(&packed[..packed.len() - 1]), block, &settings);
            assert!(said.failure.unwrap().contains("found a truncated gzip file"));
        }
    }
}

#[test]
fn a_truncated_input_leaves_nothing_behind() {
    let packed = gzip(format!("id,title\n{}", "1,A\n,\n".repeat(400)).as_bytes());
    for block in [1, 50, BLOCK] {
        let cut = &packed[..packed.len() - 9];
        let said = read(Source::Bytes(cut), block, &ReadSettings::default());
        assert!(said.failure.unwrap().contains("found a truncated gzip file"));
        assert_eq!((said.entries.len(), said.rejects.len()), (1, 1));
    }
}

#[test]
fn only_a_small_input_is_counted_before_it_is_read() {
    struct Totals(Mutex<Vec<u64>>, Mutex<u64>);
    impl Watch for Totals {
        fn begin(&self, _: Step, total: u64) {
            self.0.lock().unwrap().push(total);
        }

        fn advance(&self, count: u64) {
            *self.1.lock().unwrap() += count;
        }
    }
    fn totals(source: Source<'_>, block: usize) -> (Vec<u64>, u64) {
        let totals = Totals(Mutex::default(), Mutex::default());
        let settings = ReadSettings::default();
        add("f", source, block, &settings, &mut Reading::default(), &totals).unwrap();
        (totals.0.into_inner().unwrap(), totals.1.into_inner().unwrap())
    }
    let rows = "id,title\n1,A\n2,B";
    assert_eq!(totals(Source::Bytes(rows.as_bytes()), BLOCK), (vec![3], 3));
    assert_eq!(totals(Source::Stream(&mut rows.as_bytes()), BLOCK), (vec![3], 3));
    let long = format!("id,title\n{}", "123,abc\n".repeat(1_000));
    assert_eq!(totals(Source::Stream(&mut long.as_bytes()), 900), (vec![0], 1_001));
    let (estimated, counted) = totals(Source::Bytes(long.as_bytes()), 900);
    assert!((900..1_100).contains(&estimated[0]) && counted == 1_001, "{estimated:?}");
    let row = |i: u64| format!("{i},{:x}\n", crate::hash::mix(i));
    let rows = ["id,title\n".to_owned()].into_iter().chain((1..60_000).map(row));
    let rows = rows.collect::<String>().into_bytes();
    for packed in [gzip(&rows), zstd::encode_all(&*rows, 1).unwrap()] {
        let (estimated, counted) = totals(Source::Bytes(&packed), 20_000);
        let announced = estimated.iter().sum::<u64>();
        assert!(estimated[0] == 0 && counted == 60_000, "{estimated:?}");
        assert!((50_000..70_000).contains(&announced), "{estimated:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn any_input_says_the_same_however_it_is_cut(bytes in input(), settings in settings()) {
        same_however_cut(&bytes, &settings);
    }

    #[test]
    fn any_bytes_say_the_same_however_they_are_cut(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        settings in settings(),
    ) {
        same_however_cut(&bytes, &settings);
    }
}
