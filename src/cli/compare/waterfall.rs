//! One pair with all its evidence, as text: what each piece adds, down to the verdict.

use std::fmt::Write;

use storyfold::Verdict;
use storyfold::eval::Bench;
use storyfold::judge::{Case, Contribution, Model, contributions};

/// Pieces that add less than this (thousandths of a nat) are left out.
const WORTH_SHOWING: i64 = 10;

/// The pair of a case of two entries.
pub fn shown(case: &Case, bench: &Bench) -> String {
    let judge = case.judge(&bench.model, &bench.settings);
    let judgment = judge.judge(&case.subjects.get(0), &case.subjects.get(1));
    let explanation = case.explain(&judge, 0, 1, &judgment);
    let mut text = String::new();
    for (side, entry) in ["A", "B"].iter().zip(case.entries.iter()) {
        let _ = writeln!(text, "{side}  {}", entry.title());
    }
    let _ = writeln!(text, "\n{}: {}", judgment.verdict.name(), explanation.why);
    if !explanation.differs.is_empty() {
        let _ = writeln!(text, "differs: {}", explanation.differs);
    }
    let probability = Model::probability(judgment.log_odds);
    let _ = writeln!(text, "similarity {}, probability {probability}\n", judgment.similarity);
    let pair = case.compare(&judge, 0, 1);
    let mut sum = bench.model.bias();
    let _ = writeln!(text, "{:>8} {:>8}  {:<22} measure", "adds", "sum", "evidence");
    let _ = writeln!(text, "{:>8} {:>8}  {:<22}", nats(sum), nats(sum), "before any evidence");
    for part in contributions(&pair, &bench.model, bench.settings.level) {
        if part.log_odds.abs() >= WORTH_SHOWING {
            sum += part.log_odds;
            let _ = writeln!(text, "{}", line(&part, sum));
        }
    }
    if (judgment.log_odds - sum).abs() >= WORTH_SHOWING {
        let (rest, sum) = (nats(judgment.log_odds - sum), nats(judgment.log_odds));
        let _ = writeln!(text, "{rest:>8} {sum:>8}  smaller pieces");
    }
    let level = bench.settings.level;
    let owed =
        judgment.log_odds - bench.model.surplus(judgment.log_odds, judgment.similarity, level);
    let least = bench.model.least_for_same(level) + owed;
    let _ = writeln!(text, "\n{} is needed for `{}`", nats(least).trim(), Verdict::Same.name());
    if judgment.veto.is_some() {
        let _ = writeln!(text, "a veto decides, whatever the sum: {}", explanation.why);
    }
    text
}

fn line(part: &Contribution, sum: i64) -> String {
    let measure = format!("{}.{:03}", part.measure / 1000, part.measure % 1000);
    let about = part.evidence.about;
    format!(
        "{:>8} {:>8}  {:<22} {measure}  {about}",
        nats(part.log_odds),
        nats(sum),
        part.evidence.name
    )
}

fn nats(thousandths: i64) -> String {
    format!("{:+.2}", thousandths as f64 / 1000.0)
}
