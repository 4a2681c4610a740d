//! The file of a model: read and written.
//!
//! Each line is a name and a decimal number with up to three decimals; `#` begins a comment. The file
//! names the version of the evidence that it was fitted to, and a model for another version is an error,
//! never a silent mix. What is written reads as the same model, and the same model and notes give the
//! same bytes: nothing in it comes from a clock.

use super::evidence::{EVIDENCE, EVIDENCE_VERSION};
use super::model::{Model, THOUSAND, stages};
use crate::error::{Error, ErrorKind, Result};
use crate::origin::Origin;

/// Version of the file's form.
const MODEL_VERSION: u32 = 1;
/// What the line `thin` says.
const THIN: &str =
    "what titles that share nothing owe beyond same; nothing from a similarity of 0.5";
/// Levels as the file names them, in the order of [`crate::settings::Level`].
const LEVELS: [&str; 3] = ["strict", "normal", "loose"];

impl Model {
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
        let weights: Vec<i64> =
            EVIDENCE.iter().map(|piece| lines.number(piece.name)).collect::<Result<_>>()?;
        let model = Self {
            bias: lines.number("bias")?,
            stages: stages(&weights),
            weights,
            same: levels("same")?,
            fold: levels("fold")?,
            review: levels("review")?,
            thin: lines.number("thin")?,
        };
        lines.check_all_known()?;
        Ok(model)
    }
}

/// What a model file says beside its numbers.
#[derive(Clone, Debug, Default)]
pub struct ModelNotes {
    /// Lines at the top: what the model was fitted to, and how good it is.
    pub head: Vec<String>,
    /// What is said behind a number, by the name of its line.
    pub behind: Vec<(String, String)>,
}

impl Model {
    /// The file of this model.
    pub fn to_text(&self, notes: &ModelNotes) -> String {
        let mut lines: Vec<String> = notes.head.iter().map(|line| comment(line)).collect();
        lines.push(format!("storyfold-model {MODEL_VERSION}"));
        lines.push(format!("evidence {EVIDENCE_VERSION}\n"));
        lines.push(comment(
            "Least log-odds of each verdict, and least support of a fold, by level.",
        ));
        for (what, least) in [("same", &self.same), ("fold", &self.fold), ("review", &self.review)]
        {
            for (level, least) in LEVELS.iter().zip(least) {
                let name = format!("{what}-{level}");
                lines.push(format!("{name:<13} {:>6}{}", shown(*least), notes.after(&name, "")));
            }
        }
        lines.push(format!("{:<13} {:>6}{}", "thin", shown(self.thin), notes.after("thin", THIN)));
        lines.push(format!("\nbias {}", shown(self.bias)));
        for (piece, weight) in EVIDENCE.iter().zip(&self.weights) {
            let after = notes.after(piece.name, piece.about);
            lines.push(format!("{:<22} {:>7}{after}", piece.name, shown(*weight)));
        }
        lines.join("\n") + "\n"
    }
}

impl ModelNotes {
    /// The comment behind a number: what it is, and what is noted.
    fn after(&self, name: &str, about: &str) -> String {
        let noted = self.behind.iter().filter(|(line, _)| line == name).map(|(_, note)| &**note);
        let parts: Vec<&str> =
            [about].into_iter().chain(noted).filter(|part| !part.is_empty()).collect();
        if parts.is_empty() { String::new() } else { format!("  # {}", parts.join("; ")) }
    }
}

fn comment(line: &str) -> String {
    format!("# {line}").trim_end().to_owned()
}

/// -1250 → `-1.250`.
fn shown(thousandths: i64) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let size = thousandths.unsigned_abs();
    format!("{sign}{}.{:03}", size / THOUSAND as u64, size % THOUSAND as u64)
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
            "fold-strict",
            "fold-normal",
            "fold-loose",
            "same-strict",
            "same-normal",
            "same-loose",
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
    use super::super::model::DEFAULT;
    use super::*;
    use crate::settings::Level;

    #[test]
    fn what_is_written_reads_as_the_same_model() {
        let weight = |at: usize| [0, -1, 999, -3_171, 12_034][at % 5];
        let weights = (0..EVIDENCE.len()).map(weight).collect();
        let model = Model::shipped().unwrap().with_weights(-5_204, weights);
        let model = model.with_level(Level::Loose, 0, -1_500);
        let behind = vec![("same-loose".to_owned(), "kept # as it was".to_owned())];
        let notes = ModelNotes { head: vec!["Of what.".to_owned(), String::new()], behind };
        let text = model.to_text(&notes);
        assert_eq!(Model::parse("m.txt", &text).unwrap(), model);
        assert!(text.starts_with("# Of what.\n#\nstoryfold-model 1\n"), "{text}");
        assert!(text.contains("same-loose     0.000  # kept # as it was\n"), "{text}");
        assert!(text.contains("-0.001  # "), "{text}");
    }

    #[test]
    fn mistakes_are_named_with_their_line() {
        let error = |from: &str, to: &str| {
            Model::parse("m.txt", &DEFAULT.replacen(from, to, 1)).unwrap_err().to_string()
        };
        assert!(
            error("evidence 3", "evidence 99").contains("found evidence 99, expected evidence 3")
        );
        assert!(error("bias ", "bias x").contains("expected a number"));
        assert!(error("likeness ", "liking ").contains("found no `likeness`"));
        let extra = Model::parse("m.txt", &format!("{DEFAULT}\nmagic 1\n")).unwrap_err();
        assert!(extra.to_string().contains("found `magic`"), "{extra}");
        assert!(extra.origin().is_some());
    }
}
