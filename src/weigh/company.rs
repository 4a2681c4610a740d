//! In which company words stand: how many titles of the corpus hold several words at once.
//!
//! Two titles that share words which hardly any other title holds together tell one story; words that many
//! titles hold together are a topic, a series or a template, and prove little. The survey keeps a sample of
//! the titles of each word; here the samples of the words behind a token are one.

use super::weights::each_token;
use crate::normalize::{Imprint, Languages, TokenId, Vocabulary};
use crate::survey::{CorpusStats, SAMPLE, merged};

/// The samples of all tokens of a corpus.
#[derive(Clone, Debug, Default)]
pub struct Gatherings {
    titles: u64,
    /// The tokens, ascending, and how many titles hold each.
    by_token: Vec<(u64, u64)>,
    /// Where the sample of each ends.
    ends: Vec<u32>,
    /// The samples behind one another.
    sampled: Vec<Imprint>,
}

impl Gatherings {
    /// The samples by token: those of the words that share it, merged.
    pub fn new(stats: &CorpusStats, languages: &Languages) -> Self {
        let languages = languages.in_use();
        let mut words: Vec<(u64, u64, &[u32])> = Vec::new();
        for (word, english, count, sample) in stats.fellows() {
            each_token(word, english, &languages, |token| words.push((token, count, sample)));
        }
        words.sort_unstable_by_key(|(token, ..)| *token);
        let mut all = Self { titles: stats.titles(), ..Self::default() };
        for forms in words.chunk_by(|a, b| a.0 == b.0) {
            let sample =
                forms[1..].iter().fold(forms[0].2.to_vec(), |one, two| merged(&one, two.2));
            all.sampled.extend(sample.into_iter().map(|title| stats.imprints()[title as usize]));
            let count = forms.iter().map(|(_, count, _)| count).sum();
            all.by_token.push((forms[0].0, count));
            all.ends.push(all.sampled.len() as u32);
        }
        all.sampled.shrink_to_fit();
        all
    }

    /// How many titles hold a token, and its sample.
    fn of(&self, token: u64) -> (u64, &[Imprint]) {
        let found = self.by_token.binary_search_by_key(&token, |(token, _)| *token);
        let Ok(place) = found else { return (0, &[]) };
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        (self.by_token[place].1, &self.sampled[start as usize..self.ends[place] as usize])
    }

    /// How many titles were sampled.
    pub fn titles(&self) -> u64 {
        self.titles
    }
}

/// The samples of a run's tokens.
#[derive(Clone, Debug, Default)]
pub struct Company<'a> {
    titles: u64,
    /// How many titles hold each token, and a sample of them.
    by_token: Vec<(u64, &'a [Imprint])>,
}

impl<'a> Company<'a> {
    /// Looks the tokens of `vocabulary` up.
    pub fn new(vocabulary: &Vocabulary, gatherings: &'a Gatherings) -> Self {
        let sample = |id: TokenId| gatherings.of(vocabulary.hash(id));
        let by_token = (0..vocabulary.len() as TokenId).map(sample).collect();
        Self { titles: gatherings.titles, by_token }
    }

    /// How many titles the corpus has.
    pub fn titles(&self) -> u64 {
        self.titles
    }

    /// For each of `needed`, of which each holds the one before, how many different titles hold `rarest` and all
    /// bits of the imprint, and not the whole of `a` or of `b`: an estimate where `rarest` stands in more titles
    /// than were sampled. Of more than `enough` it tells only that they are as many.
    pub fn others<const N: usize>(
        &self,
        rarest: TokenId,
        needed: [Imprint; N],
        (a, b): (Imprint, Imprint),
        enough: u64,
    ) -> [u64; N] {
        let (titles, sampled) = self.by_token[rarest as usize];
        let is_sample = sampled.len() == SAMPLE;
        let stand_for = if is_sample { titles.max(SAMPLE as u64) } else { SAMPLE as u64 };
        let enough = enough.saturating_mul(SAMPLE as u64).div_ceil(stand_for);
        let (mut found, mut asked) = ([0; N], 0);
        for title in sampled {
            // Few titles hold what is asked for, and to see that is cheaper than to lay a title beside both.
            if !title.holds(needed[asked]) || title.tells(a) || title.tells(b) {
                continue;
            }
            let held = needed[asked..].iter().take_while(|needed| title.holds(**needed)).count();
            found[asked..asked + held].iter_mut().for_each(|count| *count += 1);
            asked += found[asked..].iter().take_while(|count| **count >= enough).count();
            if asked == N {
                break;
            }
        }
        found.map(|count| count * stand_for / SAMPLE as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Entry;
    use crate::normalize::{Language, pieces};
    use crate::origin::Origin;

    fn imprint(text: &str) -> Imprint {
        Imprint::of_all(&pieces(text, Language::English))
    }

    /// How many other titles hold the words that two titles share, of which `harbor` is the rarest.
    fn others(titles: &[String], shared: &str, a: &str, b: &str) -> u64 {
        let wanted = [shared].map(imprint);
        counted(titles, wanted, [a, b].map(imprint), u64::MAX)[0]
    }

    fn counted<const N: usize>(
        titles: &[String],
        needed: [Imprint; N],
        [a, b]: [Imprint; 2],
        enough: u64,
    ) -> [u64; N] {
        let entry = |title: &String| Entry::new(&**title, Origin::new("x", 1));
        let stats = CorpusStats::of(&titles.iter().map(entry).collect());
        let gatherings = Gatherings::new(&stats, &stats.languages());
        let (vocabulary, _) = Vocabulary::merge(&[{
            let mut words = Vocabulary::default();
            words.intern("harbor");
            words
        }]);
        let company = Company::new(&vocabulary, &gatherings);
        company.others(0, needed, (a, b), enough)
    }

    #[test]
    fn other_titles_count_and_tellings_of_either_side_do_not() {
        let (a, b) =
            ("harbor ferry sinks off skelby rocks", "ferry aground near harbor wall today");
        let mut titles: Vec<String> = [a, b].map(str::to_owned).to_vec();
        titles.push(format!("{a} wire"));
        assert_eq!(others(&titles, "harbor ferry", a, b), 0);
        titles.push("harbor ferry timetable changes for summer holidays".to_owned());
        assert_eq!(others(&titles, "harbor ferry", a, b), 1);
        titles.push("harbor museum opens lighthouse exhibition".to_owned());
        assert_eq!(others(&titles, "harbor ferry", a, b), 1);
        assert_eq!(others(&titles, "harbor volcano", a, b), 0);
    }

    #[test]
    fn a_word_in_more_titles_than_are_kept_is_estimated() {
        let topics = ["opera", "bakery", "glacier", "tramway", "orchard", "violin", "quarry"];
        let title = |at: usize| {
            let (one, other) = (topics[at % 7], topics[at / 7 % 7]);
            format!("harbor {one} {other} number{} item{} lot{}", at % 11, at % 13, at % 17)
        };
        let titles: Vec<String> = (0..300).map(title).collect();
        let (a, b) = ("harbor volcano erupts over island", "harbor castle burns beside river");
        let found = others(&titles, "harbor", a, b);
        assert!((270..=300).contains(&found), "{found}");
        let needed = ["harbor", "harbor opera", "harbor opera bakery"].map(imprint);
        let counted = |enough| counted(&titles, needed, [a, b].map(imprint), enough);
        let (all, few) = (counted(u64::MAX), counted(31));
        assert!(all[0] > 31 && all[1] > 31 && all[2] < 31 && all[2] > 0, "{all:?}");
        assert_eq!(all.map(|count| count.min(31)), few.map(|count| count.min(31)));
        assert!(few[0] < all[0]);
    }
}
