//! Everything the judge knows of the entries of a run: titles, weights, subjects.
//!
//! After the survey a subject is a pure function of its entry, the statistics and the settings. The two
//! exceptions look at the run as a whole, and only to be more careful: a URL shared by many different
//! titles is no key, and a title that comes back is another page each time (`recurrence`).

use ahash::AHashSet;
use rayon::prelude::*;

use super::subjects::Part;
use super::{Comparison, Explainer, Explanation, Judge, Judgment, Model, Subject, Subjects};
use std::ops::Range;

use crate::entries::Entries;
use crate::entry::Entry;
use crate::normalize::{
    Context, Language, Languages, Names, Rows, SiteNames, Stripped, TitleBuilder, Vocabulary,
    stripped,
};
use crate::progress::{Unwatched, Watch};
use crate::settings::Settings;
use crate::survey::CorpusStats;
use crate::weigh::{Bag, Company, Gatherings, TokenCounts, Weighed, Weights};

/// The fewest entries that make a part: every part looks at its words anew.
const LEAST_PART: usize = 2048;

/// Titles that are made before the watch is told.
const TITLES_AT_ONCE: usize = 4096;

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
    pub entries: Entries,
    /// What the judge sees of each.
    pub subjects: Subjects,
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
    pub fn new(entries: impl Into<Entries>, knowledge: &'k Knowledge) -> Self {
        Self::with_rows(entries.into(), knowledge, Vec::new(), &Unwatched)
    }

    /// The same, where the survey has cut the titles of these entries to rows.
    pub(crate) fn with_rows(
        entries: Entries,
        knowledge: &'k Knowledge,
        rows: Vec<Rows>,
        watch: &dyn Watch,
    ) -> Self {
        let (subjects, vocabulary) = subjects(&entries, knowledge, rows, watch);
        let weights = Weights::new(&vocabulary, &knowledge.counts);
        let company = Company::new(&vocabulary, &knowledge.gatherings);
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

    /// The language of an input.
    pub(super) fn language(&self, file: &str) -> Language {
        self.knowledge.languages.of(file)
    }

    /// What the rules take from a title.
    pub(super) fn stripped(&self, entry: &Entry) -> Vec<Stripped> {
        let context = Context { sites: &self.knowledge.sites, source: entry.source.as_deref() };
        stripped(entry.title(), &context)
    }

    /// An entry's title as a weighted set.
    pub fn bag(&self, entry: usize) -> Bag {
        let mut tokens = Vec::new();
        self.weigh(entry, &mut tokens);
        Bag::of(tokens)
    }

    /// Adds the tokens of an entry's bag.
    pub fn weigh(&self, entry: usize, into: &mut Vec<Weighed>) {
        self.subjects.weigh(entry, &self.weights, into);
    }

    /// Lays two entries side by side.
    pub fn compare<'a>(&'a self, judge: &Judge<'a>, a: usize, b: usize) -> Comparison<'a> {
        judge.compare(&self.subjects.get(a), &self.subjects.get(b))
    }
}

fn subjects(
    entries: &Entries,
    knowledge: &Knowledge,
    rows: Vec<Rows>,
    watch: &dyn Watch,
) -> (Subjects, Vocabulary) {
    let built = |(part, mut rows): (Range<usize>, Option<Rows>)| {
        let Knowledge { languages, sites, names, series, .. } = knowledge;
        let mut builder = TitleBuilder::new(languages, sites, names);
        let mut subjects = Part::new(entries.keeper());
        if let Some(rows) = &mut rows {
            builder.take_rows(rows);
        }
        let start = part.start;
        entries.each(part, |number, entry| {
            let title = match &mut rows {
                Some(rows) => builder.build_from(entry, rows, number - start),
                None => builder.build(entry),
            };
            let issue = title.mask() != 0 && series.contains(&title.mask());
            subjects.push(&Subject::new(entry, title, issue));
            if subjects.len().is_multiple_of(TITLES_AT_ONCE) {
                watch.advance(TITLES_AT_ONCE as u64);
            }
        });
        (subjects, builder.into_vocabulary())
    };
    let parts: Vec<_> = parts(entries.len(), rows).into_par_iter().map(built).collect();
    let (mut parts, vocabularies): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
    let (mut vocabulary, numbers) = Vocabulary::merge(&vocabularies);
    drop(vocabularies);
    parts.par_iter_mut().zip(&numbers).for_each(|(part, numbers)| part.renumber(numbers));
    (Subjects::new(parts, vocabulary.take_tokens_of_forms()), vocabulary)
}

/// The parts in which entries are normalized: those of the survey, or one a thread.
fn parts(entries: usize, rows: Vec<Rows>) -> Vec<(Range<usize>, Option<Rows>)> {
    if rows.is_empty() {
        let size = entries.div_ceil(rayon::current_num_threads()).max(LEAST_PART);
        let part = |start: usize| (start..entries.min(start + size), None);
        return (0..entries).step_by(size).map(part).collect();
    }
    let mut start = 0;
    let part = |rows: Rows| {
        let part = start..start + rows.len();
        start = part.end;
        (part, Some(rows))
    };
    rows.into_iter().map(part).collect()
}
