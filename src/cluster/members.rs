//! The members of a cluster, read once for all that is said of them.
//!
//! Takes the numbers of a cluster's entries and gives what is known of each by its place among them, which is
//! its rank, too.

use std::cmp::Reverse;
use std::rc::Rc;

use super::ground::Judged;
use crate::entries::EntryReader;
use crate::entry::Entry;
use crate::findings::Verdict;
use crate::judge::{Case, Judgment, Subject, UNWEIGHED};

/// Members of a cluster that are asked of memory at once: a cache holds no more than some hundred.
const GATHERED: usize = 16;

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

    /// Has memory asked for what is known of the first members of some clusters, which will be read one after another.
    pub fn gather(&self, clusters: &[Vec<u32>]) {
        let members = || clusters.iter().flat_map(|numbers| numbers.iter().take(GATHERED));
        self.case.subjects.gather(members().map(|number| *number as usize));
        self.case.entries.gather(members().map(|number| *number as usize));
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

    /// The member that folds with another most surely, the first of equals, and what the judge says of the two.
    /// One that reads the same is passed over. What is known already comes first: most others are given up early
    /// beside it.
    pub fn surest_fold(&self, judged: Judged, own: usize) -> Option<(usize, Judgment)> {
        let key = |place: usize| self.subjects[place].title.key;
        let mut surest: Option<(usize, Judgment)> = None;
        let is_surer = |surest: Option<(usize, Judgment)>, other: usize, judgment: &Judgment| {
            let rank = |place: usize, judgment: &Judgment| (judgment.log_odds, Reverse(place));
            let least = surest.map(|(place, judgment)| rank(place, &judgment));
            judgment.verdict == Verdict::Same && Some(rank(other, judgment)) > least
        };
        let mut unknown = Vec::new();
        for other in (0..self.numbers.len()).filter(|other| key(*other) != key(own)) {
            match judged.known(self.number(other), self.number(own)) {
                Some(known) if is_surer(surest, other, &known) => surest = Some((other, known)),
                Some(_) => {}
                None => unknown.push(other),
            }
        }
        for other in unknown {
            let (a, b) = (&self.subjects[other], &self.subjects[own]);
            let judgment = judged
                .judge
                .judge_if(a, b, UNWEIGHED, |judgment| is_surer(surest, other, judgment));
            surest = judgment.map(|judgment| (other, judgment)).or(surest);
        }
        surest
    }
}
