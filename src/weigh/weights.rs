//! Quantized inverse document frequencies.
//!
//! `weight = log2((N + K) / (df + K p))` in sixteenths of a bit, where `N` titles of the corpus hold
//! the token in `df` of them, `p` is its share in the background, and the background counts as much as
//! `K` titles. Integer arithmetic throughout: the same corpus gives the same weights everywhere.

use ahash::AHashMap;

use super::background;
use crate::fixed::{FRACTION_BITS, log2};
use crate::normalize::{Languages, TokenId, Vocabulary};
use crate::survey::CorpusStats;

/// A weight of one bit.
pub const WEIGHT_UNIT: u32 = 16;
/// How many titles the background counts as.
const BACKGROUND_TITLES: u64 = 1_000;
/// Counts are in thousandths, for the background's fractions of a title.
const THOUSANDTHS: u64 = 1_000;

/// The weight of every token of a vocabulary, in [`WEIGHT_UNIT`]s: 1 and up.
#[derive(Clone, Debug, Default)]
pub struct Weights(Vec<u32>);

impl Weights {
    /// Weighs the tokens of `vocabulary` by the titles of `stats`.
    pub fn new(vocabulary: &Vocabulary, stats: &CorpusStats, languages: &Languages) -> Self {
        let counts = counts_by_token(stats, languages);
        let weigh = |id: TokenId| {
            let hash = vocabulary.hash(id);
            let count = counts.get(&hash).copied().unwrap_or(0).min(stats.titles());
            weight(stats.titles(), count, background::per_million(hash, vocabulary.text(id)))
        };
        Self((0..vocabulary.len() as TokenId).map(weigh).collect())
    }

    /// The weight of a token.
    pub fn of(&self, id: TokenId) -> u32 {
        self.0[id as usize]
    }
}

fn weight(titles: u64, count: u64, per_million: u64) -> u32 {
    let all = (titles + BACKGROUND_TITLES) * THOUSANDTHS;
    let held = count * THOUSANDTHS + BACKGROUND_TITLES * per_million / 1_000;
    let bits = log2(all).saturating_sub(log2(held.max(1)));
    ((bits >> (FRACTION_BITS - WEIGHT_UNIT.ilog2())) as u32).max(1)
}

/// Document counts by stem: the counts of the words that share it added up (a title that holds two
/// forms of one stem counts twice, which is rare and harmless). Words are stemmed in every language
/// that the corpus uses, since a word's count does not tell which of them it came from.
fn counts_by_token(stats: &CorpusStats, languages: &Languages) -> AHashMap<u64, u64> {
    let mut counts = AHashMap::new();
    let languages = languages.in_use();
    for (word, count) in stats.words() {
        let mut tokens: Vec<u64> = if word.starts_with('#') {
            vec![Vocabulary::hash_of(word)]
        } else {
            languages.iter().map(|of| Vocabulary::hash_of(&of.stem(word))).collect()
        };
        tokens.sort_unstable();
        tokens.dedup();
        for token in tokens {
            *counts.entry(token).or_insert(0) += count;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rarer_is_heavier_and_a_small_corpus_leans_on_the_background() {
        assert!(weight(1_000_000, 1, 120) > weight(1_000_000, 1_000, 120));
        assert!(weight(5, 1, 50_000) < weight(5, 1, 120));
        assert_eq!(weight(0, 0, 1_000_000), 1);
        let half = weight(1_000_000, 500_000, 0);
        assert!((15..=17).contains(&half), "half of all titles is one bit, found {half}");
    }
}
