//! The words in which two titles differ, as they were written, for a person to read.
//!
//! Works on the entries' own titles, not on tokens: what is shown must be found in the title. Words are
//! matched by their stem, numbers by their value, so that only what counted as different is shown.

use crate::normalize::{
    Draft, Language, Piece, Stripped, comparable_word, compatible, is_place, pieces,
};

/// What differs between two titles, in the caller's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Content words that only the first, and only the second title has, as written.
    pub words: (String, String),
    /// Numbers among them.
    pub numbers: (String, String),
    /// The rarest content words that both have, rarest first, as the first writes them.
    pub shared: Vec<String>,
    /// Numbers that both have, in the first's order and form.
    pub shared_numbers: Vec<String>,
    /// The rarest word that only the first, and only the second has.
    pub telling: (Option<String>, Option<String>),
    /// What the rules took from edges, where that is all that differs: `" - KLCC"`.
    pub edges: Option<String>,
}

/// A word as written, and the comparison forms of its parts.
struct Written<'a> {
    text: &'a str,
    forms: Vec<String>,
    number: bool,
}

/// How many shared words are named.
const NAMED: usize = 3;

/// One title as written, read once for all that it is compared with.
pub struct Side<'a> {
    words: Vec<Written<'a>>,
    stripped: Vec<Stripped>,
}

impl<'a> Side<'a> {
    /// Reads a title as written, with what the rules made of it, in its language.
    pub fn new(title: &'a str, draft: Draft, language: Language) -> Self {
        Self { words: written(title, language), stripped: draft.stripped }
    }
}

/// Compares two titles as written. `weight` tells how rare a word (in comparison form) is.
pub fn difference(a: &Side, b: &Side, weight: &dyn Fn(&str) -> u32) -> Difference {
    let (left, right) = (&a.words[..], &b.words[..]);
    let only = |own: &[Written], others: &[Written], numbers: bool| {
        let lone = |word: &&Written| !holds(others, word);
        let wanted = own.iter().filter(lone).filter(|word| word.number || !numbers);
        wanted.map(|word| word.text).collect::<Vec<_>>().join(" ")
    };
    Difference {
        words: (only(left, right, false), only(right, left, false)),
        numbers: (only(left, right, true), only(right, left, true)),
        shared: shared(left, right, weight),
        shared_numbers: shared_numbers(left, right),
        telling: (telling(left, right, weight), telling(right, left, weight)),
        edges: edges(&a.stripped, &b.stripped),
    }
}

fn shared(own: &[Written], others: &[Written], weight: &dyn Fn(&str) -> u32) -> Vec<String> {
    let mut found = shared_words(own, others, false);
    found.sort_by_cached_key(|word| std::cmp::Reverse(word.weight(weight)));
    found.iter().take(NAMED).map(|word| word.text.to_owned()).collect()
}

fn shared_numbers(own: &[Written], others: &[Written]) -> Vec<String> {
    let found = shared_words(own, others, true);
    found.iter().take(NAMED).map(|word| word.text.to_owned()).collect()
}

/// Words (or numbers) that both titles have, each once, in the first's order.
fn shared_words<'a, 'b>(
    own: &'b [Written<'a>],
    others: &[Written],
    numbers: bool,
) -> Vec<&'b Written<'a>> {
    let mut found: Vec<&Written> = Vec::new();
    for word in own.iter().filter(|word| word.number == numbers && holds(others, word)) {
        if !found.iter().any(|known| known.forms == word.forms) {
            found.push(word);
        }
    }
    found
}

fn telling(own: &[Written], others: &[Written], weight: &dyn Fn(&str) -> u32) -> Option<String> {
    let lone = own.iter().filter(|word| !word.number && !holds(others, word));
    // A place tells more than a rarer word; of equally rare words the first is taken, where
    // `max_by_key` would take the last.
    let telling =
        |word: &&Written| (word.forms.iter().any(|form| is_place(form)), word.weight(weight));
    let rarest = lone.rev().max_by_key(telling);
    rarest.map(|word| word.text.to_owned())
}

/// True where the words hold everything that one of the other title stands for (`8-Year`: 8 and year).
fn holds(words: &[Written], word: &Written) -> bool {
    let has = |form: &String| words.iter().any(|word| word.forms.contains(form));
    word.forms.iter().all(has)
}

impl Written<'_> {
    fn weight(&self, weight: &dyn Fn(&str) -> u32) -> u32 {
        self.forms.iter().map(|form| weight(form)).max().unwrap_or(0)
    }
}

impl Difference {
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

/// The words of a title, without stop words and bare punctuation.
fn written(title: &str, language: Language) -> Vec<Written<'_>> {
    title.split_whitespace().filter_map(|text| read(text, language)).collect()
}

fn read(text: &str, language: Language) -> Option<Written<'_>> {
    let text = text
        .trim_matches(|c: char| !(c.is_alphanumeric() || matches!(c, '$' | '€' | '£' | '%' | '#')));
    let found = pieces(&compatible(text).to_lowercase(), language);
    let forms: Vec<String> =
        found.iter().filter_map(|piece| comparable_word(piece, language)).collect();
    let number = found.iter().any(|piece| !matches!(piece, Piece::Word(_)));
    (!forms.is_empty()).then_some(Written { text, forms, number })
}

/// What only one of the titles had taken from it.
fn edges(a: &[Stripped], b: &[Stripped]) -> Option<String> {
    let lone = |own: &[Stripped], others: &[Stripped]| -> Vec<String> {
        let gone = own.iter().filter(|taken| !others.contains(taken));
        gone.map(|taken| format!("\"{}\"", taken.text)).collect()
    };
    let mut all = lone(a, b);
    all.extend(lone(b, a));
    (!all.is_empty()).then(|| all.join(" and "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::{Context, normalize};

    fn between(a: &str, b: &str) -> Difference {
        let context = Context::default();
        let (x, y) = (normalize(a, &context), normalize(b, &context));
        let length = |word: &str| word.len() as u32;
        let side = |title, draft| Side::new(title, draft, Language::English);
        difference(&side(a, x), &side(b, y), &length)
    }

    #[test]
    fn as_written_and_without_what_counts_as_equal() {
        let found = between("2 troops killed in the attack", "Troops kill 5 in an attack!");
        assert_eq!(found.shown(), "2 / 5");
        assert_eq!(found.numbers, ("2".to_owned(), "5".to_owned()));
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
    fn edges_are_named() {
        let found = between("Jets scrambled over Baltic - Reuters", "Jets scrambled over Baltic");
        assert_eq!(found.edges.as_deref(), Some("\"- Reuters\""));
    }
}
