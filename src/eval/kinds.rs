//! What became of each kind of title, where a truth says what its titles are.
//!
//! A truth may have the column `kind` (names joined by `+` where several hold), and for titles that
//! look like another and are not the column `like`: the true cluster that they imitate. Such a trap is
//! folded when it stands in one predicted cluster with any title of the cluster it imitates.

use std::collections::BTreeMap;

use ahash::AHashMap;
use serde::Serialize;

use super::labeled::Placed;
use super::table::{Table, cell};

/// The titles of one kind.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct KindRow {
    /// Its name.
    pub kind: String,
    /// Titles of this kind.
    pub items: usize,
    /// Of these, titles that share their true cluster with others.
    pub repeats: usize,
    /// Of the repeats, those that a predicted cluster holds together with another of their cluster.
    pub found: usize,
    /// Of the items, traps: titles that imitate a cluster.
    pub traps: usize,
    /// Of the traps, those that a predicted cluster holds together with a title they imitate.
    pub folded: usize,
}

impl KindRow {
    /// Share of the repeats that were found, 0 to 1.
    pub fn found_share(&self) -> Option<f64> {
        (self.repeats > 0).then(|| self.found as f64 / self.repeats as f64)
    }

    /// Share of the traps that were folded, 0 to 1.
    pub fn folded_share(&self) -> Option<f64> {
        (self.traps > 0).then(|| self.folded as f64 / self.traps as f64)
    }
}

/// Counts the kinds of a truth, by name; none where it has no column `kind`.
pub fn kinds(truth: &Table, predicted: &[Placed]) -> Vec<KindRow> {
    let Some(kind) = truth.place("kind") else { return Vec::new() };
    let columns = ["id", "cluster", "like"].map(|name| truth.place(name));
    let rows = || truth.rows().iter().map(|row| (row, columns.map(|place| cell(row, place))));
    let cluster_of: AHashMap<&str, &str> =
        predicted.iter().map(|(id, cluster)| (&**id, &**cluster)).collect();
    let found_in = |id: Option<&str>| id.and_then(|id| cluster_of.get(id).copied());
    let mut sizes: AHashMap<&str, u32> = AHashMap::new();
    let mut together: AHashMap<(&str, &str), u32> = AHashMap::new();
    for (_, [id, cluster, _]) in rows() {
        let Some(cluster) = cluster else { continue };
        *sizes.entry(cluster).or_default() += 1;
        if let Some(found) = found_in(id) {
            *together.entry((cluster, found)).or_default() += 1;
        }
    }
    let beside = |cluster: Option<&str>, id: Option<&str>| {
        let pair = cluster.zip(found_in(id));
        pair.and_then(|pair| together.get(&pair)).copied().unwrap_or(0)
    };
    let mut counted: BTreeMap<&str, KindRow> = BTreeMap::new();
    for (row, [id, cluster, like]) in rows().filter(|(_, [_, cluster, _])| cluster.is_some()) {
        let repeats = cluster.is_some_and(|cluster| sizes[cluster] > 1);
        for name in cell(row, Some(kind)).unwrap_or_default().split('+') {
            let counts = counted.entry(name).or_default();
            counts.items += 1;
            counts.repeats += usize::from(repeats);
            counts.found += usize::from(repeats && beside(cluster, id) > 1);
            counts.traps += usize::from(like.is_some());
            counts.folded += usize::from(beside(like, id) > 0);
        }
    }
    counted.into_iter().map(|(kind, row)| KindRow { kind: kind.to_owned(), ..row }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_found_and_traps_folded() {
        let truth = "id,cluster,kind,like\n1,1,first,\n2,1,suffix+case,\n3,1,case,\n\
                     4,4,trap-number,1\n5,5,trap-number,1\n6,6,single,\n";
        let truth = Table::parse("t.csv", truth.as_bytes()).unwrap();
        let predicted = [("1", "a"), ("2", "a"), ("4", "a"), ("5", "b"), ("6", "b")];
        let predicted = predicted.map(|(id, cluster)| (id.to_owned(), cluster.to_owned()));
        let rows = kinds(&truth, &predicted);
        let counts = |row: &KindRow| (row.items, row.repeats, row.found, row.traps, row.folded);
        let found: Vec<_> = rows.iter().map(|row| (row.kind.as_str(), counts(row))).collect();
        assert_eq!(
            found,
            [
                ("case", (2, 2, 1, 0, 0)),
                ("first", (1, 1, 1, 0, 0)),
                ("single", (1, 0, 0, 0, 0)),
                ("suffix", (1, 1, 1, 0, 0)),
                ("trap-number", (2, 0, 0, 2, 1)),
            ]
        );
        assert_eq!(rows[4].folded_share(), Some(0.5));
        let plain = Table::parse("t.csv", b"id,cluster\n1,1\n").unwrap();
        assert!(kinds(&plain, &predicted).is_empty());
    }
}
