//! One link as it was read: the noun that flows from the reader to the report.
//!
//! Every field holds what the input said, decoded but not normalized. After reading, entries are put
//! in *rank* order (date, title, URL, source, own id); from then on an entry is known by its index in
//! that order, and every tie in every step is broken by it. Where an entry stood in the input matters
//! to its [`Origin`] only, so a shuffled input gives the same result.

use std::cmp::Ordering;

use crate::origin::Origin;
use crate::stamp::Stamp;

/// One link with its title and what else the input told about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The title as received: character references decoded once, surrounding white space removed.
    pub title: String,
    /// The link, as received.
    pub url: Option<String>,
    /// The outlet, feed or site, as received.
    pub source: Option<String>,
    /// The input's own identifier.
    pub id: Option<String>,
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
    pub fn new(title: impl Into<String>, origin: Origin) -> Self {
        Self {
            title: title.into(),
            url: None,
            source: None,
            id: None,
            published: None,
            added: None,
            updated: None,
            origin,
        }
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
        self.id.clone().unwrap_or_else(|| self.origin.to_string())
    }

    /// Orders entries by rank: date (unknown last), title, URL, source, own id, other dates.
    ///
    /// Two entries that compare equal differ in their origin alone, so whichever comes first the
    /// findings are the same.
    pub fn rank(&self, other: &Self) -> Ordering {
        dated_first(self.date(), other.date())
            .then_with(|| self.title.as_bytes().cmp(other.title.as_bytes()))
            .then_with(|| self.url.cmp(&other.url))
            .then_with(|| self.source.cmp(&other.source))
            .then_with(|| self.id.cmp(&other.id))
            .then_with(|| (self.added, self.updated).cmp(&(other.added, other.updated)))
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
