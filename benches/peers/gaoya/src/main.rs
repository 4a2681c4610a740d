//! gaoya: `MinHash` index over words, 25 bands of 5, verified by the likeness of signatures.
//!
//! `peer-gaoya FILE OUT [THRESHOLD [BANDS WIDTH]]`: reads `id,title`, writes `id,cluster`.

use std::error::Error;
use std::io::{BufWriter, Write};

use ahash::AHashSet;
use gaoya::minhash::{MinHashIndex, MinHasher, MinHasher32};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [source, target] = [0, 1].map(|at| arguments.get(at).cloned().unwrap_or_default());
    let number = |at: usize, default: f64| match arguments.get(at) {
        Some(text) => text.parse(),
        None => Ok(default),
    };
    let (threshold, bands, width) = (number(2, 0.7)?, number(3, 25.0)?, number(4, 5.0)?);
    let (ids, titles) = read(&source)?;
    let (bands, width) = (bands as usize, width as usize);
    let clusters = clusters(&titles, &mut MinHashIndex::new(bands, width, threshold), bands * width);
    write(&target, &ids, &clusters)
}

fn read(path: &str) -> Result<(Vec<String>, Vec<String>), Box<dyn Error>> {
    let mut rows = csv::Reader::from_path(path)?;
    let header = rows.headers()?.clone();
    let place = |name: &str| header.iter().position(|column| column == name).ok_or("no such column");
    let (id, title) = (place("id")?, place("title")?);
    let (mut ids, mut titles) = (Vec::new(), Vec::new());
    for row in rows.records() {
        let row = row?;
        ids.push(row[id].to_owned());
        titles.push(row[title].to_lowercase());
    }
    Ok((ids, titles))
}

/// Single link: each title joins all that the index says are near.
fn clusters(titles: &[String], index: &mut MinHashIndex<u32, u32>, hashes: usize) -> Vec<u32> {
    let hasher = MinHasher32::new(hashes);
    let mut parents: Vec<u32> = (0..titles.len() as u32).collect();
    for (at, title) in (0..).zip(titles) {
        let words = title.split(|c: char| !c.is_alphanumeric() && c != '_');
        let words: AHashSet<&str> = words.filter(|word| !word.is_empty()).collect();
        let signature = hasher.create_signature(words.into_iter());
        for other in index.query_owned(&signature) {
            let (a, b) = (root(&mut parents, at), root(&mut parents, other));
            parents[a.max(b) as usize] = a.min(b);
        }
        index.insert(at, signature);
    }
    (0..titles.len() as u32).map(|at| root(&mut parents, at)).collect()
}

fn root(parents: &mut [u32], mut at: u32) -> u32 {
    while parents[at as usize] != at {
        parents[at as usize] = parents[parents[at as usize] as usize];
        at = parents[at as usize];
    }
    at
}

fn write(path: &str, ids: &[String], clusters: &[u32]) -> Result<(), Box<dyn Error>> {
    let mut file = BufWriter::new(std::fs::File::create(path)?);
    writeln!(file, "id,cluster")?;
    for (id, cluster) in ids.iter().zip(clusters) {
        writeln!(file, "{id},{}", ids[*cluster as usize])?;
    }
    Ok(file.flush()?)
}
