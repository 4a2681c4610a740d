//! Whether at least `K` different values were seen, in `K` words of memory, mergeable.
//!
//! The `K` smallest hashes of all values are kept. The set of the whole is the `K` smallest of the
//! parts' sets, whichever way the parts are cut.

use serde::{Deserialize, Serialize};

/// The `K` smallest different values, ascending.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Smallest<const K: usize>(Vec<u64>);

impl<const K: usize> Smallest<K> {
    pub(super) fn add(&mut self, value: u64) {
        if let Err(place) = self.0.binary_search(&value) {
            self.0.insert(place, value);
            self.0.truncate(K);
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for value in &other.0 {
            self.add(*value);
        }
    }

    /// True where at least `K` different values were seen.
    pub(super) fn is_full(&self) -> bool {
        self.0.len() == K
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_make_the_whole() {
        let of = |values: &[u64]| {
            let mut set = Smallest::<3>::default();
            for value in values {
                set.add(*value);
            }
            set
        };
        let mut left = of(&[9, 1, 5, 5]);
        assert!(left.is_full());
        left.merge(&of(&[2, 7]));
        assert_eq!(left, of(&[1, 2, 5, 7, 9]));
        assert!(!of(&[4, 4]).is_full());
    }
}
