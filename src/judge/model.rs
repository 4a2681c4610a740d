//! The weights: what each piece of evidence adds, and the log-odds at which verdicts begin.
//!
//! Numbers are kept as thousandths, so that a sum of evidence is exact in any order. A probability is
//! the logistic function of the log-odds, by `libm`, which gives the same bits everywhere. The form of
//! the file is told in `model_file`; the default one is shipped inside the program.

use super::Comparison;
use super::evidence::{EVIDENCE, IS_OF_ITEMS, STAGE, STAGES};
use super::veto::Veto;
use crate::error::Result;
use crate::findings::{Share, Verdict};
use crate::settings::Level;

/// Log-odds in thousandths of a nat.
pub type LogOdds = i64;

pub(super) const THOUSAND: i64 = 1000;
pub(super) const DEFAULT: &str = include_str!("model.txt");

/// Weights for every piece of evidence, and the log-odds at which verdicts begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    pub(super) bias: i64,
    pub(super) weights: Vec<i64>,
    /// The same, in the order in which they are asked.
    pub(super) stages: [Stage; STAGES],
    /// Least log-odds of `same` and of `review`, and least support of a fold, by level.
    pub(super) same: [i64; 3],
    pub(super) fold: [i64; 3],
    pub(super) review: [i64; 3],
    /// What a pair needs beyond, at `strict` and `normal`, where its titles share nothing; it falls to
    /// nothing where they share half their weight.
    pub(super) thin: i64,
}

/// Pieces that cost about as much as each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stage {
    /// Number and weight of those that have a weight: the others say nothing, so they are not measured.
    pieces: Vec<(usize, i64)>,
    /// What the stages behind add at most, in millionths of a nat.
    most_behind: i64,
}

/// The pieces with these weights, stage by stage.
pub(super) fn stages(weights: &[i64]) -> [Stage; STAGES] {
    let mut stages: [Stage; STAGES] = Default::default();
    for (piece, weight) in weights.iter().enumerate().filter(|(_, weight)| **weight != 0) {
        stages[STAGE[piece]].pieces.push((piece, *weight));
        for before in &mut stages[..STAGE[piece]] {
            before.most_behind += weight.max(&0) * THOUSAND;
        }
    }
    stages
}

impl Stage {
    /// What its pieces say together, in millionths of a nat.
    fn sum(&self, pair: &Comparison, level: Level) -> i64 {
        let is_asked = |piece: usize| level != Level::Loose || !IS_OF_ITEMS[piece];
        let asked = self.pieces.iter().filter(|(piece, _)| is_asked(*piece));
        asked.map(|(piece, weight)| i64::from((EVIDENCE[*piece].measure)(pair)) * weight).sum()
    }
}

impl Model {
    /// The model that is shipped.
    ///
    /// # Errors
    /// Never for a released program: a test reads the file.
    pub fn shipped() -> Result<Self> {
        Self::parse("shipped model", DEFAULT)
    }

    /// Log-odds that a pair is the same item; at `loose`, the same story: what tells two items of one
    /// story apart is not asked there.
    pub fn log_odds(&self, pair: &Comparison, level: Level) -> LogOdds {
        let sums = self.stages.iter().map(|stage| stage.sum(pair, level));
        self.bias + sums.sum::<i64>() / THOUSAND
    }

    /// What the log-odds are at most, stage by stage from the cheap pieces to the costly ones: many pairs are
    /// decided by it. The last is what they are.
    pub(super) fn bounds(
        &self,
        pair: &Comparison,
        level: Level,
    ) -> impl ExactSizeIterator<Item = LogOdds> {
        let mut sum = 0;
        self.stages.iter().map(move |stage| {
            sum += stage.sum(pair, level);
            self.bias + (sum + stage.most_behind) / THOUSAND
        })
    }

    /// The same, from the measures of all pieces, each 0 to 1000, in the order of [`EVIDENCE`].
    pub fn log_odds_of(&self, measures: impl IntoIterator<Item = i32>) -> LogOdds {
        let parts = measures.into_iter().zip(&self.weights);
        let sum: i64 = parts.map(|(measure, weight)| i64::from(measure) * weight).sum();
        self.bias + sum / THOUSAND
    }

    /// The weight of each piece of evidence, in thousandths of a nat, in the order of [`EVIDENCE`].
    pub fn weights(&self) -> &[i64] {
        &self.weights
    }

    /// Log-odds before any evidence.
    pub fn bias(&self) -> LogOdds {
        self.bias
    }

    /// The verdict that log-odds mean for titles of this similarity at a level, vetoes aside.
    pub fn verdict(&self, log_odds: LogOdds, similarity: Share, level: Level) -> Verdict {
        if self.surplus(log_odds, similarity, level) >= self.least_for_same(level) {
            return Verdict::Same;
        }
        let review = log_odds >= self.least_for_review(level);
        if review { Verdict::Review } else { Verdict::Apart }
    }

    /// The verdict that log-odds mean at a level under a veto.
    pub fn verdict_under(
        &self,
        veto: Option<Veto>,
        log_odds: LogOdds,
        similarity: Share,
        level: Level,
    ) -> Verdict {
        let weighed = self.verdict(log_odds, similarity, level);
        match veto {
            None => weighed,
            Some(veto) if veto.leaves_review() => weighed.max(Verdict::Review),
            Some(_) => Verdict::Apart,
        }
    }

    /// Log-odds less what titles that share little owe. There are so many such pairs that even a small
    /// share of mistakes among them would outnumber the repeats, so such a pair has to be surer.
    pub fn surplus(&self, log_odds: LogOdds, similarity: Share, level: Level) -> LogOdds {
        let short_of_half = 500 - i64::from(similarity.0.min(500));
        let thin = if level == Level::Loose { 0 } else { self.thin };
        log_odds - thin * short_of_half / 500
    }

    /// Log-odds at which `same` begins.
    pub fn least_for_same(&self, level: Level) -> LogOdds {
        self.same[level as usize]
    }

    /// Least support of two clusters that become one: it may lie below what a pair by itself needs, since
    /// a member that is in doubt is marked for review in the report.
    pub fn least_for_fold(&self, level: Level) -> LogOdds {
        self.fold[level as usize]
    }

    /// Log-odds at which `review` begins.
    pub fn least_for_review(&self, level: Level) -> LogOdds {
        self.review[level as usize]
    }

    /// The same levels with other weights, in thousandths of a nat, in the order of [`EVIDENCE`].
    #[must_use]
    pub fn with_weights(&self, bias: LogOdds, weights: Vec<i64>) -> Self {
        Self { bias, stages: stages(&weights), weights, ..self.clone() }
    }

    /// The same weights, with `same` and `review` beginning elsewhere at one level.
    #[must_use]
    pub fn with_level(mut self, level: Level, same: LogOdds, review: LogOdds) -> Self {
        (self.same[level as usize], self.review[level as usize]) = (same, review);
        self
    }

    /// The same, with folds beginning elsewhere at one level.
    #[must_use]
    pub fn with_fold(mut self, level: Level, fold: LogOdds) -> Self {
        self.fold[level as usize] = fold;
        self
    }

    /// The probability that log-odds mean.
    pub fn probability(log_odds: LogOdds) -> Share {
        let odds = libm::exp(-(log_odds as f64) / 1000.0);
        Share(libm::floor(1000.0 / (1.0 + odds)) as u16)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_model_reads_and_its_levels_are_ordered() {
        let model = Model::shipped().unwrap();
        assert!(model.same[0] > model.same[1] && model.same[1] > model.same[2]);
        assert!((0..3).all(|level| model.same[level] > model.review[level]));
    }

    #[test]
    fn other_weights_and_levels() {
        let model = Model::shipped().unwrap();
        let mut weights = vec![0; EVIDENCE.len()];
        weights[1] = -1_500;
        let other = model.with_weights(250, weights).with_level(Level::Loose, -900, -1_900);
        assert_eq!(other.log_odds_of([1_000, 500]), -500);
        assert_eq!(other.verdict(-500, Share(0), Level::Loose), Verdict::Same);
        assert_eq!(other.least_for_review(Level::Loose), -1_900);
        assert_eq!(other.least_for_same(Level::Strict), model.least_for_same(Level::Strict));
        let under = |veto| other.verdict_under(veto, 250, Share(0), Level::Loose);
        assert_eq!(
            [None, Some(Veto::Short), Some(Veto::Kind)].map(under),
            [Verdict::Same, Verdict::Review, Verdict::Apart]
        );
    }

    #[test]
    fn probabilities() {
        assert_eq!(Model::probability(0), Share(500));
        assert_eq!(Model::probability(2_945), Share(950));
        assert_eq!(Model::probability(-40_000), Share(0));
        assert_eq!(Model::probability(100_000), Share(1000));
    }
}
