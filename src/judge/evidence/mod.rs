//! The pieces of evidence, one small function each.
//!
//! A piece has a name (which the model file uses), a range of 0 to 1000, and a sentence for the report.
//! Which side it may speak for is said with it; training holds the weight to that.
//!
//! - `likeness`: how much the titles have in common.
//! - `company`: whether other titles have that in common, too.
//! - `words`: what the words say that only one has.
//! - `figures`: numbers and dates.
//! - `sense`: negation, opposites, direction, kind.
//! - `around`: time, source, series.

mod around;
mod company;
mod figures;
mod likeness;
mod sense;
mod words;

use std::sync::LazyLock;

use super::{Comparison, Difference};

/// Version of the list and of what its functions measure. A model of another version is refused.
pub const EVIDENCE_VERSION: u32 = 3;

/// Which way a piece may speak. Training holds its weight to that side: a conflict of numbers never
/// speaks for sameness, whatever accident of the data says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaks {
    /// For sameness, or not at all.
    For,
    /// Against sameness, or not at all.
    Against,
    /// Either way.
    Either,
}

/// One piece of evidence.
#[derive(Clone, Copy, Debug)]
pub struct Evidence {
    /// Name in the model file and in `compare`.
    pub name: &'static str,
    /// Which way it may speak.
    pub speaks: Speaks,
    /// What it measures, in a line.
    pub about: &'static str,
    /// The measure, 0 to 1000.
    pub measure: fn(&Comparison) -> i32,
    /// What it says of this pair, as a part of a sentence, in words as they were written; empty where
    /// it is not worth saying.
    pub says: fn(&Comparison, &Difference) -> String,
}

/// Pieces that tell two items of one story apart, and say nothing of whether it is one story.
const OF_ITEMS: [&str; 10] = [
    "number-conflict",
    "lone-number",
    "day-conflict",
    "weekday-conflict",
    "opposites",
    "negation",
    "genres",
    "one-asks",
    "one-live",
    "both-live",
];

impl Evidence {
    /// True where the piece tells items of one story apart: `loose` does not ask for it.
    pub fn of_items(&self) -> bool {
        OF_ITEMS.contains(&self.name)
    }
}

/// Pieces that cost as much as all others together: they read all letters, or a sample of the corpus.
const COSTLY: [&[&str]; 2] =
    [&["trigrams"], &["company-of-two", "company-of-three", "company-of-all"]];

/// The cheap pieces, and each list of [`COSTLY`] ones: so many times the evidence is asked for more.
pub(super) const STAGES: usize = 1 + COSTLY.len();

/// For each piece, in the order of [`EVIDENCE`], at which stage it is asked.
pub(super) static STAGE: LazyLock<[usize; EVIDENCE.len()]> = LazyLock::new(|| {
    let costly = |name| COSTLY.iter().position(|pieces| pieces.contains(&name));
    EVIDENCE.map(|piece| costly(piece.name).map_or(0, |at| at + 1))
});

/// For each piece, in the order of [`EVIDENCE`], whether it tells items of one story apart.
pub(super) static IS_OF_ITEMS: LazyLock<[bool; EVIDENCE.len()]> =
    LazyLock::new(|| EVIDENCE.map(|piece| piece.of_items()));

/// Every piece, in the order of the model file.
pub const EVIDENCE: [Evidence; 58] = [
    likeness::LIKENESS,
    likeness::CONTAINMENT,
    likeness::TRIGRAMS,
    likeness::SAME_ORDER,
    likeness::SAME_TEXT,
    likeness::LIKENESS_BEYOND,
    likeness::SHARED_PHRASES,
    likeness::SHARED_WORDS,
    likeness::RAREST_SHARED,
    likeness::OPENING,
    company::COMPANY_OF_TWO,
    company::COMPANY_OF_THREE,
    company::COMPANY_OF_ALL,
    words::CONTESTED,
    words::CONTESTED_SHARE,
    words::CONTESTED_COUNT,
    words::SYNONYMS,
    words::REPLACED,
    words::REPLACED_NAME,
    words::CONTESTED_NAMES,
    words::LONE_NAME,
    words::SHARED_NAMES,
    words::APPENDED,
    words::SHORT,
    words::CUT_OFF,
    figures::SHARED_NUMBERS,
    figures::COUNTED_ALIKE,
    figures::NUMBER_CONFLICT,
    figures::LONE_NUMBER,
    figures::SHARED_DAY_NAMED,
    figures::DAY_CONFLICT,
    figures::WEEKDAY_CONFLICT,
    sense::OPPOSITES,
    sense::NEGATION,
    sense::REVERSED,
    sense::GENRES,
    sense::ONE_ASKS,
    sense::ONE_LIVE,
    sense::BOTH_LIVE,
    sense::KIND_CONFLICT,
    sense::LONE_KIND,
    around::SAME_URL,
    around::SAME_DAY,
    around::NEXT_DAY,
    around::WITHIN_THREE_HOURS,
    around::WITHIN_TWELVE_HOURS,
    around::WITHIN_A_DAY_AND_A_HALF,
    around::DAYS_APART,
    around::LISTED_TOGETHER,
    around::UNDATED,
    around::UNDATED_LIKENESS,
    around::UNDATED_CONTESTED,
    around::SAME_SOURCE,
    around::SAME_SOURCE_LATER,
    around::SAME_SOURCE_CONTESTED,
    around::UNSOURCED,
    around::UNSOURCED_CONTESTED,
    around::SERIES,
];

/// For pieces with nothing to say.
fn silent(_: &Comparison, _: &Difference) -> String {
    String::new()
}

/// All or nothing.
fn yes(holds: bool) -> i32 {
    if holds { 1000 } else { 0 }
}

/// `part` of `whole` in thousandths, at most 1000.
fn share(part: u64, whole: u64) -> i32 {
    (part * 1000).checked_div(whole).unwrap_or(0).min(1000) as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_piece_named_apart_from_the_list_stands_in_it_once() {
        let stands = |name: &str| EVIDENCE.iter().filter(|piece| piece.name == name).count();
        assert!(OF_ITEMS.iter().chain(COSTLY.into_iter().flatten()).all(|name| stands(name) == 1));
        assert!(EVIDENCE.iter().all(|piece| stands(piece.name) == 1));
    }
}
