//! Rule: the name of the outlet or its section at an edge (` - Reuters`, `| World news | The Guardian`).
//!
//! A segment is a site's name when it is on the shipped list, looks like a host or a station's call
//! sign, equals the entry's own source, or was learned: the survey saw it behind five different titles.
//! A long segment (32 characters or more) or one with a digit is never taken, and never the better part
//! of a title: `NATO - State` keeps its second word.

use std::collections::HashSet;

use super::draft::with_folded;
use super::segments::{first_segment, last_segment};
use super::{Context, Draft, Rule};
use crate::hash::{ByHash, hash};

/// The rule.
pub const RULE: Rule = Rule {
    name: "site",
    about: "the outlet's or section's name at an edge: shipped, learned, or the entry's own source",
    apply,
};

const SEED: u64 = 0x0051_7E5E_6D00;
/// Segments of so many characters or more are sentences, not names.
const LONGEST_NAME: usize = 32;
/// A learned name needs so many words before it: a shorter title needs all it has.
const WORDS_BEFORE_LEARNED: usize = 3;

/// Names of sites the survey learned, as hashes of their comparison form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteNames(HashSet<u64, ByHash>);

impl SiteNames {
    /// The names with these keys (see [`segment_key`]).
    pub fn new(keys: impl IntoIterator<Item = u64>) -> Self {
        Self(keys.into_iter().collect())
    }

    fn knows(&self, segment: &str) -> bool {
        self.0.contains(&segment_key(segment))
    }
}

/// The key under which the survey counts a segment: the portable hash of its comparison form.
pub fn segment_key(segment: &str) -> u64 {
    with_folded(segment, |segment| hash(SEED, segment.as_bytes()))
}

/// The segment that the survey should count for a title, where there is one: behind a dash or bar,
/// short, without a digit. Gives the text before it, too.
pub fn countable_segment(text: &str) -> Option<(&str, &str)> {
    let (cut, segment) = last_segment(text)?;
    may_be_name(segment).then(|| (&text[..cut], segment))
}

fn apply(draft: &mut Draft, context: &Context) {
    while let Some(keep) = found(&draft.text, context) {
        draft.keep(RULE.name, keep);
    }
}

/// False where the rule leaves a text as it is, whatever the context.
pub(super) fn may_find(text: &str) -> bool {
    last_segment(text).is_some_and(|(_, segment)| may_be_name(segment))
        || first_segment(text).is_some_and(|(segment, _)| may_be_name(segment))
}

/// What the rule keeps of a text; none where it leaves it as it is.
pub(super) fn found(text: &str, context: &Context) -> Option<std::ops::Range<usize>> {
    if let Some((cut, segment)) = last_segment(text).filter(|(_, segment)| may_be_name(segment)) {
        let sure = || is_listed(segment) || is_host(segment) || context.is_source(segment);
        let likely =
            || is_section(segment) || is_call_sign(segment) || context.sites.knows(segment);
        let behind = |words: usize| text[..cut].split_whitespace().nth(words - 1).is_some();
        if (behind(1) && sure()) || (behind(WORDS_BEFORE_LEARNED) && likely()) {
            return Some(0..cut);
        }
    }
    let (head, rest) = first_segment(text)?;
    let sure = may_be_name(head) && (is_listed(head) || context.is_source(head));
    let enough = text[rest..].split_whitespace().count() >= WORDS_BEFORE_LEARNED;
    (sure && enough).then_some(rest..text.len())
}

fn may_be_name(segment: &str) -> bool {
    // More bytes than so many characters can have, and no need to count them.
    segment.len() < 4 * LONGEST_NAME
        && segment.chars().count() < LONGEST_NAME
        && !segment.chars().any(|c| c.is_ascii_digit() || matches!(c, '"' | '?' | '!'))
        && segment.chars().any(char::is_alphabetic)
}

/// `FOXNews.com`, `bbc.co.uk`: one word with a dot inside and a short alphabetic ending.
fn is_host(segment: &str) -> bool {
    let ending = segment.rsplit_once('.').map_or("", |(_, ending)| ending);
    !segment.contains(' ')
        && (2..=4).contains(&ending.len())
        && ending.chars().all(|c| c.is_ascii_alphabetic())
        && segment.chars().all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '-')
        && segment.len() > ending.len() + 2
}

/// A station's call sign: one word of three to five capitals.
fn is_call_sign(segment: &str) -> bool {
    (3..=5).contains(&segment.len()) && segment.chars().all(|c| c.is_ascii_uppercase())
}

fn is_section(segment: &str) -> bool {
    with_folded(segment, |segment| SECTIONS.contains(&segment))
}

fn is_listed(segment: &str) -> bool {
    with_folded(segment, |segment| {
        let bare = segment.strip_prefix("the ").unwrap_or(segment);
        LISTED.binary_search(&bare).is_ok()
    })
}

/// Sections that stand between a title and the outlet's name.
const SECTIONS: [&str; 20] = [
    "world news",
    "us news",
    "uk news",
    "world",
    "politics",
    "business",
    "technology",
    "tech",
    "sports",
    "sport",
    "science",
    "entertainment",
    "news",
    "breaking news",
    "media",
    "environment",
    "football",
    "culture",
    "top stories",
    "latest news",
];

/// Outlets that name themselves in titles, in comparison form without `the`, sorted.
const LISTED: [&str; 92] = [
    "abc news",
    "afp",
    "al jazeera",
    "al jazeera english",
    "ap",
    "ap news",
    "ars technica",
    "associated press",
    "atlantic",
    "axios",
    "bbc",
    "bbc news",
    "bbc sport",
    "bloomberg",
    "bloomberg.com",
    "boston globe",
    "business insider",
    "business standard",
    "buzzfeed",
    "cbc",
    "cbc news",
    "cbs news",
    "channel newsasia",
    "chicago tribune",
    "cnbc",
    "cnet",
    "cnn",
    "cnn politics",
    "conversation",
    "daily beast",
    "daily mail",
    "daily mail online",
    "daily telegraph",
    "der spiegel",
    "deutsche welle",
    "dw",
    "economist",
    "el mundo",
    "el país",
    "engadget",
    "espn",
    "euronews",
    "financial times",
    "forbes",
    "fortune",
    "fox news",
    "france 24",
    "gizmodo",
    "globe and mail",
    "guardian",
    "haaretz",
    "hill",
    "hindu",
    "hindustan times",
    "hollywood reporter",
    "huffington post",
    "huffpost",
    "independent",
    "interfax",
    "irish times",
    "itv news",
    "jerusalem post",
    "le figaro",
    "le monde",
    "los angeles times",
    "mashable",
    "msnbc",
    "national post",
    "nbc news",
    "new york post",
    "new york times",
    "new yorker",
    "news.com.au",
    "newsweek",
    "npr",
    "pbs",
    "pbs newshour",
    "politico",
    "reuters",
    "rt",
    "sky news",
    "spiegel online",
    "tass",
    "techcrunch",
    "telegraph",
    "time",
    "times of india",
    "usa today",
    "variety",
    "verge",
    "wall street journal",
    "washington post",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alone_and_among_all_rules() {
        crate::normalize::shown::check(
            RULE,
            &[
                ("Jets scrambled - Reuters", "Jets scrambled", "jets scrambled"),
                (
                    "Reuters | Dormant volcano found",
                    "Dormant volcano found",
                    "dormant volcano found",
                ),
                ("NATO - State", "NATO - State", "nato - state"),
                (
                    "Ukraine ready | World news | The Guardian",
                    "Ukraine ready | World news",
                    "ukraine ready | world news",
                ),
                (
                    "Russia ready for world war | World news | The Guardian",
                    "Russia ready for world war",
                    "russia ready for world war",
                ),
            ],
        );
    }

    #[test]
    fn the_list_is_sorted_for_its_search() {
        assert!(LISTED.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn hosts_and_call_signs() {
        assert!(is_host("FOXNews.com") && is_host("bbc.co.uk"));
        assert!(!is_host("Mt. Gox") && !is_host("U.S.") && !is_host("etc."));
        assert!(is_call_sign("KLCC") && is_call_sign("OPB"));
        assert!(!is_call_sign("US") && !is_call_sign("State"));
    }
}
