//! A headline as words that know what they are, so that an edit knows what it may touch.
//!
//! A headline is a head and tails, or a whole form, filled with words of its topic. How it is written
//! (case, quotes, what stands around it) is its [`super::dress::Dress`].

use super::draws::Draws;
use super::forms::{self, Form, Mark, Place, Section, Slot};
use super::lexicon::Class;
use super::mix::LENGTHS;
use super::topics::Topic;

/// A word of a headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// A word of a form, or one that an edit put in.
    Plain(&'static str),
    /// The word of this class and rank.
    Listed(Class, u32),
    /// The verb of this rank with its `s`.
    Verbs(u32),
    /// A number that tells something, in digits.
    Count(u32),
    /// The number of an issue.
    Issue(u32),
    /// A day of a month.
    Day(u32),
    /// A year.
    Year(u32),
}

/// A word and what clings to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The word.
    pub word: Word,
    /// It is followed by `'s`.
    pub possessive: bool,
    /// What follows it.
    pub mark: Mark,
    /// It stands in quotes.
    pub quoted: bool,
    /// Where a slip of the hand is, if there is one: the letter that changes places with the next.
    pub slip: Option<u8>,
}

/// The words of a headline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headline {
    /// Its words in order.
    pub pieces: Vec<Piece>,
    /// Where the last tail begins, if there is one.
    pub tail: Option<usize>,
}

impl Piece {
    /// A word by itself.
    pub fn plain(word: &'static str) -> Self {
        Self {
            word: Word::Plain(word),
            possessive: false,
            mark: Mark::None,
            quoted: false,
            slip: None,
        }
    }

    /// True for the names of people, places and companies.
    pub fn is_name(&self) -> bool {
        matches!(self.word, Word::Listed(Class::Name | Class::Given | Class::Place, _))
    }

    /// True for nouns.
    pub fn is_noun(&self) -> bool {
        matches!(self.word, Word::Listed(Class::Noun, _))
    }
}

impl Headline {
    /// A headline that begins in one of a section's ways.
    pub fn with_head(section: Section, topic: &Topic, draws: &mut Draws) -> Self {
        let mut headline = Self::whole(section, topic, draws);
        let enough = draws.odds(&LENGTHS) as usize;
        while headline.pieces.len() < enough {
            headline.add_tail(topic, draws);
        }
        headline
    }

    /// A headline that is one form and nothing else.
    pub fn whole(section: Section, topic: &Topic, draws: &mut Draws) -> Self {
        let mut headline = Self { pieces: Vec::with_capacity(20), tail: None };
        headline.fill(forms::draw(section, draws), topic, draws);
        headline
    }

    /// No two tails of a headline begin with the same word.
    fn add_tail(&mut self, topic: &Topic, draws: &mut Draws) {
        let begins = |form: &Form| match form[0].slot {
            Slot::Plain(word) => Some(word),
            _ => None,
        };
        for _ in 0..8 {
            let form = forms::draw(Section::Tail, draws);
            if begins(form).is_none_or(|word| !self.holds(Word::Plain(word))) {
                self.tail = Some(self.pieces.len());
                return self.fill(form, topic, draws);
            }
        }
        self.tail = Some(self.pieces.len());
        self.fill(forms::draw(Section::Tail, draws), topic, draws);
    }

    fn holds(&self, word: Word) -> bool {
        self.pieces.iter().any(|piece| piece.word == word)
    }

    fn fill(&mut self, form: &Form, topic: &Topic, draws: &mut Draws) {
        for place in form {
            if place.slot == Slot::Person {
                let given = self.fresh(Class::Given, topic, draws);
                self.pieces.push(Piece { word: given, ..Piece::plain("") });
            }
            let word = self.word(place.slot, topic, draws);
            let Place { possessive, mark, .. } = *place;
            self.pieces.push(Piece { word, possessive, mark, ..Piece::plain("") });
        }
    }

    fn word(&self, slot: Slot, topic: &Topic, draws: &mut Draws) -> Word {
        match slot {
            Slot::Plain(word) => Word::Plain(word),
            Slot::Drawn(class) => self.fresh(class, topic, draws),
            Slot::Person => self.fresh(Class::Name, topic, draws),
            Slot::Verbs => match self.fresh(Class::Verb, topic, draws) {
                Word::Listed(_, rank) => Word::Verbs(rank),
                word => word,
            },
            Slot::Count => Word::Count(count(draws)),
            Slot::Year => Word::Year(year(draws)),
            Slot::Issue => Word::Issue(2 + draws.below(400)),
            Slot::Day => Word::Day(1),
        }
    }

    /// A word that does not stand in the headline yet.
    fn fresh(&self, class: Class, topic: &Topic, draws: &mut Draws) -> Word {
        let mut word = Word::Listed(class, topic.word(class, draws));
        for _ in 0..8 {
            if !self.holds(word) {
                break;
            }
            word = Word::Listed(class, topic.word(class, draws));
        }
        word
    }
}

/// Small numbers are the most common, from 2 up.
fn count(draws: &mut Draws) -> u32 {
    match draws.below(10) {
        0..=5 => 2 + draws.below(9),
        6..=7 => 10 + draws.below(40),
        8 => 10 * (1 + draws.below(50)),
        _ => 50 + draws.below(900),
    }
}

/// Mostly the years of the dump.
fn year(draws: &mut Draws) -> u32 {
    if draws.percent(70) { 2025 } else { 2010 + draws.below(20) }
}
