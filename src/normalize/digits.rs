//! Digits in running text: what stands before and behind them says what they mean.
//!
//! Takes a normalized text and where digits begin, gives a day or a number and how much of the text it is. What the
//! word before says of a number (`over 30`) is left to who has the words.

use super::date::Day;
use super::letters::word_end;
use super::number::{self, Amount, Unit};
use super::{Language, unspaced};

/// What digits stand for.
pub(super) enum Figure {
    /// A calendar day.
    Day(Day),
    /// The two sides of a score, parted by a word (`2比1`).
    Score(Amount),
    /// A number.
    Number(Amount),
}

/// The figure that begins at `at`, and the bytes that it takes.
pub(super) fn read(whole: &str, at: usize, language: Language) -> (Figure, usize) {
    let text = &whole[at..];
    let end = run_end(text);
    let run = &text[..end];
    if let Some(day) = Day::read(run) {
        return (Figure::Day(day), end);
    }
    if let Some((length, amount)) = parted_score(run, &text[end..]) {
        return (Figure::Score(amount), end + length);
    }
    let mut amount = number::read(run, language);
    apply_prefix(whole[..at].chars().next_back(), &mut amount);
    let used = end + apply_suffix(&text[end..], &mut amount);
    (Figure::Number(amount), used)
}

/// `$`, `#` directly before the digits.
fn apply_prefix(before: Option<char>, amount: &mut Amount) {
    amount.unit = match (before, amount.unit) {
        (Some('$' | '€' | '£' | '¥' | '₹' | '₽' | '₿'), Unit::Plain | Unit::Year) => {
            Unit::Money
        }
        (Some('#' | '第'), Unit::Plain) => Unit::Ordinal,
        (_, unit) => unit,
    };
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
