//! The main report for programs: one JSON object a cluster, a line each, its members inside.
//!
//! The names are those of the CSV. Every object has every name, in the same order; what is not known
//! is `null`, so that a line can be read into a table without asking what it holds. Numbers are
//! numbers, with the decimals of the CSV; dates are strings, as precise as they are known. Text is as
//! received: the formula guard is for spreadsheets, and no JSON is ever guarded.

use serde::Serialize;

use crate::entry::Entry;
use crate::error::{Error, ErrorKind, Result};
use crate::findings::{Findings, Match, Member, Status};
use crate::stamp::Stamp;

use super::item_id::ItemIds;
use super::table::two_decimals;
use super::whole::{Whole, role, wholes};

/// A cluster, or a single.
#[derive(Serialize)]
struct ClusterLine<'a> {
    cluster_id: Option<&'a str>,
    cluster_size: usize,
    sources: Option<usize>,
    status: Option<&'static str>,
    title: &'a str,
    url: Option<&'a str>,
    first_seen: Option<String>,
    last_seen: Option<String>,
    members: Vec<MemberLine<'a>>,
}

/// One entry of it.
#[derive(Serialize)]
struct MemberLine<'a> {
    role: &'static str,
    title: &'a str,
    url: Option<&'a str>,
    source: Option<&'a str>,
    published: Option<String>,
    similarity: Option<f64>,
    r#match: Option<&'static str>,
    why: Option<&'a str>,
    differs: Option<&'a str>,
    status: Option<&'static str>,
    item_id: String,
    probability: Option<f64>,
}

/// Writes the clusters of `findings`, and after them every entry in no cluster where `all` is set.
///
/// # Errors
/// Never for findings of a run: titles are strings and every name is fixed.
pub fn clusters_jsonl(findings: &Findings, all: bool) -> Result<Vec<u8>> {
    let ids = ItemIds::new(&findings.entries);
    let mut bytes = Vec::new();
    for whole in wholes(findings, all) {
        serde_json::to_writer(&mut bytes, &cluster_line(&whole, &ids)).map_err(|error| {
            Error::new(ErrorKind::Unwritable, format!("{}: {error}", whole.representative.origin))
        })?;
        bytes.push(b'\n');
    }
    Ok(bytes)
}

fn cluster_line<'a>(whole: &'a Whole<'a>, ids: &ItemIds) -> ClusterLine<'a> {
    ClusterLine {
        cluster_id: whole.id,
        cluster_size: whole.parts.len(),
        sources: whole.sources,
        status: whole.status.map(Status::name),
        title: whole.representative.title(),
        url: whole.representative.url(),
        first_seen: shown(whole.first_seen),
        last_seen: shown(whole.last_seen),
        members: whole.parts.iter().map(|(entry, member)| line(entry, *member, ids)).collect(),
    }
}

fn line<'a>(entry: &'a Entry, member: Option<&'a Member>, ids: &ItemIds) -> MemberLine<'a> {
    let repeat = member.filter(|member| member.matched.is_some());
    MemberLine {
        role: role(member),
        title: entry.title(),
        url: entry.url(),
        source: entry.source.as_deref(),
        published: shown(entry.published),
        similarity: repeat.map(|member| two_decimals(member.similarity)),
        r#match: repeat.and_then(|member| member.matched).map(Match::name),
        why: member.and_then(|member| said(&member.why)),
        differs: member.and_then(|member| said(&member.differs)),
        status: member.map(|member| member.status.name()),
        item_id: ids.of(entry).into_owned(),
        probability: repeat.map(|member| two_decimals(member.probability)),
    }
}

fn shown(date: Option<Stamp>) -> Option<String> {
    date.map(|date| date.to_string())
}

fn said(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::sample;

    fn written(all: bool) -> String {
        String::from_utf8(clusters_jsonl(&sample(), all).unwrap()).unwrap()
    }

    #[test]
    fn golden() {
        insta::assert_snapshot!(written(true), @r#"
        {"cluster_id":"c3k9x0m2vq","cluster_size":3,"sources":2,"status":"review","title":"UK helicopter crash kills five in Kandahar, says \"MoD\"","url":"https://feed.example/2","first_seen":"2014-04-26","last_seen":"2014-04-28","members":[{"role":"representative","title":"UK helicopter crash kills five in Kandahar, says \"MoD\"","url":"https://feed.example/2","source":"Zürcher Tagblatt","published":"2014-04-26T18:05:00Z","similarity":null,"match":null,"why":null,"differs":null,"status":"auto","item_id":"feed:17","probability":null},{"role":"duplicate","title":"- UK helicopter crash kills five in Kandahar","url":null,"source":null,"published":null,"similarity":0.91,"match":"near-title","why":"all six words of the shorter title are in the longer one; same day","differs":"– / says, MoD","status":"auto","item_id":"page.txt:5","probability":0.99},{"role":"duplicate","title":"Five dead in Kandahar as UK helicopter crashes","url":"https://blog.example/9","source":"KLCC","published":"2014-04-27T06:00:00Z","similarity":0.65,"match":"near-title","why":"share the rare word Kandahar and five others; one day apart","differs":"dead / kills, says, MoD","status":"review","item_id":"blog:17","probability":0.87}]}
        {"cluster_id":"c81tzw4h6r","cluster_size":2,"sources":null,"status":"auto","title":"Café owner wins Montréal prize","url":null,"first_seen":"2014-04-27","last_seen":"2014-04-27","members":[{"role":"representative","title":"Café owner wins Montréal prize","url":null,"source":null,"published":null,"similarity":null,"match":null,"why":null,"differs":null,"status":"auto","item_id":"page.txt:8","probability":null},{"role":"duplicate","title":"Café owner wins Montréal prize – OPB","url":null,"source":null,"published":null,"similarity":1.0,"match":"same-title","why":"same title after removing “– OPB”","differs":null,"status":"auto","item_id":"page.txt:9","probability":0.99}]}
        {"cluster_id":null,"cluster_size":1,"sources":null,"status":null,"title":"NATO 3 get prison terms of 5 to 8 years","url":null,"first_seen":"2014-04-26","last_seen":"2014-04-26","members":[{"role":"single","title":"NATO 3 get prison terms of 5 to 8 years","url":null,"source":null,"published":null,"similarity":null,"match":null,"why":null,"differs":null,"status":null,"item_id":"page.txt:4","probability":null}]}
        {"cluster_id":null,"cluster_size":1,"sources":null,"status":null,"title":"NATO Protesters Receive 5- To 8-Year Prison Terms","url":null,"first_seen":"2014-04-26","last_seen":"2014-04-27","members":[{"role":"single","title":"NATO Protesters Receive 5- To 8-Year Prison Terms","url":null,"source":null,"published":null,"similarity":null,"match":null,"why":null,"differs":null,"status":null,"item_id":"page.txt:3","probability":null}]}
        {"cluster_id":null,"cluster_size":1,"sources":1,"status":null,"title":"UK helicopter crash kills two in Helmand","url":"https://feed.example/3","first_seen":"2014-04-27T09:00:00Z","last_seen":"2014-04-27T09:00:00Z","members":[{"role":"single","title":"UK helicopter crash kills two in Helmand","url":"https://feed.example/3","source":"KLCC","published":"2014-04-27T09:00:00Z","similarity":null,"match":null,"why":null,"differs":null,"status":null,"item_id":"18","probability":null}]}
        {"cluster_id":null,"cluster_size":1,"sources":1,"status":null,"title":"=HYPERLINK(\"https://x.example\",\"Prize!\")","url":"https://blog.example/11","first_seen":"2014-04-30T23:20:00Z","last_seen":"2014-04-30T23:20:00Z","members":[{"role":"single","title":"=HYPERLINK(\"https://x.example\",\"Prize!\")","url":"https://blog.example/11","source":"KLCC","published":"2014-04-30T23:20:00Z","similarity":null,"match":null,"why":null,"differs":null,"status":null,"item_id":"19","probability":null}]}
        {"cluster_id":null,"cluster_size":1,"sources":null,"status":null,"title":"Weekly roundup #41","url":null,"first_seen":null,"last_seen":null,"members":[{"role":"single","title":"Weekly roundup #41","url":null,"source":null,"published":null,"similarity":null,"match":null,"why":null,"differs":null,"status":null,"item_id":"page.txt:21","probability":null}]}
        {"cluster_id":null,"cluster_size":1,"sources":null,"status":null,"title":"Weekly roundup #42 [VIDEO]","url":null,"first_seen":null,"last_seen":null,"members":[{"role":"single","title":"Weekly roundup #42 [VIDEO]","url":null,"source":null,"published":null,"similarity":null,"match":null,"why":null,"differs":null,"status":null,"item_id":"page.txt:20","probability":null}]}
        "#);
    }

    #[test]
    fn a_cluster_is_a_line() {
        assert_eq!(written(false).lines().count(), sample().clusters.len());
    }

    #[test]
    fn every_line_is_an_object_with_the_same_names() {
        let lines: Vec<serde_json::Value> =
            written(true).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let names = |value: &serde_json::Value| {
            let object = value.as_object().unwrap();
            object.keys().cloned().collect::<Vec<_>>()
        };
        for line in &lines {
            assert_eq!(names(line), names(&lines[0]));
            for member in line["members"].as_array().unwrap() {
                assert_eq!(names(member), names(&lines[0]["members"][0]));
            }
        }
        let members: usize =
            lines.iter().map(|line| line["members"].as_array().unwrap().len()).sum();
        assert_eq!(members, sample().entries.len());
    }
}
