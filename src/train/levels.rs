//! The levels of a fitted model: chosen where the data tells, kept from the model before where not.
//!
//! Whatever is chosen, `same` falls from `strict` to `loose` and `review` begins below `same`.

use super::report::LevelReport;
use super::thresholds::{Asked, least};
use crate::judge::{LogOdds, Model};
use crate::settings::Level;

/// Least distance of `same` at two neighboring levels, in thousandths of a nat.
const BETWEEN_LEVELS: LogOdds = 100;
/// `review` begins at least so far below `same`, in thousandths of a nat.
const ROOM_FOR_REVIEW: LogOdds = 500;
/// What stands behind a `review` that is as near to `same` as it may be.
const BELOW_SAME: &str = "half a nat below same";
/// What stands behind a number that no data chose.
pub const BY_HAND: &str = "set by hand";

/// Gives `strict` and `normal` the thresholds that were asked for, and keeps the rest.
pub fn leveled(model: Model, asked: &[Asked]) -> (Model, Vec<LevelReport>) {
    let chosen = |level: Level, name: &str| match least(asked, name) {
        Some(least) => (least, by_precision(asked, name)),
        None => (model.least_for_same(level), "kept: no threshold is precise enough".to_owned()),
    };
    let (normal, how_normal) = chosen(Level::Normal, "normal");
    let (strict, how_strict) = chosen(Level::Strict, "strict");
    let strict = strict.max(normal + BETWEEN_LEVELS);
    let loose = model.least_for_same(Level::Loose).min(normal - BETWEEN_LEVELS);
    let same = [
        (Level::Strict, strict, how_strict),
        (Level::Normal, normal, how_normal),
        (Level::Loose, loose, BY_HAND.to_owned()),
    ];
    let mut model = model;
    let mut levels = Vec::new();
    for (level, same, how) in same {
        model = with_same(model, level, same);
        levels.push(told(&model, level, how));
    }
    (model, levels)
}

/// The model with `same` beginning elsewhere at `loose`, but below `normal`, and `review` half a nat
/// lower: what stood there before belonged to another `same`.
pub fn with_loose(model: &Model, same: LogOdds) -> Model {
    let highest = model.least_for_same(Level::Normal) - BETWEEN_LEVELS;
    let same = same.min(highest);
    model
        .clone()
        .with_level(Level::Loose, same, same - ROOM_FOR_REVIEW)
        .with_fold(Level::Loose, same)
}

/// How the least log-odds of `review` at a level came to be.
pub fn review_chosen(level: &LevelReport) -> &'static str {
    let room = libm::round((level.same - level.review) * 1000.0) as LogOdds;
    if room == ROOM_FOR_REVIEW { BELOW_SAME } else { BY_HAND }
}

/// Where verdicts begin at a level, and how that was chosen.
pub fn told(model: &Model, level: Level, chosen: String) -> LevelReport {
    LevelReport {
        level: ["strict", "normal", "loose"][level as usize],
        same: model.least_for_same(level) as f64 / 1000.0,
        review: model.least_for_review(level) as f64 / 1000.0,
        chosen,
    }
}

fn with_same(model: Model, level: Level, same: LogOdds) -> Model {
    let review = model.least_for_review(level).min(same - ROOM_FOR_REVIEW);
    model.with_level(level, same, review)
}

fn by_precision(asked: &[Asked], level: &str) -> String {
    let percent =
        asked.iter().filter(|asked| asked.level == level).map(|asked| asked.percent).max();
    format!("precision {} % out of fold", percent.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(level: &'static str, nats: Option<f64>) -> Asked {
        Asked { level, scope: "all pairs", variant: "full", percent: 95, as_is: nats, asked: nats }
    }

    fn levels(strict: Option<f64>, normal: Option<f64>) -> Vec<(f64, f64)> {
        let shipped = Model::shipped().unwrap().with_level(Level::Loose, 400, -1_500);
        let shipped = shipped.with_level(Level::Strict, 3_600, 1_700);
        let (_, levels) = leveled(shipped, &[asked("strict", strict), asked("normal", normal)]);
        levels.into_iter().map(|level| (level.same, level.review)).collect()
    }

    #[test]
    fn levels_keep_their_order_whatever_is_asked() {
        let near = |found: (f64, f64), expected: (f64, f64)| {
            let (same, review) = (found.0 - expected.0, found.1 - expected.1);
            assert!(same.abs() < 1e-9 && review.abs() < 1e-9, "{found:?} against {expected:?}");
        };
        let plain = levels(Some(4.0), Some(2.012));
        near(plain[0], (4.0, 1.7));
        assert!((plain[1].0 - 2.02).abs() < 1e-9, "{plain:?}");
        near(plain[2], (0.4, -1.5));
        let crossed = levels(Some(0.5), Some(-1.3));
        near(crossed[0], (0.5, 0.0));
        near(crossed[1], (-1.3, -1.8));
        near(crossed[2], (-1.4, -1.9));
        near(levels(Some(1.0), Some(2.0))[0], (2.1, 1.6));
        near(levels(None, Some(2.0))[0], (3.6, 1.7));
    }
}
