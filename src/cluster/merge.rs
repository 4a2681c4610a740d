//! Supported merges: two clusters become one when their pairs, taken together, say so.
//!
//! Single linkage would chain a whole archive into one cluster (A like B, B like C …), and the mean over
//! all pairs across would leave out the one of four posts that tells the story in other words. So the
//! *support* of a merge is half the mean of the pairs across and half the best of them, and it has to
//! reach what the model asks of a fold. At `loose`, where a story is as wide as it likes and every second
//! pair is a doubtful one, it is the mean alone, and two large groups have to be alike across ([`super::groups`]).
//! Candidates for a merge wait in a queue, best first; a merge that comes up is first checked: pairs across
//! that nobody judged are judged now, all of them where they are few, else a sample chosen by hash. Any veto
//! across refuses the merge, but that of a short title. After a merge the links of the
//! two are joined and wait again under their new support. Ties go by rank, so the result does not depend
//! on the order of anything.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rayon::prelude::*;

use super::ground::{Ground, Judged, Link, Span, joined};
use super::groups::{Likeness, are_groups};
use super::islands::{Say, islands};
use super::nodes::Nodes;
use super::ties::{Alike, Tie, Ties};
use crate::findings::Verdict;
use crate::hash::hash_all;
use crate::judge::{Case, Judge, Veto};
use crate::progress::{Step, Watch};
use crate::settings::{Level, Settings};

/// Pairs across two clusters are all judged up to this many, else so many of them are sampled.
const SAMPLE: usize = 64;
const SAMPLE_SEED: u64 = 0x005A_3B1E;
/// Islands that a thread takes before it tells how far it is.
const ISLANDS_AT_ONCE: usize = 64;

/// Clusters found: each two or more entries, ascending.
#[derive(Clone, Debug, Default)]
pub struct Grouping {
    /// The clusters, in the order of their first entry.
    pub clusters: Vec<Vec<u32>>,
}

/// Groups entries. `links` are the judged candidate pairs across `nodes`, ascending; entries marked `alone`
/// fold with nothing.
pub fn group(
    case: &Case,
    judge: &Judge,
    settings: &Settings,
    links: &[Link],
    (alone, nodes): (&[bool], &Nodes),
    watch: &dyn Watch,
) -> Grouping {
    let judged = Judged { case, judge, links };
    let ground = Ground { judged, settings, nodes };
    let islands = islands(&ground.said(alone), case.entries.len());
    watch.begin(Step::Cluster, islands.len() as u64);
    let merged = |some: &[Vec<Say>]| -> Vec<Vec<u32>> {
        let merged = some.iter().flat_map(|said| Merger::new(&ground, said).run()).collect();
        watch.advance(some.len() as u64);
        merged
    };
    let merged: Vec<Vec<Vec<u32>>> = islands.par_chunks(ISLANDS_AT_ONCE).map(merged).collect();
    Grouping { clusters: ground.clusters(merged.into_iter().flatten().collect()) }
}

/// A merge that waits: its support and how alike its pairs are at best, and the two clusters with the versions
/// it was computed for.
type Waiting = ((i64, Alike), Reverse<(u32, u32)>, (u32, u32));

/// Merges on one island. Clusters are numbered in the order of their first node.
struct Merger<'a> {
    ground: &'a Ground<'a>,
    /// The nodes of the island, ascending.
    island: Vec<u32>,
    /// Nodes of each living cluster; empty once merged away. A cluster keeps the lower number.
    clusters: Vec<Vec<u32>>,
    spans: Vec<Span>,
    versions: Vec<u32>,
    ties: Vec<Ties>,
    waiting: BinaryHeap<Waiting>,
}

impl<'a> Merger<'a> {
    /// Ties the nodes of an island as the pairs (ascending) say.
    fn new(ground: &'a Ground<'a>, said: &[Say]) -> Self {
        let mut island: Vec<u32> = said.iter().flat_map(|((a, b), _)| [*a, *b]).collect();
        island.sort_unstable();
        island.dedup();
        let mut merger = Self {
            ground,
            clusters: island.iter().map(|node| vec![*node]).collect(),
            spans: island.iter().map(|node| ground.span(*node)).collect(),
            versions: vec![0; island.len()],
            ties: vec![Ties::default(); island.len()],
            waiting: BinaryHeap::new(),
            island,
        };
        for of_pair in said.chunk_by(|one, other| one.0 == other.0) {
            let says = of_pair.iter().map(|(_, (say, alike))| Tie::of(i64::from(*say), *alike));
            let tie = says.fold(Tie::NONE, Tie::and);
            let (a, b) = of_pair[0].0;
            let number = |node| merger.island.partition_point(|other| *other < node) as u32;
            let (a, b) = (number(a), number(b));
            merger.ties[a as usize].add_to(b, tie);
            merger.ties[b as usize].add_to(a, tie);
            merger.wait(a, b);
        }
        merger
    }

    fn wait(&mut self, a: u32, b: u32) {
        let (a, b) = (a.min(b), a.max(b));
        let Some(tie) = self.ties[a as usize].get(b) else { return };
        let support = tie.support(self.ground.settings.level);
        if support >= 0 {
            let versions = (self.versions[a as usize], self.versions[b as usize]);
            self.waiting.push(((support, tie.alike()), Reverse((a, b)), versions));
        }
    }

    /// Merges what is supported, best first, and gives the nodes of each cluster of several.
    fn run(mut self) -> Vec<Vec<u32>> {
        while let Some((_, Reverse((a, b)), versions)) = self.waiting.pop() {
            let current = (self.versions[a as usize], self.versions[b as usize]);
            if versions == current && self.supported(a, b) {
                self.merge(a, b);
            }
        }
        self.clusters.retain(|nodes| nodes.len() > 1);
        self.clusters
    }

    fn supported(&self, a: u32, b: u32) -> bool {
        if !self.within_span(a, b) {
            return false;
        }
        let known = self.ties[a as usize].get(b).unwrap_or(Tie::NONE);
        // One pair is all there is between two entries, and it was for the merge.
        if known.is_of_one_pair() && self.is_entry(a) && self.is_entry(b) {
            return true;
        }
        let (mut tie, mut across) = (Tie::NONE, Likeness::default());
        for (x, y) in self.sample(a, b) {
            // Two nodes stand for their first entries, by which they are called.
            let judgment = self.ground.judged.judge(x as usize, y as usize);
            if judgment.verdict != Verdict::Same && judgment.veto.is_some_and(Veto::parts_clusters)
            {
                return false;
            }
            let say = self.ground.say(&judgment);
            across.note(say, judgment.similarity);
            tie = tie.and(Tie::of(say, Alike::NONE));
        }
        let supported = tie.with_best_of(known).support(self.ground.settings.level) >= 0;
        supported && !self.is_gap(across, a, b)
    }

    /// True where two clusters that are large together stand side by side as two groups. At `normal`
    /// clusters are small, and each pair is sure enough.
    fn is_gap(&self, across: Likeness, a: u32, b: u32) -> bool {
        let sizes = [a, b].map(|cluster| self.clusters[cluster as usize].len());
        let asked = self.ground.settings.level == Level::Loose && are_groups(sizes);
        asked && across.is_gap([self.within(a), self.within(b)])
    }

    /// How alike the nodes of a cluster are among themselves.
    fn within(&self, cluster: u32) -> Likeness {
        let mut within = Likeness::default();
        for (x, y) in self.sample(cluster, cluster).into_iter().filter(|(x, y)| x != y) {
            let judgment = self.ground.judged.judge(x as usize, y as usize);
            within.note(self.ground.say(&judgment), judgment.similarity);
        }
        within
    }

    /// Pairs of nodes across two clusters: all, or a sample that depends on the nodes alone.
    fn sample(&self, a: u32, b: u32) -> Vec<(u32, u32)> {
        let (left, right) = (&self.clusters[a as usize], &self.clusters[b as usize]);
        let all = left.iter().flat_map(|x| right.iter().map(move |y| (*x, *y)));
        if left.len() * right.len() <= SAMPLE {
            return all.collect();
        }
        let key = |cluster: u32| {
            self.ground.judged.case.subjects.head(self.island[cluster as usize] as usize).title.key
        };
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

    fn is_entry(&self, cluster: u32) -> bool {
        let nodes = &self.clusters[cluster as usize];
        nodes.len() == 1 && self.ground.nodes.members(nodes[0]).len() == 1
    }

    /// The joined cluster may span three windows.
    fn within_span(&self, a: u32, b: u32) -> bool {
        let days = joined(self.spans[a as usize], self.spans[b as usize]);
        let window = self.ground.settings.window;
        days.is_none_or(|(first, last)| window.holds_cluster(Some(first), Some(last)))
    }

    fn merge(&mut self, a: u32, b: u32) {
        let taken = std::mem::take(&mut self.clusters[b as usize]);
        self.clusters[a as usize].extend(taken);
        self.clusters[a as usize].sort_unstable();
        self.spans[a as usize] = joined(self.spans[a as usize], self.spans[b as usize]);
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
}
