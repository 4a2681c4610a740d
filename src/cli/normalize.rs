//! `storyfold normalize`: what each rule takes from each title.

use std::fmt::Write;

use clap::Args;
use storyfold::Result;
use storyfold::normalize::{Context, rules, trace};
use storyfold::survey::CorpusStats;

use super::exit::Outcome;
use super::reading::ReadingFlags;
use super::writing::to_standard_output;

/// Show what each rule changes in each title.
#[derive(Debug, Args)]
pub struct Normalize {
    #[command(flatten)]
    reading: ReadingFlags,
    /// List the rules instead, in their order.
    #[arg(long)]
    rules: bool,
}

impl Normalize {
    /// Runs the command.
    pub fn run(&self) -> Result<Outcome> {
        if self.rules {
            to_standard_output(rule_list().into_bytes())?;
            return Ok(Outcome::Done);
        }
        if self.reading.waits_for_typing() {
            return super::help("normalize");
        }
        let reading = self.reading.read()?;
        let sites = CorpusStats::of(&reading.entries).site_names();
        let mut text = String::new();
        for entry in reading.entries.iter() {
            let context = Context { sites: &sites, source: entry.source.as_deref() };
            let _ = writeln!(text, "{}", entry.title());
            for (rule, after) in trace(entry.title(), &context) {
                let _ = writeln!(text, "    {rule:<14} {after}");
            }
        }
        to_standard_output(text.into_bytes())?;
        Ok(Outcome::Done)
    }
}

fn rule_list() -> String {
    rules().fold(String::new(), |mut text, rule| {
        let _ = writeln!(text, "{:<14} {}", rule.name, rule.about);
        text
    })
}
