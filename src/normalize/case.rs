//! Rule: case folded. The last rule, since others need to see capitals.

use super::{Context, Draft, Rule};

/// The rule.
pub const RULE: Rule = Rule { name: "case", about: "lower case", apply };

fn apply(draft: &mut Draft, _: &Context) {
    let folded = draft.text.to_lowercase();
    let cased = std::mem::replace(&mut draft.text, folded);
    if draft.cased.is_empty() {
        draft.cased = cased;
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
