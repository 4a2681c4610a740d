//! A temporary file that is written at its end and read anywhere, by many threads.
//!
//! It is made when the first block comes, and loses its name at once where the system allows that (else it is
//! removed when it is closed), so even a run that is killed leaves nothing. Blocks of one size whose bytes nobody
//! needs any longer are written over.

use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::error::{Error, ErrorKind, Result};

/// A file in a directory, made when it is needed.
#[derive(Debug)]
pub(super) struct TempFile {
    dir: PathBuf,
    file: OnceLock<std::result::Result<File, String>>,
    end: AtomicU64,
    /// Where blocks of one size stood that may be written over.
    free: Mutex<Vec<u64>>,
}

impl TempFile {
    pub fn new(dir: PathBuf) -> Self {
        Self { dir, file: OnceLock::new(), end: AtomicU64::new(0), free: Mutex::default() }
    }

    #[cfg(test)]
    pub fn of(file: File) -> Self {
        Self { file: OnceLock::from(Ok(file)), ..Self::new("/".into()) }
    }

    #[cfg(test)]
    pub fn len(&self) -> u64 {
        self.end.load(Ordering::Relaxed)
    }

    /// Writes bytes behind all others, and tells where they begin.
    pub fn append(&self, bytes: &[u8]) -> Result<u64> {
        let start = self.end.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        self.write(start, bytes).map(|()| start)
    }

    /// Writes a block of the one size where another stood that is free, or else at the end, and tells where.
    pub fn put(&self, block: &[u8]) -> Result<u64> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner).pop();
        match free {
            Some(start) => self.write(start, block).map(|()| start),
            None => self.append(block),
        }
    }

    /// Says where blocks stand that nobody reads any longer.
    pub fn free(&self, starts: &[u64]) {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        // From behind, so that what is written next begins where these did.
        free.extend(starts.iter().rev());
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
