//! The mix of a generated dump: fixed, so that what is measured on it stays comparable.
//!
//! Of the titles, 60 in a hundred are singles, 6 are traps and 34 stand in clusters of 2 to 200. These
//! figures, and the odds of sizes, edits and traps, were written down before anything was tuned to the
//! result. They may only change together with [`super::RECIPE_VERSION`].

use super::edits::Edit;
use super::forms::Section;
use super::traps::Trap;

/// Titles without a repeat, in a hundred. The models that traps imitate are mostly among them.
pub const SINGLES: u32 = 60;
/// Titles that look like another and are not, in a hundred.
pub const TRAPS: u32 = 6;

/// Odds of cluster sizes, as ranges in which all are equally likely. The mean is about 3.6.
pub const SIZES: [(u32, (u32, u32)); 9] = [
    (5_000, (2, 2)),
    (2_000, (3, 3)),
    (1_100, (4, 4)),
    (600, (5, 5)),
    (900, (6, 9)),
    (350, (10, 19)),
    (35, (20, 49)),
    (12, (50, 99)),
    (3, (100, 200)),
];

/// How many edits make a repeat; none leaves the title as it was (syndicated).
pub const EDITS: [(u32, usize); 4] = [(25, 0), (45, 1), (22, 2), (8, 3)];

/// Share of each edit among all that are made, in a hundred.
#[cfg_attr(not(test), allow(dead_code, reason = "what a test holds the odds to"))]
pub const EDIT_SHARES: [(u32, Edit); 11] = [
    (24, Edit::Suffix),
    (8, Edit::Prefix),
    (12, Edit::Case),
    (14, Edit::Punctuation),
    (12, Edit::Drop),
    (5, Edit::Swap),
    (9, Edit::Insert),
    (5, Edit::Typo),
    (6, Edit::Synonym),
    (3, Edit::Truncation),
    (2, Edit::NumberWord),
];
/// Odds that lead to these shares. Not every title has a weak word or a small number: an edit that
/// cannot be made is drawn again, so edits that often cannot need higher odds.
pub const EDIT_ODDS: [(u32, Edit); 11] = [
    (200, Edit::Suffix),
    (63, Edit::Prefix),
    (95, Edit::Case),
    (110, Edit::Punctuation),
    (280, Edit::Drop),
    (190, Edit::Swap),
    (71, Edit::Insert),
    (42, Edit::Typo),
    (205, Edit::Synonym),
    (25, Edit::Truncation),
    (160, Edit::NumberWord),
];

/// Odds of each kind of trap, counted in traps: names are changed in two ways.
pub const TRAP_ODDS: [(u32, Trap); 5] = [
    (25, Trap::Series),
    (25, Trap::Number),
    (13, Trap::Reversed),
    (12, Trap::Renamed),
    (25, Trap::Template),
];
/// A model of a number or name trap is the first of a cluster in so many of a hundred cases.
pub const CLUSTERED_MODELS: u32 = 25;

/// Odds of how a title begins that no trap imitates.
pub const HEADS: [(u32, Section); 3] =
    [(86, Section::Head), (8, Section::Counted), (6, Section::Rivals)];

/// Titles for each topic.
pub const TITLES_PER_TOPIC: u32 = 10;
/// One topic of so many is hot.
pub const TOPICS_PER_HOT: usize = 100;
/// Titles that a hot topic holds, in a hundred.
pub const HOT_TITLES: u32 = 20;
/// Words of a title that come from its topic, in a hundred, where the topic has such words.
pub const TOPIC_WORDS: u32 = 35;
/// A topic stays in the news for no longer than so many days.
pub const TOPIC_DAYS: u32 = 14;
/// Repeats follow their first within so many days.
pub const REPEAT_DAYS: u32 = 4;
/// A repeat has its first's URL and source in so many of a hundred cases: the page got a new title.
pub const SAME_URL: u32 = 4;

/// Odds of how many words a title has at least; the last tail may add three more.
pub const LENGTHS: [(u32, u32); 10] =
    [(6, 6), (8, 7), (12, 8), (16, 9), (18, 10), (15, 11), (11, 12), (7, 13), (4, 15), (3, 17)];

/// Days of a dump: two years.
pub const DAYS: u32 = 731;
/// Days that the issues of a series, and all other traps and repeats, need at most.
pub const SERIES_DAYS: u32 = 36;
/// Outlets, drawn by a Zipf law.
pub const OUTLETS: u32 = 400;
