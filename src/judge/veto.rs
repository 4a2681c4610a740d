//! What no likeness may overrule.
//!
//! A veto is certain knowledge that two titles are not one item: two tolls, two issues, two kinds of
//! page. At `loose`, which folds a story with its developments, only series and kind remain. The same
//! URL lifts every veto: a page whose title changed is still that page.

use super::{Comparison, Recurrence};
use crate::findings::Cause;
use crate::normalize::Kind;
use crate::settings::{Level, Window};

/// A reason that forbids folding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Veto {
    /// Numbers of the same unit or place differ.
    Numbers,
    /// They name different days.
    Days,
    /// They name different weekdays and are equal otherwise.
    Weekdays,
    /// Two issues of a series.
    Series,
    /// Two kinds of thing.
    Kind,
    /// One denies what the other says; the rest is equal.
    Negation,
    /// Opposite words; the rest is equal.
    Opposites,
    /// Who does what to whom is reversed; the words are equal, or two names have changed sides of a verb.
    Direction,
    /// A title that comes back, and is another page each time.
    Recurring,
    /// Further apart in time than the window.
    Window,
    /// One name stands for another; the rest is equal.
    Name,
    /// Short titles that are not equal.
    Short,
}

/// A check that forbids folding when it holds.
type Check = fn(&Comparison) -> bool;

/// Vetoes at every level.
const ALWAYS: [(Veto, Check); 4] = [
    (Veto::Series, series),
    (Veto::Recurring, recurring),
    (Veto::Kind, kinds),
    (Veto::Short, short),
];

/// Vetoes at `strict` and `normal`.
const UNLESS_LOOSE: [(Veto, Check); 5] = [
    (Veto::Numbers, |pair| pair.numbers.conflict.is_some()),
    (Veto::Days, day_conflict),
    (Veto::Weekdays, weekdays),
    (Veto::Negation, negation),
    (Veto::Opposites, opposites),
];

/// What [`of_names`] may say.
pub const OF_NAMES: [Option<Veto>; 3] = [None, Some(Veto::Name), Some(Veto::Direction)];

/// The first veto that holds.
pub fn veto(pair: &Comparison, level: Level, window: Window) -> Option<Veto> {
    plain(pair, level, window).or_else(|| of_names(pair, level))
}

/// The first veto that holds, of those that cost little to see.
pub fn plain(pair: &Comparison, level: Level, window: Window) -> Option<Veto> {
    if pair.same_url() {
        return None;
    }
    if !window.holds(pair.a.day, pair.b.day) {
        return Some(Veto::Window);
    }
    let strict = if level == Level::Loose { &[][..] } else { &UNLESS_LOOSE[..] };
    let holds = |(_, check): &&(Veto, Check)| check(pair);
    ALWAYS.iter().chain(strict).find(holds).map(|(veto, _)| *veto)
}

/// The veto that holds where no [`plain`] one does: names cost more to see than all others together.
pub fn of_names(pair: &Comparison, level: Level) -> Option<Veto> {
    if pair.same_url() || level == Level::Loose {
        return None;
    }
    if direction(pair) {
        return Some(Veto::Direction);
    }
    pair.names().replaced.then_some(Veto::Name)
}

impl Veto {
    /// A short title may well be the same, and what was taken for a name may be none; a person can tell.
    pub fn leaves_review(self) -> bool {
        matches!(self, Self::Short | Self::Name)
    }

    /// True where two clusters with such a pair across stay apart, whatever their other pairs say.
    pub fn parts_clusters(self) -> bool {
        self != Self::Short
    }

    /// The heading under which the pair is counted.
    pub fn cause(self) -> Cause {
        match self {
            Self::Numbers => Cause::Numbers,
            Self::Days | Self::Weekdays => Cause::Dates,
            Self::Series => Cause::Series,
            Self::Recurring => Cause::Returning,
            Self::Window => Cause::Window,
            Self::Kind => Cause::Kind,
            Self::Negation | Self::Opposites => Cause::Negation,
            Self::Direction | Self::Name | Self::Short => Cause::Evidence,
        }
    }
}

/// The same series, another issue.
fn series(pair: &Comparison) -> bool {
    let (a, b) = (&pair.a.title, &pair.b.title);
    pair.a.series && a.mask() != 0 && a.mask() == b.mask() && a.issue() != b.issue()
}

/// A rubric on two days, or a saying, unless one source has it twice on a day.
fn recurring(pair: &Comparison) -> bool {
    let one_day = pair.a.title.key == pair.b.title.key && pair.days_apart() == Some(0);
    match (pair.a.recurrence, pair.b.recurrence) {
        (Recurrence::Saying, _) | (_, Recurrence::Saying) => !(one_day && pair.same_source()),
        (Recurrence::Rubric, Recurrence::Rubric) => {
            pair.a.title.key == pair.b.title.key && !one_day
        }
        _ => false,
    }
}

fn kinds(pair: &Comparison) -> bool {
    match (pair.a.title.kind, pair.b.title.kind) {
        (Some(a), Some(b)) => a != b,
        (Some(kind), None) | (None, Some(kind)) => {
            matches!(kind, Kind::Wikipedia | Kind::Encyclopedia)
        }
        (None, None) => false,
    }
}

/// A title of one content word is the same only when it is equal.
fn short(pair: &Comparison) -> bool {
    const FEW: usize = 2;
    pair.shorter() < FEW && pair.a.title.text != pair.b.title.text
}

/// Each names a day, and none of one's is among the other's.
pub(super) fn day_conflict(pair: &Comparison) -> bool {
    let (a, b) = (pair.a.title.days(), pair.b.title.days());
    let meet = a.iter().any(|a| b.iter().any(|b| a.agrees(*b)));
    !a.is_empty() && !b.is_empty() && !meet
}

/// Different weekdays are named.
pub(super) fn weekday_conflict(pair: &Comparison) -> bool {
    let (a, b) = (pair.a.title.weekdays().0, pair.b.title.weekdays().0);
    a != 0 && b != 0 && a & b == 0
}

fn weekdays(pair: &Comparison) -> bool {
    weekday_conflict(pair) && pair.same_but_for_marked()
}

fn negation(pair: &Comparison) -> bool {
    pair.a.title.negated != pair.b.title.negated && pair.same_but_for_marked()
}

fn opposites(pair: &Comparison) -> bool {
    let conflicts = pair.a.title.opposites.conflicts(pair.b.title.opposites);
    conflicts != 0 && pair.same_but_for_marked()
}

fn direction(pair: &Comparison) -> bool {
    pair.names().exchanged || (pair.same_words() && pair.exchanged_roles())
}
