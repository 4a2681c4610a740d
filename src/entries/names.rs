//! The names of inputs and outlets, each kept once, and the numbers that stand for them in records.
//!
//! A name has the number of its first appearance, so the same entries in the same order have the same numbers.
//! Who reads an entry shares its names, and who shares is counted: threads that count at the same name wait for each
//! other. So each thread has names of its own, once all are known.

use std::sync::Arc;

use ahash::AHashMap;

/// Names of inputs and outlets, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    pub(super) all: Vec<Arc<str>>,
    numbers: AHashMap<Arc<str>, u32>,
    /// The same names once more for each thread; empty where a name was added since.
    of_threads: Vec<Vec<Arc<str>>>,
}

/// More names than this are not copied: nobody meets the same one often.
const MOST_COPIED: usize = 1 << 16;

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
        self.of_threads.clear();
        number
    }

    /// Gives each thread names of its own.
    pub(super) fn copy_for_threads(&mut self) {
        let copied = || self.all.iter().map(|name| Arc::from(&**name)).collect();
        let threads = if self.all.len() > MOST_COPIED { 0 } else { rayon::current_num_threads() };
        self.of_threads = std::iter::repeat_with(copied).take(threads).collect();
    }

    /// The names for the thread at hand.
    pub(super) fn of_thread(&self) -> OfThread<'_> {
        let own = rayon::current_thread_index().and_then(|thread| self.of_threads.get(thread));
        OfThread(own.unwrap_or(&self.all))
    }
}

/// Names by number, as one thread reads them.
#[derive(Clone, Copy)]
pub(super) struct OfThread<'a>(&'a [Arc<str>]);

impl OfThread<'_> {
    /// The name of a number; empty behind the last, which a record that could not be kept may ask for.
    pub(super) fn name(self, number: u64) -> Arc<str> {
        self.0.get(number as usize).map_or_else(|| "".into(), Arc::clone)
    }

    /// The same in the place of another name. One that is there already is left.
    pub(super) fn name_in(self, number: u64, place: &mut Arc<str>) {
        match self.0.get(number as usize) {
            Some(name) if Arc::ptr_eq(name, place) => {}
            _ => *place = self.name(number),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rayon::prelude::*;

    #[test]
    fn every_thread_reads_the_same_names_also_those_that_come_late() {
        let mut names = Names::default();
        let texts = ["Wire", "Bugle", "", "Courier"];
        for (number, text) in (0..).zip(texts) {
            assert_eq!(names.number(text), number);
            names.copy_for_threads();
            let copied = names.of_threads.iter().flatten().chain(&names.all);
            let alike = copied.filter(|name| Arc::ptr_eq(name, &names.all[0])).count();
            assert_eq!(alike, 1);
        }
        names.number("Late");
        let all = [&texts[..], &["Late", ""]].concat();
        (0..999).into_par_iter().for_each(|task| {
            let (number, names) = (task % all.len(), names.of_thread());
            let mut place = names.name(3);
            names.name_in(number as u64, &mut place);
            assert_eq!((&*place, &*names.name(number as u64)), (all[number], all[number]));
        });
    }
}
