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
    let (short, long): (Vec<char>, Vec<char>) = (short.chars().collect(), long.chars().collect());
    // A typo rarely hits the first letter, while another name often differs there. Fingers that are too
    // fast swap the first two, though.
    let swapped = (short.first(), short.get(1)) == (long.get(1), long.first());
    if short.len() < SHORTEST || (short[0] != long[0] && !swapped) {
        return false;
    }
    distance(&short, &long) <= if short.len() >= LONG { 2 } else { 1 }
}

/// True where two stems, however short, may be one word misspelled: no more than a third of the letters
/// of the shorter one differ. Looser than [`close`], for where the rest of both titles is equal.
pub fn may_be_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    3 * distance(&a, &b) <= a.len().min(b.len())
}

/// True where one word is two others joined (`cellphone`, `cell` and `phone`).
pub fn joined(whole: &str, first: &str, second: &str) -> bool {
    whole.len() >= SHORTEST && whole.strip_prefix(first).is_some_and(|rest| rest == second)
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
        assert!(may_be_slip("zelenski", "zelenskyy"));
        assert!(!may_be_slip("eagl", "charger"));
    }
}
