//! Words that turn a statement round, in the languages whose stop words we know.

/// Negating words, with the apostrophe where English has one.
const NEGATIONS: [&str; 52] = [
    "not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot", "nicht",
    "kein", "keine", "keinen", "keiner", "nie", "niemals", "ohne", "ne", "pas", "jamais", "aucun",
    "aucune", "sans", "non", "mai", "senza", "nessun", "nessuna", "nunca", "sin", "ningún", "ninguna",
    "não", "sem", "nenhum", "niet", "geen", "nooit", "inte", "aldrig", "ikke", "aldri", "не", "нет",
    "никогда", "без", "ни", "ليس", "لا", "لم", "لن",
];

/// True for a lower-case word that negates.
pub fn negates(word: &str) -> bool {
    NEGATIONS.contains(&word) || word.ends_with("n't")
}
