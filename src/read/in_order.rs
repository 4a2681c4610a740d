//! Blocks read by all threads, what they find taken in the order of the input.
//!
//! Takes blocks as they are fetched, what reads one, and what takes the parts; gives nothing back but why the input
//! cannot be read. Only a few blocks are there at once: while they are read, those before are taken and the next
//! fetched.

use rayon::prelude::*;

use super::blocks::{Block, Blocks, Cut};
use crate::error::{Error, Result};

/// Blocks at once, for each thread.
const BLOCKS_PER_THREAD: usize = 2;

/// Why an input cannot be read.
pub(super) enum Fault {
    /// Nothing goes before this.
    Final(Error),
    /// Its bytes are no text, as far as they were looked at.
    NoText(Error),
    /// It has not the form it should have.
    Form(Error),
}

/// What was read, or why it cannot be.
pub(super) type Read<T> = std::result::Result<T, Fault>;

/// Reads the blocks in parallel and takes what was read of them in order, as long as `take` wants more. While
/// blocks are read, what was read of those before is taken and the next are fetched. Whenever some were, `fetched` is
/// called.
pub(super) fn each<'a, T: Send>(
    blocks: &mut Blocks<'a>,
    (cut, mut fetched): (&Cut<'_>, impl FnMut(&Blocks<'a>)),
    read: impl Fn(&Block) -> Result<T> + Sync,
    mut take: impl FnMut(T) -> bool + Send,
) -> Read<()> {
    let mut current = fetch(blocks, cut).map_err(Fault::Final)?;
    let mut done = Vec::new();
    while !current.is_empty() {
        fetched(blocks);
        let last = blocks.is_done();
        let next = || {
            let more = done.into_iter().all(&mut take);
            if more { fetch(blocks, cut) } else { Ok(Vec::new()) }
        };
        let read_all = || current.par_iter().with_max_len(1).map(&read).collect::<Vec<_>>();
        let (next, parts) = match &current[..] {
            // A small input is none of the other threads' business.
            [block] if last => (next(), vec![read(block)]),
            _ => rayon::join(next, read_all),
        };
        let next = next.map_err(Fault::Final)?;
        done = parts.into_iter().collect::<Result<_>>().map_err(Fault::NoText)?;
        for block in std::mem::replace(&mut current, next) {
            blocks.take_back(block);
        }
    }
    done.into_iter().all(take);
    Ok(())
}

/// The next few blocks; none at the end.
fn fetch(blocks: &mut Blocks<'_>, cut: &Cut<'_>) -> Result<Vec<Block>> {
    let most = BLOCKS_PER_THREAD * rayon::current_num_threads();
    let mut fetched = Vec::new();
    while fetched.len() < most
        && let Some(block) = blocks.next(cut)?
    {
        fetched.push(block);
    }
    Ok(fetched)
}
