//! Calendar dates as people write them in link lists.
//!
//! `April 27th, 2014`, `Apr. 27 2014`, `27 April 2014`, `2014-04-27`: months long or short, ordinals or
//! none, commas or none, any case. The order of day and month is never guessed, so `04/05/2014` is
//! refused. What comes out is a date-only [`Stamp`]; what cannot be read comes out as a reason.

use jiff::civil::Date;

use crate::stamp::Stamp;

/// Month names, whole. A short form is any beginning of three letters or more (`Apr`, `Sept`).
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Reads a date without a clock. Spaces around it do not matter.
///
/// # Errors
/// What was expected in place of `text`, to follow "expected".
pub(super) fn parse(text: &str) -> Result<Stamp, String> {
    let Some((year, month, day)) = iso(text.trim()).or_else(|| in_words(text)) else {
        return Err("a date such as `April 27th, 2014` or `2014-04-27`".to_owned());
    };
    if !(1..=12).contains(&month) {
        return Err("a month from 1 to 12".to_owned());
    }
    match Date::new(year, month, day) {
        Ok(date) => Ok(Stamp::from_date(date)),
        Err(_) => Err(format!("a day from 1 to {}", days_in(year, month))),
    }
}

fn days_in(year: i16, month: i8) -> i8 {
    Date::new(year, month, 1).map_or(31, Date::days_in_month)
}

/// `2014-04-27` as year, month, day, not yet checked.
fn iso(text: &str) -> Option<(i16, i8, i8)> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let whole = parts.next().is_none() && month.len() == 2 && day.len() == 2;
    whole.then_some((year_of(year)?, number(month)?, number(day)?))
}

/// `April 27th, 2014` or `27 April 2014` as year, month, day, not yet checked.
fn in_words(text: &str) -> Option<(i16, i8, i8)> {
    let mut words = text.split(|c: char| c == ',' || c.is_whitespace()).filter(|w| !w.is_empty());
    let (first, second, year) = (words.next()?, words.next()?, words.next()?);
    if words.next().is_some() {
        return None;
    }
    let year = year_of(year)?;
    match (month_of(first), month_of(second)) {
        (Some(month), None) => Some((year, month, day_of(second)?)),
        (None, Some(month)) => Some((year, month, day_of(first)?)),
        _ => None,
    }
}

fn year_of(word: &str) -> Option<i16> {
    if word.len() == 4 { number(word) } else { None }
}

fn month_of(word: &str) -> Option<i8> {
    let name = word.strip_suffix('.').unwrap_or(word).to_ascii_lowercase();
    let index = MONTHS.iter().position(|month| name.len() >= 3 && month.starts_with(&name))?;
    Some(index as i8 + 1)
}

/// The day of the month, with or without `st`, `nd`, `rd`, `th` (whichever: `22th` is a slip).
fn day_of(word: &str) -> Option<i8> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (day, ordinal) = word.split_at(digits);
    let known =
        ["", "st", "nd", "rd", "th"].iter().any(|known| ordinal.eq_ignore_ascii_case(known));
    if known && digits <= 2 { number(day) } else { None }
}

/// Digits only: `parse` alone would take `+4`.
fn number<T: std::str::FromStr>(digits: &str) -> Option<T> {
    if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_a_date_is_read() {
        let ways = "April 27th, 2014|april 27 2014|APRIL 27TH,2014|Apr 27, 2014|Apr. 27th 2014|\
                    27 April 2014|27th apr., 2014|2014-04-27| 2014-04-27 |April\u{A0}27th,\u{A0}2014";
        for way in ways.split('|') {
            assert_eq!(parse(way).map(|stamp| stamp.to_string()), Ok("2014-04-27".into()), "{way}");
        }
    }

    #[test]
    fn every_month_is_known_long_and_short() {
        for (index, month) in MONTHS.iter().enumerate() {
            let expected = format!("2014-{:02}-01", index + 1);
            for name in [month, &month[..3]] {
                assert_eq!(parse(&format!("{name} 1st, 2014")).unwrap().to_string(), expected);
            }
        }
        assert_eq!(parse("Sept. 2nd, 2014").unwrap().to_string(), "2014-09-02");
        assert_eq!(parse("Feb 29th, 2016").unwrap().to_string(), "2016-02-29");
    }

    #[test]
    fn impossible_days_say_what_is_possible() {
        assert_eq!(parse("April 31st, 2014").unwrap_err(), "a day from 1 to 30");
        assert_eq!(parse("29 February 2014").unwrap_err(), "a day from 1 to 28");
        assert_eq!(parse("May 0, 2014").unwrap_err(), "a day from 1 to 31");
        assert_eq!(parse("2014-13-01").unwrap_err(), "a month from 1 to 12");
        assert_eq!(parse("2014-00-01").unwrap_err(), "a month from 1 to 12");
    }

    #[test]
    fn what_is_no_date_or_could_be_two_is_refused() {
        let bad = "|soon|April|April 27th|27 2014|Ap 27 2014|Aprill 27 2014|04/05/2014|April 27xx, 2014|\
                   April 127, 2014|April 27, 14|April +7, 2014|2014-4-27|2014-04-27T10:00|May May 2014|\
                   April 27th, 2014 10:00|2014-04-27-1|Äpr 1 2014";
        for text in bad.split('|') {
            assert!(
                parse(text).is_err_and(|reason| reason.starts_with("a date such as")),
                "{text}"
            );
        }
    }
}
