//! `2014-04-27` and `2014-04-27T10:23:00+02:00` to the letter: the forms of most dates.
//!
//! Read here in a fraction of the time that `stamps.rs` takes, which knows them, too, and everything
//! else. What is read here reads the same there; a test holds that. None says nothing.

use jiff::civil::Date;

use crate::stamp::Stamp;

/// In these years every clock with every offset is an instant; the last hours of 9999 are none.
const YEARS: std::ops::Range<i16> = 1..9999;

/// Reads a date, alone or with a clock and an offset.
pub(super) fn parse(text: &str) -> Option<Stamp> {
    let (day, clock) = text.as_bytes().split_at_checked(10)?;
    let [year @ .., b'-', m1, m2, b'-', d1, d2] = day else { return None };
    let (month, day) = (two(*m1, *m2)?, two(*d1, *d2)?);
    let year = four(year)?;
    let day = Stamp::from_date(Date::new(year, month, day).ok()?);
    if clock.is_empty() {
        return Some(day);
    }
    let instant = day.seconds() + seconds(clock)?;
    YEARS.contains(&year).then(|| Stamp::from_unix(instant))
}

/// Seconds from midnight in UTC of `T10:23:00+02:00` or `T10:23:00Z`.
fn seconds(clock: &[u8]) -> Option<i64> {
    let [b'T', h1, h2, b':', m1, m2, b':', s1, s2, offset @ ..] = clock else { return None };
    let second = two(*s1, *s2).filter(|second| *second < 60)?;
    let local = minutes(*h1, *h2, *m1, *m2)? * 60 + i64::from(second);
    Some(match offset {
        b"Z" => local,
        [b'+', h1, h2, b':', m1, m2] => local - minutes(*h1, *h2, *m1, *m2)? * 60,
        [b'-', h1, h2, b':', m1, m2] => local + minutes(*h1, *h2, *m1, *m2)? * 60,
        _ => return None,
    })
}

fn minutes(h1: u8, h2: u8, m1: u8, m2: u8) -> Option<i64> {
    let (hour, minute) = (two(h1, h2)?, two(m1, m2)?);
    (hour < 24 && minute < 60).then(|| i64::from(hour) * 60 + i64::from(minute))
}

fn four(digits: &[u8]) -> Option<i16> {
    let [a, b, c, d] = digits else { return None };
    Some(i16::from(two(*a, *b)?) * 100 + i16::from(two(*c, *d)?))
}

fn two(tens: u8, ones: u8) -> Option<i8> {
    let digits = tens.is_ascii_digit() && ones.is_ascii_digit();
    digits.then(|| ((tens - b'0') * 10 + ones - b'0') as i8)
}

#[cfg(test)]
mod tests {
    use super::super::stamps::in_any_form;
    use super::*;

    #[test]
    fn the_plain_forms_read_as_any_form_does() {
        let parts = "0000|0001|1970|1999|2000|2014|2023|2024|9998|9999|1e10|:|.|20140427|-|-|-|00|01|02|04|11|12|\
                     13|23|24|28|29|30|31|59|60|T|t| |Z|z|+|-0|:00|:59|:60|.5|é|+02:00|-23:59|-00:00|+24:00"
            .split('|')
            .collect::<Vec<_>>();
        let (mut plain_forms, mut seed) = (0, 1_u64);
        let mut draw = |most: usize| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % most
        };
        for _ in 0..200_000 {
            let (year, month, day) = (parts[draw(10)], parts[17 + draw(10)], parts[17 + draw(13)]);
            let clock = [draw(26), draw(62), draw(62)].map(|part| format!("{part:02}")).join(":");
            let mut text = format!("{year}-{month}-{day}");
            if draw(4) > 0 {
                text.extend(["T", &clock, parts[parts.len() - 1 - draw(17)]]);
            }
            if draw(3) == 0 {
                let at =
                    (0..=draw(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap();
                text.insert_str(at, parts[draw(parts.len())]);
            }
            if let Some(stamp) = parse(&text) {
                plain_forms += 1;
                assert_eq!(in_any_form(&text), Some(stamp), "{text}");
            }
        }
        assert!(plain_forms > 20_000, "{plain_forms}");
        for text in ["2014-04-27", "2014-04-27T10:23:00Z", "2014-04-27T12:23:00+02:00"] {
            assert!(parse(text).is_some(), "{text}");
        }
    }
}
