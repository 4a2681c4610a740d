//! One small run for the golden tests: every sort of row that a report can hold.
//!
//! Three inputs (a link list and two feeds that both number an entry 17), a cluster of three over
//! all of them, a cluster of two, titles that a spreadsheet would run, and near-misses of each verdict.

use jiff::civil::date;

use crate::entry::Entry;
use crate::findings::{
    Cause, Cluster, Counts, Findings, Match, Member, NearMiss, Share, Status, Verdict,
};
use crate::origin::Origin;
use crate::stamp::Stamp;

/// A day of 2014.
pub(super) fn day(month: i8, day: i8) -> Stamp {
    Stamp::from_date(date(2014, month, day))
}

/// An entry of the link list, with its two dates.
fn listed(line: u64, title: &str, added: Stamp, updated: Stamp) -> Entry {
    Entry {
        added: Some(added),
        updated: Some(updated),
        ..Entry::new(title, Origin::new("page.txt", line))
    }
}

/// An entry of a feed, with an id, a link, an outlet and an instant.
fn fed(file: &str, line: u64, id: &str, title: &str, source: &str, seconds: i64) -> Entry {
    Entry {
        source: Some(source.into()),
        published: Some(Stamp::from_unix(seconds)),
        ..Entry::new(title, Origin::new(file, line))
            .with_url(&format!("https://{file}.example/{line}"))
            .with_id(id)
    }
}

fn entries() -> Vec<Entry> {
    let april = |d| day(4, d);
    let mod_title = "UK helicopter crash kills five in Kandahar, says \"MoD\"";
    let formula = "=HYPERLINK(\"https://x.example\",\"Prize!\")";
    vec![
        listed(5, "- UK helicopter crash kills five in Kandahar", april(26), april(28)),
        listed(4, "NATO 3 get prison terms of 5 to 8 years", april(26), april(26)),
        listed(3, "NATO Protesters Receive 5- To 8-Year Prison Terms", april(26), april(27)),
        fed("feed", 2, "17", mod_title, "Zürcher Tagblatt", 1_398_535_500),
        listed(8, "Café owner wins Montréal prize", april(27), april(27)),
        listed(9, "Café owner wins Montréal prize – OPB", april(27), april(27)),
        fed(
            "blog",
            9,
            "17",
            "Five dead in Kandahar as UK helicopter crashes",
            "KLCC",
            1_398_578_400,
        ),
        fed("feed", 3, "18", "UK helicopter crash kills two in Helmand", "KLCC", 1_398_589_200),
        fed("blog", 11, "19", formula, "KLCC", 1_398_900_000),
        Entry::new("Weekly roundup #41", Origin::new("page.txt", 21)),
        Entry::new("Weekly roundup #42 [VIDEO]", Origin::new("page.txt", 20)),
    ]
}

fn representative(entry: usize) -> Member {
    Member {
        entry,
        status: Status::Auto,
        similarity: Share(1000),
        matched: None,
        why: String::new(),
        differs: String::new(),
        probability: Share(1000),
    }
}

fn repeat(entry: usize, matched: Match, why: &str, differs: &str, shares: [u16; 2]) -> Member {
    Member {
        entry,
        status: if shares[1] < 900 { Status::Review } else { Status::Auto },
        similarity: Share(shares[0]),
        matched: Some(matched),
        why: why.into(),
        differs: differs.into(),
        probability: Share(shares[1]),
    }
}

fn clusters(entries: &[Entry]) -> Vec<Cluster> {
    let crash = vec![
        representative(3),
        repeat(
            0,
            Match::NearTitle,
            "all six words of the shorter title are in the longer one; same day",
            "– / says, MoD",
            [914, 993],
        ),
        repeat(
            6,
            Match::NearTitle,
            "share the rare word Kandahar and five others; one day apart",
            "dead / kills, says, MoD",
            [655, 871],
        ),
    ];
    let prize = vec![
        representative(4),
        repeat(5, Match::SameTitle, "same title after removing “– OPB”", "", [1000, 999]),
    ];
    vec![
        Cluster {
            id: "c3k9x0m2vq".into(),
            members: crash,
            sources: 2,
            first_seen: entries[0].added,
            last_seen: entries[0].updated,
        },
        Cluster {
            id: "c81tzw4h6r".into(),
            members: prize,
            sources: 0,
            first_seen: entries[4].added,
            last_seen: entries[4].updated,
        },
    ]
}

fn near_misses() -> Vec<NearMiss> {
    vec![
        NearMiss {
            a: 1,
            b: 2,
            verdict: Verdict::Review,
            similarity: Share(412),
            probability: Share(640),
            cause: Cause::Evidence,
            why: "share prison, terms and the numbers 5 and 8; a rare word on each side".into(),
            differs: "3, get / protesters, receive".into(),
        },
        NearMiss {
            a: 3,
            b: 7,
            verdict: Verdict::Apart,
            similarity: Share(588),
            probability: Share(31),
            cause: Cause::Numbers,
            why: "the numbers of killed disagree".into(),
            differs: "five, Kandahar / two, Helmand".into(),
        },
        NearMiss {
            a: 9,
            b: 10,
            verdict: Verdict::Apart,
            similarity: Share(888),
            probability: Share(12),
            cause: Cause::Series,
            why: "two issues of a series".into(),
            differs: "41 / 42".into(),
        },
    ]
}

/// The run.
pub(super) fn sample() -> Findings {
    let entries = entries();
    Findings {
        clusters: clusters(&entries),
        entries: entries.into(),
        near_misses: near_misses(),
        counts: Counts {
            distinct_titles: 10,
            candidates: 14,
            judged: 6,
            bounded: 0,
            review: 1,
            apart: vec![(Cause::Numbers, 1), (Cause::Series, 1)],
            near_misses: near_misses().len() as u64,
        },
    }
}
