//! storyfold folds repeated stories in lists of links.
pub mod candidates;

pub mod cluster;
mod entry;
mod error;
pub mod eval;
mod findings;
mod fixed;
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
pub use pipeline::{Run, Stages, Step, fold};
pub use read::Reject;
pub use settings::{Level, Settings, Window};
pub use stamp::{Precision, Stamp};
