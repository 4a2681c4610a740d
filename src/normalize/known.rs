//! What is known of each different word, asked once.
//!
//! Takes a word by its number in a lexicon and gives its token, its form, its part in the keys, and what it
//! means to the judge, where it means anything. Most words mean nothing, so that is kept apart ([`Meaning`]).

use std::num::NonZeroU32;

use super::date::{self, Day, Weekdays};
use super::forms::FormId;
use super::imprint::Bit;
use super::language::without_accents;
use super::lexicon::{Lexicon, WordId};
use super::mask::Masked;
use super::negation::{Negation, negation};
use super::opposites::{Opposites, pair_of};
use super::signs::Signs;
use super::token::day_text;
use super::vocabulary::{TokenId, Vocabulary};
use super::{Imprint, Language, Names, genre, places};
use crate::hash::{hash, hash_all};

const KEY_SEED: u64 = 0x0011_D6E0;

/// What is known of a word in a language: small, for every word of every title is looked up.
#[derive(Clone, Copy, Default)]
pub(super) struct Known {
    /// Its part in the keys.
    pub key: u64,
    /// The token; none for stop words.
    pub token: Option<TokenId>,
    /// A hash for stop words but articles; else 0.
    pub stop: u32,
    pub form: u32,
    /// False before the word was looked at.
    pub met: bool,
    pub name: bool,
    /// It has an opposite, or is a weekday.
    pub marked: bool,
    /// Where its meaning stands, if it has one.
    pub meaning: Option<NonZeroU32>,
}

/// What few words have.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Meaning {
    pub negation: Option<Negation>,
    pub weekdays: Weekdays,
    /// A weekday in English, which the mask hides.
    pub hidden: bool,
    pub signs: Signs,
    pub opposites: Opposites,
    pub genres: u64,
}

/// The words of a language.
pub(super) struct Words {
    pub lexicon: Lexicon,
    pub known: Vec<Known>,
    /// What the mask shows of each word.
    pub masked: Vec<Masked>,
    /// The first stands for none.
    pub meanings: Vec<Meaning>,
}

impl Words {
    pub fn new(lexicon: Lexicon) -> Self {
        Self { lexicon, known: Vec::new(), masked: Vec::new(), meanings: vec![Meaning::default()] }
    }
}

impl Words {
    #[inline]
    pub fn known(&mut self, id: WordId, names: &Names, vocabulary: &mut Vocabulary) -> Known {
        match self.known.get(id as usize) {
            Some(known) if known.met => *known,
            _ => self.meet(id, names, vocabulary),
        }
    }

    /// Looks at a word, or the canonical form of a number.
    fn meet(&mut self, id: WordId, names: &Names, vocabulary: &mut Vocabulary) -> Known {
        self.known.resize(self.lexicon.len(), Known::default());
        self.masked.resize(self.lexicon.len(), Masked::default());
        let bit = self.lexicon.bit(id);
        let (text, language) = (self.lexicon.text(id), self.lexicon.language());
        let masked = Masked::new(text);
        self.masked[id as usize] = masked;
        self.known[id as usize] = if text.starts_with('#') {
            number(text, vocabulary)
        } else {
            let meaning = Meaning::of(text, language, masked);
            let place = (meaning != Meaning::default()).then_some(self.meanings.len() as u32);
            self.meanings.extend(place.map(|_| meaning));
            let content = meaning.negation.is_none() && !language.is_stop_word(text);
            let name = names.knows(text) || places::is_place(text);
            let token = content.then(|| vocabulary.intern(self.lexicon.token(id)));
            let text = self.lexicon.text(id);
            let known = word(text, content, &meaning, vocabulary.intern_form(text, token, bit));
            Known { token, name, meaning: place.and_then(NonZeroU32::new), ..known }
        };
        self.known[id as usize]
    }
}

impl Meaning {
    fn of(word: &str, language: Language, masked: Masked) -> Self {
        Self {
            negation: negation(word),
            weekdays: date::weekday(word, language),
            hidden: masked.is_hidden(),
            signs: Signs::of(word),
            opposites: pair_of(word).unwrap_or_default(),
            genres: genre::marks_of(word),
        }
    }
}

/// What is known of a lower-case word, but its token.
fn word(word: &str, content: bool, meaning: &Meaning, form: FormId) -> Known {
    let telling = content || matches!(word, "a" | "an" | "the");
    Known {
        stop: if telling { 0 } else { hash(KEY_SEED, word.as_bytes()) as u32 },
        key: hash(KEY_SEED, without_accents(word).as_bytes()),
        form,
        met: true,
        marked: !meaning.opposites.is_empty() || meaning.weekdays.0 != 0,
        ..Known::default()
    }
}

/// What is known of a number by its canonical form.
fn number(text: &str, vocabulary: &mut Vocabulary) -> Known {
    let known = figure(text, text, Imprint::of_token(text).bit(), vocabulary);
    Known { key: hash(KEY_SEED, text.as_bytes()), ..known }
}

/// What is known of a number or a day: its token, and the form in which its 3-grams are read.
fn figure(token: &str, form: &str, bit: Bit, vocabulary: &mut Vocabulary) -> Known {
    let token = Some(vocabulary.intern(token));
    let form = vocabulary.intern_form(form, token, bit);
    Known { met: true, token, form, ..Known::default() }
}

/// What is known of a day. Days are too rare to be kept.
pub(super) fn day(day: Day, vocabulary: &mut Vocabulary) -> Known {
    let shown = format!("@{}-{}", day.month, day.day);
    let key = [u64::from(day.year.unwrap_or(0)), day.month.into(), day.day.into()];
    let known = figure(&day_text(day), &shown, Bit::default(), vocabulary);
    Known { key: hash_all(KEY_SEED, key), ..known }
}
