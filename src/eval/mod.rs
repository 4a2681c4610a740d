//! Measuring: how good candidates, verdicts and clusters are, against what readers said is true.
//!
//! - `table`, `labeled`: CSV files of labeled pairs and of true clusters.
//! - `pairs`: a pair judged by itself, as `compare` does.
//! - `verdicts`: AUC, precision and recall of the judge over labeled pairs, beside plain similarities
//!   (`baselines`); its vetoes and its probabilities (`pair_report` is what is said of them).
//! - `funnel`: labeled pairs followed through a whole run.
//! - `partition`: clusters against the truth: pairwise, B-cubed, adjusted Rand. `kinds`: what became of
//!   each kind of title.
//! - `recall`: the candidate step against an exact join (`oracle`).
//! - `similarity`: readers' ratings of how alike two titles are; `folds`: which story is left out when.
//! - `measure`, `scores`, `bootstrap`: figures, and their intervals.
//!
//! Every report is plain data that serializes to JSON. The same files give the same figures and the same
//! intervals on every machine, with any number of threads.

mod baselines;
mod bootstrap;
mod folds;
mod funnel;
mod kinds;
mod labeled;
mod measure;
mod oracle;
mod pair_report;
mod pairs;
mod partition;
mod recall;
mod scores;
mod similarity;
mod table;
mod verdicts;

pub use bootstrap::{Estimate, Resamples, stories};
pub use folds::{FOLDS, folds};
pub use funnel::{FunnelRow, funnel};
pub use kinds::{KindRow, kinds};
pub use labeled::{Blank, LabeledPair, Placed, entries, labeled_pairs, placed_entries};
pub use measure::{Measure, look_alike, score};
pub use oracle::{Near, Tokens, all_pairs, pairs_of};
pub use pair_report::{Bin, PairReport, Scope, Scorer, Stratum, VetoCount};
pub use pairs::{Bench, PairColumns, Side, read_date};
pub use partition::{Agreement, ClusterReport, cluster_agreement};
pub use recall::{CandidateReport, RecallRow, candidate_recall};
pub use scores::{Labels, Ranking, Taken};
pub use similarity::{Correlation, SimilarityReport, rated_pairs, rated_stats, similarity_report};
pub use table::{Table, cell};
pub use verdicts::pair_report;
