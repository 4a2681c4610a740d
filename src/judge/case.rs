//! Everything the judge knows of the entries of a run: titles, weights, subjects.
//!
//! After the survey a subject is a pure function of its entry, the statistics and the settings. The two
//! exceptions look at the run as a whole, and only to be more careful: a URL shared by many different
//! titles is no key, and a title that one source repeats day after day recurs.

use ahash::AHashSet;
use rayon::prelude::*;

use super::{Comparison, Explainer, Explanation, Judge, Judgment, Model, Subject};
use crate::entry::Entry;
use crate::hash::hash;
use crate::normalize::{
    Context, Draft, Language, Languages, Names, Rows, SiteNames, Title, TitleBuilder, Vocabulary,
    normalize,
};
use crate::settings::Settings;
use crate::stamp::Stamp;
use crate::survey::CorpusStats;
use crate::weigh::{Bag, Company, Gatherings, TokenCounts, Weights};

/// The fewest entries that make a part: every part looks at its words anew.
const LEAST_PART: usize = 2048;
const URL_SEED: u64 = 0x0012_F0E1;
const SOURCE_SEED: u64 = 0x0050_0CE5;
/// A longer name of a source is put in memory to be folded.
const LONGEST_SOURCE: usize = 64;
/// A URL with more different titles than this stands for a page of links, not for a story.
const TITLES_OF_A_STORY: usize = 3;
/// A title recurs when one source has it under so many URLs on so many days.
const DAYS_OF_A_RECURRING: usize = 3;
/// Where no source is known, only a title this short is taken for a rubric (`Open Thread`): a longer
/// one that returns is the same story listed again.
const WORDS_OF_A_RUBRIC: usize = 2;

/// What is known before any entry is looked at: the statistics, and what follows from them.
#[derive(Clone, Debug)]
pub struct Knowledge {
    series: AHashSet<u64>,
    languages: Languages,
    sites: SiteNames,
    names: Names,
    counts: TokenCounts,
    gatherings: Gatherings,
}

impl Knowledge {
    /// Draws the conclusions from statistics. A language in the settings overrides theirs.
    pub fn new(stats: &CorpusStats, settings: &Settings) -> Self {
        let set = settings.language.as_deref().and_then(Language::from_code);
        let languages = set.map_or_else(|| stats.languages(), Languages::only);
        let (sites, names) = (stats.site_names(), stats.names());
        let counts = TokenCounts::new(stats, &languages);
        let gatherings = Gatherings::new(stats, &languages);
        let series = stats.series();
        Self { series, languages, sites, names, counts, gatherings }
    }
}

/// The entries of a run, prepared for judging.
#[derive(Clone, Debug)]
pub struct Case<'a> {
    /// The entries, in rank order.
    pub entries: Vec<Entry>,
    /// What the judge sees of each.
    pub subjects: Vec<Subject>,
    /// Tokens of all titles.
    pub vocabulary: Vocabulary,
    /// Their weights.
    pub weights: Weights,
    /// In which company they stand.
    pub company: Company<'a>,
    knowledge: &'a Knowledge,
}

impl<'k> Case<'k> {
    /// Normalizes and weighs entries, which must be in rank order.
    pub fn new(entries: Vec<Entry>, knowledge: &'k Knowledge) -> Self {
        Self::with_rows(entries, knowledge, Vec::new())
    }

    /// The same, where the survey has cut the titles of these entries to rows.
    pub(crate) fn with_rows(
        entries: Vec<Entry>,
        knowledge: &'k Knowledge,
        rows: Vec<Rows>,
    ) -> Self {
        let (titles, vocabulary) = titles(&entries, knowledge, rows);
        let weights = Weights::new(&vocabulary, &knowledge.counts);
        let company = Company::new(&vocabulary, &knowledge.gatherings);
        let series = &knowledge.series;
        let subject = |(entry, title): (&Entry, Title)| subject(entry, title, &weights, series);
        let mut subjects: Vec<Subject> = Vec::with_capacity(entries.len());
        // Part by part, so that titles and subjects are not all in memory at once.
        for titles in titles {
            let entries = entries[subjects.len()..].par_iter();
            subjects.par_extend(entries.zip(titles).map(subject));
        }
        drop_hub_urls(&mut subjects);
        mark_recurring(&mut subjects);
        Self { entries, subjects, vocabulary, weights, company, knowledge }
    }

    /// A judge over these entries.
    pub fn judge<'a>(&'a self, model: &'a Model, settings: &Settings) -> Judge<'a> {
        Judge {
            model,
            level: settings.level,
            window: settings.window,
            vocabulary: &self.vocabulary,
            weights: &self.weights,
            company: &self.company,
        }
    }

    /// Says why a pair was judged as it was. `a` comes first in what is shown. An [`Explainer`] does the
    /// same for many pairs.
    pub fn explain(&self, judge: &Judge, a: usize, b: usize, judgment: &Judgment) -> Explanation {
        Explainer::new(self, judge).explain(a, b, judgment)
    }

    /// The language of an entry's input.
    pub(super) fn language(&self, entry: usize) -> Language {
        self.knowledge.languages.of(&self.entries[entry].origin.file)
    }

    /// A title after the rules, with what they took.
    pub fn draft(&self, entry: usize) -> Draft {
        let entry = &self.entries[entry];
        let context = Context { sites: &self.knowledge.sites, source: entry.source.as_deref() };
        normalize(entry.title(), &context)
    }

    /// Lays two entries side by side.
    pub fn compare<'a>(&'a self, judge: &Judge<'a>, a: usize, b: usize) -> Comparison<'a> {
        judge.compare(&self.subjects[a], &self.subjects[b])
    }
}

fn titles(
    entries: &[Entry],
    knowledge: &Knowledge,
    rows: Vec<Rows>,
) -> (Vec<Vec<Title>>, Vocabulary) {
    let built = |(part, rows): (&[Entry], Option<Rows>)| {
        let Knowledge { languages, sites, names, .. } = knowledge;
        let mut builder = TitleBuilder::new(languages, sites, names);
        let titles: Vec<Title> = match rows {
            Some(rows) => builder.build_all(part, rows),
            None => part.iter().map(|entry| builder.build(entry)).collect(),
        };
        (titles, builder.into_vocabulary())
    };
    let parts: Vec<_> = parts(entries, rows).into_par_iter().map(built).collect();
    let (mut titles, vocabularies): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
    let (vocabulary, numbers) = Vocabulary::merge(&vocabularies);
    drop(vocabularies);
    titles.par_iter_mut().zip(numbers).for_each(|(titles, numbers)| {
        for title in titles {
            title.renumber(&numbers);
        }
    });
    (titles, vocabulary)
}

/// The parts in which entries are normalized: those of the survey, or one a thread.
fn parts(entries: &[Entry], rows: Vec<Rows>) -> Vec<(&[Entry], Option<Rows>)> {
    if rows.is_empty() {
        let size = entries.len().div_ceil(rayon::current_num_threads()).max(LEAST_PART);
        return entries.chunks(size).map(|part| (part, None)).collect();
    }
    let mut rest = entries;
    let part = |rows: Rows| {
        let (part, behind) = rest.split_at(rows.len());
        rest = behind;
        (part, Some(rows))
    };
    rows.into_iter().map(part).collect()
}

fn subject(entry: &Entry, title: Title, weights: &Weights, series: &AHashSet<u64>) -> Subject {
    Subject {
        bag: Bag::new(&title, weights),
        url: entry.url().map(|url| hash(URL_SEED, url.as_bytes())),
        source: entry.source.as_deref().map(source_hash),
        day: entry.date().map(Stamp::day),
        published: entry.published.map(Stamp::day),
        hour: entry.published.and_then(Stamp::hour),
        listed: entry.added.map(Stamp::day),
        series: title.mask() != 0 && series.contains(&title.mask()),
        recurring: false,
        title,
    }
}

/// Equal for names of a source that differ in case alone.
fn source_hash(source: &str) -> u64 {
    let mut lower = [0; LONGEST_SOURCE];
    match lower.get_mut(..source.len()).filter(|_| source.is_ascii()) {
        Some(lower) => {
            lower.copy_from_slice(source.as_bytes());
            lower.make_ascii_lowercase();
            hash(SOURCE_SEED, lower)
        }
        None => hash(SOURCE_SEED, source.to_lowercase().as_bytes()),
    }
}

/// Forgets URLs that many different titles share.
fn drop_hub_urls(subjects: &mut [Subject]) {
    let place = |subject: &Subject| Some((subject.url?, subject.title.key));
    let mut titles: Vec<(u64, u64)> = subjects.iter().filter_map(place).collect();
    titles.par_sort_unstable();
    titles.dedup();
    let shared = titles.chunk_by(|a, b| a.0 == b.0).filter(|all| all.len() > TITLES_OF_A_STORY);
    let hubs: AHashSet<u64> = shared.map(|titles| titles[0].0).collect();
    for subject in subjects {
        subject.url = subject.url.filter(|url| !hubs.contains(url));
    }
}

/// That a title (by its key) of a source appeared on a day under a URL.
type Appearance = ((u64, Option<u64>), i64, Option<u64>);

/// Marks titles that one source publishes again and again: another page on another day.
fn mark_recurring(subjects: &mut [Subject]) {
    let appearance = |subject: &Subject| {
        let telling = subject.source.is_some() || subject.bag.tokens().len() <= WORDS_OF_A_RUBRIC;
        let day = subject.day.filter(|_| telling)?;
        Some(((subject.title.key, subject.source), day, subject.url))
    };
    let mut seen: Vec<Appearance> = subjects.iter().filter_map(appearance).collect();
    seen.par_sort_unstable();
    let recurs = |seen: &&[Appearance]| {
        let days = seen.chunk_by(|a, b| a.1 == b.1).count();
        let urls: AHashSet<u64> = seen.iter().filter_map(|(_, _, url)| *url).collect();
        let same_page = !urls.is_empty() && urls.len() < DAYS_OF_A_RECURRING;
        days >= DAYS_OF_A_RECURRING && !same_page
    };
    let often = seen.chunk_by(|a, b| a.0 == b.0).filter(|seen| seen.len() >= DAYS_OF_A_RECURRING);
    let recurring: AHashSet<u64> = often.filter(recurs).map(|seen| seen[0].0.0).collect();
    for subject in subjects {
        subject.recurring = recurring.contains(&subject.title.key);
    }
}
