//! Where the bytes of an input come from, and what is said where they do not come.
//!
//! Bytes and files can be read once more from their beginning; standard input, pipes and devices cannot.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;

use super::unpack::Unpacked;
use crate::error::{Error, ErrorKind, Result};

/// Where bytes come from.
pub(super) enum Source<'a> {
    /// From memory.
    Bytes(&'a [u8]),
    /// From a file or a device.
    File(&'a Path),
    /// From someone who gives them but once.
    Stream(&'a mut (dyn Read + Send)),
}

impl<'a> Source<'a> {
    /// The same bytes once more, where they can be had.
    pub(super) fn again(&self) -> Option<Self> {
        match self {
            Self::Bytes(bytes) => Some(Self::Bytes(bytes)),
            Self::File(path) => path.is_file().then_some(Self::File(path)),
            Self::Stream(_) => None,
        }
    }

    /// How many bytes there are, where that is known.
    pub(super) fn size(&self) -> Option<u64> {
        match self {
            Self::Bytes(bytes) => Some(bytes.len() as u64),
            Self::File(path) => {
                let about = path.metadata().ok();
                about.filter(Metadata::is_file).map(|about| about.len())
            }
            Self::Stream(_) => None,
        }
    }

    /// Opens the input, which is called `file`, and unpacks it.
    ///
    /// # Errors
    /// [`ErrorKind::Unreadable`] where it cannot be read.
    pub(super) fn open(self, file: &'a str) -> Result<Unpacked<'a>> {
        Unpacked::new(
            file,
            match self {
                Self::Bytes(bytes) => Box::new(bytes),
                Self::File(path) => {
                    Box::new(File::open(path).map_err(|error| failure(file, &error))?)
                }
                Self::Stream(stream) => Box::new(stream),
            },
        )
    }
}

/// What is said of the input called `file` where it cannot be read.
pub(super) fn failure(file: &str, error: &io::Error) -> Error {
    let message = match error.kind() {
        io::ErrorKind::NotFound => {
            "not found, expected a file; check the name, or use - for standard input".into()
        }
        io::ErrorKind::PermissionDenied => {
            "found a file that may not be read, expected a readable one; check its permissions"
                .into()
        }
        _ => format!("found a failure to read ({error}), expected a readable file"),
    };
    unreadable(file, &message)
}

/// An error of the input called `file`.
pub(super) fn unreadable(file: &str, message: &str) -> Error {
    Error::new(ErrorKind::Unreadable, format!("{file}: {message}"))
}
