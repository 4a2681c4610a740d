//! HTML character references (`&amp;`, `&#8217;`) to characters, exactly once.
//!
//! Once, because a feed that shows `&amp;amp;` means the text `&amp;`; decoding until nothing changes
//! would turn talk about markup into markup. A reference needs its semicolon: `AT&T` and the
//! `&copy=1` of a link stay. As browsers do, `&#128;` to `&#159;` are read as CP-1252 and impossible
//! numbers become U+FFFD.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

/// The longest body of a reference, `&` and `;` excluded (the longest name has 31 letters).
const LONGEST: usize = 32;

/// `text` with every character reference decoded once; borrowed where there is none.
pub fn decode(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (meaning, length) = reference(rest).unwrap_or((Cow::Borrowed("&"), 1));
        out.push_str(&meaning);
        rest = &rest[length..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The meaning and the length in bytes of the reference that `text` begins with.
fn reference(text: &str) -> Option<(Cow<'_, str>, usize)> {
    let body = &text[1..];
    let end = body.bytes().take(LONGEST + 1).position(|byte| byte == b';')?;
    let whole = &text[..end + 2];
    let meaning = match body[..end].strip_prefix('#') {
        Some(number) => Cow::Owned(numbered(number)?),
        None => html_escape::decode_html_entities(whole),
    };
    (meaning != whole).then_some((meaning, whole.len()))
}

/// The character of a numeric reference: `39` or `x27`.
fn numbered(number: &str) -> Option<String> {
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16),
        None => (number, 10),
    };
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return None;
    }
    let code = u32::from_str_radix(digits, radix).unwrap_or(u32::MAX);
    Some(match code {
        0x80..=0x9F => WINDOWS_1252.decode_without_bom_handling(&[code as u8]).0.into_owned(),
        _ => char::from_u32(code).filter(|&c| c != '\0').unwrap_or('\u{FFFD}').to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded_once() {
        let cases = [
            ("plain", "plain"),
            ("Fish &amp; chips", "Fish & chips"),
            ("&amp;amp;", "&amp;"),
            ("&amp;#39;", "&#39;"),
            ("&#39;&#x27;&#X27;", "'''"),
            ("Putin&rsquo;s &ndash; &quot;line&quot;", "Putin’s – \"line\""),
            ("a&nbsp;b", "a\u{A0}b"),
            ("&lt;b&gt;", "<b>"),
            ("&&amp;", "&&"),
        ];
        for (text, expected) in cases {
            assert_eq!(decode(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_reference_stays() {
        for text in
            ["AT&T", "Q&A; more", "?a=1&copy=2", "&#;", "&#x;", "&#12a;", "&nosuch;", "&", "&;"]
        {
            assert_eq!(decode(text), text);
        }
    }

    #[test]
    fn odd_numbers_become_what_a_browser_shows() {
        assert_eq!(decode("&#146;&#x96;"), "’–");
        assert_eq!(decode("&#0;&#xD800;&#99999999999;"), "\u{FFFD}\u{FFFD}\u{FFFD}");
    }

    #[test]
    fn a_cut_inside_a_character_is_no_reference() {
        let text = format!("&{}é;", "a".repeat(LONGEST - 1));
        assert_eq!(decode(&text), text);
    }
}
