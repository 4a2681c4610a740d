//! A CSV file of pairs, judged: all its columns, then ours.

use std::path::Path;

use rayon::prelude::*;
use storyfold::judge::{EVIDENCE, Model};
use storyfold::read::file_bytes;
use storyfold::report::{CsvOptions, guard};
use storyfold::{Error, ErrorKind, Origin, Result};

use super::{Bench, Side, read_date};

const ADDED: [&str; 4] = ["similarity", "probability", "verdict", "why"];

/// Judges every pair of a file; gives the file with the judgments as further columns.
pub fn judge_file(path: &Path, bench: &Bench, csv: CsvOptions, evidence: bool) -> Result<Vec<u8>> {
    let bytes = file_bytes(path)?;
    let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(&bytes[..]);
    let header = reader.headers().map_err(|e| wrong(path, &e))?.clone();
    let columns = Columns::find(path, &header)?;
    let rows: Vec<csv::StringRecord> =
        reader.records().collect::<std::result::Result<_, _>>().map_err(|e| wrong(path, &e))?;
    let judged: Vec<Vec<String>> = rows
        .par_iter()
        .map(|row| judge_row(path, row, &columns, bench, evidence))
        .collect::<Result<_>>()?;
    let mut names: Vec<&str> = header.iter().chain(ADDED).collect();
    if evidence {
        names.extend(EVIDENCE.iter().map(|piece| piece.name));
    }
    write(&names, &rows, &judged, csv)
}

/// Where the columns stand that a pair is read from.
struct Columns {
    titles: (usize, usize),
    dates: (Option<usize>, Option<usize>),
    sources: (Option<usize>, Option<usize>),
}

impl Columns {
    fn find(path: &Path, header: &csv::StringRecord) -> Result<Self> {
        let place = |name: &str| header.iter().position(|column| column.trim() == name);
        let needed = |name: &str| {
            place(name).ok_or_else(|| {
                let found = header.iter().collect::<Vec<_>>().join(",");
                let message = format!("found the columns {found}, expected one called {name}");
                let origin = Origin::new(path.display().to_string(), 1);
                Error::new(ErrorKind::Unreadable, message).at(origin)
            })
        };
        Ok(Self {
            titles: (needed("title_a")?, needed("title_b")?),
            dates: (place("date_a"), place("date_b")),
            sources: (place("source_a"), place("source_b")),
        })
    }

    fn side(&self, path: &Path, row: &csv::StringRecord, second: bool) -> Result<Side> {
        let of = |pair: (Option<usize>, Option<usize>)| if second { pair.1 } else { pair.0 };
        let cell = |place: Option<usize>| {
            place.and_then(|place| row.get(place)).map(str::trim).filter(|text| !text.is_empty())
        };
        let title = cell(of((Some(self.titles.0), Some(self.titles.1)))).unwrap_or_default();
        let line = row.position().map_or(0, csv::Position::line);
        let date = cell(of(self.dates))
            .map(read_date)
            .transpose()
            .map_err(|error| error.at(Origin::new(path.display().to_string(), line)))?;
        Ok(Side {
            title: title.to_owned(),
            date,
            source: cell(of(self.sources)).map(str::to_owned),
        })
    }
}

fn judge_row(
    path: &Path,
    row: &csv::StringRecord,
    columns: &Columns,
    bench: &Bench,
    evidence: bool,
) -> Result<Vec<String>> {
    let (a, b) = (columns.side(path, row, false)?, columns.side(path, row, true)?);
    let case = bench.case(&a, &b);
    let judge = case.judge(&bench.model, &bench.settings);
    let pair = case.compare(&judge, 0, 1);
    let judgment = judge.judge_comparison(&pair);
    let explanation = case.explain(&judge, 0, 1, &judgment);
    let mut cells = vec![
        judgment.similarity.to_string(),
        Model::probability(judgment.log_odds).to_string(),
        judgment.verdict.name().to_owned(),
        explanation.why,
    ];
    if evidence {
        cells.extend(EVIDENCE.iter().map(|piece| (piece.measure)(&pair).to_string()));
    }
    Ok(cells)
}

fn write(
    names: &[&str],
    rows: &[csv::StringRecord],
    judged: &[Vec<String>],
    options: CsvOptions,
) -> Result<Vec<u8>> {
    let terminator =
        if options.excel { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
    let start = if options.excel { "\u{FEFF}".as_bytes().to_vec() } else { Vec::new() };
    let mut writer = csv::WriterBuilder::new()
        .delimiter(options.delimiter)
        .terminator(terminator)
        .from_writer(start);
    let failed = |error: csv::Error| Error::new(ErrorKind::Unwritable, error.to_string());
    let shown = |cell: &str| if options.guard { guard(cell).into_owned() } else { cell.to_owned() };
    writer.write_record(names).map_err(failed)?;
    for (row, judged) in rows.iter().zip(judged) {
        let cells = row.iter().chain(judged.iter().map(String::as_str));
        writer.write_record(cells.map(shown)).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| Error::new(ErrorKind::Unwritable, error.to_string()))
}

fn wrong(path: &Path, error: &csv::Error) -> Error {
    let line = error.position().map_or(1, csv::Position::line);
    let message = format!("found {error}, expected a CSV file of pairs with title_a and title_b");
    Error::new(ErrorKind::Unreadable, message).at(Origin::new(path.display().to_string(), line))
}
