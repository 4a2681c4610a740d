//! Entries to titles: the rules, the pieces, and what is known of each word.
//!
//! Everything that depends on a word alone is asked once for each different word (`known`); a title
//! then costs one look-up a word.

use std::sync::Arc;

use super::casing::Capitals;
use super::date::{Day, Weekdays};
use super::draft::trim_edges;
use super::known::{self, Known, Meaning, Words};
use super::lexicon::{Lexicon, WordId, number_id};
use super::mask::mask;
use super::negation::Negations;
use super::number::{Amount, Number};
use super::opposites::Opposites;
use super::pieces::{Cut, cut, cut_scan};
use super::rows::Served;
use super::scan::Scan;
use super::signs::Signs;
use super::title::{Figures, Title, Word};
use super::vocabulary::{TokenId, Vocabulary};
use super::{
    Context, Draft, Kind, Language, Languages, Names, Rows, Serves, SiteNames, normalize_into, site,
};
use crate::entry::Entry;

/// Makes titles, and the vocabulary they share. One builder serves one thread.
pub struct TitleBuilder<'a> {
    languages: &'a Languages,
    sites: &'a SiteNames,
    names: &'a Names,
    words: Vec<Words>,
    vocabulary: Vocabulary,
    /// Behind a pointer, since it is taken and put back for each title.
    parts: Option<Box<Parts>>,
    /// The input of the entry before, and its language: entries of one input mostly follow each other.
    input: (Arc<str>, Language),
}

/// What is gathered of the title at hand. Kept from title to title, so that nothing is allocated anew.
#[derive(Default)]
struct Parts {
    draft: Draft,
    scan: Scan,
    cuts: Vec<Cut>,
    capitals: Capitals,
    words: Vec<Word>,
    stops: Vec<Word>,
    amounts: Vec<(usize, Amount)>,
    days: Vec<Day>,
    keys: Vec<u64>,
    /// The title has a question mark.
    asks: bool,
    text: String,
}

impl<'a> TitleBuilder<'a> {
    /// A builder with an empty vocabulary.
    pub fn new(languages: &'a Languages, sites: &'a SiteNames, names: &'a Names) -> Self {
        let (words, vocabulary, parts) = (Vec::new(), Vocabulary::default(), None);
        let input = (Arc::from(""), languages.of(""));
        Self { languages, sites, names, words, vocabulary, parts, input }
    }

    /// The vocabulary of all titles built.
    pub fn into_vocabulary(self) -> Vocabulary {
        self.vocabulary
    }

    /// From now on [`Self::build_from`] builds from these rows of the survey.
    pub(crate) fn take_rows(&mut self, rows: &mut Rows) {
        let lexicon = std::mem::replace(&mut rows.lexicon, Lexicon::new(Language::English));
        self.vocabulary.reserve(lexicon.len());
        self.words.push(Words::new(lexicon));
    }

    /// The comparable form of an entry's title, from what the survey cut of it where that serves: `rows` are
    /// those that were taken, and `place` is the entry's among them. Rows before it are let go.
    pub(crate) fn build_from(&mut self, entry: &Entry, rows: &mut Rows, place: usize) -> Title {
        rows.release_before(place);
        let served = match self.language(&entry.origin.file) {
            Language::English => self.served(entry, rows, place),
            _ => None,
        };
        match served {
            Some(served) => self.serve(&served),
            None => self.build(entry),
        }
    }

    fn language(&mut self, file: &Arc<str>) -> Language {
        if !Arc::ptr_eq(&self.input.0, file) {
            self.input = (Arc::clone(file), self.languages.of(file));
        }
        self.input.1
    }

    /// The title that a row gives.
    fn serve(&mut self, served: &Served) -> Title {
        let mut parts = self.parts.take().unwrap_or_default();
        served.mark(&mut parts.draft);
        parts.asks = served.asks();
        parts.cuts.clear();
        parts.cuts.extend(served.cuts());
        self.gather(0, &parts.cuts);
        let (telling, capitals) = served.capitals();
        parts.capitals.take(capitals, telling);
        let title = self.assemble(0, &mut parts);
        self.parts = Some(parts);
        title
    }

    /// What the title of an English entry is built from, where its row serves.
    fn served<'r>(&self, entry: &Entry, rows: &'r Rows, place: usize) -> Option<Served<'r>> {
        let kept = match rows.serves(place) {
            Serves::No => return None,
            Serves::WithoutSite => site::found(entry.title(), &self.context(entry)),
            Serves::Always => None,
        };
        let Some(kept) = kept else { return rows.whole(place) };
        let head = trim_edges(&entry.title()[kept.clone()]);
        let alone = kept.start == 0 && site::found(head, &self.context(entry)).is_none();
        rows.head(place).filter(|_| alone)
    }

    /// The comparable form of an entry's title.
    pub fn build(&mut self, entry: &Entry) -> Title {
        let context = self.context(entry);
        let mut parts = self.parts.take().unwrap_or_default();
        normalize_into(&mut parts.draft, entry.title(), &context);
        let language = self.language(&entry.origin.file);
        let words = self.words_of(language);
        let (lexicon, Draft { text, cased, .. }) = (&mut self.words[words].lexicon, &parts.draft);
        if cased.is_ascii() && cased.eq_ignore_ascii_case(text) {
            parts.scan.read(cased);
            lexicon.gather(&parts.scan);
            parts.capitals.begin_scan(cased, &parts.scan);
            cut_scan(&parts.scan, lexicon, &mut parts.cuts);
            parts.capitals.read_scan(cased, lexicon);
        } else {
            cut(text, lexicon, &mut parts.cuts);
            parts.capitals.read(cased, lexicon);
        }
        self.gather(words, &parts.cuts);
        parts.asks = parts.draft.text.contains('?');
        let title = self.assemble(words, &mut parts);
        self.parts = Some(parts);
        title
    }

    fn context<'e>(&self, entry: &'e Entry) -> Context<'e>
    where
        'a: 'e,
    {
        Context { sites: self.sites, source: entry.source.as_deref() }
    }

    /// Where the words of a language are kept.
    fn words_of(&mut self, language: Language) -> usize {
        let known = self.words.iter().position(|words| words.lexicon.language() == language);
        known.unwrap_or_else(|| {
            self.words.push(Words::new(Lexicon::new(language)));
            self.words.len() - 1
        })
    }

    fn assemble(&mut self, words: usize, parts: &mut Parts) -> Title {
        parts.clear();
        let mut seen = Seen::default();
        for place in 0..parts.cuts.len() {
            self.take(words, place, parts, &mut seen);
        }
        let mut title = seen.title(parts);
        title.figures = self.figures(words, parts, &seen);
        title.set_keys(&parts.keys);
        title
    }

    /// Reads a little of what is known of these words, which lies scattered, so that memory is asked for all of
    /// them at once.
    fn gather(&self, words: usize, cuts: &[Cut]) {
        let known = &self.words[words].known;
        let forms = cuts.iter().filter_map(|cut| Some(known.get(cut.word()? as usize)?.form));
        std::hint::black_box(forms.fold(0, u32::wrapping_add));
    }

    /// Takes the piece in this place.
    #[inline]
    fn take(&mut self, words: usize, place: usize, parts: &mut Parts, seen: &mut Seen) {
        let words = &mut self.words[words];
        match parts.cuts[place] {
            Cut::Word(id) => {
                let known = words.known(id, self.names, &mut self.vocabulary);
                seen.note(place, &known);
                if let Some(meaning) = known.meaning {
                    seen.note_meaning(place, &words.meanings[meaning.get() as usize]);
                }
                parts.add_word(place, id, &known);
            }
            Cut::Number(amount) => {
                let id = number_id(amount, &mut words.lexicon, &mut parts.text);
                let known = words.known(id, self.names, &mut self.vocabulary);
                seen.note(place, &known);
                parts.amounts.push((parts.words.len(), amount));
                parts.add_figure(&known);
            }
            Cut::Day(day) => {
                let known = known::day(day, &mut self.vocabulary);
                seen.note(place, &known);
                parts.days.push(day);
                parts.add_figure(&known);
            }
        }
    }

    /// The title's numbers and dates, where it has any.
    fn figures(&self, words: usize, parts: &Parts, seen: &Seen) -> Option<Box<Figures>> {
        let weekdays = seen.weekdays;
        if seen.hidden || !parts.amounts.is_empty() || !parts.days.is_empty() {
            let masked = &self.words[words].masked;
            let (mask, issue) = mask(&parts.cuts, |id| masked[id as usize]);
            let (numbers, days) = (parts.numbers(), parts.days.clone());
            return Some(Box::new(Figures { numbers, days, weekdays, mask, issue }));
        }
        (weekdays.0 != 0).then(|| Box::new(Figures { weekdays, ..Figures::default() }))
    }
}

/// What the words of a title say together.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools, reason = "marks that have nothing to do with each other")]
struct Seen {
    negations: Negations,
    weekdays: Weekdays,
    hidden: bool,
    opposites: Opposites,
    genres: u64,
    stop_words: u32,
    opens: bool,
    live: bool,
    deaths: bool,
    /// What the piece before announces, and the place behind it.
    before: (Signs, usize),
}

impl Seen {
    /// Notes the piece in this place.
    #[inline]
    fn note(&mut self, place: usize, known: &Known) {
        self.stop_words = self.stop_words.wrapping_add(known.stop);
        if self.before.1 != place {
            self.before = (Signs::default(), 0);
        }
    }

    /// Notes what the piece in this place means.
    fn note_meaning(&mut self, place: usize, meaning: &Meaning) {
        let signs = meaning.signs;
        self.negations.note(meaning.negation);
        self.weekdays.0 |= meaning.weekdays.0;
        self.hidden |= meaning.hidden;
        self.opposites = self.opposites.and(meaning.opposites);
        self.genres |= meaning.genres;
        self.opens |= place == 0 && signs.open();
        self.live |= self.before.0.live() && signs.follow_live();
        self.deaths |= signs.of_death();
        self.before = (signs, place + 1);
    }

    fn title(&self, parts: &Parts) -> Title {
        Title {
            opposites: self.opposites,
            negated: self.negations.deny(),
            asks: self.opens || parts.asks,
            live: self.live || parts.draft.kind == Some(Kind::Live),
            deaths: self.deaths,
            genres: self.genres,
            stop_words: self.stop_words,
            ..Title::new(&parts.draft, &parts.words, &parts.stops)
        }
    }
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
                let unsaid = place == 0 || !self.capitals.telling;
                let word = Word::new(token, known.form);
                self.words.push(word.with_marks(name, unsaid, known.marked));
            }
            None => self.stops.push(Word::new(place as TokenId, known.form)),
        }
    }

    fn add_figure(&mut self, known: &Known) {
        self.keys.push(known.key);
        self.words.extend(known.token.map(|token| Word::new(token, known.form).as_numeric()));
    }

    /// Numbers with the content words beside them; other numbers are stepped over.
    fn numbers(&self) -> Vec<Number> {
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
