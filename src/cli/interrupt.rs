//! Ctrl-C, and on Unix the signals that ask a program to end: nothing is left half done.
//!
//! A thread of its own waits for the signal, removes what is written and not yet in place, and ends the
//! program with the exit code of an interrupted one. Whoever started the program may have said that such
//! signals do not matter (`nohup`, a background job of a script); then they do not.

use std::process;
use std::sync::LazyLock;

use storyfold::report::{Outputs, Unplaced};

use super::{exit, terminal};

/// The outputs of this run that are not in place.
static UNPLACED: LazyLock<Unplaced> = LazyLock::new(Unplaced::default);

/// From here on an interruption leaves no file behind.
pub fn watch() {
    // Where it fails the system ends the program, or the signals are to be ignored.
    let _ = ctrlc::try_set_handler(|| UNPLACED.give_up(end));
}

/// Outputs that an interruption takes back.
pub fn outputs() -> Outputs {
    Outputs::known_to(&UNPLACED)
}

fn end() {
    // Off the line on which a step may be shown.
    let start = if terminal::shown_messages() { "\n" } else { "" };
    exit::say(&format!("{start}storyfold: interrupted"));
    process::exit(i32::from(exit::INTERRUPTED));
}
