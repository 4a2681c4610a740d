//! A title with every number, date and weekday hidden: the same for all issues of a series.
//!
//! The survey masks every title as English, whatever its language turns out to be, so the weekdays
//! hidden are English ones and those that English shares.

use super::date::{self, Weekdays};
use super::pieces::Cut;
use super::{Language, lexicon::WordId};
use crate::hash::{hash, hash_all};

const SEED: u64 = 0x3A5C;

/// What a mask shows of a word; of a weekday, which it hides, the bits of that and what no other word has.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Masked(u64);

const NUMBER: u64 = 1;
const DAY: u64 = 2;
const WEEKDAY: u64 = 3;
/// Behind the bits of a weekday.
const HIDDEN: u64 = 1 << 8;

impl Masked {
    /// What is shown of a lower-case word.
    pub(crate) fn new(word: &str) -> Self {
        match date::weekday(word, Language::English) {
            Weekdays(0) => Self(hash(SEED, word.as_bytes())),
            Weekdays(days) => Self(HIDDEN | u64::from(days)),
        }
    }

    /// The word is a weekday, and hidden.
    pub(crate) fn is_hidden(self) -> bool {
        self.0 & !0xFF == HIDDEN
    }

    fn shown(self) -> u64 {
        if self.is_hidden() { WEEKDAY } else { self.0 }
    }

    /// The bits of a weekday; none where it is none.
    fn hidden(self) -> Option<u64> {
        self.is_hidden().then_some(self.0 & 0xFF)
    }
}

/// The mask of a title that has something to mask, and the issue it hides.
pub(crate) fn mask(cuts: &[Cut], word: impl Fn(WordId) -> Masked) -> (u64, u64) {
    let shown = |cut: &Cut| match cut {
        Cut::Number(_) => NUMBER,
        Cut::Day(_) => DAY,
        Cut::Word(id) => word(*id).shown(),
    };
    let hidden = |cut: &Cut| match cut {
        Cut::Number(amount) => Some(amount.value as u64),
        Cut::Day(day) => Some(u64::from(day.month) << 8 | u64::from(day.day)),
        Cut::Word(id) => word(*id).hidden().map(|days| days << 32),
    };
    let issue = hash_all(SEED, cuts.iter().filter_map(hidden));
    (hash_all(SEED, cuts.iter().map(shown)) | 1, issue)
}
