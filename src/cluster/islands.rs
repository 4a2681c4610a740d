//! Islands: sets of nodes between which alone there may be merges.
//!
//! A merge needs a pair that speaks for it, since the best pair bounds the support, and a mean of what
//! speaks against it does, too. So nodes that no chain of good pairs joins never come together, and what
//! is said across can be left out. Nearly all nodes are an island each; the others are small ones.

use super::ties::Alike;
use crate::candidates::Pair;

/// What a judged pair of two nodes says for their merge, in thousandths of a nat, and how alike they are.
pub(super) type Say = (Pair, (i32, Alike));

/// What is said within each island, pairs ascending. `entries` is more than any node.
pub(super) fn islands(said: &[Say], entries: usize) -> Vec<Vec<Say>> {
    let mut roots = Roots((0..entries as u32).collect());
    for ((a, b), _) in said.iter().filter(|(_, (say, _))| *say >= 0) {
        roots.join(*a, *b);
    }
    let mut within: Vec<(u32, Say)> = Vec::new();
    for (pair, say) in said {
        let (a, b) = (roots.of(pair.0), roots.of(pair.1));
        if a == b {
            within.push((a, (*pair, *say)));
        }
    }
    within.sort_unstable();
    let islands = within.chunk_by(|a, b| a.0 == b.0);
    islands.map(|island| island.iter().map(|(_, say)| *say).collect()).collect()
}

/// A forest in which every node knows one before it, down to the first of its island.
struct Roots(Vec<u32>);

impl Roots {
    /// The first node of an island. Ways are halved as they are gone.
    fn of(&mut self, node: u32) -> u32 {
        let mut at = node as usize;
        while self.0[at] as usize != at {
            self.0[at] = self.0[self.0[at] as usize];
            at = self.0[at] as usize;
        }
        at as u32
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.of(a), self.of(b));
        self.0[a.max(b) as usize] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_good_pairs_join_and_what_is_said_across_is_left_out() {
        let say = |a, b, say| ((a, b), (say, Alike::NONE));
        let said = [(4, 7, 10), (1, 4, 0), (2, 3, -5), (1, 7, -900), (0, 2, 30), (3, 7, -1)]
            .map(|(a, b, said)| say(a, b, said));
        let found = islands(&said, 8);
        let other = vec![say(1, 4, 0), say(1, 7, -900), say(4, 7, 10)];
        assert_eq!(found, [vec![say(0, 2, 30)], other]);
        assert!(islands(&[say(0, 1, -1)], 2).is_empty());
    }
}
