//! What the survey knows of a word, asked when it is first met, and how often the word was seen since.

use super::stats::WordCount;
use crate::normalize::{Bit, Imprint, Language, LanguageVotes, Masked};

/// What is known of a word: two stand in a line of memory, for every word of every title is looked up.
#[derive(Clone, Copy, Default)]
pub(super) struct Known {
    /// False before the word was looked at.
    pub(super) met: bool,
    /// Not a stop word of English.
    pub(super) content: bool,
    pub(super) bit: Bit,
    /// What a mask shows of it.
    pub(super) masked: Masked,
    /// The languages it is a stop word of, one bit each.
    pub(super) voters: u32,
    pub(super) count: Count,
    /// The title that held it last, counted from 1.
    last: u32,
}

/// How often a word was seen in this part.
#[derive(Clone, Copy, Default)]
pub(super) struct Count {
    pub(super) titles: u32,
    sentences: u32,
    capitals: u32,
}

impl Count {
    pub(super) fn with_token(self, token: u64) -> WordCount {
        let [titles, sentences, capitals] =
            [self.titles, self.sentences, self.capitals].map(u64::from);
        WordCount { titles, sentences, capitals, token }
    }
}

impl Known {
    /// What is known of a word, or of the canonical form of a number.
    pub(super) fn new(text: &str, bit: Bit) -> Self {
        let number = text.starts_with('#');
        Self {
            met: true,
            content: !Language::English.is_stop_word(text),
            bit: if number { Imprint::of_token(text).bit() } else { bit },
            voters: if number { 0 } else { LanguageVotes::voters(text) },
            masked: Masked::new(text),
            ..Self::default()
        }
    }

    /// Counts it in a title, once. `telling` says whether capitals tell something of it there, `capital`
    /// whether it has one.
    #[inline]
    pub(super) fn note(&mut self, title: u32, telling: bool, capital: impl FnOnce() -> bool) {
        if std::mem::replace(&mut self.last, title) != title {
            self.count.titles += 1;
            self.count.sentences += u32::from(telling);
            self.count.capitals += u32::from(telling && capital());
        }
    }
}
