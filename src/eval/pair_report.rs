//! What is said of a judge over labeled pairs: plain data, as text and JSON show it.

use serde::Serialize;

use super::bootstrap::Estimate;

/// What was measured on labeled pairs.
#[derive(Clone, Debug, Serialize)]
pub struct PairReport {
    /// Pairs in the file.
    pub pairs: usize,
    /// Of these, pairs labeled 1.
    pub same: usize,
    /// Stories they tell: what the intervals are drawn from.
    pub stories: usize,
    /// The judge in each scope.
    pub scopes: Vec<Scope>,
    /// The judge in each stratum.
    pub strata: Vec<Stratum>,
    /// The judge beside plain similarities.
    pub scorers: Vec<Scorer>,
    /// Every veto that stopped a pair.
    pub vetoes: Vec<VetoCount>,
    /// How often a pair of some probability is the same.
    pub reliability: Vec<Bin>,
}

/// The judge over some of the pairs.
#[derive(Clone, Debug, Serialize)]
pub struct Scope {
    /// Which pairs, and how they count.
    pub name: String,
    /// How many pairs.
    pub pairs: usize,
    /// Area under the ROC curve; vetoed pairs come last.
    pub auc: Option<Estimate>,
    /// Of the pairs called `same`, the share labeled 1.
    pub precision: Option<Estimate>,
    /// Of the pairs labeled 1, the share called `same`.
    pub recall: Option<Estimate>,
    /// Harmonic mean of the two.
    pub f1: Option<Estimate>,
    /// Of the pairs labeled 1, the share called `same` or `review`.
    pub recall_with_review: Option<Estimate>,
    /// Highest recall at 95 % precision.
    pub recall_at_95: Option<Estimate>,
    /// Highest recall at 90 % precision.
    pub recall_at_90: Option<Estimate>,
}

/// The judge in one stratum.
#[derive(Clone, Debug, Serialize)]
pub struct Stratum {
    /// The stratum as the file has it.
    pub name: String,
    /// How many pairs.
    pub pairs: usize,
    /// Share labeled 1.
    pub same_share: Option<Estimate>,
    /// Of the pairs called `same`, the share labeled 1.
    pub precision: Option<Estimate>,
    /// Of the pairs labeled 1, the share called `same`.
    pub recall: Option<Estimate>,
}

/// A score over the same pairs.
#[derive(Clone, Debug, Serialize)]
pub struct Scorer {
    /// What scores.
    pub name: String,
    /// Area under the ROC curve over all pairs.
    pub auc: Option<Estimate>,
    /// Highest recall at 95 % precision over the strata from 0.4 up, or over all pairs without strata.
    pub recall_at_95: Option<Estimate>,
}

/// What a veto stopped. Of several that hold, the first one counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VetoCount {
    /// The veto.
    pub veto: String,
    /// Pairs that it stopped.
    pub pairs: usize,
    /// Of these, pairs labeled 1.
    pub same: usize,
    /// Pairs that would have been `same` without it.
    pub decided: usize,
    /// Of these, pairs labeled 1: what the veto costs.
    pub decided_same: usize,
}

/// Pairs of nearly one probability.
#[derive(Clone, Debug, Serialize)]
pub struct Bin {
    /// Least probability.
    pub from: f64,
    /// Pairs without a veto.
    pub pairs: usize,
    /// Their mean probability.
    pub probability: Option<f64>,
    /// The share of them labeled 1.
    pub same_share: Option<Estimate>,
}
