//! Tables and JSON through the program: what is read, what is refused, what is written back.

use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;

use super::desk::{Desk, Ran};

/// Four links, two of them the same story.
const STORIES: &str = "id,title,date,source,url\n\
    1,\"Ferry runs aground off Skelby, 112 passengers rescued\",2024-05-02T18:40,wire.example,https://wire.example/1\n\
    2,Ten recipes for rhubarb,2024-05-02T18:50,food.example,https://food.example/2\n\
    3,\"UPDATE 1-Ferry runs aground off Skelby, 112 passengers rescued\",2024-05-02T20:15,wire.example,https://wire.example/3\n\
    4,Central bank leaves key rate unchanged at 3.5 percent,2024-05-03T09:00,bank.example,https://bank.example/4\n";

/// A desk with these files on it.
fn desk(files: &[(&str, &[u8])]) -> Desk {
    files.iter().fold(Desk::new(), |desk, (name, bytes)| desk.and(name, bytes))
}

/// Runs `dedup` on one file; its first line of the summary has to be this.
fn summary(name: &str, bytes: impl AsRef<[u8]>, first_line: &str) -> Ran {
    let ran = desk(&[(name, bytes.as_ref())]).run(&format!("dedup --all {name}"));
    assert_eq!(ran.said.lines().next(), Some(first_line), "{}", ran.said);
    assert_eq!(ran.code, Some(0));
    ran
}

/// Runs `dedup -o out.csv` on one file; it has to end with code 3, this message and no output.
fn refused(name: &str, bytes: impl AsRef<[u8]>, message: &str) {
    let desk = desk(&[(name, bytes.as_ref())]);
    let ran = desk.run(&format!("dedup {name} -o out.csv --rejects rejects.csv"));
    assert_eq!(
        (ran.code, ran.said.trim_end()),
        (Some(3), format!("storyfold: {message}").as_str())
    );
    assert!(!desk.path("out.csv").exists() && !desk.path("rejects.csv").exists());
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstandard(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).unwrap()
}

#[test]
fn the_columns_found_are_said() {
    let all = "(title=title, url=url, date=date, source=source, id=id)";
    summary("a.csv", STORIES, &format!("a.csv: 4 links read as CSV {all}"));
    let tabs = "headline\thref\nA b\tu\n";
    summary("a", tabs, "a: 1 link read as TSV (title=headline, url=href)");
}

#[test]
fn a_table_without_titles_is_refused() {
    refused(
        "a.csv",
        "a,b,c\n1,2,3\n",
        "a.csv:1: found the columns a, b, c, expected one named title, headline or name; name it with \
         --title-col",
    );
    let desk = desk(&[("a.csv", b"a,b\nx,Title of a link\n")]);
    assert!(desk.run("dedup a.csv --all --title-col 2").out.contains("Title of a link"));
    assert!(desk.run("dedup a.csv --all --title-col B").out.contains("Title of a link"));
    let ran = desk.run("dedup a.csv --title-col c");
    assert_eq!(ran.code, Some(2));
    assert_eq!(
        ran.said.trim_end(),
        "storyfold: a.csv:1: found the columns a, b, expected one called c for --title-col; name one of \
         these or give its number"
    );
}

#[test]
fn a_semicolon_table_with_a_byte_order_mark() {
    let text = "\u{FEFF}sep=;\r\nTitle;Link;Date Added\r\nA, b; c;u;2014-04-26\r\n";
    let ran = summary(
        "a.csv",
        text,
        "a.csv: 1 link read as CSV (title=Title, url=Link, added=Date Added)",
    );
    assert!(ran.out.contains("\"A, b\",\" c\"") || ran.out.contains("\"A, b\",\"c\""));
    assert!(ran.said.contains("1 row has more or fewer cells than the header"));
}

#[test]
fn a_quoted_line_end_becomes_a_space() {
    let ran = summary(
        "a.csv",
        "title,url\n\"Two\r\n lines\",u\nThree,v\n",
        "a.csv: 2 links read as CSV (title=title, url=url)",
    );
    assert!(ran.out.contains("\"Two lines\",\"u\""));
    assert!(ran.out.contains("\"a.csv:4\""), "{}", ran.out);
}

#[test]
fn ragged_rows_are_read_as_far_as_they_go() {
    let text = "id,title,url\n1\n2,Short\n3,Long,u,x,y\n4,,u\n5,Whole,v\n";
    let desk = desk(&[("a.csv", text.as_bytes())]);
    let ran = desk.run("dedup a.csv --all --rejects rejects.csv");
    assert!(ran.said.starts_with("a.csv: 3 links read as CSV"), "{}", ran.said);
    assert!(ran.said.contains("2 rows have more or fewer cells than the header"));
    assert_eq!(
        desk.text("rejects.csv"),
        "file,line,reason,text\n\
         \"a.csv\",2,\"found no title, expected one in column 2 (`title`)\",\"1\"\n\
         \"a.csv\",5,\"found no title, expected one in column 2 (`title`)\",\"4,,u\"\n"
    );
}

#[test]
fn three_hundred_columns() {
    let names: Vec<String> = (0..300).map(|n| format!("c{n}")).collect();
    let header = format!("{},title\n", names.join(","));
    let text = format!("{header}{}A title\n", "x,".repeat(300));
    summary("a.csv", text, "a.csv: 1 link read as CSV (title=title)");
}

#[test]
fn an_id_that_occurs_twice_is_told_apart() {
    let ran = summary(
        "a.csv",
        "id,title\n1,A first title\n1,Quite another story\n",
        "a.csv: 2 links read as CSV (title=title, id=id)",
    );
    assert_eq!(ran.out.matches("\"a.csv:1\"").count(), 2, "{}", ran.out);
}

#[test]
fn mixed_character_sets_are_read_and_counted() {
    let text = b"title,url\nCaf\xC3\xA9 owner,u\nCaf\xE9 guest,v\n";
    let ran = summary("a.csv", text, "a.csv: 2 links read as CSV (title=title, url=url)");
    assert!(ran.out.contains("Café owner") && ran.out.contains("Café guest"));
    assert!(ran.said.contains("1 line was not UTF-8 and was read as CP-1252"));
}

#[test]
fn dates_that_cannot_be_read_or_look_odd_are_counted() {
    let text = "title,date\nA story,27/04/2014\nB tale,1970-01-01\nC news,0\nD report,2099-01-01\n\
                E note,1398594180000\n";
    let ran = summary("a.csv", text, "a.csv: 5 links read as CSV (title=title, date=date)");
    assert!(
        ran.said.contains(
            "3 dates could not be read (first: a.csv:2: found `27/04/2014`, expected a date such as \
             `2014-04-27` or `April 27th, 2014`; use --date-format)"
        ),
        "{}",
        ran.said
    );
    assert!(ran.said.contains("1 date before 1990 or after 2050 (first: a.csv:5: 2099-01-01)"));
    assert!(ran.out.contains("2014-04-27T10:23:00Z") && ran.out.contains("2099-01-01"));
    let desk = desk(&[("a.csv", text.as_bytes())]);
    let ran = desk.run("dedup a.csv --all --date-format %d/%m/%Y");
    assert!(ran.out.contains(",2014-04-27,"), "{}", ran.out);
    let ran = desk.run("dedup a.csv --date-format %d/%m");
    assert_eq!(ran.code, Some(2));
    assert!(ran.said.contains("found `%d/%m`, expected year, month and day as in `%d/%m/%Y`"));
}

#[test]
fn a_broken_line_of_jsonl_is_a_reject() {
    let text = "{\"title\":\"A story\",\"feed\":{\"title\":\"KLCC\"}}\n{\"title\":\n{\"title\":\"B tale\"}\n";
    let desk = desk(&[("a.jsonl", text.as_bytes())]);
    let ran = desk.run("dedup a.jsonl --all --rejects rejects.csv --source-col feed.title");
    assert!(
        ran.said.starts_with("a.jsonl: 2 links read as JSONL (title=title, source=feed.title)\n")
    );
    assert!(ran.out.contains("\"KLCC\""));
    let rejects = desk.text("rejects.csv");
    assert!(
        rejects.contains("\"a.jsonl\",2,\"found broken JSON (EOF while parsing a value"),
        "{rejects}"
    );
}

#[test]
fn compressed_inputs_are_read_as_what_is_inside() {
    for (name, bytes) in
        [("a.csv.gz", gzip(STORIES.as_bytes())), ("b", zstandard(STORIES.as_bytes()))]
    {
        let ran = desk(&[(name, &bytes)]).run(&format!("dedup {name}"));
        assert!(ran.said.starts_with(&format!("{name}: 4 links read as CSV (title=")));
        assert_eq!(ran.out.lines().count(), 3);
    }
}

#[test]
fn truncated_inputs_are_refused() {
    let gzip = gzip(STORIES.as_bytes());
    refused(
        "a.csv.gz",
        &gzip[..gzip.len() / 2],
        "a.csv.gz: found a truncated gzip file, expected a whole one; fetch or pack it again",
    );
    let zstandard = zstandard(STORIES.as_bytes());
    refused(
        "a.csv.zst",
        &zstandard[..zstandard.len() / 2],
        "a.csv.zst: found a truncated Zstandard file, expected a whole one; fetch or pack it again",
    );
}

#[test]
fn two_missing_inputs_of_three_write_nothing() {
    let desk = desk(&[("here.csv", STORIES.as_bytes())]);
    let ran = desk.run("dedup lost.csv here.csv lost.jsonl -o out.csv --near-misses near.csv");
    assert_eq!(ran.code, Some(3));
    assert!(ran.said.contains("lost.csv: not found") && ran.said.contains("lost.jsonl: not"));
    assert_eq!(desk.files().len(), 1);
}

#[test]
fn standard_input_is_read_like_a_file() {
    let desk = desk(&[]);
    let ran = desk.pipe("dedup", STORIES);
    assert!(ran.said.starts_with("standard input: 4 links read as CSV (title="));
    let ran = desk.pipe("dedup - --input-format lines", STORIES);
    assert!(ran.said.starts_with("standard input: 5 links read as one title a line"));
    let ran = desk.pipe("dedup", "[{\"title\": \"A\"}]");
    assert!(ran.said.starts_with("standard input: 1 link read as JSON (title=title)"));
}

/// The first columns of a report that say who belongs together.
fn folds(report: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(report.as_bytes());
    let header = reader.headers().unwrap().clone();
    let kept =
        ["cluster_id", "cluster_size", "role", "title", "url", "source", "published", "similarity"];
    let kept = kept.map(|name| header.iter().position(|column| column == name).unwrap());
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| kept.map(|place| row[place].to_owned()).to_vec()).collect()
}

#[test]
fn our_own_report_read_back_gives_the_same_clusters() {
    let guarded = "5,=SUM of all fears opens in cinemas,2024-05-03T10:00,-film.example,\n\
                   6,'=SUM of all fears opens in cinemas,2024-05-03T10:30,film.example,\n";
    let text = format!("{STORIES}{guarded}");
    for without_ids in [false, true] {
        let text = if without_ids { text.replacen("id,", "row,", 1) } else { text.clone() };
        let desk = desk(&[("a.csv", text.as_bytes())]);
        assert_eq!(desk.run("dedup a.csv --all -o once.csv").code, Some(0));
        for flags in ["", "--excel", "--delimiter ;", "--delimiter tab"] {
            assert_eq!(
                desk.run(&format!("dedup a.csv --all -o between.csv {flags}")).code,
                Some(0)
            );
            let ran = desk.run("dedup between.csv --all -o twice.csv");
            assert_eq!(ran.code, Some(0));
            assert_eq!(folds(&desk.text("once.csv")), folds(&desk.text("twice.csv")), "{flags}");
        }
        assert_eq!(desk.run("dedup a.csv --all -o between.jsonl").code, Some(0));
        assert_eq!(desk.run("dedup between.jsonl --all -o twice.csv").code, Some(0));
        assert_eq!(folds(&desk.text("once.csv")), folds(&desk.text("twice.csv")), "jsonl");
        assert!(folds(&desk.text("once.csv")).iter().any(|row| row[0].starts_with('c')));
        assert!(desk.text("twice.csv").contains("\"''=SUM"));
    }
}

#[test]
fn one_story_over_five_inputs_folds_in_one_command() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/one-story");
    let names = ["archive.txt", "feed.jsonl", "post.tsv", "titles.txt", "wire.csv"];
    let paths = names.map(|name| folder.join(name).display().to_string()).join(" ");
    let ran = desk(&[]).run(&format!("dedup {paths}"));
    assert!(ran.said.contains("17 links, 15 distinct titles: 1 cluster folds 7 repeats"));
    assert!(names.iter().all(|name| ran.said.contains(name)));
}

#[test]
fn the_columns_are_kept() {
    let text = "\u{FEFF}note;title;url\r\n=1+1;\"Ferry runs aground off Skelby; 112 passengers rescued\";u\r\n\
                ;\"Ten\r\nrecipes for rhubarb\";\r\n\
                x;UPDATE 1-Ferry runs aground off Skelby, 112 passengers rescued;v;more\r\n\
                y;;\r\n\"z\";Central bank leaves key rate unchanged;w";
    let desk = desk(&[("a.csv", text.as_bytes())]);
    let ran = desk.run("dedup a.csv -o clean.csv --keep-columns");
    assert_eq!(ran.code, Some(0), "{}", ran.said);
    let repeat = "x;UPDATE 1-Ferry runs aground off Skelby, 112 passengers rescued;v;more\r\n";
    let clean = text.replace(repeat, "").replace("y;;\r\n", "");
    assert_eq!(desk.text("clean.csv"), clean);
}

#[test]
fn columns_are_kept_over_inputs_only_where_they_are_the_same() {
    let without_end = STORIES.trim_end().as_bytes();
    let other = "title,url\nA story,u\n".as_bytes();
    let desk = desk(&[
        ("a.csv", without_end),
        ("b.csv", STORIES.as_bytes()),
        ("c.csv", other),
        ("d", b"A\n"),
    ]);
    let ran = desk.run("dedup a.csv b.csv a.csv --keep-columns");
    assert_eq!(ran.code, Some(0));
    let rows: Vec<_> = STORIES.lines().collect();
    assert_eq!(ran.out.lines().count(), 4, "{}", ran.out);
    assert!(ran.out.lines().all(|line| rows.contains(&line)));
    for (arguments, message) in [
        (
            "a.csv c.csv",
            "c.csv: found the columns title, url, parted by `,`, expected those of a.csv",
        ),
        (
            "a.csv d",
            "d: found one title a line, expected CSV or TSV, since its columns are to be kept",
        ),
        ("a.csv --format list", "--keep-columns: found the format list, expected csv"),
        ("a.csv -o out.md", "--keep-columns: found the format list, expected csv"),
    ] {
        let ran = desk.run(&format!("dedup {arguments} --keep-columns"));
        assert_eq!(ran.code, Some(2), "{arguments}");
        assert!(ran.said.starts_with(&format!("storyfold: {message}")), "{}", ran.said);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn guarded_cells_come_back(titles in prop::collection::vec("['=+@＝-]{0,3}[a-c]{1,4} [x-z]{2,6}", 1..6)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["title", "date"]).unwrap();
        for title in &titles {
            writer.write_record([title, "2014-04-27"]).unwrap();
        }
        let desk = desk(&[("a.csv", &writer.into_inner().unwrap())]);
        desk.run("dedup a.csv --all -o once.csv");
        desk.run("dedup once.csv --all -o twice.csv --no-csv-guard");
        let mut written: Vec<String> = folds(&desk.text("twice.csv")).into_iter().map(|row| row[3].clone()).collect();
        let mut expected = titles.clone();
        written.sort();
        expected.sort();
        prop_assert_eq!(written, expected);
    }
}
