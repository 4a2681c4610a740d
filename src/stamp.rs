//! A point in time as precise as the input gave it, and no more.
//!
//! Link lists know days, feeds know instants, some dumps know a clock without a zone. A stamp keeps
//! which of the three it was, so that a date-only value is never printed with an invented hour.
//! Stamps order by time, then by precision; a date-only stamp counts as the start of its day (UTC).

use std::fmt;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// Seconds in a day.
const DAY: i64 = 86_400;
/// Seconds in an hour.
const HOUR: i64 = 3_600;

/// How much of a stamp the input really said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A calendar date alone.
    Day,
    /// A date and a clock, without a time zone; compared as if it were UTC.
    Local,
    /// An instant; kept and shown in UTC.
    Utc,
}

/// A date or a date and time. Displays as ISO 8601 (`2014-04-27`, `2014-04-27T10:23:00`,
/// `2014-04-27T10:23:00Z`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    seconds: i64,
    precision: Precision,
}

impl Stamp {
    /// A calendar date without a clock.
    pub fn from_date(date: Date) -> Self {
        Self { seconds: seconds_of(date.at(0, 0, 0, 0)), precision: Precision::Day }
    }

    /// A date and clock without a zone. Fractions of a second are dropped.
    pub fn from_local(time: DateTime) -> Self {
        Self { seconds: seconds_of(time), precision: Precision::Local }
    }

    /// An instant, in seconds since 1970-01-01T00:00:00Z.
    pub fn from_unix(seconds: i64) -> Self {
        Self { seconds, precision: Precision::Utc }
    }

    /// Seconds since 1970-01-01T00:00:00Z (a missing zone is read as UTC, a missing clock as midnight).
    pub fn seconds(self) -> i64 {
        self.seconds
    }

    /// Days since 1970-01-01.
    pub fn day(self) -> i64 {
        self.seconds.div_euclid(DAY)
    }

    /// Hours since 1970-01-01T00:00Z, where the input said more than the day.
    pub fn hour(self) -> Option<i64> {
        (self.precision != Precision::Day).then(|| self.seconds.div_euclid(HOUR))
    }

    /// How much of the stamp the input said.
    pub fn precision(self) -> Precision {
        self.precision
    }
}

fn seconds_of(time: DateTime) -> i64 {
    let utc = time.to_zoned(TimeZone::UTC);
    utc.map_or(0, |zoned| zoned.timestamp().as_second())
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Ok(instant) = jiff::Timestamp::from_second(self.seconds) else {
            return write!(f, "@{}", self.seconds);
        };
        let time = TimeZone::UTC.to_datetime(instant);
        match self.precision {
            Precision::Day => write!(f, "{}", time.date()),
            Precision::Local => write!(f, "{time}"),
            Precision::Utc => write!(f, "{time}Z"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn shows_no_more_than_was_said() {
        let day = date(2014, 4, 27);
        assert_eq!(Stamp::from_date(day).to_string(), "2014-04-27");
        assert_eq!(Stamp::from_local(day.at(10, 23, 0, 0)).to_string(), "2014-04-27T10:23:00");
        assert_eq!(Stamp::from_unix(1_398_594_180).to_string(), "2014-04-27T10:23:00Z");
    }

    #[test]
    fn days_before_1970_round_down() {
        assert_eq!(Stamp::from_date(date(1969, 12, 31)).day(), -1);
        assert_eq!(Stamp::from_unix(-1).day(), -1);
    }
}
