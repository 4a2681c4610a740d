//! A title as a run of numbers: in which form all titles of a run are kept.
//!
//! A title in memory of its own is some 250 bytes in two or three pieces; packed it is a third of that, and the
//! titles of a run stand one behind the other, in memory or in a file. Layout, in numbers of 32 bits: the marks;
//! how many words there are, and how many of them are content words; `forms`, `stop_words` and `text`; the
//! words in their places, a number each: a form, from which the token follows, with its marks; then, where the marks
//! say so, opposites, genres and figures. What can be computed from these is left out.

use super::date::{Day, Weekdays};
use super::draft::Kind;
use super::forms::MOST_FORMS;
use super::number::{Number, Unit};
use super::opposites::Opposites;
use super::title::{Figures, Title, Word, key};
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
/// The lowest mark of a word: it is a stop word.
const STOP: u32 = MOST_FORMS as u32;
/// The number of a word's form.
const FORM: u32 = STOP - 1;
/// Numbers that a [`Number`] takes.
const NUMBER: usize = 6;
/// Numbers in front of the numbers of [`Figures`].
const FIGURES: usize = 7;
/// Stands for a token or a year that is not there.
const NONE: u32 = u32::MAX;

/// Adds a title to what is packed.
pub(crate) fn pack(title: &Title, into: &mut Vec<u8>) {
    push([marks(title), title.words.len() as u32, title.content], into);
    push(wide(title.forms), into);
    push([title.stop_words], into);
    push(wide(title.text), into);
    pack_words(title, into);
    if title.opposites != Opposites::default() {
        title.opposites.sides().into_iter().for_each(|side| push(wide(side), into));
    }
    if title.genres != 0 {
        push(wide(title.genres), into);
    }
    if let Some(figures) = &title.figures {
        pack_figures(figures, into);
    }
}

/// Makes room for all words at once, so that no word has to ask for it.
fn pack_words(title: &Title, into: &mut Vec<u8>) {
    let start = into.len();
    into.resize(start + size_of::<u32>() * title.words.len(), 0);
    for (room, (word, is_stop)) in into[start..].as_chunks_mut().0.iter_mut().zip(title.in_order())
    {
        *room = (word.form | if is_stop { STOP } else { 0 }).to_le_bytes();
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

fn pack_figures(figures: &Figures, into: &mut Vec<u8>) {
    let Figures { numbers, days, weekdays, mask, issue } = figures;
    push([numbers.len() as u32, days.len() as u32, weekdays.0.into()], into);
    push(wide(*mask), into);
    push(wide(*issue), into);
    for number in numbers {
        push(wide(number.value.cast_unsigned()), into);
        let said = u32::from(number.rough) << 8 | u32::from(number.about) << 9;
        push([number.unit as u32 | said], into);
        push(number.beside.map(|token| token.unwrap_or(NONE)), into);
    }
    for day in days {
        let of_year = u32::from(day.month) | u32::from(day.day) << 8 | u32::from(day.unsure) << 16;
        push([day.year.map_or(NONE, u32::from), of_year], into);
    }
}

/// Adds numbers, the lowest byte of each first, on every machine.
pub(crate) fn push<const N: usize>(numbers: [u32; N], into: &mut Vec<u8>) {
    into.extend_from_slice(numbers.map(u32::to_le_bytes).as_flattened());
}

/// The two halves of a wide number, the lower first.
pub(crate) fn wide(number: u64) -> [u32; 2] {
    [number as u32, (number >> 32) as u32]
}

/// Reads the packed title in front, and leaves what stands behind it. `tokens` are those of the forms, and `title`
/// lends its memory.
pub(crate) fn unpack(from: &mut Reader, tokens: &[TokenId], title: &mut Title) {
    let head = from.many::<HEAD>();
    let [marks, words, content, ..] = head;
    title.content = content;
    title.kind = kind(marks);
    title.negated = marks & NEGATED != 0;
    title.truncated = marks & TRUNCATED != 0;
    title.revised = marks & REVISED != 0;
    title.asks = marks & ASKS != 0;
    title.live = marks & LIVE != 0;
    title.deaths = marks & DEATHS != 0;
    title.forms = wide_of(head[3], head[4]);
    title.stop_words = head[5];
    title.text = wide_of(head[6], head[7]);
    unpack_words(from.words(words as usize), tokens, title);
    title.opposites = match marks & WITH_OPPOSITES {
        0 => Opposites::default(),
        _ => Opposites::of_sides([from.wide(), from.wide()]),
    };
    title.genres = if marks & WITH_GENRES == 0 { 0 } else { from.wide() };
    title.figures = (marks & WITH_FIGURES != 0).then(|| {
        let mut figures = title.figures.take().unwrap_or_default();
        unpack_figures(from, &mut figures);
        figures
    });
    title.set_key();
}

/// Parts words into content words and stop words. Without a jump: which of them comes next cannot be foreseen.
fn unpack_words(words: &[[u8; 4]], tokens: &[TokenId], title: &mut Title) {
    title.words.resize(words.len(), Word::default());
    let (mut next, mut next_stop) = (0, title.content as usize);
    for (place, word) in (0..).zip(words) {
        let word = u32::from_le_bytes(*word);
        let is_stop = word & STOP != 0;
        let token = tokens.get((word & FORM) as usize).copied().unwrap_or(NONE);
        let read = Word { token: if is_stop { place } else { token }, form: word & !STOP };
        if let Some(room) = title.words.get_mut(if is_stop { next_stop } else { next }) {
            *room = read;
        }
        next += usize::from(!is_stop);
        next_stop += usize::from(is_stop);
    }
}

/// The tokens of the content words of a packed title, in order; `tokens` are those of the forms.
pub(crate) fn unpack_tokens<'a>(
    from: &mut Reader<'a>,
    tokens: &'a [TokenId],
) -> impl Iterator<Item = TokenId> + 'a {
    let [_, words, ..] = from.many::<HEAD>();
    let words = from.words(words as usize).iter().map(|word| u32::from_le_bytes(*word));
    let token = |word: u32| tokens.get((word & FORM) as usize).copied().unwrap_or(NONE);
    words.filter(|word| word & STOP == 0).map(token)
}

/// What is told of a title without a look at its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TitleHead {
    /// How many content words it has.
    pub words: u32,
    /// Equal for titles that read the same, as [`Title::text`].
    pub text: u64,
    /// The sort of thing it says it is.
    pub kind: Option<Kind>,
    /// Equal for titles that say the very same, as [`Title::key`].
    pub key: u64,
}

/// Reads the beginning of a packed title.
pub(crate) fn unpack_head(from: &mut Reader) -> TitleHead {
    let [marks, _, words, _, _, _, low, high] = from.many::<HEAD>();
    let (text, kind) = (wide_of(low, high), kind(marks));
    let key = key(text, marks & REVISED != 0, marks & TRUNCATED != 0, kind);
    TitleHead { words, text, kind, key }
}

fn kind(marks: u32) -> Option<Kind> {
    Kind::ALL.get((marks & KIND).wrapping_sub(1) as usize).copied()
}

fn unpack_figures(from: &mut Reader, figures: &mut Figures) {
    let (numbers, days) = (from.next() as usize, from.next() as usize);
    figures.weekdays = Weekdays(from.next() as u8);
    figures.mask = from.wide();
    figures.issue = from.wide();
    figures.numbers.clear();
    figures.numbers.extend((0..numbers).map(|_| number(from)));
    figures.days.clear();
    figures.days.extend((0..days).map(|_| day(from)));
}

fn number(from: &mut Reader) -> Number {
    let (value, said) = (from.wide(), from.next());
    Number {
        value: value.cast_signed(),
        unit: Unit::ALL[(said & 0xFF) as usize],
        rough: said >> 8 & 1 == 1,
        about: said >> 9 & 1 == 1,
        beside: [from.next(), from.next(), from.next()].map(known),
    }
}

fn day(from: &mut Reader) -> Day {
    let (year, of_year) = (known(from.next()), from.next());
    Day {
        year: year.map(|year| year as u16),
        month: of_year as u8,
        day: (of_year >> 8) as u8,
        unsure: of_year >> 16 != 0,
    }
}

fn known(number: u32) -> Option<u32> {
    Some(number).filter(|number| *number != NONE)
}

/// Reads numbers in order.
pub(crate) struct Reader<'a>(pub(crate) &'a [u8]);

impl<'a> Reader<'a> {
    /// The next words; fewer where the record ends before.
    fn words(&mut self, count: usize) -> &'a [[u8; 4]] {
        let (words, rest) = self.0.split_at(self.0.len().min(size_of::<u32>() * count));
        self.0 = rest;
        words.as_chunks().0
    }

    /// The next numbers; zeros where the record ends before.
    #[inline]
    fn many<const N: usize>(&mut self) -> [u32; N] {
        let (numbers, _) = self.0.as_chunks();
        let Some(numbers) = numbers.first_chunk() else { return [0; N] };
        self.0 = &self.0[size_of::<u32>() * N..];
        numbers.map(u32::from_le_bytes)
    }

    /// The next number; 0 behind the last, which no record that could be kept is short of.
    #[inline]
    pub(crate) fn next(&mut self) -> u32 {
        let Some((number, rest)) = self.0.split_first_chunk() else { return 0 };
        self.0 = rest;
        u32::from_le_bytes(*number)
    }

    /// The next two as one.
    #[inline]
    pub(crate) fn wide(&mut self) -> u64 {
        wide_of(self.next(), self.next())
    }
}

fn wide_of(low: u32, high: u32) -> u64 {
    u64::from(low) | u64::from(high) << 32
}

/// Replaces the numbers of tokens and forms in a packed title after vocabularies were merged.
pub(crate) fn renumber(packed: &mut [u8], numbers: &Renumbered) {
    let Renumbered { tokens, forms } = numbers;
    let (packed, _) = packed.as_chunks_mut::<4>();
    let [marks, words] = [packed[0], packed[1]].map(u32::from_le_bytes);
    let (words, rest) = packed[HEAD..].split_at_mut(words as usize);
    for word in words {
        change(word, |word| forms[(word & FORM) as usize] | word & !FORM);
    }
    if marks & WITH_FIGURES == 0 {
        return;
    }
    let behind = |mark: u32, length: usize| if marks & mark == 0 { 0 } else { length };
    let figures = &mut rest[behind(WITH_OPPOSITES, 4) + behind(WITH_GENRES, 2)..];
    let (head, numbers) = figures.split_at_mut(FIGURES);
    let count = u32::from_le_bytes(head[0]) as usize;
    for beside in numbers[..NUMBER * count].chunks_exact_mut(NUMBER).flat_map(|one| &mut one[3..]) {
        change(beside, |token| known(token).map_or(NONE, |token| tokens[token as usize]));
    }
}

fn change(number: &mut [u8; 4], change: impl FnOnce(u32) -> u32) {
    *number = change(u32::from_le_bytes(*number)).to_le_bytes();
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

    /// Titles, and the token of each of their forms.
    fn titles() -> (Vec<Title>, Vec<TokenId>) {
        let (languages, sites, names) = Default::default();
        let (languages, sites, names): (&Languages, &SiteNames, &Names) =
            (&languages, &sites, &names);
        let mut builder = TitleBuilder::new(languages, sites, names);
        let titles = TITLES.map(|text| builder.build(&Entry::new(text, Origin::new("-", 1))));
        (titles.into(), builder.into_vocabulary().take_tokens_of_forms())
    }

    #[test]
    fn unpacking_gives_what_was_packed() {
        let (mut at_hand, (titles, tokens)) = (Title::default(), titles());
        for title in titles {
            let mut packed = Vec::new();
            pack(&title, &mut packed);
            unpack(&mut Reader(&packed), &tokens, &mut at_hand);
            assert_eq!(at_hand, title);
            let content = title.words().iter().map(|word| word.token);
            assert!(unpack_tokens(&mut Reader(&packed), &tokens).eq(content));
            let (words, Title { text, kind, key, .. }) = (title.words().len() as u32, title);
            let head = unpack_head(&mut Reader(&packed));
            assert_eq!(head, TitleHead { words, text, kind, key });
        }
    }

    #[test]
    fn tokens_and_forms_are_renumbered_wherever_they_stand() {
        let numbers = |plus: u32| (0..200).map(|number| number + plus).collect::<Vec<u32>>();
        let numbers = Renumbered { tokens: numbers(1_000), forms: numbers(2_000) };
        let (mut at_hand, (titles, tokens)) = (Title::default(), titles());
        let known = tokens.iter().map(|token| token.wrapping_add(1_000));
        let tokens: Vec<TokenId> = std::iter::repeat_n(0, 2_000).chain(known).collect();
        for title in titles {
            let mut packed = Vec::new();
            pack(&title, &mut packed);
            renumber(&mut packed, &numbers);
            unpack(&mut Reader(&packed), &tokens, &mut at_hand);
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
