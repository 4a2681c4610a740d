//! A line on the terminal for steps that take longer than a second; step times with `--verbose`.
//!
//! A thread of its own waits for the next step and draws while none comes, so a short run shows
//! nothing and no step has to think of it.

use std::sync::Mutex;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use storyfold::Step;

use super::{Common, exit, terminal};

const PATIENCE: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(100);

/// Shows what a run is doing.
pub struct Progress {
    verbose: bool,
    running: Mutex<Option<(Step, Instant)>>,
    drawing: Option<(Mutex<Sender<Step>>, JoinHandle<()>)>,
}

impl Progress {
    /// Begins to watch.
    pub fn start(common: &Common) -> Self {
        let drawing = (terminal::shown_messages() && !common.quiet).then(|| {
            let (sender, steps) = channel();
            (Mutex::new(sender), thread::spawn(move || draw(&steps)))
        });
        Self { verbose: common.verbose, running: Mutex::new(None), drawing }
    }

    /// Notes that a step begins.
    pub fn step(&self, step: Step) {
        self.close_step(Some(step));
        if let Some((sender, _)) = &self.drawing
            && let Ok(sender) = sender.lock()
        {
            // The drawing thread ends only after this one.
            let _ = sender.send(step);
        }
    }

    /// Ends, and clears the line.
    pub fn finish(mut self) {
        self.close_step(None);
        if let Some((sender, thread)) = self.drawing.take() {
            drop(sender);
            let _ = thread.join();
        }
    }

    fn close_step(&self, next: Option<Step>) {
        let Ok(mut running) = self.running.lock() else { return };
        let before = std::mem::replace(&mut *running, next.map(|step| (step, Instant::now())));
        if let Some((step, since)) = before.filter(|_| self.verbose) {
            exit::say(&format!(
                "{}: {:.2} s (cpu at end {:.2})",
                step.name(),
                since.elapsed().as_secs_f64(),
                cpu_now()
            ));
        }
    }
}

#[allow(missing_docs)]
fn cpu_now() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let f: Vec<&str> = stat.rsplit(')').next().unwrap_or("").split_whitespace().collect();
    (f[11].parse::<f64>().unwrap_or(0.0) + f[12].parse::<f64>().unwrap_or(0.0)) / 100.0
}

fn draw(steps: &Receiver<Step>) {
    let mut bar: Option<ProgressBar> = None;
    let mut current: Option<(Step, Instant)> = None;
    loop {
        match steps.recv_timeout(TICK) {
            Ok(step) => current = Some((step, Instant::now())),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        let Some((step, since)) = current else { continue };
        if since.elapsed() >= PATIENCE {
            let bar = bar.get_or_insert_with(spinner);
            bar.set_message(format!("{} ({} s)", step.name(), since.elapsed().as_secs()));
            bar.tick();
        }
    }
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
}

fn spinner() -> ProgressBar {
    let style = ProgressStyle::with_template("{spinner} {msg}");
    ProgressBar::new_spinner()
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
}
