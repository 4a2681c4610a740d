//! Figures of a score or a verdict on labeled items, weighted and counted in integers.
//!
//! Every figure takes `times`, how often each item counts: 1 for the figure itself, what was drawn for
//! its interval. An item of weight 0 is left out, which is how a figure is confined to some strata.

/// Items with their labels and weights.
#[derive(Clone, Debug)]
pub struct Labels {
    /// Truly the same.
    pub same: Vec<bool>,
    /// What each item counts.
    pub weights: Vec<u64>,
}

/// What a score of some rank and better would take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Weight that is truly the same.
    pub right: u64,
    /// Weight that is not.
    pub wrong: u64,
}

impl Labels {
    fn add(&self, item: usize, times: &[u16], to: &mut Taken) {
        let weight = self.weights[item] * u64::from(times[item]);
        if self.same[item] {
            to.right += weight;
        } else {
            to.wrong += weight;
        }
    }

    /// Weights of all items for which `holds`.
    pub fn taken(&self, times: &[u16], holds: impl Fn(usize) -> bool) -> Taken {
        let mut taken = Taken::default();
        for item in (0..self.same.len()).filter(|item| holds(*item)) {
            self.add(item, times, &mut taken);
        }
        taken
    }
}

impl Taken {
    /// Share of it that is truly the same.
    pub fn precision(self) -> Option<f64> {
        ratio(self.right, self.right + self.wrong)
    }

    /// Share of all that is truly the same and in it.
    pub fn recall(self, all: Self) -> Option<f64> {
        ratio(self.right, all.right)
    }

    /// Harmonic mean of precision and recall.
    pub fn f1(self, all: Self) -> Option<f64> {
        ratio(2 * self.right, self.right + self.wrong + all.right)
    }
}

fn ratio(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Items by falling score.
#[derive(Clone, Debug)]
pub struct Ranking<'a> {
    labels: &'a Labels,
    /// Items of one score stand together, below their score.
    ties: Vec<(i64, Vec<u32>)>,
}

impl<'a> Ranking<'a> {
    /// Ranks items by score; higher means more likely the same.
    pub fn new(labels: &'a Labels, scores: &[i64]) -> Self {
        let mut order: Vec<u32> = (0..scores.len() as u32).collect();
        order.sort_by_key(|item| std::cmp::Reverse(scores[*item as usize]));
        let ties = order.chunk_by(|a, b| scores[*a as usize] == scores[*b as usize]);
        let tie = |items: &[u32]| (scores[items[0] as usize], items.to_vec());
        Self { labels, ties: ties.map(tie).collect() }
    }

    /// Area under the ROC curve: how often an item that is the same scores above one that is not, a tie
    /// counting half (the Mann-Whitney statistic). From 0 to 1; none where one of the two is missing.
    pub fn auc(&self, times: &[u16]) -> Option<f64> {
        let (mut above, mut halves) = (Taken::default(), 0_u128);
        for (_, tie) in self.taken_by_tie(times) {
            halves += u128::from(tie.wrong) * u128::from(2 * above.right + tie.right);
            above.right += tie.right;
            above.wrong += tie.wrong;
        }
        let pairs = u128::from(above.right) * u128::from(above.wrong);
        (pairs > 0).then(|| halves as f64 / (2 * pairs) as f64)
    }

    /// The highest recall of any threshold whose precision is at least so many per cent; 0 where none
    /// is, none where no item is the same.
    pub fn recall_at(&self, percent: u64, times: &[u16]) -> Option<f64> {
        let (mut above, mut best) = (Taken::default(), 0);
        for (_, tie) in self.taken_by_tie(times) {
            above.right += tie.right;
            above.wrong += tie.wrong;
            if above.right * 100 >= percent * (above.right + above.wrong) {
                best = above.right;
            }
        }
        ratio(best, above.right)
    }

    /// The least score as a threshold whose precision is at least so many per cent; none where no
    /// threshold takes anything with that precision.
    pub fn least_at(&self, percent: u64, times: &[u16]) -> Option<i64> {
        let (mut above, mut least) = (Taken::default(), None);
        for (score, tie) in self.taken_by_tie(times) {
            above.right += tie.right;
            above.wrong += tie.wrong;
            let enough = above.right * 100 >= percent * (above.right + above.wrong);
            if enough && tie != Taken::default() {
                least = Some(score);
            }
        }
        least
    }

    fn taken_by_tie(&self, times: &[u16]) -> impl Iterator<Item = (i64, Taken)> {
        self.ties.iter().map(move |(score, items)| {
            let mut taken = Taken::default();
            for item in items {
                self.labels.add(*item as usize, times, &mut taken);
            }
            (*score, taken)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn labels(same: &[u8]) -> Labels {
        Labels { same: same.iter().map(|s| *s == 1).collect(), weights: vec![1; same.len()] }
    }

    fn near(found: Option<f64>, expected: f64) -> bool {
        found.is_some_and(|found| (found - expected).abs() < 1e-12)
    }

    #[test]
    fn worked_example() {
        let labels = labels(&[1, 1, 0, 1, 0]);
        let ranking = Ranking::new(&labels, &[9, 8, 7, 7, 1]);
        // Of the six pairs of one that is and one that is not: five in order, one tied.
        assert!(near(ranking.auc(&[1; 5]), 5.5 / 6.0));
        assert!(near(ranking.recall_at(95, &[1; 5]), 2.0 / 3.0));
        assert!(near(ranking.recall_at(75, &[1; 5]), 1.0));
        assert!(near(ranking.recall_at(95, &[1, 1, 0, 1, 1]), 1.0));
        assert_eq!(ranking.least_at(95, &[1; 5]), Some(8));
        assert_eq!(ranking.least_at(75, &[1; 5]), Some(7));
        assert_eq!(ranking.least_at(95, &[0, 0, 1, 0, 1]), None);
        assert!(ranking.auc(&[1, 1, 0, 1, 0]).is_none());
    }

    #[test]
    fn a_weight_of_zero_leaves_out() {
        let mut labels = labels(&[1, 0, 1, 0]);
        labels.weights = vec![3, 0, 1, 2];
        let (all, taken) = (labels.taken(&[1; 4], |_| true), labels.taken(&[1; 4], |at| at != 2));
        assert_eq!((all, taken), (Taken { right: 4, wrong: 2 }, Taken { right: 3, wrong: 2 }));
        assert!(near(taken.precision(), 0.6) && near(taken.recall(all), 0.75));
        assert!(near(taken.f1(all), 2.0 * 0.6 * 0.75 / 1.35));
        assert!(Taken::default().precision().is_none());
    }

    proptest! {
        /// Against the definition: over all pairs of one that is and one that is not.
        #[test]
        fn auc_is_the_share_of_pairs_in_order(
            items in prop::collection::vec((0_u8..2, -3_i64..4, 0_u16..3), 1..40)
        ) {
            let labels = labels(&items.iter().map(|item| item.0).collect::<Vec<_>>());
            let scores: Vec<i64> = items.iter().map(|item| item.1).collect();
            let times: Vec<u16> = items.iter().map(|item| item.2).collect();
            let (mut pairs, mut halves) = (0_u32, 0_u32);
            for (_, right, m) in items.iter().filter(|item| item.0 == 1) {
                for (_, wrong, n) in items.iter().filter(|item| item.0 == 0) {
                    pairs += u32::from(m * n);
                    halves += u32::from(m * n) * (1 + right.cmp(wrong) as i8) as u32;
                }
            }
            let auc = Ranking::new(&labels, &scores).auc(&times);
            let expected = (pairs > 0).then(|| f64::from(halves) / f64::from(2 * pairs));
            prop_assert_eq!(auc.is_some(), expected.is_some());
            prop_assert!((auc.unwrap_or(0.0) - expected.unwrap_or(0.0)).abs() < 1e-12);
        }
    }
}
