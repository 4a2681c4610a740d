//! The `'` that keeps a spreadsheet from running a cell, put in front and taken away again.
//!
//! Titles come from strangers, and a spreadsheet runs a cell that begins with `=` as a formula. The
//! guard is exact: [`unguard`] restores every cell, because a cell that already looks guarded is guarded
//! once more. Reports put it in front; reading such a report takes it away.

use std::borrow::Cow;

/// What a spreadsheet may take for the start of a formula, at the head of a cell.
pub(crate) const TRIGGERS: [char; 11] =
    ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Puts a `'` in front of a cell that a spreadsheet could run, or that already looks guarded.
///
/// `unguard(guard(cell)) == cell` for every string.
pub fn guard(cell: &str) -> Cow<'_, str> {
    if looks_guarded_or_runs(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// Takes away the `'` that [`guard`] put in front; leaves every other cell (`'tis`) alone.
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if looks_guarded_or_runs(rest) => rest,
        _ => cell,
    }
}

/// True for any number of `'`, none included, followed by a trigger.
fn looks_guarded_or_runs(cell: &str) -> bool {
    let plain = cell.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric);
    !plain && cell.trim_start_matches('\'').starts_with(TRIGGERS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_cell_that_could_run_is_guarded() {
        for cell in
            ["=1+1", "+49", "- title", "@name", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x"]
        {
            assert_eq!(guard(cell), format!("'{cell}"));
        }
        assert_eq!(guard("'=1"), "''=1");
        assert_eq!(guard("''=1"), "'''=1");
    }

    #[test]
    fn ordinary_text_is_left_alone() {
        for cell in ["", "'", "'tis the season", "''", "a = b", "2 - 0", "'90s"] {
            assert_eq!(guard(cell), cell);
            assert_eq!(unguard(cell), cell);
        }
    }

    proptest! {
        #[test]
        fn taking_the_guard_away_restores_every_cell(
            cell in "['=+\\-@\t\r\n＝＋－＠ta]{0,5}", tail in any::<String>()
        ) {
            let cell = cell + &tail;
            let guarded = guard(&cell);
            prop_assert_eq!(unguard(&guarded), cell.as_str());
            prop_assert!(!guarded.starts_with(TRIGGERS));
        }
    }
}
