//! The forms of headlines: what is fixed in them and what is drawn.
//!
//! `forms.tsv` holds a form a line: its section, its odds within the section, and its words. A word in
//! braces is drawn from a class, the others stand as they are.

use std::sync::LazyLock;

use super::draws::Draws;
use super::lexicon::Class;

const FORMS: &str = include_str!("forms.tsv");

/// What stands at one place of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// This very word.
    Plain(&'static str),
    /// A word of a class.
    Drawn(Class),
    /// A first and a second name.
    Person,
    /// A verb for one who does it.
    Verbs,
    /// A number that tells something: a toll, a price, a share.
    Count,
    /// A year between 2010 and 2030.
    Year,
    /// The number of an issue.
    Issue,
    /// A day of the month.
    Day,
}

/// A mark that follows a word at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// None.
    #[default]
    None,
    /// A comma.
    Comma,
    /// A colon.
    Colon,
}

/// A place of a form.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// What stands there.
    pub slot: Slot,
    /// It is followed by `'s`.
    pub possessive: bool,
    /// What follows it.
    pub mark: Mark,
}

/// A form: its places in order.
pub type Form = Vec<Place>;

/// A section of the forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// How a headline begins.
    Head,
    /// Beginnings with two names that could change places.
    Rivals,
    /// Beginnings with a number that matters.
    Counted,
    /// What is added until a headline is long enough.
    Tail,
    /// Whole headlines that come back with other names.
    Template,
    /// Whole headlines that come back as another issue.
    Series,
}

const SECTIONS: [&str; 6] = ["head", "rivals", "counted", "tail", "template", "series"];

/// The forms of each section, with their odds.
static SECTION_FORMS: LazyLock<[Vec<(u32, Form)>; 6]> = LazyLock::new(|| SECTIONS.map(section));

/// Draws a form of a section.
pub fn draw(section: Section, draws: &mut Draws) -> &'static Form {
    let forms = &SECTION_FORMS[section as usize];
    let mut left = draws.below(forms.iter().map(|(odds, _)| odds).sum());
    let reached = |(odds, _): &&(u32, Form)| {
        let here = left < *odds;
        left = left.saturating_sub(*odds);
        here
    };
    &forms.iter().find(reached).unwrap_or(&forms[0]).1
}

fn section(name: &str) -> Vec<(u32, Form)> {
    let line = |line: &'static str| {
        let mut cells = line.split('\t');
        let [section, odds, words] = [cells.next()?, cells.next()?, cells.next()?];
        let odds = odds.parse().ok()?;
        (section == name).then(|| (odds, words.split(' ').map(place).collect()))
    };
    FORMS.lines().filter_map(line).collect()
}

fn place(word: &'static str) -> Place {
    let (word, mark) = match (word.strip_suffix(','), word.strip_suffix(':')) {
        (Some(word), _) => (word, Mark::Comma),
        (_, Some(word)) => (word, Mark::Colon),
        (None, None) => (word, Mark::None),
    };
    let (word, possessive) = match word.strip_suffix("'s") {
        Some(word) => (word, true),
        None => (word, false),
    };
    Place { slot: slot(word), possessive, mark }
}

fn slot(word: &'static str) -> Slot {
    match word {
        "{name}" => Slot::Drawn(Class::Name),
        "{noun}" => Slot::Drawn(Class::Noun),
        "{role}" => Slot::Drawn(Class::Role),
        "{verb}" => Slot::Drawn(Class::Verb),
        "{adj}" => Slot::Drawn(Class::Adjective),
        "{place}" => Slot::Drawn(Class::Place),
        "{counted}" => Slot::Drawn(Class::Counted),
        "{weekday}" => Slot::Drawn(Class::Weekday),
        "{month}" => Slot::Drawn(Class::Month),
        "{person}" => Slot::Person,
        "{verbs}" => Slot::Verbs,
        "{n}" => Slot::Count,
        "{year}" => Slot::Year,
        "{issue}" => Slot::Issue,
        "{day}" => Slot::Day,
        plain => Slot::Plain(plain),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_can_be_read() {
        let rows = FORMS.lines().filter(|line| !line.starts_with('#')).count();
        let read: usize = SECTION_FORMS.iter().map(Vec::len).sum();
        assert_eq!(rows, read);
        for (_, form) in SECTION_FORMS.iter().flatten() {
            for place in form {
                assert!(!matches!(place.slot, Slot::Plain(word) if word.contains('{')), "{form:?}");
            }
        }
    }

    #[test]
    fn forms_hold_what_their_traps_change() {
        let holds = |section: Section, wanted: &[Slot], least: usize| {
            for (_, form) in &SECTION_FORMS[section as usize] {
                let found = form.iter().filter(|place| wanted.contains(&place.slot)).count();
                assert!(found >= least, "{form:?}");
            }
        };
        let names = [Slot::Drawn(Class::Name), Slot::Drawn(Class::Place)];
        holds(Section::Rivals, &names, 2);
        holds(Section::Counted, &[Slot::Count], 1);
        holds(Section::Template, &[names[0], names[1], Slot::Person], 1);
        holds(Section::Series, &[Slot::Issue, Slot::Day], 1);
    }
}
