//! Titles that come back, and are another page each time.
//!
//! Takes where and when the entries of a run have one title, and gives how it comes back. A *rubric* is one source's
//! (`Open thread`): another day is another page. A *saying* is everybody's (`Look what came in the mail`): it tells
//! nothing of what it stands over, so two of them are one page only where something else says so. Both are known only
//! of a run as a whole, and only keep titles apart.

use ahash::AHashSet;

/// A title recurs when one source has it under so many URLs on so many days.
const DAYS_OF_A_RUBRIC: usize = 3;
/// Where no source is known, only a title this short is taken for a rubric (`Open Thread`): a longer
/// one that returns is the same story listed again.
const WORDS_OF_A_RUBRIC: usize = 2;
/// A title that mostly others have is no rubric of the source that repeats it where all have it within so many days. In
/// 2.2 million titles of Reddit and 40,000 of news every other such title spreads over more than three months.
const DAYS_OF_A_STORY: i64 = 14;
/// A saying has at least so many sources, and its pages are of so many spells of so many days.
const SOURCES_OF_A_SAYING: usize = 3;
const SPELLS_OF_A_SAYING: usize = 3;
const DAYS_OF_A_SPELL: i64 = 31;

/// How a title comes back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Recurrence {
    /// Not at all, or not often enough to know.
    #[default]
    Unknown,
    /// One source has it on several days.
    Rubric,
    /// Several sources have it, again and again over months.
    Saying,
}

/// That an entry has a title: its source, day and URL.
pub(super) type Appearance = (Option<u64>, i64, Option<u64>);

impl Recurrence {
    /// Fewer appearances tell nothing.
    pub(super) const LEAST: usize = 3;

    /// How a title of so many different words comes back that has these appearances.
    pub(super) fn of(words: usize, mut seen: Vec<Appearance>) -> Self {
        seen.retain(|(source, ..)| source.is_some() || words <= WORDS_OF_A_RUBRIC);
        seen.sort_unstable();
        if is_saying(&seen) {
            Self::Saying
        } else if is_rubric(&seen) {
            Self::Rubric
        } else {
            Self::Unknown
        }
    }
}

/// True where one source publishes the title again and again. A title that many sources have within days of each other
/// is a story, though one of them repeats it.
fn is_rubric(seen: &[Appearance]) -> bool {
    let repeated = seen.chunk_by(|a, b| a.0 == b.0).filter(|own| is_on_many_days(own));
    let repeated = repeated.map(<[_]>::len).sum::<usize>();
    repeated > 0 && !(2 * repeated < seen.len() && is_of_one_story(seen))
}

fn is_of_one_story(seen: &[Appearance]) -> bool {
    let days = || seen.iter().map(|(_, day, _)| *day);
    days().max().zip(days().min()).is_none_or(|(last, first)| last - first < DAYS_OF_A_STORY)
}

fn is_on_many_days(seen: &[Appearance]) -> bool {
    let days = seen.chunk_by(|a, b| a.1 == b.1).count();
    let urls: AHashSet<u64> = seen.iter().filter_map(|(_, _, url)| *url).collect();
    let same_page = !urls.is_empty() && urls.len() < DAYS_OF_A_RUBRIC;
    days >= DAYS_OF_A_RUBRIC && !same_page
}

/// True where different pages have the title over months, and several sources. A page that is posted again is one page.
fn is_saying(seen: &[Appearance]) -> bool {
    let mut pages: Vec<(Option<u64>, i64, u64)> =
        seen.iter().filter_map(|(source, day, url)| Some((*url, *day, (*source)?))).collect();
    pages.sort_unstable();
    pages.dedup_by(|next, first| next.0.is_some() && next.0 == first.0);
    let sources: AHashSet<u64> = pages.iter().map(|(.., source)| *source).collect();
    let mut days: Vec<i64> = pages.into_iter().map(|(_, day, _)| day).collect();
    days.sort_unstable();
    sources.len() >= SOURCES_OF_A_SAYING && spells(&days) >= SPELLS_OF_A_SAYING
}

/// How many spells it takes to hold all days, which ascend.
fn spells(days: &[i64]) -> usize {
    let (mut spells, mut left) = (0, days);
    while let Some(first) = left.first() {
        left = &left[left.partition_point(|day| *day < first + DAYS_OF_A_SPELL)..];
        spells += 1;
    }
    spells
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Appearances on these days by sources, each on a page of its own.
    fn on_pages(seen: &[(u64, i64)]) -> Vec<Appearance> {
        seen.iter()
            .zip(1..)
            .map(|((source, day), page)| (Some(*source), *day, Some(page)))
            .collect()
    }

    #[test]
    fn a_wire_report_does_not_recur_because_one_of_many_outlets_repeats_it() {
        let and = |others: &[(u64, i64)]| {
            Recurrence::of(6, on_pages(&[&[(0, 1), (0, 2), (0, 3)], others].concat()))
        };
        assert_eq!(and(&[(1, 1), (2, 1), (3, 2), (4, 2)]), Recurrence::Unknown);
        assert_eq!(and(&[(1, 1), (2, 1), (3, 2)]), Recurrence::Rubric, "no more are of others");
        assert_eq!(and(&[(1, 1), (2, 1), (3, 2), (4, 14)]), Recurrence::Unknown);
        assert_eq!(and(&[(1, 1), (2, 1), (3, 2), (4, 15)]), Recurrence::Rubric);
    }

    #[test]
    fn one_page_on_many_days_is_no_rubric() {
        let days = [1, 2, 3].map(|day| (Some(0), day, Some(7)));
        assert_eq!(Recurrence::of(6, days.into()), Recurrence::Unknown);
        let pages = days.map(|(source, day, _)| (source, day, None));
        assert_eq!(Recurrence::of(6, pages.into()), Recurrence::Rubric);
    }

    #[test]
    fn without_a_source_only_short_titles_recur() {
        let of = |words| Recurrence::of(words, [1, 2, 3].map(|day| (None, day, None)).into());
        assert_eq!([2, 3].map(of), [Recurrence::Rubric, Recurrence::Unknown]);
    }

    #[test]
    fn a_saying_is_had_by_three_sources_over_three_spells() {
        let spells = [(0, 1), (1, 32), (2, 63)];
        assert_eq!(Recurrence::of(6, on_pages(&spells)), Recurrence::Saying);
        assert_eq!(Recurrence::of(6, on_pages(&[(0, 1), (1, 32), (2, 62)])), Recurrence::Unknown);
        assert_eq!(Recurrence::of(6, on_pages(&[(0, 1), (1, 32), (1, 63)])), Recurrence::Unknown);
        let all_along: Vec<(u64, i64)> = (0..63).map(|day| (day, day as i64)).collect();
        assert_eq!(Recurrence::of(6, on_pages(&all_along)), Recurrence::Saying);
        assert_eq!(Recurrence::of(6, on_pages(&all_along[..62])), Recurrence::Unknown);
    }

    #[test]
    fn a_page_that_is_posted_again_makes_no_saying() {
        let spells = [(0, 1), (1, 32), (2, 63)];
        let of =
            |page| Recurrence::of(6, spells.map(|(source, day)| (Some(source), day, page)).into());
        assert_eq!([Some(9), None].map(of), [Recurrence::Unknown, Recurrence::Saying]);
    }
}
