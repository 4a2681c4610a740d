//! Judgments in words, one after another, with what was read of their titles kept for the next.
//!
//! Only what a sentence is made of is worked out: what the rules took from a title where two titles are
//! the same but for that, shared and telling words where evidence is said.

use std::cell::OnceCell;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Veto;
use super::difference::difference;
use super::glossary::{Glossary, Words};
use super::why::{Basis, basis, why};
use super::{Case, Comparison, Judge, Judgment, LogOdds};
use crate::entry::Entry;
use crate::normalize::Stripped;

/// A judgment in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// One sentence, without a full stop.
    pub why: String,
    /// The words that differ, `here / there`; empty where none does.
    pub differs: String,
    /// The log-odds, weighed now where the judgment left them open.
    pub log_odds: LogOdds,
}

/// An entry's title as a person reads it, read once for all that it is compared with.
pub struct Side<'e> {
    place: usize,
    entry: &'e Entry,
    words: OnceCell<Words<'e>>,
    stripped: OnceCell<Vec<Stripped>>,
}

impl<'e> Side<'e> {
    /// The entry of this number.
    pub fn new(place: usize, entry: &'e Entry) -> Self {
        Self { place, entry, words: OnceCell::new(), stripped: OnceCell::new() }
    }
}

/// Says why pairs were judged as they were. One serves one thread.
pub struct Explainer<'a> {
    case: &'a Case<'a>,
    judge: &'a Judge<'a>,
    glossary: Glossary<'a>,
}

impl<'a> Explainer<'a> {
    /// Explains the judgments of `judge` on the entries of `case`.
    pub fn new(case: &'a Case<'a>, judge: &'a Judge<'a>) -> Self {
        Self { case, judge, glossary: Glossary::new(&case.vocabulary, &case.weights) }
    }

    /// Says why a pair of entries was judged as it was. `a` comes first in what is shown.
    pub fn explain(&mut self, a: usize, b: usize, judgment: &Judgment) -> Explanation {
        let pair = self.case.compare(self.judge, a, b);
        let entries = (self.case.entries.get(a), self.case.entries.get(b));
        let (a, b) = (Side::new(a, &entries.0), Side::new(b, &entries.1));
        self.explain_pair((&a, &b), &pair, judgment)
    }

    /// The same for a pair that was laid side by side, in either order.
    pub fn explain_pair<'e>(
        &mut self,
        (a, b): (&Side<'e>, &Side<'e>),
        pair: &Comparison,
        judgment: &Judgment,
    ) -> Explanation {
        let basis = basis(pair, judgment);
        let named = matches!(basis, Basis::Evidence | Basis::Veto(Veto::Name));
        let mut differs = if a.entry.title() == b.entry.title() && !named {
            super::Difference::default()
        } else {
            difference((self.words(a), self.words(b)), &mut self.glossary, named)
        };
        if basis == Basis::Title && !reads_alike(a, b) {
            differs.name_edges(self.stripped(a), self.stripped(b));
        }
        let log_odds = if judgment.is_weighed() {
            judgment.log_odds
        } else {
            self.judge.judge_comparison(pair).log_odds
        };
        let why = why(pair, judgment, self.judge, &differs);
        Explanation { why, differs: differs.shown(), log_odds }
    }

    fn words<'e, 's>(&self, side: &'s Side<'e>) -> &'s Words<'e> {
        side.words.get_or_init(|| {
            Words::new(side.entry.title(), self.case.language(&side.entry.origin.file))
        })
    }

    fn stripped<'s>(&self, side: &'s Side) -> &'s [Stripped] {
        side.stripped.get_or_init(|| self.case.draft(side.place).stripped)
    }
}

/// Explainers at rest. What one has learned of words serves the part that takes it up next.
pub struct Explainers<'a> {
    case: &'a Case<'a>,
    judge: &'a Judge<'a>,
    resting: Mutex<Vec<Explainer<'a>>>,
}

impl<'a> Explainers<'a> {
    /// Those for the judgments of `judge` on the entries of `case`.
    pub fn new(case: &'a Case<'a>, judge: &'a Judge<'a>) -> Self {
        Self { case, judge, resting: Mutex::default() }
    }

    /// Lends one for as long as `say` takes.
    pub fn lend<T>(&self, say: impl FnOnce(&mut Explainer<'a>) -> T) -> T {
        let rested = self.resting().pop();
        let mut explainer = rested.unwrap_or_else(|| Explainer::new(self.case, self.judge));
        let said = say(&mut explainer);
        self.resting().push(explainer);
        said
    }

    fn resting(&self) -> MutexGuard<'_, Vec<Explainer<'a>>> {
        self.resting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// True where the rules take the same from both titles: all they know beside a title is its source.
fn reads_alike(a: &Side, b: &Side) -> bool {
    let (a, b) = (a.entry, b.entry);
    a.title() == b.title() && a.source == b.source
}
