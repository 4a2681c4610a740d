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

use ahash::AHashMap;

use super::groups::{Likeness, are_groups};
use super::nodes::Nodes;
use crate::candidates::Pair;
use crate::findings::{Share, Verdict};
use crate::hash::hash_all;
use crate::judge::{Case, Judge, Judgment, Veto};
use crate::settings::{Level, Settings};

/// Pairs across two clusters are all judged up to this many, else so many of them are sampled.
const SAMPLE: usize = 64;
/// One pair's say is limited, in thousandths of a nat, so that no single one carries a merge.
const LOUDEST: i64 = 3_000;
/// Two members without a word in common are the ends of a chain, mostly: of the entries of one item, hardly
/// two in twenty are such strangers.
const STRANGERS: i64 = -8 * LOUDEST;
/// The best pair counts for no more than this, or a chain of good pairs would grow without end.
const BEST: i64 = 1_000;
const SAMPLE_SEED: u64 = 0x005A_3B1E;

/// Clusters found: each two or more entries, ascending.
#[derive(Clone, Debug, Default)]
pub struct Grouping {
    /// The clusters, in the order of their first entry.
    pub clusters: Vec<Vec<u32>>,
}

/// A judged pair that is not plainly apart.
pub type Link = (Pair, Judgment);

/// Groups entries. `links` are the judged candidate pairs; entries marked `alone` fold with nothing.
pub fn group(
    case: &Case,
    judge: &Judge,
    settings: &Settings,
    links: &[Link],
    alone: &[bool],
) -> Grouping {
    let nodes = Nodes::new(case, settings, alone);
    let mut merger = Merger::new(case, judge, settings, nodes);
    merger.add_links(links, alone);
    merger.run();
    merger.finish()
}

/// Judged pairs between two clusters: their number, the sum of what they say, the most that one says, and
/// the greatest similarity: of two merges that are as well supported as can be, the more alike comes first.
#[derive(Clone, Copy, Debug)]
struct Tie {
    sum: i64,
    pairs: i64,
    best: i64,
    alike: (Share, i64),
}

impl Tie {
    /// No pair judged yet.
    const NONE: Self = Self { sum: 0, pairs: 0, best: -LOUDEST, alike: (Share(0), i64::MIN) };

    fn add(&mut self, other: Self) {
        self.sum += other.sum;
        self.pairs += other.pairs;
        self.best = self.best.max(other.best);
        self.alike = self.alike.max(other.alike);
    }

    fn note(&mut self, say: i64, judgment: &Judgment) {
        let alike = (judgment.similarity, judgment.log_odds);
        self.add(Self { sum: say, pairs: 1, best: say, alike });
    }

    /// The mean, or half the mean and half the best, in thousandths of a nat beyond what a fold needs.
    fn support(self, level: Level) -> i64 {
        let mean = self.sum / self.pairs.max(1);
        let best = self.best.min(BEST);
        if level == Level::Loose { mean } else { i64::midpoint(mean, best).min(self.best) }
    }
}

/// A merge that waits: its support and how alike its pairs are at best, and the two clusters with the versions
/// it was computed for.
type Waiting = ((i64, (Share, i64)), Reverse<(u32, u32)>, (u32, u32));

struct Merger<'a> {
    case: &'a Case<'a>,
    judge: &'a Judge<'a>,
    settings: &'a Settings,
    nodes: Nodes,
    /// Nodes of each living cluster; empty once merged away. A cluster keeps the lower number.
    clusters: Vec<Vec<u32>>,
    versions: Vec<u32>,
    ties: Vec<AHashMap<u32, Tie>>,
    waiting: BinaryHeap<Waiting>,
}

impl<'a> Merger<'a> {
    fn new(case: &'a Case<'a>, judge: &'a Judge, settings: &'a Settings, nodes: Nodes) -> Self {
        let count = nodes.members.len();
        Self {
            case,
            judge,
            settings,
            nodes,
            clusters: (0..count as u32).map(|node| vec![node]).collect(),
            versions: vec![0; count],
            ties: vec![AHashMap::new(); count],
            waiting: BinaryHeap::new(),
        }
    }

    fn add_links(&mut self, links: &[Link], alone: &[bool]) {
        let mut tied = Vec::new();
        for ((a, b), judgment) in links {
            let (left, right) = (self.nodes.of[*a as usize], self.nodes.of[*b as usize]);
            if left == right || alone[*a as usize] || alone[*b as usize] {
                continue;
            }
            let say = self.say(judgment);
            for (here, there) in [(left, right), (right, left)] {
                self.ties[here as usize].entry(there).or_insert(Tie::NONE).note(say, judgment);
            }
            tied.push((left.min(right), left.max(right)));
        }
        tied.sort_unstable();
        tied.dedup();
        for (a, b) in tied {
            self.wait(a, b);
        }
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
        let Some(tie) = self.ties[a as usize].get(&b) else { return };
        let support = tie.support(self.settings.level);
        if support >= 0 {
            let versions = (self.versions[a as usize], self.versions[b as usize]);
            self.waiting.push(((support, tie.alike), Reverse((a, b)), versions));
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
        let (mut tie, mut across) = (Tie::NONE, Likeness::default());
        for (x, y) in self.sample(a, b) {
            let judgment = self.judge_nodes(x, y);
            across.note(self.say(&judgment), judgment.similarity);
            if judgment.verdict != Verdict::Same && judgment.veto.is_some_and(Veto::parts_clusters)
            {
                return false;
            }
            tie.note(self.say(&judgment), &judgment);
        }
        let known = self.ties[a as usize].get(&b).map_or(-LOUDEST, |known| known.best);
        tie.best = tie.best.max(known);
        tie.support(self.settings.level) >= 0 && !self.is_gap(across, a, b)
    }

    /// True where two clusters that are large together stand side by side as two groups. At `normal`
    /// clusters are small, and each pair is sure enough.
    fn is_gap(&self, across: Likeness, a: u32, b: u32) -> bool {
        let sizes = [a, b].map(|cluster| self.clusters[cluster as usize].len());
        let asked = self.settings.level == Level::Loose && are_groups(sizes);
        asked && across.is_gap([self.within(a), self.within(b)])
    }

    /// How alike the nodes of a cluster are among themselves.
    fn within(&self, cluster: u32) -> Likeness {
        let mut within = Likeness::default();
        for (x, y) in self.sample(cluster, cluster).into_iter().filter(|(x, y)| x != y) {
            let judgment = self.judge_nodes(x, y);
            within.note(self.say(&judgment), judgment.similarity);
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
        let key = |x: u32, y: u32| hash_all(SAMPLE_SEED, [self.key(x), self.key(y)]);
        (0..SAMPLE as u64)
            .map(|draw| {
                let seed = key(a, b) ^ draw.wrapping_mul(0x9E37_79B9_7F4A_7C15);
                let x = hash_all(seed, [1]) as usize % left.len();
                let y = hash_all(seed, [2]) as usize % right.len();
                (left[x], right[y])
            })
            .collect()
    }

    fn key(&self, node: u32) -> u64 {
        self.case.subjects[self.first(node)].title.key
    }

    fn first(&self, node: u32) -> usize {
        self.nodes.members[node as usize][0] as usize
    }

    fn judge_nodes(&self, x: u32, y: u32) -> Judgment {
        let subject = |node| &self.case.subjects[self.first(node)];
        self.judge.judge(subject(x), subject(y))
    }

    /// The joined cluster may span three windows.
    fn within_span(&self, a: u32, b: u32) -> bool {
        let days = |cluster: u32| {
            let nodes = self.clusters[cluster as usize].iter();
            let entries = nodes.flat_map(|node| &self.nodes.members[*node as usize]);
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
        self.ties[a as usize].remove(&b);
        for (other, tie) in others.into_iter().filter(|(other, _)| *other != a) {
            let joined = self.ties[a as usize].entry(other).or_insert(Tie::NONE);
            joined.add(tie);
            let joined = *joined;
            self.ties[other as usize].remove(&b);
            self.ties[other as usize].insert(a, joined);
        }
        let neighbors: Vec<u32> = self.ties[a as usize].keys().copied().collect();
        for other in neighbors {
            self.wait(a, other);
        }
    }

    fn finish(self) -> Grouping {
        let entries = |nodes: &Vec<u32>| -> Vec<u32> {
            let members = nodes.iter().flat_map(|node| self.nodes.members[*node as usize].clone());
            let mut entries: Vec<u32> = members.collect();
            entries.sort_unstable();
            entries
        };
        let mut clusters: Vec<Vec<u32>> = self.clusters.iter().map(entries).collect();
        clusters.retain(|entries| entries.len() > 1);
        clusters.sort_unstable();
        Grouping { clusters }
    }
}
