//! Statistics as a file: one JSON object with sorted keys, its version and its fingerprint.
//!
//! The same statistics give the same bytes. The fingerprint is the portable hash of everything else in
//! the file, so that a sketch or a later run can tell which statistics it was made with, and a damaged
//! file is noticed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::fellows::{SAMPLE, keep_used, order};
use super::several::Several;
use super::stats::{CorpusStats, STATS_VERSION, WordCount};
use super::words::Words;
use crate::error::{Error, ErrorKind, Result};
use crate::hash::{HASH_VERSION, hash};
use crate::normalize::{Imprint, Language, LanguageVotes, token_hash};

const SEED: u64 = 0xF1_4E;
/// What to do with a file that cannot be used.
const AGAIN: &str = "make it again with `storyfold dedup --save-corpus`";

#[derive(Serialize, Deserialize)]
struct File {
    storyfold_corpus: u32,
    hash: u32,
    fingerprint: String,
    titles: u64,
    words: BTreeMap<String, WordCount>,
    /// The titles that the samples hold, ascending: imprints as hexadecimal digits, a space between two.
    imprints: String,
    /// The sample of each word: places in `imprints`, from 0 up, ascending.
    fellows: BTreeMap<String, String>,
    segments: BTreeMap<String, Vec<u64>>,
    masks: BTreeMap<String, Vec<u64>>,
    cut_lengths: BTreeMap<u64, u64>,
    languages: BTreeMap<String, BTreeMap<String, u64>>,
}

impl CorpusStats {
    /// Identifies the statistics: 16 hexadecimal digits, equal for equal counts.
    pub fn fingerprint(&self) -> String {
        fingerprint_of(&self.to_file())
    }

    /// The statistics as a file.
    ///
    /// # Errors
    /// Never in practice: the counts always serialize.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let file = File { fingerprint: self.fingerprint(), ..self.to_file() };
        let mut bytes = serde_json::to_vec_pretty(&file)
            .map_err(|error| Error::new(ErrorKind::Unwritable, error.to_string()))?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// True where a file begins as saved statistics do.
    pub fn recognizes(bytes: &[u8]) -> bool {
        let start = &bytes[..bytes.len().min(64)];
        String::from_utf8_lossy(start)
            .trim_start_matches(['{', '\n', ' '])
            .starts_with("\"storyfold_corpus\"")
    }

    /// Reads statistics back.
    ///
    /// # Errors
    /// Settings errors: not statistics, another version, or a damaged file.
    pub fn from_bytes(name: &str, bytes: &[u8]) -> Result<Self> {
        let wrong = |message: String| Error::new(ErrorKind::Settings, format!("{name}: {message}"));
        let damaged = |found: &str| wrong(format!("{found}; the file is damaged, {AGAIN}"));
        let file: File = serde_json::from_slice(bytes).map_err(|error| {
            damaged(&format!("found {error}, expected saved corpus statistics"))
        })?;
        if (file.storyfold_corpus, file.hash) != (STATS_VERSION, HASH_VERSION) {
            return Err(wrong(format!(
                "found corpus statistics of version {}.{}, expected {STATS_VERSION}.{HASH_VERSION}; \
                 {AGAIN}",
                file.storyfold_corpus, file.hash
            )));
        }
        let claimed = file.fingerprint.clone();
        let stats = Self::from_file(file).ok_or_else(|| damaged("found a key that is none"))?;
        if stats.fingerprint() == claimed {
            return Ok(stats);
        }
        Err(damaged(&format!("found counts that do not match the fingerprint {claimed}")))
    }

    fn to_file(&self) -> File {
        let votes = |votes: &LanguageVotes| -> BTreeMap<String, u64> {
            votes.iter().map(|(language, count)| (language.code().to_owned(), count)).collect()
        };
        let (imprints, places) = self.sampled();
        File {
            storyfold_corpus: STATS_VERSION,
            hash: HASH_VERSION,
            fingerprint: String::new(),
            titles: self.titles,
            words: self.words.iter().map(|(word, count, _)| (word.to_owned(), count)).collect(),
            fellows: self
                .fellows()
                .map(|(word, _, _, sample)| (word.to_owned(), places_of(sample, &places)))
                .collect(),
            imprints: joined(imprints.iter().map(|imprint| format!("{:032x}", imprint.0))),
            segments: listed(&self.segments),
            masks: listed(&self.masks),
            cut_lengths: self.cut_lengths.clone(),
            languages: self.languages.iter().map(|(name, v)| (name.clone(), votes(v))).collect(),
        }
    }

    /// Every imprint of the samples, once, ascending, and where each went.
    fn sampled(&self) -> (Vec<Imprint>, Vec<usize>) {
        let own = &self.imprints;
        let mut imprints = own.clone();
        imprints.sort_unstable();
        let place = |imprint: &Imprint| imprints.partition_point(|other| other < imprint);
        let places = own.iter().map(place).collect();
        (imprints, places)
    }

    fn from_file(file: File) -> Option<Self> {
        let mut stats =
            Self { titles: file.titles, cut_lengths: file.cut_lengths, ..Self::default() };
        (stats.words, stats.imprints) = words(file.words, &file.imprints, &file.fellows)?;
        stats.segments = several(file.segments)?;
        stats.masks = several(file.masks)?;
        for (input, counts) in file.languages {
            let mut votes = LanguageVotes::default();
            for (code, count) in counts {
                votes.add(Language::from_code(&code)?, count);
            }
            stats.languages.insert(input, votes);
        }
        Some(stats)
    }
}

/// The places of a sample in the file, ascending.
fn places_of(sample: &[u32], places: &[usize]) -> String {
    let mut places: Vec<usize> = sample.iter().map(|place| places[*place as usize]).collect();
    places.sort_unstable();
    joined(places.iter().map(usize::to_string))
}

/// Words with their samples as the file has them; none where a place is none.
fn words(
    counts: BTreeMap<String, WordCount>,
    imprints: &str,
    samples: &BTreeMap<String, String>,
) -> Option<(Words, Vec<Imprint>)> {
    let given: Vec<Imprint> = imprints.split(' ').map_while(imprint).collect();
    let mut ordered: Vec<_> = given.iter().copied().map(order).collect();
    ordered.sort_unstable();
    ordered.dedup();
    let number = |place: &str| -> Option<u32> {
        let imprint = order(*given.get(place.parse::<usize>().ok()?)?);
        ordered.binary_search(&imprint).ok().map(|number| number as u32)
    };
    let sample = |places: &String| -> Option<Vec<u32>> {
        let mut sample = places.split(' ').map(number).collect::<Option<Vec<u32>>>()?;
        sample.sort_unstable();
        sample.dedup();
        sample.truncate(SAMPLE);
        Some(sample)
    };
    let with_token = |(word, count): (String, WordCount)| {
        let token = token_hash(&word, Language::English);
        let sample = samples.get(&word).map_or(Some(Vec::new()), sample)?;
        Some((word, WordCount { token, ..count }, sample))
    };
    let read: Vec<_> = counts.into_iter().map(with_token).collect::<Option<_>>()?;
    let mut words: Words =
        read.iter().map(|(word, count, sample)| (&**word, *count, &**sample)).collect();
    let imprints = keep_used(words.places(), ordered.len(), |place| ordered[place].1);
    Some((words, imprints))
}

fn listed<const K: usize>(several: &Several<K>) -> BTreeMap<String, Vec<u64>> {
    let values = |pairs: &[(u64, u64)]| pairs.iter().map(|(_, value)| *value).collect();
    several.iter().map(|(key, pairs)| (hex(key), values(pairs))).collect()
}

fn several<const K: usize>(listed: BTreeMap<String, Vec<u64>>) -> Option<Several<K>> {
    let mut several = Several::default();
    for (key, values) in listed {
        let key = unhex(&key)?;
        for value in values {
            several.add(key, value);
        }
    }
    several.settle();
    Some(several)
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(" ")
}

fn imprint(text: &str) -> Option<Imprint> {
    u128::from_str_radix(text, 16).ok().map(Imprint)
}

fn fingerprint_of(file: &File) -> String {
    let bytes = serde_json::to_vec(file).unwrap_or_default();
    hex(hash(SEED, &bytes))
}

fn hex(key: u64) -> String {
    format!("{key:016x}")
}

fn unhex(text: &str) -> Option<u64> {
    u64::from_str_radix(text, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Entry;
    use crate::origin::Origin;

    fn stats() -> CorpusStats {
        let titles = ["Weekly roundup #41 - Example", "Ein Hund und eine Katze", "Cut off …"];
        let entries = titles.iter().map(|title| Entry::new(*title, Origin::new("a", 1))).collect();
        CorpusStats::of(&entries)
    }

    #[test]
    fn read_back_they_are_equal() {
        let bytes = stats().to_bytes().unwrap();
        assert!(CorpusStats::recognizes(&bytes));
        assert_eq!(CorpusStats::from_bytes("x", &bytes).unwrap(), stats());
    }

    #[test]
    fn a_changed_count_and_another_version_are_noticed() {
        let text = String::from_utf8(stats().to_bytes().unwrap()).unwrap();
        let damaged = text.replacen("\"t\": 1", "\"t\": 2", 1);
        assert_ne!(damaged, text);
        let error = CorpusStats::from_bytes("x.json", damaged.as_bytes()).unwrap_err();
        assert!(error.to_string().contains("damaged"), "{error}");
        let newer = text.replace("\"storyfold_corpus\": 2", "\"storyfold_corpus\": 9");
        let error = CorpusStats::from_bytes("x.json", newer.as_bytes()).unwrap_err();
        assert!(error.to_string().contains("version 9.1"), "{error}");
    }
}
