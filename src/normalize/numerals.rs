//! Number words and ordinals of several languages: `fünf`, `quarta`, `третий`.
//!
//! A list of titles may mix languages, so a word is known whatever the language of its input, unless it
//! means something else elsewhere (`once`, `sale`, `elf`): such a word counts in its own language only.
//! Forms of `first` that stand in titles of office (`primer ministro`) are left out.

use std::sync::LazyLock;

use ahash::AHashMap;

use super::Language;

/// Each language's words: two to twenty where they are known, then tens from `TENS` on.
const CARDINALS: [(Language, &str); 8] = [
    (
        Language::English,
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
         seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety",
    ),
    (
        Language::German,
        "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn \
         siebzehn achtzehn neunzehn zwanzig dreißig/dreissig vierzig fünfzig sechzig siebzig achtzig \
         neunzig",
    ),
    (
        Language::French,
        "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize - - - \
         vingt trente quarante cinquante soixante - - -",
    ),
    (
        Language::Spanish,
        "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis \
         diecisiete dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta \
         noventa",
    ),
    (
        Language::Italian,
        "due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici \
         sedici diciassette diciotto diciannove venti trenta quaranta cinquanta sessanta settanta \
         ottanta novanta",
    ),
    (
        Language::Portuguese,
        "dois/duas três quatro cinco seis sete oito nove dez onze doze treze quatorze/catorze quinze \
         dezesseis/dezasseis dezessete/dezassete dezoito dezenove/dezanove vinte trinta quarenta \
         cinquenta sessenta setenta oitenta noventa",
    ),
    (
        Language::Russian,
        "два/две/двух/двое/двум/двумя три/трех/трёх/трое/трем/трём/тремя \
         четыре/четырех/четырёх/четверо/четырьмя пять/пяти/пятеро/пятью шесть/шести/шестеро/шестью \
         семь/семи/семеро восемь/восьми девять/девяти десять/десяти одиннадцать/одиннадцати \
         двенадцать/двенадцати тринадцать четырнадцать пятнадцать шестнадцать семнадцать \
         восемнадцать девятнадцать двадцать/двадцати тридцать/тридцати сорок пятьдесят шестьдесят \
         семьдесят восемьдесят девяносто",
    ),
    (
        Language::Dutch,
        "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien \
         zeventien achttien negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    ),
];

/// Turkish writes its tens and units apart, so it has no words between ten and twenty.
const TURKISH: &str = "iki üç dört beş altı yedi sekiz dokuz on onbir oniki - - - - - - - yirmi otuz kırk elli \
     altmış yetmiş seksen doksan";

/// First to twelfth.
const ORDINALS: [(Language, &str); 9] = [
    (
        Language::English,
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
    ),
    (
        Language::German,
        "erste/ersten/erster/erstes zweite/zweiten/zweiter/zweites dritte/dritten/dritter/drittes \
         vierte/vierten/vierter/viertes fünfte/fünften/fünfter/fünftes \
         sechste/sechsten/sechster/sechstes siebte/siebten/siebter/siebtes achte/achter/achtes \
         neunte/neunten/neunter/neuntes zehnte/zehnten/zehnter/zehntes elfte/elften/elfter/elftes \
         zwölfte/zwölften/zwölfter/zwölftes",
    ),
    (
        Language::French,
        "- deuxième/seconde troisième quatrième cinquième sixième septième huitième neuvième dixième \
         onzième douzième",
    ),
    (
        Language::Spanish,
        "primera segunda/segundo tercera/tercer/tercero cuarta/cuarto quinta/quinto sexta/sexto \
         séptima/séptimo octava/octavo novena/noveno décima/décimo undécima/undécimo \
         duodécima/duodécimo",
    ),
    (
        Language::Italian,
        "prima seconda/secondo terza/terzo quarta/quarto quinta/quinto sesta/sesto settima/settimo \
         ottava/ottavo nona/nono decima/decimo undicesima/undicesimo dodicesima/dodicesimo",
    ),
    (
        Language::Portuguese,
        "primeira segunda/segundo terceira/terceiro quarta/quarto quinta/quinto sexta/sexto \
         sétima/sétimo oitava/oitavo nona/nono décima/décimo - -",
    ),
    (
        Language::Russian,
        "перв+ втор+ третий/третья/третье/третью/третьей/третьего/третьем/третьим четверт+/четвёрт+ \
         пят+ шест+ седьм+ восьм+ девят+ десят+ одиннадцат+ двенадцат+",
    ),
    (
        Language::Dutch,
        "- tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde",
    ),
    (
        Language::Turkish,
        "birinci/ilk ikinci üçüncü dördüncü beşinci altıncı yedinci sekizinci dokuzuncu onuncu - -",
    ),
];

/// The endings of Russian ordinals, in the place of `+`.
const RUSSIAN_ENDINGS: [&str; 9] = ["ый", "ой", "ая", "ую", "ое", "ого", "ому", "ом", "ым"];

/// Words that mean something else in another language, or in their own: they count only where their
/// language is decided.
const OWN_LANGUAGE_ONLY: &str = "ten on once elf elfte dos sept six dix sei due tre otto sette sete siete doce doze tien \
     venti nove neuf elli quince seize seconde secondo prima quarto cuarto nona nono ilk yedi altı segundo";

/// What a word is worth in each language that has it.
type Values = AHashMap<String, Vec<(Language, i64)>>;

static COUNTS: LazyLock<Values> = LazyLock::new(|| {
    let rows = CARDINALS.into_iter().chain([(Language::Turkish, TURKISH)]);
    values(rows, |place| if place <= 18 { place + 2 } else { (place - 16) * 10 })
});
static PLACES: LazyLock<Values> = LazyLock::new(|| values(ORDINALS.into_iter(), |place| place + 1));

fn values(
    rows: impl Iterator<Item = (Language, &'static str)>,
    value: impl Fn(i64) -> i64,
) -> Values {
    let mut values = Values::new();
    for (language, row) in rows {
        for (place, forms) in (0..).zip(row.split_whitespace()) {
            for form in forms.split('/').filter(|form| *form != "-").flat_map(inflected) {
                values.entry(form).or_default().push((language, value(place)));
            }
        }
    }
    values
}

/// `перв+` → `первый`, `первая` …; any other form as it is.
fn inflected(form: &str) -> Vec<String> {
    match form.strip_suffix('+') {
        Some(stem) => RUSSIAN_ENDINGS.iter().map(|ending| format!("{stem}{ending}")).collect(),
        None => vec![form.to_owned()],
    }
}

fn looked_up(values: &Values, word: &str, language: Language) -> Option<i64> {
    let known = values.get(word)?;
    let own = known.iter().find(|(of, _)| *of == language);
    let anywhere =
        || known.first().filter(|_| !OWN_LANGUAGE_ONLY.split(' ').any(|own| own == word));
    own.or_else(anywhere).map(|(_, value)| *value)
}

/// The number that a lower-case word counts. `one` is left out: it is a pronoun more often.
pub fn count(word: &str, language: Language) -> Option<i64> {
    looked_up(&COUNTS, word, language)
}

/// The place in an order that a lower-case word names.
pub fn place(word: &str, language: Language) -> Option<i64> {
    looked_up(&PLACES, word, language)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: Language = Language::English;

    #[test]
    fn counts() {
        assert_eq!(count("five", ENGLISH), Some(5));
        assert_eq!(count("twenty", ENGLISH), Some(20));
        assert_eq!(count("ninety", Language::German), Some(90));
        assert_eq!(count("zwölf", ENGLISH), Some(12));
        assert_eq!(count("cuatro", Language::Italian), Some(4));
        assert_eq!(count("двух", ENGLISH), Some(2));
        assert_eq!(count("vingt", ENGLISH), Some(20));
        assert_eq!(count("doksan", ENGLISH), Some(90));
        assert_eq!(count("soixante", ENGLISH), Some(60));
    }

    #[test]
    fn places() {
        assert_eq!(place("second", ENGLISH), Some(2));
        assert_eq!(place("quinta", ENGLISH), Some(5));
        assert_eq!(place("шестой", ENGLISH), Some(6));
        assert_eq!(place("troisième", Language::German), Some(3));
        assert_eq!(place("premier", Language::French), None);
    }

    #[test]
    fn a_word_with_another_meaning_counts_in_its_own_language_only() {
        assert_eq!(count("once", ENGLISH), None);
        assert_eq!(count("once", Language::Spanish), Some(11));
        assert_eq!(count("six", ENGLISH), Some(6));
        assert_eq!(place("secondo", Language::French), None);
        let mut words = COUNTS.keys().chain(PLACES.keys());
        let stop = |word: &&String| ENGLISH.is_stop_word(word) && *word != "on" && *word != "once";
        assert_eq!(words.find(stop), None);
    }

    #[test]
    fn languages_agree_on_the_words_that_count_everywhere() {
        for (word, values) in COUNTS.iter().chain(PLACES.iter()) {
            let agree = values.iter().all(|(_, value)| *value == values[0].1);
            let own = OWN_LANGUAGE_ONLY.split(' ').any(|own| own == word);
            assert!(agree || own, "{word}");
        }
    }
}
