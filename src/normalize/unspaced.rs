//! Scripts written without spaces: where a run of characters is cut.
//!
//! A run becomes overlapping pairs of characters, which carry it through every later step. A pair that
//! straddles two words changes when either does, so what the judge has to see by itself is cut out
//! first: ordinals (`第六轮`), scores (`三比二`), words with an opposite (`上调`), and negation. Where a
//! negation is taken out, the pairs go on across the gap: the rest is the same with it and without.

use super::number::{self, Amount, Unit};
use super::opposites::pair_of;
use super::pieces::Piece;

/// Chinese words whose first character denies what stands behind it. `不` alone will not do: it is a
/// part of many words that deny nothing (`不断`, `不同`, `不足`).
const DENYING: [&str; 18] = [
    "不会",
    "不會",
    "不能",
    "不再",
    "不是",
    "不愿",
    "不准",
    "不许",
    "不予",
    "不接受",
    "不支持",
    "不参加",
    "不出席",
    "不排除",
    "不同意",
    "未能",
    "未获",
    "未被",
];
/// Denying words that go as a whole.
const WITHOUT: [&str; 2] = ["没有", "沒有"];

/// How Japanese headlines end behind a noun, denying.
const DENYING_TAILS: [&str; 12] = [
    "しなかった",
    "していない",
    "ではない",
    "できない",
    "なかった",
    "しない",
    "されず",
    "できず",
    "ならず",
    "せず",
    "なし",
    "ません",
];
/// The same, where nothing is denied: what is done, or meant to be.
const PLAIN_TAILS: [&str; 5] = ["している", "される", "する", "した", "へ"];

/// The most characters of a word with an opposite.
const LONGEST_WORD: usize = 4;

/// True for characters of scripts without spaces between words.
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3134F}')
}

/// True for a piece that denies.
pub fn negates(word: &str) -> bool {
    matches!(word, "不" | "未") || WITHOUT.contains(&word) || DENYING_TAILS.contains(&word)
}

/// True for a piece that carries no content.
pub fn is_particle(word: &str) -> bool {
    !word.is_ascii() && PLAIN_TAILS.contains(&word)
}

/// Cuts a run. `behind` is the character behind it.
pub fn cut(run: &str, behind: Option<char>, found: &mut Vec<Piece>) {
    let (body, tail) = without_tail(run);
    let mut chars: Vec<char> = body.chars().collect();
    // `第7回`: the number is read by itself, and knows what stood before it.
    if chars.last() == Some(&'第') && behind.is_some_and(|c| c.is_ascii_digit()) {
        chars.pop();
    }
    // Where the stretch at hand begins, and whether its first character is in a pair already.
    let (mut start, mut paired) = (0, false);
    let mut at = 0;
    while at < chars.len() {
        let rest = &chars[at..];
        if let Some((length, piece)) = whole(rest) {
            push_pairs(&chars[start..at], paired, found);
            found.push(piece);
            at += length;
            (start, paired) = (at, false);
        } else if let Some(length) = denial(rest) {
            push_pairs(&chars[start..at], true, found);
            found.push(Piece::Word(rest[..length].iter().collect()));
            chars.drain(at..at + length);
            // The last character begins the pair across the gap.
            paired |= at - start > 1;
            start = at.saturating_sub(1).max(start);
        } else {
            at += 1;
        }
    }
    push_pairs(&chars[start..], paired, found);
    found.extend(tail.map(|tail| Piece::Word(tail.to_owned())));
}

/// Overlapping pairs; a character alone stands for itself, unless it is in a pair already.
fn push_pairs(chars: &[char], paired: bool, found: &mut Vec<Piece>) {
    if let ([one], false) = (chars, paired) {
        found.push(Piece::Word(one.to_string()));
    }
    found.extend(chars.windows(2).map(|pair| Piece::Word(pair.iter().collect())));
}

/// The run without a tail behind a noun, and the tail.
fn without_tail(run: &str) -> (&str, Option<&'static str>) {
    let hiragana = |c: char| ('\u{3040}'..='\u{309F}').contains(&c);
    let parted = |tail: &&'static str| {
        let body = run.strip_suffix(*tail)?;
        (!body.ends_with(hiragana) && !body.is_empty()).then_some((body, Some(*tail)))
    };
    DENYING_TAILS.iter().chain(&PLAIN_TAILS).find_map(parted).unwrap_or((run, None))
}

/// What the text begins with, where that is one piece: its length and the piece.
fn whole(text: &[char]) -> Option<(usize, Piece)> {
    ordinal(text).or_else(|| score(text)).or_else(|| opposite(text))
}

fn ordinal(text: &[char]) -> Option<(usize, Piece)> {
    let (length, place) = numeral(text.strip_prefix(&['第'])?)?;
    let amount = Amount { unit: Unit::Ordinal, ..Amount::plain(place) };
    Some((length + 1, Piece::Number(amount)))
}

fn score(text: &[char]) -> Option<(usize, Piece)> {
    let (length, ours) = numeral(text)?;
    let behind = text.get(length..)?.split_first().filter(|(mark, _)| parts_score(**mark))?.1;
    let (behind, theirs) = numeral(behind)?;
    let amount = number::read_pair(ours, theirs);
    Some((length + 1 + behind, Piece::Number(amount)))
}

/// True for the character between the two numbers of a score.
pub fn parts_score(c: char) -> bool {
    matches!(c, '比' | '対' | '对' | '對')
}

fn opposite(text: &[char]) -> Option<(usize, Piece)> {
    (2..=LONGEST_WORD.min(text.len())).rev().find_map(|length| {
        let word: String = text[..length].iter().collect();
        pair_of(&word).map(|_| (length, Piece::Word(word)))
    })
}

/// How many characters deny here.
fn denial(text: &[char]) -> Option<usize> {
    let opens = |word: &&&str| {
        let mut ahead = text.iter();
        word.chars().all(|c| ahead.next() == Some(&c))
    };
    let before_opposite = || text[0] == '不' && opposite(&text[1..]).is_some();
    if DENYING.iter().any(|word| opens(&word)) || before_opposite() {
        return Some(1);
    }
    WITHOUT.iter().find(opens).map(|word| word.chars().count())
}

/// A Chinese or Japanese numeral below a thousand: the characters it takes and its value.
fn numeral(text: &[char]) -> Option<(usize, i64)> {
    const DIGITS: &str = "〇一二三四五六七八九";
    let (mut total, mut digits, mut length) = (0, 0, 0);
    for c in text.iter().take(5) {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            _ => 1,
        };
        if unit > 1 {
            total += unit * digits.max(1);
            digits = 0;
        } else {
            let Some(digit) = DIGITS.chars().position(|digit| digit == *c) else { break };
            digits = digits * 10 + digit as i64;
        }
        length += 1;
    }
    (length > 0).then_some((length, total + digits))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::token::amount_text;
    use crate::normalize::{Language, pieces};

    fn shown(text: &str) -> String {
        let piece = |piece: Piece| match piece {
            Piece::Word(word) => word,
            Piece::Number(amount) => format!("{:?}{}", amount.unit, amount_text(amount)),
            Piece::Day(_) => "day".to_owned(),
        };
        pieces(text, Language::English).into_iter().map(piece).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn ordinals_and_scores() {
        assert_eq!(shown("北京大学"), "北京 京大 大学");
        assert_eq!(shown("谈判第六轮结束"), "谈判 Ordinal#6 轮 结束");
        assert_eq!(shown("第二十三届"), "Ordinal#23 届");
        assert_eq!(shown("大会第7回"), "大会 Ordinal#7 回");
        assert_eq!(shown("海港2比1泰山"), "海港 Score#2-1 泰山");
        assert_eq!(shown("巨人3対2阪神"), "巨人 Score#3-2 阪神");
        assert_eq!(shown("三比二"), "Score#3-2");
    }

    #[test]
    fn what_has_an_opposite_is_a_word() {
        assert_eq!(shown("央行下调利率"), "央行 下调 利率");
        assert_eq!(shown("料金引き上げ"), "料金 引き上げ");
    }

    #[test]
    fn denials_leave_the_same_rest() {
        assert_eq!(shown("总统出席峰会"), "总统 统出 出席 席峰 峰会");
        assert_eq!(shown("总统不出席峰会"), "总统 不 统出 出席 席峰 峰会");
        assert_eq!(shown("央行不上调利率"), "央行 不 上调 利率");
        assert_eq!(shown("他不出席"), "不 他出 出席");
        assert_eq!(shown("他不上调"), "不 他 上调");
        assert_eq!(shown("不断上升"), "不断 上升");
        assert_eq!(shown("支援実施せず"), "支援 援実 実施 せず");
        assert_eq!(shown("支援実施へ"), "支援 援実 実施 へ");
        assert!(negates("せず") && is_particle("へ") && !negates("へ"));
    }
}
