//! Text from strangers, made fit for one line of a page or a terminal.
//!
//! Line breaks and runs of white space become one space. Other control characters become `�`: sent
//! to a terminal as they are, they could recolor, move or rewrite what it shows.

use std::borrow::Cow;

/// The text on one line, without control characters; borrowed where nothing had to change.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    if is_one_line(text) {
        return Cow::Borrowed(text);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    Cow::Owned(words.join(" ").replace(char::is_control, "\u{fffd}"))
}

fn is_one_line(text: &str) -> bool {
    let plain = |c: char| c == ' ' || !c.is_whitespace() && !c.is_control();
    text.chars().all(plain) && !text.contains("  ") && text.trim() == text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_folds_and_control_characters_are_shown() {
        assert_eq!(one_line("Two\r\n  lines\u{a0}here "), "Two lines here");
        assert_eq!(one_line("red \u{1b}[31malert\u{7}"), "red \u{fffd}[31malert\u{fffd}");
        assert!(matches!(one_line("as it is"), Cow::Borrowed("as it is")));
    }
}
