//! Supported merges: two clusters become one when their pairs, taken together, say so.
//!
//! Single linkage would chain a whole archive into one cluster (A like B, B like C …), and the mean over
//! all pairs across would leave out the one of four posts that tells the story in other words. So the
//! *support* of a merge is half the mean of the pairs across and half the best of them, and it has to
//! reach what the model asks of a fold. At `loose`, where a story is as wide as it likes and every second
//! pair is a doubtful one, it is the mean alone. Candidates for a merge wait in a queue, best first; a merge that
//! comes up is first checked: pairs across that nobody judged are judged now, all of them where they are
//! few, else a sample chosen by hash. Any veto across refuses the merge. After a merge the links of the
//! two are joined and wait again under their new support. Ties go by rank, so the result does not depend
//! on the order of anything.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::nodes::Nodes;
use super::ties::{Tie, Ties};
use crate::candidates::Pair;
use crate::findings::Verdict;
use crate::hash::hash_all;
use crate::judge::{Case, Judge, Judgment};
use crate::settings::{Level, Settings};

/// Pairs across two clusters are all judged up to this many, else so many of them are sampled.
const SAMPLE: usize = 64;
/// One pair's say is limited, in thousandths of a nat, so that no single one carries a merge.
pub(super) const LOUDEST: i64 = 3_000;
/// Two members without a word in common are the ends of a chain, mostly: of the entries of one item, hardly
/// two in twenty are such strangers.
const STRANGERS: i64 = -8 * LOUDEST;
/// Stands for the place of a node that cannot merge.
const NO_PLACE: u32 = u32::MAX;
const SAMPLE_SEED: u64 = 0x005A_3B1E;

/// Clusters found: each two or more entries, ascending.
#[derive(Clone, Debug, Default)]
pub struct Grouping {
    /// The clusters, in the order of their first entry.
    pub clusters: Vec<Vec<u32>>,
}

/// A judged pair that is not plainly apart.
pub type Link = (Pair, Judgment);

/// Groups entries. `links` are the judged candidate pairs, ascending; entries marked `alone` fold with
/// nothing.
pub fn group(
    case: &Case,
    judge: &Judge,
    settings: &Settings,
    links: &[Link],
    alone: &[bool],
) -> Grouping {
    let mut merger = Merger {
        case,
        judge,
        settings,
        links,
        nodes: Nodes::new(case, settings, alone),
        named: Vec::new(),
        clusters: Vec::new(),
        versions: Vec::new(),
        ties: Vec::new(),
        waiting: BinaryHeap::new(),
    };
    merger.add_links(alone);
    merger.run();
    merger.finish()
}

/// A merge that waits: its support, and the two clusters with the versions it was computed for.
type Waiting = (i64, Reverse<(u32, u32)>, (u32, u32));

/// Clusters are numbered in the order of their first node, and only nodes that may merge have a place
/// among them.
struct Merger<'a> {
    case: &'a Case<'a>,
    judge: &'a Judge<'a>,
    settings: &'a Settings,
    links: &'a [Link],
    nodes: Nodes,
    /// The nodes that may merge, ascending.
    named: Vec<u32>,
    /// Nodes of each living cluster; empty once merged away. A cluster keeps the lower number.
    clusters: Vec<Vec<u32>>,
    versions: Vec<u32>,
    ties: Vec<Ties>,
    waiting: BinaryHeap<Waiting>,
}

impl Merger<'_> {
    /// Ties the nodes that may merge, as the links say.
    fn add_links(&mut self, alone: &[bool]) {
        let mut said: Vec<(u32, u32, i64)> = Vec::new();
        for ((a, b), judgment) in self.links {
            let (left, right) = (self.nodes.of(*a), self.nodes.of(*b));
            if left != right && !alone[*a as usize] && !alone[*b as usize] {
                said.push((left.min(right), left.max(right), self.say(judgment)));
            }
        }
        let places = self.name(&said);
        let place = |node: u32| Some(places[node as usize]).filter(|place| *place != NO_PLACE);
        let placed = said.iter().filter_map(|(a, b, say)| Some(((place(*a)?, place(*b)?), *say)));
        let mut placed: Vec<(Pair, i64)> = placed.collect();
        drop((said, places));
        placed.sort_unstable();
        for of_pair in placed.chunk_by(|one, other| one.0 == other.0) {
            let (a, b) = of_pair[0].0;
            let tie = of_pair.iter().fold(Tie::NONE, |tie, (_, say)| tie.and(Tie::of(*say)));
            self.ties[a as usize].add_to(b, tie);
            self.ties[b as usize].add_to(a, tie);
            self.wait(a, b);
        }
    }

    /// Gives a place to the nodes of which some link speaks well. All ties of the others are against a
    /// merge, and stay so whatever they are joined with: without a good pair there is no support. Gives
    /// the place of each entry that is a node.
    fn name(&mut self, said: &[(u32, u32, i64)]) -> Vec<u32> {
        let good = said.iter().filter(|(_, _, say)| *say >= 0);
        self.named = good.flat_map(|(a, b, _)| [*a, *b]).collect();
        self.named.sort_unstable();
        self.named.dedup();
        self.clusters = self.named.iter().map(|node| vec![*node]).collect();
        self.versions = vec![0; self.named.len()];
        self.ties = vec![Ties::default(); self.named.len()];
        let mut places = vec![NO_PLACE; self.case.entries.len()];
        for (place, node) in (0..).zip(&self.named) {
            places[*node as usize] = place;
        }
        places
    }

    /// What one pair says for a merge: log-odds beyond those of a fold, limited.
    fn say(&self, judgment: &Judgment) -> i64 {
        let beyond = judgment.log_odds - self.judge.model.least_for_fold(self.settings.level);
        match judgment.verdict {
            Verdict::Same => beyond.clamp(0, LOUDEST),
            _ if judgment.veto.is_some() => -LOUDEST,
            _ if judgment.similarity.0 == 0 && self.settings.level != Level::Loose => STRANGERS,
            _ => beyond.clamp(-LOUDEST, LOUDEST),
        }
    }

    fn wait(&mut self, a: u32, b: u32) {
        let (a, b) = (a.min(b), a.max(b));
        let Some(tie) = self.ties[a as usize].get(b) else { return };
        let support = tie.support(self.settings.level);
        if support >= 0 {
            let versions = (self.versions[a as usize], self.versions[b as usize]);
            self.waiting.push((support, Reverse((a, b)), versions));
        }
    }

    fn run(&mut self) {
        while let Some((_, Reverse((a, b)), versions)) = self.waiting.pop() {
            let current = (self.versions[a as usize], self.versions[b as usize]);
            if versions == current && self.supported(a, b) {
                self.merge(a, b);
            }
        }
    }

    fn supported(&self, a: u32, b: u32) -> bool {
        if !self.within_span(a, b) {
            return false;
        }
        let mut tie = Tie::NONE;
        for (x, y) in self.sample(a, b) {
            let judgment = self.judge_nodes(x, y);
            if judgment.verdict != Verdict::Same
                && judgment.veto.is_some_and(|v| !v.leaves_review())
            {
                return false;
            }
            tie = tie.and(Tie::of(self.say(&judgment)));
        }
        let known = self.ties[a as usize].get(b).unwrap_or(Tie::NONE);
        tie.with_best_of(known).support(self.settings.level) >= 0
    }

    /// Pairs of nodes across two clusters: all, or a sample that depends on the nodes alone.
    fn sample(&self, a: u32, b: u32) -> Vec<(u32, u32)> {
        let (left, right) = (&self.clusters[a as usize], &self.clusters[b as usize]);
        let all = left.iter().flat_map(|x| right.iter().map(move |y| (*x, *y)));
        if left.len() * right.len() <= SAMPLE {
            return all.collect();
        }
        let key =
            |cluster: u32| self.case.subjects[self.named[cluster as usize] as usize].title.key;
        let key = hash_all(SAMPLE_SEED, [key(a), key(b)]);
        (0..SAMPLE as u64)
            .map(|draw| {
                let seed = key ^ draw.wrapping_mul(0x9E37_79B9_7F4A_7C15);
                let x = hash_all(seed, [1]) as usize % left.len();
                let y = hash_all(seed, [2]) as usize % right.len();
                (left[x], right[y])
            })
            .collect()
    }

    /// Two nodes stand for their first entries, which the judge may have seen as candidates.
    fn judge_nodes(&self, x: u32, y: u32) -> Judgment {
        let pair = (x.min(y), x.max(y));
        if let Ok(place) = self.links.binary_search_by_key(&pair, |link| link.0) {
            return self.links[place].1;
        }
        let subject = |node: u32| &self.case.subjects[node as usize];
        self.judge.judge(subject(x), subject(y))
    }

    /// The joined cluster may span three windows.
    fn within_span(&self, a: u32, b: u32) -> bool {
        let days = |cluster: u32| {
            let nodes = self.clusters[cluster as usize].iter();
            let entries = nodes.flat_map(|node| self.nodes.members(*node));
            entries.filter_map(|entry| self.case.subjects[*entry as usize].day)
        };
        let all = || days(a).chain(days(b));
        self.settings.window.holds_cluster(all().min(), all().max())
    }

    fn merge(&mut self, a: u32, b: u32) {
        let taken = std::mem::take(&mut self.clusters[b as usize]);
        self.clusters[a as usize].extend(taken);
        self.clusters[a as usize].sort_unstable();
        self.versions[a as usize] += 1;
        self.versions[b as usize] = u32::MAX;
        let others = std::mem::take(&mut self.ties[b as usize]);
        self.ties[a as usize].remove(b);
        for (other, tie) in others.iter().filter(|(other, _)| *other != a) {
            self.ties[a as usize].add_to(other, tie);
            self.ties[other as usize].remove(b);
            self.ties[other as usize].add_to(a, tie);
        }
        let neighbors: Vec<u32> = self.ties[a as usize].iter().map(|(other, _)| other).collect();
        for other in neighbors {
            self.wait(a, other);
        }
    }

    fn finish(self) -> Grouping {
        let merged = self.clusters.iter().filter(|nodes| nodes.len() > 1);
        let mut in_one: Vec<u32> = merged.clone().flatten().copied().collect();
        in_one.sort_unstable();
        let alone = self.nodes.joined().filter(|node| in_one.binary_search(node).is_err());
        let alone = alone.map(|node| self.nodes.members(node).to_vec());
        let entries = |nodes: &Vec<u32>| -> Vec<u32> {
            let members = nodes.iter().flat_map(|node| self.nodes.members(*node));
            let mut entries: Vec<u32> = members.copied().collect();
            entries.sort_unstable();
            entries
        };
        let mut clusters: Vec<Vec<u32>> = merged.map(entries).chain(alone).collect();
        clusters.sort_unstable();
        Grouping { clusters }
    }
}
