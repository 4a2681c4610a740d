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
//! - `words`: every word with its counts and its sample.
//! - `fellows`: what a sample is, and how samples merge.
//! - `several`: the k smallest values seen of each key, which tell "at least k different".

mod fellows;
mod file;
mod met;
mod samples;
mod several;
mod stats;
mod tally;
mod words;

pub use fellows::{SAMPLE, merged};
pub use stats::{CorpusStats, STATS_VERSION};
