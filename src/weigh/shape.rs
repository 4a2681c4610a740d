//! What can be told of a token without reading it: how long it is, and how it begins.
//!
//! Whether two words are one word in two spellings is asked of every word that only one of two titles has, and
//! nearly always the answer is no. Shapes tell that without a way to the text, which stands far off in memory.

/// The shape of a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// Bytes, or [`Self::LONG`] where there are more.
    length: u8,
    /// The first two bytes, 0 behind the end.
    first: [u8; 2],
}

impl Shape {
    /// Lengths from here on are not told apart.
    const LONG: u8 = u8::MAX;

    /// The shape of a text.
    pub fn of(text: &str) -> Self {
        let byte = |place: usize| text.as_bytes().get(place).copied().unwrap_or_default();
        let length = u8::try_from(text.len()).unwrap_or(Self::LONG);
        Self { length, first: [byte(0), byte(1)] }
    }

    /// False only for texts of which one has fewer than `least` bytes, or whose lengths differ by more than
    /// `most`, or of which neither begins with the other's first letter or with the other's first two swapped.
    pub fn may_be_close(self, other: Self, least: usize, most: usize) -> bool {
        let shorter = self.length.min(other.length);
        let apart = self.length.abs_diff(other.length);
        let ([a, b], [x, y]) = (self.first, other.first);
        // A letter beyond ASCII is more than one byte, so bytes that differ prove nothing.
        let begins = a == x || (a, b) == (y, x) || !(a | b | x | y).is_ascii();
        let long = self.length.max(other.length) == Self::LONG;
        usize::from(shorter) >= least && (usize::from(apart) <= most || long) && begins
    }

    /// False only where the text is no two others joined.
    pub fn may_join(self, first: Self, second: Self) -> bool {
        let length = u16::from(first.length) + u16::from(second.length);
        let long = self.length == Self::LONG;
        (u16::from(self.length) == length || long) && self.first[0] == first.first[0]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_rule_out_what_cannot_be() {
        let close = |a: &str, b: &str| Shape::of(a).may_be_close(Shape::of(b), 6, 2);
        for (a, b) in [("chancelor", "chancellor"), ("roegon", "oregon"), ("élysée", "elysee")] {
            assert!(close(a, b) && close(b, a), "{a} {b}");
        }
        for (a, b) in [("iran", "iraq"), ("latvia", "poland"), ("volcano", "volcanologist")] {
            assert!(!close(a, b) && !close(b, a), "{a} {b}");
        }
        let long = "a".repeat(300);
        assert!(close(&long, &"a".repeat(301)) && close(&long, &"a".repeat(254)));
        let join = |whole: &str, first: &str, second: &str| {
            Shape::of(whole).may_join(Shape::of(first), Shape::of(second))
        };
        assert!(join("cellphone", "cell", "phone") && join(&long, &long, ""));
        assert!(!join("cellphone", "cell", "phones") && !join("cellphone", "bell", "phone"));
    }
}
