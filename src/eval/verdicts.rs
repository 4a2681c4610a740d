//! The judge over labeled pairs, each judged by itself, beside plain similarities on the same pairs.
//!
//! What the figures are is told in `measure` and `scores`.

use rayon::prelude::*;

use super::baselines::{char_trigrams, token_sort_ratio, weighted_words};
use super::bootstrap::{Resamples, stories};
use super::labeled::LabeledPair;
use super::measure::{Measure, look_alike, score};
use super::pair_report::{PairReport, Scorer};
use super::pairs::Bench;
use super::scores::Ranking;
use crate::judge::Judgment;

/// Judges every pair by itself and measures against the labels.
pub fn pair_report(pairs: &[LabeledPair], bench: &Bench) -> PairReport {
    let judged: Vec<Judged> = pairs.par_iter().map(|pair| Judged::new(pair, bench)).collect();
    let story_of = stories(pairs);
    let judgments: Vec<_> = judged.iter().map(|judged| judged.judgment).collect();
    let resamples = Resamples::new(&story_of);
    let measure = Measure { pairs, judged: &judgments, resamples: &resamples };
    PairReport {
        pairs: pairs.len(),
        same: pairs.iter().filter(|pair| pair.same).count(),
        stories: story_of.iter().max().map_or(0, |last| *last as usize + 1),
        scopes: measure.scopes(),
        strata: measure.strata(),
        scorers: scorers(&measure, &judged),
        vetoes: measure.vetoes(&bench.model, bench.settings.level),
        reliability: measure.reliability(),
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
        Self {
            judgment: judge.judge(&case.subjects.get(0), &case.subjects.get(1)),
            trigrams: char_trigrams(&a.title, &b.title),
            token_sort: token_sort_ratio(&a.title, &b.title),
            words: weighted_words(&case.bag(0), &case.bag(1)),
        }
    }
}

fn scorers(measure: &Measure, judged: &[Judged]) -> Vec<Scorer> {
    let named: [Named; 5] = [
        ("char 3-gram Jaccard", |judged| judged.trigrams),
        ("token-sort ratio", |judged| judged.token_sort),
        ("IDF-weighted word Jaccard", |judged| judged.words),
        ("storyfold, evidence alone", |judged| judged.judgment.log_odds),
        ("storyfold", |judged| score(&judged.judgment)),
    ];
    let all = measure.labels(|_| 1);
    let near = if measure.has_strata() { measure.labels(look_alike) } else { all.clone() };
    let scorer = |(name, score): Named| {
        let ranks: Vec<i64> = judged.iter().map(score).collect();
        let (over_all, over_near) = (Ranking::new(&all, &ranks), Ranking::new(&near, &ranks));
        Scorer {
            name: name.to_owned(),
            auc: measure.resamples.estimate(|times| over_all.auc(times)),
            recall_at_95: measure.resamples.estimate(|times| over_near.recall_at(95, times)),
        }
    };
    named.into_iter().map(scorer).collect()
}
