//! `storyfold train`: labeled pairs to a model file, and how good it is.

mod text;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;
use storyfold::eval::{Bench, Table, cell, entries, labeled_pairs, placed_entries};
use storyfold::judge::Knowledge;
use storyfold::read::{ReadSettings, Reading, file_bytes, read_bytes};
use storyfold::report::{Output, check_targets};
use storyfold::survey::CorpusStats;
use storyfold::train::{
    Sources, StoriesReport, Trained, TrainingReport, VARIANCE, notes, plain, train,
};
use storyfold::{Error, ErrorKind, Result, Settings, Window};

use super::Common;
use super::exit::{Outcome, say};
use super::folding::{known_language, model_at};
use super::writing::{to_place, to_standard_output};

/// Fit the judge's weights to labeled pairs, and write them as a model file.
#[derive(Debug, Args)]
pub struct Train {
    /// Labeled pairs: a CSV file with `title_a,title_b,label`, and optionally dates, sources, ids,
    /// `stratum` and `weight`.
    #[arg(long, value_name = "FILE")]
    pairs: PathBuf,
    /// Statistics to weigh words by: a file from --save-corpus, or the links that the pairs come from.
    #[arg(long, value_name = "FILE")]
    corpus: PathBuf,
    /// Leave out pairs of which a title stands here: a CSV file with a column `title`. May be given
    /// again.
    #[arg(long, value_name = "FILE")]
    exclude: Vec<PathBuf>,
    /// Choose where `loose` begins on titles grouped by story: a CSV file with `id,title,cluster`.
    #[arg(long, value_name = "FILE")]
    stories: Option<PathBuf>,
    /// The model to start from; what the pairs cannot tell stays as it is there (default: the shipped
    /// one).
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// How far weights may grow: the variance of their prior, in squared nats.
    #[arg(long, value_name = "V", default_value_t = VARIANCE)]
    variance: f64,
    /// Language of the titles as a two-letter code (default: told from the corpus, else en).
    #[arg(long, value_name = "CODE")]
    lang: Option<String>,
    /// Where the model goes (default: standard output).
    #[arg(short, long, value_name = "FILE", help_heading = "Report")]
    output: Option<PathBuf>,
    /// Write the figures to standard output as JSON, too; the model needs a file then.
    #[arg(long, requires = "output", help_heading = "Report")]
    json: bool,
}

/// All figures, as JSON has them.
#[derive(Serialize)]
struct Figures<'a> {
    #[serde(flatten)]
    training: &'a TrainingReport,
    stories: Option<&'a StoriesReport>,
}

impl Train {
    /// Runs the command.
    pub fn run(&self, common: &Common) -> Result<Outcome> {
        self.check()?;
        let stats = stats_at(&self.corpus)?;
        let (trained, stories) = self.trained(&stats)?;
        let notes = notes(&trained.report, stories.as_ref(), &self.sources(&stats));
        let model = trained.model.to_text(&notes);
        if !common.quiet {
            say(&text::training(&trained.report, stories.as_ref()));
        }
        to_place(self.output.as_ref(), model.into_bytes())?;
        if self.json {
            let figures = Figures { training: &trained.report, stories: stories.as_ref() };
            to_standard_output(as_json(&figures)?)?;
        }
        Ok(Outcome::Done)
    }

    fn trained(&self, stats: &CorpusStats) -> Result<(Trained, Option<StoriesReport>)> {
        let language = self.lang.as_deref().map(known_language).transpose()?;
        // How far apart two entries may lie is the user's to say, when links are folded.
        let settings = Settings { window: Window::none(), language, ..Settings::default() };
        let knowledge = Knowledge::new(stats, &settings);
        let bench = Bench { settings, model: model_at(self.model.as_deref())?, knowledge };
        let pairs = labeled_pairs(&Table::open(&self.pairs)?)?;
        let grouped = self.stories.as_deref().map(Grouped::open).transpose()?;
        let trained = train(pairs, &self.excluded()?, &bench, self.variance)?;
        Ok(match grouped {
            None => (trained, None),
            Some(grouped) => {
                let (trained, found) = trained.choose_loose(&grouped.entries, &grouped.placed)?;
                (trained, Some(found))
            }
        })
    }

    fn check(&self) -> Result<()> {
        if !(self.variance.is_finite() && self.variance > 0.0) {
            let message =
                format!("--variance: found {}, expected a number above zero", self.variance);
            return Err(Error::new(ErrorKind::Settings, message));
        }
        let named = [&self.pairs, &self.corpus].into_iter().chain(&self.exclude);
        let inputs: Vec<&PathBuf> = named.chain(&self.stories).chain(&self.model).collect();
        let figures = self.json.then_some(Output::Standard);
        let outputs = [Output::parse(self.output.as_deref())].into_iter().chain(figures);
        check_targets(&outputs.collect::<Vec<_>>(), &inputs)
    }

    fn excluded(&self) -> Result<BTreeSet<String>> {
        let mut titles = BTreeSet::new();
        for path in &self.exclude {
            let table = Table::open(path)?;
            let place = Some(table.needed("title")?);
            titles.extend(table.rows().iter().filter_map(|row| cell(row, place)).map(plain));
        }
        Ok(titles)
    }

    fn sources(&self, stats: &CorpusStats) -> Sources {
        Sources {
            pairs: name_of(&self.pairs),
            corpus: name_of(&self.corpus),
            titles: stats.titles(),
            fingerprint: stats.fingerprint(),
            excluded: self.exclude.iter().map(|path| name_of(path)).collect(),
            stories: self.stories.as_deref().map(name_of),
        }
    }
}

/// Titles grouped by story.
struct Grouped {
    entries: storyfold::Entries,
    placed: Vec<storyfold::eval::Placed>,
}

impl Grouped {
    fn open(path: &Path) -> Result<Self> {
        let table = Table::open(path)?;
        table.needed("title")?;
        let placed = placed_entries(&table)?;
        Ok(Self { entries: entries(&table)?.unwrap_or_default().into(), placed })
    }
}

/// Saved statistics, or those of an archive. Its folder does not show in them, so that the model file
/// is the same wherever the data lies.
fn stats_at(path: &Path) -> Result<CorpusStats> {
    let bytes = file_bytes(path)?;
    if CorpusStats::recognizes(&bytes) {
        return CorpusStats::from_bytes(&path.display().to_string(), &bytes);
    }
    let mut reading = Reading::default();
    read_bytes(&name_of(path), &bytes, &ReadSettings::default(), &mut reading)?;
    Ok(CorpusStats::of(&reading.entries))
}

fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

fn as_json(figures: &Figures) -> Result<Vec<u8>> {
    let failed = |error: serde_json::Error| Error::new(ErrorKind::Unwritable, error.to_string());
    let mut bytes = serde_json::to_vec_pretty(figures).map_err(failed)?;
    bytes.push(b'\n');
    Ok(bytes)
}
