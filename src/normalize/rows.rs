//! Titles as the survey cut them: kept until titles are built, so that most are not cut again.
//!
//! A row is what [`cut`](super::cut) found in a title, four bytes a piece, with the title's capitals. The
//! survey knows neither the languages nor the sites' names yet, so a row serves only where neither
//! matters: for English, and for titles that no rule but the folding of case touches. The others are cut
//! anew.

use super::casing::Capitals;
use super::lexicon::{Lexicon, WordId};
use super::pieces::Cut;

/// The rows of a part of the corpus, in order.
#[derive(Debug)]
pub(crate) struct Rows {
    /// The words, read as English.
    pub(crate) lexicon: Lexicon,
    /// A word and whether it is capitalized, or a figure by its place; title after title.
    cells: Vec<u32>,
    /// Where each title ends, whether its row serves to build it, and whether its capitals tell something.
    ends: Vec<(u32, Serves, bool)>,
    figures: Vec<Cut>,
}

/// Whether a title can be built from its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Serves {
    /// No: rules have changed the text.
    No,
    /// Where no site's name is found in the title.
    WithoutSite,
    /// Always.
    Always,
}

const CAPITAL: u32 = 1 << 31;
const FIGURE: u32 = 1 << 30;

impl Rows {
    /// No rows yet, with room for those of so many titles.
    pub(crate) fn new(lexicon: Lexicon, titles: usize) -> Self {
        let ends = Vec::with_capacity(titles);
        Self { lexicon, cells: Vec::new(), ends, figures: Vec::new() }
    }

    /// Adds a title. `serves` leaves its language out of account.
    pub(crate) fn push(&mut self, cuts: &[Cut], capitals: &Capitals, serves: Serves) {
        for cut in cuts {
            let cell = match cut {
                Cut::Word(id) if capitals.hold(*id) => *id | CAPITAL,
                Cut::Word(id) => *id,
                figure => {
                    self.figures.push(*figure);
                    (self.figures.len() - 1) as u32 | FIGURE
                }
            };
            self.cells.push(cell);
        }
        self.ends.push((self.cells.len() as u32, serves, capitals.telling));
    }

    /// How many titles there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether a title can be built from its row, if its language is English.
    pub(super) fn serves(&self, title: usize) -> Serves {
        self.ends[title].1
    }

    /// Whether its capitals tell something.
    pub(super) fn tells(&self, title: usize) -> bool {
        self.ends[title].2
    }

    /// The pieces of a title.
    pub(crate) fn cuts(&self, title: usize) -> impl Iterator<Item = Cut> + '_ {
        self.cells(title).iter().map(|cell| match cell & FIGURE {
            0 => Cut::Word(cell & !CAPITAL),
            _ => self.figures[(cell & !FIGURE) as usize],
        })
    }

    /// Its capitalized words.
    pub(super) fn capitals(&self, title: usize) -> impl Iterator<Item = WordId> + '_ {
        let capital = |cell: &&u32| **cell & CAPITAL != 0;
        self.cells(title).iter().filter(capital).map(|cell| cell & !CAPITAL)
    }

    fn cells(&self, title: usize) -> &[u32] {
        let start = title.checked_sub(1).map_or(0, |before| self.ends[before].0 as usize);
        &self.cells[start..self.ends[title].0 as usize]
    }
}
