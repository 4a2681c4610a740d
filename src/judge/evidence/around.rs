//! Evidence: what stands around the titles: URL, time, source, series.
//!
//! What is unknown is a piece of its own, crossed with what matters more without it, so that the model
//! can be trained on pairs with and without dates and sources, and absence stays neutral.

use super::{Evidence, Speaks, share, silent, yes};
use crate::judge::Comparison;

/// Days beyond this many make no further difference.
const FORTNIGHT: u64 = 14;

pub(super) const SAME_URL: Evidence = Evidence {
    name: "same-url",
    speaks: Speaks::For,
    about: "the same URL",
    measure: |pair| yes(pair.same_url()),
    says: |_, _| "the same URL".to_owned(),
};

pub(super) const SAME_DAY: Evidence = Evidence {
    name: "same-day",
    speaks: Speaks::For,
    about: "published the same day",
    measure: |pair| yes(pair.published_apart() == Some(0)),
    says: |_, _| "the same day".to_owned(),
};

pub(super) const DAYS_APART: Evidence = Evidence {
    name: "days-apart",
    speaks: Speaks::Against,
    about: "days between publication, up to fourteen",
    measure: |pair| share(pair.published_apart().unwrap_or(0).min(FORTNIGHT), FORTNIGHT),
    says: |pair, _| match pair.published_apart() {
        Some(1) => "one day apart".to_owned(),
        Some(days) => format!("{days} days apart"),
        None => String::new(),
    },
};

pub(super) const NEXT_DAY: Evidence = Evidence {
    name: "next-day",
    speaks: Speaks::For,
    about: "published on two days in a row",
    measure: |pair| yes(pair.published_apart() == Some(1)),
    says: |_, _| "one day apart".to_owned(),
};

pub(super) const WITHIN_THREE_HOURS: Evidence = Evidence {
    name: "within-three-hours",
    speaks: Speaks::For,
    about: "published within three hours",
    measure: |pair| yes(pair.hours_apart().is_some_and(|hours| hours <= 3)),
    says: |pair, _| hours_said(pair),
};

pub(super) const WITHIN_TWELVE_HOURS: Evidence = Evidence {
    name: "within-twelve-hours",
    speaks: Speaks::For,
    about: "published within twelve hours; where only days are known, on the same day",
    measure: |pair| yes(within(pair, 12, 0)),
    says: |pair, _| hours_said(pair),
};

pub(super) const WITHIN_A_DAY_AND_A_HALF: Evidence = Evidence {
    name: "within-36-hours",
    speaks: Speaks::For,
    about: "published within 36 hours; where only days are known, on the same day or the next",
    measure: |pair| yes(within(pair, 36, 1)),
    says: silent,
};

/// Hours where they are known, else what is known: the day.
fn hours_said(pair: &Comparison) -> String {
    match pair.hours_apart() {
        None => "the same day".to_owned(),
        Some(0) => "within the hour".to_owned(),
        Some(1) => "one hour apart".to_owned(),
        Some(hours) => format!("{hours} hours apart"),
    }
}

/// At most so many hours apart, or so many days where the hours are unknown.
fn within(pair: &Comparison, hours: u64, days: u64) -> bool {
    match (pair.hours_apart(), pair.published_apart()) {
        (Some(apart), _) => apart <= hours,
        (None, Some(apart)) => apart <= days,
        _ => false,
    }
}

pub(super) const LISTED_TOGETHER: Evidence = Evidence {
    name: "listed-together",
    speaks: Speaks::For,
    about: "put on their list on the same day, the days of publication unknown",
    measure: |pair| {
        let listed = pair.a.listed.is_some() && pair.a.listed == pair.b.listed;
        yes(listed && pair.published_apart().is_none())
    },
    says: |_, _| "listed on the same day".to_owned(),
};

pub(super) const UNDATED: Evidence = Evidence {
    name: "undated",
    speaks: Speaks::Either,
    about: "a date is unknown",
    measure: |pair| yes(pair.published_apart().is_none()),
    says: silent,
};

pub(super) const UNDATED_LIKENESS: Evidence = Evidence {
    name: "undated-likeness",
    speaks: Speaks::Either,
    about: "likeness, where a date is unknown",
    measure: |pair| {
        if pair.published_apart().is_none() { pair.overlap.jaccard() as i32 } else { 0 }
    },
    says: silent,
};

pub(super) const UNDATED_CONTESTED: Evidence = Evidence {
    name: "undated-contested",
    speaks: Speaks::Against,
    about: "lone words on both sides, where a date of publication is unknown",
    measure: |pair| if pair.published_apart().is_none() { contested(pair) } else { 0 },
    says: silent,
};

pub(super) const SAME_SOURCE: Evidence = Evidence {
    name: "same-source",
    speaks: Speaks::Either,
    about: "the same source",
    measure: |pair| yes(pair.same_source()),
    says: |_, _| "the same source".to_owned(),
};

pub(super) const SAME_SOURCE_LATER: Evidence = Evidence {
    name: "same-source-later",
    speaks: Speaks::Against,
    about: "the same source on another day: rather the next of a series than a repeat",
    measure: |pair| yes(pair.same_source() && pair.published_apart().is_some_and(|days| days > 0)),
    says: |_, _| "the same source wrote again on another day".to_owned(),
};

pub(super) const SAME_SOURCE_CONTESTED: Evidence = Evidence {
    name: "same-source-contested",
    speaks: Speaks::Against,
    about: "the same source, with lone words on both sides",
    measure: |pair| if pair.same_source() { contested(pair) } else { 0 },
    says: |_, _| "the same source, with other words".to_owned(),
};

pub(super) const UNSOURCED: Evidence = Evidence {
    name: "unsourced",
    speaks: Speaks::Either,
    about: "a source is unknown",
    measure: |pair| yes(unsourced(pair)),
    says: silent,
};

pub(super) const UNSOURCED_CONTESTED: Evidence = Evidence {
    name: "unsourced-contested",
    speaks: Speaks::Against,
    about: "lone words on both sides, where a source is unknown",
    measure: |pair| if unsourced(pair) { contested(pair) } else { 0 },
    says: silent,
};

pub(super) const SERIES: Evidence = Evidence {
    name: "series",
    speaks: Speaks::Against,
    about: "both belong to series that the corpus shows",
    measure: |pair| yes(pair.a.series && pair.b.series),
    says: |_, _| "titles of a series".to_owned(),
};

fn unsourced(pair: &Comparison) -> bool {
    pair.a.source.is_none() || pair.b.source.is_none()
}

/// Share of the lighter title's weight that stands on one side only, on both sides.
fn contested(pair: &Comparison) -> i32 {
    1000 - (pair.overlap.containment().min(1000) as i32)
}
