//! Where the readers of all formats put what they find in a part of one input.
//!
//! Keeps the promise of [`LineTally`]: whatever a reader reports is reported with the lines it took, so
//! the parts add up to the whole. Also holds the two rules that all formats share: how long a line
//! may be, and how a title is tidied.

use std::borrow::Cow;
use std::sync::Arc;

use super::{LineTally, Reject, references};
use crate::entries::{Batch, Draft};
use crate::origin::Origin;

/// Bytes of the longest line that is read; real titles stay far below, and no step after this one
/// need fear a title of megabytes.
pub(super) const LONGEST_LINE: usize = 64 * 1024;

/// Characters of the text kept with a reject, the `…` of a cut included.
const REJECT_TEXT: usize = 200;

/// What is found in a part of one input.
#[derive(Debug)]
pub(super) struct Intake {
    file: Arc<str>,
    pub(super) entries: Batch,
    pub(super) rejects: Vec<Reject>,
    /// What became of the lines, as if the part were the whole.
    pub(super) lines: LineTally,
}

impl Intake {
    /// An empty intake for the input called `file`; `entries` may hold nothing but room.
    pub(super) fn new(file: Arc<str>, entries: Batch) -> Self {
        let (rejects, lines) = Default::default();
        Self { file, entries, rejects, lines }
    }

    /// The place `line` (from 1) of this input.
    pub(super) fn origin(&self, line: u64) -> Origin {
        Origin::new(Arc::clone(&self.file), line)
    }

    /// Takes an entry that stood on `lines` lines.
    pub(super) fn entry(&mut self, entry: &Draft<'_>, lines: u64) {
        self.entries.push(entry);
        self.lines.entry += lines;
    }

    /// Takes a reject that stood on `lines` lines from `line` on.
    pub(super) fn reject(&mut self, line: u64, lines: u64, reason: String, text: &str) {
        let text = cut(text.trim(), REJECT_TEXT).replace('\n', " ");
        self.rejects.push(Reject { origin: self.origin(line), reason, text });
        self.lines.reject += lines;
    }

    /// Takes a line over [`LONGEST_LINE`] as a reject.
    pub(super) fn overlong(&mut self, line: u64, text: &str) {
        let length = text.len();
        let reason = format!("found a line of {length} bytes, expected at most {LONGEST_LINE}");
        self.reject(line, 1, reason, text);
    }

    /// Takes a blank line.
    pub(super) fn blank(&mut self) {
        self.lines.blank += 1;
    }

    /// Takes a line that belongs to no entry: header above the first entry or reject, else passed over.
    pub(super) fn other(&mut self) {
        if self.entries.len() + self.rejects.len() == 0 {
            self.lines.header += 1;
        } else {
            self.lines.passed_over += 1;
        }
    }
}

/// True where a line shows nothing: white space, or references to it (`&nbsp;`).
pub(super) fn is_blank(line: &str) -> bool {
    trim(line).is_empty()
        || (line.starts_with(|c: char| c == '&' || is_space(c))
            && line.len() <= LONGEST_LINE
            && trim(&references::decode(line)).is_empty())
}

/// A title fit to show: trimmed, and every no-break space or control character a plain space, since
/// a title is one line. References must have been decoded before.
pub(super) fn tidy(title: &str) -> Cow<'_, str> {
    let title = trim(title);
    if is_printable(title) || !title.contains(is_odd_space) {
        return Cow::Borrowed(title);
    }
    Cow::Owned(title.replace(is_odd_space, " "))
}

/// True where a text is printable ASCII, as most are: it holds no odd space and no line end.
pub(super) fn is_printable(text: &str) -> bool {
    // A part is looked at to its end: without a way out the processor takes many bytes at once.
    let printable = |part: &[u8]| part.iter().fold(true, |all, b| all & (b' '..=b'~').contains(b));
    text.as_bytes().chunks(32).all(printable)
}

/// `text` without the white space around it; marks without width count as white space.
pub(super) fn trim(text: &str) -> &str {
    // Two visible ASCII characters at the ends: nothing to do, and the usual case.
    if let [first, .., last] = text.as_bytes()
        && first.is_ascii_graphic()
        && last.is_ascii_graphic()
    {
        return text;
    }
    text.trim_matches(is_space)
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}' | '\u{FEFF}')
}

fn is_odd_space(c: char) -> bool {
    c.is_control() || matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}' | '\u{2028}' | '\u{2029}')
}

/// The first `most` characters of `text`, the last of them `…` where something was cut off.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().nth(most).is_none() {
        return text.to_owned();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_counts_characters() {
        assert_eq!(cut("äöü", 3), "äöü");
        assert_eq!(cut("äöüß", 3), "äö…");
        assert_eq!(cut(&"é".repeat(999), 200).chars().count(), 200);
    }

    #[test]
    fn titles_are_tidied() {
        assert_eq!(tidy(" \u{A0}a\u{A0}b\tc\u{200B}\u{FEFF} "), "a b c");
        assert_eq!(tidy("two  spaces stay"), "two  spaces stay");
    }

    #[test]
    fn blank_is_what_shows_nothing() {
        for line in ["", " \t", "\u{A0}", "&nbsp;", " &nbsp;&#160; ", "\u{FEFF}", "\r"] {
            assert!(is_blank(line), "{line:?}");
        }
        for line in ["a", "&amp;", "&nbsp;a", "-", "<p>"] {
            assert!(!is_blank(line), "{line:?}");
        }
    }

    #[test]
    fn lines_of_no_entry_are_header_until_something_was_found() {
        let mut intake = Intake::new("f".into(), Batch::default());
        intake.other();
        intake.reject(2, 1, "bad".into(), "x");
        intake.other();
        assert_eq!((intake.lines.header, intake.lines.passed_over), (1, 1));
    }
}
