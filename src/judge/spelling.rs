//! Words that are one word spelled in two ways: `chancelor` / `chancellor`, `cell phone` / `cellphone`.
//!
//! Only words that no other rule brought together come here, and only those of the pair at hand, so a
//! plain edit distance on short words is cheap enough. Short words must be equal: `Iran` is not `Iraq`.

use crate::weigh::Shape;

/// Words shorter than this (in characters) must be equal.
const SHORTEST: usize = 6;
/// Words of at least this length may differ in two places.
const LONG: usize = 10;
/// Bytes by which the longer of two may be longer.
const MOST_LONGER: usize = 2;

/// False only where [`close`] is: asked first, since it needs no text.
pub fn may_be_close(a: Shape, b: Shape) -> bool {
    a.may_be_close(b, SHORTEST, MOST_LONGER)
}

/// True where two stems are most likely one word. Symmetric.
pub fn close(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < SHORTEST
        || long.len() - short.len() > MOST_LONGER
        || short.starts_with(['#', '@'])
    {
        return false;
    }
    // A typo rarely hits the first letter, while another name often differs there. Fingers that are too
    // fast swap the first two, though.
    let first_two = |text: &str| text.chars().next().zip(text.chars().nth(1));
    let Some(((a, b), (x, y))) = first_two(short).zip(first_two(long)) else { return false };
    let letters = short.chars().count();
    letters >= SHORTEST
        && (a == x || (a, b) == (y, x))
        && are_within(short, long, if letters >= LONG { 2 } else { 1 })
}

/// True where two stems, however short, may be one word misspelled: no more than a third of the letters
/// of the shorter one differ. Looser than [`close`], for where the rest of both titles is equal.
pub fn may_be_slip(a: &str, b: &str) -> bool {
    are_within(a, b, a.chars().count().min(b.chars().count()) / 3)
}

/// True where one word is two others joined (`cellphone`, `cell` and `phone`).
pub fn joined(whole: &str, first: &str, second: &str) -> bool {
    whole.len() >= SHORTEST && whole.strip_prefix(first).is_some_and(|rest| rest == second)
}

/// True where the distance of two words is `most` or less. Each edit brings one letter at most that the other word
/// has not, so most words are told apart by that.
fn are_within(a: &str, b: &str, most: usize) -> bool {
    let (left, right) = (letters(a), letters(b));
    let strange = |own: u64, others: u64| (own & !others).count_ones() as usize;
    if strange(left, right).max(strange(right, left)) > most {
        return false;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    distance(&a, &b) <= most
}

/// A bit for each letter of a word; some letters share one.
fn letters(word: &str) -> u64 {
    word.chars().fold(0, |bits, letter| bits | 1 << (letter as u32 % u64::BITS))
}

/// Optimal string alignment distance: insertions, deletions, replacements, swapped neighbors.
fn distance(a: &[char], b: &[char]) -> usize {
    let width = b.len() + 1;
    let mut rows = vec![(0..width).collect::<Vec<usize>>(); 3];
    for i in 1..=a.len() {
        rows[i % 3][0] = i;
        for j in 1..width {
            let above = rows[(i + 2) % 3][j] + 1;
            let left = rows[i % 3][j - 1] + 1;
            let replaced = rows[(i + 2) % 3][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = above.min(left).min(replaced);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[(i + 1) % 3][j - 2] + 1);
            }
            rows[i % 3][j] = best;
        }
    }
    rows[a.len() % 3][width - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typos_and_not_names() {
        assert!(close("chancelor", "chancellor"));
        assert!(close("volcnao", "volcano"));
        assert!(close("roegon", "oregon"));
        assert!(close("azerbaijan", "azerbaidjan"));
        assert!(!close("iran", "iraq"));
        assert!(!close("latvia", "poland"));
        assert!(!close("davis", "nashville"));
        assert!(!close("austria", "australia"));
        assert!(!close("slovakia", "slovenia"));
        assert!(joined("cellphon", "cell", "phon"));
        assert!(!close("aéééééé", "é") && close("académie", "acedémie"));
        assert!(may_be_slip("zelenski", "zelenskyy"));
        assert!(!may_be_slip("eagl", "charger"));
    }
}
