//! Evidence: what turns the sense of a title: negation, opposites, direction, the kind of thing.

use super::{Evidence, Speaks, share, yes};

pub(super) const OPPOSITES: Evidence = Evidence {
    name: "opposites",
    speaks: Speaks::Against,
    about: "one has a word, the other its opposite",
    measure: |pair| yes(pair.a.title.opposites.conflicts(pair.b.title.opposites) != 0),
    says: |_, _| "one says the opposite of the other".to_owned(),
};

pub(super) const NEGATION: Evidence = Evidence {
    name: "negation",
    speaks: Speaks::Against,
    about: "only one is negated",
    measure: |pair| yes(pair.a.title.negated != pair.b.title.negated),
    says: |_, _| "only one has a `not`".to_owned(),
};

pub(super) const REVERSED: Evidence = Evidence {
    name: "reversed",
    speaks: Speaks::Against,
    about: "two words have changed sides of a verb",
    measure: |pair| yes(pair.reversed()),
    says: |_, _| "who does what to whom is reversed".to_owned(),
};

pub(super) const KIND_CONFLICT: Evidence = Evidence {
    name: "kind-conflict",
    speaks: Speaks::Against,
    about: "the titles announce different kinds of thing",
    measure: |pair| {
        let (a, b) = (pair.a.title.kind, pair.b.title.kind);
        yes(a.is_some() && b.is_some() && a != b)
    },
    says: |_, _| "they are different kinds of thing".to_owned(),
};

pub(super) const LONE_KIND: Evidence = Evidence {
    name: "lone-kind",
    speaks: Speaks::Against,
    about: "only one announces its kind",
    measure: |pair| yes(pair.a.title.kind.is_some() != pair.b.title.kind.is_some()),
    says: |_, _| "only one announces what kind of thing it is".to_owned(),
};

pub(super) const GENRES: Evidence = Evidence {
    name: "genres",
    speaks: Speaks::Against,
    about: "what only one of them does (reviews, lists, reacts, asks who), up to four",
    measure: |pair| {
        let differ = pair.a.title.genres ^ pair.b.title.genres;
        share(u64::from(differ.count_ones().min(4)), 4)
    },
    says: |_, _| "only one reviews, lists, asks or reacts".to_owned(),
};

pub(super) const ONE_ASKS: Evidence = Evidence {
    name: "one-asks",
    speaks: Speaks::Against,
    about: "only one asks or explains: `Who is …`, `How to …`",
    measure: |pair| yes(pair.a.title.asks != pair.b.title.asks),
    says: |_, _| "only one of them asks or explains".to_owned(),
};

pub(super) const ONE_LIVE: Evidence = Evidence {
    name: "one-live",
    speaks: Speaks::Against,
    about: "only one announces running coverage",
    measure: |pair| yes(pair.a.title.live != pair.b.title.live),
    says: |_, _| "only one is running coverage".to_owned(),
};

pub(super) const BOTH_LIVE: Evidence = Evidence {
    name: "both-live",
    speaks: Speaks::Against,
    about: "both announce running coverage, in different words",
    measure: |pair| yes(pair.a.title.live && pair.b.title.live && !pair.same_words()),
    says: |_, _| "running coverage of different things".to_owned(),
};
