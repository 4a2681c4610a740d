//! Which form an input has, where the user did not say.
//!
//! Looks at the text alone, never at the file's name. One line with a tag makes a link list; so do
//! bullets in front of most lines. Anything else is one title a line, which reads every text.

use super::Format;
use super::intake::is_blank;
use super::link_list::{bullet, tags};
use super::references;

/// Bulleted lines, in per cent of those that are not blank, that make a link list.
const BULLETED_PERCENT: usize = 60;

/// Bulleted lines that make a link list at least: one dash in front of one title proves nothing.
const FEWEST_BULLETS: usize = 2;

impl Format {
    /// The form that `lines` have. Reads each line once.
    pub fn detect<S: AsRef<str>>(lines: &[S]) -> Self {
        let (mut shown, mut bulleted) = (0, 0);
        for line in lines.iter().map(AsRef::as_ref) {
            let line = &references::decode(line);
            if tags::present(line) {
                return Self::LinkList;
            }
            shown += usize::from(!is_blank(line));
            bulleted += usize::from(is_bulleted(line));
        }
        if bulleted >= FEWEST_BULLETS && bulleted * 100 >= shown * BULLETED_PERCENT {
            Self::LinkList
        } else {
            Self::Lines
        }
    }
}

fn is_bulleted(line: &str) -> bool {
    bullet::strip(line).is_some() || begins_item(line.trim_start().as_bytes())
}

/// True for `<li>` and `<li class=…>`, but not for `<link>`.
fn begins_item(line: &[u8]) -> bool {
    matches!(line, [b'<', b'l' | b'L', b'i' | b'I', next, ..] if !next.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detect(text: &str) -> &'static str {
        Format::detect(&text.lines().collect::<Vec<_>>()).name()
    }

    #[test]
    fn one_tag_makes_a_link_list() {
        assert_eq!(detect("a\nb\nc [ last updated on : soon ] x"), "linklist");
        assert_eq!(detect("a [Originally Added On: May"), "linklist");
        assert_eq!(detect("a\nLast Updated On: May 1st, 2014\n[Updated] b"), "lines");
    }

    #[test]
    fn bullets_make_a_link_list_from_three_in_five() {
        assert_eq!(detect("- a\n\n2) b\n\u{2022}c\nd\ne"), "linklist");
        assert_eq!(detect("- a\n- b\nc\nd"), "lines");
        assert_eq!(detect("- a\n\n"), "lines");
        assert_eq!(detect("<li>a\n<LI class=x>b"), "linklist");
        assert_eq!(detect("&bull; a\n&bull;&nbsp;b"), "linklist");
        assert_eq!(detect("<link>\n<link>"), "lines");
        assert_eq!(detect(""), "lines");
    }
}
