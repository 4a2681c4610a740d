//! What a title does beside telling news: it reviews, lists, advises, reacts, shows pictures.
//!
//! A review and the release it reviews, reactions to a speech and the speech, the best deals and a deal
//! share their words and are different pages. Each line is one such mark, with its forms. Two titles of
//! one item mostly have the same marks; how much a mark that only one has tells is for the judge.

use std::sync::LazyLock;

use ahash::AHashMap;

/// At most 64 marks: one bit each.
const MARKS: [&str; 44] = [
    "review reviews reviewed reviewing rezension kritik reseña critique recensione",
    "recap recaps recapped rückblick resumen",
    "takeaway takeaways fazit",
    "grade grades graded note noten",
    "reaction reactions react reacts reacted reaktion reaktionen réactions reacciones reazioni",
    "fans",
    "poll polls umfrage sondage encuesta sondaggio",
    "analysis explained explainer explains analyse análisis analisi",
    "opinion column editorial kommentar letters tribune opinión",
    "photo photos picture pictures pics images fotos bilder foto",
    "video videos watch footage",
    "hands",
    "deal deals discount discounts sale angebote ofertas",
    "best besten mejores meilleurs migliori",
    "ranked ranking rankings ranks",
    "fantasy",
    "prediction predictions predict predicts odds picks prognose pronostics pronósticos",
    "preview previews vorschau avance",
    "reason reasons gründe raisons razones",
    "lesson lessons",
    "inside",
    "quiz",
    "interview podcast",
    "thing things ways tips dinge choses cosas",
    "guide guides ratgeber guía",
    "tracker",
    "list",
    "result results ergebnisse résultats resultados",
    "highlight highlights",
    "winner winners loser losers",
    "look looks",
    "tribute tributes mourn mourns remembered remembers",
    "celebrate celebrates celebrated",
    "praise praises",
    "slam slams blast blasts",
    "respond responds response",
    "address addresses silence",
    "defend defends defended",
    "thank thanks",
    "what was qué cosa",
    "how wie cómo comment come",
    "who wer quién qui chi",
    "why warum por pourquoi perché",
    "when where wann wo cuándo dónde quand où quando dove",
];

static BY_WORD: LazyLock<AHashMap<&str, u64>> = LazyLock::new(|| {
    let mut marks = AHashMap::new();
    for (bit, forms) in MARKS.iter().enumerate() {
        for word in forms.split_whitespace() {
            *marks.entry(word).or_insert(0) |= 1 << bit;
        }
    }
    marks
});

/// The marks that a lower-case word bears, one bit each.
pub(super) fn marks_of(word: &str) -> u64 {
    BY_WORD.get(word).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_apart_and_forms_are_not() {
        let of = |text: &str| text.split(' ').fold(0, |marks, word| marks | marks_of(word));
        assert_eq!(of("fans react to the album"), of("reactions of fans to the album"));
        assert_eq!((of("album review") ^ of("album photos")).count_ones(), 2);
        assert_eq!(of("nato troops killed in attack"), 0);
    }
}
