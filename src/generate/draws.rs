//! Random choices that come out the same on every machine.
//!
//! The state steps by a fixed odd number and is mixed by the portable [`mix`]: `SplitMix64` (Steele, Lea
//! and Flood, OOPSLA 2014). Bounds are met by a multiplication, never by floating point.

use crate::hash::{hash_all, mix};

const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// A stream of random choices.
#[derive(Clone, Debug)]
pub struct Draws(u64);

impl Draws {
    /// The stream of a seed with this number; different numbers give independent streams.
    pub fn new(seed: u64, number: u64) -> Self {
        Self(hash_all(seed, [number]))
    }

    /// 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        mix(self.0)
    }

    /// A number below `bound`; 0 where `bound` is 0. The bias is under `bound / 2^64`.
    pub fn below(&mut self, bound: u32) -> u32 {
        ((u128::from(self.bits()) * u128::from(bound)) >> 64) as u32
    }

    /// A place in a list of this length.
    pub fn place(&mut self, length: usize) -> usize {
        self.below(length as u32) as usize
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, share: u32) -> bool {
        self.below(100) < share
    }

    /// One of a list that is not empty.
    pub fn any<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.place(list.len())]
    }

    /// One of a list of (odds, what); the odds need not add up to a round number.
    pub fn odds<T: Copy>(&mut self, list: &[(u32, T)]) -> T {
        let mut left = self.below(list.iter().map(|(odds, _)| odds).sum());
        for (odds, what) in list {
            if left < *odds {
                return *what;
            }
            left -= odds;
        }
        list[list.len() - 1].1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_stream_everywhere() {
        let mut draws = Draws::new(1, 0);
        let first: Vec<u32> = (0..6).map(|_| draws.below(1000)).collect();
        assert_eq!(first, FIRST);
        assert_ne!(Draws::new(1, 1).bits(), Draws::new(1, 0).bits());
    }

    const FIRST: [u32; 6] = [504, 143, 634, 86, 562, 420];

    #[test]
    fn odds_are_kept() {
        let mut draws = Draws::new(7, 7);
        let threes = (0..10_000).filter(|_| draws.odds(&[(1, 1), (3, 3)]) == 3).count();
        assert!((7_300..7_700).contains(&threes), "{threes}");
        assert_eq!(draws.below(0), 0);
    }
}
