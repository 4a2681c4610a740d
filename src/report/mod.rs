//! Step 9: findings to bytes. One file per report.
//!
//! | part | what it writes |
//! |---|---|
//! | `csv` | one row per entry of a cluster, for editors |
//! | `list` | the cleaned link list |
//! | `text` | a digest for a terminal |
//! | `near_misses` | the look-alikes that were not folded, as CSV |
//! | `rejects` | what could not be read, as CSV |
//! | `kept_columns` | the input's own table without the repeats |
//! | `summary` | a few lines for standard error |
//! | `output` | puts bytes in their place, whole or not at all |
//!
//! `spreadsheet` is how all CSV is written and guarded; `item_id`, `one_line`, `calendar` and
//! `counted` are how entries, strangers' text, days and numbers are shown.
//!
//! Every report is a pure function of the findings and its options: same findings, same bytes. A new
//! one is a new file here, a [`Format`] and a line in [`render`].

use std::path::Path;
use std::sync::Arc;

use crate::error::{Error, ErrorKind, Result};
use crate::findings::Findings;

mod calendar;
mod counted;
mod csv;
#[cfg(test)]
mod fixture;
mod item_id;
mod kept_columns;
mod list;
mod near_misses;
mod one_line;
mod output;
mod rejects;
mod spreadsheet;
mod summary;
mod text;

pub use self::csv::{COLUMNS as CLUSTER_COLUMNS, clusters_csv};
pub use self::kept_columns::kept_columns;
pub use self::list::cleaned_list;
pub use self::near_misses::{COLUMNS as NEAR_MISS_COLUMNS, near_misses_csv};
pub use self::output::{Output, Outputs, Written, check_targets};
pub use self::rejects::{COLUMNS as REJECT_COLUMNS, rejects_csv};
pub use self::spreadsheet::CsvOptions;
pub use self::summary::summary;
pub use self::text::{TextOptions, digest};
pub use crate::formula_guard::{guard, unguard};

/// A form of the main report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// One row per entry of a cluster.
    Csv,
    /// The cleaned link list.
    List,
    /// A digest for a terminal.
    Text,
}

impl Format {
    /// Every form, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Csv, Self::List, Self::Text];

    /// The name users type.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::List => "list",
            Self::Text => "text",
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
            "md" | "list" => Some(Self::List),
            "txt" => Some(Self::Text),
            _ => None,
        }
    }
}

/// What the reports may be told; each takes its own part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportOptions {
    /// How CSV is written.
    pub csv: CsvOptions,
    /// How the digest is set.
    pub text: TextOptions,
    /// Entries in no cluster too (the cleaned list always has them).
    pub all: bool,
    /// The inputs' names in the order given, for the cleaned list.
    pub files: Vec<Arc<str>>,
}

/// Writes the main report in the form asked for.
///
/// # Errors
/// [`ErrorKind::Settings`] where the options cannot be used (a delimiter that CSV cannot have).
pub fn render(findings: &Findings, format: Format, options: &ReportOptions) -> Result<Vec<u8>> {
    match format {
        Format::Csv => clusters_csv(findings, options.csv, options.all),
        Format::List => Ok(cleaned_list(findings, &options.files).into_bytes()),
        Format::Text => Ok(digest(findings, options.text, options.all).into_bytes()),
    }
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
        assert_eq!(error.to_string(), "format: found `pdf`, expected one of csv, list, text");
    }

    #[test]
    fn extensions_choose_the_form() {
        let of = |path| Format::from_extension(Path::new(path));
        assert_eq!(of("out/Report.CSV"), Some(Format::Csv));
        assert_eq!(of("page.md"), Some(Format::List));
        assert_eq!(of("page.txt"), Some(Format::Text));
        assert_eq!(of("page.html"), None);
        assert_eq!(of("csv"), None);
    }

    #[test]
    fn each_form_is_dispatched_to_its_report() {
        let findings = fixture::sample();
        let first_line = |format| {
            let bytes = render(&findings, format, &ReportOptions::default()).unwrap();
            String::from_utf8(bytes).unwrap().lines().next().unwrap_or_default().to_owned()
        };
        assert_eq!(first_line(Format::Csv), CLUSTER_COLUMNS);
        assert!(first_line(Format::List).starts_with("- "));
        assert!(first_line(Format::Text).starts_with("UK helicopter"));
    }
}
