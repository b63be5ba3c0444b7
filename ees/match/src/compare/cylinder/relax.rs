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
const PAIRS_MIN: usize = 7;
/// Between so many pairs and [`PAIRS_MIN`] the number follows that of the minutiae.
const PAIRS_MAX: usize = 12;
/// The most pairs that are weighed against each other.
const PAIRS_WEIGHED_MAX: usize = 48;
/// How often strengths are exchanged.
const ROUNDS: usize = 5;
/// How much of its strength a pair keeps in a round.
const KEPT: f32 = 0.5;
/// Pairs that are weighed at once.
const WIDTH: usize = 16;

/// The memory of a relaxation: places of pairs by coordinate, and how pairs fit each other.
#[derive(Debug, Default)]
pub(super) struct Relaxation {
    a: [Vec<f32>; 4],
    b: [Vec<f32>; 4],
    fit: Vec<f32>,
    strength: Vec<f32>,
    next: Vec<f32>,
    kept: Vec<(f32, f32)>,
}

impl Relaxation {
    /// The mean strength of the best pairs, which come most similar first. `minutiae` is the
    /// number of cylinders of the smaller impression.
    pub(super) fn score(&mut self, cpu: Cpu, pairs: &[Pair], minutiae: usize) -> f32 {
        let pairs = &pairs[..pairs.len().min(PAIRS_WEIGHED_MAX)];
        if pairs.len() < 2 {
            return 0.0;
        }
        let size = pairs.len().next_multiple_of(WIDTH);
        let fields = [|p: &Place| p.x, |p: &Place| p.y, |p: &Place| p.cosine, |p: &Place| p.sine];
        for (field, (a, b)) in fields.iter().zip(self.a.iter_mut().zip(&mut self.b)) {
            a.clear();
            a.extend(pairs.iter().map(|pair| field(&pair.a)));
            a.resize(size, 0.0);
            b.clear();
            b.extend(pairs.iter().map(|pair| field(&pair.b)));
            b.resize(size, 0.0);
        }
        self.strength.clear();
        self.strength.extend(pairs.iter().map(|pair| pair.similarity));
        self.strength.resize(size, 0.0);
        self.fit.resize(size * pairs.len(), 0.0);
        fits(cpu, &self.a, &self.b, &mut self.fit);
        self.next.clear();
        self.next.resize(size, 0.0);
        let counterparts = minutiae.clamp(PAIRS_MIN, PAIRS_WEIGHED_MAX) - 1;
        for _ in 0..ROUNDS {
            exchange(cpu, &self.fit, &self.strength, &mut self.next, counterparts);
            std::mem::swap(&mut self.strength, &mut self.next);
        }
        // The best are those that kept most of what they had.
        self.kept.clear();
        let strengths = pairs.iter().zip(&self.strength);
        self.kept.extend(strengths.map(|(pair, strength)| (strength / pair.similarity, *strength)));
        self.kept.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
        let count = counted(minutiae);
        self.kept.iter().take(count).map(|(_, strength)| strength).sum::<f32>() / count as f32
    }
}

/// Over how many pairs the mean is taken.
fn counted(minutiae: usize) -> usize {
    let more = (PAIRS_MAX - 4) as f32 / (1.0 + (-0.4 * (minutiae as f32 - 20.0)).exp());
    (4 + more.round() as usize).max(PAIRS_MIN)
}

for_each_cpu! {
    /// How well each pair fits each other one: from 1, where both lie and point to each other
    /// alike in both impressions, to 0.
    fn fits<F>(a: &[Vec<f32>; 4], b: &[Vec<f32>; 4], fit: &mut [f32]) {
        let size = a[0].len();
        let [ax, ay, ac, as_] = a.each_ref().map(|v| v.as_chunks::<WIDTH>().0);
        let [bx, by, bc, bs] = b.each_ref().map(|v| v.as_chunks::<WIDTH>().0);
        for (p, fit) in fit.chunks_exact_mut(size).enumerate() {
            let one_a = [a[0][p], a[1][p], a[2][p], a[3][p]];
            let one_b = [b[0][p], b[1][p], b[2][p], b[3][p]];
            for (c, fit) in fit.as_chunks_mut::<WIDTH>().0.iter_mut().enumerate() {
                let (ax, ay, ac, as_) = (&ax[c], &ay[c], &ac[c], &as_[c]);
                let (bx, by, bc, bs) = (&bx[c], &by[c], &bc[c], &bs[c]);
                for lane in 0..WIDTH {
                    let other_a = [ax[lane], ay[lane], ac[lane], as_[lane]];
                    let other_b = [bx[lane], by[lane], bc[lane], bs[lane]];
                    fit[lane] = fit_of::<F>(one_a, other_a, one_b, other_b);
                }
            }
            fit[p] = 0.0;
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

for_each_cpu! {
    /// One round: each pair keeps a part of its strength and gets the rest from those it fits.
    fn exchange<F>(fit: &[f32], strength: &[f32], next: &mut [f32], counterparts: usize) {
        let share = (1.0 - KEPT) / counterparts as f32;
        for ((fit, old), next) in fit.chunks_exact(strength.len()).zip(strength).zip(next) {
            let mut sums = [0.0; WIDTH];
            let chunks = fit.as_chunks::<WIDTH>().0.iter().zip(strength.as_chunks::<WIDTH>().0);
            for (fit, strength) in chunks {
                for lane in 0..WIDTH {
                    sums[lane] = F::multiply_add(fit[lane], strength[lane], sums[lane]);
                }
            }
            *next = KEPT * old + share * sums.iter().sum::<f32>();
        }
    }
}
