//! storyfold folds repeated stories in lists of links.
pub mod candidates;

pub mod cluster;
mod entry;
mod error;
mod findings;
mod fixed;
mod formula_guard;
mod hash;
pub mod judge;
pub mod normalize;
mod origin;
mod pipeline;
pub mod read;
pub mod report;
mod settings;
pub mod sketch;
mod stamp;
pub mod survey;
pub mod weigh;

pub use entry::Entry;
pub use error::{Error, ErrorKind, Result};
pub use findings::{
    Cause, Cluster, Counts, EntryIndex, Findings, Match, Member, NearMiss, Share, Status, Verdict,
};
pub use hash::{HASH_VERSION, hash};
pub use origin::Origin;
pub use pipeline::{Run, Step, fold};
pub use read::Reject;
pub use settings::{Level, Settings, Window};
pub use stamp::{Precision, Stamp};
