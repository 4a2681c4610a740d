//! `storyfold compare`: judge two titles and show the evidence, or judge a file of pairs.

mod pairs;
mod waterfall;

use std::path::PathBuf;

use clap::Args;
use storyfold::Result;
use storyfold::eval::{Bench, Side, read_date};
use storyfold::judge::Knowledge;
use storyfold::report::{Output, check_targets};

use super::Common;
use super::exit::{Outcome, say};
use super::folding::FoldingFlags;
use super::writing::{CsvFlags, to_place};

/// Judge two titles and show every piece of evidence, or judge a file of pairs.
#[derive(Debug, Args)]
pub struct Compare {
    /// The first title.
    #[arg(value_name = "A", required_unless_present = "pairs", requires = "b")]
    a: Option<String>,
    /// The second title.
    #[arg(value_name = "B")]
    b: Option<String>,
    /// Date of the first title, as in `2014-04-27`.
    #[arg(long, value_name = "DATE")]
    date_a: Option<String>,
    /// Date of the second title.
    #[arg(long, value_name = "DATE")]
    date_b: Option<String>,
    /// Source of the first title.
    #[arg(long, value_name = "NAME")]
    source_a: Option<String>,
    /// Source of the second title.
    #[arg(long, value_name = "NAME")]
    source_b: Option<String>,
    /// Judge the pairs of a CSV file (`title_a,title_b`, and optionally dates and sources).
    #[arg(long, value_name = "FILE", conflicts_with_all = ["a", "b", "date_a", "date_b", "source_a", "source_b"])]
    pairs: Option<PathBuf>,
    /// With --pairs: write every piece of evidence, too, a column each.
    #[arg(long, requires = "pairs")]
    evidence: bool,
    /// Where the judged pairs go (default: standard output).
    #[arg(short, long, value_name = "FILE", requires = "pairs", help_heading = "Report")]
    output: Option<PathBuf>,
    /// Language of the titles as a two-letter code (default: en).
    #[arg(long, value_name = "CODE")]
    lang: Option<String>,
    #[command(flatten)]
    folding: FoldingFlags,
    #[command(flatten)]
    csv: CsvFlags,
}

impl Compare {
    /// Runs the command.
    pub fn run(&self, common: &Common) -> Result<Outcome> {
        let settings = self.folding.settings(self.lang.as_ref())?;
        self.check_place()?;
        let model = self.folding.knowledge.model()?;
        let stats = self.folding.knowledge.stats()?.unwrap_or_default();
        let knowledge = Knowledge::new(&stats, &settings);
        let bench = Bench { settings, model, knowledge };
        let Some(path) = &self.pairs else {
            to_place(None, self.judge_titles(&bench)?.into_bytes())?;
            return Ok(Outcome::Done);
        };
        let (judged, summary) =
            pairs::judge_file(path, &bench, self.csv.options()?, self.evidence)?;
        to_place(self.output.as_ref(), judged)?;
        if !common.quiet {
            say(&summary);
        }
        Ok(Outcome::Done)
    }

    fn check_place(&self) -> Result<()> {
        let inputs: Vec<PathBuf> =
            self.pairs.iter().cloned().chain(self.folding.knowledge.files()).collect();
        check_targets(&[Output::parse(self.output.as_deref())], &inputs)
    }

    fn judge_titles(&self, bench: &Bench) -> Result<String> {
        let side = |title: &Option<String>, date: &Option<String>, source: &Option<String>| {
            let date = date.as_deref().map(read_date).transpose()?;
            let title = title.clone().unwrap_or_default();
            Ok(Side { title, date, source: source.clone(), id: None })
        };
        let a = side(&self.a, &self.date_a, &self.source_a)?;
        let b = side(&self.b, &self.date_b, &self.source_b)?;
        Ok(waterfall::shown(&bench.case(&a, &b), bench))
    }
}
