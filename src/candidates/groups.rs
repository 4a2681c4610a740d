//! Which entries belong to which group.

/// Stands for the group of an entry that belongs to none.
pub(super) const NONE: u32 = u32::MAX;

/// The entries of each of some groups.
pub(super) struct Groups {
    entries: Vec<u32>,
    /// Where each group begins, and where the last one ends.
    starts: Vec<u32>,
}

impl Groups {
    /// The entries, ascending, for which `of` names each of `count` groups.
    pub fn new(of: &[u32], count: usize) -> Self {
        let mut starts = vec![0; count + 1];
        for group in of.iter().filter(|group| **group != NONE) {
            starts[*group as usize + 1] += 1;
        }
        // Where each group begins stands one place behind, and has moved to its end when the group is full.
        let mut next = 0;
        for start in &mut starts[1..] {
            next += std::mem::replace(start, next);
        }
        let mut entries = vec![0; next as usize];
        for (entry, group) in (0..).zip(of).filter(|(_, group)| **group != NONE) {
            let at = &mut starts[*group as usize + 1];
            entries[*at as usize] = entry;
            *at += 1;
        }
        Self { entries, starts }
    }

    /// How many groups there are.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The entries of a group, ascending.
    pub fn of(&self, group: u32) -> &[u32] {
        let group = group as usize;
        &self.entries[self.starts[group] as usize..self.starts[group + 1] as usize]
    }

    /// The entries of each group.
    pub fn iter(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.len() as u32).map(|group| self.of(group))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_entry_stands_in_its_group() {
        let groups = Groups::new(&[2, NONE, 0, 2, 3, NONE, 2], 5);
        let expected: [&[u32]; 5] = [&[2], &[], &[0, 3, 6], &[4], &[]];
        assert!(groups.iter().eq(expected));
        assert_eq!(Groups::new(&[], 0).iter().count(), 0);
    }
}
