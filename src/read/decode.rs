//! Bytes to lines of text.
//!
//! Takes the bytes of one input, or a block of them that ends where a line does, and gives its lines
//! without their ends. Lines end in LF or CRLF; a lone CR ends a line only where the input has no LF at all
//! (old Mac files), so that line numbers are the ones an editor or `sed -n` shows. A line that is not valid
//! UTF-8 is read as CP-1252, which cannot fail, and counted: old link lists often mix the two. A NUL
//! byte or a UTF-16 byte order mark means that the input is no text we can read, and ends the run.

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

use encoding_rs::WINDOWS_1252;

use crate::error::{Error, ErrorKind, Result};
use crate::origin::Origin;

/// What UTF-8 may begin with; it says nothing else and is passed over.
pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The lines of a block, decoded.
#[derive(Debug, Default)]
pub(super) struct Text<'a> {
    /// Lines without line ends; an end after the last line begins no further line.
    pub(super) lines: Vec<Cow<'a, str>>,
    /// How many lines were not UTF-8 and were read as CP-1252.
    pub(super) recoded: u64,
}

/// The lines that are known of an input. Remembers whether someone asked for more: what was decided from
/// them could then be decided otherwise once more is known.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    known: &'a [Cow<'a, str>],
    ran_out: Cell<bool>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(known: &'a [Cow<'a, str>]) -> Self {
        Self { known, ran_out: Cell::new(false) }
    }

    /// The line of this index.
    pub(super) fn get(&self, index: usize) -> Option<&'a str> {
        let line = self.known.get(index);
        if line.is_none() {
            self.ran_out.set(true);
        }
        line.map(AsRef::as_ref)
    }

    /// The lines from this index on.
    pub(super) fn from(&self, first: usize) -> impl Iterator<Item = &'a str> + '_ {
        (first..).map_while(|index| self.get(index))
    }

    /// The lines that are known.
    pub(super) fn known(&self) -> &'a [Cow<'a, str>] {
        self.known
    }

    /// Whether someone asked for a line behind the last one known.
    pub(super) fn ran_out(&self) -> bool {
        self.ran_out.get()
    }
}

/// Decodes bytes whose lines end in `end`.
///
/// # Errors
/// A NUL byte is [`ErrorKind::Unreadable`], at the line of `file` where it shows; `before` lines stand in
/// front of these bytes.
pub(super) fn decode<'a>(file: &str, bytes: &'a [u8], before: u64, end: u8) -> Result<Text<'a>> {
    refuse_nul(file, bytes, before, end)?;
    if bytes.is_empty() {
        return Ok(Text::default()); // `split` gives one empty line for nothing
    }
    // Where the whole is UTF-8, so is every line, and one look is faster than many.
    if let Ok(whole) = std::str::from_utf8(bytes) {
        return Ok(Text { lines: lines_of(whole, end), recoded: 0 });
    }
    let mut text = Text::default();
    for line in bytes.strip_suffix(&[end]).unwrap_or(bytes).split(|&byte| byte == end) {
        let line = decode_line(line);
        text.recoded += u64::from(matches!(line, Cow::Owned(_)));
        text.lines.push(line);
    }
    Ok(text)
}

/// One line, without its LF and the CR in front of that; a text of its own where it was not UTF-8.
pub(super) fn decode_line(line: &[u8]) -> Cow<'_, str> {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    match std::str::from_utf8(line) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(line).0,
    }
}

/// Where the lines of [`decode`] stand in the bytes, line ends and a byte order mark included.
pub(super) fn line_ranges(bytes: &[u8]) -> Vec<Range<usize>> {
    let end = line_end(bytes);
    let mut start = 0;
    let pieces = bytes.split_inclusive(|&byte| byte == end).map(|line| {
        let range = start..start + line.len();
        start = range.end;
        range
    });
    pieces.collect()
}

fn lines_of(whole: &str, end: u8) -> Vec<Cow<'_, str>> {
    let mut start = 0;
    let last = (!whole.as_bytes().ends_with(&[end])).then_some(whole.len());
    let ends = memchr::memchr_iter(end, whole.as_bytes()).chain(last);
    let lines = ends.map(|end| {
        let line = &whole[start..end];
        start = end + 1;
        Cow::Borrowed(line.strip_suffix('\r').unwrap_or(line))
    });
    lines.collect()
}

/// What the lines end in of an input that begins with `bytes`: they hold its first LF, or are all there is.
pub(super) fn line_end(bytes: &[u8]) -> u8 {
    if memchr::memchr(b'\n', bytes).is_some() { b'\n' } else { b'\r' }
}

/// How many lines end in `bytes`.
pub(super) fn count_ends(bytes: &[u8], end: u8) -> u64 {
    memchr::memchr_iter(end, bytes).count() as u64
}

/// Refuses an input that begins as UTF-16 does.
///
/// # Errors
/// [`ErrorKind::Unreadable`], at its first line.
pub(super) fn refuse_utf16(file: &str, bytes: &[u8]) -> Result<()> {
    if !bytes.starts_with(b"\xFF\xFE") && !bytes.starts_with(b"\xFE\xFF") {
        return Ok(());
    }
    let message = "found UTF-16 (a byte order mark, as Windows writes it), expected text (UTF-8 or \
                   CP-1252); save the file as UTF-8";
    Err(Error::new(ErrorKind::Unreadable, message).at(Origin::new(file, 1)))
}

/// Refuses bytes with a NUL; `before` lines stand in front of them.
///
/// # Errors
/// [`ErrorKind::Unreadable`], at the line where it shows.
pub(super) fn refuse_nul(file: &str, bytes: &[u8], before: u64, end: u8) -> Result<()> {
    let Some(nul) = memchr::memchr(0, bytes) else { return Ok(()) };
    let line = before + 1 + count_ends(&bytes[..nul], end);
    let message = "found a NUL byte, expected text (UTF-8 or CP-1252); leave binary files out, \
                   unpack compressed ones, save UTF-16 as UTF-8";
    Err(Error::new(ErrorKind::Unreadable, message).at(Origin::new(file, line)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Text<'_> {
        decode("f", bytes, 0, line_end(bytes)).unwrap()
    }

    fn lines(bytes: &[u8]) -> Vec<String> {
        let text = text(bytes);
        text.lines.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn lines_end_in_lf_crlf_or_for_want_of_lf_in_cr() {
        assert_eq!(lines(b"a\nb\n"), ["a", "b"]);
        assert_eq!(lines(b"a\r\nb"), ["a", "b"]);
        assert_eq!(lines(b"a\rb\r"), ["a", "b"]);
        assert_eq!(lines(b"a\rb\nc"), ["a\rb", "c"]);
        assert_eq!(lines(b"\n\n"), ["", ""]);
        assert_eq!(lines(b""), [""; 0]);
        assert_eq!(lines(b"\n"), [""]);
    }

    #[test]
    fn every_line_stands_in_its_range() {
        for bytes in [&b"a\nb\n"[..], b"a\r\nb", b"a\rb\r", b"\n\n", b""] {
            let ranges = line_ranges(bytes);
            let found: Vec<_> = ranges.iter().map(|range| &bytes[range.clone()]).collect();
            assert_eq!(found.concat(), bytes);
            let found: Vec<_> = found.into_iter().map(String::from_utf8_lossy).collect();
            let found: Vec<_> = found.iter().map(|line| line.trim_end()).collect();
            assert_eq!(found, lines(bytes));
        }
    }

    #[test]
    fn asking_for_more_than_is_known_is_remembered() {
        let text = text(b"a\nb");
        let lines = Lines::new(&text.lines);
        assert_eq!((lines.get(1), lines.from(0).next()), (Some("b"), Some("a")));
        assert!(!lines.ran_out());
        assert_eq!(lines.from(1).count(), 1);
        assert!(lines.ran_out());
    }

    #[test]
    fn only_the_lines_that_are_not_utf8_are_recoded() {
        let text = text(b"caf\xC3\xA9\n\x93caf\xE9\x94 \x96 \x80\nplain");
        assert_eq!(text.lines, ["café", "“café” – €", "plain"]);
        assert_eq!(text.recoded, 1);
    }

    #[test]
    fn a_nul_byte_is_refused_where_it_stands() {
        let error = decode("photo.jpg", b"a\nb\nc\0d\n", 0, b'\n').unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unreadable);
        let shown = error.to_string();
        assert!(shown.starts_with("photo.jpg:3: found a NUL byte, expected text"), "{shown}");
    }

    #[test]
    fn utf16_is_named() {
        for bytes in [&b"\xFF\xFEa\0\n\0"[..], b"\xFE\xFF\0a"] {
            let shown = refuse_utf16("f", bytes).unwrap_err().to_string();
            assert!(shown.starts_with("f:1: found UTF-16"), "{shown}");
            assert!(shown.ends_with("save the file as UTF-8"), "{shown}");
        }
    }
}
