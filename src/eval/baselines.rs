//! What others would score: the plain similarities that a judge has to beat, on the same pairs.
//!
//! All give millionths, 0 to 1,000,000, and are symmetric. Letters are compared in lower case.

use crate::weigh::Bag;

/// A similarity of one is so many millionths.
const MILLION: u64 = 1_000_000;

/// Jaccard similarity of the sets of three characters in a row; shorter titles are one piece.
pub fn char_trigrams(a: &str, b: &str) -> i64 {
    let (a, b) = (trigrams(a), trigrams(b));
    let shared = a.iter().filter(|gram| b.binary_search(gram).is_ok()).count();
    millionths(shared, a.len() + b.len() - shared)
}

fn trigrams(title: &str) -> Vec<Vec<char>> {
    let chars: Vec<char> = title.to_lowercase().chars().collect();
    let mut grams: Vec<Vec<char>> = if chars.len() < 3 {
        vec![chars]
    } else {
        chars.windows(3).map(<[char]>::to_vec).collect()
    };
    grams.sort_unstable();
    grams.dedup();
    grams
}

/// The token-sort ratio of `RapidFuzz`: words sorted and joined by a space, then one minus the Indel
/// distance (insertions and deletions) over the summed lengths, which is twice the longest common
/// subsequence over them.
pub fn token_sort_ratio(a: &str, b: &str) -> i64 {
    let (a, b) = (sorted_words(a), sorted_words(b));
    millionths(2 * common_subsequence(&a, &b), a.len() + b.len())
}

fn sorted_words(title: &str) -> Vec<char> {
    let lower = title.to_lowercase();
    let mut words: Vec<&str> = lower.split_whitespace().collect();
    words.sort_unstable();
    words.join(" ").chars().collect()
}

/// Length of the longest common subsequence, one row of the table at a time.
fn common_subsequence(a: &[char], b: &[char]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for left in a {
        let mut diagonal = 0;
        for (place, right) in b.iter().enumerate() {
            let above = row[place + 1];
            row[place + 1] = if left == right { diagonal + 1 } else { above.max(row[place]) };
            diagonal = above;
        }
    }
    row[b.len()]
}

/// Jaccard similarity of stems, weighted by inverse document frequency.
pub fn weighted_words(a: &Bag, b: &Bag) -> i64 {
    let overlap = a.overlap(b);
    millionths(overlap.shared as usize, (overlap.a + overlap.b - overlap.shared) as usize)
}

fn millionths(part: usize, whole: usize) -> i64 {
    (part as u64 * MILLION).checked_div(whole as u64).unwrap_or(0) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of `RapidFuzz`'s documentation, and its ratio of `this is a test`.
    #[test]
    fn token_sort_as_rapidfuzz_has_it() {
        let sorted = token_sort_ratio("fuzzy wuzzy was a bear", "wuzzy fuzzy was a bear");
        assert_eq!(sorted, 1_000_000);
        assert_eq!(token_sort_ratio("lewenstein", "levenshtein"), 857_142);
        assert_eq!(token_sort_ratio("", "a"), 0);
    }

    #[test]
    fn trigrams_by_hand() {
        // abc, bcd / abc, bcx: one of three.
        assert_eq!(char_trigrams("abcd", "ABCX"), 333_333);
        assert_eq!(char_trigrams("ab", "ab"), 1_000_000);
        assert_eq!(char_trigrams("ab", "abc"), 0);
    }
}
