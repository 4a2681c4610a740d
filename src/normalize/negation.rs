//! Words that turn a statement round, in the languages whose stop words we know.
//!
//! Two English negations cancel out. In the languages where one denial takes several words (`ne … pas`,
//! `no … nunca`, `никогда не`), all of these words are one.

use super::unspaced;

/// Negating words that count by themselves; `no` has a rule of its own.
const NEGATIONS: [&str; 33] = [
    "not", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot", "nicht",
    "kein", "keine", "keinen", "keiner", "nie", "niemals", "ohne", "sans", "senza", "sin", "sem",
    "niet", "geen", "nooit", "inte", "aldrig", "ikke", "aldri", "без", "keinem", "zonder", "değil",
    "yok",
];

/// Words of languages where several make one denial.
const CONCORDANT: [&str; 28] = [
    "ne",
    "pas",
    "jamais",
    "aucun",
    "aucune",
    "non",
    "nessun",
    "nessuna",
    "nunca",
    "ningún",
    "ninguna",
    "não",
    "nenhum",
    "не",
    "нет",
    "никогда",
    "ни",
    "ليس",
    "لا",
    "لم",
    "لن",
    "ningun",
    "niente",
    "nadie",
    "nenhuma",
    "ничего",
    "никто",
    "ليست",
];

/// How a word negates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Negation {
    /// By itself.
    Single,
    /// `no`: by itself in English, together with others in Spanish.
    No,
    /// Together with others.
    Concordant,
}

/// How a lower-case word negates, where it does.
pub fn negation(word: &str) -> Option<Negation> {
    if word == "no" {
        return Some(Negation::No);
    }
    if CONCORDANT.contains(&word) {
        return Some(Negation::Concordant);
    }
    let single = NEGATIONS.contains(&word) || word.ends_with("n't") || unspaced::negates(word);
    single.then_some(Negation::Single)
}

/// True for a lower-case word that negates.
pub fn negates(word: &str) -> bool {
    negation(word).is_some()
}

/// The negations of a title.
#[derive(Clone, Copy, Debug, Default)]
pub struct Negations {
    single: u32,
    no: u32,
    concordant: bool,
}

impl Negations {
    /// Notes a word's negation, where it is one.
    pub fn note(&mut self, negation: Option<Negation>) {
        match negation {
            None => {}
            Some(Negation::No) => self.no += 1,
            Some(Negation::Concordant) => self.concordant = true,
            Some(Negation::Single) => self.single += 1,
        }
    }

    /// True where the title denies: two denials cancel out. A Spanish `no` is one with `nunca`.
    pub fn deny(self) -> bool {
        let shared = if self.concordant { 1 } else { self.no };
        (self.single + shared) % 2 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn denies(title: &str) -> bool {
        let mut negations = Negations::default();
        title.split(' ').for_each(|word| negations.note(negation(word)));
        negations.deny()
    }

    #[test]
    fn two_denials_cancel_out_and_two_words_of_one_do_not() {
        assert!(denies("nato will not send troops"));
        assert!(!denies("no deal is not an option"));
        assert!(denies("macron ne démissionnera pas"));
        assert!(denies("el supremo no absuelve nunca"));
        assert!(denies("никогда не уйдет"));
        assert!(!denies("8 mai"));
    }
}
