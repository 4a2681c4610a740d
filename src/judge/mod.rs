//! Step 7: a pair to a verdict with reasons.
//!
//! A similarity threshold cannot tell a repeat from the next issue of a series, a new toll or the same
//! headline about another country. So the pair is laid side by side once ([`Comparison`]), small named
//! functions read pieces of evidence off it (`evidence`), a linear model with weights from a data file
//! sums them to log-odds (`model`), vetoes stop what no likeness may overrule (`veto`), and the
//! strongest pieces are said in words (`why`, `explain`). This is record linkage after Fellegi and Sunter (1969)
//! with trained weights.
//!
//! Guarantees: the verdict is symmetric, a function of the two subjects and the model alone, and all
//! sums are integers.

mod case;
mod company;
mod comparison;
mod difference;
mod evidence;
mod exchange;
mod explain;
mod glossary;
mod model;
mod model_file;
mod names;
mod numbers;
mod recurrence;
mod spelling;
mod subject;
mod subjects;
mod veto;
mod why;

pub use case::{Case, Knowledge};
pub use comparison::Comparison;
pub use difference::{Difference, difference};
pub use evidence::{EVIDENCE, EVIDENCE_VERSION, Evidence, Speaks};
pub use explain::{Explainer, Explainers, Explanation, Side};
pub use glossary::{Glossary, Words};
pub use model::{LogOdds, Model};
pub use model_file::ModelNotes;
pub use names::NameConflict;
pub use recurrence::Recurrence;
pub use subject::{Head, Subject};
pub use subjects::Subjects;
pub use veto::Veto;
pub use why::{Contribution, contributions, why};

use std::rc::Rc;

use crate::findings::{Share, Verdict};
use crate::normalize::Vocabulary;
use crate::settings::{Level, Window};
use crate::weigh::{Company, Weights};

/// What the judge says of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgment {
    /// Log-odds that the pair is the same item, in thousandths of a nat, before any veto; [`UNWEIGHED`] where it was
    /// all one how low they are ([`Judge::judge_if`]).
    pub log_odds: LogOdds,
    /// What forbids folding, whatever the log-odds say.
    pub veto: Option<Veto>,
    /// The verdict.
    pub verdict: Verdict,
    /// Similarity of the titles.
    pub similarity: Share,
}

/// The log-odds of a pair whose evidence was not weighed: far below any sum, with room to subtract from.
pub const UNWEIGHED: LogOdds = LogOdds::MIN / 2;

impl Judgment {
    /// True where all evidence was weighed.
    pub fn is_weighed(&self) -> bool {
        self.log_odds != UNWEIGHED
    }
}

/// Judges pairs under one model and level.
#[derive(Clone, Copy, Debug)]
pub struct Judge<'a> {
    /// The weights.
    pub model: &'a Model,
    /// How much two entries may differ.
    pub level: Level,
    /// How far apart they may be.
    pub window: Window,
    /// Tokens of the titles.
    pub vocabulary: &'a Vocabulary,
    /// Their weights.
    pub weights: &'a Weights,
    /// In which company they stand.
    pub company: &'a Company<'a>,
}

impl<'a> Judge<'a> {
    /// Lays a pair side by side.
    pub fn compare(&self, a: &Rc<Subject>, b: &Rc<Subject>) -> Comparison<'a> {
        Comparison::new(a, b, self)
    }

    /// Judges a pair.
    pub fn judge(&self, a: &Rc<Subject>, b: &Rc<Subject>) -> Judgment {
        self.judge_comparison(&self.compare(a, b))
    }

    /// Judges a pair, unless `matters` is false for the judgment that the pair would get if all that is
    /// costly to find out spoke for it. Whatever matters has to matter more with higher log-odds. Below `floor`, which
    /// means apart, it is all one how low they are: where a pair that matters comes no higher, or a veto decides,
    /// the rest of the evidence is left [`UNWEIGHED`].
    pub fn judge_if(
        &self,
        a: &Rc<Subject>,
        b: &Rc<Subject>,
        floor: LogOdds,
        matters: impl Fn(&Judgment) -> bool,
    ) -> Option<Judgment> {
        let pair = self.compare(a, b);
        let which_matters = |log_odds, veto| {
            Some(self.judgment(&pair, log_odds, veto)).filter(|judgment| matters(judgment))
        };
        let plain = veto::plain(&pair, self.level, self.window);
        if plain.is_some_and(|veto| !veto.leaves_review())
            && let Some(found) = which_matters(UNWEIGHED, plain)
        {
            return Some(found);
        }
        let mut bounds = self.model.bounds(&pair, self.level);
        let mut log_odds = bounds.next()?;
        // To ask for names costs more than the cheap evidence: only where one of their answers leaves a pair that
        // matters.
        let possible = if plain.is_some() { &[plain][..] } else { &veto::OF_NAMES };
        possible.iter().find_map(|veto| which_matters(log_odds, *veto))?;
        let veto = plain.or_else(|| veto::of_names(&pair, self.level));
        let floor = self.floor_under(veto, floor);
        while bounds.len() > 0 {
            which_matters(log_odds, veto)?;
            if log_odds < floor
                && let Some(found) = which_matters(UNWEIGHED, veto)
            {
                return Some(found);
            }
            log_odds = bounds.next()?;
        }
        which_matters(log_odds, veto)
    }

    /// Log-odds below which it is all one how low they are, where it is so below `floor` without a veto.
    fn floor_under(&self, veto: Option<Veto>, floor: LogOdds) -> LogOdds {
        match veto {
            None => floor,
            Some(veto) if veto.leaves_review() => self.model.least_for_review(self.level),
            Some(_) => LogOdds::MAX,
        }
    }

    /// Judges a pair that was laid side by side.
    pub fn judge_comparison(&self, pair: &Comparison) -> Judgment {
        let log_odds = self.model.log_odds(pair, self.level);
        self.judgment(pair, log_odds, veto::veto(pair, self.level, self.window))
    }

    fn judgment(&self, pair: &Comparison, log_odds: LogOdds, veto: Option<Veto>) -> Judgment {
        let similarity = Share(pair.overlap.jaccard() as u16);
        let verdict = if veto.is_none() && (pair.same_url() || pair.reads_the_same()) {
            Verdict::Same
        } else {
            self.model.verdict_under(veto, log_odds, similarity, self.level)
        };
        Judgment { log_odds, veto, verdict, similarity }
    }
}

#[cfg(test)]
mod tests;
