//! Where a title has edges: the last segment behind a dash or bar, the first before a bar or colon.
//!
//! Site names, sections and kind marks stand in such segments. A dash parts only with a space on each
//! side, so that `Pro-Russians` and `5-4` stay whole; a bar always parts; a colon parts at the end
//! only with a space before it (`… Trump : NPR`), for a colon without one belongs to the sentence.

use memchr::{memchr_iter, memchr2, memrchr, memrchr3_iter};

/// The last segment: where the text before it ends, and the segment itself.
pub(crate) fn last_segment(text: &str) -> Option<(usize, &str)> {
    let (cut, from) = single_mark(text.as_bytes()).max(double_slash(text.as_bytes()))?;
    let segment = text[from..].trim();
    (!segment.is_empty() && !text[..cut].trim().is_empty()).then_some((cut, segment))
}

/// Where the last bar stands, or the last dash or colon between spaces: its beginning and its end.
fn single_mark(text: &[u8]) -> Option<(usize, usize)> {
    memrchr3_iter(b'|', b'-', b':', text).find_map(|at| match text[at] {
        b'|' => Some((at, at + 1)),
        _ => is_spaced(text, at).then(|| (at - 1, at + 2)),
    })
}

/// The same for two slashes between spaces.
fn double_slash(text: &[u8]) -> Option<(usize, usize)> {
    // A slash is rare, and there is hardly ever more than one.
    let mut end = text.len();
    while let Some(at) = memrchr(b'/', &text[..end]) {
        if at >= 2 && &text[at - 2..=at] == b" //" && text.get(at + 1) == Some(&b' ') {
            return Some((at - 2, at + 2));
        }
        end = at;
    }
    None
}

fn is_spaced(text: &[u8], at: usize) -> bool {
    at > 0 && text[at - 1] == b' ' && text.get(at + 1) == Some(&b' ')
}

/// The first segment: the segment itself, and where the text behind it begins.
pub(crate) fn first_segment(text: &str) -> Option<(&str, usize)> {
    let bytes = text.as_bytes();
    let mark = memchr2(b'|', b':', bytes).map(|at| (at, at + 1));
    let before = &bytes[..mark.map_or(bytes.len(), |(at, _)| at)];
    let dash = memchr_iter(b'-', before).find(|at| is_spaced(bytes, *at));
    let (at, from) = dash.map(|at| (at - 1, at + 2)).or(mark)?;
    let segment = text[..at].trim();
    (!segment.is_empty() && !text[from..].trim().is_empty()).then_some((segment, from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_of_a_title() {
        assert_eq!(last_segment("Jets scrambled - Reuters"), Some((14, "Reuters")));
        assert_eq!(last_segment("a | World news | The Guardian"), Some((15, "The Guardian")));
        assert_eq!(last_segment("Majorities distrust Trump : NPR"), Some((25, "NPR")));
        assert_eq!(last_segment("Pro-Russians rally: police"), None);
        assert_eq!(first_segment("Reuters | Dormant volcano"), Some(("Reuters", 9)));
        assert_eq!(first_segment("CNN: NATO"), Some(("CNN", 4)));
        assert_eq!(first_segment("no edges here"), None);
    }
}
