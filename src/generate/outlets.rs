//! The outlets that titles come from: a name, a host, and a habit of writing.

use std::sync::LazyLock;

use super::draws::Draws;
use super::dress::Style;
use super::law::{Law, Shape};
use super::lexicon::{Class, LEXICON};
use super::mix::OUTLETS;

/// An outlet.
pub struct Outlet {
    /// As it is named in the column of sources, and behind titles.
    pub name: String,
    /// Its host; the ending is one that no site can have (RFC 2606).
    pub host: String,
    /// How it writes titles.
    pub style: Style,
}

static LIST: LazyLock<Vec<Outlet>> = LazyLock::new(|| (0..OUTLETS).map(Outlet::new).collect());
static LAW: LazyLock<Law> = LazyLock::new(|| {
    Law::new(Shape { ranks: OUTLETS, offset: 3.0, slope: 0.9, bend: OUTLETS, steep: 1.0 })
});
/// Outlets are the same in every dump.
const SEED: u64 = 0x00F1_E1D5;
/// Outlets that write like sentences, in a hundred; measured on 46,710 real headlines.
const SENTENCES: u32 = 60;

impl Outlet {
    fn new(number: u32) -> Self {
        let mut draws = Draws::new(SEED, u64::from(number));
        let mut name = Vec::new();
        // Names of outlets come from the rare end and follow each other, so none stands twice.
        LEXICON.spell(Class::Name, 100_000 + number, &mut name);
        let host = name.to_ascii_lowercase();
        name.push(b' ');
        LEXICON.spell(Class::Outlet, LEXICON.draw(Class::Outlet, &mut draws), &mut name);
        let style = if draws.percent(SENTENCES) { Style::Sentence } else { Style::Headline };
        let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
        Self { name: text(&name), host: text(&host) + ".test", style }
    }

    /// The outlet of this number.
    pub fn of(number: u32) -> &'static Self {
        &LIST[number as usize]
    }

    /// Draws an outlet; a few publish much.
    pub fn draw(draws: &mut Draws) -> u32 {
        LAW.draw(draws)
    }
}
