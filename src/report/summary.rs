//! What a run did, in a few lines for standard error.
//!
//! One line an input, one for the folds, one for what was not folded; then only what there is to
//! say. The lines name no flag that the caller did not hand in, but for `--rejects`, which is the
//! one way to see what could not be read.

use crate::findings::{Cause, Counts, Findings};
use crate::read::{InputTally, LineTally, OddDates, TableTally};

use super::counted::{counted, grouped};
use super::one_line::one_line;

/// With more inputs than this they are summed up in one line.
const LISTED_INPUTS: usize = 8;

/// Writes the summary: `inputs` as read, how many `rejects` there were and whether they are `listed`
/// in a file, and `next`, the commands that could follow (left out where empty).
pub fn summary(
    findings: &Findings,
    inputs: &[InputTally],
    rejects: usize,
    listed: bool,
    next: &[String],
) -> String {
    let mut lines = input_lines(inputs);
    lines.push(folds(findings));
    lines.extend(unfolded(findings));
    lines.extend(unread(rejects, listed));
    lines.extend(recoded(inputs.iter().map(|input| input.recoded).sum()));
    lines.extend(tables(inputs));
    lines.extend(bounded(findings.counts.bounded));
    lines.extend(next.iter().enumerate().map(|(index, command)| {
        let head = if index == 0 { "Next:" } else { "     " };
        format!("{head} {command}")
    }));
    lines.join("\n") + "\n"
}

/// What it took to find them: `52,491,835 comparisons, 1,271,509 candidate pairs`.
pub fn effort(findings: &Findings) -> String {
    let Counts { candidates, judged, .. } = findings.counts;
    [counted(candidates, "comparison"), counted(judged, "candidate pair")].join(", ")
}

fn input_lines(inputs: &[InputTally]) -> Vec<String> {
    if inputs.len() <= LISTED_INPUTS {
        return inputs.iter().map(input_line).collect();
    }
    let entries = inputs.iter().map(|input| input.entries).sum();
    let inputs = counted(inputs.len() as u64, "input");
    vec![format!("{inputs}: {} read", counted(entries, "link"))]
}

fn input_line(input: &InputTally) -> String {
    let name = if &*input.file == "-" { "standard input" } else { &input.file };
    let links = counted(input.entries, "link");
    let more = match &input.table {
        Some(table) => columns(table),
        None => passed_over(&input.lines),
    };
    format!("{}: {links} read as {}{more}", one_line(name), input.format.description())
}

/// ` (title=headline, url=link)`, or nothing.
fn columns(table: &TableTally) -> String {
    if table.columns.is_empty() {
        return String::new();
    }
    let shown = table.columns.iter().map(|(role, name)| format!("{role}={}", one_line(name)));
    format!(" ({})", shown.collect::<Vec<_>>().join(", "))
}

/// ` (2 header lines passed over)`, or nothing.
fn passed_over(lines: &LineTally) -> String {
    let header = (lines.header > 0).then(|| counted(lines.header, "header line"));
    let noun = if lines.header > 0 { "other line" } else { "line" };
    let others = (lines.passed_over > 0).then(|| counted(lines.passed_over, noun));
    let parts: Vec<String> = header.into_iter().chain(others).collect();
    if parts.is_empty() {
        return String::new();
    }
    format!(" ({} passed over)", parts.join(" and "))
}

fn folds(findings: &Findings) -> String {
    if findings.entries.is_empty() {
        return "No links found".into();
    }
    let links = counted(findings.entries.len() as u64, "link");
    let titles = counted(findings.counts.distinct_titles as u64, "distinct title");
    let folded = match findings.clusters.len() as u64 {
        0 => "no repeats found".into(),
        clusters => {
            let fold = if clusters == 1 { "folds" } else { "fold" };
            let repeats = counted(findings.repeats() as u64, "repeat");
            format!("{} {fold} {repeats}", counted(clusters, "cluster"))
        }
    };
    format!("{links}, {titles}: {folded}")
}

fn unfolded(findings: &Findings) -> Option<String> {
    let review = (findings.counts.review > 0).then(|| {
        let wait = if findings.counts.review == 1 { "waits" } else { "wait" };
        format!("{} {wait} for review", counted(findings.counts.review, "pair"))
    });
    let kept_apart = apart(&findings.counts.apart);
    let parts: Vec<String> = review.into_iter().chain(kept_apart).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

fn apart(causes: &[(Cause, u64)]) -> Option<String> {
    let total: u64 = causes.iter().map(|(_, number)| number).sum();
    let named: Vec<String> = causes
        .iter()
        .filter(|(_, number)| *number > 0)
        .map(|(cause, number)| format!("{} {}", cause.name(), grouped(*number)))
        .collect();
    let were = if total == 1 { "was" } else { "were" };
    let look_alikes = counted(total, "look-alike");
    (total > 0).then(|| format!("{look_alikes} {were} kept apart ({})", named.join(", ")))
}

fn unread(rejects: usize, listed: bool) -> Option<String> {
    let (look, them) =
        if rejects == 1 { ("looks like a link", "it") } else { ("look like links", "them") };
    let hint = if listed { String::new() } else { format!("; --rejects FILE lists {them}") };
    let lines = counted(rejects as u64, "line");
    (rejects > 0).then(|| format!("{lines} {look} and could not be read{hint}"))
}

fn recoded(lines: u64) -> Option<String> {
    let were = if lines == 1 { "was not UTF-8 and was" } else { "were not UTF-8 and were" };
    (lines > 0).then(|| format!("{} {were} read as CP-1252", counted(lines, "line")))
}

/// What tables and JSON hold that needs a look.
fn tables(inputs: &[InputTally]) -> impl Iterator<Item = String> {
    let tables: Vec<&TableTally> = inputs.iter().filter_map(|input| input.table.as_ref()).collect();
    let ragged = tables.iter().map(|table| table.ragged).sum();
    let unread: Vec<_> = tables.iter().map(|table| &table.unread_dates).collect();
    let odd: Vec<_> = tables.iter().map(|table| &table.odd_dates).collect();
    let unread = dates(&unread, "could not be read", "; use --date-format");
    let odd = dates(&odd, "before 1990 or after 2050", "");
    let ragged = (ragged > 0).then(|| {
        let have = if ragged == 1 { "has" } else { "have" };
        format!("{} {have} more or fewer cells than the header", counted(ragged, "row"))
    });
    unread.into_iter().chain(odd).chain(ragged)
}

/// `12 dates could not be read (first: …)`, or nothing.
fn dates(all: &[&OddDates], what: &str, mend: &str) -> Option<String> {
    let count = all.iter().map(|dates| dates.count).sum();
    let first = one_line(all.iter().find_map(|dates| dates.first.as_ref())?);
    Some(format!("{} {what} (first: {first}{mend})", counted(count, "date")))
}

fn bounded(links: u64) -> Option<String> {
    let crowd = "in groups too large to compare in full, so repeats among them may be missed";
    (links > 0).then(|| format!("{} stood {crowd}", counted(links, "link")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Format;
    use crate::report::fixture::sample;

    fn input(file: &str, entries: u64, header: u64, passed_over: u64) -> InputTally {
        InputTally {
            file: file.into(),
            format: Format::LinkList,
            table: None,
            lines: LineTally { entry: entries, header, passed_over, ..LineTally::default() },
            recoded: 0,
            entries,
            rejects: 0,
        }
    }

    #[test]
    fn golden() {
        let inputs = [input("page.txt", 80, 2, 0), input("-", 1, 0, 1)];
        let next = ["storyfold dedup page.txt --near-misses near.csv".to_owned()];
        insta::assert_snapshot!(summary(&sample(), &inputs, 0, false, &next), @r#"
        page.txt: 80 links read as a link list (2 header lines passed over)
        standard input: 1 link read as a link list (1 line passed over)
        11 links, 10 distinct titles: 2 clusters fold 3 repeats
        1 pair waits for review; 2 look-alikes were kept apart (numbers 1, series 1)
        Next: storyfold dedup page.txt --near-misses near.csv
        "#);
    }

    #[test]
    fn golden_with_everything_to_say() {
        let mut findings = sample();
        findings.counts.bounded = 2_000;
        findings.counts.review = 1_234;
        findings.counts.apart = vec![(Cause::Numbers, 61), (Cause::Kind, 14), (Cause::Evidence, 1)];
        let mut inputs = [input("page.txt", 12_431, 1, 3)];
        inputs[0].recoded = 4;
        let next = ["storyfold compare A B".to_owned(), "storyfold dedup page.txt".to_owned()];
        insta::assert_snapshot!(summary(&findings, &inputs, 3, false, &next), @r#"
        page.txt: 12,431 links read as a link list (1 header line and 3 other lines passed over)
        11 links, 10 distinct titles: 2 clusters fold 3 repeats
        1,234 pairs wait for review; 76 look-alikes were kept apart (numbers 61, kind 14, other evidence 1)
        3 lines look like links and could not be read; --rejects FILE lists them
        4 lines were not UTF-8 and were read as CP-1252
        2,000 links stood in groups too large to compare in full, so repeats among them may be missed
        Next: storyfold compare A B
              storyfold dedup page.txt
        "#);
    }

    #[test]
    fn golden_with_nothing_to_say() {
        let inputs = [input("empty.txt", 0, 0, 0)];
        insta::assert_snapshot!(summary(&Findings::default(), &inputs, 0, false, &[]), @r#"
        empty.txt: 0 links read as a link list
        No links found
        "#);
    }

    #[test]
    fn golden_of_tables() {
        let dates = |count, first: &str| OddDates { count, first: Some(first.into()) };
        let expected = "found `27/04/2014`, expected a date such as `2014-04-27`";
        let table = TableTally {
            records: 120,
            columns: vec![("title", "Headline".into()), ("url", "link".into())],
            ragged: 1,
            unread_dates: dates(12, &format!("feed.csv:7: {expected}")),
            odd_dates: dates(1, "feed.csv:9: 2099-01-01"),
        };
        let csv =
            InputTally { format: Format::Csv, table: Some(table), ..input("feed.csv", 120, 1, 0) };
        let jsonl = InputTally {
            format: Format::Jsonl,
            table: Some(TableTally::default()),
            ..input("b.jsonl", 0, 0, 0)
        };
        insta::assert_snapshot!(summary(&sample(), &[csv, jsonl], 0, false, &[]), @r#"
        feed.csv: 120 links read as CSV (title=Headline, url=link)
        b.jsonl: 0 links read as JSONL
        11 links, 10 distinct titles: 2 clusters fold 3 repeats
        1 pair waits for review; 2 look-alikes were kept apart (numbers 1, series 1)
        12 dates could not be read (first: feed.csv:7: found `27/04/2014`, expected a date such as `2014-04-27`; use --date-format)
        1 date before 1990 or after 2050 (first: feed.csv:9: 2099-01-01)
        1 row has more or fewer cells than the header
        "#);
    }

    #[test]
    fn many_inputs_share_a_line() {
        let inputs = vec![input("feed.xml", 500, 0, 0); 9];
        let text = summary(&sample(), &inputs, 0, false, &[]);
        assert!(text.starts_with("9 inputs: 4,500 links read\n11 links, "), "{text}");
    }

    #[test]
    fn one_is_singular_throughout() {
        let mut findings = sample();
        findings.clusters.truncate(1);
        findings.clusters[0].members.truncate(2);
        findings.counts.apart = vec![(Cause::Series, 1)];
        let mut inputs = [input("page.txt", 1, 1, 1)];
        inputs[0].recoded = 1;
        insta::assert_snapshot!(summary(&findings, &inputs, 1, false, &[]), @r#"
        page.txt: 1 link read as a link list (1 header line and 1 other line passed over)
        11 links, 10 distinct titles: 1 cluster folds 1 repeat
        1 pair waits for review; 1 look-alike was kept apart (series 1)
        1 line looks like a link and could not be read; --rejects FILE lists it
        1 line was not UTF-8 and was read as CP-1252
        "#);
    }
}
