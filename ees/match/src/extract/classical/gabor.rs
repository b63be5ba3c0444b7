//! Filters for waves of one direction and one distance: D. Gabor's, on a square of pixels.

pub(crate) use super::SQUARE;
use crate::net::Cpu;
use crate::net::cpu::for_each_cpu;

/// How far a filter reaches, in pixels.
pub(crate) const REACH: usize = 10;
/// Its side.
const SIDE: usize = 2 * REACH + 1;
/// The standard deviation of a filter along the ridges, in pixels.
const SIGMA_ALONG: f32 = 5.0;
/// The one across them, in distances between ridges.
const SIGMA_ACROSS: f32 = 0.42;
/// The shortest distance between ridges, in pixels.
const PERIOD_MIN: f32 = 5.0;
/// The longest.
const PERIOD_MAX: f32 = 16.0;

/// A filter for every direction and distance.
#[derive(Debug)]
pub(crate) struct Bank {
    /// Directions, over half a turn.
    directions: usize,
    /// Pixels between distances that follow each other.
    step: f32,
    filters: Vec<[[f32; SIDE]; SIDE]>,
}

impl Bank {
    /// For images, whose ridges are measured no more exactly.
    pub(crate) fn coarse() -> Self {
        Self::new(32, 1.0)
    }

    /// For ridges that grow along a field.
    pub(crate) fn fine() -> Self {
        Self::new(64, 0.5)
    }

    fn new(directions: usize, step: f32) -> Self {
        let periods = ((PERIOD_MAX - PERIOD_MIN) / step) as usize + 1;
        let both = (0..periods).flat_map(|p| (0..directions).map(move |d| (p, d)));
        let filter = |(period, direction): (usize, usize)| {
            let angle = direction as f32 / directions as f32 * std::f32::consts::PI;
            gabor(angle, PERIOD_MIN + period as f32 * step)
        };
        Self { directions, step, filters: both.map(filter).collect() }
    }

    /// The place of the filter for ridges of this direction, in radians clockwise as one looks
    /// at the image, and distance, in pixels.
    pub(crate) fn place(&self, angle: f32, period: f32) -> usize {
        let turn = (angle / std::f32::consts::PI).rem_euclid(1.0) * self.directions as f32;
        let direction = turn.round() as usize % self.directions;
        let period = period.clamp(PERIOD_MIN, PERIOD_MAX);
        let period = ((period - PERIOD_MIN) / self.step).round() as usize;
        period * self.directions + direction
    }

    /// Lays a filter over each pixel of a square, whose upper left corner with its surroundings
    /// is the beginning of `from`.
    pub(crate) fn lay(
        &self,
        cpu: Cpu,
        place: usize,
        (from, stride): (&[f32], usize),
        to: &mut [[f32; SQUARE]; SQUARE],
    ) {
        filtered(cpu, from, stride, &self.filters[place], to);
    }
}

/// A wave across the ridges under a bell, without a mean.
fn gabor(angle: f32, period: f32) -> [[f32; SIDE]; SIDE] {
    let (sine, cosine) = angle.sin_cos();
    let across_sigma = SIGMA_ACROSS * period;
    let (mut wave, mut bell) = ([[0.0; SIDE]; SIDE], [[0.0; SIDE]; SIDE]);
    let (mut wave_sum, mut bell_sum) = (0.0, 0.0);
    for i in 0..SIDE {
        for j in 0..SIDE {
            let (x, y) = (j as f32 - REACH as f32, i as f32 - REACH as f32);
            let along = (x * cosine + y * sine) / SIGMA_ALONG;
            let distance = y * cosine - x * sine;
            let across = distance / across_sigma;
            bell[i][j] = (-0.5 * (along * along + across * across)).exp();
            wave[i][j] = bell[i][j] * (std::f32::consts::TAU * distance / period).cos();
            wave_sum += wave[i][j];
            bell_sum += bell[i][j];
        }
    }
    let mut length = 0.0;
    for (wave, bell) in wave.iter_mut().flatten().zip(bell.iter().flatten()) {
        *wave -= bell * wave_sum / bell_sum;
        length += *wave * *wave;
    }
    let scale = -1.0 / length.sqrt();
    wave.map(|row| row.map(|value| value * scale))
}

for_each_cpu! {
    /// The filter at each pixel of a square, whose upper left corner with its surroundings is the
    /// beginning of `from`.
    fn filtered<F>(
        from: &[f32],
        stride: usize,
        filter: &[[f32; SIDE]; SIDE],
        to: &mut [[f32; SQUARE]; SQUARE],
    ) {
        for (y, to) in to.iter_mut().enumerate() {
            let mut sums = [0.0; SQUARE];
            for (i, weights) in filter.iter().enumerate() {
                let start = (y + i) * stride;
                let Some(row) = from.get(start..start + SQUARE + SIDE - 1) else { continue };
                for (j, &weight) in weights.iter().enumerate() {
                    for (sum, value) in sums.iter_mut().zip(&row[j..j + SQUARE]) {
                        *sum = F::multiply_add(weight, *value, *sum);
                    }
                }
            }
            *to = sums;
        }
    }
}
