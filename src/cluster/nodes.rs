//! Entries that say the very same collapse to one node.
//!
//! Entries with one judge key (same word forms, numbers, dates, negation and kind, in order) need no
//! judge when they share a URL or lie within days of each other: a thousand copies of a wire report cost
//! one node. A recurring title is the exception: there only the same URL or the same day
//! makes two entries one.

use ahash::AHashMap;

use crate::judge::{Case, Subject};
use crate::settings::{Settings, Window};

/// Nodes of a run: each a set of entries, ascending, in the order of their first entry.
pub(super) struct Nodes {
    /// Entries of each node.
    pub members: Vec<Vec<u32>>,
    /// Node of each entry.
    pub of: Vec<u32>,
}

impl Nodes {
    /// Collapses the entries of a case. Entries for which `alone` holds stay by themselves.
    pub fn new(case: &Case, settings: &Settings, alone: &[bool]) -> Self {
        let mut open: AHashMap<u64, Vec<usize>> = AHashMap::with_capacity(case.subjects.len());
        let mut members: Vec<Vec<u32>> = Vec::new();
        let mut of = Vec::with_capacity(case.subjects.len());
        for (entry, subject) in (0_u32..).zip(&case.subjects) {
            let same_key = open.entry(subject.title.key).or_default();
            let joins = |node: &&usize| {
                members[**node].iter().any(|other| {
                    collapse(subject, &case.subjects[*other as usize], settings.window)
                })
            };
            let joinable = !alone[entry as usize] && !subject.bag.is_empty();
            let place = if joinable { same_key.iter().find(joins).copied() } else { None };
            let node = place.unwrap_or(members.len());
            if place.is_none() {
                members.push(Vec::new());
                if joinable {
                    same_key.push(node);
                }
            }
            members[node].push(entry);
            of.push(node as u32);
        }
        Self { members, of }
    }
}

fn collapse(a: &Subject, b: &Subject, window: Window) -> bool {
    let same_url = a.url.is_some() && a.url == b.url;
    let same_time = if a.recurring { a.day == b.day } else { window.holds(a.day, b.day) };
    same_url || (same_time && a.is_near(b))
}
