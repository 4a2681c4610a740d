//! The statistics of a corpus, and what they decide: languages, site names, series.

use std::collections::BTreeMap;

use ahash::{AHashMap, AHashSet};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::fellows::Fellows;
use super::smallest::Smallest;
use crate::entry::Entry;
use crate::hash::hash;
use crate::normalize::{
    Imprint, Language, LanguageVotes, Languages, Names, Piece, SiteNames, amount_text, capitalized,
    countable_segment, fold, mask, pieces, segment_key, surveyed,
};

/// Version of what is counted and how. Statistics of another version are refused.
pub const STATS_VERSION: u32 = 2;

/// A segment is a site's name when it stands behind so many different titles.
const HEADS_OF_A_SITE: usize = 5;
/// A mask is a series when so many different issues have it.
const ISSUES_OF_A_SERIES: usize = 3;
/// Entries one task counts at a time.
const CHUNK: usize = 4096;
const HEAD_SEED: u64 = 0x43AD;

/// A word is a name when sentence-case titles have it so often …
const SEEN_OF_A_NAME: u64 = 3;
/// … and capitalize it so many times in ten.
const CAPITALS_OF_A_NAME: u64 = 8;

/// How often a word was seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct WordCount {
    /// Titles that hold it.
    #[serde(rename = "t")]
    titles: u64,
    /// Titles in sentence case that hold it behind their first word …
    #[serde(rename = "s", default, skip_serializing_if = "is_zero")]
    sentences: u64,
    /// … and capitalize it there.
    #[serde(rename = "c", default, skip_serializing_if = "is_zero")]
    capitals: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(count: &u64) -> bool {
    *count == 0
}

impl WordCount {
    fn add(&mut self, other: Self) {
        self.titles += other.titles;
        self.sentences += other.sentences;
        self.capitals += other.capitals;
    }

    fn is_name(self) -> bool {
        self.sentences >= SEEN_OF_A_NAME
            && self.capitals * 10 >= self.sentences * CAPITALS_OF_A_NAME
    }
}

/// Mergeable counts over a corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CorpusStats {
    pub(super) titles: u64,
    pub(super) words: AHashMap<Box<str>, WordCount>,
    pub(super) fellows: AHashMap<Box<str>, Fellows>,
    pub(super) segments: AHashMap<u64, Smallest<HEADS_OF_A_SITE>>,
    pub(super) masks: AHashMap<u64, Smallest<ISSUES_OF_A_SERIES>>,
    pub(super) cut_lengths: BTreeMap<u64, u64>,
    pub(super) languages: BTreeMap<String, LanguageVotes>,
}

impl CorpusStats {
    /// Counts a corpus. The order of the entries does not matter.
    pub fn of(entries: &[Entry]) -> Self {
        entries.par_chunks(CHUNK).map(Self::of_chunk).reduce(Self::default, |mut left, right| {
            left.merge(right);
            left
        })
    }

    fn of_chunk(entries: &[Entry]) -> Self {
        let mut stats = Self::default();
        for entry in entries {
            stats.count(entry);
        }
        stats
    }

    fn count(&mut self, entry: &Entry) {
        let mut draft = surveyed(&entry.title);
        self.titles += 1;
        if draft.truncated {
            *self.cut_lengths.entry(entry.title.chars().count() as u64).or_insert(0) += 1;
        }
        let head = countable_segment(&draft.text).map(|(head, segment)| {
            let head_hash = hash(HEAD_SEED, head.to_lowercase().as_bytes());
            self.segments.entry(segment_key(segment)).or_default().add(head_hash);
            head.trim_end().to_owned()
        });
        let capitals = capitalized(&draft.text, Language::English);
        fold(&mut draft);
        let pieces = pieces(&draft.text, Language::English);
        self.count_mask(&pieces);
        if let Some(head) = head {
            draft.text = head;
            fold(&mut draft);
            self.count_mask(&self::pieces(&draft.text, Language::English));
        }
        self.count_words(&entry.origin.file, &pieces, capitals.as_ref());
    }

    /// A series is counted with and without the last segment, which may turn out a site's name.
    fn count_mask(&mut self, pieces: &[Piece]) {
        if let Some((mask, issue)) = mask(pieces, Language::English) {
            self.masks.entry(mask).or_default().add(issue);
        }
    }

    fn count_words(&mut self, input: &str, found: &[Piece], capitals: Option<&AHashSet<String>>) {
        if !self.languages.contains_key(input) {
            self.languages.insert(input.to_owned(), LanguageVotes::default());
        }
        let mut words: Vec<String> = Vec::with_capacity(found.len());
        for piece in found {
            match piece {
                Piece::Word(word) => {
                    if let Some(votes) = self.languages.get_mut(input) {
                        votes.count(word);
                    }
                    words.push(word.clone());
                }
                Piece::Number(amount) => words.push(amount_text(*amount)),
                Piece::Day(_) => {}
            }
        }
        words.sort_unstable();
        words.dedup();
        self.note_fellows(found, &words);
        let first = found.first().and_then(|piece| match piece {
            Piece::Word(word) => Some(word.as_str()),
            _ => None,
        });
        for word in words {
            let shows_case = capitals.filter(|_| first != Some(word.as_str()));
            let count = WordCount {
                titles: 1,
                sentences: u64::from(shows_case.is_some()),
                capitals: u64::from(shows_case.is_some_and(|capitals| capitals.contains(&word))),
            };
            self.words.entry(word.into_boxed_str()).or_default().add(count);
        }
    }

    /// Notes the title under each of its words, stop words aside.
    fn note_fellows(&mut self, found: &[Piece], words: &[String]) {
        let imprint = Imprint::of_all(found);
        for word in words.iter().filter(|word| !Language::English.is_stop_word(word)) {
            if !self.fellows.contains_key(word.as_str()) {
                self.fellows.insert(word.as_str().into(), Fellows::default());
            }
            if let Some(fellows) = self.fellows.get_mut(word.as_str()) {
                fellows.add(imprint);
            }
        }
    }

    /// Adds another part's counts.
    pub fn merge(&mut self, other: Self) {
        self.titles += other.titles;
        if self.words.is_empty() {
            self.words = other.words;
        } else {
            for (word, count) in other.words {
                self.words.entry(word).or_default().add(count);
            }
        }
        for (word, fellows) in other.fellows {
            self.fellows.entry(word).or_default().merge(&fellows);
        }
        for (key, heads) in other.segments {
            self.segments.entry(key).or_default().merge(&heads);
        }
        for (key, issues) in other.masks {
            self.masks.entry(key).or_default().merge(&issues);
        }
        for (length, count) in other.cut_lengths {
            *self.cut_lengths.entry(length).or_insert(0) += count;
        }
        for (input, votes) in other.languages {
            self.languages.entry(input).or_default().merge(&votes);
        }
    }

    /// How many titles were counted.
    pub fn titles(&self) -> u64 {
        self.titles
    }

    /// Each different word with the number of titles that hold it, in no order.
    pub fn words(&self) -> impl Iterator<Item = (&str, u64)> {
        self.words.iter().map(|(word, count)| (&**word, count.titles))
    }

    /// Each different content word with the number of titles that hold it and a sample of them, in no
    /// order.
    pub fn fellows(&self) -> impl Iterator<Item = (&str, u64, &Fellows)> {
        let count = |word: &str| self.words.get(word).map_or(0, |count| count.titles);
        self.fellows.iter().map(move |(word, fellows)| (&**word, count(word), fellows))
    }

    /// Words that the corpus shows to be names.
    pub fn names(&self) -> Names {
        let names = self.words.iter().filter(|(_, count)| count.is_name());
        Names::new(names.map(|(word, _)| &**word))
    }

    /// Site names the corpus shows: segments behind five different titles.
    pub fn site_names(&self) -> SiteNames {
        let full = self.segments.iter().filter(|(_, heads)| heads.is_full());
        SiteNames::new(full.map(|(key, _)| *key))
    }

    /// True where titles with this mask are issues of a series: three different ones were seen.
    pub fn is_series(&self, mask: u64) -> bool {
        self.masks.get(&mask).is_some_and(Smallest::is_full)
    }

    /// The language of each input, and of anything else.
    pub fn languages(&self) -> Languages {
        let mut all = LanguageVotes::default();
        for votes in self.languages.values() {
            all.merge(votes);
        }
        let decided = |(input, votes): (&String, &LanguageVotes)| (input.clone(), votes.decide());
        Languages::new(self.languages.iter().map(decided).collect(), all.decide())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::Origin;

    fn entries() -> Vec<Entry> {
        let titles = [
            "Jets scrambled over Baltic - The Daily Example",
            "Volcano found in backyard - The Daily Example",
            "Weekly roundup #41",
            "Weekly roundup #42",
            "Weekly roundup #43",
            "Troops arrive in Latvia - The Daily Example",
            "Court upholds the ban - The Daily Example",
            "Scientists create first living organism with artificial DNA, opening ...",
            "Minister quits after vote - The Daily Example",
        ];
        titles.iter().map(|title| Entry::new(*title, Origin::new("x.txt", 1))).collect()
    }

    #[test]
    fn halves_merged_are_the_whole() {
        let entries = entries();
        let whole = CorpusStats::of(&entries);
        for cut in 0..=entries.len() {
            let mut left = CorpusStats::of(&entries[..cut]);
            left.merge(CorpusStats::of(&entries[cut..]));
            assert_eq!(left, whole);
            assert_eq!(left.fingerprint(), whole.fingerprint());
        }
    }

    #[test]
    fn site_names_and_series_are_learned() {
        let stats = CorpusStats::of(&entries());
        let expected = SiteNames::new([segment_key("the daily example")]);
        assert_eq!(stats.site_names(), expected);
        let few = CorpusStats::of(&entries()[..4]);
        assert_eq!(few.site_names(), SiteNames::default());
        let pieces = pieces("weekly roundup #99", Language::English);
        let (mask, _) = mask(&pieces, Language::English).unwrap();
        assert!(stats.is_series(mask));
        assert!(!few.is_series(mask));
    }
}
