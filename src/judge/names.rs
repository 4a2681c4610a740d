//! Names that were put for other names, or changed places, in titles that are equal otherwise.
//!
//! `Lakrax shares rise after brokers lift their target` comes back for every company, and `Lakrax sues
//! Rostev` is not `Rostev sues Lakrax`. Who reads both sees two items at once, however rare the other
//! words are. A machine does not know `Lakrax`: the title is in headline case, or the name opens it, and
//! the corpus has it once. So a word is taken for a name where capitals say so, and also where they
//! cannot say otherwise, if it is rare in the corpus and no word of everyday headlines. Two rare words
//! may still be a slip of the hand, or two words for one thing; hence the rest has to be equal, but for
//! words that add nothing (`today`, `officials say`) and synonyms.

use super::comparison::{Comparison, LoneWord, SharedWord};
use super::spelling;
use crate::normalize::{Title, Vocabulary, Word};
use crate::weigh::{WEIGHT_UNIT, is_everyday};

/// Shared words, numbers aside, below which equal words prove little.
const FEWEST: usize = 3;
/// Lone words of a side beyond which the rest of the titles is not equal: the name, and two that add nothing.
const MOST_LONE: usize = 3;
/// Bits from which a word that may be a name is rare.
const RARE: u32 = 10 * WEIGHT_UNIT;
/// Bits up to which an everyday word adds nothing.
const LIGHT: u32 = 9 * WEIGHT_UNIT;

/// What names say against a pair.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameConflict {
    /// One name stands for another in the same place.
    pub replaced: bool,
    /// Two names have changed sides of a verb.
    pub exchanged: bool,
}

impl NameConflict {
    /// Reads it off a pair whose words are parted.
    pub(super) fn of(pair: &Comparison) -> Self {
        let names = Names { pair, vocabulary: pair.vocabulary };
        Self { replaced: names.replaced(), exchanged: names.exchanged() }
    }
}

struct Names<'a> {
    pair: &'a Comparison<'a>,
    vocabulary: &'a Vocabulary,
}

impl Names<'_> {
    fn replaced(&self) -> bool {
        self.replaced_by_another() || self.replaced_by_a_shared_one()
    }

    /// What costs least to see comes first: most pairs share too little for a name to be all that differs.
    fn replaced_by_another(&self) -> bool {
        let like_a_name = |lone: &LoneWord| is_like_a_name(lone.word, lone.weight);
        let named = |lone: &[LoneWord]| lone.len() <= MOST_LONE && lone.iter().any(like_a_name);
        if !self.rest_may_be_equal() || !named(&self.pair.only_a) || !named(&self.pair.only_b) {
            return false;
        }
        let (Some(a), Some(b)) = (self.only_telling(true), self.only_telling(false)) else {
            return false;
        };
        let text = |lone: &LoneWord| self.vocabulary.text(lone.word.token);
        in_turn(self.pair.shared.iter().map(|shared| shared.places.1))
            && self.same_place(a, b)
            && self.is_name(a.word, a.weight)
            && self.is_name(b.word, b.weight)
            && !spelling::may_be_slip(text(a), text(b))
    }

    /// The one of a side's few lone words that tells something; none where there are more.
    fn only_telling(&self, first: bool) -> Option<&LoneWord> {
        let (own, others) = (&self.pair.only_a, &self.pair.only_b);
        let (own, others) = if first { (own, others) } else { (others, own) };
        let mut telling = own.iter().filter(|lone| !self.is_idle(lone, others));
        telling.next().filter(|_| telling.next().is_none())
    }

    /// An everyday word that adds nothing, or one that the other title has in another word.
    fn is_idle(&self, lone: &LoneWord, others: &[LoneWord]) -> bool {
        let word = lone.word;
        let light = || lone.weight <= LIGHT && is_everyday(self.vocabulary.hash(word.token));
        let said = || others.iter().any(|other| self.are_synonyms(other.word, word));
        !word.name() && !word.numeric() && (light() || said())
    }

    fn is_name(&self, word: Word, weight: u32) -> bool {
        let everyday = || is_everyday(self.vocabulary.hash(word.token));
        is_like_a_name(word, weight) && (word.name() || !everyday())
    }

    /// Enough words, all in the same form, and the same stop words: the rest is equal where they are in order, too.
    fn rest_may_be_equal(&self) -> bool {
        let (shared, titles) = (&self.pair.shared, (&self.pair.a.title, &self.pair.b.title));
        titles.0.stop_words == titles.1.stop_words
            && shared.iter().all(|shared| shared.same_form)
            && shared.iter().filter(|shared| !shared.word.numeric()).count() >= FEWEST
    }

    /// `Canada sues Texas in Texas` beside `Maine sues Texas in Texas`, or beside `Texas sues Texas in
    /// Texas`: all words are equal but for one place, and what stands there in one stands elsewhere, too.
    fn replaced_by_a_shared_one(&self) -> bool {
        let (a, b) = (&self.pair.a.title, &self.pair.b.title);
        let (left, right) = (a.words(), b.words());
        let mut differ = left.iter().zip(right).filter(|(a, b)| !is_equal(**a, **b));
        let Some((x, y)) = differ.next() else { return false };
        let only = differ.next().is_none() && left.len() == right.len();
        only && left.len() > FEWEST
            && a.stop_words == b.stop_words
            && (x.name() && y.name() && !x.marked() && !y.marked() && x.token != y.token)
            && !self.are_synonyms(*x, *y)
            && self.pair.only_a.len() + self.pair.only_b.len() < 2
    }

    /// The same word before, or both open their title, or the same word behind.
    fn same_place(&self, a: &LoneWord, b: &LoneWord) -> bool {
        let ([before, behind], [other_before, other_behind]) =
            (self.pair.beside(a, true), self.pair.beside(b, false));
        before == other_before || (behind.is_some() && behind == other_behind)
    }

    fn exchanged(&self) -> bool {
        let mut lone = self.pair.only_a.iter().chain(&self.pair.only_b);
        let plain = |lone: &LoneWord| !lone.word.numeric() && !self.is_name(lone.word, lone.weight);
        let shared = &self.pair.shared;
        !self.pair.in_one_order()
            && shared.iter().any(|x| shared.iter().any(|y| self.around_one_verb(x, y)))
            && lone.all(plain)
    }

    /// `x` stands before a word and `y` behind it in one title, and the other way round in the other one.
    fn around_one_verb(&self, x: &SharedWord, y: &SharedWord) -> bool {
        let around = x.places.0 + 2 == y.places.0 && y.places.1 + 2 == x.places.1;
        let named = |shared: &SharedWord| self.is_name(shared.word, shared.weight);
        around
            && named(x)
            && named(y)
            && self.is_one_verb(x.places.0 + 1, y.places.1 + 1)
            && self.in_turn_but_for(x, y)
    }

    /// The words at these places are one, or stand for one another: with the same stop words beside them,
    /// since `sued by` turns the sides of `sues`.
    fn is_one_verb(&self, here: usize, there: usize) -> bool {
        let (a, b) = (&self.pair.a.title, &self.pair.b.title);
        let (here, there) = (a.words()[here], b.words()[there]);
        self.may_be_verb(here, a)
            && self.may_be_verb(there, b)
            && (is_equal(here, there) || a.stop_words == b.stop_words)
            && (here.token == there.token || self.stands_for(here, there))
    }

    /// `New York, New Jersey` has no verb, and in `Chiefs vs. Bills` no side matters.
    fn may_be_verb(&self, word: Word, title: &Title) -> bool {
        let once = || title.words().iter().filter(|other| other.token == word.token).count() == 1;
        let even = || matches!(self.vocabulary.text(word.token), "vs" | "v" | "versus" | "x");
        !word.name() && !word.numeric() && once() && !even()
    }

    fn stands_for(&self, here: Word, there: Word) -> bool {
        let text = |word: Word| self.vocabulary.text(word.token);
        self.are_synonyms(here, there) || spelling::may_be_slip(text(here), text(there))
    }

    fn are_synonyms(&self, here: Word, there: Word) -> bool {
        let groups = |word: Word| self.vocabulary.synonyms(word);
        groups(here) & groups(there) != 0
    }

    /// The shared words are in order once two have changed places again.
    fn in_turn_but_for(&self, x: &SharedWord, y: &SharedWord) -> bool {
        let place = |word| self.pair.shared.iter().position(|shared| shared == word);
        let mut places: Vec<usize> =
            self.pair.shared.iter().map(|shared| shared.places.1).collect();
        if let Some((x, y)) = place(x).zip(place(y)) {
            places.swap(x, y);
        }
        in_turn(places.into_iter())
    }
}

/// The same word in the same form.
fn is_equal(here: Word, there: Word) -> bool {
    here.token == there.token && here.has_form_of(there)
}

/// All that can be seen of a name without a look at the word.
fn is_like_a_name(word: Word, weight: u32) -> bool {
    let plain = !word.numeric() && !word.marked();
    plain && (word.name() || (word.unsaid() && weight >= RARE))
}

/// Different places in order, but that the end may have been brought to the front: `3 4 0 1 2`.
fn in_turn(mut places: impl Iterator<Item = usize>) -> bool {
    let Some(first) = places.next() else { return true };
    let (mut last, mut falls) = (first, 0);
    for place in places.chain([first]) {
        falls += usize::from(place < last);
        last = place;
    }
    falls <= 1
}

#[cfg(test)]
mod tests {
    use super::in_turn;

    #[test]
    fn the_end_may_come_first() {
        for places in [&[][..], &[4], &[1, 5, 9], &[7, 9, 1, 3], &[5, 2]] {
            assert!(in_turn(places.iter().copied()), "{places:?}");
        }
        for places in [&[3, 2, 1][..], &[1, 3, 2], &[7, 9, 1, 8], &[2, 1, 4, 3]] {
            assert!(!in_turn(places.iter().copied()), "{places:?}");
        }
    }
}
