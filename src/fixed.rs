//! Fixed-point arithmetic: the logarithm that is the same on every machine.
//!
//! The precision of `f64::ln` is not fixed across platforms, and one differing bit would change which
//! token wins a slot. So logarithms are taken on integers: a table of log2 at 4,097 points, made by
//! repeated squaring when the program is compiled, and a line between neighbors. The result is exact
//! to about 1e-8, and monotone.

/// Fraction bits of the results of this file.
pub const FRACTION_BITS: u32 = 32;
const TABLE_BITS: u32 = 12;
const TABLE_LEN: usize = (1 << TABLE_BITS) + 1;
#[allow(clippy::large_stack_arrays, reason = "made by the compiler, never on a stack")]
static LOG2: [u64; TABLE_LEN] = log2_table();

/// log2 of `value` (at least 1) with 32 fraction bits: `0 ..= 64 << 32`. Zero counts as one.
pub fn log2(value: u64) -> u64 {
    let value = value.max(1);
    let exponent = value.ilog2();
    let mantissa = (value << (63 - exponent)) & (u64::MAX >> 1);
    let index = (mantissa >> (63 - TABLE_BITS)) as usize;
    let step = (mantissa << (TABLE_BITS + 1)) >> 32;
    let (low, high) = (LOG2[index], LOG2[index + 1]);
    (u64::from(exponent) << FRACTION_BITS) + low + (((high - low) * step) >> 32)
}

/// `-log2((hash + 1) / 2^64)` with 32 fraction bits: an exponential variate when `hash` is uniform.
pub fn negative_log2_of_unit(hash: u64) -> u64 {
    (64 << FRACTION_BITS) - log2(hash.saturating_add(1))
}

#[allow(clippy::large_stack_arrays, reason = "runs in the compiler only")]
const fn log2_table() -> [u64; TABLE_LEN] {
    let mut table = [0; TABLE_LEN];
    let mut index = 0;
    while index < TABLE_LEN - 1 {
        table[index] = fraction_of_log2((1 << 62) + ((index as u64) << (62 - TABLE_BITS)));
        index += 1;
    }
    table[TABLE_LEN - 1] = 1 << FRACTION_BITS;
    table
}

/// The fraction of log2(x / 2^62) for x in 2^62 .. 2^63, bit by bit: square, and halve when over 2.
const fn fraction_of_log2(x: u64) -> u64 {
    let mut x = x as u128;
    let mut bits = 0;
    let mut done = 0;
    while done < FRACTION_BITS {
        x = (x * x) >> 62;
        bits <<= 1;
        if x >= 1 << 63 {
            x >>= 1;
            bits |= 1;
        }
        done += 1;
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_real_logarithm() {
        for value in [1_u64, 2, 3, 10, 999, 65_537, 1 << 40, u64::MAX / 3, u64::MAX] {
            let found = log2(value) as f64 / f64::from(2).powi(32);
            let expected = (value as f64).log2();
            assert!((found - expected).abs() < 2e-8, "{value}: {found} against {expected}");
        }
    }

    #[test]
    fn is_monotone() {
        let mut values: Vec<u64> =
            (0..64).flat_map(|s| [(1_u64 << s) - 1, 1 << s, 3 << s >> 1]).collect();
        values.sort_unstable();
        assert!(values.windows(2).all(|pair| log2(pair[0]) <= log2(pair[1])));
    }
}
