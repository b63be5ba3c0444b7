//! How pairs of minutiae support each other.

use super::Place;
use crate::net::Cpu;
use crate::net::cpu::{Fused, for_each_cpu};

/// Two minutiae that may be one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub(super) similarity: f32,
    pub(super) a: Place,
    pub(super) b: Place,
}

/// The fewest pairs over which the mean is taken; scores of small impressions would be chance.
const COUNTED_MIN: usize = 7;
/// Between so many pairs and [`COUNTED_MIN`] the number follows that of the minutiae.
const COUNTED_MAX: usize = 12;
/// The most pairs that are weighed against each other.
pub(super) const PAIRS_MAX: usize = 48;
/// How often strengths are exchanged.
const ROUNDS: usize = 5;
/// How much of its strength a pair keeps in a round.
const KEPT: f32 = 0.5;
/// Pairs that are weighed at once.
const WIDTH: usize = 16;
/// Registers that hold one number of each pair.
const REGISTERS: usize = PAIRS_MAX / WIDTH;
/// A number of each pair; of fewer pairs the last are zeros.
type Each = [f32; PAIRS_MAX];

/// The memory of a relaxation.
#[derive(Debug)]
pub(super) struct Relaxation {
    /// Column, row, cosine and sine of the minutiae of the one impression, then of the other.
    places: [[Each; 4]; 2],
    /// How well each pair fits each, row by row those that one of them supports.
    fit: Vec<f32>,
    kept: Vec<(f32, f32)>,
}

impl Default for Relaxation {
    fn default() -> Self {
        Self { places: [[[0.0; PAIRS_MAX]; 4]; 2], fit: Vec::new(), kept: Vec::new() }
    }
}

impl Relaxation {
    /// The mean strength of the best pairs, of which there are [`PAIRS_MAX`] at most. `minutiae`
    /// is the number of cylinders of the smaller impression.
    pub(super) fn score(&mut self, cpu: Cpu, pairs: &[Pair], minutiae: usize) -> f32 {
        if pairs.len() < 2 {
            return 0.0;
        }
        let mut strength = [0.0; PAIRS_MAX];
        for (i, pair) in pairs.iter().enumerate().take(PAIRS_MAX) {
            strength[i] = pair.similarity;
            for (places, place) in self.places.iter_mut().zip([pair.a, pair.b]) {
                let place = [place.x, place.y, place.cosine, place.sine];
                for (all, one) in places.iter_mut().zip(place) {
                    all[i] = one;
                }
            }
        }
        let share = (1.0 - KEPT) / (minutiae.clamp(COUNTED_MIN, PAIRS_MAX) - 1) as f32;
        self.fit.resize(PAIRS_MAX * PAIRS_MAX, 0.0);
        relax(cpu, (&self.places, pairs.len()), &mut self.fit, &mut strength, share);
        // The best are those that kept most of what they had.
        self.kept.clear();
        let strengths = pairs.iter().zip(&strength);
        self.kept.extend(strengths.map(|(pair, strength)| (strength / pair.similarity, *strength)));
        let count = counted(minutiae);
        if count < self.kept.len() {
            self.kept.select_nth_unstable_by(count, |a, b| b.0.total_cmp(&a.0));
        }
        self.kept.iter().take(count).map(|(_, strength)| strength).sum::<f32>() / count as f32
    }
}

/// Over how many pairs the mean is taken.
fn counted(minutiae: usize) -> usize {
    let more = (COUNTED_MAX - 4) as f32 / (1.0 + (-0.4 * (minutiae as f32 - 20.0)).exp());
    (4 + more.round() as usize).max(COUNTED_MIN)
}

for_each_cpu! {
    /// Lets pairs support each other, `count` of them.
    fn relax<F>(
        pairs: (&[[Each; 4]; 2], usize),
        fit: &mut [f32],
        strength: &mut Each,
        share: f32,
    ) {
        match pairs.1.div_ceil(WIDTH) {
            0 | 1 => rounds::<F, 1>(pairs, fit, strength, share),
            2 => rounds::<F, 2>(pairs, fit, strength, share),
            _ => rounds::<F, REGISTERS>(pairs, fit, strength, share),
        }
    }
}

/// The difference of distances, in pixels, at which a fit is halved.
const DISTANCE: f32 = 5.0;
/// The difference of directions, as the length of the chord between them, at which a fit is
/// halved: 15°.
const CHORD: f32 = 0.261;

/// The product of three fits: of the distance to the other minutia, of its direction, and of the
/// way to it, the last two seen from the direction of this minutia. Each falls with the eighth
/// power of the difference, which is as steep as the logistic function of the paper and takes
/// three multiplications.
#[inline(always)]
fn fit_of<F: Fused>(a: [f32; 4], a2: [f32; 4], b: [f32; 4], b2: [f32; 4]) -> f32 {
    let (ux, uy) = (a2[0] - a[0], a2[1] - a[1]);
    let (vx, vy) = (b2[0] - b[0], b2[1] - b[1]);
    let (la, lb) = ((ux * ux + uy * uy).sqrt(), (vx * vx + vy * vy).sqrt());
    let (ca, sa) = (a[2] * a2[2] + a[3] * a2[3], a[2] * a2[3] - a[3] * a2[2]);
    let (cb, sb) = (b[2] * b2[2] + b[3] * b2[3], b[2] * b2[3] - b[3] * b2[2]);
    let (ra, ta) = (a[2] * ux + a[3] * uy, a[2] * uy - a[3] * ux);
    let (rb, tb) = (b[2] * vx + b[3] * vy, b[2] * vy - b[3] * vx);
    let distance = (la - lb) * (la - lb) * (1.0 / (DISTANCE * DISTANCE));
    let turn = squared(ca - cb, sa - sb) * (1.0 / (CHORD * CHORD));
    let scale = la.max(1.0) * lb.max(1.0);
    let way = squared(ra * lb - rb * la, ta * lb - tb * la) / (scale * scale * CHORD * CHORD);
    let fourth = |value: f32| {
        let squared = value * value;
        F::multiply_add(squared, squared, 1.0)
    };
    1.0 / (fourth(distance) * fourth(turn) * fourth(way))
}

#[inline(always)]
fn squared(x: f32, y: f32) -> f32 {
    x * x + y * y
}

/// The same for pairs in `N` registers.
#[inline(always)]
fn rounds<F: Fused, const N: usize>(
    (places, count): (&[[Each; 4]; 2], usize),
    fit: &mut [f32],
    strength: &mut Each,
    share: f32,
) {
    let [a, b] = places;
    let (fit, _) = fit.as_chunks_mut::<WIDTH>().0.as_chunks_mut::<N>();
    let fit = &mut fit[..count.min(PAIRS_MAX)];
    for (p, fit) in fit.iter_mut().enumerate() {
        let one_a = [a[0][p], a[1][p], a[2][p], a[3][p]];
        let one_b = [b[0][p], b[1][p], b[2][p], b[3][p]];
        for (register, fit) in fit.iter_mut().enumerate() {
            for lane in 0..WIDTH {
                let other = register * WIDTH + lane;
                let other_a = [a[0][other], a[1][other], a[2][other], a[3][other]];
                let other_b = [b[0][other], b[1][other], b[2][other], b[3][other]];
                fit[lane] = fit_of::<F>(other_a, one_a, other_b, one_b);
            }
        }
        fit.as_flattened_mut()[p] = 0.0;
    }
    for _ in 0..ROUNDS {
        let mut sums = [[0.0; WIDTH]; N];
        for (fit, strength) in fit.iter().zip(strength.iter()) {
            for (sums, fit) in sums.iter_mut().zip(fit) {
                for (sum, fit) in sums.iter_mut().zip(fit) {
                    *sum = F::multiply_add(*fit, *strength, *sum);
                }
            }
        }
        for (strength, sum) in strength.iter_mut().zip(sums.as_flattened()) {
            *strength = KEPT * *strength + share * sum;
        }
    }
}
