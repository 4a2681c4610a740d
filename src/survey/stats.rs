//! The statistics of a corpus, and what they decide: languages, site names, series.

use std::collections::BTreeMap;

use ahash::AHashSet;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::fellows::{keep_used, renumber, united};
use super::several::Several;
use super::tally::Tally;
use super::words::Words;
use crate::entries::Entries;
use crate::normalize::{Imprint, LanguageVotes, Languages, Names, Rows, SiteNames};
use crate::progress::{Unwatched, Watch};

/// Version of what is counted and how. Statistics of another version are refused.
pub const STATS_VERSION: u32 = 2;

/// A segment is a site's name when it stands behind so many different titles.
const HEADS_OF_A_SITE: usize = 5;
/// A mask is a series when so many different issues have it.
const ISSUES_OF_A_SERIES: usize = 3;
/// The fewest entries that make a part.
const LEAST_PART: usize = 4096;

/// A word is a name when sentence-case titles have it so often …
const SEEN_OF_A_NAME: u64 = 3;
/// … and capitalize it so many times in ten.
const CAPITALS_OF_A_NAME: u64 = 8;

/// How often a word was seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct WordCount {
    /// Titles that hold it.
    #[serde(rename = "t")]
    pub(super) titles: u64,
    /// Titles in sentence case that hold it behind their first word …
    #[serde(rename = "s", default, skip_serializing_if = "is_zero")]
    pub(super) sentences: u64,
    /// … and capitalize it there.
    #[serde(rename = "c", default, skip_serializing_if = "is_zero")]
    pub(super) capitals: u64,
    /// The portable hash of its English token: known from the word, and kept since stemming takes long.
    #[serde(skip)]
    pub(super) token: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(count: &u64) -> bool {
    *count == 0
}

impl WordCount {
    /// Both counts of one word.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            titles: self.titles + other.titles,
            sentences: self.sentences + other.sentences,
            capitals: self.capitals + other.capitals,
            token: self.token,
        }
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
    pub(super) words: Words,
    /// Every imprint that some word's sample holds, in the order of [`order`](super::fellows::order).
    pub(super) imprints: Vec<Imprint>,
    pub(super) segments: Several<HEADS_OF_A_SITE>,
    pub(super) masks: Several<ISSUES_OF_A_SERIES>,
    pub(super) cut_lengths: BTreeMap<u64, u64>,
    pub(super) languages: BTreeMap<String, LanguageVotes>,
}

impl CorpusStats {
    /// Counts a corpus. The order of the entries does not matter.
    pub fn of(entries: &Entries) -> Self {
        Self::with_rows(entries, &Unwatched).0
    }

    /// Counts a corpus, and hands over its titles as they were cut, part by part.
    pub(crate) fn with_rows(entries: &Entries, watch: &dyn Watch) -> (Self, Vec<Rows>) {
        // One part a thread: each looks at its words once, and merging costs as much as counting.
        let size = entries.len().div_ceil(rayon::current_num_threads()).max(LEAST_PART);
        let starts = (0..entries.len()).into_par_iter().step_by(size);
        let part = |start: usize| start..entries.len().min(start + size);
        let parts: Vec<(Self, Rows)> =
            starts.map(|start| Tally::of(entries, part(start), watch)).collect();
        let mut all = Self::default();
        let merge = |(stats, rows)| {
            all.merge(stats);
            rows
        };
        let rows = parts.into_iter().map(merge).collect();
        (all, rows)
    }

    /// Adds another part's counts.
    pub fn merge(&mut self, other: Self) {
        self.titles += other.titles;
        self.merge_words(other.words, other.imprints);
        self.segments.merge(other.segments);
        self.masks.merge(other.masks);
        for (length, count) in other.cut_lengths {
            *self.cut_lengths.entry(length).or_insert(0) += count;
        }
        for (input, votes) in other.languages {
            self.languages.entry(input).or_default().merge(&votes);
        }
    }

    fn merge_words(&mut self, mut words: Words, imprints: Vec<Imprint>) {
        if self.words.len() == 0 {
            (self.words, self.imprints) = (words, imprints);
            return;
        }
        let (all, own, others) = united(&self.imprints, &imprints);
        drop(imprints);
        renumber(self.words.places(), &own);
        renumber(words.places(), &others);
        self.words = self.words.merge(&words);
        self.imprints = keep_used(self.words.places(), all.len(), |place| all[place]);
    }

    /// How many titles were counted.
    pub fn titles(&self) -> u64 {
        self.titles
    }

    /// Each different word with the portable hash of its English token and the number of titles that hold
    /// it, ascending by that hash.
    pub fn words(&self) -> impl Iterator<Item = (&str, u64, u64)> {
        self.words.iter().map(|(word, count, _)| (word, count.token, count.titles))
    }

    /// The same of each content word, with a sample of its titles: places in [`Self::imprints`], ascending,
    /// which [`merged`](super::merged) merges.
    pub fn fellows(&self) -> impl Iterator<Item = (&str, u64, u64, &[u32])> {
        let sampled = self.words.iter().filter(|(_, _, sample)| !sample.is_empty());
        sampled.map(|(word, count, sample)| (word, count.token, count.titles, sample))
    }

    /// The titles that the samples hold.
    pub fn imprints(&self) -> &[Imprint] {
        &self.imprints
    }

    /// Words that the corpus shows to be names.
    pub fn names(&self) -> Names {
        let names = self.words.iter().filter(|(_, count, _)| count.is_name());
        Names::new(names.map(|(word, ..)| word))
    }

    /// Site names the corpus shows: segments behind five different titles.
    pub fn site_names(&self) -> SiteNames {
        SiteNames::new(self.segments.full())
    }

    /// The masks of titles that are issues of a series: three different ones were seen.
    pub fn series(&self) -> AHashSet<u64> {
        self.masks.full().collect()
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
    use crate::entry::Entry;
    use crate::normalize::{Title, TitleBuilder, segment_key};
    use crate::origin::Origin;

    fn entries() -> Entries {
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
        let part = |from: usize, count: usize| entries.iter().skip(from).take(count).collect();
        for cut in 0..=entries.len() {
            let mut left = CorpusStats::of(&part(0, cut));
            left.merge(CorpusStats::of(&part(cut, entries.len())));
            assert_eq!(left, whole);
            assert_eq!(left.fingerprint(), whole.fingerprint());
        }
    }

    #[test]
    fn titles_from_rows_are_those_cut_anew() {
        let more = [
            "UPDATE 2-Jets scrambled over Baltic - The Daily Example",
            "Minister said to quit on April 27 - The Daily Example",
            "Minister says Guardian of Troops quits after vote | World news | The Daily Example",
            "TROOPS LEAVE LATVIA AFTER VOTE - The Daily Example",
            "The court upholds “the ban” for the U.S. - The Daily Example",
            "Video: troops arrive in the U.S. …",
            "Who told the Baltic troops about Latvia? - The Daily Example (updated)",
            "İstanbul A.I. vote: 5th of 10, opening ...",
        ];
        let more = more.iter().map(|title| Entry::new(*title, Origin::new("x.txt", 1)));
        let all: Entries = entries().iter().chain(more).collect();
        let (stats, mut rows) = CorpusStats::with_rows(&all, &Unwatched);
        let (languages, sites, names) = (stats.languages(), stats.site_names(), stats.names());
        let builder = || TitleBuilder::new(&languages, &sites, &names);
        let mut anew = builder();
        let anew: Vec<Title> = all.iter().map(|entry| anew.build(&entry)).collect();
        let (mut builder, mut rows) = (builder(), rows.remove(0));
        builder.take_rows(&mut rows);
        let built = all.iter().zip(0..);
        let built = built.map(|(entry, place)| builder.build_from(&entry, &mut rows, place));
        assert_eq!(built.collect::<Vec<Title>>(), anew);
    }

    #[test]
    fn site_names_and_series_are_learned() {
        let stats = CorpusStats::of(&entries());
        let expected = SiteNames::new([segment_key("the daily example")]);
        assert_eq!(stats.site_names(), expected);
        let few = CorpusStats::of(&entries().iter().take(4).collect());
        assert_eq!(few.site_names(), SiteNames::default());
        let (languages, sites, names) = (stats.languages(), stats.site_names(), stats.names());
        let mut builder = TitleBuilder::new(&languages, &sites, &names);
        let issue = Entry::new("Weekly roundup #99", Origin::new("x.txt", 1));
        let mask = builder.build(&issue).mask();
        assert!(stats.series().contains(&mask));
        assert!(!few.series().contains(&mask));
    }
}
