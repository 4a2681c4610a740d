//! The members of a cluster, read once for all that is said of them.
//!
//! Takes the numbers of a cluster's entries and gives what is known of each by its place among them, which is
//! its rank, too.

use std::rc::Rc;

use super::ground::Judged;
use crate::entries::EntryReader;
use crate::entry::Entry;
use crate::findings::Verdict;
use crate::judge::{Case, Judgment, LogOdds, Subject};

/// Reads the members of one cluster after another, each in the memory of those before.
pub(super) struct MembersReader<'a> {
    case: &'a Case<'a>,
    entries: Vec<EntryReader<'a>>,
    subjects: Vec<Rc<Subject>>,
}

impl<'a> MembersReader<'a> {
    /// Reads what is known of the entries of a case.
    pub fn new(case: &'a Case<'a>) -> Self {
        Self { case, entries: Vec::new(), subjects: Vec::new() }
    }

    /// Reads the entries of these numbers.
    pub fn read<'m>(&'m mut self, numbers: &'m [u32]) -> Members<'m> {
        let Self { case, entries, subjects } = self;
        while entries.len() < numbers.len() {
            entries.push(case.entries.reader());
            subjects.push(Rc::default());
        }
        let places = || numbers.iter().map(|number| *number as usize);
        places()
            .zip(&mut *subjects)
            .for_each(|(number, place)| case.subjects.get_in(number, place));
        let entries = places().zip(entries).map(|(number, reader)| reader.read(number));
        Members { numbers, entries: entries.collect(), subjects: &subjects[..numbers.len()] }
    }
}

/// Members by place.
pub(super) struct Members<'a> {
    /// Their numbers among all entries, ascending.
    pub numbers: &'a [u32],
    /// What was read of them.
    pub entries: Vec<&'a Entry>,
    /// What the judge sees of them.
    pub subjects: &'a [Rc<Subject>],
}

impl Members<'_> {
    /// The number of a member among all entries.
    pub fn number(&self, place: usize) -> usize {
        self.numbers[place] as usize
    }

    /// First and last day of those that are dated.
    pub fn days(&self) -> (Option<i64>, Option<i64>) {
        let days = || self.subjects.iter().filter_map(|subject| subject.day);
        (days().min(), days().max())
    }

    /// How many different sources they have.
    pub fn sources(&self) -> usize {
        let sources = self.subjects.iter().filter_map(|subject| subject.source);
        let mut sources: Vec<u64> = sources.collect();
        sources.sort_unstable();
        sources.dedup();
        sources.len()
    }

    /// What the judge says of two members, where that is a fold and its log-odds are more than `least`.
    pub fn fold(&self, judged: Judged, (a, b): (usize, usize), least: LogOdds) -> Option<Judgment> {
        let suits =
            |judgment: &Judgment| judgment.verdict == Verdict::Same && judgment.log_odds > least;
        match judged.known(self.number(a), self.number(b)) {
            Some(known) => suits(&known).then_some(known),
            None => judged.judge.judge_if(&self.subjects[a], &self.subjects[b], suits),
        }
    }
}
