//! Rule: case folded. The last rule, since others need to see capitals.

use super::{Context, Draft, Rule};

/// The rule.
pub const RULE: Rule = Rule { name: "case", about: "lower case", apply };

fn apply(draft: &mut Draft, _: &Context) {
    draft.text = draft.text.to_lowercase();
}
