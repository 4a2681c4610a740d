//! Figures as aligned tables: what `eval` and `train` print.

use storyfold::eval::Estimate;

/// Rows of cells; the first column is aligned to the left, the others to the right.
pub struct Cells(Vec<Vec<String>>);

impl Cells {
    /// A table with only its header.
    pub fn new(header: &[&str]) -> Self {
        Self(vec![header.iter().map(|&name| name.to_owned()).collect()])
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<String>) {
        self.0.push(cells);
    }

    /// The table, a line a row.
    pub fn shown(&self) -> String {
        let columns = self.0.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            let cells = self.0.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        let line = |row: &Vec<String>| {
            let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
                if column == 0 { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
            });
            cells.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
        };
        self.0.iter().map(line).collect()
    }
}

/// `0.952 [0.943, 0.961]`; a dash where there is nothing to measure.
pub fn estimate(estimate: Option<Estimate>) -> String {
    let shown = |of: Estimate| format!("{:.3} [{:.3}, {:.3}]", of.value, of.low, of.high);
    estimate.map_or_else(|| "-".to_owned(), shown)
}
