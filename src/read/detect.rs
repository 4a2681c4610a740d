//! Which form an input has, where the user did not say.
//!
//! Looks at the text first: JSON and tables show in their first line; one line with a tag makes a link
//! list. Only where that tells nothing does the file's name count, and after it bullets in front of most
//! lines. Anything else is one title a line, which reads every text.

use std::borrow::Cow;

use super::decode::Lines;
use super::intake::is_blank;
use super::link_list::{bullet, tags};
use super::{Format, json, references, table, unpack};

/// Bulleted lines, in per cent of those that are not blank, that make a link list.
const BULLETED_PERCENT: usize = 60;

/// Bulleted lines that make a link list at least: one dash in front of one title proves nothing.
const FEWEST_BULLETS: usize = 2;

impl Format {
    /// The form that the input called `file` has. Reads each line at most once.
    pub fn detect(file: &str, lines: &[Cow<'_, str>]) -> Self {
        Self::told(&Lines::new(lines)).unwrap_or_else(|| Marks::of(lines).format(file))
    }

    /// The form that the first lines tell.
    pub(super) fn told(lines: &Lines<'_>) -> Option<Self> {
        json::detect(lines).or_else(|| table::detect(lines))
    }

    /// The form that a file's name suggests.
    fn from_name(file: &str) -> Option<Self> {
        let (_, extension) = unpack::plain_name(file).rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "tsv" | "tab" => Some(Self::Tsv),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

/// The marks of lines that begin as no table and no JSON.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Whether a line has a tag; then nothing else is counted.
    pub(super) tagged: bool,
    shown: usize,
    bulleted: usize,
}

impl Marks {
    /// The marks of these lines.
    pub(super) fn of(lines: &[Cow<'_, str>]) -> Self {
        let mut marks = Self::default();
        for line in lines {
            let line = &references::decode(line);
            marks.tagged = tags::present(line);
            if marks.tagged {
                break;
            }
            marks.shown += usize::from(!is_blank(line));
            marks.bulleted += usize::from(is_bulleted(line));
        }
        marks
    }

    /// Adds those of other lines.
    pub(super) fn add(&mut self, others: &Self) {
        self.tagged |= others.tagged;
        self.shown += others.shown;
        self.bulleted += others.bulleted;
    }

    /// The form of the input called `file`, whose marks these are.
    pub(super) fn format(&self, file: &str) -> Format {
        let Self { tagged, shown, bulleted } = *self;
        if tagged {
            return Format::LinkList;
        }
        let is_list = bulleted >= FEWEST_BULLETS && bulleted * 100 >= shown * BULLETED_PERCENT;
        let otherwise = if is_list { Format::LinkList } else { Format::Lines };
        Format::from_name(file).unwrap_or(otherwise)
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
        named("f", text)
    }

    fn named(file: &str, text: &str) -> &'static str {
        Format::detect(file, &text.lines().map(Cow::Borrowed).collect::<Vec<_>>()).name()
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

    #[test]
    fn tables_show_in_their_header() {
        assert_eq!(detect("id,title,url\n1,a,b"), "csv");
        assert_eq!(detect("Headline;Score\na;1"), "csv");
        assert_eq!(detect("title\tlink\na\tb"), "tsv");
        assert_eq!(detect("sep=;\ntitle;link\n"), "csv");
        assert_eq!(detect("name, title\n"), "csv");
        assert_eq!(detect("Name, rank and number\nThe Name, a story\nEnd"), "lines");
        assert_eq!(detect("title\na\nb"), "lines");
        assert_eq!(detect("a,b\n1,2"), "lines");
    }

    #[test]
    fn json_shows_in_its_first_brackets() {
        assert_eq!(detect("{\"title\":\"a\"}\n{broken\n{\"title\":\"b\"}"), "jsonl");
        assert_eq!(detect("{\"title\":\"a\"}"), "jsonl");
        assert_eq!(detect("[{\"title\":\"a\"}]"), "json");
        assert_eq!(detect("\n[\n  {\n    \"title\": \"a\",\n"), "json");
        for prose in ["[", "[]x", "[{", "{", "{\u{1}", "{}", "{\"a", "[{a}] b"] {
            assert_eq!(detect(prose), "lines", "{prose}");
        }
        assert_eq!(detect("[]"), "json");
        assert_eq!(detect("{\n  \"items\": [\n    {\"title\": \"a\"}\n  ]\n}"), "json");
        assert_eq!(detect("{\"items\": [{\"title\":\"a\"}]}"), "json");
        assert_eq!(detect("{\"cluster_id\": \"c\", \"members\": [{\"title\":\"a\"}]}"), "jsonl");
        assert_eq!(detect("[Updated] a\nb"), "lines");
        assert_eq!(detect("{Updated} a\nb"), "lines");
    }

    #[test]
    fn the_name_counts_where_the_text_tells_nothing() {
        assert_eq!(named("a.csv", "x,y\n1,2"), "csv");
        assert_eq!(named("A.TSV.gz", "x\ty"), "tsv");
        assert_eq!(named("a.ndjson", ""), "jsonl");
        assert_eq!(named("a.csv", "{\"title\":\"a\"}\n{\"title\":\"b\"}"), "jsonl");
        assert_eq!(named("a.csv", "a [Last Updated On: May 1st, 2014]"), "linklist");
        assert_eq!(named("a.txt", "x,y"), "lines");
    }
}
