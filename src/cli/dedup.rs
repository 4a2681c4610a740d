//! `storyfold dedup`: read, fold, report.

use std::io::stdout;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use storyfold::read::Reading;
use storyfold::report::{
    CsvOptions, Format, Output, ReportOptions, Sink, TextOptions, check_targets, effort,
    kept_columns, near_misses_csv, rejects_csv, summary, write,
};
use storyfold::survey::CorpusStats;
use storyfold::{Error, ErrorKind, Findings, Result, Run, Step, Watch};

use super::exit::{Outcome, say};
use super::folding::FoldingFlags;
use super::memory::MemoryFlags;
use super::progress::Progress;
use super::reading::ReadingFlags;
use super::writing::CsvFlags;
use super::{Common, interrupt, terminal};

/// Fold the repeats in lists of links.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "one a flag")]
pub struct Dedup {
    #[command(flatten)]
    reading: ReadingFlags,
    #[command(flatten)]
    folding: FoldingFlags,
    /// Write the statistics of the inputs, for --corpus.
    #[arg(long, value_name = "FILE", help_heading = "Folding")]
    save_corpus: Option<PathBuf>,
    /// Where the report goes (default: standard output).
    #[arg(short, long, value_name = "FILE", help_heading = "Report")]
    output: Option<PathBuf>,
    /// Form of the report: csv, jsonl, list, text or xlsx (default: by the output's name, else text on
    /// a terminal and csv in a pipe).
    #[arg(long, value_name = "FORMAT", help_heading = "Report")]
    format: Option<String>,
    /// Report links without repeats, too.
    #[arg(long, help_heading = "Report")]
    all: bool,
    /// Write the input's own table without the repeats: all its columns, every cell as it was (CSV
    /// and TSV; several inputs need the same columns). Rows without a title are left out.
    #[arg(long, help_heading = "Report", conflicts_with_all = ["all", "per_cluster"])]
    keep_columns: bool,
    /// CSV with one row per cluster instead of one per link.
    #[arg(long, help_heading = "Report")]
    per_cluster: bool,
    /// Write the look-alikes that were not folded, with the reasons, as CSV.
    #[arg(long, value_name = "FILE", help_heading = "Report")]
    near_misses: Option<PathBuf>,
    /// Write the lines that could not be read, with the reasons, as CSV.
    #[arg(long, value_name = "FILE", help_heading = "Report")]
    rejects: Option<PathBuf>,
    #[command(flatten)]
    csv: CsvFlags,
    #[command(flatten)]
    memory: MemoryFlags,
    /// End with exit code 1 when repeats were found.
    #[arg(long, help_heading = "Report")]
    fail_on_duplicates: bool,
}

impl Dedup {
    /// Runs the command.
    pub fn run(&self, common: &Common) -> Result<Outcome> {
        if self.reading.waits_for_typing() {
            return super::help("dedup");
        }
        let settings = self.folding.settings(self.reading.lang.as_ref())?;
        let (format, csv) = (self.format()?, self.csv.options()?);
        self.check_places()?;
        let keeper = self.memory.keeper()?;
        let model = self.folding.knowledge.model()?;
        let frozen = self.folding.knowledge.stats()?;
        let progress = Progress::start(common);
        let mut reading = self.reading.read_watched(self.keep_columns, &keeper, &progress)?;
        let entries = std::mem::take(&mut reading.entries);
        let saved = self.save_corpus.is_some().then(|| CorpusStats::of(&entries).to_bytes());
        let run = Run {
            settings: &settings,
            model: &model,
            stats: frozen.as_ref(),
            near_misses_listed: self.near_misses_shown(format),
            watch: &progress,
        };
        let findings = run.fold(entries)?;
        if common.verbose {
            say(&effort(&findings));
        }
        let options = self.report_options(csv, &reading);
        let report = |sink: &mut Sink| {
            if self.keep_columns {
                progress.begin(Step::Write, 0);
                return sink.put(&kept_columns(&findings, &reading.tables)?);
            }
            write(&findings, format, &options, sink, &progress)
        };
        self.write(report, &findings, &reading, csv, saved.transpose()?)?;
        drop(progress);
        if !common.quiet {
            say(&summary(
                &findings,
                &reading.inputs,
                reading.rejects.len(),
                self.rejects.is_some(),
                &self.next(&findings),
            ));
        }
        let failed = self.fail_on_duplicates && !findings.clusters.is_empty();
        Ok(if failed { Outcome::RepeatsFound } else { Outcome::Done })
    }

    /// The form asked for, where it can be had.
    fn format(&self) -> Result<Format> {
        let format = self.form()?;
        format.check_per_cluster(self.per_cluster)?;
        if self.keep_columns && format != Format::Csv {
            let message = format!(
                "--keep-columns: found the format {}, expected csv; leave --format out, or name the \
                 output .csv",
                format.name()
            );
            return Err(Error::new(ErrorKind::Settings, message));
        }
        if format == Format::Xlsx && self.is_shown() {
            let message = "format: found xlsx for a terminal, expected a file; add -o report.xlsx";
            return Err(Error::new(ErrorKind::Settings, message));
        }
        Ok(format)
    }

    /// The form named, else that of the output's name, else what suits the reader.
    fn form(&self) -> Result<Format> {
        if let Some(name) = &self.format {
            return Format::parse(name);
        }
        let by_name = self.output.as_deref().and_then(Format::from_extension);
        let read = self.is_shown() && !self.per_cluster && !self.keep_columns;
        Ok(by_name.unwrap_or(if read { Format::Text } else { Format::Csv }))
    }

    /// True where the report goes to a terminal.
    fn is_shown(&self) -> bool {
        Output::parse(self.output.as_deref()) == Output::Standard && terminal::shown_output()
    }

    fn report_options<'a>(&self, csv: CsvOptions, reading: &'a Reading) -> ReportOptions<'a> {
        let shown = self.is_shown();
        let color = shown && terminal::colored_output();
        let width = if shown { terminal::width() } else { 0 };
        ReportOptions {
            csv,
            text: TextOptions { color, width },
            all: self.all,
            per_cluster: self.per_cluster,
            files: reading.inputs.iter().map(|input| Arc::clone(&input.file)).collect(),
            rejects: &reading.rejects,
        }
    }

    /// How many near-misses some report shows.
    fn near_misses_shown(&self, format: Format) -> usize {
        match self.near_misses {
            Some(_) => usize::MAX,
            None if self.keep_columns => 0,
            None => format.near_misses_shown(),
        }
    }

    fn check_places(&self) -> Result<()> {
        for path in [&self.near_misses, &self.rejects].into_iter().flatten() {
            refuse_excel_name(path)?;
        }
        let named = [&self.near_misses, &self.rejects, &self.save_corpus];
        let named = named.into_iter().flatten().map(|path| Output::parse(Some(path)));
        let outputs: Vec<Output> =
            std::iter::once(Output::parse(self.output.as_deref())).chain(named).collect();
        let mut inputs = self.reading.inputs();
        inputs.extend(self.folding.knowledge.files());
        check_targets(&outputs, &inputs)
    }

    fn write(
        &self,
        report: impl FnOnce(&mut Sink) -> Result<()>,
        findings: &Findings,
        reading: &Reading,
        csv: CsvOptions,
        saved: Option<Vec<u8>>,
    ) -> Result<()> {
        let mut outputs = interrupt::outputs();
        outputs.add_made(&Output::parse(self.output.as_deref()), report)?;
        if let Some(path) = &self.near_misses {
            outputs.add(&Output::parse(Some(path)), near_misses_csv(findings, csv)?)?;
        }
        if let Some(path) = &self.rejects {
            outputs.add(&Output::parse(Some(path)), rejects_csv(&reading.rejects, csv)?)?;
        }
        if let Some((path, bytes)) = self.save_corpus.as_ref().zip(saved) {
            outputs.add(&Output::parse(Some(path)), bytes)?;
        }
        outputs.commit(&mut stdout().lock()).map(|_| ())
    }

    /// The next useful commands.
    fn next(&self, findings: &Findings) -> Vec<String> {
        if self.reading.inputs.is_empty() || findings.entries.is_empty() {
            return Vec::new();
        }
        let command = terminal::command();
        let mut next = Vec::new();
        if self.near_misses.is_none() && findings.counts.near_misses > 0 {
            next.push(format!("{command} --near-misses near-misses.csv"));
        }
        if self.output.is_none() && !findings.clusters.is_empty() {
            next.push(format!("{command} -o report.csv"));
        }
        next
    }
}

/// Refuses CSV under a name by which Excel would take it for its own form.
fn refuse_excel_name(path: &Path) -> Result<()> {
    if Format::from_extension(path) != Some(Format::Xlsx) {
        return Ok(());
    }
    let message = format!(
        "{}: found the name of an Excel file, expected one for CSV; the Excel file of \
         -o report.xlsx has a sheet for these rows",
        path.display()
    );
    Err(Error::new(ErrorKind::Settings, message))
}
