//! What is said of a training: plain data, as text and JSON show it.

use serde::Serialize;

use super::calibration::Calibration;
use super::thresholds::Asked;
use crate::eval::{Bin, Scope, VetoCount};

/// What was measured while a model was fitted. Every figure is out of fold.
#[derive(Clone, Debug, Serialize)]
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
    /// Pieces of evidence that no pair shows; they keep the weight they had.
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
