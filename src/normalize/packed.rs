//! A title as a run of numbers: in which form all titles of a run are kept.
//!
//! A title in memory of its own is some 250 bytes in two or three pieces; packed it is a third of that, and the
//! titles of a run stand one behind the other, in memory or in a file. Layout, in numbers of 32 bits: the marks;
//! how many words there are, and how many of them are content words; `forms`, `stop_words` and `text`; the
//! words, two numbers each; then, where the marks say so, opposites, genres and figures. What can be computed
//! from these is left out.

use super::date::{Day, Weekdays};
use super::draft::Kind;
use super::number::{Number, Unit};
use super::opposites::Opposites;
use super::title::{Figures, MARKS, Title, Word};
use super::vocabulary::{Renumbered, TokenId};

/// The lowest bits of the marks are one more than the kind, 0 for none.
const KIND: u32 = 0xFF;
const NEGATED: u32 = 1 << 8;
const TRUNCATED: u32 = 1 << 9;
const REVISED: u32 = 1 << 10;
const ASKS: u32 = 1 << 11;
const LIVE: u32 = 1 << 12;
const DEATHS: u32 = 1 << 13;
const WITH_OPPOSITES: u32 = 1 << 14;
const WITH_GENRES: u32 = 1 << 15;
const WITH_FIGURES: u32 = 1 << 16;

/// Numbers in front of the words.
const HEAD: usize = 8;
/// Numbers that a [`Number`] takes.
const NUMBER: usize = 6;
/// Numbers that a [`Day`] takes.
const DAY: usize = 2;
/// Stands for a token or a year that is not there.
const NONE: u32 = u32::MAX;

/// Adds a title to what is packed.
pub(crate) fn pack(title: &Title, into: &mut Vec<u32>) {
    into.extend([marks(title), title.words.len() as u32, title.content]);
    push_wide(title.forms, into);
    into.push(title.stop_words);
    push_wide(title.text, into);
    into.extend(title.words.iter().flat_map(|word| [word.token, word.form]));
    if title.opposites != Opposites::default() {
        title.opposites.sides().into_iter().for_each(|side| push_wide(side, into));
    }
    if title.genres != 0 {
        push_wide(title.genres, into);
    }
    if let Some(figures) = &title.figures {
        pack_figures(figures, into);
    }
}

fn marks(title: &Title) -> u32 {
    let mark = |holds: bool, mark: u32| if holds { mark } else { 0 };
    title.kind.map_or(0, |kind| kind as u32 + 1)
        | mark(title.negated, NEGATED)
        | mark(title.truncated, TRUNCATED)
        | mark(title.revised, REVISED)
        | mark(title.asks, ASKS)
        | mark(title.live, LIVE)
        | mark(title.deaths, DEATHS)
        | mark(title.opposites != Opposites::default(), WITH_OPPOSITES)
        | mark(title.genres != 0, WITH_GENRES)
        | mark(title.figures.is_some(), WITH_FIGURES)
}

fn pack_figures(figures: &Figures, into: &mut Vec<u32>) {
    let Figures { numbers, days, weekdays, mask, issue } = figures;
    into.extend([numbers.len() as u32, days.len() as u32, weekdays.0.into()]);
    push_wide(*mask, into);
    push_wide(*issue, into);
    for number in numbers {
        push_wide(number.value.cast_unsigned(), into);
        into.push(number.unit as u32 | u32::from(number.rough) << 8 | u32::from(number.about) << 9);
        into.extend(number.beside.map(|token| token.unwrap_or(NONE)));
    }
    for day in days {
        let of_year = u32::from(day.month) | u32::from(day.day) << 8 | u32::from(day.unsure) << 16;
        into.extend([day.year.map_or(NONE, u32::from), of_year]);
    }
}

fn push_wide(number: u64, into: &mut Vec<u32>) {
    into.extend([number as u32, (number >> 32) as u32]);
}

/// Reads the packed title in front, and leaves what stands behind it. `title` lends its memory.
pub(crate) fn unpack(packed: &[u32], title: &mut Title) {
    let mut from = Reader(packed);
    let marks = from.next();
    let (words, content) = (from.next() as usize, from.next());
    title.content = content;
    title.kind = Kind::ALL.get((marks & KIND).wrapping_sub(1) as usize).copied();
    title.negated = marks & NEGATED != 0;
    title.truncated = marks & TRUNCATED != 0;
    title.revised = marks & REVISED != 0;
    title.asks = marks & ASKS != 0;
    title.live = marks & LIVE != 0;
    title.deaths = marks & DEATHS != 0;
    title.forms = from.wide();
    title.stop_words = from.next();
    title.text = from.wide();
    title.words.clear();
    let word = |two: &[u32]| Word { token: two[0], form: two[1] };
    title.words.extend(from.take(2 * words).chunks_exact(2).map(word));
    title.opposites = match marks & WITH_OPPOSITES {
        0 => Opposites::default(),
        _ => Opposites::of_sides([from.wide(), from.wide()]),
    };
    title.genres = if marks & WITH_GENRES == 0 { 0 } else { from.wide() };
    title.figures = (marks & WITH_FIGURES != 0).then(|| {
        let mut figures = title.figures.take().unwrap_or_default();
        unpack_figures(&mut from, &mut figures);
        figures
    });
    title.set_key();
}

fn unpack_figures(from: &mut Reader, figures: &mut Figures) {
    let (numbers, days) = (from.next() as usize, from.next() as usize);
    figures.weekdays = Weekdays(from.next() as u8);
    figures.mask = from.wide();
    figures.issue = from.wide();
    figures.numbers.clear();
    figures.numbers.extend(from.take(NUMBER * numbers).chunks_exact(NUMBER).map(number));
    let day = |two: &[u32]| Day {
        year: (two[0] != NONE).then_some(two[0] as u16),
        month: two[1] as u8,
        day: (two[1] >> 8) as u8,
        unsure: two[1] >> 16 != 0,
    };
    figures.days.clear();
    figures.days.extend(from.take(DAY * days).chunks_exact(DAY).map(day));
}

fn number(packed: &[u32]) -> Number {
    let token = |place: usize| -> Option<TokenId> { Some(packed[place]).filter(|id| *id != NONE) };
    let said = packed[2];
    Number {
        value: (u64::from(packed[0]) | u64::from(packed[1]) << 32).cast_signed(),
        unit: Unit::ALL[(said & 0xFF) as usize],
        rough: said >> 8 & 1 == 1,
        about: said >> 9 & 1 == 1,
        beside: [token(3), token(4), token(5)],
    }
}

/// Reads numbers in order.
struct Reader<'a>(&'a [u32]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> &'a [u32] {
        let (taken, rest) = self.0.split_at(count);
        self.0 = rest;
        taken
    }

    fn next(&mut self) -> u32 {
        self.take(1)[0]
    }

    fn wide(&mut self) -> u64 {
        let two = self.take(2);
        u64::from(two[0]) | u64::from(two[1]) << 32
    }
}

/// Replaces the numbers of tokens and forms in a packed title after vocabularies were merged.
pub(crate) fn renumber(packed: &mut [u32], numbers: &Renumbered) {
    let Renumbered { tokens, forms } = numbers;
    let [marks, words, content] = [packed[0], packed[1], packed[2]];
    let (head, rest) = packed[HEAD..].split_at_mut(2 * words as usize);
    for (place, word) in (0..).zip(head.chunks_exact_mut(2)) {
        if place < content {
            word[0] = tokens[word[0] as usize];
        }
        word[1] = forms[(word[1] & !MARKS) as usize] | word[1] & MARKS;
    }
    if marks & WITH_FIGURES == 0 {
        return;
    }
    let behind = |mark: u32, length: usize| if marks & mark == 0 { 0 } else { length };
    let figures = &mut rest[behind(WITH_OPPOSITES, 4) + behind(WITH_GENRES, 2)..];
    let (head, numbers) = figures.split_at_mut(7);
    for number in numbers[..NUMBER * head[0] as usize].chunks_exact_mut(NUMBER) {
        for beside in number[3..].iter_mut().filter(|beside| **beside != NONE) {
            *beside = tokens[*beside as usize];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Entry;
    use crate::normalize::{Languages, Names, SiteNames, TitleBuilder};
    use crate::origin::Origin;

    const TITLES: [&str; 6] = [
        "",
        "Troops won’t leave Kabul by May 5, 2021, says NATO - Video",
        "UPDATE 2-Stocks rise 3.5% to about $10K; Liverpool 2-0 Newcastle …",
        "Weekly roundup #41: is it live on Monday?",
        "LIVE: two killed, five hurt, 03/04",
        "plain words",
    ];

    fn titles() -> Vec<Title> {
        let (languages, sites, names) = Default::default();
        let (languages, sites, names): (&Languages, &SiteNames, &Names) =
            (&languages, &sites, &names);
        let mut builder = TitleBuilder::new(languages, sites, names);
        TITLES.map(|text| builder.build(&Entry::new(text, Origin::new("-", 1)))).into()
    }

    #[test]
    fn unpacking_gives_what_was_packed() {
        let mut at_hand = Title::default();
        for title in titles() {
            let mut packed = Vec::new();
            pack(&title, &mut packed);
            unpack(&packed, &mut at_hand);
            assert_eq!(at_hand, title);
        }
    }

    #[test]
    fn tokens_and_forms_are_renumbered_wherever_they_stand() {
        let numbers = |plus: u32| (0..200).map(|number| number + plus).collect::<Vec<u32>>();
        let numbers = Renumbered { tokens: numbers(1_000), forms: numbers(2_000) };
        let mut at_hand = Title::default();
        for title in titles() {
            let mut packed = Vec::new();
            pack(&title, &mut packed);
            renumber(&mut packed, &numbers);
            unpack(&packed, &mut at_hand);
            for (word, before) in at_hand.words().iter().zip(title.words()) {
                assert_eq!(
                    (word.token, word.form()),
                    (before.token + 1_000, before.form() + 2_000)
                );
                assert_eq!(word.name(), before.name());
            }
            let stops = |title: &Title| title.words[title.content as usize..].to_vec();
            let places =
                |title: &Title| stops(title).iter().map(|stop| stop.token).collect::<Vec<_>>();
            assert_eq!(places(&at_hand), places(&title));
            let beside = |title: &Title| -> Vec<u32> {
                title.numbers().iter().flat_map(|number| number.beside).flatten().collect()
            };
            let expected: Vec<u32> = beside(&title).iter().map(|token| token + 1_000).collect();
            assert_eq!(beside(&at_hand), expected);
        }
    }
}
