//! Letters of any script, and where the word that they make ends.
//!
//! Works on normalized text. Digits end a word, whatever follows them.

/// Letters and what belongs to them; no ASCII digits.
pub(super) fn is_letter(c: char) -> bool {
    !c.is_ascii_digit() && (c.is_alphanumeric() || is_mark(c))
}

/// Combining marks that belong to the letter before them (Devanagari signs, Arabic vowels …).
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Letters, and single apostrophes or ampersands between letters.
pub(super) fn word_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 0;
    loop {
        // Nearly all there is, so it has a loop of its own.
        let letters = bytes[end..].iter().position(|byte| !byte.is_ascii_alphabetic());
        let Some(letters) = letters else { return text.len() };
        end += letters;
        end += match bytes[end] {
            b'\'' | b'&' if opens_with_letter(&text[end + 1..]) => 1,
            0..=0x7F => break,
            _ => match text[end..].chars().next().filter(|c| is_letter(*c)) {
                Some(letter) => letter.len_utf8(),
                None => break,
            },
        };
    }
    end
}

fn opens_with_letter(text: &str) -> bool {
    text.chars().next().is_some_and(|c| is_letter(c) && !is_mark(c))
}
