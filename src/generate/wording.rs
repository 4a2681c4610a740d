//! Edits of the words of a headline: drop, swap, slip, synonym, number word.
//!
//! Each gives nothing, and changes nothing, where the headline has no place for it.

use std::sync::LazyLock;

use super::draws::Draws;
use super::dress::spell;
use super::forms::Mark;
use super::headline::{Headline, Piece, Word};
use super::lexicon::{Class, LEXICON};

/// Words that a title can do without.
const WEAK: [&str; 30] = [
    "the", "a", "new", "big", "major", "top", "great", "real", "full", "old", "key", "local",
    "long", "large", "huge", "massive", "strong", "popular", "famous", "modern", "current",
    "national", "public", "small", "severe", "young", "possible", "bright", "tiny", "giant",
];
/// Tails that may stand in front.
const MOVABLE: [&str; 9] =
    ["in", "on", "after", "at", "amid", "before", "under", "despite", "with"];
const LEAST_LETTERS_OF_A_SLIP: usize = 5;

/// Words that say the same.
const SYNONYMS: [(Class, &str, &str); 26] = [
    (Class::Verb, "buy", "acquire"),
    (Class::Verb, "build", "construct"),
    (Class::Verb, "fix", "repair"),
    (Class::Verb, "halt", "stop"),
    (Class::Verb, "start", "begin"),
    (Class::Verb, "pick", "choose"),
    (Class::Verb, "name", "appoint"),
    (Class::Verb, "study", "examine"),
    (Class::Verb, "probe", "investigate"),
    (Class::Verb, "help", "assist"),
    (Class::Verb, "promise", "vow"),
    (Class::Verb, "discover", "uncover"),
    (Class::Verb, "defend", "protect"),
    (Class::Noun, "film", "movie"),
    (Class::Noun, "car", "vehicle"),
    (Class::Noun, "plane", "aircraft"),
    (Class::Noun, "ship", "vessel"),
    (Class::Noun, "company", "firm"),
    (Class::Noun, "jail", "prison"),
    (Class::Noun, "store", "shop"),
    (Class::Noun, "doctor", "physician"),
    (Class::Noun, "lawyer", "attorney"),
    (Class::Noun, "deal", "agreement"),
    (Class::Noun, "fire", "blaze"),
    (Class::Adjective, "big", "large"),
    (Class::Adjective, "huge", "massive"),
];

/// Class, rank, and the rank of the synonym; both ways.
static RANKS: LazyLock<Vec<(Class, u32, u32)>> = LazyLock::new(|| {
    let both = SYNONYMS.iter().flat_map(|(class, a, b)| [(*class, *a, *b), (*class, *b, *a)]);
    both.filter_map(|(class, a, b)| Some((class, rank(class, a)?, rank(class, b)?))).collect()
});

fn rank(class: Class, word: &str) -> Option<u32> {
    LEXICON.list(class).iter().position(|listed| *listed == word).map(|rank| rank as u32)
}

impl Headline {
    /// Puts a word before the one at a place.
    pub fn insert(&mut self, at: usize, piece: Piece) {
        self.pieces.insert(at, piece);
        self.tail = self.tail.map(|tail| if at < tail { tail + 1 } else { tail });
    }

    /// Drops a word that only colors: an article, an adjective like `new` before its noun.
    pub fn drop_weak_word(&mut self, draws: &mut Draws) -> Option<()> {
        let weak = places(&self.pieces, |piece| piece.mark == Mark::None && is_weak(piece.word));
        // The last word may be what the sentence says; "is new" is not "is".
        let open: Vec<usize> = weak.into_iter().filter(|at| self.colors_a_noun(*at)).collect();
        let at = *open.get(draws.place(open.len()))?;
        self.pieces.remove(at);
        self.tail = self.tail.map(|tail| if at < tail { tail - 1 } else { tail });
        Some(())
    }

    fn colors_a_noun(&self, at: usize) -> bool {
        let next = self.pieces.get(at + 1);
        let noun_or_name = |next: &Piece| next.is_noun() || next.is_name();
        let adjective = |next: &Piece| matches!(next.word, Word::Listed(Class::Adjective, _));
        next.is_some_and(|next| noun_or_name(next) || adjective(next))
    }

    /// `A does B in C` becomes `In C, A does B`.
    pub fn bring_tail_forward(&mut self) -> Option<()> {
        let tail = self.tail?;
        let opens = |piece: &Piece| matches!(piece.word, Word::Plain(w) if MOVABLE.contains(&w));
        if !self.pieces.get(tail).is_some_and(opens) {
            return None;
        }
        let moved = self.pieces.len() - tail;
        self.pieces.rotate_left(tail);
        self.pieces[moved - 1].mark = Mark::Comma;
        self.tail = None;
        Some(())
    }

    /// Puts quotes around a noun.
    pub fn quote(&mut self, draws: &mut Draws) -> Option<()> {
        let nouns = places(&self.pieces, Piece::is_noun);
        let at = *nouns.get(draws.place(nouns.len()))?;
        self.pieces[at].quoted = true;
        Some(())
    }

    /// Lets two letters inside a longer word that is no name change places.
    pub fn slip(&mut self, draws: &mut Draws) -> Option<()> {
        let common = |piece: &Piece| {
            piece.is_noun()
                || matches!(piece.word, Word::Verbs(_) | Word::Listed(Class::Adjective, _))
        };
        let words = places(&self.pieces, common);
        let at = *words.get(draws.place(words.len()))?;
        let mut text = Vec::with_capacity(16);
        spell(self.pieces[at].word, &mut text);
        if text.len() < LEAST_LETTERS_OF_A_SLIP {
            return None;
        }
        let letter = 1 + draws.place(text.len() - 3);
        if text[letter] == text[letter + 1] {
            return None;
        }
        self.pieces[at].slip = Some(letter as u8);
        Some(())
    }

    /// Says a word by another of the fixed list.
    pub fn replace_synonym(&mut self, draws: &mut Draws) -> Option<()> {
        let words =
            places(&self.pieces, |piece| piece.slip.is_none() && synonym(piece.word).is_some());
        let at = *words.get(draws.place(words.len()))?;
        self.pieces[at].word = synonym(self.pieces[at].word)?;
        Some(())
    }

    /// Writes a number from 2 to 12 in letters.
    pub fn spell_number(&mut self) -> Option<()> {
        let small = |piece: &&mut Piece| matches!(piece.word, Word::Count(2..=12));
        let piece = self.pieces.iter_mut().find(small)?;
        if let Word::Count(number) = piece.word {
            piece.word = Word::Listed(Class::Number, number - 2);
        }
        Some(())
    }
}

fn is_weak(word: Word) -> bool {
    match word {
        Word::Plain(word) => WEAK.contains(&word),
        Word::Listed(Class::Adjective, rank) => LEXICON
            .list(Class::Adjective)
            .get(rank as usize)
            .is_some_and(|word| WEAK.contains(word)),
        _ => false,
    }
}

fn synonym(word: Word) -> Option<Word> {
    let other = |class, rank| {
        let found = RANKS.iter().find(|(of, from, _)| *of == class && *from == rank)?;
        Some(found.2)
    };
    match word {
        Word::Verbs(rank) => other(Class::Verb, rank).map(Word::Verbs),
        Word::Listed(class, rank) => Some(Word::Listed(class, other(class, rank)?)),
        _ => None,
    }
}

/// Where the pieces stand of which something holds.
pub fn places(pieces: &[Piece], holds: impl Fn(&Piece) -> bool) -> Vec<usize> {
    (0..pieces.len()).filter(|at| holds(&pieces[*at])).collect()
}
