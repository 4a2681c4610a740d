//! The funnel: labelled pairs inside their corpus, followed through a whole run.
//!
//! A pair counts at a step when it passed that step: both its entries were read, the candidate step
//! proposed them, the judge called them `same` (or `review`), and they ended in one cluster. A pair may
//! be in one cluster without having been proposed, by way of others.

use ahash::AHashMap;
use serde::Serialize;

use super::bootstrap::{Estimate, Resamples};
use super::labelled::LabelledPair;
use super::pairs::Side;
use crate::entry::Entry;
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
pub fn funnel(
    run: &Run,
    entries: Vec<Entry>,
    pairs: &[LabelledPair],
    stories: &[u32],
) -> Vec<FunnelRow> {
    let paths: Vec<Path> = run.stages(entries, |stages| {
        let places = Places::new(&stages);
        pairs.iter().map(|pair| places.path(&stages, pair)).collect()
    });
    let mut strata: Vec<Option<String>> =
        pairs.iter().map(|pair| pair.stratum.clone()).filter(Option::is_some).collect();
    strata.push(None);
    strata.sort();
    strata.dedup();
    let resamples = Resamples::new(stories);
    let wanted = [1, 0].into_iter().flat_map(|label| strata.iter().map(move |s| (label, s)));
    wanted.map(|(label, stratum)| row(label, stratum, pairs, &paths, &resamples)).collect()
}

/// Where the entries of a run are and end.
struct Places<'a> {
    by_id: AHashMap<&'a str, u32>,
    by_title: AHashMap<&'a str, u32>,
    cluster_of: Vec<Option<u32>>,
    verdicts: AHashMap<(u32, u32), Verdict>,
}

impl<'a> Places<'a> {
    fn new(stages: &'a Stages) -> Self {
        let entries = || (0..).zip(&stages.case.entries);
        let mut cluster_of = vec![None; stages.case.entries.len()];
        for (number, members) in (0..).zip(&stages.grouping.clusters) {
            members.iter().for_each(|member| cluster_of[*member as usize] = Some(number));
        }
        let with_id = |(at, entry): (u32, &'a Entry)| Some((entry.id.as_deref()?, at));
        Self {
            by_id: entries().filter_map(with_id).collect(),
            by_title: entries().map(|(at, entry)| (&*entry.title, at)).collect(),
            cluster_of,
            verdicts: stages.links.iter().map(|(pair, judged)| (*pair, judged.verdict)).collect(),
        }
    }

    fn find(&self, side: &Side) -> Option<u32> {
        if self.by_id.is_empty() {
            return self.by_title.get(&*side.title).copied();
        }
        self.by_id.get(side.id.as_deref()?).copied()
    }

    fn path(&self, stages: &Stages, pair: &LabelledPair) -> Path {
        let Some((a, b)) = self.find(&pair.sides.0).zip(self.find(&pair.sides.1)) else {
            return Path::default();
        };
        let key = (a.min(b), a.max(b));
        let cluster = self.cluster_of[a as usize];
        Path {
            read: true,
            proposed: stages.proposed.pairs.binary_search(&key).is_ok(),
            verdict: self.verdicts.get(&key).copied(),
            folded: cluster.is_some() && cluster == self.cluster_of[b as usize],
        }
    }
}

fn row(
    label: u8,
    stratum: &Option<String>,
    pairs: &[LabelledPair],
    paths: &[Path],
    resamples: &Resamples,
) -> FunnelRow {
    let wanted = |pair: &LabelledPair| {
        pair.same == (label == 1) && (stratum.is_none() || pair.stratum == *stratum)
    };
    let chosen: Vec<bool> = pairs.iter().map(wanted).collect();
    let count = |holds: &dyn Fn(&Path) -> bool| {
        chosen.iter().zip(paths).filter(|(chosen, path)| **chosen && holds(path)).count()
    };
    let share = |holds: fn(&Path) -> bool| {
        resamples.estimate(|times| {
            let (mut part, mut whole) = (0, 0);
            for at in (0..chosen.len()).filter(|at| chosen[*at]) {
                whole += u32::from(times[at]);
                part += if holds(&paths[at]) { u32::from(times[at]) } else { 0 };
            }
            (whole > 0).then(|| f64::from(part) / f64::from(whole))
        })
    };
    FunnelRow {
        label,
        stratum: stratum.clone(),
        pairs: count(&|_| true),
        read: count(&|path| path.read),
        proposed: count(&|path| path.proposed),
        same: count(&|path| path.verdict == Some(Verdict::Same)),
        review: count(&|path| path.verdict == Some(Verdict::Review)),
        folded: count(&|path| path.folded),
        proposed_share: share(|path| path.proposed),
        folded_share: share(|path| path.folded),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::stories;
    use crate::judge::Model;
    use crate::origin::Origin;
    use crate::settings::Settings;

    fn pair(a: &str, b: &str, same: bool) -> LabelledPair {
        let side = |title: &str| Side { title: title.to_owned(), ..Side::default() };
        LabelledPair {
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
        ];
        let pairs = [
            pair(titles[0], titles[1], true),
            pair(titles[0], titles[2], false),
            pair(titles[0], "not in the corpus", true),
        ];
        let (model, settings) = (Model::shipped().unwrap(), Settings::default());
        let run = Run { settings: &settings, model: &model, stats: None, progress: &|_| {} };
        let entries = titles.map(|title| Entry::new(title, Origin::new("x", 1))).to_vec();
        let rows = funnel(&run, entries, &pairs, &stories(&pairs));
        let brief = |row: &FunnelRow| (row.label, row.pairs, row.read, row.proposed, row.folded);
        assert_eq!(
            rows.iter().map(brief).collect::<Vec<_>>()[1..3],
            [(1, 2, 1, 1, 1), (0, 1, 1, 1, 0)]
        );
    }
}
