//! A line on the terminal for steps that take longer than a second; step times with `--verbose`.
//!
//! Steps count into two shared numbers, and a thread of its own looks at them now and then. So a short
//! run shows nothing, and no step waits for the terminal.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use storyfold::{Step, Watch};

use super::{Common, exit, terminal};

const PATIENCE: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(100);

/// Shows what a run is doing.
pub struct Progress {
    verbose: bool,
    state: Arc<State>,
    drawing: Option<JoinHandle<()>>,
}

/// What the steps tell and the line shows.
#[derive(Default)]
struct State {
    running: Mutex<Option<(Step, Instant)>>,
    done: AtomicU64,
    total: AtomicU64,
    over: AtomicBool,
}

impl Progress {
    /// Begins to watch.
    pub fn start(common: &Common) -> Self {
        let state = Arc::new(State::default());
        let drawing = (terminal::shown_messages() && !common.quiet).then(|| {
            let state = Arc::clone(&state);
            thread::spawn(move || draw(&state))
        });
        Self { verbose: common.verbose, state, drawing }
    }

    fn close_step(&self, next: Option<Step>, total: u64) {
        let Ok(mut running) = self.state.running.lock() else { return };
        if next.is_some() && running.map(|(step, _)| step) == next {
            self.state.total.fetch_add(total, Ordering::Relaxed);
            return;
        }
        self.state.done.store(0, Ordering::Relaxed);
        self.state.total.store(total, Ordering::Relaxed);
        let before = std::mem::replace(&mut *running, next.map(|step| (step, Instant::now())));
        if let Some((step, since)) = before.filter(|_| self.verbose) {
            exit::say(&format!("{}: {:.2} s", step.name(), since.elapsed().as_secs_f64()));
        }
    }
}

impl Watch for Progress {
    fn begin(&self, step: Step, total: u64) {
        self.close_step(Some(step), total);
    }

    fn advance(&self, count: u64) {
        self.state.done.fetch_add(count, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    /// Ends, and clears the line, also where the run failed.
    fn drop(&mut self) {
        self.close_step(None, 0);
        self.state.over.store(true, Ordering::Relaxed);
        if let Some(thread) = self.drawing.take() {
            thread.thread().unpark();
            let _ = thread.join();
        }
    }
}

impl State {
    /// The line, where there is something to show.
    fn line(&self) -> Option<String> {
        let running = self.running.lock().ok()?;
        let (step, since) = (*running)?;
        let elapsed = since.elapsed();
        let counts = [&self.done, &self.total].map(|count| count.load(Ordering::Relaxed));
        (elapsed >= PATIENCE).then(|| shown(step.name(), elapsed, counts))
    }
}

fn draw(state: &State) {
    let mut bar: Option<ProgressBar> = None;
    while !state.over.load(Ordering::Relaxed) {
        if let Some(line) = state.line() {
            let bar = bar.get_or_insert_with(spinner);
            bar.set_message(line);
            bar.tick();
        }
        thread::park_timeout(TICK);
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

/// `judging pairs: 43 %, 1.2 million/s, 12 s left`; where nobody knows how much there is, how long the step has run.
fn shown(name: &str, elapsed: Duration, [done, total]: [u64; 2]) -> String {
    let seconds = elapsed.as_secs_f64();
    let rate = rate(done as f64 / seconds);
    if done == 0 || total == 0 {
        return format!("{name} ({seconds:.0} s{rate})");
    }
    let done = done.min(total);
    let left = seconds * (total - done) as f64 / done as f64;
    format!("{name}: {} %{rate}, {left:.0} s left", done * 100 / total)
}

/// How many a second, where there are so many that it tells something.
fn rate(rate: f64) -> String {
    match rate {
        rate if rate >= 1e6 => format!(", {:.1} million/s", rate / 1e6),
        rate if rate >= 1e3 => format!(", {:.0} thousand/s", rate / 1e3),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_shows_what_it_knows() {
        let shown = |seconds, counts| shown("judging", Duration::from_secs(seconds), counts);
        assert_eq!(shown(3, [0, 0]), "judging (3 s)");
        assert_eq!(shown(3, [0, 10]), "judging (3 s)");
        assert_eq!(shown(3, [9, 0]), "judging (3 s)");
        assert_eq!(shown(3, [6_000, 0]), "judging (3 s, 2 thousand/s)");
        assert_eq!(shown(6, [6, 24]), "judging: 25 %, 18 s left");
        assert_eq!(shown(2, [5_000, 10_000]), "judging: 50 %, 2 thousand/s, 2 s left");
        assert_eq!(shown(2, [5_000_000, 4_000_000]), "judging: 100 %, 2.5 million/s, 0 s left");
    }
}
