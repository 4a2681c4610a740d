//! The edits of real life: what makes a repeat of a headline and leaves it the same item.
//!
//! No edit touches a name or changes a number; only weak words are dropped, only words that add nothing
//! are put in, and synonyms come from a fixed list. A title that is cut off keeps at least six words.

use super::draws::Draws;
use super::dress::{Dress, Punctuation, Style};
use super::forms::Mark;
use super::headline::{Headline, Piece, Word};
use super::mix::EDIT_ODDS;
use super::wording::places;

/// An edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edit {
    /// ` - Outlet` behind the title.
    Suffix,
    /// `UPDATE 1-` or the like in front of it.
    Prefix,
    /// Sentence case, headline case or capitals, instead of another.
    Case,
    /// Another quote, dash or period.
    Punctuation,
    /// A weak word less.
    Drop,
    /// The last phrase comes first.
    Swap,
    /// Words more that add nothing.
    Insert,
    /// Two letters of a word changed places.
    Typo,
    /// Another word for the same.
    Synonym,
    /// Cut off.
    Truncation,
    /// A small number in letters.
    NumberWord,
}

impl Edit {
    /// Its name in a truth.
    pub fn name(self) -> &'static str {
        match self {
            Self::Suffix => "suffix",
            Self::Prefix => "prefix",
            Self::Case => "case",
            Self::Punctuation => "punctuation",
            Self::Drop => "drop",
            Self::Swap => "swap",
            Self::Insert => "insert",
            Self::Typo => "typo",
            Self::Synonym => "synonym",
            Self::Truncation => "truncation",
            Self::NumberWord => "number-word",
        }
    }
}

/// A headline and how it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// What it says.
    pub headline: Headline,
    /// How.
    pub dress: Dress,
    /// Its outlet.
    pub outlet: u32,
}

const PREFIXES: [&str; 8] = [
    "UPDATE 1-",
    "UPDATE 2-",
    "UPDATE 3-",
    "WRAPUP 1-",
    "BREAKING: ",
    "EXCLUSIVE: ",
    "Breaking: ",
    "Just in: ",
];
const BETWEEN: [&str; 4] = [" - ", " - ", " | ", " \u{2013} "];
const CUTS: [&str; 3] = ["...", " ...", "\u{2026}"];
/// What may be put behind a title, after a comma or without.
const ADDED: [(Mark, &[&str]); 5] = [
    (Mark::Comma, &["officials", "say"]),
    (Mark::Comma, &["report", "says"]),
    (Mark::Comma, &["sources", "say"]),
    (Mark::None, &["today"]),
    (Mark::None, &["this", "week"]),
];
/// What may be put before a noun.
const ADDED_BEFORE: [&str; 3] = ["new", "local", "key"];
const LEAST_WORDS_OF_A_CUT: usize = 6;

impl Version {
    /// Makes so many different edits, as far as the headline allows; gives them in the order made.
    pub fn edit(&mut self, edits: usize, may_cut: bool, draws: &mut Draws) -> Vec<Edit> {
        const TRIES: usize = 40;
        let mut made = Vec::with_capacity(edits);
        for _ in 0..TRIES {
            if made.len() == edits {
                break;
            }
            let edit = draws.odds(&EDIT_ODDS);
            let barred = made.contains(&edit) || (edit == Edit::Truncation && !may_cut);
            if !barred && self.make(edit, draws) {
                made.push(edit);
            }
        }
        made
    }

    /// Makes one edit; false where the headline does not allow it, and then nothing changed.
    pub fn make(&mut self, edit: Edit, draws: &mut Draws) -> bool {
        let made = match edit {
            Edit::Suffix => {
                self.dress.suffix = Some((draws.any(&BETWEEN), self.outlet));
                Some(())
            }
            Edit::Prefix => {
                self.dress.prefix = draws.any(&PREFIXES);
                Some(())
            }
            Edit::Case => {
                self.dress.style = other_style(self.dress.style, draws);
                Some(())
            }
            Edit::Punctuation => self.punctuate(draws),
            Edit::Drop => self.headline.drop_weak_word(draws),
            Edit::Swap => self.headline.bring_tail_forward(),
            Edit::Insert => self.insert(draws),
            Edit::Typo => self.headline.slip(draws),
            Edit::Synonym => self.headline.replace_synonym(draws),
            Edit::Truncation => self.cut(draws),
            Edit::NumberWord => self.headline.spell_number(),
        };
        made.is_some()
    }

    fn punctuate(&mut self, draws: &mut Draws) -> Option<()> {
        let pieces = &self.headline.pieces;
        let any = |holds: fn(&Piece) -> bool| pieces.iter().any(holds);
        let mut open = vec![Punctuation::Period, Punctuation::Quotes];
        for (punctuation, allowed) in [
            (Punctuation::Bare, any(|piece| piece.mark != Mark::None)),
            (Punctuation::Dash, any(|piece| piece.mark == Mark::Colon)),
            (Punctuation::Curly, any(|piece| piece.possessive)),
            (Punctuation::Ampersand, any(|piece| piece.word == Word::Plain("and"))),
        ] {
            if allowed {
                open.push(punctuation);
            }
        }
        let punctuation = draws.any(&open);
        if punctuation == Punctuation::Quotes {
            self.headline.quote(draws)?;
        }
        self.dress.punctuation = punctuation;
        Some(())
    }

    fn insert(&mut self, draws: &mut Draws) -> Option<()> {
        let pieces = &mut self.headline.pieces;
        let nouns = places(pieces, Piece::is_noun);
        if draws.percent(50) && !nouns.is_empty() {
            let at = draws.any(&nouns);
            self.headline.insert(at, Piece::plain(draws.any(&ADDED_BEFORE)));
            return Some(());
        }
        if !self.dress.cut.is_empty() {
            return None;
        }
        let (mark, words) = draws.any(&ADDED);
        pieces.last_mut()?.mark = mark;
        pieces.extend(words.iter().copied().map(Piece::plain));
        self.headline.tail = None;
        Some(())
    }

    fn cut(&mut self, draws: &mut Draws) -> Option<()> {
        let words = self.headline.pieces.len();
        let left = words * (65 + draws.place(25)) / 100;
        if left < LEAST_WORDS_OF_A_CUT {
            return None;
        }
        self.headline.pieces.truncate(left);
        self.headline.pieces[left - 1].mark = Mark::None;
        self.headline.tail = None;
        self.dress.cut = draws.any(&CUTS);
        Some(())
    }
}

fn other_style(style: Style, draws: &mut Draws) -> Style {
    match style {
        _ if draws.percent(15) && style != Style::Capitals => Style::Capitals,
        Style::Headline => Style::Sentence,
        Style::Sentence | Style::Capitals => Style::Headline,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::forms::Section;
    use crate::generate::topics::Topics;

    /// Versions of many headlines, as they are and after one edit.
    fn each(edit: Edit, mut check: impl FnMut(&Version, &Version)) {
        let mut draws = Draws::new(12, edit as u64);
        let topics = Topics::new(100, 0..50, &mut draws);
        let mut made = 0;
        for number in 0..600 {
            let section = if number % 2 == 0 { Section::Head } else { Section::Counted };
            let headline = Headline::with_head(section, topics.draw(&mut draws), &mut draws);
            let before = Version { headline, dress: Dress::new(Style::Sentence), outlet: 3 };
            let mut after = before.clone();
            if after.make(edit, &mut draws) {
                made += 1;
                assert_ne!(before, after, "{edit:?}");
                check(&before, &after);
            } else {
                assert_eq!(before, after, "{edit:?} changed what it refused");
            }
        }
        assert!(made > 30, "{edit:?} was made {made} times");
    }

    fn words(version: &Version, kept: impl Fn(&Piece) -> bool) -> Vec<Word> {
        version.headline.pieces.iter().filter(|piece| kept(piece)).map(|piece| piece.word).collect()
    }

    fn text(version: &Version) -> String {
        let mut text = Vec::new();
        version.dress.write(&version.headline, &mut text);
        String::from_utf8(text).unwrap()
    }

    /// Numbers may be spelled, and what is behind a cut is gone; else names and numbers stay, in order
    /// but for what a swap moves.
    #[test]
    fn no_edit_changes_a_name_or_a_number() {
        for (_, edit) in EDIT_ODDS.iter().filter(|(_, edit)| *edit != Edit::Truncation) {
            each(*edit, |before, after| {
                let matters = |piece: &Piece| {
                    piece.is_name()
                        || matches!(piece.word, Word::Count(13..) | Word::Year(_) | Word::Day(_))
                };
                let [mut before, mut after] = [before, after].map(|one| words(one, matters));
                if *edit == Edit::Swap {
                    before.sort_by_key(|word| format!("{word:?}"));
                    after.sort_by_key(|word| format!("{word:?}"));
                }
                assert_eq!(before, after, "{edit:?}");
            });
        }
        each(Edit::Typo, |_, after| {
            assert!(
                after.headline.pieces.iter().all(|piece| piece.slip.is_none() || !piece.is_name())
            );
        });
    }

    #[test]
    fn a_cut_leaves_the_beginning() {
        each(Edit::Truncation, |before, after| {
            let (whole, left) = (&before.headline.pieces, &after.headline.pieces);
            assert!(left.len() >= LEAST_WORDS_OF_A_CUT && left.len() < whole.len());
            assert_eq!(words(after, |_| true), words(before, |_| true)[..left.len()]);
            assert!(text(after).ends_with(['.', '\u{2026}']));
        });
    }

    #[test]
    fn what_stands_around_leaves_the_words() {
        for edit in [Edit::Suffix, Edit::Prefix, Edit::Case, Edit::Punctuation] {
            each(edit, |before, after| {
                assert_eq!(words(before, |_| true), words(after, |_| true), "{edit:?}");
                assert_ne!(text(before), text(after), "{edit:?}");
            });
        }
    }
}
