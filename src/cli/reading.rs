//! Flags for reading, and the entries they lead to.

use std::path::PathBuf;

use clap::Args;
use storyfold::Result;
use storyfold::read::{Format, ReadSettings, Reading, read_inputs};

/// What to read and how.
#[derive(Clone, Debug, Args)]
pub struct ReadingFlags {
    /// Files to read; `-` is standard input.
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// Form of the inputs: auto, linklist or lines.
    #[arg(long, value_name = "FORMAT", default_value = "auto", help_heading = "Reading")]
    input_format: String,
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

impl ReadingFlags {
    /// Reads all inputs; standard input where none is named.
    pub fn read(&self) -> Result<Reading> {
        read_inputs(&self.inputs(), &self.settings()?)
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
        Ok(ReadSettings { format, strict: self.strict, max_rejects: self.max_rejects })
    }
}
