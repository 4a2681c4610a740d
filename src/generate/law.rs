//! How often words of a rank are drawn: a bent Zipf law.
//!
//! The weight of rank r (from 0) is `1 / (r + offset)^slope` up to the `bend`, and falls by `steep`
//! beyond it: Zipf's law after Mandelbrot (1953), with the second, steeper regime that large vocabularies
//! show (Ferrer i Cancho and Solé 2001). Powers come from `libm`, so the table is the same everywhere.

use super::draws::Draws;

/// Quantiles in a table.
const CELLS: usize = 1 << 13;
/// Fraction bits of the ranks in a table.
const FRACTION: u32 = 20;

/// What the law looks like.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// How many ranks there are; at most 2^20.
    pub ranks: u32,
    /// Flattens the first ranks.
    pub offset: f64,
    /// The exponent up to the bend.
    pub slope: f64,
    /// The rank from which the steeper exponent holds.
    pub bend: u32,
    /// The exponent beyond the bend.
    pub steep: f64,
}

/// A law ready to draw from, in constant time: ranks at equally spaced quantiles, a line between
/// neighbors.
#[derive(Clone, Debug)]
pub struct Law {
    ranks: u32,
    cuts: Vec<u64>,
}

impl Law {
    /// Makes the table.
    pub fn new(shape: Shape) -> Self {
        let weights: Vec<f64> = (0..shape.ranks).map(|rank| shape.weight(rank)).collect();
        let step = weights.iter().sum::<f64>() / CELLS as f64;
        let mut cuts = Vec::with_capacity(CELLS + 1);
        let (mut before, mut quantile) = (0.0, 0.0);
        for (rank, weight) in (0_u64..).zip(&weights) {
            while quantile <= before + weight && cuts.len() < CELLS {
                let part = (quantile - before) / weight * f64::from(1 << FRACTION);
                cuts.push((rank << FRACTION) + part as u64);
                quantile = step * cuts.len() as f64;
            }
            before += weight;
        }
        // Rounding may leave the last quantiles short of the end.
        cuts.resize(CELLS + 1, u64::from(shape.ranks) << FRACTION);
        Self { ranks: shape.ranks, cuts }
    }

    /// A rank, from 0.
    pub fn draw(&self, draws: &mut Draws) -> u32 {
        let bits = draws.bits();
        let cell = (bits >> (64 - CELLS.trailing_zeros())) as usize;
        let (low, high) = (self.cuts[cell], self.cuts[cell + 1]);
        let part = (bits & 0xFFFF_FFFF) * ((high - low) >> 8);
        let rank = (low + (part >> 24)) >> FRACTION;
        (rank as u32).min(self.ranks - 1)
    }
}

impl Shape {
    fn weight(&self, rank: u32) -> f64 {
        let power = |rank: u32, exponent: f64| libm::pow(f64::from(rank) + self.offset, -exponent);
        if rank <= self.bend {
            return power(rank, self.slope);
        }
        power(self.bend, self.slope - self.steep) * power(rank, self.steep)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_come_as_often_as_they_weigh() {
        let shape = Shape { ranks: 5_000, offset: 2.0, slope: 0.8, bend: 100, steep: 1.5 };
        let (table, mut draws) = (Law::new(shape), Draws::new(3, 3));
        let mut found = vec![0_u32; 5_000];
        for _ in 0..1_000_000 {
            found[table.draw(&mut draws) as usize] += 1;
        }
        let whole: f64 = (0..5_000).map(|rank| shape.weight(rank)).sum();
        for span in [0..1, 1..5, 30..60, 100..200, 900..2_000, 4_000..5_000] {
            let expected: f64 = span.clone().map(|rank| shape.weight(rank)).sum::<f64>() / whole;
            let part = f64::from(found[span.start as usize..span.end as usize].iter().sum::<u32>());
            let ratio = part / 1e6 / expected;
            assert!((0.95..1.05).contains(&ratio), "{span:?}: {ratio}");
        }
    }
}
