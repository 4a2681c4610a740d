//! Rule: what agencies and desks put in front of a title (`UPDATE 2-`, `BREAKING:`).
//!
//! Such a prefix speaks of the edition, not of the story. It is taken before a colon in any case, and
//! before a dash only with an edition number or in capitals: `Update - how we work` may be a title.

use super::draft::folded;
use super::{Context, Draft, Rule};

/// The rule.
pub const RULE: Rule =
    Rule { name: "agency", about: "edition prefixes such as `UPDATE 2-` or `BREAKING:`", apply };

const EDITIONS: [&str; 24] = [
    "update",
    "updated",
    "wrapup",
    "refile",
    "corrected",
    "correction",
    "rpt",
    "advisory",
    "exclusive",
    "breaking",
    "breaking news",
    "just in",
    "alert",
    "flash",
    "factbox",
    "timeline",
    "developing",
    "urgent",
    "news alert",
    "recap",
    "eilmeldung",
    "urgente",
    "ultima hora",
    "ultimora",
];
/// No edition prefix is longer than this, in bytes.
const LONGEST: usize = 24;

fn apply(draft: &mut Draft, _: &Context) {
    let Some((start, revised)) = prefix(&draft.text) else { return };
    let end = draft.text.len();
    draft.keep(RULE.name, start..end);
    draft.revised |= revised;
}

/// Where the title begins behind an edition prefix, and whether that prefix marks a revision.
pub(super) fn prefix(text: &str) -> Option<(usize, bool)> {
    let mut ahead = text.bytes().take(LONGEST + 1);
    let at = ahead.position(|byte| matches!(byte, b':' | b'-' | b'|'))?;
    let words = text[..at].trim_end().trim_start_matches(['*', '[', '(']);
    let bare = words.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    if !is_edition(bare) || text[at + 1..].trim().is_empty() {
        return None;
    }
    let numbered = bare.len() < words.len();
    let capitals = !bare.chars().any(char::is_lowercase);
    let sure = !text[at..].starts_with('-') || numbered || capitals;
    sure.then(|| (at + 1, revises(bare)))
}

fn is_edition(text: &str) -> bool {
    if text.is_ascii() {
        return EDITIONS.iter().any(|edition| edition.eq_ignore_ascii_case(text.trim()));
    }
    EDITIONS.contains(&folded(text).as_str())
}

fn revises(edition: &str) -> bool {
    matches!(folded(edition).as_str(), "update" | "updated" | "corrected" | "correction" | "refile")
}

/// True for a title that begins with an edition prefix.
pub fn has_edition_prefix(text: &str) -> bool {
    prefix(text.trim_start()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alone_and_among_all_rules() {
        crate::normalize::shown::check(
            RULE,
            &[
                ("UPDATE 2-Nato says", "Nato says", "nato says"),
                ("BREAKING: UK helicopter", "UK helicopter", "uk helicopter"),
                ("Update - how we work", "Update - how we work", "update - how we work"),
                ("Breaking bad news", "Breaking bad news", "breaking bad news"),
            ],
        );
    }
}
