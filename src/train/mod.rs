//! Training: labeled pairs to a model, cross-validated by story.
//!
//! - `examples`: pairs measured with all that is known of them, and without dates and sources.
//! - `regression`: the fit itself; `crossvalidate`: the same on parts of the pairs, judged on the rest.
//! - `priors`: what sense says of a piece before any pair is seen.
//! - `thresholds`: where `same` begins at `strict` and `normal`; `stories`: at `loose`; `levels` keeps them
//!   in order.
//! - `calibration`: whether log-odds mean what they say.
//! - `report`: what is said of all this, and `notes`: what of it stands in the model file.
//!
//! The same pairs in any order, with any number of threads, on any machine give the same bytes.

mod calibration;
mod crossvalidate;
mod examples;
#[cfg(test)]
mod fixture;
mod levels;
mod notes;
mod priors;
mod regression;
mod report;
mod stories;
mod thresholds;

use std::collections::BTreeSet;

pub use calibration::Calibration;
pub use examples::{Examples, FEWEST_OF_A_LABEL, FEWEST_PAIRS, VARIANTS, Variant, View, plain};
pub use notes::{Sources, notes};
pub use regression::{Fit, Row, fit};
pub use report::{LevelReport, TrainingReport, VariantReport};
pub use stories::{PartReport, PoorCluster, StoriesReport, StoryFigures, Tried};
pub use thresholds::Asked;

use crate::entries::Entries;
use crate::error::Result;
use crate::eval::{Bench, LabeledPair, Placed, Resamples};
use crate::judge::{EVIDENCE, Evidence, LogOdds, Model};
use crate::settings::Level;
use crossvalidate::{fitted, judged, out_of_fold};
use levels::{leveled, told};
use report::Measured;
use thresholds::undated_margin;

/// Variance of the prior that the shipped model was fitted with, in squared nats: most weights lie within
/// two or three nats. It hardly matters: from 0.5 to 30 the AUC out of fold moves by 0.002.
pub const VARIANCE: f64 = 3.0;

/// A fitted model, and what was measured.
#[derive(Clone, Debug)]
pub struct Trained {
    /// The model.
    pub model: Model,
    /// The figures.
    pub report: TrainingReport,
}

/// Fits a model to pairs, none of which has a title in `excluded` (as [`plain`] gives it). What the pairs
/// cannot tell is taken from the bench's model: `loose`, folds, what thin pairs owe, and where `review`
/// begins. A piece that no pair shows has the weight of its prior.
///
/// # Errors
/// [`crate::ErrorKind::Settings`] where there are too few pairs.
pub fn train(
    mut pairs: Vec<LabeledPair>,
    excluded: &BTreeSet<String>,
    bench: &Bench,
    variance: f64,
) -> Result<Trained> {
    let excluded = examples::exclude(&mut pairs, excluded);
    let examples = Examples::new(pairs, bench)?;
    let resamples = Resamples::new(&examples.stories);
    let mut log_odds = out_of_fold(&examples, &bench.model, variance);
    let judgments =
        |log_odds: &[_], model: &Model| judged(&examples, log_odds, model, Level::Normal);
    let before = judgments(&log_odds, &bench.model);
    let asked = thresholds::asked(&examples, &before, &bench.model, &resamples);
    let margin = undated_margin(&asked);
    let fitted = owing(&fitted(&examples, &bench.model, variance), margin);
    subtract(&mut log_odds, &examples, margin);
    let (model, levels) = leveled(fitted, &asked);
    let judged = judgments(&log_odds, &model);
    let measured = Measured { examples: &examples, judged: &judged, resamples: &resamples };
    let report =
        TrainingReport { excluded, variance, asked, levels, margin, ..measured.report(&model) };
    Ok(Trained { model, report })
}

/// The piece of evidence that carries what undated pairs owe.
const UNDATED: &str = "undated";

/// The model with undated pairs owing a margin.
fn owing(model: &Model, margin: LogOdds) -> Model {
    let owed = |piece: &Evidence| if piece.name == UNDATED { margin } else { 0 };
    let weights = EVIDENCE.iter().zip(model.weights()).map(|(piece, weight)| weight - owed(piece));
    model.with_weights(model.bias(), weights.collect())
}

/// Takes the margin from the log-odds of every view without dates.
fn subtract(log_odds: &mut [Vec<LogOdds>], examples: &Examples, margin: LogOdds) {
    let undated = |view: &View| {
        let pieces = EVIDENCE.iter().zip(&view.measures);
        pieces.filter(|(piece, _)| piece.name == UNDATED).map(|(_, of)| i64::from(*of)).sum::<i64>()
    };
    for (log_odds, views) in log_odds.iter_mut().zip(&examples.views) {
        for (log_odds, view) in log_odds.iter_mut().zip(views) {
            *log_odds -= margin * undated(view) / 1000;
        }
    }
}

impl Trained {
    /// Chooses `loose` on entries with ids and the stories of these ids.
    ///
    /// # Errors
    /// As [`Run::fold`](crate::Run::fold).
    pub fn choose_loose(
        mut self,
        entries: &Entries,
        truth: &[Placed],
    ) -> Result<(Self, StoriesReport)> {
        let (model, found) = stories::choose_loose(&self.model, entries, truth)?;
        self.report.levels[Level::Loose as usize] =
            told(&model, Level::Loose, "loses nothing of B-cubed F1 on stories".to_owned());
        self.model = model;
        Ok((self, found))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_margin_is_owed_by_undated_pairs_alone() {
        let model = Model::shipped().unwrap();
        let owing = owing(&model, 400);
        let pieces = EVIDENCE.iter().zip(model.weights()).zip(owing.weights());
        let owed: Vec<(&str, i64)> = pieces
            .filter(|((_, before), after)| before != after)
            .map(|((piece, before), after)| (piece.name, before - after))
            .collect();
        assert_eq!(owed, [("undated", 400)]);
    }
}
