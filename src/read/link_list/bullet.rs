//! The mark in front of a list entry: `-`, `*`, `•`, `–`, `—`, `1.`, `12)` and their kin.
//!
//! A mark counts when white space (a no-break space too) or nothing follows it, so `-5 degrees` and
//! `3.5 million` are no bullets. Round marks, which mean nothing else, need no space.

use crate::read::intake::trim;

/// Marks that need a space behind them.
const DASHES: [char; 5] = ['-', '*', '+', '–', '—'];

/// Marks that do not.
const ROUND: [char; 6] = ['•', '·', '◦', '‣', '●', '▪'];

/// Digits in the longest number that is a bullet.
const LONGEST_NUMBER: usize = 9;

/// What follows the bullet that `line` begins with, trimmed; none where there is no bullet.
pub(in crate::read) fn strip(line: &str) -> Option<&str> {
    let line = trim(line);
    if let Some(rest) = line.strip_prefix(ROUND) {
        return Some(trim(rest));
    }
    let rest = line.strip_prefix(DASHES).or_else(|| after_number(line))?;
    let ended = rest.chars().next().is_none_or(char::is_whitespace);
    ended.then(|| trim(rest))
}

fn after_number(line: &str) -> Option<&str> {
    let digits = line.bytes().take(LONGEST_NUMBER + 1).take_while(u8::is_ascii_digit).count();
    if !(1..=LONGEST_NUMBER).contains(&digits) {
        return None;
    }
    line[digits..].strip_prefix(['.', ')'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_are_taken_off() {
        for bullet in
            ["-", "*", "+", "•", "–", "—", "1.", "12)", "·", "  -", "\u{A0}*\u{A0}", "-\t"]
        {
            assert_eq!(strip(&format!("{bullet} Title")), Some("Title"), "{bullet}");
            assert_eq!(strip(bullet), Some(""), "{bullet} alone");
        }
        assert_eq!(strip("•Title"), Some("Title"));
        assert_eq!(strip("- - Title"), Some("- Title"));
    }

    #[test]
    fn what_only_resembles_a_bullet_stays() {
        for line in [
            "",
            "Title",
            "-Title",
            "*Title*",
            "--",
            "3.5 million",
            "1234567890. x",
            "12 Years",
            ".",
            "1",
        ] {
            assert_eq!(strip(line), None, "{line}");
        }
    }
}
