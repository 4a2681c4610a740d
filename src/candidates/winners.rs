//! Which tokens win the first two slots of some trees, set by set.
//!
//! The trees of a block race at once: then a token's arrivals in all their slots are one line of the cache. What is
//! kept is one byte a set and tree, which says at which places of the set the winners stand: four bits for the
//! first slot's, four for the second's.

use rayon::prelude::*;

use super::sets::TokenSets;
use crate::normalize::TokenId;
use crate::sketch::winners;

/// The winner stands here or farther behind.
const BEHIND: u8 = 15;
/// Sets that a thread takes at least.
const GRAIN: usize = 4096;

/// The winners of a tree's first two slots, set by set.
pub(super) type Won = [TokenId; 2];

/// The places of the winners of a block of trees, `N` slots: the first ones of its trees, then the second ones.
pub(super) struct Places<'a, const N: usize> {
    sets: &'a TokenSets,
    /// When each token arrives.
    rows: &'a [[u32; N]],
    /// A byte for each set and tree.
    bytes: Vec<u8>,
}

impl<'a, const N: usize> Places<'a, N> {
    /// Lets the sets race; `rows` are the arrivals.
    pub fn race(sets: &'a TokenSets, rows: &'a [[u32; N]]) -> Self {
        let mut bytes = vec![0; sets.len() * (N / 2)];
        let place = |(set, bytes): (usize, &mut [u8])| {
            let tokens = sets.tokens(set as u32);
            let places = winners(tokens.iter().map(|token| &rows[*token as usize]));
            let (first, second) = places.split_at(N / 2);
            for (byte, (first, second)) in bytes.iter_mut().zip(first.iter().zip(second)) {
                *byte = (*first).min(BEHIND) << 4 | (*second).min(BEHIND);
            }
        };
        bytes.par_chunks_mut(N / 2).with_min_len(GRAIN).enumerate().for_each(place);
        Self { sets, rows, bytes }
    }

    /// Puts the winners of the first two slots of a tree of the block in the place of others.
    pub fn won(&self, tree: usize, into: &mut Vec<Won>) {
        let won = |(set, bytes): (usize, &[u8])| {
            let tokens = self.sets.tokens(set as u32);
            let token = |place: u8, slot: usize| match place {
                BEHIND => self.behind(tokens, slot),
                place => tokens[usize::from(place)],
            };
            [token(bytes[tree] >> 4, tree), token(bytes[tree] & 15, N / 2 + tree)]
        };
        let sets = self.bytes.par_chunks(N / 2).with_min_len(GRAIN).enumerate();
        sets.map(won).collect_into_vec(into);
    }

    /// The winner of a slot that is won behind the places that are told apart.
    fn behind(&self, tokens: &[TokenId], slot: usize) -> TokenId {
        let behind = tokens[usize::from(BEHIND)..].iter().copied();
        behind.min_by_key(|token| self.rows[*token as usize][slot]).unwrap_or(tokens[0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_winner_far_behind_is_found() {
        let long: Vec<TokenId> = (0..20).collect();
        let sets = TokenSets::of_tokens(&[&long, &[3, 30]]);
        let mut rows = vec![[50, 50]; 31];
        (rows[17], rows[30], rows[3]) = ([7, 60], [8, 40], [50, 45]);
        let places = Places::race(&sets, &rows);
        let mut won = vec![[0, 0]];
        places.won(0, &mut won);
        assert_eq!(won, [[17, 3], [30, 30]]);
        assert_eq!(places.bytes, [0xF3, 0x11]);
    }
}
