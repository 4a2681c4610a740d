//! Whether two clusters that want to merge are two stories side by side.
//!
//! At `loose` a merge is supported by the mean over its pairs, which has to reach a threshold that suits
//! stories on the whole. Two stories of one topic (the death hoax about one Nelson, the hoax about the
//! other) may reach it as well, and a wrong merge of two large clusters is the worst there is. What tells
//! them is the gap: two parts of one story are told alike throughout, while of two stories what lies
//! across is far less alike than what lies within either.
//!
//! The numbers were set by hand with `stories-fnc.csv` in view. There the mean probability of a cluster's
//! pairs tells nothing: clusters that are mostly wrong have the same as others of their size.

use crate::findings::Share;

/// Nodes over which two clusters together are large.
const FEW: usize = 10;
/// Nodes that make a group; fewer are no story yet.
const GROUP: usize = 3;
/// How alike two groups have to be across, in thousandths of what lies within.
const LEAST: i64 = 540;

/// True for the sizes (in nodes) of two clusters that are large together and a group each.
pub(super) fn are_groups(sizes: [usize; 2]) -> bool {
    sizes[0] + sizes[1] > FEW && sizes.iter().all(|size| *size >= GROUP)
}

/// How alike some pairs are on the whole: what they say for a merge and their similarity, summed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Likeness {
    say: i64,
    similarity: i64,
    pairs: i64,
}

impl Likeness {
    /// Adds a pair.
    pub fn note(&mut self, say: i64, similarity: Share) {
        self.say += say;
        self.similarity += i64::from(similarity.0);
        self.pairs += 1;
    }

    /// True where pairs across two clusters are far less alike than those within. Similarity counts twice:
    /// what a pair says is limited, and so tells less between pairs that are sure.
    pub fn is_gap(self, within: [Self; 2]) -> bool {
        let [left, right] = within.map(Self::means);
        let own = self.means();
        let part = |own: i64, lower: i64| 1000 * own / lower.max(1);
        let (say, similarity) =
            (part(own.0, left.0.min(right.0)), part(own.1, left.1.min(right.1)));
        (say + 2 * similarity) / 3 < LEAST
    }

    /// What a pair says and its similarity, on average.
    fn means(self) -> (i64, i64) {
        let pairs = self.pairs.max(1);
        (self.say / pairs, self.similarity / pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(pairs: &[(i64, u16)]) -> Likeness {
        let mut likeness = Likeness::default();
        for (say, similarity) in pairs {
            likeness.note(*say, Share(*similarity));
        }
        likeness
    }

    #[test]
    fn two_stories_have_a_gap_and_two_parts_of_one_have_none() {
        let within = [likeness(&[(2_000, 300), (1_600, 200)]), likeness(&[(1_900, 350)])];
        assert!(likeness(&[(700, 120), (500, 130)]).is_gap(within));
        assert!(!likeness(&[(700, 220), (500, 230)]).is_gap(within));
        assert!(!likeness(&[(1_500, 160), (1_300, 150)]).is_gap(within));
    }

    #[test]
    fn only_groups_that_are_large_together_are_asked() {
        assert_eq!([[8, 3], [9, 2], [5, 5], [40, 4]].map(are_groups), [true, false, false, true]);
    }
}
