//! Countries, their people, and cities that stand for them in headlines: names in every title.
//!
//! Where a title begins with a country, or is in headline case, capitals tell nothing, and a small list
//! has no statistics to learn names from. `Turkey hikes rates` and `Argentina hikes rates` must be told
//! apart all the same.

use std::sync::LazyLock;

use ahash::{AHashMap, AHashSet};

use super::Language;

/// Lower-case words. Only words that hardly mean anything else (no `jordan`, no `chad`).
const PLACES: &str = "afghan afghanistan alabama alaska albania albanian alemania algeria algerian allemagne \
    angola argentina argentine argentinian arizona arkansas armenia armenian australia \
    australian austria austrian azerbaijan azerbaijani baghdad bahrain bangkok bangladesh \
    bangladeshi beijing beirut belarus belarusian belgian belgium berlin bogota bolivia bolivian \
    bosnia bosnian botswana brazil brazilian britain british brussels budapest bulgaria \
    bulgarian burma cairo california cambodia cambodian cameroon canada canadian chechnya \
    chicago chile chilean china chine chinese colombia colombian colorado congo connecticut \
    copenhagen crimea croatia croatian cuba cuban cyprus czech damascus danish delaware delhi \
    denmark deutschland dublin dutch ecuador egypt egyptian england espagne estonia estonian \
    ethiopia ethiopian eu filipino finland finnish florida france francia frankreich french gaza \
    geneva german germany ghana greece greek greenland guatemala haiti haitian havana hawaii \
    helsinki honduras hungarian hungary iceland idaho illinois india indian indiana indonesia \
    indonesian iowa iran iranian iraq iraqi ireland irish israel israeli istanbul italian italie \
    italien italy jakarta jamaica japan japanese jerusalem kabul kandahar kansas karachi \
    kazakhstan kentucky kenya kenyan khartoum kosovo kurdish kuwait kyiv lagos latvia latvian \
    lebanese lebanon libya libyan lisbon lithuania lithuanian london louisiana luxembourg madrid \
    malaysia malaysian malta manila maryland massachusetts melbourne mexican mexico michigan \
    minnesota mississippi missouri moldova mongolia montana montenegro moroccan morocco moscow \
    mozambique mumbai myanmar nairobi namibia nebraska nepal netherlands nevada nicaragua \
    nigeria nigerian norway norwegian ohio oklahoma oman oregon oslo pakistan pakistani \
    palestine palestinian panama paraguay paris pennsylvania peru peruvian philippines poland \
    polen portugal portuguese prague qatar riyadh romania romanian rome rusia russia russian \
    russie russland rwanda saudi scotland scottish senegal seoul serbia serbian shanghai \
    singapore slovak slovakia slovenia slovenian somali somalia spain spanien spanish stockholm \
    sudan sweden swedish swiss switzerland sydney syria syrian taipei taiwan taiwanese \
    tajikistan tanzania tehran tennessee texas thai thailand tokyo toronto tripoli tunisia \
    turkey turkish turquía türkei uganda uk ukraine ukrainian uruguay usa utah uzbekistan \
    venezuela venezuelan vermont vienna vietnam vietnamese wales warsaw washington wisconsin \
    wyoming yemen yemeni zambia zimbabwe zurich аргентина германия китай польша россия турция \
    украина франция";

static NAMES: LazyLock<AHashSet<&str>> = LazyLock::new(|| PLACES.split_whitespace().collect());

/// A people, and its country.
const PEOPLES: &str = "afghan=afghanistan albanian=albania algerian=algeria argentine=argentina \
    argentinian=argentina armenian=armenia australian=australia austrian=austria \
    azerbaijani=azerbaijan bangladeshi=bangladesh belarusian=belarus belgian=belgium \
    bolivian=bolivia bosnian=bosnia brazilian=brazil british=uk britain=uk bulgarian=bulgaria \
    cambodian=cambodia canadian=canada chilean=chile chinese=china colombian=colombia \
    croatian=croatia cuban=cuba danish=denmark egyptian=egypt estonian=estonia \
    ethiopian=ethiopia finnish=finland french=france german=germany greek=greece haitian=haiti \
    hungarian=hungary indian=india indonesian=indonesia iranian=iran iraqi=iraq irish=ireland \
    israeli=israel italian=italy japanese=japan kenyan=kenya latvian=latvia lebanese=lebanon \
    libyan=libya lithuanian=lithuania malaysian=malaysia mexican=mexico moroccan=morocco \
    nigerian=nigeria norwegian=norway pakistani=pakistan peruvian=peru portuguese=portugal \
    romanian=romania russian=russia scottish=scotland serbian=serbia slovak=slovakia \
    slovenian=slovenia somali=somalia spanish=spain swedish=sweden swiss=switzerland \
    syrian=syria taiwanese=taiwan thai=thailand turkish=turkey ukrainian=ukraine \
    venezuelan=venezuela venetian=venice vietnamese=vietnam yemeni=yemen";

/// Stems of peoples, each with its country's: `Russian attack` and `Russia attacks` speak of one.
static COUNTRIES: LazyLock<AHashMap<String, String>> = LazyLock::new(|| {
    let stem = |word: &str| Language::English.stem(word);
    let pairs = PEOPLES.split_whitespace().filter_map(|pair| pair.split_once('='));
    pairs.map(|(people, country)| (stem(people), stem(country))).collect()
});

/// The country's stem for a people's, any other stem as it is.
pub fn country_or(stem: String) -> String {
    COUNTRIES.get(&stem).cloned().unwrap_or(stem)
}

/// True for a lower-case word that names a place or a people.
pub fn is_place(word: &str) -> bool {
    NAMES.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_their_people() {
        assert_eq!(country_or(Language::English.stem("russians")), "russia");
        assert!(is_place("turkey") && is_place("ukrainian") && !is_place("march"));
    }
}
