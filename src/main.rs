//! The `storyfold` program: parses the command line and runs one command.
//!
//! Everything it can do is in the library; here are only flags, terminals and exit codes.

use std::process::ExitCode;

use clap::Parser;

mod cli;

fn main() -> ExitCode {
    cli::allocator::settle();
    cli::run(cli::Arguments::parse())
}
