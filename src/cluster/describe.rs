//! Clusters with what a person wants to know of them: who leads, why each member is there.

use rayon::prelude::*;

use super::ground::{Judged, Link};
use super::identity;
use super::merge::Grouping;
use super::representative::{Beside, representative};
use crate::findings::{Cluster, Match, Member, Share, Status, Verdict};
use crate::judge::{Case, Explainer, Explanation, Judge, Judgment, Model, Side};
use crate::progress::{Step, Watch};
use crate::settings::Settings;

/// A larger cluster is worth a second look.
const LARGE: usize = 25;
/// Clusters that one part describes at least, since every part looks at its words anew.
const LEAST_PART: usize = 256;

/// Describes every cluster: largest first, then first seen, then rank. `links` are the judged candidate
/// pairs, ascending.
pub fn describe(
    case: &Case,
    judge: &Judge,
    settings: &Settings,
    grouping: &Grouping,
    links: &[Link],
    watch: &dyn Watch,
) -> Vec<Cluster> {
    let oldest = grouping.clusters.iter().map(|members| case.entries.get(members[0] as usize));
    let names = identity::names(oldest);
    let judged = Judged { case, judge, links };
    let new = || Describer { judged, settings, explainer: Explainer::new(case, judge) };
    let described = |describer: &mut Describer, (members, id): (&Vec<u32>, String)| {
        let described = (members[0], describer.cluster(id, members));
        watch.advance(1);
        described
    };
    watch.begin(Step::Explain, grouping.clusters.len() as u64);
    let clusters = grouping.clusters.par_iter().zip(names).with_min_len(LEAST_PART);
    let mut clusters: Vec<(u32, Cluster)> = clusters.map_init(new, described).collect();
    clusters.sort_by_key(|(oldest, cluster)| {
        (std::cmp::Reverse(cluster.members.len()), cluster.first_seen, *oldest)
    });
    clusters.into_iter().map(|(_, cluster)| cluster).collect()
}

/// Describes clusters one after another.
struct Describer<'a> {
    judged: Judged<'a>,
    settings: &'a Settings,
    explainer: Explainer<'a>,
}

impl Describer<'_> {
    fn cluster(&mut self, id: String, entries: &[u32]) -> Cluster {
        let case = self.judged.case;
        let indexes = || entries.iter().map(|entry| *entry as usize);
        let suspect = self.is_suspect(entries);
        let leader = representative(self.judged, self.settings, entries);
        let own = case.entries.get(leader.entry);
        let side = Side::new(leader.entry, &own);
        let others = leader.others.iter();
        let others =
            others.map(|other| self.member((leader.entry, &side), other, entries, suspect));
        let members = std::iter::once(lead(leader.entry, suspect)).chain(others).collect();
        let mut sources: Vec<u64> =
            indexes().filter_map(|entry| case.subjects.get(entry).source).collect();
        sources.sort_unstable();
        sources.dedup();
        Cluster {
            id,
            members,
            sources: sources.len(),
            first_seen: indexes().filter_map(|entry| case.entries.get(entry).first_seen()).min(),
            last_seen: indexes().filter_map(|entry| case.entries.get(entry).last_seen()).max(),
        }
    }

    fn is_suspect(&self, entries: &[u32]) -> bool {
        let days = || {
            entries.iter().filter_map(|entry| self.judged.case.subjects.get(*entry as usize).day)
        };
        entries.len() > LARGE || !self.settings.window.holds(days().min(), days().max())
    }

    fn member(
        &mut self,
        (leader, side): (usize, &Side),
        other: &Beside,
        all: &[u32],
        suspect: bool,
    ) -> Member {
        let Beside { entry, pair, judgment } = other;
        let own = self.judged.case.entries.get(*entry);
        let sides = (side, &Side::new(*entry, &own));
        let explanation = self.explainer.explain_pair(sides, pair, judgment);
        let direct = judgment.verdict == Verdict::Same;
        let Explanation { why, differs } = explanation;
        Member {
            entry: *entry,
            status: status(suspect || !direct),
            similarity: judgment.similarity,
            matched: Some(matched(self.judged.case, leader, *entry)),
            why: if direct { why } else { self.linked(*entry, all).unwrap_or(why) },
            differs,
            probability: Model::probability(judgment.log_odds),
        }
    }

    /// A member that does not match the leader itself is there because of another: name that one. One that
    /// reads the same explains nothing, for it is there in the same way.
    fn linked(&mut self, entry: usize, all: &[u32]) -> Option<String> {
        let judged = |other: &u32| -> (usize, Judgment) {
            (*other as usize, self.judged.judge(*other as usize, entry))
        };
        let key = |entry: usize| self.judged.case.subjects.get(entry).title.key;
        let others = all.iter().filter(|other| key(**other as usize) != key(entry)).map(judged);
        let (other, judgment) = others
            .filter(|(_, judgment)| judgment.verdict == Verdict::Same)
            .max_by_key(|(other, judgment)| (judgment.log_odds, std::cmp::Reverse(*other)))?;
        let why = self.explainer.explain(other, entry, &judgment).why;
        Some(format!("by way of \"{}\": {why}", self.judged.case.entries.get(other).title()))
    }
}

fn matched(case: &Case, leader: usize, entry: usize) -> Match {
    let (a, b) = (case.subjects.get(leader), case.subjects.get(entry));
    let same_url = a.url.is_some() && a.url == b.url;
    match (same_url, a.title.text == b.title.text) {
        (true, _) => Match::SameUrl,
        (_, true) => Match::SameTitle,
        _ => Match::NearTitle,
    }
}

fn lead(entry: usize, suspect: bool) -> Member {
    Member {
        entry,
        status: status(suspect),
        similarity: Share(1000),
        matched: None,
        why: String::new(),
        differs: String::new(),
        probability: Share(1000),
    }
}

fn status(suspect: bool) -> Status {
    if suspect { Status::Review } else { Status::Auto }
}
