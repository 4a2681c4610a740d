//! What is said of a training: plain data, as text and JSON show it, and how it is gathered.

use serde::Serialize;

use super::calibration::{Calibration, calibration};
use super::crossvalidate::Judged;
use super::examples::{Examples, VARIANTS, Variant};
use super::thresholds::Asked;
use crate::eval::{Bin, FOLDS, Measure, Resamples, Scope, VetoCount};
use crate::judge::{EVIDENCE, Judgment, LogOdds, Model};
use crate::settings::Level;

/// What was measured while a model was fitted. Every figure is out of fold.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TrainingReport {
    /// Pairs trained on.
    pub pairs: usize,
    /// Of these, pairs labeled 1.
    pub same: usize,
    /// Stories they tell.
    pub stories: usize,
    /// Pairs left out because a title of theirs was to be left out.
    pub excluded: usize,
    /// First and last day of publication, where any is known.
    pub days: Option<(String, String)>,
    /// Identifies the pairs, whatever their order.
    pub fingerprint: String,
    /// Folds of the cross-validation.
    pub folds: usize,
    /// Variance of the prior, in squared nats.
    pub variance: f64,
    /// The judge by how much is known of the pairs.
    pub variants: Vec<VariantReport>,
    /// What each scope asks of the levels.
    pub asked: Vec<Asked>,
    /// Vetoes on pairs with all fields, at `normal`.
    pub vetoes: Vec<VetoCount>,
    /// Least log-odds of each verdict.
    pub levels: Vec<LevelReport>,
    /// How much surer an undated pair has to be, in thousandths of a nat: part of what `undated` weighs.
    pub margin: LogOdds,
    /// Pieces of evidence that no pair shows; they have the weight of their prior.
    pub unshown: Vec<&'static str>,
}

/// The judge on pairs of which so much is known.
#[derive(Clone, Debug, Serialize)]
pub struct VariantReport {
    /// How much is known.
    pub variant: &'static str,
    /// The verdicts at `normal`, by scope.
    pub scopes: Vec<Scope>,
    /// How often a pair of some probability is the same.
    pub reliability: Vec<Bin>,
    /// The line from log-odds to labels.
    pub calibration: Option<Calibration>,
}

/// Where verdicts begin at a level.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LevelReport {
    /// The level.
    pub level: &'static str,
    /// Least log-odds of `same`, in nats.
    pub same: f64,
    /// Least log-odds of `review`, in nats.
    pub review: f64,
    /// How `same` was chosen.
    pub chosen: String,
}

/// Examples judged out of fold.
pub(super) struct Measured<'a> {
    pub(super) examples: &'a Examples,
    pub(super) judged: &'a Judged,
    pub(super) resamples: &'a Resamples,
}

impl Measured<'_> {
    /// What can be told of the judgments; what was chosen is for the caller to add.
    pub(super) fn report(&self, model: &Model) -> TrainingReport {
        let Examples { pairs, stories, .. } = self.examples;
        TrainingReport {
            pairs: pairs.len(),
            same: pairs.iter().filter(|pair| pair.same).count(),
            stories: stories.iter().max().map_or(0, |last| *last as usize + 1),
            days: self.examples.days(),
            fingerprint: self.examples.fingerprint(),
            folds: FOLDS,
            variants: VARIANTS.iter().zip(self.judged).map(|(of, j)| self.variant(of, j)).collect(),
            vetoes: self.measure(&self.judged[0]).vetoes(model, Level::Normal),
            unshown: self.unshown(),
            ..TrainingReport::default()
        }
    }

    fn measure<'b>(&'b self, judged: &'b [Judgment]) -> Measure<'b> {
        Measure { pairs: &self.examples.pairs, judged, resamples: self.resamples }
    }

    fn variant(&self, variant: &Variant, judged: &[Judgment]) -> VariantReport {
        let measure = self.measure(judged);
        VariantReport {
            variant: variant.name,
            scopes: measure.scopes(),
            reliability: measure.reliability(),
            calibration: calibration(&self.examples.pairs, judged),
        }
    }

    fn unshown(&self) -> Vec<&'static str> {
        let pieces = EVIDENCE.iter().zip(self.examples.shown());
        pieces.filter(|(_, shown)| !shown).map(|(piece, _)| piece.name).collect()
    }
}
