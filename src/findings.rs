//! What a run found: the noun that the reports write.
//!
//! [`Findings`] holds the entries in rank order and speaks of them by index. It is plain data: the
//! pipeline fills it, `report` turns it into bytes, and a library user may read it directly.

use std::fmt;

use crate::entries::Entries;
use crate::stamp::Stamp;

/// Index of an entry in [`Findings::entries`].
pub type EntryIndex = usize;

/// What the judge says of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The same item: fold.
    Same,
    /// Perhaps the same: a person should look.
    Review,
    /// Not the same.
    Apart,
}

impl Verdict {
    /// The word written in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Review => "review",
            Self::Apart => "apart",
        }
    }
}

/// A share between 0 and 1 in thousandths. Displays with two decimals, rounded down, so that
/// `1.00` always means all of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Share(pub u16);

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 1000, self.0 % 1000 / 10)
    }
}

/// What first tied an entry to its representative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// Both have the same URL.
    SameUrl,
    /// Both have the same title once normalized.
    SameTitle,
    /// The titles differ, and the judge found them the same item.
    NearTitle,
}

impl Match {
    /// The word written in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::SameUrl => "same-url",
            Self::SameTitle => "same-title",
            Self::NearTitle => "near-title",
        }
    }
}

/// Whether a fold needs a second look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Folded without doubt.
    Auto,
    /// Folded, but worth a look: weak support, a large cluster or a long span.
    Review,
}

impl Status {
    /// The word written in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Review => "review",
        }
    }
}

/// Why a pair of look-alikes was kept apart: the heading it is counted under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// Numbers in conflict.
    Numbers,
    /// Dates or weekdays in conflict.
    Dates,
    /// Two issues of one series.
    Series,
    /// A title that comes back as another page.
    Returning,
    /// Two kinds of thing (a video, an encyclopedia article).
    Kind,
    /// One says what the other denies.
    Negation,
    /// Further apart in time than the window.
    Window,
    /// Other evidence outweighs the likeness.
    Evidence,
}

impl Cause {
    /// The word written in the summary.
    pub fn name(self) -> &'static str {
        match self {
            Self::Numbers => "numbers",
            Self::Dates => "dates",
            Self::Series => "series",
            Self::Returning => "titles that return",
            Self::Kind => "kind",
            Self::Negation => "negation or opposites",
            Self::Window => "too far apart in time",
            Self::Evidence => "other evidence",
        }
    }
}

/// One entry of a cluster and why it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The entry.
    pub entry: EntryIndex,
    /// Whether its fold needs a second look.
    pub status: Status,
    /// Similarity of its title to the representative's.
    pub similarity: Share,
    /// What tied it to the representative; none for the representative itself.
    pub matched: Option<Match>,
    /// One sentence for the editor; empty for the representative.
    pub why: String,
    /// The words in which the two titles differ, `here / there`; empty where they do not.
    pub differs: String,
    /// Probability that it is the same item as the representative.
    pub probability: Share,
}

/// Entries that are the same item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// Stable name, made from the oldest member.
    pub id: String,
    /// Two or more members, the representative first, the others in rank order.
    pub members: Vec<Member>,
    /// How many different sources the members have; 0 where none is known.
    pub sources: usize,
    /// Earliest date of a member.
    pub first_seen: Option<Stamp>,
    /// Latest date of a member.
    pub last_seen: Option<Stamp>,
}

/// Two look-alikes that were not folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMiss {
    /// The entry of lower rank.
    pub a: EntryIndex,
    /// The other entry.
    pub b: EntryIndex,
    /// Review or apart.
    pub verdict: Verdict,
    /// Similarity of the titles.
    pub similarity: Share,
    /// Probability that they are the same item.
    pub probability: Share,
    /// Why they were kept apart, as a heading.
    pub cause: Cause,
    /// Why they were kept apart, as a sentence.
    pub why: String,
    /// What differs, `here / there`.
    pub differs: String,
}

/// What was found in one run.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// Every entry read, in rank order.
    pub entries: Entries,
    /// Clusters of two or more, largest first, then first seen, then rank.
    pub clusters: Vec<Cluster>,
    /// Pairs for review first, then look-alikes kept apart; most alike first. As many as the run was asked for.
    pub near_misses: Vec<NearMiss>,
    /// Counts for the summary.
    pub counts: Counts,
}

/// What happened on the way, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Different titles, after normalization.
    pub distinct_titles: usize,
    /// Candidate pairs compared.
    pub candidates: u64,
    /// Pairs that were weighed on all evidence.
    pub judged: u64,
    /// Entries that stood in a group too large to be compared in full.
    pub bounded: u64,
    /// Pairs that wait for review.
    pub review: u64,
    /// Look-alikes kept apart, by cause, most frequent first.
    pub apart: Vec<(Cause, u64)>,
    /// How many near-misses there are to list.
    pub near_misses: u64,
}

impl Findings {
    /// How many entries are repeats of a representative.
    pub fn repeats(&self) -> usize {
        self.clusters.iter().map(|cluster| cluster.members.len() - 1).sum()
    }

    /// For each entry the index of its cluster, where it is in one.
    pub fn cluster_of(&self) -> Vec<Option<usize>> {
        let mut of = vec![None; self.entries.len()];
        for (index, cluster) in self.clusters.iter().enumerate() {
            for member in &cluster.members {
                of[member.entry] = Some(index);
            }
        }
        of
    }
}
