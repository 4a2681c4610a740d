//! The plainest form: one title a line.
//!
//! Blank lines are skipped, character references decoded once, white space around a title removed.
//! Nothing else is looked for: bullets, tags and markup stay in the title. A line that is too long
//! is a reject.

use std::borrow::Cow;

use super::intake::{Intake, LONGEST_LINE, is_blank, tidy};
use super::references;
use crate::entries::Draft;

/// Reads every line as a title; `before` lines stand in front of them.
pub(super) fn read(lines: &[Cow<'_, str>], before: u64, intake: &mut Intake) {
    for (line, text) in (before + 1..).zip(lines) {
        if is_blank(text) {
            intake.blank();
        } else if text.len() > LONGEST_LINE {
            intake.overlong(line, text);
        } else {
            let decoded = references::decode(text);
            intake.entry(&Draft { title: &tidy(&decoded), line, ..Draft::default() }, 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Format, ReadSettings, Reading, read_bytes};

    fn read_lines(text: &str) -> Reading {
        let settings = ReadSettings { format: Some(Format::Lines), ..ReadSettings::default() };
        let mut reading = Reading::default();
        read_bytes("f", text.as_bytes(), &settings, &mut reading).unwrap();
        reading
    }

    #[test]
    fn every_line_is_a_title() {
        let reading = read_lines("  Fish &amp;amp; chips\u{A0}\n\n&nbsp;\n- [x](u) <b>\n");
        let titles: Vec<_> = reading.entries.iter().map(|entry| entry.title().to_owned()).collect();
        assert_eq!(titles, ["Fish &amp; chips", "- [x](u) <b>"]);
        assert_eq!(reading.entries.get(1).origin.to_string(), "f:4");
        assert_eq!((reading.inputs[0].lines.entry, reading.inputs[0].lines.blank), (2, 2));
    }

    #[test]
    fn an_overlong_line_is_a_reject_and_the_longest_is_not() {
        let long = "é".repeat(LONGEST_LINE / 2);
        let reading = read_lines(&format!("{long}\n{long}x\n"));
        assert_eq!((reading.entries.len(), reading.rejects.len()), (1, 1));
        let reject = &reading.rejects[0];
        assert_eq!(reject.origin.line, 2);
        assert_eq!(reject.reason, "found a line of 65537 bytes, expected at most 65536");
        assert_eq!(reject.text.chars().count(), 200);
        assert!(reject.text.ends_with("é…"));
    }
}
