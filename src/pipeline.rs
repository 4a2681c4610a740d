//! The steps in order, on one screen.
//!
//! ```text
//! read → survey → normalize → weigh → sketch → candidates → judge → cluster → report
//! ```
//!
//! [`fold`] takes entries in memory and gives [`Findings`]; it does no I/O and holds no global state.
//! Reading and reporting are the caller's: see `read` and `report`.

use std::num::NonZeroU64;
use std::rc::Rc;

use rayon::prelude::*;

use crate::candidates::{Candidates, Door, Pair, candidates};
use crate::cluster::{self, Grouping, Link, Nodes};
use crate::entries::Entries;
use crate::error::Result;
use crate::findings::{Counts, Findings};
use crate::judge::{Case, Head, Judge, Knowledge, Model, Subject};
use crate::progress::{Step, Unwatched, Watch};
use crate::settings::{Settings, Window};
use crate::survey::CorpusStats;
use crate::weigh::Weighed;

/// Pairs that a thread judges before it tells how far it is.
const PAIRS_AT_ONCE: usize = 4096;
/// Pairs whose second sides memory is asked for at once.
const PAIRS_GATHERED: usize = 16;
/// Pairs whose links are put behind those of others at once.
const PAIRS_OF_A_BLOCK: usize = 1 << 20;

/// What a run needs beside the entries.
pub struct Run<'a> {
    /// What decides the findings.
    pub settings: &'a Settings,
    /// The judge's weights.
    pub model: &'a Model,
    /// Frozen statistics; none surveys the entries themselves.
    pub stats: Option<&'a CorpusStats>,
    /// How many near-misses are listed, from the first: there are as many as repeats, and most reports show none.
    /// `usize::MAX` is all of them.
    pub near_misses_listed: usize,
    /// Who wants to know how far it is.
    pub watch: &'a dyn Watch,
}

/// What the steps gave, one after the other: for measuring where a pair was lost.
pub struct Stages<'a> {
    /// The entries in rank order, and what the judge knows of them.
    pub case: Case<'a>,
    /// What the candidate step proposed.
    pub proposed: Candidates,
    /// How many pairs it proposed.
    pub judged: u64,
    /// The judged pairs that are not plainly apart.
    pub links: Vec<Link>,
    /// The clusters.
    pub grouping: Grouping,
}

/// Folds entries under the shipped model.
///
/// # Errors
/// Never with the shipped model.
pub fn fold(entries: impl Into<Entries>, settings: &Settings) -> Result<Findings> {
    let model = Model::shipped()?;
    Run::new(settings, &model).fold(entries.into())
}

impl<'a> Run<'a> {
    /// A run that surveys its own entries, lists every near-miss, and tells nobody how far it is.
    pub fn new(settings: &'a Settings, model: &'a Model) -> Self {
        Self { settings, model, stats: None, near_misses_listed: usize::MAX, watch: &Unwatched }
    }
}

impl Run<'_> {
    /// Folds entries. The order in which they come does not matter.
    ///
    /// # Errors
    /// What [`Keeper::check`](crate::Keeper::check) says of the entries' keeper.
    pub fn fold(&self, entries: Entries) -> Result<Findings> {
        let findings = self.run(entries, false, |stages| self.findings(stages))?;
        findings.entries.keeper().check()?;
        Ok(findings)
    }

    /// Runs the steps up to the candidates, and hands over what they gave.
    ///
    /// # Errors
    /// As [`Self::fold`].
    pub fn propose<T>(
        &self,
        mut entries: Entries,
        then: impl FnOnce(Case, Candidates) -> T,
    ) -> Result<T> {
        entries.keeper().check()?;
        entries.sort_by_rank();
        let titles = entries.len() as u64;
        self.watch.begin(Step::Survey, titles);
        let (surveyed, rows) = match self.stats {
            Some(_) => (CorpusStats::default(), Vec::new()),
            // Rows would take as much room as what was put away.
            None if entries.keeper().is_bounded() => {
                (CorpusStats::with_rows(&entries, self.watch).0, Vec::new())
            }
            None => CorpusStats::with_rows(&entries, self.watch),
        };
        self.watch.begin(Step::Normalize, titles);
        let knowledge = Knowledge::new(self.stats.unwrap_or(&surveyed), self.settings);
        drop(surveyed);
        let case = Case::with_rows(entries, &knowledge, rows, self.watch);
        self.watch.begin(Step::Candidates, 0);
        let proposed = proposed(&case, self.settings.window, self.watch);
        case.entries.keeper().check()?;
        Ok(then(case, proposed))
    }

    /// Runs all steps up to the grouping, and hands over what each gave.
    ///
    /// # Errors
    /// As [`Self::fold`].
    pub fn stages<T>(&self, entries: Entries, then: impl FnOnce(Stages) -> T) -> Result<T> {
        self.run(entries, true, then)
    }

    /// The same; the proposed pairs are let go once they are judged unless somebody `wants_pairs`.
    fn run<T>(
        &self,
        entries: Entries,
        wants_pairs: bool,
        then: impl FnOnce(Stages) -> T,
    ) -> Result<T> {
        self.propose(entries, |case, mut proposed| {
            let alone = self.alone(&case.entries);
            self.watch.begin(Step::Judge, proposed.pairs.len() as u64);
            let judge = case.judge(self.model, self.settings);
            let nodes = Nodes::new(&case, self.settings, &alone);
            let links = judged(&case, &judge, (&proposed.pairs, &nodes), self.watch);
            let judged = proposed.pairs.len() as u64;
            if !wants_pairs {
                proposed.pairs = Vec::new();
            }
            let apart = (&alone[..], &nodes);
            let grouping = cluster::group(&case, &judge, self.settings, &links, apart, self.watch);
            drop((nodes, alone));
            then(Stages { case, proposed, judged, links, grouping })
        })
    }

    fn findings(&self, stages: Stages) -> Findings {
        let Stages { case, proposed, judged, links, grouping } = stages;
        let judge = case.judge(self.model, self.settings);
        let clusters =
            cluster::describe(&case, &judge, self.settings, &grouping, &links, self.watch);
        let listed = (self.near_misses_listed, self.watch);
        let kept = cluster::kept_apart(&case, &judge, &grouping, links, listed);
        let counts = Counts {
            distinct_titles: distinct_titles(&case),
            candidates: proposed.compared,
            judged,
            bounded: proposed.bounded,
            review: kept.review,
            apart: kept.apart,
            near_misses: kept.rows,
        };
        Findings { clusters, near_misses: kept.near_misses, counts, entries: case.entries }
    }

    /// Entries of sources that fold with nothing.
    fn alone(&self, entries: &Entries) -> Vec<bool> {
        let never = |source: &str| {
            self.settings.never_sources.iter().any(|pattern| matches(pattern, source))
        };
        if self.settings.never_sources.is_empty() {
            return vec![false; entries.len()];
        }
        entries.map(|_, entry| entry.source.as_deref().is_some_and(never))
    }
}

fn proposed(case: &Case, window: Window, watch: &dyn Watch) -> Candidates {
    let door = |entry: usize| {
        let head = case.subjects.head(entry);
        let day = head.day.map(|day| day.clamp(i32::MIN.into(), i32::MAX.into()) as i32);
        let url = head.url.filter(|_| case.subjects.may_share_url(entry));
        Door { url: url.and_then(NonZeroU64::new), key: head.title.key, day }
    };
    let entries = case.subjects.len();
    let keeper = case.entries.keeper();
    let weigh = |entry: usize, into: &mut Vec<Weighed>| case.weigh(entry, into);
    candidates(entries, &weigh, &door, &case.vocabulary, window, keeper, watch)
}

/// Judges pairs; those that are not even alike are dropped, and those within a node are not judged.
fn judged(
    case: &Case,
    judge: &Judge,
    (pairs, nodes): (&[Pair], &Nodes),
    watch: &dyn Watch,
) -> Vec<Link> {
    let floor = cluster::floor(judge);
    let link = |sides: &mut Sides, pair: &Pair| {
        if nodes.of(pair.0) == nodes.of(pair.1) {
            return None;
        }
        let (a, b) = sides.of(case, *pair);
        if cluster::is_hopeless(judge, a, b) {
            return None;
        }
        let judgment = judge.judge_if(a, b, floor, |found| cluster::is_look_alike(judge, found))?;
        Some((*pair, judgment))
    };
    let links = |part: &[Pair]| -> Vec<Link> {
        let (mut sides, mut links) = (Sides::default(), Vec::new());
        for some in part.chunks(PAIRS_GATHERED) {
            case.subjects.gather(some.iter().map(|(_, second)| *second as usize));
            links.extend(some.iter().filter_map(|pair| link(&mut sides, pair)));
        }
        watch.advance(part.len() as u64);
        links
    };
    // Links of many threads stand twice where they are put behind one another: here only those of a block do.
    let mut all = Vec::new();
    for block in pairs.chunks(PAIRS_OF_A_BLOCK) {
        all.par_extend(block.par_chunks(PAIRS_AT_ONCE).flat_map_iter(links));
    }
    all
}

/// The two sides of the pair at hand. Pairs come in order, so the first mostly stays.
#[derive(Default)]
struct Sides {
    first: Option<u32>,
    a: Rc<Subject>,
    b: Rc<Subject>,
}

impl Sides {
    fn of(&mut self, case: &Case, (a, b): Pair) -> (&Rc<Subject>, &Rc<Subject>) {
        if self.first != Some(a) {
            case.subjects.get_in(a as usize, &mut self.a);
            self.first = Some(a);
        }
        case.subjects.get_in(b as usize, &mut self.b);
        (&self.a, &self.b)
    }
}

fn distinct_titles(case: &Case) -> usize {
    let shown = |_, head: Head| Some((head.title.text, head.title.kind));
    let mut keys = case.subjects.of_shared_texts(shown);
    let alone = case.subjects.len() - keys.len();
    keys.par_sort_unstable();
    keys.dedup();
    alone + keys.len()
}

/// True where `text` fits `pattern`; `*` stands for any run of characters, case does not matter.
fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.to_lowercase(), text.to_lowercase());
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| text.strip_prefix(first)) else {
        return false;
    };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_of_sources() {
        assert!(matches("*.bbc.co.uk", "news.BBC.co.uk"));
        assert!(matches("reuters.com", "Reuters.com"));
        assert!(!matches("reuters.com", "reuters.com.au"));
        assert!(matches("*news*", "foxnews.com"));
        assert!(!matches("a*b*c", "acb"));
        assert!(matches("*", ""));
    }
}
