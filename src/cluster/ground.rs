//! What merges stand on: the judged pairs, what each of them says, and what is known of the nodes.

use super::islands::Say;
use super::nodes::Nodes;
use super::ties::Alike;
use crate::candidates::Pair;
use crate::findings::Verdict;
use crate::judge::{Case, Judge, Judgment, LogOdds};
use crate::settings::{Level, Settings};

/// One pair's say is limited, in thousandths of a nat, so that no single one carries a merge.
pub(super) const LOUDEST: i64 = 3_000;
/// Two members without a word in common are the ends of a chain, mostly: of the entries of one item, hardly
/// two in twenty are such strangers.
const STRANGERS: i64 = -8 * LOUDEST;

/// Log-odds below which a pair that is apart says the same against a fold, however low they are.
pub fn floor(judge: &Judge) -> LogOdds {
    let (model, level) = (judge.model, judge.level);
    model.least_for_review(level).min(model.least_for_fold(level) - LOUDEST)
}

/// A judged pair that is not plainly apart.
pub type Link = (Pair, Judgment);

/// The judge, with what it said before.
#[derive(Clone, Copy)]
pub(super) struct Judged<'a> {
    pub case: &'a Case<'a>,
    pub judge: &'a Judge<'a>,
    /// The judged candidate pairs that are not plainly apart, ascending.
    pub links: &'a [Link],
}

impl Judged<'_> {
    /// What was said of a pair of entries, where it is a link.
    pub fn known(&self, a: usize, b: usize) -> Option<Judgment> {
        let pair = (a.min(b) as u32, a.max(b) as u32);
        let place = self.links.binary_search_by_key(&pair, |link| link.0).ok()?;
        Some(self.links[place].1)
    }

    /// What the judge says of a pair of entries.
    pub fn judge(&self, a: usize, b: usize) -> Judgment {
        let subject = |entry: usize| self.case.subjects.get(entry);
        self.known(a, b).unwrap_or_else(|| self.judge.judge(&subject(a), &subject(b)))
    }
}

/// What all merges look at.
pub(super) struct Ground<'a> {
    pub judged: Judged<'a>,
    pub settings: &'a Settings,
    pub nodes: &'a Nodes,
}

impl Ground<'_> {
    /// What the links say of their nodes.
    pub fn said(&self, alone: &[bool]) -> Vec<Say> {
        let mut said = Vec::new();
        for ((a, b), judgment) in self.judged.links {
            let (left, right) = (self.nodes.of(*a), self.nodes.of(*b));
            if left != right && !alone[*a as usize] && !alone[*b as usize] {
                let say = (self.say(judgment) as i32, Alike::of(judgment));
                said.push(((left.min(right), left.max(right)), say));
            }
        }
        said
    }

    /// What one pair says for a merge: log-odds beyond those of a fold, limited.
    pub fn say(&self, judgment: &Judgment) -> i64 {
        let beyond =
            judgment.log_odds - self.judged.judge.model.least_for_fold(self.settings.level);
        match judgment.verdict {
            Verdict::Same => beyond.clamp(0, LOUDEST),
            _ if judgment.veto.is_some() => -LOUDEST,
            _ if judgment.similarity.0 == 0 && self.settings.level != Level::Loose => STRANGERS,
            _ => beyond.clamp(-LOUDEST, LOUDEST),
        }
    }

    /// First and last day of a node's entries.
    pub fn span(&self, node: u32) -> Span {
        let entries = self.nodes.members(node).iter();
        let days = || {
            entries.clone().filter_map(|entry| self.judged.case.subjects.head(*entry as usize).day)
        };
        Some((days().min()?, days().max()?))
    }

    /// The entries of each set of nodes, and of each other node that has several.
    pub fn clusters(&self, merged: Vec<Vec<u32>>) -> Vec<Vec<u32>> {
        let mut in_one: Vec<u32> = merged.iter().flatten().copied().collect();
        in_one.sort_unstable();
        let others = self.nodes.joined().filter(|node| in_one.binary_search(node).is_err());
        let others = others.map(|node| self.nodes.members(node).to_vec());
        let entries = |nodes: Vec<u32>| -> Vec<u32> {
            let members = nodes.iter().flat_map(|node| self.nodes.members(*node));
            let mut entries: Vec<u32> = members.copied().collect();
            entries.sort_unstable();
            entries
        };
        let mut clusters: Vec<Vec<u32>> = merged.into_iter().map(entries).chain(others).collect();
        clusters.sort_unstable();
        clusters
    }
}

/// First and last day, where one is known.
pub(super) type Span = Option<(i64, i64)>;

/// The days of both.
pub(super) fn joined(a: Span, b: Span) -> Span {
    match (a, b) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (a, b) => a.or(b),
    }
}
