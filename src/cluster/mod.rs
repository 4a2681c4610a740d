//! Step 8: verdicts to clusters.
//!
//! - `nodes`: entries with one judge key collapse before anything is judged.
//! - `merge`: supported merges, best first; no chains.
//! - `groups`: whether two large clusters are two stories side by side.
//! - `representative`: which member leads.
//! - `identity`: the cluster's name.
//! - `describe`: clusters with their members' reasons.
//! - `kept_apart`: the look-alikes that were not folded.

mod describe;
mod groups;
mod identity;
mod kept_apart;
mod merge;
mod nodes;
mod representative;

pub use describe::describe;
pub use kept_apart::{KeptApart, is_hopeless, is_look_alike, kept_apart};
pub use merge::{Grouping, Link, group};
