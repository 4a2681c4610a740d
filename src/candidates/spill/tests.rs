//! A search in parts beside the same search in memory.

use std::fs::OpenOptions;
use std::num::NonZeroU64;

use super::*;
use crate::candidates::effort::Effort;
use crate::candidates::sets::TokenSets;
use crate::candidates::tests::{bags, made};
use crate::candidates::{Candidates, Door, Pair, candidates, forest, note_weights};
use crate::hash::mix;
use crate::normalize::Vocabulary;
use crate::progress::Unwatched;
use crate::settings::Window;
use crate::weigh::Bag;

/// What candidates are asked of some titles.
struct Case {
    bags: Vec<Bag>,
    doors: Vec<Door>,
    vocabulary: Vocabulary,
}

/// Titles of all sorts: chance ones, forms that come back, equal ones, long ones, and ones without a word; with dates
/// and URLs, and without.
fn case() -> Case {
    let form = |i: u64| format!("stream kickoff lineup preview odds channel n{}x", mix(i) % 900);
    let long = |i: u64| (0..80).map(|j| format!("l{}x", (i % 9 + j) % 100)).collect::<Vec<_>>();
    let mut titles = made(2_000, 900);
    titles.extend((0..800).map(form));
    titles.extend((0..60).map(|i| long(i).join(" ")));
    titles.extend_from_within(300..800);
    titles.extend(["", "the of", ""].map(str::to_owned));
    let mut order: Vec<usize> = (0..titles.len()).collect();
    order.sort_unstable_by_key(|i| mix(*i as u64));
    let titles: Vec<String> = order.into_iter().map(|i| titles[i].clone()).collect();
    let (bags, vocabulary) = bags(&titles);
    let door = |i: u64| Door {
        url: mix(i).is_multiple_of(3).then(|| NonZeroU64::new(1 + mix(i ^ 0x7) % 1_000)).flatten(),
        key: mix(i ^ 0x9) % 2_000,
        day: (!mix(i ^ 0x11).is_multiple_of(20)).then_some(i as i32 / 15),
    };
    let doors = (0..titles.len() as u64).map(door).collect();
    Case { bags, doors, vocabulary }
}

impl Case {
    fn candidates(&self, window: Window, keeper: &Keeper) -> Candidates {
        let door = |i: usize| self.doors[i];
        let weigh =
            |i: usize, into: &mut Vec<Weighed>| into.extend_from_slice(self.bags[i].tokens());
        let entries = self.bags.len();
        candidates(entries, &weigh, &door, &self.vocabulary, window, keeper, &Unwatched)
    }

    /// What a forest finds with this effort: in memory, and where there is a budget in parts.
    fn found(
        &self,
        effort: Effort,
        window: Window,
        keeper: &Keeper,
    ) -> (Vec<(Pair, bool)>, [u64; 2]) {
        let door = |i: usize| self.doors[i];
        let weigh =
            |i: usize, into: &mut Vec<Weighed>| into.extend_from_slice(self.bags[i].tokens());
        let mut weights = vec![0; self.vocabulary.len()];
        let (days, _) = crate::candidates::doors::read(self.bags.len(), &door);
        let spill = Spill::needed(keeper, self.bags.len(), &weigh);
        let weighed = |bag: &[Weighed]| note_weights(bag, &mut weights);
        let (sets, filed) = match &spill {
            None => (TokenSets::new(&weigh, &days, weighed, &Unwatched).0, None),
            Some(spill) => {
                let filed = FiledSets::new(spill, &weigh, self.bags.len(), weighed, &Unwatched);
                (TokenSets::default(), Some(filed))
            }
        };
        let forest = Forest::new(&sets, &weights, &self.vocabulary, window);
        let forest = Forest { effort, ..forest };
        let found = match spill.zip(filed) {
            None => forest::search(&forest, || ()),
            Some((spill, filed)) => spill.search(&forest, (&filed, &days), || ()),
        };
        let counts = [found.compared, found.bounded()];
        (found.into_pairs().collect(), counts)
    }
}

fn keeper(budget: Option<u64>) -> Keeper {
    Keeper::new(budget, std::env::temp_dir())
}

#[test]
fn what_is_found_does_not_depend_on_the_budget() {
    let case = case();
    for window in [Window::none(), Window::days(30)] {
        let expected = case.candidates(window, &keeper(None));
        assert!(expected.pairs.len() > 10_000, "{} pairs", expected.pairs.len());
        for (budget, threads) in [(0, 1), (50_000, 8), (400_000, 2)] {
            let keeper = keeper(Some(budget));
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let found = pool.install(|| case.candidates(window, &keeper));
            keeper.check().unwrap();
            assert!(keeper.filed() > 0, "the file is used");
            assert_eq!((found.compared, found.bounded), (expected.compared, expected.bounded));
            assert!(found.pairs == expected.pairs, "budget {budget}");
        }
        let keeper = keeper(Some(1 << 30));
        assert!(case.candidates(window, &keeper).pairs == expected.pairs);
        assert_eq!(keeper.filed(), 0, "all is held");
    }
}

/// How far sets meet in a wide leaf depends on all others of its tree.
#[test]
fn wide_leaves_reach_as_far_as_in_a_whole_tree() {
    let case = case();
    for (least, bound) in [(300, 16), (150, 40), (150, 300)] {
        for window in [Window::none(), Window::days(7)] {
            let effort = Effort { trees: 6, bound, least, keeps_forms: true };
            let (pairs, counts) = case.found(effort, window, &keeper(None));
            assert!(counts[1] > 0, "some leaf is cut short");
            for budget in [1, 300_000] {
                let found = case.found(effort, window, &keeper(Some(budget)));
                assert_eq!(found.1, counts, "bound {bound}, budget {budget}");
                assert!(found.0 == pairs);
            }
        }
    }
}

#[test]
fn a_file_that_fails_is_told_and_ends_nothing_by_itself() {
    let case = case();
    let path = tempfile::NamedTempFile::new().unwrap();
    let mut files = vec![OpenOptions::new().write(true).open(path.path()).unwrap()];
    if cfg!(target_os = "linux") {
        files.push(OpenOptions::new().write(true).open("/dev/full").unwrap());
    }
    for file in files {
        let keeper = Keeper::with_file(Some(10_000), file);
        case.candidates(Window::days(30), &keeper);
        let error = keeper.check().unwrap_err().to_string();
        assert!(error.contains("--temp-dir"), "{error}");
    }
}
