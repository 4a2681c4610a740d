//! What the rules would find in a title, told at one glance.
//!
//! Nearly every title is plain ASCII in which no rule but the folding of case finds anything. Which marks it holds
//! is gathered from all its bytes at once, and only the rules that look for those marks are asked whether they find
//! something: nothing is copied or changed. For all other titles the rules look for themselves.

use super::{acronym, agency, kind, revision, site, truncation};

/// What the rules would do to a title, the folding of case left aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Glance {
    /// Nothing.
    Untouched,
    /// Nothing but, perhaps, to take a site's name.
    SiteAtMost,
    /// That is not known.
    Unknown,
}

/// True for a title in which every rule but the last finds nothing.
pub(super) fn is_untouched(title: &str) -> bool {
    glance(title) == Glance::Untouched
}

/// What the rules would do to a title.
pub(super) fn glance(title: &str) -> Glance {
    let bytes = title.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return Glance::Unknown };
    let marks = marks(bytes, *first);
    let bracket = matches!(last, b')' | b']');
    if marks & ODD != 0 || *first == b' ' || *last == b' ' {
        return Glance::Unknown;
    }
    if (marks != 0 || bracket) && is_touched(title, marks, bracket) {
        return Glance::Unknown;
    }
    let site = marks & SEGMENTS != 0 && site::may_find(title);
    if site { Glance::SiteAtMost } else { Glance::Untouched }
}

/// True where a rule other than those for characters and sites finds something.
fn is_touched(title: &str, marks: u8, bracket: bool) -> bool {
    let holds = |mark: u8| marks & mark != 0;
    (holds(DOT) && truncation::found(title).is_some())
        || (holds(DOT | US) && !acronym::finds_nothing(title))
        || (bracket && revision::found(title).is_some())
        || ((bracket || holds(SEGMENTS)) && kind::found(title).is_some())
        || (holds(DASH | PART) && agency::prefix(title).is_some())
}

/// Beyond plain ASCII, or something that the rules for characters change.
const ODD: u8 = 1;
const DOT: u8 = 1 << 1;
const DASH: u8 = 1 << 2;
/// A bar or a colon.
const PART: u8 = 1 << 3;
/// `US`, which may become `USA`.
const US: u8 = 1 << 4;
/// A dash behind a space, or two slashes.
const GAP: u8 = 1 << 5;
/// Without one of these a title has no segments.
const SEGMENTS: u8 = PART | GAP;

/// Pairs of bytes that are looked at together.
const LANES: usize = 16;

/// The marks that a text holds.
fn marks(bytes: &[u8], first: u8) -> u8 {
    let (ahead, behind) = (&bytes[..bytes.len() - 1], &bytes[1..]);
    let mut found = [0; LANES];
    let mut look = |ahead: &[u8], behind: &[u8]| {
        for ((found, a), b) in found.iter_mut().zip(ahead).zip(behind) {
            *found |= of_pair(*a, *b);
        }
    };
    for (ahead, behind) in ahead.as_chunks::<LANES>().0.iter().zip(behind.as_chunks::<LANES>().0) {
        look(ahead, behind);
    }
    // Those at the end once more, rather than what is left one by one.
    match (ahead.last_chunk::<LANES>(), behind.last_chunk::<LANES>()) {
        (Some(ahead), Some(behind)) => look(ahead, behind),
        _ => look(ahead, behind),
    }
    found.iter().fold(of_pair(0, first), |all, found| all | found)
}

/// The marks of a byte, and of it with the one before.
#[inline]
fn of_pair(before: u8, byte: u8) -> u8 {
    let mark = |holds: bool, mark: u8| if holds { mark } else { 0 };
    let pair = (before, byte);
    mark(!matches!(byte, b' '..=b'~') || byte == b'`' || pair == (b' ', b' '), ODD)
        | mark(byte == b'.', DOT)
        | mark(byte == b'-', DASH)
        | mark(matches!(byte, b'|' | b':'), PART)
        | mark(pair == (b'U', b'S'), US)
        | mark(matches!(pair, (b' ', b'-') | (b'/', b'/')), GAP)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::{Context, Draft, SiteNames, rules, segment_key};

    /// Every title made of three of these, each behind a space or not, is looked at by the rules.
    const PARTS: [&str; 26] = [
        "nato",
        "US",
        "U",
        "S",
        "A.I",
        ".",
        "...",
        "UPDATE 2",
        "Video",
        "(video)",
        "[photos]",
        "(updated)",
        "Reuters",
        "-",
        " - ",
        "|",
        ":",
        "//",
        "`",
        "'",
        "5",
        "é",
        "\u{7f}",
        "?",
        ")",
        "",
    ];

    #[test]
    fn no_rule_touches_them() {
        let sites = SiteNames::new([segment_key("nato")]);
        let context = Context { sites: &sites, source: Some("nato") };
        let mut untouched = 0;
        for place in 0..PARTS.len().pow(3) * 4 {
            let part = |at: u32| PARTS[place / 4 / PARTS.len().pow(at) % PARTS.len()];
            let space = |at: u32| if place >> at & 1 == 1 { " " } else { "" };
            let title = [part(0), space(0), part(1), space(1), part(2)].concat();
            let glance = glance(&title);
            if glance != Glance::Unknown {
                untouched += 1;
                let touches =
                    |name| name == "case" || (name == "site" && glance == Glance::SiteAtMost);
                for rule in rules().filter(|rule| !touches(rule.name)) {
                    let mut draft = Draft::new(&title);
                    (rule.apply)(&mut draft, &context);
                    assert_eq!(draft, Draft::new(&title), "{title:?}, {}", rule.name);
                }
            }
        }
        assert!(untouched > 1_000);
    }
}
