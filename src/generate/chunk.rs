//! A chunk: a stretch of the dump that is made by itself.
//!
//! A chunk has its own stream of choices, topics and days, so chunks can be made in any order and on
//! any thread. Its titles are planned first (how many of each sort), then written, put in the order of
//! their days and numbered.

use std::ops::Range;

use super::calendar::Day;
use super::draws::Draws;
use super::dress::{Dress, digits};
use super::edits::{Edit, Version};
use super::headline::Headline;
use super::mix::{DAYS, EDITS, HEADS, REPEAT_DAYS, SAME_URL, SERIES_DAYS};
use super::outlets::Outlet;
use super::plan::{Group, plan};
use super::topics::{Topic, Topics};
use super::traps::Trap;

/// Rows of the dump and of its truth, without headers.
#[derive(Default)]
pub struct Chunk {
    /// `id,title,source,date,url`.
    pub rows: Vec<u8>,
    /// `id,cluster,kind,like`.
    pub truth: Vec<u8>,
}

/// What a title is.
enum Kind {
    Single,
    First,
    Repeat(Vec<Edit>),
    Trap(Trap),
}

/// A title before it has an id.
struct Row {
    /// Where its text stands among those of the chunk.
    title: Range<usize>,
    outlet: u32,
    day: u32,
    url: u32,
    cluster: u32,
    kind: Kind,
    /// The cluster that a trap imitates.
    like: Option<u32>,
    /// Orders the titles of a day.
    order: u64,
}

/// Makes a chunk of so many titles, whose rows come behind `before` others.
pub fn chunk(titles: u32, days: Range<u32>, before: u32, mut draws: Draws) -> Chunk {
    let groups = plan(titles, &mut draws);
    let topics = Topics::new(titles, days, &mut draws);
    let mut writer = Writer { before, clusters: 0, titles: Vec::new(), rows: Vec::new(), draws };
    for group in groups {
        let topic = topics.draw(&mut writer.draws);
        writer.write_group(group, topic);
    }
    writer.finish()
}

/// What is known of the chunk so far.
struct Writer {
    before: u32,
    clusters: u32,
    titles: Vec<u8>,
    rows: Vec<Row>,
    draws: Draws,
}

impl Writer {
    fn write_group(&mut self, group: Group, topic: &Topic) {
        let day = topic.day(&mut self.draws).min(DAYS - SERIES_DAYS);
        let trap = group.traps.map(|(trap, _)| trap);
        let outlet = Outlet::draw(&mut self.draws);
        let headline = model(trap, topic, day, &mut self.draws);
        let first = Version { headline, dress: Dress::new(Outlet::of(outlet).style), outlet };
        let cluster = self.next_cluster();
        let kind = if group.size > 1 { Kind::First } else { Kind::Single };
        let url = self.write(&first, day, None, cluster, kind, None);
        for _ in 1..group.size {
            self.write_repeat(&first, day, url, cluster, trap.is_none());
        }
        if let Some((trap, count)) = group.traps {
            self.write_traps(trap, count, &first, day, cluster);
        }
    }

    fn write_repeat(&mut self, first: &Version, day: u32, url: u32, cluster: u32, may_cut: bool) {
        let draws = &mut self.draws;
        let mut repeat = first.clone();
        let edits = draws.odds(&EDITS);
        let same_url = edits > 0 && draws.percent(SAME_URL);
        if !same_url {
            repeat.outlet = Outlet::draw(draws);
        }
        let made = repeat.edit(edits, may_cut, draws);
        let day = day + draws.below(REPEAT_DAYS);
        let url = same_url.then_some(url);
        self.write(&repeat, day, url, cluster, Kind::Repeat(made), None);
    }

    fn write_traps(&mut self, trap: Trap, count: u32, first: &Version, day: u32, cluster: u32) {
        let mut like = cluster;
        for number in 1..=count {
            let (headline, day) = trap.imitate(&first.headline, day, number, &mut self.draws);
            let mut version = Version { headline, ..*first };
            let cluster = self.next_cluster();
            if trap == Trap::Series {
                self.write(&version, day, None, cluster, Kind::Trap(trap), Some(like));
                like = cluster;
            } else {
                version.outlet = Outlet::draw(&mut self.draws);
                self.write(&version, day, None, cluster, Kind::Trap(trap), Some(like));
            }
        }
    }

    fn next_cluster(&mut self) -> u32 {
        self.clusters += 1;
        self.clusters - 1
    }

    /// Notes a row, and gives the number of its URL.
    fn write(
        &mut self,
        version: &Version,
        day: u32,
        url: Option<u32>,
        cluster: u32,
        kind: Kind,
        like: Option<u32>,
    ) -> u32 {
        let start = self.titles.len();
        version.dress.write(&version.headline, &mut self.titles);
        let title = start..self.titles.len();
        let url = url.unwrap_or(self.before + self.rows.len() as u32);
        let (outlet, order) = (version.outlet, self.draws.bits());
        self.rows.push(Row { title, outlet, day, url, cluster, kind, like, order });
        url
    }

    /// Puts the rows in order, numbers them from 1 and writes them. A cluster is named after the first
    /// of its rows.
    fn finish(mut self) -> Chunk {
        self.rows.sort_unstable_by_key(|row| (row.day, row.order));
        let mut named = vec![0; self.clusters as usize];
        for (id, row) in (self.before + 1..).zip(&self.rows) {
            let name = &mut named[row.cluster as usize];
            if *name == 0 {
                *name = id;
            }
        }
        let mut chunk = Chunk::default();
        for (id, row) in (self.before + 1..).zip(&self.rows) {
            row.write(id, &self.titles[row.title.clone()], &mut chunk.rows);
            row.write_truth(id, &named, &mut chunk.truth);
        }
        chunk
    }
}

/// The headline that a group is made from.
fn model(trap: Option<Trap>, topic: &Topic, day: u32, draws: &mut Draws) -> Headline {
    match trap {
        Some(trap) => trap.model(topic, day, draws),
        None => Headline::with_head(draws.odds(&HEADS), topic, draws),
    }
}

impl Row {
    fn write(&self, id: u32, title: &[u8], into: &mut Vec<u8>) {
        let outlet = Outlet::of(self.outlet);
        digits(id, into);
        into.push(b',');
        cell(title, into);
        into.push(b',');
        for part in [&outlet.name, ",", &Day::of(self.day).written, ",https://", &outlet.host, "/"]
        {
            into.extend_from_slice(part.as_bytes());
        }
        path(self.url, into);
        into.push(b'\n');
    }

    fn write_truth(&self, id: u32, named: &[u32], into: &mut Vec<u8>) {
        digits(id, into);
        into.push(b',');
        digits(named[self.cluster as usize], into);
        into.push(b',');
        self.kind.write(into);
        into.push(b',');
        if let Some(like) = self.like {
            digits(named[like as usize], into);
        }
        into.push(b'\n');
    }
}

impl Kind {
    fn write(&self, into: &mut Vec<u8>) {
        match self {
            Self::Single => into.extend_from_slice(b"single"),
            Self::First => into.extend_from_slice(b"first"),
            Self::Repeat(edits) if edits.is_empty() => into.extend_from_slice(b"verbatim"),
            Self::Repeat(edits) => {
                let names: Vec<&str> = edits.iter().map(|edit| edit.name()).collect();
                into.extend_from_slice(names.join("+").as_bytes());
            }
            Self::Trap(trap) => into.extend_from_slice(trap.name().as_bytes()),
        }
    }
}

/// A cell of CSV, in quotes where it holds a comma. Titles hold no double quotes and no line ends.
fn cell(text: &[u8], into: &mut Vec<u8>) {
    let quote: &[u8] = if text.contains(&b',') { b"\"" } else { b"" };
    into.extend_from_slice(quote);
    into.extend_from_slice(text);
    into.extend_from_slice(quote);
}

/// Six letters and digits, other ones for every number below 2^30.
fn path(number: u32, into: &mut Vec<u8>) {
    const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let scattered = number.wrapping_mul(0x9E37_79B1);
    for place in 0..6 {
        into.push(LETTERS[(scattered >> (5 * place) & 31) as usize]);
    }
}
