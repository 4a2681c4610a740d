//! Step 9: findings to bytes. One file per report.
//!
//! | part | what it writes |
//! |---|---|
//! | `csv` | one row per entry of a cluster, for editors |
//! | `per_cluster` | one row per cluster, as CSV |
//! | `jsonl` | one JSON object per cluster, for programs |
//! | `xlsx` | clusters, near-misses and rejects as an Excel file |
//! | `list` | the cleaned link list |
//! | `text` | a digest for a terminal |
//! | `near_misses` | the look-alikes that were not folded, as CSV |
//! | `rejects` | what could not be read, as CSV |
//! | `kept_columns` | the input's own table without the repeats |
//! | `summary` | a few lines for standard error |
//! | `output` | puts bytes in their place, whole or not at all |
//!
//! `table` is what rows are made of, `spreadsheet` how all CSV is written and guarded, `worksheet` how
//! rows become a sheet of an Excel file; `whole` is a cluster as one thing. `item_id`, `one_line`,
//! `calendar` and `counted` are how entries, strangers' text, days and numbers are shown.
//!
//! Every report is a pure function of the findings and its options: same findings, same bytes. A new
//! one is a new file here, a [`Format`] and a line in [`write()`].

use std::path::Path;
use std::sync::Arc;

use crate::error::{Error, ErrorKind, Result};
use crate::findings::Findings;
use crate::progress::{Step, Unwatched, Watch};
use crate::read::Reject;

mod calendar;
mod counted;
mod csv;
#[cfg(test)]
mod fixture;
mod item_id;
mod jsonl;
mod kept_columns;
mod list;
mod near_misses;
mod one_line;
mod output;
mod per_cluster;
mod rejects;
mod spreadsheet;
mod summary;
mod table;
mod text;
mod whole;
mod worksheet;
mod xlsx;

pub use self::counted::counted;
pub use self::csv::{COLUMNS as CLUSTER_COLUMNS, clusters_csv, write_clusters_csv};
pub use self::jsonl::clusters_jsonl;
pub use self::kept_columns::kept_columns;
pub use self::list::cleaned_list;
pub use self::near_misses::{COLUMNS as NEAR_MISS_COLUMNS, near_misses_csv};
pub use self::output::{Output, Outputs, Sink, Unplaced, Written, check_targets};
pub use self::per_cluster::{COLUMNS as PER_CLUSTER_COLUMNS, per_cluster_csv};
pub use self::rejects::{COLUMNS as REJECT_COLUMNS, rejects_csv};
pub use self::spreadsheet::CsvOptions;
pub use self::summary::{effort, summary};
pub use self::text::{TextOptions, digest};
pub use self::xlsx::workbook_xlsx;
pub use crate::formula_guard::{guard, unguard};

/// A form of the main report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// One row per entry of a cluster, or per cluster.
    Csv,
    /// One JSON object per cluster, a line each.
    Jsonl,
    /// The cleaned link list.
    List,
    /// A digest for a terminal.
    Text,
    /// An Excel file.
    Xlsx,
}

impl Format {
    /// Every form, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Csv, Self::Jsonl, Self::List, Self::Text, Self::Xlsx];

    /// The name users type.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::List => "list",
            Self::Text => "text",
            Self::Xlsx => "xlsx",
        }
    }

    /// Reads a form by its name.
    ///
    /// # Errors
    /// Any other word is an [`ErrorKind::Settings`] error that lists the names.
    pub fn parse(name: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name).ok_or_else(|| {
            let names = Self::ALL.map(Self::name).join(", ");
            let message = format!("format: found `{name}`, expected one of {names}");
            Error::new(ErrorKind::Settings, message)
        })
    }

    /// The form that a file's extension asks for, in either case; none for others.
    pub fn from_extension(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "md" | "list" => Some(Self::List),
            "txt" => Some(Self::Text),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }

    /// How many near-misses this form shows, from the first; `usize::MAX` where it shows all.
    pub fn near_misses_shown(self) -> usize {
        match self {
            Self::Xlsx => usize::MAX,
            Self::Text => text::SHOWN_NEAR_MISSES,
            Self::Csv | Self::Jsonl | Self::List => 0,
        }
    }

    /// Refuses one row per cluster in a form that has no such shape.
    ///
    /// # Errors
    /// [`ErrorKind::Settings`] for every form but CSV.
    pub fn check_per_cluster(self, per_cluster: bool) -> Result<()> {
        if !per_cluster || self == Self::Csv {
            return Ok(());
        }
        let name = self.name();
        let message =
            format!("per-cluster: found format {name}, expected csv; leave out one of the two");
        Err(Error::new(ErrorKind::Settings, message))
    }
}

/// What the reports may be told; each takes its own part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportOptions<'a> {
    /// How CSV is written.
    pub csv: CsvOptions,
    /// How the digest is set.
    pub text: TextOptions,
    /// Entries in no cluster too (the cleaned list always has them).
    pub all: bool,
    /// CSV with one row per cluster; see [`Format::check_per_cluster`].
    pub per_cluster: bool,
    /// The inputs' names in the order given, for the cleaned list.
    pub files: Vec<Arc<str>>,
    /// What could not be read, for the Excel file.
    pub rejects: &'a [Reject],
}

/// Writes the main report in the form asked for.
///
/// # Errors
/// [`ErrorKind::Settings`] where the options cannot be used (a delimiter that CSV cannot have, one row
/// per cluster in another form); [`ErrorKind::Unwritable`] where an Excel file would be too large.
pub fn render(findings: &Findings, format: Format, options: &ReportOptions<'_>) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    write(findings, format, options, &mut Sink::new(&mut bytes, Path::new("memory")), &Unwatched)?;
    Ok(bytes)
}

/// The same, piece by piece where the form allows it. `watch` is told of the step and of the rows.
///
/// # Errors
/// As [`render`], and [`ErrorKind::Unwritable`] where the sink does not take a piece.
pub fn write(
    findings: &Findings,
    format: Format,
    options: &ReportOptions<'_>,
    sink: &mut Sink,
    watch: &dyn Watch,
) -> Result<()> {
    let ReportOptions { csv, text, all, per_cluster, ref files, rejects } = *options;
    format.check_per_cluster(per_cluster)?;
    if format == Format::Csv && !per_cluster {
        return write_clusters_csv(findings, csv, all, sink, watch);
    }
    watch.begin(Step::Write, 0);
    sink.put(&match format {
        Format::Csv => per_cluster_csv(findings, csv, all)?,
        Format::Jsonl => clusters_jsonl(findings, all)?,
        Format::List => cleaned_list(findings, files).into_bytes(),
        Format::Text => digest(findings, text, all).into_bytes(),
        Format::Xlsx => workbook_xlsx(findings, rejects, all)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read_by_its_name() {
        for format in Format::ALL {
            assert_eq!(Format::parse(format.name()).unwrap(), format);
        }
        let error = Format::parse("pdf").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Settings);
        assert_eq!(
            error.to_string(),
            "format: found `pdf`, expected one of csv, jsonl, list, text, xlsx"
        );
    }

    #[test]
    fn extensions_choose_the_form() {
        let of = |path| Format::from_extension(Path::new(path));
        assert_eq!(of("out/Report.CSV"), Some(Format::Csv));
        assert_eq!(of("page.md"), Some(Format::List));
        assert_eq!(of("page.txt"), Some(Format::Text));
        assert_eq!(of("stories.jsonl"), Some(Format::Jsonl));
        assert_eq!(of("stories.ndjson"), Some(Format::Jsonl));
        assert_eq!(of("Report.xlsx"), Some(Format::Xlsx));
        assert_eq!(of("page.html"), None);
        assert_eq!(of("csv"), None);
    }

    #[test]
    fn each_form_is_dispatched_to_its_report() {
        let findings = fixture::sample();
        let first_line = |format| {
            let bytes = render(&findings, format, &ReportOptions::default()).unwrap();
            String::from_utf8_lossy(&bytes).lines().next().unwrap_or_default().to_owned()
        };
        assert_eq!(first_line(Format::Csv), CLUSTER_COLUMNS);
        assert!(first_line(Format::List).starts_with("- "));
        assert!(first_line(Format::Jsonl).starts_with("{\"cluster_id\":"));
        assert!(first_line(Format::Text).starts_with("UK helicopter"));
        assert!(first_line(Format::Xlsx).starts_with("PK"));
    }

    #[test]
    fn only_csv_has_a_row_per_cluster() {
        let options = ReportOptions { per_cluster: true, ..ReportOptions::default() };
        let bytes = render(&fixture::sample(), Format::Csv, &options).unwrap();
        assert!(String::from_utf8(bytes).unwrap().starts_with(PER_CLUSTER_COLUMNS));
        let error = render(&fixture::sample(), Format::Jsonl, &options).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Settings);
        assert_eq!(
            error.to_string(),
            "per-cluster: found format jsonl, expected csv; leave out one of the two"
        );
    }
}
