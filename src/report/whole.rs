//! A cluster as a whole, for the reports that say one thing of each: an object, a row.
//!
//! Where singles are asked for, an entry in no cluster is a whole of one: without an id and a status,
//! with the dates and the source that it has.

use crate::entries::Entries;
use crate::entry::Entry;
use crate::findings::{Cluster, Findings, Member, Status};
use crate::stamp::Stamp;

/// A cluster, or an entry in none.
pub(super) struct Whole<'a> {
    /// The cluster's name; none for a single.
    pub(super) id: Option<&'a str>,
    /// Review where one member waits for it; none for a single.
    pub(super) status: Option<Status>,
    /// How many different sources, where any is known.
    pub(super) sources: Option<usize>,
    /// Earliest date.
    pub(super) first_seen: Option<Stamp>,
    /// Latest date.
    pub(super) last_seen: Option<Stamp>,
    /// The entry that stands for the whole.
    pub(super) representative: Entry,
    /// Every entry, the representative first, and what it is in the cluster (none for a single).
    pub(super) parts: Vec<(Entry, Option<&'a Member>)>,
}

/// Every cluster, in the order of the findings, and after them every single where `all` is set.
pub(super) fn wholes(findings: &Findings, all: bool) -> impl Iterator<Item = Whole<'_>> {
    let clusters = findings.clusters.iter().map(|cluster| of_cluster(cluster, &findings.entries));
    let of = if all { findings.cluster_of() } else { Vec::new() };
    let entries = findings.entries.iter().zip(of);
    clusters.chain(entries.filter(|(_, cluster)| cluster.is_none()).map(|(entry, _)| single(entry)))
}

/// What an entry is in its cluster.
pub(super) fn role(member: Option<&Member>) -> &'static str {
    match member.map(|member| member.matched) {
        None => "single",
        Some(None) => "representative",
        Some(Some(_)) => "duplicate",
    }
}

fn of_cluster<'a>(cluster: &'a Cluster, entries: &Entries) -> Whole<'a> {
    let review = cluster.members.iter().any(|member| member.status == Status::Review);
    let part = |member: &'a Member| (entries.get(member.entry), Some(member));
    Whole {
        id: Some(&cluster.id),
        status: Some(if review { Status::Review } else { Status::Auto }),
        sources: (cluster.sources > 0).then_some(cluster.sources),
        first_seen: cluster.first_seen,
        last_seen: cluster.last_seen,
        representative: entries.get(cluster.members[0].entry),
        parts: cluster.members.iter().map(part).collect(),
    }
}

fn single<'a>(entry: Entry) -> Whole<'a> {
    Whole {
        id: None,
        status: None,
        sources: entry.source.as_ref().map(|_| 1),
        first_seen: entry.first_seen(),
        last_seen: entry.last_seen(),
        representative: entry.clone(),
        parts: vec![(entry, None)],
    }
}
