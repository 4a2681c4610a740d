//! Traps: headlines that look like another and are another item, as an editor would see it.
//!
//! A trap differs from its model in one thing only: the issue or day of a series, a number that
//! matters, two names that changed places, one name, or all names of a form that comes back.

use super::calendar::Day;
use super::draws::Draws;
use super::forms::Section;
use super::headline::{Headline, Word};
use super::lexicon::{Class, LEXICON, Lexicon};
use super::topics::Topic;

/// What a trap changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trap {
    /// The issue or the day of a series.
    Series,
    /// A toll, a price, a share.
    Number,
    /// Who does it to whom.
    Reversed,
    /// One name.
    Renamed,
    /// Every name; the rest is a form that comes back.
    Template,
}

impl Trap {
    /// Its name in a truth.
    pub fn name(self) -> &'static str {
        match self {
            Self::Series => "trap-series",
            Self::Number => "trap-number",
            Self::Reversed => "trap-reversed",
            Self::Renamed => "trap-renamed",
            Self::Template => "trap-template",
        }
    }

    /// How many traps imitate one model, at least and at most.
    pub fn run(self) -> (u32, u32) {
        match self {
            Self::Series => (2, 5),
            Self::Template => (1, 3),
            Self::Number | Self::Reversed | Self::Renamed => (1, 1),
        }
    }

    /// True where a model may be the first of a cluster.
    pub fn may_have_repeats(self) -> bool {
        matches!(self, Self::Number | Self::Reversed | Self::Renamed)
    }

    /// A headline worth imitating in this way, of this day.
    pub fn model(self, topic: &Topic, day: u32, draws: &mut Draws) -> Headline {
        match self {
            Self::Number => Headline::with_head(Section::Counted, topic, draws),
            Self::Reversed | Self::Renamed => Headline::with_head(Section::Rivals, topic, draws),
            Self::Template => Headline::whole(Section::Template, topic, draws),
            Self::Series => {
                let mut model = Headline::whole(Section::Series, topic, draws);
                model.rename(0, draws);
                model.date(Day::of(day));
                model
            }
        }
    }

    /// The trap of this number, from 1, that imitates `model`, and its day.
    pub fn imitate(
        self,
        model: &Headline,
        day: u32,
        number: u32,
        draws: &mut Draws,
    ) -> (Headline, u32) {
        let (mut trap, mut day) = (model.clone(), day);
        match self {
            Self::Series => day = trap.next_issue(day, number),
            Self::Number => trap.change_number(draws),
            Self::Reversed => trap.reverse_names(),
            Self::Renamed => trap.rename(0, draws),
            Self::Template => (0..trap.pieces.len()).for_each(|at| trap.rename_at(at, draws)),
        }
        if self != Self::Series {
            day += draws.below(5);
        }
        (trap, day)
    }
}

impl Headline {
    /// Where its names stand; first and second names of a person are two.
    fn names(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.pieces.len()).filter(|at| self.pieces[*at].is_name())
    }

    /// Gives the name of this number, from 0, to another.
    fn rename(&mut self, number: usize, draws: &mut Draws) {
        let at = self.names().nth(number);
        if let Some(at) = at {
            self.rename_at(at, draws);
        }
    }

    fn rename_at(&mut self, at: usize, draws: &mut Draws) {
        let before = self.pieces[at].word;
        let Word::Listed(class @ (Class::Name | Class::Given | Class::Place), _) = before else {
            return;
        };
        while self.pieces[at].word == before {
            let rank = match class {
                Class::Name => Lexicon::rare_name(draws),
                _ => LEXICON.draw(class, draws),
            };
            self.pieces[at].word = Word::Listed(class, rank);
        }
    }

    fn reverse_names(&mut self) {
        let places: Vec<usize> = self.names().take(2).collect();
        if let [a, b] = places[..] {
            let word = self.pieces[a].word;
            self.pieces[a].word = self.pieces[b].word;
            self.pieces[b].word = word;
        }
    }

    /// A clearly other number, higher by at most half and two.
    fn change_number(&mut self, draws: &mut Draws) {
        for piece in &mut self.pieces {
            if let Word::Count(number) = &mut piece.word {
                *number += 1 + draws.below(*number / 2 + 2);
                return;
            }
        }
    }

    /// Turns it into an issue after this one, and gives its day: dated ones come daily, numbered ones
    /// weekly.
    fn next_issue(&mut self, day: u32, number: u32) -> u32 {
        let dated = self.pieces.iter().any(|piece| matches!(piece.word, Word::Day(_)));
        let day = day + if dated { number } else { 7 * number };
        for piece in &mut self.pieces {
            if let Word::Issue(issue) = &mut piece.word {
                *issue += number;
            }
        }
        self.date(Day::of(day));
        day
    }

    /// Writes a day into the places of a date.
    fn date(&mut self, day: &Day) {
        for piece in &mut self.pieces {
            match &mut piece.word {
                Word::Day(of_month) => *of_month = day.of_month,
                Word::Year(year) => *year = day.year,
                Word::Listed(Class::Month, month) => *month = day.month,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::headline::Piece;
    use crate::generate::topics::Topics;

    const ALL: [Trap; 5] =
        [Trap::Series, Trap::Number, Trap::Reversed, Trap::Renamed, Trap::Template];

    /// Models and their traps, many of each kind.
    fn each(trap: Trap, mut check: impl FnMut(&[Piece], &[Piece])) {
        let mut draws = Draws::new(11, trap as u64);
        let topics = Topics::new(100, 0..50, &mut draws);
        for _ in 0..500 {
            let topic = topics.draw(&mut draws);
            let model = trap.model(topic, 30, &mut draws);
            let (made, day) = trap.imitate(&model, 30, 1, &mut draws);
            assert!((30..=37).contains(&day), "{trap:?} on day {day}");
            assert_eq!(model.pieces.len(), made.pieces.len(), "{trap:?}");
            assert_ne!(model.pieces, made.pieces, "{trap:?}");
            check(&model.pieces, &made.pieces);
        }
    }

    /// The words that differ, of the model and of the trap.
    fn changes(model: &[Piece], made: &[Piece]) -> Vec<(Word, Word)> {
        let pairs = model.iter().zip(made).map(|(a, b)| (a.word, b.word));
        pairs.filter(|(a, b)| a != b).collect()
    }

    #[test]
    fn a_trap_differs_in_one_thing_only() {
        for trap in ALL {
            each(trap, |model, made| {
                let changed = changes(model, made);
                match (trap, &changed[..]) {
                    (Trap::Number, [(Word::Count(a), Word::Count(b))]) => assert!(b > a),
                    (Trap::Reversed, [(a, b), (c, d)]) => assert_eq!((a, b), (d, c)),
                    (Trap::Renamed, [(Word::Listed(a, _), Word::Listed(b, _))]) => {
                        assert_eq!(a, b);
                    }
                    (Trap::Series, changed) => assert!(changed.iter().all(is_date_or_issue)),
                    (Trap::Template, changed) => assert!(changed.iter().all(is_name)),
                    (trap, changed) => panic!("{trap:?}: {changed:?}"),
                }
            });
        }
    }

    fn is_date_or_issue((word, _): &(Word, Word)) -> bool {
        matches!(
            word,
            Word::Issue(_) | Word::Day(_) | Word::Year(_) | Word::Listed(Class::Month, _)
        )
    }

    fn is_name((word, _): &(Word, Word)) -> bool {
        Piece { word: *word, ..Piece::plain("") }.is_name()
    }

    #[test]
    fn a_template_keeps_none_of_its_names() {
        each(Trap::Template, |model, made| {
            assert!(model.iter().zip(made).all(|(a, b)| !a.is_name() || a.word != b.word));
        });
    }
}
