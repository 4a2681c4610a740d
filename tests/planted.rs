//! Clusters whose truth is known because we made them: large ones that must stay whole, families that
//! must stay two, a chain that must not become one.

use storyfold::{Entry, Findings, Settings, fold};

use super::made::entry;

/// A day in 2014.
const MAY: i64 = 16_200;

fn folded(entries: Vec<Entry>) -> Findings {
    fold(entries, &Settings::default()).unwrap()
}

/// The titles of each cluster.
fn clusters(findings: &Findings) -> Vec<Vec<String>> {
    let titles = |cluster: &storyfold::Cluster| {
        cluster
            .members
            .iter()
            .map(|member| findings.entries.get(member.entry).title().to_owned())
            .collect()
    };
    findings.clusters.iter().map(titles).collect()
}

/// Sizes of the clusters, the largest first.
fn sizes(findings: &Findings) -> Vec<usize> {
    findings.clusters.iter().map(|cluster| cluster.members.len()).collect()
}

#[test]
fn a_thousand_equal_titles_are_one() {
    let title = "Dormant volcano found in Bavarian backyard";
    for day in [None, Some(MAY)] {
        let findings = folded((0..1_000).map(|_| entry(title, day)).collect());
        assert_eq!(sizes(&findings), [1_000]);
        assert_eq!(findings.counts.distinct_titles, 1);
    }
}

/// Title n shares six of eight words with title n + 1, and none with title n + 4.
fn chain() -> Vec<Entry> {
    let words = [
        "harbor",
        "bridge",
        "engineers",
        "inspect",
        "rusted",
        "cables",
        "after",
        "storm",
        "warning",
        "closes",
        "ferry",
        "terminal",
        "passengers",
        "stranded",
        "overnight",
        "hotel",
        "rooms",
        "scarce",
        "tourists",
        "complain",
        "mayor",
        "promises",
        "refunds",
        "council",
        "votes",
        "budget",
        "shortfall",
        "teachers",
        "strike",
        "schools",
        "empty",
        "parents",
        "protest",
        "ministry",
        "offers",
        "salary",
        "increase",
        "union",
        "rejects",
        "proposal",
    ];
    let link = |start: usize| entry(&words[start..start + 8].join(" "), Some(MAY));
    (0..=words.len() - 8).step_by(2).map(link).collect()
}

#[test]
fn a_chain_is_not_one() {
    let entries = chain();
    let findings = folded(entries.clone());
    for cluster in clusters(&findings) {
        let place =
            |title: &String| entries.iter().position(|entry| entry.title() == *title).unwrap();
        let (first, last) = (cluster.iter().map(place).min(), cluster.iter().map(place).max());
        assert!(last.unwrap() - first.unwrap() < 4, "the ends share no word: {cluster:#?}");
    }
}

/// Twenty tellings of an attack with so many dead.
fn family(toll: &str) -> Vec<Entry> {
    let heads = ["", "UPDATE 1-", "BREAKING: ", "WRAPUP 2-"];
    let forms =
        ["troops killed in Afghanistan bomb attack", "troops killed in bomb attack in Afghanistan"];
    let ends = ["", " - Reuters"];
    let telling = |n: usize| {
        let (head, form) = (heads[n % 4], forms[n / 4 % 2]);
        let end = ends[n / 8 % 2];
        entry(&format!("{head}{toll} {form}{end}"), Some(MAY + n as i64 % 2))
    };
    (0..20).map(telling).collect()
}

#[test]
fn two_tolls_are_two() {
    let findings = folded([family("2"), family("5")].concat());
    assert_eq!(sizes(&findings), [20, 20]);
    for cluster in clusters(&findings) {
        let fives = cluster.iter().filter(|title| title.contains("5 troops")).count();
        assert!(fives == 0 || fives == 20, "{cluster:#?}");
    }
}

#[test]
fn a_toll_in_words_is_the_same_toll() {
    let findings = folded([family("2"), family("Two")].concat());
    assert_eq!(sizes(&findings), [40]);
}

#[test]
fn a_source_that_never_folds_stands_alone() {
    let of = |source: &str| Entry {
        source: Some(source.into()),
        ..entry("Dormant volcano found in Bavarian backyard", Some(MAY))
    };
    let entries = [of("a.example"), of("b.example"), of("c.example")];
    let never = |sources: &[&str]| {
        let never_sources = sources.iter().map(ToString::to_string).collect();
        let settings = Settings { never_sources, ..Settings::default() };
        sizes(&fold(entries.to_vec(), &settings).unwrap())
    };
    assert_eq!(never(&[]), [3]);
    assert_eq!(never(&["B.*"]), [2]);
    assert_eq!(never(&["a*", "*.example"]), [0; 0]);
}

#[test]
fn a_preferred_source_leads() {
    let of = |source: &str, day| Entry {
        source: Some(source.into()),
        ..entry("Dormant volcano found in Bavarian backyard", Some(MAY + day))
    };
    let entries = [of("a.example", 0), of("b.example", 1), of("c.example", 1)];
    let lead = |prefer: &[&str]| {
        let prefer_sources = prefer.iter().map(ToString::to_string).collect();
        let settings = Settings { prefer_sources, ..Settings::default() };
        let findings = fold(entries.to_vec(), &settings).unwrap();
        let leader = findings.clusters[0].members[0].entry;
        (findings.entries.get(leader).source.clone().unwrap(), findings.clusters[0].id.clone())
    };
    let (earliest, id) = lead(&[]);
    assert_eq!(&*earliest, "a.example");
    assert_eq!(lead(&["C.example", "b.example"]), ("c.example".into(), id));
}

/// An entry of an outlet, under a page of this number.
fn posted(title: &str, day: i64, outlet: &str, page: usize) -> Entry {
    let entry = entry(title, Some(day)).with_url(&format!("https://links.test/{page}"));
    Entry { source: Some(outlet.into()), ..entry }
}

#[test]
fn a_wire_report_stays_whole_where_one_outlet_repeats_it_for_days() {
    let outlet = |at: usize| if at < 3 { "Wire".to_owned() } else { format!("Outlet {at}") };
    let report = "Dormant volcano found in Bavarian backyard";
    let copy = |at: usize| posted(report, MAY + at as i64 % 3, &outlet(at), at);
    assert_eq!(sizes(&folded((0..40).map(copy).collect())), [40]);
    // Alone, an outlet's title of three days and pages is a rubric.
    assert!(folded((0..3).map(copy).collect()).clusters.is_empty());
}

#[test]
fn a_saying_folds_only_where_the_page_or_the_source_and_day_are_the_same() {
    let post = |day: i64, board: &str, page: usize| {
        posted("Look what came in the mail today!", MAY + day, board, page)
    };
    let mut posts = vec![
        post(0, "lego", 1),
        post(1, "books", 2),
        post(40, "trains", 3),
        post(41, "tea", 4),
        post(80, "chess", 5),
        post(80, "go", 8),
        post(81, "cats", 6),
    ];
    let told = folded(posts.clone());
    assert!(told.clusters.is_empty());
    let why = |row: &&storyfold::NearMiss| row.why.starts_with("a saying");
    assert_eq!(told.near_misses.iter().filter(why).count(), 1, "a saying has one row");
    posts.extend([post(82, "dogs", 6), post(0, "lego", 7)]);
    assert_eq!(sizes(&folded(posts.clone())), [2, 2]);
    // Over two spells it may be a story that was told again.
    posts.truncate(4);
    assert_eq!(sizes(&folded(posts)), [2, 2]);
}
