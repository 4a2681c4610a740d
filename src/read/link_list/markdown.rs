//! Markdown links, `[Title](url)`, and the lines that part a Markdown list.
//!
//! A link is taken for one only where its target looks like a URL, so `[sic](AP)` stays text. Targets
//! may stand in angle brackets and be followed by a quoted title, which is dropped; parentheses in
//! them must be balanced. Emphasis stays as it is.

use std::borrow::Cow;
use std::ops::Range;

use crate::read::intake::trim;
use crate::read::references;

/// Takes every Markdown link out of `text`, leaving its words. Gives the first URL too, references
/// decoded.
pub(super) fn strip(text: &str) -> (Cow<'_, str>, Option<String>) {
    if !text.contains("](") {
        return (Cow::Borrowed(text), None);
    }
    let (marks, url) = marks(text);
    if marks.is_empty() {
        return (Cow::Borrowed(text), None);
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for mark in marks {
        out.push_str(&text[from..mark.start]);
        from = mark.end;
    }
    out.push_str(&text[from..]);
    (Cow::Owned(out), url.map(|url| references::decode(url).into_owned()))
}

/// The bytes that make words a link (`[` and `](url)`), in order, and the URL of the first link.
fn marks(text: &str) -> (Vec<Range<usize>>, Option<&str>) {
    let mut marks = Vec::new();
    let mut open = Vec::new();
    let mut url = None;
    let mut at = 0;
    while let Some(found) = text[at..].find(['[', ']']) {
        let bracket = at + found;
        at = bracket + 1;
        if text[bracket..].starts_with('[') {
            open.push(bracket);
        } else if let Some((start, (link, length))) = open.pop().zip(target(&text[at..])) {
            at += length;
            marks.extend([start..start + 1, bracket..at]);
            url = url.or(Some(link));
        }
    }
    marks.sort_unstable_by_key(|mark| mark.start);
    (marks, url)
}

/// The URL of the target `(url)` that `text` begins with, and the length of the whole in bytes.
fn target(text: &str) -> Option<(&str, usize)> {
    let inside = text.strip_prefix('(')?;
    let end = closing_parenthesis(inside)?;
    let target = trim(&inside[..end]);
    let url = target.split(char::is_whitespace).next()?;
    let title = trim(&target[url.len()..]);
    let plain = url.strip_prefix('<').and_then(|url| url.strip_suffix('>')).unwrap_or(url);
    let good = plain.contains([':', '/', '.', '#', '?']) && (title.is_empty() || is_quoted(title));
    good.then_some((plain, end + 2))
}

/// Where the parenthesis opened before `text` closes. Gives up at the next link, which keeps the
/// time linear: no byte is looked at for two targets.
fn closing_parenthesis(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut before = 0;
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            b'(' if before == b']' => return None,
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(index),
            b')' => depth -= 1,
            _ => {}
        }
        before = byte;
    }
    None
}

fn is_quoted(text: &str) -> bool {
    text.len() >= 2
        && [('"', '"'), ('\'', '\''), ('(', ')')]
            .iter()
            .any(|&(open, close)| text.starts_with(open) && text.ends_with(close))
}

/// True for a rule or underline (`---`, `===`, `* * *`) and for a code fence.
pub(super) fn is_divider(line: &str) -> bool {
    let line = trim(line);
    if line.starts_with("```") || line.starts_with("~~~") {
        return true;
    }
    let Some(mark) = line.chars().next().filter(|c| "-*_=~–—".contains(*c)) else {
        return false;
    };
    line.chars().all(|c| c == mark || c.is_whitespace()) && line.matches(mark).count() >= 3
}

/// True for a heading: one to six `#` and white space.
pub(super) fn is_heading(line: &str) -> bool {
    let line = trim(line);
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    (1..=6).contains(&level) && rest.chars().next().is_none_or(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_leave_their_words_and_give_the_first_url() {
        let cases = [
            ("[T](http://a.b/c)", "T", "http://a.b/c"),
            ("[T](http://a.b/c) - The Times", "T - The Times", "http://a.b/c"),
            ("x [T](u.html) y [V](v.html)", "x T y V", "u.html"),
            ("[[VIDEO] T](/u)", "[VIDEO] T", "/u"),
            ("[T](<u?a=1&amp;b=2>)", "T", "u?a=1&b=2"),
            ("[T]( u.html \"the title\" )", "T", "u.html"),
            (
                "[NATO](https://en.wikipedia.org/wiki/NATO_(band))",
                "NATO",
                "https://en.wikipedia.org/wiki/NATO_(band)",
            ),
            ("[T](u?a[]=1)", "T", "u?a[]=1"),
            ("[[T](u.x)](v.x)", "T", "u.x"),
            ("[é](u.é)ß", "éß", "u.é"),
        ];
        for (text, words, url) in cases {
            assert_eq!(strip(text), (words.into(), Some(url.into())), "{text}");
        }
    }

    #[test]
    fn what_is_no_link_stays() {
        for text in [
            "[sic](AP)",
            "[T] (u.x)",
            "[T](u.x",
            "](u.x)",
            "[T](two words.)",
            "[T]()",
            "[T](u.x \")",
            "a](",
        ] {
            assert_eq!(strip(text), (text.into(), None), "{text}");
        }
    }

    #[test]
    fn dividers_and_headings_are_known() {
        for line in ["---", "***", "===", " - - - ", "________", "```rust", "~~~", "———"] {
            assert!(is_divider(line), "{line}");
        }
        for line in ["", "--", "-", "- a", "-*-", "a---", "- -"] {
            assert!(!is_divider(line), "{line}");
        }
        for line in ["# A", "###### A", "#"] {
            assert!(is_heading(line), "{line}");
        }
        for line in ["#NATO", "####### A", "A #", ""] {
            assert!(!is_heading(line), "{line}");
        }
    }

    #[test]
    fn a_long_line_of_links_takes_linear_time() {
        for piece in ["[a](b.", "[", "](", "[a](b.c)", "("] {
            let text = piece.repeat(300_000);
            assert_eq!(strip(&text).1.is_some(), piece == "[a](b.c)");
        }
    }
}
