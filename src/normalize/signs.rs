//! What a title announces beside its story: a question, running coverage, deaths.

use super::Piece;

/// True for questions and explainers.
pub(super) fn asks(text: &str, pieces: &[Piece]) -> bool {
    const OPENINGS: [&str; 14] = [
        "who", "who's", "what", "what's", "why", "how", "when", "where", "which", "here's", "here",
        "what're", "how's", "meet",
    ];
    let opens = |word: &String| OPENINGS.contains(&word.as_str());
    text.contains('?') || matches!(pieces.first(), Some(Piece::Word(word)) if opens(word))
}

/// True where `live` stands before what is live.
pub(super) fn live(pieces: &[Piece]) -> bool {
    const LIVE: [&str; 8] =
        ["update", "updates", "blog", "coverage", "stream", "scores", "score", "results"];
    pieces.windows(2).any(|two| match two {
        [Piece::Word(live), Piece::Word(what)] => live == "live" && LIVE.contains(&what.as_str()),
        _ => false,
    })
}

/// True for words that make a number a toll.
fn of_death(word: &str) -> bool {
    matches!(
        word,
        "dead"
            | "death"
            | "deaths"
            | "die"
            | "dies"
            | "died"
            | "kill"
            | "kills"
            | "killed"
            | "killing"
            | "toll"
            | "tote"
            | "toten"
            | "getötet"
            | "morts"
            | "mort"
            | "muertos"
            | "morti"
            | "погибли"
            | "погибших"
    )
}

/// True where some word speaks of deaths.
pub(super) fn deaths(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| matches!(piece, Piece::Word(word) if of_death(word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::{Language, pieces};

    fn cut(text: &str) -> Vec<Piece> {
        pieces(text, Language::English)
    }

    #[test]
    fn announcements() {
        assert!(asks("who is edan alexander", &cut("who is edan alexander")));
        assert!(asks("is it over?", &cut("is it over?")));
        assert!(!asks("hamas frees hostage", &cut("hamas frees hostage")));
        assert!(live(&cut("budget live updates")));
        assert!(!live(&cut("we live in updates")));
        assert!(deaths(&cut("toll rises to 41")) && !deaths(&cut("41 rescued")));
    }
}
