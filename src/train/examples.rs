//! Labeled pairs as examples: every pair measured with all it has, and without.
//!
//! A judge that saw only pairs with dates and sources would take their absence for evidence. So each
//! pair is seen in five variants, of which four are trained on, each counting a quarter of an example;
//! the fifth, all sources alike, is only measured. Pairs are put in an order of their own (sides, label,
//! stratum, weight), so a shuffled file gives the same examples in the same order, bit for bit.

use rayon::prelude::*;
use std::collections::BTreeSet;

use crate::error::{Error, ErrorKind, Result};
use crate::eval::{Bench, Blank, LabeledPair, Side, stories};
use crate::findings::Share;
use crate::hash::{hash, hash_all};
use crate::judge::{EVIDENCE, Veto};
use crate::read::decode_references;
use crate::stamp::Stamp;

/// With fewer pairs than this nothing is fitted: there are about fifty weights.
pub const FEWEST_PAIRS: usize = 100;
/// Of each label there have to be so many.
pub const FEWEST_OF_A_LABEL: usize = 20;
/// How many of [`VARIANTS`], from the first, are trained on.
pub const TRAINED: usize = 4;
const SEED: u64 = 0x0070_A185;

/// How much of a pair is known.
#[derive(Clone, Copy, Debug)]
pub struct Variant {
    /// What it is called in reports.
    pub name: &'static str,
    /// Makes the variant of a pair.
    pub change: fn(&mut LabeledPair),
}

/// The variants that are measured.
pub const VARIANTS: [Variant; 5] = [
    Variant { name: "full", change: |_| {} },
    Variant { name: "no dates", change: |pair| pair.forget(Blank { dates: true, sources: false }) },
    Variant {
        name: "no sources",
        change: |pair| pair.forget(Blank { dates: false, sources: true }),
    },
    Variant { name: "neither", change: |pair| pair.forget(Blank { dates: true, sources: true }) },
    Variant { name: "one source for all", change: one_source },
];

fn one_source(pair: &mut LabeledPair) {
    for side in [&mut pair.sides.0, &mut pair.sides.1] {
        side.source = Some("one".to_owned());
    }
}

/// A pair as the judge sees it in one variant.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// All pieces of evidence, 0 to 1000, in the order of [`EVIDENCE`].
    pub measures: Vec<i32>,
    /// The titles read the same, so that nothing but a veto keeps them apart.
    pub settled: bool,
    /// What forbids folding.
    pub veto: Option<Veto>,
    /// Similarity of the titles.
    pub similarity: Share,
}

/// Pairs in their own order, and what the judge sees of them.
#[derive(Clone, Debug)]
pub struct Examples {
    /// The pairs.
    pub pairs: Vec<LabeledPair>,
    /// The story of each pair, numbered from 0 up.
    pub stories: Vec<u32>,
    /// Every pair in every variant: by variant, then by pair.
    pub views: Vec<Vec<View>>,
}

impl Examples {
    /// Measures pairs on a bench, in all variants.
    ///
    /// # Errors
    /// [`ErrorKind::Settings`] where there are fewer pairs, or fewer of one label, than a fit needs.
    pub fn new(mut pairs: Vec<LabeledPair>, bench: &Bench) -> Result<Self> {
        check_enough(&pairs)?;
        pairs.sort_by(LabeledPair::rank);
        let stories = stories(&pairs);
        let seen = |variant: &Variant| {
            let view = |pair: &LabeledPair| View::of(pair, variant, bench);
            pairs.par_iter().map(view).collect()
        };
        let views = VARIANTS.iter().map(seen).collect();
        Ok(Self { pairs, stories, views })
    }

    /// For each piece of evidence, whether some pair shows it in a variant that is trained on.
    pub fn shown(&self) -> Vec<bool> {
        let views = || self.views[..TRAINED].iter().flatten();
        (0..EVIDENCE.len()).map(|piece| views().any(|view| view.measures[piece] != 0)).collect()
    }

    /// The first and the last day of publication, as in `2025-04-28`, where any is known.
    pub fn days(&self) -> Option<(String, String)> {
        let sides = self.pairs.iter().flat_map(|pair| [&pair.sides.0, &pair.sides.1]);
        let days = || sides.clone().filter_map(|side| side.date);
        let day = |stamp: Stamp| stamp.to_string().chars().take(10).collect();
        Some((day(days().min()?), day(days().max()?)))
    }

    /// Identifies the pairs, in whatever order they stood in their file: 16 hexadecimal digits of the
    /// portable hash.
    pub fn fingerprint(&self) -> String {
        let one = |pair: &LabeledPair| hash(SEED, pair.line().as_bytes());
        format!("{:016x}", hash_all(SEED, self.pairs.iter().map(one)))
    }
}

impl View {
    fn of(pair: &LabeledPair, variant: &Variant, bench: &Bench) -> Self {
        let mut changed = pair.clone();
        (variant.change)(&mut changed);
        let case = bench.case(&changed.sides.0, &changed.sides.1);
        let judge = case.judge(&bench.model, &bench.settings);
        let compared = case.compare(&judge, 0, 1);
        let judgment = judge.judge_comparison(&compared);
        Self {
            measures: EVIDENCE.iter().map(|piece| (piece.measure)(&compared)).collect(),
            settled: compared.reads_the_same() && judgment.veto.is_none(),
            veto: judgment.veto,
            similarity: judgment.similarity,
        }
    }
}

/// Leaves out pairs of which a title stands in `titles`; gives how many.
pub fn exclude(pairs: &mut Vec<LabeledPair>, titles: &BTreeSet<String>) -> usize {
    let before = pairs.len();
    let stands = |side: &Side| titles.contains(&plain(&side.title));
    pairs.retain(|pair| !stands(&pair.sides.0) && !stands(&pair.sides.1));
    before - pairs.len()
}

/// A title as titles to leave out are compared: references decoded, no space around it.
pub fn plain(title: &str) -> String {
    decode_references(title.trim()).trim().to_owned()
}

fn check_enough(pairs: &[LabeledPair]) -> Result<()> {
    let same = pairs.iter().filter(|pair| pair.same).count();
    let rarer = same.min(pairs.len() - same);
    if pairs.len() >= FEWEST_PAIRS && rarer >= FEWEST_OF_A_LABEL {
        return Ok(());
    }
    let message = format!(
        "found {} labeled pairs ({same} of them the same), expected at least {FEWEST_PAIRS} with \
         {FEWEST_OF_A_LABEL} of each label; label more pairs",
        pairs.len()
    );
    Err(Error::new(ErrorKind::Settings, message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::read_date;
    use crate::judge::{Knowledge, Model};
    use crate::settings::Settings;
    use crate::survey::CorpusStats;
    use crate::train::fixture::{pair, pairs};

    fn with_bench<T>(then: impl FnOnce(&Bench) -> T) -> T {
        let (stats, settings) = (CorpusStats::default(), Settings::default());
        let knowledge = Knowledge::new(&stats, &settings);
        then(&Bench { settings: settings.clone(), model: Model::shipped().unwrap(), knowledge })
    }

    #[test]
    fn every_variant_is_seen_by_the_judge() {
        let mut pair = pair("Jets scrambled over strait", "Jets scrambled over strait", true);
        for side in [&mut pair.sides.0, &mut pair.sides.1] {
            side.date = Some(read_date("2025-05-01").unwrap());
            side.source = Some("bbc".to_owned());
        }
        let place = |name| EVIDENCE.iter().position(|piece| piece.name == name).unwrap();
        let told = ["same-day", "same-source", "undated", "unsourced"].map(place);
        let seen =
            |variant| with_bench(|bench| View::of(&pair, &VARIANTS[variant], bench).measures);
        let told_of = |variant: usize| told.map(|place| seen(variant)[place] / 1000);
        assert_eq!([told_of(0), told_of(1)], [[1, 1, 0, 0], [0, 1, 1, 0]]);
        assert_eq!([told_of(2), told_of(3)], [[1, 0, 0, 1], [0, 0, 1, 1]]);
        assert_eq!(told_of(4), told_of(0));
    }

    #[test]
    fn the_order_of_the_file_does_not_show() {
        let seen = |pairs: Vec<LabeledPair>| {
            let examples = with_bench(|bench| Examples::new(pairs, bench)).unwrap();
            (examples.fingerprint(), examples.stories, examples.views)
        };
        let (straight, mut turned) = (pairs(120), pairs(120));
        turned.reverse();
        for pair in &mut turned {
            std::mem::swap(&mut pair.sides.0, &mut pair.sides.1);
        }
        assert_eq!(seen(straight.clone()), seen(turned.clone()));
        turned[7].same = !turned[7].same;
        assert_ne!(seen(straight).0, seen(turned).0);
    }

    #[test]
    fn titles_are_left_out_decoded_and_too_few_pairs_are_refused() {
        let mut few = pairs(100);
        few.push(pair("Cats &amp; dogs", "x", true));
        let titles = BTreeSet::from([plain(" Cats & dogs")]);
        assert_eq!((exclude(&mut few, &titles), few.len()), (1, 100));
        few.pop();
        let error = with_bench(|bench| Examples::new(few, bench)).unwrap_err().to_string();
        assert!(error.starts_with("found 99 labeled pairs"), "{error}");
    }
}
