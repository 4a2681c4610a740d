//! A title as a weighted set of tokens, and how much two of them overlap.
//!
//! Weighted Jaccard similarity is the weight of the shared tokens over the weight of all; containment
//! is the same over the lighter of the two. Titles are short, so the exact value costs a merge of two
//! short sorted lists, and nothing ever rests on an estimate from sketches.

use super::weights::Weights;
use crate::normalize::{Title, TokenId};

/// A token and its weight.
pub type Weighed = (TokenId, u32);

/// The different tokens of a title, ascending, and their total weight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bag {
    tokens: Vec<Weighed>,
    total: u32,
}

/// What two bags share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overlap {
    /// Weight of the shared tokens.
    pub shared: u32,
    /// Weight of the first bag.
    pub a: u32,
    /// Weight of the second bag.
    pub b: u32,
}

impl Bag {
    /// The bag of a title.
    pub fn new(title: &Title, weights: &Weights) -> Self {
        let mut tokens = Vec::with_capacity(title.words().len());
        weigh(title.words().iter().map(|word| word.token), weights, &mut tokens);
        Self::of(tokens)
    }

    /// Of different tokens, ascending.
    pub fn of(tokens: Vec<Weighed>) -> Self {
        let total = tokens.iter().map(|(_, weight)| weight).sum();
        Self { tokens, total }
    }

    /// The tokens with their weights, ascending by token.
    pub fn tokens(&self) -> &[Weighed] {
        &self.tokens
    }

    /// The weight of all tokens.
    pub fn total(&self) -> u32 {
        self.total
    }

    /// True for a title without content words.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// What two bags share.
    pub fn overlap(&self, other: &Self) -> Overlap {
        let (mut left, mut right) = (&*self.tokens, &*other.tokens);
        let mut shared = 0;
        while let (Some((a, weight)), Some((b, _))) = (left.first(), right.first()) {
            shared += if a == b { *weight } else { 0 };
            left = &left[usize::from(a <= b)..];
            right = &right[usize::from(b <= a)..];
        }
        Overlap { shared, a: self.total, b: other.total }
    }

    /// True where the bags' weighted Jaccard similarity reaches `least` thousandths.
    pub fn reaches(&self, other: &Self, least: u32) -> bool {
        let (light, heavy) = (self.total.min(other.total), self.total.max(other.total));
        u64::from(light) * 1000 >= u64::from(heavy) * u64::from(least)
            && self.overlap(other).jaccard() >= least
    }
}

/// Adds the different ones of some tokens, ascending, with their weights.
pub fn weigh(tokens: impl Iterator<Item = TokenId>, weights: &Weights, into: &mut Vec<Weighed>) {
    let start = into.len();
    into.extend(tokens.map(|token| (token, weights.of(token))));
    into[start..].sort_unstable();
    let mut end = start;
    for place in start..into.len() {
        if end == start || into[end - 1] != into[place] {
            into[end] = into[place];
            end += 1;
        }
    }
    into.truncate(end);
}

impl Overlap {
    /// Weighted Jaccard similarity in thousandths, 0 to 1000; two empty bags have none.
    pub fn jaccard(self) -> u32 {
        thousandths(self.shared, self.a + self.b - self.shared)
    }

    /// Shared weight over the lighter bag's, in thousandths.
    pub fn containment(self) -> u32 {
        thousandths(self.shared, self.a.min(self.b))
    }
}

fn thousandths(part: u32, whole: u32) -> u32 {
    (u64::from(part) * 1000).checked_div(u64::from(whole)).unwrap_or(0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bag(tokens: &[Weighed]) -> Bag {
        Bag::of(tokens.to_vec())
    }

    #[test]
    fn overlap_by_weight() {
        let a = bag(&[(1, 10), (2, 30), (5, 60)]);
        let b = bag(&[(2, 30), (5, 60), (9, 100)]);
        let overlap = a.overlap(&b);
        assert_eq!(overlap, b.overlap(&a).swapped());
        assert_eq!(overlap.jaccard(), 450);
        assert_eq!(overlap.containment(), 900);
        assert!(a.reaches(&b, 450) && !a.reaches(&b, 451));
        assert!(!bag(&[(1, 10)]).reaches(&bag(&[(129, 10)]), 1));
        assert_eq!(bag(&[]).overlap(&bag(&[])).jaccard(), 0);
    }

    impl Overlap {
        fn swapped(self) -> Self {
            Self { a: self.b, b: self.a, ..self }
        }
    }
}
