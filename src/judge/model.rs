//! The weights: a small text file, the default one shipped inside the program.
//!
//! Each line is a name and a decimal number; `#` begins a comment. Numbers are kept as thousandths, so
//! that a sum of evidence is exact in any order. The file names the version of the evidence that it was
//! fitted to, and a model for another version is an error, never a silent mix. A probability is the
//! logistic function of the log-odds, by `libm`, which gives the same bits everywhere.

use super::Comparison;
use super::evidence::{EVIDENCE, EVIDENCE_VERSION};
use crate::error::{Error, ErrorKind, Result};
use crate::findings::{Share, Verdict};
use crate::origin::Origin;
use crate::settings::Level;

/// Log-odds in thousandths of a nat.
pub type LogOdds = i64;

/// Version of the file's form.
const MODEL_VERSION: u32 = 1;
const THOUSAND: i64 = 1000;
const DEFAULT: &str = include_str!("model.txt");

/// Weights for every piece of evidence, and the log-odds at which verdicts begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    bias: i64,
    weights: Vec<i64>,
    /// Least log-odds of `same` and of `review`, and least support of a fold, by level.
    same: [i64; 3],
    fold: [i64; 3],
    /// What a pair needs beyond, at `strict` and `normal`, where its titles share nothing; it falls to
    /// nothing where they share half their weight.
    thin: i64,
    review: [i64; 3],
}

impl Model {
    /// The model that is shipped.
    ///
    /// # Errors
    /// Never for a released program: a test reads the file.
    pub fn shipped() -> Result<Self> {
        Self::parse("shipped model", DEFAULT)
    }

    /// Reads a model file. `name` is used in messages.
    ///
    /// # Errors
    /// Settings errors: an unknown or repeated name, a number that is none, a missing piece of evidence,
    /// another version.
    pub fn parse(name: &str, text: &str) -> Result<Self> {
        let lines = Lines::read(name, text)?;
        lines.check_version("storyfold-model", MODEL_VERSION)?;
        lines.check_version("evidence", EVIDENCE_VERSION)?;
        let levels = |what: &str| -> Result<[i64; 3]> {
            Ok([
                lines.number(&format!("{what}-strict"))?,
                lines.number(&format!("{what}-normal"))?,
                lines.number(&format!("{what}-loose"))?,
            ])
        };
        let weights =
            EVIDENCE.iter().map(|piece| lines.number(piece.name)).collect::<Result<_>>()?;
        let model = Self {
            bias: lines.number("bias")?,
            weights,
            same: levels("same")?,
            fold: levels("fold")?,
            thin: lines.number("thin")?,
            review: levels("review")?,
        };
        lines.check_all_known()?;
        Ok(model)
    }

    /// Log-odds that a pair is the same item.
    pub fn log_odds(&self, pair: &Comparison) -> LogOdds {
        let parts = EVIDENCE.iter().zip(&self.weights);
        let sum: i64 = parts.map(|(piece, weight)| i64::from((piece.measure)(pair)) * weight).sum();
        self.bias + sum / THOUSAND
    }

    /// The weight of each piece of evidence, in thousandths of a nat, in the order of [`EVIDENCE`].
    pub fn weights(&self) -> &[i64] {
        &self.weights
    }

    /// Log-odds before any evidence.
    pub fn bias(&self) -> LogOdds {
        self.bias
    }

    /// The verdict that log-odds mean for titles of this similarity at a level, vetoes aside.
    pub fn verdict(&self, log_odds: LogOdds, similarity: Share, level: Level) -> Verdict {
        if log_odds >= self.least_for_same(similarity, level) {
            return Verdict::Same;
        }
        let review = log_odds >= self.review[level as usize];
        if review { Verdict::Review } else { Verdict::Apart }
    }

    /// Log-odds at which `same` begins for titles of this similarity. There are so many pairs that share
    /// little that even a small share of mistakes among them would outnumber the repeats, so such a pair
    /// has to be surer.
    pub fn least_for_same(&self, similarity: Share, level: Level) -> LogOdds {
        let short_of_half = 500 - i64::from(similarity.0.min(500));
        let thin = if level == Level::Loose { 0 } else { self.thin };
        self.same[level as usize] + thin * short_of_half / 500
    }

    /// Least support of two clusters that become one: it may lie below what a pair by itself needs, since
    /// a member that is in doubt is marked for review in the report.
    pub fn least_for_fold(&self, level: Level) -> LogOdds {
        self.fold[level as usize]
    }

    /// The probability that log-odds mean.
    pub fn probability(log_odds: LogOdds) -> Share {
        let odds = libm::exp(-(log_odds as f64) / 1000.0);
        Share(libm::floor(1000.0 / (1.0 + odds)) as u16)
    }
}

/// The file's lines by name, in order.
struct Lines<'a> {
    file: &'a str,
    found: Vec<(u64, &'a str, &'a str)>,
}

impl<'a> Lines<'a> {
    fn read(file: &'a str, text: &'a str) -> Result<Self> {
        let mut lines = Self { file, found: Vec::new() };
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.split('#').next().unwrap_or("").trim();
            if line.is_empty() {
                continue;
            }
            let Some((name, value)) = line.split_once(char::is_whitespace) else {
                return Err(
                    lines.wrong(number, &format!("found `{line}`, expected a name and a number"))
                );
            };
            if lines.found.iter().any(|(_, known, _)| *known == name) {
                return Err(lines.wrong(number, &format!("found `{name}` again, expected it once")));
            }
            lines.found.push((number, name, value.trim()));
        }
        Ok(lines)
    }

    fn get(&self, name: &str) -> Result<(u64, &'a str)> {
        let found = self.found.iter().find(|(_, known, _)| *known == name);
        found.map(|(line, _, value)| (*line, *value)).ok_or_else(|| {
            let message = format!("{}: found no `{name}`, expected a number for it", self.file);
            Error::new(ErrorKind::Settings, message)
        })
    }

    fn number(&self, name: &str) -> Result<i64> {
        let (line, value) = self.get(name)?;
        thousandths(value).ok_or_else(|| {
            self.wrong(
                line,
                &format!("found `{value}`, expected a number with up to three decimals"),
            )
        })
    }

    fn check_version(&self, name: &str, expected: u32) -> Result<()> {
        let (line, value) = self.get(name)?;
        if value == expected.to_string() {
            return Ok(());
        }
        let message =
            format!("found {name} {value}, expected {name} {expected}; fit the model again");
        Err(self.wrong(line, &message))
    }

    fn check_all_known(&self) -> Result<()> {
        const OTHERS: [&str; 13] = [
            "storyfold-model",
            "evidence",
            "bias",
            "thin",
            "same-strict",
            "same-normal",
            "same-loose",
            "fold-strict",
            "fold-normal",
            "fold-loose",
            "review-strict",
            "review-normal",
            "review-loose",
        ];
        let known =
            |name: &str| OTHERS.contains(&name) || EVIDENCE.iter().any(|piece| piece.name == name);
        match self.found.iter().find(|(_, name, _)| !known(name)) {
            Some((line, name, _)) => Err(self.wrong(
                *line,
                &format!("found `{name}`, expected the name of a piece of evidence"),
            )),
            None => Ok(()),
        }
    }

    fn wrong(&self, line: u64, message: &str) -> Error {
        Error::new(ErrorKind::Settings, message).at(Origin::new(self.file, line))
    }
}

/// `-1.25` → -1250; at most three decimals.
fn thousandths(text: &str) -> Option<i64> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let good = |part: &str| {
        !part.is_empty() && part.len() <= 6 && part.bytes().all(|b| b.is_ascii_digit())
    };
    if !good(whole) || !good(fraction) || fraction.len() > 3 {
        return None;
    }
    let padded: String = fraction.chars().chain("000".chars()).take(3).collect();
    Some(sign * (whole.parse::<i64>().ok()? * THOUSAND + padded.parse::<i64>().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_model_reads_and_its_levels_are_ordered() {
        let model = Model::shipped().unwrap();
        assert!(model.same[0] > model.same[1] && model.same[1] > model.same[2]);
        assert!((0..3).all(|level| model.same[level] > model.review[level]));
    }

    #[test]
    fn mistakes_are_named_with_their_line() {
        let error = |from: &str, to: &str| {
            Model::parse("m.txt", &DEFAULT.replacen(from, to, 1)).unwrap_err().to_string()
        };
        assert!(
            error("evidence 2", "evidence 99").contains("found evidence 99, expected evidence 2")
        );
        assert!(error("bias ", "bias x").contains("expected a number"));
        assert!(error("likeness ", "liking ").contains("found no `likeness`"));
        let extra = Model::parse("m.txt", &format!("{DEFAULT}\nmagic 1\n")).unwrap_err();
        assert!(extra.to_string().contains("found `magic`"), "{extra}");
        assert!(extra.origin().is_some());
    }

    #[test]
    fn probabilities() {
        assert_eq!(Model::probability(0), Share(500));
        assert_eq!(Model::probability(2_945), Share(950));
        assert_eq!(Model::probability(-40_000), Share(0));
        assert_eq!(Model::probability(100_000), Share(1000));
    }
}
