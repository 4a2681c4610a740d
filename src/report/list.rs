//! The cleaned page: the link list in its own form, every item once.
//!
//! A line is a representative or an entry in no cluster, and stands where it stood in its input;
//! repeats have no line, `(+3 more)` counts them. The tags speak for the whole cluster: last updated
//! is the latest update of a member, originally added the earliest addition (for feeds, which know
//! no additions, the earliest publication). A tag whose date is not known is left out.
//!
//! An entry with a URL becomes a Markdown link. A page is markup, so what a title or URL must not say
//! as markup (`<b>`, `&amp;`, a bracket without its partner) is written as a character reference,
//! which Markdown, HTML and our own reader all take back. Brackets that pair up (`[VIDEO]`) stay.

use std::borrow::Cow;
use std::sync::Arc;

use ahash::AHashMap;

use crate::entry::Entry;
use crate::findings::{Findings, Member};
use crate::origin::Origin;
use crate::stamp::Stamp;

use super::calendar::{day_of, in_words};
use super::counted::grouped;
use super::one_line::one_line;

/// Writes the cleaned page, in UTF-8 with LF line ends.
///
/// `files` is the order of the inputs, by name; entries of a file that is not among them come last.
pub fn cleaned_list(findings: &Findings, files: &[Arc<str>]) -> String {
    page_order(findings, files)
        .into_iter()
        .map(|(entry, members)| line(findings, entry, members) + "\n")
        .collect()
}

/// What gets a line, each with the members of its cluster (none for an entry in no cluster).
fn page_order<'a>(
    findings: &'a Findings,
    files: &[Arc<str>],
) -> Vec<(usize, Option<&'a [Member]>)> {
    let clusters = findings.cluster_of();
    // Of a file given twice the first place counts, hence from the back.
    let places: AHashMap<&str, usize> =
        files.iter().enumerate().rev().map(|(place, file)| (&**file, place)).collect();
    let place = |Origin { file, line }: Origin| {
        (places.get(&*file).copied().unwrap_or(files.len()), file, line)
    };
    let entries = findings.entries.iter().enumerate();
    let mut lines: Vec<_> = entries
        .filter_map(|(index, entry)| match clusters[index] {
            None => Some((place(entry.origin), index, None)),
            Some(cluster) => {
                let members = &findings.clusters[cluster].members[..];
                let leads = members[0].entry == index;
                leads.then(|| (place(entry.origin), index, Some(members)))
            }
        })
        .collect();
    lines.sort_by(|a, b| a.0.cmp(&b.0));
    lines.into_iter().map(|(_, entry, members)| (entry, members)).collect()
}

fn line(findings: &Findings, entry: usize, members: Option<&[Member]>) -> String {
    let more = members
        .map_or(String::new(), |members| format!(" (+{} more)", grouped(members.len() as u64 - 1)));
    let get = |entry: usize| findings.entries.get(entry);
    let all: Vec<Entry> = members.map_or_else(
        || vec![get(entry)],
        |members| members.iter().map(|member| get(member.entry)).collect(),
    );
    let updated = all.iter().filter_map(|entry| entry.updated).max();
    let added = all.iter().filter_map(|entry| entry.added).min();
    let published = all.iter().filter_map(|entry| entry.published).min();
    let tags =
        [tag("Last Updated On", updated), tag("Originally Added On", added.or(published))].concat();
    format!("- {}{more}{tags}", linked_title(&get(entry)))
}

fn tag(name: &str, stamp: Option<Stamp>) -> String {
    stamp.and_then(day_of).map_or(String::new(), |date| format!(" [{name}: {}]", in_words(date)))
}

fn linked_title(entry: &Entry) -> String {
    let title = as_text(&one_line(entry.title()));
    match entry.url().map(str::trim) {
        Some(url) if !url.is_empty() => format!("[{}]({})", link_text(&title), link_target(url)),
        // Behind the bullet, dashes alone would draw a rule.
        _ if is_dashes(&title) => title.replace('-', "&#45;"),
        _ => title.replace("](", "]&#40;"),
    }
}

fn is_dashes(title: &str) -> bool {
    title.chars().all(|c| c == '-' || c.is_whitespace())
}

/// Text that a reader of markup takes for text: no references and no elements in it.
fn as_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        match c {
            '&' if begins_reference(rest) => out.push_str("&amp;"),
            '<' if rest.starts_with(|c: char| c == '/' || c.is_ascii_alphabetic()) => {
                out.push_str("&lt;");
            }
            // Else it could be read as the count behind a representative.
            '(' if rest.starts_with('+') => out.push_str("&#40;"),
            c => out.push(c),
        }
    }
    out
}

/// True where `&` and then `rest` would be read as a character reference (`amp;`, `#39;`).
fn begins_reference(rest: &str) -> bool {
    let rest = rest.strip_prefix('#').unwrap_or(rest);
    let body = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    body.len() < rest.len() && body.starts_with(';')
}

/// A title that can stand between the brackets of a Markdown link.
fn link_text(title: &str) -> Cow<'_, str> {
    if pairs_up(title, '[', ']') && !title.contains('\\') && !title.contains("](") {
        return Cow::Borrowed(title);
    }
    let escaped = title.replace('\\', "&#92;").replace('[', "&#91;").replace(']', "&#93;");
    Cow::Owned(escaped)
}

/// A URL that can stand between the parentheses of a Markdown link: what would end it is
/// percent-encoded.
fn link_target(url: &str) -> String {
    let parentheses_end_it = !pairs_up(url, '(', ')') || url.contains("](");
    as_text(url)
        .chars()
        .map(|c| match c {
            '(' | ')' if parentheses_end_it => percent_encoded(c),
            '<' | '>' => percent_encoded(c),
            c if c.is_whitespace() || c.is_control() => percent_encoded(c),
            c => c.to_string(),
        })
        .collect()
}

fn percent_encoded(c: char) -> String {
    let mut bytes = [0; 4];
    let bytes = c.encode_utf8(&mut bytes).bytes();
    bytes.map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat()
}

/// True where every `open` has its `close` behind it and none is left over.
fn pairs_up(text: &str, open: char, close: char) -> bool {
    let mut depth = 0_usize;
    for c in text.chars() {
        if c == open {
            depth += 1;
        } else if c == close {
            let Some(outer) = depth.checked_sub(1) else { return false };
            depth = outer;
        }
    }
    depth == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::sample;

    #[test]
    fn golden() {
        let files = ["page.txt".into(), "feed".into()];
        insta::assert_snapshot!(cleaned_list(&sample(), &files), @r#"
        - NATO Protesters Receive 5- To 8-Year Prison Terms [Last Updated On: April 27th, 2014] [Originally Added On: April 26th, 2014]
        - NATO 3 get prison terms of 5 to 8 years [Last Updated On: April 26th, 2014] [Originally Added On: April 26th, 2014]
        - Café owner wins Montréal prize (+1 more) [Last Updated On: April 27th, 2014] [Originally Added On: April 27th, 2014]
        - Weekly roundup #42 [VIDEO]
        - Weekly roundup #41
        - [UK helicopter crash kills five in Kandahar, says "MoD"](https://feed.example/2) (+2 more) [Last Updated On: April 28th, 2014] [Originally Added On: April 26th, 2014]
        - [UK helicopter crash kills two in Helmand](https://feed.example/3) [Originally Added On: April 27th, 2014]
        - [=HYPERLINK("https://x.example","Prize!")](https://blog.example/11) [Originally Added On: April 30th, 2014]
        "#);
    }

    #[test]
    fn inputs_stand_in_the_order_given() {
        let files = ["blog".into(), "feed".into(), "page.txt".into()];
        let page = cleaned_list(&sample(), &files);
        assert!(page.starts_with("- [=HYPERLINK"), "{page}");
    }

    #[test]
    fn every_title_and_url_stays_inside_its_link() {
        let shown = |title: &str, url: &str| {
            let entry = Entry::new(title, Origin::new("a", 1));
            linked_title(&entry.with_url(url))
        };
        assert_eq!(shown("Crash [VIDEO]", "http://a.b/c"), "[Crash [VIDEO]](http://a.b/c)");
        assert_eq!(shown("Crash] [1", "http://a.b/c"), "[Crash&#93; &#91;1](http://a.b/c)");
        assert_eq!(shown("[x](y.z)", "http://a.b/c"), "[&#91;x&#93;(y.z)](http://a.b/c)");
        assert_eq!(shown(r"C:\", "http://a.b/c"), "[C:&#92;](http://a.b/c)");
        assert_eq!(shown("Two\nlines", "http://a.b/x(y)"), "[Two lines](http://a.b/x(y))");
        assert_eq!(shown("A", "http://a.b/x) y"), "[A](http://a.b/x%29%20y)");
        assert_eq!(shown("A", "http://a.b/x](y)"), "[A](http://a.b/x]%28y%29)");
        assert_eq!(shown("A", "http://a.b/?c&lt;=1&d=2"), "[A](http://a.b/?c&amp;lt;=1&d=2)");
        assert_eq!(shown("[x](y.z)", " "), "[x]&#40;y.z)");
        assert_eq!(shown("- -", " "), "&#45; &#45;");
    }

    #[test]
    fn markup_in_a_title_stays_text() {
        assert_eq!(
            as_text("The <b> tag, a < b and I <3 you"),
            "The &lt;b> tag, a < b and I <3 you"
        );
        assert_eq!(
            as_text("AT&T, Q&A; &amp; &#39; &; &é;"),
            "AT&T, Q&amp;A; &amp;amp; &amp;#39; &; &é;"
        );
        assert_eq!(as_text("Volcano (+3 more)"), "Volcano &#40;+3 more)");
    }

    #[test]
    fn an_entry_without_dates_has_no_tags() {
        let findings = Findings {
            entries: vec![Entry::new("Nato News", Origin::new("a", 1))].into(),
            ..Findings::default()
        };
        assert_eq!(cleaned_list(&findings, &[]), "- Nato News\n");
    }
}
