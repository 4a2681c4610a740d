//! What sense says of a piece before any pair is seen: where the prior of its weight lies.
//!
//! Most priors lie about zero. But labeled pairs show some pieces in a handful of pairs or in none: a
//! sentence turned round, one word that is replaced, a title cut off, the same URL. A prior about zero
//! would let three accidents decide what a `not` means, and leave what no pair shows without any weight.
//! These numbers are guesses by hand, in nats, made with the traps of `samples/hard-pairs.csv` in view;
//! where the pairs have something to say, they outvote them.

use crate::judge::EVIDENCE;

/// Pieces and the centers of their priors, in nats.
const CENTERS: [(&str, f64); 16] = [
    ("likeness", 1.0),
    ("containment", 1.0),
    ("trigrams", 1.5),
    ("same-text", 1.5),
    ("replaced", -0.5),
    ("replaced-name", -2.0),
    ("short", -2.0),
    ("cut-off", 2.0),
    ("counted-alike", 2.0),
    ("weekday-conflict", -2.0),
    ("opposites", -1.5),
    ("negation", -1.0),
    ("reversed", -1.5),
    ("kind-conflict", -3.0),
    ("same-url", 8.0),
    ("listed-together", 0.4),
];

/// The center of each piece's prior, in nats, in the order of [`EVIDENCE`].
pub fn centers() -> Vec<f64> {
    let of = |name: &str| CENTERS.iter().find(|(piece, _)| *piece == name).map_or(0.0, |of| of.1);
    EVIDENCE.iter().map(|piece| of(piece.name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::Speaks;

    #[test]
    fn every_center_belongs_to_a_piece_and_lies_on_its_side() {
        assert!(CENTERS.iter().all(|(name, _)| EVIDENCE.iter().any(|piece| piece.name == *name)));
        for (piece, center) in EVIDENCE.iter().zip(centers()) {
            assert!(piece.speaks != Speaks::For || center >= 0.0, "{}", piece.name);
            assert!(piece.speaks != Speaks::Against || center <= 0.0, "{}", piece.name);
        }
    }
}
