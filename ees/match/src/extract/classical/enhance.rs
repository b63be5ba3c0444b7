//! Ridges where their direction and distance say they should be.

use super::flow::Flow;
use super::{Plane, SQUARE};
use crate::net::Cpu;
use crate::net::cpu::for_each_cpu;

/// Directions of filters, over half a turn.
const DIRECTIONS: usize = 32;
/// Distances between ridges of filters, from [`PERIOD_MIN`] on in steps of one pixel.
const PERIODS: usize = 12;
/// The shortest of them, in pixels.
const PERIOD_MIN: f32 = 5.0;
/// How far a filter reaches, in pixels.
const REACH: usize = 10;
/// Its side.
const SIDE: usize = 2 * REACH + 1;
/// The standard deviation of a filter along the ridges, in pixels.
const SIGMA_ALONG: f32 = 5.0;
/// The one across them, in distances between ridges.
const SIGMA_ACROSS: f32 = 0.42;

/// A filter for every direction and distance.
#[derive(Debug)]
pub(super) struct Filters {
    filters: Vec<[[f32; SIDE]; SIDE]>,
}

impl Filters {
    pub(super) fn new() -> Self {
        let both = (0..PERIODS).flat_map(|p| (0..DIRECTIONS).map(move |d| (p, d)));
        let filter = |(period, direction): (usize, usize)| {
            let angle = direction as f32 / DIRECTIONS as f32 * std::f32::consts::PI;
            gabor(angle, PERIOD_MIN + period as f32)
        };
        Self { filters: both.map(filter).collect() }
    }

    fn of(&self, angle: f32, period: f32) -> &[[f32; SIDE]; SIDE] {
        let turn = (angle / std::f32::consts::PI).rem_euclid(1.0) * DIRECTIONS as f32;
        let direction = turn.round() as usize % DIRECTIONS;
        let period = (period - PERIOD_MIN).round().clamp(0.0, (PERIODS - 1) as f32) as usize;
        &self.filters[period * DIRECTIONS + direction]
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

/// For every pixel 1 where a ridge is, 0 elsewhere. The outermost pixels are 0.
pub(super) fn ridges(cpu: Cpu, flat: &Plane, flow: &Flow, filters: &Filters) -> Vec<u8> {
    let stride = flow.width * SQUARE + 2 * REACH;
    let mut padded = vec![0.0; stride * (flow.height * SQUARE + 2 * REACH)];
    for (y, row) in flat.data.chunks_exact(flat.width).enumerate() {
        let start = (y + REACH) * stride + REACH;
        padded[start..start + flat.width].copy_from_slice(row);
    }
    let mut ridges = vec![0; flat.width * flat.height];
    for (i, square) in flow.squares.iter().enumerate() {
        if !square.is_finger {
            continue;
        }
        let (x0, y0) = (i % flow.width * SQUARE, i / flow.width * SQUARE);
        let filter = filters.of(square.angle, square.period);
        let mut sums = [[0.0; SQUARE]; SQUARE];
        filtered(cpu, &padded[y0 * stride + x0..], stride, filter, &mut sums);
        for (y, sums) in (y0..).zip(&sums) {
            for (x, sum) in (x0..).zip(sums) {
                let is_inside = 0 < x && 0 < y && x + 1 < flat.width && y + 1 < flat.height;
                if is_inside && 0.0 < *sum {
                    ridges[y * flat.width + x] = 1;
                }
            }
        }
    }
    ridges
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
