//! Rule: case folded. The last rule, since others need to see capitals.

use super::{Context, Draft, Rule};

/// The rule.
pub const RULE: Rule = Rule { name: "case", about: "lower case", apply };

pub(super) fn apply(draft: &mut Draft, _: &Context) {
    if draft.cased.is_empty() {
        draft.cased.push_str(&draft.text);
    }
    if draft.text.is_ascii() {
        draft.text.make_ascii_lowercase();
    } else {
        draft.text = draft.text.to_lowercase();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alone_and_among_all_rules() {
        crate::normalize::shown::check(RULE, &[("NATO Troops", "nato troops", "nato troops")]);
    }
}
