//! Ctrl-C and SIGTERM: exit code 130, no output, no file beside one.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::desk::{Desk, sample};

/// Starts the program where signals count: tests may run in a job for which they are ignored, and the
/// program respects that.
fn start(desk: &Desk, arguments: &str) -> Child {
    let program = desk.program(arguments);
    let mut with_signals = Command::new("env");
    with_signals.arg("--default-signal=INT,TERM,HUP").arg(program.get_program());
    with_signals.args(program.get_args()).current_dir(desk.path(""));
    with_signals.stdin(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Sends a signal, which must end the program as an interrupted one.
fn interrupt(mut running: Child, signal: &str) {
    assert!(running.try_wait().unwrap().is_none(), "it ended by itself");
    let sent = Command::new("kill").args([signal, &running.id().to_string()]).status().unwrap();
    assert!(sent.success());
    assert_eq!(running.wait().unwrap().code(), Some(130), "{signal}");
}

fn wait_until(what: &str, done: impl Fn() -> bool) {
    let start = Instant::now();
    while !done() {
        assert!(start.elapsed() < Duration::from_secs(60), "{what} was waited for in vain");
        sleep(Duration::from_millis(5));
    }
}

/// A desk with a list, last year's report, and a pipe that nobody reads: who opens it waits.
fn desk() -> Desk {
    let desk = Desk::with("list.txt", sample("nato-2014.txt")).and("out.csv", "old");
    let made = Command::new("mkfifo").arg(desk.path("pipe")).status().unwrap();
    assert!(made.success());
    desk
}

#[test]
fn at_work_nothing_is_written() {
    let desk = Desk::new();
    desk.run("generate 20000 -o list.csv").ends(0);
    let mut running = start(&desk, "dedup list.csv -v -o out.csv --near-misses near.csv");
    // A step has ended, and others are still to come.
    let mut said = BufReader::new(running.stderr.take().unwrap()).lines();
    assert_eq!(said.next().unwrap().unwrap().split(':').next(), Some("reading"));
    interrupt(running, "-INT");
    let rest: Vec<String> = said.map(Result::unwrap).collect();
    assert_eq!(rest.last().map(String::as_str), Some("storyfold: interrupted"), "{rest:?}");
    assert_eq!(desk.files(), ["list.csv"]);
}

#[test]
fn while_an_input_is_awaited() {
    let desk = desk();
    let running = start(&desk, "dedup pipe -o out.csv");
    // The signals are watched before anything is opened; how soon, nothing shows.
    sleep(Duration::from_millis(500));
    interrupt(running, "-TERM");
    assert_eq!(desk.files(), ["list.txt", "out.csv", "pipe"]);
}

#[test]
fn while_writing_all_outputs_stay_as_they_were() {
    for signal in ["-INT", "-TERM"] {
        let desk = desk();
        // Reports are written beside their places before the pipe is opened, and placed after it.
        let running =
            start(&desk, "dedup list.txt -o out.csv --rejects new.csv --near-misses pipe");
        let beside = || desk.files().iter().filter(|name| name.starts_with(".storyfold-")).count();
        wait_until("two files beside their places", || beside() == 2);
        interrupt(running, signal);
        assert_eq!(desk.files(), ["list.txt", "out.csv", "pipe"]);
        assert_eq!(desk.text("out.csv"), "old");
    }
}
