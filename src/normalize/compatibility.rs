//! Rule: one code point sequence for one look (Unicode NFKC), nothing invisible.
//!
//! Control and format characters (zero-width spaces, soft hyphens, direction marks) are dropped, then
//! the text takes compatibility composition form (UAX #15). That form would make `4½` a `41⁄2`, so common
//! fractions become decimals first. A title of plain ASCII passes untouched.

use unicode_normalization::UnicodeNormalization;

use super::{Context, Draft, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "compatibility",
    about: "one form for one look (Unicode NFKC); invisible characters dropped",
    apply,
};

fn apply(draft: &mut Draft, _: &Context) {
    if draft.text.is_ascii() && !draft.text.bytes().any(|b| b.is_ascii_control()) {
        return;
    }
    if let Some(decimals) = without_fractions(&draft.text) {
        draft.text = decimals;
    }
    draft.text = draft.text.chars().filter_map(visible).nfkc().filter_map(visible).collect();
}

/// `4½` → `4.5`, `½` → `0.5`; none where there is nothing to do.
fn without_fractions(text: &str) -> Option<String> {
    let decimal = |c: char| match c {
        '½' => Some(".5"),
        '¼' => Some(".25"),
        '¾' => Some(".75"),
        '⅓' => Some(".333"),
        '⅔' => Some(".667"),
        _ => None,
    };
    text.contains(|c| decimal(c).is_some()).then(|| {
        let mut decimals = String::with_capacity(text.len() + 2);
        for c in text.chars() {
            match decimal(c) {
                Some(part) => {
                    let whole = decimals.ends_with(|before: char| before.is_ascii_digit());
                    decimals.push_str(if whole { "" } else { "0" });
                    decimals.push_str(part);
                }
                None => decimals.push(c),
            }
        }
        decimals
    })
}

/// None for invisible characters; white space of any sort becomes a plain space.
fn visible(c: char) -> Option<char> {
    match c {
        c if c.is_whitespace() => Some(' '),
        c if c.is_control() => None,
        '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFD}'
        | '\u{E0000}'..='\u{E0FFF}' => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alone_and_among_all_rules() {
        crate::normalize::shown::check(
            RULE,
            &[
                ("ﬁrst ½\u{200B} Ｎａｔｏ", "first 0.5 Nato", "first 0.5 nato"),
                ("jailed for 4½ years", "jailed for 4.5 years", "jailed for 4.5 years"),
                ("plain title", "plain title", "plain title"),
            ],
        );
    }
}
