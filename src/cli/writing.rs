//! Flags for writing, and the way of bytes to their place.

use std::io::stdout;
use std::path::PathBuf;

use clap::Args;
use storyfold::Result;
use storyfold::report::{CsvOptions, Output};

use super::interrupt;

/// How CSV is written.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Report")]
pub struct CsvFlags {
    /// What parts the columns of CSV: a character, or `tab`.
    #[arg(long, value_name = "C", default_value = ",")]
    delimiter: String,
    /// CSV for a double click in Excel: with a byte order mark and CRLF line ends.
    #[arg(long)]
    excel: bool,
    /// Leave cells that a spreadsheet would take for formulas as they are.
    #[arg(long)]
    no_csv_guard: bool,
}

impl CsvFlags {
    /// The options that the flags ask for.
    pub fn options(&self) -> Result<CsvOptions> {
        let delimiter = CsvOptions::parse_delimiter(&self.delimiter)?;
        Ok(CsvOptions { delimiter, excel: self.excel, guard: !self.no_csv_guard })
    }
}

/// Writes bytes to standard output; a reader that stops listening is no failure.
pub fn to_standard_output(bytes: Vec<u8>) -> Result<()> {
    to_place(None, bytes)
}

/// Writes bytes to a file, or to standard output.
pub fn to_place(place: Option<&PathBuf>, bytes: Vec<u8>) -> Result<()> {
    let mut outputs = interrupt::outputs();
    outputs.add(&Output::parse(place.map(PathBuf::as_path)), bytes)?;
    outputs.commit(&mut stdout().lock()).map(|_| ())
}
