//! The words of headlines: listed ones, and made ones behind them.
//!
//! `words.tsv` lists common words by class, the common ones first. A class that needs a long tail goes
//! on beyond its list: names are made of syllables, nouns of two short words ("fishport"). Every rank has
//! one spelling; no two names share one. Each class is drawn by a law of its own;
//! together they give the frequencies of real headlines (ARCHITECTURE.md has the curves).

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::draws::Draws;
use super::law::{Law, Shape};

const WORDS: &str = include_str!("words.tsv");

/// A class of words that are drawn alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Class {
    /// Companies, persons' second names, invented places.
    Name,
    Noun,
    /// What people are, in the plural.
    Role,
    Verb,
    Adjective,
    Place,
    /// Persons' first names.
    Given,
    /// What is counted, in the plural.
    Counted,
    Weekday,
    Month,
    /// Two to twelve, in letters.
    Number,
    /// Second part of an outlet's name.
    Outlet,
}

impl Class {
    const ALL: [(Self, &'static str); 12] = [
        (Self::Name, "name"),
        (Self::Noun, "noun"),
        (Self::Role, "role"),
        (Self::Verb, "verb"),
        (Self::Adjective, "adjective"),
        (Self::Place, "place"),
        (Self::Given, "given"),
        (Self::Counted, "counted"),
        (Self::Weekday, "weekday"),
        (Self::Month, "month"),
        (Self::Number, "number"),
        (Self::Outlet, "outlet"),
    ];

    /// How its words are spread; none where all are equally likely.
    fn shape(self, listed: u32) -> Option<Shape> {
        let short =
            |offset, slope| Shape { ranks: listed, offset, slope, bend: listed, steep: 1.0 };
        match self {
            Self::Name => {
                Some(Shape { ranks: NAMES, offset: 14.0, slope: 0.68, bend: 10_000, steep: 3.0 })
            }
            Self::Noun => {
                let ranks = listed + COMPOUNDS;
                Some(Shape { ranks, offset: 22.0, slope: 0.74, bend: 4_500, steep: 3.0 })
            }
            Self::Verb => Some(short(10.0, 0.8)),
            Self::Adjective => Some(short(8.0, 0.7)),
            Self::Role | Self::Counted | Self::Place | Self::Outlet => Some(short(4.0, 0.8)),
            Self::Given => Some(short(10.0, 0.6)),
            Self::Weekday | Self::Month | Self::Number => None,
        }
    }
}

/// Names there are; the syllables could make 158,700.
const NAMES: u32 = 150_000;
/// Nouns made of two.
const COMPOUNDS: u32 = 24_000;
const BEGINNINGS: [&str; 23] = [
    "b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "dr",
    "gr", "kr", "st", "tr", "sl",
];
const VOWELS: [&str; 5] = ["a", "e", "i", "o", "u"];
const ENDS: [&str; 12] = ["", "n", "r", "l", "m", "k", "nd", "rk", "x", "lt", "v", "sk"];

/// All words, and the laws to draw them by.
pub struct Lexicon {
    lists: [Vec<&'static str>; Class::ALL.len()],
    laws: [Option<Law>; Class::ALL.len()],
    /// Listed nouns and adjectives short enough to be half of another.
    halves: Vec<&'static str>,
}

/// The one lexicon; made when it is first asked for, in a few milliseconds.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);

impl Lexicon {
    fn new() -> Self {
        let lists = Class::ALL.map(|(_, name)| listed(name));
        let laws = Class::ALL
            .map(|(class, _)| class.shape(lists[class as usize].len() as u32).map(Law::new));
        let listed = [Class::Adjective, Class::Noun].map(|class| &lists[class as usize]);
        let halves: BTreeSet<_> =
            listed.into_iter().flatten().copied().filter(|word| word.len() <= 4).collect();
        let halves = halves.into_iter().collect();
        Self { lists, laws, halves }
    }

    /// Draws a rank of a class.
    pub fn draw(&self, class: Class, draws: &mut Draws) -> u32 {
        match &self.laws[class as usize] {
            Some(law) => law.draw(draws),
            None => draws.below(self.lists[class as usize].len() as u32),
        }
    }

    /// Draws a name of which all are equally likely, so that two are hardly ever the same.
    pub fn rare_name(draws: &mut Draws) -> u32 {
        draws.below(NAMES)
    }

    /// The listed words of a class.
    pub fn list(&self, class: Class) -> &[&'static str] {
        &self.lists[class as usize]
    }

    /// Spells the word of a rank: names with a capital, other words as listed.
    pub fn spell(&self, class: Class, rank: u32, into: &mut Vec<u8>) {
        let list = &self.lists[class as usize];
        match (class, list.get(rank as usize)) {
            (Class::Name, _) => spell_name(rank, into),
            (_, Some(word)) => into.extend_from_slice(word.as_bytes()),
            (_, None) => self.spell_compound(rank - list.len() as u32, into),
        }
    }

    fn spell_compound(&self, number: u32, into: &mut Vec<u8>) {
        let halves = self.halves.len() as u32;
        let pairs = halves * halves;
        let number = (u64::from(number) * SCATTER % u64::from(pairs)) as u32;
        for half in [number / halves, number % halves] {
            into.extend_from_slice(self.halves[half as usize].as_bytes());
        }
    }
}

fn listed(class: &str) -> Vec<&'static str> {
    let lines = WORDS.lines().filter_map(|line| line.split_once('\t'));
    lines.filter(|(name, _)| *name == class).flat_map(|(_, words)| words.split(' ')).collect()
}

/// A large prime: neighbors in rank get unlike spellings, and each still has its own.
const SCATTER: u64 = 2_038_074_743;

/// Two syllables and an end. A syllable is consonants and one vowel, so no two numbers spell alike.
fn spell_name(rank: u32, into: &mut Vec<u8>) {
    let syllables = BEGINNINGS.len() * VOWELS.len();
    let all = syllables * syllables * ENDS.len();
    let mut number = ((u64::from(rank) + 1) * SCATTER % all as u64) as usize;
    let mut digit = |base: usize| {
        let digit = number % base;
        number /= base;
        digit
    };
    let start = into.len();
    for _ in 0..2 {
        into.extend_from_slice(BEGINNINGS[digit(BEGINNINGS.len())].as_bytes());
        into.extend_from_slice(VOWELS[digit(VOWELS.len())].as_bytes());
    }
    into.extend_from_slice(ENDS[digit(ENDS.len())].as_bytes());
    into[start].make_ascii_uppercase();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(class: Class, rank: u32) -> String {
        let mut text = Vec::new();
        LEXICON.spell(class, rank, &mut text);
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn no_two_ranks_of_a_class_are_spelled_alike() {
        let names: BTreeSet<_> = (0..NAMES).map(|rank| spelled(Class::Name, rank)).collect();
        assert_eq!(names.len(), NAMES as usize);
        for (class, name) in Class::ALL.into_iter().skip(1) {
            let words = LEXICON.list(class);
            assert!(!words.is_empty(), "{name}");
            let distinct: BTreeSet<_> = words.iter().collect();
            assert_eq!(distinct.len(), words.len(), "{name}");
        }
        assert!(LEXICON.halves.len().pow(2) > COMPOUNDS as usize);
    }

    #[test]
    fn made_words_can_be_spoken() {
        let names: Vec<_> = (0..4).map(|rank| spelled(Class::Name, rank)).collect();
        assert_eq!(names, ["Mazol", "Bralirk", "Deslask", "Nevur"]);
        assert_eq!(spelled(Class::Noun, 0), "game");
        assert_eq!(spelled(Class::Noun, 5_000), "safewall");
    }
}
