//! A temporary file that is written at its end and read anywhere, by many threads.
//!
//! It is made when the first block comes, and loses its name at once where the system allows that (else it is
//! removed when it is closed), so even a run that is killed leaves nothing.

use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::{Error, ErrorKind, Result};

/// A file in a directory, made when it is needed.
#[derive(Debug)]
pub(super) struct TempFile {
    dir: PathBuf,
    file: OnceLock<std::result::Result<File, String>>,
    end: AtomicU64,
}

impl TempFile {
    pub fn new(dir: PathBuf) -> Self {
        Self { dir, file: OnceLock::new(), end: AtomicU64::new(0) }
    }

    #[cfg(test)]
    pub fn of(file: File) -> Self {
        Self { dir: "/".into(), file: OnceLock::from(Ok(file)), end: AtomicU64::new(0) }
    }

    /// Writes bytes behind all others, and tells where they begin.
    pub fn append(&self, bytes: &[u8]) -> Result<u64> {
        let start = self.end.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        self.write(start, bytes).map(|()| start)
    }

    /// Writes bytes where others of the same length stood.
    pub fn write(&self, start: u64, bytes: &[u8]) -> Result<()> {
        write_at(self.open()?, bytes, start).map_err(|error| self.failure("write", &error))
    }

    /// Fills `bytes` with what stands from `start` on.
    pub fn read(&self, start: u64, bytes: &mut [u8]) -> Result<()> {
        read_at(self.open()?, bytes, start).map_err(|error| self.failure("read", &error))
    }

    fn open(&self) -> Result<&File> {
        let opened = || tempfile::tempfile_in(&self.dir).map_err(|error| error.to_string());
        self.file.get_or_init(opened).as_ref().map_err(|reason| self.unusable(reason))
    }

    fn unusable(&self, reason: &str) -> Error {
        let dir = self.dir.display();
        let message = format!(
            "{dir}: found no way to make a temporary file ({reason}), expected a directory that can be \
             written to; name one with --temp-dir, or leave --memory out"
        );
        Error::new(ErrorKind::Unwritable, message)
    }

    fn failure(&self, what: &str, error: &io::Error) -> Error {
        let dir = self.dir.display();
        let message = format!(
            "{dir}: found a failure to {what} a temporary file ({error}), expected room for what --memory \
             does not hold; make room, name another directory with --temp-dir, or raise --memory"
        );
        Error::new(ErrorKind::Unwritable, message)
    }
}

#[cfg(unix)]
fn write_at(file: &File, bytes: &[u8], start: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, start)
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], start: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, start)
}

#[cfg(windows)]
fn write_at(file: &File, mut bytes: &[u8], mut start: u64) -> io::Result<()> {
    use std::os::windows::fs::FileExt;
    while !bytes.is_empty() {
        let written = file.seek_write(bytes, start)?;
        if written == 0 {
            return Err(io::ErrorKind::WriteZero.into());
        }
        (bytes, start) = (&bytes[written..], start + written as u64);
    }
    Ok(())
}

#[cfg(windows)]
fn read_at(file: &File, mut bytes: &mut [u8], mut start: u64) -> io::Result<()> {
    use std::os::windows::fs::FileExt;
    while !bytes.is_empty() {
        let read = file.seek_read(bytes, start)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        (bytes, start) = (&mut bytes[read..], start + read as u64);
    }
    Ok(())
}
