//! Dates and times as tables and feeds write them, read as precisely as they were written.
//!
//! RFC 3339, RFC 2822, `2014-04-27 10:30`, a day alone, the wordings of `dates.rs`, and seconds or
//! milliseconds since 1970. The order of day and month is never guessed: `04/05/2014` is read only where
//! the user gave a [`DateFormat`]. Second 0 of 1970 is what programs write for "unknown", so it is
//! refused. Nothing here looks at the clock: the same input reads the same tomorrow.

use jiff::civil::{Date, DateTime, date};
use jiff::fmt::{rfc2822, strtime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::intake::cut;
use super::{dates, plain_stamps};
use crate::error::{Error, ErrorKind, Result};
use crate::stamp::Stamp;

/// Days of 1990-01-01 and 2051-01-01 since 1970: what lies outside is read, and counted as odd.
const USUAL_DAYS: std::ops::Range<i64> = 7_305..29_585;

/// Characters of a value quoted in a reason.
const QUOTED: usize = 60;

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// How the user says that dates are written: `%d/%m/%Y` and the like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateFormat(String);

impl DateFormat {
    /// Reads a pattern as `strftime` has it.
    ///
    /// # Errors
    /// A pattern that does not tell year, month and day is an [`ErrorKind::Settings`] error.
    pub fn parse(pattern: &str) -> Result<Self> {
        let sample = date(2014, 4, 27).at(10, 23, 45, 0).to_zoned(TimeZone::UTC);
        let format = Self(pattern.to_owned());
        match sample.ok().and_then(|sample| format.there_and_back(&sample)) {
            Some(day) if day == date(2014, 4, 27) => Ok(format),
            _ => {
                let message = format!(
                    "date format: found `{pattern}`, expected year, month and day as in `%d/%m/%Y`"
                );
                Err(Error::new(ErrorKind::Settings, message))
            }
        }
    }

    fn there_and_back(&self, sample: &Zoned) -> Option<Date> {
        let written = strtime::format(&self.0, sample).ok()?;
        strtime::parse(&self.0, written).ok()?.to_date().ok()
    }

    fn read(&self, text: &str) -> Option<Stamp> {
        let parts = strtime::parse(&self.0, text).ok()?;
        if let Ok(instant) = parts.to_timestamp() {
            return Some(Stamp::from_unix(instant.as_second()));
        }
        let clock = parts.hour().is_some().then(|| parts.to_datetime().ok()).flatten();
        clock.map(Stamp::from_local).or_else(|| parts.to_date().ok().map(Stamp::from_date))
    }
}

/// Reads a date, with or without a clock.
///
/// # Errors
/// What was found and what was expected.
pub(super) fn parse(text: &str, format: Option<&DateFormat>) -> std::result::Result<Stamp, String> {
    let text = text.trim();
    let found = format.and_then(|format| format.read(text)).or_else(|| as_found(text));
    let expected = match found {
        Some(stamp) if stamp.seconds() != 0 => return Ok(stamp),
        Some(_) => "a date after 1970-01-01, which stands for none",
        None => "a date such as `2014-04-27` or `April 27th, 2014`",
    };
    Err(format!("found `{}`, expected {expected}", cut(text, QUOTED)))
}

/// True for a date so early or late that it is more likely a slip.
pub(super) fn is_odd(stamp: Stamp) -> bool {
    !USUAL_DAYS.contains(&stamp.day())
}

fn as_found(text: &str) -> Option<Stamp> {
    plain_stamps::parse(text).or_else(|| in_any_form(text))
}

/// A date in any form that is known, the plain ones of `plain_stamps.rs` too.
pub(super) fn in_any_form(text: &str) -> Option<Stamp> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = text.as_bytes().get(digits);
    match (digits, after) {
        (1 | 9 | 10 | 12 | 13, None | Some(b'.')) => since_1970(text, digits),
        (4, Some(b'-' | b'/')) | (8, None | Some(b'T')) => year_first(text),
        _ => in_words(text),
    }
}

/// Seconds or milliseconds since 1970, with or without a fraction. A lone `0` is second 0.
fn since_1970(text: &str, digits: usize) -> Option<Stamp> {
    let (whole, fraction) = text.split_at(digits);
    let number: i64 = whole.parse().ok()?;
    if !fraction.bytes().skip(1).all(|byte| byte.is_ascii_digit()) || (digits == 1 && number != 0) {
        return None;
    }
    Some(Stamp::from_unix(if digits >= 12 { number / 1000 } else { number }))
}

fn year_first(text: &str) -> Option<Stamp> {
    let text = iso(text);
    if let Ok(instant) = text.parse::<Timestamp>() {
        return Some(Stamp::from_unix(instant.as_second()));
    }
    if text.len() <= 10 {
        return text.parse::<Date>().ok().map(Stamp::from_date);
    }
    text.parse::<DateTime>().ok().map(Stamp::from_local)
}

/// `2014/04/27 10:23 UTC` and `2014-04-27 10:23 +0200` as RFC 3339 would have them.
fn iso(text: &str) -> std::borrow::Cow<'_, str> {
    let zone = text.strip_suffix("UTC").or_else(|| text.strip_suffix("GMT"));
    let spaced = text.rfind([' ']).filter(|&at| text[at + 1..].starts_with(['+', '-']));
    if zone.is_none() && spaced.is_none() && !text.contains('/') {
        return text.into();
    }
    let mut plain = match (zone, spaced) {
        (Some(rest), _) => format!("{}Z", rest.trim_end()),
        (None, Some(at)) => format!("{}{}", &text[..at], &text[at + 1..]),
        (None, None) => text.to_owned(),
    };
    if plain.get(7..8) == Some("/") {
        plain = plain.replacen('/', "-", 2);
    }
    plain.into()
}

/// RFC 2822 and the wordings of link lists, with or without a weekday.
fn in_words(text: &str) -> Option<Stamp> {
    // A wrong weekday in front of a right date is a slip of the program that wrote it.
    let parser = rfc2822::DateTimeParser::new().relaxed_weekday(true);
    if let Ok(day) = dates::parse(without_weekday(text)) {
        return Some(day);
    }
    parser.parse_timestamp(text).ok().map(|instant| Stamp::from_unix(instant.as_second()))
}

fn without_weekday(text: &str) -> &str {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let known = text.get(..3).is_some_and(|start| {
        let start = start.to_ascii_lowercase();
        letters >= 3 && WEEKDAYS.contains(&start.as_str())
    });
    if known { text[letters..].trim_start_matches(['.', ',', ' ']) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        parse(text, None).map_or_else(|reason| reason, |stamp| stamp.to_string())
    }

    #[test]
    fn every_way_of_writing_an_instant_is_read() {
        let ways = "2014-04-27T10:23:00Z|2014-04-27T12:23:00+02:00|2014-04-27 10:23:00+00|\
            2014-04-27T10:23:00.123Z|2014-04-27 12:23 +0200|2014-04-27 10:23:00 UTC|2014/04/27 10:23 GMT|\
            Sun, 27 Apr 2014 10:23:00 GMT|Sun, 27 Apr 2014 12:23:00 +0200|27 Apr 2014 10:23 +0000|\
            Mon, 27 Apr 2014 10:23:00 GMT|1398594180|1398594180.0|1398594180123|20140427T102300Z";
        for way in ways.split('|') {
            assert_eq!(shown(way), "2014-04-27T10:23:00Z", "{way}");
        }
    }

    #[test]
    fn no_more_is_read_than_was_written() {
        for way in ["2014-04-27 10:23", "2014-04-27T10:23", "2014-04-27T10:23:00"] {
            assert_eq!(shown(way), "2014-04-27T10:23:00");
        }
        let days = "2014-04-27|2014/04/27|20140427|April 27th, 2014|27 Apr 2014|Sun, 27 Apr 2014|\
                    Sunday 27 April 2014";
        for way in days.split('|') {
            assert_eq!(shown(way), "2014-04-27", "{way}");
        }
        assert_eq!(shown("999999999"), "2001-09-09T01:46:39Z");
    }

    #[test]
    fn what_is_no_date_or_could_be_two_says_what_was_found() {
        let bad = "27/04/2014|04/27/14|2014-13-01|2014-02-30|soon|2014|41757|12345678901|é|\
                   -1398594180|7|+1398594180";
        for text in bad.split('|') {
            let expected = "expected a date such as `2014-04-27` or `April 27th, 2014`";
            assert_eq!(shown(text), format!("found `{text}`, {expected}"));
        }
    }

    #[test]
    fn second_zero_is_no_date() {
        for text in ["0", "1970-01-01", "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT"] {
            let expected = "expected a date after 1970-01-01, which stands for none";
            assert_eq!(shown(text), format!("found `{text}`, {expected}"));
        }
    }

    #[test]
    fn odd_dates_are_read() {
        for (text, odd) in [
            ("1989-12-31", true),
            ("1990-01-01", false),
            ("2050-12-31", false),
            ("2051-01-01", true),
            ("2099-01-01", true),
        ] {
            assert_eq!(is_odd(parse(text, None).unwrap()), odd, "{text}");
        }
    }

    #[test]
    fn the_users_pattern_goes_first() {
        let format = DateFormat::parse("%d/%m/%Y").unwrap();
        let read = |text| parse(text, Some(&format)).map(|stamp| stamp.to_string());
        assert_eq!(read("04/05/2014").as_deref(), Ok("2014-05-04"));
        assert_eq!(read("2014-04-27").as_deref(), Ok("2014-04-27"));
        assert!(read("13/13/2014").is_err());
        let clock = DateFormat::parse("%m/%d/%Y %H:%M").unwrap();
        let stamp = parse("04/27/2014 10:23", Some(&clock)).unwrap();
        assert_eq!(stamp.to_string(), "2014-04-27T10:23:00");
        let zone = DateFormat::parse("%d.%m.%Y %H:%M %z").unwrap();
        let stamp = parse("27.04.2014 12:23 +0200", Some(&zone)).unwrap();
        assert_eq!(stamp.to_string(), "2014-04-27T10:23:00Z");
    }

    #[test]
    fn a_pattern_without_a_day_is_refused() {
        for pattern in ["%d/%m", "day", "%Q", "", "%H:%M"] {
            let error = DateFormat::parse(pattern).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Settings, "{pattern}");
        }
    }
}
