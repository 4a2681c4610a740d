//! The subjects of a run, packed.
//!
//! Two thirds of what a run keeps of an entry is its title in comparable form, and most titles are looked at a
//! few times only. So subjects stand packed one behind the other ([`Subject::pack`]) in parts as large as the
//! survey's, and are unpacked where they are asked for. What is known only once all entries are, hub URLs and
//! recurring titles, is kept beside them and added as they are read.

use std::borrow::Cow;
use std::rc::Rc;

use rayon::prelude::*;

use super::{Head, Recurrence, Subject};
use crate::keep::{Keeper, List, gather};
use crate::normalize::{Reader, Renumbered, TokenId, renumber, unpack_tokens};
use crate::twice::Twice;
use crate::weigh::{Weighed, Weights, weigh};

/// A URL with more different titles than this stands for a page of links, not for a story.
const TITLES_OF_A_STORY: usize = 3;
/// Subjects that a thread reads at least.
const GRAIN: usize = 1024;

/// The subjects of some entries that follow each other.
#[derive(Clone, Debug)]
pub(super) struct Part(List);

impl Part {
    /// A part without subjects.
    pub fn new(keeper: &Keeper) -> Self {
        Self(List::new(keeper))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Adds one behind the others.
    pub fn push(&mut self, subject: &Subject) {
        self.0.push(|open| subject.pack(open));
    }

    /// Replaces the numbers of tokens and forms, and gives back room that is not needed.
    pub fn renumber(&mut self, numbers: &Renumbered) {
        self.0.shrink_to_fit();
        self.0.change(|packed| {
            let title = Subject::title_at(packed);
            renumber(&mut packed[title..], numbers);
        });
    }
}

/// What the judge sees of each entry, in rank order.
#[derive(Clone, Debug, Default)]
pub struct Subjects {
    /// All of one length but the last, which may be shorter.
    parts: Vec<Part>,
    len: usize,
    /// The token of each form of a word.
    tokens: Vec<TokenId>,
    /// What is known only of the run: [`HUB`], [`RUBRIC`], [`SAYING`], [`TEXT_OF_OTHERS`] and
    /// [`URL_OF_OTHERS`].
    marks: Vec<u8>,
}

/// Its URL stands for no story.
const HUB: u8 = 1;
/// Its title is a source's rubric.
const RUBRIC: u8 = 2;
/// Others may have its text.
const TEXT_OF_OTHERS: u8 = 4;
/// Others may have its URL.
const URL_OF_OTHERS: u8 = 8;
/// Its title is a saying.
const SAYING: u8 = 16;
/// Stands for the hash of a URL that is not there.
const NO_URL: u64 = 0;

impl Subjects {
    /// The subjects of these parts, one behind the other; `tokens` are those of the forms of words.
    pub(super) fn new(parts: Vec<Part>, tokens: Vec<TokenId>) -> Self {
        let len = parts.iter().map(Part::len).sum();
        let mut subjects = Self { parts, len, tokens, marks: vec![0; len] };
        subjects.mark_shared();
        subjects.mark(hubs(&subjects));
        // Whether a title recurs depends on its URLs, so hubs are marked before.
        subjects.mark(recurring(&subjects));
        subjects
    }

    /// Marks those that may have a text or a URL in common with others.
    fn mark_shared(&mut self) {
        let hashes = |entry: usize| {
            let head = self.head(entry);
            (head.title.text, head.url.unwrap_or(NO_URL))
        };
        let all = (0..self.len).into_par_iter().with_min_len(GRAIN);
        let (texts, urls): (Vec<u64>, Vec<u64>) = all.map(hashes).unzip();
        let twice = Twice::of(&texts);
        let text = |hash: &u64| if twice.may_hold(*hash) { TEXT_OF_OTHERS } else { 0 };
        self.marks = texts.par_iter().map(text).collect();
        let twice = Twice::of(&urls);
        self.marks.par_iter_mut().zip(&urls).for_each(|(marks, hash)| {
            let is_shared = *hash != NO_URL && twice.may_hold(*hash);
            *marks |= if is_shared { URL_OF_OTHERS } else { 0 };
        });
    }

    fn mark(&mut self, entries: Vec<(u32, u8)>) {
        for (entry, mark) in entries {
            self.marks[entry as usize] |= mark;
        }
    }

    fn recurrence(&self, entry: usize) -> Recurrence {
        match self.marks[entry] & (RUBRIC | SAYING) {
            0 => Recurrence::Unknown,
            RUBRIC => Recurrence::Rubric,
            _ => Recurrence::Saying,
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// What the judge sees of an entry.
    ///
    /// # Panics
    /// Where there is no such entry.
    pub fn get(&self, entry: usize) -> Rc<Subject> {
        let mut subject = Subject::default();
        self.read(entry, &mut subject);
        subject.into()
    }

    /// The same, in the memory of another subject if nobody else holds it.
    ///
    /// # Panics
    /// Where there is no such entry.
    pub fn get_in(&self, entry: usize, place: &mut Rc<Subject>) {
        match Rc::get_mut(place) {
            Some(subject) => self.read(entry, subject),
            None => *place = self.get(entry),
        }
    }

    /// Has memory asked for several entries at once, of which each will be read.
    pub fn gather(&self, entries: impl Iterator<Item = usize>) {
        let of_part = self.parts[0].len();
        let glance = |entry: usize| self.parts[entry / of_part].0.glance(entry % of_part);
        gather(entries.map(glance));
    }

    fn read(&self, entry: usize, subject: &mut Subject) {
        subject.unpack(&self.packed(entry), &self.tokens);
        subject.url = subject.url.filter(|_| self.marks[entry] & HUB == 0);
        subject.recurrence = self.recurrence(entry);
    }

    /// What the judge sees of an entry but for the words of its title, which takes less reading.
    ///
    /// # Panics
    /// Where there is no such entry.
    pub fn head(&self, entry: usize) -> Head {
        let head = Head::unpack(&self.packed(entry));
        let url = head.url.filter(|_| self.marks[entry] & HUB == 0);
        Head { url, recurrence: self.recurrence(entry), ..head }
    }

    /// Adds the different content words of an entry, ascending, with their weights.
    ///
    /// # Panics
    /// Where there is no such entry.
    pub fn weigh(&self, entry: usize, weights: &Weights, into: &mut Vec<Weighed>) {
        let packed = self.packed(entry);
        let title = packed.get(Subject::title_at(&packed)..).unwrap_or_default();
        weigh(unpack_tokens(&mut Reader(title), &self.tokens), weights, into);
    }

    fn packed(&self, entry: usize) -> Cow<'_, [u8]> {
        let of_part = self.parts[0].len();
        self.parts[entry / of_part].0.get(entry % of_part)
    }

    /// True where other entries may have the URL of this one.
    pub fn may_share_url(&self, entry: usize) -> bool {
        self.marks[entry] & URL_OF_OTHERS != 0
    }

    /// What is read off the heads of those subjects that may have a text in common with others, in order.
    pub fn of_shared_texts<T: Send>(
        &self,
        read: impl Fn(usize, Head) -> Option<T> + Sync,
    ) -> Vec<T> {
        self.with_mark(TEXT_OF_OTHERS, read)
    }

    fn with_mark<T: Send>(
        &self,
        mark: u8,
        read: impl Fn(usize, Head) -> Option<T> + Sync,
    ) -> Vec<T> {
        let all = (0..self.len).into_par_iter().with_min_len(GRAIN);
        let marked = all.filter(|entry| self.marks[*entry] & mark != 0);
        marked.filter_map(|entry| read(entry, self.head(entry))).collect()
    }
}

/// Entries whose URLs many different titles share, with their mark.
fn hubs(subjects: &Subjects) -> Vec<(u32, u8)> {
    let mut titles = subjects
        .with_mark(URL_OF_OTHERS, |entry, head| Some((head.url?, head.title.key, entry as u32)));
    titles.par_sort_unstable();
    let different = |all: &[(u64, u64, u32)]| all.chunk_by(|a, b| a.1 == b.1).count();
    let of_url = titles.chunk_by(|a, b| a.0 == b.0);
    let shared = of_url.filter(|all| different(all) > TITLES_OF_A_STORY);
    shared.flatten().map(|(.., entry)| (*entry, HUB)).collect()
}

/// Entries whose titles come back as another page, with their mark.
fn recurring(subjects: &Subjects) -> Vec<(u32, u8)> {
    let mut keys: Vec<(u64, u32)> =
        subjects.of_shared_texts(|entry, head| Some((head.title.key, entry as u32)));
    keys.par_sort_unstable();
    let often = keys.chunk_by(|a, b| a.0 == b.0).filter(|all| all.len() >= Recurrence::LEAST);
    let marked = often.flat_map(|all| {
        let get = |(_, entry): &(u64, u32)| subjects.get(*entry as usize);
        let words = get(&all[0]).title.different_words();
        let seen = all
            .iter()
            .map(get)
            .filter_map(|subject| Some((subject.source, subject.day?, subject.url)));
        let mark = match Recurrence::of(words, seen.collect()) {
            Recurrence::Unknown => 0,
            Recurrence::Rubric => RUBRIC,
            Recurrence::Saying => SAYING,
        };
        all.iter().map(move |(_, entry)| (*entry, mark))
    });
    marked.collect()
}

#[cfg(test)]
mod tests {
    use crate::entry::Entry;
    use crate::judge::{Case, Knowledge, Recurrence};
    use crate::origin::Origin;
    use crate::settings::Settings;
    use crate::stamp::Stamp;
    use crate::survey::CorpusStats;

    const PAGE: &str = "http://links.test/";

    fn entry(title: &str, day: i64) -> Entry {
        Entry {
            source: Some("Links".into()),
            published: Some(Stamp::from_unix(day * 86_400)),
            ..Entry::new(title, Origin::new("-", 1)).with_url(PAGE)
        }
    }

    /// For each entry, whether it has a URL that counts, and whether it recurs.
    fn marks(others: &[&str]) -> Vec<(bool, bool)> {
        let daily = (1..=3).map(|day| entry("Open thread for the night", day));
        let entries: Vec<Entry> = daily.chain(others.iter().map(|title| entry(title, 9))).collect();
        let (stats, settings) = (CorpusStats::default(), Settings::default());
        let knowledge = Knowledge::new(&stats, &settings);
        let case = Case::new(entries, &knowledge);
        (0..case.subjects.len())
            .map(|entry| {
                let (head, whole) = (case.subjects.head(entry), case.subjects.get(entry));
                assert_eq!((head.url, head.recurrence), (whole.url, whole.recurrence));
                (whole.url.is_some(), whole.recurrence == Recurrence::Rubric)
            })
            .collect()
    }

    #[test]
    fn a_hub_url_does_not_keep_a_title_from_recurring() {
        let others = ["Ferry sinks off Skelby", "Opera house reopens", "Glacier retreats again"];
        let recurring = [(false, true); 3].into_iter();
        let alone = [(false, false); 3].into_iter();
        assert_eq!(marks(&others), recurring.chain(alone).collect::<Vec<_>>());
        // Three titles are one page's story, and a page under one URL is one page on any day.
        assert_eq!(marks(&others[..2]), [(true, false); 5]);
    }
}
