//! What the trees found, one after the other.
//!
//! Most pairs that are alike meet in several trees. The pairs of a few trees are sorted and those that earlier ones
//! found are left out; what is new is merged in its place, so that a pair takes eight bytes and no more. Where not all
//! pairs may be held, those that are go to the temporary file as a sorted run, and runs are merged at the end.

use rayon::prelude::*;

use super::Pair;
use crate::keep::{Keeper, Spool, SpoolReader};

/// Trees whose pairs are told apart at once.
const TREES_AT_ONCE: usize = 4;
/// Pairs whose room is given back at once.
const GIVEN_BACK: usize = 1 << 18;

/// Pairs of sets, and what it took to find them.
pub(super) struct Found {
    /// Different pairs, ascending.
    pairs: Vec<u64>,
    /// The pairs of the last trees.
    last: Vec<u64>,
    /// How many trees they are from.
    trees: usize,
    /// Pairs that were too many to be held.
    runs: Vec<Run>,
    /// How many may be held, and of the last trees as many again.
    most: usize,
    keeper: Keeper,
    /// Sets that did not meet all that stood near them in some leaf.
    cut: Vec<bool>,
    /// Comparisons made.
    pub compared: u64,
}

/// What some leaves of a tree gave.
#[derive(Default)]
pub(super) struct Met {
    /// Pairs that are alike.
    pub pairs: Vec<u64>,
    /// Comparisons made.
    pub compared: u64,
    /// Sets that did not meet all that stand near them.
    pub cut: Vec<u32>,
}

impl Found {
    /// Nothing yet, among so many sets.
    pub fn new(sets: usize) -> Self {
        Self::within(sets, &Keeper::default(), usize::MAX)
    }

    /// The same; only so many pairs are held.
    pub fn within(sets: usize, keeper: &Keeper, most: usize) -> Self {
        Self {
            pairs: Vec::new(),
            last: Vec::new(),
            trees: 0,
            runs: Vec::new(),
            most,
            keeper: keeper.clone(),
            cut: vec![false; sets],
            compared: 0,
        }
    }

    /// Notes what leaves of a tree gave.
    pub fn note(&mut self, met: Vec<Met>) {
        for some in met {
            self.last.extend(some.pairs);
            self.compared += some.compared;
            for set in some.cut {
                self.cut[set as usize] = true;
            }
            if self.last.len() > self.most {
                self.merge();
            }
        }
    }

    /// Says that a tree gave all it has.
    pub fn end_tree(&mut self) {
        self.trees += 1;
        if self.trees.is_multiple_of(TREES_AT_ONCE) {
            self.merge();
        }
    }

    /// How many sets did not meet all that stood near them in some leaf.
    pub fn bounded(&self) -> u64 {
        self.cut.iter().filter(|cut| **cut).count() as u64
    }

    /// The pairs, descending; their room is given back while they are taken.
    pub fn into_pairs(mut self) -> impl Iterator<Item = Alike> {
        self.merge();
        self.last = Vec::new();
        std::iter::from_fn(move || {
            let firsts = self.runs.iter().filter_map(|run| run.first);
            let pair = firsts.chain(self.pairs.last().copied()).max()?;
            self.runs.iter_mut().for_each(|run| run.pass(pair));
            if self.pairs.pop_if(|last| *last == pair).is_some()
                && self.pairs.len().is_multiple_of(GIVEN_BACK)
            {
                self.pairs.shrink_to_fit();
            }
            Some(alike(pair))
        })
    }

    /// Takes the pairs of the last trees among the others.
    fn merge(&mut self) {
        self.last.par_sort_unstable();
        self.last.dedup();
        leave_out(&mut self.last, &self.pairs);
        merge(&mut self.pairs, &self.last);
        self.last.clear();
        if self.pairs.len() > self.most {
            let pairs = std::mem::take(&mut self.pairs);
            self.runs.push(Run::new(&pairs, &self.keeper));
        }
    }
}

/// Different pairs in a file, descending.
struct Run {
    first: Option<u64>,
    rest: SpoolReader<Spool>,
}

impl Run {
    /// Of pairs that ascend.
    fn new(pairs: &[u64], keeper: &Keeper) -> Self {
        let mut spool = Spool::new(keeper);
        pairs.iter().rev().for_each(|pair| spool.push(&[(pair >> 32) as u32, *pair as u32]));
        let mut run = Self { first: None, rest: Spool::read(spool) };
        run.turn();
        run
    }

    fn turn(&mut self) {
        let next = self.rest.take();
        self.first = next.map(|[high, low]| u64::from(high) << 32 | u64::from(low));
    }

    /// Goes on where this pair is the first.
    fn pass(&mut self, pair: u64) {
        if self.first == Some(pair) {
            self.turn();
        }
    }
}

/// Two sets that are alike, the lower one first, and whether they are so whatever their days.
pub(super) type Alike = (Pair, bool);

/// The same as one number, in the order of the sets.
pub(super) fn packed(((a, b), whatever): Alike) -> u64 {
    u64::from(a) << 32 | u64::from(b) << 1 | u64::from(whatever)
}

pub(super) fn alike(packed: u64) -> Alike {
    (((packed >> 32) as u32, packed as u32 >> 1), packed & 1 == 1)
}

/// Leaves out what is `known`; both ascend.
fn leave_out(pairs: &mut Vec<u64>, known: &[u64]) {
    let mut known = known.iter().peekable();
    pairs.retain(|pair| {
        while known.next_if(|known| *known < pair).is_some() {}
        known.peek() != Some(&pair)
    });
}

/// Merges others in, from behind; both ascend.
fn merge(pairs: &mut Vec<u64>, others: &[u64]) {
    let (mut own, mut other) = (pairs.len(), others.len());
    pairs.resize(own + other, 0);
    while other > 0 {
        let is_own = own > 0 && pairs[own - 1] > others[other - 1];
        pairs[own + other - 1] = if is_own { pairs[own - 1] } else { others[other - 1] };
        own -= usize::from(is_own);
        other -= usize::from(!is_own);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found_by_eleven_trees(mut found: Found) -> Vec<Alike> {
        for tree in 0..11 {
            let pairs = [(tree % 7, 8), (0, 1), (tree % 3, 5)];
            let pairs = pairs.map(|pair| packed((pair, pair.1 == 5))).to_vec();
            found.note(vec![Met { pairs, compared: 2, cut: vec![tree % 2] }]);
            found.end_tree();
        }
        assert_eq!((found.compared, found.bounded()), (22, 2));
        found.into_pairs().collect()
    }

    #[test]
    fn a_pair_that_several_trees_find_is_told_once() {
        let mut pairs: Vec<Pair> = [(0, 1), (0, 5), (1, 5), (2, 5)].to_vec();
        pairs.extend((0..7).map(|set| (set, 8)));
        pairs.sort_unstable_by(|a, b| b.cmp(a));
        let pairs: Vec<Alike> = pairs.into_iter().map(|pair| (pair, pair.1 == 5)).collect();
        assert_eq!(found_by_eleven_trees(Found::new(9)), pairs);
        for most in [0, 1, 3, 7, 100] {
            let found = Found::within(9, &Keeper::default(), most);
            assert_eq!(found_by_eleven_trees(found), pairs, "{most} held");
        }
    }
}
