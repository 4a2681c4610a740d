//! Normalized text to pieces: words, numbers and dates, in order.
//!
//! Letters and digits part (`F-16`, `F16` and `F 16` give the same pieces). English possessives and
//! other languages' elided articles fall away. Runs of scripts written without spaces are cut in
//! `unspaced`. What a word is among the pieces is looked up in a `lexicon`.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;

use super::date::{self, Day};
use super::digits::{self, Figure};
use super::letters::{is_letter, word_end};
use super::lexicon::{Lexicon, Reading, WordId};
use super::number::{Amount, Unit};
use super::scan::Scan;
use super::{Language, unspaced};

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

/// One unit of a title, its words by their numbers in a lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// A lower-case word in its chosen spelling.
    Word(WordId),
    /// A number, without its neighbors.
    Number(Amount),
    /// A calendar day.
    Day(Day),
}

impl Cut {
    /// The word, where it is one.
    pub(crate) fn word(&self) -> Option<WordId> {
        match self {
            Self::Word(id) => Some(*id),
            _ => None,
        }
    }
}

thread_local! {
    /// Lexicons for [`pieces`], one a language.
    static LEXICONS: RefCell<Vec<Lexicon>> = const { RefCell::new(Vec::new()) };
}

/// Words after which such a lexicon begins anew.
const MOST_WORDS: usize = 10_000;

/// Cuts normalized (lower-case) text into pieces.
pub fn pieces(text: &str, language: Language) -> Vec<Piece> {
    LEXICONS.with_borrow_mut(|all| {
        all.retain(|lexicon| lexicon.len() < MOST_WORDS);
        let known = all.iter().position(|lexicon| lexicon.language() == language);
        let place = known.unwrap_or_else(|| {
            all.push(Lexicon::new(language));
            all.len() - 1
        });
        let mut found = Vec::new();
        cut(text, &mut all[place], &mut found);
        found.into_iter().map(|cut| all[place].piece(cut)).collect()
    })
}

/// Cuts normalized text into pieces, which take the place of what was in `found`.
pub(crate) fn cut(text: &str, lexicon: &mut Lexicon, found: &mut Vec<Cut>) {
    found.clear();
    lexicon.runs.clear();
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        at += match byte {
            b'0'..=b'9' => number_at(text, at, lexicon, found),
            b'a'..=b'z' | b'A'..=b'Z' => word_at(text, at, lexicon, found),
            0..=0x7F => 1,
            _ => match text[at..].chars().next() {
                Some(c) if is_letter(c) => word_at(text, at, lexicon, found),
                c => c.map_or(1, char::len_utf8),
            },
        };
    }
    join_dates(lexicon, found);
}

/// Cuts a plain text that was looked at into pieces, as [`cut`] does.
pub(crate) fn cut_scan(scan: &Scan, lexicon: &mut Lexicon, found: &mut Vec<Cut>) {
    found.clear();
    lexicon.runs.clear();
    let (text, mut words) = (scan.lower(), scan.words());
    let mut figure = scan.next_digit(0);
    loop {
        let before = words.iter().take_while(|word| (word.start as usize) < figure);
        let mut count = 0;
        for word in before {
            count += 1;
            match lexicon.plain_within(text, *word) {
                Ok(plain) => found.push(Cut::Word(plain)),
                Err(id) => {
                    take_word(id, text, word.start as usize..word.end as usize, lexicon, found);
                }
            }
        }
        words = &words[count..];
        if figure == text.len() {
            break;
        }
        let end = figure + number_at(text, figure, lexicon, found);
        // Letters behind digits may be a part of the figure.
        words = &words[words.iter().take_while(|word| (word.start as usize) < end).count()..];
        figure = scan.next_digit(end);
    }
    join_dates(lexicon, found);
}

fn word_at(whole: &str, at: usize, lexicon: &mut Lexicon, found: &mut Vec<Cut>) -> usize {
    let length = word_end(&whole[at..]);
    let word = at..at + length;
    match lexicon.plain(&whole[word.clone()]) {
        Ok(plain) => found.push(Cut::Word(plain)),
        Err(id) => take_word(id, whole, word, lexicon, found),
    }
    length
}

/// Takes a word that is not cut to itself or another word alone wherever it stands.
fn take_word(
    id: WordId,
    text: &str,
    word: Range<usize>,
    lexicon: &mut Lexicon,
    found: &mut Vec<Cut>,
) {
    let behind = &text[word.end..];
    let sense = *lexicon.sense(id);
    let reading = match sense.reading {
        // Portuguese weekdays are no ordinals (`quinta-feira`).
        Reading::Place(_) if behind.starts_with("-feira") => sense.unplaced(lexicon),
        reading => reading,
    };
    match reading {
        Reading::Word => found.push(Cut::Word(sense.word)),
        Reading::Nothing => {}
        Reading::Unspaced => {
            let mut parts = Vec::new();
            unspaced::cut(&text[word], behind.chars().next(), &mut parts);
            found.extend(parts.iter().map(|piece| lexicon.cut(piece)));
        }
        Reading::Place(place) => {
            found.push(Cut::Number(Amount { unit: Unit::Ordinal, ..Amount::plain(place) }));
        }
        Reading::One if counts_behind(found, lexicon) => {
            found.push(Cut::Number(Amount::plain(1)));
        }
        Reading::Count(count) => add_count(count, found),
        reading if applies_to_number(reading, found) => {}
        _ => found.push(Cut::Word(sense.word)),
    }
}

/// `uk's` → `uk`, `o'brien` → `obrien`, `won't` as it is; elsewhere `l'ucraina` → `ucraina`, and
/// `n'ira` → `ira` everywhere.
pub(super) fn without_apostrophe(word: &str, language: Language) -> Cow<'_, str> {
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

/// True where `one` counts (`part one`).
fn counts_behind(found: &[Cut], lexicon: &Lexicon) -> bool {
    matches!(found.last(), Some(Cut::Word(word)) if lexicon.sense(*word).counted)
}

/// `five`, and `twenty-five` whose ten is already there.
fn add_count(count: i64, found: &mut Vec<Cut>) {
    let tens = match found.last() {
        Some(Cut::Number(last)) => last.whole().filter(|tens| tens % 10 == 0 && *tens <= 90),
        _ => None,
    };
    let tens = tens.filter(|tens| *tens >= 20 && count < 10);
    if tens.is_some() {
        found.pop();
    }
    found.push(Cut::Number(Amount::plain(tens.unwrap_or(0) + count)));
}

/// A magnitude or `percent` behind a number changes that number and is no word of its own.
fn applies_to_number(reading: Reading, found: &mut [Cut]) -> bool {
    let Some(Cut::Number(last)) = found.last_mut() else { return false };
    if matches!(last.unit, Unit::Score | Unit::Literal) {
        return false;
    }
    match reading {
        Reading::Percent => last.unit = Unit::Percent,
        Reading::Magnitude(magnitude) => *last = last.times(magnitude),
        _ => return false,
    }
    true
}

fn number_at(whole: &str, at: usize, lexicon: &Lexicon, found: &mut Vec<Cut>) -> usize {
    let (figure, used) = digits::read(whole, at, lexicon.language());
    found.push(match (figure, found.last()) {
        (Figure::Day(day), _) => Cut::Day(day),
        (Figure::Number(amount), Some(Cut::Word(word))) => {
            Cut::Number(Amount { about: lexicon.sense(*word).inexact, ..amount })
        }
        (Figure::Number(amount) | Figure::Score(amount), _) => Cut::Number(amount),
    });
    used
}

/// Joins `april 27 2014` and `27 april` into days.
fn join_dates(lexicon: &Lexicon, found: &mut Vec<Cut>) {
    let month = |cut: &Cut| match cut {
        Cut::Word(word) => Some(i64::from(lexicon.sense(*word).month)).filter(|month| *month > 0),
        _ => None,
    };
    // What is known of a word lies far off, and only words beside a number are asked for.
    let number = |cut: &Cut| matches!(cut, Cut::Number(_));
    let may_be_day = |pair: &[Cut]| {
        (number(&pair[0]) && month(&pair[1]).is_some())
            || (number(&pair[1]) && month(&pair[0]).is_some())
    };
    if !found.windows(2).any(may_be_day) {
        return;
    }
    let (mut kept, mut at) = (0, 0);
    while at < found.len() {
        let ahead = &found[at..];
        let month_first = ahead.first().and_then(month).zip(ahead.get(1).and_then(day_number));
        let day_first = ahead.get(1).and_then(month).zip(ahead.first().and_then(day_number));
        let year = ahead.get(2).and_then(year_number);
        let day = month_first.or(day_first).and_then(|(month, day)| Day::new(year, month, day));
        found[kept] = day.map_or(found[at], Cut::Day);
        at += if day.is_some() { 2 + usize::from(year.is_some()) } else { 1 };
        kept += 1;
    }
    found.truncate(kept);
}

fn day_number(cut: &Cut) -> Option<i64> {
    match cut {
        Cut::Number(amount) if matches!(amount.unit, Unit::Plain | Unit::Ordinal) => {
            amount.whole().filter(|day| (1..=31).contains(day))
        }
        _ => None,
    }
}

fn year_number(cut: &Cut) -> Option<i64> {
    match cut {
        Cut::Number(amount) => amount.whole().filter(|year| date::is_year(*year)),
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
        let found = pieces(text, Language::English);
        let (mut scan, mut cuts) = (Scan::default(), Vec::new());
        let mut lexicon = Lexicon::new(Language::English);
        scan.read(text);
        cut_scan(&scan, &mut lexicon, &mut cuts);
        let scanned: Vec<Piece> = cuts.into_iter().map(|cut| lexicon.piece(cut)).collect();
        assert_eq!(scanned, found);
        found.iter().map(piece).collect::<Vec<_>>().join(" ")
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
