//! Rule: a bracket at the end that says the text was revised (`(UPDATED)`, `[Corrected]`).

use memchr::memrchr;

use super::draft::with_folded;
use super::{Context, Draft, Rule};

/// The rule.
pub const RULE: Rule =
    Rule { name: "revision", about: "a closing `(UPDATED)` or `[Corrected]`", apply };

const REVISIONS: [&str; 7] =
    ["update", "updated", "updates", "corrected", "correction", "updating", "update x2"];

fn apply(draft: &mut Draft, _: &Context) {
    let Some(start) = found(&draft.text) else { return };
    draft.keep(RULE.name, 0..start);
    draft.revised = true;
}

/// Where the bracket opens that says so.
pub(super) fn found(text: &str) -> Option<usize> {
    let (start, inside) = closing_bracket(text)?;
    (start > 0 && with_folded(inside, |inside| REVISIONS.contains(&inside))).then_some(start)
}

/// A bracketed part at the very end: where it opens and what is in it.
pub(super) fn closing_bracket(text: &str) -> Option<(usize, &str)> {
    let open = match text.as_bytes().last()? {
        b')' => b'(',
        b']' => b'[',
        _ => return None,
    };
    let start = memrchr(open, text.as_bytes())?;
    Some((start, &text[start + 1..text.len() - 1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alone_and_among_all_rules() {
        crate::normalize::shown::check(
            RULE,
            &[
                ("Nato says (UPDATED)", "Nato says", "nato says"),
                ("Nato says (video)", "Nato says (video)", "nato says"),
            ],
        );
    }
}
