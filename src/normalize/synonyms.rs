//! Words that headlines use for one another: `dies` / `dead`, `slams` / `blasts`, `cuts` / `slashes`.
//!
//! A list of groups by meaning, written for this purpose, with the forms that headlines use. A word may
//! stand in several groups. Two titles that differ in words of one group are not in conflict over them;
//! how much that tells is for the judge to weigh, so a group may be loose where a translation may not.
//! English only: other languages have no groups yet.

use std::sync::LazyLock;

use ahash::AHashMap;

/// At most 64 groups: one bit each.
const GROUPS: [&str; 62] = [
    "die dies died dead death deaths dying killed kills kill slain passes passed fatal fatally deadly late",
    "say says said claim claims tell tells warn warns reveal reveals admit admits confirm confirms announce \
     announces announced declare declares report reports",
    "crash crashes crashed collision collides wreck accident",
    "fire fires blaze wildfire burns flames inferno",
    "fired ousted ousts ouster sacked sacks dismissed removed fires axed",
    "quit quits resign resigns resigned resignation leave leaves leaving exit exits depart departs departed",
    "arrest arrested arrests detained custody caught held nabbed apprehended jailed",
    "charge charged charges indicted indictment accused",
    "sentenced sentence jailed prison",
    "shooting shot shots gunman gunfire shooter gunned",
    "attack attacks strike strikes bombing bombed airstrike raid raids hit hits",
    "win wins won beat beats beating defeat defeats victory edge edges top tops stun stuns rout routs crush \
     crushes down downs outlast outlasts",
    "sue sues sued suing suit lawsuit",
    "block blocks blocked halt halts halted pause pauses paused stop stops stopped bar bars barred freeze \
     freezes suspend suspends suspended",
    "order orders ordered rule rules ruled ruling",
    "cancel cancels canceled cancellation axed axes scrap scraps scrapped",
    "launch launches launched unveil unveils unveiled introduce introduces introduced debuts release \
     releases released rolls announces announced reveals revealed",
    "buy buys buying bought acquire acquires acquired acquisition purchase takeover merger",
    "cut cuts slash slashes slashed lower lowers lowered reduce reduces reduced",
    "layoff layoffs cuts laying laid slashes",
    "raise raises raised hike hikes hiked increase increases increased rise rises jump jumps surge surges \
     soar soars climb climbs higher gain gains",
    "fall falls fell drop drops dropped slump slumps slumped plunge plunges plunged tumble tumbles tumbled \
     sink sinks slide slides decline declines lower slip slips slipped",
    "star actor actress legend icon singer frontman musician rocker",
    "hospital hospitalized hospitalised",
    "injured injuries hurt wounded",
    "divorce divorces split splits separate separated separation",
    "married marry marries wedding wed weds",
    "pregnant expecting baby birth welcomes",
    "trailer teaser clip footage",
    "storm hurricane cyclone typhoon",
    "quake earthquake temblor",
    "company firm giant maker",
    "chief ceo head boss leader",
    "police cop cops officer officers authorities officials",
    "probe probes investigation investigate investigates investigating inquiry",
    "ban bans banned prohibit prohibits bar bars barred",
    "plan plans proposal proposes proposed",
    "deal agreement accord pact agree agrees agreed",
    "ceasefire truce",
    "talks negotiations meeting summit meet meets",
    "deport deports deported deportation deportations",
    "study research researchers scientists",
    "find finds found discover discovers discovered discovery spotted unearthed",
    "trade trades traded trading send sends sent acquire acquires acquired",
    "sign signs signed signing ink inks",
    "return returns returned returning back comeback",
    "slam slams slammed blast blasts blasted criticize criticizes criticized rip rips condemn condemns \
     condemned bash bashes",
    "praise praises praised laud lauds hail hails",
    "wage wages pay salary",
    "kid kids child children boy girl son daughter teen teenager",
    "woman women wife mother mom",
    "man men husband father dad",
    "film movie flick",
    "lawmakers congress senate senators",
    "court judge judges justices scotus",
    "evacuate evacuated evacuations evacuation",
    "outage outages blackout blackouts",
    "delay delays delayed postpone postpones postponed pushed",
    "missing disappeared vanished",
    "soldier soldiers troops military forces",
    "plane jet aircraft flight",
    "job jobs worker workers employees staff",
];

static BY_WORD: LazyLock<AHashMap<&str, u64>> = LazyLock::new(|| {
    let mut groups = AHashMap::new();
    for (bit, group) in GROUPS.iter().enumerate() {
        for word in group.split_whitespace() {
            *groups.entry(word).or_insert(0) |= 1 << bit;
        }
    }
    groups
});

/// The groups a lower-case word stands in, one bit each.
pub(super) fn groups_of(word: &str) -> u64 {
    BY_WORD.get(word).copied().unwrap_or(0)
}

/// The groups of verbs of saying.
pub(crate) fn saying() -> u64 {
    groups_of("says")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_may_stand_in_several_groups() {
        assert_ne!(groups_of("dies") & groups_of("dead"), 0);
        assert_eq!(groups_of("dies") & groups_of("blaze"), 0);
        assert!(groups_of("fires") & groups_of("blaze") != 0);
        assert!(groups_of("fires") & groups_of("ousts") != 0);
        assert_eq!(groups_of("volcano"), 0);
    }
}
