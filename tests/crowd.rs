//! A crowd: a thousand tellings of one item, alone or among other news, must stay one cluster.
//!
//! One telling in two hundred may be left for a person: a slip of its own, against a crowd that has
//! slips of other sorts, may look like another item. No crowd may part in two, and nothing else may get in.
//!
//! Each telling has one slip at most: a typing error, a word left out, capitals, a mark, a site's name.

use storyfold::{Entry, Settings, fold};

use super::made::{Dice, edited, entry, link_list};

/// A day in 2014.
const MAY: i64 = 16_200;
const TITLE: &str =
    "Oregon attorney general sues federal agency over sudden changes to food assistance";

/// A thousand tellings.
fn thousand(day: impl Fn(&mut Dice) -> Option<i64>) -> Vec<Entry> {
    let mut dice = Dice::new(11);
    let telling = |_| {
        let site = ["", "", " - Reuters", " | Reuters"][dice.roll(4)];
        let day = day(&mut dice);
        entry(&(edited(TITLE, &mut dice) + site), day)
    };
    (0..1_000).map(telling).collect()
}

/// Other news of the same days.
fn others(day: Option<i64>) -> Vec<Entry> {
    let title = |line: &String| line[2..].split(" [").next().unwrap().to_owned();
    link_list(5, 3_000).iter().map(|line| entry(&title(line), day)).collect()
}

/// Sizes of the clusters that hold a telling, and how many other titles stand in them.
fn crowds(entries: Vec<Entry>) -> (Vec<usize>, usize) {
    let findings = fold(entries, &Settings::default()).unwrap();
    let telling = |member: &storyfold::Member| {
        findings.entries.get(member.entry).title().to_lowercase().contains("food assist")
            || findings.entries.get(member.entry).title().to_lowercase().contains("federal agency")
    };
    let crowds = findings.clusters.iter().filter(|cluster| cluster.members.iter().any(telling));
    let strangers = crowds.clone().flat_map(|c| &c.members).filter(|m| !telling(m)).count();
    (crowds.map(|cluster| cluster.members.len()).collect(), strangers)
}

/// One crowd, hardly anybody left out, no stranger.
fn check(entries: Vec<Entry>) {
    let (crowds, strangers) = crowds(entries);
    assert_eq!((crowds.len(), strangers), (1, 0), "{crowds:?}");
    assert!(crowds[0] >= 995, "{crowds:?}");
}

fn recent(dice: &mut Dice) -> i64 {
    MAY + dice.roll(4) as i64
}

#[test]
fn within_days() {
    check(thousand(|dice| Some(recent(dice))));
}

#[test]
fn without_dates() {
    check(thousand(|_| None));
}

#[test]
fn within_days_among_other_news() {
    check([thousand(|dice| Some(recent(dice))), others(Some(MAY))].concat());
}

#[test]
fn without_dates_among_other_news() {
    check([thousand(|_| None), others(None)].concat());
}
