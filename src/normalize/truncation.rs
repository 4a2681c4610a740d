//! Rule: a title that ends in dots was cut off; the dots go, the mark stays.
//!
//! The word before the dots may be half a word. It is kept: the judge knows from the mark that nothing
//! may be concluded from what is missing.

use super::{Context, Draft, Rule};

/// The rule.
pub const RULE: Rule =
    Rule { name: "truncation", about: "dots at the end mark a title cut off", apply };

fn apply(draft: &mut Draft, _: &Context) {
    let Some(end) = found(&draft.text) else { return };
    draft.keep(RULE.name, 0..end);
    draft.truncated = true;
}

/// Where the text before the dots ends.
pub(super) fn found(text: &str) -> Option<usize> {
    let kept = text.trim_end();
    let bare = kept.trim_end_matches(['.', '\u{2026}', ' ']);
    let dots = &kept[bare.len()..];
    let cut_off = dots.len() >= 2 && (dots.contains("..") || dots.contains('\u{2026}'));
    (cut_off && !bare.is_empty()).then_some(bare.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alone_and_among_all_rules() {
        crate::normalize::shown::check(
            RULE,
            &[
                (
                    "Scientists create the first...",
                    "Scientists create the first",
                    "scientists create the first",
                ),
                ("Who knew?", "Who knew?", "who knew?"),
                ("...", "...", "..."),
            ],
        );
    }
}
