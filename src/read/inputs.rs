//! Files and standard input: found, opened and read, all of them or none.
//!
//! Every input is looked at before the first is read, and all that fail are named in one error, so a
//! typing error in the third name costs no wait and no half of an answer. Pipes and devices can be
//! opened but once, so for them the look does not open. Inputs are read one after the other.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::input::{BLOCK, add};
use super::source::{self, Source};
use super::{ReadSettings, Reading};
use crate::entries::Entries;
use crate::error::{Error, ErrorKind, Result};
use crate::keep::Keeper;
use crate::progress::{Step, Unwatched, Watch};

/// The name that stands for standard input.
const STANDARD_INPUT: &str = "-";

/// Reads every input, in order; `-` is standard input.
///
/// An input without any entry is no error.
///
/// # Errors
/// [`ErrorKind::Unreadable`] names every input that is missing, is a directory, cannot be read or is no
/// text, one a line; [`ErrorKind::Settings`] where standard input is asked for twice or no input has a
/// column that the user named; and what [`Reading::check`] says.
pub fn read_inputs(inputs: &[PathBuf], settings: &ReadSettings) -> Result<Reading> {
    read_inputs_watched(inputs, settings, &Keeper::default(), &Unwatched)
}

/// Reads every input, in order, while `watch` watches; `keeper` decides where the entries stand.
///
/// # Errors
/// As [`read_inputs`].
pub fn read_inputs_watched(
    inputs: &[PathBuf],
    settings: &ReadSettings,
    keeper: &Keeper,
    watch: &dyn Watch,
) -> Result<Reading> {
    let reading = Reading { entries: Entries::new(keeper), ..Reading::default() };
    read_from(inputs, &mut io::stdin(), settings, reading, watch)
}

/// The bytes of a file that is no list of links: a model, statistics, pairs.
///
/// # Errors
/// [`ErrorKind::Unreadable`] where it is missing, is a directory or cannot be read.
pub fn file_bytes(path: &Path) -> Result<Vec<u8>> {
    if !path.exists() {
        return Err(unreadable(path, "not found, expected a file; check the name"));
    }
    look_at(path)?;
    fs::read(path).map_err(|error| failure(path, &error))
}

fn read_from(
    inputs: &[PathBuf],
    stdin: &mut (dyn Read + Send),
    settings: &ReadSettings,
    mut reading: Reading,
    watch: &dyn Watch,
) -> Result<Reading> {
    if inputs.iter().filter(|input| is_standard(input)).count() > 1 {
        let message = "-: found standard input named twice, expected once; leave one out";
        return Err(Error::new(ErrorKind::Settings, message));
    }
    refuse_any(inputs.iter().filter_map(|input| look_at(input).err()).collect())?;
    let read = inputs.iter().map(|input| {
        watch.begin(Step::Read, 0);
        let source =
            if is_standard(input) { Source::Stream(&mut *stdin) } else { Source::File(input) };
        let name = name_of(input);
        add(&name, source, BLOCK, settings, &mut reading, watch)
    });
    refuse_any(read.filter_map(Result::err).collect())?;
    reading.check(settings)?;
    reading.entries.keeper().check()?;
    Ok(reading)
}

/// One error of many; a single one keeps its origin.
fn refuse_any(mut errors: Vec<Error>) -> Result<()> {
    if errors.len() < 2 {
        return errors.pop().map_or(Ok(()), Err);
    }
    let messages: Vec<_> = errors.iter().map(ToString::to_string).collect();
    let settings = errors.iter().all(|error| error.kind() == ErrorKind::Settings);
    let kind = if settings { ErrorKind::Settings } else { ErrorKind::Unreadable };
    Err(Error::new(kind, messages.join("\n")))
}

fn is_standard(input: &Path) -> bool {
    input.as_os_str() == STANDARD_INPUT
}

/// The input's name as the user typed it.
fn name_of(input: &Path) -> String {
    input.display().to_string()
}

/// Whether `input` can be read, as far as can be told without reading it.
fn look_at(input: &Path) -> Result<()> {
    if is_standard(input) {
        return Ok(());
    }
    let about = fs::metadata(input).map_err(|error| failure(input, &error))?;
    if about.is_dir() {
        let message = "found a directory, expected a file; name the files in it";
        return Err(unreadable(input, message));
    }
    if about.is_file() {
        File::open(input).map_err(|error| failure(input, &error))?;
    }
    Ok(())
}

fn failure(input: &Path, error: &io::Error) -> Error {
    source::failure(&name_of(input), error)
}

fn unreadable(input: &Path, message: &str) -> Error {
    source::unreadable(&name_of(input), message)
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::*;

    /// Writes each file into a new directory and gives it with the paths, in order.
    fn files(texts: &[(&str, &[u8])]) -> (tempfile::TempDir, Vec<PathBuf>) {
        let dir = tempfile::tempdir().unwrap();
        let write = |&(name, bytes): &(&str, &[u8])| {
            let path = dir.path().join(name);
            fs::write(&path, bytes).unwrap();
            path
        };
        let paths = texts.iter().map(write).collect();
        (dir, paths)
    }

    fn read(inputs: &[PathBuf], stdin: &str) -> Result<Reading> {
        let (settings, reading) = (ReadSettings::default(), Reading::default());
        read_from(inputs, &mut stdin.as_bytes(), &settings, reading, &Unwatched)
    }

    #[test]
    fn inputs_are_read_in_order_each_in_its_own_format() {
        let (_dir, mut paths) = files(&[("a", b"- A\n- B\n"), ("b", b"C\n"), ("empty", b"")]);
        paths.insert(1, "-".into());
        let reading = read(&paths, "S\n").unwrap();
        let titles: Vec<_> = reading.entries.iter().map(|entry| entry.title().to_owned()).collect();
        assert_eq!(titles, ["A", "B", "S", "C"]);
        let formats: Vec<_> = reading.inputs.iter().map(|input| input.format).collect();
        assert_eq!(formats, [Format::LinkList, Format::Lines, Format::Lines, Format::Lines]);
        assert_eq!(reading.entries.get(2).origin.to_string(), "-:1");
        assert_eq!(reading.entries.get(3).origin.to_string(), format!("{}:1", paths[2].display()));
        assert_eq!(reading.inputs[3].lines.total(), 0);
    }

    #[test]
    fn all_missing_inputs_are_named_at_once() {
        let (dir, paths) = files(&[("here", b"A\n")]);
        let lost = ["lost-1", "lost-2"].map(|name| dir.path().join(name));
        let inputs = [lost[0].clone(), paths[0].clone(), lost[1].clone(), dir.path().into()];
        let error = read(&inputs, "").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unreadable);
        let shown = error.to_string();
        let lines: Vec<_> = shown.lines().collect();
        let nothing = "not found, expected a file; check the name, or use - for standard input";
        assert_eq!(lines[0], format!("{}: {nothing}", lost[0].display()));
        assert_eq!(lines[1], format!("{}: {nothing}", lost[1].display()));
        let directory = "found a directory, expected a file; name the files in it";
        assert_eq!(lines[2], format!("{}: {directory}", dir.path().display()));
        assert_eq!(lines.len(), 3);
    }

    #[test]
    fn one_binary_input_keeps_its_place_and_two_are_both_named() {
        let (_dir, paths) = files(&[("a", b"x\n\0"), ("b", b"B\n"), ("c", b"\0")]);
        let error = read(&paths[..2], "").unwrap_err();
        assert_eq!(error.origin().unwrap().line, 2);
        let shown = read(&paths, "").unwrap_err().to_string();
        assert!(
            shown.contains("a:2: found a NUL") && shown.contains("c:1: found a NUL"),
            "{shown}"
        );
    }

    #[test]
    fn standard_input_can_be_read_but_once() {
        let error = read(&["-".into(), "-".into()], "A\n").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Settings);
    }
}
