//! How many titles of each sort a chunk gets: exact shares, not chances.

use super::draws::Draws;
use super::mix::{CLUSTERED_MODELS, SINGLES, SIZES, TRAP_ODDS, TRAPS};
use super::traps::Trap;

/// Titles that belong together: an item with its repeats, and the traps that imitate it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// Titles of the item: 1 for a single.
    pub size: u32,
    /// The traps, and how many.
    pub traps: Option<(Trap, u32)>,
}

/// What is still to be planned.
struct Left {
    singles: u32,
    clustered: u32,
}

/// Plans so many titles.
pub fn plan(titles: u32, draws: &mut Draws) -> Vec<Group> {
    let share = |percent: u32| (u64::from(titles) * u64::from(percent) / 100) as u32;
    let traps = share(TRAPS);
    let singles = share(SINGLES).max(u32::from(titles > 0));
    let mut left = Left { singles, clustered: titles - traps - singles };
    let mut groups = Vec::new();
    for (trap, count) in trap_shares(traps) {
        plan_traps(trap, count, &mut left, &mut groups, draws);
    }
    while left.clustered > 1 {
        groups.push(Group { size: left.cluster(draws), traps: None });
    }
    let single = Group { size: 1, traps: None };
    groups.extend((0..left.singles + left.clustered).map(|_| single));
    groups
}

/// How many traps there are of each kind; what cannot be shared goes to the first kinds.
fn trap_shares(traps: u32) -> Vec<(Trap, u32)> {
    let share = |(odds, trap): (u32, Trap)| (trap, traps * odds / 100);
    let mut shares = TRAP_ODDS.map(share).to_vec();
    let rest = traps - shares.iter().map(|(_, count)| count).sum::<u32>();
    shares.iter_mut().take(rest as usize).for_each(|(_, count)| *count += 1);
    shares
}

fn plan_traps(trap: Trap, count: u32, left: &mut Left, groups: &mut Vec<Group>, draws: &mut Draws) {
    let (mut planned, (least, most)) = (0, trap.run());
    while planned < count {
        let run = (least + draws.below(most - least + 1)).min(count - planned);
        let clustered = trap.may_have_repeats() && draws.percent(CLUSTERED_MODELS);
        let size =
            if clustered && left.clustered > 1 { left.cluster(draws) } else { left.single() };
        groups.push(Group { size, traps: Some((trap, run)) });
        planned += run;
    }
}

impl Left {
    fn single(&mut self) -> u32 {
        self.singles -= 1;
        1
    }

    /// The size of the next cluster. Nothing is left that would be a cluster of one, unless the last
    /// one is as large as a cluster may be.
    fn cluster(&mut self, draws: &mut Draws) -> u32 {
        let (least, most) = draws.odds(&SIZES);
        let mut size = (least + draws.below(most - least + 1)).min(self.clustered);
        if self.clustered - size == 1 && size < SIZES[SIZES.len() - 1].1.1 {
            size += 1;
        }
        self.clustered -= size;
        size
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_exact_for_any_number_of_titles() {
        for titles in (0..300).chain([1_000, 4_096]) {
            let groups = plan(titles, &mut Draws::new(5, u64::from(titles)));
            let of = |counted: fn(&Group) -> u32| groups.iter().map(counted).sum::<u32>();
            let traps = of(|group| group.traps.map_or(0, |(_, count)| count));
            let singles = of(|group| u32::from(group.size == 1));
            assert_eq!(traps, titles * TRAPS / 100, "{titles}");
            assert_eq!(of(|group| group.size) + traps, titles);
            let expected = titles * SINGLES / 100;
            assert!(singles.abs_diff(expected) <= 1, "{titles}: {singles} singles");
            assert!(groups.iter().all(|group| (1..=200).contains(&group.size)));
        }
    }

    #[test]
    fn every_kind_of_trap_has_its_share() {
        let shares = trap_shares(1_001);
        let counts: Vec<u32> = shares.iter().map(|(_, count)| *count).collect();
        assert_eq!(counts, [251, 250, 130, 120, 250]);
    }
}
