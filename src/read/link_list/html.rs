//! The little HTML that link lists hold: `<li><a href="…">Title</a></li>` and inline tags.
//!
//! Known elements are removed, those that break a line become a space, and the first `href` is the
//! URL. Anything else between angle brackets (`<3`, `a < b`, `<your name>`) is text and stays.
//! Works on one entry's text, before character references are decoded, so that `&lt;b&gt;` in a title
//! stays the text `<b>`. This is no HTML parser: whole pages are another format.

use std::borrow::Cow;

use crate::read::references;

/// Elements that leave nothing behind.
const INLINE: [&str; 23] = [
    "a", "abbr", "b", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark",
    "q", "s", "small", "span", "strong", "sub", "sup", "time", "u",
];

/// Elements that leave a space, since they part words.
const BREAKING: [&str; 11] = ["br", "dd", "div", "dl", "dt", "li", "ol", "p", "td", "tr", "ul"];

/// Text without its HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stripped<'a> {
    /// What is left; character references are not decoded.
    pub(super) text: Cow<'a, str>,
    /// The first link that is not empty, references decoded.
    pub(super) url: Option<String>,
    /// How many `<li>` there were.
    pub(super) items: usize,
    /// Whether the list item ended (`</li>`, `</ul>`, `</ol>`).
    pub(super) ended: bool,
}

/// Takes the known elements out of `text`.
pub(super) fn strip(text: &str) -> Stripped<'_> {
    let mut stripped = Stripped { text: Cow::Borrowed(text), url: None, items: 0, ended: false };
    if !text.contains('<') {
        return stripped;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let element = Element::read(rest);
        let length = element.as_ref().map_or(1, |element| element.length);
        match element {
            Some(element) => stripped.note(&element, &mut out),
            None => out.push('<'),
        }
        rest = &rest[length..];
    }
    out.push_str(rest);
    stripped.text = Cow::Owned(out);
    stripped
}

impl Stripped<'_> {
    fn note(&mut self, element: &Element<'_>, out: &mut String) {
        if element.is(&BREAKING) {
            out.push(' ');
        }
        self.items += usize::from(!element.closes && element.is(&["li"]));
        self.ended |= element.closes && element.is(&["li", "ul", "ol"]);
        if self.url.is_none() && !element.closes && element.is(&["a"]) {
            self.url = href(element.attributes);
        }
    }
}

/// One opening or closing tag of a known element.
struct Element<'a> {
    name: &'a str,
    closes: bool,
    attributes: &'a str,
    /// Bytes from `<` to `>`, both included.
    length: usize,
}

impl<'a> Element<'a> {
    /// Reads the element that `text` begins with; none where it is not a known one.
    fn read(text: &'a str) -> Option<Self> {
        let body = &text[1..];
        let closes = body.starts_with('/');
        let body = &body[usize::from(closes)..];
        let name = &body[..body.bytes().take_while(u8::is_ascii_alphanumeric).count()];
        let after = &body[name.len()..];
        let parted = after.starts_with(|c: char| c.is_whitespace() || c == '/' || c == '>');
        let end = if parted { end_of_element(after)? } else { return None };
        let length = text.len() - after.len() + end + 1;
        let element = Self { name, closes, attributes: &after[..end], length };
        (element.is(&INLINE) || element.is(&BREAKING)).then_some(element)
    }

    fn is(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.name.eq_ignore_ascii_case(name))
    }
}

/// Where the `>` is; none where another `<` or the end of the text comes first. What stands in
/// quotes does not count.
fn end_of_element(text: &str) -> Option<usize> {
    let mut quote = None;
    for (index, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return Some(index),
            (None, b'<') => return None,
            _ => {}
        }
    }
    None
}

/// The value of `href` among the attributes of an `<a>`.
fn href(attributes: &str) -> Option<String> {
    let mut rest = attributes.trim_start();
    while !rest.is_empty() {
        let (name, value, after) = attribute(rest);
        if name.eq_ignore_ascii_case("href") && !value.trim().is_empty() {
            return Some(references::decode(value.trim()).into_owned());
        }
        rest = after.trim_start();
    }
    None
}

/// The first attribute of `text` (which is not empty): its name, its value, and what follows.
fn attribute(text: &str) -> (&str, &str, &str) {
    let end = text.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let Some(rest) = rest.trim_start().strip_prefix('=') else {
        return (name, "", rest);
    };
    let rest = rest.trim_start();
    let (open, end) = match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => (1, rest[1..].find(quote).map(|end| end + 1)),
        _ => (0, rest.find(char::is_whitespace)),
    };
    let end = end.unwrap_or(rest.len());
    (name, &rest[open..end], &rest[(end + open).min(rest.len())..])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left, then the URL.
    fn shown(text: &str) -> (String, String) {
        let stripped = strip(text);
        (stripped.text.trim().to_owned(), stripped.url.unwrap_or_default())
    }

    #[test]
    fn the_link_and_its_text_come_apart() {
        let cases = [
            (r#"<li><a href="http://a.b/c">Title</a></li>"#, "Title", "http://a.b/c"),
            ("<A class=x HREF='u?a=1&amp;b=2' >T</A>", "T", "u?a=1&b=2"),
            ("<a href=u>T</a> - The Times", "T - The Times", "u"),
            (r#"<a name="top"></a><a href = "u">T</a>"#, "T", "u"),
            (r#"<a title="1 > 0" href="u">T</a>"#, "T", "u"),
            (r#"<a href="">T</a> <a href="v">more</a> <a href="w">x</a>"#, "T more x", "v"),
            (r#"<a data-href="no" href="u">T</a>"#, "T", "u"),
            ("<a href>T</a>", "T", ""),
        ];
        for (text, title, url) in cases {
            assert_eq!(shown(text), (title.into(), url.into()), "{text}");
        }
    }

    #[test]
    fn inline_elements_vanish_and_breaking_ones_part_words() {
        assert_eq!(shown("<b>A</b><em class='x'>B</em> <SPAN>C</SPAN>").0, "AB C");
        assert_eq!(shown("one<br/>two<br>three").0, "one two three");
    }

    #[test]
    fn what_is_no_known_element_stays() {
        for text in
            ["a < b", "I <3 NATO", "<your name>", "<b", "</", "<", "<>", "&lt;b&gt;", "<bb>x"]
        {
            assert_eq!(strip(text).text, text);
        }
        assert_eq!(strip("<b <i>x").text, "<b x");
    }

    #[test]
    fn list_items_are_counted() {
        let stripped = strip("<ul><li>A</li><li class=x>B");
        assert_eq!((stripped.items, stripped.ended), (2, true));
        assert!(!strip("<li>A").ended);
    }
}
