//! How much the bits of two cylinders resemble each other.

use super::{LANES, LAYERS, Place, Prepared, WORDS};
use crate::net::cpu::for_each_cpu;

/// Minutiae that point further apart, in 256ths of a turn, are not compared: a quarter turn.
const TURN_MAX: u8 = 64;
/// The least number of cells, of all layers, that lie on both impressions: three of five.
const VALID_MIN: f32 = 48.0 * LAYERS as f32;
/// Below it a pair is no candidate.
const SIMILARITY_MIN: f32 = 0.3;

for_each_cpu! {
    /// Adds every pair of similar minutiae to `candidates`: similarity, then the two minutiae, so
    /// that the greatest number is the most similar pair.
    pub(super) fn collect<F>(a: &Prepared, b: &Prepared, candidates: &mut Vec<u32>) {
        for (i, place) in a.places.iter().enumerate() {
            let block = &a.blocks[i / LANES];
            let bits: [u64; WORDS] = std::array::from_fn(|word| block.bits[word][i % LANES]);
            let valid: [u64; WORDS] = std::array::from_fn(|word| block.valid[word][i % LANES]);
            for (number, (block, places)) in b.blocks.iter().zip(b.places.chunks(LANES)).enumerate()
            {
                let is_near = |other: &Place| {
                    other.direction.wrapping_sub(place.direction).cast_signed().unsigned_abs()
                        <= TURN_MAX
                };
                if !places.iter().any(is_near) {
                    continue;
                }
                let mut different = [0_u64; LANES];
                let mut own = [0_u64; LANES];
                let mut others = [0_u64; LANES];
                let mut both = [0_u64; LANES];
                for word in 0..WORDS {
                    for lane in 0..LANES {
                        let theirs = block.bits[word][lane] & valid[word];
                        let ours = block.valid[word][lane] & bits[word];
                        different[lane] += u64::from((theirs ^ ours).count_ones());
                        own[lane] += u64::from(ours.count_ones());
                        others[lane] += u64::from(theirs.count_ones());
                        both[lane] += u64::from((block.valid[word][lane] & valid[word]).count_ones());
                    }
                }
                let mut similarity = [0.0_f32; LANES];
                for lane in 0..LANES {
                    let size = (own[lane] as u32 as f32).sqrt() + (others[lane] as u32 as f32).sqrt();
                    let value = 1.0 - (different[lane] as u32 as f32).sqrt() / size.max(1.0);
                    similarity[lane] =
                        if VALID_MIN <= both[lane] as u32 as f32 { value } else { 0.0 };
                }
                for (lane, other) in places.iter().enumerate() {
                    if SIMILARITY_MIN < similarity[lane] && is_near(other) {
                        let similarity = (similarity[lane] * 65_535.0) as u32;
                        candidates.push(similarity << 16 | (i << 8 | number * LANES + lane) as u32);
                    }
                }
            }
        }
    }
}

/// Similarity from 0 to 1 and the places of the two minutiae.
pub(super) fn parts(candidate: u32) -> (f32, usize, usize) {
    let [_, _, i, j] = candidate.to_be_bytes();
    ((candidate >> 16) as f32 / 65_535.0, i.into(), j.into())
}
