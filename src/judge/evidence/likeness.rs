//! Evidence: how much the two titles have in common.

use super::{Evidence, Speaks, share, silent, yes};
use crate::judge::Comparison;
use crate::normalize::{Title, Word};
use crate::weigh::WEIGHT_UNIT;

/// Bits at which a token is as rare as matters.
const RAREST: u32 = 14 * WEIGHT_UNIT;
/// Shared content words beyond this many add nothing.
const MANY: u64 = 8;

pub(super) const LIKENESS: Evidence = Evidence {
    name: "likeness",
    speaks: Speaks::For,
    about: "weighted Jaccard similarity of the words",
    measure: likeness,
    says: |pair, _| {
        let percent = likeness(pair) / 10;
        if pair.same_words() {
            "the same words".to_owned()
        } else {
            format!("{percent} % of the words, by weight")
        }
    },
};

fn likeness(pair: &Comparison) -> i32 {
    if pair.same_words() && !pair.shared.is_empty() { 1000 } else { pair.overlap.jaccard() as i32 }
}

pub(super) const CONTAINMENT: Evidence = Evidence {
    name: "containment",
    speaks: Speaks::For,
    about: "shared weight over the lighter title's",
    measure: |pair| pair.overlap.containment().min(1000) as i32,
    says: |pair, _| {
        let whole = pair.overlap.containment() >= 1000 && !pair.same_words();
        if whole { "one title holds all words of the other".to_owned() } else { String::new() }
    },
};

pub(super) const TRIGRAMS: Evidence = Evidence {
    name: "trigrams",
    speaks: Speaks::For,
    about: "Jaccard similarity of character 3-grams",
    measure: trigrams,
    says: silent,
};

fn trigrams(pair: &Comparison) -> i32 {
    if pair.a.title.text == pair.b.title.text && !pair.a.title.words().is_empty() {
        return 1000;
    }
    let overlap = pair.vocabulary.trigrams(&pair.a.title, &pair.b.title);
    share(overlap.shared, overlap.all)
}

pub(super) const SAME_ORDER: Evidence = Evidence {
    name: "same-order",
    speaks: Speaks::For,
    about: "share of neighboring shared words that stand in the same order",
    measure: same_order,
    says: |pair, _| match (same_order(pair), pair.same_words()) {
        (1000, _) => String::new(),
        (_, true) => "in another order".to_owned(),
        _ => String::new(),
    },
};

fn same_order(pair: &Comparison) -> i32 {
    let kept = pair.shared.windows(2).filter(|two| two[0].places.1 < two[1].places.1).count();
    share(kept as u64, pair.shared.len().saturating_sub(1) as u64)
}

pub(super) const SHARED_PHRASES: Evidence = Evidence {
    name: "shared-phrases",
    speaks: Speaks::For,
    about: "share of neighboring content words that are neighbors in the other title, too",
    measure: shared_phrases,
    says: silent,
};

/// Dice coefficient of the pairs of neighboring tokens.
fn shared_phrases(pair: &Comparison) -> i32 {
    let (a, b) = (pair.a.title.words(), pair.b.title.words());
    let same = |x: &[Word], y: &[Word]| x[0].token == y[0].token && x[1].token == y[1].token;
    let shared = a.windows(2).filter(|x| b.windows(2).any(|y| same(x, y))).count() as u64;
    let all = a.len().saturating_sub(1) + b.len().saturating_sub(1);
    share(2 * shared, all as u64)
}

pub(super) const LIKENESS_BEYOND: Evidence = Evidence {
    name: "likeness-beyond",
    speaks: Speaks::For,
    about: "how far the weighted Jaccard similarity is beyond a half",
    measure: |pair| (2 * likeness(pair) - 1000).max(0),
    says: silent,
};

pub(super) const SAME_TEXT: Evidence = Evidence {
    name: "same-text",
    speaks: Speaks::For,
    about: "the same title once normalized",
    measure: |pair| yes(pair.a.title.text == pair.b.title.text),
    says: |_, _| "the same title".to_owned(),
};

pub(super) const SHARED_WORDS: Evidence = Evidence {
    name: "shared-words",
    speaks: Speaks::For,
    about: "number of shared content words, up to eight",
    measure: |pair| share(shared_words(pair).min(MANY), MANY),
    says: silent,
};

fn shared_words(pair: &Comparison) -> u64 {
    pair.shared.iter().filter(|word| !word.word.numeric()).count() as u64
}

pub(super) const RAREST_SHARED: Evidence = Evidence {
    name: "rarest-shared",
    speaks: Speaks::For,
    about: "weight of the rarest shared word",
    measure: |pair| {
        let words = pair.shared.iter().filter(|word| !word.word.numeric());
        share(words.map(|word| u64::from(word.weight)).max().unwrap_or(0), u64::from(RAREST))
    },
    says: |_, differs| match &differs.shared[..] {
        [] => "a rare word in common".to_owned(),
        words => format!("both say {}", words.join(", ")),
    },
};

pub(super) const OPENING: Evidence = Evidence {
    name: "opening",
    speaks: Speaks::Either,
    about: "the titles begin with the same content word",
    measure: |pair| {
        let first = |title: &Title| title.words().first().map(|word| word.token);
        let (a, b) = (first(&pair.a.title), first(&pair.b.title));
        yes(a.is_some() && a == b)
    },
    says: silent,
};
