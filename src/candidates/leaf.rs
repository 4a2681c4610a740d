//! The sets of one leaf, each compared with each.
//!
//! The tokens of all members of some leaves are first gathered side by side, shortened to sixteen bits. Then one
//! member after the other writes the weights of its tokens into a small table, and what a later member shares
//! with it is at most the sum of what the table says of that member's tokens: thirteen look-ups a pair in
//! the fastest memory there is, without a branch, where merging two sorted lists would guess wrong at every
//! step. What passes is compared exactly; nothing rests on an estimate.

use super::LEAST_BEYOND_WINDOW;
use super::forest::Forest;
use super::found::{Met, packed};
use super::sets::{Line, ROW, Sum};
use super::tree::{Place, set};
use crate::normalize::TokenId;

/// Trees that compare sets outside the window as well: what has to be nearly equal there meets in four of five
/// trees.
const TREES_AFAR: usize = 4;
/// Cells of the table: all that a short number can name, so that no look-up has to be checked.
const CELLS: usize = 1 << 16;
/// The cell of a place in a row where there is no token; nothing is ever written there.
const EMPTY: u16 = 0;

/// A part of a tree's order whose sets agree in every slot that was asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leaf {
    start: u32,
    end: u32,
    /// Over the bound.
    pub is_wide: bool,
}

impl Leaf {
    /// A part within the bound.
    pub fn whole(start: u32, end: u32) -> Self {
        Self { start, end, is_wide: false }
    }

    /// A part over the bound that is not split further.
    pub fn wide(start: u32, end: u32) -> Self {
        Self { start, end, is_wide: true }
    }

    /// How many sets it has.
    pub fn len(&self) -> usize {
        (self.end - self.start) as usize
    }

    /// Its places in the order of the tree.
    pub fn of<'a>(&self, order: &'a [Place]) -> &'a [Place] {
        &order[self.start as usize..self.end as usize]
    }
}

/// Holds leaves and keeps the pairs that are similar enough.
pub(super) struct Meeting<'a> {
    forest: &'a Forest<'a>,
    /// How many following members a set meets in a leaf over the bound.
    reach: usize,
    /// Sets outside the window are compared, too.
    meets_afar: bool,
    /// The weight of each token of the set at hand; of tokens that share a cell the largest.
    table: Box<[u8; CELLS]>,
    sets: Vec<u32>,
    lines: Vec<Line>,
    members: Vec<Member>,
    /// The cells of the members' first tokens.
    cells: Vec<[u16; ROW]>,
    /// Places of members that may be similar enough to the set at hand.
    likely: Vec<u32>,
}

/// What is asked of a member for each comparison.
struct Member {
    sum: Sum,
    /// The weight of its tokens behind the row.
    rest: u32,
}

impl<'a> Meeting<'a> {
    /// For leaves of a tree.
    pub fn new(forest: &'a Forest<'a>, tree: usize, reach: usize) -> Self {
        Self {
            forest,
            reach,
            meets_afar: tree < TREES_AFAR,
            table: vec![0; CELLS].try_into().expect("it has so many cells"),
            sets: Vec::new(),
            lines: Vec::new(),
            members: Vec::new(),
            cells: Vec::new(),
            likely: Vec::new(),
        }
    }

    /// Compares the sets of each leaf.
    pub fn hold(&mut self, leaves: &[Leaf], order: &[Place]) -> Met {
        self.gather(leaves, order);
        let mut met = Met::default();
        let mut start = 0;
        for leaf in leaves {
            let end = start + leaf.len();
            let reach = if leaf.is_wide { self.reach } else { usize::MAX };
            let near = !self.meets_afar
                && self.members[start..end].iter().all(|member| member.sum.is_dated());
            for place in start..end - 1 {
                let mut last = end;
                if near {
                    last = self.last_near(place, last);
                }
                if last - place - 1 > reach {
                    last = place + 1 + reach;
                    met.cut.push(self.sets[place]);
                }
                if last > place + 1 {
                    self.meet(place, last, &mut met);
                }
            }
            start = end;
        }
        met
    }

    /// Copies what is compared of the members to where it stands side by side.
    fn gather(&mut self, leaves: &[Leaf], order: &[Place]) {
        self.sets.clear();
        self.sets.extend(leaves.iter().flat_map(|leaf| leaf.of(order)).map(|place| set(*place)));
        self.members.clear();
        self.cells.clear();
        self.forest.sets.gather(self.sets.iter().copied(), &mut self.lines);
        let member = |line: &Line| Member { sum: line.sum(), rest: self.forest.rest(line) };
        self.members.extend(self.lines.iter().map(member));
        self.cells.extend(self.lines.iter().map(cells));
    }

    /// The end of those behind `place`, and before `last`, that lie within the window. Sets stand in the order
    /// of their first day.
    fn last_near(&self, place: usize, last: usize) -> usize {
        let behind = &self.members[place + 1..last];
        let own = &self.members[place].sum;
        let window = self.forest.window;
        place + 1 + behind.partition_point(|member| own.days_apart(&member.sum) <= window)
    }

    /// Compares a member with those behind it, and before `last`.
    fn meet(&mut self, place: usize, last: usize, met: &mut Met) {
        self.enter(place);
        let likely = self.sift(place, last);
        for token in self.forest.sets.all(&self.lines[place]) {
            self.table[usize::from(cell(*token))] = 0;
        }
        met.compared += (last - place - 1) as u64;
        self.keep(place, likely, met);
    }

    /// Writes the weights of a member's tokens.
    fn enter(&mut self, place: usize) {
        for token in self.forest.sets.all(&self.lines[place]) {
            let cell = &mut self.table[usize::from(cell(*token))];
            *cell = (*cell).max(self.forest.weights[*token as usize]);
        }
    }

    /// Notes the members behind `place`, and before `last`, that may be similar to the one in the table, and tells
    /// how many they are.
    fn sift(&mut self, place: usize, last: usize) -> usize {
        let own = &self.members[place].sum;
        let table = &*self.table;
        if self.likely.len() < last - place {
            self.likely.resize(last - place, 0);
        }
        let mut count = 0;
        let behind = place + 1..last;
        let members = self.members[behind.clone()].iter().zip(&self.cells[behind.clone()]);
        for (other, (member, cells)) in behind.zip(members) {
            // A longer set may share all that its row does not show.
            let mut shared = member.rest;
            for cell in cells {
                shared += u32::from(table[usize::from(*cell)]);
            }
            self.likely[count] = other as u32;
            count += usize::from(self.forest.are_alike(shared, (own, &member.sum)));
        }
        count
    }

    /// Keeps the pairs of `place` and those that were noted that are similar enough.
    fn keep(&self, place: usize, likely: usize, met: &mut Met) {
        for other in &self.likely[..likely] {
            let other = *other as usize;
            let (a, b) = (self.sets[place], self.sets[other]);
            let sums = (&self.members[place].sum, &self.members[other].sum);
            let shared = self.forest.shared(&self.lines[place], &self.lines[other]);
            if self.forest.are_alike(shared, sums) {
                let whatever_days = reaches(shared, sums, LEAST_BEYOND_WINDOW);
                met.pairs.push(packed(((a, b), whatever_days)));
            }
        }
    }
}

/// The cell of a token.
#[inline]
fn cell(token: TokenId) -> u16 {
    (token as u16).max(EMPTY + 1)
}

/// The cells of the first tokens of a set.
#[inline]
fn cells(line: &Line) -> [u16; ROW] {
    let cells = line.map(cell);
    *cells.last_chunk().unwrap_or(&[EMPTY; ROW])
}

impl Forest<'_> {
    /// The weight that two sets share.
    fn shared(&self, a: &Line, b: &Line) -> u32 {
        let (mut left, mut right) = (self.sets.all(a), self.sets.all(b));
        let mut shared = 0;
        while let (Some(a), Some(b)) = (left.first(), right.first()) {
            shared += if a == b { u32::from(self.weights[*a as usize]) } else { 0 };
            left = &left[usize::from(a <= b)..];
            right = &right[usize::from(b <= a)..];
        }
        shared
    }

    /// The weight of the tokens of a set behind its row.
    #[inline]
    fn rest(&self, line: &Line) -> u32 {
        let rest = self.sets.all(line).iter().skip(ROW);
        rest.map(|token| u32::from(self.weights[*token as usize])).sum()
    }

    /// True where two sets that share so much weight are worth proposing.
    #[inline]
    fn are_alike(&self, shared: u32, sums: (&Sum, &Sum)) -> bool {
        let beyond = sums.0.days_apart(sums.1) > self.window;
        reaches(shared, sums, if beyond { LEAST_BEYOND_WINDOW } else { self.effort.least })
    }
}

/// True where the weighted Jaccard similarity, `shared / (both - shared)`, is high enough.
#[inline]
fn reaches(shared: u32, (a, b): (&Sum, &Sum), least: u32) -> bool {
    let (shared, both) = (u64::from(shared), u64::from(a.total) + u64::from(b.total));
    shared * u64::from(1000 + least) >= both * u64::from(least)
}
