//! Look-alikes that were not folded: what waits for a person, and what was kept apart and why.
//!
//! Pairs for review come first, then pairs that a veto stopped although the evidence was for them, and
//! pairs of similarity 0.5 and more that the evidence keeps apart. Between two clusters the strongest
//! pair speaks for all, an entry speaks at most three times, and a series has one row.

use std::cmp::Reverse;

use ahash::{AHashMap, AHashSet};
use rayon::prelude::*;

use super::ground::Link;
use super::merge::Grouping;
use crate::candidates::LEAST_BEYOND_WINDOW;
use crate::findings::{Cause, NearMiss, Verdict};
use crate::judge::{
    Case, Explainer, Explainers, Explanation, Judge, Judgment, Model, Subject, Veto,
};
use crate::progress::{Step, Watch};
use crate::weigh::Bag;

/// Similarity (thousandths) from which a pair kept apart is worth showing …
const LOOK_ALIKE: u16 = 500;
/// … and from which it is where a veto stopped it: `2 troops killed` beside `5 troops killed`.
const VETOED_LOOK_ALIKE: u16 = 300;
/// Rows one entry may stand in.
const ROWS_OF_AN_ENTRY: u8 = 3;
/// Rows that one part puts in words.
const PART: usize = 256;

/// The near-misses and their numbers.
#[derive(Clone, Debug, Default)]
pub struct KeptApart {
    /// The first rows, as many as were asked for.
    pub near_misses: Vec<NearMiss>,
    /// How many rows there are.
    pub rows: u64,
    /// Pairs that wait for review.
    pub review: u64,
    /// Look-alikes kept apart, by cause, most frequent first.
    pub apart: Vec<(Cause, u64)>,
}

/// Lists the look-alikes among the judged pairs that are not in one cluster: the first `listed` of them.
pub fn kept_apart(
    case: &Case,
    judge: &Judge,
    grouping: &Grouping,
    mut pairs: Vec<Link>,
    (listed, watch): (usize, &dyn Watch),
) -> KeptApart {
    let place = places(case.entries.len(), grouping);
    pairs.retain(|((a, b), _)| place[*a as usize] != place[*b as usize]);
    pairs.par_sort_unstable_by_key(|(pair, judgment)| {
        let review = judgment.verdict == Verdict::Review;
        let strength = if review { judgment.log_odds } else { i64::from(judgment.similarity.0) };
        (!review, Reverse(strength), *pair)
    });
    let (mut seen, mut returning) = (AHashSet::new(), AHashSet::new());
    pairs.retain(|((a, b), judgment)| match topic(case, &place, *a, *b, judgment) {
        Topic::Clusters(a, b) => seen.insert((a, b)),
        Topic::Returning(form) => returning.insert(form),
    });
    drop((seen, returning));
    let (review, apart) = count(&pairs);
    let mut links = few_each(pairs, case.entries.len());
    let rows = links.len() as u64;
    links.truncate(listed);
    watch.begin(Step::Explain, links.len() as u64);
    let explainers = Explainers::new(case, judge);
    let in_words = |part: &[Link]| -> Vec<NearMiss> {
        watch.advance(part.len() as u64);
        explainers.lend(|explainer| part.iter().map(|link| near_miss(explainer, link)).collect())
    };
    let near_misses = links.par_chunks(PART).flat_map_iter(in_words).collect();
    KeptApart { near_misses, rows, review, apart }
}

/// A number for each entry's cluster; entries by themselves have one of their own.
fn places(entries: usize, grouping: &Grouping) -> Vec<u32> {
    let mut place: Vec<u32> = (0..entries as u32).collect();
    for members in &grouping.clusters {
        for member in members {
            place[*member as usize] = members[0];
        }
    }
    place
}

/// True for pairs that cannot become look-alikes, so that judging them in full would be in vain.
pub fn is_hopeless(judge: &Judge, a: &Subject, b: &Subject) -> bool {
    let same_url = a.url.is_some() && a.url == b.url;
    let distant = !same_url && !judge.window.holds(a.day, b.day);
    distant && {
        let bag = |subject: &Subject| Bag::new(&subject.title, judge.weights);
        !bag(a).reaches(&bag(b), LEAST_BEYOND_WINDOW)
    }
}

/// True for pairs that are worth keeping after they were judged: folded, for review, stopped by a veto
/// against the evidence, or plainly alike.
pub fn is_look_alike(judge: &Judge, judgment: &Judgment) -> bool {
    if judgment.veto == Some(Veto::Window) {
        return u32::from(judgment.similarity.0) >= LEAST_BEYOND_WINDOW;
    }
    let Judgment { log_odds, similarity, .. } = *judgment;
    let likely = judge.model.verdict(log_odds, similarity, judge.level) != Verdict::Apart;
    let least = if judgment.veto.is_some() { VETOED_LOOK_ALIKE } else { LOOK_ALIKE };
    judgment.verdict != Verdict::Apart || likely || judgment.similarity.0 >= least
}

/// What a pair is about.
enum Topic {
    /// Its two clusters, the lower first.
    Clusters(u32, u32),
    /// Its series, or the title that recurs.
    Returning((Veto, u64)),
}

fn topic(case: &Case, place: &[u32], a: u32, b: u32, judgment: &Judgment) -> Topic {
    let title = || case.subjects.get(a as usize);
    match judgment.veto {
        Some(veto @ Veto::Series) => Topic::Returning((veto, title().title.mask())),
        Some(veto @ Veto::Recurring) => Topic::Returning((veto, title().title.key)),
        _ => {
            let (a, b) = (place[a as usize], place[b as usize]);
            Topic::Clusters(a.min(b), a.max(b))
        }
    }
}

fn count(pairs: &[Link]) -> (u64, Vec<(Cause, u64)>) {
    let mut causes: AHashMap<Cause, u64> = AHashMap::new();
    let mut review = 0;
    for (_, judgment) in pairs {
        if judgment.verdict == Verdict::Apart {
            *causes.entry(cause(judgment)).or_insert(0) += 1;
        } else {
            review += 1;
        }
    }
    let mut causes: Vec<(Cause, u64)> = causes.into_iter().collect();
    causes.sort_by_key(|(cause, pairs)| (Reverse(*pairs), *cause));
    (review, causes)
}

fn cause(judgment: &Judgment) -> Cause {
    judgment.veto.map_or(Cause::Evidence, Veto::cause)
}

fn few_each(pairs: Vec<Link>, entries: usize) -> Vec<Link> {
    let mut rows = vec![0_u8; entries];
    let mut room = |((a, b), _): &Link| {
        let (a, b) = (*a as usize, *b as usize);
        let room = rows[a] < ROWS_OF_AN_ENTRY && rows[b] < ROWS_OF_AN_ENTRY;
        if room {
            rows[a] += 1;
            rows[b] += 1;
        }
        room
    };
    pairs.into_iter().filter(|link| room(link)).collect()
}

fn near_miss(explainer: &mut Explainer, ((a, b), judgment): &Link) -> NearMiss {
    let Explanation { why, differs, log_odds } =
        explainer.explain(*a as usize, *b as usize, judgment);
    NearMiss {
        a: *a as usize,
        b: *b as usize,
        // A pair that is `same` by itself and yet not in one cluster is for a person to decide.
        verdict: if judgment.verdict == Verdict::Apart { Verdict::Apart } else { Verdict::Review },
        similarity: judgment.similarity,
        probability: Model::probability(log_odds),
        cause: cause(judgment),
        why,
        differs,
    }
}
