//! Lines to records of cells.
//!
//! RFC 4180 with the leniency that real files need. A cell in quotes may hold delimiters and line ends;
//! a quote inside it is doubled. A quote that does not end its cell on the line where the cell began is
//! taken as it stands (`"Categorically False": …` is a title). A quote whose end never comes, or comes
//! in the middle of a later cell, breaks its line alone: the line is given back as broken, and the next
//! one begins a record of its own, so that one slip does not swallow the file. With tabs between the
//! cells quotes are seldom meant, so there such a quote is taken as it stands, too.

use std::borrow::Cow;

use crate::read::decode::{self, Lines};

/// Bytes of the longest record: what a quote without an end may swallow before it is given up.
const LONGEST_RECORD: usize = 1024 * 1024;

/// The records of a table, from some line on.
pub(super) struct Rows<'a> {
    lines: &'a Lines<'a>,
    next: usize,
    delimiter: char,
}

/// One record.
#[derive(Debug, Default)]
pub(super) struct Row<'a> {
    /// Index of its first line.
    pub(super) first: usize,
    /// How many lines it stands on.
    pub(super) lines: usize,
    pub(super) cells: Vec<Cow<'a, str>>,
    /// Whether a quote in it has no end; it then has no cells.
    pub(super) broken: bool,
}

/// How many of these bytes hold whole records, whatever lines follow; a record begins with the first.
pub(super) fn whole_records(bytes: &[u8], delimiter: char) -> usize {
    let mut done = 0;
    // A line without quotes is a record.
    while let Some(quote) = memchr::memchr(b'"', &bytes[done..]) {
        let before = &bytes[done..done + quote];
        let start = memchr::memrchr(b'\n', before).map_or(done, |end| done + end + 1);
        match first_record(&bytes[start..], delimiter) {
            Some(length) => done = start + length,
            None => return start,
        }
    }
    bytes.len()
}

/// How many bytes the first record has; none where that depends on what follows.
fn first_record(bytes: &[u8], delimiter: char) -> Option<usize> {
    // Most stand on one line, for which no list of lines is made.
    let end = memchr::memchr(b'\n', bytes)?;
    let line = [decode::decode_line(&bytes[..end])];
    lines_of_first(&line, delimiter)
        .map_or_else(|| long_record(bytes, delimiter), |_| Some(end + 1))
}

/// The same of a record that may stand on several lines.
fn long_record(bytes: &[u8], delimiter: char) -> Option<usize> {
    let mut looked_at = 2;
    loop {
        let ends = memchr::memchr_iter(b'\n', bytes).take(looked_at);
        let (mut lines, mut places) = (Vec::new(), vec![0]);
        for end in ends {
            lines.push(decode::decode_line(&bytes[places[lines.len()]..end]));
            places.push(end + 1);
        }
        if let Some(count) = lines_of_first(&lines, delimiter) {
            return Some(places[count]);
        }
        if lines.len() < looked_at {
            return None;
        }
        looked_at *= 2;
    }
}

/// How many lines the first record has; none where that depends on what follows.
fn lines_of_first(lines: &[Cow<'_, str>], delimiter: char) -> Option<usize> {
    let lines = &Lines::new(lines);
    let mut row = Row::default();
    Rows::new(lines, 0, delimiter).read(&mut row);
    (!lines.ran_out()).then_some(row.lines)
}

/// A quote that does not end where a cell does.
enum Stray {
    /// On the line on which the cell began.
    Here,
    /// On a later line, or never.
    Later,
}

/// A cell in quotes, and what follows the delimiter behind it; none at the end of the record.
type Quoted<'a> = (Cow<'a, str>, Option<&'a str>);

impl<'a> Rows<'a> {
    pub(super) fn new(lines: &'a Lines<'a>, first: usize, delimiter: char) -> Self {
        Self { lines, next: first, delimiter }
    }

    /// Reads the next record into `row`; false at the end.
    pub(super) fn read(&mut self, row: &mut Row<'a>) -> bool {
        let Some(line) = self.lines.get(self.next) else { return false };
        row.first = self.next;
        row.broken = false;
        row.cells.clear();
        if memchr::memchr(b'"', line.as_bytes()).is_some() {
            row.broken = !self.read_quoted(line, &mut row.cells);
        } else {
            self.split(line, &mut row.cells);
        }
        if row.broken {
            row.cells.clear();
            self.next = row.first;
        }
        self.next += 1;
        row.lines = self.next - row.first;
        true
    }

    /// Adds the cells of a record without quotes.
    fn split(&self, line: &'a str, cells: &mut Vec<Cow<'a, str>>) {
        if !self.delimiter.is_ascii() {
            return cells.extend(line.split(self.delimiter).map(Cow::Borrowed));
        }
        let mut start = 0;
        let ends = memchr::memchr_iter(self.delimiter as u8, line.as_bytes());
        cells.extend(ends.chain([line.len()]).map(|end| {
            let cell = &line[start..end];
            start = end + 1;
            Cow::Borrowed(cell)
        }));
    }

    /// Reads the cells of a record that has quotes; false where one of them has no end. Moves on to the
    /// record's last line.
    fn read_quoted(&mut self, line: &'a str, cells: &mut Vec<Cow<'a, str>>) -> bool {
        let mut rest = Some(line);
        while let Some(text) = rest {
            rest = match text.trim_start_matches(' ').strip_prefix('"').map(|t| self.quoted(t)) {
                Some(Ok((cell, after))) => {
                    cells.push(cell);
                    after
                }
                Some(Err(Stray::Later)) if self.delimiter != '\t' => return false,
                _ => self.bare(text, cells),
            };
        }
        true
    }

    /// Adds the cell that `text` begins with, as it stands.
    fn bare(&self, text: &'a str, cells: &mut Vec<Cow<'a, str>>) -> Option<&'a str> {
        let (cell, after) = match text.split_once(self.delimiter) {
            Some((cell, after)) => (cell, Some(after)),
            None => (text, None),
        };
        cells.push(Cow::Borrowed(cell));
        after
    }

    /// Reads a cell from behind its first quote. Moves on to the line where it ends, if it does.
    fn quoted(&mut self, mut text: &'a str) -> Result<Quoted<'a>, Stray> {
        let (mut cell, mut at) = (Cow::Borrowed(""), self.next);
        loop {
            let Some(quote) = text.find('"') else {
                cell.to_mut().push_str(text);
                cell.to_mut().push('\n');
                at += 1;
                let next = (cell.len() < LONGEST_RECORD).then(|| self.lines.get(at)).flatten();
                text = next.ok_or(Stray::Later)?;
                continue;
            };
            let (before, after) = (&text[..quote], &text[quote + 1..]);
            if cell.is_empty() {
                cell = Cow::Borrowed(before);
            } else {
                cell.to_mut().push_str(before);
            }
            if let Some(rest) = after.strip_prefix('"') {
                cell.to_mut().push('"');
                text = rest;
                continue;
            }
            let after = after.trim_start_matches(' ');
            let next_cell = after.strip_prefix(self.delimiter);
            if after.is_empty() || next_cell.is_some() {
                self.next = at;
                return Ok((cell, next_cell));
            }
            return Err(if at == self.next { Stray::Here } else { Stray::Later });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every record with its first line, cells parted by `|`; broken ones as `!`.
    fn rows(text: &str, delimiter: char) -> Vec<(usize, String)> {
        let lines: Vec<_> = text.split('\n').map(Cow::Borrowed).collect();
        let lines = &Lines::new(&lines);
        let (mut rows, mut row) = (Rows::new(lines, 0, delimiter), Row::default());
        let mut all = Vec::new();
        let mut covered = 0;
        while rows.read(&mut row) {
            assert_eq!(row.first, covered);
            covered += row.lines;
            let shown = if row.broken { "!".to_owned() } else { row.cells.join("|") };
            all.push((row.first + 1, shown));
        }
        assert_eq!(covered, lines.known().len());
        all
    }

    fn row(text: &str) -> String {
        rows(text, ',').into_iter().map(|(_, row)| row).collect::<Vec<_>>().join(" / ")
    }

    #[test]
    fn cells_come_apart() {
        assert_eq!(row("a,b,,c"), "a|b||c");
        assert_eq!(row(r#""a","b ""x"" c",d"#), r#"a|b "x" c|d"#);
        assert_eq!(row(r#"a, "b, c" ,d"#), "a|b, c|d");
        assert_eq!(row("\"a\n\n b\",c\nd"), "a\n\n b|c / d");
        assert_eq!(row("\"\"\"\"\"\",b"), "\"\"|b");
        assert_eq!(row("\"\",a,"), "|a|");
        assert_eq!(row("\",x"), "!");
        assert_eq!(row(""), "");
        assert_eq!(rows("é\u{B6}b\u{B6}", '\u{B6}'), [(1, "é|b|".to_owned())]);
    }

    #[test]
    fn a_quote_inside_a_line_is_taken_as_it_stands() {
        assert_eq!(row(r#"5" disk,b"#), r#"5" disk|b"#);
        assert_eq!(row(r#""False": the claim,b"#), r#""False": the claim|b"#);
        assert_eq!(
            rows("\"a\tb\n\"c\" d\te", '\t'),
            [(1, "\"a|b".to_owned()), (2, "\"c\" d|e".to_owned())]
        );
    }

    #[test]
    fn a_table_is_cut_in_front_of_a_record_that_may_go_on() {
        let whole = |text: &str| &text[..whole_records(text.as_bytes(), ',')] == text;
        assert!(whole("a,b\n\"c\",d\n\n"));
        assert!(whole("\"a\n\nb\",c\n\"d\" e\n"));
        let cut = |text: &'static str| text.split_at(whole_records(text.as_bytes(), ',')).1;
        assert_eq!(cut("a,b\nc,\"d\ne\n"), "c,\"d\ne\n");
        assert_eq!(cut("\"a\nb\",\"c\nd\n"), "\"a\nb\",\"c\nd\n");
        let long = format!("a\n\"b\n{}\nc\n", "x".repeat(LONGEST_RECORD));
        assert!(whole(&long), "a quote is given up that far behind");
    }

    #[test]
    fn a_quote_without_an_end_breaks_its_line_alone() {
        assert_eq!(row("a,\"b\nc,d\ne,f"), "! / c|d / e|f");
        assert_eq!(row("1,\"b\n2,\"c\"\n3,d"), "! / 2|c / 3|d");
        let long = format!("\"a\n{}\n\",b", "x".repeat(LONGEST_RECORD));
        assert_eq!(rows(&long, ',')[0].1, "!");
    }
}
