//! A CSV file of pairs, judged: all its columns, then ours.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;
use storyfold::eval::{Bench, PairColumns, Side, Table};
use storyfold::judge::{EVIDENCE, Model};
use storyfold::report::{CsvOptions, counted, guard};
use storyfold::{Error, ErrorKind, Result, Verdict};

const ADDED: [&str; 4] = ["similarity", "probability", "verdict", "why"];

/// Judges every pair of a file; gives the file with the judgments as further columns, and a line that says how many
/// pairs got which verdict.
pub fn judge_file(
    path: &Path,
    bench: &Bench,
    csv: CsvOptions,
    evidence: bool,
) -> Result<(Vec<u8>, String)> {
    let table = Table::open(path)?;
    let columns = PairColumns::find(&table)?;
    let rows = table.rows();
    let judged: Vec<(Verdict, Vec<String>)> = rows
        .par_iter()
        .map(|row| Ok(judge_row(&columns.sides(&table, row)?, bench, evidence)))
        .collect::<Result<_>>()?;
    let mut names: Vec<&str> = table.header().iter().chain(ADDED).collect();
    if evidence {
        names.extend(EVIDENCE.iter().map(|piece| piece.name));
    }
    let verdicts = judged.iter().map(|(verdict, _)| *verdict);
    let summary = format!("{}: {}", path.display(), summary(verdicts));
    Ok((write(&names, rows, &judged, csv)?, summary))
}

/// How many pairs got which verdict.
fn summary(verdicts: impl ExactSizeIterator<Item = Verdict>) -> String {
    let pairs = counted(verdicts.len() as u64, "pair");
    let mut counts = BTreeMap::new();
    verdicts.for_each(|verdict| *counts.entry(verdict).or_insert(0) += 1);
    let said: Vec<String> =
        counts.iter().map(|(verdict, count)| format!("{count} {}", verdict.name())).collect();
    let colon = if said.is_empty() { "" } else { ": " };
    format!("{pairs} judged{colon}{}", said.join(", "))
}

fn judge_row((a, b): &(Side, Side), bench: &Bench, evidence: bool) -> (Verdict, Vec<String>) {
    let case = bench.case(a, b);
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
    (judgment.verdict, cells)
}

fn write(
    names: &[&str],
    rows: &[csv::StringRecord],
    judged: &[(Verdict, Vec<String>)],
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
    for (row, (_, judged)) in rows.iter().zip(judged) {
        let cells = row.iter().chain(judged.iter().map(String::as_str));
        writer.write_record(cells.map(shown)).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| Error::new(ErrorKind::Unwritable, error.to_string()))
}
