//! JSON: one object a line (JSONL), or one array of objects.
//!
//! An object is a link; `object.rs` knows its keys. In JSONL a broken line is a reject and the others are
//! read. An array is one value: where it is broken, nothing of it can be trusted, and reading it is an
//! error. It may also stand inside an object, beside what else that says, where it is the only array
//! of objects there (`{"articles": […]}`).

mod object;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;
use serde_json::value::RawValue;

use super::decode::Lines;
use super::intake::{Intake, is_blank, trim};
use super::records::{Place, RecordTally, Records};
use super::{Format, ReadSettings};
use crate::error::{Error, ErrorKind, Result};
use object::{Objects, unexpected};

/// How many lines are looked at to tell one object a line from one object over many.
const LOOKED_AT: usize = 100;

/// JSON or JSONL, where `lines` begin as one of them does. Brackets alone prove nothing: a title may begin
/// with one, so a key has to follow.
pub(super) fn detect(lines: &Lines<'_>) -> Option<Format> {
    let mut shown = lines.from(0).map(trim).filter(|line| !line.is_empty());
    let first = shown.next().filter(|first| first.starts_with(['[', '{']))?;
    let looked_at: Vec<&str> = std::iter::once(first).chain(shown).take(LOOKED_AT).collect();
    if first.starts_with('[') {
        let text = looked_at.concat();
        let is_array = begins_object(trim(&text[1..])) || text == "[]";
        return is_array.then_some(Format::Json);
    }
    let objects =
        looked_at.iter().filter(|line| line.ends_with('}') && begins_object(line)).count();
    if objects * 2 >= looked_at.len() && (looked_at.len() > 1 || !holds_objects(first)) {
        return Some(Format::Jsonl);
    }
    begins_object(&looked_at.concat()).then_some(Format::Json)
}

/// True where a text begins as an object with a key.
fn begins_object(text: &str) -> bool {
    let inside = text.strip_prefix('{').map(str::trim_start);
    inside.is_some_and(|inside| {
        inside.starts_with('"') && (inside.contains("\":") || inside.contains("\" :"))
    })
}

/// True for a line that is an object around an array of objects, and no cluster of our own.
fn holds_objects(line: &str) -> bool {
    arrays_in(line).is_ok_and(|arrays| arrays.len() == 1)
}

/// Reads one object a line; `before` lines stand in front of them.
pub(super) fn read_lines(
    lines: &[Cow<'_, str>],
    before: u64,
    settings: &ReadSettings,
    intake: &mut Intake,
) -> RecordTally {
    let mut objects = Objects::new(Records::new(intake, settings));
    for (line, text) in (before + 1..).zip(lines) {
        if is_blank(text) {
            objects.records.intake.blank();
            continue;
        }
        let place = Place { line, lines: 1 };
        match serde_json::from_str(text) {
            Ok(Value::Object(object)) => objects.take(place, &object, text),
            Ok(other) => objects.records.reject(place, unexpected(&other), text),
            Err(error) => {
                let reason = format!("found broken JSON ({error}), expected an object on one line");
                objects.records.reject(place, reason, text);
            }
        }
    }
    objects.records.tally
}

/// Reads an array of objects.
///
/// # Errors
/// [`ErrorKind::Unreadable`] where there is no such array. Nothing has been taken in then.
pub(super) fn read_array(
    lines: &[Cow<'_, str>],
    settings: &ReadSettings,
    intake: &mut Intake,
) -> Result<RecordTally> {
    let text = lines.join("\n");
    let elements = elements(&text, intake)?;
    let mut objects = Objects::new(Records::new(intake, settings));
    let mut walk = Walk { lines, text: &text, at: 0, line: 1, counted: 0 };
    for element in elements {
        let element = element.get();
        let start = element.as_ptr() as usize - text.as_ptr() as usize;
        let place = walk.to(start, start + element.len(), objects.records.intake);
        match serde_json::from_str(element) {
            Ok(Value::Object(object)) => objects.take(place, &object, element),
            Ok(other) => objects.records.reject(place, unexpected(&other), element),
            // A raw value is well-formed, but it may be nested too deeply.
            Err(error) => {
                let reason = format!("found broken JSON ({error}), expected an object");
                objects.records.reject(place, reason, element);
            }
        }
    }
    walk.pass_over(lines.len() as u64, objects.records.intake);
    Ok(objects.records.tally)
}

/// The elements of the array that `text` is or holds.
fn elements<'t>(text: &'t str, intake: &Intake) -> Result<Vec<&'t RawValue>> {
    if trim(text).is_empty() {
        return Ok(Vec::new());
    }
    let failure = |line: usize, found: &str| {
        let message = format!(
            "found {found}, expected an array of objects; mend it, or write one object a line and read \
             it as jsonl"
        );
        Error::new(ErrorKind::Unreadable, message).at(intake.origin(line.max(1) as u64))
    };
    let broken =
        |error: &serde_json::Error| failure(error.line(), &format!("broken JSON ({error})"));
    if !trim(text).starts_with('{') {
        return serde_json::from_str(text).map_err(|error| broken(&error));
    }
    let arrays = arrays_in(text).map_err(|error| broken(&error))?;
    match <[_; 1]>::try_from(arrays) {
        Ok([array]) => serde_json::from_str(array.get()).map_err(|error| broken(&error)),
        Err(arrays) => {
            Err(failure(1, &format!("an object with {} arrays of objects", arrays.len())))
        }
    }
}

/// The arrays of objects that the object `text` holds; none for a cluster of our own.
fn arrays_in(text: &str) -> serde_json::Result<Vec<&RawValue>> {
    let object: BTreeMap<Cow<'_, str>, &RawValue> = serde_json::from_str(text)?;
    if object.contains_key("cluster_id") {
        return Ok(Vec::new());
    }
    let is_array = |value: &&RawValue| {
        let inside = value.get().strip_prefix('[').map(str::trim_start);
        inside.is_some_and(|inside| inside.starts_with('{'))
    };
    Ok(object.into_values().filter(is_array).collect())
}

/// Follows the elements of an array through the lines, so that each line counts once.
struct Walk<'a> {
    lines: &'a [Cow<'a, str>],
    text: &'a str,
    /// A place in the text, and its line, from 1.
    at: usize,
    line: u64,
    /// How many lines are counted.
    counted: u64,
}

impl Walk<'_> {
    /// Walks over an element from `start` to `end` and says where it stands. Lines above it belong to no
    /// element.
    fn to(&mut self, start: usize, end: usize, intake: &mut Intake) -> Place {
        let first = self.line_at(start);
        let last = self.line_at(end);
        self.pass_over(first - 1, intake);
        let lines = last.saturating_sub(self.counted);
        self.counted = self.counted.max(last);
        Place { line: first, lines }
    }

    fn line_at(&mut self, place: usize) -> u64 {
        let ends = self.text.as_bytes()[self.at..place].iter().filter(|&&byte| byte == b'\n');
        self.line += ends.count() as u64;
        self.at = place;
        self.line
    }

    /// Counts the lines up to `last` that are not counted yet.
    fn pass_over(&mut self, last: u64, intake: &mut Intake) {
        for line in &self.lines[self.counted.min(last) as usize..last as usize] {
            if is_blank(line) { intake.blank() } else { intake.other() }
        }
        self.counted = self.counted.max(last);
    }
}

#[cfg(test)]
mod tests;
