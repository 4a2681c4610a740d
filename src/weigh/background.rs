//! How common English words are in headlines anywhere: the shipped table `background.tsv`.
//!
//! The table was counted over titles of news communities (its head says which, and under what
//! license); `scripts/background.py` makes it again.

use std::sync::LazyLock;

use ahash::AHashMap;

use crate::normalize::{Language, Vocabulary, token_text};

const TABLE: &str = include_str!("background.tsv");

/// Titles per million that hold a word which is not in the table.
const UNLISTED: u64 = 120;
/// Titles per million that hold a given small number.
const SMALL_NUMBER: u64 = 2_000;

/// Titles per million by token hash; forms of one stem add up.
static PER_MILLION: LazyLock<AHashMap<u64, u64>> = LazyLock::new(|| {
    let mut counts = AHashMap::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        if let Some((word, count)) = line.split_once('\t') {
            let token = Vocabulary::hash_of(&token_text(word, Language::English));
            *counts.entry(token).or_insert(0) += count.parse().unwrap_or(0);
        }
    }
    counts
});

/// In how many of a million titles a token is to be expected.
pub(super) fn per_million(hash: u64, text: &str) -> u64 {
    if let Some(number) = text.strip_prefix('#') {
        return if number.len() <= 2 { SMALL_NUMBER } else { UNLISTED };
    }
    PER_MILLION.get(&hash).copied().unwrap_or(UNLISTED)
}

/// True for a word that stands in headlines anywhere: it is no name that only this corpus knows.
pub fn is_everyday(hash: u64) -> bool {
    PER_MILLION.contains_key(&hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_reads() {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
        let good = rows.clone().filter(|row| {
            row.split_once('\t')
                .is_some_and(|(word, n)| !word.is_empty() && n.parse::<u64>().is_ok())
        });
        assert_eq!(good.count(), rows.count());
        let of = |word: &str| per_million(Vocabulary::hash_of(&Language::English.stem(word)), word);
        assert!(of("people") > 3_000);
        assert_eq!(of("kandahar"), UNLISTED);
    }
}
