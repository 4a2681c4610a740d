//! Clusters with what a person wants to know of them: who leads, why each member is there.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::ground::{Judged, Link};
use super::identity;
use super::members::{Members, MembersReader};
use super::merge::Grouping;
use super::representative::{Beside, representative};
use crate::findings::{Cluster, Match, Member, Share, Status, Verdict};
use crate::judge::{Case, Comparison, Explainer, Explainers, Explanation, Judge, Model, Side};
use crate::progress::{Step, Watch};
use crate::settings::Settings;

/// A larger cluster is worth a second look.
const LARGE: usize = 25;
/// Clusters that one part describes.
const PART: usize = 256;
/// Clusters whose members are asked of memory at once.
const GATHERED: usize = 8;

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
    let oldest: Vec<usize> = grouping.clusters.iter().map(|members| members[0] as usize).collect();
    let names = identity::numbers(&case.entries, &oldest);
    let judged = Judged { case, judge, links };
    let explainers = Explainers::new(case, judge);
    let in_words = |(part, names): (&[Vec<u32>], &[u64])| {
        let mut reader = MembersReader::new(case);
        let mut clusters = Vec::with_capacity(part.len());
        explainers.lend(|explainer| {
            let mut describer = Describer { judged, settings, explainer };
            for (some, names) in part.chunks(GATHERED).zip(names.chunks(GATHERED)) {
                reader.gather(some);
                for (numbers, name) in some.iter().zip(names) {
                    let cluster = describer.cluster(identity::name(*name), &reader.read(numbers));
                    clusters.push((numbers[0], cluster));
                    watch.advance(1);
                }
            }
        });
        clusters
    };
    watch.begin(Step::Explain, grouping.clusters.len() as u64);
    let parts = grouping.clusters.par_chunks(PART).zip(names.par_chunks(PART));
    let mut clusters: Vec<(u32, Cluster)> = parts.flat_map_iter(in_words).collect();
    clusters.par_sort_unstable_by_key(|(oldest, cluster)| {
        (Reverse(cluster.members.len()), cluster.first_seen, *oldest)
    });
    clusters.into_iter().map(|(_, cluster)| cluster).collect()
}

/// Describes clusters one after another.
struct Describer<'d, 'a> {
    judged: Judged<'a>,
    settings: &'a Settings,
    explainer: &'d mut Explainer<'a>,
}

impl Describer<'_, '_> {
    fn cluster(&mut self, id: String, members: &Members) -> Cluster {
        let suspect = self.is_suspect(members);
        let leader = representative(self.judged, self.settings, members);
        let number = members.number(leader.place);
        let side = Side::new(members.entries[leader.place]);
        let others = leader.others.iter();
        let others = others.map(|other| self.member(&side, other, members, suspect));
        let described = std::iter::once(lead(number, suspect)).chain(others).collect();
        Cluster {
            id,
            members: described,
            sources: members.sources(),
            first_seen: members.entries.iter().filter_map(|entry| entry.first_seen()).min(),
            last_seen: members.entries.iter().filter_map(|entry| entry.last_seen()).max(),
        }
    }

    fn is_suspect(&self, members: &Members) -> bool {
        let (first, last) = members.days();
        members.numbers.len() > LARGE || !self.settings.window.holds(first, last)
    }

    fn member<'m>(
        &mut self,
        leader: &Side<'m>,
        other: &Beside,
        all: &'m Members<'m>,
        suspect: bool,
    ) -> Member {
        let Beside { place, pair, judgment } = other;
        let own = Side::new(all.entries[*place]);
        let explanation = self.explainer.explain_pair((leader, &own), pair, judgment);
        let direct = judgment.verdict == Verdict::Same;
        let Explanation { why, differs, .. } = explanation;
        Member {
            entry: all.number(*place),
            status: status(suspect || !direct),
            similarity: judgment.similarity,
            matched: Some(matched(pair)),
            why: fitted(if direct { why } else { self.linked(*place, all).unwrap_or(why) }),
            differs: fitted(differs),
            probability: Model::probability(judgment.log_odds),
        }
    }

    /// A member that does not match the leader itself is there because of another: name that one. One that
    /// reads the same explains nothing, for it is there in the same way.
    fn linked(&mut self, own: usize, all: &Members) -> Option<String> {
        let (other, judgment) = all.surest_fold(self.judged, own)?;
        let why = self.explainer.explain(all.number(other), all.number(own), &judgment).why;
        Some(format!("by way of \"{}\": {why}", all.entries[other].title()))
    }
}

/// The same text without room to grow: millions of them are held until they are written.
fn fitted(mut text: String) -> String {
    text.shrink_to_fit();
    text
}

fn matched(pair: &Comparison) -> Match {
    match (pair.same_url(), pair.a.title.text == pair.b.title.text) {
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
