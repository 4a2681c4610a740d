//! One entry as the judge sees it: its title in comparable form, and what else is known.

use crate::normalize::Title;
use crate::weigh::Bag;

/// One side of a pair.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    /// The title.
    pub title: Title,
    /// The title as a weighted set.
    pub bag: Bag,
    /// Equal for entries with the same URL; none where a URL is missing or stands for many stories.
    pub url: Option<u64>,
    /// Equal for entries of the same source.
    pub source: Option<u64>,
    /// Day of the entry, since 1970-01-01, whatever date it is: for the window.
    pub day: Option<i64>,
    /// Day of publication. The day on which a link was put on a list says little about when the story
    /// broke, so only this one is evidence.
    pub published: Option<i64>,
    /// Hour of publication, since 1970-01-01, where more than the day is known.
    pub hour: Option<i64>,
    /// Day on which the link was put on its list.
    pub listed: Option<i64>,
    /// The title is an issue of a series that the survey saw.
    pub series: bool,
    /// The same source has this very title on many days.
    pub recurring: bool,
}

/// Days within which a title that is published again is the same item. Later it may be this year's
/// `Best TV shows` of another outlet, and the judge is asked.
const NEAR: u64 = 3;

impl Subject {
    /// True where both were published within days, or nothing is known of it.
    pub fn is_near(&self, other: &Self) -> bool {
        let apart = self.published.zip(other.published).map(|(a, b)| a.abs_diff(b));
        apart.is_none_or(|days| days <= NEAR)
    }
}
