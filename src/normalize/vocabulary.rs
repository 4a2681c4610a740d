//! The tokens of a run: each different stem once, numbered in the order of its portable hash.
//!
//! Titles hold small numbers instead of text. Because the numbers follow the hashes, they do not
//! depend on the order of the input or on which thread met a token first.

use std::collections::HashMap;

use super::forms::{FormId, Forms};
use super::imprint::{Bit, Imprint};
use super::texts::Texts;
use super::title::{Title, Word};
use super::trigrams::TrigramOverlap;
use crate::hash::{ByHash, hash};

/// Number of a token in a [`Vocabulary`].
pub type TokenId = u32;

const SEED: u64 = 0x0057_E317;

/// Every token of a run, by number; and every form in which its words are written.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    hashes: Vec<u64>,
    texts: Texts,
    /// Numbers by hash, while the hashes are not in order.
    ids: HashMap<u64, TokenId, ByHash>,
    forms: Forms,
}

/// What the numbers of a part became when parts were merged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renumbered {
    pub(super) tokens: Vec<TokenId>,
    pub(super) forms: Vec<FormId>,
}

impl Vocabulary {
    /// The portable hash of a token's text.
    pub fn hash_of(text: &str) -> u64 {
        hash(SEED, text.as_bytes())
    }

    /// Makes room for the tokens and forms of so many words.
    pub(super) fn reserve(&mut self, words: usize) {
        self.ids.reserve(words);
        self.forms.reserve(words);
    }

    /// The token with this text, added where it is new.
    pub fn intern(&mut self, text: &str) -> TokenId {
        let hash = Self::hash_of(text);
        *self.ids.entry(hash).or_insert_with(|| {
            self.hashes.push(hash);
            self.texts.push(text);
            (self.hashes.len() - 1) as TokenId
        })
    }

    /// The form with this text and this token, added where it is new.
    pub(super) fn intern_form(&mut self, text: &str, token: Option<TokenId>, bit: Bit) -> FormId {
        let token = token.map(|token| (token, self.hash(token)));
        self.forms.intern(text, token, bit)
    }

    /// The token of each form, for who unpacks titles.
    pub(crate) fn take_tokens_of_forms(&mut self) -> Vec<TokenId> {
        self.forms.take_tokens()
    }

    /// The number of the token with this text, where it is known.
    pub fn id(&self, text: &str) -> Option<TokenId> {
        let hash = Self::hash_of(text);
        if self.ids.is_empty() {
            return self.hashes.binary_search(&hash).ok().map(|id| id as TokenId);
        }
        self.ids.get(&hash).copied()
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// The portable hash of a token.
    pub fn hash(&self, id: TokenId) -> u64 {
        self.hashes[id as usize]
    }

    /// The text of a token: a stem, or `#` and a number.
    pub fn text(&self, id: TokenId) -> &str {
        self.texts.get(id as usize)
    }

    /// The groups of synonyms that a word of a title stands in, one bit each.
    pub fn synonyms(&self, word: Word) -> u64 {
        self.forms.synonyms(word.form())
    }

    /// The bit of a word of a title in the imprint.
    pub fn bit(&self, word: Word) -> Bit {
        self.forms.bit(word.form())
    }

    /// The words of a title as bits, stop words too.
    pub fn imprint(&self, title: &Title) -> Imprint {
        let bits = title.words.iter().map(|word| self.bit(*word).imprint());
        bits.fold(Imprint::default(), Imprint::and)
    }

    /// How many character 3-grams two titles share.
    pub fn trigrams(&self, a: &Title, b: &Title) -> TrigramOverlap {
        self.forms.trigrams(a, b)
    }

    /// One vocabulary from several, and for each of them its new numbers.
    pub fn merge(parts: &[Self]) -> (Self, Vec<Renumbered>) {
        let mut merged = Self::default();
        let hashes: Vec<&[u64]> = parts.iter().map(|part| &part.hashes[..]).collect();
        let tokens = renumbered(&hashes, |hash, part, place| {
            merged.hashes.push(hash);
            merged.texts.push(parts[part].texts.get(place));
        });
        let forms: Vec<&Forms> = parts.iter().map(|part| &part.forms).collect();
        let (all, forms) = Forms::merge(&forms, &tokens);
        merged.forms = all;
        let both = tokens.into_iter().zip(forms);
        (merged, both.map(|(tokens, forms)| Renumbered { tokens, forms }).collect())
    }
}

/// Numbers the different hashes of some parts in ascending order, calling `new` with each and a place
/// where it stands: part, and place in it. Gives each part's new numbers.
pub(super) fn renumbered(
    parts: &[&[u64]],
    mut new: impl FnMut(u64, usize, usize),
) -> Vec<Vec<u32>> {
    let mut numbers: Vec<Vec<u32>> = parts.iter().map(|part| vec![0; part.len()]).collect();
    let mut all: Vec<(u64, u32, u32)> = Vec::new();
    for (part, hashes) in (0..).zip(parts) {
        all.extend((0..).zip(*hashes).map(|(place, hash)| (*hash, part, place)));
    }
    all.sort_unstable();
    for (number, same) in (0..).zip(all.chunk_by(|a, b| a.0 == b.0)) {
        let (hash, part, place) = same[0];
        new(hash, part as usize, place as usize);
        for (_, part, place) in same {
            numbers[*part as usize][*place as usize] = number;
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_do_not_depend_on_order() {
        let of = |words: &[&str]| {
            let mut vocabulary = Vocabulary::default();
            for word in words {
                vocabulary.intern(word);
            }
            vocabulary
        };
        let (forward, _) = Vocabulary::merge(&[of(&["nato", "troop"]), of(&["troop", "crash"])]);
        let (backward, numbers) = Vocabulary::merge(&[of(&["crash", "troop", "nato"])]);
        assert_eq!(forward.hashes, backward.hashes);
        assert_eq!(forward.text(numbers[0].tokens[0]), "crash");
        assert_eq!(forward.id("crash"), Some(numbers[0].tokens[0]));
        assert_eq!(forward.len(), 3);
    }
}
