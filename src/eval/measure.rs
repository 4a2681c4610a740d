//! Figures of judgments over labeled pairs: scopes, strata, vetoes, probabilities.
//!
//! It takes judgments and not a judge, so the same figures come of a model that was fitted to the pairs
//! and of judgments made out of fold.
//!
//! Pairs sampled by strata do not stand for the corpus: low strata are sampled thinly. So figures come in
//! up to three scopes: all pairs as they stand, the pairs of strata from 0.4 up (where look-alikes are),
//! and all pairs weighted by how many pairs of the corpus each stands for. The weighted figures hang on
//! a few heavy pairs; their intervals say how much.

use super::bootstrap::Resamples;
use super::labeled::LabeledPair;
use super::pair_report::{Bin, Scope, Stratum, VetoCount};
use super::scores::{Labels, Ranking};
use crate::findings::Verdict;
use crate::judge::{Judgment, Model};
use crate::settings::Level;

/// Strata from here up hold the look-alikes.
const LOOK_ALIKE_STRATA: f64 = 0.4;
/// A vetoed pair ranks below every other (log-odds are thousandths of a nat, far smaller than this).
const VETOED: i64 = 1 << 40;
/// Probabilities are looked at in so many bins.
const BINS: u16 = 10;

/// Labeled pairs and what was judged of each, in the same order.
#[derive(Clone, Copy, Debug)]
pub struct Measure<'a> {
    /// The pairs.
    pub pairs: &'a [LabeledPair],
    /// What was judged of each.
    pub judged: &'a [Judgment],
    /// Their stories, drawn again.
    pub resamples: &'a Resamples,
}

impl Measure<'_> {
    /// The labels, every pair counting what `weight` says.
    pub fn labels(&self, weight: impl Fn(&LabeledPair) -> u64) -> Labels {
        Labels {
            same: self.pairs.iter().map(|pair| pair.same).collect(),
            weights: self.pairs.iter().map(weight).collect(),
        }
    }

    /// The judge over all pairs, and where the file tells strata and weights, over these.
    pub fn scopes(&self) -> Vec<Scope> {
        let mut scopes = vec![self.scope("all pairs", |_| 1)];
        if self.has_strata() {
            scopes.push(self.scope("strata >= 0.4", look_alike));
        }
        if self.pairs.iter().any(|pair| pair.weight.is_some()) {
            scopes.push(self.scope("weighted", |pair| pair.weight.unwrap_or(1000)));
        }
        scopes
    }

    /// True where the file tells strata.
    pub fn has_strata(&self) -> bool {
        self.pairs.iter().any(|pair| pair.stratum_value().is_some())
    }

    fn scope(&self, name: &str, weight: impl Fn(&LabeledPair) -> u64) -> Scope {
        let labels = self.labels(weight);
        let scores: Vec<i64> = self.judged.iter().map(score).collect();
        let ranking = Ranking::new(&labels, &scores);
        let all = |times: &[u16]| labels.taken(times, |_| true);
        let same =
            |times: &[u16]| labels.taken(times, |at| self.judged[at].verdict == Verdict::Same);
        let offered =
            |times: &[u16]| labels.taken(times, |at| self.judged[at].verdict != Verdict::Apart);
        let estimate = &self.resamples;
        Scope {
            name: name.to_owned(),
            pairs: labels.weights.iter().filter(|weight| **weight > 0).count(),
            auc: estimate.estimate(|times| ranking.auc(times)),
            precision: estimate.estimate(|times| same(times).precision()),
            recall: estimate.estimate(|times| same(times).recall(all(times))),
            f1: estimate.estimate(|times| same(times).f1(all(times))),
            recall_with_review: estimate.estimate(|times| offered(times).recall(all(times))),
            recall_at_95: estimate.estimate(|times| ranking.recall_at(95, times)),
            recall_at_90: estimate.estimate(|times| ranking.recall_at(90, times)),
        }
    }

    /// The judge in each stratum.
    pub fn strata(&self) -> Vec<Stratum> {
        let mut names: Vec<&str> =
            self.pairs.iter().filter_map(|pair| pair.stratum.as_deref()).collect();
        names.sort_unstable();
        names.dedup();
        names.into_iter().map(|name| self.stratum(name)).collect()
    }

    fn stratum(&self, name: &str) -> Stratum {
        let labels = self.labels(|pair| u64::from(pair.stratum.as_deref() == Some(name)));
        let all = |times: &[u16]| labels.taken(times, |_| true);
        let same =
            |times: &[u16]| labels.taken(times, |at| self.judged[at].verdict == Verdict::Same);
        Stratum {
            name: name.to_owned(),
            pairs: labels.weights.iter().filter(|weight| **weight > 0).count(),
            same_share: self.resamples.estimate(|times| all(times).precision()),
            precision: self.resamples.estimate(|times| same(times).precision()),
            recall: self.resamples.estimate(|times| same(times).recall(all(times))),
        }
    }

    /// Every veto that stopped a pair; `model` and `level` tell what would have been without it.
    pub fn vetoes(&self, model: &Model, level: Level) -> Vec<VetoCount> {
        let mut found: Vec<_> = self.judged.iter().filter_map(|judged| judged.veto).collect();
        found.sort_unstable();
        found.dedup();
        let count = |veto| {
            let stopped = || {
                let all = self.pairs.iter().zip(self.judged);
                all.filter(move |(_, judged)| judged.veto == Some(veto))
            };
            let decided =
                |of: &Judgment| model.verdict(of.log_odds, of.similarity, level) == Verdict::Same;
            VetoCount {
                // The variants are named as a person would.
                veto: format!("{veto:?}").to_lowercase(),
                pairs: stopped().count(),
                same: stopped().filter(|(pair, _)| pair.same).count(),
                decided: stopped().filter(|(_, judged)| decided(judged)).count(),
                decided_same: stopped().filter(|(pair, j)| pair.same && decided(j)).count(),
            }
        };
        found.into_iter().map(count).collect()
    }

    /// How often a pair of some probability is the same.
    pub fn reliability(&self) -> Vec<Bin> {
        (0..BINS).map(|bin| self.bin(bin)).collect()
    }

    fn bin(&self, bin: u16) -> Bin {
        let inside = |at: usize| {
            let judgment = &self.judged[at];
            let of = (Model::probability(judgment.log_odds).0 * BINS / 1000).min(BINS - 1);
            judgment.veto.is_none() && of == bin
        };
        let labels = self.labels(|_| 1);
        let items: Vec<usize> = (0..self.pairs.len()).filter(|at| inside(*at)).collect();
        let probability = |at: &usize| u64::from(Model::probability(self.judged[*at].log_odds).0);
        let sum: u64 = items.iter().map(probability).sum();
        let taken = |times: &[u16]| labels.taken(times, inside);
        Bin {
            from: f64::from(bin) / f64::from(BINS),
            pairs: items.len(),
            probability: (!items.is_empty()).then(|| sum as f64 / (1000 * items.len()) as f64),
            same_share: self.resamples.estimate(|times| taken(times).precision()),
        }
    }
}

/// What a pair counts among look-alikes.
pub fn look_alike(pair: &LabeledPair) -> u64 {
    u64::from(pair.stratum_value().is_some_and(|value| value >= LOOK_ALIKE_STRATA))
}

/// The log-odds, vetoed pairs below all others.
pub fn score(judged: &Judgment) -> i64 {
    let vetoed = judged.veto.is_some() && judged.verdict != Verdict::Same;
    judged.log_odds - if vetoed { VETOED } else { 0 }
}
