//! A title in comparable form: what every later step reads.
//!
//! Stop words are gone, the other words are token numbers in order; numbers, dates, opposites and
//! negation are kept beside them with what the rules took from the edges. Nothing in a [`Title`]
//! points back to text: reports that need words run the rules again on the entry's own title.

use ahash::{AHashMap, AHashSet};

use super::date::{self, Day, Weekdays};
use super::imprint::{Bit, Imprint};
use super::language::without_accents;
use super::negation::Negations;
use super::number::{Amount, Number, Unit};
use super::opposites::{Opposites, pair_of};
use super::synonyms::groups_of;
use super::vocabulary::{TokenId, Vocabulary};
use super::{
    Context, Draft, Kind, Language, Languages, Names, Piece, SiteNames, capitalized, genre,
    negation, normalize, pieces, places, signs,
};
use crate::entry::Entry;
use crate::hash::{hash, hash_all};

/// One content word or number of a title, in its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "four marks that have nothing to do with each other"
)]
pub struct Word {
    /// The token: a stem, or a number's canonical form.
    pub token: TokenId,
    /// Tells the word's very form (`sues` from `sued`).
    pub form: u32,
    /// The token is a number or part of a date.
    pub numeric: bool,
    /// The word is a name: the corpus says so, or this title's own capitals do.
    pub name: bool,
    /// Capitals do not tell whether it is a name: it opens the title, or the title is in headline case.
    pub unsaid: bool,
    /// The word has an opposite, or is a weekday: when two titles differ in it, that is weighed as a
    /// conflict of its own and not as one more strange word.
    pub marked: bool,
    /// The groups of synonyms it stands in, one bit each.
    pub synonyms: u64,
    /// Its bit in the imprint.
    pub bit: Bit,
}

/// A title in comparable form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "six marks that have nothing to do with each other"
)]
pub struct Title {
    /// Content words and numbers, in order.
    pub words: Box<[Word]>,
    /// Numbers that are not part of a date, in order.
    pub numbers: Box<[Number]>,
    /// Calendar days it names, in order.
    pub days: Box<[Day]>,
    /// Weekdays it names.
    pub weekdays: Weekdays,
    /// Hashes of its different character 3-grams, ascending.
    pub trigrams: Box<[u16]>,
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
    /// Its words as bits.
    pub imprint: Imprint,
    /// Its words with every number, date and weekday masked: the same for all issues of a series.
    /// Zero where there is nothing to mask.
    pub mask: u64,
    /// The numbers, dates and weekdays that the mask hides: which issue it is.
    pub issue: u64,
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

const FORM_SEED: u64 = 0xF0_12;
const KEY_SEED: u64 = 0x0011_D6E0;
const MASK_SEED: u64 = 0x3A5C;
const TRIGRAM_SEED: u64 = 0x0037_1674;

/// What is known of a raw word in a language.
#[derive(Clone, Copy)]
struct Known {
    token: Option<TokenId>,
    opposites: Option<Opposites>,
    negates: bool,
    name: bool,
    weekdays: Weekdays,
    synonyms: u64,
    imprint: Imprint,
}

/// Makes titles, and the vocabulary they share. One builder serves one thread.
pub struct TitleBuilder<'a> {
    languages: &'a Languages,
    sites: &'a SiteNames,
    names: &'a Names,
    known: AHashMap<Language, AHashMap<String, Known>>,
    vocabulary: Vocabulary,
}

impl<'a> TitleBuilder<'a> {
    /// A builder with an empty vocabulary.
    pub fn new(languages: &'a Languages, sites: &'a SiteNames, names: &'a Names) -> Self {
        Self { languages, sites, names, known: AHashMap::new(), vocabulary: Vocabulary::default() }
    }

    /// The vocabulary of all titles built.
    pub fn into_vocabulary(self) -> Vocabulary {
        self.vocabulary
    }

    /// The comparable form of an entry's title.
    pub fn build(&mut self, entry: &Entry) -> Title {
        let context = Context { sites: self.sites, source: entry.source.as_deref() };
        let draft = normalize(&entry.title, &context);
        let language = self.languages.of(&entry.origin.file);
        let pieces = pieces(&draft.text, language);
        self.assemble(&draft, &pieces, language)
    }

    fn assemble(&mut self, draft: &Draft, pieces: &[Piece], language: Language) -> Title {
        let mut parts = Parts { capitals: capitalized(&draft.cased, language), ..Parts::default() };
        for (place, piece) in pieces.iter().enumerate() {
            parts.tells = place > 0 && parts.capitals.is_some();
            match piece {
                Piece::Word(word) => self.add_word(word, language, &mut parts),
                Piece::Number(amount) => self.add_number(*amount, &mut parts),
                Piece::Day(day) => self.add_day(*day, &mut parts),
            }
        }
        // The survey masks every title as English, whatever its language turns out to be.
        let (mask, issue) = mask(pieces, Language::English).unwrap_or_default();
        let mut title = Title {
            numbers: parts.numbers(),
            words: parts.words.into(),
            days: parts.days.into(),
            weekdays: parts.weekdays,
            trigrams: trigrams(pieces),
            opposites: parts.opposites,
            negated: parts.negations.deny(),
            truncated: draft.truncated,
            revised: draft.revised,
            kind: draft.kind,
            asks: signs::asks(&draft.text, pieces),
            live: draft.kind == Some(Kind::Live) || signs::live(pieces),
            deaths: signs::deaths(pieces),
            genres: genre::genres(pieces),
            imprint: parts.imprint,
            mask,
            issue,
            stop_words: parts.stop_words,
            forms: hashes(pieces).fold(0, u64::wrapping_add),
            text: hash_all(KEY_SEED, hashes(pieces)),
            key: 0,
        };
        title.key = key(&title);
        title
    }

    fn add_word(&mut self, word: &str, language: Language, parts: &mut Parts) {
        let known = self.known(word, language);
        if known.negates {
            parts.negations.note(word);
        }
        parts.weekdays.0 |= known.weekdays.0;
        parts.imprint = parts.imprint.and(known.imprint);
        if known.opposites.is_some() {
            parts.opposites.note(word);
        }
        let form = hash(FORM_SEED, word.as_bytes()) as u32;
        if known.token.is_none() && !matches!(word, "a" | "an" | "the") {
            parts.stop_words = parts.stop_words.wrapping_add(form);
        }
        if let Some(token) = known.token {
            let marked = known.opposites.is_some() || known.weekdays.0 != 0;
            let name = known.name || parts.capitals.as_ref().is_some_and(|all| all.contains(word));
            let (synonyms, bit) = (known.synonyms, known.imprint.bit());
            let (numeric, unsaid) = (false, !parts.tells);
            parts.words.push(Word { token, form, numeric, name, unsaid, marked, synonyms, bit });
        }
    }

    fn known(&mut self, word: &str, language: Language) -> Known {
        if let Some(known) = self.known.get(&language).and_then(|words| words.get(word)) {
            return *known;
        }
        let negates = negation::negates(word);
        let content = !negates && !language.is_stop_word(word);
        let token = content.then(|| self.vocabulary.intern(&token_text(word, language)));
        let weekdays = date::weekday(word, language);
        let name = self.names.knows(word) || places::is_place(word);
        let imprint = Imprint::of(&Piece::Word(word.to_owned()));
        let (opposites, synonyms) = (pair_of(word), groups_of(word));
        let known = Known { token, opposites, negates, name, weekdays, synonyms, imprint };
        self.known.entry(language).or_default().insert(word.to_owned(), known);
        known
    }

    fn add_number(&mut self, amount: Amount, parts: &mut Parts) {
        let token = self.vocabulary.intern(&amount_text(amount));
        parts.amounts.push((parts.words.len(), amount));
        let imprint = Imprint::of(&Piece::Number(amount));
        parts.imprint = parts.imprint.and(imprint);
        parts.words.push(Word { bit: imprint.bit(), ..numeric(token) });
    }

    fn add_day(&mut self, day: Day, parts: &mut Parts) {
        let token = self.vocabulary.intern(&day_text(day));
        parts.days.push(day);
        parts.words.push(numeric(token));
    }
}

/// A number or a part of a date.
fn numeric(token: TokenId) -> Word {
    Word { token, form: token, numeric: true, ..Word::default() }
}

impl Title {
    /// Replaces token numbers after vocabularies were merged.
    pub fn renumber(&mut self, numbers: &[TokenId]) {
        for word in &mut self.words {
            let number = numbers[word.token as usize];
            word.form = if word.numeric { number } else { word.form };
            word.token = number;
        }
        for number in &mut self.numbers {
            for beside in number.beside.iter_mut().flatten() {
                *beside = numbers[*beside as usize];
            }
        }
    }
}

/// What is gathered while pieces are read.
#[derive(Default)]
struct Parts {
    capitals: Option<AHashSet<String>>,
    /// Capitals tell whether the word at hand is a name.
    tells: bool,
    words: Vec<Word>,
    amounts: Vec<(usize, Amount)>,
    days: Vec<Day>,
    weekdays: Weekdays,
    opposites: Opposites,
    negations: Negations,
    imprint: Imprint,
    stop_words: u32,
}

impl Parts {
    /// Numbers with the content words beside them; other numbers are stepped over.
    fn numbers(&self) -> Box<[Number]> {
        let word = |word: &&Word| !word.numeric;
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

/// A hash for each word and number, in order.
fn hashes(pieces: &[Piece]) -> impl Iterator<Item = u64> + '_ {
    pieces.iter().map(|piece| match piece {
        Piece::Word(word) => hash(KEY_SEED, without_accents(word).as_bytes()),
        Piece::Number(amount) => hash(KEY_SEED, amount_text(*amount).as_bytes()),
        Piece::Day(day) => {
            hash_all(KEY_SEED, [u64::from(day.year.unwrap_or(0)), day.month.into(), day.day.into()])
        }
    })
}

fn key(title: &Title) -> u64 {
    let marks = u64::from(title.revised)
        | u64::from(title.truncated) << 1
        | title.kind.map_or(0, |kind| kind as u64 + 1) << 2;
    hash_all(KEY_SEED, [title.text, marks])
}

/// The canonical form of a number, as a token: equal values share it whatever their unit, so that
/// `5th` and `five` meet.
pub(crate) fn amount_text(amount: Amount) -> String {
    match amount.unit {
        Unit::Score => format!("#{}-{}", amount.value >> 32, amount.value & 0xFFFF_FFFF),
        Unit::Literal => format!("#~{:x}", amount.value),
        _ if amount.value % 1000 == 0 => format!("#{}", amount.value / 1000),
        _ => format!("#{}.{:03}", amount.value / 1000, amount.value % 1000),
    }
}

/// The token that a lower-case word stands for: its stem, a people's country.
pub(crate) fn token_text(word: &str, language: Language) -> String {
    places::country_or(language.stem(word))
}

/// The form in which a piece is compared, as text: a stem, or a number's value; none for stop words.
pub(crate) fn comparable_word(piece: &Piece, language: Language) -> Option<String> {
    match piece {
        Piece::Word(word) if negation::negates(word) => Some(word.clone()),
        Piece::Word(word) => (!language.is_stop_word(word)).then(|| token_text(word, language)),
        Piece::Number(amount) => Some(amount_text(*amount)),
        Piece::Day(day) => Some(day_text(*day)),
    }
}

fn day_text(day: Day) -> String {
    let swap = day.unsure && day.day < day.month;
    let (month, day) = if swap { (day.day, day.month) } else { (day.month, day.day) };
    format!("@{month:02}-{day:02}")
}

/// The mask of a title and the issue it hides, where there is something to mask.
pub(crate) fn mask(pieces: &[Piece], language: Language) -> Option<(u64, u64)> {
    let mut shape = Vec::with_capacity(pieces.len());
    let mut hidden = Vec::new();
    for piece in pieces {
        let (seen, value) = match piece {
            Piece::Number(amount) => (1, Some(amount.value as u64)),
            Piece::Day(day) => (2, Some(u64::from(day.month) << 8 | u64::from(day.day))),
            Piece::Word(word) => match date::weekday(word, language).0 {
                0 => (hash(MASK_SEED, word.as_bytes()), None),
                weekday => (3, Some(u64::from(weekday) << 32)),
            },
        };
        shape.push(seen);
        hidden.extend(value);
    }
    (!hidden.is_empty()).then(|| (hash_all(MASK_SEED, shape) | 1, hash_all(MASK_SEED, hidden)))
}

/// Hashes of the different 3-grams of the words, one space between them and at the ends.
fn trigrams(pieces: &[Piece]) -> Box<[u16]> {
    let mut text = vec![' '];
    for piece in pieces {
        match piece {
            Piece::Word(word) => text.extend(without_accents(word).chars()),
            Piece::Number(amount) => text.extend(amount_text(*amount).chars()),
            Piece::Day(day) => text.extend(format!("@{}-{}", day.month, day.day).chars()),
        }
        text.push(' ');
    }
    let hashed =
        |gram: &[char]| hash_all(TRIGRAM_SEED, gram.iter().map(|c| u64::from(*c as u32))) as u16;
    let mut grams: Vec<u16> = text.windows(3).map(hashed).collect();
    grams.sort_unstable();
    grams.dedup();
    grams.into()
}

#[cfg(test)]
mod tests {
    use super::*;
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
        assert_eq!(c.words, d.words);
    }

    #[test]
    fn edges_do_not_change_the_key() {
        let all = titles(&["Troops leave | Reuters", "“Troops” leave", "TROOPS LEAVE!"]);
        assert!(all.windows(2).all(|pair| pair[0].key == pair[1].key));
    }

    #[test]
    fn a_mask_hides_the_issue_only() {
        let all = titles(&["Weekly roundup #41", "Weekly roundup #42", "Weekly roundup"]);
        assert_eq!(all[0].mask, all[1].mask);
        assert_ne!(all[0].issue, all[1].issue);
        assert_eq!(all[2].mask, 0);
    }

    #[test]
    fn a_number_knows_what_it_counts() {
        let all = titles(&["5 NATO troops killed"]);
        let number = all[0].numbers[0];
        assert_eq!(number.value, 5_000);
        assert_eq!(number.beside, [None, Some(all[0].words[1].token), Some(all[0].words[2].token)]);
    }
}
