//! The languages whose words can be stemmed, and how an input's language is decided.
//!
//! A title is too short to tell its language (a detector gave the two titles of a repeat different
//! languages in three of ten pairs), but an input's many titles are not. Each title votes with its stop
//! words; the votes of an input decide, and English stands unless another language is clearly ahead.
//! Stems are Snowball's. A stem is a function of (word, language of the input) and nothing else.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use ahash::{AHashMap, AHashSet};
use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;

use super::compatibility::compatible;
use super::{negation, unspaced};

/// A language with a Snowball stemmer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Language {
    #[default]
    English,
    Arabic,
    Danish,
    Dutch,
    Finnish,
    French,
    German,
    Greek,
    Hungarian,
    Italian,
    Norwegian,
    Portuguese,
    Romanian,
    Russian,
    Spanish,
    Swedish,
    Turkish,
}

/// Every language, with its ISO 639-1 code and its stemmer.
const TABLE: [(Language, &str, Algorithm); 17] = [
    (Language::English, "en", Algorithm::English),
    (Language::Arabic, "ar", Algorithm::Arabic),
    (Language::Danish, "da", Algorithm::Danish),
    (Language::Dutch, "nl", Algorithm::Dutch),
    (Language::Finnish, "fi", Algorithm::Finnish),
    (Language::French, "fr", Algorithm::French),
    (Language::German, "de", Algorithm::German),
    (Language::Greek, "el", Algorithm::Greek),
    (Language::Hungarian, "hu", Algorithm::Hungarian),
    (Language::Italian, "it", Algorithm::Italian),
    (Language::Norwegian, "no", Algorithm::Norwegian),
    (Language::Portuguese, "pt", Algorithm::Portuguese),
    (Language::Romanian, "ro", Algorithm::Romanian),
    (Language::Russian, "ru", Algorithm::Russian),
    (Language::Spanish, "es", Algorithm::Spanish),
    (Language::Swedish, "sv", Algorithm::Swedish),
    (Language::Turkish, "tr", Algorithm::Turkish),
];

/// A longer word is not stemmed: it is not a word.
const LONGEST_WORD: usize = 64;

/// English function words. The published lists hold content words (`computer`, `state`), and words
/// that change a story (`not`, `against`, `without`), so this one is our own.
const ENGLISH_STOP_WORDS: &str = "a an the this that these those some any each every such other \
    another own same and or but nor so yet if then than as because while although though since until \
    unless when where why how what who whom whose which of in on at by for with from to into onto about \
    over under between among through during before after above below up down out off again further here \
    there all both few more most only just very too also even still already is are was were be been being \
    am do does did doing done has have had having will would shall should can could may might must i you \
    he she it we they me him her us them my your his its our their mine yours hers ours theirs myself \
    yourself himself herself itself ourselves themselves s t re ve ll d m via amid per it's i'm he's she's \
    that's there's what's who's here's how's let's you're we're they're i've you've we've they've i'll \
    you'll he'll she'll we'll they'll i'd you'd he'd she'd we'd they'd one's";

impl Language {
    /// ISO 639-1 code.
    pub fn code(self) -> &'static str {
        self.row().1
    }

    /// The language with this ISO 639-1 code.
    pub fn from_code(code: &str) -> Option<Self> {
        TABLE.iter().find(|row| row.1 == code).map(|row| row.0)
    }

    /// Every language's code, for messages.
    pub fn codes() -> Vec<&'static str> {
        TABLE.iter().map(|row| row.1).collect()
    }

    /// True where a comma marks decimals and a dot groups thousands. Arabic has marks of its own, which
    /// have become those of English.
    pub(super) fn comma_is_decimal(self) -> bool {
        !matches!(self, Self::English | Self::Arabic)
    }

    /// The stem of a lower-case word, without accents. Two words with one stem count as one.
    pub fn stem(self, word: &str) -> String {
        let stem = if word.len() <= LONGEST_WORD && word.chars().all(char::is_alphabetic) {
            Stemmer::create(self.row().2).stem(word).into_owned()
        } else {
            word.to_owned()
        };
        without_accents(&stem)
    }

    /// True for words that carry no content.
    pub(crate) fn is_stop_word(self, word: &str) -> bool {
        STOP_WORDS[self as usize].contains(word) || unspaced::is_particle(word)
    }

    fn row(self) -> &'static (Self, &'static str, Algorithm) {
        &TABLE[self as usize]
    }
}

/// Latin, Greek and Cyrillic letters without their accents; other scripts as they are.
pub(super) fn without_accents(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let accent = |c: &char| !('\u{300}'..='\u{36F}').contains(c);
    word.nfd().filter(accent).nfc().map(|c| if c == 'ß' { 's' } else { c }).collect()
}

static STOP_WORDS: LazyLock<Vec<AHashSet<Cow<'static, str>>>> = LazyLock::new(|| {
    TABLE.iter().map(|(language, code, _)| stop_words_of(*language, code)).collect()
});

fn stop_words_of(language: Language, code: &str) -> AHashSet<Cow<'static, str>> {
    if language == Language::English {
        return ENGLISH_STOP_WORDS.split_whitespace().map(Cow::from).collect();
    }
    let words = stop_words::lookup(code).unwrap_or_default();
    let kept = words.iter().filter(|word| !negation::negates(word));
    // Titles come in compatible form, so the words have to.
    let as_in_titles = |word: &&'static str| match language {
        Language::Arabic => Cow::from(compatible(word)),
        _ => Cow::from(*word),
    };
    kept.map(as_in_titles).collect()
}

/// For each stop word the languages it belongs to, one bit each.
static VOTERS: LazyLock<AHashMap<&'static str, u32>> = LazyLock::new(|| {
    let mut voters: AHashMap<&'static str, u32> = AHashMap::new();
    for (index, words) in STOP_WORDS.iter().enumerate() {
        for word in words {
            *voters.entry(&**word).or_insert(0) |= 1 << index;
        }
    }
    voters
});

/// How many stop words of each language some titles hold. Votes of two parts add up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LanguageVotes([u64; TABLE.len()]);

/// A language other than English needs so many stop words …
const ENOUGH_VOTES: u64 = 20;
/// … and so many thirds of English's.
const AHEAD_IN_THIRDS: u64 = 5;

impl LanguageVotes {
    /// Counts a lower-case word.
    pub fn count(&mut self, word: &str) {
        self.count_for(Self::voters(word));
    }

    /// The languages that a lower-case word is a stop word of, one bit each.
    pub(crate) fn voters(word: &str) -> u32 {
        VOTERS.get(word).copied().unwrap_or(0)
    }

    /// Counts a word by its languages.
    pub(crate) fn count_for(&mut self, languages: u32) {
        let mut left = languages;
        while left != 0 {
            self.0[left.trailing_zeros() as usize] += 1;
            left &= left - 1;
        }
    }

    /// Adds so many votes for a language.
    pub fn add(&mut self, language: Language, votes: u64) {
        self.0[language as usize] += votes;
    }

    /// Adds another part's votes.
    pub fn merge(&mut self, other: &Self) {
        for (own, votes) in self.0.iter_mut().zip(other.0) {
            *own += votes;
        }
    }

    /// The votes of the languages that have any.
    pub fn iter(&self) -> impl Iterator<Item = (Language, u64)> + '_ {
        let all = TABLE.iter().zip(self.0).map(|(row, votes)| (row.0, votes));
        all.filter(|(_, votes)| *votes > 0)
    }

    /// The language that is clearly ahead, else English.
    pub fn decide(&self) -> Language {
        let of = |language: Language| self.0[language as usize];
        let best = TABLE.iter().map(|row| row.0).rev().max_by_key(|language| of(*language));
        best.filter(|best| of(*best) >= ENOUGH_VOTES)
            .filter(|best| of(*best) * 3 >= of(Language::English) * AHEAD_IN_THIRDS)
            .unwrap_or_default()
    }
}

/// The language of each input, and of text that belongs to none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Languages {
    by_input: BTreeMap<String, Language>,
    overall: Language,
}

impl Languages {
    /// One language for everything.
    pub fn only(language: Language) -> Self {
        Self { by_input: BTreeMap::new(), overall: language }
    }

    /// Languages by input name, and one for the rest.
    pub fn new(by_input: BTreeMap<String, Language>, overall: Language) -> Self {
        Self { by_input, overall }
    }

    /// The language of the input with this name.
    pub fn of(&self, input: &str) -> Language {
        self.by_input.get(input).copied().unwrap_or(self.overall)
    }

    /// Every language in use, in order.
    pub fn in_use(&self) -> Vec<Language> {
        let mut all: Vec<Language> = self.by_input.values().copied().collect();
        all.push(self.overall);
        all.sort_unstable();
        all.dedup();
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(titles: &[&str]) -> Language {
        let mut votes = LanguageVotes::default();
        for word in titles.iter().flat_map(|title| title.split(' ')) {
            votes.count(&word.to_lowercase());
        }
        votes.decide()
    }

    #[test]
    fn the_table_is_in_the_order_of_the_enum() {
        assert!(TABLE.iter().enumerate().all(|(index, row)| row.0 as usize == index));
    }

    #[test]
    fn many_titles_decide_and_few_do_not() {
        let german = ["Der Minister und die Soldaten sind nach dem Angriff in der Stadt"; 5];
        assert_eq!(decided(&german), Language::German);
        assert_eq!(decided(&german[..1]), Language::English);
        let english = ["The minister and the soldiers are in the city after the attack"; 5];
        assert_eq!(decided(&english), Language::English);
        let french = ["Le ministre et les soldats sont dans la ville avec une armée"; 5];
        assert_eq!(decided(&french), Language::French);
    }

    #[test]
    fn stems_fold_forms_and_accents() {
        let english = Language::English;
        assert_eq!(english.stem("troops"), english.stem("troop"));
        assert_eq!(english.stem("pokémon"), english.stem("pokemon"));
        assert_eq!(Language::Russian.stem("солдаты"), Language::Russian.stem("солдатами"));
        assert_eq!(Language::German.stem("häuser"), Language::German.stem("häusern"));
    }
}
