//! The count that a cleaned list puts behind a representative: `Volcano erupts (+3 more)`.
//!
//! It is no part of the title, so a cleaned list that is read again folds with what is new. The list
//! writes a `(+` that does belong to a title with a character reference, which tells the two apart.

/// A decoded title without the count behind it. `written` is the text before references were decoded.
pub(super) fn strip<'a>(title: &'a str, written: &str) -> &'a str {
    let Some(place) = title.rfind(" (+") else { return title };
    let count = &title[place..];
    if is_count(count) && written.contains(count) { title[..place].trim_end() } else { title }
}

/// True for ` (+1,234 more)`.
fn is_count(text: &str) -> bool {
    let digits = text.strip_prefix(" (+").and_then(|rest| rest.strip_suffix(" more)"));
    digits.is_some_and(|digits| {
        digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.chars().all(|c| c.is_ascii_digit() || c == ',')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_goes_and_what_only_looks_like_one_stays() {
        let same = |title: &'static str| strip(title, title);
        assert_eq!(same("Volcano erupts (+3 more)"), "Volcano erupts");
        assert_eq!(same("Volcano erupts (+1,204 more)"), "Volcano erupts");
        for title in
            ["Volcano (+3 more) erupts", "Volcano (3 more)", "Volcano (+a more)", "(+3 more)"]
        {
            assert_eq!(same(title), title);
        }
        assert_eq!(strip("Volcano (+3 more)", "Volcano &#40;+3 more)"), "Volcano (+3 more)");
    }
}
