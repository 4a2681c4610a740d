//! The tokens of a run: each different stem once, numbered in the order of its portable hash.
//!
//! Titles hold small numbers instead of text. Because the numbers follow the hashes, they do not
//! depend on the order of the input or on which thread met a token first.

use ahash::AHashMap;

use crate::hash::hash;

/// Number of a token in a [`Vocabulary`].
pub type TokenId = u32;

const SEED: u64 = 0x0057_E317;

/// Every token of a run, by number.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    hashes: Vec<u64>,
    texts: Vec<Box<str>>,
    ids: AHashMap<u64, TokenId>,
}

impl Vocabulary {
    /// The portable hash of a token's text.
    pub fn hash_of(text: &str) -> u64 {
        hash(SEED, text.as_bytes())
    }

    /// The token with this text, added where it is new.
    pub fn intern(&mut self, text: &str) -> TokenId {
        let hash = Self::hash_of(text);
        *self.ids.entry(hash).or_insert_with(|| {
            self.hashes.push(hash);
            self.texts.push(text.into());
            (self.hashes.len() - 1) as TokenId
        })
    }

    /// The number of the token with this text, where it is known.
    pub fn id(&self, text: &str) -> Option<TokenId> {
        self.ids.get(&Self::hash_of(text)).copied()
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
        &self.texts[id as usize]
    }

    /// One vocabulary from several, and for each of them its tokens' new numbers.
    pub fn merge(parts: &[Self]) -> (Self, Vec<Vec<TokenId>>) {
        let mut all: Vec<(u64, &str)> = Vec::new();
        for part in parts {
            all.extend(part.hashes.iter().copied().zip(part.texts.iter().map(|text| &**text)));
        }
        all.sort_unstable();
        all.dedup_by_key(|(hash, _)| *hash);
        let merged = Self {
            hashes: all.iter().map(|(hash, _)| *hash).collect(),
            texts: all.iter().map(|(_, text)| (*text).into()).collect(),
            ids: (0..).zip(&all).map(|(id, (hash, _))| (*hash, id)).collect(),
        };
        let renumbered = |part: &Self| part.hashes.iter().map(|hash| merged.ids[hash]).collect();
        let numbers = parts.iter().map(renumbered).collect();
        (merged, numbers)
    }
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
        assert_eq!(forward.text(numbers[0][0]), "crash");
        assert_eq!(forward.len(), 3);
    }
}
