//! The members of a cluster, read once for all that is said of them.
//!
//! Takes the numbers of a cluster's entries and gives what is known of each by its place among them, which is
//! its rank, too.

use std::rc::Rc;

use super::ground::Judged;
use crate::entry::Entry;
use crate::judge::{Case, Judgment, Subject};

/// Members by place.
pub(super) struct Members<'a> {
    /// Their numbers among all entries, ascending.
    pub numbers: &'a [u32],
    /// What was read of them.
    pub entries: Vec<Entry>,
    /// What the judge sees of them.
    pub subjects: Vec<Rc<Subject>>,
}

impl<'a> Members<'a> {
    /// Reads the entries of these numbers.
    pub fn read(case: &Case, numbers: &'a [u32]) -> Self {
        let places = || numbers.iter().map(|number| *number as usize);
        Self {
            numbers,
            entries: places().map(|number| case.entries.get(number)).collect(),
            subjects: places().map(|number| case.subjects.get(number)).collect(),
        }
    }

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

    /// What the judge says of two members.
    pub fn judge(&self, judged: Judged, a: usize, b: usize) -> Judgment {
        let known = judged.known(self.number(a), self.number(b));
        known.unwrap_or_else(|| judged.judge.judge(&self.subjects[a], &self.subjects[b]))
    }
}
