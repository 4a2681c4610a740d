//! Rule: one form for initials (`A.I.` → `AI`, `U.S.` → `USA`).
//!
//! Dotted initials lose their dots. `US` in capitals, in a title that is not all capitals, becomes
//! `USA`: otherwise it would fall together with the pronoun once case is folded, and be dropped.

use memchr::memchr_iter;

use super::{Context, Draft, Rule};

/// The rule.
pub const RULE: Rule =
    Rule { name: "acronym", about: "initials without dots; `US` told from `us`", apply };

fn apply(draft: &mut Draft, _: &Context) {
    let Some(shouting) = found(&draft.text) else { return };
    let mut text = String::with_capacity(draft.text.len() + 1);
    for word in draft.text.split(' ') {
        // Initials have a dot, and what else is rewritten is `US`.
        if word.contains(['.', 'S']) {
            text.push_str(&rewritten(word, shouting));
        } else {
            text.push_str(word);
        }
        text.push(' ');
    }
    text.pop();
    draft.text = text;
}

/// True where the rule leaves a text as it is. It may hold for other texts, too.
pub(super) fn finds_nothing(text: &str) -> bool {
    found(text).is_none()
}

/// Whether a text is all in capitals, where it may hold initials or `US`. Most hold neither, which is told
/// without looking at words.
fn found(text: &str) -> Option<bool> {
    let bytes = text.as_bytes();
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    let dotted = memchr_iter(b'.', bytes).any(|at| at > 0 && letter(at - 1) && letter(at + 1));
    let us = || memchr_iter(b'U', bytes).any(|at| bytes.get(at + 1) == Some(&b'S'));
    if !dotted && !us() {
        return None;
    }
    let shouting = !text.chars().any(char::is_lowercase);
    (dotted || !shouting).then_some(shouting)
}

fn rewritten(word: &str, shouting: bool) -> String {
    let core_start = word.find(char::is_alphanumeric).unwrap_or(0);
    let (lead, rest) = word.split_at(core_start);
    let (dots, was_dotted) = initials_length(rest);
    let (core, tail) = if was_dotted {
        rest.split_at(dots)
    } else {
        rest.split_at(rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len()))
    };
    let bare: String = core.chars().filter(|c| *c != '.').collect();
    let bare = if us(&bare) && (was_dotted || (!shouting && bare == "US")) {
        if bare == "us" { "usa".to_owned() } else { "USA".to_owned() }
    } else {
        bare
    };
    format!("{lead}{bare}{tail}")
}

fn us(word: &str) -> bool {
    word.eq_ignore_ascii_case("us")
}

/// How many bytes of `word` are letters each followed by a dot (two letters at least).
fn initials_length(word: &str) -> (usize, bool) {
    let mut end = 0;
    let mut letters = 0;
    let mut rest = word.chars();
    while let Some(letter) = rest.next().filter(char::is_ascii_alphabetic) {
        if rest.next() == Some('.') {
            letters += 1;
            end += letter.len_utf8() + 1;
        } else {
            // `U.S` without the last dot is as common as with it.
            let ends = rest.as_str().is_empty() && word[end..].len() == letter.len_utf8();
            if letters >= 1 && ends {
                letters += 1;
                end += letter.len_utf8();
            }
            break;
        }
    }
    (end, letters >= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alone_and_among_all_rules() {
        crate::normalize::shown::check(
            RULE,
            &[("A.I. in the U.S.", "AI in the USA", "ai in the usa")],
        );
    }

    fn after(text: &str) -> String {
        let mut draft = Draft::new(text);
        apply(&mut draft, &Context::default());
        draft.text
    }

    #[test]
    fn initials() {
        assert_eq!(after("A.I. regulations in the U.S."), "AI regulations in the USA");
        assert_eq!(after("US troops tell us"), "USA troops tell us");
        assert_eq!(after("(U.S.-led) J.J. McCarthy"), "(USA-led) JJ McCarthy");
        assert_eq!(after("US's plan at Mt. Gox"), "USA's plan at Mt. Gox");
        assert_eq!(after("ALL CAPS US PLAN"), "ALL CAPS US PLAN");
        assert_eq!(after("The F.D.A. said no."), "The FDA said no.");
    }
}
