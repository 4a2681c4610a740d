//! storyfold folds repeated stories in lists of links, and says for each fold why.
//!
//! Entries go in, [`Findings`] come out: clusters of entries that are the same news item, each member
//! with its reason, and beside them the look-alikes that were not folded. Likeness finds the pairs;
//! evidence decides them (numbers, dates, names, opposites, sources), so the fifth weekly roundup is not
//! taken for the fourth.
//!
//! # The steps
//!
//! | step | room | takes and gives |
//! |---|---|---|
//! | read | [`read`] | bytes to entries; what cannot be read becomes a [`Reject`] |
//! | survey | [`survey`] | all entries to counts: words, site names, series, languages |
//! | normalize | [`normalize`] | an entry to a title in comparable form |
//! | weigh | [`weigh`] | counts to the weight of each word |
//! | sketch | [`sketch`] | a weighted title to the slots of a signature |
//! | candidates | [`candidates`] | signatures to the pairs that are worth a look |
//! | judge | [`judge`] | a pair to a verdict with its evidence |
//! | cluster | [`cluster`] | verdicts to clusters, without chains |
//! | report | [`report`] | findings to CSV, a cleaned list or text |
//!
//! [`fold`] runs the steps from survey to cluster. It does no I/O, reads no environment and keeps no
//! global state; the same entries give the same findings in any order and on any number of threads.
//! [`Run`] is the same with a model, frozen statistics and a [`Watch`] of your own.
//!
//! # Example
//!
//! ```
//! use storyfold::{Entries, Entry, Origin, Settings, Verdict, fold};
//!
//! let titles = [
//!     "NATO jets scrambled over Baltic after Russian flights",
//!     "UPDATE 2-NATO jets scrambled over Baltic after Russian flights - Reuters",
//!     "2 troops killed in Afghanistan bomb attack",
//!     "5 troops killed in Afghanistan bomb attack",
//! ];
//! let entry = |(line, title): (u64, &&str)| Entry::new(*title, Origin::new("memory", line));
//! let findings = fold((1..).zip(&titles).map(entry).collect::<Entries>(), &Settings::default())?;
//!
//! let cluster = &findings.clusters[0];
//! assert_eq!(findings.entries.get(cluster.members[0].entry).title(), titles[0]);
//! assert_eq!(findings.entries.get(cluster.members[1].entry).title(), titles[1]);
//! let near_miss = &findings.near_misses[0];
//! assert_eq!((near_miss.verdict, near_miss.why.as_str()), (Verdict::Apart, "numbers differ: 2 → 5"));
//! # assert_eq!((findings.clusters.len(), findings.repeats()), (1, 1));
//! # Ok::<(), storyfold::Error>(())
//! ```
//!
//! To read files and write reports, see [`read::read_inputs`] and [`report::render`].

pub mod candidates;

pub mod cluster;
mod entries;
mod entry;
mod error;
pub mod eval;
mod findings;
mod fixed;
mod formula_guard;
pub mod generate;
mod hash;
pub mod judge;
mod keep;
pub mod normalize;
mod origin;
mod pipeline;
mod progress;
pub mod read;
pub mod report;
mod settings;
pub mod sketch;
mod stamp;
pub mod survey;
mod texts;
pub mod train;
mod twice;
pub mod weigh;

pub use entries::Entries;
pub use entry::Entry;
pub use error::{Error, ErrorKind, Result};
pub use findings::{
    Cause, Cluster, Counts, EntryIndex, Findings, Match, Member, NearMiss, Share, Status, Verdict,
};
pub use hash::{HASH_VERSION, hash};
pub use keep::Keeper;
pub use origin::Origin;
pub use pipeline::{Run, Stages, fold};
pub use progress::{Step, Unwatched, Watch};
pub use read::Reject;
pub use settings::{Level, Settings, Window};
pub use stamp::{Precision, Stamp};
pub use texts::Texts;
