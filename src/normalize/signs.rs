//! What a title announces beside its story: a question, running coverage, deaths.

const OPENINGS: [&str; 14] = [
    "who", "who's", "what", "what's", "why", "how", "when", "where", "which", "here's", "here",
    "what're", "how's", "meet",
];
const LIVE: [&str; 8] =
    ["update", "updates", "blog", "coverage", "stream", "scores", "score", "results"];

/// What a word announces, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs(u8);

impl Signs {
    const OPENS: u8 = 1;
    const LIVE: u8 = 2;
    const FOLLOWS_LIVE: u8 = 4;
    const OF_DEATH: u8 = 8;

    /// What a lower-case word announces.
    pub(super) fn of(word: &str) -> Self {
        let signs = [
            (OPENINGS.contains(&word), Self::OPENS),
            (word == "live", Self::LIVE),
            (LIVE.contains(&word), Self::FOLLOWS_LIVE),
            (of_death(word), Self::OF_DEATH),
        ];
        Self(signs.into_iter().filter(|(is, _)| *is).map(|(_, bit)| bit).sum())
    }

    /// It opens a question or an explainer, where it stands first.
    pub(super) fn open(self) -> bool {
        self.0 & Self::OPENS != 0
    }

    /// It is `live` …
    pub(super) fn live(self) -> bool {
        self.0 & Self::LIVE != 0
    }

    /// … and this is what is live, where it stands directly behind.
    pub(super) fn follow_live(self) -> bool {
        self.0 & Self::FOLLOWS_LIVE != 0
    }

    /// It speaks of deaths.
    pub(super) fn of_death(self) -> bool {
        self.0 & Self::OF_DEATH != 0
    }
}

/// True for words that make a number a toll.
fn of_death(word: &str) -> bool {
    matches!(
        word,
        "dead"
            | "death"
            | "deaths"
            | "die"
            | "dies"
            | "died"
            | "kill"
            | "kills"
            | "killed"
            | "killing"
            | "toll"
            | "tote"
            | "toten"
            | "getötet"
            | "morts"
            | "mort"
            | "muertos"
            | "morti"
            | "погибли"
            | "погибших"
    )
}

#[cfg(test)]
mod tests {
    use crate::entry::Entry;
    use crate::normalize::{Languages, Names, SiteNames, Title, TitleBuilder};
    use crate::origin::Origin;

    fn title(text: &str) -> Title {
        let (languages, sites, names) =
            (Languages::default(), SiteNames::default(), Names::default());
        let mut builder = TitleBuilder::new(&languages, &sites, &names);
        builder.build(&Entry::new(text, Origin::new("-", 1)))
    }

    #[test]
    fn announcements() {
        assert!(title("Who is Edan Alexander").asks);
        assert!(title("Is it over?").asks);
        assert!(!title("Hamas frees hostage").asks && !title("Hamas says who frees").asks);
        assert!(title("Budget live updates").live);
        assert!(!title("We live in updates").live && !title("Live 5 updates").live);
        assert!(title("Toll rises to 41").deaths && !title("41 rescued").deaths);
    }
}
