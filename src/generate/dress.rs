//! How a headline is written: its case and quotes, and what stands around it.

use super::forms::Mark;
use super::headline::{Headline, Piece, Word};
use super::lexicon::{Class, LEXICON};
use super::outlets::Outlet;

/// Which letters are capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// The first one, and those of names.
    Sentence,
    /// The first of every word but the small ones.
    Headline,
    /// All of them.
    Capitals,
}

/// A liberty with punctuation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Punctuation {
    /// Commas and colons as they belong, straight apostrophes.
    Usual,
    /// No commas and colons.
    Bare,
    /// A dash for a colon.
    Dash,
    /// Curly apostrophes.
    Curly,
    /// A period at the end.
    Period,
    /// `&` for `and`.
    Ampersand,
    /// Quotes around a word.
    Quotes,
}

/// What a headline wears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dress {
    /// Its case.
    pub style: Style,
    /// Its punctuation.
    pub punctuation: Punctuation,
    /// What an agency put in front.
    pub prefix: &'static str,
    /// What shows that it was cut off.
    pub cut: &'static str,
    /// What stands between it and the name of an outlet, and which one.
    pub suffix: Option<(&'static str, u32)>,
}

/// Words that headline style leaves small.
const SMALL: [&str; 16] = [
    "a", "an", "the", "of", "in", "on", "to", "for", "and", "or", "at", "by", "as", "with", "from",
    "vs.",
];

impl Dress {
    /// Nothing but a style.
    pub fn new(style: Style) -> Self {
        Self { style, punctuation: Punctuation::Usual, prefix: "", cut: "", suffix: None }
    }

    /// Writes a headline.
    pub fn write(&self, headline: &Headline, into: &mut Vec<u8>) {
        into.extend_from_slice(self.prefix.as_bytes());
        let body = into.len();
        for (at, piece) in headline.pieces.iter().enumerate() {
            if at > 0 {
                into.push(b' ');
            }
            let next = headline.pieces.get(at + 1);
            self.write_piece(piece, next, into);
        }
        if let Some(first) = into.get_mut(body..).and_then(|text| text.first_mut()) {
            first.make_ascii_uppercase();
        }
        into.extend_from_slice(self.cut.as_bytes());
        if self.punctuation == Punctuation::Period && self.cut.is_empty() {
            into.push(b'.');
        }
        if let Some((between, outlet)) = self.suffix {
            into.extend_from_slice(between.as_bytes());
            into.extend_from_slice(Outlet::of(outlet).name.as_bytes());
        }
    }

    fn write_piece(&self, piece: &Piece, next: Option<&Piece>, into: &mut Vec<u8>) {
        if piece.quoted {
            into.push(b'\'');
        }
        self.write_word(piece, next, into);
        if piece.quoted {
            into.push(b'\'');
        }
        if piece.possessive {
            let curly = self.punctuation == Punctuation::Curly;
            into.extend_from_slice(if curly { "\u{2019}" } else { "'" }.as_bytes());
            into.push(if self.style == Style::Capitals { b'S' } else { b's' });
        }
        into.extend_from_slice(match (piece.mark, self.punctuation) {
            (Mark::None, _) | (_, Punctuation::Bare) => b"",
            (Mark::Comma, _) => b",",
            (Mark::Colon, Punctuation::Dash) => b" -",
            (Mark::Colon, _) => b":",
        });
    }

    fn write_word(&self, piece: &Piece, next: Option<&Piece>, into: &mut Vec<u8>) {
        let start = into.len();
        match piece.word {
            Word::Plain("and") if self.punctuation == Punctuation::Ampersand => into.push(b'&'),
            Word::Plain("a") if next.is_some_and(begins_with_vowel) => into.extend(b"an"),
            word => spell(word, into),
        }
        let text = &mut into[start..];
        if let Some(slip) = piece.slip {
            text.swap(usize::from(slip), usize::from(slip) + 1);
        }
        match self.style {
            Style::Sentence => {}
            Style::Capitals => text.make_ascii_uppercase(),
            Style::Headline if is_small(piece.word) => {}
            Style::Headline => text[0].make_ascii_uppercase(),
        }
    }
}

fn is_small(word: Word) -> bool {
    matches!(word, Word::Plain(word) if SMALL.contains(&word))
}

fn begins_with_vowel(piece: &Piece) -> bool {
    let mut text = Vec::with_capacity(16);
    spell(piece.word, &mut text);
    text.first().is_some_and(|letter| b"aeiouAEIO".contains(letter))
}

/// Spells a word in lower case, names with a capital.
pub fn spell(word: Word, into: &mut Vec<u8>) {
    match word {
        Word::Plain(word) => into.extend_from_slice(word.as_bytes()),
        Word::Listed(class, rank) => LEXICON.spell(class, rank, into),
        Word::Verbs(rank) => {
            LEXICON.spell(Class::Verb, rank, into);
            third_person(into);
        }
        Word::Count(number) | Word::Issue(number) | Word::Day(number) | Word::Year(number) => {
            digits(number, into);
        }
    }
}

/// Writes a number in decimal digits.
pub fn digits(mut number: u32, into: &mut Vec<u8>) {
    let mut text = [b'0'; 10];
    let mut at = text.len();
    loop {
        at -= 1;
        text[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    into.extend_from_slice(&text[at..]);
}

/// Gives the verb at the end its ending: says, flies, reaches.
fn third_person(into: &mut Vec<u8>) {
    let [.., before, last] = into[..] else { return };
    let hissing = b"sxzo".contains(&last) || (last == b'h' && b"sc".contains(&before));
    if last == b'y' && !b"aeiou".contains(&before) {
        into.pop();
        into.extend_from_slice(b"ies");
    } else {
        into.extend_from_slice(if hissing { b"es" } else { b"s" });
    }
}
