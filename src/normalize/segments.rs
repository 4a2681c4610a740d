//! Where a title has edges: the last segment behind a dash or bar, the first before a bar or colon.
//!
//! Site names, sections and kind marks stand in such segments. A dash parts only with a space on each
//! side, so that `Pro-Russians` and `5-4` stay whole; a bar always parts; a colon parts at the end
//! only with a space before it (`… Trump : NPR`), for a colon without one belongs to the sentence.

/// The last segment: where the text before it ends, and the segment itself.
pub(crate) fn last_segment(text: &str) -> Option<(usize, &str)> {
    if !may_part(text) {
        return None;
    }
    let dash = text.rfind(" - ").map(|at| (at, at + 3));
    let bar = text.rfind('|').map(|at| (at, at + 1));
    let colon = text.rfind(" : ").map(|at| (at, at + 3));
    let double = text.rfind(" // ").map(|at| (at, at + 4));
    let (cut, from) = [dash, bar, colon, double].into_iter().flatten().max()?;
    let segment = text[from..].trim();
    (!segment.is_empty() && !text[..cut].trim().is_empty()).then_some((cut, segment))
}

/// False for a title without any mark that parts. Most have none, and are asked for segments often.
fn may_part(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, b'|' | b':' | b'-' | b'/'))
}

/// The first segment: the segment itself, and where the text behind it begins.
pub(crate) fn first_segment(text: &str) -> Option<(&str, usize)> {
    if !may_part(text) {
        return None;
    }
    let at = text.find(['|', ':']).into_iter().chain(text.find(" - ")).min()?;
    let width = if text[at..].starts_with(" - ") { 3 } else { 1 };
    let segment = text[..at].trim();
    (!segment.is_empty() && !text[at + width..].trim().is_empty()).then_some((segment, at + width))
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
