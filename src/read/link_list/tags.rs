//! The two tags of a link list: `[Last Updated On: …]` and `[Originally Added On: …]`.
//!
//! Tags are read from the right end, in any order, in any case, with any spaces, either missing.
//! Other brackets (`[VIDEO]`) belong to the title wherever they stand, and so does text behind the
//! last tag; both are put at its end. Where a tag stands twice, the rightmost wins and the others are
//! dropped: lists that append a fresh tag put it behind the old one. A tag further left, with title
//! text between, is part of the title. One pass from the right; never looks back to the right, so the
//! time is linear in the line.

use std::borrow::Cow;

use crate::read::intake::trim;

/// Letters of a label that make the beginning of a tag: `Last`.
const SHORTEST_BEGINNING: usize = 4;

/// Which of the two tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Updated,
    Added,
}

impl Tag {
    const ALL: [Self; 2] = [Self::Updated, Self::Added];

    /// The words before the colon.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Updated => "Last Updated On",
            Self::Added => "Originally Added On",
        }
    }

    fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tag| {
            let mut found = label.split_whitespace();
            let same = tag.label().split(' ').all(|word| {
                found.next().is_some_and(|candidate| candidate.eq_ignore_ascii_case(word))
            });
            same && found.next().is_none()
        })
    }

    /// The tag whose label `text` is the beginning of, as where a line was wrapped or cut off.
    fn from_beginning(text: &str) -> Option<Self> {
        let letters = |text: &'static str| text.bytes().filter(|byte| *byte != b' ');
        Self::ALL.into_iter().find(|tag| {
            let mut label = letters(tag.label());
            let mut found = text.split_whitespace().flat_map(str::bytes);
            let length = letters(tag.label()).count();
            let same =
                found.all(|byte| label.next().is_some_and(|l| l.eq_ignore_ascii_case(&byte)));
            same && length - label.count() >= SHORTEST_BEGINNING
        })
    }
}

/// A line, its tags taken off.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tagged<'a> {
    /// What is left, trimmed.
    pub(super) title: Cow<'a, str>,
    /// What `[Last Updated On: …]` says.
    pub(super) updated: Option<&'a str>,
    /// What `[Originally Added On: …]` says.
    pub(super) added: Option<&'a str>,
    /// The last tag, where its closing bracket is missing (and perhaps more of it).
    pub(super) unfinished: Option<Tag>,
}

/// One tag in a text: bytes `start..end`.
struct Place<'a> {
    tag: Tag,
    value: &'a str,
    start: usize,
    /// None where the closing bracket is missing.
    end: Option<usize>,
}

/// True where `line` carries a tag, finished or not.
pub(in crate::read) fn present(line: &str) -> bool {
    rightmost(line).is_some()
}

/// Takes the tags off `line`.
pub(super) fn split(line: &str) -> Tagged<'_> {
    let mut tagged =
        Tagged { title: Cow::Borrowed(trim(line)), updated: None, added: None, unfinished: None };
    let mut start = line.len();
    let mut aside = Vec::new(); // from right to left
    while let Some(place) = rightmost(&line[..start]) {
        let between = trim(&line[place.end.unwrap_or(start)..start]);
        if start < line.len() && !is_bracketed(between) {
            break;
        }
        aside.push(between);
        start = place.start;
        tagged.take(&place);
    }
    if start < line.len() {
        tagged.title = join(trim(&line[..start]), &aside);
    }
    tagged
}

impl<'a> Tagged<'a> {
    fn take(&mut self, place: &Place<'a>) {
        if place.end.is_none() {
            self.unfinished = Some(place.tag);
            return;
        }
        let value = match place.tag {
            Tag::Updated => &mut self.updated,
            Tag::Added => &mut self.added,
        };
        value.get_or_insert(place.value);
    }
}

/// The last tag in `text`. Only the very last bracket may be an unfinished tag.
fn rightmost(text: &str) -> Option<Place<'_>> {
    let mut limit = text.len();
    while let Some(start) = text[..limit].rfind('[') {
        let inside = &text[start + 1..limit];
        let close = inside.find(']');
        let end = close.map(|close| start + close + 2);
        let found = match close {
            Some(close) => finished(&inside[..close]),
            None if limit == text.len() => begun(inside),
            None => None,
        };
        if let Some((tag, value)) = found {
            return Some(Place { tag, value, start, end });
        }
        limit = start;
    }
    None
}

/// The tag and the value between two brackets.
fn finished(inside: &str) -> Option<(Tag, &str)> {
    let (label, value) = inside.split_once(':')?;
    Some((Tag::from_label(label)?, value))
}

/// The tag of which `inside` is all there is after the opening bracket; the value is not known.
fn begun(inside: &str) -> Option<(Tag, &str)> {
    finished(inside).or_else(|| Some((Tag::from_beginning(inside)?, "")))
}

/// True for nothing and for other brackets, which may stand between tags.
fn is_bracketed(text: &str) -> bool {
    text.is_empty() || (text.starts_with('[') && text.ends_with(']'))
}

fn join<'a>(title: &'a str, aside: &[&'a str]) -> Cow<'a, str> {
    let parts = [title].into_iter().chain(aside.iter().rev().copied());
    let mut parts = parts.filter(|part| !part.is_empty());
    let mut joined = Cow::Borrowed(parts.next().unwrap_or_default());
    for part in parts {
        joined += " ";
        joined += part;
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Title, updated, added; `-` for none.
    fn shown(line: &str) -> String {
        let tagged = split(line);
        let value = |value: Option<&str>| value.map_or("-".to_owned(), |v| v.trim().to_owned());
        format!("{}|{}|{}", tagged.title, value(tagged.updated), value(tagged.added))
    }

    #[test]
    fn tags_are_read_from_the_right_end() {
        let cases = [
            ("T [Last Updated On: a] [Originally Added On: b]", "T|a|b"),
            ("T [Originally Added On: b] [Last Updated On: a]", "T|a|b"),
            ("T [Originally Added On: b]", "T|-|b"),
            ("T [Last Updated On: a]", "T|a|-"),
            ("T[last updated on:a][ORIGINALLY ADDED ON:b]", "T|a|b"),
            (
                "T [ Last\u{A0}Updated  On\u{A0}:\u{A0}a ]\u{A0}[ originally added on : b ]\u{A0}",
                "T|a|b",
            ),
            ("[Last Updated On: a]", "|a|-"),
            ("T", "T|-|-"),
            ("T [Last Updated: a]", "T [Last Updated: a]|-|-"),
            ("T [Last Updated On a]", "T [Last Updated On a]|-|-"),
        ];
        for (line, expected) in cases {
            assert_eq!(shown(line), expected, "{line}");
        }
    }

    #[test]
    fn other_brackets_and_text_behind_stay_in_the_title() {
        let cases = [
            ("T [VIDEO] [Last Updated On: a] [Originally Added On: b]", "T [VIDEO]|a|b"),
            ("[VIDEO] T [Last Updated On: a]", "[VIDEO] T|a|-"),
            (
                "T [Last Updated On: a] [VIDEO] [Originally Added On: b] [sic]",
                "T [VIDEO] [sic]|a|b",
            ),
            ("T [Last Updated On: a] (Reuters)", "T (Reuters)|a|-"),
            ("T [VIDEO]", "T [VIDEO]|-|-"),
            ("a ] b [ c", "a ] b [ c|-|-"),
        ];
        for (line, expected) in cases {
            assert_eq!(shown(line), expected, "{line}");
        }
    }

    #[test]
    fn the_rightmost_of_two_wins() {
        let line = "T [Last Updated On: old] [Last Updated On: new] [Originally Added On: b]";
        assert_eq!(shown(line), "T|new|b");
        let quoted = "What [Last Updated On: x] means [Last Updated On: a]";
        assert_eq!(shown(quoted), "What [Last Updated On: x] means|a|-");
    }

    #[test]
    fn a_tag_without_its_closing_bracket_is_unfinished() {
        let tagged = split("T [Last Updated On: a] [Originally Added On: May");
        assert_eq!(tagged.title, "T");
        assert_eq!((tagged.updated, tagged.unfinished), (Some(" a"), Some(Tag::Added)));
        assert_eq!(split("T [Last Updated On: [April]").unfinished, None);
        for line in ["T [Last", "T [last  updated", "T [Last Updated On", "T [Last Upd"] {
            assert_eq!(split(line).unfinished, Some(Tag::Updated), "{line}");
        }
        for line in ["T [", "T [Las", "T [Last Update of", "T [Last Updated On it", "T [Last]"] {
            assert_eq!(split(line).unfinished, None, "{line}");
        }
    }

    #[test]
    fn long_lines_of_brackets_take_linear_time() {
        for piece in ["[", "]", "[Last Updated On:", "[a:b]", "[ "] {
            assert_eq!(present(&piece.repeat(1_000_000)), piece == "[Last Updated On:");
        }
    }
}
