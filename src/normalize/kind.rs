//! Rule: words at an edge that say what sort of thing it is (` - Video`, `[PHOTOS]`, `Podcast:`).
//!
//! They are taken from the text, for they would make every clip look like every other, and kept as a
//! mark, for a clip about NATO is not the encyclopedia's article on NATO. A title that would be
//! nothing without its kind word keeps it.

use super::draft::{Kind, with_folded};
use super::revision::closing_bracket;
use super::segments::{first_segment, last_segment};
use super::{Context, Draft, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "kind",
    about: "edge words for the sort of thing: ` - Video`, `[PHOTOS]`, `Podcast:`",
    apply,
};

fn apply(draft: &mut Draft, _: &Context) {
    while let Some((kind, keep)) = found(&draft.text) {
        draft.keep(RULE.name, keep);
        draft.kind = draft.kind.or(Some(kind));
    }
}

/// The kind that an edge names, and what is kept of the text.
pub(super) fn found(text: &str) -> Option<(Kind, std::ops::Range<usize>)> {
    let bracket = closing_bracket(text).and_then(|(start, inside)| Some((kind_of(inside)?, start)));
    let tail = || last_segment(text).and_then(|(cut, tail)| Some((kind_of(tail)?, cut)));
    if let Some((kind, cut)) = bracket.or_else(tail) {
        return text[..cut].chars().any(char::is_alphanumeric).then_some((kind, 0..cut));
    }
    let (head, rest) = first_segment(text)?;
    let kind = kind_of(head)?;
    text[rest..].chars().any(char::is_alphanumeric).then_some((kind, rest..text.len()))
}

/// The kind that a whole segment names.
fn kind_of(segment: &str) -> Option<Kind> {
    let longest = if segment.is_ascii() { LONGEST } else { LONGEST * 3 };
    (segment.trim().len() <= longest).then(|| with_folded(segment, kind_of_folded))?
}

/// No name of a kind is longer than this, in bytes. No letter has more than three times the bytes of its
/// small form.
const LONGEST: usize = 40;

fn kind_of_folded(segment: &str) -> Option<Kind> {
    Some(match segment {
        "video" | "videos" | "watch" | "youtube" | "(video)" | "[video]" | "vidéo" | "vídeo"
        | "видео" | "with video" | "video inside" | "news video" => Kind::Video,
        "podcast" | "podcasts" | "audio" | "listen" => Kind::Podcast,
        "photos" | "photo" | "pictures" | "in pictures" | "gallery" | "photo gallery" | "pics"
        | "slideshow" | "fotos" => Kind::Photos,
        "live" | "live updates" | "live blog" | "liveblog" | "as it happened" | "live stream" => {
            Kind::Live
        }
        "opinion" | "op-ed" | "editorial" | "commentary" | "column" | "meinung" | "opinión" => {
            Kind::Opinion
        }
        "review" | "reviews" | "book review" | "film review" => Kind::Review,
        "transcript" | "full transcript" => Kind::Transcript,
        tail if names(tail, &WIKIPEDIA) => Kind::Wikipedia,
        tail if names(tail, &ENCYCLOPEDIAS) => Kind::Encyclopedia,
        _ => return None,
    })
}

const WIKIPEDIA: [&str; 3] = ["wikipedia", "wikipédia", "википедия"];
const ENCYCLOPEDIAS: [&str; 3] = ["encyclopedia", "encyclopaedia", "britannica"];

/// One of these stands in every such name in ASCII, and four bytes are compared at once.
const ROOTS: [&[u8]; 3] = [b"pedi", b"paed", b"tann"];

/// `Wikipedia, the free encyclopedia`, `New World Encyclopedia` …
fn names(segment: &str, of: &[&str]) -> bool {
    let rooted = || segment.as_bytes().windows(4).any(|four| ROOTS.contains(&four));
    segment.len() <= LONGEST
        && (!segment.is_ascii() || rooted())
        && of.iter().any(|name| segment.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_an_encyclopedia_has_a_root() {
        for name in WIKIPEDIA.iter().chain(&ENCYCLOPEDIAS) {
            assert!(names(name, &[name]), "{name}");
        }
    }

    #[test]
    fn alone_and_among_all_rules() {
        crate::normalize::shown::check(
            RULE,
            &[
                (
                    "Latvia: US troops arrive - Video",
                    "Latvia: US troops arrive",
                    "latvia: usa troops arrive",
                ),
                ("[PHOTOS]", "[PHOTOS]", "[photos]"),
                ("NATO - Wikipedia, the free encyclopedia", "NATO", "nato"),
                ("Video: troops - Video", "troops", "troops"),
            ],
        );
    }
}
