//! What holds for any title: proved on titles made at random.

use std::collections::BTreeSet;

use proptest::collection::SizeRange;
use proptest::prelude::*;
use storyfold::judge::{Case, Knowledge, Model};
use storyfold::normalize::{Context, Language, normalize};
use storyfold::read::{Format, ReadSettings, Reading, read_bytes};
use storyfold::report::{CsvOptions, cleaned_list, clusters_csv, near_misses_csv};
use storyfold::survey::CorpusStats;
use storyfold::{Entries, Entry, Findings, Settings, Texts, fold};

use super::made::{Dice, entry};

const WORDS: [&str; 40] = [
    "troops", "killed", "in", "attack", "NATO", "says", "will", "not", "no", "won't", "Monday",
    "Tuesday", "May", "2", "3", "two", "5th", "50%", "$450", "$10K", "2-0", "0-2", "2014", "#41",
    "rises", "falls", "up", "down", "bans", "allows", "Google", "Oracle", "sues", "to", "-",
    "Reuters", "Video", "UPDATE", "part", "U.S.",
];

/// A title of words that mean something to the judge.
fn title() -> impl Strategy<Value = String> {
    let word = prop::sample::select(&WORDS[..]);
    prop::collection::vec(word, 1..9).prop_map(|words| words.join(" "))
}

/// A title in any script, of any characters, or of words.
fn any_title() -> impl Strategy<Value = String> {
    prop_oneof![
        ".*",
        "\\PC{0,40}",
        "[a-zA-ZäöüßéİıçğşñąžœΑ-ωά-ώа-яА-Я\u{0620}-\u{064A}\u{0300}-\u{030A}'’-]{1,12}( [a-zäöüßéİıçğşа-я\u{0620}-\u{064A}]{1,14}){0,5}",
        "[-–—|:•\\[\\]()\"'“”‘’….,&#;/ 0-9$€%a-cA-C\u{0307}]{0,30}",
        title(),
    ]
}

/// A title that a list could mistake for markup of its own.
fn written_title() -> impl Strategy<Value = String> {
    let odd = "([-*•#<>\\[\\]()&;=_`!|+.~ 0-9a-c]|&amp;|<b>|</a>|\\(\\+3 more\\)|http://a\\.b|\\]\\(){0,12}";
    prop_oneof![title(), odd, ("[a-z]{1,5} ", odd).prop_map(|(word, odd)| word + &odd)]
}

/// An entry with or without a date, source and URL.
fn any_entry(title: impl Strategy<Value = String>) -> impl Strategy<Value = Entry> {
    let source = prop::option::of(prop::sample::select(&["reuters.com", "opb.org", "Video"][..]));
    let url = prop::option::weighted(0.2, 0..3_u8);
    (title, prop::option::of(16_180..16_220_i64), source, url).prop_map(
        |(title, day, source, url)| {
            let entry = Entry { source: source.map(Into::into), ..entry(&title, day) };
            match url {
                Some(n) => entry.with_url(&format!("https://a.example/{n}")),
                None => entry,
            }
        },
    )
}

/// A title, and tellings of it with up to three words put in, taken out or replaced.
fn tellings(count: impl Into<SizeRange>) -> impl Strategy<Value = Vec<String>> {
    let base = prop::collection::vec(prop::sample::select(&WORDS[..]), 4..9);
    let edit = (0..3_u8, any::<prop::sample::Index>(), prop::sample::select(&WORDS[..]));
    let edits = prop::collection::vec(prop::collection::vec(edit, 0..4), count);
    (base, edits).prop_map(|(base, all)| {
        let told = |edits: Vec<(u8, prop::sample::Index, &'static str)>| {
            let mut words = base.clone();
            for (edit, place, word) in edits {
                let place = place.index(words.len());
                match edit {
                    0 => words.insert(place, word),
                    1 if words.len() > 1 => drop(words.remove(place)),
                    _ => words[place] = word,
                }
            }
            words.join(" ")
        };
        all.into_iter().map(told).collect()
    })
}

/// Entries of a few items, each told several times.
fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let items = prop::collection::vec(tellings(0..12), 0..5).prop_map(|items| items.concat());
    items.prop_flat_map(|titles| {
        titles.into_iter().map(|title| any_entry(Just(title))).collect::<Vec<_>>()
    })
}

/// Two tellings of one item.
fn alike() -> impl Strategy<Value = (Entry, Entry)> {
    tellings(2).prop_flat_map(|titles| {
        (any_entry(Just(titles[0].clone())), any_entry(Just(titles[1].clone())))
    })
}

fn folded(entries: impl Into<Entries>) -> Findings {
    fold(entries, &Settings::default()).unwrap()
}

/// Findings as a user sees them.
fn shown(findings: &Findings) -> [String; 2] {
    let options = CsvOptions::default();
    let bytes = [clusters_csv(findings, options, true), near_misses_csv(findings, options)];
    bytes.map(|bytes| String::from_utf8(bytes.unwrap()).unwrap())
}

/// Judges two entries; gives the verdict with all numbers.
fn judged(a: &Entry, b: &Entry, stats: &CorpusStats) -> String {
    let (settings, model) = (Settings::default(), Model::shipped().unwrap());
    let knowledge = Knowledge::new(stats, &settings);
    let case = Case::new(vec![a.clone(), b.clone()], &knowledge);
    let judge = case.judge(&model, &settings);
    format!("{:?}", judge.judge(&case.subjects.get(0), &case.subjects.get(1)))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn normalizing_twice_changes_nothing(title in any_title()) {
        let once = normalize(&title, &Context::default()).text;
        let twice = normalize(&once, &Context::default()).text;
        prop_assert_eq!(once, twice);
    }

    #[test]
    fn the_judge_is_symmetric((a, b) in alike()) {
        let none = CorpusStats::default();
        prop_assert_eq!(judged(&a, &b, &none), judged(&b, &a, &none));
    }

    #[test]
    fn the_judge_is_symmetric_in_any_script(a in any_entry(any_title()), b in any_entry(any_title())) {
        let stats = CorpusStats::of(&vec![a.clone(), b.clone()].into());
        prop_assert_eq!(judged(&a, &b, &stats), judged(&b, &a, &stats));
    }

    #[test]
    fn any_titles_fold_in_any_language(
        titles in prop::collection::vec(any_title(), 0..6),
        code in prop::sample::select(Language::codes()),
    ) {
        let entries: Vec<Entry> = titles.iter().map(|title| entry(title, None)).collect();
        let settings = Settings { language: Some(code.to_owned()), ..Settings::default() };
        let findings = fold(entries, &settings).unwrap();
        prop_assert_eq!(findings.entries.len(), titles.len());
        shown(&findings);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read_and_fold(&bytes)?;
    }

    #[test]
    fn any_marks_of_a_list_are_read(text in "([-*•<>li/\\[\\]()&;#.\r\n 0-9]|Last Updated On:|May 1st, 2014|&nbsp;|http://a\\.b|Volcano){0,60}") {
        read_and_fold(text.as_bytes())?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn a_cleaned_list_is_read_again(titles in prop::collection::vec(written_title(), 2..8), linked in any::<u8>()) {
        let lines = ReadSettings { format: Some(Format::Lines), ..ReadSettings::default() };
        let mut given = Reading::default();
        read_bytes("given", titles.join("\n").as_bytes(), &lines, &mut given).unwrap();
        let mut entries: Vec<Entry> = given.entries.iter().collect();
        for (n, entry) in entries.iter_mut().enumerate() {
            if linked >> n & 1 == 1 {
                let url = format!("http://a.example/{n}?b=(c)&d");
                entry.texts = Texts::new(entry.title(), Some(&url), None);
            }
        }
        let findings = Findings { entries: entries.into(), ..Findings::default() };
        let page = cleaned_list(&findings, &[]);
        let mut read = Reading::default();
        let list = ReadSettings { format: Some(Format::LinkList), ..ReadSettings::default() };
        read_bytes("page", page.as_bytes(), &list, &mut read).unwrap();
        let titles = |entries: &Entries| -> Vec<String> {
            entries.iter().map(|entry| entry.title().split_whitespace().collect::<Vec<_>>().join(" ")).collect()
        };
        prop_assert_eq!(titles(&read.entries), titles(&findings.entries), "{}", page);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn statistics_of_parts_make_the_whole(entries in entries(), cut in 0.0..1.0) {
        let cut = (entries.len() as f64 * cut) as usize;
        let of = |entries: &[Entry]| CorpusStats::of(&entries.to_vec().into());
        let mut parts = of(&entries[cut..]);
        parts.merge(of(&entries[..cut]));
        let whole = of(&entries);
        prop_assert_eq!(parts.fingerprint(), whole.fingerprint());
        prop_assert!(parts == whole);
    }

    #[test]
    fn the_order_of_entries_does_not_matter(entries in entries(), seed in any::<u64>()) {
        let mut shuffled = entries.clone();
        Dice::new(seed).shuffle(&mut shuffled);
        prop_assert_eq!(shown(&folded(entries)), shown(&folded(shuffled)));
    }

    #[test]
    fn clusters_part_the_entries(entries in entries()) {
        let findings = folded(entries);
        let mut seen = BTreeSet::new();
        let mut ids = BTreeSet::new();
        for cluster in &findings.clusters {
            prop_assert!(cluster.members.len() > 1);
            prop_assert!(ids.insert(&cluster.id));
            for (place, member) in cluster.members.iter().enumerate() {
                prop_assert!(member.entry < findings.entries.len());
                prop_assert!(seen.insert(member.entry), "{} in two clusters", member.entry);
                // The representative comes first, and it alone matched nothing.
                prop_assert_eq!(member.matched.is_none(), place == 0);
                prop_assert_eq!(member.why.is_empty(), place == 0);
            }
        }
    }

    #[test]
    fn near_misses_are_of_two_clusters(entries in entries()) {
        let findings = folded(entries);
        let cluster_of = findings.cluster_of();
        for pair in &findings.near_misses {
            prop_assert!(pair.a < pair.b);
            prop_assert!(!pair.why.is_empty());
            let (a, b) = (cluster_of[pair.a], cluster_of[pair.b]);
            prop_assert!(a.is_none() || a != b);
        }
    }
}

/// Reads bytes; what could be read folds, and every line is accounted for.
fn read_and_fold(bytes: &[u8]) -> Result<(), TestCaseError> {
    let mut reading = Reading::default();
    if read_bytes("any", bytes, &ReadSettings::default(), &mut reading).is_err() {
        let refused =
            bytes.contains(&0) || bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
        prop_assert!(refused, "text was refused");
        return Ok(());
    }
    let tally = &reading.inputs[0];
    prop_assert_eq!(tally.entries, reading.entries.len() as u64);
    prop_assert_eq!(tally.rejects, reading.rejects.len() as u64);
    let ends = if bytes.contains(&b'\n') { b'\n' } else { b'\r' };
    let lines = bytes.split(|byte| *byte == ends).count() as u64;
    let unended = u64::from(!bytes.is_empty() && bytes.last() != Some(&ends));
    prop_assert_eq!(tally.lines.total(), lines - 1 + unended);
    shown(&folded(reading.entries));
    Ok(())
}
