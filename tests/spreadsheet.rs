//! What a spreadsheet makes of the reports: `LibreOffice` opens and saves them, and text is still text.
//!
//! The program runs without a window. Its filter options are what a person ticks in the window
//! *Text Import* that opens over a CSV file:
//!
//! | in the window | here |
//! |---|---|
//! | Character set: Unicode (UTF-8) | `76` |
//! | Separated by: comma, or semicolon | `44`, or `59` |
//! | String delimiter: `"` | `34` |
//! | Format quoted field as text: ticked | the first `true` |
//! | Detect special numbers: not ticked | the `false` after it |
//! | Evaluate formulas: not ticked | not given |
//!
//! *Format quoted field as text* is what keeps `007` and long ids whole, since our text is quoted and
//! our numbers are not. Excel has no such box and takes a quoted `007` for a 7; for Excel there is
//! `-o report.xlsx`. Formulas stay text with any boxes ticked: that is the guard's work.
//!
//! Where `LibreOffice` is not installed these tests say so and prove nothing. The last ones need none:
//! they ask the program for an Excel file, and for what it must refuse.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::print_stderr, reason = "a skipped test must say so")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use calamine::{Data, Reader, Xlsx, open_workbook};
use storyfold::report::{CsvOptions, Format, ReportOptions, render, unguard};
use storyfold::{Entry, Findings, Origin, Stamp};
use tempfile::TempDir;

/// Titles that a spreadsheet likes to take for something else.
const TITLES: [&str; 22] = [
    "Café owner wins Montréal prize – “très bien”, says 東京 😀",
    "007",
    "0049 30 1234",
    "12345678901234567890",
    "=HYPERLINK(\"http://x\",\"y\")",
    "=1+1",
    "＝1+1",
    "- Title with a bullet",
    "-5",
    "+1",
    "+49 30 1234",
    "@home",
    "\ttab",
    "'=1+1",
    "'tis the season",
    "2014-04-27",
    "27.4.2014",
    "1/2",
    "MARCH1",
    "1e5",
    "TRUE",
    "Semicolon; comma, and \"quotes\"",
];

/// After the separator: *Format quoted field as text* ticked and no other box.
const QUOTED_IS_TEXT: &str = "34,76,1,,0,true,false";
/// No box ticked.
const AS_IT_COMES: &str = "34,76,1,,0,false,false";
/// Every box but *Format quoted field as text*: special numbers and formulas.
const ALL_TICKED: &str = "34,76,1,,0,false,true,,,,true";
/// The form in which `LibreOffice` saves: CSV with commas, in UTF-8, cells as they are shown.
const SAVED: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false";

/// One entry a title; ids are long or begin with zeros, dates are of both sorts.
fn findings() -> Findings {
    let entry = |(index, title): (usize, &&str)| Entry {
        published: Some(Stamp::from_unix(1_398_594_180)),
        added: Some(Stamp::from_unix(1_398_594_180)),
        ..Entry::new(*title, Origin::new("page.txt", index as u64 + 1))
            .with_url(&format!("https://example.org/{index}?a=1&b=\"2\""))
            .with_id(&format!("{:020}", 10_u128.pow(19) * (index as u128 % 2) + index as u128))
    };
    Findings { entries: TITLES.iter().enumerate().map(entry).collect(), ..Findings::default() }
}

fn report(format: Format, csv: CsvOptions) -> Vec<u8> {
    let options = ReportOptions { csv, all: true, ..ReportOptions::default() };
    render(&findings(), format, &options).unwrap()
}

/// `LibreOffice` and a directory for it to work in.
struct Office {
    program: &'static str,
    desk: TempDir,
}

impl Office {
    /// None, and a word on it, where there is no `LibreOffice`.
    fn open() -> Option<Self> {
        let runs = |program: &&str| {
            let mut version = Command::new(program);
            version.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
            version.status().is_ok_and(|status| status.success())
        };
        let Some(program) = ["soffice", "libreoffice"].into_iter().find(runs) else {
            eprintln!("SKIPPED: no LibreOffice on the PATH; spreadsheets go untested");
            return None;
        };
        Some(Self { program, desk: TempDir::new().unwrap() })
    }

    /// Lays a report on the desk.
    fn lay(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.desk.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Opens a file and saves it in another form; gives the path of what was saved.
    fn save(&self, file: &Path, import: Option<&str>, form: &str) -> PathBuf {
        let saved = self.desk.path().join("saved");
        let profile = self.desk.path().join("profile");
        let mut command = Command::new(self.program);
        command
            .arg(format!("-env:UserInstallation=file://{}", profile.display()))
            .args(["--headless", "--norestore"])
            .args(import.map(|options| format!("--infilter=CSV:{options}")))
            .args(["--convert-to", form, "--outdir"])
            .args([&saved, file]);
        let output = command.output().unwrap();
        let extension = form.split(':').next().unwrap();
        let path = saved.join(file.file_name().unwrap()).with_extension(extension);
        assert!(path.exists(), "{}", String::from_utf8_lossy(&output.stderr));
        path
    }
}

/// A column of the first sheet, as the cells that are in it.
fn cells(file: &Path, column: &str) -> Vec<Data> {
    let mut book: Xlsx<_> = open_workbook(file).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let mut rows = sheet.rows();
    let heading = rows.next().unwrap();
    let place = heading.iter().position(|cell| cell == column).unwrap();
    rows.map(|row| row[place].clone()).collect()
}

/// A column of the first sheet, all of whose cells must be text.
fn text_cells(file: &Path, column: &str) -> Vec<String> {
    let text = |cell: Data| match cell {
        Data::String(text) => text,
        other => panic!("{column}: found {other:?}, expected text"),
    };
    cells(file, column).into_iter().map(text).collect()
}

/// A column of a CSV file.
fn column(file: &Path, column: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_path(file).unwrap();
    let place = reader.headers().unwrap().iter().position(|name| name == column).unwrap();
    reader.into_records().map(|record| record.unwrap()[place].to_owned()).collect()
}

fn unguarded(cells: &[String]) -> Vec<&str> {
    cells.iter().map(|cell| unguard(cell)).collect()
}

fn ids() -> Vec<String> {
    findings().entries.iter().filter_map(|entry| entry.id().map(str::to_owned)).collect()
}

/// CSV comes through `LibreOffice` with its text, whatever form it is saved in.
fn csv_comes_through(csv: CsvOptions) {
    let Some(office) = Office::open() else { return };
    let file = office.lay("report.csv", &report(Format::Csv, csv));
    let import = format!("{},{QUOTED_IS_TEXT}", csv.delimiter);
    let sheet = office.save(&file, Some(&import), "xlsx");
    assert_eq!(unguarded(&text_cells(&sheet, "title")), TITLES);
    assert_eq!(text_cells(&sheet, "item_id"), ids());
    let saved = office.save(&file, Some(&import), SAVED);
    assert_eq!(unguarded(&column(&saved, "title")), TITLES);
    assert_eq!(column(&saved, "item_id"), ids());
    assert!(column(&saved, "published").iter().all(|date| date == "2014-04-27T10:23:00Z"));
}

#[test]
fn csv_with_commas() {
    csv_comes_through(CsvOptions::default());
}

#[test]
fn csv_with_semicolons() {
    csv_comes_through(CsvOptions { delimiter: b';', ..CsvOptions::default() });
}

#[test]
fn csv_for_excel() {
    csv_comes_through(CsvOptions { delimiter: b';', excel: true, guard: true });
}

/// How many cells of a saved file are formulas.
fn formulas(file: &Path) -> usize {
    let mut book: Xlsx<_> = open_workbook(file).unwrap();
    let name = book.sheet_names()[0].clone();
    let formulas = book.worksheet_formula(&name).unwrap();
    formulas.used_cells().filter(|(_, _, formula)| !formula.is_empty()).count()
}

#[test]
fn no_formula_runs_in_csv_whatever_is_ticked() {
    let Some(office) = Office::open() else { return };
    let guarded = office.lay("guarded.csv", &report(Format::Csv, CsvOptions::default()));
    for import in [AS_IT_COMES, ALL_TICKED] {
        let sheet = office.save(&guarded, Some(&format!("44,{import}")), "xlsx");
        assert_eq!(formulas(&sheet), 0, "{import}");
        let cells = cells(&sheet, "title");
        for title in TITLES.iter().filter(|title| title.starts_with(['=', '-', '+', '@', '\t'])) {
            assert!(cells.contains(&Data::String(format!("'{title}"))), "{import}: {title:?}");
        }
    }
}

/// Were this to fail, the tests above would prove nothing.
#[test]
fn without_guard_and_ticks_a_spreadsheet_does_its_worst() {
    let Some(office) = Office::open() else { return };
    let bare = CsvOptions { guard: false, ..CsvOptions::default() };
    let file = office.lay("bare.csv", &report(Format::Csv, bare));
    let sheet = office.save(&file, Some(&format!("44,{ALL_TICKED}")), "xlsx");
    assert!(formulas(&sheet) >= 2);
    let cells = cells(&sheet, "title");
    assert!(!cells.contains(&Data::String("007".into())), "{cells:?}");
}

#[test]
fn an_excel_file_comes_through_as_it_is() {
    let Some(office) = Office::open() else { return };
    let file = office.lay("report.xlsx", &report(Format::Xlsx, CsvOptions::default()));
    let sheet = office.save(&file, None, "xlsx");
    assert_eq!(text_cells(&sheet, "title"), TITLES);
    assert_eq!(text_cells(&sheet, "item_id"), ids());
    assert!(text_cells(&sheet, "published").iter().all(|date| date == "2014-04-27T10:23:00Z"));
    let saved = office.save(&file, None, SAVED);
    assert_eq!(column(&saved, "title"), TITLES);
    assert_eq!(column(&saved, "item_id"), ids());
}

/// Runs `storyfold dedup` with these words on three links of which two tell one story.
fn dedup(desk: &TempDir, words: &str) -> std::process::Output {
    let list = "- Crash kills five in Kandahar\n- Crash kills five in Kandahar [VIDEO]\n- 007\n";
    fs::write(desk.path().join("list.txt"), list).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_storyfold"));
    command.current_dir(desk.path()).args(["dedup", "list.txt", "-q"]);
    command.args(words.split_whitespace()).output().unwrap()
}

#[test]
fn an_excel_file_is_had_by_name_or_through_a_pipe() {
    let desk = TempDir::new().unwrap();
    assert!(dedup(&desk, "--all -o report.xlsx").status.success());
    let file = desk.path().join("report.xlsx");
    assert_eq!(text_cells(&file, "title").len(), 3);
    let piped = dedup(&desk, "--all --format xlsx");
    assert_eq!(piped.stdout, fs::read(&file).unwrap());
}

#[test]
fn what_cannot_be_written_is_refused_before_anything_is() {
    let desk = TempDir::new().unwrap();
    for (words, trouble) in [
        ("--per-cluster --format jsonl", "per-cluster: found format jsonl, expected csv"),
        ("--per-cluster -o report.xlsx", "per-cluster: found format xlsx, expected csv"),
        ("-o report.xlsx --near-misses other.xlsx", "other.xlsx: found the name of an Excel file"),
        ("-o report.xlsx --rejects other.xlsx", "other.xlsx: found the name of an Excel file"),
    ] {
        let refused = dedup(&desk, words);
        assert_eq!(refused.status.code(), Some(2), "{words}");
        assert!(String::from_utf8_lossy(&refused.stderr).contains(trouble), "{refused:?}");
        assert_eq!(fs::read_dir(desk.path()).unwrap().count(), 1, "{words}");
    }
}
