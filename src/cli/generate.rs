//! `storyfold generate`: a dump with planted repeats and traps, and its truth.

use std::io::stdout;
use std::path::PathBuf;

use clap::Args;
use storyfold::Result;
use storyfold::generate::{MOST_TITLES, generate};
use storyfold::report::{Output, check_targets};

use super::exit::Outcome;

/// Make a dump of headline-like titles with planted repeats and traps.
///
/// Of the titles, 60 in a hundred are singles, 6 are traps that look like another title and are not,
/// and 34 stand in clusters of 2 to 200. The same number and seed give the same bytes on every machine.
#[derive(Debug, Args)]
pub struct Generate {
    /// How many titles; a million takes about 130 MB.
    #[arg(value_name = "N", value_parser = clap::value_parser!(u32).range(..=i64::from(MOST_TITLES)))]
    titles: u32,
    /// Another seed gives another dump.
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Where the titles go, as CSV with `id,title,source,date,url` (default: standard output).
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Where the truth goes, as CSV with `id,cluster,kind,like`, for `eval --clusters`.
    #[arg(long, value_name = "FILE")]
    truth: Option<PathBuf>,
}

impl Generate {
    /// Runs the command.
    pub fn run(&self) -> Result<Outcome> {
        let titles = Output::parse(self.output.as_deref());
        let truth = self.truth.as_deref().map(|place| Output::parse(Some(place)));
        let targets: Vec<Output> = std::iter::once(titles.clone()).chain(truth.clone()).collect();
        check_targets(&targets, &[] as &[PathBuf])?;
        let dump = generate(self.titles, self.seed);
        let mut outputs = super::interrupt::outputs();
        outputs.add(&titles, dump.titles)?;
        if let Some(truth) = truth {
            outputs.add(&truth, dump.truth)?;
        }
        outputs.commit(&mut stdout().lock())?;
        Ok(Outcome::Done)
    }
}
