//! Counts one part of a corpus, looking at each different word once.
//!
//! What a word is (its bit in an imprint, the languages it votes for) is asked when it is first met; from
//! then on it is a number. Which titles sample a word is decided at the end: titles are walked in the
//! order of their hashes, and each word takes the first that come, so nothing is ever inserted or moved.

use ahash::{AHashMap, AHashSet};

use super::fellows::{self, Fellows};
use super::stats::{CorpusStats, WordCount};
use crate::entry::Entry;
use crate::hash::hash;
use crate::normalize::{
    Imprint, Language, LanguageVotes, Piece, amount_text, capitalized, countable_segment, fold,
    mask, pieces, segment_key, surveyed,
};

const HEAD_SEED: u64 = 0x43AD;

/// The counts of a part, words by number.
#[derive(Default)]
pub(super) struct Tally {
    /// Everything but words and samples.
    stats: CorpusStats,
    places: AHashMap<Box<str>, u32>,
    words: Vec<Known>,
    imprints: Vec<Imprint>,
    /// The content words of all titles, title after title, and where each title's end.
    held: Vec<u32>,
    ends: Vec<usize>,
}

/// What is known of a word.
struct Known {
    imprint: Imprint,
    /// Not a stop word of English.
    content: bool,
    /// The languages it is a stop word of, one bit each.
    voters: u32,
    count: WordCount,
}

/// What the survey reads off one title.
struct Seen<'a> {
    pieces: &'a [Piece],
    capitals: Option<&'a AHashSet<String>>,
}

impl Tally {
    pub(super) fn of(entries: &[Entry]) -> CorpusStats {
        let mut tally = Self::default();
        for entry in entries {
            tally.count(entry);
        }
        tally.finish()
    }

    fn count(&mut self, entry: &Entry) {
        let mut draft = surveyed(entry.title());
        self.stats.titles += 1;
        if draft.truncated {
            let length = entry.title().chars().count() as u64;
            *self.stats.cut_lengths.entry(length).or_insert(0) += 1;
        }
        let head = countable_segment(&draft.text).map(|(head, segment)| {
            let head_hash = hash(HEAD_SEED, head.to_lowercase().as_bytes());
            self.stats.segments.entry(segment_key(segment)).or_default().add(head_hash);
            head.trim_end().to_owned()
        });
        let capitals = capitalized(&draft.text, Language::English);
        fold(&mut draft);
        let found = pieces(&draft.text, Language::English);
        self.count_mask(&found);
        if let Some(head) = head {
            draft.text = head;
            fold(&mut draft);
            self.count_mask(&pieces(&draft.text, Language::English));
        }
        self.count_words(entry, &Seen { pieces: &found, capitals: capitals.as_ref() });
    }

    /// A series is counted with and without the last segment, which may turn out a site's name.
    fn count_mask(&mut self, pieces: &[Piece]) {
        if let Some((mask, issue)) = mask(pieces, Language::English) {
            self.stats.masks.entry(mask).or_default().add(issue);
        }
    }

    fn count_words(&mut self, entry: &Entry, seen: &Seen) {
        let words: Vec<u32> = seen.pieces.iter().filter_map(|piece| self.place(piece)).collect();
        self.count_votes(&entry.origin.file, &words);
        let imprints = words.iter().map(|word| self.words[*word as usize].imprint);
        self.imprints.push(imprints.fold(Imprint::default(), Imprint::and));
        let first = seen.pieces.first().filter(|piece| matches!(piece, Piece::Word(_)));
        let first = first.and_then(|_| words.first());
        for (at, word) in words.iter().enumerate().filter(|(at, word)| !words[..*at].contains(word))
        {
            let capitals = seen.capitals.filter(|_| first != Some(word));
            let capital = capitals.is_some_and(|all| shows(all, seen.pieces, at));
            let known = &mut self.words[*word as usize];
            known.count.note(capitals.is_some(), capital);
            if known.content {
                self.held.push(*word);
            }
        }
        self.ends.push(self.held.len());
    }

    fn count_votes(&mut self, input: &str, words: &[u32]) {
        if !self.stats.languages.contains_key(input) {
            self.stats.languages.insert(input.to_owned(), LanguageVotes::default());
        }
        let Some(votes) = self.stats.languages.get_mut(input) else { return };
        for voters in words.iter().map(|word| self.words[*word as usize].voters) {
            votes.count_for(voters);
        }
    }

    /// The number of a word or amount, new where it was not met before; days are not counted.
    fn place(&mut self, piece: &Piece) -> Option<u32> {
        match piece {
            Piece::Word(word) => Some(self.place_of(word, piece)),
            Piece::Number(amount) => Some(self.place_of(&amount_text(*amount), piece)),
            Piece::Day(_) => None,
        }
    }

    fn place_of(&mut self, text: &str, piece: &Piece) -> u32 {
        if let Some(place) = self.places.get(text) {
            return *place;
        }
        let place = self.words.len() as u32;
        let voters = if matches!(piece, Piece::Word(_)) { LanguageVotes::voters(text) } else { 0 };
        let content = !Language::English.is_stop_word(text);
        let imprint = Imprint::of(piece);
        self.words.push(Known { imprint, content, voters, count: WordCount::default() });
        self.places.insert(text.into(), place);
        place
    }

    fn finish(self) -> CorpusStats {
        let mut samples = self.samples();
        let Self { mut stats, places, words, .. } = self;
        stats.words.reserve(places.len());
        stats.fellows.reserve(places.len());
        for (text, place) in places {
            let known = &words[place as usize];
            if known.content {
                let sample = std::mem::take(&mut samples[place as usize]);
                stats.fellows.insert(text.clone(), sample);
            }
            stats.words.insert(text, known.count);
        }
        stats
    }

    /// The sample of each word, by its number.
    fn samples(&self) -> Vec<Fellows> {
        let keyed = |(title, imprint): (u32, &Imprint)| (fellows::order(*imprint), title);
        let mut order: Vec<_> = (0..).zip(&self.imprints).map(keyed).collect();
        order.sort_unstable();
        let mut samples = vec![Fellows::default(); self.words.len()];
        for ((_, imprint), title) in order {
            let from = title.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
            for word in &self.held[from..self.ends[title as usize]] {
                samples[*word as usize].push(imprint);
            }
        }
        samples
    }
}

/// True where a title capitalizes its word with this number. Days are no words, so they are stepped over.
fn shows(capitals: &AHashSet<String>, pieces: &[Piece], at: usize) -> bool {
    let word = pieces.iter().filter(|piece| !matches!(piece, Piece::Day(_))).nth(at);
    matches!(word, Some(Piece::Word(word)) if capitals.contains(word))
}
