//! One link as it was read: the noun that flows from the reader to the report.
//!
//! Every text and date holds what the input said, decoded but not normalized. After reading, entries are
//! put in *rank* order (date, title, URL, source, own id); from then on an entry is known by its index in
//! that order, and every tie in every step is broken by it. Where an entry stood in the input matters
//! to its [`Origin`] only, so a shuffled input gives the same result.
//!
//! An entry is small: title, URL and own id share one allocation, and the entries of one outlet share its name.
//! Those of a run are smaller still, as records (`entries`).

use std::cmp::Ordering;
use std::sync::Arc;

use crate::origin::Origin;
use crate::stamp::Stamp;
use crate::texts::Texts;

/// One link with its title and what else the input told about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its title, URL and own id.
    pub texts: Texts,
    /// The outlet, feed or site, as received.
    pub source: Option<Arc<str>>,
    /// When the item was published.
    pub published: Option<Stamp>,
    /// When the item was added to its list.
    pub added: Option<Stamp>,
    /// When the item was last changed.
    pub updated: Option<Stamp>,
    /// Where the entry was read.
    pub origin: Origin,
}

impl Entry {
    /// An entry that has a title and nothing else.
    ///
    /// # Panics
    /// Where the title has 4 GiB or more.
    pub fn new(title: impl Into<Box<str>>, origin: Origin) -> Self {
        Self {
            texts: title.into().into(),
            source: None,
            published: None,
            added: None,
            updated: None,
            origin,
        }
    }

    /// The same entry with this URL.
    ///
    /// # Panics
    /// Where the URL has 4 GiB or more.
    #[must_use]
    pub fn with_url(self, url: &str) -> Self {
        Self { texts: Texts::new(self.title(), Some(url), self.id()), ..self }
    }

    /// The same entry with this id.
    ///
    /// # Panics
    /// Where the id has 4 GiB or more.
    #[must_use]
    pub fn with_id(self, id: &str) -> Self {
        Self { texts: Texts::new(self.title(), self.url(), Some(id)), ..self }
    }

    /// The title as received: character references decoded once, surrounding white space removed.
    pub fn title(&self) -> &str {
        self.texts.title()
    }

    /// The link, as received.
    pub fn url(&self) -> Option<&str> {
        self.texts.url()
    }

    /// The input's own identifier.
    pub fn id(&self) -> Option<&str> {
        self.texts.id()
    }

    /// The date the window and the evidence use: published, else added, else updated.
    pub fn date(&self) -> Option<Stamp> {
        self.published.or(self.added).or(self.updated)
    }

    /// The earliest of published and added (updated only where nothing else is known).
    pub fn first_seen(&self) -> Option<Stamp> {
        match (self.published, self.added) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b).or(self.updated),
        }
    }

    /// The latest date known for the entry.
    pub fn last_seen(&self) -> Option<Stamp> {
        [self.published, self.added, self.updated].into_iter().flatten().max()
    }

    /// The id shown in reports: the input's own, else `FILE:LINE`.
    pub fn shown_id(&self) -> String {
        self.id().map_or_else(|| self.origin.to_string(), str::to_owned)
    }

    /// Orders entries by rank: date (unknown last), title, URL, source, own id, other dates.
    ///
    /// Two entries that compare equal differ in their origin alone, so whichever comes first the
    /// findings are the same.
    pub fn rank(&self, other: &Self) -> Ordering {
        dated_first(self.date(), other.date())
            .then_with(|| self.title().as_bytes().cmp(other.title().as_bytes()))
            .then_with(|| self.url().cmp(&other.url()))
            .then_with(|| self.source.cmp(&other.source))
            .then_with(|| self.id().cmp(&other.id()))
            .then_with(|| (self.added, self.updated).cmp(&(other.added, other.updated)))
    }

    /// Where it stands in the order as far as date and start of the title tell. Where two are equal, rank
    /// decides.
    pub(crate) fn rank_start(&self) -> (u64, u64) {
        let mut start = [0; 8];
        for (to, from) in start.iter_mut().zip(self.title().bytes()) {
            *to = from;
        }
        (self.date().map_or(u64::MAX, Stamp::place), u64::from_be_bytes(start))
    }
}

fn dated_first(a: Option<Stamp>, b: Option<Stamp>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_small() {
        assert_eq!(size_of::<Option<Stamp>>(), 8);
        assert!(size_of::<Entry>() <= 104);
    }
}
