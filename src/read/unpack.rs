//! Compressed inputs, unpacked: gzip and Zstandard.
//!
//! Known by their first bytes, never by the file's name, so a pipe works as a file does. What is inside
//! is read as if it had come plain. Nothing of a damaged input is used: a list that ends too early looks
//! like a whole one, and its missing half would go unnoticed.

use std::borrow::Cow;
use std::io::{self, Read};

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};

use crate::error::{Error, ErrorKind, Result};

const GZIP: &[u8] = b"\x1F\x8B\x08";
const ZSTANDARD: &[u8] = b"\x28\xB5\x2F\xFD";

/// File names of compressed inputs end in one of these.
const EXTENSIONS: [&str; 4] = [".gz", ".zst", ".GZ", ".ZST"];

/// Why unpacking stopped.
enum Fault {
    Truncated,
    Damaged(String),
}

/// The bytes inside those of the input called `file`; the same bytes where they are not compressed.
///
/// # Errors
/// A truncated or damaged input is [`ErrorKind::Unreadable`].
pub(super) fn unpack<'a>(file: &str, bytes: Cow<'a, [u8]>) -> Result<Cow<'a, [u8]>> {
    let (name, unpacked) = if bytes.starts_with(GZIP) {
        ("gzip", gunzip(&bytes))
    } else if bytes.starts_with(ZSTANDARD) {
        ("Zstandard", unzstd(&bytes))
    } else {
        return Ok(bytes);
    };
    unpacked.map(Cow::Owned).map_err(|fault| failure(file, name, &fault))
}

/// The file's name without the ending that says that it is compressed.
pub(super) fn plain_name(file: &str) -> &str {
    EXTENSIONS.iter().find_map(|ending| file.strip_suffix(ending)).unwrap_or(file)
}

fn gunzip(bytes: &[u8]) -> std::result::Result<Vec<u8>, Fault> {
    let mut inside = Vec::new();
    match MultiGzDecoder::new(bytes).read_to_end(&mut inside) {
        Ok(_) => Ok(inside),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Err(Fault::Truncated),
        Err(error) => Err(Fault::Damaged(error.to_string())),
    }
}

/// Unpacks frame after frame: large files are often written as several.
fn unzstd(mut rest: &[u8]) -> std::result::Result<Vec<u8>, Fault> {
    let mut inside = Vec::new();
    while !rest.is_empty() {
        if let Err(fault) = frame(&mut rest, &mut inside) {
            // A decoder that ran out of bytes has taken them all.
            return Err(if rest.is_empty() { Fault::Truncated } else { fault });
        }
    }
    Ok(inside)
}

fn frame(rest: &mut &[u8], inside: &mut Vec<u8>) -> std::result::Result<(), Fault> {
    let mut decoder = match StreamingDecoder::new(&mut *rest) {
        Ok(decoder) => decoder,
        Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
            length,
            ..
        })) => return skip(rest, length),
        Err(error) => return Err(Fault::Damaged(error.to_string())),
    };
    decoder.read_to_end(inside).map_err(|error| Fault::Damaged(error.to_string()))?;
    let decoder = decoder.into_frame_decoder();
    match (decoder.get_checksum_from_data(), decoder.get_calculated_checksum()) {
        (Some(told), Some(found)) if told != found => {
            Err(Fault::Damaged("its checksum does not fit".to_owned()))
        }
        _ => Ok(()),
    }
}

/// Passes over a frame that holds something else than data.
fn skip(rest: &mut &[u8], length: u32) -> std::result::Result<(), Fault> {
    *rest = rest.get(length as usize..).ok_or(Fault::Truncated)?;
    Ok(())
}

fn failure(file: &str, name: &str, fault: &Fault) -> Error {
    let found = match fault {
        Fault::Truncated => format!("found a truncated {name} file"),
        Fault::Damaged(how) => format!("found a damaged {name} file ({how})"),
    };
    let message = format!("{file}: {found}, expected a whole one; fetch or pack it again");
    Error::new(ErrorKind::Unreadable, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};
    use std::io::Write;

    const TEXT: &[u8] = b"title,url\nA,u\nB,v\n";

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn zstandard(text: &[u8]) -> Vec<u8> {
        compress_to_vec(text, CompressionLevel::Fastest)
    }

    #[test]
    fn what_is_packed_is_unpacked_and_the_rest_left_alone() {
        for bytes in [gzip(TEXT), zstandard(TEXT), TEXT.to_vec()] {
            assert_eq!(unpack("f", (&bytes).into()).unwrap(), TEXT);
        }
        assert_eq!(unpack("f", b"".as_slice().into()).unwrap(), &b""[..]);
    }

    #[test]
    fn several_parts_are_read_one_after_the_other() {
        let twice = TEXT.repeat(2);
        assert_eq!(unpack("f", gzip(TEXT).repeat(2).into()).unwrap(), twice);
        let skipped = b"\x50\x2A\x4D\x18\x02\0\0\0xx";
        let parts = [&zstandard(TEXT), &skipped[..], &zstandard(TEXT)].concat();
        assert_eq!(unpack("f", (&parts).into()).unwrap(), twice);
    }

    #[test]
    fn every_truncation_is_an_error_and_most_are_named() {
        for whole in [gzip(TEXT), zstandard(TEXT)] {
            for end in 5..whole.len() {
                let error = unpack("f", whole[..end].into()).unwrap_err();
                assert_eq!(error.kind(), ErrorKind::Unreadable, "{end}");
                assert!(error.to_string().starts_with("f: found a truncated "), "{end}: {error}");
            }
        }
    }

    #[test]
    fn damage_is_an_error() {
        let mut bytes = gzip(TEXT);
        let last = bytes.len() - 6;
        bytes[last] ^= 1;
        let shown = unpack("f", (&bytes).into()).unwrap_err().to_string();
        assert!(shown.starts_with("f: found a damaged gzip file"), "{shown}");
    }

    #[test]
    fn names_lose_the_ending() {
        assert_eq!(plain_name("a.csv.gz"), "a.csv");
        assert_eq!(plain_name("a.csv"), "a.csv");
    }
}
