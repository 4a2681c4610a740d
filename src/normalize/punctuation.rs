//! Rule: one quote, one dash, single spaces.
//!
//! Typographic quotes, primes and dashes differ between outlets and say nothing about the story. An
//! em dash set without spaces parts two words as one with spaces does, so it becomes ` - `.

use super::{Context, Draft, Rule};

/// The rule.
pub const RULE: Rule =
    Rule { name: "punctuation", about: "one quote, one dash, single spaces", apply };

fn apply(draft: &mut Draft, _: &Context) {
    if is_plain(&draft.text) {
        return;
    }
    let mut text = String::with_capacity(draft.text.len());
    for c in draft.text.chars() {
        match c {
            '\u{2018}'..='\u{201B}' | '\u{2032}' | '\u{2035}' | '`' | '\u{B4}' | '\u{2BC}' => {
                text.push('\'');
            }
            '\u{201C}'..='\u{201F}' | '\u{2033}' | '\u{2036}' | '«' | '»' => text.push('"'),
            '\u{2014}' | '\u{2015}' | '\u{2E3A}' | '\u{2E3B}' => text.push_str(" - "),
            '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{FE58}' => text.push('-'),
            '\u{2026}' => text.push_str("..."),
            c => text.push(c),
        }
    }
    draft.text = single_spaced(&text);
}

/// True for ASCII in which there is nothing to do, as in nearly every title.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let odd = |byte: u8| !(b' '..=b'~').contains(&byte) || byte == b'`';
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    // No early end: this way the compiler looks at many bytes at once.
    !bytes.iter().fold(false, |found, byte| found | odd(*byte))
        && !pairs.fold(false, |found, (a, b)| found | matches!((a, b), (b' ', b' ')))
        && bytes.first() != Some(&b' ')
        && bytes.last() != Some(&b' ')
}

fn single_spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alone_and_among_all_rules() {
        crate::normalize::shown::check(
            RULE,
            &[
                ("Troops\u{2014}“gone”", "Troops - \"gone\"", "troops - \"gone\""),
                ("It’s  a\u{2013}b", "It's a-b", "it's a-b"),
            ],
        );
    }
}
