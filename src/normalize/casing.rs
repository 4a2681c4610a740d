//! Which words of a title are names, told from capitals.
//!
//! A title in sentence case shows its names: what is capitalized behind the first word. A title in
//! headline case or in capitals shows nothing. The survey counts over all sentence-case titles how often
//! a word is capitalized there, so that a name is known in every title.

use ahash::AHashSet;

use super::lexicon::{Lexicon, Run, WordId};
use super::pieces::{Cut, cut};
use super::scan::Scan;
use crate::hash::hash;

const SEED: u64 = 0x004E_A3E5;

/// Words that are names in a corpus, as hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(AHashSet<u64>);

impl Names {
    /// The names among some words.
    pub fn new<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        Self(words.map(|word| hash(SEED, word.as_bytes())).collect())
    }

    /// True where a lower-case word is a name in the corpus.
    pub fn knows(&self, word: &str) -> bool {
        self.0.contains(&hash(SEED, word.as_bytes()))
    }
}

/// The words that a sentence-case title capitalizes behind its first word. One serves many titles, one
/// after the other.
#[derive(Debug, Default)]
pub(crate) struct Capitals {
    /// The title is in sentence case, so that its capitals tell something.
    pub(crate) telling: bool,
    words: Vec<WordId>,
    /// One bit a word, which several may share: most words have none of them.
    bits: u64,
    /// Where the words that are capitalized begin and end.
    capitalized: Vec<(usize, usize)>,
    lower: String,
    cuts: Vec<Cut>,
}

impl Capitals {
    /// Reads the capitals of a title that still has its case.
    pub(crate) fn read(&mut self, text: &str, lexicon: &mut Lexicon) {
        self.clear();
        self.telling = self.is_sentence(text);
        if !self.telling {
            return;
        }
        let capitalized = std::mem::take(&mut self.capitalized);
        for &(start, end) in &capitalized {
            self.read_word(&text[start..end], lexicon);
        }
        self.capitalized = capitalized;
    }

    /// Tells whether the capitals of a plain text that was looked at tell something. [`Self::read_scan`] must
    /// follow once the lexicon has cut it.
    pub(crate) fn begin_scan(&mut self, text: &str, scan: &Scan) {
        self.clear();
        self.telling = self.is_sentence_scan(text, scan);
    }

    /// Reads the capitals of the plain text that was begun, and that the lexicon has cut last.
    pub(crate) fn read_scan(&mut self, text: &str, lexicon: &mut Lexicon) {
        if !self.telling {
            return;
        }
        let runs = std::mem::take(&mut lexicon.runs);
        let (mut ahead, capitalized) = (&runs[..], std::mem::take(&mut self.capitalized));
        for &(start, end) in &capitalized {
            // The words that were cut are those of the text, place by place.
            let word = &text[start..end];
            let before = |end: usize| move |run: &&Run| (run.start as usize) < end;
            ahead = &ahead[ahead.iter().take_while(before(start)).count()..];
            let within = &ahead[..ahead.iter().take_while(before(end)).count()];
            let digits = word.bytes().any(|byte| byte.is_ascii_digit());
            if !within.is_empty() && !digits && within.iter().all(|run| run.plain) {
                self.add_all(within.iter().map(|run| run.word));
            } else {
                self.read_word(word, lexicon);
            }
        }
        self.capitalized = capitalized;
        lexicon.runs = runs;
    }

    /// False for a title in headline case or in capitals. Notes which words behind the first are capitalized.
    fn is_sentence(&mut self, text: &str) -> bool {
        self.capitalized.clear();
        let (mut all, mut small, mut long_small) = (0, 0, 0);
        for (start, word) in words(text).skip(1).filter(|(_, word)| !word.is_empty()) {
            let is_small = word.starts_with(char::is_lowercase);
            all += u32::from(word.chars().any(char::is_alphabetic));
            small += u32::from(is_small);
            long_small += u32::from(is_small && word.len() > 4);
            if is_capitalized(word) {
                self.capitalized.push((start, start + word.len()));
            }
        }
        tells(all, small, long_small)
    }

    /// The same of a plain text that was looked at. Words are noted only where capitals tell something.
    fn is_sentence_scan(&mut self, text: &str, scan: &Scan) -> bool {
        self.capitalized.clear();
        let word = |start: usize| &text[start..scan.next_space(start)];
        let (mut all, mut small, mut long_small) = (0, 0, 0);
        for openings in scan.openings() {
            let lettered = |start: &usize| word(*start).bytes().any(|b| b.is_ascii_alphabetic());
            let odd = openings.places(openings.odd).filter(lettered).count() as u32;
            all += (openings.small | openings.capitals).count_ones() + odd;
            small += openings.small.count_ones();
            long_small += openings.long_small.count_ones();
        }
        let telling = tells(all, small, long_small);
        for openings in scan.openings().take_while(|_| telling) {
            let starts = openings.places(openings.capitals | openings.odd);
            let capitalized = starts.filter(|start| is_capitalized(word(*start)));
            self.capitalized.extend(capitalized.map(|start| (start, scan.next_space(start))));
        }
        telling
    }

    /// Reads a capitalized word by itself, whose pieces the lexicon has met: one that it has not is none of
    /// the title's.
    fn read_word(&mut self, word: &str, lexicon: &mut Lexicon) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        self.lower.clear();
        if bare.bytes().all(|b| b.is_ascii_alphabetic()) {
            self.lower.push_str(bare);
            self.lower.make_ascii_lowercase();
            let found = lexicon.find(&self.lower);
            self.add_all(found.into_iter().map(|id| lexicon.sense(id).word));
        } else {
            self.lower.push_str(&word.to_lowercase());
            cut(&self.lower, lexicon, &mut self.cuts);
            let cuts = std::mem::take(&mut self.cuts);
            self.add_all(cuts.iter().filter_map(Cut::word));
            self.cuts = cuts;
        }
    }

    /// Takes the words of a title that was read before.
    pub(super) fn take(&mut self, words: impl Iterator<Item = WordId>, telling: bool) {
        self.telling = telling;
        self.clear();
        self.add_all(words);
    }

    fn clear(&mut self) {
        self.words.clear();
        self.bits = 0;
    }

    fn add_all(&mut self, words: impl Iterator<Item = WordId>) {
        for word in words {
            self.words.push(word);
            self.bits |= bit(word);
        }
    }

    /// True where the title capitalizes this word.
    #[inline]
    pub(crate) fn hold(&self, word: WordId) -> bool {
        self.bits & bit(word) != 0 && self.words.contains(&word)
    }
}

fn bit(word: WordId) -> u64 {
    1 << (word % u64::BITS)
}

/// The words between single spaces, and where each begins.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let (mut start, bytes) = (Some(0), text.as_bytes());
    std::iter::from_fn(move || {
        let from = start?;
        let length = bytes[from..].iter().position(|byte| *byte == b' ');
        start = length.map(|length| from + length + 1);
        Some((from, &text[from..length.map_or(text.len(), |length| from + length)]))
    })
}

/// Headline case leaves articles and prepositions small; a sentence leaves most words small.
fn tells(all: u32, small: u32, long_small: u32) -> bool {
    small * 2 >= all && long_small >= 2
}

/// True for a word whose first letter or digit is a capital.
fn is_capitalized(word: &str) -> bool {
    let core = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    core.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::{Language, cut_scan};

    #[test]
    fn sentence_case_shows_names_and_headline_case_does_not() {
        let mut lexicon = Lexicon::new(Language::English);
        let mut capitals = Capitals::default();
        let text = "Man arrested near Kandahar after Biden's visit to UK troops";
        let mut scan = Scan::default();
        for scanned in [true, false] {
            scan.read(text);
            cut_scan(&scan, &mut lexicon, &mut Vec::new());
            if scanned {
                capitals.begin_scan(text, &scan);
                capitals.read_scan(text, &mut lexicon);
            } else {
                capitals.read(text, &mut lexicon);
            }
            assert!(capitals.telling);
            let names: Vec<&str> = capitals.words.iter().map(|word| lexicon.text(*word)).collect();
            assert_eq!(names, ["kandahar", "biden", "uk"]);
        }
        for text in ["Man Arrested near Kandahar after the Visit", "MAN ARRESTED NEAR KANDAHAR"] {
            capitals.read(text, &mut lexicon);
            assert!(!capitals.telling && capitals.words.is_empty());
        }
    }
}
