//! A point in time as precise as the input gave it, and no more.
//!
//! Link lists know days, feeds know instants, some dumps know a clock without a zone. A stamp keeps
//! which of the three it was, so that a date-only value is never printed with an invented hour.
//! Stamps order by time, then by precision; a date-only stamp counts as the start of its day (UTC).

use std::fmt;
use std::num::NonZeroI64;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// Seconds in a day.
const DAY: i64 = 86_400;
/// Seconds in an hour.
const HOUR: i64 = 3_600;
/// A stamp's number is its seconds times this, and its precision.
const PRECISIONS: i64 = 4;

/// How much of a stamp the input really said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A calendar date alone.
    Day = 1,
    /// A date and a clock, without a time zone; compared as if it were UTC.
    Local,
    /// An instant; kept and shown in UTC.
    Utc,
}

/// A date or a date and time. Displays as ISO 8601 (`2014-04-27`, `2014-04-27T10:23:00`,
/// `2014-04-27T10:23:00Z`).
///
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp(NonZeroI64);

impl Stamp {
    /// A calendar date without a clock.
    pub fn from_date(date: Date) -> Self {
        Self::new(seconds_of(date.at(0, 0, 0, 0)), Precision::Day)
    }

    /// A date and clock without a zone. Fractions of a second are dropped.
    pub fn from_local(time: DateTime) -> Self {
        Self::new(seconds_of(time), Precision::Local)
    }

    /// An instant, in seconds since 1970-01-01T00:00:00Z. Beyond 2^61 either way, more than seventy
    /// billion years, it is the last that can be told.
    pub fn from_unix(seconds: i64) -> Self {
        Self::new(seconds, Precision::Utc)
    }

    fn new(seconds: i64, precision: Precision) -> Self {
        // Seconds stand above the precision, so that stamps order as their numbers do.
        let most = i64::MAX / PRECISIONS - 1;
        let seconds = seconds.clamp(i64::MIN / PRECISIONS, most) * PRECISIONS;
        // Never zero, so an `Option<Stamp>` takes no more room than a stamp.
        Self(NonZeroI64::new(seconds | precision as i64).unwrap_or(NonZeroI64::MAX))
    }

    /// Seconds since 1970-01-01T00:00:00Z (a missing zone is read as UTC, a missing clock as midnight).
    pub fn seconds(self) -> i64 {
        self.0.get().div_euclid(PRECISIONS)
    }

    /// A number that orders as stamps do, below `u64::MAX`.
    pub(crate) fn place(self) -> u64 {
        self.0.get().cast_unsigned() ^ 1 << 63
    }

    /// The stamp whose place this is.
    pub(crate) fn at(place: u64) -> Option<Self> {
        NonZeroI64::new((place ^ 1 << 63).cast_signed()).map(Self)
    }

    /// Days since 1970-01-01.
    pub fn day(self) -> i64 {
        self.seconds().div_euclid(DAY)
    }

    /// Hours since 1970-01-01T00:00Z, where the input said more than the day.
    pub fn hour(self) -> Option<i64> {
        (self.precision() != Precision::Day).then(|| self.seconds().div_euclid(HOUR))
    }

    /// How much of the stamp the input said.
    pub fn precision(self) -> Precision {
        match self.0.get().rem_euclid(PRECISIONS) {
            code if code == Precision::Day as i64 => Precision::Day,
            code if code == Precision::Local as i64 => Precision::Local,
            _ => Precision::Utc,
        }
    }
}

fn seconds_of(time: DateTime) -> i64 {
    let since = time.duration_since(DateTime::constant(1970, 1, 1, 0, 0, 0, 0)).as_secs();
    // The last hours of the calendar are no instants.
    jiff::Timestamp::from_second(since).map_or(0, jiff::Timestamp::as_second)
}

impl fmt::Debug for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Stamp({self})")
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Ok(instant) = jiff::Timestamp::from_second(self.seconds()) else {
            return write!(f, "@{}", self.seconds());
        };
        let time = TimeZone::UTC.to_datetime(instant);
        match self.precision() {
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
    fn stamps_order_by_time_then_by_precision() {
        let day = date(1969, 12, 31);
        let midnight = -86_400;
        let stamps = [
            Stamp::from_unix(i64::MIN),
            Stamp::from_unix(midnight - 1),
            Stamp::from_date(day),
            Stamp::from_local(day.at(0, 0, 0, 0)),
            Stamp::from_unix(midnight),
            Stamp::from_unix(-1),
            Stamp::from_unix(0),
            Stamp::from_date(date(1970, 1, 1)).max(Stamp::from_unix(1)),
            Stamp::from_unix(i64::MAX),
        ];
        assert!(stamps.is_sorted() && stamps.windows(2).all(|two| two[0] != two[1]));
        let precisions = stamps[2..5].iter().map(|stamp| stamp.precision());
        assert!(precisions.eq([Precision::Day, Precision::Local, Precision::Utc]));
        assert!(stamps[2..5].iter().all(|stamp| stamp.seconds() == midnight));
        assert!(stamps.map(Stamp::place).is_sorted_by(|a, b| a < b));
        assert_eq!(Stamp::from_unix(i64::MAX).seconds(), (1 << 61) - 2);
        assert!(Stamp::from_unix(i64::MAX).place() < u64::MAX);
        assert_eq!(Stamp::from_unix(i64::MIN).seconds(), -(1 << 61));
    }

    #[test]
    fn seconds_are_those_of_the_calendar() {
        let in_zone = |time: DateTime| {
            let utc = time.to_zoned(TimeZone::UTC);
            utc.map_or(0, |zoned| zoned.timestamp().as_second())
        };
        for year in [-9999, -9998, -1, 0, 1, 1969, 1970, 2024, 9998, 9999] {
            for (month, day) in [(1, 1), (1, 2), (2, 28), (3, 1), (12, 29), (12, 30), (12, 31)] {
                for time in [(0, 0, 0, 0), (0, 0, 0, 5), (22, 0, 0, 0), (23, 59, 59, 999_999_999)] {
                    let time = date(year, month, day).at(time.0, time.1, time.2, time.3);
                    assert_eq!(seconds_of(time), in_zone(time), "{time}");
                }
            }
        }
    }

    #[test]
    fn days_before_1970_round_down() {
        assert_eq!(Stamp::from_date(date(1969, 12, 31)).day(), -1);
        assert_eq!(Stamp::from_unix(-1).day(), -1);
    }
}
