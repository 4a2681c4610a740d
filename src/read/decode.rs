//! Bytes to lines of text.
//!
//! Takes the bytes of one input and gives its lines without their ends. A UTF-8 byte order mark is
//! dropped. Lines end in LF or CRLF; a lone CR ends a line only where the input has no LF at all (old
//! Mac files), so that line numbers are the ones an editor or `sed -n` shows. A line that is not valid
//! UTF-8 is read as CP-1252, which cannot fail, and counted: old link lists often mix the two. A NUL
//! byte or a UTF-16 byte order mark means that the input is no text we can read, and ends the run.

use std::borrow::Cow;
use std::ops::Range;

use encoding_rs::WINDOWS_1252;

use crate::error::{Error, ErrorKind, Result};
use crate::origin::Origin;

/// The lines of one input, decoded.
#[derive(Debug, Default)]
pub(super) struct Text<'a> {
    /// Lines without line ends; an end after the last line begins no further line.
    pub(super) lines: Vec<Cow<'a, str>>,
    /// How many lines were not UTF-8 and were read as CP-1252.
    pub(super) recoded: u64,
}

/// Decodes the bytes of the input called `file`.
///
/// # Errors
/// Binary input (a NUL byte) and UTF-16 are [`ErrorKind::Unreadable`], at the line where it shows.
pub(super) fn decode<'a>(file: &str, bytes: &'a [u8]) -> Result<Text<'a>> {
    refuse_utf16(file, bytes)?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let end = line_end(bytes);
    refuse_nul(file, bytes, end)?;
    if bytes.is_empty() {
        return Ok(Text::default()); // `split` gives one empty line for nothing
    }
    // Where the whole is UTF-8, so is every line, and one look is faster than many.
    if let Ok(whole) = std::str::from_utf8(bytes) {
        return Ok(Text { lines: lines_of(whole, end), recoded: 0 });
    }
    let mut text = Text::default();
    for line in bytes.strip_suffix(&[end]).unwrap_or(bytes).split(|&byte| byte == end) {
        text.push(line.strip_suffix(b"\r").unwrap_or(line));
    }
    Ok(text)
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

impl<'a> Text<'a> {
    fn push(&mut self, line: &'a [u8]) {
        self.lines.push(if let Ok(text) = std::str::from_utf8(line) {
            Cow::Borrowed(text)
        } else {
            self.recoded += 1;
            WINDOWS_1252.decode_without_bom_handling(line).0
        });
    }
}

fn line_end(bytes: &[u8]) -> u8 {
    if memchr::memchr(b'\n', bytes).is_some() { b'\n' } else { b'\r' }
}

fn refuse_utf16(file: &str, bytes: &[u8]) -> Result<()> {
    if !bytes.starts_with(b"\xFF\xFE") && !bytes.starts_with(b"\xFE\xFF") {
        return Ok(());
    }
    let message = "found UTF-16 (a byte order mark, as Windows writes it), expected text (UTF-8 or \
                   CP-1252); save the file as UTF-8";
    Err(Error::new(ErrorKind::Unreadable, message).at(Origin::new(file, 1)))
}

fn refuse_nul(file: &str, bytes: &[u8], end: u8) -> Result<()> {
    if memchr::memchr(0, bytes).is_none() {
        return Ok(());
    }
    let before = bytes.iter().take_while(|&&byte| byte != 0);
    let line = 1 + before.filter(|&&byte| byte == end).count() as u64;
    let message = "found a NUL byte, expected text (UTF-8 or CP-1252); leave binary files out, \
                   unpack compressed ones, save UTF-16 as UTF-8";
    Err(Error::new(ErrorKind::Unreadable, message).at(Origin::new(file, line)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8]) -> Vec<String> {
        let text = decode("f", bytes).unwrap();
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
        for bytes in [&b"a\nb\n"[..], b"a\r\nb", b"a\rb\r", b"\n\n", b"", b"\xEF\xBB\xBFa\nb"] {
            let ranges = line_ranges(bytes);
            let found: Vec<_> = ranges.iter().map(|range| &bytes[range.clone()]).collect();
            assert_eq!(found.concat(), bytes);
            let plain = |line: &[u8]| String::from_utf8_lossy(line).replace('\u{FEFF}', "");
            let found: Vec<_> = found.into_iter().map(plain).collect();
            let found: Vec<_> = found.iter().map(|line| line.trim_end()).collect();
            assert_eq!(found, lines(bytes));
        }
    }

    #[test]
    fn a_byte_order_mark_is_dropped() {
        assert_eq!(lines(b"\xEF\xBB\xBFa\n"), ["a"]);
        assert_eq!(lines(b"\xEF\xBB\xBF"), [""; 0]);
    }

    #[test]
    fn only_the_lines_that_are_not_utf8_are_recoded() {
        let text = decode("f", b"caf\xC3\xA9\n\x93caf\xE9\x94 \x96 \x80\nplain").unwrap();
        assert_eq!(text.lines, ["café", "“café” – €", "plain"]);
        assert_eq!(text.recoded, 1);
    }

    #[test]
    fn a_nul_byte_is_refused_where_it_stands() {
        let error = decode("photo.jpg", b"a\nb\nc\0d\n").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unreadable);
        let shown = error.to_string();
        assert!(shown.starts_with("photo.jpg:3: found a NUL byte, expected text"), "{shown}");
    }

    #[test]
    fn utf16_is_named() {
        for bytes in [&b"\xFF\xFEa\0\n\0"[..], b"\xFE\xFF\0a"] {
            let shown = decode("f", bytes).unwrap_err().to_string();
            assert!(shown.starts_with("f:1: found UTF-16"), "{shown}");
            assert!(shown.ends_with("save the file as UTF-8"), "{shown}");
        }
    }
}
