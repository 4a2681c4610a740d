//! Normalized text to pieces: words, numbers and dates, in order.
//!
//! Letters and digits part (`F-16`, `F16` and `F 16` give the same pieces). English possessives and
//! other languages' elided articles fall away. Runs of scripts written without spaces are cut in
//! `unspaced`.

use std::borrow::Cow;

use super::date::{self, Day};
use super::number::{self, Amount, Unit};
use super::unspaced::{self, is_unspaced};
use super::{Language, numerals, spelling};

/// One unit of a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A lower-case word in its chosen spelling.
    Word(String),
    /// A number, without its neighbors.
    Number(Amount),
    /// A calendar day.
    Day(Day),
}

/// Cuts normalized (lower-case) text into pieces.
pub fn pieces(text: &str, language: Language) -> Vec<Piece> {
    let mut found = Vec::with_capacity(16);
    let mut rest = text;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let used = if c.is_ascii_digit() {
            number_at(rest, before, language, &mut found)
        } else if is_letter(c) {
            word_at(rest, language, &mut found)
        } else {
            c.len_utf8()
        };
        before = rest[..used].chars().next_back().unwrap_or(' ');
        rest = &rest[used..];
    }
    with_dates(found, language)
}

fn is_letter(c: char) -> bool {
    !c.is_ascii_digit() && (c.is_alphanumeric() || is_mark(c))
}

/// Combining marks that belong to the letter before them (Devanagari signs, Arabic vowels …).
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn word_at(text: &str, language: Language, found: &mut Vec<Piece>) -> usize {
    let end = word_end(text);
    let word = &text[..end];
    if word.chars().any(is_unspaced) {
        unspaced::cut(word, text[end..].chars().next(), found);
        return end;
    }
    let word = without_apostrophe(word, language);
    if let Some(place) = ordinal(&word, &text[end..], language) {
        found.push(Piece::Number(Amount { unit: Unit::Ordinal, ..Amount::plain(place) }));
    } else if word == "one" && counts_behind(found) {
        found.push(Piece::Number(Amount::plain(1)));
    } else if let Some(piece) = spelled_number(&word, language, found) {
        found.push(piece);
    } else if !applies_to_number(&word, found) && !word.is_empty() {
        found.push(Piece::Word(spelling::chosen(&word).to_owned()));
    }
    end
}

/// The place in an order that a word names, but for Portuguese weekdays (`quinta-feira`).
fn ordinal(word: &str, behind: &str, language: Language) -> Option<i64> {
    numerals::place(word, language).filter(|_| !behind.starts_with("-feira"))
}

/// Letters, and single apostrophes or ampersands between letters.
fn word_end(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = matches!(c, '\'' | '&')
            && chars.peek().is_some_and(|(_, next)| is_letter(*next) && !is_mark(*next));
        if !(is_letter(c) || joins) {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// `uk's` → `uk`, `o'brien` → `obrien`, `won't` as it is; elsewhere `l'ucraina` → `ucraina`, and
/// `n'ira` → `ira` everywhere.
fn without_apostrophe(word: &str, language: Language) -> Cow<'_, str> {
    let Some((head, tail)) = word.rsplit_once('\'').filter(|_| !word.ends_with("n't")) else {
        return word.into();
    };
    if matches!(tail, "s" | "re" | "ve" | "ll" | "d" | "m") {
        return head.replace('\'', "").into();
    }
    // `l'` and `d'` open names in English, too; these open no English word.
    let elided = matches!(head, "n" | "qu" | "jusqu" | "dell" | "nell" | "all" | "dall" | "sull");
    if language == Language::English && !elided {
        return word.replace('\'', "").into();
    }
    tail.into()
}

/// True where `one` counts: `part one`, `night one`. Elsewhere it is a pronoun more often.
fn counts_behind(found: &[Piece]) -> bool {
    const COUNTED: [&str; 14] = [
        "part", "night", "day", "week", "game", "round", "chapter", "episode", "season", "volume",
        "phase", "stage", "act", "group",
    ];
    matches!(found.last(), Some(Piece::Word(word)) if COUNTED.contains(&word.as_str()))
}

/// `five`, and `twenty-five` whose ten is already there.
fn spelled_number(word: &str, language: Language, found: &mut Vec<Piece>) -> Option<Piece> {
    let value = numerals::count(word, language)?;
    let tens = match found.last() {
        Some(Piece::Number(last)) => last.whole().filter(|tens| tens % 10 == 0 && *tens <= 90),
        _ => None,
    };
    if let Some(tens) = tens.filter(|tens| *tens >= 20 && value < 10) {
        found.pop();
        return Some(Piece::Number(Amount::plain(tens + value)));
    }
    Some(Piece::Number(Amount::plain(value)))
}

/// A magnitude or `percent` behind a number changes that number and is no word of its own.
fn applies_to_number(word: &str, found: &mut [Piece]) -> bool {
    let Some(Piece::Number(last)) = found.last_mut() else { return false };
    if matches!(last.unit, Unit::Score | Unit::Literal) {
        return false;
    }
    if matches!(word, "percent" | "prozent" | "pct" | "procent") {
        last.unit = Unit::Percent;
        return true;
    }
    let long = word.len() > 2;
    let Some(magnitude) = number::magnitude(word).filter(|_| long) else { return false };
    *last = last.times(magnitude);
    true
}

fn number_at(text: &str, before: char, language: Language, found: &mut Vec<Piece>) -> usize {
    let end = run_end(text);
    let run = &text[..end];
    if let Some(day) = Day::read(run) {
        found.push(Piece::Day(day));
        return end;
    }
    if let Some((length, amount)) = parted_score(run, &text[end..]) {
        found.push(Piece::Number(amount));
        return end + length;
    }
    let mut amount = number::read(run, language);
    if matches!(before, '$' | '€' | '£' | '¥' | '₹' | '₽' | '₿') {
        amount.unit = match amount.unit {
            Unit::Plain | Unit::Year => Unit::Money,
            unit => unit,
        };
    } else if matches!(before, '#' | '第') && amount.unit == Unit::Plain {
        amount.unit = Unit::Ordinal;
    }
    let used = end + apply_suffix(&text[end..], &mut amount);
    if let Some(Piece::Word(word)) = found.last() {
        amount.about = number::makes_inexact(word);
    }
    found.push(Piece::Number(amount));
    used
}

/// `2比1`: digits, and how a score goes on behind them. Gives the bytes used behind them.
fn parted_score(run: &str, behind: &str) -> Option<(usize, Amount)> {
    let mark = behind.chars().next().filter(|c| unspaced::parts_score(*c))?;
    let theirs = &behind[mark.len_utf8()..];
    let end = run_end(theirs);
    let value = |digits: &str| digits.parse::<u32>().ok().map(i64::from);
    let amount = number::read_pair(value(run)?, value(&theirs[..end])?);
    Some((mark.len_utf8() + end, amount))
}

/// Digits, and single marks between digits.
fn run_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while digit(end)
        || (matches!(bytes.get(end), Some(b'.' | b',' | b'-' | b'/' | b':')) && digit(end + 1))
    {
        end += 1;
    }
    end
}

/// `%`, `k`, `bn`, `th` directly behind the digits. Returns the bytes used.
fn apply_suffix(rest: &str, amount: &mut Amount) -> usize {
    if matches!(amount.unit, Unit::Score | Unit::Literal) {
        return 0;
    }
    if rest.starts_with('%') {
        amount.unit = Unit::Percent;
        return 1;
    }
    let letters = &rest[..word_end(rest)];
    match letters {
        "st" | "nd" | "rd" | "th" => amount.unit = Unit::Ordinal,
        "m" if amount.unit != Unit::Money && is_length(&rest[1..]) => return 0,
        _ => match number::magnitude(letters).filter(|_| letters.len() <= 3) {
            Some(magnitude) => *amount = amount.times(magnitude),
            None => return 0,
        },
    }
    letters.len()
}

/// True where an `m` before this text is meters and not millions.
fn is_length(after: &str) -> bool {
    const MEASURED: [&str; 14] = [
        "race",
        "dash",
        "sprint",
        "final",
        "freestyle",
        "butterfly",
        "backstroke",
        "hurdles",
        "relay",
        "tall",
        "high",
        "deep",
        "long",
        "wide",
    ];
    let after = after.trim_start_matches([' ', '-']);
    MEASURED.iter().any(|word| after.starts_with(word))
}

/// Joins `april 27 2014` and `27 april` into days.
fn with_dates(pieces: Vec<Piece>, language: Language) -> Vec<Piece> {
    let months = |piece: &Piece| match piece {
        Piece::Word(word) => date::month(word, language),
        _ => None,
    };
    if !pieces.iter().any(|piece| months(piece).is_some()) {
        return pieces;
    }
    let mut out = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while at < pieces.len() {
        let ahead = &pieces[at..];
        let month_first = ahead.first().and_then(months).zip(ahead.get(1).and_then(day_number));
        let day_first = ahead.get(1).and_then(months).zip(ahead.first().and_then(day_number));
        if let Some((month, day)) = month_first.or(day_first) {
            let year = ahead.get(2).and_then(year_number);
            if let Some(day) = Day::new(year, month, day) {
                out.push(Piece::Day(day));
                at += 2 + usize::from(year.is_some());
                continue;
            }
        }
        out.push(pieces[at].clone());
        at += 1;
    }
    out
}

fn day_number(piece: &Piece) -> Option<i64> {
    match piece {
        Piece::Number(amount) if matches!(amount.unit, Unit::Plain | Unit::Ordinal) => {
            amount.whole().filter(|day| (1..=31).contains(day))
        }
        _ => None,
    }
}

fn year_number(piece: &Piece) -> Option<i64> {
    match piece {
        Piece::Number(amount) => amount.whole().filter(|year| date::is_year(*year)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Word(word) => word.clone(),
            Piece::Number(n) if n.unit == Unit::Literal => "literal".to_owned(),
            Piece::Number(n) => format!("{:?}:{}", n.unit, n.value),
            Piece::Day(day) => format!("{:?}-{}-{}", day.year, day.month, day.day),
        };
        pieces(text, Language::English).iter().map(piece).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words() {
        assert_eq!(
            shown("uk's f-16 f16 o'brien won't at&t"),
            "uk f Plain:16000 f Plain:16000 obrien won't at&t"
        );
        assert_eq!(shown("nato defence in kiev"), "nato defense in kyiv"); // typos: ignore
        assert_eq!(
            shown("elle n'ira dell'arte d'arcy rock n'roll"),
            "elle ira arte darcy rock roll"
        );
    }

    #[test]
    fn numbers() {
        assert_eq!(shown("$10k"), "Money:10000000");
        assert_eq!(shown("$10,000"), "Money:10000000");
        assert_eq!(
            shown("48.5 billion 50 percent 1.2%"),
            "Plain:48500000000000 Percent:50000 Percent:1200"
        );
        assert_eq!(
            shown("twenty-five 5th #41 2-0"),
            "Plain:25000 Ordinal:5000 Ordinal:41000 Score:8589934592"
        );
        assert_eq!(shown("quinta puntata, quinta-feira"), "Ordinal:5000 puntata quinta feira");
        assert_eq!(shown("5- to 8-year terms"), "Plain:5000 to Plain:8000 year terms");
        assert_eq!(shown("50m barrels"), shown("50 million barrels"));
        assert_eq!(shown("ios 7.1.1"), "ios literal");
        assert_eq!(shown("5pm 100m race 4k"), "Plain:5000 pm Plain:100000 m race Plain:4000000");
    }

    #[test]
    fn dates() {
        assert_eq!(shown("april 27, 2014 news"), "Some(2014)-4-27 news");
        assert_eq!(shown("27th april"), "None-4-27");
        assert_eq!(shown("ukraine crisis 28.04.14"), "ukraine crisis Some(2014)-4-28");
        assert_eq!(shown("may 2012 archive, may 99"), "may Year:2012000 archive may Plain:99000");
    }
}
