//! Lists made for tests: the same seed, the same list, on every machine.
//!
//! A made list holds what real ones hold: items told again in slightly other words, issues of series,
//! and look-alikes whose numbers differ.

use storyfold::{Entry, Origin, Stamp};

const WHO: [&str; 24] = [
    "Brussels",
    "Senate",
    "Tokyo",
    "Reuters staff",
    "Coal miners",
    "Toyota",
    "Scientists",
    "Nurses",
    "Parliament",
    "Google",
    "Farmers",
    "The mayor",
    "Teachers",
    "Police",
    "Dockers",
    "Kenya",
    "Archaeologists",
    "Samsung",
    "Pilots",
    "Portugal",
    "Doctors",
    "The bishop",
    "Airbus",
    "Divers",
];
const DOES: [&str; 20] = [
    "approve",
    "reject",
    "discover",
    "delay",
    "warn about",
    "celebrate",
    "abandon",
    "announce",
    "investigate",
    "sell",
    "rebuild",
    "question",
    "defend",
    "postpone",
    "unveil",
    "cancel",
    "inspect",
    "map",
    "sue over",
    "repair",
];
const WHAT: [&str; 30] = [
    "harbor bridge",
    "sanctions package",
    "vaccine trial",
    "budget cuts",
    "solar park",
    "old opera",
    "wage deal",
    "tunnel project",
    "wheat exports",
    "railway timetable",
    "museum theft",
    "flood barriers",
    "battery plant",
    "school reform",
    "fishing quotas",
    "copper mine",
    "airport strike",
    "data law",
    "city marathon",
    "nuclear waste",
    "organ music",
    "lottery rules",
    "ancient shipwreck",
    "bus lanes",
    "zoo opening",
    "dairy prices",
    "chess final",
    "census",
    "space telescope",
    "cable car",
];
const WHERE: [&str; 18] = [
    "Lisbon", "Osaka", "Nairobi", "Leeds", "Gdansk", "Lima", "Ankara", "Boston", "Perth", "Oslo",
    "Quito", "Naples", "Hanoi", "Bergen", "Tampa", "Lyon", "Cork", "Accra",
];
const SITES: [&str; 4] = [" - Reuters", " | The Harbor Gazette", " - BBC News", ""];

/// Numbers that look random and are the same in every run (xorshift).
pub struct Dice(u64);

impl Dice {
    /// Dice of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % sides
    }

    /// One of some words.
    pub fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.roll(of.len())]
    }

    /// Puts things in another order.
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for place in (1..things.len()).rev() {
            things.swap(place, self.roll(place + 1));
        }
    }
}

/// A list of about `count` titles with dates, as the lines of a link list.
pub fn link_list(seed: u64, count: usize) -> Vec<String> {
    let mut dice = Dice::new(seed);
    let mut lines = Vec::new();
    while lines.len() < count {
        let day = dice.roll(28);
        match dice.roll(10) {
            0 => series(&mut dice, &mut lines),
            1 => number_trap(&mut dice, day, &mut lines),
            2..=4 => retold(&mut dice, day, &mut lines),
            _ => {
                let title = title(&mut dice);
                lines.push(line(&title, day));
            }
        }
    }
    lines
}

/// A title like no other, or nearly so.
fn title(dice: &mut Dice) -> String {
    let (who, does) = (dice.pick(&WHO), dice.pick(&DOES));
    let (what, place) = (dice.pick(&WHAT), dice.pick(&WHERE));
    format!("{who} {does} {what} in {place}")
}

fn line(title: &str, day: usize) -> String {
    let date = format!("May {}th, 2014", day + 1);
    format!("- {title} [Last Updated On: {date}] [Originally Added On: {date}]")
}

fn retold(dice: &mut Dice, day: usize, lines: &mut Vec<String>) {
    let title = title(dice);
    for _ in 0..2 + dice.roll(3) {
        let again = edited(&title, dice) + dice.pick(&SITES);
        lines.push(line(&again, (day + dice.roll(3)) % 28));
    }
}

fn series(dice: &mut Dice, lines: &mut Vec<String>) {
    let (what, first) = (dice.pick(&WHAT), dice.roll(400));
    for issue in first..first + 3 {
        lines.push(line(&format!("Weekly {what} digest #{issue}"), issue % 28));
    }
}

fn number_trap(dice: &mut Dice, day: usize, lines: &mut Vec<String>) {
    let (what, place, dead) = (dice.pick(&WHAT), dice.pick(&WHERE), 2 + dice.roll(7));
    for toll in [dead, dead + 3] {
        lines.push(line(&format!("{toll} workers killed at {what} in {place}"), day));
    }
}

/// A title with one slip: a typing error, a word left out, capitals, a mark; or as it was.
pub fn edited(title: &str, dice: &mut Dice) -> String {
    let mut words: Vec<String> = title.split(' ').map(str::to_owned).collect();
    let place = dice.roll(words.len());
    match dice.roll(6) {
        0 => words[place] = swapped(&words[place], dice),
        1 => drop(words.remove(place)),
        2 => return title.to_uppercase(),
        3 => words[place].push(','),
        4 => return format!("{title}!"),
        _ => {}
    }
    words.join(" ")
}

/// A word with two neighboring letters swapped.
fn swapped(word: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() > 3 && letters.iter().all(|c| c.is_alphabetic()) {
        let place = 1 + dice.roll(letters.len() - 2);
        letters.swap(place, place - 1);
    }
    letters.into_iter().collect()
}

/// A list as a file's text.
pub fn text(lines: &[String]) -> String {
    lines.join("\n") + "\n"
}

/// An entry in memory, a day (since 1970-01-01) with it where one is known.
pub fn entry(title: &str, day: Option<i64>) -> Entry {
    let published = day.map(|day| Stamp::from_unix(day * 86_400));
    Entry { published, ..Entry::new(title, Origin::new("list.txt", 1)) }
}
