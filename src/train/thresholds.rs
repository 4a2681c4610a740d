//! Where `same` begins at `strict` and `normal`: the least log-odds that are precise enough.
//!
//! Judged out of fold, vetoed pairs below all others. A level asks for a precision in several scopes, for
//! pairs with all fields and for pairs without dates and sources, since one model serves both.
//! Precision over a threshold is a jagged line, and the lowest point at which it touches 95 % flatters.
//! So stories are drawn again a thousand times, the lowest point is looked for in every draw, and the
//! threshold is one that is high enough in three draws of four. In the scope weighted by stratum a few
//! pairs of the lowest stratum carry most of the weight, so a quarter of its draws says little, and half
//! of them is asked for. The strictest scope decides.

use serde::Serialize;

use super::crossvalidate::Judged;
use super::examples::Examples;
use crate::eval::{LabeledPair, Labels, Ranking, Resamples, look_alike, score};
use crate::judge::{Judgment, LogOdds, Model};
use crate::settings::Level;

/// Of a thousand draws, how many a threshold has to be high enough for.
const MOST: usize = 750;
const HALF: usize = 500;
/// Thresholds are rounded up to so many thousandths of a nat.
const STEP: i64 = 10;
/// Where a draw has no threshold that is precise enough, one above everything is.
const BEYOND: f64 = 1e6;
/// Places in [`super::VARIANTS`].
const FULL: usize = 0;
const NEITHER: usize = 3;

/// A scope in which a level has to be precise.
struct Aim {
    scope: &'static str,
    variant: usize,
    percent: u64,
    draws: usize,
    weight: fn(&LabeledPair) -> u64,
}

const EVERY: fn(&LabeledPair) -> u64 = |_| 1;
const WEIGHTED: fn(&LabeledPair) -> u64 = |pair| pair.weight.unwrap_or(1000);

const NORMAL: [Aim; 4] = [
    Aim { scope: "all pairs", variant: FULL, percent: 95, draws: MOST, weight: EVERY },
    Aim { scope: "strata >= 0.4", variant: FULL, percent: 95, draws: MOST, weight: look_alike },
    Aim { scope: "weighted", variant: FULL, percent: 95, draws: HALF, weight: WEIGHTED },
    Aim { scope: "strata >= 0.4", variant: NEITHER, percent: 94, draws: MOST, weight: look_alike },
];
const STRICT: [Aim; 2] = [
    Aim { scope: "all pairs", variant: FULL, percent: 99, draws: MOST, weight: EVERY },
    Aim { scope: "strata >= 0.4", variant: FULL, percent: 99, draws: MOST, weight: look_alike },
];

/// The threshold that one scope asks for.
#[derive(Clone, Debug, Serialize)]
pub struct Asked {
    /// The level.
    pub level: &'static str,
    /// The scope.
    pub scope: &'static str,
    /// What is known of the pairs.
    pub variant: &'static str,
    /// The precision aimed at, in per cent.
    pub percent: u64,
    /// The least log-odds that have it on the pairs as they are, in nats; none where none have.
    pub as_is: Option<f64>,
    /// The log-odds that are high enough in most draws, in nats.
    pub asked: Option<f64>,
}

/// What `strict` and `normal` ask for; a scope that the file does not tell is left out.
pub fn asked(
    examples: &Examples,
    judged: &Judged,
    model: &Model,
    resamples: &Resamples,
) -> Vec<Asked> {
    let levels = [("strict", &STRICT[..]), ("normal", &NORMAL[..])];
    let aims =
        levels.into_iter().flat_map(|(level, aims)| aims.iter().map(move |aim| (level, aim)));
    let told = |(_, aim): &(_, &Aim)| examples.pairs.iter().any(|pair| (aim.weight)(pair) > 0);
    aims.filter(told)
        .map(|(level, aim)| aim.asked(level, examples, judged, model, resamples))
        .collect()
}

/// The threshold of a level: the highest that a scope of full pairs asks for, rounded up; none where some
/// scope has no threshold that is precise enough.
pub fn least(asked: &[Asked], level: &str) -> Option<LogOdds> {
    highest(asked, level, FULL)
}

/// How much surer, at `normal`, a pair without dates has to be than one with them, in thousandths of a nat;
/// none where that cannot be told.
pub fn undated_margin(asked: &[Asked]) -> LogOdds {
    let of = |variant| highest(asked, "normal", variant);
    of(NEITHER).zip(of(FULL)).map_or(0, |(undated, dated)| (undated - dated).max(0))
}

fn highest(asked: &[Asked], level: &str, variant: usize) -> Option<LogOdds> {
    let known = super::VARIANTS[variant].name;
    let of_level = asked.iter().filter(|asked| asked.level == level && asked.variant == known);
    let nats: Vec<f64> = of_level.map(|asked| asked.asked).collect::<Option<_>>()?;
    let highest = nats.into_iter().max_by(f64::total_cmp)?;
    let thousandths = libm::ceil(highest * 1000.0) as i64;
    Some((thousandths + STEP - 1).div_euclid(STEP) * STEP)
}

impl Aim {
    fn asked(
        &self,
        level: &'static str,
        examples: &Examples,
        judged: &Judged,
        model: &Model,
        resamples: &Resamples,
    ) -> Asked {
        let labels = Labels {
            same: examples.pairs.iter().map(|pair| pair.same).collect(),
            weights: examples.pairs.iter().map(self.weight).collect(),
        };
        let surplus = |of: &Judgment| model.surplus(score(of), of.similarity, Level::Normal);
        let scores: Vec<i64> = judged[self.variant].iter().map(surplus).collect();
        let ranking = Ranking::new(&labels, &scores);
        let nats = |least: Option<i64>| least.map(|least| least as f64 / 1000.0);
        let drawn =
            |times: &[u16]| Some(nats(ranking.least_at(self.percent, times)).unwrap_or(BEYOND));
        Asked {
            level,
            scope: self.scope,
            variant: super::VARIANTS[self.variant].name,
            percent: self.percent,
            as_is: nats(ranking.least_at(self.percent, &vec![1; examples.pairs.len()])),
            asked: resamples.quantile(self.draws, drawn).filter(|asked| *asked < BEYOND),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::{Share, Verdict};
    use crate::train::fixture::pair;
    use crate::train::{VARIANTS, View};

    /// Pairs with log-odds from 0 up by a hundredth; below `clean` every third is different.
    fn graded(count: i64, clean: i64) -> (Examples, Judged) {
        let same = |at: i64| at >= clean || at % 3 != 0;
        let judgment = |at: i64| Judgment {
            log_odds: at * 10,
            veto: None,
            verdict: Verdict::Review,
            similarity: Share(500),
        };
        let examples = Examples {
            pairs: (0..count).map(|at| pair(&at.to_string(), "x", same(at))).collect(),
            stories: (0..count as u32).collect(),
            views: vec![Vec::<View>::new(); VARIANTS.len()],
        };
        let judged = vec![(0..count).map(judgment).collect(); VARIANTS.len()];
        (examples, judged)
    }

    #[test]
    fn a_threshold_has_a_margin_over_the_lowest_that_would_do() {
        let (examples, judged) = graded(600, 400);
        let resamples = Resamples::new(&examples.stories);
        let asked = asked(&examples, &judged, &Model::shipped().unwrap(), &resamples);
        let of = |level: &str| asked.iter().find(|asked| asked.level == level).unwrap();
        // Of 200 clean pairs and n below of which a third is wrong, 95 % are right at n of about 35.
        let normal = of("normal");
        assert!((normal.as_is.unwrap() - 3.65).abs() < 0.06, "{normal:?}");
        assert!(normal.asked.unwrap() > normal.as_is.unwrap(), "{normal:?}");
        assert!(of("strict").asked.unwrap() > normal.asked.unwrap());
        let least = least(&asked, "normal").unwrap();
        assert!(least % STEP == 0 && (3_650..3_900).contains(&least), "{least}");
        // No strata are told, so what looks at them is left out.
        assert!(asked.iter().all(|asked| asked.scope != "strata >= 0.4"));
    }

    #[test]
    fn no_threshold_where_none_is_precise_enough() {
        // The last, and so the highest, is one of the wrong ones.
        let (examples, judged) = graded(301, 301);
        let model = Model::shipped().unwrap();
        let asked = asked(&examples, &judged, &model, &Resamples::new(&examples.stories));
        assert_eq!(least(&asked, "strict"), None);
    }
}
