//! Steps 2 and 3: titles to comparable form.
//!
//! A title passes an ordered list of text rules, each in a file of its own, and is then taken apart
//! into words, numbers and dates:
//!
//! - [`rules`]: the list, lossless rules first; its order is behavior.
//! - `pieces`: text to words and numbers; `letters`, `digits`, `number`, `numerals`, `date`: what they are made of;
//!   `unspaced`: how scripts without spaces are cut.
//! - `opposites`, `negation`, `spelling`, `synonyms`, `genre`, `language`: what words mean to the judge.
//! - `imprint`: a title's words as bits, which the survey samples.
//! - `lexicon`: what cutting has to know of a word, looked up once; `ids`: where it is looked up.
//! - `builder`: pieces to a [`Title`] (`title`), the form that every later step reads.
//! - `known`: what is known of each different word.
//! - `packed`: a title as a run of numbers, in which form all titles of a run are kept.
//! - `vocabulary`: the tokens of all titles, and the `forms` of their words with their `trigrams`.
//! - `scan`: where words stand in a plain text, as nearly all are.
//! - `rows`: titles as the survey cut them.
//! - `mask`: a title without what changes from issue to issue.
//! - `surveyed`: what the survey reads of a title, and whether a title can be built from that.
//! - `untouched`: which titles no rule has to look at, told at a glance.
//! - `site`: also the shape in which the survey counts site names.
//!
//! Guarantees: the text that the rules give is a fixpoint of the rules; a rule only ever shortens a
//! title at its edges or rewrites characters, it never invents words; nothing here looks at another
//! entry except through the [`Context`].

mod acronym;
mod agency;
mod builder;
mod case;
mod casing;
mod compatibility;
mod date;
mod digits;
mod draft;
mod forms;
mod genre;
mod ids;
mod imprint;
mod kind;
mod known;
mod language;
mod letters;
mod lexicon;
mod mask;
mod negation;
mod number;
mod numerals;
mod opposites;
mod packed;
mod pieces;
mod places;
mod punctuation;
mod revision;
mod rows;
mod scan;
mod segments;
#[cfg(test)]
mod shown;
mod signs;
mod site;
mod spelling;
mod surveyed;
mod synonyms;
pub(crate) mod texts;
mod title;
mod token;
mod trigrams;
mod truncation;
mod unspaced;
mod untouched;
mod vocabulary;

pub use agency::has_edition_prefix;
pub use builder::TitleBuilder;
pub(crate) use casing::Capitals;
pub use casing::Names;
pub(crate) use compatibility::compatible;
pub use date::{Day, Weekdays};
pub use draft::{Draft, Kind, Stripped};
pub use imprint::{Bit, Imprint};
pub use language::{Language, LanguageVotes, Languages};
pub(crate) use lexicon::{Lexicon, WordId, number_id};
pub(crate) use mask::{Masked, mask};
pub use number::{Number, Unit, may_be_rounded};
pub use opposites::{Opposites, pair_of as opposite_pair};
pub use packed::TitleHead;
pub(crate) use packed::{Reader, pack, push, renumber, unpack, unpack_head, unpack_tokens, wide};
pub(crate) use pieces::{Cut, cut, cut_scan};
pub use pieces::{Piece, pieces};
pub(crate) use places::is_place;
pub(crate) use rows::{Cells, Rows, Serves};
pub(crate) use scan::Scan;
pub use site::{SiteNames, countable_segment, segment_key};
pub(crate) use surveyed::{fold, folds_to_lower, head_serves, serves, surveyed};
pub(crate) use synonyms::saying;
pub use title::{Title, Word, first_places};
pub(crate) use token::{comparable_word, token_hash, token_text};
pub use trigrams::TrigramOverlap;
pub use vocabulary::{Renumbered, TokenId, Vocabulary};

pub(crate) use untouched::Glance;
use untouched::{glance, is_untouched};

/// One step of normalization: a name, a line for people, and the change itself.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Short name, shown by `storyfold normalize`.
    pub name: &'static str,
    /// What the rule does, in a line.
    pub about: &'static str,
    apply: fn(&mut Draft, &Context),
}

/// Rules that rewrite characters without losing what they say.
const CHARACTER_RULES: [Rule; 2] = [compatibility::RULE, punctuation::RULE];

/// Rules that take something from an edge. One may uncover work for another, so they are repeated
/// until none finds anything.
const EDGE_RULES: [Rule; 5] =
    [truncation::RULE, revision::RULE, kind::RULE, site::RULE, agency::RULE];

/// Rules that lose something: the form of initials, capitals.
const FOLDING_RULES: [Rule; 2] = [acronym::RULE, case::RULE];

/// Rounds after which a title is taken as it is; three have been enough for every one seen.
const MOST_ROUNDS: usize = 16;

/// Every rule in the order of application.
pub fn rules() -> impl Iterator<Item = Rule> {
    CHARACTER_RULES.into_iter().chain(EDGE_RULES).chain(FOLDING_RULES)
}

/// What the rules know beside the title itself.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Site names learned by the survey.
    pub sites: &'a SiteNames,
    /// The entry's own source.
    pub source: Option<&'a str>,
}

static NO_SITES: std::sync::LazyLock<SiteNames> = std::sync::LazyLock::new(SiteNames::default);

impl Default for Context<'_> {
    fn default() -> Self {
        Self { sites: &NO_SITES, source: None }
    }
}

impl Context<'_> {
    /// True where `segment` names the entry's source: the same letters, or its host's main label.
    fn is_source(&self, segment: &str) -> bool {
        let Some(source) = self.source else { return false };
        let host = source.trim_start_matches("www.");
        let label = host.split('.').next().unwrap_or(host);
        has_letters_of(segment, source) || has_letters_of(segment, label)
    }
}

/// True for texts with the same letters and digits, and at least one.
fn has_letters_of(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() {
        let plain = |byte: &u8| byte.is_ascii_alphanumeric();
        let [mut a, b] = [a, b].map(|text| text.bytes().filter(plain).peekable());
        return a.peek().is_some()
            && a.map(|a| a.to_ascii_lowercase()).eq(b.map(|b| b.to_ascii_lowercase()));
    }
    let [a, b] = [a, b].map(|text| -> String {
        text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
    });
    !a.is_empty() && a == b
}

/// Passes a title through all rules.
///
/// The result's text is a fixpoint: normalizing it again changes nothing.
pub fn normalize(title: &str, context: &Context) -> Draft {
    let mut draft = Draft::default();
    normalize_into(&mut draft, title, context);
    draft
}

/// What the rules take from a title, as [`normalize`] notes it. Folding takes nothing, so it is left out where no
/// round follows it.
pub(crate) fn stripped(title: &str, context: &Context) -> Vec<Stripped> {
    if is_untouched(title) {
        return Vec::new();
    }
    if !one_round(title) {
        return normalize(title, context).stripped;
    }
    let mut draft = Draft::new(title);
    run(&CHARACTER_RULES, &mut draft, context);
    run_edges(&mut draft, context);
    draft.stripped
}

/// As [`normalize`], into a draft whose memory is used again.
fn normalize_into(draft: &mut Draft, title: &str, context: &Context) {
    draft.restart(title);
    if is_untouched(title) {
        case::apply(draft, context);
        return;
    }
    let mut before = String::new();
    for _ in 0..MOST_ROUNDS {
        run(&CHARACTER_RULES, draft, context);
        run_edges(draft, context);
        let settled = one_round(title) || is_settled(&draft.text);
        run(&FOLDING_RULES, draft, context);
        if settled || draft.text == before {
            break;
        }
        before.clone_from(&draft.text);
    }
}

/// Folding can compose new characters (`İ`) or join initials to a word that an earlier rule knows. A title
/// in plain ASCII without a dot cannot become such a one, and is nearly everything.
fn one_round(title: &str) -> bool {
    title.is_ascii() && !title.contains('.')
}

/// True for a text that the rules before the folding ones leave alone, where they leave it alone folded, too:
/// small letters alone make no more of a plain text.
fn is_settled(text: &str) -> bool {
    text.is_ascii() && acronym::finds_nothing(text)
}

/// As [`normalize`], but tells after each rule that changed something what the text was then.
pub fn trace(title: &str, context: &Context) -> Vec<(&'static str, String)> {
    let mut draft = Draft::new(title);
    let mut steps = Vec::new();
    for _ in 0..MOST_ROUNDS {
        let before = draft.text.clone();
        for rule in rules() {
            let text = draft.text.clone();
            (rule.apply)(&mut draft, context);
            if draft.text != text {
                steps.push((rule.name, draft.text.clone()));
            }
        }
        if draft.text == before {
            break;
        }
    }
    steps
}

fn run(rules: &[Rule], draft: &mut Draft, context: &Context) {
    for rule in rules {
        (rule.apply)(draft, context);
    }
}

/// Repeats the edge rules until a whole round leaves the text alone. Every change shortens it.
fn run_edges(draft: &mut Draft, context: &Context) {
    loop {
        let length = draft.text.len();
        run(&EDGE_RULES, draft, context);
        if draft.text.len() == length {
            return;
        }
    }
}
