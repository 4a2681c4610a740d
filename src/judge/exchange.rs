//! Two blocks of words that have changed places: `Google sues Oracle`, `Oracle sues Google`.
//!
//! Takes where the words that two titles share stand in the other one, and gives the blocks with what stands between
//! them, where there are two and nothing else has moved.

use std::ops::Range;

/// Two blocks that have changed places, and what stands between them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Exchange {
    pub first: Range<usize>,
    pub middle: Range<usize>,
    pub last: Range<usize>,
}

impl Exchange {
    /// Reads `0 | 4 5 | 3 | 1 2 | 6`: where each word of one title stands in the other, among words that it lacks.
    pub fn of(places: &[usize]) -> Option<Self> {
        let ranks = ranks(places);
        let start = (0..ranks.len()).find(|place| ranks[*place] != *place)?;
        let end = (0..ranks.len()).rfind(|place| ranks[*place] != *place)? + 1;
        let last = ranks.iter().position(|rank| *rank == start)?;
        let middle = start + end.checked_sub(ranks[start])?;
        if middle > last {
            return None;
        }
        let order = (last..end).chain(middle..last).chain(start..middle);
        let exchanged = order.zip(start..end).all(|(place, rank)| ranks[place] == rank);
        exchanged.then_some(Self { first: start..middle, middle: middle..last, last: last..end })
    }

    /// Two names are about as long as each other; a clause is longer than its subject.
    pub fn is_even(&self) -> bool {
        let (first, last) = (self.first.len(), self.last.len());
        first <= 2 * last && last <= 2 * first
    }
}

/// The rank of each of some different numbers.
fn ranks(places: &[usize]) -> Vec<usize> {
    let mut sorted = places.to_vec();
    sorted.sort_unstable();
    places.iter().map(|place| sorted.partition_point(|other| other < place)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_that_change_places() {
        let parts = |places: &[usize]| {
            Exchange::of(places).map(|found| (found.first, found.middle, found.last))
        };
        assert_eq!(parts(&[0, 4, 5, 3, 1, 2, 6]), Some((1..3, 3..4, 4..6)));
        assert_eq!(parts(&[2, 9, 11, 7, 3, 5, 30]), Some((1..3, 3..4, 4..6)));
        assert_eq!(parts(&[2, 1, 0]), Some((0..1, 1..2, 2..3)));
        assert_eq!(parts(&[3, 4, 2, 0, 1]), Some((0..2, 2..3, 3..5)));
        assert_eq!(parts(&[2, 3, 0, 1]), Some((0..2, 2..2, 2..4)));
        assert_eq!(parts(&[3, 2, 1, 0]), None);
        assert_eq!(parts(&[0, 1, 2]), None);
    }
}
