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

/// Arrivals are below `2^58` but for the one hash in `2^64` that comes last of all: so many bits above are
/// free for a place.
const PLACE_BITS: u32 = 6;
/// Tokens of a set that race for its winners at most. Tokens stand in the order of their hashes, so that two
/// long sets that are alike send the same ones.
pub const RUNNERS: usize = (1 << PLACE_BITS) - 1;

/// When a token arrives that does not race.
const NEVER: u64 = u64::MAX >> PLACE_BITS;

/// The value of one slot: the low half of the winning token's hash. Equal values mean equal winners.
pub type SlotValue = u32;

/// When a token arrives in a slot; smaller is earlier. Weights are at least 1.
pub fn arrival(token_hash: u64, weight: u32, slot: u32) -> u64 {
    let uniform = mix(token_hash ^ mix(SLOT_SEED ^ u64::from(slot)));
    (negative_log2_of_unit(uniform) << TIME_SHIFT) / u64::from(weight)
}

/// When every token of a vocabulary arrives in each of some slots, a row for each token: a title's race in
/// eight of them reads one line of the cache a token. `weights` are the tokens' weights; what has weight 0
/// never arrives.
pub fn rows<const N: usize>(
    vocabulary: &Vocabulary,
    weights: &[u8],
    slots: [u32; N],
) -> Vec<[u64; N]> {
    let row = |(token, weight): (usize, &u8)| row(vocabulary, token as TokenId, *weight, slots);
    weights.par_iter().with_min_len(1024).enumerate().map(row).collect()
}

/// When a token arrives in some slots.
fn row<const N: usize>(
    vocabulary: &Vocabulary,
    token: TokenId,
    weight: u8,
    slots: [u32; N],
) -> [u64; N] {
    match weight {
        0 => [NEVER; N],
        weight => slots.map(|slot| arrival(vocabulary.hash(token), weight.into(), slot).min(NEVER)),
    }
}

/// The places in a set of the tokens that win some slots, by the rows of its tokens. Tokens ascend, and so
/// do their hashes: of two that arrive at once the smaller hash wins. Of a longer set the first [`RUNNERS`]
/// tokens race.
pub fn winners<'a, const N: usize>(rows: impl IntoIterator<Item = &'a [u64; N]>) -> [u8; N] {
    let mut first = [u64::MAX; N];
    for (place, row) in rows.into_iter().take(RUNNERS).enumerate() {
        for (first, arrival) in first.iter_mut().zip(row) {
            *first = (*first).min(arrival << PLACE_BITS | place as u64);
        }
    }
    first.map(|first| (first & RUNNERS as u64) as u8)
}

/// When every token of a vocabulary arrives in one slot.
pub struct Race(Vec<u64>);

impl Race {
    /// Lets the tokens race; what has weight 0 never arrives. On one thread: who asks for a race may wait for
    /// it in the midst of other work, and a thread that lends a hand meanwhile could come to ask for the same.
    pub fn new(vocabulary: &Vocabulary, weights: &[u8], slot: u32) -> Self {
        let arrival = |(token, weight): (usize, &u8)| {
            let [arrival] = row(vocabulary, token as TokenId, *weight, [slot]);
            arrival
        };
        Self(weights.iter().enumerate().map(arrival).collect())
    }

    /// The token that arrives first, among the first of a set and the rest; numbers behind the last token
    /// never do.
    pub fn winner(&self, first: &[TokenId], rest: &[TokenId]) -> TokenId {
        let tokens = first.iter().chain(rest);
        let arrivals = tokens.map(|token| (self.0[*token as usize], *token));
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
        let rows = [[9, 5, 4], [3, 5, 6], [3, 7, NEVER], [NEVER, NEVER, NEVER]];
        assert_eq!(winners(&rows), [1, 0, 0]);
        let late = std::iter::repeat_n(&rows[3], RUNNERS).chain([&rows[0]]);
        assert!(winners(late).iter().all(|place| usize::from(*place) < RUNNERS));
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
