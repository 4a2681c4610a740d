//! The oracle: every pair of weighted sets whose Jaccard similarity reaches a threshold, exactly.
//!
//! The candidate step is measured against it, so it shares no code with that step: no signatures, no
//! bounds, only an inverted index with a prefix filter (Chaudhuri, Ganti and Kaushik, ICDE 2006;
//! Bayardo, Ma and Srikant, WWW 2007), here with weights.
//!
//! **What is proved.** Let `W(x)` be the weight of a set, `S` the weight that `x` and `y` share, and
//! `t` > 0 the threshold. `J = S / (W(x) + W(y) - S) >= t` says the same as
//!
//! ```text
//! S (1 + t) >= t (W(x) + W(y))                                                    (1)
//! ```
//!
//! and, as the union weighs at least what either set does, implies `S >= t W(x)` and `S >= t W(y)`.
//! Where `W(x) <= W(y)` it follows from (1), too, that `S (1 + t) >= 2 t W(x)`.
//!
//! Put each set's tokens in one global order, rarest first. The *prefix* of a set for a demand `d` is
//! the shortest beginning after which the rest weighs less than `d`; a token belongs to it when it and
//! all behind it weigh `d` or more. Suppose `x` and `y` reach `t`, and let `w` be the first token in
//! the order that they share (they share one, since `S >= t W > 0`). All they share stands at `w` or
//! behind it, so that part of `x` weighs at least `S`. For every demand `d <= S` therefore `w` is in the
//! prefix of `x`, and likewise in that of `y`. It is enough to index the prefix of every set for
//! `t W`, or for `2 t W / (1 + t)` where only heavier sets come to ask, and to look up the tokens of the
//! asking set's prefix for `t W`: every pair is met at `w`.
//!
//! Going through the asking set's prefix in order, a pair that reaches `t` is *first* met at `w`: a
//! token met earlier would be a shared one before `w`. So at the first meeting both sets' weight from
//! that token on bounds `S`, and a pair for which this bound breaks (1) needs no merge. The sets found
//! by a token are in order of weight, and `J <= W(x) / W(y)`, so only those of at least `t` of the asking
//! set's weight are visited (and no heavier than its `1 / t`-fold). All comparisons are in integers.

use rayon::prelude::*;

/// The tokens of a set, ascending, each with its weight, which is the same in every set.
pub type Tokens<'a> = &'a [(u32, u32)];

/// Two sets by number, the one asked for first, and their similarity in thousandths, rounded down.
pub type Near = (u32, u32, u32);

/// Sets one task asks for at a time, at least.
const GRAIN: usize = 512;

/// One set behind a token of its prefix.
#[derive(Clone, Copy, Debug)]
struct Posting {
    /// Its place in the order of weight.
    place: u32,
    /// The weight of the token and all behind it.
    rest: u64,
}

/// Which sets are found by one that asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Finds {
    /// Those before it in the order of weight: each pair once.
    Lighter,
    /// All others.
    All,
}

/// All pairs that reach `least` thousandths (1 to 1000), each once, the lower number first, ascending.
pub fn all_pairs(sets: &[Tokens], least: u32) -> Vec<Near> {
    let oracle = Oracle::new(sets, least, Finds::Lighter);
    let everything: Vec<u32> = (0..sets.len() as u32).collect();
    let mut pairs = oracle.ask(&everything);
    for (a, b, _) in &mut pairs {
        (*a, *b) = ((*a).min(*b), (*a).max(*b));
    }
    pairs.par_sort_unstable();
    pairs
}

/// All pairs that reach `least` thousandths (1 to 1000) of a probe with any other set, the probe first,
/// ascending. A pair of two probes is given twice, once from either side.
pub fn pairs_of(probes: &[u32], sets: &[Tokens], least: u32) -> Vec<Near> {
    let mut pairs = Oracle::new(sets, least, Finds::All).ask(probes);
    pairs.par_sort_unstable();
    pairs
}

struct Oracle<'a> {
    sets: &'a [Tokens<'a>],
    least: u64,
    finds: Finds,
    /// Sets by weight, and the weights in that order.
    by_weight: Vec<u32>,
    weights: Vec<u64>,
    /// Place of each set in the order of weight.
    places: Vec<u32>,
    /// In how many sets each token is.
    frequency: Vec<u32>,
    /// For each token the sets that have it in their prefix, by weight.
    postings: Vec<Vec<Posting>>,
}

impl<'a> Oracle<'a> {
    fn new(sets: &'a [Tokens<'a>], least: u32, finds: Finds) -> Self {
        let mut by_weight: Vec<u32> = (0..sets.len() as u32).collect();
        by_weight.sort_by_key(|set| weight(sets[*set as usize]));
        let mut places = vec![0; sets.len()];
        (0..).zip(&by_weight).for_each(|(place, set)| places[*set as usize] = place);
        let weights = by_weight.iter().map(|set| weight(sets[*set as usize])).collect();
        let tokens = sets.iter().flat_map(|set| set.iter().map(|(token, _)| *token + 1)).max();
        let tokens = tokens.unwrap_or(0) as usize;
        let mut frequency = vec![0; tokens];
        sets.iter().flat_map(|set| set.iter()).for_each(|(t, _)| frequency[*t as usize] += 1);
        let postings = vec![Vec::new(); tokens];
        let least = u64::from(least.max(1));
        let mut oracle =
            Self { sets, least, finds, by_weight, weights, places, frequency, postings };
        oracle.index();
        oracle
    }

    fn index(&mut self) {
        for place in 0..self.by_weight.len() {
            let set = self.by_weight[place];
            let whole = self.weights[place];
            let mut rest = whole;
            for (token, weight) in self.rarest_first(set) {
                if !self.is_indexed(rest, whole) {
                    break;
                }
                self.postings[token as usize].push(Posting { place: place as u32, rest });
                rest -= u64::from(weight);
            }
        }
    }

    fn rarest_first(&self, set: u32) -> Vec<(u32, u32)> {
        let mut tokens = self.sets[set as usize].to_vec();
        tokens.sort_unstable_by_key(|(token, _)| (self.frequency[*token as usize], *token));
        tokens
    }

    /// True while a token with so much weight from it on belongs to the indexed prefix.
    fn is_indexed(&self, rest: u64, whole: u64) -> bool {
        match self.finds {
            Finds::Lighter => rest * (1000 + self.least) >= 2 * self.least * whole,
            Finds::All => rest * 1000 >= self.least * whole,
        }
    }

    fn ask(&self, sets: &[u32]) -> Vec<Near> {
        // Which set last met each other one; no set has the number `u32::MAX`.
        let fresh = || vec![u32::MAX; self.sets.len()];
        let asked = sets.par_iter().with_min_len(GRAIN).map_init(fresh, |met, set| {
            let mut found = Vec::new();
            self.ask_for(*set, met, &mut found);
            found
        });
        asked.flatten_iter().collect()
    }

    fn ask_for(&self, set: u32, met: &mut [u32], found: &mut Vec<Near>) {
        let place = self.places[set as usize];
        let whole = self.weights[place as usize];
        let mut rest = whole;
        for (token, weight) in self.rarest_first(set) {
            if rest * 1000 < self.least * whole {
                break;
            }
            for other in self.postings_within(token, place, whole) {
                if other.place == place || met[other.place as usize] == set {
                    continue;
                }
                met[other.place as usize] = set;
                if self.may_reach(rest.min(other.rest), whole, other.place) {
                    found.extend(self.judged(set, self.by_weight[other.place as usize]));
                }
            }
            rest -= u64::from(weight);
        }
    }

    /// The postings of a token whose sets are neither too light nor too heavy.
    fn postings_within(&self, token: u32, place: u32, whole: u64) -> &[Posting] {
        let postings = &self.postings[token as usize];
        let weight = |posting: &Posting| self.weights[posting.place as usize];
        let from = postings.partition_point(|p| weight(p) * 1000 < self.least * whole);
        let to = match self.finds {
            Finds::Lighter => postings.partition_point(|posting| posting.place < place),
            Finds::All => postings.partition_point(|p| weight(p) * self.least <= whole * 1000),
        };
        postings.get(from..to).unwrap_or_default()
    }

    /// Whether two sets that share at most so much can fulfill (1).
    fn may_reach(&self, shared: u64, whole: u64, other: u32) -> bool {
        shared * (1000 + self.least) >= self.least * (whole + self.weights[other as usize])
    }

    fn judged(&self, a: u32, b: u32) -> Option<Near> {
        let similarity = jaccard(self.sets[a as usize], self.sets[b as usize]);
        (u64::from(similarity) >= self.least).then_some((a, b, similarity))
    }
}

fn weight(set: Tokens) -> u64 {
    set.iter().map(|(_, weight)| u64::from(*weight)).sum()
}

/// Weighted Jaccard similarity in thousandths, rounded down.
fn jaccard(a: Tokens, b: Tokens) -> u32 {
    let both = weight(a) + weight(b);
    let (mut left, mut right, mut shared) = (a, b, 0_u64);
    while let (Some((x, weight)), Some((y, _))) = (left.first(), right.first()) {
        shared += if x == y { u64::from(*weight) } else { 0 };
        left = &left[usize::from(x <= y)..];
        right = &right[usize::from(y <= x)..];
    }
    (shared * 1000).checked_div(both - shared).unwrap_or(0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::mix;
    use proptest::prelude::*;

    /// Sets of few different tokens, so that many pairs overlap; low tokens are frequent and light.
    fn sets(seeds: &[Vec<u8>]) -> Vec<Vec<(u32, u32)>> {
        let token = |byte: &u8| u32::from(byte % 40).min(u32::from(byte / 40) * 7);
        let weighed = |token: u32| (token, 1 + (mix(u64::from(token)) % 9) as u32 * (token + 1));
        let set = |bytes: &Vec<u8>| {
            let mut tokens: Vec<u32> = bytes.iter().map(token).collect();
            tokens.sort_unstable();
            tokens.dedup();
            tokens.into_iter().map(weighed).collect()
        };
        seeds.iter().map(set).collect()
    }

    fn borrowed(sets: &[Vec<(u32, u32)>]) -> Vec<Tokens<'_>> {
        sets.iter().map(Vec::as_slice).collect()
    }

    fn by_brute_force(sets: &[Tokens], least: u32) -> Vec<Near> {
        let count = sets.len() as u32;
        let pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b)));
        let near = pairs.map(|(a, b)| (a, b, jaccard(sets[a as usize], sets[b as usize])));
        near.filter(|(_, _, similarity)| *similarity >= least).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn finds_what_brute_force_finds(
            seeds in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..9), 0..60),
            least in 1_u32..=1000,
        ) {
            let sets = sets(&seeds);
            let sets = borrowed(&sets);
            prop_assert_eq!(all_pairs(&sets, least), by_brute_force(&sets, least));
        }

        #[test]
        fn probes_find_all_of_theirs(
            seeds in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..9), 1..60),
            least in 1_u32..=1000,
            probe in 0_u32..60,
        ) {
            let sets = sets(&seeds);
            let sets = borrowed(&sets);
            let probe = probe % sets.len() as u32;
            let turned = |(a, b, s): Near| if a == probe { (a, b, s) } else { (b, a, s) };
            let mut expected: Vec<Near> = by_brute_force(&sets, least).into_iter()
                .filter(|(a, b, _)| *a == probe || *b == probe).map(turned).collect();
            expected.sort_unstable();
            prop_assert_eq!(pairs_of(&[probe], &sets, least), expected);
        }
    }

    #[test]
    fn by_hand() {
        let sets: [Tokens; 4] =
            [&[(1, 10), (2, 30)], &[(2, 30), (3, 10)], &[], &[(1, 10), (2, 30)]];
        assert_eq!(all_pairs(&sets, 600), [(0, 1, 600), (0, 3, 1000), (1, 3, 600)]);
        assert_eq!(all_pairs(&sets, 601), [(0, 3, 1000)]);
        assert_eq!(pairs_of(&[3], &sets, 900), [(3, 0, 1000)]);
    }
}
