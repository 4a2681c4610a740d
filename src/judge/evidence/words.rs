//! Evidence: what the words say that only one title has, and how much there is to go by.

use super::{Evidence, Speaks, share, silent, yes};
use crate::judge::Comparison;
use crate::judge::comparison::LoneWord;
use crate::weigh::WEIGHT_UNIT;

const RAREST: u32 = 14 * WEIGHT_UNIT;
/// Titles with at least this many content words are not short.
const ENOUGH: u64 = 5;
/// Lone words beyond this many add nothing.
const MANY: u64 = 5;

fn words(lone: &[LoneWord]) -> impl Iterator<Item = &LoneWord> {
    lone.iter().filter(|lone| !lone.word.numeric())
}

fn rarest(lone: &[LoneWord]) -> u64 {
    words(lone).map(|lone| u64::from(lone.weight)).max().unwrap_or(0)
}

fn weight(lone: &[LoneWord]) -> u64 {
    lone.iter().map(|lone| u64::from(lone.weight)).sum()
}

pub(super) const CONTESTED: Evidence = Evidence {
    name: "contested",
    speaks: Speaks::Against,
    about: "a rare word on each side only: the less rare of the two sides' rarest",
    measure: |pair| share(rarest(&pair.only_a).min(rarest(&pair.only_b)), u64::from(RAREST)),
    says: |_, differs| match &differs.telling {
        (Some(here), Some(there)) => format!("\"{here}\" here, \"{there}\" there"),
        _ => "each has a telling word that the other lacks".to_owned(),
    },
};

pub(super) const CONTESTED_SHARE: Evidence = Evidence {
    name: "contested-share",
    speaks: Speaks::Against,
    about: "weight of lone words on the side with less of them, over the lighter title's",
    measure: |pair| {
        let less = weight(&pair.only_a).min(weight(&pair.only_b));
        share(less, u64::from(pair.overlap.a.min(pair.overlap.b)))
    },
    says: silent,
};

pub(super) const CONTESTED_COUNT: Evidence = Evidence {
    name: "contested-count",
    speaks: Speaks::Against,
    about: "number of lone words on the side with fewer, up to five",
    measure: |pair| {
        let fewer = words(&pair.only_a).count().min(words(&pair.only_b).count()) as u64;
        share(fewer.min(MANY), MANY)
    },
    says: silent,
};

pub(super) const SYNONYMS: Evidence = Evidence {
    name: "synonyms",
    speaks: Speaks::For,
    about: "lone words that stand for one another (`dies`, `dead`), up to two",
    measure: |pair| share(synonyms(pair).min(2), 2),
    says: |_, _| "other words for the same".to_owned(),
};

/// How many of the one side's lone words have a synonym among the other's, each used once.
fn synonyms(pair: &Comparison) -> u64 {
    let groups = |lone: &LoneWord| pair.vocabulary.synonyms(lone.word);
    if pair.only_b.is_empty() || pair.only_a.iter().all(|lone| groups(lone) == 0) {
        return 0;
    }
    let mut free: Vec<u64> = pair.only_b.iter().map(groups).collect();
    let meets = |lone: &&LoneWord| {
        let own = groups(lone);
        let found = free.iter().position(|groups| groups & own != 0);
        found.map(|place| free.swap_remove(place)).is_some()
    };
    pair.only_a.iter().filter(meets).count() as u64
}

pub(super) const CONTESTED_NAMES: Evidence = Evidence {
    name: "contested-names",
    speaks: Speaks::Against,
    about: "a name on each side only",
    measure: |pair| yes(has_name(&pair.only_a) && has_name(&pair.only_b)),
    says: silent,
};

pub(super) const LONE_NAME: Evidence = Evidence {
    name: "lone-name",
    speaks: Speaks::Either,
    about: "a name on one side only",
    measure: |pair| yes(has_name(&pair.only_a) != has_name(&pair.only_b)),
    says: |_, _| "only one has a certain name".to_owned(),
};

fn has_name(lone: &[LoneWord]) -> bool {
    words(lone).any(|lone| lone.word.name())
}

pub(super) const SHARED_NAMES: Evidence = Evidence {
    name: "shared-names",
    speaks: Speaks::For,
    about: "names in common, up to three",
    measure: |pair| {
        let names = pair.shared.iter().filter(|shared| shared.word.name()).count() as u64;
        share(names.min(3), 3)
    },
    says: |_, _| "the same names".to_owned(),
};

pub(super) const REPLACED_NAME: Evidence = Evidence {
    name: "replaced-name",
    speaks: Speaks::Against,
    about: "exactly one word differs, and it is a name",
    measure: |pair| yes(pair.replaced().is_some_and(|(a, b)| a.word.name() || b.word.name())),
    says: |_, _| "one name stands for another in the same place".to_owned(),
};

pub(super) const REPLACED: Evidence = Evidence {
    name: "replaced",
    speaks: Speaks::Against,
    about: "exactly one word differs, between the same neighbors",
    measure: |pair| yes(pair.replaced().is_some()),
    says: |_, _| "one word stands for another in the same place".to_owned(),
};

pub(super) const APPENDED: Evidence = Evidence {
    name: "appended",
    speaks: Speaks::Either,
    about: "weight of lone words on the side with more of them, over the heavier title's",
    measure: |pair| {
        let more = weight(&pair.only_a).max(weight(&pair.only_b));
        share(more, u64::from(pair.overlap.a.max(pair.overlap.b)))
    },
    says: |_, _| "one title says more than the other".to_owned(),
};

pub(super) const SHORT: Evidence = Evidence {
    name: "short",
    speaks: Speaks::Against,
    about: "how far the shorter title falls short of five content words",
    measure: |pair| {
        let words = pair.shorter() as u64;
        share(ENOUGH.saturating_sub(words), ENOUGH)
    },
    says: |_, _| "a very short title".to_owned(),
};

pub(super) const CUT_OFF: Evidence = Evidence {
    name: "cut-off",
    speaks: Speaks::For,
    about: "one title was cut off, and the other begins with what is left of it",
    measure: |pair| yes(begins_alike(pair)),
    says: |_, _| "one title is the beginning of the other, cut off".to_owned(),
};

/// All words of a title that was cut off but the last, which may be half a word, open the other one.
fn begins_alike(pair: &Comparison) -> bool {
    let opens = |cut: &crate::normalize::Title, whole: &crate::normalize::Title| {
        let sure = cut.words().len().saturating_sub(1);
        cut.truncated
            && sure >= 3
            && whole.words().len() >= sure
            && cut.words()[..sure].iter().zip(whole.words()).all(|(a, b)| a.token == b.token)
    };
    opens(&pair.a.title, &pair.b.title) || opens(&pair.b.title, &pair.a.title)
}
