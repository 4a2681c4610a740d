//! The forms in which the words of a run are written, and what the judge asks of them.
//!
//! A token stands for all forms of a word (`sues`, `sued`). A title keeps the number of each word's form,
//! stop words too, so that what depends on the form alone is kept once for all titles: its token, its synonyms,
//! its bit in the imprint, its character 3-grams. What is written alike and has another token, in another language
//! or as a stop word, is another form.

use std::collections::HashMap;

use super::imprint::Bit;
use super::language::without_accents;
use super::synonyms::groups_of;
use super::title::Title;
use super::trigrams::{TrigramOverlap, Trigrams};
use super::vocabulary::TokenId;
use crate::hash::{ByHash, hash, mix};

/// Number of a form.
pub(super) type FormId = u32;

/// There are fewer forms than this, which leaves a title's words room for marks.
pub(super) const MOST_FORMS: usize = 1 << 27;
/// Stands for the token of a stop word, which has none.
const NO_TOKEN: TokenId = TokenId::MAX;

const SEED: u64 = 0xF0_12;

/// Every form of a run, by number.
#[derive(Clone, Debug, Default)]
pub(super) struct Forms {
    hashes: Vec<u64>,
    /// Numbers by hash, while forms are added.
    ids: HashMap<u64, FormId, ByHash>,
    tokens: Vec<TokenId>,
    synonyms: Vec<u64>,
    /// By themselves, since all of a title's are asked for at once: a byte each stays in the cache.
    bits: Vec<Bit>,
    trigrams: Trigrams,
}

impl Forms {
    /// Makes room for so many forms.
    pub(super) fn reserve(&mut self, forms: usize) {
        self.ids.reserve(forms);
    }

    /// The form with this text and this token, which is given with its hash; added where it is new.
    pub(super) fn intern(&mut self, text: &str, token: Option<(TokenId, u64)>, bit: Bit) -> FormId {
        let (token, of_token) = token.unwrap_or((NO_TOKEN, 0));
        let hash = mix(hash(SEED, text.as_bytes()) ^ of_token);
        *self.ids.entry(hash).or_insert_with(|| {
            self.hashes.push(hash);
            self.tokens.push(token);
            self.synonyms.push(groups_of(text));
            self.bits.push(bit);
            self.trigrams.push(&without_accents(text));
            (self.hashes.len() - 1) as FormId
        })
    }

    /// The token of each form; what stands for a stop word's is no token.
    pub(super) fn take_tokens(&mut self) -> Vec<TokenId> {
        std::mem::take(&mut self.tokens)
    }

    pub(super) fn synonyms(&self, form: FormId) -> u64 {
        self.synonyms[form as usize]
    }

    pub(super) fn bit(&self, form: FormId) -> Bit {
        self.bits[form as usize]
    }

    pub(super) fn trigrams(&self, a: &Title, b: &Title) -> TrigramOverlap {
        self.trigrams.overlap((a.text, || a.forms_in_order()), (b.text, || b.forms_in_order()))
    }

    /// All forms of some parts, of which `tokens` are the new numbers of their tokens, and each part's new numbers.
    ///
    /// They are numbered as they are met: common forms are met early, so what the judge asks of them again and
    /// again lies in little room. What a number is tells nobody anything, so it may differ from run to run.
    pub(super) fn merge(parts: &[&Self], tokens: &[Vec<TokenId>]) -> (Self, Vec<Vec<FormId>>) {
        let mut merged = Self::default();
        let mut number = |(part, tokens): (&Self, &[TokenId]), place: usize| {
            let hash = part.hashes[place];
            *merged.ids.entry(hash).or_insert_with(|| {
                merged.hashes.push(hash);
                let token = tokens.get(part.tokens[place] as usize);
                merged.tokens.push(token.copied().unwrap_or(NO_TOKEN));
                merged.synonyms.push(part.synonyms[place]);
                merged.bits.push(part.bits[place]);
                merged.trigrams.push_from(&part.trigrams, place);
                (merged.hashes.len() - 1) as FormId
            })
        };
        let all = |(part, tokens): (&&Self, &Vec<TokenId>)| {
            (0..part.hashes.len()).map(|place| number((part, tokens), place)).collect()
        };
        let numbers = parts.iter().zip(tokens).map(all).collect();
        assert!(merged.hashes.len() < MOST_FORMS, "more than {MOST_FORMS} forms of words");
        merged.ids = HashMap::default();
        merged.hashes = Vec::new();
        (merged, numbers)
    }
}
