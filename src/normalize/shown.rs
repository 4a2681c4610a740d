//! How every rule is tested: a title, what the rule alone makes of it, and what all rules do.
//!
//! The third column keeps a new rule from changing what the others give without anybody noticing.

use super::{Context, Draft, Rule, normalize};

/// Checks rows of `title, after the rule, after all rules`, and that the last is a fixpoint.
pub(super) fn check(rule: Rule, rows: &[(&str, &str, &str)]) {
    let context = Context::default();
    for (title, alone, among_all) in rows {
        let mut draft = Draft::new(title);
        (rule.apply)(&mut draft, &context);
        assert_eq!(draft.text, *alone, "{title:?} after `{}`", rule.name);
        let text = normalize(title, &context).text;
        assert_eq!(text, *among_all, "{title:?} after all rules");
        assert_eq!(normalize(&text, &context).text, text, "{text:?} again");
    }
}
