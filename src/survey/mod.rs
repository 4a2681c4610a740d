//! Step 2: what the entries as a whole tell about each of them.
//!
//! One pass counts words, last segments (site names), digit masks (series), lengths of titles cut off
//! and stop words (languages), and samples
//! which words stand together. All counts are sums or smallest-k sets, so the statistics of two parts
//! merged are the statistics of the whole, in any order and at any number of threads.
//!
//! - `stats`: the counts, and what they decide.
//! - `tally`: the counting itself, part by part; `met`: what it knows of a word, `samples`: which titles
//!   sample it.
//! - `file`: the counts as a file, for `--save-corpus` and `--corpus`.
//! - `fellows`: a sample of the titles that hold a word.
//! - `smallest`: the set of the k smallest hashes seen, which tells "at least k different".

mod fellows;
mod file;
mod met;
mod samples;
mod smallest;
mod stats;
mod tally;

pub use fellows::{SAMPLE, merged};
pub use stats::{CorpusStats, STATS_VERSION};
