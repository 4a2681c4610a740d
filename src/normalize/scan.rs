//! A plain text looked at eight bytes at a time: where its words, figures and spaces stand.
//!
//! Takes a text in ASCII as it was written, and gives its words in order with the hashes under which they are
//! looked up: no byte is read twice, and hardly a branch depends on where a word ends. Capitals are told by the
//! same marks. Texts beyond ASCII are cut letter by letter (`pieces`).

use super::ids::{ROOM, hash_within};

/// Every byte of eight is this.
const EACH: u64 = 0x0101_0101_0101_0101;
/// Times the lowest bit of each of eight bytes: these bits side by side in the highest byte.
const GATHER: u64 = 0x0102_0408_1020_4080;
/// Bytes that one number of marks stands for.
const BLOCK: usize = 64;
/// What a small letter has and a capital has not.
const CASE: u8 = 0x20;

/// A plain text as it was looked at. One serves many texts, one after the other.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// The text in lower case, and behind it [`ROOM`] to read on.
    lower: String,
    length: usize,
    words: Vec<Stretch>,
    blocks: Vec<Marks>,
}

/// Letters, and single marks between them, that may be a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) hash: u64,
}

/// The bytes of a block that stand behind a space and are none, and what each is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Openings {
    /// Where the block begins.
    start: usize,
    pub(super) capitals: u64,
    pub(super) small: u64,
    /// Small letters that open words of more than four bytes.
    pub(super) long_small: u64,
    /// No letters.
    pub(super) odd: u64,
}

impl Openings {
    /// The places in the text that some of its bits stand for.
    pub(super) fn places(&self, bits: u64) -> impl Iterator<Item = usize> + use<> {
        let (start, mut left) = (self.start, bits);
        std::iter::from_fn(move || {
            let place = (left != 0).then(|| start + left.trailing_zeros() as usize);
            left &= left.wrapping_sub(1);
            place
        })
    }
}

/// What stands in a block, a bit a byte.
#[derive(Clone, Copy, Debug, Default)]
struct Marks {
    letters: u64,
    digits: u64,
    spaces: u64,
    capitals: u64,
    /// Marks that join letters on both sides.
    joints: u64,
}

impl Scan {
    /// Looks at a text, which must be in ASCII.
    pub(crate) fn read(&mut self, text: &str) {
        self.length = text.len();
        self.lower.clear();
        self.lower.push_str(text);
        self.lower.push_str(ROOM);
        self.mark();
        self.lower.make_ascii_lowercase();
        self.find_words();
    }

    fn mark(&mut self) {
        self.blocks.clear();
        // At least one byte behind the text is marked as no letter, which ends the last word.
        self.blocks.resize(self.length / BLOCK + 1, Marks::default());
        let (eights, _) = self.lower.as_bytes().as_chunks();
        for (place, eight) in eights.iter().take(self.length / 8 + 1).enumerate() {
            let (cased, shift) = (u64::from_le_bytes(*eight), place % 8 * 8);
            let lower = cased | (u64::from(CASE) * EACH);
            let marks = &mut self.blocks[place / 8];
            let letters = among(lower, b'a', b'z');
            marks.letters |= letters << shift;
            marks.capitals |= (letters & !gathered(cased << CASE.leading_zeros())) << shift;
            marks.digits |= among(cased, b'0', b'9') << shift;
            marks.spaces |= among(cased, b' ', b' ') << shift;
            marks.joints |= among(cased, b'&', b'\'') << shift;
        }
    }

    fn find_words(&mut self) {
        self.words.clear();
        let (mut before, mut open) = (0, None);
        for place in 0..self.blocks.len() {
            let Marks { letters, joints, .. } = self.blocks[place];
            let behind = self.blocks.get(place + 1).map_or(0, |block| block.letters);
            let lettered =
                (letters << 1 | before >> (BLOCK - 1)) & (letters >> 1 | behind << (BLOCK - 1));
            let joined = letters | joints & lettered;
            // A word begins or ends where a byte is not what the one before it is.
            let mut turns = joined ^ (joined << 1 | before >> (BLOCK - 1));
            while turns != 0 {
                let turn = place * BLOCK + turns.trailing_zeros() as usize;
                turns &= turns - 1;
                open = match open {
                    None => Some(turn),
                    Some(start) => {
                        let hash = hash_within(self.lower.as_bytes(), start..turn);
                        self.words.push(Stretch { start: start as u32, end: turn as u32, hash });
                        None
                    }
                };
            }
            before = joined;
        }
    }

    /// Leaves what stands before this place, where no word may stand across.
    pub(crate) fn shorten(&mut self, length: usize) {
        self.length = length;
        self.words.truncate(self.words.partition_point(|word| word.end as usize <= length));
    }

    /// The text in lower case.
    pub(crate) fn lower(&self) -> &str {
        &self.lower[..self.length]
    }

    /// Its words in order.
    pub(super) fn words(&self) -> &[Stretch] {
        &self.words
    }

    /// Where the next digit stands, from this place on, or where the text ends.
    #[inline]
    pub(super) fn next_digit(&self, from: usize) -> usize {
        self.next(from, |marks| marks.digits)
    }

    /// The same for a space.
    #[inline]
    pub(super) fn next_space(&self, from: usize) -> usize {
        self.next(from, |marks| marks.spaces)
    }

    /// How the words open that stand between single spaces, the first word aside, block by block.
    pub(super) fn openings(&self) -> impl Iterator<Item = Openings> + '_ {
        self.blocks.iter().enumerate().map(|(place, marks)| {
            let blank = self.blank(place);
            let before = place.checked_sub(1).map_or(0, |before| self.blank(before));
            let opening = !blank & (blank << 1 | before >> (BLOCK - 1));
            let ahead = u128::from(blank) | u128::from(self.blank(place + 1)) << BLOCK;
            let short = (ahead >> 1 | ahead >> 2 | ahead >> 3 | ahead >> 4) as u64;
            let small = opening & marks.letters & !marks.capitals;
            Openings {
                start: place * BLOCK,
                capitals: opening & marks.capitals,
                small,
                long_small: small & !short,
                odd: opening & !marks.letters,
            }
        })
    }

    /// The bytes of a block that are spaces, or stand behind the text.
    fn blank(&self, place: usize) -> u64 {
        let within = self.length.saturating_sub(place * BLOCK) as u32;
        let behind = u64::MAX.checked_shl(within).unwrap_or(0);
        self.blocks.get(place).map_or(0, |marks| marks.spaces) | behind
    }

    #[inline]
    fn next(&self, from: usize, kind: impl Fn(&Marks) -> u64) -> usize {
        let mut shift = from % BLOCK;
        for (place, block) in self.blocks.iter().enumerate().skip(from / BLOCK) {
            let left = kind(block) >> shift << shift;
            if left != 0 {
                return self.length.min(place * BLOCK + left.trailing_zeros() as usize);
            }
            shift = 0;
        }
        self.length
    }
}

/// A bit for each of eight bytes that is one of these.
#[inline]
fn among(eight: u64, first: u8, last: u8) -> u64 {
    gathered(at_least(eight, first) & !at_least(eight, last + 1))
}

/// Of each byte, all below 128, the highest bit where it is at least `least`.
#[inline]
fn at_least(eight: u64, least: u8) -> u64 {
    eight + u64::from(0x80 - least) * EACH
}

/// The highest bits of eight bytes side by side.
#[inline]
fn gathered(eight: u64) -> u64 {
    (eight >> 7 & EACH).wrapping_mul(GATHER) >> 56
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_marks_are_where_they_stand() {
        for before in 0..140 {
            let text = format!("{}It's AT&T 'a' '' x''y 'n &z10th F-16&", " ".repeat(before));
            let mut scan = Scan::default();
            scan.read(&text);
            let found = |word: &Stretch| &scan.lower()[word.start as usize..word.end as usize];
            let words: Vec<&str> = scan.words().iter().map(found).collect();
            assert_eq!(words, ["it's", "at&t", "a", "x", "y", "n", "z", "th", "f"]);
            assert_eq!(scan.lower(), text.to_lowercase());
            assert_eq!(scan.next_digit(0), text.find('1').unwrap());
            assert_eq!(scan.next_space(before), before + 4);
            assert_eq!(scan.next_space(text.len() - 3), text.len());
            scan.shorten(before + 9);
            assert_eq!((scan.words().len(), scan.next_digit(0)), (2, before + 9));
        }
    }
}
