//! Which member leads a cluster.
//!
//! The first rule that decides: a preferred source, a clean title (not cut off, no edition prefix, not
//! in capitals), the earliest, the most common form, the longest, rank. A leader from whom the judge
//! would keep another member apart is passed over while there is a better one. What the judge found on
//! the way is handed over, since every member is described by how it stands to its leader.

use std::cmp::Reverse;

use std::rc::Rc;

use super::ground::Judged;
use super::members::Members;
use crate::findings::Verdict;
use crate::judge::{Comparison, Judge, Judgment, Subject};
use crate::settings::Settings;

/// How many candidates for the lead are tried.
const TRIES: usize = 6;
/// How many members before one may have had its title.
const LOOKED_BACK: usize = 8;

/// The member that leads a cluster, by its place, and the others in rank order, each laid beside it and judged.
pub(super) struct Representative<'a> {
    /// The leader.
    pub place: usize,
    /// The other members.
    pub others: Vec<Beside<'a>>,
}

/// A member laid beside its leader.
pub(super) struct Beside<'a> {
    /// The member's place.
    pub place: usize,
    /// The two titles.
    pub pair: Comparison<'a>,
    /// What the judge says of them.
    pub judgment: Judgment,
}

/// Which of the members leads.
pub(super) fn representative<'a>(
    judged: Judged<'a>,
    settings: &Settings,
    members: &Members,
) -> Representative<'a> {
    let order = by_merit(settings, members);
    let accepted = |leader: &usize| beside(judged, *leader, members, true);
    let tried = order.iter().take(TRIES).find_map(accepted);
    tried
        .or_else(|| beside(judged, order[0], members, false))
        .unwrap_or_else(|| Representative { place: order[0], others: Vec::new() })
}

fn by_merit(settings: &Settings, members: &Members) -> Vec<usize> {
    let mut keys: Vec<u64> = members.subjects.iter().map(|subject| subject.title.key).collect();
    keys.sort_unstable();
    let common = |key: u64| {
        keys.partition_point(|other| *other <= key) - keys.partition_point(|other| *other < key)
    };
    let merit = |place: &usize| {
        let (entry, subject) = (&members.entries[*place], &members.subjects[*place]);
        let source = preference(entry.source.as_deref(), &settings.prefer_sources);
        let day = (entry.date().is_none(), entry.date());
        let length = Reverse(entry.title().chars().count());
        let forms = Reverse(common(subject.title.key));
        (source, blemishes(entry.title(), subject), day, forms, length, *place)
    };
    let mut order: Vec<usize> = (0..members.numbers.len()).collect();
    order.sort_by_cached_key(merit);
    order
}

/// All members beside a leader; none where one is found apart and the leader `has_to_suit`.
fn beside<'a>(
    judged: Judged<'a>,
    leader: usize,
    members: &Members,
    has_to_suit: bool,
) -> Option<Representative<'a>> {
    let own = &members.subjects[leader];
    if has_to_suit && is_apart_from_itself(judged.judge, own) {
        return None;
    }
    let mut others: Vec<Beside> = Vec::with_capacity(members.numbers.len() - 1);
    for place in (0..members.numbers.len()).filter(|place| *place != leader) {
        let pair = laid(judged.judge, own, &members.subjects[place], &others);
        // Those that read the same were joined without a judgment.
        let asked = !pair.reads_the_same();
        let known = || judged.known(members.number(leader), members.number(place));
        let known = asked.then(known).flatten().filter(Judgment::is_weighed);
        let judgment = known.unwrap_or_else(|| judged.judge.judge_comparison(&pair));
        if has_to_suit && judgment.verdict == Verdict::Apart {
            return None;
        }
        others.push(Beside { place, pair, judgment });
    }
    Some(Representative { place: leader, others })
}

/// A member laid beside its leader. What is found of two titles holds for all pairs of the same titles, so it is
/// taken over where one of the last members had this title.
fn laid<'a>(
    judge: &Judge<'a>,
    leader: &Rc<Subject>,
    own: &Rc<Subject>,
    others: &[Beside<'a>],
) -> Comparison<'a> {
    let other_side = |pair: &Comparison| usize::from(Rc::ptr_eq(&pair.a, leader));
    let before = others.iter().rev().take(LOOKED_BACK).map(|other| &other.pair);
    let alike = |pair: &&Comparison| {
        let title = &[&pair.a, &pair.b][other_side(pair)].title;
        title.key == own.title.key && *title == own.title
    };
    let Some(before) = { before }.find(alike) else { return judge.compare(leader, own) };
    let mut pair = before.clone();
    let side = other_side(&pair);
    *[&mut pair.a, &mut pair.b][side] = Rc::clone(own);
    pair
}

/// A title that recurs, without a date and a URL, is not known to be even itself on another day.
fn is_apart_from_itself(judge: &Judge, leader: &Rc<Subject>) -> bool {
    leader.url.is_none() && judge.judge(leader, leader).verdict == Verdict::Apart
}

/// The place of a source among the preferred ones; those not preferred come last.
fn preference(source: Option<&str>, preferred: &[String]) -> usize {
    let place = |source: &str| preferred.iter().position(|name| name.eq_ignore_ascii_case(source));
    source.and_then(place).unwrap_or(preferred.len())
}

fn blemishes(title: &str, subject: &Subject) -> u32 {
    let shouting = title.chars().any(char::is_uppercase) && !title.chars().any(char::is_lowercase);
    let prefixed = crate::normalize::has_edition_prefix(title);
    u32::from(subject.title.truncated) + u32::from(prefixed) + u32::from(shouting)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::members::MembersReader;
    use crate::entry::Entry;
    use crate::judge::{Case, Knowledge, Model};
    use crate::origin::Origin;
    use crate::stamp::Stamp;
    use crate::survey::CorpusStats;

    fn leader(entries: Vec<Entry>, settings: &Settings) -> String {
        let stats = CorpusStats::default();
        let knowledge = Knowledge::new(&stats, settings);
        let model = Model::shipped().unwrap();
        let case = Case::new(entries, &knowledge);
        let judge = case.judge(&model, settings);
        let members: Vec<u32> = (0..case.entries.len() as u32).collect();
        let judged = Judged { case: &case, judge: &judge, links: &[] };
        let mut reader = MembersReader::new(&case);
        let leader = representative(judged, settings, &reader.read(&members));
        assert_eq!(leader.others.len() + 1, members.len());
        case.entries.get(leader.place).title().to_owned()
    }

    fn entry(title: &str, source: &str, day: i64) -> Entry {
        Entry {
            source: Some(source.into()),
            published: Some(Stamp::from_unix(day * 86_400)),
            ..Entry::new(title, Origin::new("-", 1))
        }
    }

    #[test]
    fn clean_then_earliest_unless_a_source_is_preferred() {
        let entries = || {
            vec![
                entry("BREAKING: Dormant volcano found in Bavarian backyard", "a.org", 1),
                entry("Dormant volcano found in Bavarian backyard", "b.org", 2),
                entry("DORMANT VOLCANO FOUND IN BAVARIAN BACKYARD", "c.org", 1),
                entry("Dormant volcano found in a Bavarian backyard", "d.org", 3),
            ]
        };
        let plain = Settings::default();
        assert_eq!(leader(entries(), &plain), "Dormant volcano found in Bavarian backyard");
        let prefer = Settings { prefer_sources: vec!["D.org".to_owned()], ..plain };
        assert_eq!(leader(entries(), &prefer), "Dormant volcano found in a Bavarian backyard");
    }
}
