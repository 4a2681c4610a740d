//! Compressed inputs, unpacked as they are read: gzip and Zstandard.
//!
//! Known by their first bytes, never by the file's name, so a pipe works as a file does. What is inside
//! is read as if it had come plain. Nothing of a damaged input may be used: a list that ends too early looks
//! like a whole one, and its missing half would go unnoticed. But that shows only when the damage is met, so
//! who reads has to forget what came before.

use std::io::{self, BufReader, Chain, Cursor, Read};

use flate2::read::MultiGzDecoder;
use zstd::stream::read::Decoder as ZstdDecoder;

use super::source;
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

/// The bytes inside an input, as they come.
pub(super) struct Unpacked<'a> {
    file: &'a str,
    form: Form<'a>,
}

/// What was received, from its first byte on.
type Received<'a> = Chain<Cursor<Vec<u8>>, Raw<'a>>;

enum Form<'a> {
    Plain(Received<'a>),
    Gzip(Box<MultiGzDecoder<Received<'a>>>),
    Zstandard(Box<ZstdDecoder<'static, BufReader<Received<'a>>>>),
}

impl<'a> Unpacked<'a> {
    /// Unpacks what `reader` reads of the input called `file`, where its first bytes say that it is packed.
    ///
    /// # Errors
    /// An input that cannot be read is [`ErrorKind::Unreadable`].
    pub(super) fn new(file: &'a str, reader: Box<dyn Read + Send + 'a>) -> Result<Self> {
        let mut raw = Raw { reader, received: 0, failure: None };
        let mut first = Vec::new();
        let most = ZSTANDARD.len() as u64;
        let looked = raw.by_ref().take(most).read_to_end(&mut first);
        looked.map_err(|error| source::failure(file, &raw.failure.take().unwrap_or(error)))?;
        let (gzip, zstandard) = (first.starts_with(GZIP), first.starts_with(ZSTANDARD));
        let received = Cursor::new(first).chain(raw);
        let form = if gzip {
            Form::Gzip(Box::new(MultiGzDecoder::new(received)))
        } else if zstandard {
            let decoder = ZstdDecoder::new(received);
            Form::Zstandard(Box::new(decoder.map_err(|error| source::failure(file, &error))?))
        } else {
            Form::Plain(received)
        };
        Ok(Self { file, form })
    }

    /// Whether the input came as it is read.
    pub(super) fn is_plain(&self) -> bool {
        matches!(self.form, Form::Plain(_))
    }

    /// Fills `room` as far as it goes and says how far. Less than asked for is all there is.
    ///
    /// # Errors
    /// [`ErrorKind::Unreadable`]: an input that cannot be read, a truncated or a damaged one.
    pub(super) fn fill(&mut self, room: &mut [u8]) -> Result<usize> {
        let mut filled = 0;
        while filled < room.len() {
            match self.read(&mut room[filled..])? {
                0 => break,
                count => filled += count,
            }
        }
        Ok(filled)
    }

    fn read(&mut self, room: &mut [u8]) -> Result<usize> {
        let read = match &mut self.form {
            Form::Plain(received) => received.read(room).map_err(Fault::from),
            Form::Gzip(decoder) => decoder.read(room).map_err(Fault::from),
            Form::Zstandard(decoder) => decoder.read(room).map_err(Fault::from),
        };
        read.map_err(|fault| self.failure(&fault))
    }

    /// How many bytes came so far, packed as they are.
    pub(super) fn received(&self) -> u64 {
        let received = match &self.form {
            Form::Plain(received) => received,
            Form::Gzip(decoder) => decoder.get_ref(),
            Form::Zstandard(decoder) => decoder.get_ref().get_ref(),
        };
        received.get_ref().1.received
    }

    fn failure(&mut self, fault: &Fault) -> Error {
        let (raw, name) = match &mut self.form {
            Form::Plain(received) => (received.get_mut().1, "plain"),
            Form::Gzip(decoder) => (decoder.get_mut().get_mut().1, "gzip"),
            Form::Zstandard(decoder) => (decoder.get_mut().get_mut().get_mut().1, "Zstandard"),
        };
        match raw.failure.take() {
            Some(error) => source::failure(self.file, &error),
            None => unusable(self.file, name, fault),
        }
    }
}

/// The file's name without the ending that says that it is compressed.
pub(super) fn plain_name(file: &str) -> &str {
    EXTENSIONS.iter().find_map(|ending| file.strip_suffix(ending)).unwrap_or(file)
}

/// What is read from, before it is unpacked. Keeps its own failure, so that nobody takes it for damage.
struct Raw<'a> {
    reader: Box<dyn Read + Send + 'a>,
    /// Bytes that came.
    received: u64,
    failure: Option<io::Error>,
}

impl Read for Raw<'_> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.reader.read(room) {
                Ok(count) => {
                    self.received += count as u64;
                    return Ok(count);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    let kind = error.kind();
                    self.failure = Some(error);
                    return Err(kind.into());
                }
            }
        }
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::UnexpectedEof {
            Self::Truncated
        } else {
            Self::Damaged(error.to_string())
        }
    }
}

fn unusable(file: &str, name: &str, fault: &Fault) -> Error {
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
    use std::io::Write;

    const TEXT: &[u8] = b"title,url\nA,u\nB,v\n";

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn zstandard(text: &[u8]) -> Vec<u8> {
        zstd::encode_all(text, 1).unwrap()
    }

    fn unpack(bytes: &[u8]) -> Result<Vec<u8>> {
        let mut unpacked = Unpacked::new("f", Box::new(bytes))?;
        let (mut all, mut room) = (Vec::new(), [0; 7]);
        loop {
            match unpacked.fill(&mut room)? {
                0 => return Ok(all),
                count => all.extend_from_slice(&room[..count]),
            }
        }
    }

    #[test]
    fn what_is_packed_is_unpacked_and_the_rest_left_alone() {
        for bytes in [gzip(TEXT), zstandard(TEXT), TEXT.to_vec()] {
            assert_eq!(unpack(&bytes).unwrap(), TEXT);
        }
        assert_eq!(unpack(b"").unwrap(), b"");
    }

    #[test]
    fn several_parts_are_read_one_after_the_other() {
        let twice = TEXT.repeat(2);
        assert_eq!(unpack(&gzip(TEXT).repeat(2)).unwrap(), twice);
        let skipped = b"\x50\x2A\x4D\x18\x02\0\0\0xx";
        let parts = [&zstandard(TEXT), &skipped[..], &zstandard(TEXT)].concat();
        assert_eq!(unpack(&parts).unwrap(), twice);
    }

    #[test]
    fn every_truncation_is_an_error_and_most_are_named() {
        for whole in [gzip(TEXT), zstandard(TEXT)] {
            for end in 5..whole.len() {
                let error = unpack(&whole[..end]).unwrap_err();
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
        let shown = unpack(&bytes).unwrap_err().to_string();
        assert!(shown.starts_with("f: found a damaged gzip file"), "{shown}");
    }

    #[test]
    fn a_failure_to_read_is_no_damage() {
        struct Broken<'a>(&'a [u8]);
        impl Read for Broken<'_> {
            fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
                if self.0.is_empty() { Err(io::Error::other("no disk")) } else { self.0.read(room) }
            }
        }
        for whole in [gzip(TEXT), zstandard(TEXT), TEXT.to_vec()] {
            for end in [2, 6, whole.len() - 1, whole.len()] {
                let read = Unpacked::new("f", Box::new(Broken(&whole[..end])));
                let shown =
                    read.and_then(|mut read| read.fill(&mut [0; 99])).unwrap_err().to_string();
                assert!(
                    shown.starts_with("f: found a failure to read (no disk)"),
                    "{end}: {shown}"
                );
            }
        }
    }

    #[test]
    fn names_lose_the_ending() {
        assert_eq!(plain_name("a.csv.gz"), "a.csv");
        assert_eq!(plain_name("a.csv"), "a.csv");
    }
}
