//! What `storyfold train` says of a training, as aligned tables.

use storyfold::train::{
    LevelReport, PoorCluster, StoriesReport, StoryFigures, TrainingReport, VariantReport,
};

use crate::cli::cells::{Cells, estimate};
use crate::cli::eval::text::{reliability, vetoes};

/// All of it.
pub fn training(report: &TrainingReport, stories: Option<&StoriesReport>) -> String {
    let mut parts = vec![head(report), scores(report), verdicts(report)];
    parts.push(vetoes(&report.vetoes));
    let full = report.variants.first();
    parts.extend(full.map(|full| reliability(&full.reliability)));
    parts.push(calibration(&report.variants));
    parts.push(asked(report));
    parts.extend(stories.map(grouped));
    parts.push(levels(&report.levels));
    parts.extend(unshown(report));
    parts.join("\n")
}

fn head(report: &TrainingReport) -> String {
    format!(
        "{} pairs, {} labeled same, {} stories; {} more pairs left out\nEvery figure is out of fold ({} \
         folds by story), with 95 % intervals drawn by story\n",
        report.pairs, report.same, report.stories, report.excluded, report.folds
    )
}

fn scores(report: &TrainingReport) -> String {
    let names = ["known, scope", "pairs", "AUC", "recall at P 95 %", "recall at P 90 %"];
    let mut cells = Cells::new(&names);
    for (variant, scope) in scopes(report) {
        let figures = [scope.auc, scope.recall_at_95, scope.recall_at_90].map(estimate);
        let name = format!("{variant}, {}", scope.name);
        cells.row([name, scope.pairs.to_string()].into_iter().chain(figures).collect());
    }
    format!("Scores\n{}", cells.shown())
}

fn verdicts(report: &TrainingReport) -> String {
    let names = ["known, scope", "precision", "recall", "F1", "recall with review"];
    let mut cells = Cells::new(&names);
    for (variant, scope) in scopes(report) {
        let figures = [scope.precision, scope.recall, scope.f1, scope.recall_with_review];
        let name = format!("{variant}, {}", scope.name);
        cells.row([name].into_iter().chain(figures.map(estimate)).collect());
    }
    format!("Verdicts at normal\n{}", cells.shown())
}

fn scopes(report: &TrainingReport) -> impl Iterator<Item = (&str, &storyfold::eval::Scope)> {
    report.variants.iter().flat_map(|of| of.scopes.iter().map(move |scope| (of.variant, scope)))
}

fn calibration(variants: &[VariantReport]) -> String {
    let names = ["known", "slope", "intercept", "log loss", "on the line"];
    let mut cells = Cells::new(&names);
    for variant in variants {
        let Some(line) = variant.calibration else { continue };
        let figures = [line.slope, line.intercept, line.loss, line.loss_on_line];
        let figures = figures.map(|figure| format!("{figure:.3}"));
        cells.row([variant.variant.to_owned()].into_iter().chain(figures).collect());
    }
    format!("Labels regressed on log-odds (pairs without a veto)\n{}", cells.shown())
}

fn asked(report: &TrainingReport) -> String {
    let names = ["level, known, scope", "precision", "on these pairs", "high enough in most draws"];
    let mut cells = Cells::new(&names);
    let shown =
        |nats: Option<f64>| nats.map_or_else(|| "-".to_owned(), |nats| format!("{nats:.3}"));
    for asked in &report.asked {
        let name = format!("{}, {}, {}", asked.level, asked.variant, asked.scope);
        let precision = format!("{} %", asked.percent);
        cells.row(vec![name, precision, shown(asked.as_is), shown(asked.asked)]);
    }
    format!("Least log-odds that are precise enough\n{}", cells.shown())
}

fn levels(levels: &[LevelReport]) -> String {
    let mut cells = Cells::new(&["level", "same from", "review from"]);
    for level in levels {
        let nats = [level.same, level.review].map(|nats| format!("{nats:.3}"));
        cells.row([level.level.to_owned()].into_iter().chain(nats).collect());
    }
    let chosen = |level: &LevelReport| format!("{}: {}\n", level.level, level.chosen);
    format!("Levels\n{}{}", cells.shown(), levels.iter().map(chosen).collect::<String>())
}

fn unshown(report: &TrainingReport) -> Option<String> {
    let names = report.unshown.join(", ");
    (!names.is_empty())
        .then(|| format!("No pair shows these; their weights are those of the prior: {names}\n"))
}

fn grouped(report: &StoriesReport) -> String {
    let mut cells =
        Cells::new(&["titles", "same from", "B-cubed F1", "adjusted Rand", "precision", "recall"]);
    for part in &report.parts {
        let name = format!("{} held out", part.titles);
        cells.row(row(name, &format!("{:.2}", part.threshold), &part.figures));
    }
    cells.row(row("mean of held out".to_owned(), "", &report.held_out));
    let chosen = &report.chosen;
    let name = format!("all {}", report.titles);
    cells.row(row(name, &format!("{:.2}", chosen.threshold), &chosen.figures));
    let poor: String = report.poor.iter().map(poor).collect();
    format!("Clusters at loose, {} stories\n{}{poor}", report.stories, cells.shown())
}

fn row(name: String, threshold: &str, figures: &StoryFigures) -> Vec<String> {
    let StoryFigures { b_cubed_f1, adjusted_rand, precision, recall } = figures;
    let figures = [b_cubed_f1, adjusted_rand, precision, recall];
    let figures = figures.map(|figure| format!("{figure:.3}"));
    [name, threshold.to_owned()].into_iter().chain(figures).collect()
}

fn poor(cluster: &PoorCluster) -> String {
    format!(
        "Mostly wrong: {} titles of {} stories (pairwise precision {:.2}): {}\n",
        cluster.titles,
        cluster.stories,
        cluster.precision,
        cluster.examples.join(" / ")
    )
}
