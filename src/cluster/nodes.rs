//! Entries that say the very same collapse to one node.
//!
//! Entries with one judge key (same word forms, numbers, dates, negation and kind, in order) need no
//! judge when they share a URL or lie within days of each other: a thousand copies of a wire report cost
//! one node. A recurring title is the exception: there only the same URL makes two entries one, or
//! for a rubric the same day. Nodes are found before pairs are judged, so that pairs within one are not.

use std::slice::from_ref;

use ahash::AHashMap;
use rayon::prelude::*;

use crate::judge::{Case, Head, Recurrence};
use crate::settings::{Settings, Window};

/// Nodes of a run: each a set of entries, called by the first of them.
pub struct Nodes {
    /// Node of each entry.
    of: Vec<u32>,
    /// Entries of the nodes that have more than one, ascending.
    joined: AHashMap<u32, Vec<u32>>,
}

impl Nodes {
    /// Collapses the entries of a case. Entries for which `alone` holds stay by themselves.
    pub fn new(case: &Case, settings: &Settings, alone: &[bool]) -> Self {
        let key = |entry: usize, head: Head| {
            let joinable = !alone[entry] && head.title.words > 0;
            joinable.then_some((head.title.key, entry as u32))
        };
        let mut keyed: Vec<(u64, u32)> = case.subjects.of_shared_texts(key);
        keyed.par_sort_unstable();
        let of = (0..case.subjects.len() as u32).collect();
        let mut nodes = Self { of, joined: AHashMap::new() };
        for same_key in keyed.chunk_by(|a, b| a.0 == b.0).filter(|same_key| same_key.len() > 1) {
            nodes.join(case, settings.window, same_key);
        }
        nodes
    }

    /// Joins each entry to the first node of its key that it may collapse with.
    fn join(&mut self, case: &Case, window: Window, same_key: &[(u64, u32)]) {
        let head = |(_, entry): &(u64, u32)| case.subjects.head(*entry as usize);
        let heads: Vec<Head> = same_key.iter().map(head).collect();
        let mut open: Vec<Vec<usize>> = Vec::new();
        for (place, head) in heads.iter().enumerate() {
            let collapses = |other: &usize| collapse(head, &heads[*other], window);
            match open.iter_mut().find(|node| node.iter().any(collapses)) {
                Some(node) => node.push(place),
                None => open.push(vec![place]),
            }
        }
        for node in open.into_iter().filter(|node| node.len() > 1) {
            let entries: Vec<u32> = node.into_iter().map(|place| same_key[place].1).collect();
            for entry in &entries {
                self.of[*entry as usize] = entries[0];
            }
            self.joined.insert(entries[0], entries);
        }
    }

    /// The node of an entry.
    pub fn of(&self, entry: u32) -> u32 {
        self.of[entry as usize]
    }

    /// The entries of a node, ascending.
    pub(super) fn members(&self, node: u32) -> &[u32] {
        self.joined.get(&node).map_or_else(|| from_ref(&self.of[node as usize]), Vec::as_slice)
    }

    /// The nodes of more than one entry, in no order.
    pub(super) fn joined(&self) -> impl Iterator<Item = u32> + '_ {
        self.joined.keys().copied()
    }
}

fn collapse(a: &Head, b: &Head, window: Window) -> bool {
    let same_url = a.url.is_some() && a.url == b.url;
    let same_time = match a.recurrence {
        Recurrence::Unknown => window.holds(a.day, b.day),
        Recurrence::Rubric => a.day == b.day,
        Recurrence::Saying => false,
    };
    same_url || (same_time && a.is_near(b))
}
