//! The deduplicated table itself: the user's own rows, without the repeats.
//!
//! Takes the findings and the tables as they stood, and gives one table: the header of the first, then
//! every row that is no repeat, in the order of the inputs. Rows are the bytes that came, so the formula
//! guard does not apply: what the user's own file says is the user's to decide, and a guard would
//! change it. Rows that could not be read are left out; `--rejects` lists them.

use std::sync::Arc;

use ahash::AHashMap;

use crate::error::{Error, ErrorKind, Result};
use crate::findings::Findings;
use crate::origin::Origin;
use crate::read::KeptTable;

/// Writes the rows of `tables` that are representatives or have no repeats.
///
/// # Errors
/// [`ErrorKind::Settings`] where the tables do not have the same columns and delimiter.
pub fn kept_columns(findings: &Findings, tables: &[KeptTable]) -> Result<Vec<u8>> {
    let Some(first) = tables.first() else { return Ok(Vec::new()) };
    if let Some(other) = tables.iter().find(|table| !alike(first, table)) {
        return Err(unlike(first, other));
    }
    let mut repeats = repeats(findings);
    let end: &[u8] = if first.head().ends_with(b"\r\n") { b"\r\n" } else { b"\n" };
    let mut bytes = first.head().to_vec();
    for table in tables {
        for (line, record) in table.records() {
            if is_repeat(&mut repeats, table, line) {
                continue;
            }
            // The last row of a file may lack its line end.
            if !bytes.ends_with(b"\n") && !bytes.ends_with(b"\r") {
                bytes.extend_from_slice(end);
            }
            bytes.extend_from_slice(record);
        }
    }
    Ok(bytes)
}

/// How many repeats stand at a place: more than one where an input is named twice.
type Repeats = AHashMap<(Arc<str>, u64), usize>;

fn repeats(findings: &Findings) -> Repeats {
    let members = findings.clusters.iter().flat_map(|cluster| &cluster.members);
    let mut places = Repeats::new();
    for member in members.filter(|member| member.matched.is_some()) {
        let Origin { file, line } = findings.entries.get(member.entry).origin;
        *places.entry((file, line)).or_insert(0) += 1;
    }
    places
}

/// True where the row is one of the repeats at its place, which is then one fewer.
fn is_repeat(repeats: &mut Repeats, table: &KeptTable, line: u64) -> bool {
    match repeats.get_mut(&(Arc::clone(&table.file), line)) {
        Some(left) if *left > 0 => {
            *left -= 1;
            true
        }
        _ => false,
    }
}

fn alike(a: &KeptTable, b: &KeptTable) -> bool {
    (&a.columns, a.delimiter) == (&b.columns, b.delimiter)
}

fn unlike(first: &KeptTable, other: &KeptTable) -> Error {
    let shown = |table: &KeptTable| {
        let columns: String = table.columns.join(", ").chars().take(200).collect();
        format!("{columns}, parted by `{}`", table.delimiter.escape_debug())
    };
    let message = format!(
        "{}: found the columns {}, expected those of {} ({}); keep the columns of one input at a time, \
         or give all the same",
        other.file,
        shown(other),
        first.file,
        shown(first)
    );
    Error::new(ErrorKind::Settings, message)
}
