//! A title in comparable form: what every later step reads.
//!
//! Stop words are set aside, the other words are token numbers in order; numbers, dates, opposites and
//! negation are kept beside them with what the rules took from the edges. Nothing in a [`Title`]
//! points back to text: reports that need words run the rules again on the entry's own title.
//!
//! What depends on a word's form alone is kept in the [`Vocabulary`](super::Vocabulary), and what only titles
//! with numbers or dates have stands behind one pointer. Titles that wait to be read are packed (`packed`).

use super::date::{Day, Weekdays};
use super::forms::FormId;
use super::number::Number;
use super::opposites::Opposites;
use super::vocabulary::TokenId;
use super::{Draft, Kind};
use crate::hash::hash_all;

/// One content word or number of a title, in its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The token: a stem, or a number's canonical form.
    pub token: TokenId,
    /// The number of its form, and four marks in the highest bits.
    pub(super) form: u32,
}

const NUMERIC: u32 = 1 << 31;
const NAME: u32 = 1 << 30;
const MARKED: u32 = 1 << 29;
const UNSAID: u32 = 1 << 28;
pub(super) const MARKS: u32 = NUMERIC | NAME | MARKED | UNSAID;

impl Word {
    /// A word with its token and form.
    pub(super) fn new(token: TokenId, form: FormId) -> Self {
        Self { token, form }
    }

    /// The same word as a number or a part of a date.
    pub(super) fn as_numeric(self) -> Self {
        Self { form: self.form | NUMERIC, ..self }
    }

    /// The same word, as a name, where capitals do not tell, and with an opposite where it is so.
    pub(super) fn with_marks(self, name: bool, unsaid: bool, marked: bool) -> Self {
        let mark = |holds: bool, mark: u32| if holds { mark } else { 0 };
        let marks = mark(name, NAME) | mark(unsaid, UNSAID) | mark(marked, MARKED);
        Self { form: self.form | marks, ..self }
    }

    pub(super) fn form(self) -> FormId {
        self.form & !MARKS
    }

    /// The token is a number or part of a date.
    pub fn numeric(self) -> bool {
        self.form & NUMERIC != 0
    }

    /// The word is a name: the corpus says so, or its title's own capitals do.
    pub fn name(self) -> bool {
        self.form & NAME != 0
    }

    /// Capitals do not tell whether it is a name: it opens the title, or the title is in headline case.
    pub fn unsaid(self) -> bool {
        self.form & UNSAID != 0
    }

    /// The word has an opposite, or is a weekday: when two titles differ in it, that is weighed as a
    /// conflict of its own and not as one more strange word.
    pub fn marked(self) -> bool {
        self.form & MARKED != 0
    }

    /// True where a word with the same token has the very same form, too (`sues`, not `sued`).
    pub fn has_form_of(self, other: Self) -> bool {
        self.numeric() || self.form() == other.form()
    }
}

/// A title in comparable form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "six marks that have nothing to do with each other"
)]
pub struct Title {
    /// Content words in order; behind them the stop words, their places in the place of tokens.
    pub(super) words: Vec<Word>,
    /// How many are content words.
    pub(super) content: u32,
    /// What only titles with numbers, dates or weekdays have.
    pub(super) figures: Option<Box<Figures>>,
    /// Words of opposite pairs it holds.
    pub opposites: Opposites,
    /// It holds a negation (two cancel out).
    pub negated: bool,
    /// It was cut off.
    pub truncated: bool,
    /// It says that it is an update or a correction.
    pub revised: bool,
    /// The sort of thing it says it is.
    pub kind: Option<Kind>,
    /// It asks or explains instead of telling: a question, `How to …`, `Here's why …`.
    pub asks: bool,
    /// It announces running coverage: `live updates`.
    pub live: bool,
    /// It speaks of deaths, so that a plain number in it is likely a toll.
    pub deaths: bool,
    /// What it does beside telling news (a review, a list of the best, reactions), one bit each.
    pub genres: u64,
    /// Equal for titles with the same words in the same forms, stop words and numbers too, however
    /// ordered.
    pub forms: u64,
    /// Equal for titles with the same stop words, articles aside, however ordered.
    pub stop_words: u32,
    /// Equal for titles that read the same: all words in order, stop words too, numbers and dates.
    pub text: u64,
    /// Equal where the text is, and what the rules took from the edges: kind, revision, truncation.
    pub key: u64,
}

/// The numbers and dates of a title, and what they hide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Figures {
    pub(super) numbers: Vec<Number>,
    pub(super) days: Vec<Day>,
    pub(super) weekdays: Weekdays,
    pub(super) mask: u64,
    pub(super) issue: u64,
}

const KEY_SEED: u64 = 0x0011_D6E0;

impl Title {
    /// A title of these words, with what the rules took from it.
    pub(super) fn new(draft: &Draft, content: &[Word], stops: &[Word]) -> Self {
        let mut words = Vec::with_capacity(content.len() + stops.len());
        words.extend_from_slice(content);
        words.extend_from_slice(stops);
        Self {
            words,
            content: content.len() as u32,
            truncated: draft.truncated,
            revised: draft.revised,
            kind: draft.kind,
            ..Self::default()
        }
    }

    /// Sets the hashes that tell which titles read the same, from one of each piece in order.
    pub(super) fn set_keys(&mut self, pieces: &[u64]) {
        self.forms = pieces.iter().copied().fold(0, u64::wrapping_add);
        self.text = hash_all(KEY_SEED, pieces.iter().copied());
        self.set_key();
    }

    /// Sets the key from the text and what the rules took.
    pub(super) fn set_key(&mut self) {
        self.key = key(self.text, self.revised, self.truncated, self.kind);
    }

    /// Content words and numbers, in order.
    pub fn words(&self) -> &[Word] {
        &self.words[..self.content as usize]
    }

    /// How many different tokens there are.
    pub fn different_words(&self) -> usize {
        first_places(self.words()).count()
    }

    /// Numbers that are not part of a date, in order.
    pub fn numbers(&self) -> &[Number] {
        self.figures.as_ref().map_or(&[], |figures| &figures.numbers)
    }

    /// Calendar days it names, in order.
    pub fn days(&self) -> &[Day] {
        self.figures.as_ref().map_or(&[], |figures| &figures.days)
    }

    /// Weekdays it names.
    pub fn weekdays(&self) -> Weekdays {
        self.figures.as_ref().map_or(Weekdays(0), |figures| figures.weekdays)
    }

    /// Its words with every number, date and weekday masked: the same for all issues of a series.
    /// Zero where there is nothing to mask.
    pub fn mask(&self) -> u64 {
        self.figures.as_ref().map_or(0, |figures| figures.mask)
    }

    /// The numbers, dates and weekdays that the mask hides: which issue it is.
    pub fn issue(&self) -> u64 {
        self.figures.as_ref().map_or(0, |figures| figures.issue)
    }

    /// All its words in order, and whether each is a stop word.
    pub(super) fn in_order(&self) -> impl Iterator<Item = (Word, bool)> + '_ {
        let (mut content, mut stops) = self.words.split_at(self.content as usize);
        (0..self.words.len() as u32).filter_map(move |place| {
            let is_stop = stops.first().is_some_and(|stop| stop.token == place);
            let from = if is_stop { &mut stops } else { &mut content };
            let (word, rest) = from.split_first()?;
            *from = rest;
            Some((*word, is_stop))
        })
    }

    /// The forms of all its words in order, stop words too.
    pub(super) fn forms_in_order(&self) -> impl Iterator<Item = FormId> + '_ {
        self.in_order().map(|(word, _)| word.form())
    }
}

/// The key of a title that reads so, with what the rules took.
pub(super) fn key(text: u64, revised: bool, truncated: bool, kind: Option<Kind>) -> u64 {
    let marks = u64::from(revised)
        | u64::from(truncated) << 1
        | kind.map_or(0, |kind| kind as u64 + 1) << 2;
    hash_all(KEY_SEED, [text, marks])
}

/// Each different token at its first place.
pub fn first_places(words: &[Word]) -> impl Iterator<Item = (usize, Word)> {
    let first =
        move |place: &usize| !words[..*place].iter().any(|w| w.token == words[*place].token);
    (0..words.len()).filter(first).map(|place| (place, words[place]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Entry;
    use crate::normalize::{Languages, Names, SiteNames, TitleBuilder};
    use crate::origin::Origin;

    fn titles(texts: &[&str]) -> Vec<Title> {
        let languages = Languages::default();
        let sites = SiteNames::default();
        let names = Names::default();
        let mut builder = TitleBuilder::new(&languages, &sites, &names);
        texts.iter().map(|text| builder.build(&Entry::new(*text, Origin::new("-", 1)))).collect()
    }

    #[test]
    fn equal_words_are_not_an_equal_key() {
        let [a, b, c, d] = &titles(&[
            "Liverpool 2-0 Newcastle",
            "Liverpool 0-2 Newcastle",
            "Nato will send troops",
            "Nato will not send troops",
        ])[..] else {
            panic!("four titles")
        };
        assert_ne!(a.key, b.key);
        assert_ne!(c.key, d.key);
        assert_eq!(c.words(), d.words());
    }

    #[test]
    fn edges_do_not_change_the_key() {
        let all = titles(&["Troops leave | Reuters", "“Troops” leave", "TROOPS LEAVE!"]);
        assert!(all.windows(2).all(|pair| pair[0].key == pair[1].key));
    }

    #[test]
    fn a_mask_hides_the_issue_only() {
        let all = titles(&["Weekly roundup #41", "Weekly roundup #42", "Weekly roundup"]);
        assert_eq!(all[0].mask(), all[1].mask());
        assert_ne!(all[0].issue(), all[1].issue());
        assert_eq!(all[2].mask(), 0);
    }

    #[test]
    fn a_number_knows_what_it_counts() {
        let all = titles(&["5 NATO troops killed"]);
        let number = all[0].numbers()[0];
        assert_eq!(number.value, 5_000);
        let words = all[0].words();
        assert_eq!(number.beside, [None, Some(words[1].token), Some(words[2].token)]);
    }

    #[test]
    fn stop_words_keep_their_places() {
        let all = titles(&["the troops of the nato", "the nato of the troops"]);
        let [one, other] =
            [&all[0], &all[1]].map(|title| title.forms_in_order().collect::<Vec<_>>());
        assert_eq!((one.len(), one[0], one[1]), (5, one[3], other[4]));
        assert_eq!(all[0].words().len(), 2);
    }
}
