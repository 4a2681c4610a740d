//! What a model file says of how it came to be: the data, the method, the figures. No clock is asked.

use super::UNDATED;
use super::levels::{BY_HAND, review_chosen};
use super::report::{TrainingReport, VariantReport};
use super::stories::StoriesReport;
use crate::eval::Estimate;
use crate::judge::ModelNotes;

/// A line of a model file's head is no longer than this.
const WIDTH: usize = 98;

/// Where the data came from.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Name of the file of pairs.
    pub pairs: String,
    /// Name of the corpus.
    pub corpus: String,
    /// Titles in the corpus.
    pub titles: u64,
    /// Fingerprint of the corpus statistics.
    pub fingerprint: String,
    /// Names of the files whose titles were left out.
    pub excluded: Vec<String>,
    /// Name of the file of stories.
    pub stories: Option<String>,
}

/// The notes of a model file.
pub fn notes(
    report: &TrainingReport,
    stories: Option<&StoriesReport>,
    sources: &Sources,
) -> ModelNotes {
    let mut head = vec![
        "Log-odds (natural logarithm) that a pair of titles is the same item: what each piece of \
         evidence adds at its full measure. Written by `storyfold train`."
            .to_owned(),
        String::new(),
        pairs(report, sources),
        format!(
            "Corpus: {}, {} titles, fingerprint {}.",
            sources.corpus, sources.titles, sources.fingerprint
        ),
        format!(
            "Fit: logistic regression, Gaussian prior of variance {}, signs held to what a piece may \
             speak for; every pair with and without its dates and sources.",
            report.variance
        ),
        format!("Out of fold ({} folds by story, 95 % intervals by story):", report.folds),
    ];
    head.extend(report.variants.iter().map(figures));
    head.extend(stories.map(|found| loose(found, sources)));
    let head = head.iter().flat_map(|line| wrapped(line)).collect();
    ModelNotes { head, behind: behind(report) }
}

fn pairs(report: &TrainingReport, sources: &Sources) -> String {
    let days = report
        .days
        .as_ref()
        .map_or_else(String::new, |(first, last)| format!(", published {first} to {last}"));
    let files = sources.excluded.join(", ");
    let left_out = format!(" Left out: {} pairs with a title of {files}.", report.excluded);
    format!(
        "Pairs: {}, {} pairs ({} the same) of {} stories{days}, fingerprint {}.{}",
        sources.pairs,
        report.pairs,
        report.same,
        report.stories,
        report.fingerprint,
        if files.is_empty() { "" } else { &left_out }
    )
}

fn figures(variant: &VariantReport) -> String {
    let near = variant.scopes.iter().find(|scope| scope.name.starts_with("strata"));
    let all = variant.scopes.first();
    format!(
        "  {:<20} AUC {}, recall at 95 % precision {}",
        variant.variant,
        shown(all.and_then(|scope| scope.auc)),
        shown(near.or(all).and_then(|scope| scope.recall_at_95))
    )
}

fn loose(found: &StoriesReport, sources: &Sources) -> String {
    format!(
        "same-loose: chosen by B-cubed F1 on {} ({} titles, {} stories); on stories held out \
         B-cubed F1 {:.3}, adjusted Rand {:.3}.",
        sources.stories.as_deref().unwrap_or_default(),
        found.titles,
        found.stories,
        found.held_out.b_cubed_f1,
        found.held_out.adjusted_rand
    )
}

fn behind(report: &TrainingReport) -> Vec<(String, String)> {
    let unshown = report
        .unshown
        .iter()
        .map(|piece| ((*piece).to_owned(), format!("{BY_HAND}: no labeled pair shows it")));
    let same =
        report.levels.iter().map(|level| (format!("same-{}", level.level), level.chosen.clone()));
    let review = report
        .levels
        .iter()
        .map(|level| (format!("review-{}", level.level), review_chosen(level).to_owned()));
    let margin = format!("of this {:.3} that undated pairs owe", -report.margin as f64 / 1000.0);
    let undated = (report.margin > 0).then(|| (UNDATED.to_owned(), margin));
    let fold = ["strict", "normal"].map(|level| (format!("fold-{level}"), BY_HAND.to_owned()));
    same.chain(fold).chain(review).chain(unshown).chain(undated).collect()
}

/// `0.952 [0.943, 0.961]`; a dash where there is nothing to measure.
fn shown(estimate: Option<Estimate>) -> String {
    let shown = |of: Estimate| format!("{:.3} [{:.3}, {:.3}]", of.value, of.low, of.high);
    estimate.map_or_else(|| "-".to_owned(), shown)
}

/// A line broken at spaces; lines that are not too long stay as they are.
fn wrapped(line: &str) -> Vec<String> {
    if line.len() <= WIDTH {
        return vec![line.to_owned()];
    }
    let mut lines: Vec<String> = Vec::new();
    for word in line.split(' ') {
        match lines.last_mut() {
            Some(last) if last.len() + 1 + word.len() <= WIDTH => {
                last.push(' ');
                last.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_broken_and_short_ones_left() {
        let long = "word ".repeat(40);
        let lines = wrapped(long.trim());
        assert!(lines.len() > 1 && lines.iter().all(|line| line.len() <= WIDTH), "{lines:?}");
        assert_eq!(lines.join(" "), long.trim());
        assert_eq!(wrapped("  a  b"), ["  a  b"]);
    }
}
