//! The whole job, from the bytes of an input to the bytes of the CSV report, in entries a second.

mod inputs;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput};
use inputs::{inputs, read};
use storyfold::report::{Format, ReportOptions, render};
use storyfold::{Settings, fold};

fn main() {
    let mut criterion = Criterion::default()
        .without_plots()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .configure_from_args();
    let mut group = criterion.benchmark_group("end_to_end");
    for input in inputs() {
        group.throughput(Throughput::Elements(input.entries.len() as u64));
        group.bench_function(BenchmarkId::from_parameter(input.name), |bencher| {
            bencher.iter(|| report(black_box(&input.bytes)));
        });
    }
    group.finish();
    criterion.final_summary();
}

fn report(bytes: &[u8]) -> Vec<u8> {
    let findings =
        fold(read(bytes).entries, &Settings::default()).expect("the shipped model reads");
    render(&findings, Format::Csv, &ReportOptions::default())
        .expect("the options are the default ones")
}
