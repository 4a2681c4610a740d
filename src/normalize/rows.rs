//! Titles as the survey cut them: kept until titles are built, so that most are not cut again.
//!
//! A row is what [`cut`](super::cut) found in a title, four bytes a piece, with the title's capitals and
//! what the rules took from it. The survey knows neither the languages nor the sites' names yet, so a row
//! serves only where neither matters: for English, and for titles in which no site is named, or only behind
//! the rest of the title. The others are cut anew.

use super::casing::Capitals;
use super::lexicon::{Lexicon, WordId};
use super::pieces::Cut;
use super::{Draft, Kind};

/// The rows of a part of the corpus, in order.
#[derive(Debug)]
pub(crate) struct Rows {
    /// The words, read as English.
    pub(crate) lexicon: Lexicon,
    blocks: Vec<Block>,
    titles: usize,
}

/// Titles of a block, so that memory is given back block by block while titles are built.
const BLOCK: usize = 4096;

/// The rows of some titles.
#[derive(Debug, Default)]
struct Block {
    /// A word and whether it is capitalized, or a figure by its place; title after title.
    cells: Vec<u32>,
    titles: Vec<Row>,
    figures: Vec<Figure>,
}

/// A number or a day, and the number of its canonical form, where it has one.
type Figure = (Cut, Option<WordId>);

/// What is kept of a title beside its cells.
#[derive(Clone, Copy, Debug)]
struct Row {
    /// Where its cells end.
    end: u32,
    serves: Serves,
    kind: Option<Kind>,
    marks: u8,
    /// How many pieces stand before its last segment, if it can be built from them.
    head: u8,
}

/// Its capitals tell something.
const TELLS: u8 = 1;
/// Those before its last segment do.
const HEAD_TELLS: u8 = 2;
const TRUNCATED: u8 = 4;
const REVISED: u8 = 8;
/// It has a question mark.
const ASKS: u8 = 16;

/// What is kept of the pieces of a title.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cells<'a> {
    pub(crate) cuts: &'a [Cut],
    /// The numbers of the canonical forms of those that are numbers, in order.
    pub(crate) numbers: &'a [WordId],
    pub(crate) capitals: &'a Capitals,
}

/// Whether a title can be built from its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Serves {
    /// No: the rules may give another text.
    No,
    /// Where no site's name is found in the title.
    WithoutSite,
    /// Always.
    Always,
}

/// A title from its row, or its part before the last segment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Served<'a> {
    cells: &'a [u32],
    figures: &'a [Figure],
    row: Row,
    telling: bool,
}

const CAPITAL: u32 = 1 << 31;
const FIGURE: u32 = 1 << 30;

impl Rows {
    /// No rows yet.
    pub(crate) fn new(lexicon: Lexicon) -> Self {
        Self { lexicon, blocks: Vec::new(), titles: 0 }
    }

    /// Adds a title with what the rules took from it. `serves` leaves its language out of account.
    pub(crate) fn push(&mut self, pieces: Cells, serves: Serves, from: &Draft, asks: bool) {
        let Cells { cuts, numbers, capitals } = pieces;
        let Block { cells, titles, figures } = self.open();
        let mut numbers = numbers.iter();
        cells.extend(cuts.iter().map(|cut| match cut {
            Cut::Word(id) if capitals.hold(*id) => *id | CAPITAL,
            Cut::Word(id) => *id,
            Cut::Number(_) | Cut::Day(_) => {
                let number = matches!(cut, Cut::Number(_)).then(|| numbers.next().copied());
                figures.push((*cut, number.flatten()));
                (figures.len() - 1) as u32 | FIGURE
            }
        }));
        let mark = |holds: bool, mark: u8| if holds { mark } else { 0 };
        let marks = mark(capitals.telling, TELLS)
            | mark(from.truncated, TRUNCATED)
            | mark(from.revised, REVISED)
            | mark(asks, ASKS);
        let end = cells.len() as u32;
        titles.push(Row { end, serves, kind: from.kind, marks, head: 0 });
        self.titles += 1;
    }

    /// The block that takes the next title.
    fn open(&mut self) -> &mut Block {
        if self.titles.is_multiple_of(BLOCK) {
            let block = self.blocks.last_mut().map_or_else(Block::default, Block::close);
            self.blocks.push(block);
        }
        let last = self.blocks.len() - 1;
        &mut self.blocks[last]
    }

    /// Notes that the title added last is built from these pieces where its last segment is a site's name,
    /// if they are those with which it begins, capitals too.
    pub(crate) fn set_head(&mut self, cuts: &[Cut], capitals: &Capitals) {
        let last = self.titles - 1;
        let Some(whole) = self.served(last, cuts.len(), capitals.telling) else { return };
        let holds = |cut: &Cut| cut.word().is_some_and(|word| capitals.hold(word));
        let as_whole = !capitals.telling
            || whole.cells.iter().zip(cuts).all(|(cell, cut)| is_capital(*cell) == holds(cut));
        if as_whole && whole.cuts().eq(cuts.iter().copied()) {
            let row = &mut self.blocks[last / BLOCK].titles[last % BLOCK];
            row.head = u8::try_from(cuts.len()).unwrap_or(0);
            row.marks |= if capitals.telling { HEAD_TELLS } else { 0 };
        }
    }

    /// How many titles there are.
    pub(crate) fn len(&self) -> usize {
        self.titles
    }

    /// Gives back the memory of blocks in front of this title, if it is the first of its own.
    pub(super) fn release_before(&mut self, title: usize) {
        if title.is_multiple_of(BLOCK) && title > 0 {
            self.blocks[title / BLOCK - 1] = Block::default();
        }
    }

    /// Whether a title can be built from its row, if its language is English.
    pub(super) fn serves(&self, title: usize) -> Serves {
        self.row(title).serves
    }

    /// The words and numbers of a title.
    pub(crate) fn words(&self, title: usize) -> impl Iterator<Item = WordId> + '_ {
        let (cells, figures) = self.cells(title);
        cells.iter().filter_map(|cell| match cell & FIGURE {
            0 => Some(cell & !CAPITAL),
            _ => figures[(cell & !FIGURE) as usize].1,
        })
    }

    /// A title.
    pub(super) fn whole(&self, title: usize) -> Option<Served<'_>> {
        self.served(title, self.cells(title).0.len(), self.row(title).marks & TELLS != 0)
    }

    /// A title without its last segment, where it can be built so.
    pub(super) fn head(&self, title: usize) -> Option<Served<'_>> {
        let row = self.row(title);
        let head = usize::from(row.head);
        self.served(title, head, row.marks & HEAD_TELLS != 0).filter(|_| head > 0)
    }

    fn served(&self, title: usize, pieces: usize, telling: bool) -> Option<Served<'_>> {
        let (row, (cells, figures)) = (self.row(title), self.cells(title));
        Some(Served { cells: cells.get(..pieces)?, figures, row, telling })
    }

    fn row(&self, title: usize) -> Row {
        self.blocks[title / BLOCK].titles[title % BLOCK]
    }

    /// The cells of a title, and the figures that they may name.
    fn cells(&self, title: usize) -> (&[u32], &[Figure]) {
        let Block { cells, titles, figures } = &self.blocks[title / BLOCK];
        let place = title % BLOCK;
        let start = place.checked_sub(1).map_or(0, |before| titles[before].end);
        (&cells[start as usize..titles[place].end as usize], figures)
    }
}

impl Block {
    /// Gives back room that is not needed, and makes a block with room for as much and a little more.
    fn close(&mut self) -> Self {
        let room = |length: usize| length + length / 16;
        let next = Self {
            cells: Vec::with_capacity(room(self.cells.len())),
            titles: Vec::with_capacity(BLOCK),
            figures: Vec::with_capacity(room(self.figures.len())),
        };
        self.cells.shrink_to_fit();
        self.figures.shrink_to_fit();
        next
    }
}

impl<'a> Served<'a> {
    /// Its pieces.
    pub(super) fn cuts(&self) -> impl Iterator<Item = Cut> + 'a {
        cuts(self.cells, self.figures)
    }

    /// Whether its capitals tell something, and the capitalized words if they do.
    pub(super) fn capitals(&self) -> (bool, impl Iterator<Item = WordId> + 'a) {
        let cells = if self.telling { self.cells } else { &[] };
        let capitals = cells.iter().filter(|cell| is_capital(**cell));
        (self.telling, capitals.map(|cell| cell & !CAPITAL))
    }

    /// Gives a draft what the rules took.
    pub(super) fn mark(&self, draft: &mut Draft) {
        draft.kind = self.row.kind;
        draft.truncated = self.row.marks & TRUNCATED != 0;
        draft.revised = self.row.marks & REVISED != 0;
    }

    /// The title has a question mark.
    pub(super) fn asks(&self) -> bool {
        self.row.marks & ASKS != 0
    }
}

fn cuts<'a>(cells: &'a [u32], figures: &'a [Figure]) -> impl Iterator<Item = Cut> + 'a {
    cells.iter().map(|cell| match cell & FIGURE {
        0 => Cut::Word(cell & !CAPITAL),
        _ => figures[(cell & !FIGURE) as usize].0,
    })
}

fn is_capital(cell: u32) -> bool {
    cell & CAPITAL != 0
}
