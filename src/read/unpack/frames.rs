//! What stands in Zstandard frames, as it comes.
//!
//! Takes frames one after the other from one source, where a frame ends and the next begins; those that hold
//! something else than data are passed over. A frame's checksum is compared at its end.

use std::io::{self, BufRead, BufReader, Read};

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use super::{Fault, Received};

/// Zstandard frames, one after the other: large files are often written as several.
pub(super) struct Frames<'a> {
    pub(super) packed: BufReader<Received<'a>>,
    decoder: FrameDecoder,
}

impl<'a> Frames<'a> {
    pub(super) fn new(received: Received<'a>) -> Self {
        Self { packed: BufReader::new(received), decoder: FrameDecoder::new() }
    }

    /// Fills `room` as far as it goes; with nothing at the end.
    ///
    /// # Errors
    /// A truncated or damaged frame.
    pub(super) fn read(&mut self, room: &mut [u8]) -> Result<usize, Fault> {
        let read = self.unpack(room);
        // A decoder that ran out of bytes has taken them all.
        read.map_err(
            |fault| if self.is_at_end().unwrap_or(true) { Fault::Truncated } else { fault },
        )
    }

    fn unpack(&mut self, room: &mut [u8]) -> Result<usize, Fault> {
        let damaged = |error: FrameDecoderError| Fault::Damaged(error.to_string());
        loop {
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                let some = BlockDecodingStrategy::UptoBlocks(1);
                self.decoder.decode_blocks(&mut self.packed, some).map_err(damaged)?;
            }
            let count = self.decoder.read(room)?;
            if count > 0 {
                return Ok(count);
            }
            self.check()?;
            if self.is_at_end()? {
                return Ok(0);
            }
            self.begin()?;
        }
    }

    /// Checks a frame that was read to its end.
    fn check(&self) -> Result<(), Fault> {
        match (self.decoder.get_checksum_from_data(), self.decoder.get_calculated_checksum()) {
            (Some(told), Some(found)) if told != found => {
                Err(Fault::Damaged("its checksum does not fit".to_owned()))
            }
            _ => Ok(()),
        }
    }

    fn is_at_end(&mut self) -> io::Result<bool> {
        Ok(self.packed.fill_buf()?.is_empty())
    }

    /// Begins the next frame, or passes over one that holds something else than data.
    fn begin(&mut self) -> Result<(), Fault> {
        match self.decoder.init(&mut self.packed) {
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                length,
                ..
            })) => self.skip(length.into()),
            Err(error) => Err(Fault::Damaged(error.to_string())),
            Ok(()) => Ok(()),
        }
    }

    fn skip(&mut self, length: u64) -> Result<(), Fault> {
        let skipped = io::copy(&mut self.packed.by_ref().take(length), &mut io::sink())?;
        if skipped == length { Ok(()) } else { Err(Fault::Truncated) }
    }
}
