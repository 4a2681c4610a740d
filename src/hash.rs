//! The portable hash: the same number for the same bytes on every machine, for ever.
//!
//! Token hashes and sketches may leave memory (a saved corpus, a store, another shard), so they rest
//! on this function and never on `std::hash` or `ahash`, whose results differ between builds. It reads
//! eight bytes at a time, little-endian, and mixes by folded 64 x 64 -> 128 bit multiplication, the
//! construction known from wyhash; [`mix`] is the finalizer of `SplitMix64` (Steele, Lea and Flood,
//! OOPSLA 2014). Changing one bit of either means a new [`HASH_VERSION`].

/// Version of the hash; it is part of every fingerprint.
pub const HASH_VERSION: u32 = 1;

const SPREAD: [u64; 3] = [0x9E37_79B9_7F4A_7C15, 0xD6E8_FEB8_6659_FD93, 0xA076_1D64_78BD_642F];

/// Hashes `bytes` under `seed`.
pub fn hash(seed: u64, bytes: &[u8]) -> u64 {
    let mut state = fold(seed ^ SPREAD[0], (bytes.len() as u64) ^ SPREAD[1]);
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let mut word = [0; 8];
        word.copy_from_slice(chunk);
        state = fold(state ^ u64::from_le_bytes(word), SPREAD[1]).wrapping_add(SPREAD[0]);
    }
    let rest = chunks.remainder();
    let mut word = [0; 8];
    word[..rest.len()].copy_from_slice(rest);
    mix(fold(state ^ u64::from_le_bytes(word), SPREAD[2]) ^ state)
}

/// Spreads one 64-bit value over all bits; a bijection.
pub fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

/// Hashes a sequence of numbers; order matters.
pub fn hash_all(seed: u64, values: impl IntoIterator<Item = u64>) -> u64 {
    values.into_iter().fold(mix(seed ^ SPREAD[2]), |state, value| {
        mix(fold(state ^ value, SPREAD[1]) ^ state.rotate_left(23))
    })
}

fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product as u64) ^ ((product >> 64) as u64)
}

/// Hasher of a map whose keys are portable hashes: they need no second hash.
pub type ByHash = std::hash::BuildHasherDefault<AsItIs>;

/// Takes a 64-bit key for its own hash.
#[derive(Clone, Copy, Debug, Default)]
pub struct AsItIs(u64);

impl std::hash::Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash(self.0, bytes);
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vectors are the contract: if one changes, saved corpora and sketches lose their meaning.
    /// They were computed by an independent implementation.
    #[test]
    fn vectors() {
        let vectors = [
            (0, "", 0x50A0_F3B5_6C5B_4B75),
            (0, "nato", 0xF318_5DA8_F3E0_882C),
            (1, "nato", 0x6C77_8749_4DDC_CB53),
            (0, "helicopter crash", 0xE71A_0D12_B285_F5B0),
            (7, "Пётр и 北京 — 12345", 0xAF6B_3F6E_1E4E_B860),
        ];
        for (seed, text, expected) in vectors {
            assert_eq!(hash(seed, text.as_bytes()), expected, "{seed} {text:?}");
        }
        assert_eq!(mix(1), 0x5692_161D_100B_05E5);
        assert_eq!(hash_all(3, [1, 2]), 0x9D17_BACD_00EA_44E6);
        assert_eq!(hash_all(3, [2, 1]), 0x3D6D_092B_6F98_BF35);
    }

    #[test]
    fn bits_are_balanced() {
        let n = 4_000_u64;
        for bit in 0..64 {
            let ones = (0..n).filter(|i| hash(0, &i.to_le_bytes()) >> bit & 1 == 1).count();
            assert!((1_800..2_200).contains(&ones), "bit {bit}: {ones} of {n}");
        }
    }
}
