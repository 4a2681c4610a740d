//! The text of a token: a stem, or the canonical form of a number or a day.

use std::fmt::Write as _;

use super::date::Day;
use super::number::{Amount, Unit};
use super::{Language, Piece, Vocabulary, negation, places};

/// The canonical form of a number, as a token: equal values share it whatever their unit, so that
/// `5th` and `five` meet.
pub(crate) fn amount_text(amount: Amount) -> String {
    let mut text = String::new();
    write_amount(amount, &mut text);
    text
}

/// Adds the canonical form of a number to a text.
pub(super) fn write_amount(amount: Amount, text: &mut String) {
    let value = amount.value;
    let _ = match amount.unit {
        Unit::Score => write!(text, "#{}-{}", value >> 32, value & 0xFFFF_FFFF),
        Unit::Literal => write!(text, "#~{value:x}"),
        _ if value % 1000 == 0 => write!(text, "#{}", value / 1000),
        _ => write!(text, "#{}.{:03}", value / 1000, value % 1000),
    };
}

/// The token that a lower-case word stands for: its stem, a people's country.
pub(crate) fn token_text(word: &str, language: Language) -> String {
    places::country_or(language.stem(word))
}

/// The portable hash of the token of a surveyed word: a number stands for itself.
pub(crate) fn token_hash(word: &str, language: Language) -> u64 {
    if word.starts_with('#') {
        return Vocabulary::hash_of(word);
    }
    Vocabulary::hash_of(&token_text(word, language))
}

/// The form in which a piece is compared, as text: a stem, or a number's value; none for stop words.
pub(crate) fn comparable_word(piece: &Piece, language: Language) -> Option<String> {
    match piece {
        Piece::Word(word) => comparable(word, language),
        Piece::Number(amount) => Some(amount_text(*amount)),
        Piece::Day(day) => Some(day_text(*day)),
    }
}

/// The same for a lower-case word.
pub(super) fn comparable(word: &str, language: Language) -> Option<String> {
    if negation::negates(word) {
        return Some(word.to_owned());
    }
    (!language.is_stop_word(word)).then(|| token_text(word, language))
}

/// The canonical form of a day.
pub(super) fn day_text(day: Day) -> String {
    let swap = day.unsure && day.day < day.month;
    let (month, day) = if swap { (day.day, day.month) } else { (day.month, day.day) };
    format!("@{month:02}-{day:02}")
}
