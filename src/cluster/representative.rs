//! Which member leads a cluster.
//!
//! The first rule that decides: a preferred source, a clean title (not cut off, no edition prefix, not
//! in capitals), the earliest, the most common form, the longest, rank. A leader from whom the judge
//! would keep another member apart is passed over while there is a better one.

use ahash::AHashMap;

use crate::findings::Verdict;
use crate::judge::{Case, Judge};
use crate::settings::Settings;

/// How many candidates for the lead are tried.
const TRIES: usize = 6;

/// The entry that leads `members` (ascending).
pub(super) fn representative(
    case: &Case,
    judge: &Judge,
    settings: &Settings,
    members: &[u32],
) -> u32 {
    let mut common: AHashMap<u64, usize> = AHashMap::new();
    for member in members {
        *common.entry(case.subjects[*member as usize].title.key).or_insert(0) += 1;
    }
    let merit = |member: &u32| {
        let entry = &case.entries[*member as usize];
        let subject = &case.subjects[*member as usize];
        let source = preference(entry.source.as_deref(), &settings.prefer_sources);
        let day = (entry.date().is_none(), entry.date());
        let forms = std::cmp::Reverse(common[&subject.title.key]);
        let length = std::cmp::Reverse(entry.title().chars().count());
        (source, blemishes(entry.title(), subject), day, forms, length, *member)
    };
    let mut order = members.to_vec();
    order.sort_by_cached_key(merit);
    let accepted = |leader: &&u32| {
        let leader = &case.subjects[**leader as usize];
        let apart = |member: &u32| {
            judge.judge(leader, &case.subjects[*member as usize]).verdict == Verdict::Apart
        };
        !members.iter().any(apart)
    };
    *order.iter().take(TRIES).find(accepted).unwrap_or(&order[0])
}

/// The place of a source among the preferred ones; those not preferred come last.
fn preference(source: Option<&str>, preferred: &[String]) -> usize {
    let place = |source: &str| preferred.iter().position(|name| name.eq_ignore_ascii_case(source));
    source.and_then(place).unwrap_or(preferred.len())
}

fn blemishes(title: &str, subject: &crate::judge::Subject) -> u32 {
    let shouting = title.chars().any(char::is_uppercase) && !title.chars().any(char::is_lowercase);
    let prefixed = crate::normalize::has_edition_prefix(title);
    u32::from(subject.title.truncated) + u32::from(prefixed) + u32::from(shouting)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Entry;
    use crate::judge::{Knowledge, Model};
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
        case.entries[representative(&case, &judge, settings, &members) as usize].title().to_owned()
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
