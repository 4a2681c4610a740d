//! Which fold a pair is left out in.
//!
//! Pairs of one story stay together, else a judge would be measured on headlines it has seen. A story's
//! fold follows the portable hash of the smallest id or title in it, never a position, so a file in
//! another order gives the same folds.

use super::labeled::LabeledPair;
use super::pairs::Side;
use crate::hash::hash;

/// How many folds.
pub const FOLDS: usize = 10;
const SEED: u64 = 0x00F0_1D50;

/// The fold of each pair, 0 up to [`FOLDS`]; `stories` are those of [`super::stories`].
pub fn folds(pairs: &[LabeledPair], stories: &[u32]) -> Vec<usize> {
    let count = stories.iter().max().map_or(0, |last| *last as usize + 1);
    let mut smallest: Vec<Option<&str>> = vec![None; count];
    for (pair, story) in pairs.iter().zip(stories) {
        let first = name(&pair.sides.0).min(name(&pair.sides.1));
        let known = &mut smallest[*story as usize];
        *known = Some(known.map_or(first, |known| known.min(first)));
    }
    stories.iter().map(|story| fold_of(smallest[*story as usize].unwrap_or_default())).collect()
}

fn name(side: &Side) -> &str {
    side.id.as_deref().unwrap_or(&side.title)
}

fn fold_of(name: &str) -> usize {
    (hash(SEED, name.as_bytes()) % FOLDS as u64) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::stories;

    #[test]
    fn a_story_has_one_fold_wherever_it_stands() {
        let side = |title: String| Side { title, ..Side::default() };
        let pair = |a: String, b: String| LabeledPair {
            sides: (side(a), side(b)),
            same: true,
            stratum: None,
            weight: None,
        };
        let mut pairs: Vec<LabeledPair> =
            (0..40).map(|at| pair(format!("title {}", at / 2), format!("other {at}"))).collect();
        let by_title = |pairs: &[LabeledPair]| {
            let found = folds(pairs, &stories(pairs));
            let mut named: Vec<(String, usize)> =
                pairs.iter().map(|pair| pair.sides.1.title.clone()).zip(found).collect();
            named.sort();
            named
        };
        let before = by_title(&pairs);
        let found = folds(&pairs, &stories(&pairs));
        assert!(found.chunks(2).all(|story| story[0] == story[1]), "{found:?}");
        assert!(found.iter().any(|fold| *fold != found[0]));
        pairs.reverse();
        assert_eq!(before, by_title(&pairs));
        for pair in &mut pairs {
            std::mem::swap(&mut pair.sides.0, &mut pair.sides.1);
        }
        assert_eq!(folds(&pairs, &stories(&pairs)), found.into_iter().rev().collect::<Vec<_>>());
    }
}
