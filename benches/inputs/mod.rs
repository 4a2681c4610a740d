//! The inputs that every benchmark runs on: a real page of 80 links, 10,000 made ones, and where
//! `STORYFOLD_MILLION` is set a million titles as `storyfold generate` makes them, which takes minutes.

mod made;

use storyfold::Entries;
use storyfold::generate::generate;
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

/// All inputs, the small one first.
pub fn inputs() -> Vec<Input> {
    let sample = include_bytes!("../../samples/nato-2014.txt").to_vec();
    let made = made::link_list(10_000).into_bytes();
    let mut inputs = vec![input("nato-2014", sample), input("made-10k", made)];
    if std::env::var_os("STORYFOLD_MILLION").is_some() {
        inputs.push(input("generated-1m", generate(1_000_000, 1).titles));
    }
    inputs
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
