//! What a run's end means to the shell that started it.

use std::io::Write;
use std::process::ExitCode;

use storyfold::{ErrorKind, Result};

/// Shown at the end of the help.
pub const HELP: &str = "\
Exit codes:
  0    done, repeats found or not
  1    repeats found (only with --fail-on-duplicates)
  2    bad usage or settings
  3    an input is missing or unreadable, or too much of it was rejected
  4    an output could not be written
  130  interrupted";

/// The code of a run that was interrupted.
pub const INTERRUPTED: u8 = 130;

/// How a command that did not fail ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// Done, and repeats were found that the user wants to fail on.
    RepeatsFound,
}

/// Prints an error, and gives the code.
pub fn code(result: Result<Outcome>) -> ExitCode {
    let error = match result {
        Ok(Outcome::Done) => return ExitCode::SUCCESS,
        Ok(Outcome::RepeatsFound) => return ExitCode::from(1),
        Err(error) => error,
    };
    say(&format!("storyfold: {error}"));
    ExitCode::from(match error.kind() {
        ErrorKind::Unreadable | ErrorKind::Rejected => 3,
        ErrorKind::Unwritable => 4,
        _ => 2,
    })
}

/// Writes a message to standard error. Nothing can be done where that fails.
pub fn say(message: &str) {
    let _ = writeln!(std::io::stderr(), "{}", message.trim_end());
}
