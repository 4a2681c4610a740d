//! Where the sets stand in the trees, in one byte a set and tree.
//!
//! A pair belongs to the first tree whose leaf it shares; so later trees have to know where two sets stood,
//! and no set of pairs seen is needed. A leaf is known by the tokens that won the slots that lead to it, and
//! a token by its place in the row of the set: four bits for the first slot's, four for the second's. Where
//! that does not tell (a deeper leaf, one that was not compared in full, a token behind the row), the pair
//! counts as not met: it is then found twice, which sorting removes.

use rayon::prelude::*;

use super::sets::{ROW, Row, TokenSets};
use crate::normalize::TokenId;
use crate::sketch::winners;

/// The winner stands behind the row.
const BEHIND: u8 = ROW as u8;
/// In the low half: the leaf is not known by two tokens.
const UNKNOWN: u8 = 14;
/// In the low half: the first slot's group was not split.
const WHOLE: u8 = 15;
/// A place that no byte has.
const NOWHERE: u16 = 0x100;
/// Sets that a thread takes at least.
const GRAIN: usize = 4096;

/// A byte for each set and tree.
pub(super) struct Seats {
    bytes: Vec<u8>,
    trees: usize,
}

/// The winners of a tree's first two slots, set by set.
pub(super) type Won = [TokenId; 2];

impl Seats {
    /// For so many sets and trees.
    pub fn new(sets: usize, trees: usize) -> Self {
        Self { bytes: vec![0; sets * trees], trees }
    }

    /// Seats the sets in trees from `first` on by the winners of their first slots, then of their second
    /// ones; `rows` are the arrivals there.
    pub fn race<const N: usize>(&mut self, sets: &TokenSets, first: usize, rows: &[[u64; N]]) {
        let seat = |(set, seats): (usize, &mut [u8])| {
            let row = sets.row(set as u32);
            let rest = sets.rest(set as u32, row);
            // Copied first: a loop that does nothing else waits for all of them at once.
            let near = row.tokens.map(|token| rows[token as usize]);
            let far = rest.iter().map(|token| &rows[*token as usize]);
            let places = winners(near.iter().chain(far));
            for tree in 0..N / 2 {
                let (high, low) = (places[tree].min(BEHIND), places[N / 2 + tree].min(BEHIND));
                seats[first + tree] = high << 4 | low;
            }
        };
        self.bytes.par_chunks_mut(self.trees).with_min_len(GRAIN).enumerate().for_each(seat);
    }

    /// The winners of the first two slots of the tree `first + next`; `rows` are those it was raced by.
    pub fn won<const N: usize>(
        &self,
        sets: &TokenSets,
        (first, next): (usize, usize),
        rows: &[[u64; N]],
    ) -> Vec<Won> {
        let won = |(set, seats): (usize, &[u8])| {
            let row = sets.row(set as u32);
            let behind = |slot: usize| {
                let rest = sets.rest(set as u32, row).iter().copied();
                rest.min_by_key(|token| rows[*token as usize][slot]).unwrap_or(row.tokens[0])
            };
            let token = |place: u8, slot: usize| match place {
                BEHIND => behind(slot),
                place => row.tokens[usize::from(place)],
            };
            let seat = seats[first + next];
            [token(seat >> 4, next), token(seat & 15, N / 2 + next)]
        };
        self.bytes.par_chunks(self.trees).with_min_len(GRAIN).enumerate().map(won).collect()
    }

    /// Notes for which sets the first slot's group is the leaf.
    pub fn note_whole(
        &mut self,
        tree: usize,
        won: &[Won],
        is_whole: impl Fn(TokenId) -> bool + Sync,
    ) {
        let seats = self.bytes.par_chunks_mut(self.trees).zip(won).with_min_len(GRAIN);
        seats.for_each(|(seats, won)| seats[tree] |= if is_whole(won[0]) { WHOLE } else { 0 });
    }

    /// Notes that the leaf of a set is not known by its winners.
    pub fn note_unknown(&mut self, tree: usize, set: u32) {
        let place = set as usize * self.trees + tree;
        self.bytes[place] = self.bytes[place] & 0xF0 | UNKNOWN;
    }

    /// The seats of a set in the trees before one.
    #[inline]
    pub fn before(&self, tree: usize, set: u32) -> &[u8] {
        let start = set as usize * self.trees;
        &self.bytes[start..start + tree]
    }
}

/// For each place in one set's row the place of the same token in another's.
pub(super) struct Places([u16; 16]);

impl Places {
    /// Compares two rows. What fills them up may be anywhere: it wins nothing.
    #[inline]
    pub fn of(a: &Row, b: &Row) -> Self {
        let mut places = [NOWHERE; 16];
        for (place, token) in places.iter_mut().zip(&a.tokens) {
            for (other, candidate) in (0..).zip(&b.tokens) {
                *place = if candidate == token { other } else { *place };
            }
        }
        places[usize::from(WHOLE)] = WHOLE.into();
        Self(places)
    }

    /// The tokens of the first row that the second has, and what fills both up.
    #[inline]
    pub fn shared(&self, a: &Row) -> impl Iterator<Item = TokenId> {
        let tokens = self.0.into_iter().zip(a.tokens);
        tokens.filter(|(place, _)| *place != NOWHERE).map(|(_, token)| token)
    }

    /// True where both sets had one leaf in one of the trees of these seats. Every tree is asked: stopping
    /// early would be a jump for each.
    #[inline]
    pub fn met(&self, a: &[u8], b: &[u8]) -> bool {
        let place = |half: u8| self.0[usize::from(half)];
        let there = |seat: u8| place(seat >> 4) << 4 | place(seat & 15);
        a.iter().zip(b).fold(false, |met, (a, b)| met | (there(*a) == u16::from(*b)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_met_where_the_same_tokens_won() {
        let sets = TokenSets::of_tokens(&[&[1, 4, 9], &[2, 4, 9]], 40);
        let places = Places::of(sets.row(0), sets.row(1));
        assert!(places.shared(sets.row(0)).take(2).eq([4, 9]));
        assert!(places.met(&[0x12], &[0x12]), "both slots won by the same");
        assert!(!places.met(&[0x10], &[0x10]), "the second slot won by different ones");
        assert!(!places.met(&[0x00], &[0x00]));
        assert!(places.met(&[0x00, 0x1F], &[0x00, 0x1F]), "one group in the second tree");
        assert!(!places.met(&[0x1E, 0xDD], &[0x1E, 0xDD]), "what is not known did not meet");
    }

    #[test]
    fn a_winner_behind_the_row_is_found() {
        let long: Vec<TokenId> = (0..20).collect();
        let held = TokenSets::of_tokens(&[&long, &[3, 30]], 40);
        let mut rows = vec![[50, 50]; 41];
        (rows[17], rows[30], rows[3]) = ([7, 60], [8, 40], [50, 45]);
        let mut seats = Seats::new(2, 1);
        seats.race(&held, 0, &rows);
        assert_eq!(seats.won(&held, (0, 0), &rows), [[17, 3], [30, 30]]);
        assert_eq!((seats.before(1, 0), seats.before(1, 1)), (&[0xD3][..], &[0x11][..]));
    }
}
