//! Sorting: finds the order in which records are read from then on.
//!
//! What tells most entries apart is sorted by itself, in its place; those that it leaves tied are read once and compared.
//! Where the order leads far to and fro records in memory are moved to it: every later step reads them in that
//! order, and to wait for a record far off costs more than to read it. In a file they stay.

use rayon::prelude::*;

use super::Entries;
use crate::entry::Entry;
use crate::keep::{List, gather};

/// Records that are asked of memory at once.
const GATHERED: usize = 32;
/// Records so near each other stand in the cache when one of them is read.
const NEAR: u32 = 1 << 15;
/// So many tied entries are held at once. More are read anew whenever they are compared.
const HELD: usize = 1 << 12;

/// What tells most entries apart of an entry's rank, and its number.
type Key = ((u64, u64), u32);

impl Entries {
    /// Puts entries in rank order. Entries of equal rank keep their order.
    pub fn sort_by_rank(&mut self) {
        self.records.shrink_to_fit();
        self.names.copy_for_threads();
        let mut keys = self.map(|number, entry| (entry.rank_start(), number as u32));
        keys.par_sort_unstable();
        self.settle_ties(&mut keys, HELD);
        let place =
            |number: u32| self.order.as_ref().map_or(number, |order| order[number as usize]);
        let order: Vec<u32> = keys.into_iter().map(|(_, number)| place(number)).collect();
        if !self.keeper().is_bounded() && is_scattered(&order) {
            self.records = in_order(&self.records, &order);
            self.order = None;
        } else {
            self.order = Some(order).filter(|order| !order.is_sorted());
        }
    }

    /// Puts entries whose keys are tied in rank order, and holds up to `held` of them.
    fn settle_ties(&self, keys: &mut [Key], held: usize) {
        let ties = keys.chunk_by_mut(|a, b| a.0 == b.0).filter(|tied| tied.len() > 1);
        let ties: Vec<&mut [Key]> = ties.collect();
        ties.into_par_iter().for_each(|tied| {
            let entry = |key: &Key| self.get(key.1 as usize);
            if tied.len() > held {
                return tied.par_sort_by(|a, b| entry(a).rank(&entry(b)));
            }
            let mut entries: Vec<(Entry, Key)> =
                tied.iter().map(|key| (entry(key), *key)).collect();
            entries.sort_by(|(a, _), (b, _)| a.rank(b));
            tied.iter_mut().zip(entries).for_each(|(place, (_, key))| *place = key);
        });
    }
}

/// True where records in this order often stand far from the one before.
fn is_scattered(order: &[u32]) -> bool {
    let far = order.windows(2).filter(|two| two[0].abs_diff(two[1]) > NEAR).count();
    far > order.len() / 4
}

/// The records in another order.
fn in_order(records: &List, order: &[u32]) -> List {
    let mut list = List::new(records.keeper());
    for some in order.chunks(GATHERED) {
        gather(some.iter().map(|record| records.glance(*record as usize)));
        for record in some {
            list.push(|open| open.extend_from_slice(&records.get(*record as usize)));
        }
    }
    list.shrink_to_fit();
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keep::Keeper;
    use crate::origin::Origin;
    use crate::stamp::Stamp;

    #[test]
    fn sorting_gives_the_order_of_rank() {
        let mut state = 7_u32;
        let mut draw = |most: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % most
        };
        let titles = ["", "a", "a\0", "same be", "same begin", "same beginning", "é", "z"];
        let entry = |line| {
            let mut entry = Entry::new(titles[draw(8) as usize], Origin::new("f", line));
            entry.published = (draw(3) > 0).then(|| Stamp::from_unix(i64::from(draw(3)) - 1));
            entry.updated = (draw(3) == 0).then(|| Stamp::from_unix(i64::MAX));
            if draw(2) == 0 { entry } else { entry.with_url(titles[draw(8) as usize]) }
        };
        let mut expected: Vec<Entry> = (0..2_000).map(entry).collect();
        let mut sorted: Entries = expected.clone().into();
        expected.sort_by(Entry::rank);
        let mut keys = sorted.map(|number, entry| (entry.rank_start(), number as u32));
        keys.sort_unstable();
        sorted.settle_ties(&mut keys, 3);
        let found = keys.iter().map(|(_, number)| sorted.get(*number as usize));
        assert!(found.eq(expected.iter().cloned()), "with ties read anew");
        for _ in 0..2 {
            sorted.sort_by_rank();
            assert!(sorted.iter().eq(expected.iter().cloned()));
        }
    }

    #[test]
    fn records_that_stand_far_apart_are_moved_and_those_in_a_file_are_not() {
        let count = 4 * NEAR;
        let title = |place: u32| format!("{:06}", place.reverse_bits() / (u32::MAX / count + 1));
        for budget in [None, Some(100_000)] {
            let mut entries = Entries::new(&Keeper::new(budget, std::env::temp_dir()));
            for line in 0..count {
                entries.push(&Entry::new(&*title(line), Origin::new("f", line.into())));
            }
            entries.sort_by_rank();
            assert_eq!(entries.order.is_some(), budget.is_some());
            entries.push(&Entry::new("x", Origin::new("f", 0)));
            let titles = entries.iter().map(|entry| entry.title().to_owned());
            let expected = (0..count).map(|place| format!("{place:06}")).chain(["x".into()]);
            assert!(titles.eq(expected));
        }
    }
}
