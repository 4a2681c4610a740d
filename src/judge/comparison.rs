//! Two titles side by side: what both have, what only one has, and how numbers and order stand.
//!
//! Made once per pair; every piece of evidence, every veto and every sentence reads from it. Words that
//! are one word in two spellings count as shared.

use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

use super::company::Others;
use super::exchange::Exchange;
use super::names::NameConflict;
use super::numbers::{NumberRelation, relate};
use super::spelling;
use super::{Judge, Subject};
use crate::normalize::{Number, Title, Vocabulary, Word, first_places, saying};
use crate::weigh::{Company, Overlap, Shape, Weights};

/// A pair laid side by side.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    /// One side.
    pub a: Rc<Subject>,
    /// The other side.
    pub b: Rc<Subject>,
    /// Shared weight, words in two spellings included.
    pub overlap: Overlap,
    /// Different words of either side.
    sizes: (usize, usize),
    /// Words of both sides, in the first side's order, with their place on each side.
    pub shared: Vec<SharedWord>,
    /// Words of the first side only, in order, each once.
    pub only_a: Vec<LoneWord>,
    /// Words of the second side only.
    pub only_b: Vec<LoneWord>,
    /// The numbers.
    pub numbers: NumberRelation,
    /// In which company the shared words stand, once somebody asks. Like all that is kept here it depends on the
    /// titles alone: a comparison serves others with the same two titles.
    others: OnceCell<Others>,
    company: &'a Company<'a>,
    /// The words of both titles.
    pub vocabulary: &'a Vocabulary,
    names: OnceCell<NameConflict>,
    /// The caller's first subject is side `b`.
    swapped: bool,
}

/// A word that both titles have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SharedWord {
    /// The word as the first title has it.
    pub word: Word,
    /// First place in each title.
    pub places: (usize, usize),
    /// Weight of the token.
    pub weight: u32,
    /// The same form, not just the same stem.
    pub same_form: bool,
}

/// A word that only one title has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoneWord {
    /// The word.
    pub word: Word,
    /// Weight of the token.
    pub weight: u32,
    /// Shape of the token.
    pub(super) shape: Shape,
}

impl LoneWord {
    fn new(word: Word, weights: &Weights) -> Self {
        let (weight, shape) = (weights.of(word.token), weights.shape(word.token));
        Self { word, weight, shape }
    }
}

impl<'a> Comparison<'a> {
    /// Lays two subjects side by side. Which of them becomes side `a` depends on the titles alone,
    /// so that everything read from a comparison is symmetric.
    pub fn new(first: &Rc<Subject>, second: &Rc<Subject>, judge: &Judge<'a>) -> Self {
        let swapped = first.title.key > second.title.key;
        let (a, b) = if swapped { (second, first) } else { (first, second) };
        let mut pair = Self {
            a: Rc::clone(a),
            b: Rc::clone(b),
            overlap: Overlap::default(),
            sizes: (0, 0),
            shared: Vec::with_capacity(a.title.words().len()),
            only_a: Vec::new(),
            only_b: Vec::new(),
            numbers: relate(&a.title, &b.title),
            others: OnceCell::new(),
            company: judge.company,
            vocabulary: judge.vocabulary,
            names: OnceCell::new(),
            swapped,
        };
        pair.part_words(judge.weights);
        pair.join_spellings(judge.vocabulary);
        pair
    }

    fn part_words(&mut self, weights: &Weights) {
        let (left, right) = (self.a.title.words(), self.b.title.words());
        for (place, word) in first_places(left) {
            let weight = weights.of(word.token);
            self.overlap.a += weight;
            match right.iter().position(|other| other.token == word.token) {
                Some(there) => {
                    let same_form = right[there].has_form_of(word);
                    let places = (place, there);
                    self.overlap.shared += weight;
                    self.shared.push(SharedWord { word, places, weight, same_form });
                }
                None => self.only_a.push(LoneWord::new(word, weights)),
            }
        }
        self.overlap.b = self.overlap.shared;
        let is_shared = |place: usize| self.shared.iter().any(|word| word.places.1 == place);
        for (_, word) in first_places(right).filter(|(place, _)| !is_shared(*place)) {
            let lone = LoneWord::new(word, weights);
            self.overlap.b += lone.weight;
            self.only_b.push(lone);
        }
        let shared = self.shared.len();
        self.sizes = (shared + self.only_a.len(), shared + self.only_b.len());
    }

    /// Takes words that are one word in two spellings from the lone ones.
    fn join_spellings(&mut self, vocabulary: &Vocabulary) {
        let text = |lone: &LoneWord| vocabulary.text(lone.word.token);
        let mut at = 0;
        while at < self.only_a.len() {
            let lone = self.only_a[at];
            let is_close = |other: &LoneWord| {
                spelling::may_be_close(lone.shape, other.shape)
                    && spelling::close(text(&lone), text(other))
            };
            let found = self.only_b.iter().position(is_close);
            if let Some(there) = found.filter(|_| !lone.word.numeric()) {
                let other = self.only_b.remove(there);
                self.only_a.remove(at);
                self.overlap.shared += lone.weight.min(other.weight);
            } else {
                at += 1;
            }
        }
        join_compounds(&mut self.only_a, &mut self.only_b, vocabulary, &mut self.overlap);
        join_compounds(&mut self.only_b, &mut self.only_a, vocabulary, &mut self.overlap);
    }

    /// In which company the shared words stand.
    pub fn others(&self) -> Others {
        *self.others.get_or_init(|| Others::of(self, self.company))
    }

    /// How many other titles share the same words.
    pub fn other_titles(&self) -> u64 {
        Others::all_titles(self, self.company)
    }

    /// What names say against the pair.
    pub fn names(&self) -> NameConflict {
        *self.names.get_or_init(|| NameConflict::of(self))
    }

    /// What belongs to side `a` and side `b`, in the caller's order.
    pub fn in_order<T>(&self, a: T, b: T) -> (T, T) {
        if self.swapped { (b, a) } else { (a, b) }
    }

    /// True where both titles have the same words, numbers included, however ordered.
    pub fn same_words(&self) -> bool {
        self.only_a.is_empty() && self.only_b.is_empty()
    }

    /// True where the titles differ in nothing but numbers, weekdays and words with an opposite.
    pub fn same_but_for_marked(&self) -> bool {
        let marked = |lone: &LoneWord| lone.word.marked() || lone.word.numeric();
        self.only_a.iter().chain(&self.only_b).all(marked)
    }

    /// Days between the two, where both are dated.
    pub fn days_apart(&self) -> Option<u64> {
        Some(self.a.day?.abs_diff(self.b.day?))
    }

    /// Days between the publication of the two, where both are known.
    pub fn published_apart(&self) -> Option<u64> {
        Some(self.a.published?.abs_diff(self.b.published?))
    }

    /// Hours between the publication of the two, where both are known to the hour.
    pub fn hours_apart(&self) -> Option<u64> {
        Some(self.a.hour?.abs_diff(self.b.hour?))
    }

    /// True where the sources are known and the same.
    pub fn same_source(&self) -> bool {
        self.a.source.is_some() && self.a.source == self.b.source
    }

    /// True where both have the same URL.
    pub fn same_url(&self) -> bool {
        self.a.url.is_some() && self.a.url == self.b.url
    }

    /// True where both titles read the same, word for word, and were published within days: a run folds
    /// these without asking the judge.
    pub fn reads_the_same(&self) -> bool {
        self.a.title.key == self.b.title.key
            && !self.a.title.words().is_empty()
            && self.a.is_near(&self.b)
    }

    /// Content words of the shorter title.
    pub fn shorter(&self) -> usize {
        self.sizes.0.min(self.sizes.1)
    }

    /// Both have the same words in the same order, but that two blocks have changed places around a
    /// middle that stays as it is: `Google sues Oracle`, `Oracle sues Google`; or two neighbors beside a
    /// score. A list in another order or a sentence turned round moves more than two blocks, or
    /// neighbors, or changes forms.
    pub fn exchanged_roles(&self) -> bool {
        if self.in_one_order() {
            return false;
        }
        let places: Vec<usize> = self.shared.iter().map(|word| word.places.1).collect();
        let Some(exchange) = Exchange::of(&places) else { return false };
        let Exchange { first, middle, last } = &exchange;
        if middle.is_empty() {
            return self.same_forms() && exchange.is_even() && self.beside_a_score(first, last);
        }
        let stays = self.shared[middle.clone()].iter().all(|word| word.same_form);
        let single = first.len() == 1 && last.len() == 1;
        stays && (single || (self.same_forms() && exchange.is_even() && !self.tells(middle)))
    }

    /// The shared words stand in the same order in both.
    pub(super) fn in_one_order(&self) -> bool {
        self.shared.is_sorted_by_key(|word| word.places.1)
    }

    /// The same words in the same forms, stop words too, however ordered.
    fn same_forms(&self) -> bool {
        self.a.title.forms == self.b.title.forms
    }

    /// A verb of saying may go before what is said or behind it: `says Smith`.
    fn tells(&self, middle: &Range<usize>) -> bool {
        self.shared[middle.clone()]
            .iter()
            .any(|word| self.vocabulary.synonyms(word.word) & saying() != 0)
    }

    /// Both titles have an uneven score directly behind the two blocks, or directly before them.
    fn beside_a_score(&self, first: &Range<usize>, last: &Range<usize>) -> bool {
        let token = |place: usize| Some(self.shared[place].word.token);
        let scored = |title: &Title, opens: usize, closes: usize| {
            let score = |number: &&Number| number.is_uneven_score();
            let beside = |number: &Number| {
                number.beside[0] == token(closes) || number.beside[1] == token(opens)
            };
            title.numbers().iter().filter(score).any(beside)
        };
        scored(&self.a.title, first.start, last.end - 1)
            && scored(&self.b.title, last.start, first.end - 1)
    }

    /// Exactly one word differs, and it stands between the same neighbors.
    pub fn replaced(&self) -> Option<(&LoneWord, &LoneWord)> {
        let ([a], [b]) = (&self.only_a[..], &self.only_b[..]) else { return None };
        let plain = !a.word.numeric() && !b.word.numeric();
        (plain && self.beside(a, true) == self.beside(b, false)).then_some((a, b))
    }

    /// The tokens around a lone word.
    pub(super) fn beside(&self, lone: &LoneWord, first: bool) -> [Option<u32>; 2] {
        let words = if first { self.a.title.words() } else { self.b.title.words() };
        let at = words.iter().position(|word| word.token == lone.word.token).unwrap_or(0);
        let token = |place: Option<usize>| place.and_then(|p| words.get(p)).map(|word| word.token);
        [token(at.checked_sub(1)), token(Some(at + 1))]
    }

    /// Two words have changed sides of a third that stands in the same form: `A sues B`, `B sues A`.
    pub fn reversed(&self) -> bool {
        let mut words: Vec<&SharedWord> =
            self.shared.iter().filter(|w| !w.word.numeric()).collect();
        let here = turned(&words, |word| word.places);
        words.sort_by_key(|word| word.places.1);
        here || turned(&words, |word| (word.places.1, word.places.0))
    }
}

/// Three neighbors on one side that stand the other way round on the other.
fn turned(words: &[&SharedWord], places: impl Fn(&SharedWord) -> (usize, usize)) -> bool {
    words.windows(3).any(|three| {
        let [x, verb, y] = three else { return false };
        let (before, at, after) = (places(x), places(verb), places(y));
        let adjacent = at.0 == before.0 + 1 && after.0 == at.0 + 1;
        adjacent && after.1 < at.1 && at.1 < before.1 && verb.same_form
    })
}

/// Takes `cellphone` from `whole` and `cell`, `phone` from `parts`.
fn join_compounds(
    whole: &mut Vec<LoneWord>,
    parts: &mut Vec<LoneWord>,
    vocabulary: &Vocabulary,
    overlap: &mut Overlap,
) {
    let text = |lone: &LoneWord| vocabulary.text(lone.word.token);
    whole.retain(|lone| {
        let joins = |two: &[LoneWord]| {
            lone.shape.may_join(two[0].shape, two[1].shape)
                && spelling::joined(text(lone), text(&two[0]), text(&two[1]))
        };
        let Some(at) = parts.windows(2).position(joins) else { return true };
        let weight = parts[at].weight + parts[at + 1].weight;
        parts.drain(at..at + 2);
        overlap.shared += lone.weight.min(weight);
        false
    });
}
