//! Tests of the whole: the program as its users run it, and the library as its callers use it.
//!
//! One binary with a module per topic; what a single function does is tested at the foot of its file.
//!
//! | module | holds |
//! |---|---|
//! | `cli` | flags and forms that must work |
//! | `failures` | what cannot work: exit code, one clear message, nothing written |
//! | `interrupt` | what Ctrl-C leaves behind |
//! | `determinism` | same links, same bytes |
//! | `eval` | what `storyfold eval` measures on small truths |
//! | `properties` | what holds for any title |
//! | `planted` | clusters whose truth is known because we made them |
//! | `golden` | whole reports, compared with files under `tests/golden/` |
//! | `tables` | tables and JSON: what is read, what is refused, what is written back |
//! | `train` | what `storyfold train` writes on small truths, and that the shipped model is its own |
//! | `generated` | `storyfold generate`: the command, and how like real headlines its dumps are |
//! | `floors` | quality on the large labeled files: a change that lowers a figure fails |
//! | `memory` | lists larger than memory |
//! | `large` | a large list from outside, where `STORYFOLD_DATA` names its directory |
//!
//! `desk` runs the program, `made` makes lists. A new case takes about five lines: lay files on a
//! [`desk::Desk`], run, say what must come of it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod cli;
mod crowd;
mod desk;
mod determinism;
mod eval;
mod failures;
mod floors;
mod generated;
mod gold;
mod golden;
#[cfg(target_os = "linux")]
mod interrupt;
mod large;
mod made;
mod memory;
mod planted;
mod properties;
mod tables;
mod train;
