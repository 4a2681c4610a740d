//! Where the bytes of a report go while it is made, so that a large one is never held whole.
//!
//! Takes pieces in order and hands each on: to the file beside its place, or to memory where a pipe waits. What
//! goes wrong names the place.

use std::io::Write;
use std::path::Path;

use super::unwritable;
use crate::error::Result;

/// Takes a report piece by piece.
pub struct Sink<'a> {
    to: &'a mut dyn Write,
    place: &'a Path,
}

impl<'a> Sink<'a> {
    /// Hands everything to `to`; `place` is what messages call it.
    pub fn new(to: &'a mut dyn Write, place: &'a Path) -> Self {
        Self { to, place }
    }

    /// Hands on the next piece.
    ///
    /// # Errors
    /// [`ErrorKind::Unwritable`](crate::ErrorKind::Unwritable) where the place does not take it.
    pub fn put(&mut self, piece: &[u8]) -> Result<()> {
        self.to.write_all(piece).map_err(|error| unwritable(self.place, &error))
    }
}
