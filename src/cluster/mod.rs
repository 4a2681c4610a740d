//! Step 8: verdicts to clusters.
//!
//! - `nodes`: entries with one judge key collapse before anything is judged.
//! - `islands`: sets of nodes between which alone there may be merges.
//! - `ground`: what merges stand on, the judged pairs and what each says.
//! - `merge`: supported merges, best first; no chains.
//! - `ties`: what the judged pairs between two clusters say for their merge.
//! - `groups`: whether two large clusters are two stories side by side.
//! - `members`: a cluster's members, read once for what follows.
//! - `representative`: which member leads.
//! - `identity`: the cluster's name.
//! - `describe`: clusters with their members' reasons.
//! - `kept_apart`: the look-alikes that were not folded.

mod describe;
mod ground;
mod groups;
mod identity;
mod islands;
mod kept_apart;
mod members;
mod merge;
mod nodes;
mod representative;
mod ties;

pub use describe::describe;
pub use ground::{Link, floor};
pub use kept_apart::{KeptApart, is_hopeless, is_look_alike, kept_apart};
pub use merge::{Grouping, group};
pub use nodes::Nodes;
