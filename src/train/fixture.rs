//! Pairs for the tests of this room.

use crate::eval::{LabeledPair, Side};

/// A pair of titles without anything else.
pub fn pair(a: &str, b: &str, same: bool) -> LabeledPair {
    let side = |title: &str| Side { title: title.to_owned(), ..Side::default() };
    LabeledPair { sides: (side(a), side(b)), same, stratum: None, weight: None }
}
