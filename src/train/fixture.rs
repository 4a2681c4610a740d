//! Pairs for the tests of this room.

use crate::eval::{LabeledPair, Side};

/// A pair of titles without anything else.
pub fn pair(a: &str, b: &str, same: bool) -> LabeledPair {
    let side = |title: &str| Side { title: title.to_owned(), ..Side::default() };
    LabeledPair { sides: (side(a), side(b)), same, stratum: None, weight: None }
}

/// So many pairs, each of a story of its own: every other one a repeat, the rest a town apart.
pub fn pairs(count: usize) -> Vec<LabeledPair> {
    let town = |at: usize| ["Arnby", "Burholt", "Corvik", "Dunmere", "Elsted"][at % 5];
    let event =
        |at: usize| ["ferry aground", "mill on fire", "mayor resigns", "bridge shut"][at % 4];
    let one = |at: usize| {
        let (same, number) = (at.is_multiple_of(2), 100 + at);
        let other = if same { town(at) } else { town(at + 1) };
        let title =
            |town: &str, said: &str| format!("{town}: {} {said} on day {number}", event(at / 2));
        pair(&title(town(at), "reported"), &title(other, "confirmed"), same)
    };
    (0..count).map(one).collect()
}
