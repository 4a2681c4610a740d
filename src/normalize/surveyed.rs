//! What the survey reads of a title, and whether the title can be built from that.
//!
//! The survey runs the rules that need no statistics: all but the one that knows sites, and the edge rules
//! once. For nearly every title the other rules, and a second round, would change nothing. Where that is
//! certain, what the survey cut is what normalization would cut ([`Serves`]).

use super::draft::trim_edges;
use super::{
    CHARACTER_RULES, Context, Draft, FOLDING_RULES, Glance, Rule, Serves, acronym, agency, glance,
    is_settled, kind, one_round, revision, run, site, truncation,
};

/// The edge rules, without the one that asks for names of sites.
const SITELESS_RULES: [Rule; 4] = [truncation::RULE, revision::RULE, kind::RULE, agency::RULE];

/// A title after the rules that need no statistics, sites and case still in place: what the survey reads.
/// Where these find nothing at a glance the draft is left empty.
pub(crate) fn surveyed(draft: &mut Draft, title: &str) -> Glance {
    let glance = glance(title);
    let unknown = glance == Glance::Unknown;
    draft.restart(if unknown { title } else { "" });
    if unknown {
        run(&CHARACTER_RULES, draft, &Context::default());
        run(&SITELESS_RULES, draft, &Context::default());
    }
    glance
}

/// Applies the folding rules alone.
pub(crate) fn fold(draft: &mut Draft) {
    run(&FOLDING_RULES, draft, &Context::default());
}

/// True where folding makes small letters of a draft's text in ASCII and does nothing else. Where that is not
/// plain at once the draft is folded to see it.
pub(crate) fn folds_to_lower(draft: &mut Draft) -> bool {
    if draft.text.is_ascii() && acronym::finds_nothing(&draft.text) {
        return true;
    }
    let before = draft.text.clone();
    fold(draft);
    before.is_ascii() && draft.cased == before
}

impl Glance {
    /// Whether a title can be built from what the survey cuts of it, where a glance tells it.
    pub(crate) fn serves(self) -> Option<Serves> {
        match self {
            Self::Untouched => Some(Serves::Always),
            Self::SiteAtMost => Some(Serves::WithoutSite),
            Self::Unknown => None,
        }
    }
}

/// Whether `title` can be built from its draft: `text` as the survey read it, folded since unless the rules
/// that fold find nothing but capitals. `spare` is a scratch.
pub(crate) fn serves(title: &str, text: &str, draft: &Draft, spare: &mut Draft) -> Serves {
    let settled = one_round(title) || is_settled(text);
    if !edges_settled(text, draft, spare) || !(settled || is_fixpoint(&draft.text, spare)) {
        return Serves::No;
    }
    match (site::may_find(text) || (!settled && site::may_find(&draft.text)), settled) {
        (false, _) => Serves::Always,
        (true, true) if text == title => Serves::WithoutSite,
        _ => Serves::No,
    }
}

/// True where the edge rules would find nothing more, sites aside.
fn edges_settled(text: &str, draft: &Draft, spare: &mut Draft) -> bool {
    // What a site's name stands behind must not depend on a prefix that was taken since.
    let prefixed = draft.stripped.iter().any(|taken| taken.rule == agency::RULE.name);
    draft.stripped.is_empty() || (!prefixed && is_quiet(text, spare))
}

/// True where the edge rules leave a text alone, sites aside.
fn is_quiet(text: &str, spare: &mut Draft) -> bool {
    if glance(text) != Glance::Unknown {
        return true;
    }
    spare.restart(text);
    run(&SITELESS_RULES, spare, &Context::default());
    spare.text == text
}

/// True where another round of all rules leaves a folded text alone, sites aside.
fn is_fixpoint(text: &str, spare: &mut Draft) -> bool {
    if glance(text) != Glance::Unknown {
        return true;
    }
    spare.restart(text);
    run(&CHARACTER_RULES, spare, &Context::default());
    run(&SITELESS_RULES, spare, &Context::default());
    fold(spare);
    spare.text == text
}

/// True where a title without its last segment, of which `head` is left, is only folded by the rules, if the
/// site's rule takes that segment and no more. The title itself is one that serves without a site.
pub(crate) fn head_serves(head: &str, spare: &mut Draft) -> bool {
    trim_edges(head) == head && is_settled(head) && is_quiet(head, spare)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::normalize;

    const PARTS: [&str; 22] = [
        "nato",
        "US",
        "U",
        "S.",
        "a.i",
        ".",
        "...",
        "UPDATE 2",
        "Video",
        "(video)",
        "[v.i.d.e.o]",
        "(updated)",
        "Breaking",
        "-",
        " - ",
        "|",
        ":",
        "’",
        "5",
        "İ",
        "?",
        "",
    ];

    /// Of every title made of three of these, each behind a space or not.
    #[test]
    fn what_serves_is_what_normalization_gives() {
        let (mut draft, mut spare, mut serving) = (Draft::default(), Draft::default(), 0);
        for place in 0..PARTS.len().pow(3) * 4 {
            let part = |at: u32| PARTS[place / 4 / PARTS.len().pow(at) % PARTS.len()];
            let gap = |at: u32| if place >> at & 1 == 1 { " " } else { "" };
            let title = [part(0), gap(0), part(1), gap(1), part(2)].concat();
            let glance = surveyed(&mut draft, &title);
            if glance != Glance::Unknown {
                draft.restart(&title);
            }
            let text = draft.text.clone();
            fold(&mut draft);
            let context = Context { source: Some("nato"), ..Context::default() };
            let without_site = site::found(&title, &context).is_none();
            let told = serves(&title, &text, &draft, &mut spare);
            assert!(glance.serves().is_none_or(|serves| serves == told), "{title:?}");
            let served = match told {
                Serves::No => false,
                Serves::WithoutSite => without_site,
                Serves::Always => true,
            };
            if served {
                serving += 1;
                let mut normal = normalize(&title, &context);
                normal.stripped.clone_from(&draft.stripped);
                assert_eq!(draft, normal, "{title:?}");
            }
        }
        assert!(serving > 25_000, "{serving}");
    }
}
