//! Rule: one code point sequence for one look (Unicode NFKC), nothing invisible.
//!
//! Control and format characters (zero-width spaces, soft hyphens, direction marks) are dropped, then
//! the text takes compatibility composition form (UAX #15). That form would make `4½` a `41⁄2`, so common
//! fractions become decimals first. Digits of every script become ASCII, and Arabic letters that writers
//! put for one another become one. A title of plain ASCII passes untouched.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use super::{Context, Draft, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "compatibility",
    about: "one form for one look (Unicode NFKC); plain digits; invisible characters dropped",
    apply,
};

fn apply(draft: &mut Draft, _: &Context) {
    // No early end: this way the compiler looks at many bytes at once.
    let plain = |byte: &u8| (b' '..=b'~').contains(byte);
    if draft.text.as_bytes().iter().fold(false, |found, byte| found | !plain(byte)) {
        draft.text = compatible(&draft.text);
    }
}

/// The text in compatible form: what the rule makes of it.
pub fn compatible(text: &str) -> String {
    let decimals = without_fractions(text);
    let text = decimals.as_deref().unwrap_or(text);
    let seen = text.chars().filter_map(visible);
    // Most text has the form already, which is quicker told than made.
    if is_nfkc_quick(seen.clone()) == IsNormalized::Yes {
        return seen.filter_map(plain).collect();
    }
    seen.nfkc().filter_map(visible).filter_map(plain).collect()
}

/// Digits of any script as ASCII; Arabic marks of numbers as Latin ones, and Arabic letters in the form
/// that careless writing gives them: alef without hamza, yeh with dots, no vowel signs and no tatweel.
/// The letter `ة` stays, for `ه` in its place may be a pronoun.
fn plain(c: char) -> Option<char> {
    match c {
        '\u{0}'..='\u{5FF}' => Some(c),
        '\u{66A}' => Some('%'),
        '\u{66B}' => Some('.'),
        '\u{66C}' => Some(','),
        'أ' | 'إ' | 'آ' | 'ٱ' => Some('ا'),
        'ى' => Some('ي'),
        '\u{640}' | '\u{64B}'..='\u{652}' | '\u{670}' => None,
        c => Some(if c.is_numeric() { ascii_digit(c) } else { c }),
    }
}

fn ascii_digit(c: char) -> char {
    let zero = ZEROS[..ZEROS.partition_point(|zero| *zero <= c)].last();
    let value = zero.map(|zero| c as u32 - *zero as u32).filter(|value| *value < 10);
    value.and_then(|value| char::from_digit(value, 10)).unwrap_or(c)
}

/// The zero of every decimal digit block that compatibility composition leaves (Unicode class Nd); nine
/// more digits stand behind each.
const ZEROS: [char; 58] = [
    '\u{660}',
    '\u{6F0}',
    '\u{7C0}',
    '\u{966}',
    '\u{9E6}',
    '\u{A66}',
    '\u{AE6}',
    '\u{B66}',
    '\u{BE6}',
    '\u{C66}',
    '\u{CE6}',
    '\u{D66}',
    '\u{DE6}',
    '\u{E50}',
    '\u{ED0}',
    '\u{F20}',
    '\u{1040}',
    '\u{1090}',
    '\u{17E0}',
    '\u{1810}',
    '\u{1946}',
    '\u{19D0}',
    '\u{1A80}',
    '\u{1A90}',
    '\u{1B50}',
    '\u{1BB0}',
    '\u{1C40}',
    '\u{1C50}',
    '\u{A620}',
    '\u{A8D0}',
    '\u{A900}',
    '\u{A9D0}',
    '\u{A9F0}',
    '\u{AA50}',
    '\u{ABF0}',
    '\u{104A0}',
    '\u{10D30}',
    '\u{11066}',
    '\u{110F0}',
    '\u{11136}',
    '\u{111D0}',
    '\u{112F0}',
    '\u{11450}',
    '\u{114D0}',
    '\u{11650}',
    '\u{116C0}',
    '\u{11730}',
    '\u{118E0}',
    '\u{11950}',
    '\u{11C50}',
    '\u{11D50}',
    '\u{11DA0}',
    '\u{16A60}',
    '\u{16AC0}',
    '\u{16B50}',
    '\u{1E140}',
    '\u{1E2F0}',
    '\u{1E950}',
];

/// `4½` → `4.5`, `½` → `0.5`; none where there is nothing to do.
fn without_fractions(text: &str) -> Option<String> {
    let decimal = |c: char| match c {
        '½' => Some(".5"),
        '¼' => Some(".25"),
        '¾' => Some(".75"),
        '⅓' => Some(".333"),
        '⅔' => Some(".667"),
        _ => None,
    };
    text.contains(|c| decimal(c).is_some()).then(|| {
        let mut decimals = String::with_capacity(text.len() + 2);
        for c in text.chars() {
            match decimal(c) {
                Some(part) => {
                    let whole = decimals.ends_with(|before: char| before.is_ascii_digit());
                    decimals.push_str(if whole { "" } else { "0" });
                    decimals.push_str(part);
                }
                None => decimals.push(c),
            }
        }
        decimals
    })
}

/// None for invisible characters; white space of any sort becomes a plain space.
fn visible(c: char) -> Option<char> {
    match c {
        c if c.is_whitespace() => Some(' '),
        c if c.is_control() => None,
        '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFD}'
        | '\u{E0000}'..='\u{E0FFF}' => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alone_and_among_all_rules() {
        crate::normalize::shown::check(
            RULE,
            &[
                ("ﬁrst ½\u{200B} Ｎａｔｏ", "first 0.5 Nato", "first 0.5 nato"),
                ("jailed for 4½ years", "jailed for 4.5 years", "jailed for 4.5 years"),
                ("plain title", "plain title", "plain title"),
            ],
        );
    }

    #[test]
    fn digits_and_arabic_letters() {
        assert_eq!(compatible("٤٫٦ ١٬٠٠٠ ٥٪ ۷ ५ ５ 𞥑"), "4.6 1,000 5% 7 5 5 1");
        assert_eq!(compatible("إفتتاح أول مـستشفى آخر"), "افتتاح اول مستشفي اخر");
        assert_eq!(compatible("مُدَرِّس"), "مدرس");
        assert_eq!(compatible("第七 Ⅶ ²"), "第七 VII 2");
        assert!(ZEROS.is_sorted());
    }
}
