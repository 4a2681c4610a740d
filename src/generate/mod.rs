//! Generated dumps: headlines with planted repeats and traps, and the truth about them.
//!
//! A dump stands in for a large real one where its size matters: for speed, memory and growth. What it
//! says about quality holds for planted edits only; claims about quality come from real data.
//!
//! - `mix`: what is in a dump, in which shares. Fixed before anything was tuned to it.
//! - `draws`, `law`: seeded choices, and how often words are drawn.
//! - `lexicon`, `forms`, `topics`, `outlets`, `calendar`: what headlines are made of.
//! - `headline`, `dress`: a headline as words, and as it is written.
//! - `edits`, `wording`: what makes a repeat. `traps`: what makes a look-alike that is none.
//! - `plan`, `chunk`: stretches of a dump, each made by itself.
//!
//! The same number and seed give the same bytes on every machine, on any number of threads. Another
//! number gives another dump, not more of the same one.

mod calendar;
mod chunk;
mod draws;
mod dress;
mod edits;
mod forms;
mod headline;
mod law;
mod lexicon;
mod mix;
mod outlets;
mod plan;
#[cfg(test)]
mod tests;
mod topics;
mod traps;
mod wording;

use rayon::prelude::*;

use chunk::{Chunk, chunk};
use draws::Draws;
use mix::DAYS;

/// Version of the recipe. Another one gives other bytes for the same seed.
pub const RECIPE_VERSION: u32 = 1;

/// The most titles of a dump.
pub const MOST_TITLES: u32 = 100_000_000;

/// Titles of a chunk, at most. Topics, clusters and traps keep to their chunk.
const CHUNK_TITLES: u32 = 4_096;
/// Chunks in memory at a time, besides the dump itself.
const BATCH: u32 = 64;
/// About what a row takes, in bytes, in the dump and in the truth.
const ROW_BYTES: (usize, usize) = (131, 23);

/// A dump and its truth, both CSV with a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dump {
    /// `id,title,source,date,url`; ids are numbers from 1.
    pub titles: Vec<u8>,
    /// `id,cluster,kind,like`: the cluster a title belongs to, named after the first of its ids; what
    /// the title is (`single`, `first` of a cluster, `verbatim` or the edits that made a repeat, or the
    /// kind of trap); and for a trap the cluster of the title it imitates.
    pub truth: Vec<u8>,
}

/// Makes a dump of so many titles, at most [`MOST_TITLES`]; more are not made. It takes about 160 bytes
/// of memory for each title.
pub fn generate(titles: u32, seed: u64) -> Dump {
    let titles = titles.min(MOST_TITLES);
    let room = |row: usize| Vec::with_capacity(titles as usize * row + 64);
    let mut dump = Dump { titles: room(ROW_BYTES.0), truth: room(ROW_BYTES.1) };
    dump.titles.extend_from_slice(b"id,title,source,date,url\n");
    dump.truth.extend_from_slice(b"id,cluster,kind,like\n");
    let chunks = titles.div_ceil(CHUNK_TITLES);
    for first in (0..chunks).step_by(BATCH as usize) {
        let batch = first..chunks.min(first + BATCH);
        let made: Vec<Chunk> =
            batch.into_par_iter().map(|number| numbered(number, chunks, titles, seed)).collect();
        for chunk in made {
            dump.titles.extend_from_slice(&chunk.rows);
            dump.truth.extend_from_slice(&chunk.truth);
        }
    }
    dump
}

/// The chunk of a number, from 0: its part of the titles and of the days.
fn numbered(number: u32, chunks: u32, titles: u32, seed: u64) -> Chunk {
    let part =
        |whole: u32, number: u32| (u64::from(whole) * u64::from(number) / u64::from(chunks)) as u32;
    let (before, end) = (part(titles, number), part(titles, number + 1));
    let (from, to) = (part(DAYS, number), part(DAYS, number + 1));
    chunk(end - before, from..to.max(from + 1), before, Draws::new(seed, u64::from(number)))
}
