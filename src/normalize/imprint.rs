//! The words of a title as 128 bits, for asking of many titles at once which hold certain words.
//!
//! Each content word or number sets one bit, chosen by the portable hash of its English stem; stop words
//! set none. A title of eight words sets some eight bits, so a title holds a word that it has not in one
//! case of sixteen, and two words in one of two hundred and fifty: good enough to count by. English stems
//! serve every language here, since the survey cannot know a title's language yet; forms that they do not
//! bring together have bits of their own, and count as words of their own.

use super::token::{amount_text, comparable};
use super::{Language, Piece};
use crate::hash::hash;

const SEED: u64 = 0x1390_0137;

/// Bits of words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Imprint(pub u128);

/// The place of one word's bit: kept with every word of every title, where a whole imprint would be wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bit(u8);

impl Default for Bit {
    /// No bit.
    fn default() -> Self {
        Imprint::default().bit()
    }
}

impl Bit {
    /// The imprint that has this bit alone.
    pub fn imprint(self) -> Imprint {
        Imprint(1_u128.checked_shl(u32::from(self.0)).unwrap_or(0))
    }
}

impl Imprint {
    /// The first bit set, where there is one.
    pub fn bit(self) -> Bit {
        Bit(self.0.trailing_zeros() as u8)
    }

    /// The bit of a piece; none for stop words and dates.
    pub fn of(piece: &Piece) -> Self {
        match piece {
            Piece::Day(_) => Self::default(),
            Piece::Number(amount) => Self::of_token(&amount_text(*amount)),
            Piece::Word(word) => Self::of_word(word),
        }
    }

    /// The bit of a lower-case word; none for stop words.
    pub(crate) fn of_word(word: &str) -> Self {
        comparable(word, Language::English).map_or(Self::default(), |token| Self::of_token(&token))
    }

    /// The bit of a token's text: an English stem, a negation, or the canonical form of a number.
    pub(crate) fn of_token(text: &str) -> Self {
        Self(1 << (hash(SEED, text.as_bytes()) >> 57))
    }

    /// The bits of all pieces of a title.
    pub fn of_all(pieces: &[Piece]) -> Self {
        pieces.iter().map(Self::of).fold(Self::default(), Self::and)
    }

    /// The bits of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True where this title says the whole of `other`, or nearly the same as it: three words of four are
    /// in both.
    pub fn tells(self, other: Self) -> bool {
        let less_one = |bits: u128| bits & bits.wrapping_sub(1);
        // Three words in both for each that is in one only. Few are taken off before that is known, and not
        // every processor counts bits at once.
        let (mut both, mut lone) = (self.0 & other.0, self.0 ^ other.0);
        let mut is_near = || loop {
            if lone == 0 {
                return true;
            }
            let two_less = less_one(less_one(both));
            if two_less == 0 {
                return false;
            }
            (both, lone) = (less_one(two_less), less_one(lone));
        };
        self.holds(other) || is_near()
    }

    /// True where all bits of `other` are set.
    pub fn holds(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::pieces;

    fn imprint(text: &str) -> Imprint {
        Imprint::of_all(&pieces(text, Language::English))
    }

    #[test]
    fn forms_and_order_do_not_matter_and_stop_words_are_not_there() {
        assert_eq!(imprint("troops killed in the attack"), imprint("attacks kill troop"));
        assert_eq!(imprint("of the and"), Imprint::default());
        assert!(imprint("5 troops killed").holds(imprint("killed troops")));
        assert!(!imprint("killed troops").holds(imprint("5 troops killed")));
        // A test vector: saved statistics hold these bits.
        assert_eq!(imprint("volcano").0.trailing_zeros(), VOLCANO);
    }

    #[test]
    fn near_is_three_words_in_four() {
        let first = |count: u32| (1_u128 << count) - 1;
        for (a, b) in (0..14).flat_map(|a| (0..14).map(move |b| (a, b))) {
            for moved in 0..4 {
                let (x, y) = (Imprint(first(a)), Imprint(first(b) << moved));
                let (both, all) = ((x.0 & y.0).count_ones(), (x.0 | y.0).count_ones());
                assert_eq!(x.tells(y), x.holds(y) || 4 * both >= 3 * all, "{a} {b} {moved}");
            }
        }
    }

    const VOLCANO: u32 = 72;
}
