//! Fitting a model to examples, and judging every example by a model that has not seen its story.
//!
//! Fits run side by side, each by itself, so the threads do not show in the result. Log-odds are those
//! of the model as it would be written, weights rounded to thousandths.

use rayon::prelude::*;

use super::examples::{Examples, TRAINED, View};
use super::priors::centers;
use super::regression::{Fit, Row, fit};
use crate::eval::{FOLDS, folds};
use crate::findings::Verdict;
use crate::judge::{EVIDENCE, Judgment, LogOdds, Model, Speaks};
use crate::settings::Level;

/// Fits a model to all examples, with the levels of `before`. A piece that no example shows has the weight
/// that its prior lies about.
pub fn fitted(examples: &Examples, before: &Model, variance: f64) -> Model {
    let fitted = fit_to(examples, |_| true, variance);
    before.with_weights(rounded(fitted.bias), fitted.weights.into_iter().map(rounded).collect())
}

/// The log-odds of every view, by variant and pair, by a model fitted without the pair's fold.
pub fn out_of_fold(examples: &Examples, before: &Model, variance: f64) -> Vec<Vec<LogOdds>> {
    let fold_of = folds(&examples.pairs, &examples.stories);
    let without = |fold: usize| {
        let fitted = fit_to(examples, |pair| fold_of[pair] != fold, variance);
        let weights = fitted.weights.iter().copied().map(rounded).collect();
        before.with_weights(rounded(fitted.bias), weights)
    };
    let models: Vec<Model> = (0..FOLDS).into_par_iter().map(without).collect();
    let judged = |views: &Vec<View>| {
        let of = |(pair, view): (usize, &View)| {
            models[fold_of[pair]].log_odds_of(view.measures.iter().copied())
        };
        views.iter().enumerate().map(of).collect()
    };
    examples.views.iter().map(judged).collect()
}

/// Fits to the chosen pairs in all variants that are trained on; all variants of a pair count for one.
fn fit_to(examples: &Examples, chosen: impl Fn(usize) -> bool, variance: f64) -> Fit {
    let count = 1.0 / TRAINED as f64;
    let rows: Vec<Row> = examples.views[..TRAINED]
        .iter()
        .flat_map(|views| views.iter().zip(&examples.pairs).enumerate())
        .filter(|(pair, _)| chosen(*pair))
        .map(|(_, (view, pair))| Row { cells: cells(view), same: pair.same, count })
        .collect();
    let sides: Vec<Speaks> = EVIDENCE.iter().map(|piece| piece.speaks).collect();
    fit(&rows, &sides, &centers(), variance)
}

fn cells(view: &View) -> Vec<(usize, f64)> {
    let told = view.measures.iter().enumerate().filter(|(_, measure)| **measure != 0);
    told.map(|(piece, measure)| (piece, f64::from(*measure) / 1000.0)).collect()
}

/// Nats to thousandths.
fn rounded(nats: f64) -> i64 {
    libm::round(nats * 1000.0) as i64
}

/// Judgments of every view, by variant and pair.
pub type Judged = Vec<Vec<Judgment>>;

/// Log-odds as judgments under the levels of `model`, vetoes included.
pub fn judged(
    examples: &Examples,
    log_odds: &[Vec<LogOdds>],
    model: &Model,
    level: Level,
) -> Judged {
    let verdict = |view: &View, log_odds: LogOdds| {
        let weighed = model.verdict_under(view.veto, log_odds, view.similarity, level);
        if view.settled { Verdict::Same } else { weighed }
    };
    let judgment = |(view, log_odds): (&View, &LogOdds)| Judgment {
        log_odds: *log_odds,
        veto: view.veto,
        verdict: verdict(view, *log_odds),
        similarity: view.similarity,
    };
    let of_variant = |(views, log_odds): (&Vec<View>, &Vec<LogOdds>)| {
        views.iter().zip(log_odds).map(judgment).collect()
    };
    examples.views.iter().zip(log_odds).map(of_variant).collect()
}
