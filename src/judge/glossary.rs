//! What the words of titles stand for, as they are written there.
//!
//! Takes a title and gives its words, without the punctuation around them, and of those that are asked for what
//! they are compared by: stems, and numbers by their value. Titles repeat words, so what a word stands for is
//! found out once, and only where it has to be: a word that another title writes alike stands for the same.

use std::cell::OnceCell;

use std::collections::HashMap;

use crate::hash::{ByHash, hash};
use crate::normalize::{
    Language, Piece, Vocabulary, comparable_word, compatible, is_place, pieces,
};
use crate::weigh::Weights;

const SEED: u64 = 0x0061_0557;
/// Few titles have more words.
const USUAL_WORDS: usize = 16;

/// What the words of titles stand for, as far as it was asked for. One serves one thread.
pub struct Glossary<'a> {
    vocabulary: &'a Vocabulary,
    weights: &'a Weights,
    /// By the hash of the written word and its language, as a vocabulary knows its tokens by theirs.
    meanings: HashMap<u64, Meaning, ByHash>,
    /// Hashes of the comparison forms of the words' parts; equal for equal forms.
    forms: Vec<u64>,
    /// The word that is looked up, in small letters.
    lower: String,
}

/// A word as written, and what it stands for; its forms stand with the others of its title.
pub(super) struct Written<'t> {
    pub text: &'t str,
    pub meaning: Meaning,
}

/// What a written word stands for. Nothing where it has no forms.
#[derive(Clone, Copy)]
pub(super) struct Meaning {
    /// Place and number of its forms.
    first: u32,
    parts: u16,
    /// One of the parts is a number.
    pub number: bool,
    /// One of them is a place.
    pub place: bool,
    /// Weight of the rarest of them.
    pub weight: u32,
}

impl<'a> Glossary<'a> {
    /// Knows no word yet. `weights` are those of `vocabulary`.
    pub fn new(vocabulary: &'a Vocabulary, weights: &'a Weights) -> Self {
        let (meanings, forms, lower) = Default::default();
        Self { vocabulary, weights, meanings, forms, lower }
    }

    fn look_up(&mut self, text: &str, language: Language) -> Meaning {
        let mut lower = std::mem::take(&mut self.lower);
        lower.clear();
        // What can be seen of ASCII is compatible as it is.
        if text.bytes().all(|byte| byte.is_ascii_graphic()) {
            lower.push_str(text);
            lower.make_ascii_lowercase();
        } else {
            lower.push_str(&compatible(text).to_lowercase());
        }
        let key = hash(SEED ^ language as u64, lower.as_bytes());
        let known = self.meanings.get(&key).copied();
        let meaning = known.unwrap_or_else(|| self.learn(key, &lower, language));
        self.lower = lower;
        meaning
    }

    fn learn(&mut self, key: u64, lower: &str, language: Language) -> Meaning {
        let found = pieces(lower, language);
        let forms = found.iter().filter_map(|piece| comparable_word(piece, language));
        let forms: Vec<String> = forms.take(usize::from(u16::MAX)).collect();
        let first = self.forms.len() as u32;
        self.forms.extend(forms.iter().map(|form| Vocabulary::hash_of(form)));
        let token = |form: &String| self.vocabulary.id(form);
        let weights = forms.iter().filter_map(token).map(|token| self.weights.of(token));
        let meaning = Meaning {
            first,
            parts: forms.len() as u16,
            number: found.iter().any(|piece| !matches!(piece, Piece::Word(_))),
            place: forms.iter().any(|form| is_place(form)),
            weight: weights.max().unwrap_or(0),
        };
        self.meanings.insert(key, meaning);
        meaning
    }
}

/// The words of one title as written, without bare punctuation, read once for all that it is compared with.
pub struct Words<'t> {
    pub(super) texts: Vec<&'t str>,
    language: Language,
    senses: OnceCell<Senses<'t>>,
}

impl<'t> Words<'t> {
    /// The words of a title in a language.
    pub fn new(title: &'t str, language: Language) -> Self {
        let mut texts = Vec::with_capacity(USUAL_WORDS);
        texts.extend(title.split_whitespace().map(bare).filter(|word| !word.is_empty()));
        Self { texts, language, senses: OnceCell::new() }
    }

    /// What all of them stand for.
    pub(super) fn senses(&self, glossary: &mut Glossary) -> &Senses<'t> {
        self.senses.get_or_init(|| {
            let mut senses = Senses::with_room(self.texts.len());
            for text in &self.texts {
                senses.push(text, self.language, glossary);
            }
            senses
        })
    }

    /// What the words at some places stand for.
    pub(super) fn senses_at(&self, places: &[usize], glossary: &mut Glossary) -> Senses<'t> {
        let mut senses = Senses::with_room(places.len());
        for place in places {
            senses.push(self.texts[*place], self.language, glossary);
        }
        senses
    }

    /// The first place, from `start` on and then from the beginning, of a word that is written like another
    /// title's, capitals aside, and so stands for the same.
    pub(super) fn place(&self, start: usize, others: &Self, word: &str) -> Option<usize> {
        if self.language != others.language {
            return None;
        }
        match self.texts.get(start) {
            Some(own) if are_alike(own, word) => Some(start),
            _ => self.texts.iter().position(|own| are_alike(own, word)),
        }
    }
}

/// A word without the punctuation around it.
fn bare(text: &str) -> &str {
    let plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    if plain(text.as_bytes().first()) && plain(text.as_bytes().last()) {
        return text;
    }
    let says = |c: char| c.is_alphanumeric() || matches!(c, '$' | '€' | '£' | '%' | '#');
    text.trim_matches(|c| !says(c))
}

fn are_alike(a: &str, b: &str) -> bool {
    a.len() == b.len() && (a == b || (a.is_ascii() && a.eq_ignore_ascii_case(b)))
}

/// What some words stand for, in their order.
pub(super) struct Senses<'t> {
    pub words: Vec<Written<'t>>,
    /// The comparison forms of all of them.
    pub forms: Vec<u64>,
}

impl<'t> Senses<'t> {
    fn with_room(words: usize) -> Self {
        Self { words: Vec::with_capacity(words), forms: Vec::with_capacity(words) }
    }

    fn push(&mut self, text: &'t str, language: Language, glossary: &mut Glossary) {
        let meaning = glossary.look_up(text, language);
        let first = meaning.first as usize;
        let forms = &glossary.forms[first..first + usize::from(meaning.parts)];
        let meaning = Meaning { first: self.forms.len() as u32, ..meaning };
        self.words.push(Written { text, meaning });
        self.forms.extend_from_slice(forms);
    }

    /// The forms of one of the words; a stop word has none.
    pub fn of(&self, word: &Written) -> &[u64] {
        let Meaning { first, parts, .. } = word.meaning;
        &self.forms[first as usize..first as usize + usize::from(parts)]
    }
}
