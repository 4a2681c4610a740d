//! One list item: what its text says once markup, references, bullet and tags are taken apart.
//!
//! The order matters. HTML and Markdown go first, while `&lt;` is still no `<`; then references are
//! decoded, once; then the bullet and the tags are looked for, so that `&bull;` and `&nbsp;` count as
//! what they show.

use super::tags::{self, Tag, Tagged};
use super::{bullet, html, markdown, more};
use crate::entries::Draft;
use crate::read::intake::{cut, tidy, trim};
use crate::read::{dates, references};
use crate::stamp::Stamp;

/// Characters of a value quoted in a reason.
const QUOTED: usize = 60;

/// A date, or why there is none.
type Dated = Result<Stamp, String>;

/// A line, or several joined ones, taken apart.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) title: String,
    url: Option<String>,
    updated: Option<Dated>,
    added: Option<Dated>,
    /// The last tag, where its closing bracket is missing.
    unfinished: Option<Tag>,
    /// Whether it began with a bullet or `<li>`.
    pub(super) bulleted: bool,
    /// How many `<li>` it holds.
    items: usize,
    /// Whether HTML said that the item ended.
    ended: bool,
}

impl Item {
    /// Takes `text` apart.
    pub(super) fn read(text: &str) -> Self {
        let stripped = html::strip(text);
        let (words, link) = markdown::strip(&stripped.text);
        let decoded = references::decode(&words);
        let unmarked = bullet::strip(&decoded);
        let tagged = tags::split(unmarked.unwrap_or(&decoded));
        let title = tidy(&tagged.title);
        Self {
            title: more::strip(&title, &words).to_owned(),
            url: stripped.url.or(link),
            updated: date(&tagged, Tag::Updated),
            added: date(&tagged, Tag::Added),
            unfinished: tagged.unfinished,
            bulleted: unmarked.is_some() || stripped.items > 0,
            items: stripped.items,
            ended: stripped.ended,
        }
    }

    /// True where it carries a tag, readable or not.
    pub(super) fn is_tagged(&self) -> bool {
        self.updated.is_some() || self.added.is_some() || self.unfinished.is_some()
    }

    /// True where the untagged or tagged line `next`, which has no bullet, goes on with this item.
    pub(super) fn goes_on_with(&self, next: &Self) -> bool {
        if self.ended || (self.title.is_empty() && self.items == 0) {
            return false;
        }
        let completes = next.title.is_empty()
            && next.is_tagged()
            && !(self.updated.is_some() && next.updated.is_some())
            && !(self.added.is_some() && next.added.is_some());
        self.unfinished.is_some() || (self.bulleted && !self.is_tagged()) || completes
    }

    /// The entry this item is, which begins on `line`.
    ///
    /// # Errors
    /// What was found and what was expected, where it is none.
    pub(super) fn entry(&self, line: u64) -> Result<Draft<'_>, String> {
        if self.items > 1 {
            return Err(format!("found {} list items on one line, expected one", self.items));
        }
        if let Some(tag) = self.unfinished {
            return Err(format!("found `[{}:` without its end, expected `]`", tag.label()));
        }
        if self.title.is_empty() {
            return Err("found no title, expected text between the bullet and the tags".to_owned());
        }
        Ok(Draft {
            title: &self.title,
            url: self.url.as_deref(),
            updated: self.updated.clone().transpose()?,
            added: self.added.clone().transpose()?,
            line,
            ..Draft::default()
        })
    }
}

fn date(tagged: &Tagged<'_>, tag: Tag) -> Option<Dated> {
    let value = match tag {
        Tag::Updated => tagged.updated,
        Tag::Added => tagged.added,
    }?;
    Some(dates::parse(value).map_err(|expected| {
        let found = cut(trim(value), QUOTED);
        format!("found `{found}` in `[{}: …]`, expected {expected}", tag.label())
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(text: &str) -> String {
        Item::read(text).entry(1).unwrap_err()
    }

    #[test]
    fn markup_bullet_references_and_tags_come_apart() {
        let tags = "[Last Updated On: May 2nd, 2014] [Originally Added On: May 1st, 2014]";
        let cases = [
            ("- T", "T", None),
            ("T", "T", None),
            ("* [T](http://u) x", "T x", Some("http://u")),
            ("<li><a href='http://u'>T</a> - <b>x</b></li>", "T - x", Some("http://u")),
            ("&bull;&nbsp;T&nbsp;x", "T x", None),
            ("- &lt;b&gt; &amp;amp; [VIDEO]", "<b> &amp; [VIDEO]", None),
            ("1. <a href='u'>[x](v.x)</a>", "x", Some("u")),
        ];
        for (text, title, url) in cases {
            let item = Item::read(&format!("{text}&nbsp;{tags}"));
            let entry = item.entry(1).unwrap();
            assert_eq!((entry.title, entry.url), (title, url), "{text}");
            assert_eq!(entry.updated.unwrap().to_string(), "2014-05-02");
            assert_eq!(entry.added.unwrap().to_string(), "2014-05-01");
        }
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let cases = [
            (
                "- T [Last Updated On: April 31st, 2014]",
                "found `April 31st, 2014` in `[Last Updated On: …]`, expected a day from 1 to 30",
            ),
            (
                "T [Originally Added On: soon]",
                "found `soon` in `[Originally Added On: …]`, expected a date such as `April 27th, 2014` \
                 or `2014-04-27`",
            ),
            ("-", "found no title, expected text between the bullet and the tags"),
            (
                "- [Last Updated On: May 1st, 2014]",
                "found no title, expected text between the bullet and the tags",
            ),
            ("- [](http://u)", "found no title, expected text between the bullet and the tags"),
            (
                "- T [Last Updated On: May",
                "found `[Last Updated On:` without its end, expected `]`",
            ),
            ("<li>A</li><li>B</li>", "found 2 list items on one line, expected one"),
        ];
        for (text, reason) in cases {
            assert_eq!(self::reason(text), reason, "{text}");
        }
    }
}
