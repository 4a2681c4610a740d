//! How well the judge's evidence tells how *alike* two titles are, on pairs that readers rated.
//!
//! Takes pairs with a rating and gives Pearson correlations: of plain similarities, and of a ridge
//! regression (Hoerl and Kennard 1970) from all pieces of evidence to the rating. The regression is
//! cross-validated: groups of pairs that share a title are left out together, ten folds. It is fitted
//! here and thrown away; it says what the evidence holds, not what the shipped judge does. Pairs are put
//! in an order of their own first, so a shuffled file gives the same figures.

use rayon::prelude::*;
use serde::Serialize;

use super::baselines::{char_trigrams, weighted_words};
use super::bootstrap::{Estimate, Resamples, stories};
use super::folds::{FOLDS, folds};
use super::labeled::LabeledPair;
use super::pairs::{Bench, PairColumns};
use super::table::{Table, cell};
use crate::entry::Entry;
use crate::error::Result;
use crate::judge::EVIDENCE;
use crate::origin::Origin;
use crate::read::decode_references;
use crate::survey::CorpusStats;

/// What a squared weight costs, in squared ratings: one example's worth. Chosen once, not tuned.
const RIDGE: f64 = 1.0;

/// A pair and what readers rated it.
pub type Rated = (LabeledPair, f64);

/// What was measured on rated pairs.
#[derive(Clone, Debug, Serialize)]
pub struct SimilarityReport {
    /// Pairs in the file.
    pub pairs: usize,
    /// Groups of pairs that share a title: what the intervals are drawn from.
    pub groups: usize,
    /// Every score.
    pub scores: Vec<Correlation>,
}

/// How a score goes with the ratings.
#[derive(Clone, Debug, Serialize)]
pub struct Correlation {
    /// What scores.
    pub name: &'static str,
    /// Pearson's correlation, -1 to 1; none where all scores or all ratings are equal.
    pub pearson: Option<Estimate>,
}

/// Reads pairs from the columns `title_a,title_b,similarity`, and where they are there `date_`,
/// `source_` and `id_` of each side.
///
/// # Errors
/// A missing column, a rating or a date that is none: with its line.
pub fn rated_pairs(table: &Table) -> Result<Vec<Rated>> {
    let columns = PairColumns::find(table)?;
    let rating = table.needed("similarity")?;
    let pair = |row: &csv::StringRecord| {
        let text = cell(row, Some(rating)).unwrap_or_default();
        let rated = text.parse::<f64>().ok().filter(|rated| rated.is_finite());
        let rated = rated.ok_or_else(|| table.wrong_cell(row, text, "a similarity: a number"))?;
        let sides = columns.sides(table, row)?;
        Ok((LabeledPair { sides, same: false, stratum: None, weight: None }, rated))
    };
    table.rows().iter().map(pair).collect()
}

/// The statistics of the titles themselves, each counted once.
pub fn rated_stats(pairs: &[Rated]) -> CorpusStats {
    let sides = pairs.iter().flat_map(|(pair, _)| [&pair.sides.0, &pair.sides.1]);
    let mut titles: Vec<String> =
        sides.map(|side| decode_references(side.title.trim()).into_owned()).collect();
    titles.sort_unstable();
    titles.dedup();
    let entry = |title: String| Entry::new(title, Origin::new("-", 1));
    CorpusStats::of(&titles.into_iter().map(entry).collect())
}

/// Measures how scores go with the ratings.
pub fn similarity_report(mut rated: Vec<Rated>, bench: &Bench) -> SimilarityReport {
    rated.sort_by(|a, b| a.0.rank(&b.0).then(a.1.total_cmp(&b.1)));
    let (pairs, ratings): (Vec<LabeledPair>, Vec<f64>) = rated.into_iter().unzip();
    let groups = stories(&pairs);
    let resamples = Resamples::new(&groups);
    let seen: Vec<Seen> = pairs.par_iter().map(|pair| Seen::new(pair, bench)).collect();
    let correlation = |name: &'static str, scores: &[f64]| Correlation {
        name,
        pearson: resamples.estimate(|times| pearson(scores, &ratings, times)),
    };
    let plain = |score: fn(&Seen) -> i64| -> Vec<f64> {
        seen.iter().map(|seen| score(seen) as f64).collect()
    };
    let learned = out_of_fold(&seen, &ratings, &folds(&pairs, &groups));
    SimilarityReport {
        pairs: pairs.len(),
        groups: groups.iter().max().map_or(0, |last| *last as usize + 1),
        scores: vec![
            correlation("char 3-gram Jaccard", &plain(|seen| seen.trigrams)),
            correlation("IDF-weighted word Jaccard", &plain(|seen| seen.words)),
            correlation("storyfold, log-odds", &plain(|seen| seen.log_odds)),
            correlation("storyfold, evidence fitted to ratings", &learned),
        ],
    }
}

/// What the scores see in a pair.
struct Seen {
    trigrams: i64,
    words: i64,
    log_odds: i64,
    /// One, then every piece of evidence from 0 to 1.
    cells: Vec<f64>,
}

impl Seen {
    fn new(pair: &LabeledPair, bench: &Bench) -> Self {
        let (a, b) = (&pair.sides.0, &pair.sides.1);
        let case = bench.case(a, b);
        let judge = case.judge(&bench.model, &bench.settings);
        let compared = case.compare(&judge, 0, 1);
        let pieces = EVIDENCE.iter().map(|piece| f64::from((piece.measure)(&compared)) / 1000.0);
        Self {
            trigrams: char_trigrams(&a.title, &b.title),
            words: weighted_words(&case.bag(0), &case.bag(1)),
            log_odds: bench.model.log_odds(&compared, bench.settings.level),
            cells: [1.0].into_iter().chain(pieces).collect(),
        }
    }
}

/// The rating of every pair as a regression without its fold would have it.
fn out_of_fold(seen: &[Seen], ratings: &[f64], fold_of: &[usize]) -> Vec<f64> {
    let fitted = |fold: usize| {
        let others = (0..seen.len()).filter(|pair| fold_of[*pair] != fold);
        ridge(others.map(|pair| (&*seen[pair].cells, ratings[pair])), EVIDENCE.len() + 1)
    };
    let weights: Vec<Vec<f64>> = (0..FOLDS).into_par_iter().map(fitted).collect();
    let score = |(seen, fold): (&Seen, &usize)| dot(&weights[*fold], &seen.cells);
    seen.iter().zip(fold_of).map(score).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The weights with the least squared error plus [`RIDGE`] times their squares; the first, which is the
/// constant, goes free. None of the sums depends on threads.
fn ridge<'a>(rows: impl Iterator<Item = (&'a [f64], f64)>, size: usize) -> Vec<f64> {
    let (mut squares, mut products) = (vec![vec![0.0; size]; size], vec![0.0; size]);
    for (cells, rating) in rows {
        for (place, cell) in cells.iter().enumerate().filter(|(_, cell)| **cell != 0.0) {
            products[place] += cell * rating;
            for (sum, other) in squares[place].iter_mut().zip(cells) {
                *sum += cell * other;
            }
        }
    }
    for (place, row) in squares.iter_mut().enumerate().skip(1) {
        row[place] += RIDGE;
    }
    solved(&squares, &products)
}

/// Solves a symmetric, positive definite system: Cholesky's factor, then forward and back.
fn solved(matrix: &[Vec<f64>], right: &[f64]) -> Vec<f64> {
    let size = right.len();
    let mut lower = vec![vec![0.0; size]; size];
    for row in 0..size {
        for column in 0..=row {
            let rest = matrix[row][column] - dot(&lower[row][..column], &lower[column][..column]);
            lower[row][column] =
                if row == column { libm::sqrt(rest) } else { rest / lower[column][column] };
        }
    }
    let mut found = right.to_vec();
    for row in 0..size {
        found[row] = (found[row] - dot(&lower[row][..row], &found[..row])) / lower[row][row];
    }
    for row in (0..size).rev() {
        let below: f64 = (row + 1..size).map(|below| lower[below][row] * found[below]).sum();
        found[row] = (found[row] - below) / lower[row][row];
    }
    found
}

/// Pearson's correlation, every pair counting `times`.
fn pearson(x: &[f64], y: &[f64], times: &[u16]) -> Option<f64> {
    let sum = |of: &dyn Fn(usize) -> f64| -> f64 {
        (0..x.len()).map(|at| f64::from(times[at]) * of(at)).sum()
    };
    let count = sum(&|_| 1.0);
    let (mean_x, mean_y) = (sum(&|at| x[at]) / count, sum(&|at| y[at]) / count);
    let spread_x = sum(&|at| (x[at] - mean_x) * (x[at] - mean_x));
    let spread_y = sum(&|at| (y[at] - mean_y) * (y[at] - mean_y));
    let both = sum(&|at| (x[at] - mean_x) * (y[at] - mean_y));
    let spread = libm::sqrt(spread_x * spread_y);
    (spread > 0.0).then(|| both / spread)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-9, "{found} against {expected}");
    }

    /// `numpy.corrcoef` of the same numbers.
    #[test]
    fn correlation_by_hand() {
        let (x, y) = ([1.0, 2.0, 3.0, 4.0], [1.0, 3.0, 2.0, 5.0]);
        near(pearson(&x, &y, &[1; 4]).unwrap(), 0.831_521_840_6);
        near(pearson(&x, &y, &[1, 0, 0, 2]).unwrap(), 1.0);
        assert_eq!(pearson(&x, &[2.0; 4], &[1; 4]), None);
        assert_eq!(pearson(&x, &y, &[0; 4]), None);
    }

    #[test]
    fn cholesky_solves() {
        let matrix = vec![vec![4.0, 2.0, 0.6], vec![2.0, 5.0, 1.0], vec![0.6, 1.0, 3.0]];
        let found = solved(&matrix, &[1.0, -2.0, 0.5]);
        for (row, right) in matrix.iter().zip([1.0, -2.0, 0.5]) {
            near(dot(row, &found), right);
        }
    }

    /// One measure x with ratings 1 + 2x: Σ(x - 1/2)² = 1 over four rows, so the ridge of one halves
    /// the slope, and the constant goes through the means.
    #[test]
    fn a_ridge_shrinks_the_slope_and_not_the_constant() {
        let rows = [[1.0, 0.0], [1.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
        let found = ridge(rows.iter().map(|row| (&row[..], 1.0 + 2.0 * row[1])), 2);
        near(found[1], 1.0);
        near(found[0], 1.5);
    }

    #[test]
    fn a_rating_has_to_be_a_number() {
        let table = |text: &str| Table::parse("s.csv", text.as_bytes()).unwrap();
        let error = rated_pairs(&table("title_a,title_b,similarity\nx,y,much\n")).unwrap_err();
        assert_eq!(error.to_string(), "s.csv:2: found `much`, expected a similarity: a number");
        let rated = rated_pairs(&table("title_a,title_b,similarity\nx,y,2.5\ny,x,4\n")).unwrap();
        near(rated[1].1, 4.0);
        assert_eq!(rated_stats(&rated).titles(), 2);
    }
}
