//! Clusters with what a person wants to know of them: who leads, why each member is there.

use rayon::prelude::*;

use super::merge::Grouping;
use super::{identity, representative::representative};
use crate::findings::{Cluster, Match, Member, Share, Status, Verdict};
use crate::judge::{Case, Explanation, Judge, Judgment, Model, Side};
use crate::settings::Settings;

/// A larger cluster is worth a second look.
const LARGE: usize = 25;

/// Describes every cluster: largest first, then first seen, then rank.
pub fn describe(
    case: &Case,
    judge: &Judge,
    settings: &Settings,
    grouping: &Grouping,
) -> Vec<Cluster> {
    let oldest = grouping.clusters.iter().map(|members| &case.entries[members[0] as usize]);
    let names = identity::names(oldest);
    let described = |(members, id): (&Vec<u32>, String)| {
        let leader = representative(case, judge, settings, members);
        (members[0], cluster(case, judge, settings, id, members, leader))
    };
    let mut clusters: Vec<(u32, Cluster)> =
        grouping.clusters.par_iter().zip(names).map(described).collect();
    clusters.sort_by_key(|(oldest, cluster)| {
        (std::cmp::Reverse(cluster.members.len()), cluster.first_seen, *oldest)
    });
    clusters.into_iter().map(|(_, cluster)| cluster).collect()
}

fn cluster(
    case: &Case,
    judge: &Judge,
    settings: &Settings,
    id: String,
    entries: &[u32],
    leader: u32,
) -> Cluster {
    let indexes = || entries.iter().map(|entry| *entry as usize);
    let days = || indexes().filter_map(|entry| case.subjects[entry].day);
    let suspect = entries.len() > LARGE || !settings.window.holds(days().min(), days().max());
    let mut members = vec![lead(leader as usize, suspect)];
    let others = indexes().filter(|entry| *entry != leader as usize);
    let side = case.side(leader as usize);
    let first = (leader as usize, &side);
    members.extend(others.map(|entry| member(case, judge, first, entry, entries, suspect)));
    let mut sources: Vec<u64> = indexes().filter_map(|entry| case.subjects[entry].source).collect();
    sources.sort_unstable();
    sources.dedup();
    Cluster {
        id,
        members,
        sources: sources.len(),
        first_seen: indexes().filter_map(|entry| case.entries[entry].first_seen()).min(),
        last_seen: indexes().filter_map(|entry| case.entries[entry].last_seen()).max(),
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

fn member(
    case: &Case,
    judge: &Judge,
    (leader, side): (usize, &Side),
    entry: usize,
    all: &[u32],
    suspect: bool,
) -> Member {
    let (a, b) = (&case.subjects[leader], &case.subjects[entry]);
    let (judgment, explanation) = case.judge_and_explain(judge, (leader, side), entry);
    let why = if judgment.verdict == Verdict::Same {
        explanation.why.clone()
    } else {
        linked(case, judge, entry, all, &explanation)
    };
    let same_url = a.url.is_some() && a.url == b.url;
    let matched = match (same_url, a.title.text == b.title.text) {
        (true, _) => Match::SameUrl,
        (_, true) => Match::SameTitle,
        _ => Match::NearTitle,
    };
    Member {
        entry,
        status: status(suspect || judgment.verdict != Verdict::Same),
        similarity: judgment.similarity,
        matched: Some(matched),
        why,
        differs: explanation.differs,
        probability: Model::probability(judgment.log_odds),
    }
}

/// A member that does not match the leader itself is there because of another: name that one.
fn linked(case: &Case, judge: &Judge, entry: usize, all: &[u32], direct: &Explanation) -> String {
    let judged = |other: &u32| -> (usize, Judgment) {
        let other = *other as usize;
        (other, judge.judge(&case.subjects[other], &case.subjects[entry]))
    };
    let others = all.iter().filter(|other| **other as usize != entry).map(judged);
    let best = others
        .filter(|(_, judgment)| judgment.verdict == Verdict::Same)
        .max_by_key(|(other, judgment)| (judgment.log_odds, std::cmp::Reverse(*other)));
    best.map_or_else(
        || direct.why.clone(),
        |(other, judgment)| {
            let why = case.explain(judge, other, entry, &judgment).why;
            format!("by way of \"{}\": {why}", case.entries[other].title())
        },
    )
}

fn status(suspect: bool) -> Status {
    if suspect { Status::Review } else { Status::Auto }
}
