//! A part of all token sets, as much as can be held: read from a spool, with the numbers that its sets have
//! among all.
//!
//! Within a part sets have numbers of their own, which ascend as those among all do. So whatever goes by their
//! order is the same in a part as among all, and what was found is renumbered at its end.

use std::borrow::Borrow;

use crate::candidates::found::{Met, alike, packed};
use crate::candidates::sets::TokenSets;
use crate::candidates::winners::Won;
use crate::keep::{Spool, SpoolReader};

/// Some sets.
#[derive(Default)]
pub(super) struct Part {
    pub sets: TokenSets,
    /// The number that each has among all.
    numbers: Vec<u32>,
    /// The winners of the first two slots of a tree, set by set.
    pub won: Vec<Won>,
}

/// Writes a set of a part: its number among all, its winners, and its words.
pub(super) fn write(number: u32, won: Won, words: &[u32], part: &mut Spool) {
    part.push(&[number, won[0], won[1], words.len() as u32]);
    part.push(words);
}

impl Part {
    /// The next sets that were written, `most` at most.
    pub fn read<S: Borrow<Spool>>(from: &mut SpoolReader<S>, most: usize) -> Self {
        let mut part = Self::default();
        let mut words = Vec::new();
        while part.numbers.len() < most {
            let Some([number, first, second, count]) = from.take() else { break };
            words.clear();
            if from.take_into(count as usize, &mut words).is_none() {
                break;
            }
            part.sets.push(&words);
            part.numbers.push(number);
            part.won.push([first, second]);
        }
        part.sets.close();
        part
    }

    /// The number that a set has among all.
    pub fn number(&self, set: u32) -> u32 {
        self.numbers[set as usize]
    }

    /// What was found, with the numbers of all.
    pub fn renumber(&self, mut met: Vec<Met>) -> Vec<Met> {
        for some in &mut met {
            some.cut.iter_mut().for_each(|set| *set = self.number(*set));
            for pair in &mut some.pairs {
                let ((a, b), whatever) = alike(*pair);
                *pair = packed(((self.number(a), self.number(b)), whatever));
            }
        }
        met
    }
}
