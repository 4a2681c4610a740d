//! `storyfold eval`: how good candidates, verdicts and clusters are, measured.

pub mod text;

use std::path::{Path, PathBuf};

use clap::{ArgGroup, Args, ValueEnum};
use serde::Serialize;
use storyfold::eval::{
    Bench, Blank, ClusterReport, LabeledPair, Placed, Table, candidate_recall, cluster_agreement,
    entries, funnel, kinds, labeled_pairs, pair_report, placed_entries, rated_pairs, rated_stats,
    similarity_report, stories,
};
use storyfold::judge::{Knowledge, Model};
use storyfold::read::{ReadSettings, read_inputs};
use storyfold::report::{Output, check_targets};
use storyfold::survey::CorpusStats;
use storyfold::{Entries, Error, ErrorKind, Result, Run, Settings};

use super::Common;
use super::exit::Outcome;
use super::folding::FoldingFlags;
use super::progress::Progress;
use super::writing::to_place;

/// Measure candidates, verdicts and clusters against what is true.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("measured").required(true).args(["pairs", "clusters", "candidates", "similarity"]))]
pub struct Eval {
    /// Measure the judge on labeled pairs: a CSV file with `title_a,title_b,label`, and optionally
    /// dates, sources, ids, `stratum` and `weight`.
    #[arg(long, value_name = "FILE")]
    pairs: Option<PathBuf>,
    /// Measure clusters against the true ones: a CSV file with `id,cluster`, and optionally titles.
    /// Where it has `kind` and `like`, as a generated truth has, each kind is counted.
    #[arg(long, value_name = "FILE")]
    clusters: Option<PathBuf>,
    /// Measure the candidate step on a list of links, against an exact search.
    #[arg(long, value_name = "INPUT")]
    candidates: Option<PathBuf>,
    /// Measure how well the evidence tells how alike titles are: a CSV file with
    /// `title_a,title_b,similarity`.
    #[arg(long, value_name = "FILE")]
    similarity: Option<PathBuf>,
    /// With --pairs: follow the pairs through dedup of their corpus instead (--input, else --corpus).
    #[arg(long, requires = "pairs")]
    funnel: bool,
    /// With --pairs: judge as if these were unknown.
    #[arg(long, value_name = "WHAT", value_delimiter = ',', requires = "pairs")]
    blank: Vec<Blanked>,
    /// With --clusters: the clusters to measure, a CSV file with `id,cluster` (default: dedup finds
    /// them).
    #[arg(long, value_name = "FILE", requires = "clusters", conflicts_with = "input")]
    predicted: Option<PathBuf>,
    /// The links that dedup runs on, with the ids of the true clusters or of the pairs.
    #[arg(long, value_name = "FILE", conflicts_with = "candidates")]
    input: Option<PathBuf>,
    /// With --candidates: how many titles are searched for exactly where there are over 50,000.
    #[arg(long, value_name = "N", default_value_t = 1500)]
    probes: usize,
    /// Print JSON.
    #[arg(long, help_heading = "Report")]
    json: bool,
    /// Where the figures go (default: standard output).
    #[arg(short, long, value_name = "FILE", help_heading = "Report")]
    output: Option<PathBuf>,
    /// Language of the titles as a two-letter code (default: told from the corpus, else en).
    #[arg(long, value_name = "CODE")]
    lang: Option<String>,
    #[command(flatten)]
    folding: FoldingFlags,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Blanked {
    Dates,
    Sources,
}

/// What decides the findings that are measured.
struct Setup {
    settings: Settings,
    model: Model,
    stats: Option<CorpusStats>,
}

impl Eval {
    /// Runs the command.
    pub fn run(&self, common: &Common) -> Result<Outcome> {
        self.check_place()?;
        let setup = Setup {
            settings: self.folding.settings(self.lang.as_ref())?,
            model: self.folding.knowledge.model()?,
            stats: self.folding.knowledge.stats()?,
        };
        let report = match (&self.pairs, &self.clusters, &self.candidates, &self.similarity) {
            (Some(path), ..) if self.funnel => self.follow(path, &setup, common)?,
            (Some(path), ..) => self.measure_pairs(path, setup)?,
            (_, Some(path), ..) => self.measure_clusters(path, &setup, common)?,
            (_, _, Some(path), _) => self.measure_candidates(path, &setup, common)?,
            (_, _, _, Some(path)) => self.measure_similarity(path, setup)?,
            (None, None, None, None) => String::new(),
        };
        to_place(self.output.as_ref(), report.into_bytes())?;
        Ok(Outcome::Done)
    }

    fn check_place(&self) -> Result<()> {
        let measured = [&self.pairs, &self.clusters, &self.candidates, &self.similarity];
        let named = measured.into_iter().chain([&self.predicted, &self.input]).flatten().cloned();
        let inputs: Vec<PathBuf> = named.chain(self.folding.knowledge.files()).collect();
        check_targets(&[Output::parse(self.output.as_deref())], &inputs)
    }

    fn measure_pairs(&self, path: &Path, setup: Setup) -> Result<String> {
        let pairs = self.labeled(path)?;
        let stats = setup.stats.unwrap_or_default();
        let knowledge = Knowledge::new(&stats, &setup.settings);
        let bench = Bench { settings: setup.settings, model: setup.model, knowledge };
        self.shown(&pair_report(&pairs, &bench), text::pairs)
    }

    fn follow(&self, path: &Path, setup: &Setup, common: &Common) -> Result<String> {
        let pairs = self.labeled(path)?;
        let corpus = self.input.as_ref().or(self.folding.knowledge.corpus.as_ref());
        let Some(corpus) = corpus else {
            let message = "--funnel: found no corpus, expected the pairs' links as --input FILE";
            return Err(Error::new(ErrorKind::Settings, message));
        };
        let entries = read(corpus)?;
        let story_of = stories(&pairs);
        let rows = setup.run(common, |run| funnel(run, entries, &pairs, &story_of))?;
        self.shown(&rows, |rows| text::funnel(rows))
    }

    fn measure_clusters(&self, path: &Path, setup: &Setup, common: &Common) -> Result<String> {
        let truth = Table::open(path)?;
        let placed = placed_entries(&truth)?;
        let found = match &self.predicted {
            Some(predicted) => placed_entries(&Table::open(predicted)?)?,
            None => setup.fold(self.links(path, &truth)?, common)?,
        };
        let report = cluster_agreement(&placed, &found);
        self.shown(&ClusterReport { kinds: kinds(&truth, &found), ..report }, text::clusters)
    }

    /// The links to fold: the input's, else those of the truth itself.
    fn links(&self, path: &Path, truth: &Table) -> Result<Entries> {
        if let Some(input) = &self.input {
            return read(input);
        }
        entries(truth)?.map(Entries::from).ok_or_else(|| {
            let message = format!(
                "{}: found no titles, expected a column `title`, or the links as --input FILE, or \
                 clusters as --predicted FILE",
                path.display()
            );
            Error::new(ErrorKind::Settings, message)
        })
    }

    fn measure_candidates(&self, path: &Path, setup: &Setup, common: &Common) -> Result<String> {
        let entries = read(path)?;
        let report = setup.run(common, |run| candidate_recall(run, entries, self.probes))?;
        self.shown(&report, text::candidates)
    }

    fn measure_similarity(&self, path: &Path, setup: Setup) -> Result<String> {
        let rated = rated_pairs(&Table::open(path)?)?;
        let stats = setup.stats.unwrap_or_else(|| rated_stats(&rated));
        let knowledge = Knowledge::new(&stats, &setup.settings);
        let bench = Bench { settings: setup.settings, model: setup.model, knowledge };
        self.shown(&similarity_report(rated, &bench), text::similarity)
    }

    fn labeled(&self, path: &Path) -> Result<Vec<LabeledPair>> {
        let mut pairs = labeled_pairs(&Table::open(path)?)?;
        let blank = Blank {
            dates: self.blank.contains(&Blanked::Dates),
            sources: self.blank.contains(&Blanked::Sources),
        };
        for pair in &mut pairs {
            pair.forget(blank);
        }
        Ok(pairs)
    }

    fn shown<T: Serialize>(&self, report: &T, as_text: impl Fn(&T) -> String) -> Result<String> {
        if !self.json {
            return Ok(as_text(report));
        }
        let json = serde_json::to_string_pretty(report);
        let failed =
            |error: serde_json::Error| Error::new(ErrorKind::Unwritable, error.to_string());
        Ok(json.map_err(failed)? + "\n")
    }
}

impl Setup {
    fn run<T>(&self, common: &Common, measure: impl FnOnce(&Run) -> T) -> T {
        let progress = Progress::start(common);
        let run = Run {
            settings: &self.settings,
            model: &self.model,
            stats: self.stats.as_ref(),
            near_misses_listed: 0,
            watch: &progress,
        };
        let measured = measure(&run);
        drop(progress);
        measured
    }

    /// The clusters that dedup finds, of entries that have an id.
    fn fold(&self, entries: Entries, common: &Common) -> Result<Vec<Placed>> {
        let findings = self.run(common, |run| run.fold(entries))?;
        let cluster_of = findings.cluster_of();
        let placed = findings.entries.iter().zip(&cluster_of);
        let placed =
            placed.filter_map(|(entry, of)| Some((entry.id()?.to_owned(), (*of)?.to_string())));
        Ok(placed.collect())
    }
}

fn read(path: &Path) -> Result<Entries> {
    Ok(read_inputs(&[path.to_owned()], &ReadSettings::default())?.entries)
}
