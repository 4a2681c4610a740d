//! The sets of one leaf, each compared with each.
//!
//! The tokens of all members of some leaves are first gathered side by side, shortened to fourteen bits. Then one member
//! after the other writes the weights of its tokens into a small table, and what a later member shares
//! with it is at most the sum of what the table says of that member's tokens: thirteen look-ups a pair in
//! the fastest memory there is, without a branch, where merging two sorted lists would guess wrong at every
//! step. What passes and did not meet in an earlier tree is compared exactly; nothing rests on an estimate.

use super::forest::Forest;
use super::seats::{Places, Seats};
use super::sets::{ROW, Row};
use super::{LEAST_BEYOND_WINDOW, Pair};

/// Trees that compare sets outside the window as well: what has to be nearly equal there meets in four of five
/// trees.
const TREES_AFAR: usize = 4;
/// Cells of the table: a power of two.
const CELLS: usize = 1 << 14;

/// A part of a tree's order whose sets agree in every slot that was asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leaf {
    start: u32,
    end: u32,
    /// More than two slots were needed.
    pub is_deep: bool,
    /// Over the bound.
    pub is_wide: bool,
}

impl Leaf {
    /// A group of the first slot.
    pub fn whole(start: u32, end: u32) -> Self {
        Self { start, end, is_deep: false, is_wide: false }
    }

    /// A part of a group, of sets that agree in so many slots.
    pub fn part(start: u32, end: u32, depth: usize) -> Self {
        Self { is_deep: depth > 2, ..Self::whole(start, end) }
    }

    /// A part over the bound that is not split further.
    pub fn wide(start: u32, end: u32, depth: usize) -> Self {
        Self { is_wide: true, ..Self::part(start, end, depth) }
    }

    /// How many sets it has.
    pub fn len(&self) -> usize {
        (self.end - self.start) as usize
    }

    /// True where a reach leaves some of its pairs out.
    pub fn is_cut(&self, reach: usize) -> bool {
        self.is_wide && self.len() > reach
    }

    /// Its sets in the order of the tree.
    pub fn of<'a>(&self, order: &'a [u32]) -> &'a [u32] {
        &order[self.start as usize..self.end as usize]
    }
}

/// Holds leaves and keeps the pairs that are similar enough and did not meet before.
pub(super) struct Meeting<'a> {
    forest: &'a Forest<'a>,
    seats: &'a Seats,
    /// The tree.
    tree: usize,
    /// How many following members a set meets in a leaf over the bound.
    reach: usize,
    /// Sets outside the window are compared, too.
    meets_afar: bool,
    /// The weight of each token of the set at hand; tokens that share a cell are added up.
    table: Box<[u32]>,
    rows: Vec<Row>,
    cells: Vec<[u16; ROW]>,
    /// Places of members that may be similar enough to the set at hand.
    likely: Vec<u32>,
    /// The pairs kept.
    pairs: Vec<Pair>,
    /// Comparisons made.
    compared: u64,
    /// Sets that did not meet all that stand near them.
    cut: Vec<u32>,
}

impl<'a> Meeting<'a> {
    /// For the leaves of a tree; `seats` are those in the trees before it.
    pub fn new(forest: &'a Forest<'a>, (seats, tree): (&'a Seats, usize), reach: usize) -> Self {
        Self {
            forest,
            seats,
            tree,
            reach,
            meets_afar: tree < TREES_AFAR,
            table: vec![0; CELLS + ROW].into(),
            rows: Vec::new(),
            cells: Vec::new(),
            likely: Vec::new(),
            pairs: Vec::new(),
            compared: 0,
            cut: Vec::new(),
        }
    }

    /// The pairs kept, the number of comparisons, and the sets that were cut short.
    pub fn into_found(self) -> (Vec<Pair>, u64, Vec<u32>) {
        (self.pairs, self.compared, self.cut)
    }

    /// Compares the sets of each leaf.
    pub fn hold(&mut self, leaves: &[Leaf], order: &[u32]) {
        let sets: Vec<u32> = leaves.iter().flat_map(|leaf| leaf.of(order)).copied().collect();
        self.forest.sets.gather(&sets, &mut self.rows);
        self.shorten();
        let mut start = 0;
        for leaf in leaves {
            let end = start + leaf.of(order).len();
            let reach = if leaf.is_wide { self.reach } else { usize::MAX };
            let near = !self.meets_afar && self.rows[start..end].iter().all(Row::is_dated);
            for place in start..end - 1 {
                let mut last = end;
                if near {
                    last = self.last_near(place, last);
                }
                if last - place - 1 > reach {
                    last = place + 1 + reach;
                    self.cut.push(sets[place]);
                }
                if last > place + 1 {
                    self.meet(place, last, &sets);
                }
            }
            start = end;
        }
    }

    /// The end of those behind `place`, and before `last`, that lie within the window. Sets stand in the order
    /// of their first day.
    fn last_near(&self, place: usize, last: usize) -> usize {
        let behind = &self.rows[place + 1..last];
        let own = &self.rows[place];
        place + 1 + behind.partition_point(|row| own.days_apart(row) <= self.forest.window)
    }

    /// Compares a member with those behind it, and before `last`.
    fn meet(&mut self, place: usize, last: usize, sets: &[u32]) {
        self.enter(place);
        self.sift(place, last, self.rest(place, sets[place]));
        for cell in self.cells[place] {
            self.table[usize::from(cell)] = 0;
        }
        self.keep(place, sets);
    }

    /// The cells of the members' tokens. What fills up a row has cells of its own.
    fn shorten(&mut self) {
        let filling = self.forest.sets.filling();
        let cell = |place: usize, token: u32| {
            let cell = if token == filling { CELLS + place } else { token as usize % CELLS };
            cell as u16
        };
        let cells = |row: &Row| std::array::from_fn(|place| cell(place, row.tokens[place]));
        self.cells.clear();
        self.cells.extend(self.rows.iter().map(cells));
    }

    /// Writes the weights of a member's tokens.
    fn enter(&mut self, place: usize) {
        for (cell, token) in self.cells[place].iter().zip(self.rows[place].tokens) {
            self.table[usize::from(*cell)] += u32::from(self.forest.weights[token as usize]);
        }
    }

    /// Weight of the tokens that are not in a member's row: taken as shared, since there are few such sets.
    fn rest(&self, place: usize, set: u32) -> u32 {
        let rest = self.forest.sets.rest(set, &self.rows[place]).iter();
        rest.map(|token| u32::from(self.forest.weights[*token as usize])).sum()
    }

    /// Notes the members behind `place`, and before `last`, that may be similar to the one in the table.
    fn sift(&mut self, place: usize, last: usize, rest: u32) {
        let filling = self.forest.sets.filling();
        let own = &self.rows[place];
        let table = &*self.table;
        self.likely.resize(last - place - 1, 0);
        let mut count = 0;
        let behind = place + 1..last;
        let members = self.rows[behind.clone()].iter().zip(&self.cells[behind.clone()]);
        for (other, (row, cells)) in behind.zip(members) {
            let mut shared = rest;
            for cell in cells {
                shared += table[usize::from(*cell)];
            }
            // A longer set may share more than its row shows.
            let longer = row.tokens[ROW - 1] != filling;
            let likely = self.forest.are_alike(shared, (own, row)) | longer;
            self.likely[count] = other as u32;
            count += usize::from(likely);
        }
        self.compared += (last - place - 1) as u64;
        self.likely.truncate(count);
    }

    /// Keeps the pairs of `place` and what was noted that are new and similar enough.
    fn keep(&mut self, place: usize, sets: &[u32]) {
        for other in &self.likely {
            let pair = (sets[place], sets[*other as usize]);
            let rows = (&self.rows[place], &self.rows[*other as usize]);
            let places = Places::of(rows.0, rows.1);
            let shared = self.forest.shared(pair, rows, &places);
            if self.forest.are_alike(shared, rows) && !self.met(pair, &places) {
                self.pairs.push(pair);
            }
        }
    }

    /// True where some tree before this one had both in one leaf.
    #[inline]
    fn met(&self, (a, b): Pair, places: &Places) -> bool {
        let seats = |set: u32| self.seats.before(self.tree, set);
        places.met(seats(a), seats(b))
    }
}

impl Forest<'_> {
    /// True where two sets are similar enough to be proposed whatever their days.
    pub fn are_nearly_equal(&self, pair: Pair) -> bool {
        let rows = (self.sets.row(pair.0), self.sets.row(pair.1));
        let shared = self.shared(pair, rows, &Places::of(rows.0, rows.1));
        reaches(shared, rows, LEAST_BEYOND_WINDOW)
    }

    /// The weight that two sets share.
    fn shared(&self, (a, b): Pair, (left, right): (&Row, &Row), places: &Places) -> u32 {
        let (behind, there) = (self.sets.rest(a, left), self.sets.rest(b, right));
        let weight = |token: u32| u32::from(self.weights[token as usize]);
        let mut shared: u32 = places.shared(left).map(weight).sum();
        if !(behind.is_empty() && there.is_empty()) {
            let apart =
                behind.iter().filter(|token| right.tokens.contains(token) || there.contains(token));
            let across = there.iter().filter(|token| left.tokens.contains(token));
            shared += apart.chain(across).map(|token| weight(*token)).sum::<u32>();
        }
        shared
    }

    /// True where two sets that share so much weight are worth proposing.
    #[inline]
    fn are_alike(&self, shared: u32, rows: (&Row, &Row)) -> bool {
        let beyond = rows.0.days_apart(rows.1) > self.window;
        reaches(shared, rows, if beyond { LEAST_BEYOND_WINDOW } else { self.effort.least })
    }
}

/// True where the weighted Jaccard similarity, `shared / (both - shared)`, is high enough.
#[inline]
fn reaches(shared: u32, (a, b): (&Row, &Row), least: u32) -> bool {
    let (shared, both) = (u64::from(shared), u64::from(a.total) + u64::from(b.total));
    shared * u64::from(1000 + least) >= both * u64::from(least)
}
