//! Everything that changes an answer, in one value.
//!
//! A [`Settings`] asks for outcomes (how alike is alike enough, how far apart in time), not for band
//! counts. It is built once, then only read; nothing in the library looks at the environment, at a
//! flag or at a global.

use crate::error::{Error, ErrorKind, Result};

/// How much two entries may differ and still be folded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The same words: only repeats that are certain.
    Strict,
    /// The same news item: an editor would keep one.
    #[default]
    Normal,
    /// The same story, later developments included.
    Loose,
}

/// How far apart two entries may lie in time and still be folded, in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    days: Option<u32>,
}

impl Window {
    /// A window of so many days.
    pub fn days(days: u32) -> Self {
        Self { days: Some(days) }
    }

    /// No limit in time.
    pub fn none() -> Self {
        Self { days: None }
    }

    /// Reads `30d`, `30` or `none`.
    ///
    /// # Errors
    /// Anything else is a [`ErrorKind::Settings`] error that says what is expected.
    pub fn parse(text: &str) -> Result<Self> {
        if text == "none" {
            return Ok(Self::none());
        }
        let digits = text.strip_suffix('d').unwrap_or(text);
        digits.parse().map(Self::days).map_err(|_| {
            let message =
                format!("window: found `{text}`, expected a number of days (`30d`) or `none`");
            Error::new(ErrorKind::Settings, message)
        })
    }

    /// True where two days (since 1970-01-01) lie within the window; an unknown day always does.
    pub fn holds(self, a: Option<i64>, b: Option<i64>) -> bool {
        self.spans(a, b, 1)
    }

    /// True where two days lie within three windows: the most that one cluster may span.
    pub fn holds_cluster(self, a: Option<i64>, b: Option<i64>) -> bool {
        self.spans(a, b, 3)
    }

    /// The length in days, or none where time does not matter.
    pub fn length(self) -> Option<u32> {
        self.days
    }

    fn spans(self, a: Option<i64>, b: Option<i64>, windows: u64) -> bool {
        match (self.days, a, b) {
            (Some(days), Some(a), Some(b)) => a.abs_diff(b) <= u64::from(days) * windows,
            _ => true,
        }
    }
}

impl Default for Window {
    fn default() -> Self {
        Self::days(30)
    }
}

/// What decides the findings, apart from the entries themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// How much two entries may differ.
    pub level: Level,
    /// How far apart in time.
    pub window: Window,
    /// Sources whose entries lead their cluster, best first (compared without case).
    pub prefer_sources: Vec<String>,
    /// Sources whose entries fold with nothing; `*` stands for any run of characters.
    pub never_sources: Vec<String>,
    /// The language of every input, as an ISO 639-1 code; none lets the survey decide.
    pub language: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_read_as_typed() {
        assert_eq!(Window::parse("14d").unwrap(), Window::days(14));
        assert_eq!(Window::parse("none").unwrap(), Window::none());
        let error = Window::parse("two weeks").unwrap_err();
        assert!(error.to_string().contains("found `two weeks`"));
    }

    #[test]
    fn an_unknown_day_is_within_every_window() {
        assert!(Window::days(1).holds(None, Some(99)));
        assert!(!Window::days(1).holds(Some(1), Some(3)));
        assert!(Window::days(1).holds_cluster(Some(1), Some(4)));
    }
}
