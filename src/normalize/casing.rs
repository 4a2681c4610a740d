//! Which words of a title are names, told from capitals.
//!
//! A title in sentence case shows its names: what is capitalized behind the first word. A title in
//! headline case or in capitals shows nothing. The survey counts over all sentence-case titles how often
//! a word is capitalized there, so that a name is known in every title.

use ahash::AHashSet;

use super::{Language, Piece, pieces};
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

/// The words (lower case, as pieces have them) that a sentence-case title capitalizes behind its first
/// word; none for a title in headline case or in capitals. `text` still has its case.
pub fn capitalized(text: &str, language: Language) -> Option<AHashSet<String>> {
    let words = || text.split(' ').skip(1).filter(|word| word.chars().any(char::is_alphabetic));
    let (mut all, mut lower, mut long_lower) = (0, 0, 0);
    for word in words() {
        let small = word.starts_with(char::is_lowercase);
        all += 1;
        lower += usize::from(small);
        long_lower += usize::from(small && word.len() > 4);
    }
    // Headline case leaves articles and prepositions small; a sentence leaves most words small.
    if lower * 2 < all || long_lower < 2 {
        return None;
    }
    let capital = |word: &&str| {
        word.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase)
    };
    let mut found = AHashSet::new();
    for word in words().filter(capital) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.bytes().all(|b| b.is_ascii_alphabetic()) {
            found.insert(super::spelling::chosen(&bare.to_lowercase()).to_owned());
            continue;
        }
        for piece in pieces(&word.to_lowercase(), language) {
            if let Piece::Word(word) = piece {
                found.insert(word);
            }
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentence_case_shows_names_and_headline_case_does_not() {
        let shown = |text| capitalized(text, Language::English);
        let found = shown("Man arrested near Kandahar after Biden's visit to UK troops").unwrap();
        let mut names: Vec<&str> = found.iter().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["biden", "kandahar", "uk"]);
        assert_eq!(shown("Man Arrested near Kandahar after the Visit"), None);
        assert_eq!(shown("MAN ARRESTED NEAR KANDAHAR"), None);
    }
}
