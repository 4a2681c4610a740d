//! The reports of `storyfold eval` as aligned tables.

use storyfold::eval::{
    Agreement, Bin, CandidateReport, ClusterReport, FunnelRow, KindRow, PairReport, RecallRow,
    Scope, SimilarityReport, VetoCount,
};

use crate::cli::cells::{Cells, estimate};

/// The judge on labeled pairs.
pub fn pairs(report: &PairReport) -> String {
    let head = format!(
        "{} pairs, {} labeled same, {} stories; 95 % intervals drawn by story\n",
        report.pairs, report.same, report.stories
    );
    let mut parts = vec![head, scorers(report), scopes(&report.scopes)];
    if !report.strata.is_empty() {
        parts.push(strata(report));
    }
    parts.extend([vetoes(&report.vetoes), reliability(&report.reliability)]);
    parts.join("\n")
}

fn scorers(report: &PairReport) -> String {
    let mut cells = Cells::new(&["score", "AUC", "recall at P 95 %"]);
    for scorer in &report.scorers {
        let figures = [scorer.auc, scorer.recall_at_95].map(estimate);
        cells.row([scorer.name.clone()].into_iter().chain(figures).collect());
    }
    let strata = if report.strata.is_empty() { "" } else { " (recall: strata from 0.4 up)" };
    format!("Scores on the same pairs{strata}\n{}", cells.shown())
}

/// The judge by scope.
pub fn scopes(scopes: &[Scope]) -> String {
    let mut parts = Vec::new();
    for half in [true, false] {
        let names: &[&str] = if half {
            &["scope", "pairs", "precision", "recall", "F1"]
        } else {
            &["scope", "AUC", "recall at P 95 %", "recall at P 90 %", "recall with review"]
        };
        let mut cells = Cells::new(names);
        for scope in scopes {
            let mut row = vec![scope.name.clone()];
            if half {
                row.push(scope.pairs.to_string());
                row.extend([scope.precision, scope.recall, scope.f1].map(estimate));
            } else {
                let with_review = scope.recall_with_review;
                let figures = [scope.auc, scope.recall_at_95, scope.recall_at_90, with_review];
                row.extend(figures.map(estimate));
            }
            cells.row(row);
        }
        parts.push(cells.shown());
    }
    format!("Verdicts at this level\n{}", parts.join("\n"))
}

fn strata(report: &PairReport) -> String {
    let mut cells = Cells::new(&["stratum", "pairs", "labeled same", "precision", "recall"]);
    for stratum in &report.strata {
        let figures = [stratum.same_share, stratum.precision, stratum.recall].map(estimate);
        let start = [stratum.name.clone(), stratum.pairs.to_string()];
        cells.row(start.into_iter().chain(figures).collect());
    }
    format!("By stratum\n{}", cells.shown())
}

/// What each veto stopped.
pub fn vetoes(vetoes: &[VetoCount]) -> String {
    let names = ["veto", "stops", "labeled same", "against the evidence", "labeled same"];
    let mut cells = Cells::new(&names);
    for veto in vetoes {
        let counts = [veto.pairs, veto.same, veto.decided, veto.decided_same];
        let counts = counts.map(|count| count.to_string());
        cells.row([veto.veto.clone()].into_iter().chain(counts).collect());
    }
    format!("Vetoes\n{}", cells.shown())
}

/// Probabilities beside labels.
pub fn reliability(bins: &[Bin]) -> String {
    let mut cells = Cells::new(&["probability", "pairs", "mean", "labeled same"]);
    for bin in bins {
        let mean = bin.probability.map_or_else(|| "-".to_owned(), |mean| format!("{mean:.3}"));
        let range = format!("{:.1} to {:.1}", bin.from, bin.from + 0.1);
        cells.row(vec![range, bin.pairs.to_string(), mean, estimate(bin.same_share)]);
    }
    format!("Reliability (pairs without a veto)\n{}", cells.shown())
}

/// Labeled pairs followed through dedup.
pub fn funnel(rows: &[FunnelRow]) -> String {
    let names = [
        "label and stratum",
        "pairs",
        "read",
        "proposed",
        "same",
        "review",
        "folded",
        "proposed share",
        "folded share",
    ];
    let mut cells = Cells::new(&names);
    for row in rows {
        let stratum = row.stratum.as_deref().unwrap_or("all");
        let counts = [row.pairs, row.read, row.proposed, row.same, row.review, row.folded];
        let counts = counts.map(|count| count.to_string());
        let shares = [row.proposed_share, row.folded_share].map(estimate);
        let name = format!("{}, {stratum}", if row.label == 1 { "same" } else { "different" });
        cells.row([name].into_iter().chain(counts).chain(shares).collect());
    }
    cells.shown()
}

/// Clusters against the truth.
pub fn clusters(report: &ClusterReport) -> String {
    let mut cells = Cells::new(&["agreement", "precision", "recall", "F1"]);
    let row = |name: &str, agreement: &Agreement| {
        let figures = [agreement.precision, agreement.recall, agreement.f1].map(estimate);
        [name.to_owned()].into_iter().chain(figures).collect()
    };
    cells.row(row("pairwise", &report.pairwise));
    cells.row(row("B-cubed", &report.b_cubed));
    format!(
        "{} items, {} true clusters; {} predicted clusters of two and more, {} items by themselves \
         unnamed\n\n{}adjusted Rand index  {}\n{}",
        report.items,
        report.stories,
        report.clusters,
        report.unnamed,
        cells.shown(),
        estimate(report.adjusted_rand),
        kinds(&report.kinds)
    )
}

/// Scores beside readers' ratings.
pub fn similarity(report: &SimilarityReport) -> String {
    let mut cells = Cells::new(&["score", "Pearson"]);
    for score in &report.scores {
        cells.row(vec![score.name.to_owned(), estimate(score.pearson)]);
    }
    format!(
        "{} pairs, {} groups that share a title; 95 % intervals drawn by group\n\n{}",
        report.pairs,
        report.groups,
        cells.shown()
    )
}

fn kinds(rows: &[KindRow]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let names = ["kind", "titles", "repeats found", "traps folded"];
    let mut cells = Cells::new(&names);
    let share = |part: usize, whole: usize, share: Option<f64>| {
        share.map_or_else(
            || "-".to_owned(),
            |share| format!("{part} of {whole} ({:.2} %)", 100.0 * share),
        )
    };
    for row in rows {
        let found = share(row.found, row.repeats, row.found_share());
        let folded = share(row.folded, row.traps, row.folded_share());
        cells.row(vec![row.kind.clone(), row.items.to_string(), found, folded]);
    }
    format!("\n{}", cells.shown())
}

/// Recall of the candidate step.
pub fn candidates(report: &CandidateReport) -> String {
    let searched = report.probes.map_or_else(
        || "joined in full".to_owned(),
        |probes| format!("{probes} of them joined with all"),
    );
    let head = format!(
        "{} entries, {} different sets of words, {searched}; {} pairs proposed after {} comparisons, \
         {} entries in a group cut short\n",
        report.entries, report.token_sets, report.proposed, report.compared, report.bounded
    );
    let at_least = recall_rows(&report.at_least, report.probes.is_some());
    let bins = recall_rows(&report.bins, report.probes.is_some());
    [head, at_least, bins].join("\n")
}

fn recall_rows(rows: &[RecallRow], sampled: bool) -> String {
    let mut cells = Cells::new(&["similarity", "pairs", "proposed", "recall"]);
    for row in rows {
        let range = match row.below {
            Some(below) => format!("{:.1} to {below:.1}", row.from),
            None => format!("{:.1} and more", row.from),
        };
        let recall = match row.recall {
            Some(recall) if !sampled => format!("{:.4}", recall.value),
            recall => estimate(recall),
        };
        cells.row(vec![range, row.pairs.to_string(), row.found.to_string(), recall]);
    }
    cells.shown()
}
