//! Topics: what many headlines of the same days speak of.
//!
//! A topic has a few names and words, and days on which it is in the news. A headline takes part of its
//! words from its topic and the others from the whole lexicon, so that headlines of one topic share
//! words without being one item. One topic in a hundred is hot: together these hold a fifth of all
//! headlines.

use super::draws::Draws;
use super::lexicon::{Class, LEXICON};
use super::mix::{HOT_TITLES, TITLES_PER_TOPIC, TOPIC_DAYS, TOPIC_WORDS, TOPICS_PER_HOT};

/// The topics of one stretch of time.
pub struct Topics(Vec<Topic>);

/// What headlines of a topic may share.
pub struct Topic {
    words: [[u32; 4]; SHARED.len()],
    /// The day it comes up, counted from the first of the dump.
    day: u32,
}

/// Classes that a topic has words of, and how many it has of each.
const SHARED: [(Class, usize); 6] = [
    (Class::Name, 3),
    (Class::Noun, 4),
    (Class::Place, 1),
    (Class::Given, 2),
    (Class::Verb, 2),
    (Class::Adjective, 2),
];

impl Topics {
    /// Topics for so many titles, that come up on the days of a span.
    pub fn new(titles: u32, days: std::ops::Range<u32>, draws: &mut Draws) -> Self {
        let count = titles.div_ceil(TITLES_PER_TOPIC).max(1);
        Self((0..count).map(|_| Topic::new(&days, draws)).collect())
    }

    /// Draws the topic of the next title.
    pub fn draw(&self, draws: &mut Draws) -> &Topic {
        let hot = self.0.len().div_ceil(TOPICS_PER_HOT);
        if draws.percent(HOT_TITLES) || hot == self.0.len() {
            return &self.0[draws.place(hot)];
        }
        &self.0[hot + draws.place(self.0.len() - hot)]
    }
}

impl Topic {
    fn new(days: &std::ops::Range<u32>, draws: &mut Draws) -> Self {
        let words = SHARED.map(|(class, count)| {
            let mut ranks = [0; 4];
            ranks[..count].fill_with(|| LEXICON.draw(class, draws));
            ranks
        });
        Self { words, day: days.start + draws.below(days.end - days.start) }
    }

    /// A word for a headline of this topic: often its own, else any.
    pub fn word(&self, class: Class, draws: &mut Draws) -> u32 {
        let own = SHARED.iter().position(|(shared, _)| *shared == class);
        match own.filter(|_| draws.percent(TOPIC_WORDS)) {
            Some(at) => self.words[at][draws.place(SHARED[at].1)],
            None => LEXICON.draw(class, draws),
        }
    }

    /// A day on which the topic is in the news; sooner is likelier.
    pub fn day(&self, draws: &mut Draws) -> u32 {
        let within = draws.below(TOPIC_DAYS) + 1;
        self.day + draws.below(within)
    }
}
