//! One entry as the judge sees it: its title in comparable form, and what else is known.

use super::Recurrence;
use crate::entry::Entry;
use crate::hash::hash;
use crate::normalize::{Reader, Title, TitleHead, TokenId, pack, push, unpack, unpack_head, wide};
use crate::stamp::Stamp;

const URL_SEED: u64 = 0x0012_F0E1;
const SOURCE_SEED: u64 = 0x0050_0CE5;
/// A longer name of a source is put in memory to be folded.
const LONGEST_SOURCE: usize = 64;

/// One side of a pair.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    /// The title.
    pub title: Title,
    /// Equal for entries with the same URL; none where a URL is missing or stands for many stories.
    pub url: Option<u64>,
    /// Equal for entries of the same source.
    pub source: Option<u64>,
    /// Day of the entry, since 1970-01-01, whatever date it is: for the window.
    pub day: Option<i64>,
    /// Day of publication. The day on which a link was put on a list says little about when the story
    /// broke, so only this one is evidence.
    pub published: Option<i64>,
    /// Hour of publication, since 1970-01-01, where more than the day is known.
    pub hour: Option<i64>,
    /// Day on which the link was put on its list.
    pub listed: Option<i64>,
    /// The title is an issue of a series that the survey saw.
    pub series: bool,
    /// How this very title comes back in the run.
    pub recurrence: Recurrence,
}

/// What is known of an entry beside the words of its title.
#[derive(Clone, Copy, Debug)]
pub struct Head {
    /// As [`Subject::url`].
    pub url: Option<u64>,
    /// As [`Subject::day`].
    pub day: Option<i64>,
    /// As [`Subject::published`].
    pub published: Option<i64>,
    /// As [`Subject::recurrence`].
    pub recurrence: Recurrence,
    /// What is told of the title.
    pub title: TitleHead,
}

/// What stands in front of a packed title.
struct Facts {
    url: Option<u64>,
    source: Option<u64>,
    published: Option<i64>,
    listed: Option<i64>,
    day: Option<i64>,
    marks: u32,
}

/// Days within which a title that is published again is the same item. Later it may be this year's
/// `Best TV shows` of another outlet, and the judge is asked.
const NEAR: u64 = 3;

/// Marks of what is packed. The lowest bits are one more than the hour of the day of publication, 0 for none.
const HOUR: u32 = 0x1F;
const SERIES: u32 = 1 << 5;
const WITH_URL: u32 = 1 << 6;
const WITH_SOURCE: u32 = 1 << 7;
const WITH_PUBLISHED: u32 = 1 << 8;
const WITH_LISTED: u32 = 1 << 9;
/// The day is neither of the two above, or is not known.
const WITH_DAY: u32 = 1 << 10;
/// Each of these puts a hash of two numbers behind the marks, in this order, …
const HASHES: u32 = WITH_URL | WITH_SOURCE;
/// … and each of these a day of one.
const DAYS: u32 = WITH_PUBLISHED | WITH_LISTED | WITH_DAY;
const HOURS: i64 = 24;

impl Subject {
    /// An entry with its title. It recurs, and its URL is that of a page of links, only once all are known.
    pub(super) fn new(entry: &Entry, title: Title, series: bool) -> Self {
        Self {
            url: entry.url().map(|url| hash(URL_SEED, url.as_bytes())),
            source: entry.source.as_deref().map(source_hash),
            day: entry.date().map(day_of),
            published: entry.published.map(day_of),
            hour: entry.published.and_then(Stamp::hour),
            listed: entry.added.map(day_of),
            series,
            recurrence: Recurrence::Unknown,
            title,
        }
    }

    /// True where both were published within days, or nothing is known of it.
    pub fn is_near(&self, other: &Self) -> bool {
        are_near(self.published, other.published)
    }

    /// Adds it to what is packed, but for what is known only of a run as a whole.
    pub(super) fn pack(&self, into: &mut Vec<u8>) {
        let other = self.day.filter(|_| self.published.or(self.listed) != self.day);
        let hashes = [(WITH_URL, self.url), (WITH_SOURCE, self.source)];
        let days =
            [(WITH_PUBLISHED, self.published), (WITH_LISTED, self.listed), (WITH_DAY, other)];
        let known = |mark: u32, is_known: bool| if is_known { mark } else { 0 };
        let with =
            hashes.iter().fold(0, |marks, (mark, hash)| marks | known(*mark, hash.is_some()))
                | days.iter().fold(0, |marks, (mark, day)| marks | known(*mark, day.is_some()));
        let hour = self.hour.zip(self.published).map_or(0, |(hour, day)| hour - day * HOURS + 1);
        push([hour as u32 & HOUR | if self.series { SERIES } else { 0 } | with], into);
        hashes.iter().filter_map(|(_, hash)| *hash).for_each(|hash| push(wide(hash), into));
        days.iter().filter_map(|(_, day)| *day).for_each(|day| push([day as u32], into));
        pack(&self.title, into);
    }

    /// Reads what was packed; what is known only of a run as a whole is left open. `tokens` are those of the forms of
    /// words. Lends its own memory.
    pub(super) fn unpack(&mut self, packed: &[u8], tokens: &[TokenId]) {
        let mut from = Reader(packed);
        let Facts { url, source, published, listed, day, marks } = Facts::read(&mut from);
        (self.url, self.source, self.day) = (url, source, day);
        (self.published, self.listed) = (published, listed);
        let hour = i64::from(marks & HOUR);
        self.hour = published.filter(|_| hour > 0).map(|day| day * HOURS + hour - 1);
        (self.series, self.recurrence) = (marks & SERIES != 0, Recurrence::Unknown);
        unpack(&mut from, tokens, &mut self.title);
    }

    /// Where the title begins in what was packed.
    pub(super) fn title_at(packed: &[u8]) -> usize {
        let marks = Reader(packed).next();
        let count = |facts: u32| (marks & facts).count_ones() as usize;
        (1 + 2 * count(HASHES) + count(DAYS)) * size_of::<u32>()
    }
}

impl Facts {
    fn read(from: &mut Reader) -> Self {
        let marks = from.next();
        let mut hash = |mark: u32| (marks & mark != 0).then(|| from.wide());
        let (url, source) = (hash(WITH_URL), hash(WITH_SOURCE));
        let mut day = |mark: u32| (marks & mark != 0).then(|| from.next().cast_signed().into());
        let (published, listed) = (day(WITH_PUBLISHED), day(WITH_LISTED));
        let day = day(WITH_DAY).or(published).or(listed);
        Self { url, source, published, listed, day, marks }
    }
}

impl Head {
    /// Reads the beginning of what [`Subject::pack`] packed; what is known only of a run is left open.
    pub(super) fn unpack(packed: &[u8]) -> Self {
        let mut from = Reader(packed);
        let Facts { url, published, day, .. } = Facts::read(&mut from);
        Self { url, day, published, recurrence: Recurrence::Unknown, title: unpack_head(&mut from) }
    }

    /// As [`Subject::is_near`].
    pub fn is_near(&self, other: &Self) -> bool {
        are_near(self.published, other.published)
    }
}

/// The day of a stamp, as far as a number of 32 bits reaches: five million years.
fn day_of(stamp: Stamp) -> i64 {
    stamp.day().clamp(i32::MIN.into(), i32::MAX.into())
}

fn are_near(a: Option<i64>, b: Option<i64>) -> bool {
    let apart = a.zip(b).map(|(a, b)| a.abs_diff(b));
    apart.is_none_or(|days| days <= NEAR)
}

/// Equal for names of a source that differ in case alone.
fn source_hash(source: &str) -> u64 {
    let mut lower = [0; LONGEST_SOURCE];
    match lower.get_mut(..source.len()).filter(|_| source.is_ascii()) {
        Some(lower) => {
            lower.copy_from_slice(source.as_bytes());
            lower.make_ascii_lowercase();
            hash(SOURCE_SEED, lower)
        }
        None => hash(SOURCE_SEED, source.to_lowercase().as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::Origin;

    #[test]
    fn unpacking_gives_what_was_packed() {
        let stamps = [None, Some(Stamp::from_unix(-1)), Some(Stamp::from_unix(1_398_594_180))];
        let day = Some(Stamp::from_date(jiff::civil::date(2014, 4, 27)));
        let mut at_hand = Subject::default();
        for published in stamps.into_iter().chain([day]) {
            for (added, updated, series) in
                [(None, None, false), (stamps[1], day, true), (None, day, false)]
            {
                let entry =
                    Entry { published, added, updated, ..Entry::new("t", Origin::new("-", 1)) };
                for entry in [entry.clone().with_url("http://a.test/1"), entry] {
                    let entry = Entry { source: series.then(|| "BBC".into()), ..entry };
                    let subject = Subject::new(&entry, Title::default(), series);
                    let mut packed = Vec::new();
                    subject.pack(&mut packed);
                    assert_eq!(Subject::title_at(&packed), packed.len() - 32);
                    at_hand.unpack(&packed, &[]);
                    let head = Head::unpack(&packed);
                    assert_eq!((head.url, head.day), (at_hand.url, at_hand.day));
                    assert_eq!(head.published, at_hand.published);
                    let title = at_hand.title.clone();
                    assert_eq!(at_hand, Subject { title, ..subject });
                }
            }
        }
    }
}
