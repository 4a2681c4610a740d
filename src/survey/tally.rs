//! Counts one part of a corpus, looking at each different word once.
//!
//! What a word is (its bit in an imprint, the languages it votes for) is asked when it is first met (`met`);
//! from then on it is a number. Which titles sample a word is decided at the end (`samples`).

use std::ops::Range;
use std::sync::Arc;

use super::fellows::keep_used;
use super::met::Known;
use super::samples::{Order, Samples};
use super::stats::{CorpusStats, WordCount};
use super::words::Words;
use crate::entries::Entries;
use crate::entry::Entry;
use crate::hash::hash;
use crate::normalize::{
    Capitals, Cells, Cut, Draft, Glance, Imprint, Language, LanguageVotes, Lexicon, Rows, Scan,
    Serves, Vocabulary, WordId, countable_segment, cut, cut_scan, fold, folds_to_lower,
    head_serves, mask, number_id, segment_key, serves, surveyed,
};
use crate::progress::Watch;

/// Titles that are counted before the watch is told.
const TITLES_AT_ONCE: usize = 4096;
const HEAD_SEED: u64 = 0x43AD;

/// The counts of a part, words by number.
pub(super) struct Tally {
    /// Everything but words, votes and samples.
    stats: CorpusStats,
    rows: Rows,
    words: Vec<Known>,
    /// Each input with the votes of its titles.
    inputs: Vec<(Arc<str>, LanguageVotes)>,
    imprints: Vec<Imprint>,
}

/// The title at hand. Kept from title to title, so that nothing is allocated anew.
#[derive(Default)]
struct AtHand {
    draft: Draft,
    spare: Draft,
    /// Its text as the survey reads it, in case.
    text: String,
    /// Folding makes small letters of the text and does nothing else.
    plain: bool,
    scan: Scan,
    cuts: Vec<Cut>,
    /// The numbers of the canonical forms of its numbers, in order.
    numbers: Vec<WordId>,
    capitals: Capitals,
    scratch: String,
}

impl AtHand {
    /// Takes a title, and tells what the rules would do to it as far as a glance shows it.
    fn take(&mut self, title: &str) -> Glance {
        let glance = surveyed(&mut self.draft, title);
        let unknown = glance == Glance::Unknown;
        self.text.clear();
        self.text.push_str(if unknown { &self.draft.text } else { title });
        self.plain = !unknown || folds_to_lower(&mut self.draft);
        glance
    }

    /// Cuts its text.
    fn cut(&mut self, lexicon: &mut Lexicon) {
        if self.plain {
            self.scan.read(&self.text);
            lexicon.gather(&self.scan);
            self.capitals.begin_scan(&self.text, &self.scan);
            cut_scan(&self.scan, lexicon, &mut self.cuts);
        } else {
            cut(&self.draft.text, lexicon, &mut self.cuts);
        }
    }

    /// Leaves so many bytes of its text, and cuts them.
    fn cut_head(&mut self, length: usize, lexicon: &mut Lexicon) {
        self.text.truncate(length);
        if self.plain {
            self.scan.shorten(length);
            self.capitals.begin_scan(&self.text, &self.scan);
            cut_scan(&self.scan, lexicon, &mut self.cuts);
        } else {
            self.draft.text.clone_from(&self.text);
            self.draft.cased.clear();
            fold(&mut self.draft);
            cut(&self.draft.text, lexicon, &mut self.cuts);
        }
    }

    /// Reads the capitals of what was cut.
    fn read_capitals(&mut self, lexicon: &mut Lexicon) {
        if self.plain {
            self.capitals.read_scan(&self.text, lexicon);
        } else {
            self.capitals.read(&self.text, lexicon);
        }
    }
}

impl Tally {
    /// The counts of some entries, and their titles as they were cut.
    pub(super) fn of(
        entries: &Entries,
        part: Range<usize>,
        watch: &dyn Watch,
    ) -> (CorpusStats, Rows) {
        let mut tally = Self {
            stats: CorpusStats::default(),
            rows: Rows::new(Lexicon::new(Language::English)),
            words: Vec::new(),
            inputs: Vec::new(),
            imprints: Vec::with_capacity(part.len()),
        };
        let mut at_hand = AtHand::default();
        entries.each(part, |number, entry| {
            tally.count(entry, &mut at_hand);
            if number % TITLES_AT_ONCE == 0 {
                watch.advance(TITLES_AT_ONCE as u64);
            }
        });
        tally.finish()
    }

    fn count(&mut self, entry: &Entry, title: &mut AtHand) {
        let glance = title.take(entry.title());
        self.stats.titles += 1;
        if title.draft.truncated {
            let length = entry.title().chars().count() as u64;
            *self.stats.cut_lengths.entry(length).or_insert(0) += 1;
        }
        let head = match glance {
            Glance::Untouched => None,
            _ => self.count_segment(&title.text),
        };
        title.cut(&mut self.rows.lexicon);
        self.gather(&title.cuts);
        title.read_capitals(&mut self.rows.lexicon);
        let votes = self.votes_of(&entry.origin.file);
        self.count_words(title, votes);
        let serves = self.push_row(entry.title(), glance, title);
        if let Some(length) = head {
            self.count_head(length, serves, title);
        }
    }

    /// Counts the last segment of a text where it may name a site, and gives the length of the text before it.
    fn count_segment(&mut self, text: &str) -> Option<usize> {
        let (head, segment) = countable_segment(text)?;
        let key = hash(HEAD_SEED, head.to_lowercase().as_bytes());
        self.stats.segments.add(segment_key(segment), key);
        Some(head.trim_end().len())
    }

    /// Keeps the title at hand for the step that builds titles, and tells whether its row serves there.
    fn push_row(&mut self, whole: &str, glance: Glance, title: &mut AtHand) -> Serves {
        let AtHand { draft, spare, cuts, numbers, capitals, text, .. } = title;
        let serves = glance.serves().unwrap_or_else(|| serves(whole, text, draft, spare));
        let asks = memchr::memchr(b'?', text.as_bytes()).is_some();
        if title.plain || draft.cased == *text || serves == Serves::No {
            self.rows.push(Cells { cuts, numbers, capitals }, serves, draft, asks);
        } else {
            // Where initials were joined, the survey reads capitals as they stood before.
            let mut joined = Capitals::default();
            joined.read(&draft.cased, &mut self.rows.lexicon);
            self.rows.push(Cells { cuts, numbers, capitals: &joined }, serves, draft, asks);
        }
        serves
    }

    /// Looks at the title without its last segment, which may turn out a site's name.
    fn count_head(&mut self, length: usize, serves: Serves, title: &mut AtHand) {
        title.cut_head(length, &mut self.rows.lexicon);
        for word in title.cuts.iter().filter_map(Cut::word) {
            self.known(word);
        }
        if self.hides(&title.cuts) {
            self.count_mask(&title.cuts);
        }
        if serves == Serves::WithoutSite && head_serves(&title.text, &mut title.spare) {
            title.read_capitals(&mut self.rows.lexicon);
            self.rows.set_head(&title.cuts, &title.capitals);
        }
    }

    /// A series is counted with and without the last segment, which may turn out a site's name.
    fn count_mask(&mut self, cuts: &[Cut]) {
        let (mask, issue) = mask(cuts, |id| self.words[id as usize].masked);
        self.stats.masks.add(mask, issue);
    }

    /// True where a mask would hide one of these pieces.
    fn hides(&self, cuts: &[Cut]) -> bool {
        cuts.iter()
            .any(|cut| cut.word().is_none_or(|word| self.words[word as usize].masked.is_hidden()))
    }

    /// Counts the words of the title at hand, and its mask where that hides something.
    fn count_words(&mut self, title: &mut AtHand, votes: usize) {
        let AtHand { cuts, numbers, capitals, scratch, .. } = title;
        numbers.clear();
        let number = self.stats.titles as u32;
        let first = cuts.first().and_then(Cut::word);
        let (mut imprint, mut hides) = (Imprint::default(), false);
        for cut in &*cuts {
            let word = match cut {
                Cut::Word(id) => *id,
                Cut::Number(amount) => {
                    numbers.push(number_id(*amount, &mut self.rows.lexicon, scratch));
                    numbers[numbers.len() - 1]
                }
                Cut::Day(_) => {
                    hides = true;
                    continue;
                }
            };
            let known = self.known(word);
            imprint = imprint.and(known.bit.imprint());
            hides |= known.masked.is_hidden() || cut.word().is_none();
            known.note(number, capitals.telling && first != Some(word), || capitals.hold(word));
            let languages = known.voters;
            self.inputs[votes].1.count_for(languages);
        }
        self.imprints.push(imprint);
        if hides {
            self.count_mask(cuts);
        }
    }

    /// Reads a little of what is known of these words, so that memory is asked for all of them at once.
    fn gather(&self, cuts: &[Cut]) {
        let words = cuts.iter().filter_map(Cut::word);
        let met = words.filter_map(|word| Some(self.words.get(word as usize)?.met));
        std::hint::black_box(met.fold(false, |all, met| all ^ met));
    }

    /// What is known of a word or the canonical form of a number: looked at where it was not met before.
    fn known(&mut self, word: WordId) -> &mut Known {
        if self.words.len() <= word as usize {
            self.words.resize(self.rows.lexicon.len(), Known::default());
        }
        let known = &mut self.words[word as usize];
        if !known.met {
            let bit = self.rows.lexicon.bit(word);
            let text = self.rows.lexicon.text(word);
            *known = Known::new(text, bit);
        }
        known
    }

    /// Where the votes of an input stand.
    fn votes_of(&mut self, input: &Arc<str>) -> usize {
        // Entries of one input mostly share its name in memory.
        let same = |name: &Arc<str>| Arc::ptr_eq(name, input) || name == input;
        let place = self.inputs.iter().rposition(|(name, _)| same(name));
        place.unwrap_or_else(|| {
            self.inputs.push((Arc::clone(input), LanguageVotes::default()));
            self.inputs.len() - 1
        })
    }

    fn finish(mut self) -> (CorpusStats, Rows) {
        let (words, imprints) = self.sampled_words();
        let mut stats = CorpusStats { words, imprints, ..self.stats };
        stats.segments.settle();
        stats.masks.settle();
        let named = |(name, votes): (Arc<str>, _)| (name.as_ref().to_owned(), votes);
        stats.languages = self.inputs.into_iter().map(named).collect();
        (stats, self.rows)
    }

    /// The words with their samples, and the imprints that these hold.
    fn sampled_words(&mut self) -> (Words, Vec<Imprint>) {
        let imprints = std::mem::take(&mut self.imprints);
        let order = Order::of(&imprints);
        let samples = Samples::of_all(&order, &self.rows, &self.words);
        let lexicon = &mut self.rows.lexicon;
        let seen = (0..).zip(&self.words).filter(|(_, known)| known.count.titles > 0);
        let with_token = |(id, known): (WordId, &Known)| {
            let token = Vocabulary::hash_of(lexicon.token(id));
            (id, known.count.with_token(token))
        };
        let counts: Vec<(WordId, WordCount)> = seen.map(with_token).collect();
        let lexicon = &self.rows.lexicon;
        let word = |(id, count): &(WordId, WordCount)| {
            let content = self.words[*id as usize].content;
            (lexicon.text(*id), *count, if content { samples.of(*id) } else { &[] })
        };
        let mut words: Words = counts.iter().map(word).collect();
        let imprint = |place: usize| imprints[order.title(place)];
        let imprints = keep_used(words.places(), order.len(), imprint);
        (words, imprints)
    }
}
