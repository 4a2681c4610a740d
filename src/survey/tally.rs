//! Counts one part of a corpus, looking at each different word once.
//!
//! What a word is (its bit in an imprint, the languages it votes for) is asked when it is first met; from
//! then on it is a number. Which titles sample a word is decided at the end: titles are walked in the
//! order of their hashes, and each word takes the first that come, so nothing is ever inserted or moved.

use std::ops::Range;

use super::fellows::{Fellows, SAMPLE, order};
use super::stats::{CorpusStats, WordCount};
use crate::entries::Entries;
use crate::entry::Entry;
use crate::hash::hash;
use crate::normalize::{
    Bit, Capitals, Cut, Draft, Imprint, Language, LanguageVotes, Lexicon, Masked, Rows, Serves,
    Vocabulary, WordId, countable_segment, cut, fold, head_serves, known_number, mask, number_id,
    segment_key, serves, surveyed,
};
use crate::progress::Watch;

/// Titles that are asked of memory at once: reading one thing of each takes little longer than of one.
const GATHERED: usize = 32;
/// Titles that are counted before the watch is told.
const TITLES_AT_ONCE: usize = 4096;
const HEAD_SEED: u64 = 0x43AD;

/// The counts of a part, words by number.
pub(super) struct Tally {
    /// Everything but words, votes and samples.
    stats: CorpusStats,
    rows: Rows,
    words: Vec<Known>,
    /// What a mask shows of each word.
    masked: Vec<Masked>,
    /// Each input with the votes of its titles.
    inputs: Vec<(String, LanguageVotes)>,
    imprints: Vec<Imprint>,
}

/// The title at hand. Kept from title to title, so that nothing is allocated anew.
#[derive(Default)]
struct AtHand {
    draft: Draft,
    spare: Draft,
    head: String,
    cuts: Vec<Cut>,
    capitals: Capitals,
    text: String,
}

/// What is known of a word.
#[derive(Clone, Copy, Default)]
struct Known {
    /// False before the word was looked at.
    met: bool,
    /// Not a stop word of English.
    content: bool,
    bit: Bit,
    /// The languages it is a stop word of, one bit each.
    voters: u32,
    /// A mask hides it.
    hidden: bool,
    count: Count,
    /// The title that held it last, counted from 1.
    last: u32,
}

/// How often a word was seen in this part.
#[derive(Clone, Copy, Default)]
struct Count {
    titles: u32,
    sentences: u32,
    capitals: u32,
}

impl Count {
    fn with_token(self, token: u64) -> WordCount {
        let [titles, sentences, capitals] =
            [self.titles, self.sentences, self.capitals].map(u64::from);
        WordCount { titles, sentences, capitals, token }
    }
}

impl Known {
    fn new(text: &str, masked: Masked, bit: Bit) -> Self {
        let number = text.starts_with('#');
        Self {
            met: true,
            content: !Language::English.is_stop_word(text),
            bit: if number { Imprint::of_token(text).bit() } else { bit },
            voters: if number { 0 } else { LanguageVotes::voters(text) },
            hidden: masked.is_hidden(),
            ..Self::default()
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
            rows: Rows::new(Lexicon::new(Language::English), part.len()),
            words: Vec::new(),
            masked: Vec::new(),
            inputs: Vec::new(),
            imprints: Vec::with_capacity(part.len()),
        };
        let mut at_hand = AtHand::default();
        for number in part {
            tally.count(&entries.get(number), &mut at_hand);
            if number % TITLES_AT_ONCE == 0 {
                watch.advance(TITLES_AT_ONCE as u64);
            }
        }
        tally.finish()
    }

    fn count(&mut self, entry: &Entry, title: &mut AtHand) {
        let untouched = surveyed(&mut title.draft, entry.title());
        self.stats.titles += 1;
        if title.draft.truncated {
            let length = entry.title().chars().count() as u64;
            *self.stats.cut_lengths.entry(length).or_insert(0) += 1;
        }
        let segment = if untouched { None } else { countable_segment(&title.draft.text) };
        let headed = segment.is_some();
        if let Some((head, segment)) = segment {
            let head_hash = hash(HEAD_SEED, head.to_lowercase().as_bytes());
            self.stats.segments.entry(segment_key(segment)).or_default().add(head_hash);
            title.head.clear();
            title.head.push_str(head.trim_end());
        }
        title.text.clone_from(&title.draft.text);
        fold(&mut title.draft);
        cut(&title.draft.text, &mut self.rows.lexicon, &mut title.cuts);
        let folded = title.draft.cased == title.text;
        title.capitals.read(&title.text, folded, &mut self.rows.lexicon);
        let serves = self.push_row(entry.title(), untouched, title);
        let votes = self.votes_of(&entry.origin.file);
        self.count_words(title, votes);
        if headed {
            title.draft.text.clone_from(&title.head);
            title.draft.cased.clear();
            fold(&mut title.draft);
            cut(&title.draft.text, &mut self.rows.lexicon, &mut title.cuts);
            self.meet(&title.cuts);
            if self.hides(&title.cuts) {
                self.count_mask(&title.cuts);
            }
            if serves == Serves::WithoutSite && head_serves(&title.head, &mut title.spare) {
                let folded = title.draft.cased == title.head;
                title.capitals.read(&title.head, folded, &mut self.rows.lexicon);
                self.rows.set_head(&title.cuts, &title.capitals);
            }
        }
    }

    /// Keeps the title at hand for the step that builds titles, and tells whether its row serves there.
    fn push_row(&mut self, whole: &str, untouched: bool, title: &mut AtHand) -> Serves {
        let AtHand { draft, spare, cuts, capitals, text, .. } = title;
        let serves = if untouched { Serves::Always } else { serves(whole, text, draft, spare) };
        if draft.cased == *text || serves == Serves::No {
            self.rows.push(cuts, capitals, serves, draft);
        } else {
            // Where initials were joined, the survey reads capitals as they stood before.
            let mut joined = Capitals::default();
            joined.read(&draft.cased, false, &mut self.rows.lexicon);
            self.rows.push(cuts, &joined, serves, draft);
        }
        serves
    }

    /// A series is counted with and without the last segment, which may turn out a site's name.
    fn count_mask(&mut self, cuts: &[Cut]) {
        let (mask, issue) = mask(cuts, |id| self.masked[id as usize]);
        self.stats.masks.entry(mask).or_default().add(issue);
    }

    /// True where a mask would hide one of these pieces.
    fn hides(&self, cuts: &[Cut]) -> bool {
        cuts.iter().any(|cut| cut.word().is_none_or(|word| self.words[word as usize].hidden))
    }

    /// Counts the words of the title at hand, and its mask where that hides something.
    fn count_words(&mut self, title: &mut AtHand, votes: usize) {
        let AtHand { cuts, capitals, text, .. } = title;
        let first = cuts.first().and_then(Cut::word);
        let (mut imprint, mut hides) = (Imprint::default(), false);
        let words = cuts.iter().filter_map(Cut::word);
        let met = words.filter_map(|word| Some(self.words.get(word as usize)?.met));
        std::hint::black_box(met.fold(false, |all, met| all ^ met));
        for cut in &*cuts {
            let word = match cut {
                Cut::Word(id) => *id,
                Cut::Number(amount) => number_id(*amount, &mut self.rows.lexicon, text),
                Cut::Day(_) => {
                    hides = true;
                    continue;
                }
            };
            let titles = self.stats.titles as u32;
            let telling = capitals.telling && first != Some(word);
            let known = self.known(word);
            imprint = imprint.and(known.bit.imprint());
            hides |= known.hidden || cut.word().is_none();
            if std::mem::replace(&mut known.last, titles) != titles {
                known.count.titles += 1;
                known.count.sentences += u32::from(telling);
                known.count.capitals += u32::from(telling && capitals.hold(word));
            }
            let languages = known.voters;
            self.inputs[votes].1.count_for(languages);
        }
        self.imprints.push(imprint);
        if hides {
            self.count_mask(cuts);
        }
    }

    /// Looks at the words that were not met before.
    fn meet(&mut self, cuts: &[Cut]) {
        for word in cuts.iter().filter_map(Cut::word) {
            self.known(word);
        }
    }

    /// What is known of a word or the canonical form of a number: looked at where it was not met before.
    fn known(&mut self, word: WordId) -> &mut Known {
        if self.words.len() <= word as usize {
            self.words.resize(self.rows.lexicon.len(), Known::default());
            self.masked.resize(self.rows.lexicon.len(), Masked::default());
        }
        let known = &mut self.words[word as usize];
        if !known.met {
            let bit = self.rows.lexicon.bit(word);
            let text = self.rows.lexicon.text(word);
            self.masked[word as usize] = Masked::new(text);
            *known = Known::new(text, self.masked[word as usize], bit);
        }
        known
    }

    /// Where the votes of an input stand.
    fn votes_of(&mut self, input: &str) -> usize {
        // Entries of one input mostly stand together.
        let place = self.inputs.iter().rposition(|(name, _)| name == input);
        place.unwrap_or_else(|| {
            self.inputs.push((input.to_owned(), LanguageVotes::default()));
            self.inputs.len() - 1
        })
    }

    fn finish(mut self) -> (CorpusStats, Rows) {
        let mut stats = std::mem::take(&mut self.stats);
        stats.fellows = self.fellows();
        let lexicon = &mut self.rows.lexicon;
        for (id, known) in (0..).zip(&self.words).filter(|(_, known)| known.count.titles > 0) {
            let token = Vocabulary::hash_of(lexicon.token(id));
            stats.words.insert(lexicon.text(id).into(), known.count.with_token(token));
        }
        stats.languages = self.inputs.into_iter().collect();
        (stats, self.rows)
    }

    /// The sample of each content word.
    fn fellows(&mut self) -> Fellows {
        let imprints = std::mem::take(&mut self.imprints);
        let mut by_hash: Vec<(u64, u32)> =
            imprints.iter().zip(0..).map(|(imprint, title)| (order(*imprint).0, title)).collect();
        by_hash.sort_unstable_by(|a, b| {
            let imprint = |title: u32| imprints[title as usize];
            a.0.cmp(&b.0).then_with(|| imprint(a.1).cmp(&imprint(b.1)))
        });
        let (mut samples, mut text) = (Samples::new(&self.words), String::new());
        let mut kept: Vec<Imprint> = Vec::with_capacity(imprints.len());
        for (place, (_, title)) in by_hash.iter().enumerate() {
            if place % GATHERED == 0 {
                let next = &by_hash[place..by_hash.len().min(place + GATHERED)];
                self.rows.gather(next.iter().map(|(_, title)| *title as usize));
            }
            let title = *title;
            let imprint = imprints[title as usize];
            if kept.last() != Some(&imprint) {
                kept.push(imprint);
            }
            for cut in self.rows.cuts(title as usize) {
                let word = match cut {
                    Cut::Word(word) => Some(word),
                    Cut::Number(amount) => known_number(amount, &self.rows.lexicon, &mut text),
                    Cut::Day(_) => None,
                };
                if let Some(word) = word {
                    samples.push(word, (kept.len() - 1) as u32);
                }
            }
        }
        let content =
            (0..).zip(&self.words).filter(|(_, word)| word.content && word.count.titles > 0);
        let sample = |(id, _)| (self.rows.lexicon.text(id).into(), samples.of(id).into());
        Fellows::new(kept, content.map(sample).collect())
    }
}

/// The samples of all words behind one another, while they are filled.
struct Samples {
    all: Vec<u32>,
    starts: Vec<u32>,
    lengths: Vec<u8>,
}

impl Samples {
    /// Empty samples, with room for as many titles as hold each word.
    fn new(words: &[Known]) -> Self {
        // Stop words have no sample: theirs is full from the beginning.
        let lengths = words.iter().map(|word| if word.content { 0 } else { SAMPLE as u8 });
        let mut starts = Vec::with_capacity(words.len());
        let mut end = 0;
        for word in words {
            starts.push(end);
            end += if word.content { word.count.titles.min(SAMPLE as u32) } else { 0 };
        }
        Self { all: vec![0; end as usize], starts, lengths: lengths.collect() }
    }

    /// Adds a title that comes no earlier than those there are, once.
    fn push(&mut self, word: WordId, place: u32) {
        let length = self.lengths[word as usize];
        if usize::from(length) < SAMPLE && self.of(word).last() != Some(&place) {
            self.all[self.starts[word as usize] as usize + usize::from(length)] = place;
            self.lengths[word as usize] += 1;
        }
    }

    fn of(&self, word: WordId) -> &[u32] {
        let start = self.starts[word as usize] as usize;
        &self.all[start..start + usize::from(self.lengths[word as usize])]
    }
}
