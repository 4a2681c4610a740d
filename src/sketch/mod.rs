//! Step 5: a weighted set to a signature.
//!
//! Weighted `MinHash` by exponential races. For each slot every token draws one arrival time
//! `-log2(u(token, slot)) / weight(token)`, with `u` from the portable hash; the token that arrives
//! first is the slot's value. The minimum of exponentials falls on a token with probability in
//! proportion to its weight, so two sets agree in a slot with probability equal to their weighted
//! Jaccard similarity (the race form of consistent weighted sampling; compare Manasse, `McSherry` and
//! Talwar 2010, and the P-MinHash of Moulton and Jiang 2018). It is exact because weights belong to
//! tokens and not to titles: one race value per (token, slot) serves all.
//!
//! Slots are computed when asked for; nothing here knows how candidates use them.

use rayon::prelude::*;

use crate::fixed::negative_log2_of_unit;
use crate::hash::mix;
use crate::normalize::{TokenId, Vocabulary};
use crate::weigh::Bag;

/// Version of the signature: a change of hash, race or rounding is a new one.
pub const SKETCH_VERSION: u32 = 1;

const SLOT_SEED: u64 = 0x5107_5EED_0000_0001;
/// Times are scaled up before the division by a weight, so that ties stay improbable.
const TIME_SHIFT: u32 = 20;

/// Tokens of a set that race for its winners at most. Tokens stand in the order of their hashes, so that two
/// long sets that are alike send the same ones.
pub const RUNNERS: usize = 63;

/// When a token arrives that does not race.
const NEVER: u64 = u64::MAX;
/// Bits that a rough arrival keeps behind its first.
const ROUGH_BITS: u32 = 25;

/// The value of one slot: the low half of the winning token's hash. Equal values mean equal winners.
pub type SlotValue = u32;

/// When a token arrives in a slot; smaller is earlier. Weights are at least 1.
pub fn arrival(token_hash: u64, weight: u32, slot: u32) -> u64 {
    let uniform = mix(token_hash ^ mix(SLOT_SEED ^ u64::from(slot)));
    (negative_log2_of_unit(uniform) << TIME_SHIFT) / u64::from(weight)
}

/// About when every token of a vocabulary arrives in each of some slots, a row for each token: a title's race in
/// sixteen of them reads one line of the cache a token. `weights` are the tokens' weights; what has weight 0
/// never arrives.
pub fn rows<const N: usize>(
    vocabulary: &Vocabulary,
    weights: &[u8],
    slots: [u32; N],
) -> Vec<[u32; N]> {
    let row = |(token, weight): (usize, &u8)| {
        slots.map(|slot| rough(arrival_of(vocabulary, token as TokenId, *weight, slot)))
    };
    weights.par_iter().with_min_len(1024).enumerate().map(row).collect()
}

/// When a token arrives in a slot.
fn arrival_of(vocabulary: &Vocabulary, token: TokenId, weight: u8, slot: u32) -> u64 {
    match weight {
        0 => NEVER,
        weight => arrival(vocabulary.hash(token), weight.into(), slot),
    }
}

/// An arrival in half the bits, in the same order: its length and what follows its first bit. Two in thirty million
/// become one.
fn rough(arrival: u64) -> u32 {
    let cut = (u64::BITS - arrival.leading_zeros()).saturating_sub(ROUGH_BITS + 1);
    (cut << ROUGH_BITS) + (arrival >> cut) as u32
}

/// The places in a set of the tokens that win some slots, by the rows of its tokens. Tokens ascend, and so
/// do their hashes: of two that arrive at once the smaller hash wins. Of a longer set the first [`RUNNERS`]
/// tokens race.
#[inline]
pub fn winners<'a, const N: usize>(rows: impl IntoIterator<Item = &'a [u32; N]>) -> [u8; N] {
    let mut first = [(u32::MAX >> 1) as i32; N];
    let mut winners = [0; N];
    for (place, row) in (0..).zip(rows.into_iter().take(RUNNERS)) {
        for slot in 0..N {
            // Signed, since the least of processors compares several of those at once.
            let arrival = row[slot] as i32;
            winners[slot] = if arrival < first[slot] { place } else { winners[slot] };
            first[slot] = first[slot].min(arrival);
        }
    }
    winners.map(|place: i32| place as u8)
}

/// When every token of a vocabulary arrives in one slot.
pub struct Race(Vec<u64>);

impl Race {
    /// Lets the tokens race; what has weight 0 never arrives. On one thread: who asks for a race may wait for
    /// it in the midst of other work, and a thread that lends a hand meanwhile could come to ask for the same.
    pub fn new(vocabulary: &Vocabulary, weights: &[u8], slot: u32) -> Self {
        let arrival =
            |(token, weight): (usize, &u8)| arrival_of(vocabulary, token as TokenId, *weight, slot);
        Self(weights.iter().enumerate().map(arrival).collect())
    }

    /// The token of a set that arrives first.
    pub fn winner(&self, tokens: &[TokenId]) -> TokenId {
        let arrivals = tokens.iter().map(|token| (self.0[*token as usize], *token));
        arrivals.min().map_or(0, |(_, token)| token)
    }
}

/// The winner of a slot as a value that may leave memory, or none for an empty set. Ties go to the smaller
/// hash.
pub fn winner(bag: &Bag, vocabulary: &Vocabulary, slot: u32) -> Option<SlotValue> {
    let hashed = |&(token, weight): &(TokenId, u32)| (vocabulary.hash(token), weight);
    let runners = bag.tokens().iter().map(hashed);
    let first = runners.map(|(hash, weight)| (arrival(hash, weight, slot), hash)).min()?;
    Some(first.1 as SlotValue)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::hash;

    const SLOTS: u32 = 60_000;

    fn first(tokens: &[(u64, u32)], slot: u32) -> u64 {
        tokens
            .iter()
            .map(|(token, weight)| (arrival(*token, *weight, slot), *token))
            .min()
            .unwrap()
            .1
    }

    /// Agreement over many slots lies within four standard deviations of the similarity.
    #[test]
    fn two_sets_agree_with_the_probability_of_their_similarity() {
        for case in 0..12_u64 {
            let token =
                |i: u64| (hash(case, &i.to_le_bytes()), 1 + (i * 37 + case * 11) as u32 % 240);
            let a: Vec<_> = (0..8).map(token).collect();
            let b: Vec<_> = (case % 7..10).map(token).collect();
            let shared: u32 = (case % 7..8).map(|i| token(i).1).sum();
            let all: u32 = (0..10).map(|i| token(i).1).sum();
            let expected = f64::from(shared) / f64::from(all);
            let agreed = (0..SLOTS).filter(|slot| first(&a, *slot) == first(&b, *slot)).count();
            let found = agreed as f64 / f64::from(SLOTS);
            let deviation = (expected * (1.0 - expected) / f64::from(SLOTS)).sqrt();
            let z = (found - expected) / deviation;
            assert!(
                z.abs() < 4.0,
                "case {case}: expected {expected:.4}, found {found:.4}, z {z:.1}"
            );
        }
    }

    #[test]
    fn a_slot_is_won_in_proportion_to_weight() {
        let tokens = [(hash(9, b"light"), 10), (hash(9, b"heavy"), 30)];
        let won = (0..SLOTS).filter(|slot| first(&tokens, *slot) == tokens[1].0).count();
        assert!((44_000..46_000).contains(&won), "{won} of {SLOTS}");
    }

    #[test]
    fn the_first_to_arrive_wins_and_of_two_the_one_before() {
        let never = rough(NEVER);
        let rows = [[9, 5, 4], [3, 5, 6], [3, 7, never], [never, never, never]];
        assert_eq!(winners(&rows), [1, 0, 0]);
        let late = std::iter::repeat_n(&rows[3], RUNNERS).chain([&rows[0]]);
        assert!(winners(late).iter().all(|place| usize::from(*place) < RUNNERS));
    }

    #[test]
    fn a_rough_arrival_keeps_the_order() {
        let arrivals = (0..2_000_u64).map(|i| mix(i) >> (6 + i % 58));
        let mut arrivals: Vec<u64> = arrivals.chain([0, (1 << 58) - 1, 1 << 58]).collect();
        arrivals.sort_unstable();
        assert!(arrivals.windows(2).all(|two| rough(two[0]) <= rough(two[1])));
        assert!(rough(1 << 58) < i32::MAX as u32);
        assert!(rough(3 << 40) < rough((3 << 40) + (1 << 17)));
    }

    /// Saved sketches rest on these.
    #[test]
    fn vectors() {
        assert_eq!(
            [arrival(1, 16, 0), arrival(1, 16, 1), arrival(u64::MAX, 240, 7)],
            [691_915_213_701_120, 96_025_381_371_904, 16_623_176_375_773]
        );
    }
}
