//! A link list made from a seed: headline-like titles, with repeats and look-alikes planted in it.
//!
//! Names and nouns are drawn with skewed frequencies, so that a few are in every tenth title and most
//! in a handful, as in real lists. Three titles in ten are made from an earlier one of the same weeks: as
//! it was, with an outlet's name or an edition prefix, with a word dropped or swapped, cut off, or with
//! another number, which makes a look-alike that must stay apart. The same bytes come out everywhere.

use std::fmt::Write;

const SEED: u64 = 2014;
/// The dates of a list spread over so many days.
const DAYS: usize = 120;
/// How far back a repeat looks for its original.
const MEMORY: usize = 2_000;

const SYLLABLES: [&str; 24] = [
    "ka", "lo", "mir", "den", "tor", "va", "sel", "bu", "nor", "go", "shan", "pel", "ta", "ner",
    "ost", "wick", "mar", "dal", "fen", "ros", "hul", "bra", "zen", "ly",
];
const ROLES: [&str; 20] = [
    "minister",
    "police",
    "court",
    "senator",
    "union",
    "army",
    "mayor",
    "regulator",
    "coach",
    "bank",
    "union leaders",
    "residents",
    "scientists",
    "airline",
    "parliament",
    "governor",
    "hospital",
    "prosecutors",
    "farmers",
    "students",
];
const VERBS: [&str; 24] = [
    "approves",
    "rejects",
    "announces",
    "delays",
    "investigates",
    "closes",
    "opens",
    "warns of",
    "denies",
    "plans",
    "wins",
    "loses",
    "sues over",
    "raises",
    "cuts",
    "defends",
    "abandons",
    "reviews",
    "unveils",
    "blocks",
    "supports",
    "opposes",
    "restores",
    "questions",
];
const THINGS: [&str; 40] = [
    "budget",
    "strike",
    "bridge",
    "vaccine",
    "tax",
    "merger",
    "dam",
    "railway",
    "election",
    "ceasefire",
    "pipeline",
    "tariff",
    "stadium",
    "satellite",
    "harbor",
    "pension reform",
    "data center",
    "wildfire",
    "mine",
    "airport",
    "census",
    "treaty",
    "festival",
    "refinery",
    "curfew",
    "loan",
    "museum",
    "reactor",
    "ferry",
    "housing plan",
    "border crossing",
    "fishing quota",
    "drought",
    "flood barrier",
    "inquiry",
    "trade deal",
    "power plant",
    "water supply",
    "film prize",
    "school",
];
const ENDINGS: [&str; 20] = [
    "after {n} complaints",
    "as {n} protest",
    "for {n} million",
    "despite warnings",
    "within {n} days",
    "in a {n} year first",
    "after talks fail",
    "amid storm",
    "before the vote",
    "with {n} hurt",
    "as prices rise",
    "overnight",
    "to save {n} jobs",
    "over safety fears",
    "following appeal",
    "under new rules",
    "at {n} percent",
    "without notice",
    "until spring",
    "by a narrow margin",
];
const OUTLETS: [&str; 8] = [
    "The Daily Lamp",
    "North Shore News",
    "Harbor Post",
    "Evening Ledger",
    "Reuters",
    "BBC News",
    "Valley Tribune",
    "City Wire",
];

/// The text of a link list with so many entries.
pub fn link_list(entries: usize) -> String {
    let mut maker = Maker { state: SEED, titles: Vec::with_capacity(entries) };
    let mut text = String::new();
    for place in 0..entries {
        let title = maker.next_title();
        let day = place * DAYS / entries;
        let date =
            format!("{} {}, 2014", ["May", "June", "July", "August"][day / 30], day % 30 + 1);
        let tags = format!("[Last Updated On: {date}] [Originally Added On: {date}]");
        let _ = match maker.below(3) {
            0 => writeln!(text, "- [{title}](https://news.example.org/{place}) {tags}"),
            _ => writeln!(text, "- {title} {tags}"),
        };
        maker.titles.push(title);
    }
    text
}

/// Draws titles, remembering those drawn.
struct Maker {
    state: u64,
    titles: Vec<String>,
}

impl Maker {
    fn next_title(&mut self) -> String {
        if self.titles.is_empty() || self.below(10) >= 3 {
            return self.fresh();
        }
        let memory = self.titles.len().min(MEMORY);
        let back = 1 + self.below(memory);
        let original = self.titles[self.titles.len() - back].clone();
        self.varied(&original)
    }

    fn fresh(&mut self) -> String {
        let (who, what, place) = (self.name(), self.name(), self.name());
        let (role, verb) = (self.any(&ROLES), self.any(&VERBS));
        let (thing, ending) = (self.any(&THINGS), self.any(&ENDINGS));
        let number = (2 + self.below(60)).to_string();
        let ending = ending.replace("{n}", &number);
        format!("{who} {role} {verb} {what} {thing} in {place} {ending}")
    }

    /// Two syllables or three, the first ones of the list more often: a few hundred names are common,
    /// some thousands are rare.
    fn name(&mut self) -> String {
        let length = if self.below(4) == 0 { 2 } else { 3 };
        let letters: String = (0..length).map(|_| self.early(&SYLLABLES)).collect();
        letters[..1].to_uppercase() + &letters[1..]
    }

    fn varied(&mut self, title: &str) -> String {
        let words: Vec<&str> = title.split(' ').collect();
        let place = self.below(words.len());
        let without =
            || words.iter().enumerate().filter(|(at, _)| *at != place).map(|(_, word)| *word);
        match self.below(8) {
            0 => title.to_owned(),
            1 | 2 => format!("{title} - {}", self.any(&OUTLETS)),
            3 => format!("UPDATE {}-{title}", 1 + self.below(4)),
            4 => without().collect::<Vec<_>>().join(" "),
            5 => format!("{} {}", self.any(&ROLES), without().collect::<Vec<_>>().join(" ")),
            6 => format!("{} ...", words[..words.len() - words.len() / 4].join(" ")),
            _ => renumbered(&words),
        }
    }

    /// One of a list.
    fn any(&mut self, list: &[&'static str]) -> &'static str {
        list[self.below(list.len())]
    }

    /// One of a list, the first ones far more often than the last.
    fn early(&mut self, list: &[&'static str]) -> &'static str {
        let span = self.below(list.len()) + 1;
        list[self.below(span)]
    }

    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        self.state += 1;
        (storyfold::hash(SEED, &self.state.to_le_bytes()) % end as u64) as usize
    }
}

/// The title with every number one higher.
fn renumbered(words: &[&str]) -> String {
    let changed = |word: &&str| match word.parse::<u32>() {
        Ok(number) => (number + 1).to_string(),
        Err(_) => (*word).to_owned(),
    };
    words.iter().map(changed).collect::<Vec<_>>().join(" ")
}
