//! Which of many hashes may come more than once.
//!
//! Whoever looks for equal things among millions would sort all of them, and most are like no other. Here each
//! hash sets a bit, and where the bit is set already a second one: a hash whose second bit is not set came once.
//! The reverse does not hold: of those that came once one in five or so shares its bits with another, so who asks still
//! has to compare. The bits are dealt in parts, and each part is set by one thread that looks at all hashes: that is
//! quicker than to let threads wait for each other at every bit.

use rayon::prelude::*;

/// Bits for each hash: the more there are, the fewer share one.
const BITS: usize = 4;
const WORD: usize = u64::BITS as usize;
/// Parts of the bits.
const PARTS: usize = 8;

/// Bits of hashes that came, and of those that came again.
#[derive(Debug)]
pub struct Twice {
    /// A power of two.
    words: Vec<[u64; 2]>,
}

impl Twice {
    /// Of these hashes, whose lowest bits have to be spread evenly.
    pub fn of(hashes: &[u64]) -> Self {
        let words = (hashes.len() * BITS / WORD).next_power_of_two().max(PARTS);
        let mut twice = Self { words: vec![[0; 2]; words] };
        let of_part = words / PARTS;
        let parts =
            twice.words.par_chunks_mut(of_part).zip((0..words).into_par_iter().step_by(of_part));
        parts.for_each(|(bits, first)| {
            for hash in hashes {
                let word = word(*hash, words).wrapping_sub(first);
                if let Some([came, again]) = bits.get_mut(word) {
                    *again |= *came & bit(*hash);
                    *came |= bit(*hash);
                }
            }
        });
        twice
    }

    /// False where a hash came once at most.
    pub fn may_hold(&self, hash: u64) -> bool {
        self.words[word(hash, self.words.len())][1] & bit(hash) != 0
    }
}

/// The word of a hash among so many, a power of two.
fn word(hash: u64, words: usize) -> usize {
    (hash as usize / WORD) & (words - 1)
}

fn bit(hash: u64) -> u64 {
    1 << (hash % u64::from(u64::BITS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::mix;

    #[test]
    fn all_that_come_twice_are_held_and_few_others() {
        let (all, twice) = (40_000_u64, 7_000);
        let hashes: Vec<u64> = (0..all + twice).map(|number| mix(number % all)).collect();
        let bits = Twice::of(&hashes);
        assert!((0..twice).all(|number| bits.may_hold(mix(number))));
        let others = (twice..all).filter(|number| bits.may_hold(mix(*number))).count();
        assert!((1..7_000).contains(&others), "{others}");
        assert!(!Twice::of(&[]).may_hold(7));
    }
}
