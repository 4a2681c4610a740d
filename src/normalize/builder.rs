//! Entries to titles: the rules, the pieces, and what is known of each word.
//!
//! Everything that depends on a word alone is asked once for each different word ([`Known`]); a title
//! then costs one look-up a word.

use super::casing::Capitals;
use super::date::{self, Day, Weekdays};
use super::imprint::Bit;
use super::language::without_accents;
use super::lexicon::{Lexicon, WordId, number_id};
use super::mask::{Masked, mask};
use super::negation::{Negation, Negations, negation};
use super::number::{Amount, Number};
use super::opposites::{Opposites, pair_of};
use super::pieces::{Cut, cut};
use super::signs::Signs;
use super::title::{Figures, Title, Word};
use super::token::{day_text, token_text};
use super::vocabulary::{TokenId, Vocabulary};
use super::{
    Context, Draft, Imprint, Kind, Language, Languages, Names, SiteNames, genre, normalize_into,
    places,
};
use crate::entry::Entry;
use crate::hash::{hash, hash_all};

const KEY_SEED: u64 = 0x0011_D6E0;

/// What is known of a word in a language.
#[derive(Clone, Copy, Default)]
struct Known {
    /// False before the word was looked at.
    met: bool,
    token: Option<TokenId>,
    form: u32,
    name: bool,
    /// It has an opposite, or is a weekday.
    marked: bool,
    bit: Bit,
    negation: Option<Negation>,
    weekdays: Weekdays,
    signs: Signs,
    opposites: Opposites,
    genres: u64,
    masked: Masked,
    /// Its part in the keys.
    key: u64,
}

/// Makes titles, and the vocabulary they share. One builder serves one thread.
pub struct TitleBuilder<'a> {
    languages: &'a Languages,
    sites: &'a SiteNames,
    names: &'a Names,
    words: Vec<Words>,
    vocabulary: Vocabulary,
    parts: Parts,
}

/// The words of a language.
struct Words {
    lexicon: Lexicon,
    known: Vec<Known>,
}

/// What is gathered of the title at hand. Kept from title to title, so that nothing is allocated anew.
#[derive(Default)]
struct Parts {
    draft: Draft,
    cuts: Vec<Cut>,
    capitals: Capitals,
    words: Vec<Word>,
    stops: Vec<Word>,
    amounts: Vec<(usize, Amount)>,
    days: Vec<Day>,
    keys: Vec<u64>,
    text: String,
}

impl<'a> TitleBuilder<'a> {
    /// A builder with an empty vocabulary.
    pub fn new(languages: &'a Languages, sites: &'a SiteNames, names: &'a Names) -> Self {
        let (words, vocabulary, parts) = (Vec::new(), Vocabulary::default(), Parts::default());
        Self { languages, sites, names, words, vocabulary, parts }
    }

    /// The vocabulary of all titles built.
    pub fn into_vocabulary(self) -> Vocabulary {
        self.vocabulary
    }

    /// The comparable form of an entry's title.
    pub fn build(&mut self, entry: &Entry) -> Title {
        let context = Context { sites: self.sites, source: entry.source.as_deref() };
        let mut parts = std::mem::take(&mut self.parts);
        normalize_into(&mut parts.draft, &entry.title, &context);
        let language = self.languages.of(&entry.origin.file);
        let words = self.words_of(language);
        let lexicon = &mut self.words[words].lexicon;
        cut(&parts.draft.text, lexicon, &mut parts.cuts);
        parts.capitals.read(&parts.draft.cased, lexicon);
        let title = self.assemble(words, &mut parts);
        self.parts = parts;
        title
    }

    /// Where the words of a language are kept.
    fn words_of(&mut self, language: Language) -> usize {
        let known = self.words.iter().position(|words| words.lexicon.language() == language);
        known.unwrap_or_else(|| {
            self.words.push(Words { lexicon: Lexicon::new(language), known: Vec::new() });
            self.words.len() - 1
        })
    }

    fn assemble(&mut self, words: usize, parts: &mut Parts) -> Title {
        parts.clear();
        let mut seen = Title::default();
        let (mut negations, mut weekdays) = (Negations::default(), Weekdays::default());
        let mut before = Signs::default();
        for place in 0..parts.cuts.len() {
            match parts.cuts[place] {
                Cut::Word(id) => {
                    let known = self.known(words, id);
                    negations.note(known.negation);
                    weekdays.0 |= known.weekdays.0;
                    seen.opposites = seen.opposites.and(known.opposites);
                    seen.imprint = seen.imprint.and(known.bit.imprint());
                    seen.genres |= known.genres;
                    seen.asks |= place == 0 && known.signs.open();
                    seen.deaths |= known.signs.of_death();
                    seen.live |= before.live() && known.signs.follow_live();
                    before = known.signs;
                    parts.add_word(place, id, &known);
                }
                Cut::Number(amount) => {
                    before = Signs::default();
                    let id = number_id(amount, &mut self.words[words].lexicon, &mut parts.text);
                    let known = self.known(words, id);
                    seen.imprint = seen.imprint.and(known.bit.imprint());
                    parts.amounts.push((parts.words.len(), amount));
                    parts.add_figure(&known);
                }
                Cut::Day(day) => {
                    before = Signs::default();
                    parts.days.push(day);
                    parts.add_figure(&self.day(day));
                }
            }
        }
        let known = &self.words[words].known;
        let masked = mask(&parts.cuts, |id| known[id as usize].masked);
        let (mask, issue) = masked.unwrap_or_default();
        let mut title = Title {
            opposites: seen.opposites,
            negated: negations.deny(),
            asks: seen.asks || parts.draft.text.contains('?'),
            live: seen.live || parts.draft.kind == Some(Kind::Live),
            deaths: seen.deaths,
            genres: seen.genres,
            imprint: seen.imprint,
            ..Title::new(&parts.draft, &parts.words, &parts.stops)
        };
        let (numbers, days) = (parts.numbers(), Box::from(&parts.days[..]));
        title.set_figures(Figures { numbers, days, weekdays, mask, issue });
        title.set_keys(&parts.keys);
        title
    }

    fn known(&mut self, words: usize, id: WordId) -> Known {
        let Words { lexicon, known } = &mut self.words[words];
        if known.len() < lexicon.len() {
            known.resize(lexicon.len(), Known::default());
        }
        let known = &mut known[id as usize];
        if !known.met {
            let text = lexicon.text(id);
            *known = if text.starts_with('#') {
                number(text, &mut self.vocabulary)
            } else {
                word(text, lexicon.language(), self.names, &mut self.vocabulary)
            };
        }
        *known
    }

    /// Days are too rare to be kept.
    fn day(&mut self, day: Day) -> Known {
        let shown = format!("@{}-{}", day.month, day.day);
        let key = [u64::from(day.year.unwrap_or(0)), day.month.into(), day.day.into()];
        let known = figure(&day_text(day), &shown, Bit::default(), &mut self.vocabulary);
        Known { key: hash_all(KEY_SEED, key), ..known }
    }
}

/// What is known of a lower-case word.
fn word(word: &str, language: Language, names: &Names, vocabulary: &mut Vocabulary) -> Known {
    let negation = negation(word);
    let content = negation.is_none() && !language.is_stop_word(word);
    let token = content.then(|| vocabulary.intern(&token_text(word, language)));
    let bit = Imprint::of_word(word).bit();
    let (opposites, weekdays) = (pair_of(word), date::weekday(word, language));
    Known {
        met: true,
        token,
        form: vocabulary.intern_form(word, bit),
        name: names.knows(word) || places::is_place(word),
        marked: opposites.is_some() || weekdays.0 != 0,
        bit,
        negation,
        weekdays,
        signs: Signs::of(word),
        opposites: opposites.unwrap_or_default(),
        genres: genre::marks_of(word),
        masked: Masked::new(word),
        key: hash(KEY_SEED, without_accents(word).as_bytes()),
    }
}

/// What is known of a number by its canonical form.
fn number(text: &str, vocabulary: &mut Vocabulary) -> Known {
    let known = figure(text, text, Imprint::of_token(text).bit(), vocabulary);
    Known { key: hash(KEY_SEED, text.as_bytes()), ..known }
}

/// What is known of a number or a day: its token, and the form in which its 3-grams are read.
fn figure(token: &str, form: &str, bit: Bit, vocabulary: &mut Vocabulary) -> Known {
    let token = Some(vocabulary.intern(token));
    let form = vocabulary.intern_form(form, bit);
    Known { met: true, token, form, bit, ..Known::default() }
}

impl Parts {
    fn clear(&mut self) {
        self.words.clear();
        self.stops.clear();
        self.amounts.clear();
        self.days.clear();
        self.keys.clear();
    }

    /// Adds the word in this place among all words.
    fn add_word(&mut self, place: usize, id: WordId, known: &Known) {
        self.keys.push(known.key);
        match known.token {
            Some(token) => {
                let name = known.name || self.capitals.hold(id);
                self.words.push(Word::new(token, known.form).with_marks(name, known.marked));
            }
            None => self.stops.push(Word::new(place as TokenId, known.form)),
        }
    }

    fn add_figure(&mut self, known: &Known) {
        self.keys.push(known.key);
        self.words.extend(known.token.map(|token| Word::new(token, known.form).as_numeric()));
    }

    /// Numbers with the content words beside them; other numbers are stepped over.
    fn numbers(&self) -> Box<[Number]> {
        let word = |word: &&Word| !word.numeric();
        let number = |(at, amount): &(usize, Amount)| {
            let before = self.words[..*at].last().filter(word);
            let mut after = self.words[at + 1..].iter().filter(word);
            let beside = [before, after.next(), after.next()].map(|word| word.map(|w| w.token));
            let Amount { value, unit, rough, about } = *amount;
            Number { value, unit, rough, about, beside }
        };
        self.amounts.iter().map(number).collect()
    }
}
