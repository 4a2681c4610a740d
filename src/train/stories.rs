//! Where `same` begins at `loose`: chosen on titles grouped by story.
//!
//! Pairs labeled as news items cannot tell what one story is, so `loose` is chosen on clusters: the whole
//! file is folded at every threshold of a grid. Near its best, B-cubed F1 hardly moves while precision
//! falls fast, so of all thresholds with a pairwise precision of at least 0.9 that are within a hundredth of the
//! best of these, the highest is taken. Stories are parted in five, by the hash of their name; each part is also scored under the threshold that the
//! other four chose, which is what a user may expect of titles that had no say. All titles are folded
//! together each time, and only the part is scored.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use super::levels::with_loose;
use crate::entries::Entries;
use crate::entry::Entry;
use crate::error::Result;
use crate::eval::{Estimate, Placed, cluster_agreement};
use crate::hash::hash;
use crate::judge::{LogOdds, Model};
use crate::pipeline::Run;
use crate::settings::{Level, Settings};

/// Thresholds that are tried, in thousandths of a nat.
const LEAST: LogOdds = -4_000;
const MOST: LogOdds = 2_000;
const STEP: usize = 250;
/// Of the pairs that a threshold joins, at least so many have to be of one story: a wrong join costs a reader
/// more than a missed one.
const PRECISE: f64 = 0.9;
/// Less B-cubed F1 than this is nothing lost.
const NOTHING_LOST: f64 = 0.01;
/// Parts of the stories.
const PARTS: u64 = 5;
const SEED: u64 = 0x0005_70F1;
/// A predicted cluster with less of its pairs right than this is told of, and so many at most.
const POOR: f64 = 0.5;
const MOST_POOR: usize = 5;

/// How well clusters agree with stories, each figure up to one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct StoryFigures {
    /// B-cubed F1.
    pub b_cubed_f1: f64,
    /// Adjusted Rand index.
    pub adjusted_rand: f64,
    /// Pairwise precision; one where nothing was joined.
    pub precision: f64,
    /// Pairwise recall.
    pub recall: f64,
}

/// A part of the stories under the threshold that the other parts chose.
#[derive(Clone, Debug, Serialize)]
pub struct PartReport {
    /// Titles in the part.
    pub titles: usize,
    /// The threshold, in nats.
    pub threshold: f64,
    /// The part under it.
    pub figures: StoryFigures,
}

/// A threshold, and the agreement over all titles under it.
#[derive(Clone, Debug, Serialize)]
pub struct Tried {
    /// The threshold, in nats.
    pub threshold: f64,
    /// All titles under it.
    pub figures: StoryFigures,
}

/// A predicted cluster that is mostly wrong.
#[derive(Clone, Debug, Serialize)]
pub struct PoorCluster {
    /// Titles in it.
    pub titles: usize,
    /// Stories they tell.
    pub stories: usize,
    /// Share of its pairs that are of one story.
    pub precision: f64,
    /// Some of its titles, each of another story.
    pub examples: Vec<String>,
}

/// What was measured while `loose` was chosen.
#[derive(Clone, Debug, Serialize)]
pub struct StoriesReport {
    /// Titles in the file.
    pub titles: usize,
    /// Stories they tell.
    pub stories: usize,
    /// The threshold that all titles chose, in nats, and what it gives on them.
    pub chosen: Tried,
    /// Each part under the threshold of the others.
    pub parts: Vec<PartReport>,
    /// The mean over the parts.
    pub held_out: StoryFigures,
    /// Every threshold.
    pub grid: Vec<Tried>,
    /// The largest clusters that are mostly wrong, under the threshold chosen.
    pub poor: Vec<PoorCluster>,
}

/// Chooses `loose` on entries with ids and the stories of these ids. Statistics are those of the entries
/// themselves, as in `eval --clusters`.
///
/// # Errors
/// As [`Run::fold`].
pub fn choose_loose(
    model: &Model,
    entries: &Entries,
    truth: &[Placed],
) -> Result<(Model, StoriesReport)> {
    let settings = Settings { level: Level::Loose, ..Settings::default() };
    let folded = |threshold: LogOdds| {
        let model = with_loose(model, threshold);
        Ok((threshold, placed(&model, &settings, entries)?))
    };
    let thresholds: Vec<LogOdds> = (LEAST..=MOST).step_by(STEP).collect();
    let grid: Result<Vec<(LogOdds, Vec<Placed>)>> =
        thresholds.into_par_iter().map(folded).collect();
    let grid = grid?;
    let best = best(&grid, truth);
    let (threshold, found) = &grid[best];
    let parts: Vec<PartReport> = (0..PARTS).map(|part| held_out(&grid, truth, part)).collect();
    let tried = |(threshold, found): &(LogOdds, Vec<Placed>)| Tried {
        threshold: nats(*threshold),
        figures: figures(truth, found),
    };
    let report = StoriesReport {
        titles: truth.len(),
        stories: by_second(truth).len(),
        chosen: tried(&grid[best]),
        held_out: mean(&parts),
        parts,
        grid: grid.iter().map(tried).collect(),
        poor: poor(entries, truth, found),
    };
    Ok((with_loose(model, *threshold), report))
}

fn nats(thousandths: LogOdds) -> f64 {
    thousandths as f64 / 1000.0
}

/// The clusters that a run finds, by the entries' ids.
fn placed(model: &Model, settings: &Settings, entries: &Entries) -> Result<Vec<Placed>> {
    let run = Run { near_misses_listed: 0, ..Run::new(settings, model) };
    let findings = run.fold(entries.clone())?;
    let cluster_of = findings.cluster_of();
    let placed = findings.entries.iter().zip(&cluster_of);
    let placed =
        placed.filter_map(|(entry, of)| Some((entry.id()?.to_owned(), (*of)?.to_string())));
    Ok(placed.collect())
}

/// The place of the highest threshold that loses nothing of the best B-cubed F1 among those that are precise
/// enough; among all, where none is.
fn best(grid: &[(LogOdds, Vec<Placed>)], truth: &[Placed]) -> usize {
    let tried: Vec<StoryFigures> = grid.iter().map(|(_, found)| figures(truth, found)).collect();
    let precise = |tried: &&StoryFigures| tried.precision >= PRECISE;
    let any = tried.iter().any(|tried| precise(&tried));
    let score = |tried: &StoryFigures| if any && !precise(&tried) { 0.0 } else { tried.b_cubed_f1 };
    let scores: Vec<f64> = tried.iter().map(score).collect();
    let best = scores.iter().copied().fold(0.0, f64::max);
    scores.iter().rposition(|score| *score >= best - NOTHING_LOST).unwrap_or_default()
}

fn held_out(grid: &[(LogOdds, Vec<Placed>)], truth: &[Placed], part: u64) -> PartReport {
    let inside = |placed: &&Placed| hash(SEED, placed.1.as_bytes()) % PARTS == part;
    let (held, rest): (Vec<Placed>, Vec<Placed>) =
        truth.iter().cloned().partition(|placed| inside(&placed));
    let (threshold, found) = &grid[best(grid, &rest)];
    let figures = figures(&held, found);
    PartReport { titles: held.len(), threshold: nats(*threshold), figures }
}

fn figures(truth: &[Placed], found: &[Placed]) -> StoryFigures {
    let report = cluster_agreement(truth, found);
    let value = |estimate: Option<Estimate>, missing: f64| estimate.map_or(missing, |of| of.value);
    StoryFigures {
        b_cubed_f1: value(report.b_cubed.f1, 0.0),
        adjusted_rand: value(report.adjusted_rand, 0.0),
        precision: value(report.pairwise.precision, 1.0),
        recall: value(report.pairwise.recall, 0.0),
    }
}

fn mean(parts: &[PartReport]) -> StoryFigures {
    let of = |figure: fn(&StoryFigures) -> f64| {
        parts.iter().map(|part| figure(&part.figures)).sum::<f64>() / parts.len() as f64
    };
    StoryFigures {
        b_cubed_f1: of(|figures| figures.b_cubed_f1),
        adjusted_rand: of(|figures| figures.adjusted_rand),
        precision: of(|figures| figures.precision),
        recall: of(|figures| figures.recall),
    }
}

/// Ids by cluster.
fn by_second(placed: &[Placed]) -> BTreeMap<&str, Vec<&str>> {
    let mut clusters: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (id, cluster) in placed {
        clusters.entry(cluster).or_default().push(id);
    }
    clusters
}

fn poor(entries: &Entries, truth: &[Placed], found: &[Placed]) -> Vec<PoorCluster> {
    let story_of: BTreeMap<&str, &str> =
        truth.iter().map(|(id, story)| (&**id, &**story)).collect();
    let titled = |entry: Entry| Some((entry.id()?.to_owned(), entry.title().to_owned()));
    let written: BTreeMap<String, String> = entries.iter().filter_map(titled).collect();
    let told = |ids: &Vec<&str>| {
        let mut stories: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for id in ids.iter().filter(|id| story_of.contains_key(*id)) {
            let title = written.get(*id).map_or("", String::as_str);
            stories.entry(story_of[id]).or_default().push(title);
        }
        let count: usize = stories.values().map(Vec::len).sum();
        let right: usize = stories.values().map(|titles| pairs(titles.len())).sum();
        let example =
            |titles: &Vec<&str>| titles.iter().min().copied().unwrap_or_default().to_owned();
        PoorCluster {
            titles: count,
            stories: stories.len(),
            precision: right as f64 / pairs(count).max(1) as f64,
            examples: stories.values().take(3).map(example).collect(),
        }
    };
    let mut poor: Vec<PoorCluster> = by_second(found).values().map(told).collect();
    poor.retain(|cluster| cluster.titles > 1 && cluster.precision < POOR);
    poor.sort_by(|a, b| (b.titles, &a.examples).cmp(&(a.titles, &b.examples)));
    poor.truncate(MOST_POOR);
    poor
}

fn pairs(items: usize) -> usize {
    items * items.saturating_sub(1) / 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::Origin;

    fn titles(titles: &[(&str, &str)]) -> (Entries, Vec<Placed>) {
        let entry = |(at, (title, _)): (usize, &(&str, &str))| {
            Entry::new(*title, Origin::new("t", at as u64)).with_id(&at.to_string())
        };
        let placed =
            |(at, (_, story)): (usize, &(&str, &str))| (at.to_string(), (*story).to_owned());
        let numbered = || titles.iter().enumerate();
        (numbered().map(entry).collect(), numbered().map(placed).collect())
    }

    #[test]
    fn loose_folds_what_belongs_together_and_no_more() {
        let (entries, truth) = titles(&[
            ("Volcano found in backyard of Skelby baker", "volcano"),
            ("Skelby baker finds volcano in his backyard", "volcano"),
            ("Backyard volcano: Skelby baker speaks", "volcano"),
            ("Navy jets scrambled over northern strait", "jets"),
            ("Jets of the navy scrambled over a northern strait", "jets"),
            ("Museum of lighthouses opens after ten years", "museum"),
        ]);
        let shipped = Model::shipped().unwrap();
        let (model, report) = choose_loose(&shipped, &entries, &truth).unwrap();
        assert_eq!((report.titles, report.stories, report.parts.len()), (6, 3, 5));
        assert!((report.chosen.figures.b_cubed_f1 - 1.0).abs() < 1e-9, "{report:#?}");
        assert!(report.poor.is_empty());
        let least = |level| (model.least_for_same(level), model.least_for_review(level));
        assert!((nats(least(Level::Loose).0) - report.chosen.threshold).abs() < 1e-9);
        assert!(least(Level::Loose).1 < least(Level::Loose).0);
        assert!(least(Level::Loose).0 < least(Level::Normal).0);
    }

    #[test]
    fn a_cluster_that_is_mostly_wrong_is_told_of() {
        let (entries, truth) =
            titles(&[("a", "x"), ("b", "y"), ("c", "y"), ("d", "z"), ("e", "z")]);
        let found: Vec<Placed> =
            truth.iter().map(|(id, story)| (id.clone(), (*story == "z").to_string())).collect();
        let poor = poor(&entries, &truth, &found);
        assert_eq!((poor.len(), poor[0].titles, poor[0].stories), (1, 3, 2));
        assert!((poor[0].precision - 1.0 / 3.0).abs() < 1e-9);
        assert_eq!(poor[0].examples, ["a", "b"]);
    }
}
