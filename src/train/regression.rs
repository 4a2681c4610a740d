//! Logistic regression with a Gaussian prior and weights held to their side.
//!
//! Takes rows of measures with labels, gives a bias and a weight for each measure: the least of
//! Σ count · log loss + Σ (weight - center)² / (2 · variance), the bias without a prior (Hoerl and Kennard 1970 for
//! the prior; le Cessie and van Houwelingen 1992 for logistic models). A weight whose piece may speak
//! for one side only never crosses zero. The objective is strictly convex in the weights, so there is
//! one answer, and projected Newton steps (Bertsekas 1982) find it: the quadratic that touches the
//! objective is minimized within the bounds by coordinate descent, and the step is halved until the
//! objective falls. Sums run in the order of the rows and use `libm`, so the same rows give the same
//! bits everywhere.

use crate::judge::Speaks;

/// Newton steps; in practice about ten are taken.
const MOST_STEPS: usize = 200;
/// Sweeps of coordinate descent within a step.
const MOST_SWEEPS: usize = 20_000;
/// A step no longer than this in any coordinate is the last.
const TINY: f64 = 1e-10;
/// Share of the promised descent that a step has to keep (Armijo 1966).
const KEPT: f64 = 1e-4;
const SHORTEST: f64 = 1e-9;

/// One example: its measures that are not zero, by place, each from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Places, ascending, and measures.
    pub cells: Vec<(usize, f64)>,
    /// The label.
    pub same: bool,
    /// How many examples it counts for.
    pub count: f64,
}

/// What was fitted, in nats.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// Log-odds before any measure.
    pub bias: f64,
    /// What each measure adds at one.
    pub weights: Vec<f64>,
}

/// Fits one weight for each of `sides`. The prior lies about `centers`, one for each weight and on its
/// side, with `variance` in squared nats.
pub fn fit(rows: &[Row], sides: &[Speaks], centers: &[f64], variance: f64) -> Fit {
    let problem = Problem { rows, sides, centers, variance };
    let mut at: Vec<f64> = [0.0].iter().chain(centers).copied().collect();
    for _ in 0..MOST_STEPS {
        let step = problem.step(&at);
        let taken = problem.shortened(&at, &step);
        for (place, step) in at.iter_mut().zip(&taken) {
            *place += step;
        }
        if step.iter().all(|step| step.abs() < TINY) || taken.iter().all(|step| *step == 0.0) {
            break;
        }
    }
    Fit { bias: at[0], weights: at.split_off(1) }
}

impl Fit {
    /// Log-odds of a row, in nats.
    pub fn log_odds(&self, row: &Row) -> f64 {
        row.cells.iter().fold(self.bias, |sum, (place, cell)| sum + self.weights[*place] * cell)
    }
}

/// log(1 + e^-odds), for any odds.
pub fn loss(odds: f64) -> f64 {
    libm::log1p(libm::exp(-odds.abs())) + (-odds).max(0.0)
}

/// What is minimized. Coordinate 0 is the bias, coordinate `i + 1` the weight of measure `i`.
struct Problem<'a> {
    rows: &'a [Row],
    sides: &'a [Speaks],
    centers: &'a [f64],
    variance: f64,
}

/// The quadratic that touches the objective in a point.
struct Local {
    gradient: Vec<f64>,
    curvature: Vec<Vec<f64>>,
}

impl Problem<'_> {
    fn odds(row: &Row, at: &[f64]) -> f64 {
        row.cells.iter().fold(at[0], |sum, (place, cell)| sum + at[place + 1] * cell)
    }

    fn objective(&self, at: &[f64]) -> f64 {
        let off = at[1..].iter().zip(self.centers).map(|(weight, center)| weight - center);
        let prior: f64 = off.map(|off| off * off).sum();
        let one = |row: &Row| {
            let odds = Self::odds(row, at);
            row.count * loss(if row.same { odds } else { -odds })
        };
        self.rows.iter().map(one).sum::<f64>() + prior / (2.0 * self.variance)
    }

    fn local(&self, at: &[f64]) -> Local {
        let size = at.len();
        let mut local = Local { gradient: vec![0.0; size], curvature: vec![vec![0.0; size]; size] };
        for row in self.rows {
            let probability = 1.0 / (1.0 + libm::exp(-Self::odds(row, at)));
            let slope = row.count * (probability - f64::from(u8::from(row.same)));
            local.add(row, slope, row.count * probability * (1.0 - probability));
        }
        for (place, weight) in at.iter().enumerate().skip(1) {
            local.gradient[place] += (weight - self.centers[place - 1]) / self.variance;
            local.curvature[place][place] += 1.0 / self.variance;
        }
        local
    }

    /// The step to the least of the local quadratic within the bounds, a coordinate at a time.
    fn step(&self, at: &[f64]) -> Vec<f64> {
        let Local { gradient: mut slope, curvature } = self.local(at);
        let mut step = vec![0.0; at.len()];
        for _ in 0..MOST_SWEEPS {
            let mut moved = 0.0_f64;
            for place in 0..at.len() {
                // A bias alone may have no curvature left where all is certain.
                let bend = curvature[place][place].max(f64::MIN_POSITIVE);
                let here = at[place] + step[place];
                let change = self.bounded(place, here - slope[place] / bend) - here;
                step[place] += change;
                add(&mut slope, &curvature[place], change);
                moved = moved.max(change.abs());
            }
            if moved < TINY / 100.0 {
                break;
            }
        }
        step
    }

    fn bounded(&self, place: usize, value: f64) -> f64 {
        match place.checked_sub(1).map(|measure| self.sides[measure]) {
            Some(Speaks::For) => value.max(0.0),
            Some(Speaks::Against) => value.min(0.0),
            Some(Speaks::Either) | None => value,
        }
    }

    /// The step, halved until it keeps a part of the descent it promises. What lies between two points
    /// within the bounds is within them, too.
    fn shortened(&self, at: &[f64], step: &[f64]) -> Vec<f64> {
        let here = self.objective(at);
        let gradient = self.local(at).gradient;
        let promised: f64 = gradient.iter().zip(step).map(|(slope, step)| slope * step).sum();
        let mut part = 1.0;
        while part > SHORTEST {
            let there: Vec<f64> = at.iter().zip(step).map(|(at, step)| at + part * step).collect();
            if self.objective(&there) <= here + KEPT * part * promised {
                return step.iter().map(|step| part * step).collect();
            }
            part /= 2.0;
        }
        vec![0.0; at.len()]
    }
}

/// Adds `times` what stands in `of`.
fn add(to: &mut [f64], of: &[f64], times: f64) {
    for (to, of) in to.iter_mut().zip(of) {
        *to += times * of;
    }
}

impl Local {
    fn add(&mut self, row: &Row, slope: f64, curvature: f64) {
        let cells = || [(0, 1.0)].into_iter().chain(row.cells.iter().map(|(at, x)| (at + 1, *x)));
        for (place, cell) in cells() {
            self.gradient[place] += slope * cell;
            for (other, beside) in cells() {
                self.curvature[place][other] += curvature * cell * beside;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: [([u16; 3], u8, f64); 10] = [
        ([1000, 0, 200], 1, 1.0),
        ([800, 100, 0], 1, 1.0),
        ([900, 700, 300], 1, 0.5),
        ([300, 0, 900], 0, 1.0),
        ([100, 600, 400], 0, 1.0),
        ([0, 1000, 0], 0, 1.0),
        ([500, 500, 500], 1, 0.25),
        ([700, 900, 800], 0, 1.0),
        ([600, 200, 100], 1, 1.0),
        ([200, 300, 1000], 1, 0.5),
    ];
    const FREE: [Speaks; 3] = [Speaks::Either; 3];
    const NONE: [f64; 3] = [0.0; 3];
    const CENTERS: [f64; 3] = [0.5, 0.0, -1.0];
    const HELD: [Speaks; 3] = [Speaks::For, Speaks::For, Speaks::Against];

    fn rows() -> Vec<Row> {
        let cells = |measures: [u16; 3]| {
            let all = measures.into_iter().enumerate();
            all.filter(|(_, m)| *m > 0).map(|(at, m)| (at, f64::from(m) / 1000.0)).collect()
        };
        let row = |(measures, same, count)| Row { cells: cells(measures), same: same == 1, count };
        TABLE.into_iter().map(row).collect()
    }

    fn near(found: &Fit, bias: f64, weights: [f64; 3], within: f64) {
        let pairs = [(found.bias, bias)].into_iter();
        for (found, expected) in pairs.chain(found.weights.iter().copied().zip(weights)) {
            assert!((found - expected).abs() < within, "{found} against {expected}");
        }
    }

    /// `LogisticRegression(C=3, tol=1e-14, solver="newton-cholesky")` of scikit-learn, whose C is the
    /// variance of the prior, on the same rows with their counts as `sample_weight`.
    #[test]
    fn as_scikit_learn_has_it() {
        let free = fit(&rows(), &FREE, &NONE, 3.0);
        near(&free, 0.215_113_14, [1.398_208_06, -1.187_835_05, -0.884_214_66], 1e-7);
    }

    /// `scipy.optimize.minimize(method="L-BFGS-B")` with bounds, which is right to some 1e-6.
    #[test]
    fn as_scipy_has_it_within_bounds() {
        let held = fit(&rows(), &HELD, &NONE, 3.0);
        near(&held, -0.401_685_1, [1.579_182_29, 0.0, -0.852_450_14], 3e-6);
        let other = fit(&rows(), &[Speaks::Against, Speaks::Against, Speaks::Either], &NONE, 3.0);
        near(&other, 1.020_629_3, [0.0, -1.392_380_4, -0.982_971_55], 3e-6);
    }

    /// Karush, Kuhn and Tucker: no slope where a weight is free, and at a bound a slope that only
    /// crossing it would follow.
    #[test]
    fn nothing_is_left_to_gain_at_the_optimum() {
        let rows = rows();
        let problem = Problem { rows: &rows, sides: &HELD, centers: &CENTERS, variance: 3.0 };
        let held = fit(&rows, &HELD, &CENTERS, 3.0);
        let at: Vec<f64> = [held.bias].into_iter().chain(held.weights).collect();
        let slope = problem.local(&at).gradient;
        assert!([0, 1, 3].iter().all(|place| slope[*place].abs() < 1e-9), "{slope:?}");
        assert!(at[2].abs() < f64::MIN_POSITIVE && slope[2] > 0.1, "{at:?} {slope:?}");
    }

    #[test]
    fn the_gradient_is_the_slope_of_the_objective() {
        const STEP: f64 = 1e-5;
        let rows = rows();
        let problem = Problem { rows: &rows, sides: &FREE, centers: &CENTERS, variance: 0.7 };
        let at = [0.3, -1.2, 0.8, 2.0];
        for (place, slope) in problem.local(&at).gradient.into_iter().enumerate() {
            let beside = |step: f64| {
                let mut there = at;
                there[place] += step;
                problem.objective(&there)
            };
            let measured = (beside(STEP) - beside(-STEP)) / (2.0 * STEP);
            assert!((slope - measured).abs() < 1e-8, "{place}: {slope} against {measured}");
        }
    }

    /// The log-odds of the share of labels, where there is nothing else to go by.
    #[test]
    fn a_bias_alone_is_the_share() {
        let row = |same| Row { cells: Vec::new(), same, count: 1.0 };
        let fitted =
            fit(&[row(true), row(true), row(true), row(false)], &[Speaks::For], &[0.0], 3.0);
        near(&fitted, libm::log(3.0), [0.0; 3], 1e-9);
        assert!((loss(-800.0) - 800.0).abs() < 1e-9 && loss(800.0) < 1e-300);
    }
}
