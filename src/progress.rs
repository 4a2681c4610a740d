//! How a run tells whoever waits for it what it is doing, and how far it is.
//!
//! A step says when it begins and how much it has to do, and now and then how much it has done. It does
//! so in pieces that take far longer than the telling, and does not know who listens.

/// A step that takes time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Step {
    /// Reading an input; counts lines.
    Read,
    /// Counting words over the corpus; counts titles.
    Survey,
    /// Normalizing titles and weighing their words; counts titles.
    Normalize,
    /// Looking for candidate pairs; counts titles, once for each tree of the forest.
    Candidates,
    /// Judging candidate pairs; counts pairs.
    Judge,
    /// Merging judged pairs to clusters; counts islands of pairs.
    Cluster,
    /// Saying why clusters were folded and look-alikes were not; counts both.
    Explain,
    /// Writing reports; counts rows.
    Write,
}

impl Step {
    /// The word shown while the step runs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "reading",
            Self::Survey => "surveying",
            Self::Normalize => "normalizing",
            Self::Candidates => "looking for candidates",
            Self::Judge => "judging pairs",
            Self::Cluster => "clustering",
            Self::Explain => "explaining",
            Self::Write => "writing",
        }
    }
}

/// Whoever wants to know how far a run is.
pub trait Watch: Sync {
    /// A step begins. It will count to `total`, or will not count where that is zero. Where it is the
    /// step that runs already, it goes on and has `total` more to do (reading the next input).
    fn begin(&self, step: Step, total: u64);

    /// The step that began last has done so much more.
    fn advance(&self, count: u64);
}

/// Nobody wants to know.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn begin(&self, _: Step, _: u64) {}

    fn advance(&self, _: u64) {}
}
