//! How sure a figure is: percentile intervals from resampled stories.
//!
//! Pairs of one story stand or fall together, so stories are drawn, not pairs: an interval over pairs
//! would be too narrow. A story is a connected component of pairs that share an id or a title. A
//! thousand times as many stories as there are is drawn with replacement (Efron 1979; the cluster
//! bootstrap of Field and Welsh 2007), the figure is computed again, and its 2.5 % and 97.5 %
//! percentiles are given. The generator is our own and seeded: the same file, the same interval.

use ahash::AHashMap;
use rayon::prelude::*;
use serde::Serialize;

use super::labeled::LabeledPair;
use crate::hash::mix;

/// How often stories are drawn again.
const RESAMPLES: u64 = 1_000;
const SEED: u64 = 0x0B00_7575_7A9E_D001;
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// A figure with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// The figure on what was measured.
    pub value: f64,
    /// 2.5 % of the resampled figures are lower.
    pub low: f64,
    /// 2.5 % of the resampled figures are higher.
    pub high: f64,
}

/// A figure of sums, and its interval: `total` sums up the stories, given how often each of `stories`
/// counts, once for every drawing, so that nothing is kept of a drawing but its sum. That is what a
/// million stories need.
#[derive(Clone, Debug)]
pub struct Totals<T> {
    whole: T,
    drawn: Vec<T>,
}

impl<T: Send + Sync> Totals<T> {
    /// Draws and sums up.
    pub fn new(stories: usize, total: impl Fn(&[u16]) -> T + Sync) -> Self {
        let drawn =
            (0..RESAMPLES).into_par_iter().map(|resample| total(&drawing(resample, stories)));
        Self { drawn: drawn.collect(), whole: total(&vec![1; stories]) }
    }

    /// A figure and its interval; none where it is not defined on all stories.
    pub fn estimate(&self, figure: impl Fn(&T) -> Option<f64>) -> Option<Estimate> {
        let value = figure(&self.whole)?;
        Some(Estimate::between(value, self.drawn.iter().filter_map(figure).collect()))
    }
}

/// How often each of so many stories stands in a resample.
fn drawing(resample: u64, stories: usize) -> Vec<u16> {
    let mut times = vec![0_u16; stories];
    let mut state = mix(SEED ^ resample);
    for _ in 0..stories {
        state = state.wrapping_add(STEP);
        times[below(mix(state), stories)] += 1;
    }
    times
}

impl Estimate {
    fn between(value: f64, mut again: Vec<f64>) -> Self {
        again.sort_unstable_by(f64::total_cmp);
        let at = |permille: usize| placed(&again, permille).unwrap_or(value);
        Self { value, low: at(25), high: at(975) }
    }
}

/// The drawn stories: for every resample, how often each item stands in it.
#[derive(Clone, Debug)]
pub struct Resamples {
    items: usize,
    drawn: Vec<Vec<u16>>,
}

impl Resamples {
    /// Draws. `story_of` gives the story of each item, as numbers from 0 up.
    pub fn new(story_of: &[u32]) -> Self {
        let stories = story_of.iter().max().map_or(0, |last| *last as usize + 1);
        let draw = |resample: u64| {
            let times = drawing(resample, stories);
            story_of.iter().map(|story| times[*story as usize]).collect()
        };
        let drawn = (0..RESAMPLES).into_par_iter().map(draw).collect();
        Self { items: story_of.len(), drawn }
    }

    /// A figure and its interval. `figure` is given how often each item counts; none where the figure
    /// is not defined on all items. Resamples on which it is not defined are left out.
    pub fn estimate(&self, figure: impl Fn(&[u16]) -> Option<f64> + Sync) -> Option<Estimate> {
        let value = figure(&vec![1; self.items])?;
        Some(Estimate::between(value, self.drawn.par_iter().filter_map(|t| figure(t)).collect()))
    }

    /// What so many in a thousand of the resampled figures are below; none where the figure is defined
    /// on no resample.
    pub fn quantile(
        &self,
        permille: usize,
        figure: impl Fn(&[u16]) -> Option<f64> + Sync,
    ) -> Option<f64> {
        placed(&self.again(figure), permille)
    }

    /// The figure on every resample on which it is defined, ascending.
    fn again(&self, figure: impl Fn(&[u16]) -> Option<f64> + Sync) -> Vec<f64> {
        let mut again: Vec<f64> = self.drawn.par_iter().filter_map(|times| figure(times)).collect();
        again.sort_unstable_by(f64::total_cmp);
        again
    }
}

fn placed(ascending: &[f64], permille: usize) -> Option<f64> {
    let place = (ascending.len() * permille / 1000).min(ascending.len().saturating_sub(1));
    ascending.get(place).copied()
}

/// A number below `bound` from 64 random bits.
fn below(random: u64, bound: usize) -> usize {
    ((u128::from(random) * bound as u128) >> 64) as usize
}

/// The story of each pair: pairs that share an id or a title, however far around, are one.
pub fn stories(pairs: &[LabeledPair]) -> Vec<u32> {
    let mut roots: Vec<u32> = (0..pairs.len() as u32).collect();
    let mut first_with: AHashMap<(bool, &str), u32> = AHashMap::new();
    for (pair, labeled) in (0..).zip(pairs) {
        for side in [&labeled.sides.0, &labeled.sides.1] {
            let keys = [side.id.as_deref().map(|id| (true, id)), Some((false, &*side.title))];
            for key in keys.into_iter().flatten() {
                let other = *first_with.entry(key).or_insert(pair);
                join(&mut roots, pair, other);
            }
        }
    }
    number_consecutively(&mut roots)
}

fn join(roots: &mut [u32], a: u32, b: u32) {
    let (a, b) = (root(roots, a), root(roots, b));
    roots[a.max(b) as usize] = a.min(b);
}

fn root(roots: &mut [u32], mut at: u32) -> u32 {
    while roots[at as usize] != at {
        roots[at as usize] = roots[roots[at as usize] as usize];
        at = roots[at as usize];
    }
    at
}

fn number_consecutively(roots: &mut [u32]) -> Vec<u32> {
    let mut numbers: AHashMap<u32, u32> = AHashMap::new();
    (0..roots.len() as u32)
        .map(|at| {
            let next = numbers.len() as u32;
            *numbers.entry(root(roots, at)).or_insert(next)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::pairs::Side;

    fn pair(a: (&str, &str), b: (&str, &str)) -> LabeledPair {
        let side = |(id, title): (&str, &str)| Side {
            title: title.to_owned(),
            id: (!id.is_empty()).then(|| id.to_owned()),
            ..Side::default()
        };
        LabeledPair { sides: (side(a), side(b)), same: true, stratum: None, weight: None }
    }

    #[test]
    fn stories_join_over_ids_and_titles() {
        let pairs = [
            pair(("1", "a"), ("2", "b")),
            pair(("3", "c"), ("4", "d")),
            pair(("5", "b"), ("3", "e")),
            pair(("", "x"), ("", "y")),
            pair(("y", "1"), ("", "z")),
        ];
        assert_eq!(stories(&pairs), [0, 0, 0, 1, 2]);
    }

    #[test]
    fn an_interval_covers_its_value_and_narrows_with_more_stories() {
        let width = |stories: u32| {
            let story_of: Vec<u32> = (0..stories).collect();
            let share = |times: &[u16]| {
                let of = |want: usize| -> f64 {
                    let items = times.iter().enumerate().filter(|(at, _)| at % 4 < want);
                    items.map(|(_, times)| f64::from(*times)).sum()
                };
                Some(of(1) / of(4))
            };
            let estimate = Resamples::new(&story_of).estimate(share).unwrap();
            assert!((estimate.value - 0.25).abs() < 1e-9);
            let middle = Resamples::new(&story_of).quantile(500, share).unwrap();
            assert!((middle - 0.25).abs() < 0.01);
            assert!(estimate.low < 0.25 && estimate.high > 0.25);
            estimate.high - estimate.low
        };
        // 3.92 standard errors of a share of a quarter.
        assert!((width(400) - 3.92 * (0.1875_f64 / 400.0).sqrt()).abs() < 0.012);
        assert!(width(1600) < 0.6 * width(400));
    }

    #[test]
    fn items_of_a_story_come_and_go_together() {
        let resamples = Resamples::new(&[0, 1, 0, 1]);
        assert!(resamples.drawn.iter().all(|times| times[0] == times[2] && times[1] == times[3]));
        assert!(resamples.drawn.iter().any(|times| times[0] != times[1]));
        assert!(resamples.estimate(|_| None).is_none());
    }
}
