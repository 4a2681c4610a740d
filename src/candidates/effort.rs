//! How thoroughly so many sets are searched.
//!
//! Up to [`FEW_SETS`] the search is nearly exhaustive, which is the best that can be had where it costs
//! seconds at most. Among millions a word is shared by thousands: most weak pairs are alike by chance, trees
//! that split their groups find only some of them, and every tree waits for the memory that holds the sets.
//! So fewer trees with larger leaves find as many pairs that matter, for less.

use super::LEAST_SIMILARITY;
use super::forest::TREES;

/// Up to so many sets the search is nearly exhaustive.
const FEW_SETS: usize = 60_000;
/// The least similarity among the few, and whenever their number has doubled, in tenths of a thousandth: .4 at a
/// million, .445 at eight. What would fold below that among so many posts is in doubt, and every second such fold is
/// false. From eight million on it stays the same.
const LEAST: [u32; 8] = [10 * LEAST_SIMILARITY, 2_125, 2_750, 3_375, 4_000, 4_150, 4_300, 4_450];
/// A larger group is split where there are more than a few sets …
const BOUND: usize = 128;
/// … and among few the bound follows from how many comparisons a tree may cost …
const COMPARISONS: usize = 4_000_000;
/// … up to this one.
const LARGEST_BOUND: usize = 1024;

/// What the forest does with a number of sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Effort {
    /// Trees that grow.
    pub trees: usize,
    /// A larger group is split.
    pub bound: usize,
    /// The least similarity that is proposed, in thousandths.
    pub least: u32,
    /// Parts that hold most of their group are compared instead of split further.
    pub keeps_forms: bool,
}

impl Effort {
    /// For so many sets.
    pub fn of(sets: usize) -> Self {
        let few = sets <= FEW_SETS;
        let bound = (COMPARISONS / sets.max(1)).min(LARGEST_BOUND);
        let trees = match sets.div_ceil(FEW_SETS) {
            0..=1 => TREES,
            2..=4 => 20,
            _ => 16,
        };
        Self {
            trees,
            bound: if few { bound } else { BOUND },
            least: least(sets),
            keeps_forms: !few,
        }
    }
}

/// The least similarity, in thousandths: it rises evenly from one doubling of the number of sets to the next.
fn least(sets: usize) -> u32 {
    let doublings = (sets / FEW_SETS).max(1).ilog2() as usize;
    let begun = FEW_SETS << doublings;
    let beyond = sets.saturating_sub(begun) as u64;
    let tenths = match LEAST.get(doublings..doublings + 2) {
        Some([low, high]) => low + (u64::from(high - low) * beyond / begun as u64) as u32,
        _ => LEAST[LEAST.len() - 1],
    };
    tenths / 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_similarity_rises_with_the_number_of_sets() {
        let least = |sets: usize| Effort::of(sets).least;
        let sets = [0, 60_000, 90_000, 120_000, 240_000, 480_000, 960_000, 2_880_000, 10_000_000];
        assert_eq!(sets.map(least), [150, 150, 181, 212, 275, 337, 400, 422, 445]);
        assert_eq!(least(usize::MAX), 445);
        assert!((60_000..70_000).all(|sets| least(sets) <= least(sets + 1)));
    }

    #[test]
    fn few_sets_are_searched_with_all_trees() {
        assert_eq!((Effort::of(100).trees, Effort::of(100).bound), (TREES, LARGEST_BOUND));
        assert_eq!((Effort::of(FEW_SETS).trees, Effort::of(FEW_SETS).bound), (TREES, 66));
        assert_eq!((Effort::of(1_000_000).trees, Effort::of(1_000_000).bound), (16, BOUND));
    }
}
