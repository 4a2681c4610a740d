//! Flags for reading, and the entries they lead to.

use std::path::PathBuf;

use clap::Args;
use storyfold::read::{
    ColumnNames, DateFormat, Format, ReadSettings, Reading, read_inputs, read_inputs_watched,
};
use storyfold::{Keeper, Result, Watch};

/// What to read and how.
#[derive(Clone, Debug, Args)]
pub struct ReadingFlags {
    /// Files to read; `-` is standard input.
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// Form of the inputs: auto, linklist, lines, csv, tsv, jsonl or json; .gz and .zst are unpacked.
    #[arg(long, value_name = "FORMAT", default_value = "auto", help_heading = "Reading")]
    input_format: String,
    #[command(flatten)]
    columns: ColumnFlags,
    /// Language of the titles as a two-letter code (default: told from the titles, else en).
    #[arg(long, value_name = "CODE", help_heading = "Reading")]
    pub lang: Option<String>,
    /// Fail at the first line that looks like a link and cannot be read.
    #[arg(long, help_heading = "Reading")]
    strict: bool,
    /// Fail when more than N lines cannot be read.
    #[arg(long, value_name = "N", help_heading = "Reading")]
    max_rejects: Option<u64>,
}

/// What the columns of tables, and the keys of JSON, hold.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Reading")]
pub struct ColumnFlags {
    /// Column of the titles: its name, its number from 1, or in JSON a path such as `data.title`. Of
    /// several --title-col the first that an input has counts.
    #[arg(long, value_name = "NAME|N")]
    title_col: Vec<String>,
    /// Column of the links.
    #[arg(long, value_name = "NAME|N")]
    url_col: Vec<String>,
    /// Column of the dates of publication.
    #[arg(long, value_name = "NAME|N")]
    date_col: Vec<String>,
    /// Column of the outlets, feeds or sites.
    #[arg(long, value_name = "NAME|N")]
    source_col: Vec<String>,
    /// Column of the input's own identifiers.
    #[arg(long, value_name = "NAME|N")]
    id_col: Vec<String>,
    /// How dates are written where day and month could be mistaken, as in `%d/%m/%Y`.
    #[arg(long, value_name = "PATTERN")]
    date_format: Option<String>,
}

impl ColumnFlags {
    fn names(&self) -> ColumnNames {
        ColumnNames {
            title: self.title_col.clone(),
            url: self.url_col.clone(),
            date: self.date_col.clone(),
            source: self.source_col.clone(),
            id: self.id_col.clone(),
        }
    }
}

impl ReadingFlags {
    /// Reads all inputs; standard input where none is named.
    pub fn read(&self) -> Result<Reading> {
        read_inputs(&self.inputs(), &self.settings()?)
    }

    /// Reads all inputs while `watch` watches, and keeps the rows of their tables if asked to.
    pub fn read_watched(
        &self,
        keep_records: bool,
        keeper: &Keeper,
        watch: &dyn Watch,
    ) -> Result<Reading> {
        let settings = ReadSettings { keep_records, ..self.settings()? };
        read_inputs_watched(&self.inputs(), &settings, keeper, watch)
    }

    /// The inputs, standard input where none is named.
    pub fn inputs(&self) -> Vec<PathBuf> {
        if self.inputs.is_empty() { vec![PathBuf::from("-")] } else { self.inputs.clone() }
    }

    /// True where the program would wait for a person to type a list.
    pub fn waits_for_typing(&self) -> bool {
        self.inputs.is_empty() && super::terminal::typed_input()
    }

    fn settings(&self) -> Result<ReadSettings> {
        let format = match self.input_format.as_str() {
            "auto" => None,
            name => Some(Format::parse(name)?),
        };
        Ok(ReadSettings {
            format,
            strict: self.strict,
            max_rejects: self.max_rejects,
            columns: self.columns.names(),
            date_format: self.columns.date_format.as_deref().map(DateFormat::parse).transpose()?,
            keep_records: false,
        })
    }
}
