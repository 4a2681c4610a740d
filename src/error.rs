//! The one error of the library: what was found, where, what was expected, what to do.
//!
//! A bad entry is never an error (it becomes a [`crate::Reject`]); an error ends the run. Its kind
//! decides the exit code, its message is complete in itself: `source:line: found X, expected Y`.

use std::fmt;

use crate::origin::Origin;

/// The result of a fallible step.
pub type Result<T> = std::result::Result<T, Error>;

/// What sort of failure an [`Error`] is. More kinds may be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A setting, a model or a flag cannot be used.
    Settings,
    /// An input is missing, unreadable or not text.
    Unreadable,
    /// More entries were rejected than the settings allow.
    Rejected,
    /// An output could not be written.
    Unwritable,
}

/// A failure that ends a run.
#[derive(Clone, Debug)]
pub struct Error(Box<Failure>);

#[derive(Clone, Debug)]
struct Failure {
    kind: ErrorKind,
    origin: Option<Origin>,
    message: String,
}

impl Error {
    /// An error without a place in an input.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Failure { kind, origin: None, message: message.into() }))
    }

    /// The same error, at a place in an input.
    #[must_use]
    pub fn at(mut self, origin: Origin) -> Self {
        self.0.origin = Some(origin);
        self
    }

    /// What sort of failure this is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The place in an input, where there is one.
    pub fn origin(&self) -> Option<&Origin> {
        self.0.origin.as_ref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(origin) = &self.0.origin {
            write!(f, "{origin}: ")?;
        }
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for Error {}
