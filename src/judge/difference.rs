//! The words in which two titles differ, as they were written, for a person to read.
//!
//! Works on the entries' own titles, not on tokens: what is shown must be found in the title. Words are
//! matched by their stem, numbers by their value, so that only what counted as different is shown.
//! Titles repeat words, so what a word stands for is found out once and kept in a [`Glossary`].

use std::borrow::Cow;
use std::cmp::Reverse;

use ahash::AHashMap;

use crate::hash::hash;
use crate::normalize::{
    Language, Piece, Stripped, Vocabulary, comparable_word, compatible, is_place, pieces,
};
use crate::weigh::Weights;

/// How many shared words are named.
const NAMED: usize = 3;
const SEED: u64 = 0x0061_0557;

/// What differs between two titles, and what they share where that is asked for, in the caller's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference<'a> {
    /// Content words that only the first, and only the second title has, as written.
    pub words: (String, String),
    /// Numbers among them.
    pub numbers: (String, String),
    /// The rarest content words that both have, rarest first, as the first writes them.
    pub shared: Vec<&'a str>,
    /// Numbers that both have, in the first's order and form.
    pub shared_numbers: Vec<&'a str>,
    /// The rarest word that only the first, and only the second has.
    pub telling: (Option<&'a str>, Option<&'a str>),
    /// What the rules took from edges, where that is all that differs: `" - KLCC"`.
    pub edges: Option<String>,
}

/// What the words of titles stand for, as far as it was asked for. One serves one thread.
pub struct Glossary<'a> {
    vocabulary: &'a Vocabulary,
    weights: &'a Weights,
    /// By the hash of the written word and its language, as a vocabulary knows its tokens by theirs.
    meanings: AHashMap<u64, Meaning>,
    /// Hashes of the comparison forms of the words' parts; equal for equal forms.
    forms: Vec<u64>,
}

/// What a written word stands for. Nothing where it has no forms.
#[derive(Clone, Copy)]
struct Meaning {
    /// Place and number of its forms.
    first: u32,
    parts: u16,
    /// One of the parts is a number.
    number: bool,
    /// One of them is a place.
    place: bool,
    /// Weight of the rarest of them.
    weight: u32,
}

impl<'a> Glossary<'a> {
    /// Knows no word yet. `weights` are those of `vocabulary`.
    pub fn new(vocabulary: &'a Vocabulary, weights: &'a Weights) -> Self {
        Self { vocabulary, weights, meanings: AHashMap::new(), forms: Vec::new() }
    }

    /// The words of a title, without stop words and bare punctuation.
    pub fn read<'t>(&mut self, title: &'t str, language: Language) -> Words<'t> {
        let mut read = Words { words: Vec::with_capacity(16), forms: Vec::with_capacity(16) };
        for text in title.split_whitespace() {
            let text = bare(text);
            let meaning = self.look_up(text, language);
            let first = meaning.first as usize;
            let forms = &self.forms[first..first + usize::from(meaning.parts)];
            if !forms.is_empty() {
                let meaning = Meaning { first: read.forms.len() as u32, ..meaning };
                read.words.push(Written { text, meaning });
                read.forms.extend_from_slice(forms);
            }
        }
        read
    }

    fn look_up(&mut self, text: &str, language: Language) -> Meaning {
        let key = hash(SEED ^ language as u64, text.as_bytes());
        if let Some(meaning) = self.meanings.get(&key) {
            return *meaning;
        }
        let meaning = self.learn(text, language);
        self.meanings.insert(key, meaning);
        meaning
    }

    fn learn(&mut self, text: &str, language: Language) -> Meaning {
        // What can be seen of ASCII is compatible as it is.
        let visible = text.bytes().all(|byte| byte.is_ascii_graphic());
        let text = if visible { Cow::Borrowed(text) } else { compatible(text).into() };
        let found = pieces(&text.to_lowercase(), language);
        let forms = found.iter().filter_map(|piece| comparable_word(piece, language));
        let forms: Vec<String> = forms.take(usize::from(u16::MAX)).collect();
        let first = self.forms.len() as u32;
        self.forms.extend(forms.iter().map(|form| Vocabulary::hash_of(form)));
        let token = |form: &String| self.vocabulary.id(form);
        let weights = forms.iter().filter_map(token).map(|token| self.weights.of(token));
        Meaning {
            first,
            parts: forms.len() as u16,
            number: found.iter().any(|piece| !matches!(piece, Piece::Word(_))),
            place: forms.iter().any(|form| is_place(form)),
            weight: weights.max().unwrap_or(0),
        }
    }
}

/// A word without the punctuation around it.
fn bare(text: &str) -> &str {
    let says = |c: char| c.is_alphanumeric() || matches!(c, '$' | '€' | '£' | '%' | '#');
    text.trim_matches(|c| !says(c))
}

/// A word as written; its forms stand with the title's.
struct Written<'a> {
    text: &'a str,
    meaning: Meaning,
}

/// The words of one title as written, read once for all that it is compared with.
pub struct Words<'a> {
    words: Vec<Written<'a>>,
    /// The comparison forms of all of them.
    forms: Vec<u64>,
}

impl<'a> Words<'a> {
    fn forms(&self, word: &Written) -> &[u64] {
        let first = word.meaning.first as usize;
        &self.forms[first..first + usize::from(word.meaning.parts)]
    }

    /// True where the title holds everything that a word of another stands for (`8-Year`: 8 and year).
    fn hold(&self, others: &Self, word: &Written) -> bool {
        others.forms(word).iter().all(|form| self.forms.contains(form))
    }

    /// Words that the other title lacks, in order.
    fn lone(&self, others: &Self) -> Vec<&Written<'a>> {
        self.words.iter().filter(|word| !others.hold(self, word)).collect()
    }

    /// Words (or numbers) that both titles have, each once, in order.
    fn shared(&self, others: &Self, numbers: bool) -> Vec<&Written<'a>> {
        let mut found: Vec<&Written> = Vec::new();
        let wanted = self.words.iter().filter(|word| word.meaning.number == numbers);
        for word in wanted.filter(|word| others.hold(self, word)) {
            if !found.iter().any(|known| self.forms(known) == self.forms(word)) {
                found.push(word);
            }
        }
        found
    }
}

/// Compares two titles as written.
pub fn difference<'a>(a: &Words<'a>, b: &Words<'a>) -> Difference<'a> {
    let (here, there) = (a.lone(b), b.lone(a));
    Difference {
        words: (joined(&here, false), joined(&there, false)),
        numbers: (joined(&here, true), joined(&there, true)),
        ..Difference::default()
    }
}

fn joined(words: &[&Written], numbers: bool) -> String {
    let mut text = String::new();
    for word in words.iter().filter(|word| word.meaning.number || !numbers) {
        text.push_str(if text.is_empty() { "" } else { " " });
        text.push_str(word.text);
    }
    text
}

fn telling<'a>(lone: &[&Written<'a>]) -> Option<&'a str> {
    // A place tells more than a rarer word; of equally rare words the first is taken, where
    // `max_by_key` would take the last.
    let words = lone.iter().filter(|word| !word.meaning.number).rev();
    words.max_by_key(|word| (word.meaning.place, word.meaning.weight)).map(|word| word.text)
}

impl<'a> Difference<'a> {
    /// Notes the words that the titles share, and the most telling that they do not.
    pub fn name_words(&mut self, a: &Words<'a>, b: &Words<'a>) {
        let named =
            |words: &[&Written<'a>]| words.iter().take(NAMED).map(|word| word.text).collect();
        let mut shared = a.shared(b, false);
        shared.sort_by_key(|word| Reverse(word.meaning.weight));
        self.shared = named(&shared);
        self.shared_numbers = named(&a.shared(b, true));
        self.telling = (telling(&a.lone(b)), telling(&b.lone(a)));
    }

    /// Notes what only one of the titles had taken from it.
    pub fn name_edges(&mut self, a: &[Stripped], b: &[Stripped]) {
        let lone = |own: &[Stripped], others: &[Stripped]| -> Vec<String> {
            let gone = own.iter().filter(|taken| !others.contains(taken));
            gone.map(|taken| format!("\"{}\"", taken.text)).collect()
        };
        let mut all = lone(a, b);
        all.extend(lone(b, a));
        self.edges = (!all.is_empty()).then(|| all.join(" and "));
    }

    /// `here / there`, empty where nothing differs.
    pub fn shown(&self) -> String {
        match (self.words.0.as_str(), self.words.1.as_str()) {
            ("", "") => String::new(),
            (here, "") => format!("{here} / -"),
            ("", there) => format!("- / {there}"),
            (here, there) => format!("{here} / {there}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::{Context, normalize};

    fn between<'a>(a: &'a str, b: &'a str) -> Difference<'a> {
        let (vocabulary, weights) = (Vocabulary::default(), Weights::default());
        let mut glossary = Glossary::new(&vocabulary, &weights);
        let mut words = |title| glossary.read(title, Language::English);
        let (x, y) = (words(a), words(b));
        let mut found = difference(&x, &y);
        found.name_words(&x, &y);
        let stripped = |title| normalize(title, &Context::default()).stripped;
        found.name_edges(&stripped(a), &stripped(b));
        found
    }

    #[test]
    fn as_written_and_without_what_counts_as_equal() {
        let found = between("2 troops killed in the attack", "Troops kill 5 in an attack!");
        assert_eq!(found.shown(), "2 / 5");
        assert_eq!(found.numbers, ("2".to_owned(), "5".to_owned()));
        assert_eq!(found.shared, ["troops", "killed", "attack"]);
        assert_eq!(
            between("Turkey hikes rates", "Argentina hikes rates").shown(),
            "Turkey / Argentina"
        );
        assert_eq!(
            between("Llama 5 released", "Llama 5 released with tokens").shown(),
            "- / tokens"
        );
        assert_eq!(between("Bitcoin at $10K", "Bitcoin at $10,000").shown(), "");
    }

    #[test]
    fn a_word_of_several_parts_is_held_by_all_of_them() {
        let found = between("8-Year term for banker", "Term of 8 years for Swiss broker");
        assert_eq!(found.words, ("banker".to_owned(), "Swiss broker".to_owned()));
        assert_eq!(found.shared_numbers, ["8-Year"]);
        assert_eq!(found.telling, (Some("banker"), Some("Swiss")));
    }

    #[test]
    fn edges_are_named() {
        let found = between("Jets scrambled over Baltic - Reuters", "Jets scrambled over Baltic");
        assert_eq!(found.edges.as_deref(), Some("\"- Reuters\""));
    }
}
