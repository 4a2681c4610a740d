//! The words in which two titles differ, as they were written, for a person to read.
//!
//! Works on the entries' own titles, not on tokens: what is shown must be found in the title. Words are
//! matched by their stem, numbers by their value, so that only what counted as different is shown.
//! What is written alike in both titles does not differ; what the other words stand for, a [`Glossary`] knows.

use std::cmp::Reverse;

use super::glossary::{Glossary, Senses, Words, Written};
use crate::normalize::Stripped;

/// How many shared words are named.
const NAMED: usize = 3;

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

/// The words of two titles side by side. What is written alike in both is known to be the same; what the others
/// stand for is looked up.
struct Laid<'p, 't> {
    a: &'p Words<'t>,
    b: &'p Words<'t>,
    /// For each word of `a`, whether `b` has it as written.
    met: Vec<bool>,
    /// Places of the words of `b` that `a` lacks as written.
    strange: Vec<usize>,
}

impl<'p, 't> Laid<'p, 't> {
    fn new(a: &'p Words<'t>, b: &'p Words<'t>) -> Self {
        let (mut met, mut strange) = (vec![false; a.texts.len()], Vec::new());
        let mut next = 0;
        for (place, word) in b.texts.iter().enumerate() {
            match a.place(next, b, word) {
                Some(there) => {
                    met[there] = true;
                    next = there + 1;
                }
                None => strange.push(place),
            }
        }
        Self { a, b, met, strange }
    }

    fn is_same(&self) -> bool {
        self.strange.is_empty() && self.met.iter().all(|met| *met)
    }

    /// The forms of all words of `b`.
    fn forms(&self, own: &Senses, strange: &Senses) -> Vec<u64> {
        let mut forms = Vec::with_capacity(strange.forms.len() + own.forms.len());
        forms.extend_from_slice(&strange.forms);
        let met = own.words.iter().zip(&self.met).filter(|(_, met)| **met);
        met.for_each(|(word, _)| forms.extend_from_slice(own.of(word)));
        forms
    }

    /// What differs, and what the titles share where that is to be `named`.
    fn difference(&self, glossary: &mut Glossary, named: bool) -> Difference<'t> {
        let strange = self.b.senses_at(&self.strange, glossary);
        let own = self.a.senses(glossary);
        let forms = self.forms(own, &strange);
        let (mut shared, mut here) = (Vec::with_capacity(own.words.len()), Vec::new());
        for (word, met) in own.words.iter().zip(&self.met) {
            let both = *met || hold(&forms, own.of(word));
            if both { shared.push(word) } else { here.push(word) }
        }
        let there = strange.words.iter().filter(|word| !hold(&own.forms, strange.of(word)));
        let there: Vec<&Written> = there.collect();
        let mut found = Difference {
            words: (joined(&here, false), joined(&there, false)),
            numbers: (joined(&here, true), joined(&there, true)),
            ..Difference::default()
        };
        if named {
            found.name_shared(own, &shared);
            found.telling = (telling(&here), telling(&there));
        }
        found
    }
}

/// True where a title of these forms holds all that a word of another stands for (`8-Year`: 8 and year).
fn hold(forms: &[u64], word: &[u64]) -> bool {
    word.iter().all(|form| forms.contains(form))
}

/// Compares two titles as written, and names what they share where that is to be `named`.
pub fn difference<'a>(
    (a, b): (&Words<'a>, &Words<'a>),
    glossary: &mut Glossary,
    named: bool,
) -> Difference<'a> {
    let laid = Laid::new(a, b);
    if laid.is_same() && !named { Difference::default() } else { laid.difference(glossary, named) }
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
    /// Notes the rarest of the words that the titles share, and the first of the numbers, each once.
    fn name_shared(&mut self, senses: &Senses<'a>, shared: &[&Written<'a>]) {
        let each_once = |numbers: bool| {
            let mut found: Vec<&Written<'a>> = Vec::new();
            for word in shared.iter().filter(|word| word.meaning.number == numbers) {
                let forms = senses.of(word);
                if !forms.is_empty() && !found.iter().any(|known| senses.of(known) == forms) {
                    found.push(word);
                }
            }
            found
        };
        let named =
            |words: &[&Written<'a>]| words.iter().take(NAMED).map(|word| word.text).collect();
        let mut words = each_once(false);
        words.sort_by_key(|word| Reverse(word.meaning.weight));
        self.shared = named(&words);
        self.shared_numbers = named(&each_once(true));
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
            (here, "") => [here, " / -"].concat(),
            ("", there) => ["- / ", there].concat(),
            (here, there) => [here, " / ", there].concat(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::{Context, Language, Vocabulary, normalize};
    use crate::weigh::Weights;

    fn between<'a>(a: &'a str, b: &'a str) -> Difference<'a> {
        let (vocabulary, weights) = (Vocabulary::default(), Weights::default());
        let mut glossary = Glossary::new(&vocabulary, &weights);
        let words = |title| Words::new(title, Language::English);
        let mut found = difference((&words(a), &words(b)), &mut glossary, true);
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
