//! Words that exclude each other: `rises` / `falls`, `upholds` / `strikes down`.
//!
//! Each pair has two sides, each side some word forms. A title that has one side of a pair, against a
//! title that has only the other, is in conflict. The words stay content words; the judge decides how
//! much the conflict counts by what the rest of the titles say.

use ahash::AHashMap;
use std::sync::LazyLock;

/// The pairs: words of one side, words of the other.
const PAIRS: [(&str, &str); 31] = [
    ("up higher", "down lower"),
    (
        "rise rises rose rising soar soars soared jump jumps jumped surge surges surged climb climbs climbed \
      gain gains gained rally rallies rallied",
        "fall falls fell falling drop drops dropped plunge plunges \
      plunged slump slumps slumped tumble tumbles tumbled sink sinks sank slide slides slid decline \
      declines declined",
    ),
    (
        "increase increases increased raise raises raised hike hikes hiked",
        "decrease decreases decreased \
      reduce reduces reduced cut cuts lower lowers lowered",
    ),
    ("win wins won beat beats defeat defeats", "lose loses lost"),
    (
        "approve approves approved approval ok oks",
        "reject rejects rejected rejection deny denies denied",
    ),
    (
        "uphold upholds upheld",
        "strike strikes struck overturn overturns overturned block blocks blocked",
    ),
    (
        "accept accepts accepted",
        "refuse refuses refused reject rejects rejected decline declines declined",
    ),
    (
        "allow allows allowed permit permits permitted",
        "ban bans banned prohibit prohibits prohibited bar \
      bars barred",
    ),
    ("guilty convicted convict convicts", "innocent acquitted acquit acquits cleared"),
    ("open opens opened reopen reopens reopened", "close closes closed shut shuts"),
    (
        "start starts started begin begins began",
        "end ends ended stop stops stopped halt halts halted",
    ),
    ("arrive arrives arrived", "leave leaves left depart departs departed"),
    ("buy buys bought acquire acquires acquired", "sell sells sold"),
    ("support supports supported back backs backed", "oppose opposes opposed"),
    ("confirm confirms confirmed admit admits admitted", "deny denies denied"),
    ("join joins joined", "quit quits leave leaves left"),
    ("hire hires hired appoint appoints appointed", "fire fires fired sack sacks sacked"),
    (
        "free frees freed release releases released",
        "arrest arrests arrested detain detains detained jail \
      jails jailed",
    ),
    ("alive survive survives survived", "dead die dies died"),
    ("success succeed succeeds succeeded pass passes passed", "failure fail fails failed"),
    ("best", "worst"),
    ("first", "last final"),
    ("before", "after"),
    ("more", "less fewer"),
    ("north northern", "south southern"),
    ("east eastern", "west western"),
    ("true", "false"),
    ("morning", "evening"),
    ("men men's mens male boys", "women women's womens female girls"),
    ("winner winners", "loser losers finalist finalists"),
    ("buyer buyers", "seller sellers"),
];

/// One bit a pair: which sides a title has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Opposites {
    one: u32,
    other: u32,
}

impl Opposites {
    /// Notes a lower-case word; true where it belongs to a pair.
    pub fn note(&mut self, word: &str) -> bool {
        let Some(sides) = SIDES.get(word) else { return false };
        self.one |= sides.one;
        self.other |= sides.other;
        true
    }

    /// The pairs of which one title has one side only and the other title the other side only,
    /// one bit each.
    pub fn conflicts(self, with: Self) -> u32 {
        let (one, other) = (self.one & !self.other, self.other & !self.one);
        let (with_one, with_other) = (with.one & !with.other, with.other & !with.one);
        (one & with_other) | (other & with_one)
    }

    /// True where no word of any pair was noted.
    pub fn is_empty(self) -> bool {
        self.one | self.other == 0
    }
}

/// The sides a lower-case word stands on, where it belongs to a pair.
pub fn pair_of(word: &str) -> Option<Opposites> {
    SIDES.get(word).copied()
}

static SIDES: LazyLock<AHashMap<&'static str, Opposites>> = LazyLock::new(|| {
    let mut sides: AHashMap<&'static str, Opposites> = AHashMap::new();
    for (index, (one, other)) in PAIRS.iter().enumerate() {
        for word in one.split_whitespace() {
            sides.entry(word).or_default().one |= 1 << index;
        }
        for word in other.split_whitespace() {
            sides.entry(word).or_default().other |= 1 << index;
        }
    }
    sides
});

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &str) -> Opposites {
        let mut opposites = Opposites::default();
        for word in words.split(' ') {
            opposites.note(word);
        }
        opposites
    }

    #[test]
    fn one_side_each_is_a_conflict() {
        assert_ne!(of("gold rises").conflicts(of("gold falls")), 0);
        assert_ne!(of("court upholds").conflicts(of("court strikes down")), 0);
        assert_eq!(of("gold rises").conflicts(of("gold soars")), 0);
        assert_eq!(of("gold rises").conflicts(of("gold rises then falls")), 0);
        assert_eq!(of("gold").conflicts(of("gold falls")), 0);
    }
}
