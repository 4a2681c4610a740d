//! Flags for lists that are larger than memory: how much is held, and where the rest goes.

use std::path::PathBuf;

use clap::Args;
use storyfold::{Error, ErrorKind, Keeper, Result};

/// The part of `--memory` that texts and titles may take, as one in so many: what is worked out from them
/// needs room, too.
const SHARE: u64 = 2;
/// Letters behind a size, each 1,024 times the one before.
const UNITS: [char; 4] = ['K', 'M', 'G', 'T'];

/// What may be held.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Memory")]
pub struct MemoryFlags {
    /// About how much memory to use, as in `500M` or `2G`: half of it for texts and titles, a quarter for the
    /// search for candidates; what does not fit goes to a temporary file. The report is the same
    /// [default: no limit].
    #[arg(long, value_name = "SIZE")]
    memory: Option<String>,
    /// Where the temporary file goes [default: the system's directory for them].
    #[arg(long, value_name = "DIR", requires = "memory")]
    temp_dir: Option<PathBuf>,
}

impl MemoryFlags {
    /// Who decides what is held.
    pub fn keeper(&self) -> Result<Keeper> {
        let budget = self.memory.as_deref().map(size).transpose()?;
        let dir = self.temp_dir.clone().unwrap_or_else(std::env::temp_dir);
        if !dir.is_dir() {
            let message = format!(
                "--temp-dir: found `{}`, expected a directory that is there",
                dir.display()
            );
            return Err(Error::new(ErrorKind::Settings, message));
        }
        Ok(Keeper::new(budget.map(|bytes| bytes / SHARE), dir))
    }
}

/// `500M` in bytes.
fn size(text: &str) -> Result<u64> {
    let wrong = || {
        let message = format!("--memory: found `{text}`, expected a size such as `500M` or `2G`");
        Error::new(ErrorKind::Settings, message)
    };
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = text[digits.len()..].to_ascii_uppercase();
    let unit = unit.strip_suffix("IB").or_else(|| unit.strip_suffix('B')).unwrap_or(&unit);
    let times = match UNITS.iter().position(|letter| unit.chars().eq([*letter])) {
        Some(place) => 1024_u64.pow(place as u32 + 1),
        None if unit.is_empty() => 1,
        None => return Err(wrong()),
    };
    let number: u64 = digits.parse().map_err(|_| wrong())?;
    number.checked_mul(times).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        let cases = [("0", 0), ("17", 17), ("4k", 4 << 10), ("500M", 500 << 20), ("2GiB", 2 << 30)];
        for (text, bytes) in cases {
            assert_eq!(size(text).unwrap(), bytes, "{text}");
        }
        for text in ["", "G", "1.5G", "-1", "2X", "99999999T", "1GG"] {
            assert!(size(text).unwrap_err().to_string().contains("expected a size"), "{text}");
        }
    }
}
