//! The two inputs that every benchmark runs on: a real page of 80 links, and 10,000 made ones.

mod made;

use storyfold::Entries;
use storyfold::read::{ReadSettings, Reading, read_bytes};

/// An input as bytes, with what reading it gives.
pub struct Input {
    /// Name in the benchmark's id.
    pub name: &'static str,
    /// The input as a file would hold it.
    pub bytes: Vec<u8>,
    /// Its entries, in rank order, as every step after reading gets them.
    pub entries: Entries,
}

/// Both inputs, the small one first.
pub fn inputs() -> [Input; 2] {
    let sample = include_bytes!("../../samples/nato-2014.txt").to_vec();
    let made = made::link_list(10_000).into_bytes();
    [input("nato-2014", sample), input("made-10k", made)]
}

fn input(name: &'static str, bytes: Vec<u8>) -> Input {
    let mut entries = read(&bytes).entries;
    entries.sort_by_rank();
    Input { name, bytes, entries }
}

/// Reads an input under the settings that `dedup` has by default.
pub fn read(bytes: &[u8]) -> Reading {
    let mut reading = Reading::default();
    read_bytes("bench.txt", bytes, &ReadSettings::default(), &mut reading)
        .expect("the input is text");
    reading
}
