//! Where a list may be cut in two, so that its parts are read by themselves.
//!
//! A cut stands in front of a line that begins anew whatever stands above it: one that ends every open entry,
//! or one with which none of the entries goes on that could be open there. Which is open is not known without
//! reading the list from its beginning, but it is made of the last few lines at most, so all are tried.

use std::borrow::Cow;

use super::item::Item;
use super::{MOST_LINES, parts};
use crate::read::decode::decode_line;
use crate::read::intake::{LONGEST_LINE, trim};

/// Lines at the end among which a cut is looked for.
const LOOKED_AT: usize = 64;

/// How many of these bytes hold whole entries, whatever lines follow; nothing is open above them.
pub(in crate::read) fn whole_entries(bytes: &[u8]) -> usize {
    let lines = last_lines(bytes);
    let starts_above = lines.first().is_some_and(|(start, _)| *start > 0);
    let first = if starts_above { MOST_LINES as usize } else { 1 };
    let mut cuts = (first..lines.len()).rev();
    cuts.find(|&at| begins(&lines[at].1, &lines[..at])).map_or(0, |at| lines[at].0)
}

/// The last lines, with the places where they begin.
fn last_lines(bytes: &[u8]) -> Vec<(usize, Cow<'_, str>)> {
    let mut lines = Vec::new();
    let mut end = bytes.len();
    while end > 0 && lines.len() < LOOKED_AT {
        let start = memchr::memrchr(b'\n', &bytes[..end - 1]).map_or(0, |end| end + 1);
        lines.push((start, decode_line(&bytes[start..end - 1])));
        end = start;
    }
    lines.reverse();
    lines
}

/// True where no entry made of the last lines of `above` goes on with `line`.
fn begins(line: &str, above: &[(usize, Cow<'_, str>)]) -> bool {
    if line.len() > LONGEST_LINE {
        return true;
    }
    let item = Item::read(line);
    if parts(line, &item) {
        return true;
    }
    let mut text = String::new();
    for (_, line) in above.iter().rev().take(MOST_LINES as usize - 1) {
        if line.len() > LONGEST_LINE {
            return true;
        }
        let first = Item::read(line);
        let parted = parts(line, &first);
        let open = if text.is_empty() { first } else { Item::read(&joined(line, &text)) };
        if open.goes_on_with(&item) {
            return false;
        }
        if parted {
            return true;
        }
        text = joined(line, &text);
    }
    true
}

/// A line and the text of those below it.
fn joined(line: &str, below: &str) -> String {
    if below.is_empty() { trim(line).to_owned() } else { [trim(line), below].join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn behind(text: &str) -> &str {
        &text[whole_entries(text.as_bytes())..]
    }

    #[test]
    fn a_list_is_cut_in_front_of_a_line_that_begins_anew() {
        assert_eq!(behind("- A\n- B\nmore\n"), "- B\nmore\n");
        assert_eq!(behind("- A\n\n"), "\n");
        assert_eq!(behind("A [Last Updated On: May 1st, 2014]\nB\n"), "B\n");
        assert_eq!(behind("A\n# B\n"), "# B\n");
    }

    #[test]
    fn a_list_is_not_cut_where_an_entry_may_go_on() {
        for text in ["- A\nmore\n", "A [Last Updated On: May\n1st, 2014]\n", "- A\n", ""] {
            assert_eq!(behind(text), text);
        }
        let tags = "A [Last Updated On: May 1st, 2014]\n[Originally Added On: May 1st, 2014]\n";
        assert_eq!(behind(tags), tags);
    }
}
