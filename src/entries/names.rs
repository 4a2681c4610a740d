//! The names of inputs and outlets, each kept once, and the numbers that stand for them in records.
//!
//! A name has the number of its first appearance, so the same entries in the same order have the same numbers.

use std::sync::Arc;

use ahash::AHashMap;

/// Names of inputs and outlets, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    pub(super) all: Vec<Arc<str>>,
    numbers: AHashMap<Arc<str>, u32>,
}

impl Names {
    /// The number of a name.
    pub(super) fn number(&mut self, name: &str) -> u32 {
        match self.numbers.get(name) {
            Some(number) => *number,
            None => self.add(name.into()),
        }
    }

    /// The number of a name, which is shared where it is new.
    pub(super) fn shared(&mut self, name: &Arc<str>) -> u32 {
        match self.numbers.get(name) {
            Some(number) => *number,
            None => self.add(Arc::clone(name)),
        }
    }

    fn add(&mut self, name: Arc<str>) -> u32 {
        let number = self.all.len() as u32;
        self.all.push(Arc::clone(&name));
        self.numbers.insert(name, number);
        number
    }

    /// The name of a number; empty behind the last, which a record that could not be kept may ask for.
    pub(super) fn name(&self, number: u64) -> Arc<str> {
        self.all.get(number as usize).map_or_else(|| "".into(), Arc::clone)
    }

    /// The same in the place of another name. One that is there already is left: threads that count who holds
    /// it would wait for each other.
    pub(super) fn name_in(&self, number: u64, place: &mut Arc<str>) {
        match self.all.get(number as usize) {
            Some(name) if Arc::ptr_eq(name, place) => {}
            _ => *place = self.name(number),
        }
    }
}
