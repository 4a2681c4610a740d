//! Spellings of one word that no stemmer brings together: British and American forms, names with two
//! transliterations, short forms that headlines use.
//!
//! The list is short and certain. Spellings that are merely close (a typo) are for the judge.

use std::sync::LazyLock;

use ahash::AHashMap;

/// Pairs `variant, chosen form`, lower case, sorted by the variant.
const VARIANTS: [(&str, &str); 60] = [
    ("adviser", "advisor"),
    ("advisers", "advisors"),
    ("aeroplane", "airplane"),
    ("analyse", "analyze"),
    ("apologise", "apologize"),
    ("apologises", "apologizes"),
    ("armour", "armor"),
    ("behaviour", "behavior"),
    ("behaviours", "behaviors"),
    ("cancelled", "canceled"),
    ("centre", "center"),
    ("centres", "centers"),
    ("cheque", "check"),
    ("colour", "color"),
    ("colours", "colors"),
    ("criticise", "criticize"),
    ("criticised", "criticized"),
    ("criticises", "criticizes"),
    ("defence", "defense"),
    ("defences", "defenses"),
    ("dialogue", "dialog"),
    ("favour", "favor"),
    ("favourite", "favorite"),
    ("favourites", "favorites"),
    ("fibre", "fiber"),
    ("grey", "gray"),
    ("harbour", "harbor"),
    ("honour", "honor"),
    ("honours", "honors"),
    ("humour", "humor"),
    ("jewellery", "jewelry"),
    ("judgement", "judgment"),
    ("kiev", "kyiv"),
    ("kilometre", "kilometer"),
    ("kilometres", "kilometers"),
    ("labour", "labor"),
    ("licence", "license"),
    ("litre", "liter"),
    ("manoeuvre", "maneuver"),
    ("metre", "meter"),
    ("metres", "meters"),
    ("neighbour", "neighbor"),
    ("neighbours", "neighbors"),
    ("offence", "offense"),
    ("organisation", "organization"),
    ("organisations", "organizations"),
    ("organise", "organize"),
    ("paediatric", "pediatric"),
    ("peking", "beijing"),
    ("plough", "plow"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("realise", "realize"),
    ("recognise", "recognize"),
    ("recognises", "recognizes"),
    ("rumour", "rumor"),
    ("theatre", "theater"),
    ("travelling", "traveling"),
    ("tyre", "tire"),
    ("tyres", "tires"),
];

static CHOSEN: LazyLock<AHashMap<&str, &str>> = LazyLock::new(|| VARIANTS.into_iter().collect());

/// The chosen spelling of a lower-case word.
pub fn chosen(word: &str) -> &str {
    CHOSEN.get(word).copied().unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_settles_in_one_step() {
        assert!(VARIANTS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(VARIANTS.iter().all(|(_, form)| chosen(form) == *form));
    }
}
