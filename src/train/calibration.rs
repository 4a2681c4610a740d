//! Whether log-odds mean what they say: the line that fits labels best.
//!
//! Platt (1999): labels regressed on log-odds alone. A slope of one and an intercept of zero say that the
//! log-odds are right as they are; a slope under one, that they are too sure of themselves. Measured out
//! of fold on pairs without a veto, the prior in the fit leaves the slope near one, so nothing is folded
//! back into the weights; the report shows the line so that it can be seen.

use serde::Serialize;

use super::regression::{Row, fit, loss};
use crate::eval::LabeledPair;
use crate::judge::{Judgment, Speaks};

/// So wide a prior leaves one slope as it is.
const NO_PRIOR: f64 = 1e6;

/// The line from log-odds to labels, and what following it would gain.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Calibration {
    /// Nats of the label for a nat of log-odds.
    pub slope: f64,
    /// Nats at log-odds of zero.
    pub intercept: f64,
    /// Mean log loss of the log-odds as they are, in nats.
    pub loss: f64,
    /// The same on the line.
    pub loss_on_line: f64,
}

/// Fits the line to judged pairs that no veto stopped; none where a label is missing.
pub fn calibration(pairs: &[LabeledPair], judged: &[Judgment]) -> Option<Calibration> {
    let rows: Vec<Row> = pairs
        .iter()
        .zip(judged)
        .filter(|(_, judged)| judged.veto.is_none())
        .map(|(pair, judged)| Row {
            cells: vec![(0, judged.log_odds as f64 / 1000.0)],
            same: pair.same,
            count: 1.0,
        })
        .collect();
    if rows.iter().all(|row| row.same) || rows.iter().all(|row| !row.same) {
        return None;
    }
    let line = fit(&rows, &[Speaks::Either], &[0.0], NO_PRIOR);
    let mean = |odds: &dyn Fn(&Row) -> f64| {
        let one = |row: &Row| loss(if row.same { odds(row) } else { -odds(row) });
        rows.iter().map(one).sum::<f64>() / rows.len() as f64
    };
    Some(Calibration {
        slope: line.weights[0],
        intercept: line.bias,
        loss: mean(&|row| row.cells[0].1),
        loss_on_line: mean(&|row| line.log_odds(row)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::{Share, Verdict};
    use crate::train::fixture::pair;

    fn judged(log_odds: i64) -> Judgment {
        Judgment { log_odds, veto: None, verdict: Verdict::Review, similarity: Share(500) }
    }

    /// At log-odds of ±2 (shown as ±2 ln 3) labels are as odds of 3 to 1 have them.
    #[test]
    fn log_odds_twice_too_sure_have_a_slope_of_a_half() {
        let sure = (2_000.0 * libm::log(3.0)) as i64;
        let shares = [(sure, 3), (-sure, 1)];
        let all = shares.iter().flat_map(|(odds, same)| (0..4).map(move |at| (*odds, at < *same)));
        let (odds, same): (Vec<i64>, Vec<bool>) = all.unzip();
        let pairs: Vec<LabeledPair> = same.into_iter().map(|same| pair("a", "b", same)).collect();
        let judged: Vec<Judgment> = odds.into_iter().map(judged).collect();
        let line = calibration(&pairs, &judged).unwrap();
        assert!((line.slope - 0.5).abs() < 1e-3 && line.intercept.abs() < 1e-6, "{line:?}");
        assert!(line.loss_on_line < line.loss);
        assert_eq!(calibration(&pairs[..1], &judged[..1]), None);
    }
}
