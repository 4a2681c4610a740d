//! What the judged pairs between clusters say for their merges.

use super::ground::LOUDEST;
use crate::findings::Share;
use crate::judge::Judgment;
use crate::settings::Level;

/// The best pair counts for no more than this, or a chain of good pairs would grow without end.
const BEST: i64 = 1_000;

/// How alike a pair is: its similarity, then its log-odds in thousandths of a nat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Alike(Share, i32);

impl Alike {
    /// Less than any pair.
    pub const NONE: Self = Self(Share(0), i32::MIN);

    /// As the judge found a pair.
    pub fn of(judgment: &Judgment) -> Self {
        let log_odds = judgment.log_odds.clamp(i32::MIN.into(), i32::MAX.into());
        Self(judgment.similarity, log_odds as i32)
    }
}

/// Judged pairs between two clusters: their number, the sum of what they say, the most that one says, and
/// the most alike: of two merges that are as well supported as can be, the more alike comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tie {
    sum: i64,
    pairs: u32,
    best: i32,
    alike: Alike,
}

impl Tie {
    /// No pair judged yet.
    pub const NONE: Self = Self { sum: 0, pairs: 0, best: -LOUDEST as i32, alike: Alike::NONE };

    /// One pair.
    pub fn of(say: i64, alike: Alike) -> Self {
        Self { sum: say, pairs: 1, best: say as i32, alike }
    }

    /// The pairs of both.
    pub fn and(self, other: Self) -> Self {
        Self {
            sum: self.sum + other.sum,
            pairs: self.pairs + other.pairs,
            best: self.best.max(other.best),
            alike: self.alike.max(other.alike),
        }
    }

    /// How alike its most alike pair is.
    pub fn alike(self) -> Alike {
        self.alike
    }

    /// The same pairs, with the best of others beside them.
    pub fn with_best_of(self, other: Self) -> Self {
        Self { best: self.best.max(other.best), ..self }
    }

    /// True where a single pair was judged.
    pub fn is_of_one_pair(self) -> bool {
        self.pairs == 1
    }

    /// The mean, or half the mean and half the best, in thousandths of a nat beyond what a fold needs.
    pub fn support(self, level: Level) -> i64 {
        let (mean, best) = (self.sum / i64::from(self.pairs.max(1)), i64::from(self.best));
        if level == Level::Loose { mean } else { i64::midpoint(mean, best.min(BEST)).min(best) }
    }
}

/// The ties of one cluster, by the number of the other, ascending.
#[derive(Clone, Debug, Default)]
pub(super) struct Ties(Vec<(u32, Tie)>);

impl Ties {
    /// The tie to another cluster.
    pub fn get(&self, other: u32) -> Option<Tie> {
        self.place(other).ok().map(|place| self.0[place].1)
    }

    /// Adds what is known of another cluster to the tie to it.
    pub fn add_to(&mut self, other: u32, tie: Tie) {
        match self.place(other) {
            Ok(place) => self.0[place].1 = self.0[place].1.and(tie),
            Err(place) => self.0.insert(place, (other, tie)),
        }
    }

    /// Removes and gives the tie to a cluster that is no more.
    pub fn remove(&mut self, other: u32) -> Option<Tie> {
        self.place(other).ok().map(|place| self.0.remove(place).1)
    }

    /// Every tie, ascending by the other cluster.
    pub fn iter(&self) -> impl Iterator<Item = (u32, Tie)> + '_ {
        self.0.iter().copied()
    }

    fn place(&self, other: u32) -> Result<usize, usize> {
        self.0.binary_search_by_key(&other, |(other, _)| *other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(say: i64) -> Tie {
        Tie::of(say, Alike::NONE)
    }

    #[test]
    fn support_is_half_mean_and_half_best_but_never_more_than_the_best() {
        let tie = [900, -300].map(of).into_iter().fold(Tie::NONE, Tie::and);
        assert_eq!(tie.support(Level::Normal), 600);
        assert_eq!(tie.support(Level::Loose), 300);
        assert_eq!(of(2_000).support(Level::Normal), 1_500);
        assert_eq!(of(-200).with_best_of(of(-100)).support(Level::Normal), -150);
        assert_eq!(Tie::NONE.support(Level::Normal), -LOUDEST);
    }

    #[test]
    fn ties_are_kept_by_the_other_cluster() {
        let mut ties = Ties::default();
        for (other, say) in [(7, 10), (3, 20), (7, 30)] {
            ties.add_to(other, of(say));
        }
        let pairs: Vec<(u32, Tie)> = ties.iter().collect();
        assert_eq!(pairs, [(3, of(20)), (7, of(10).and(of(30)))]);
        assert_eq!(ties.remove(3), Some(of(20)));
        assert_eq!((ties.get(3), ties.remove(3)), (None, None));
    }
}
