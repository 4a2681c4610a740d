//! The command line: one file per command, flags turned into settings in one place each.
//!
//! - `dedup`, `compare`, `eval`, `train`, `normalize`, `generate`: the commands.
//! - `reading`, `folding`, `writing`: groups of flags that commands share; `cells`: tables of figures.
//! - `progress`: what a terminal shows while a step runs.
//! - `exit`: what the exit codes mean; `interrupt`: what Ctrl-C leaves behind, which is nothing.
//!
//! Data goes to standard output or a file; messages, progress and the summary go to standard error.

pub mod allocator;
mod cells;
mod compare;
mod dedup;
mod eval;
mod exit;
mod folding;
mod generate;
mod interrupt;
mod memory;
mod normalize;
mod progress;
mod reading;
mod terminal;
mod train;
mod writing;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use exit::Outcome;

/// Folds repeated stories in lists of links, and says why.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, after_help = exit::HELP)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

/// Flags of every command.
#[derive(Debug, clap::Args)]
pub(crate) struct Common {
    /// How many threads to use; the result is the same with any number.
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    /// Say nothing but errors.
    #[arg(short, long, global = true)]
    quiet: bool,
    /// Say how long each step took, and how many pairs were compared and judged.
    #[arg(short, long, global = true)]
    verbose: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    Dedup(Box<dedup::Dedup>),
    Compare(Box<compare::Compare>),
    Eval(Box<eval::Eval>),
    Train(Box<train::Train>),
    Normalize(Box<normalize::Normalize>),
    Generate(generate::Generate),
}

/// Runs one command and tells the exit code.
pub fn run(arguments: Arguments) -> ExitCode {
    let Arguments { command, common } = arguments;
    interrupt::watch();
    if let Err(error) = start_threads(&common) {
        return exit::code(Err(error));
    }
    exit::code(match command {
        Command::Dedup(command) => command.run(&common),
        Command::Compare(command) => command.run(&common),
        Command::Eval(command) => command.run(&common),
        Command::Train(command) => command.run(&common),
        Command::Normalize(command) => command.run(),
        Command::Generate(command) => command.run(),
    })
}

fn start_threads(common: &Common) -> storyfold::Result<()> {
    let threads = common.threads.map_or(0, usize::from);
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().map_err(|error| {
        let message = format!("threads: found {error}, expected them to start; try --threads 1");
        storyfold::Error::new(storyfold::ErrorKind::Settings, message)
    })
}

/// Prints a command's help, for a terminal user who named no input.
fn help(command: &str) -> storyfold::Result<Outcome> {
    let mut program = Arguments::command();
    program.build();
    let found = program.find_subcommand_mut(command).map(clap::Command::render_long_help);
    let text = found.map(|help| help.to_string()).unwrap_or_default();
    writing::to_standard_output(text.into_bytes())?;
    Ok(Outcome::Done)
}
