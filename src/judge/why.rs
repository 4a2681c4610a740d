//! The verdict in words: the two or three strongest pieces of evidence, or the veto.

use std::sync::LazyLock;

use super::evidence::{EVIDENCE, Evidence, STAGE};
use super::{Comparison, Difference, Judge, Judgment, Model, Recurrence, Veto};
use crate::findings::Verdict;
use crate::normalize::Kind;
use crate::settings::Level;

/// Most pieces that one sentence names.
const MOST: usize = 3;
/// Weaker contributions (thousandths of a nat) are not worth a word.
const WORTH_SAYING: i64 = 250;

/// The piece that says how many days lie between.
static DAYS_APART: LazyLock<Option<&Evidence>> =
    LazyLock::new(|| EVIDENCE.iter().find(|piece| piece.name == "days-apart"));

/// What one piece of evidence adds to the log-odds.
#[derive(Clone, Copy, Debug)]
pub struct Contribution {
    /// The piece.
    pub evidence: &'static Evidence,
    /// Its measure, 0 to 1000.
    pub measure: i32,
    /// What it adds, in thousandths of a nat.
    pub log_odds: i64,
}

/// Every piece of evidence that is asked for at a level with what it adds, strongest first.
pub fn contributions(pair: &Comparison, model: &Model, level: Level) -> Vec<Contribution> {
    let mut all = weighed(pair, model, level, |_, _| true);
    strongest_first(&mut all);
    all
}

/// What those pieces add that are asked for at a level and are of interest, by number and weight.
fn weighed(
    pair: &Comparison,
    model: &Model,
    level: Level,
    of_interest: impl Fn(usize, i64) -> bool,
) -> Vec<Contribution> {
    let asked = |piece: &Evidence| level != Level::Loose || !piece.of_items();
    let pieces = EVIDENCE.iter().zip(model.weights()).enumerate();
    let pieces = pieces
        .filter(|(number, (piece, weight))| of_interest(*number, **weight) && asked(piece))
        .map(|(_, (evidence, weight)): (usize, (&'static Evidence, &i64))| {
            let measure = (evidence.measure)(pair);
            Contribution { evidence, measure, log_odds: i64::from(measure) * weight / 1000 }
        });
    pieces.collect()
}

/// Pieces that add the same stay in the order of the list.
fn strongest_first(parts: &mut [Contribution]) {
    parts.sort_by_key(|part| -part.log_odds.abs());
}

/// What a sentence rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Basis {
    /// A veto.
    Veto(Veto),
    /// The same URL.
    Url,
    /// The same title once normalized.
    Title,
    /// What the evidence says.
    Evidence,
}

/// What the sentence on a pair rests on.
pub(super) fn basis(pair: &Comparison, judgment: &Judgment) -> Basis {
    let same = judgment.verdict == Verdict::Same;
    match judgment.veto {
        Some(veto) => Basis::Veto(veto),
        None if same && pair.same_url() => Basis::Url,
        None if same && same_text(pair) => Basis::Title,
        None => Basis::Evidence,
    }
}

fn same_text(pair: &Comparison) -> bool {
    pair.a.title.text == pair.b.title.text
}

/// One sentence on why the verdict is as it is, without a full stop. `differs` has the edges named
/// where the titles are the same, and the words where evidence or names are said.
pub fn why(pair: &Comparison, judgment: &Judgment, judge: &Judge, differs: &Difference) -> String {
    match basis(pair, judgment) {
        Basis::Veto(veto) => veto_sentence(veto, pair, differs),
        Basis::Url if same_text(pair) => "the same URL and the same title".to_owned(),
        Basis::Url => "the same URL, under another title".to_owned(),
        Basis::Title => same_title_sentence(pair, differs),
        Basis::Evidence => evidence_sentence(pair, judgment.verdict, judge, differs),
    }
}

fn evidence_sentence(
    pair: &Comparison,
    verdict: Verdict,
    judge: &Judge,
    differs: &Difference,
) -> String {
    let (sign, silence) = match verdict {
        Verdict::Review => return review_sentence(pair, judge, differs),
        Verdict::Same => (1, "alike on the whole"),
        Verdict::Apart => (-1, "too little in common"),
    };
    joined(&spoken(pair, judge, differs, sign)).unwrap_or_else(|| silence.to_owned())
}

fn same_title_sentence(pair: &Comparison, differs: &Difference) -> String {
    let mut sentence = "the same title".to_owned();
    if let Some(edges) = &differs.edges {
        sentence.push_str(" after removing ");
        sentence.push_str(edges);
    }
    let apart = DAYS_APART.filter(|_| pair.days_apart() != Some(0));
    let apart = apart.map(|piece| (piece.says)(pair, differs)).filter(|says| !says.is_empty());
    if let Some(apart) = apart {
        sentence.push_str(", ");
        sentence.push_str(&apart);
    }
    sentence
}

fn review_sentence(pair: &Comparison, judge: &Judge, differs: &Difference) -> String {
    let (mut pro, mut contra) = (spoken(pair, judge, differs, 1), spoken(pair, judge, differs, -1));
    pro.truncate(2);
    contra.truncate(2);
    match (joined(&pro), joined(&contra)) {
        (Some(pro), Some(contra)) => format!("{pro}; but {contra}"),
        (pro, contra) => pro.or(contra).unwrap_or_else(|| "neither clear nor unlikely".to_owned()),
    }
}

/// What the strongest pieces of one sign say, strongest first.
fn spoken(pair: &Comparison, judge: &Judge, differs: &Difference, sign: i64) -> Vec<String> {
    // A costly piece that has nothing to say is not measured.
    let speaks =
        |number: usize| STAGE[number] == 0 || !(EVIDENCE[number].says)(pair, differs).is_empty();
    // No measure is more than one, so a piece adds no more than its weight.
    let of_interest = |number, weight| weight * sign >= WORTH_SAYING && speaks(number);
    let mut parts = weighed(pair, judge.model, judge.level, of_interest);
    parts.retain(|part| part.log_odds * sign >= WORTH_SAYING);
    strongest_first(&mut parts);
    let mut said: Vec<String> = Vec::new();
    for part in parts {
        let says = (part.evidence.says)(pair, differs);
        if !says.is_empty() && !said.contains(&says) {
            said.push(says);
        }
        if said.len() == MOST {
            break;
        }
    }
    said
}

fn joined(said: &[String]) -> Option<String> {
    (!said.is_empty()).then(|| said.join("; "))
}

fn veto_sentence(veto: Veto, pair: &Comparison, differs: &Difference) -> String {
    let (here, there) = (&differs.numbers.0, &differs.numbers.1);
    match veto {
        Veto::Numbers if !here.is_empty() && !there.is_empty() => {
            format!("numbers differ: {here} → {there}")
        }
        Veto::Numbers => "numbers differ in the same place".to_owned(),
        Veto::Days => "they name different days".to_owned(),
        Veto::Weekdays => "they name different weekdays".to_owned(),
        Veto::Series => "two issues of one series".to_owned(),
        Veto::Kind => kind_sentence(pair),
        Veto::Negation => "the same words, but one says `not`".to_owned(),
        Veto::Opposites => "the same words but for opposites".to_owned(),
        Veto::Direction if !pair.same_words() => "who does what to whom is reversed".to_owned(),
        Veto::Direction => "the same words, but who does what to whom is reversed".to_owned(),
        Veto::Name => match &differs.telling {
            (Some(here), Some(there)) => {
                format!("another name in the same place: {here} → {there}")
            }
            _ => "another name in the same place".to_owned(),
        },
        Veto::Recurring => recurring_sentence(pair),
        Veto::Window => match pair.days_apart() {
            Some(days) => format!("{days} days apart, outside the window"),
            None => "outside the window".to_owned(),
        },
        Veto::Short => "too short to tell: short titles fold only when equal".to_owned(),
    }
}

fn recurring_sentence(pair: &Comparison) -> String {
    let is_saying = [&pair.a, &pair.b].iter().any(|side| side.recurrence == Recurrence::Saying);
    let sentence = if is_saying {
        "a saying: several sources have it again and again"
    } else {
        "a title that returns: the same source had it on other days"
    };
    sentence.to_owned()
}

fn kind_sentence(pair: &Comparison) -> String {
    let name = |kind: Option<Kind>| kind.map_or("no such mark", Kind::name);
    let (here, there) = pair.in_order(name(pair.a.title.kind), name(pair.b.title.kind));
    format!("different kinds: {here} → {there}")
}
