//! The judge over labeled pairs: scores, verdicts, vetoes and probabilities.
//!
//! Pairs sampled by strata do not stand for the corpus: low strata are sampled thinly. So figures come in
//! up to three scopes: all pairs as they stand, the pairs of strata from 0.4 up (where look-alikes are),
//! and all pairs weighted by how many pairs of the corpus each stands for. The weighted figures hang on
//! a few heavy pairs; their intervals say how much.

use rayon::prelude::*;

use super::baselines::{char_trigrams, token_sort_ratio, weighted_words};
use super::bootstrap::{Resamples, stories};
use super::labeled::LabeledPair;
use super::pair_report::{Bin, PairReport, Scope, Scorer, Stratum, VetoCount};
use super::pairs::Bench;
use super::scores::{Labels, Ranking};
use crate::findings::Verdict;
use crate::judge::{Judgment, Model};

/// Strata from here up hold the look-alikes.
const LOOK_ALIKE_STRATA: f64 = 0.4;
/// A vetoed pair ranks below every other (log-odds are thousandths of a nat, far smaller than this).
const VETOED: i64 = 1 << 40;
/// Probabilities are looked at in so many bins.
const BINS: u16 = 10;

/// Judges every pair by itself and measures against the labels.
pub fn pair_report(pairs: &[LabeledPair], bench: &Bench) -> PairReport {
    let judged: Vec<Judged> = pairs.par_iter().map(|pair| Judged::new(pair, bench)).collect();
    let story_of = stories(pairs);
    let measure = Measure { pairs, judged: &judged, resamples: Resamples::new(&story_of) };
    PairReport {
        pairs: pairs.len(),
        same: pairs.iter().filter(|pair| pair.same).count(),
        stories: story_of.iter().max().map_or(0, |last| *last as usize + 1),
        scopes: measure.scopes(),
        strata: measure.strata(),
        scorers: measure.scorers(),
        vetoes: measure.vetoes(bench),
        reliability: (0..BINS).map(|bin| measure.bin(bin)).collect(),
    }
}

/// A score, and what it is called.
type Named = (&'static str, fn(&Judged) -> i64);

/// A judged pair, and what plain similarities say of it.
struct Judged {
    judgment: Judgment,
    trigrams: i64,
    token_sort: i64,
    words: i64,
}

impl Judged {
    fn new(pair: &LabeledPair, bench: &Bench) -> Self {
        let (a, b) = (&pair.sides.0, &pair.sides.1);
        let case = bench.case(a, b);
        let judge = case.judge(&bench.model, &bench.settings);
        let subjects = (&case.subjects[0], &case.subjects[1]);
        Self {
            judgment: judge.judge(subjects.0, subjects.1),
            trigrams: char_trigrams(&a.title, &b.title),
            token_sort: token_sort_ratio(&a.title, &b.title),
            words: weighted_words(&subjects.0.bag, &subjects.1.bag),
        }
    }

    /// The log-odds, vetoed pairs below all others.
    fn score(&self) -> i64 {
        let vetoed = self.judgment.veto.is_some() && self.judgment.verdict != Verdict::Same;
        self.judgment.log_odds - if vetoed { VETOED } else { 0 }
    }

    fn is(&self, verdict: Verdict) -> bool {
        self.judgment.verdict == verdict
    }
}

struct Measure<'a> {
    pairs: &'a [LabeledPair],
    judged: &'a [Judged],
    resamples: Resamples,
}

impl Measure<'_> {
    fn labels(&self, weight: impl Fn(&LabeledPair) -> u64) -> Labels {
        Labels {
            same: self.pairs.iter().map(|pair| pair.same).collect(),
            weights: self.pairs.iter().map(weight).collect(),
        }
    }

    fn scopes(&self) -> Vec<Scope> {
        let mut scopes = vec![self.scope("all pairs", |_| 1)];
        if self.has_strata() {
            scopes.push(self.scope("strata >= 0.4", look_alike));
        }
        if self.pairs.iter().any(|pair| pair.weight.is_some()) {
            scopes.push(self.scope("weighted", |pair| pair.weight.unwrap_or(1000)));
        }
        scopes
    }

    fn has_strata(&self) -> bool {
        self.pairs.iter().any(|pair| pair.stratum_value().is_some())
    }

    fn scope(&self, name: &str, weight: impl Fn(&LabeledPair) -> u64) -> Scope {
        let labels = self.labels(weight);
        let scores: Vec<i64> = self.judged.iter().map(Judged::score).collect();
        let ranking = Ranking::new(&labels, &scores);
        let all = |times: &[u16]| labels.taken(times, |_| true);
        let same = |times: &[u16]| labels.taken(times, |at| self.judged[at].is(Verdict::Same));
        let offered = |times: &[u16]| labels.taken(times, |at| !self.judged[at].is(Verdict::Apart));
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

    fn strata(&self) -> Vec<Stratum> {
        let mut names: Vec<&str> =
            self.pairs.iter().filter_map(|pair| pair.stratum.as_deref()).collect();
        names.sort_unstable();
        names.dedup();
        names.into_iter().map(|name| self.stratum(name)).collect()
    }

    fn stratum(&self, name: &str) -> Stratum {
        let labels = self.labels(|pair| u64::from(pair.stratum.as_deref() == Some(name)));
        let all = |times: &[u16]| labels.taken(times, |_| true);
        let same = |times: &[u16]| labels.taken(times, |at| self.judged[at].is(Verdict::Same));
        Stratum {
            name: name.to_owned(),
            pairs: labels.weights.iter().filter(|weight| **weight > 0).count(),
            same_share: self.resamples.estimate(|times| all(times).precision()),
            precision: self.resamples.estimate(|times| same(times).precision()),
            recall: self.resamples.estimate(|times| same(times).recall(all(times))),
        }
    }

    fn scorers(&self) -> Vec<Scorer> {
        let named: [Named; 5] = [
            ("char 3-gram Jaccard", |judged| judged.trigrams),
            ("token-sort ratio", |judged| judged.token_sort),
            ("IDF-weighted word Jaccard", |judged| judged.words),
            ("storyfold, evidence alone", |judged| judged.judgment.log_odds),
            ("storyfold", Judged::score),
        ];
        let all = self.labels(|_| 1);
        let near = if self.has_strata() { self.labels(look_alike) } else { all.clone() };
        let scorer = |(name, score): Named| {
            let ranks: Vec<i64> = self.judged.iter().map(score).collect();
            let (over_all, over_near) = (Ranking::new(&all, &ranks), Ranking::new(&near, &ranks));
            Scorer {
                name: name.to_owned(),
                auc: self.resamples.estimate(|times| over_all.auc(times)),
                recall_at_95: self.resamples.estimate(|times| over_near.recall_at(95, times)),
            }
        };
        named.into_iter().map(scorer).collect()
    }

    fn vetoes(&self, bench: &Bench) -> Vec<VetoCount> {
        let mut found: Vec<_> =
            self.judged.iter().filter_map(|judged| judged.judgment.veto).collect();
        found.sort_unstable();
        found.dedup();
        let count = |veto| {
            let stopped = || {
                let all = self.pairs.iter().zip(self.judged);
                all.filter(move |(_, judged)| judged.judgment.veto == Some(veto))
            };
            let decided = |judged: &Judged| {
                let level = bench.settings.level;
                let Judgment { log_odds, similarity, .. } = judged.judgment;
                bench.model.verdict(log_odds, similarity, level) == Verdict::Same
            };
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

    fn bin(&self, bin: u16) -> Bin {
        let inside = |at: usize| {
            let judgment = &self.judged[at].judgment;
            let of = (Model::probability(judgment.log_odds).0 * BINS / 1000).min(BINS - 1);
            judgment.veto.is_none() && of == bin
        };
        let labels = self.labels(|_| 1);
        let items: Vec<usize> = (0..self.pairs.len()).filter(|at| inside(*at)).collect();
        let probability =
            |at: &usize| u64::from(Model::probability(self.judged[*at].judgment.log_odds).0);
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

fn look_alike(pair: &LabeledPair) -> u64 {
    u64::from(pair.stratum_value().is_some_and(|value| value >= LOOK_ALIKE_STRATA))
}
