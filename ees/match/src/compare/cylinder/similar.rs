//! How much the bits of two cylinders resemble each other.

use std::ops::Range;

use super::{Cylinders, LANES, Prepared, WORDS};
use crate::minutiae::MINUTIAE_MAX;
use crate::net::cpu::for_each_cpu;

/// Minutiae that point further apart, in 256ths of a turn, are not compared: a quarter turn.
pub(super) const TURN_MAX: u8 = 48;
/// The least number of cells that lie on both impressions: three of five.
const CELLS_MIN: u32 = 48;
/// Below it a pair is no candidate.
const SIMILARITY_MIN: f32 = 0.34;

/// What one minutia has in common with all that it is compared with.
///
/// Counting bits and computing with the counts are two loops, since each is fast only alone.
struct Counts {
    different: [u32; ROOM],
    common: [u32; ROOM],
    cells: [u32; ROOM],
    level: [u32; ROOM],
}

/// Room for the most minutiae, in whole vectors.
const ROOM: usize = MINUTIAE_MAX.next_multiple_of(LANES);

impl Cylinders {
    /// A word of the bits of every cylinder.
    #[inline(always)]
    fn bits(&self, word: usize) -> &[u64] {
        &self.words[2 * word * self.stride..][..self.stride]
    }

    /// Which of these bits are of cells where the impression shows something.
    #[inline(always)]
    fn valid(&self, word: usize) -> &[u64] {
        &self.words[(2 * word + 1) * self.stride..][..self.stride]
    }
}

impl Prepared {
    /// The minutiae that point about where `direction` does; those beyond the last are the first
    /// ones.
    #[inline(always)]
    fn near(&self, direction: u8) -> Range<usize> {
        let least = direction.wrapping_sub(TURN_MAX);
        let begin = |direction: u8| usize::from(self.begins[usize::from(direction)]);
        let end = match least.checked_add(2 * TURN_MAX + 1) {
            Some(beyond) => begin(beyond),
            None => self.places.len() + begin(least.wrapping_add(2 * TURN_MAX + 1)),
        };
        begin(least)..end
    }
}

for_each_cpu! {
    /// Puts every pair of similar minutiae into `candidates`, and says how many there are.
    ///
    /// A candidate is its level of similarity, then the two minutiae, so that the greatest number
    /// is the most similar pair. `candidates` has room for every pair, and one more.
    pub(super) fn collect<F>(a: &Prepared, b: &Prepared, candidates: &mut [u32]) -> usize {
        let mut counts = Counts {
            different: [0; ROOM],
            common: [0; ROOM],
            cells: [0; ROOM],
            level: [0; ROOM],
        };
        let mut count = 0;
        for (i, place) in a.places.iter().enumerate() {
            let near = b.near(place.direction);
            if near.is_empty() {
                continue;
            }
            count_bits((&a.cylinders, i), (&b.cylinders, near.clone()), &mut counts);
            let used = near.len().min(ROOM);
            levels(&mut counts, used);
            for (level, place) in counts.level[..used].iter().zip(near) {
                let j = if place < b.places.len() { place } else { place - b.places.len() };
                candidates[count] = level << 16 | (i << 8 | j) as u32;
                count += usize::from(0 < *level);
            }
        }
        count
    }
}

#[inline(always)]
fn count_bits(
    (a, i): (&Cylinders, usize),
    (b, near): (&Cylinders, Range<usize>),
    counts: &mut Counts,
) {
    let mut ours = [[0; 2]; WORDS];
    for (word, ours) in ours.iter_mut().enumerate() {
        *ours = [a.bits(word)[i], a.valid(word)[i]];
    }
    // Were the number of words known, they would be unrolled, and gathered lane by lane.
    let words = std::hint::black_box(WORDS);
    for (to, at) in near.step_by(LANES).enumerate() {
        let mut different = [0_u64; LANES];
        let mut common = [0_u64; LANES];
        let lists = b.words.chunks_exact(2 * b.stride).take(words);
        for (lists, [bits, valid]) in lists.zip(&ours) {
            let (there_bits, there_valid) = (eight(lists, at), eight(lists, b.stride + at));
            for lane in 0..LANES {
                // Where there is a bit the impression shows something.
                let difference = (there_bits[lane] & valid) ^ (there_valid[lane] & bits);
                different[lane] += u64::from(difference.count_ones());
                common[lane] += u64::from((there_bits[lane] & bits).count_ones());
            }
        }
        let (first, second) = (eight(b.valid(0), at), eight(b.valid(1), at));
        let mut cells = [0_u64; LANES];
        for lane in 0..LANES {
            cells[lane] = u64::from((first[lane] & ours[0][1]).count_ones())
                + u64::from((second[lane] & ours[1][1] & 0xFFFF).count_ones());
        }
        for lane in 0..LANES {
            counts.different[to * LANES + lane] = different[lane] as u32;
            counts.common[to * LANES + lane] = common[lane] as u32;
            counts.cells[to * LANES + lane] = cells[lane] as u32;
        }
    }
}

/// The eight words from `at` on; zeros beyond the end.
#[inline(always)]
fn eight(words: &[u64], at: usize) -> &[u64; LANES] {
    const NONE: &[u64; LANES] = &[0; LANES];
    match words.get(at..) {
        Some(words) => words.first_chunk().unwrap_or(NONE),
        None => NONE,
    }
}

/// The similarity of each pair: with D the share of bits that both have in common (L. R. Dice
/// 1945), `1 − √((1 − D) / 2)`. For cylinders of equally many bits it is that of the paper.
#[inline(always)]
fn levels(counts: &mut Counts, used: usize) {
    let used = used.min(ROOM);
    let bits = counts.different[..used].iter().zip(&counts.common);
    for ((bits, cells), level) in bits.zip(&counts.cells).zip(&mut counts.level) {
        let (different, common) = (*bits.0 as f32, *bits.1 as f32);
        let similarity = 1.0 - (different / (2.0 * different + 4.0 * common).max(1.0)).sqrt();
        // Whole numbers of this size are the lowest bits of a float beyond 2²³.
        let steps = ((similarity - SIMILARITY_MIN) * STEP).max(0.0) + 8_388_608.0;
        *level = (steps.to_bits() & 0xFFFF) * u32::from(CELLS_MIN <= *cells);
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
