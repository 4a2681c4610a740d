//! The days of entries, and pairs with the same URL, where not all URLs are held.

use std::num::NonZeroU64;

use rayon::prelude::*;

use super::Spill;
use crate::candidates::doors::{Addressed, Days, GRAIN, same_url};
use crate::candidates::{Door, Pair};
use crate::hash::mix;
use crate::keep::Spool;

/// Entries whose doors are held at once.
const ENTRIES_AT_ONCE: usize = 1 << 16;

impl Spill<'_> {
    /// The day of each entry, and pairs of entries with the same URL.
    pub fn days_and_urls(
        &self,
        entries: usize,
        door: &(impl Fn(usize) -> Door + Sync),
        bounded: &mut u64,
    ) -> (Days, Vec<Pair>) {
        let mut days = Days::with_capacity(entries);
        let mut parts = self.parts();
        for first in (0..entries).step_by(ENTRIES_AT_ONCE) {
            let some = first..entries.min(first + ENTRIES_AT_ONCE);
            let doors: Vec<Door> = some.into_par_iter().with_min_len(GRAIN).map(door).collect();
            for (door, entry) in doors.into_iter().zip(first as u32..) {
                days.push(door.day);
                let Some(url) = door.url.map(NonZeroU64::get) else { continue };
                let part = mix(url) as usize % parts.len();
                parts[part].push(&[url as u32, (url >> 32) as u32, entry]);
            }
        }
        let pairs = parts.into_iter().flat_map(|part| same_url(addressed(part), bounded));
        (days, pairs.collect())
    }
}

/// The URLs of a part, and the entries that have them.
fn addressed(part: Spool) -> Vec<Addressed> {
    let mut part = Spool::read(part);
    let next = || {
        let [low, high, entry] = part.take()?;
        Some((NonZeroU64::new(u64::from(high) << 32 | u64::from(low))?, entry))
    };
    std::iter::from_fn(next).collect()
}
