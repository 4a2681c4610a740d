//! The words in which two titles differ, as they were written, for a person to read.
//!
//! Works on the entries' own titles, not on tokens: what is shown must be found in the title. Words are
//! matched by their stem, numbers by their value, so that only what counted as different is shown.

use crate::normalize::{Draft, Language, Piece, Stripped, comparable_word, pieces};

/// What differs between two titles, in the caller's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Content words that only the first, and only the second title has, as written.
    pub words: (String, String),
    /// Numbers among them.
    pub numbers: (String, String),
    /// What the rules took from edges, where that is all that differs: `" - KLCC"`.
    pub edges: Option<String>,
}

/// A word as written, and its comparison form.
struct Written<'a> {
    text: &'a str,
    form: String,
    number: bool,
}

/// Compares two titles as written. `drafts` are the same titles after the rules.
pub fn difference(a: (&str, &Draft, Language), b: (&str, &Draft, Language)) -> Difference {
    let (left, right) = (written(a.0, a.2), written(b.0, b.2));
    let only = |these: &[Written], those: &[Written], numbers: bool| {
        let lone = |word: &&Written| !those.iter().any(|other| other.form == word.form);
        let wanted = these.iter().filter(lone).filter(|word| word.number || !numbers);
        wanted.map(|word| word.text).collect::<Vec<_>>().join(" ")
    };
    Difference {
        words: (only(&left, &right, false), only(&right, &left, false)),
        numbers: (only(&left, &right, true), only(&right, &left, true)),
        edges: edges(&a.1.stripped, &b.1.stripped),
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
    let found = pieces(&text.to_lowercase(), language);
    let forms: Vec<String> =
        found.iter().filter_map(|piece| comparable_word(piece, language)).collect();
    let number = found.iter().any(|piece| !matches!(piece, Piece::Word(_)));
    (!forms.is_empty()).then(|| Written { text, form: forms.join(" "), number })
}

/// What only one of the titles had taken from it.
fn edges(a: &[Stripped], b: &[Stripped]) -> Option<String> {
    let lone = |these: &[Stripped], those: &[Stripped]| -> Vec<String> {
        let gone = these.iter().filter(|taken| !those.contains(taken));
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
        difference((a, &x, Language::English), (b, &y, Language::English))
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
