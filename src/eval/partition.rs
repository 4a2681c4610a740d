//! How well clusters agree with the truth: over pairs, over items, and corrected for chance.
//!
//! - *Pairwise*: a pair of items in one cluster is right when the truth has it in one, too.
//! - *B-cubed* (Bagga and Baldwin 1998): for every item the share of its cluster that belongs to its
//!   story, and the share of its story that its cluster holds; the means are precision and recall.
//! - *Adjusted Rand index* (Hubert and Arabie 1985): agreement over pairs, 0 for what chance would give
//!   and 1 for the same clusters.
//!
//! All three are functions of sums over the true stories (a wrongly joined pair counts half for each of
//! its two stories), so drawing stories again gives their intervals.

use std::collections::BTreeMap;

use ahash::AHashMap;
use serde::Serialize;

use super::bootstrap::{Estimate, Totals};
use super::kinds::KindRow;
use super::labeled::Placed;

/// Precision, recall and their harmonic mean, each from 0 to 1; none where nothing was there to count.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Agreement {
    /// Share of what was joined that is truly one.
    pub precision: Option<Estimate>,
    /// Share of what is truly one that was joined.
    pub recall: Option<Estimate>,
    /// Harmonic mean of the two.
    pub f1: Option<Estimate>,
}

/// The agreement of clusters with the truth.
#[derive(Clone, Debug, Serialize)]
pub struct ClusterReport {
    /// Items in the truth.
    pub items: usize,
    /// True clusters, single items included.
    pub stories: usize,
    /// Predicted clusters of two and more items of the truth.
    pub clusters: usize,
    /// Items that the prediction does not name; each is a cluster of its own.
    pub unnamed: usize,
    /// Over pairs of items.
    pub pairwise: Agreement,
    /// Over items.
    pub b_cubed: Agreement,
    /// Adjusted Rand index: -0.5 to 1.
    pub adjusted_rand: Option<Estimate>,
    /// What became of each kind of title, where the truth names kinds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<KindRow>,
}

/// Compares a prediction with the truth. Items that only the prediction knows are passed over. Kinds
/// are left to [`super::kinds()`], which reads them from the truth's file.
pub fn cluster_agreement(truth: &[Placed], predicted: &[Placed]) -> ClusterReport {
    let table = Contingency::new(truth, predicted);
    let sums: Vec<Sums> = table.stories.iter().map(|story| table.sums(story)).collect();
    let totals = Totals::new(sums.len(), |times| Sums::total(&sums, times));
    let estimate = |figure: fn(&Sums) -> Option<f64>| totals.estimate(figure);
    ClusterReport {
        items: truth.len(),
        stories: sums.len(),
        clusters: table.sizes.iter().filter(|size| **size > 1).count(),
        unnamed: table.unnamed,
        pairwise: Agreement {
            precision: estimate(|sums| ratio(sums.right, sums.joined)),
            recall: estimate(|sums| ratio(sums.right, sums.together)),
            f1: estimate(|sums| ratio(2.0 * sums.right, sums.joined + sums.together)),
        },
        b_cubed: Agreement {
            precision: estimate(|sums| ratio(sums.precision, sums.items)),
            recall: estimate(|sums| ratio(sums.recall, sums.items)),
            f1: estimate(Sums::b_cubed_f1),
        },
        adjusted_rand: estimate(Sums::adjusted_rand),
        kinds: Vec::new(),
    }
}

/// How many items each story has in each predicted cluster.
struct Contingency {
    /// By story, in the truth's order: items by predicted cluster.
    stories: Vec<BTreeMap<usize, u64>>,
    /// Items of each predicted cluster.
    sizes: Vec<u64>,
    unnamed: usize,
}

impl Contingency {
    fn new(truth: &[Placed], predicted: &[Placed]) -> Self {
        let cluster_of: AHashMap<&str, &str> =
            predicted.iter().map(|(id, cluster)| (&**id, &**cluster)).collect();
        let mut table = Self { stories: Vec::new(), sizes: Vec::new(), unnamed: 0 };
        let (mut story_numbers, mut numbers) = (AHashMap::new(), AHashMap::new());
        for (id, story) in truth {
            let next = table.sizes.len();
            let named = cluster_of.get(&**id);
            table.unnamed += usize::from(named.is_none());
            let number = named.map_or(next, |cluster| *numbers.entry(*cluster).or_insert(next));
            if number == next {
                table.sizes.push(0);
            }
            table.sizes[number] += 1;
            let next = table.stories.len();
            let story = *story_numbers.entry(&**story).or_insert(next);
            if story == next {
                table.stories.push(BTreeMap::new());
            }
            *table.stories[story].entry(number).or_insert(0) += 1;
        }
        table
    }

    fn sums(&self, story: &BTreeMap<usize, u64>) -> Sums {
        let items = story.values().sum::<u64>() as f64;
        let mut sums = Sums { items, together: pairs(items), ..Sums::default() };
        for (cluster, here) in story {
            let (here, size) = (*here as f64, self.sizes[*cluster] as f64);
            sums.right += pairs(here);
            sums.joined += pairs(here) + here * (size - here) / 2.0;
            sums.precision += here * here / size;
            sums.recall += here * here / items;
        }
        sums
    }
}

/// What the figures are made of, for one story or for many.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    items: f64,
    /// Pairs together in the truth, joined by the prediction, and both.
    together: f64,
    joined: f64,
    right: f64,
    /// B-cubed precision and recall, summed over items.
    precision: f64,
    recall: f64,
}

impl Sums {
    fn total(stories: &[Self], times: &[u16]) -> Self {
        let mut total = Self::default();
        for (story, times) in stories.iter().zip(times) {
            let times = f64::from(*times);
            total.items += times * story.items;
            total.together += times * story.together;
            total.joined += times * story.joined;
            total.right += times * story.right;
            total.precision += times * story.precision;
            total.recall += times * story.recall;
        }
        total
    }

    fn b_cubed_f1(&self) -> Option<f64> {
        ratio(2.0 * self.precision * self.recall, (self.precision + self.recall) * self.items)
    }

    fn adjusted_rand(&self) -> Option<f64> {
        let expected = ratio(self.together * self.joined, pairs(self.items))?;
        let most = f64::midpoint(self.together, self.joined);
        // Where both have only single items, or only one cluster, they agree in full.
        Some(ratio(self.right - expected, most - expected).unwrap_or(1.0))
    }
}

fn pairs(items: f64) -> f64 {
    items * (items - 1.0) / 2.0
}

fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::mix;

    fn placed(clusters: &str) -> Vec<Placed> {
        let name = |(at, cluster): (usize, char)| (at.to_string(), cluster.to_string());
        clusters.chars().enumerate().map(name).collect()
    }

    fn near(found: Option<Estimate>, expected: f64) {
        let found = found.unwrap();
        assert!((found.value - expected).abs() < 5e-5, "{found:?} against {expected}");
        assert!(found.low <= found.value && found.value <= found.high, "{found:?}");
    }

    /// The seventeen items of Manning, Raghavan and Schütze's book (section 16.3): clusters of six, six
    /// and five, where 40 pairs are joined, 44 belong together, 20 are both and ARI is 0.2429.
    #[test]
    fn worked_example() {
        let report = cluster_agreement(&placed("xxxxxoxoooodxxddd"), &placed("aaaaaabbbbbbccccc"));
        near(report.pairwise.precision, 0.5);
        near(report.pairwise.recall, 20.0 / 44.0);
        near(report.pairwise.f1, 20.0 / 42.0);
        near(report.adjusted_rand, 0.242_9);
        let precision = (26.0 / 6.0 + 18.0 / 6.0 + 13.0 / 5.0) / 17.0;
        near(report.b_cubed.precision, precision);
    }

    #[test]
    fn the_truth_itself_and_nothing_at_all() {
        let truth = placed("aabbbc");
        let whole = cluster_agreement(&truth, &truth);
        near(whole.pairwise.f1, 1.0);
        near(whole.b_cubed.f1, 1.0);
        near(whole.adjusted_rand, 1.0);
        let nothing = cluster_agreement(&truth, &[]);
        assert_eq!((nothing.unnamed, nothing.clusters), (6, 0));
        assert!(nothing.pairwise.precision.is_none());
        near(nothing.pairwise.recall, 0.0);
        near(nothing.b_cubed.precision, 1.0);
        near(nothing.b_cubed.recall, 0.5);
        near(nothing.adjusted_rand, 0.0);
    }

    /// Against counting all pairs and, item by item, all members.
    #[test]
    fn agrees_with_the_definitions() {
        let letters = |seed: u64, kinds: u64| -> String {
            let letter = |at| (b'a' + (mix(seed ^ mix(at)) % kinds) as u8) as char;
            (0..60).map(letter).collect()
        };
        let (truth, found) = (letters(1, 9), letters(2, 7));
        let (t, p) = (truth.as_bytes(), found.as_bytes());
        let all = || (0..60).flat_map(|a| (0..60).map(move |b| (a, b)));
        let count = |holds: &dyn Fn(usize, usize) -> bool| {
            all().filter(|(a, b)| a != b && holds(*a, *b)).count() as f64
        };
        let right = count(&|a, b| t[a] == t[b] && p[a] == p[b]);
        let report = cluster_agreement(&placed(&truth), &placed(&found));
        near(report.pairwise.precision, right / count(&|a, b| p[a] == p[b]));
        near(report.pairwise.recall, right / count(&|a, b| t[a] == t[b]));
        let share = |of: usize| {
            let both = (0..60).filter(|b| t[of] == t[*b] && p[of] == p[*b]).count() as f64;
            both / (0..60).filter(|b| p[of] == p[*b]).count() as f64
        };
        near(report.b_cubed.precision, (0..60).map(share).sum::<f64>() / 60.0);
    }
}
