//! Flags that decide what is folded: level, window, sources, statistics, model.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use storyfold::judge::Model;
use storyfold::normalize::Language;
use storyfold::read::{ReadSettings, file_bytes, read_inputs};
use storyfold::survey::CorpusStats;
use storyfold::{Error, ErrorKind, Level, Result, Settings, Window};

/// What decides the findings.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Folding")]
pub struct FoldingFlags {
    /// How much two links may differ: the same words, the same news item, the same story.
    #[arg(long, value_enum, default_value_t = LevelName::Normal)]
    level: LevelName,
    /// How far apart in time: a number of days (`30d`) or `none`.
    #[arg(long, value_name = "DAYS", default_value = "30d")]
    window: String,
    /// Sources whose links lead their cluster, best first.
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    prefer_source: Vec<String>,
    /// Sources whose links fold with nothing; `*` stands for anything.
    #[arg(long, value_name = "GLOB")]
    never_source: Vec<String>,
    #[command(flatten)]
    pub knowledge: KnowledgeFlags,
}

/// What the judge knows beside the links themselves.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Folding")]
pub struct KnowledgeFlags {
    /// Statistics to judge by: a file from --save-corpus, or any list of links.
    #[arg(long, value_name = "FILE")]
    pub corpus: Option<PathBuf>,
    /// Weights to judge by.
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LevelName {
    Strict,
    Normal,
    Loose,
}

impl From<LevelName> for Level {
    fn from(name: LevelName) -> Self {
        match name {
            LevelName::Strict => Self::Strict,
            LevelName::Normal => Self::Normal,
            LevelName::Loose => Self::Loose,
        }
    }
}

impl FoldingFlags {
    /// The settings that the flags ask for.
    pub fn settings(&self, language: Option<&String>) -> Result<Settings> {
        Ok(Settings {
            level: self.level.into(),
            window: Window::parse(&self.window)?,
            prefer_sources: self.prefer_source.clone(),
            never_sources: self.never_source.clone(),
            language: language.map(|code| known_language(code)).transpose()?,
        })
    }
}

impl KnowledgeFlags {
    /// The files that are read, none of which may be written over.
    pub fn files(&self) -> impl Iterator<Item = PathBuf> {
        [&self.corpus, &self.model].into_iter().flatten().cloned()
    }

    /// The model asked for, else the shipped one.
    pub fn model(&self) -> Result<Model> {
        model_at(self.model.as_deref())
    }

    /// The statistics asked for: saved ones, or those of an archive.
    pub fn stats(&self) -> Result<Option<CorpusStats>> {
        let Some(path) = &self.corpus else { return Ok(None) };
        let bytes = file_bytes(path)?;
        if CorpusStats::recognizes(&bytes) {
            return CorpusStats::from_bytes(&path.display().to_string(), &bytes).map(Some);
        }
        let reading = read_inputs(std::slice::from_ref(path), &ReadSettings::default())?;
        Ok(Some(CorpusStats::of(&reading.entries)))
    }
}

/// The model in a file, else the shipped one.
pub fn model_at(path: Option<&Path>) -> Result<Model> {
    let Some(path) = path else { return Model::shipped() };
    let bytes = file_bytes(path)?;
    Model::parse(&path.display().to_string(), &String::from_utf8_lossy(&bytes))
}

/// A known language's code.
pub fn known_language(code: &str) -> Result<String> {
    if Language::from_code(code).is_some() {
        return Ok(code.to_owned());
    }
    let known = Language::codes().join(", ");
    let message = format!("--lang: found `{code}`, expected one of {known}");
    Err(Error::new(ErrorKind::Settings, message))
}
