//! `storyfold generate`: the command, and how like real headlines its dumps are.
//!
//! The curves of a dump are compared with those of `headlines-2025.csv`, where `STORYFOLD_DATA` names its
//! directory, and printed side by side: `cargo test --test main curves -- --nocapture`.

use std::collections::BTreeMap;

use super::desk::Desk;

#[test]
fn a_dump_and_its_truth_are_measured() {
    let desk = Desk::new();
    assert_eq!(desk.output("generate 600 --seed 3 -o dump.csv --truth truth.csv"), "");
    assert_eq!(desk.files(), ["dump.csv", "truth.csv"]);
    assert_eq!(desk.output("generate 600 --seed 3"), desk.text("dump.csv"));
    assert_ne!(desk.output("generate 600"), desk.text("dump.csv"));
    let text = desk.output("eval --clusters truth.csv --input dump.csv");
    for part in ["B-cubed", "traps folded", "trap-series", "trap-template", "suffix", "verbatim"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let itself = desk.output("eval --clusters truth.csv --predicted truth.csv");
    let kind = |name: &str| itself.lines().find(|line| line.starts_with(name)).unwrap();
    assert!(kind("trap-number").contains("(0.00 %)"), "{itself}");
    assert!(kind("case").contains("(100.00 %)"), "{itself}");
}

/// One trap in a hundred at most, of a rare kind two, and hardly a repeat is lost for it.
#[test]
fn traps_stay_unfolded() {
    let desk = Desk::new();
    desk.output("generate 30000 --seed 5 -o dump.csv --truth truth.csv");
    let text = desk.output("eval --clusters truth.csv --input dump.csv --json");
    let report: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert!(report["b_cubed"]["f1"]["value"].as_f64().unwrap() >= 0.97, "{text}");
    let kinds = report["kinds"].as_array().unwrap();
    let count = |kind: &serde_json::Value, name: &str| kind[name].as_u64().unwrap();
    let traps: Vec<_> = kinds.iter().filter(|kind| count(kind, "traps") > 0).collect();
    assert_eq!(traps.len(), 5, "{text}");
    assert!(traps.iter().all(|kind| 50 * count(kind, "folded") <= count(kind, "traps")), "{text}");
    let all = |name: &str| traps.iter().map(|kind| count(kind, name)).sum::<u64>();
    assert!(100 * all("folded") <= all("traps"), "{text}");
}

#[test]
fn no_titles_and_bad_numbers() {
    let desk = Desk::new();
    assert_eq!(desk.output("generate 0 --truth truth.csv"), "id,title,source,date,url\n");
    assert_eq!(desk.text("truth.csv"), "id,cluster,kind,like\n");
    let desk = Desk::new();
    for bad in ["", "-5", "many", "1.5", "100000001", "5 --seed x"] {
        desk.refuses(&format!("generate {bad}"), 2, &["error:"]);
    }
    desk.refuses("generate 5 -o a.csv --truth a.csv", 2, &["two outputs"]);
    desk.refuses("generate 5 -o none/a.csv --truth t.csv", 4, &["its directory does not exist"]);
}

/// Slots whose buckets are measured; two-slot buckets take two of them each.
const SLOTS: u64 = 32;
const RANKS: [usize; 5] = [1, 10, 100, 1_000, 10_000];

/// Curves by name: what stands at each of the ranks.
type Curves = BTreeMap<&'static str, Vec<f64>>;

fn curves(titles: &[String]) -> Curves {
    let words: Vec<Vec<u64>> = titles.iter().map(|title| words_of(title)).collect();
    let mut found = BTreeMap::from([("titles that hold a word", at_ranks(words.iter().flatten()))]);
    let slot = |words: &[u64], slot: u64| {
        words.iter().map(|word| storyfold::hash(slot, &word.to_le_bytes())).min().unwrap_or(0)
    };
    let slots: Vec<Vec<u64>> =
        (0..SLOTS).map(|number| words.iter().map(|words| slot(words, number)).collect()).collect();
    let one = slots.iter().map(|slot| at_ranks(slot.iter()));
    found.insert("bucket of one slot", mean(&one.collect::<Vec<_>>()));
    let two = slots.chunks(2).map(|pair| at_ranks(pair[0].iter().zip(&pair[1])));
    found.insert("bucket of two slots", mean(&two.collect::<Vec<_>>()));
    found
}

/// The different words of a title, as hashes.
fn words_of(title: &str) -> Vec<u64> {
    let lower = title.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words: Vec<u64> = words.map(|word| storyfold::hash(0, word.as_bytes())).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// How often the item of each rank occurs: the mean over the ranks within a tenth of it.
fn at_ranks<T: Ord>(items: impl Iterator<Item = T>) -> Vec<f64> {
    let mut counts: BTreeMap<T, u32> = BTreeMap::new();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    let mut sizes: Vec<u32> = counts.into_values().collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    let around = |rank: usize| {
        let ranks = rank - rank / 10..=rank + rank / 10;
        let count = ranks.clone().count() as f64;
        ranks.map(|rank| sizes.get(rank - 1).copied().map_or(0.0, f64::from)).sum::<f64>() / count
    };
    let mut values: Vec<f64> = RANKS.into_iter().map(around).collect();
    values.push(sizes.len() as f64);
    values
}

fn mean(curves: &[Vec<f64>]) -> Vec<f64> {
    let count = curves.len() as f64;
    (0..curves[0].len())
        .map(|at| curves.iter().map(|curve| curve[at]).sum::<f64>() / count)
        .collect()
}

fn titles(csv: &[u8]) -> Vec<String> {
    let mut rows = csv::Reader::from_reader(csv);
    let place = rows.headers().unwrap().iter().position(|name| name == "title").unwrap();
    rows.records().map(|row| row.unwrap()[place].to_owned()).collect()
}

/// Within a fifth of the real list everywhere.
#[test]
#[allow(clippy::print_stderr, reason = "a skipped test must say so")]
fn curves_are_those_of_real_headlines() {
    let Some(directory) = std::env::var_os("STORYFOLD_DATA") else {
        eprintln!("SKIPPED: set STORYFOLD_DATA to a directory with headlines-2025.csv to run this");
        return;
    };
    let path = std::path::Path::new(&directory).join("headlines-2025.csv");
    let real = titles(&std::fs::read(path).unwrap());
    let made = Desk::new().output(&format!("generate {}", real.len()));
    let (real, made) = (curves(&real), curves(&titles(made.as_bytes())));
    let mut far = Vec::new();
    println!("{:<26} {:>10} {:>10} {:>10}", "", "rank", "real", "generated");
    for (name, real) in &real {
        for (at, (real, made)) in real.iter().zip(&made[name]).enumerate() {
            let rank = RANKS.get(at).map_or("different".to_owned(), ToString::to_string);
            println!("{name:<26} {rank:>10} {real:>10.1} {made:>10.1}");
            if (made - real).abs() > 0.2 * real {
                far.push(format!("{name}, {rank}: {real} against {made}"));
            }
        }
    }
    assert!(far.is_empty(), "{far:#?}");
}
