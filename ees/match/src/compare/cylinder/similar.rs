//! How much the bits of two cylinders resemble each other.

use super::{Block, LANES, Prepared, WORDS};
use crate::net::cpu::for_each_cpu;

/// Minutiae that point further apart, in 256ths of a turn, are not compared: a quarter turn.
const TURN_MAX: u8 = 48;
/// The least number of cells that lie on both impressions: three of five.
const CELLS_MIN: u32 = 48;
/// Below it a pair is no candidate.
const SIMILARITY_MIN: f32 = 0.34;

/// What one minutia has in common with all that it is compared with, block after block.
///
/// Counting bits and computing with the counts are two loops, since each is fast only alone.
struct Counts {
    different: [u32; ROOM],
    common: [u32; ROOM],
    cells: [u32; ROOM],
    is_near: [u32; ROOM],
    pair: [u32; ROOM],
    level: [u32; ROOM],
}

/// Room for the most minutiae, in whole blocks.
const ROOM: usize = 256;

for_each_cpu! {
    /// Puts every pair of similar minutiae into `candidates`, and says how many there are.
    ///
    /// A candidate is its level of similarity, then the two minutiae, so that the greatest number
    /// is the most similar pair. `candidates` has room for every pair, and eight more.
    pub(super) fn collect<F>(a: &Prepared, b: &Prepared, candidates: &mut [u32]) -> usize {
        let mut counts = Counts {
            different: [0; ROOM],
            common: [0; ROOM],
            cells: [0; ROOM],
            is_near: [0; ROOM],
            pair: [0; ROOM],
            level: [0; ROOM],
        };
        let mut count = 0;
        for (i, place) in a.places.iter().enumerate() {
            let block = &a.blocks[i / LANES];
            let bits: [u64; WORDS] = std::array::from_fn(|word| block.bits[word][i % LANES]);
            let valid: [u64; WORDS] = std::array::from_fn(|word| block.valid[word][i % LANES]);
            let mut used = 0;
            for (number, block) in b.blocks.iter().enumerate() {
                let is_near: [u8; LANES] = block.directions.map(|direction| {
                    let turn = direction.wrapping_sub(place.direction).wrapping_add(TURN_MAX);
                    u8::from(turn <= 2 * TURN_MAX)
                });
                if is_near == [0; LANES] || ROOM <= used {
                    continue;
                }
                for lane in 0..LANES {
                    counts.is_near[used + lane] = is_near[lane].into();
                    counts.pair[used + lane] = (i << 8 | (number * LANES + lane)) as u32;
                }
                count_bits(block, &bits, &valid, used, &mut counts);
                used += LANES;
            }
            levels(&mut counts, used);
            for (level, pair) in counts.level[..used].iter().zip(&counts.pair) {
                candidates[count] = level << 16 | pair;
                count += usize::from(0 < *level);
            }
        }
        count
    }
}

#[inline(always)]
fn count_bits(
    block: &Block,
    bits: &[u64; WORDS],
    valid: &[u64; WORDS],
    to: usize,
    counts: &mut Counts,
) {
    let mut different = [0_u64; LANES];
    let mut common = [0_u64; LANES];
    let mut cells = [0_u64; LANES];
    // Were the number of words known, they would be unrolled, and gathered lane by lane.
    let words = std::hint::black_box(WORDS);
    let here = block.bits.iter().zip(&block.valid).zip(bits.iter().zip(valid));
    for ((there_bits, there_valid), (bits, valid)) in here.take(words) {
        for lane in 0..LANES {
            let theirs = there_bits[lane] & valid;
            let ours = there_valid[lane] & bits;
            different[lane] += u64::from((theirs ^ ours).count_ones());
            common[lane] += u64::from((theirs & ours).count_ones());
        }
    }
    for lane in 0..LANES {
        cells[lane] = u64::from((block.valid[0][lane] & valid[0]).count_ones())
            + u64::from((block.valid[1][lane] & valid[1] & 0xFFFF).count_ones());
    }
    for lane in 0..LANES {
        counts.different[to + lane] = different[lane] as u32;
        counts.common[to + lane] = common[lane] as u32;
        counts.cells[to + lane] = cells[lane] as u32;
    }
}

/// The similarity of each pair: with D the share of bits that both have in common (L. R. Dice
/// 1945), `1 − √((1 − D) / 2)`. For cylinders of equally many bits it is that of the paper.
#[inline(always)]
fn levels(counts: &mut Counts, used: usize) {
    let used = used.min(ROOM);
    let bits = counts.different[..used].iter().zip(&counts.common);
    let conditions = counts.cells.iter().zip(&counts.is_near);
    for ((bits, conditions), level) in bits.zip(conditions).zip(&mut counts.level) {
        let (different, common) = (*bits.0 as f32, *bits.1 as f32);
        let (cells, is_near) = conditions;
        let similarity = 1.0 - (different / (2.0 * different + 4.0 * common).max(1.0)).sqrt();
        // Whole numbers of this size are the lowest bits of a float beyond 2²³.
        let steps = ((similarity - SIMILARITY_MIN) * STEP).max(0.0) + 8_388_608.0;
        *level = (steps.to_bits() & 0xFFFF) * is_near * u32::from(CELLS_MIN <= *cells);
    }
}

/// Steps of similarity from [`SIMILARITY_MIN`] to 1.
const LEVELS: u32 = 255;
/// Steps for each unit of similarity.
const STEP: f32 = LEVELS as f32 / (1.0 - SIMILARITY_MIN);

/// The candidates by level, the most similar first. `sorted` becomes as long.
pub(super) fn sort(candidates: &[u32], sorted: &mut Vec<u32>) {
    let mut starts = [0_u32; LEVELS as usize + 2];
    for candidate in candidates {
        starts[(candidate >> 16) as usize] += 1;
    }
    let mut sum = 0;
    for start in starts.iter_mut().rev() {
        sum += std::mem::replace(start, sum);
    }
    sorted.resize(candidates.len(), 0);
    for &candidate in candidates {
        let start = &mut starts[(candidate >> 16) as usize];
        sorted[*start as usize] = candidate;
        *start += 1;
    }
}

/// Similarity from 0 to 1 and the places of the two minutiae.
pub(super) fn parts(candidate: u32) -> (f32, usize, usize) {
    let [_, _, i, j] = candidate.to_be_bytes();
    (SIMILARITY_MIN + (candidate >> 16) as f32 / STEP, i.into(), j.into())
}
