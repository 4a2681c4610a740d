//! The files of a run that are written beside their places and not yet in them.
//!
//! A run that ends by itself removes them by dropping [`Outputs`](super::Outputs). One that is
//! interrupted ends on another thread, which drops nothing; it asks here. One lock parts the two: files
//! are made and put in place under it, so an interrupted run has all of its outputs or none, and nothing
//! beside them.

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The files that a run would leave behind if it ended now. A clone knows the same files.
#[derive(Clone, Debug, Default)]
pub struct Unplaced(Arc<Mutex<Vec<PathBuf>>>);

impl Unplaced {
    /// Removes the files and calls `end`, before another is made or put in place.
    pub fn give_up(&self, end: impl FnOnce()) {
        let mut files = self.lock();
        for file in files.drain(..) {
            // Where it cannot be removed, nothing better can be done by a program that has to end.
            let _ = fs::remove_file(file);
        }
        end();
    }

    /// The paths, while nobody else makes or places any.
    pub(super) fn lock(&self) -> MutexGuard<'_, Vec<PathBuf>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
