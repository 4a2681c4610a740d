//! Under which keys at least `K` different values were seen, mergeable.
//!
//! Of each key the `K` smallest values are kept. Those of the whole are the `K` smallest of the parts', whichever
//! way the parts are cut. Most keys have one value, so pairs of both stand in order, one behind the other, and
//! new ones behind them until there are as many again.

/// The `K` smallest different values of each key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Several<const K: usize> {
    pairs: Vec<(u64, u64)>,
    /// How many of the pairs are in order, different and no more than `K` a key.
    settled: usize,
}

/// New pairs that are worth sorting.
const FEWEST_NEW: usize = 1 << 12;

impl<const K: usize> Several<K> {
    /// Adds a value. [`Self::settle`] must follow the last.
    pub(super) fn add(&mut self, key: u64, value: u64) {
        if self.pairs.len() >= 2 * self.settled + FEWEST_NEW {
            self.settle();
        }
        self.pairs.push((key, value));
    }

    /// Puts what was added in order.
    pub(super) fn settle(&mut self) {
        self.pairs.sort_unstable();
        self.pairs.dedup();
        let (mut kept, mut of_key) = (0, 0);
        for place in 0..self.pairs.len() {
            let (key, value) = self.pairs[place];
            let same = kept > 0 && self.pairs[kept - 1].0 == key;
            of_key = if same { of_key + 1 } else { 0 };
            if of_key < K {
                self.pairs[kept] = (key, value);
                kept += 1;
            }
        }
        self.pairs.truncate(kept);
        self.settled = kept;
    }

    /// Adds another part's.
    pub(super) fn merge(&mut self, other: Self) {
        if self.pairs.is_empty() {
            *self = other;
            return;
        }
        self.pairs.extend(other.pairs);
        self.settle();
    }

    /// Each key with its values, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u64, &[(u64, u64)])> {
        self.pairs.chunk_by(|a, b| a.0 == b.0).map(|pairs| (pairs[0].0, pairs))
    }

    /// The keys with at least `K` different values.
    pub(super) fn full(&self) -> impl Iterator<Item = u64> + '_ {
        self.iter().filter(|(_, pairs)| pairs.len() == K).map(|(key, _)| key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_make_the_whole() {
        let of = |pairs: &[(u64, u64)]| {
            let mut several = Several::<3>::default();
            for (key, value) in pairs {
                several.add(*key, *value);
            }
            several.settle();
            several
        };
        let mut left = of(&[(7, 9), (7, 1), (3, 4), (7, 5), (7, 5), (3, 4)]);
        assert_eq!(left.full().collect::<Vec<_>>(), [7]);
        left.merge(of(&[(7, 2), (1, 0), (7, 7)]));
        assert_eq!(left, of(&[(7, 1), (7, 2), (7, 5), (7, 7), (7, 9), (1, 0), (3, 4)]));
        assert_eq!(left.iter().map(|(key, _)| key).collect::<Vec<_>>(), [1, 3, 7]);
    }

    #[test]
    fn many_values_are_thinned_as_they_come() {
        let mut several = Several::<3>::default();
        for value in (0..100_000).rev() {
            several.add(value % 10, value);
            assert!(several.pairs.len() <= FEWEST_NEW + 2 * 30);
        }
        several.settle();
        assert_eq!(several.pairs[..4], [(0, 0), (0, 10), (0, 20), (1, 1)]);
    }
}
