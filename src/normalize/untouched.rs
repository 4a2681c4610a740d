//! Which titles no rule but the folding of case has anything to do with, told at one glance.
//!
//! Nearly every title is plain ASCII without a mark that a rule looks for. A title is untouched only
//! where that is certain; for all others the rules look for themselves.

/// True for a title in which every rule but the last finds nothing.
pub(super) fn is_untouched(title: &str) -> bool {
    let bytes = title.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return false };
    let edges = *first == b' ' || matches!(last, b' ' | b')' | b']');
    let pairs = bytes.iter().zip(&bytes[1..]);
    // No early end: this way the compiler looks at many bytes at once.
    !edges
        && !bytes.iter().fold(false, |odd, byte| odd | is_odd(*byte))
        && !pairs.fold(false, |odd, (a, b)| odd | is_odd_pair(*a, *b))
}

/// Beyond plain ASCII, or a mark that quotes, parts, ends initials or opens an edge.
fn is_odd(byte: u8) -> bool {
    !matches!(byte, b' '..=b'~') || matches!(byte, b'-'..=b'/' | b':' | b'|' | b'`')
}

/// Two spaces, or `US`, which may become `USA`.
fn is_odd_pair(a: u8, b: u8) -> bool {
    matches!((a, b), (b' ', b' ') | (b'U', b'S'))
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
            if is_untouched(&title) {
                untouched += 1;
                for rule in rules().filter(|rule| rule.name != "case") {
                    let mut draft = Draft::new(&title);
                    (rule.apply)(&mut draft, &context);
                    assert_eq!(draft, Draft::new(&title), "{title:?}, {}", rule.name);
                }
            }
        }
        assert!(untouched > 1_000);
    }
}
