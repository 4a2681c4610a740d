//! Link lists: bulleted or tagged lines, one entry each.
//!
//! ```text
//! - NATO 3 get prison terms [Last Updated On: April 26th, 2014] [Originally Added On: April 26th, 2014]
//! ```
//!
//! A line with a bullet or a tag is an entry; one with neither is header or is passed over. Long
//! titles are often wrapped, so an entry may go on directly below: a bulleted one until its tags have
//! come, any one whose last tag is still without its `]`, and a line of nothing but the missing tag.
//! Blank lines, headings, rules, code fences, a next bullet and `</li>` end it. What looks like an entry
//! and cannot be read is a reject with its reason; nothing is dropped in silence.
//!
//! | file | knows |
//! |---|---|
//! | `cut.rs` | where a list may be cut in two |
//! | `item.rs` | the order in which one item is taken apart |
//! | `html.rs`, `markdown.rs` | links and simple markup; what parts a list |
//! | `bullet.rs` | the mark in front |
//! | `tags.rs` | the two tags at the right end |
//! | `more.rs` | the count in front of them in a cleaned list |

pub(super) mod bullet;
mod cut;
mod html;
mod item;
mod markdown;
mod more;
pub(super) mod tags;

use std::borrow::Cow;

use super::intake::{Intake, LONGEST_LINE, is_blank, trim};
pub(super) use cut::whole_entries;
use item::Item;

/// Lines of the longest entry. Where a paragraph follows a list without a blank line, this is what it
/// can cost; and an entry is taken apart anew for each of its lines.
const MOST_LINES: u64 = 8;

/// Reads the lines of a link list; `before` lines stand in front of them.
pub(super) fn read(lines: &[Cow<'_, str>], before: u64, intake: &mut Intake) {
    let mut list = List { intake, open: None };
    for (number, line) in (before + 1..).zip(lines) {
        list.take(number, line);
    }
    list.close();
}

/// True for a line that ends whatever entry is open above it.
fn parts(line: &str, item: &Item) -> bool {
    is_blank(line)
        || line.len() > LONGEST_LINE
        || markdown::is_divider(line)
        || item.bulleted
        || is_heading(line, item)
}

fn is_heading(line: &str, item: &Item) -> bool {
    markdown::is_heading(line) && !item.is_tagged()
}

/// A list on its way: the entry that the next line may still belong to.
struct List<'a> {
    intake: &'a mut Intake,
    open: Option<Open<'a>>,
}

/// An entry that may go on.
struct Open<'a> {
    item: Item,
    /// Its lines, joined by a space.
    text: Cow<'a, str>,
    first: u64,
    lines: u64,
}

impl<'a> List<'a> {
    fn take(&mut self, number: u64, line: &'a str) {
        if is_blank(line) {
            self.close();
            return self.intake.blank();
        }
        if line.len() > LONGEST_LINE {
            self.close();
            return self.intake.overlong(number, line);
        }
        if markdown::is_divider(line) {
            self.close();
            return self.intake.other();
        }
        self.take_text(number, line);
    }

    fn take_text(&mut self, number: u64, line: &'a str) {
        let item = Item::read(line);
        if !is_heading(line, &item) && !item.bulleted && self.extend(&item, line) {
            return;
        }
        self.close();
        if item.bulleted || item.is_tagged() {
            self.open =
                Some(Open { item, text: Cow::Borrowed(trim(line)), first: number, lines: 1 });
        } else {
            self.intake.other();
        }
    }

    /// Adds `line` to the open entry, where it belongs there.
    fn extend(&mut self, item: &Item, line: &str) -> bool {
        let Some(open) = &mut self.open else { return false };
        if open.lines == MOST_LINES || !open.item.goes_on_with(item) {
            return false;
        }
        let text = open.text.to_mut();
        text.push(' ');
        text.push_str(trim(line));
        open.item = Item::read(text);
        open.lines += 1;
        true
    }

    /// Hands the open entry on, as an entry or as a reject.
    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        match open.item.entry(open.first) {
            Ok(entry) => self.intake.entry(&entry, open.lines),
            Err(reason) => self.intake.reject(open.first, open.lines, reason, &open.text),
        }
    }
}

#[cfg(test)]
mod tests;
