//! Recall of the candidate step: of the pairs that are truly alike, how many it proposes.
//!
//! Titles with one and the same set of tokens count once: the candidate step treats them as one place,
//! too, and compares only some of a thousand copies with each other, which costs nothing later. Their
//! number is said beside. Up to [`WHOLE`] different sets are joined exactly; above that, hashed probe
//! titles are joined exactly against everything, and the recall has an interval over the probes.

use ahash::AHashMap;
use rayon::prelude::*;
use serde::Serialize;

use super::bootstrap::{Estimate, Resamples};
use super::oracle::{self, Near, Tokens};
use crate::entries::Entries;
use crate::error::Result;
use crate::hash::hash_all;
use crate::judge::Case;
use crate::pipeline::Run;
use crate::settings::{Settings, Window};
use crate::weigh::Bag;

/// Up to so many different token sets the join is exact over all of them.
const WHOLE: usize = 50_000;
/// Thresholds, in thousandths.
const THRESHOLDS: [u32; 8] = [200, 300, 400, 500, 600, 700, 800, 900];
const PROBE_SEED: u64 = 0x00AC_1E50;

/// What was asked and found at a similarity.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct RecallRow {
    /// Least similarity.
    pub from: f64,
    /// Similarity below which the pairs of this bin lie; none where there is no upper end.
    pub below: Option<f64>,
    /// Pairs that the oracle knows.
    pub pairs: u64,
    /// Of these, pairs that were proposed.
    pub found: u64,
    /// Share that was proposed; an interval only where probes were drawn, else both ends are the value.
    pub recall: Option<Estimate>,
}

/// Recall of the candidate step on one input.
#[derive(Clone, Debug, Serialize)]
pub struct CandidateReport {
    /// Entries read.
    pub entries: usize,
    /// Different sets of tokens among their titles.
    pub token_sets: usize,
    /// How many sets were joined against all others; none where all were.
    pub probes: Option<usize>,
    /// Pairs of entries proposed.
    pub proposed: usize,
    /// Comparisons that took.
    pub compared: u64,
    /// Entries in a group that a bound cut short.
    pub bounded: u64,
    /// Recall from each threshold up.
    pub at_least: Vec<RecallRow>,
    /// Recall between each threshold and the next.
    pub bins: Vec<RecallRow>,
}

/// Runs the steps up to the candidates and compares with the oracle. `probes` is the number of probe
/// titles where the input is too large to be joined as a whole. It is the search that is measured, so the
/// window is left open.
///
/// # Errors
/// As [`Run::fold`].
pub fn candidate_recall(run: &Run, entries: Entries, probes: usize) -> Result<CandidateReport> {
    let settings = Settings { window: Window::none(), ..run.settings.clone() };
    let run = Run { settings: &settings, ..*run };
    run.propose(entries, |case, proposed| {
        let bags: Vec<Bag> = (0..case.entries.len()).map(|entry| case.bag(entry)).collect();
        let sets = Sets::of(&bags);
        let tokens = sets.tokens(&bags);
        let asked = (tokens.len() > WHOLE).then(|| probe_sets(&case, &sets, probes));
        let near = match &asked {
            Some(asked) => oracle::pairs_of(asked, &tokens, THRESHOLDS[0]),
            None => oracle::all_pairs(&tokens, THRESHOLDS[0]),
        };
        let tally = Tally::new(&near, &sets.pairs(&proposed.pairs, asked.as_deref()));
        CandidateReport {
            entries: case.entries.len(),
            token_sets: tokens.len(),
            probes: asked.as_ref().map(Vec::len),
            proposed: proposed.pairs.len(),
            compared: proposed.compared,
            bounded: proposed.bounded,
            at_least: tally.rows(asked.as_deref(), |_| None),
            bins: tally.rows(asked.as_deref(), |place| THRESHOLDS.get(place + 1).copied()),
        }
    })
}

/// Entries by their set of tokens.
struct Sets {
    /// First entry of each set.
    first: Vec<usize>,
    /// Set of each entry; none for a title without content words.
    of: Vec<Option<u32>>,
}

impl Sets {
    fn of(bags: &[Bag]) -> Self {
        let mut numbers: AHashMap<Tokens, u32> = AHashMap::new();
        let (mut first, mut of) = (Vec::new(), Vec::new());
        for (entry, bag) in bags.iter().enumerate() {
            let number = (!bag.is_empty()).then(|| {
                *numbers.entry(bag.tokens()).or_insert_with(|| {
                    first.push(entry);
                    first.len() as u32 - 1
                })
            });
            of.push(number);
        }
        Self { first, of }
    }

    fn tokens<'a>(&self, bags: &'a [Bag]) -> Vec<Tokens<'a>> {
        self.first.iter().map(|entry| bags[*entry].tokens()).collect()
    }

    /// Proposed pairs as pairs of sets, ascending, each once; with probes only theirs.
    fn pairs(&self, proposed: &[(u32, u32)], probes: Option<&[u32]>) -> Vec<(u32, u32)> {
        let wanted = |set: u32| probes.is_none_or(|probes| probes.binary_search(&set).is_ok());
        let pair = |(a, b): &(u32, u32)| {
            let (a, b) = (self.of[*a as usize]?, self.of[*b as usize]?);
            (a != b && (wanted(a) || wanted(b))).then_some((a.min(b), a.max(b)))
        };
        let mut pairs: Vec<_> = proposed.par_iter().filter_map(pair).collect();
        pairs.par_sort_unstable();
        pairs.dedup();
        pairs
    }
}

/// So many sets, chosen by the hash of their title; ascending.
fn probe_sets(case: &Case, sets: &Sets, probes: usize) -> Vec<u32> {
    let drawn = |(set, entry): (u32, &usize)| {
        (hash_all(PROBE_SEED, [case.subjects.get(*entry).title.key]), set)
    };
    let mut order: Vec<(u64, u32)> = (0..).zip(&sets.first).map(drawn).collect();
    order.sort_unstable();
    let mut chosen: Vec<u32> = order.into_iter().take(probes).map(|(_, set)| set).collect();
    chosen.sort_unstable();
    chosen
}

/// The oracle's pairs, each with whether it was proposed.
struct Tally<'a> {
    near: &'a [Near],
    found: Vec<bool>,
}

impl<'a> Tally<'a> {
    fn new(near: &'a [Near], proposed: &[(u32, u32)]) -> Self {
        let found = |(a, b, _): &Near| proposed.binary_search(&(*a.min(b), *a.max(b))).is_ok();
        Self { near, found: near.par_iter().map(found).collect() }
    }

    /// A row for every threshold; `below` gives the upper end of the one at a place.
    fn rows(&self, asked: Option<&[u32]>, below: impl Fn(usize) -> Option<u32>) -> Vec<RecallRow> {
        let row = |(place, from)| self.row(from, below(place), asked);
        THRESHOLDS.into_iter().enumerate().map(row).collect()
    }

    fn row(&self, from: u32, below: Option<u32>, asked: Option<&[u32]>) -> RecallRow {
        let inside = |similarity: u32| similarity >= from && below.is_none_or(|b| similarity < b);
        let pairs: Vec<(u32, bool)> = (self.near.iter().zip(&self.found))
            .filter(|((_, _, similarity), _)| inside(*similarity))
            .map(|((probe, _, _), found)| (*probe, *found))
            .collect();
        let found = pairs.iter().filter(|(_, found)| *found).count();
        RecallRow {
            from: f64::from(from) / 1000.0,
            below: below.map(|below| f64::from(below) / 1000.0),
            pairs: pairs.len() as u64,
            found: found as u64,
            recall: match asked {
                Some(asked) => over_probes(&pairs, asked),
                None => census(found, pairs.len()),
            },
        }
    }
}

fn census(found: usize, pairs: usize) -> Option<Estimate> {
    let value = (pairs > 0).then(|| found as f64 / pairs as f64)?;
    Some(Estimate { value, low: value, high: value })
}

/// Probes are drawn again, each with all its pairs.
fn over_probes(pairs: &[(u32, bool)], asked: &[u32]) -> Option<Estimate> {
    let mut by_probe = vec![(0_u64, 0_u64); asked.len()];
    for (probe, found) in pairs {
        if let Ok(place) = asked.binary_search(probe) {
            by_probe[place].0 += u64::from(*found);
            by_probe[place].1 += 1;
        }
    }
    let stories: Vec<u32> = (0..asked.len() as u32).collect();
    Resamples::new(&stories).estimate(|times| {
        let weighed = times.iter().zip(&by_probe).map(|(t, (f, p))| (u64::from(*t), f, p));
        let (found, all) = weighed.fold((0, 0), |(x, y), (t, f, p)| (x + t * f, y + t * p));
        (all > 0).then(|| found as f64 / all as f64)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Entry;
    use crate::judge::Model;
    use crate::origin::Origin;
    use crate::settings::Settings;

    fn report(titles: &[&str]) -> CandidateReport {
        let model = Model::shipped().unwrap();
        let settings = Settings::default();
        let run = Run::new(&settings, &model);
        let entry = |title: &&str| Entry::new(*title, Origin::new("x", 1));
        candidate_recall(&run, titles.iter().map(entry).collect(), 10).unwrap()
    }

    #[test]
    fn a_small_list_is_searched_in_full() {
        let report = report(&[
            "Helicopter crash kills five NATO troops in Afghanistan",
            "Five NATO troops killed in Afghanistan helicopter crash",
            "Five NATO troops killed in Afghanistan helicopter crash",
            "Five troops killed as helicopter crashes in Afghanistan",
            "Volcano found in backyard",
            "The of",
        ]);
        assert_eq!((report.entries, report.token_sets), (6, 3));
        assert_eq!((report.at_least[0].pairs, report.at_least[0].found), (1, 1));
    }

    #[test]
    fn rows_split_by_similarity() {
        let near = [(0, 1, 250), (0, 2, 950), (1, 2, 620)];
        let tally = Tally::new(&near, &[(0, 2), (1, 2)]);
        let bins = tally.rows(None, |place| THRESHOLDS.get(place + 1).copied());
        assert_eq!(bins.iter().map(|row| row.pairs).sum::<u64>(), 3);
        assert_eq!((bins[0].pairs, bins[0].found), (1, 0));
        let from = tally.rows(None, |_| None);
        assert_eq!((from[0].pairs, from[0].found, from[7].pairs), (3, 2, 1));
        assert!(from[3].recall.is_some_and(|recall| (recall.value - 1.0).abs() < 1e-9));
        let probed = tally.rows(Some(&[0, 1]), |_| None)[0].recall.unwrap();
        assert!(probed.low < probed.value && probed.value < probed.high);
    }
}
