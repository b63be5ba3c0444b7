//! The innermost loops, on tiles of [`TILE`] pixels.
//!
//! A tile is a list of rows, one for each channel, each of [`TILE`] neighbouring pixels. Its size
//! lets eight sums over [`LANES`] pixels stay in registers, and the widest layer of the networks
//! in the second-level cache.

use super::cpu::{Fused, for_each_cpu};

/// Pixels of which the sums are kept in registers.
pub(crate) const LANES: usize = 48;
const CHUNKS: usize = 2;
/// Pixels of a tile.
pub(crate) const TILE: usize = LANES * CHUNKS;
/// The same channel of the pixels of a tile.
pub(crate) type Row = [[f32; LANES]; CHUNKS];
/// Output channels that are computed together.
const BLOCK: usize = 8;

/// A row of zeros.
pub(crate) const ZERO: Row = [[0.0; LANES]; CHUNKS];

/// The weights of a product, ordered as they are read.
#[derive(Clone, Debug)]
pub(crate) struct Packed {
    /// Output channels.
    pub(crate) outputs: usize,
    /// Input channels.
    pub(crate) inputs: usize,
    /// For every block of eight output channels, for every input channel, eight weights; what is
    /// beyond the last output channel is zero.
    weights: Vec<[f32; BLOCK]>,
    /// For every output channel what is added.
    biases: Vec<f32>,
}

impl Packed {
    /// `weights` is `[output][input]`, `biases` is `[output]` or empty for zeros.
    pub(crate) fn new(outputs: usize, inputs: usize, weights: &[f32], biases: &[f32]) -> Self {
        debug_assert_eq!(weights.len(), outputs * inputs);
        let blocks = outputs.div_ceil(BLOCK);
        let mut packed = vec![[0.0; BLOCK]; blocks * inputs];
        for (output, row) in weights.chunks_exact(inputs).enumerate() {
            for (input, &weight) in row.iter().enumerate() {
                packed[output / BLOCK * inputs + input][output % BLOCK] = weight;
            }
        }
        let mut biases = biases.to_vec();
        biases.resize(blocks * BLOCK, 0.0);
        Self { outputs, inputs, weights: packed, biases }
    }
}

for_each_cpu! {
    /// Puts the pixels from `start` on of every plane of `area` pixels into a row of a tile. What
    /// lies beyond the end of a plane keeps whatever was there.
    pub(crate) fn load<F>(planes: &[f32], area: usize, start: usize, tile: &mut [Row]) {
        for (row, plane) in tile.iter_mut().zip(planes.chunks_exact(area)) {
            let plane = &plane[start..];
            match plane.as_chunks::<LANES>().0.first_chunk::<CHUNKS>() {
                Some(plane) => copy(plane, row),
                None => row.as_flattened_mut()[..plane.len()].copy_from_slice(plane),
            }
        }
    }
}

for_each_cpu! {
    /// Puts a tile back into planes of `area` pixels.
    pub(crate) fn store<F>(tile: &[Row], planes: &mut [f32], area: usize, start: usize) {
        for (row, plane) in tile.iter().zip(planes.chunks_exact_mut(area)) {
            let plane = &mut plane[start..];
            match plane.as_chunks_mut::<LANES>().0.first_chunk_mut::<CHUNKS>() {
                Some(plane) => copy(row, plane),
                None => plane.copy_from_slice(&row.as_flattened()[..plane.len()]),
            }
        }
    }
}

/// A copy in vector registers; the one of the library costs more for so little.
#[inline(always)]
fn copy(from: &Row, to: &mut Row) {
    for (from, to) in from.iter().zip(to) {
        for (from, to) in from.iter().zip(to) {
            *to = from + 0.0;
        }
    }
}

for_each_cpu! {
    /// `to[output] = Σ weight × from[input] + bias`, for the pixels of a tile.
    pub(crate) fn product<F>(packed: &Packed, from: &[Row], to: &mut [Row]) {
        blocks::<F>(packed, TILE, from, to);
    }
}

for_each_cpu! {
    /// The same for the first `pixels` of a tile alone; the others keep what was there, or not.
    pub(crate) fn product_part<F>(packed: &Packed, pixels: usize, from: &[Row], to: &mut [Row]) {
        blocks::<F>(packed, pixels, from, to);
    }
}

#[inline(always)]
fn blocks<F: Fused>(packed: &Packed, pixels: usize, from: &[Row], to: &mut [Row]) {
    let blocks = packed.weights.chunks_exact(packed.inputs);
    let biases = packed.biases.as_chunks::<BLOCK>().0;
    for ((weights, biases), to) in blocks.zip(biases).zip(to.chunks_mut(BLOCK)) {
        block::<F, 8>((weights, biases), pixels, from, to);
        block::<F, 7>((weights, biases), pixels, from, to);
        block::<F, 6>((weights, biases), pixels, from, to);
        block::<F, 5>((weights, biases), pixels, from, to);
        block::<F, 4>((weights, biases), pixels, from, to);
        block::<F, 3>((weights, biases), pixels, from, to);
        block::<F, 2>((weights, biases), pixels, from, to);
        block::<F, 1>((weights, biases), pixels, from, to);
    }
}

/// The weights of a block and what is added.
type Factors<'a> = (&'a [[f32; BLOCK]], &'a [f32; BLOCK]);

/// `N` output channels, if there are so many.
#[inline(always)]
fn block<F: Fused, const N: usize>(
    factors: Factors<'_>,
    pixels: usize,
    from: &[Row],
    to: &mut [Row],
) {
    let Ok(to) = <&mut [Row; N]>::try_from(to) else { return };
    for chunk in 0..CHUNKS {
        match pixels.saturating_sub(chunk * LANES) {
            0 => {}
            1..=16 => sums::<F, N, 16>(factors, chunk, from, to),
            17..=32 => sums::<F, N, 32>(factors, chunk, from, to),
            _ => sums::<F, N, LANES>(factors, chunk, from, to),
        }
    }
}

/// The first `L` pixels of one chunk.
///
/// Sums are touched with constant indices alone; only then they live in registers.
#[inline(always)]
fn sums<F: Fused, const N: usize, const L: usize>(
    (weights, biases): Factors<'_>,
    chunk: usize,
    from: &[Row],
    to: &mut [Row; N],
) {
    let mut sums = [[0.0; L]; N];
    for (sums, bias) in sums.iter_mut().zip(biases) {
        *sums = [*bias; L];
    }
    for (weights, from) in weights.iter().zip(from) {
        let from = &from[chunk];
        for (sums, &weight) in sums.iter_mut().zip(weights) {
            for (sum, &value) in sums.iter_mut().zip(from) {
                *sum = F::multiply_add(weight, value, *sum);
            }
        }
    }
    for (to, sums) in to.iter_mut().zip(&sums) {
        to[chunk][..L].copy_from_slice(sums);
    }
}

/// `e` to the power of `x`, within 2 units of the last place for −87 to 88; beyond, the value at
/// the end of that range.
#[inline(always)]
pub(crate) fn exp<F: Fused>(x: f32) -> f32 {
    // Cody and Waite: x = n·ln 2 + r with |r| ≤ ln 2 / 2; 2ⁿ is put into the exponent.
    let x = x.clamp(-87.0, 88.0);
    let shifted = F::multiply_add(x, std::f32::consts::LOG2_E, ROUND);
    let n = shifted - ROUND;
    let r = F::multiply_add(n, -0.693_359_4, x);
    let r = F::multiply_add(n, 2.121_944_4e-4, r);
    let mut p = 1.987_569_1e-4;
    for c in [1.398_199_9e-3, 8.333_452e-3, 4.166_579_6e-2, 0.166_666_65, 0.5, 1.0, 1.0] {
        p = F::multiply_add(p, r, c);
    }
    let power = f32::from_bits(shifted.to_bits().wrapping_add(127) << 23);
    p * power
}

/// Adding it leaves a whole number in the lowest bits of the mantissa.
const ROUND: f32 = 12_582_912.0;

for_each_cpu! {
    /// The Gaussian error linear unit in its form with the hyperbolic tangent
    /// (Hendrycks and Gimpel 2016), in place.
    pub(crate) fn gelu<F>(rows: &mut [Row]) {
        for x in rows.as_flattened_mut().as_flattened_mut() {
            // tanh(u) + 1 = 2 / (1 + exp(−2u))
            let cube = *x * *x * *x;
            let u = F::multiply_add(cube, 0.044_715, *x) * -1.595_769_2;
            *x /= 1.0 + exp::<F>(u);
        }
    }
}

for_each_cpu! {
    /// The logistic function, in place.
    pub(crate) fn sigmoid<F>(values: &mut [f32]) {
        for x in values {
            *x = 1.0 / (1.0 + exp::<F>(-*x));
        }
    }
}

for_each_cpu! {
    /// Normalises every pixel over its channels, then scales and shifts (Ba et al. 2016).
    pub(crate) fn normalise<F>(rows: &mut [Row], scale: &[f32], shift: &[f32], epsilon: f32) {
        let count = rows.len() as f32;
        for chunk in 0..CHUNKS {
            let mut mean = [0.0; LANES];
            for row in rows.iter() {
                for (mean, x) in mean.iter_mut().zip(&row[chunk]) {
                    *mean += x;
                }
            }
            // Closures given to functions of arrays would not be compiled for this processor.
            for mean in &mut mean {
                *mean /= count;
            }
            let mut variance = [0.0; LANES];
            for row in rows.iter() {
                for ((variance, x), mean) in variance.iter_mut().zip(&row[chunk]).zip(&mean) {
                    *variance = F::multiply_add(x - mean, x - mean, *variance);
                }
            }
            let mut factor = variance;
            for factor in &mut factor {
                *factor = 1.0 / (*factor / count + epsilon).sqrt();
            }
            for ((row, scale), shift) in rows.iter_mut().zip(scale).zip(shift) {
                for ((x, mean), factor) in row[chunk].iter_mut().zip(&mean).zip(&factor) {
                    *x = F::multiply_add((*x - mean) * factor, *scale, *shift);
                }
            }
        }
    }
}

/// A plane with a margin of zeros, so that neighbours of every pixel are there.
#[derive(Debug)]
pub(crate) struct Padded {
    /// Columns without the margin.
    width: usize,
    /// Columns with it.
    stride: usize,
    data: Vec<f32>,
}

impl Padded {
    /// Zeros everywhere.
    pub(crate) fn new(width: usize, height: usize, margin: usize) -> Self {
        let stride = width + 2 * margin;
        Self { width, stride, data: vec![0.0; stride * (height + 2 * margin)] }
    }

    /// Puts another plane of the same sides inside the margin.
    pub(crate) fn fill(&mut self, plane: &[f32]) {
        let margin = (self.stride - self.width) / 2;
        let rows = self.data.chunks_exact_mut(self.stride).skip(margin);
        for (row, to) in plane.chunks_exact(self.width).zip(rows) {
            to[margin..margin + self.width].copy_from_slice(row);
        }
    }
}

for_each_cpu! {
    /// Puts into `to` the plane `from`, which has a margin of `size / 2`, weighted by the square
    /// of `size` × `size` weights around each pixel.
    pub(crate) fn filter<F>(from: &Padded, weights: &[f32], size: usize, to: &mut [f32]) {
        match size {
            3 => filter_rows::<F, 3>(from, weights, to),
            5 => filter_rows::<F, 5>(from, weights, to),
            _ => filter_rows::<F, 7>(from, weights, to),
        }
    }
}

#[inline(always)]
fn filter_rows<F: Fused, const N: usize>(from: &Padded, weights: &[f32], to: &mut [f32]) {
    let Some((weights, _)) = weights.as_chunks::<N>().0.split_first_chunk::<N>() else { return };
    let width = from.width;
    for (y, to) in to.chunks_exact_mut(width).enumerate() {
        let from = &from.data[y * from.stride..(y + N) * from.stride];
        match width {
            64.. => filter_row::<F, N, 64>(from, weights, to),
            16.. => filter_row::<F, N, 16>(from, weights, to),
            4.. => filter_row::<F, N, 4>(from, weights, to),
            _ => filter_row::<F, N, 1>(from, weights, to),
        }
    }
}

/// One row, `SPAN` pixels at a time; the last ones may be computed twice.
#[inline(always)]
fn filter_row<F: Fused, const N: usize, const SPAN: usize>(
    from: &[f32],
    weights: &[[f32; N]; N],
    to: &mut [f32],
) {
    let stride = from.len() / N;
    let last = to.len() - SPAN;
    for start in (0..to.len()).step_by(SPAN) {
        let start = start.min(last);
        let mut sums = [0.0; SPAN];
        for (row, weights) in from.chunks_exact(stride).zip(weights) {
            let row = &row[start..start + SPAN + N - 1];
            for (dx, &weight) in weights.iter().enumerate() {
                for (sum, &x) in sums.iter_mut().zip(&row[dx..dx + SPAN]) {
                    *sum = F::multiply_add(weight, x, *sum);
                }
            }
        }
        if let Some((to, _)) = to[start..].split_first_chunk_mut::<SPAN>() {
            *to = sums;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::Cpu;

    #[test]
    fn exponentials_are_exact_to_seven_digits() {
        for step in -8_700..=8_800_i16 {
            let x = f32::from(step) / 100.0;
            let expected = f64::from(x).exp();
            let got = f64::from(exp::<super::super::cpu::WithoutFma>(x));
            assert!(((got - expected) / expected).abs() < 4e-7, "{x}: {got} is not {expected}");
        }
    }

    #[test]
    fn products_are_sums_of_products_on_every_processor() {
        for (outputs, inputs) in [(1, 1), (2, 7), (3, 5), (4, 9), (6, 2), (8, 3), (13, 4), (20, 11)]
        {
            let weights: Vec<f32> = (0..outputs * inputs).map(|i| (i % 7) as f32 - 3.0).collect();
            let biases: Vec<f32> = (0..outputs).map(|i| i as f32).collect();
            let mut from = vec![ZERO; inputs];
            for (i, value) in from.as_flattened_mut().as_flattened_mut().iter_mut().enumerate() {
                *value = (i % 11) as f32;
            }
            let packed = Packed::new(outputs, inputs, &weights, &biases);
            for cpu in Cpu::all() {
                let mut to = vec![ZERO; outputs];
                product(cpu, &packed, &from, &mut to);
                for (o, row) in to.iter().enumerate() {
                    for (p, &got) in row.as_flattened().iter().enumerate() {
                        let sum: f32 = (0..inputs)
                            .map(|i| weights[o * inputs + i] * from[i].as_flattened()[p])
                            .sum();
                        assert!((got - sum - biases[o]).abs() < 1e-4, "{cpu:?} {o} {p}");
                    }
                }
            }
        }
    }

    #[test]
    fn filters_see_zeros_around_the_plane() {
        for (width, height) in [(2, 3), (7, 5), (37, 9), (64, 4), (131, 3)] {
            let plane: Vec<f32> = (0..width * height).map(|i| ((i * 7) % 13) as f32).collect();
            for size in [3, 5, 7] {
                let weights: Vec<f32> = (0..size * size).map(|i| i as f32 - 4.0).collect();
                let margin = size / 2;
                let mut padded = Padded::new(width, height, margin);
                padded.fill(&plane);
                for cpu in Cpu::all() {
                    let mut to = vec![1.0; plane.len()];
                    filter(cpu, &padded, &weights, size, &mut to);
                    for (i, got) in to.iter().enumerate() {
                        let (x, y) = (i % width, i / width);
                        let mut sum = 0.0;
                        for (j, weight) in weights.iter().enumerate() {
                            let (u, v) = (x + j % size, y + j / size);
                            let is_inside = (margin..margin + width).contains(&u)
                                && (margin..margin + height).contains(&v);
                            if is_inside {
                                sum += weight * plane[(v - margin) * width + u - margin];
                            }
                        }
                        assert!((got - sum).abs() < 1e-3, "{cpu:?}, {size}: {x}, {y}");
                    }
                }
            }
        }
    }
}
