//! The words that some titles hold, as they are written there, each looked at once.
//!
//! Cutting a title asks much of a word: is it a number, an ordinal, a month, a magnitude, a variant in
//! spelling? The answers depend on the word and the language alone, so they are kept with the word's
//! number, and a title costs one look-up a word. One lexicon serves one thread and one language.

use std::num::NonZeroU32;

use super::ids::{Entry, Ids, hash};
use super::imprint::Bit;
use super::number::{Amount, Unit};
use super::pieces::{Cut, without_apostrophe};
use super::scan::{Scan, Stretch};
use super::texts::Texts;
use super::token::token_text;
use super::unspaced::is_unspaced;
use super::{Imprint, Language, Piece, date, negation, number, numerals, spelling};

/// Number of a word in a [`Lexicon`], from 0 up.
pub(crate) type WordId = u32;

/// What a word is among the pieces of a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// A word, and nothing else.
    Word,
    /// `one`: a number behind what is counted, else a word.
    One,
    /// A place in an order (`third`).
    Place(i64),
    /// A number (`five`).
    Count(i64),
    /// `percent` behind a number, else a word.
    Percent,
    /// A magnitude (`million`) behind a number, else a word.
    Magnitude(i64),
    /// A run of a script without spaces, to be cut further.
    Unspaced,
    /// Nothing is left of it without its apostrophe.
    Nothing,
}

/// What cutting has to know of a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sense {
    pub(super) reading: Reading,
    /// The word that stands for it: its chosen spelling, without possessive or elided article.
    pub(super) word: WordId,
    /// A number word behind it counts (`part one`).
    pub(super) counted: bool,
    /// It makes the number behind it inexact (`over 30`).
    pub(super) inexact: bool,
    /// The month it names, 1 to 12, or 0.
    pub(super) month: u8,
}

/// What [`Entry::plain`] says of a word that is not cut to itself or another word alone.
const NOT_PLAIN: WordId = WordId::MAX;

/// Letters that were looked up as one word, on the way through a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// Where they begin, in bytes.
    pub(super) start: u32,
    /// The word that stands for them.
    pub(super) word: WordId,
    /// They are that word and nothing else, wherever they stand.
    pub(super) plain: bool,
}

/// Words by number, with what is known of each.
#[derive(Debug)]
pub(crate) struct Lexicon {
    language: Language,
    ids: Ids,
    senses: Vec<Sense>,
    texts: Texts,
    /// The tokens that were asked for, and of each word where its own stands, counted from 1.
    tokens: Texts,
    token_of: Vec<u32>,
    /// The words of the plain text that was cut last, in order.
    pub(super) runs: Vec<Run>,
    /// The canonical forms of small whole numbers that were met.
    small: Vec<Option<NonZeroU32>>,
}

impl Lexicon {
    /// A lexicon without words, of a language.
    pub(crate) fn new(language: Language) -> Self {
        let (ids, senses, texts) = (Ids::default(), Vec::new(), Texts::default());
        let (tokens, token_of, runs, small) = Default::default();
        Self { language, ids, senses, texts, tokens, token_of, runs, small }
    }

    /// The language it reads words in.
    pub(super) fn language(&self) -> Language {
        self.language
    }

    /// How many words were met.
    pub(crate) fn len(&self) -> usize {
        self.senses.len()
    }

    /// The number of a lower-case word, where it was met.
    pub(super) fn find(&self, word: &str) -> Option<WordId> {
        self.ids.get(hash(word.as_bytes())).map(|entry| entry.id)
    }

    /// The number of a lower-case word, or of a number's canonical form; new where it was not met.
    pub(crate) fn intern(&mut self, text: &str) -> WordId {
        self.looked_up(text).id
    }

    /// What a written word is cut to where it is a word and nothing else; else its own number.
    pub(super) fn plain(&mut self, written: &str) -> Result<WordId, WordId> {
        let Entry { id, plain } = self.looked_up(written);
        if plain == NOT_PLAIN { Err(id) } else { Ok(plain) }
    }

    /// The same of a word of a text that was looked at, and notes it among the runs.
    #[inline]
    pub(super) fn plain_within(&mut self, text: &str, word: Stretch) -> Result<WordId, WordId> {
        let Stretch { start, end, hash } = word;
        let found = self.ids.get(hash);
        let Entry { id, plain } =
            found.unwrap_or_else(|| self.add(hash, &text[start as usize..end as usize]));
        if plain == NOT_PLAIN {
            let word = self.sense(id).word;
            self.runs.push(Run { start, word, plain: false });
            return Err(id);
        }
        self.runs.push(Run { start, word: plain, plain: true });
        Ok(plain)
    }

    /// Asks memory for all words of a text at once, which is cut next: what is done between costs nothing.
    pub(crate) fn gather(&self, scan: &Scan) {
        self.ids.gather(scan.words().iter().map(|word| word.hash));
    }

    fn looked_up(&mut self, text: &str) -> Entry {
        let hash = hash(text.as_bytes());
        self.ids.get(hash).unwrap_or_else(|| self.add(hash, text))
    }

    fn add(&mut self, hash: u64, text: &str) -> Entry {
        let id = self.senses.len() as WordId;
        self.ids.set(hash, Entry { id, plain: NOT_PLAIN });
        self.texts.push(text);
        let month = date::month(text, self.language).map_or(0, |month| month as u8);
        let (counted, inexact) = (COUNTED.contains(&text), number::makes_inexact(text));
        self.senses.push(Sense { reading: Reading::Word, word: id, counted, inexact, month });
        let (reading, word) = self.read(text, id);
        self.senses[id as usize] = Sense { reading, word, counted, inexact, month };
        let plain = if reading == Reading::Word { word } else { NOT_PLAIN };
        let entry = Entry { id, plain };
        self.ids.set(hash, entry);
        entry
    }

    fn read(&mut self, text: &str, id: WordId) -> (Reading, WordId) {
        if text.chars().any(is_unspaced) {
            return (Reading::Unspaced, id);
        }
        let bare = without_apostrophe(text, self.language);
        let chosen = spelling::chosen(&bare);
        let word = if chosen == text { id } else { self.intern(chosen) };
        (reading(&bare, self.language), word)
    }

    /// The text of a word.
    pub(crate) fn text(&self, id: WordId) -> &str {
        self.texts.get(id as usize)
    }

    /// The token of a word. It is made once, for stemming takes longer than all else that is asked of a word.
    pub(crate) fn token(&mut self, id: WordId) -> &str {
        if self.token_of.len() <= id as usize {
            self.token_of.resize(self.len(), 0);
        }
        if self.token_of[id as usize] == 0 {
            self.tokens.push(&token_text(self.texts.get(id as usize), self.language));
            self.token_of[id as usize] = self.tokens.len() as u32;
        }
        self.tokens.get(self.token_of[id as usize] as usize - 1)
    }

    /// The bit of a word in an imprint, which is that of its English token.
    pub(crate) fn bit(&mut self, id: WordId) -> Bit {
        let word = self.text(id);
        if self.language != Language::English || negation::negates(word) {
            return Imprint::of_word(word).bit();
        }
        let stop = Language::English.is_stop_word(word);
        if stop { Bit::default() } else { Imprint::of_token(self.token(id)).bit() }
    }

    pub(super) fn sense(&self, id: WordId) -> &Sense {
        &self.senses[id as usize]
    }

    /// A piece with its own text.
    pub(super) fn piece(&self, cut: Cut) -> Piece {
        match cut {
            Cut::Word(id) => Piece::Word(self.text(id).to_owned()),
            Cut::Number(amount) => Piece::Number(amount),
            Cut::Day(day) => Piece::Day(day),
        }
    }

    /// A piece as this lexicon has it.
    pub(super) fn cut(&mut self, piece: &Piece) -> Cut {
        match piece {
            Piece::Word(word) => Cut::Word(self.intern(word)),
            Piece::Number(amount) => Cut::Number(*amount),
            Piece::Day(day) => Cut::Day(*day),
        }
    }
}

/// `one` counts behind these: `part one`, `night one`. Elsewhere it is a pronoun more often.
const COUNTED: [&str; 14] = [
    "part", "night", "day", "week", "game", "round", "chapter", "episode", "season", "volume",
    "phase", "stage", "act", "group",
];

/// What a word without its apostrophe is.
fn reading(word: &str, language: Language) -> Reading {
    numerals::place(word, language).map_or_else(|| unplaced(word, language), Reading::Place)
}

/// The same, for a word that names no place where it stands.
pub(super) fn unplaced(word: &str, language: Language) -> Reading {
    if word == "one" {
        return Reading::One;
    }
    if let Some(count) = numerals::count(word, language) {
        return Reading::Count(count);
    }
    if matches!(word, "percent" | "prozent" | "pct" | "procent") {
        return Reading::Percent;
    }
    let long = word.len() > 2;
    match number::magnitude(word).filter(|_| long) {
        Some(magnitude) => Reading::Magnitude(magnitude),
        None if word.is_empty() => Reading::Nothing,
        None => Reading::Word,
    }
}

impl Sense {
    /// What the word is where it names no place in an order.
    pub(super) fn unplaced(&self, lexicon: &Lexicon) -> Reading {
        match self.reading {
            Reading::Place(_) => unplaced(lexicon.text(self.word), lexicon.language),
            reading => reading,
        }
    }
}

/// Whole numbers below this have their numbers at hand.
const SMALL: i64 = 2_200;

/// The place of a small whole number among the small ones.
fn small(amount: Amount) -> Option<usize> {
    let valued = !matches!(amount.unit, Unit::Score | Unit::Literal);
    let whole = valued && amount.value % 1000 == 0 && (0..SMALL * 1000).contains(&amount.value);
    whole.then_some((amount.value / 1000) as usize)
}

/// The number of a number's canonical form, where it was met before. `text` is a scratch.
fn known_number(amount: Amount, lexicon: &Lexicon, text: &mut String) -> Option<WordId> {
    let at_hand = small(amount).and_then(|place| *lexicon.small.get(place)?);
    at_hand.map(|id| id.get() - 1).or_else(|| {
        text.clear();
        super::token::write_amount(amount, text);
        lexicon.find(text)
    })
}

/// The same, new where it was not met.
pub(crate) fn number_id(amount: Amount, lexicon: &mut Lexicon, text: &mut String) -> WordId {
    known_number(amount, lexicon, text).unwrap_or_else(|| {
        text.clear();
        super::token::write_amount(amount, text);
        let id = lexicon.intern(text);
        if let Some(place) = small(amount) {
            lexicon.small.resize(SMALL as usize, None);
            lexicon.small[place] = NonZeroU32::new(id + 1);
        }
        id
    })
}
