//! Dates and weekdays inside a title: `April 27`, `27 avril`, `4/27/2014`, `28.04.14`, `Saturday`.
//!
//! A title's own date is the surest sign of a series' issue. Numeric dates are read with the day first
//! behind dots and dashes and the month first behind slashes; where both readings are possible, both
//! count as equal to another date.

use std::sync::LazyLock;

use ahash::AHashMap;

use super::Language;

/// A calendar day named in a title; the year may be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The year, where it was said.
    pub year: Option<u16>,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// Day and month may be the other way round.
    pub unsure: bool,
}

impl Day {
    /// A day, where the numbers can be one.
    pub fn new(year: Option<i64>, month: i64, day: i64) -> Option<Self> {
        let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
        let year = year.map(|year| year as u16);
        fits.then_some(Self { year, month: month as u8, day: day as u8, unsure: false })
    }

    /// True where both may name the same day.
    pub fn agrees(self, other: Self) -> bool {
        let years = match (self.year, other.year) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        let same = (self.month, self.day) == (other.month, other.day);
        let swapped = (self.month, self.day) == (other.day, other.month);
        years && (same || (swapped && (self.unsure || other.unsure)))
    }

    /// Reads `4/27/2014`, `28.04.14`, `2014-04-27`.
    pub fn read(run: &str) -> Option<Self> {
        let mark = run.chars().find(|c| !c.is_ascii_digit())?;
        let parts: Vec<&str> = run.split(mark).collect();
        let &[a, b, c] = parts.as_slice() else { return None };
        if !matches!(mark, '/' | '.' | '-') || ![a, b, c].iter().all(|part| part.len() <= 4) {
            return None;
        }
        let number = |text: &str| text.parse::<i64>().ok();
        if a.len() == 4 {
            return Self::new(year(a), number(b)?, number(c)?);
        }
        let (first, second) = (number(a)?, number(b)?);
        let year = Some(year(c)?);
        let (month, day) = if mark == '/' { (first, second) } else { (second, first) };
        let (month, day) = if month > 12 { (day, month) } else { (month, day) };
        let unsure = month <= 12 && day <= 12;
        Self::new(year, month, day).map(|date| Self { unsure, ..date })
    }
}

/// Four digits of our time, or two of this century.
fn year(text: &str) -> Option<i64> {
    let number: i64 = text.parse().ok()?;
    match text.len() {
        4 if is_year(number) => Some(number),
        2 => Some(2000 + number),
        _ => None,
    }
}

/// True for numbers that name a year when they stand alone.
pub fn is_year(number: i64) -> bool {
    (1900..=2100).contains(&number)
}

/// Days of the week, one bit each, Monday first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Weekdays(pub u8);

/// The month that a lower-case word names: the language's own names, and English ones everywhere.
pub fn month(word: &str, language: Language) -> Option<i64> {
    named(&MONTH_NAMES, word, language).map(|index| index + 1)
}

/// The weekday that a lower-case word names, as a bit.
pub fn weekday(word: &str, language: Language) -> Weekdays {
    named(&WEEKDAY_NAMES, word, language).map_or(Weekdays(0), |index| Weekdays(1 << index))
}

/// Names of months or weekdays, each with its languages and its place.
type Names = AHashMap<&'static str, Vec<(Language, i64)>>;

fn named(names: &Names, word: &str, language: Language) -> Option<i64> {
    let known = names.get(word)?;
    let own = known.iter().find(|(of, _)| *of == language || *of == Language::English);
    own.map(|(_, index)| *index)
}

static MONTH_NAMES: LazyLock<Names> = LazyLock::new(|| names(&MONTHS));
static WEEKDAY_NAMES: LazyLock<Names> = LazyLock::new(|| names(&WEEKDAYS));

fn names(table: &[(Language, &'static str)]) -> Names {
    let mut names = Names::new();
    for (language, row) in table {
        for (index, forms) in (0..).zip(row.split(' ')) {
            for form in forms.split('/') {
                names.entry(form).or_default().push((*language, index));
            }
        }
    }
    names
}

const MONTHS: [(Language, &str); 7] = [
    (
        Language::English,
        "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug \
         september/sept/sep october/oct november/nov december/dec",
    ),
    (
        Language::German,
        "januar/jänner februar märz april mai juni juli august september oktober november dezember",
    ),
    (
        Language::French,
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    ),
    (
        Language::Spanish,
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    ),
    (
        Language::Italian,
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    ),
    (
        Language::Russian,
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    ),
    (
        Language::Portuguese,
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    ),
];

const WEEKDAYS: [(Language, &str); 6] = [
    (Language::English, "monday tuesday wednesday thursday friday saturday sunday"),
    (Language::German, "montag dienstag mittwoch donnerstag freitag samstag sonntag"),
    (Language::French, "lundi mardi mercredi jeudi vendredi samedi dimanche"),
    (Language::Spanish, "lunes martes miércoles jueves viernes sábado domingo"),
    (Language::Italian, "lunedì martedì mercoledì giovedì venerdì sabato domenica"),
    (Language::Russian, "понедельник вторник среда четверг пятница суббота воскресенье"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numeric_dates() {
        let april = Day::new(Some(2014), 4, 27).unwrap();
        assert_eq!(Day::read("4/27/2014"), Some(april));
        assert_eq!(Day::read("27.04.14"), Some(april));
        assert_eq!(Day::read("2014-04-27"), Some(april));
        assert!(Day::read("4.3.2014").unwrap().agrees(Day::new(None, 4, 3).unwrap()));
        assert_eq!(Day::read("7.1.1"), None);
        assert_eq!(Day::read("2-0"), None);
    }

    #[test]
    fn names() {
        assert_eq!(month("sept", Language::English), Some(9));
        assert_eq!(month("août", Language::French), Some(8));
        assert_eq!(month("août", Language::English), None);
        assert_eq!(weekday("sunday", Language::German), weekday("sonntag", Language::German));
    }
}
