//! Quantized inverse document frequencies.
//!
//! `weight = log2((N + K) / (df - d + K p))` in sixteenths of a bit, at most fourteen bits, where `df` of
//! the corpus' `N` titles hold the token, `p` is its share in the background, and the background counts
//! as much as `K` titles. The discount `d` is what a token owes to having been met at all; with the cap
//! it keeps a rare word about as heavy in a list of eighty titles as in a million. Integer arithmetic
//! throughout: the same corpus gives the same weights everywhere.

use super::background;
use super::shape::Shape;
use crate::fixed::{FRACTION_BITS, log2};
use crate::normalize::{Language, Languages, TokenId, Vocabulary, token_hash};
use crate::survey::CorpusStats;

/// A weight of one bit.
pub const WEIGHT_UNIT: u32 = 16;
/// How many titles the background counts as.
const BACKGROUND_TITLES: u64 = 10_000;
/// Counts are in thousandths, for the background's fractions of a title.
const THOUSANDTHS: u64 = 1_000;
/// The discount on a count, in thousandths.
const DISCOUNT: u64 = 850;
/// A word keeps at least this part of what it weighs anywhere: in a list of one story every word of the
/// story is common, and the story must still be recognized.
const LEAST_PART: u32 = 2;
/// The heaviest weight, fourteen bits.
pub const HEAVIEST: u32 = 14 * WEIGHT_UNIT;

const _: () = assert!(HEAVIEST <= u8::MAX as u32, "a weight is kept in a byte");

/// How many titles of a corpus hold each token.
#[derive(Clone, Debug, Default)]
pub struct TokenCounts {
    titles: u64,
    /// Tokens ascending, and the count of each.
    by_token: Vec<(u64, u64)>,
}

impl TokenCounts {
    /// Document counts by stem: the counts of the words that share it added up (a title that holds two
    /// forms of one stem counts twice, which is rare and harmless). Words are stemmed in every language
    /// that the corpus uses, since a word's count does not tell which of them it came from.
    pub fn new(stats: &CorpusStats, languages: &Languages) -> Self {
        let languages = languages.in_use();
        let mut by_token: Vec<(u64, u64)> = Vec::new();
        for (word, english, count) in stats.words() {
            each_token(word, english, &languages, |token| by_token.push((token, count)));
        }
        by_token.sort_unstable();
        by_token.dedup_by(|word, first| {
            first.1 += if word.0 == first.0 { word.1 } else { 0 };
            word.0 == first.0
        });
        by_token.shrink_to_fit();
        Self { titles: stats.titles(), by_token }
    }

    fn of(&self, token: u64) -> u64 {
        let place = self.by_token.binary_search_by_key(&token, |(token, _)| *token);
        place.map_or(0, |place| self.by_token[place].1)
    }
}

/// Calls `each` with the tokens that a surveyed word stands for, one for each language in use that gives
/// another stem. `english` is the one in English.
pub(super) fn each_token(
    word: &str,
    english: u64,
    languages: &[Language],
    mut each: impl FnMut(u64),
) {
    if languages == [Language::English] {
        return each(english);
    }
    let hashes = languages.iter().map(|language| token_hash(word, *language));
    let mut tokens: Vec<u64> = hashes.collect();
    tokens.sort_unstable();
    tokens.dedup();
    tokens.into_iter().for_each(each);
}

/// The weight of every token of a vocabulary, in [`WEIGHT_UNIT`]s: 1 and up. Its shape stands beside it: who
/// compares two titles asks for both, and memory answers once.
#[derive(Clone, Debug, Default)]
pub struct Weights(Vec<(u8, Shape)>);

impl Weights {
    /// Weighs the tokens of `vocabulary`.
    pub fn new(vocabulary: &Vocabulary, counts: &TokenCounts) -> Self {
        let weigh = |id: TokenId| {
            let hash = vocabulary.hash(id);
            let count = counts.of(hash).min(counts.titles);
            let text = vocabulary.text(id);
            let weight = weight(counts.titles, count, background::per_million(hash, text));
            (weight as u8, Shape::of(text))
        };
        Self((0..vocabulary.len() as TokenId).map(weigh).collect())
    }

    /// The weight of a token.
    pub fn of(&self, id: TokenId) -> u32 {
        self.0[id as usize].0.into()
    }

    /// The shape of a token.
    pub fn shape(&self, id: TokenId) -> Shape {
        self.0[id as usize].1
    }
}

fn weight(titles: u64, count: u64, per_million: u64) -> u32 {
    smoothed(titles, count, per_million).max(smoothed(0, 0, per_million) / LEAST_PART)
}

fn smoothed(titles: u64, count: u64, per_million: u64) -> u32 {
    let all = (titles + BACKGROUND_TITLES) * THOUSANDTHS;
    let counted = (count * THOUSANDTHS).saturating_sub(DISCOUNT);
    let held = counted + BACKGROUND_TITLES * per_million / 1_000;
    let bits = log2(all).saturating_sub(log2(held.max(1)));
    ((bits >> (FRACTION_BITS - WEIGHT_UNIT.ilog2())) as u32).clamp(1, HEAVIEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rarer_is_heavier_and_a_small_corpus_leans_on_the_background() {
        assert!(weight(1_000_000, 1, 120) > weight(1_000_000, 1_000, 120));
        assert!(weight(5, 1, 50_000) < weight(5, 1, 120));
        assert_eq!(weight(0, 0, 1_000_000), 1);
        let half = smoothed(1_000_000, 500_000, 0);
        assert!((15..=17).contains(&half), "half of all titles is one bit, found {half}");
        assert!(
            weight(1_000, 1_000, 120) >= weight(0, 0, 120) / 3,
            "a story's own words still count"
        );
    }
}
