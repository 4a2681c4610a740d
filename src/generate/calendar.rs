//! The days of a dump: numbered from its first, written as dates.

use std::sync::LazyLock;

use jiff::civil::{Date, date};

use super::mix::DAYS;

/// The first day of every dump.
const FIRST: Date = date(2024, 1, 1);

/// A day as a calendar knows it.
#[derive(Clone, Debug)]
pub struct Day {
    /// The year.
    pub year: u32,
    /// The month, from 0.
    pub month: u32,
    /// The day of the month, from 1.
    pub of_month: u32,
    /// `2024-01-01`.
    pub written: String,
}

static CALENDAR: LazyLock<Vec<Day>> = LazyLock::new(|| {
    FIRST.series(jiff::Span::new().days(1)).take(DAYS as usize).map(Day::new).collect()
});

impl Day {
    fn new(date: Date) -> Self {
        let [month, day] = [date.month(), date.day()].map(i8::unsigned_abs).map(u32::from);
        let year = u32::from(date.year().unsigned_abs());
        Self { year, month: month - 1, of_month: day, written: date.to_string() }
    }

    /// The day of this number; the last day stands for all after it.
    pub fn of(number: u32) -> &'static Self {
        &CALENDAR[number.min(DAYS - 1) as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_years_and_no_more() {
        assert_eq!(Day::of(0).written, "2024-01-01");
        assert_eq!((Day::of(60).month, Day::of(60).of_month), (2, 1));
        assert_eq!(Day::of(DAYS + 9).written, "2025-12-31");
    }
}
