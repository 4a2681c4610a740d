//! Days, as people write them.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::stamp::Stamp;

/// The day of a stamp (UTC); none for a stamp outside the calendar (years -9999 to 9999).
pub(super) fn day_of(stamp: Stamp) -> Option<Date> {
    let instant = jiff::Timestamp::from_second(stamp.seconds()).ok()?;
    Some(TimeZone::UTC.to_datetime(instant).date())
}

/// The day as link lists write it: `April 27th, 2014`.
pub(super) fn in_words(date: Date) -> String {
    let day = date.day();
    format!("{} {day}{}, {}", date.strftime("%B"), ordinal_ending(day), date.year())
}

/// `st`, `nd`, `rd` or `th`; the teens all take `th`.
fn ordinal_ending(day: i8) -> &'static str {
    match (day / 10, day % 10) {
        (1, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_have_the_right_endings() {
        let expected = [
            (1, "1st"),
            (2, "2nd"),
            (3, "3rd"),
            (4, "4th"),
            (10, "10th"),
            (11, "11th"),
            (12, "12th"),
            (13, "13th"),
            (20, "20th"),
            (21, "21st"),
            (22, "22nd"),
            (23, "23rd"),
            (24, "24th"),
            (30, "30th"),
            (31, "31st"),
        ];
        for (day, ordinal) in expected {
            assert_eq!(in_words(date(2014, 5, day)), format!("May {ordinal}, 2014"));
        }
    }

    #[test]
    fn a_stamp_outside_the_calendar_has_no_day() {
        assert_eq!(day_of(Stamp::from_unix(1_398_594_180)), Some(date(2014, 4, 27)));
        assert_eq!(day_of(Stamp::from_unix(i64::MAX)), None);
    }
}
