//! The funnel: labeled pairs inside their corpus, followed through a whole run.
//!
//! A pair counts at a step when it passed that step: both its entries were read, the candidate step
//! proposed them, the judge called them `same` (or `review`), and they ended in one cluster. A pair may
//! be in one cluster without having been proposed, by way of others.

use ahash::AHashMap;
use serde::Serialize;

use super::bootstrap::{Estimate, Resamples};
use super::labeled::LabeledPair;
use super::pairs::Side;
use crate::entries::Entries;
use crate::entry::Entry;
use crate::error::Result;
use crate::findings::Verdict;
use crate::pipeline::{Run, Stages};

/// How far the pairs of one label and one stratum came.
#[derive(Clone, Debug, Serialize)]
pub struct FunnelRow {
    /// What a reader said: 1 the same item, 0 not.
    pub label: u8,
    /// The stratum; none for all of them.
    pub stratum: Option<String>,
    /// Pairs in the file.
    pub pairs: usize,
    /// Both entries are in the corpus.
    pub read: usize,
    /// Proposed by the candidate step.
    pub proposed: usize,
    /// Judged `same`.
    pub same: usize,
    /// Judged `review`.
    pub review: usize,
    /// In one cluster at the end.
    pub folded: usize,
    /// Share of the pairs that was proposed.
    pub proposed_share: Option<Estimate>,
    /// Share of the pairs that was folded.
    pub folded_share: Option<Estimate>,
}

/// What became of one pair.
#[derive(Clone, Copy, Debug, Default)]
struct Path {
    read: bool,
    proposed: bool,
    verdict: Option<Verdict>,
    folded: bool,
}

/// Follows pairs through a run over `entries`, which are matched by id, or by title where no entry of
/// the corpus has an id. `stories` are those of [`super::stories`].
///
/// # Errors
/// As [`Run::fold`].
pub fn funnel(
    run: &Run,
    entries: Entries,
    pairs: &[LabeledPair],
    stories: &[u32],
) -> Result<Vec<FunnelRow>> {
    let paths: Vec<Path> = run.stages(entries, |stages| {
        let places = Places::new(&stages);
        pairs.iter().map(|pair| places.path(&stages, pair)).collect()
    })?;
    let mut strata: Vec<Option<String>> = pairs
        .iter()
        .filter(|pair| pair.stratum.is_some())
        .map(|pair| pair.stratum.clone())
        .collect();
    strata.push(None);
    strata.sort();
    strata.dedup();
    let resamples = Resamples::new(stories);
    let row = |label: u8, stratum: &Option<String>| {
        let wanted = |pair: &LabeledPair| {
            pair.same == (label == 1) && (stratum.is_none() || pair.stratum == *stratum)
        };
        let chosen = pairs.iter().map(wanted).collect();
        Slice { paths: &paths, chosen, resamples: &resamples }.row(label, stratum.clone())
    };
    let rows = [1, 0]
        .into_iter()
        .flat_map(|label| strata.iter().map(move |s| (label, s)))
        .map(|(label, stratum)| row(label, stratum));
    Ok(rows.collect())
}

/// Where the entries of a run are and end.
struct Places {
    by_id: AHashMap<Box<str>, u32>,
    /// First and last entry of each title.
    by_title: AHashMap<Box<str>, (u32, u32)>,
    cluster_of: Vec<Option<u32>>,
    verdicts: AHashMap<(u32, u32), Verdict>,
}

impl Places {
    fn new(stages: &Stages) -> Self {
        let entries = || (0..).zip(stages.case.entries.iter());
        let mut cluster_of = vec![None; stages.case.entries.len()];
        for (number, members) in (0..).zip(&stages.grouping.clusters) {
            for member in members {
                cluster_of[*member as usize] = Some(number);
            }
        }
        let mut by_title = AHashMap::new();
        for (at, entry) in entries() {
            by_title.entry(entry.title().into()).or_insert((at, at)).1 = at;
        }
        let with_id = |(at, entry): (u32, Entry)| Some((entry.id()?.into(), at));
        Self {
            by_id: entries().filter_map(with_id).collect(),
            by_title,
            cluster_of,
            verdicts: stages.links.iter().map(|(pair, judged)| (*pair, judged.verdict)).collect(),
        }
    }

    /// The two entries of a pair. Two equal titles without ids are the first and the last such entry.
    fn find(&self, pair: &LabeledPair) -> Option<(u32, u32)> {
        let (a, b) = &pair.sides;
        if self.by_id.is_empty() {
            let of = |side: &Side| self.by_title.get(&*side.title);
            return Some((of(a)?.0, of(b)?.1));
        }
        let of = |side: &Side| self.by_id.get(side.id.as_deref()?).copied();
        Some((of(a)?, of(b)?))
    }

    fn path(&self, stages: &Stages, pair: &LabeledPair) -> Path {
        let Some((a, b)) = self.find(pair) else { return Path::default() };
        let key = (a.min(b), a.max(b));
        let cluster = self.cluster_of[a as usize];
        let folded = cluster.is_some() && cluster == self.cluster_of[b as usize];
        let text = |entry: u32| stages.case.subjects.get(entry as usize).title.key;
        // Entries that read the same are one before anything is judged.
        let one = (folded && text(a) == text(b)).then_some(Verdict::Same);
        Path {
            read: true,
            proposed: stages.proposed.pairs.binary_search(&key).is_ok(),
            verdict: self.verdicts.get(&key).copied().or(one),
            folded,
        }
    }
}

/// The paths of one label and one stratum.
struct Slice<'a> {
    paths: &'a [Path],
    chosen: Vec<bool>,
    resamples: &'a Resamples,
}

impl Slice<'_> {
    fn count(&self, holds: fn(&Path) -> bool) -> usize {
        let chosen = self.chosen.iter().zip(self.paths).filter(|(chosen, _)| **chosen);
        chosen.filter(|(_, path)| holds(path)).count()
    }

    fn share(&self, holds: fn(&Path) -> bool) -> Option<Estimate> {
        self.resamples.estimate(|times| {
            let (mut part, mut whole) = (0, 0);
            for at in (0..self.chosen.len()).filter(|at| self.chosen[*at]) {
                whole += u32::from(times[at]);
                part += if holds(&self.paths[at]) { u32::from(times[at]) } else { 0 };
            }
            (whole > 0).then(|| f64::from(part) / f64::from(whole))
        })
    }

    fn row(&self, label: u8, stratum: Option<String>) -> FunnelRow {
        FunnelRow {
            label,
            stratum,
            pairs: self.count(|_| true),
            read: self.count(|path| path.read),
            proposed: self.count(|path| path.proposed),
            same: self.count(|path| path.verdict == Some(Verdict::Same)),
            review: self.count(|path| path.verdict == Some(Verdict::Review)),
            folded: self.count(|path| path.folded),
            proposed_share: self.share(|path| path.proposed),
            folded_share: self.share(|path| path.folded),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::stories;
    use crate::judge::Model;
    use crate::origin::Origin;
    use crate::settings::Settings;

    fn pair(a: &str, b: &str, same: bool) -> LabeledPair {
        let side = |title: &str| Side { title: title.to_owned(), ..Side::default() };
        LabeledPair {
            sides: (side(a), side(b)),
            same,
            stratum: Some("0.5".to_owned()),
            weight: None,
        }
    }

    #[test]
    fn a_repeat_goes_all_the_way_and_a_toll_does_not() {
        let titles = [
            "Five NATO troops killed in Afghanistan helicopter crash",
            "Five NATO troops killed in Afghanistan helicopter crash - BBC News",
            "Two NATO troops killed in Afghanistan helicopter crash",
            "Five NATO troops killed in Afghanistan helicopter crash",
        ];
        let pairs = [
            pair(titles[0], titles[1], true),
            pair(titles[0], titles[2], false),
            pair(titles[0], titles[3], true),
            pair(titles[0], "not in the corpus", true),
        ];
        let (model, settings) = (Model::shipped().unwrap(), Settings::default());
        let run = Run::new(&settings, &model);
        let entries = titles.map(|title| Entry::new(title, Origin::new("x", 1))).to_vec();
        let rows = funnel(&run, entries.into(), &pairs, &stories(&pairs)).unwrap();
        let brief = |row: &FunnelRow| (row.label, row.pairs, row.read, row.proposed, row.folded);
        assert_eq!(
            rows.iter().map(brief).collect::<Vec<_>>()[1..3],
            [(1, 3, 2, 2, 2), (0, 1, 1, 1, 0)]
        );
    }
}
