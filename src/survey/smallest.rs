//! Whether at least `K` different values were seen, in `K` words of memory, mergeable.
//!
//! The `K` smallest hashes of all values are kept. The set of the whole is the `K` smallest of the
//! parts' sets, whichever way the parts are cut.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The `K` smallest different values, ascending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Smallest<const K: usize> {
    values: [u64; K],
    length: u8,
}

impl<const K: usize> Default for Smallest<K> {
    fn default() -> Self {
        Self { values: [0; K], length: 0 }
    }
}

impl<const K: usize> Smallest<K> {
    pub(super) fn add(&mut self, value: u64) {
        if let Err(place) = self.values().binary_search(&value)
            && place < K
        {
            let end = K.min(self.values().len() + 1);
            self.values[place..end].rotate_right(1);
            self.values[place] = value;
            self.length = end as u8;
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for value in other.values() {
            self.add(*value);
        }
    }

    /// True where at least `K` different values were seen.
    pub(super) fn is_full(&self) -> bool {
        usize::from(self.length) == K
    }

    fn values(&self) -> &[u64] {
        &self.values[..usize::from(self.length)]
    }
}

impl<const K: usize> Serialize for Smallest<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.values().serialize(serializer)
    }
}

impl<'de, const K: usize> Deserialize<'de> for Smallest<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut set = Self::default();
        for value in Vec::<u64>::deserialize(deserializer)? {
            set.add(value);
        }
        Ok(set)
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
