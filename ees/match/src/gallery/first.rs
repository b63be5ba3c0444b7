//! The first stage of a search by a finger: which few of many records are worth a comparison.
//!
//! Of each cylinder ([`crate::compare::cylinder`]) only 150 bits are kept: of every 2 × 2 cells
//! whether any is set, layer by layer. Each minutia of the probe looks for the one that resembles
//! it most among those that point about the same way, and votes for the turn between the two;
//! the votes for one turn are the score. Nothing asks whether the minutiae lie together, which is
//! what the full comparison is for.

use crate::compare::cylinder::{self, COARSE_WORDS, Coarse};
use crate::minutiae::Template;
use crate::net::cpu::for_each_cpu;

/// Codes that are compared at once.
const LANES: usize = 8;
/// The most codes of a finger; those of a template that has more are its first.
const CODES_MAX: usize = 64;
/// Minutiae that point further apart, in 256ths of a turn, are not compared.
const TURN_MAX: u32 = 40;
/// Turns between two impressions are counted in steps of so many 256ths.
const TURN_STEP: usize = 8;
/// What resembles less does not vote.
const SIMILARITY_MIN: f32 = 0.55;

/// The codes of one finger.
#[derive(Clone, Debug, Default)]
pub(crate) struct Codes {
    blocks: Vec<Block>,
    count: u32,
}

/// Codes that are compared at once, sorted by direction.
#[derive(Clone, Debug)]
#[repr(align(64))]
struct Block {
    words: [[u64; LANES]; COARSE_WORDS],
    /// The numbers of set bits; 0 where there is no code.
    ones: [f32; LANES],
    /// Where there is no code, that of the last.
    directions: [u32; LANES],
}

impl Block {
    const NONE: Self =
        Self { words: [[0; LANES]; COARSE_WORDS], ones: [0.0; LANES], directions: [0; LANES] };

    /// Whether some code of it may point about where `direction` does.
    #[inline(always)]
    fn is_near(&self, direction: u32) -> bool {
        let (first, last) = (self.directions[0], self.directions[LANES - 1]);
        direction.wrapping_add(TURN_MAX).wrapping_sub(first) & 0xFF <= last - first + 2 * TURN_MAX
    }
}

impl Codes {
    /// The codes of a template; none where it has too little.
    pub(crate) fn new(template: &Template) -> Self {
        let mut codes = cylinder::coarse(template);
        codes.truncate(CODES_MAX);
        codes.sort_by_key(|code| (code.direction, code.words));
        let blocks = codes.chunks(LANES).map(|chunk| {
            let mut block = Block::NONE;
            for (lane, code) in chunk.iter().enumerate() {
                for (words, word) in block.words.iter_mut().zip(code.words) {
                    words[lane] = word;
                }
                block.ones[lane] = ones(code);
                block.directions[lane..].fill(code.direction.into());
            }
            block
        });
        Self { blocks: blocks.collect(), count: codes.len() as u32 }
    }

    /// How many there are.
    pub(crate) fn count(&self) -> u32 {
        self.count
    }

    /// Leaves nothing of them in memory.
    pub(crate) fn overwrite(&mut self) {
        for block in &mut self.blocks {
            *block = Block::NONE;
        }
        std::hint::black_box(&self.blocks);
    }

    /// The memory it takes, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        size_of::<Self>() + self.blocks.capacity() * size_of::<Block>()
    }
}

fn ones(code: &Coarse) -> f32 {
    code.words.iter().map(|word| word.count_ones()).sum::<u32>() as f32
}

for_each_cpu! {
    /// How much two fingers resemble each other at first sight, from 0.
    pub(crate) fn similarity<F>(probe: &Codes, reference: &Codes) -> f32 {
        let mut votes = [0.0_f32; 256 / TURN_STEP];
        for block in &probe.blocks {
            for lane in 0..LANES {
                if block.ones[lane] == 0.0 {
                    continue;
                }
                let words = [block.words[0][lane], block.words[1][lane], block.words[2][lane]];
                let code = (&words, block.ones[lane], block.directions[lane]);
                let mut best = [0_u32; LANES];
                for other in reference.blocks.iter().filter(|other| other.is_near(code.2)) {
                    look(other, code, &mut best);
                }
                let best = best.iter().fold(0, |a, b| a.max(*b));
                let similarity = (best >> 8) as f32 / LEVELS;
                if SIMILARITY_MIN < similarity {
                    votes[(best & 0xFF) as usize / TURN_STEP] += similarity - SIMILARITY_MIN;
                }
            }
        }
        let mut most = 0.0_f32;
        for place in 0..votes.len() {
            let next = votes[(place + 1) % votes.len()];
            let before = votes[(place + votes.len() - 1) % votes.len()];
            most = most.max(votes[place] + 0.5 * (next + before));
        }
        most / (probe.count.max(12) as f32 * reference.count.max(12) as f32).sqrt()
    }
}

/// Steps of similarity.
const LEVELS: f32 = 65_535.0;

/// Keeps, lane by lane, what resembles most: the level of similarity in the upper bits, the turn
/// in the lowest eight.
#[inline(always)]
fn look(
    block: &Block,
    (words, ones, direction): (&[u64; COARSE_WORDS], f32, u32),
    best: &mut [u32; LANES],
) {
    let mut different = [0_u64; LANES];
    for (theirs, ours) in block.words.iter().zip(words) {
        for lane in 0..LANES {
            different[lane] += u64::from((theirs[lane] ^ ours).count_ones());
        }
    }
    let mut keys = [0_u32; LANES];
    for lane in 0..LANES {
        let share = different[lane] as i32 as f32 / (ones + block.ones[lane]);
        // Whole numbers of this size are the lowest bits of a float beyond 2²³.
        let level = (((1.0 - share) * LEVELS + 8_388_608.0).to_bits()) & 0xFFFF;
        let turn = block.directions[lane].wrapping_sub(direction) & 0xFF;
        let is_near = u32::from((turn + TURN_MAX) & 0xFF <= 2 * TURN_MAX);
        keys[lane] = (level << 8 | turn) * is_near;
    }
    for lane in 0..LANES {
        best[lane] = best[lane].max(keys[lane]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::Cpu;
    use crate::synthetic::population::{Minutiae, Noise};

    #[test]
    fn the_finger_is_among_the_first_of_many() {
        let cpu = Cpu::detect();
        let noise = Noise { spread: 0.0, ..Noise::MEASURED };
        let fingers: Vec<Minutiae> = (0..200).map(Minutiae::of).collect();
        let codes: Vec<Codes> =
            fingers.iter().map(|finger| Codes::new(&finger.capture(1, &noise))).collect();
        for (i, finger) in fingers.iter().enumerate().step_by(10) {
            let probe = Codes::new(&finger.capture(2, &noise));
            let own = similarity(cpu, &probe, &codes[i]);
            let before = codes.iter().filter(|other| own < similarity(cpu, &probe, other)).count();
            assert!(before < 3, "{i}: {before} before it");
        }
    }

    #[test]
    fn every_processor_says_the_same_and_nothing_resembles_nothing() {
        let codes = [1, 2].map(|seed| Codes::new(&Minutiae::of(7).capture(seed, &Noise::MEASURED)));
        let all = Cpu::all().into_iter().map(|cpu| similarity(cpu, &codes[0], &codes[1]));
        let all: Vec<f32> = all.collect();
        assert!(all.iter().all(|one| *one == all[0]), "{all:?}");
        let nothing = Codes::default();
        assert_eq!(similarity(Cpu::detect(), &nothing, &codes[0]), 0.0);
        assert_eq!(similarity(Cpu::detect(), &codes[0], &nothing), 0.0);
    }
}
