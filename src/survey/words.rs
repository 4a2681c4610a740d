//! Every different word of a corpus with its counts and its sample, behind one another.
//!
//! Words stand in the order of their English tokens' hashes, and of their texts where these are equal: parts
//! merge without a map, and who asks by token finds the forms of one side by side.

use super::fellows::{SAMPLE, merged};
use super::stats::WordCount;
use crate::normalize::texts::Texts;

/// Words by place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    texts: Texts,
    counts: Vec<WordCount>,
    /// Where the sample of each ends. Stop words have none.
    ends: Vec<u32>,
    /// The samples, each ascending.
    places: Vec<u32>,
}

impl Words {
    /// Adds a word behind all that come before it. What is more than a sample is left out.
    pub(super) fn push(&mut self, text: &str, count: WordCount, sample: &[u32]) {
        self.texts.push(text);
        self.counts.push(count);
        self.places.extend_from_slice(&sample[..sample.len().min(SAMPLE)]);
        self.ends.push(self.places.len() as u32);
    }

    /// Room for so many words and places in samples.
    pub(super) fn with_room(words: usize, places: usize) -> Self {
        Self {
            texts: Texts::default(),
            counts: Vec::with_capacity(words),
            ends: Vec::with_capacity(words),
            places: Vec::with_capacity(places),
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.counts.len()
    }

    /// The word in this place.
    pub(super) fn get(&self, place: usize) -> (&str, WordCount, &[u32]) {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        let sample = &self.places[start..self.ends[place] as usize];
        (self.texts.get(place), self.counts[place], sample)
    }

    /// All words in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, WordCount, &[u32])> {
        (0..self.len()).map(|place| self.get(place))
    }

    /// The places of all samples.
    pub(super) fn places(&mut self) -> &mut [u32] {
        &mut self.places
    }

    /// The words of both. The places of their samples must mean the same.
    pub(super) fn merge(&self, other: &Self) -> Self {
        let room = self.places.len() + other.places.len();
        let mut all = Self::with_room(self.len().max(other.len()), room);
        let (mut own, mut others) = (self.iter().peekable(), other.iter().peekable());
        let key = |(text, count, _): &(_, WordCount, _)| (count.token, *text);
        while let Some(next) = own.peek().into_iter().chain(others.peek()).map(key).min() {
            let one = own.next_if(|word| key(word) == next);
            let two = others.next_if(|word| key(word) == next);
            match (one, two) {
                (Some((text, count, sample)), Some((_, more, others))) => {
                    all.push(text, count.and(more), &merged(sample, others));
                }
                (Some((text, count, sample)), None) | (None, Some((text, count, sample))) => {
                    all.push(text, count, sample);
                }
                (None, None) => {}
            }
        }
        all
    }
}

impl<'a> FromIterator<(&'a str, WordCount, &'a [u32])> for Words {
    /// Words in any order, each once.
    fn from_iter<I: IntoIterator<Item = (&'a str, WordCount, &'a [u32])>>(words: I) -> Self {
        let mut words: Vec<_> = words.into_iter().collect();
        words.sort_unstable_by(|a, b| (a.1.token, a.0).cmp(&(b.1.token, b.0)));
        let mut all = Self::with_room(words.len(), words.iter().map(|word| word.2.len()).sum());
        for (text, count, sample) in words {
            all.push(text, count, sample);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_make_the_whole() {
        let count = |titles, token| WordCount { titles, token, ..WordCount::default() };
        let left: Words =
            [("b", count(1, 5), &[2][..]), ("a", count(1, 9), &[]), ("d", count(2, 1), &[0, 2])]
                .into_iter()
                .collect();
        let right: Words =
            [("a", count(3, 9), &[][..]), ("c", count(1, 5), &[1]), ("d", count(1, 1), &[1])]
                .into_iter()
                .collect();
        let all = left.merge(&right);
        let expected = [
            ("d", count(3, 1), &[0, 1, 2][..]),
            ("b", count(1, 5), &[2]),
            ("c", count(1, 5), &[1]),
            ("a", count(4, 9), &[]),
        ];
        assert_eq!(all.iter().collect::<Vec<_>>(), expected);
        assert_eq!(all, right.merge(&left));
        assert_eq!(Words::default().merge(&all), all);
    }
}
