//! The digest for a terminal: what was folded and why, in words one would show a friend.
//!
//! A paragraph a cluster: its title, its size and dates, then every repeat with its date and the
//! reason it was folded; at the end a few pairs that look alike and were not folded. Titles and
//! reasons are never cut; reasons wrap at the width. Dates are shown as days, since a digest is read
//! and not computed with. Color is asked for by the caller, never guessed.

use std::sync::Arc;

use crate::findings::{Cluster, Findings, Member, NearMiss, Status};
use crate::stamp::Stamp;

use super::calendar::day_of;
use super::counted::{counted, grouped};
use super::one_line::one_line;

/// How many near-misses the digest shows.
pub(super) const SHOWN_NEAR_MISSES: usize = 5;
/// How many sources are named before they are only counted.
const NAMED_SOURCES: usize = 3;
/// How far a repeat stands in from the margin.
const INDENT: usize = 4;
/// Below this many columns reasons are not wrapped: every word would stand alone.
const NARROWEST: usize = 24;

/// How the digest is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextOptions {
    /// Bold titles and dim reasons, by ANSI escapes.
    pub color: bool,
    /// Columns at which reasons wrap; 0 for never.
    pub width: usize,
}

impl Default for TextOptions {
    /// Plain, 80 columns.
    fn default() -> Self {
        Self { color: false, width: 80 }
    }
}

/// Writes the digest, and after the clusters the titles in no cluster where `all` is set.
pub fn digest(findings: &Findings, options: TextOptions, all: bool) -> String {
    let mut page = Page { options, text: String::new() };
    if findings.clusters.is_empty() {
        page.line(0, &nothing_folded(findings));
    }
    for (index, cluster) in findings.clusters.iter().enumerate() {
        if index > 0 {
            page.blank();
        }
        cluster_paragraph(&mut page, findings, cluster);
    }
    if all {
        singles(&mut page, findings);
    }
    near_misses(&mut page, findings);
    page.text
}

fn nothing_folded(findings: &Findings) -> String {
    match findings.entries.len() {
        0 => "No links to fold.".into(),
        1 => "One link, so nothing to fold.".into(),
        links => format!("No repeats among {}.", counted(links as u64, "link")),
    }
}

fn cluster_paragraph(page: &mut Page, findings: &Findings, cluster: &Cluster) {
    page.bold(0, &one_line(findings.entries.get(cluster.members[0].entry).title()));
    let size = Some(counted(cluster.members.len() as u64, "link"));
    let facts = [size, span(cluster), sources(findings, cluster)];
    page.line(0, &facts.into_iter().flatten().collect::<Vec<_>>().join(" · "));
    let dated = cluster.first_seen.is_some();
    for member in &cluster.members[1..] {
        repeat(page, findings, member, dated);
    }
}

/// `2014-04-26`, or `2014-04-26 – 2014-04-28` where the cluster has more than one day.
fn span(cluster: &Cluster) -> Option<String> {
    let first = day(cluster.first_seen)?;
    match day(cluster.last_seen) {
        Some(last) if last != first => Some(format!("{first} – {last}")),
        _ => Some(first),
    }
}

/// The outlets in the order of the members, or their number where they are many.
fn sources(findings: &Findings, cluster: &Cluster) -> Option<String> {
    if cluster.sources == 0 || cluster.sources > NAMED_SOURCES {
        return (cluster.sources > 0).then(|| counted(cluster.sources as u64, "source"));
    }
    let mut names: Vec<Arc<str>> = Vec::new();
    for member in &cluster.members {
        let source = findings.entries.get(member.entry).source;
        names.extend(source.filter(|name| !names.contains(name)));
    }
    Some(one_line(&names.join(", ")).into_owned())
}

fn repeat(page: &mut Page, findings: &Findings, member: &Member, dated: bool) {
    let entry = findings.entries.get(member.entry);
    let title = one_line(entry.title());
    let mut indent = INDENT;
    if dated {
        let day = day(entry.date()).unwrap_or_default();
        page.line(INDENT, &format!("{day:10}  {title}"));
        indent += 12;
    } else {
        page.line(INDENT, &title);
        indent += 2;
    }
    let look = if member.status == Status::Review { "worth a look: " } else { "" };
    page.dim(indent, &format!("{look}{}", member.why));
    if !member.differs.is_empty() {
        page.dim(indent, &format!("differs: {}", member.differs));
    }
}

fn singles(page: &mut Page, findings: &Findings) {
    let clusters = findings.cluster_of();
    let alone = findings.entries.iter().zip(clusters).filter(|(_, cluster)| cluster.is_none());
    for (index, (entry, _)) in alone.enumerate() {
        if index == 0 {
            page.blank();
            page.bold(0, "Only once");
        }
        let day = day(entry.date()).unwrap_or_default();
        page.line(INDENT, &format!("{day:10}  {}", one_line(entry.title())));
    }
}

fn near_misses(page: &mut Page, findings: &Findings) {
    if findings.counts.near_misses == 0 {
        return;
    }
    page.blank();
    page.bold(0, "Look alike, kept apart or waiting for you");
    for (index, pair) in findings.near_misses.iter().take(SHOWN_NEAR_MISSES).enumerate() {
        if index > 0 {
            page.blank();
        }
        near_miss(page, findings, pair);
    }
    let more = findings.counts.near_misses.saturating_sub(SHOWN_NEAR_MISSES as u64);
    if more > 0 {
        page.blank();
        page.line(INDENT, &format!("… and {} more", grouped(more)));
    }
}

fn near_miss(page: &mut Page, findings: &Findings, pair: &NearMiss) {
    for entry in [pair.a, pair.b] {
        page.line(INDENT, &one_line(findings.entries.get(entry).title()));
    }
    page.dim(INDENT + 4, &format!("{}: {}", pair.verdict.name(), pair.why));
    if !pair.differs.is_empty() {
        page.dim(INDENT + 4, &format!("differs: {}", pair.differs));
    }
}

fn day(stamp: Option<Stamp>) -> Option<String> {
    stamp.and_then(day_of).map(|date| date.to_string())
}

/// The digest in the making, line by line.
struct Page {
    options: TextOptions,
    text: String,
}

impl Page {
    fn blank(&mut self) {
        self.text.push('\n');
    }

    fn line(&mut self, indent: usize, text: &str) {
        let line = format!("{:indent$}{text}", "");
        self.text.push_str(line.trim_end());
        self.blank();
    }

    fn bold(&mut self, indent: usize, text: &str) {
        self.line(indent, &self.painted("1", text));
    }

    /// Adds a reason: dim, and wrapped at the width.
    fn dim(&mut self, indent: usize, text: &str) {
        let text = one_line(text);
        if text.is_empty() {
            return;
        }
        for line in wrapped(&text, self.options.width.saturating_sub(indent)) {
            self.line(indent, &self.painted("2", &line));
        }
    }

    fn painted(&self, code: &str, text: &str) -> String {
        if self.options.color && !text.is_empty() {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}

/// The words of `text` in lines of at most `columns` characters; a longer word has its own line.
fn wrapped(text: &str, columns: usize) -> Vec<String> {
    if columns < NARROWEST {
        return vec![text.to_owned()];
    }
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= columns => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Entry;
    use crate::origin::Origin;
    use crate::report::fixture::sample;
    use crate::texts::Texts;

    #[test]
    fn golden() {
        let text = digest(&sample(), TextOptions::default(), false);
        insta::assert_snapshot!(text, @r#"
        UK helicopter crash kills five in Kandahar, says "MoD"
        3 links · 2014-04-26 – 2014-04-28 · Zürcher Tagblatt, KLCC
            2014-04-26  - UK helicopter crash kills five in Kandahar
                        all six words of the shorter title are in the longer one; same
                        day
                        differs: – / says, MoD
            2014-04-27  Five dead in Kandahar as UK helicopter crashes
                        worth a look: share the rare word Kandahar and five others; one
                        day apart
                        differs: dead / kills, says, MoD

        Café owner wins Montréal prize
        2 links · 2014-04-27
            2014-04-27  Café owner wins Montréal prize – OPB
                        same title after removing “– OPB”

        Look alike, kept apart or waiting for you
            NATO 3 get prison terms of 5 to 8 years
            NATO Protesters Receive 5- To 8-Year Prison Terms
                review: share prison, terms and the numbers 5 and 8; a rare word on each
                side
                differs: 3, get / protesters, receive

            UK helicopter crash kills five in Kandahar, says "MoD"
            UK helicopter crash kills two in Helmand
                apart: the numbers of killed disagree
                differs: five, Kandahar / two, Helmand

            Weekly roundup #41
            Weekly roundup #42 [VIDEO]
                apart: two issues of a series
                differs: 41 / 42
        "#);
    }

    #[test]
    fn golden_without_repeats() {
        let findings = Findings { clusters: Vec::new(), ..sample() };
        let text = digest(&findings, TextOptions::default(), true);
        insta::assert_snapshot!(text, @r#"
        No repeats among 11 links.

        Only once
            2014-04-26  - UK helicopter crash kills five in Kandahar
            2014-04-26  NATO 3 get prison terms of 5 to 8 years
            2014-04-26  NATO Protesters Receive 5- To 8-Year Prison Terms
            2014-04-26  UK helicopter crash kills five in Kandahar, says "MoD"
            2014-04-27  Café owner wins Montréal prize
            2014-04-27  Café owner wins Montréal prize – OPB
            2014-04-27  Five dead in Kandahar as UK helicopter crashes
            2014-04-27  UK helicopter crash kills two in Helmand
            2014-04-30  =HYPERLINK("https://x.example","Prize!")
                        Weekly roundup #41
                        Weekly roundup #42 [VIDEO]

        Look alike, kept apart or waiting for you
            NATO 3 get prison terms of 5 to 8 years
            NATO Protesters Receive 5- To 8-Year Prison Terms
                review: share prison, terms and the numbers 5 and 8; a rare word on each
                side
                differs: 3, get / protesters, receive

            UK helicopter crash kills five in Kandahar, says "MoD"
            UK helicopter crash kills two in Helmand
                apart: the numbers of killed disagree
                differs: five, Kandahar / two, Helmand

            Weekly roundup #41
            Weekly roundup #42 [VIDEO]
                apart: two issues of a series
                differs: 41 / 42
        "#);
    }

    #[test]
    fn color_adds_escapes_and_changes_no_word() {
        let plain = digest(&sample(), TextOptions::default(), true);
        let options = TextOptions { color: true, ..TextOptions::default() };
        let colored = digest(&sample(), options, true);
        assert!(colored.starts_with("\u{1b}[1mUK helicopter"));
        let mut stripped = colored;
        for escape in ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[2m"] {
            stripped = stripped.replace(escape, "");
        }
        assert_eq!(stripped, plain);
        assert!(!plain.contains('\u{1b}'));
    }

    #[test]
    fn reasons_wrap_at_the_width_and_lose_nothing() {
        let text = "all six words of the shorter title are in the longer one";
        let lines = wrapped(text, 24);
        assert!(lines.len() > 1 && lines.iter().all(|line| line.len() <= 24), "{lines:?}");
        assert_eq!(lines.join(" "), text);
        assert_eq!(wrapped(text, 0), [text]);
    }

    #[test]
    fn a_title_cannot_command_the_terminal() {
        let mut findings = sample();
        let mut entries: Vec<Entry> = findings.entries.iter().collect();
        entries[3].texts = Texts::new("\u{1b}[2Jgone", None, None);
        findings.entries = entries.into();
        assert!(!digest(&findings, TextOptions::default(), true).contains('\u{1b}'));
    }

    #[test]
    fn only_five_near_misses_are_shown() {
        let mut findings = sample();
        findings.near_misses = vec![findings.near_misses[0].clone(); 7];
        findings.counts.near_misses = 7;
        let text = digest(&findings, TextOptions::default(), false);
        assert!(text.ends_with("\n    … and 2 more\n"), "{text}");
        assert_eq!(text.matches("review: ").count(), 5);
    }

    #[test]
    fn nothing_found_is_said_in_one_line() {
        let mut findings = Findings::default();
        assert_eq!(digest(&findings, TextOptions::default(), true), "No links to fold.\n");
        findings.entries = vec![Entry::new("t", Origin::new("a", 1)); 1200].into();
        let text = digest(&findings, TextOptions::default(), false);
        assert_eq!(text, "No repeats among 1,200 links.\n");
    }
}
