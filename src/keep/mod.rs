//! Where a run keeps what it does not look at just now: in memory, and over a budget in a file.
//!
//! Texts and titles are most of what a run holds, and each is looked at a few times only. They are kept as
//! records in a [`List`], which fills blocks; a full block stays in memory as long as the budget of the
//! [`Keeper`] allows, else it goes to a temporary file (`file`). Where a record stands never shows in what is read,
//! so a run with a budget gives the same bytes as one without. What a step works out and does not fit beside them
//! goes to a [`Spool`] in the same file.
//!
//! A disk may be full and a file may fail, deep in a step where nobody can be told. The first failure is kept,
//! records that cannot be read are missing from then on, and who runs the steps asks [`Keeper::check`] behind
//! each: nothing that was found after a failure is ever reported.

mod file;
mod list;
mod spool;

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::error::{Error, Result};
use file::TempFile;

pub use list::{List, gather};
pub use spool::{Spool, SpoolReader};

/// Decides what is held in memory and what goes to a file. Clones share the budget and the file.
#[derive(Clone, Debug)]
pub struct Keeper(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    /// Bytes that may be held; none is no limit.
    budget: Option<u64>,
    held: AtomicU64,
    file: TempFile,
    failure: Mutex<Option<Error>>,
}

impl Default for Keeper {
    /// Holds everything in memory.
    fn default() -> Self {
        Self::new(None, std::env::temp_dir())
    }
}

impl Keeper {
    /// Holds so many bytes in memory, if not everything; the rest goes to a file in `dir`, which is made when it
    /// is needed and has no name where the system allows that.
    pub fn new(budget: Option<u64>, dir: PathBuf) -> Self {
        let (held, failure) = (AtomicU64::new(0), Mutex::new(None));
        Self(Arc::new(Shared { budget, held, file: TempFile::new(dir), failure }))
    }

    /// How many bytes the file has.
    #[cfg(test)]
    pub fn filed(&self) -> u64 {
        self.0.file.len()
    }

    /// With this file.
    #[cfg(test)]
    pub fn with_file(budget: Option<u64>, file: std::fs::File) -> Self {
        let (held, failure) = (AtomicU64::new(0), Mutex::new(None));
        Self(Arc::new(Shared { budget, held, file: TempFile::of(file), failure }))
    }

    /// True where something may have to go to a file.
    pub fn is_bounded(&self) -> bool {
        self.0.budget.is_some()
    }

    /// Bytes that a step may hold beside the records, where not everything may be held: half as many as of records.
    pub(crate) fn room(&self) -> Option<u64> {
        self.0.budget.map(|budget| budget / 2)
    }

    /// Says whether all could be kept so far.
    ///
    /// # Errors
    /// The first failure: [`ErrorKind::Unwritable`](crate::ErrorKind::Unwritable) where the temporary file could
    /// not be written or read, [`ErrorKind::Unreadable`](crate::ErrorKind::Unreadable) where records are too large.
    pub fn check(&self) -> Result<()> {
        let failure = self.0.failure.lock().unwrap_or_else(PoisonError::into_inner);
        failure.clone().map_or(Ok(()), Err)
    }

    /// Takes room for a block; false where there is none left.
    fn hold(&self, bytes: u64) -> bool {
        let Some(budget) = self.0.budget else { return true };
        let fits = |held: u64| Some(held + bytes).filter(|held| *held <= budget);
        self.0.held.fetch_update(Ordering::Relaxed, Ordering::Relaxed, fits).is_ok()
    }

    /// Gives back the room of a block.
    fn release(&self, bytes: u64) {
        if self.0.budget.is_some() {
            self.0.held.fetch_sub(bytes, Ordering::Relaxed);
        }
    }

    /// What was done with the file; none where it failed, which is noted.
    fn note<T>(&self, done: Result<T>) -> Option<T> {
        done.map_err(|error| {
            let mut failure = self.0.failure.lock().unwrap_or_else(PoisonError::into_inner);
            failure.get_or_insert(error);
        })
        .ok()
    }
}
