//! The judge as a whole, on pairs of titles without a corpus.

use super::{Case, Judgment, Knowledge, Model, UNWEIGHED, Veto};
use crate::entry::Entry;
use crate::findings::Verdict;
use crate::origin::Origin;
use crate::settings::{Level, Settings};
use crate::stamp::Stamp;
use crate::survey::CorpusStats;

fn judged_entries(a: Entry, b: Entry, settings: &Settings) -> (Judgment, String) {
    let stats = CorpusStats::default();
    let knowledge = Knowledge::new(&stats, settings);
    let model = Model::shipped().unwrap();
    let case = Case::new(vec![a, b], &knowledge);
    let judge = case.judge(&model, settings);
    let (a, b) = (case.subjects.get(0), case.subjects.get(1));
    let judgment = judge.judge(&a, &b);
    let turned = judge.judge(&b, &a);
    assert_eq!(judgment, turned, "a verdict does not depend on which title comes first");
    let asked = |floor, least| judge.judge_if(&a, &b, floor, |found| found.log_odds >= least);
    assert_eq!(asked(UNWEIGHED, judgment.log_odds), Some(judgment));
    assert_eq!(asked(UNWEIGHED, judgment.log_odds + 1), None);
    let review = model.least_for_review(settings.level);
    let [exact, listed] = [UNWEIGHED, review].map(|floor| asked(floor, UNWEIGHED).unwrap());
    let hard = judgment.veto.is_some_and(|veto| !veto.leaves_review());
    assert!(exact.is_weighed() || judgment.veto.is_some());
    assert!(listed.is_weighed() || judgment.log_odds < review || hard);
    assert!(!hard || !exact.is_weighed());
    for found in [exact, listed] {
        assert_eq!(Judgment { log_odds: judgment.log_odds, ..found }, judgment);
    }
    let explanation = case.explain(&judge, 0, 1, &listed);
    assert_eq!(explanation.log_odds, judgment.log_odds);
    (judgment, explanation.why)
}

fn entry(title: &str) -> Entry {
    Entry::new(title, Origin::new("-", 1))
}

fn judged(a: &str, b: &str) -> (Judgment, String) {
    judged_entries(entry(a), entry(b), &Settings::default())
}

#[test]
fn every_veto_stops_what_it_is_for() {
    let cases = [
        (Veto::Numbers, "2 troops killed in bomb attack", "5 troops killed in bomb attack"),
        (Veto::Days, "Live updates on Ukraine: April 27", "Live updates on Ukraine: April 28"),
        (Veto::Weekdays, "Best weekend links for Sunday", "Best weekend links for Monday"),
        (Veto::Kind, "NATO - Wikipedia", "NATO - Video"),
        (
            Veto::Negation,
            "Nato will send troops to Ukraine",
            "Nato will not send troops to Ukraine",
        ),
        (
            Veto::Opposites,
            "Gold closes up at the London market",
            "Gold closes down at the London market",
        ),
        (Veto::Direction, "Google sues Oracle over Java", "Oracle sues Google over Java"),
        (
            Veto::Direction,
            "Manchester United beat Chelsea in cup final",
            "Chelsea beat Manchester United in cup final",
        ),
        (Veto::Direction, "Lyon-Nantes 3-1: the goals", "Nantes-Lyon 3-1: the goals"),
        (Veto::Direction, "快讯：上海海港2比1战胜山东泰山", "快讯：山东泰山2比1战胜上海海港"),
        (Veto::Numbers, "Третий сезон сериала вышел", "Пятый сезон сериала вышел"),
        (Veto::Numbers, "第六轮谈判在首尔举行", "第七轮谈判在首尔举行"),
        (Veto::Opposites, "央行宣布下调存款准备金率", "央行宣布上调存款准备金率"),
        (Veto::Negation, "政府、来年度の減税を実施へ", "政府、来年度の減税を実施せず"),
        (Veto::Negation, "总统出席亚洲经济峰会", "总统不出席亚洲经济峰会"),
        (Veto::Short, "Thread", "Thread, open"),
        (
            Veto::Name,
            "Lakrax shares rise after brokers lift target",
            "Rostev shares rise after brokers lift target",
        ),
        (
            Veto::Name,
            "Lakrax to close oldest plant after strikes",
            "After strikes, Rostev to close the oldest plant today",
        ),
        (
            Veto::Name,
            "Texas joins Chile over stadium vote in Florida",
            "Florida joins Chile over stadium vote in Florida",
        ),
        (
            Veto::Direction,
            "Stugem to cancel Madrux after storms",
            "Madrux to cancel Stugem after storms",
        ),
        (
            Veto::Direction,
            "Madrux warns Stugem in harbor dispute",
            "In harbor dispute, Stugem warns Madrux today",
        ),
    ];
    for (veto, a, b) in cases {
        let (judgment, why) = judged(a, b);
        assert_eq!(judgment.veto, Some(veto), "{a:?} / {b:?}");
        assert_ne!(judgment.verdict, Verdict::Same);
        assert!(!why.is_empty());
    }
}

#[test]
fn evidence_is_weighed_no_further_than_a_pair_may_rise_to_the_floor() {
    let (stats, settings) = (CorpusStats::default(), Settings::default());
    let (knowledge, model) = (Knowledge::new(&stats, &settings), Model::shipped().unwrap());
    let titles = ["Ferry sinks off the coast of Skelby", "Opera house reopens after long repairs"];
    let case = Case::new(titles.map(entry).to_vec(), &knowledge);
    let judge = case.judge(&model, &settings);
    let (a, b) = (case.subjects.get(0), case.subjects.get(1));
    let log_odds = judge.judge(&a, &b).log_odds;
    let weighed = |floor| judge.judge_if(&a, &b, floor, |_| true).unwrap().is_weighed();
    assert!(weighed(log_odds) && !weighed(model.least_for_review(settings.level)));
    assert_eq!(
        judge.judge_if(&a, &b, 0, Judgment::is_weighed).map(|found| found.log_odds),
        Some(log_odds)
    );
}

#[test]
fn what_only_looks_like_a_veto_is_none() {
    let pairs = [
        ("5 NATO troops killed in crash", "NATO troops killed in crash"),
        (
            "Ghana helicopter crash kills two ministers",
            "Two ministers killed in Ghana helicopter crash",
        ),
        ("Bids by Paramount, Netflix and Comcast", "Bids by Paramount, Comcast and Netflix"),
        ("RAF jets join NATO mission - Video", "RAF jets join NATO mission"),
        ("Trump says Iran deal is close", "Iran deal is close, says Trump"),
        ("Ship sinks off Norway coast", "Off Norway coast ship sinks"),
        ("Goals and highlights: Lyon-Nantes 3-1", "Lyon-Nantes 3-1: goals and highlights"),
        ("Lyon-Nantes 1-1: the goals", "Nantes-Lyon 1-1: the goals"),
        (
            "Palermo, albergo sul lungomare chiuso per abusi edilizi",
            "Chiuso per abusi edilizi un albergo sul lungomare di Palermo",
        ),
        ("Gold rises after stocks fall", "Stocks fall and gold soars"),
        // A slip of the hand, and words that capitals tell from names.
        ("Zelensky Meets Envoys in Harbor Town", "Zelenskyy Meets Envoys in Harbor Town"),
        (
            "Unknown raccoon-sized dinosaur species discovered in Utah",
            "Unknown raccoon-sized monstersaur species discovered in Utah",
        ),
        ("Madrux sues Stugem over patents", "Stugem sued by Madrux over patents"),
        (
            "Quake shakes parts of New Jersey, New York",
            "Quake shakes parts of New York, New Jersey",
        ),
    ];
    for (a, b) in pairs {
        assert_eq!(judged(a, b).0.veto, None, "{a:?} / {b:?}");
    }
}

/// What was taken for a name may be none, so the pair is left for a person; clusters never merge over it.
#[test]
fn another_name_is_reviewed_and_parts_clusters() {
    let (judgment, why) = judged(
        "Lakrax shares rise sharply after brokers lift their price target",
        "Rostev shares rise sharply after brokers lift their price target",
    );
    assert_eq!((judgment.veto, judgment.verdict), (Some(Veto::Name), Verdict::Review));
    assert_eq!(why, "another name in the same place: Lakrax → Rostev");
    assert!(Veto::Name.parts_clusters() && !Veto::Short.parts_clusters());
}

#[test]
fn a_loose_level_keeps_kinds_apart_and_forgives_numbers() {
    let loose = Settings { level: Level::Loose, ..Settings::default() };
    let judge = |a, b| judged_entries(entry(a), entry(b), &loose).0;
    assert_eq!(judge("2 troops killed in attack", "5 troops killed in attack").veto, None);
    assert_eq!(judge("NATO - Wikipedia", "NATO - Video").veto, Some(Veto::Kind));
}

#[test]
fn the_same_url_lifts_every_veto_and_the_window() {
    let at = |title: &str, day: i64| Entry {
        published: Some(Stamp::from_unix(day * 86_400)),
        ..entry(title).with_url("https://example.org/story")
    };
    let (judgment, why) = judged_entries(
        at("2 troops killed", 0),
        at("5 troops killed in attack", 90),
        &Settings::default(),
    );
    assert_eq!(judgment.verdict, Verdict::Same);
    assert_eq!(why, "the same URL, under another title");
}

#[test]
fn beyond_the_window_equal_titles_stay_apart() {
    let on = |day: i64| Entry {
        published: Some(Stamp::from_unix(day * 86_400)),
        ..entry("Volcano found in Bavarian backyard by schoolboy")
    };
    let (judgment, why) = judged_entries(on(0), on(31), &Settings::default());
    assert_eq!(judgment.veto, Some(Veto::Window));
    assert_eq!(why, "31 days apart, outside the window");
    assert_eq!(judged_entries(on(0), on(3), &Settings::default()).0.verdict, Verdict::Same);
}

#[test]
fn reasons_are_an_editors_words() {
    let why = |a, b| judged(a, b).1;
    assert_eq!(
        why("2 troops killed in attack", "5 troops killed in attack"),
        "numbers differ: 2 → 5"
    );
    assert_eq!(
        why("Jets scrambled over Baltic - Reuters", "Jets scrambled over Baltic"),
        "the same title after removing \"- Reuters\""
    );
    assert_eq!(
        why("NATO - Wikipedia", "NATO - Video"),
        "different kinds: Wikipedia article → video"
    );
}
