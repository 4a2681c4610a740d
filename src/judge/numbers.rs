//! How the numbers of two titles stand to each other.
//!
//! A conflict needs the same unit or an aligned place: `5 troops` against `2 troops`, `iOS 7.1` against
//! `iOS 7.1.1`. A number that only one title has, or one list that is a part of the other, is no
//! conflict. A number at the very end of a title that was cut off proves nothing.

use crate::normalize::{Number, Title, Unit, may_be_rounded};

/// What two titles' numbers say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NumberRelation {
    /// How many numbers of one title stand in the other, too.
    pub agreeing: u32,
    /// How many of these count the same thing: the same word stands behind, no name-giving word before
    /// (`5 troops`, not `Series 5`).
    pub counting: u32,
    /// Places (in each title's numbers) of two that contradict each other.
    pub conflict: Option<(usize, usize)>,
    /// Only one of the titles has a number that the other has not.
    pub lone: bool,
}

/// Relates the numbers of two titles.
pub fn relate(a: &Title, b: &Title) -> NumberRelation {
    let (left, right) = (certain(a), certain(b));
    if left.is_empty() && right.is_empty() {
        return NumberRelation::default();
    }
    if left.is_empty() || right.is_empty() {
        return NumberRelation { lone: true, ..NumberRelation::default() };
    }
    let (only_left, only_right, agreeing) = matched(left, right);
    let twin = |a: &&Number| right.iter().any(|b| equal(a, b) && counts_alike(a, b));
    let counting = left.iter().filter(twin).count() as u32;
    let contradict =
        |i: &usize| only_right.iter().find(|j| contradicts(left, *i, right, **j)).map(|j| (*i, *j));
    let conflict = only_left
        .iter()
        .find_map(contradict)
        .or_else(|| exchanged(left, right))
        .or_else(|| tolls(a, b, left, right).filter(|_| agreeing == 0));
    let lone = only_left.is_empty() != only_right.is_empty();
    NumberRelation { agreeing, counting, conflict, lone }
}

/// The numbers that count: not the last word of a title that was cut off.
fn certain(title: &Title) -> &[Number] {
    let cut = title.truncated && title.words().last().is_some_and(|word| word.numeric());
    let keep = title.numbers().len().saturating_sub(usize::from(cut));
    &title.numbers()[..keep]
}

/// Pairs equal values greedily in order, those first that stand in the same place (`5 people for 3 years`
/// and `3 people for 3 years` differ in the people); returns the places left over on each side.
fn matched(left: &[Number], right: &[Number]) -> (Vec<usize>, Vec<usize>, u32) {
    let mut only_right: Vec<usize> = (0..right.len()).collect();
    let mut only_left: Vec<usize> = (0..left.len()).collect();
    for placed in [true, false] {
        only_left.retain(|i| {
            let pairs = |j: &usize| {
                let (a, b) = (&left[*i], &right[*j]);
                equal(a, b) && (!placed || a.beside == b.beside)
            };
            let found = only_right.iter().position(pairs);
            found.map(|found| only_right.remove(found)).is_none()
        });
    }
    let agreeing = (left.len() - only_left.len()) as u32;
    (only_left, only_right, agreeing)
}

fn equal(a: &Number, b: &Number) -> bool {
    let compound = |number: &Number| matches!(number.unit, Unit::Score | Unit::Literal);
    a.value == b.value && (a.unit == b.unit || !(compound(a) || compound(b)))
}

fn contradicts(left: &[Number], i: usize, right: &[Number], j: usize) -> bool {
    let (a, b) = (&left[i], &right[j]);
    if may_be_rounded(a, b) {
        return false;
    }
    let alone =
        |numbers: &[Number]| numbers.iter().filter(|number| number.unit == a.unit).count() == 1;
    let loose = matches!(a.unit, Unit::Plain | Unit::Literal | Unit::Year);
    let same_unit = a.unit == b.unit && !loose;
    (same_unit && alone(left) && alone(right)) || (comparable(a.unit, b.unit) && aligned(a, b))
}

fn comparable(a: Unit, b: Unit) -> bool {
    let loose = |unit| matches!(unit, Unit::Plain | Unit::Ordinal | Unit::Literal | Unit::Money);
    a == b || (loose(a) && loose(b))
}

/// What they count is the same, and the number is not part of a name.
fn counts_alike(a: &Number, b: &Number) -> bool {
    let behind = a.beside[1..].iter().flatten().any(|word| b.beside[1..].contains(&Some(*word)));
    let named = a.beside[0].is_some() && a.beside[0] == b.beside[0];
    behind && !named && a.unit != Unit::Year
}

/// The same word before, or a shared word among the two behind, or behind the one that is an ordinal
/// and before the other (`first beta`, `beta 3`).
fn aligned(a: &Number, b: &Number) -> bool {
    let before = a.beside[0].is_some() && a.beside[0] == b.beside[0];
    let behind = a.beside[1..].iter().flatten().any(|word| b.beside[1..].contains(&Some(*word)));
    // A place in an order and a count speak of one thing only where it stands next to both: `top 25 teams`
    // and `17th ranked team` do not.
    let unlike = (a.unit == Unit::Ordinal) != (b.unit == Unit::Ordinal);
    let behind = if unlike { a.beside[1].is_some() && a.beside[1] == b.beside[1] } else { behind };
    let crossed = |a: &Number, b: &Number| {
        a.unit == Unit::Ordinal
            && b.beside[0].is_some_and(|word| a.beside[1..].contains(&Some(word)))
    };
    before || behind || crossed(a, b) || crossed(b, a)
}

/// Both speak of deaths and give one plain number: two tolls, however they are worded.
fn tolls(a: &Title, b: &Title, left: &[Number], right: &[Number]) -> Option<(usize, usize)> {
    let only = |numbers: &[Number]| {
        let mut plain = (0..numbers.len()).filter(|place| numbers[*place].unit == Unit::Plain);
        plain.next().filter(|_| plain.next().is_none())
    };
    let (i, j) = only(left).zip(only(right)).filter(|_| a.deaths && b.deaths)?;
    let differ = left[i].value != right[j].value && !may_be_rounded(&left[i], &right[j]);
    differ.then_some((i, j))
}

/// The same values, but two of them have changed places: `Yankees 4, Red Sox 3` and the reverse.
fn exchanged(left: &[Number], right: &[Number]) -> Option<(usize, usize)> {
    let behind = |word, value| {
        right.iter().position(|number| number.beside[0] == word && number.value == value)
    };
    for (i, first) in left.iter().enumerate().filter(|(_, number)| number.beside[0].is_some()) {
        for second in left[i + 1..].iter().filter(|other| other.value != first.value) {
            let (here, there) = (first.beside[0], second.beside[0]);
            let crossed = behind(here, second.value).zip(behind(there, first.value));
            if here != there
                && let Some((j, _)) = crossed
            {
                return Some((i, j));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Entry;
    use crate::normalize::{Languages, Names, SiteNames, TitleBuilder};
    use crate::origin::Origin;

    fn related(a: &str, b: &str) -> NumberRelation {
        let (languages, sites, names) =
            (Languages::default(), SiteNames::default(), Names::default());
        let mut builder = TitleBuilder::new(&languages, &sites, &names);
        let mut title = |text: &str| builder.build(&Entry::new(text, Origin::new("-", 1)));
        let (a, b) = (title(a), title(b));
        let relation = relate(&a, &b);
        assert_eq!(relation.conflict.is_some(), relate(&b, &a).conflict.is_some());
        relation
    }

    fn conflict(a: &str, b: &str) -> bool {
        related(a, b).conflict.is_some()
    }

    #[test]
    fn contradictions() {
        assert!(conflict("2 troops killed in attack", "5 troops killed in attack"));
        assert!(conflict("5 NATO troops killed", "2 troops killed in the east"));
        assert!(conflict("Death toll rises to 41 in mine", "Death toll rises to 238 in mine"));
        assert!(conflict("Liverpool 2-0 Newcastle", "Liverpool 0-2 Newcastle"));
        assert!(conflict("Apple releases iOS 7.1 today", "Apple releases iOS 7.1.1 today"));
        assert!(conflict("Bitcoin falls below $450", "Bitcoin drops under $400"));
        assert!(conflict("Weekly roundup #41", "Weekly roundup #42"));
        assert!(conflict("Yankees 4, Red Sox 3", "Yankees 3, Red Sox 4"));
        assert!(conflict("SummerSlam: Night one", "SummerSlam: Night two"));
        assert!(conflict("Apple seeds second betas", "Apple seeds fourth betas"));
        assert!(conflict("Apple releases first iOS beta", "Apple releases iOS beta 3"));
        assert!(conflict("At least 64 dead in Rio raid", "Toll in Rio raid rises to 119"));
        assert!(conflict("2013 Nobel Prize", "2014 Nobel Prize"));
        assert!(conflict("At least 16 votes missing", "At least 21 votes missing"));
        assert!(conflict("Airline to cut 5 jobs for 3 years", "Airline to cut 3 jobs for 3 years"));
    }

    #[test]
    fn no_contradictions() {
        assert!(!conflict("5 NATO troops killed", "NATO troops killed"));
        assert!(!conflict("Two troops killed", "2 troops killed"));
        assert!(!conflict("Bitcoin at $10K", "Bitcoin at $10,000"));
        assert!(!conflict("$48.5 billion deal", "$48 billion deal"));
        assert!(!conflict("Series 10 for $100 off", "$100 off the Series 10"));
        assert!(!conflict("3 killed, 10 injured", "Shooting kills 3, injures 10"));
        assert!(!conflict("Over 30 people killed", "32 people killed"));
        assert!(!conflict("Nearly 240 people killed", "At least 237 people killed"));
        assert!(!conflict("Fever sickens over 60 people", "Fever sickens over 70 people"));
        assert!(!conflict(
            "USMNT tops Japan to end streak vs. top 25 teams",
            "USMNT beat 17th ranked team"
        ));
        assert!(!conflict("Death rates drop in 2024", "Death rate lowest since 2020"));
        assert!(!conflict("Jailed for 4½ years", "4.5 years in jail"));
        assert!(!conflict("2026 WR Finley commits", "Four-star WR Finley commits"));
        assert!(!conflict("Protesters get 5- to 8-year terms", "NATO 3 get 5 to 8 years"));
        assert!(!conflict(
            "Kepler telescope finds planet 186",
            "Kepler telescope finds planet 1..."
        ));
        assert_eq!(related("5 troops killed, 3 hurt", "5 troops killed").agreeing, 1);
    }
}
