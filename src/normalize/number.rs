//! Numbers as titles write them: `5`, `five`, `5th`, `10,000`, `$10K`, `1.2%`, `2-0`, `7.1.1`.
//!
//! A number has a value that can be compared, a unit, and the words beside it, which tell what it
//! counts. Values are integers in thousandths, so that `$10K` equals `$10,000` exactly; what has no
//! single value (a score, a version, `9/11`) is compared by its digits in order.

use super::Language;
use super::date;
use super::vocabulary::TokenId;
use crate::hash::hash;

/// What a number measures, as far as its own form tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A plain number: what it counts stands beside it.
    Plain,
    /// Percent.
    Percent,
    /// An amount of money.
    Money,
    /// A year.
    Year,
    /// A place in an order: `5th`, `#41`.
    Ordinal,
    /// Two numbers that belong together in order: a score, a range.
    Score,
    /// Digits without a value: a version, a clock, `9/11`.
    Literal,
}

impl Unit {
    /// Every unit, in order.
    pub(super) const ALL: [Self; 7] = [
        Self::Plain,
        Self::Percent,
        Self::Money,
        Self::Year,
        Self::Ordinal,
        Self::Score,
        Self::Literal,
    ];
}

/// A number in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// Thousandths for the units with a value, else a hash of the digits.
    pub value: i64,
    /// What it measures.
    pub unit: Unit,
    /// Written with a magnitude or a fraction, so that rounding is to be expected.
    pub rough: bool,
    /// Said to be inexact (`over 30`, `nearly 240`).
    pub about: bool,
    /// The content word directly before it, and two after it (for `5 NATO troops`).
    pub beside: [Option<TokenId>; 3],
}

impl Number {
    /// True for a score that somebody has won.
    pub fn is_uneven_score(&self) -> bool {
        self.unit == Unit::Score && self.value >> 32 != self.value & 0xFFFF_FFFF
    }
}

/// A number read from text, before its neighbors are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// See [`Number::value`].
    pub value: i64,
    /// See [`Number::unit`].
    pub unit: Unit,
    /// See [`Number::rough`].
    pub rough: bool,
    /// See [`Number::about`].
    pub about: bool,
}

const ONE: i64 = 1000;
const LITERAL_SEED: u64 = 0x11_7E_4A_15;
/// More digits than this are an identifier.
const MOST_DIGITS: usize = 15;

impl Amount {
    /// A whole number without a unit.
    pub fn plain(value: i64) -> Self {
        Self { value: value.saturating_mul(ONE), unit: Unit::Plain, rough: false, about: false }
    }

    /// The number as an integer, where it is one.
    pub fn whole(self) -> Option<i64> {
        let valued = !matches!(self.unit, Unit::Score | Unit::Literal);
        (valued && self.value % ONE == 0).then_some(self.value / ONE)
    }

    /// The same number times a magnitude (`million`).
    pub fn times(self, magnitude: i64) -> Self {
        Self { value: self.value.saturating_mul(magnitude), rough: true, ..self }
    }
}

/// Reads a run of digits with the marks between them (`10,000`, `1.2`, `2-0`, `7.1.1`).
pub fn read(run: &str, language: Language) -> Amount {
    if let Some((a, b)) = run.split_once('-') {
        return pair(run, a, b);
    }
    value(run, language).unwrap_or_else(|| literal(run))
}

fn pair(run: &str, a: &str, b: &str) -> Amount {
    match (a.parse::<u32>(), b.parse::<u32>()) {
        (Ok(a), Ok(b)) => read_pair(a.into(), b.into()),
        _ => literal(run),
    }
}

/// Two numbers that belong together in this order.
pub fn read_pair(a: i64, b: i64) -> Amount {
    Amount { value: (a << 32) | b, unit: Unit::Score, rough: false, about: false }
}

fn literal(run: &str) -> Amount {
    let value = (hash(LITERAL_SEED, run.as_bytes()) >> 1) as i64;
    Amount { value, unit: Unit::Literal, rough: false, about: false }
}

fn value(run: &str, language: Language) -> Option<Amount> {
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    if digits > MOST_DIGITS || run.contains(['/', ':']) {
        return None;
    }
    let (group, decimal) = if language.comma_is_decimal() { ('.', ',') } else { (',', '.') };
    let ungrouped = if is_grouped(run, group) { run.replace(group, "") } else { run.to_owned() };
    let mut parts = ungrouped.split([decimal, group]);
    let whole: i64 = parts.next()?.parse().ok()?;
    let fraction = parts.next();
    if parts.next().is_some() {
        return None;
    }
    let thousandths = fraction.map_or(Some(0), thousandths)?;
    let value = whole.checked_mul(ONE)?.checked_add(thousandths)?;
    let is_year = run.len() == 4 && digits == 4 && date::is_year(whole);
    let unit = if is_year { Unit::Year } else { Unit::Plain };
    Some(Amount { value, unit, rough: fraction.is_some(), about: false })
}

/// `10,000,000`: groups of three behind one to three digits.
fn is_grouped(run: &str, mark: char) -> bool {
    let mut groups = run.split(mark);
    groups.next().is_some_and(|first| (1..=3).contains(&first.len()))
        && run.contains(mark)
        && groups.all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()))
}

/// `5` → 500, `25` → 250, `1234` → 123.
fn thousandths(fraction: &str) -> Option<i64> {
    let three: String = fraction.chars().chain("000".chars()).take(3).collect();
    three.parse().ok()
}

/// The factor of a magnitude written behind a number (`k`, `million`).
pub fn magnitude(word: &str) -> Option<i64> {
    Some(match word {
        "k" | "thousand" | "tausend" | "mil" | "mille" => 1_000,
        "m" | "mn" | "mln" | "million" | "millions" | "millionen" | "millones" | "milioni" => {
            1_000_000
        }
        "b" | "bn" | "bln" | "billion" | "billions" | "milliarden" | "milliards" | "miliardi" => {
            1_000_000_000
        }
        "tn" | "trillion" | "trillions" => 1_000_000_000_000,
        _ => return None,
    })
}

/// True for words that make the number behind them inexact.
pub fn makes_inexact(word: &str) -> bool {
    matches!(
        word,
        "over"
            | "than"
            | "least"
            | "nearly"
            | "almost"
            | "about"
            | "around"
            | "roughly"
            | "some"
            | "approximately"
            | "up"
            | "dozens"
            | "fast"
            | "rund"
            | "etwa"
            | "mehr"
            | "environ"
            | "près"
            | "plus"
            | "casi"
            | "unos"
            | "circa"
            | "oltre"
            | "quasi"
            | "около"
            | "более"
    )
}

/// True where one number may stand for the other: rounded (`$48 billion` for `$48.5 billion`), or one
/// said to be inexact (`over 30` for 32). Where both are and not both are round (`at least 16`, `at
/// least 21`), they were counted, and one may only be a rounding of the other (`nearly 240`, `over 237`).
pub fn may_be_rounded(a: &Number, b: &Number) -> bool {
    let round = |number: &Number| number.value % (10 * ONE) == 0;
    let inexact = if round(a) && round(b) { a.about || b.about } else { a.about != b.about };
    if a.unit == b.unit && inexact {
        let (low, high) = (a.value.min(b.value), a.value.max(b.value));
        return low > 0 && high - low <= low / 3;
    }
    let rough = a.rough || b.rough || a.about;
    let (Unit::Plain | Unit::Money | Unit::Percent, true) = (a.unit, rough) else {
        return false;
    };
    let (low, high) = (a.value.min(b.value), a.value.max(b.value));
    a.unit == b.unit && low > 0 && (rounds_to(low, high) || rounds_to(high, low))
}

/// True where `coarse` is `fine` with fewer significant digits, but at least one, and within 5 %.
fn rounds_to(fine: i64, coarse: i64) -> bool {
    let mut unit = 1_i64;
    while coarse % (unit * 10) == 0 && unit < coarse {
        unit *= 10;
    }
    let close = (fine - coarse).saturating_abs().saturating_mul(20) <= fine;
    close && (fine - coarse).abs() < unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_value() {
        let english = Language::English;
        assert_eq!(read("10,000", english).value, 10_000_000);
        assert_eq!(read("10", english).times(1_000).value, read("10,000", english).value);
        assert_eq!(read("1.25", english).value, 1_250);
        assert_eq!(read("10.000", Language::German).value, 10_000_000);
        assert_eq!(read("1,5", Language::German).value, 1_500);
    }

    #[test]
    fn digits_without_a_value_keep_their_order() {
        let english = Language::English;
        assert_ne!(read("2-0", english), read("0-2", english));
        assert_ne!(read("7.1", english), read("7.1.1", english));
        assert_eq!(read("7.1.1", english).unit, Unit::Literal);
        assert_eq!(read("99999999999999999999", english).unit, Unit::Literal);
    }

    #[test]
    fn rounding_is_no_conflict_and_a_new_toll_is() {
        let number = |value, rough| Number {
            value,
            unit: Unit::Money,
            rough,
            about: false,
            beside: [None; 3],
        };
        let billion = 1_000_000_000_000;
        assert!(may_be_rounded(
            &number(48 * billion, true),
            &number(48 * billion + billion / 2, true)
        ));
        assert!(!may_be_rounded(&number(450_000, false), &number(400_000, false)));
        assert!(!may_be_rounded(&number(41_000, false), &number(238_000, false)));
    }
}
