//! One group per step of the pipeline, each on all inputs, in entries a second.
//!
//! A step gets what the step before it made, so that a slower or faster step shows in its own group and
//! in no other. Normalizing and weighing run on one thread here, as the library has them per thread; the
//! other steps spread as they do in a run.

mod inputs;

use std::num::NonZeroU64;

use std::hint::black_box;
use std::time::Duration;

use criterion::measurement::WallTime;
use criterion::{BatchSize, BenchmarkGroup, BenchmarkId, Criterion, Throughput};
use inputs::{Input, inputs, read};
use storyfold::candidates::{Door, candidates};
use storyfold::cluster::{self, Link};
use storyfold::judge::{Case, Judge, Knowledge, Model};
use storyfold::normalize::{Title, TitleBuilder, Vocabulary};
use storyfold::report::{Format, ReportOptions, render};
use storyfold::sketch::winner;
use storyfold::survey::CorpusStats;
use storyfold::weigh::{Bag, TokenCounts, Weighed, Weights};
use storyfold::{Keeper, Settings, Unwatched, Watch, Window, fold};

/// Slots computed for every entry: one for each tree of the forest.
const SLOTS: u32 = 24;

fn main() {
    let mut criterion = Criterion::default()
        .without_plots()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(600))
        .configure_from_args();
    let inputs = inputs();
    bench_read(&mut criterion, &inputs);
    bench_survey(&mut criterion, &inputs);
    bench_normalize(&mut criterion, &inputs);
    bench_weigh(&mut criterion, &inputs);
    bench_sketch(&mut criterion, &inputs);
    bench_candidates(&mut criterion, &inputs);
    bench_judge(&mut criterion, &inputs);
    bench_cluster(&mut criterion, &inputs);
    bench_report(&mut criterion, &inputs);
    criterion.final_summary();
}

/// Runs `bench` once an input, in a group whose figures are in entries.
fn group(
    criterion: &mut Criterion,
    step: &str,
    inputs: &[Input],
    mut bench: impl FnMut(&mut BenchmarkGroup<WallTime>, BenchmarkId, &Input),
) {
    let mut group = criterion.benchmark_group(step);
    for input in inputs {
        group.throughput(Throughput::Elements(input.entries.len() as u64));
        bench(&mut group, BenchmarkId::from_parameter(input.name), input);
    }
    group.finish();
}

fn bench_read(criterion: &mut Criterion, inputs: &[Input]) {
    group(criterion, "read", inputs, |group, id, input| {
        group.bench_function(id, |bencher| bencher.iter(|| read(black_box(&input.bytes))));
    });
}

fn bench_survey(criterion: &mut Criterion, inputs: &[Input]) {
    group(criterion, "survey", inputs, |group, id, input| {
        group.bench_function(id, |bencher| bencher.iter(|| CorpusStats::of(&input.entries)));
    });
}

fn bench_normalize(criterion: &mut Criterion, inputs: &[Input]) {
    group(criterion, "normalize", inputs, |group, id, input| {
        let stats = CorpusStats::of(&input.entries);
        group.bench_function(id, |bencher| bencher.iter(|| titles(input, &stats)));
    });
}

fn titles(input: &Input, stats: &CorpusStats) -> (Vec<Title>, Vocabulary) {
    let (languages, sites, names) = (stats.languages(), stats.site_names(), stats.names());
    let mut builder = TitleBuilder::new(&languages, &sites, &names);
    let titles = input.entries.iter().map(|entry| builder.build(&entry)).collect();
    (titles, builder.into_vocabulary())
}

fn bench_weigh(criterion: &mut Criterion, inputs: &[Input]) {
    group(criterion, "weigh", inputs, |group, id, input| {
        let stats = CorpusStats::of(&input.entries);
        let (titles, vocabulary) = titles(input, &stats);
        group.bench_function(id, |bencher| bencher.iter(|| bags(&titles, &vocabulary, &stats)));
    });
}

fn bags(titles: &[Title], vocabulary: &Vocabulary, stats: &CorpusStats) -> Vec<Bag> {
    let counts = TokenCounts::new(stats, &stats.languages());
    let weights = Weights::new(vocabulary, &counts);
    titles.iter().map(|title| Bag::new(title, &weights)).collect()
}

fn bench_sketch(criterion: &mut Criterion, inputs: &[Input]) {
    group(criterion, "sketch", inputs, |group, id, input| {
        let stats = CorpusStats::of(&input.entries);
        let (titles, vocabulary) = titles(input, &stats);
        let bags = bags(&titles, &vocabulary, &stats);
        group.bench_function(id, |bencher| {
            bencher.iter(|| {
                for bag in &bags {
                    for slot in 0..SLOTS {
                        black_box(winner(bag, &vocabulary, slot));
                    }
                }
            });
        });
    });
}

/// Runs `bench` once an input, with the case and the judge of a run.
fn group_of_cases(
    criterion: &mut Criterion,
    step: &str,
    inputs: &[Input],
    mut bench: impl FnMut(&mut BenchmarkGroup<WallTime>, BenchmarkId, &Case, &Judge),
) {
    let settings = Settings::default();
    let model = Model::shipped().expect("the shipped model reads");
    group(criterion, step, inputs, |group, id, input| {
        let stats = CorpusStats::of(&input.entries);
        let knowledge = Knowledge::new(&stats, &settings);
        let case = Case::new(input.entries.clone(), &knowledge);
        bench(group, id, &case, &case.judge(&model, &settings));
    });
}

fn bench_candidates(criterion: &mut Criterion, inputs: &[Input]) {
    group_of_cases(criterion, "candidates", inputs, |group, id, case, _| {
        group.bench_function(id, |bencher| bencher.iter(|| proposed(case)));
    });
}

fn proposed(case: &Case) -> Vec<(u32, u32)> {
    let door = |entry: usize| {
        let head = case.subjects.head(entry);
        let url = head.url.and_then(NonZeroU64::new);
        Door { url, key: head.title.key, day: head.day.map(|day| day as i32) }
    };
    let (entries, window) = (case.subjects.len(), Window::default());
    let weigh = |entry: usize, into: &mut Vec<Weighed>| case.weigh(entry, into);
    let keeper = Keeper::default();
    candidates(entries, &weigh, &door, &case.vocabulary, window, &keeper, &Unwatched).pairs
}

fn bench_judge(criterion: &mut Criterion, inputs: &[Input]) {
    group_of_cases(criterion, "judge", inputs, |group, id, case, judge| {
        let pairs = proposed(case);
        group.bench_function(id, |bencher| {
            bencher.iter(|| {
                for (a, b) in &pairs {
                    let (a, b) = (case.subjects.get(*a as usize), case.subjects.get(*b as usize));
                    black_box(judge.judge(&a, &b));
                }
            });
        });
    });
}

fn bench_cluster(criterion: &mut Criterion, inputs: &[Input]) {
    let settings = Settings::default();
    group_of_cases(criterion, "cluster", inputs, |group, id, case, judge| {
        let links = links(case, judge);
        let alone = vec![false; case.entries.len()];
        let nodes = cluster::Nodes::new(case, &settings, &alone);
        group.bench_function(id, |bencher| {
            bencher.iter(|| {
                let grouping =
                    cluster::group(case, judge, &settings, &links, (&alone, &nodes), &Unwatched);
                black_box(cluster::describe(case, judge, &settings, &grouping, &links, &Unwatched));
                let listed = (usize::MAX, &Unwatched as &dyn Watch);
                black_box(cluster::kept_apart(case, judge, &grouping, links.clone(), listed));
            });
        });
    });
}

/// The judged candidate pairs that look alike, as the pipeline keeps them.
fn links(case: &Case, judge: &Judge) -> Vec<Link> {
    let pairs = proposed(case);
    let judged = pairs.iter().map(|pair| {
        let (a, b) = (case.subjects.get(pair.0 as usize), case.subjects.get(pair.1 as usize));
        (*pair, judge.judge(&a, &b))
    });
    judged.filter(|(_, judgment)| cluster::is_look_alike(judge, judgment)).collect()
}

fn bench_report(criterion: &mut Criterion, inputs: &[Input]) {
    group(criterion, "report", inputs, |group, id, input| {
        let findings =
            fold(input.entries.clone(), &Settings::default()).expect("the shipped model reads");
        let options = ReportOptions::default();
        group.bench_function(id, |bencher| {
            bencher.iter_batched(
                || &findings,
                |findings| render(findings, Format::Csv, &options),
                BatchSize::SmallInput,
            );
        });
    });
}
