//! Layers of the networks for faces: filters of 3 × 3 pixels for every channel alone, at every
//! pixel or every second, and products over the channels of each pixel; what follows a layer
//! (normalisation by fixed numbers, a rectifier) is part of it.

use super::Cpu;
use super::cpu::for_each_cpu;
use super::kernels::{self, Packed, Padded, Row, TILE, ZERO};
use super::layers::{Dense, load, starts, store};
use super::map::Map;

/// What becomes of the sums of a layer.
#[derive(Clone, Debug)]
pub(crate) enum Rectifier {
    /// They stay as they are.
    Linear,
    /// What is below zero becomes zero.
    Zero,
    /// What is below zero is multiplied by the number of its channel (He et al. 2015).
    Slopes(Vec<f32>),
}

impl Rectifier {
    fn slope(&self, channel: usize) -> Option<f32> {
        match self {
            Self::Linear => None,
            Self::Zero => Some(0.0),
            Self::Slopes(slopes) => slopes.get(channel).copied(),
        }
    }

    pub(crate) fn apply(&self, cpu: Cpu, rows: &mut [Row]) {
        for (channel, row) in rows.iter_mut().enumerate() {
            if let Some(slope) = self.slope(channel) {
                rectify(cpu, row.as_flattened_mut(), 0.0, slope);
            }
        }
    }
}

for_each_cpu! {
    /// Adds `bias`, then multiplies what is below zero by `slope`.
    fn rectify<F>(values: &mut [f32], bias: f32, slope: f32) {
        for value in values {
            let sum = *value + bias;
            *value = F::multiply_add(sum.min(0.0), slope, sum.max(0.0));
        }
    }
}

/// Which pixels a filter looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stride {
    /// Every one.
    One,
    /// The first of every two, in rows and columns; the sides are even.
    Two,
}

/// A filter of 3 × 3 weights for every channel.
#[derive(Clone, Debug)]
pub(crate) struct Filters {
    pub(crate) stride: Stride,
    /// `[channel][row × 3 + column]`.
    pub(crate) weights: Vec<f32>,
    /// `[channel]`.
    pub(crate) biases: Vec<f32>,
    pub(crate) rectifier: Rectifier,
}

impl Filters {
    pub(crate) fn apply(&self, cpu: Cpu, from: &Map) -> Map {
        let factor = if self.stride == Stride::Two { 2 } else { 1 };
        let mut to = Map::zeros(from.channels, from.height / factor, from.width / factor);
        let mut padded = Padded::new(from.width, from.height, 1);
        let mut parted = Vec::new();
        for (channel, (weights, bias)) in
            self.weights.as_chunks::<9>().0.iter().zip(&self.biases).enumerate()
        {
            let plane = to.plane_mut(channel);
            match self.stride {
                Stride::One => {
                    padded.fill(from.plane(channel));
                    kernels::filter(cpu, &padded, weights, 3, plane);
                }
                Stride::Two => {
                    part(cpu, from.plane(channel), from.width, &mut parted);
                    filter_second(cpu, &parted, weights, from.width / 2, plane);
                }
            }
            rectify(cpu, plane, *bias, self.rectifier.slope(channel).unwrap_or(1.0));
        }
        to
    }
}

for_each_cpu! {
    /// Puts every row after a row of zeros, its odd columns first, behind a zero, then the even
    /// ones.
    fn part<F>(plane: &[f32], width: usize, to: &mut Vec<f32>) {
        let half = width / 2;
        to.clear();
        to.resize((plane.len() / width + 1) * (width + 1), 0.0);
        for (row, to) in plane.chunks_exact(width).zip(to.chunks_exact_mut(width + 1).skip(1)) {
            let (odd, even) = to.split_at_mut(half + 1);
            for ((pair, odd), even) in row.as_chunks::<2>().0.iter().zip(&mut odd[1..]).zip(even) {
                [*even, *odd] = *pair;
            }
        }
    }
}

for_each_cpu! {
    /// The filter at every second pixel of every second row, of what [`part`] made; `width` is
    /// that of the result.
    fn filter_second<F>(from: &[f32], weights: &[f32; 9], width: usize, to: &mut [f32]) {
        let stride = 2 * width + 1;
        for (y, to) in to.chunks_exact_mut(width).enumerate() {
            to.fill(0.0);
            let rows = from.chunks_exact(stride).skip(2 * y);
            for (row, weights) in rows.zip(weights.as_chunks::<3>().0) {
                let (odd, even) = row.split_at(width + 1);
                for (((to, left), middle), right) in to.iter_mut().zip(odd).zip(even).zip(&odd[1..])
                {
                    let sum = F::multiply_add(weights[0], *left, *to);
                    let sum = F::multiply_add(weights[1], *middle, sum);
                    *to = F::multiply_add(weights[2], *right, sum);
                }
            }
        }
    }
}

/// A product over the channels of each pixel.
#[derive(Clone, Debug)]
pub(crate) struct Pointwise {
    pub(crate) packed: Packed,
    pub(crate) rectifier: Rectifier,
}

impl Pointwise {
    pub(crate) fn apply(&self, cpu: Cpu, from: &Map) -> Map {
        let mut to = Map::zeros(self.packed.outputs, from.height, from.width);
        let (mut tile, mut rows) = (Vec::new(), vec![ZERO; self.packed.outputs]);
        for start in starts(from.area()) {
            load(cpu, from, start, &mut tile);
            let pixels = (from.area() - start).min(TILE);
            kernels::product_part(cpu, &self.packed, pixels, &tile, &mut rows);
            self.rectifier.apply(cpu, &mut rows);
            store(cpu, &rows, start, &mut to);
        }
        to
    }
}

/// A product over all channels of the 3 × 3 pixels around each pixel.
#[derive(Clone, Debug)]
pub(crate) struct Around {
    pub(crate) dense: Dense,
    pub(crate) rectifier: Rectifier,
}

impl Around {
    pub(crate) fn apply(&self, cpu: Cpu, from: &Map) -> Map {
        let mut to = Map::zeros(self.dense.packed.outputs, from.height, from.width);
        let (mut tile, mut rows) = (Vec::new(), vec![ZERO; self.dense.packed.outputs]);
        for start in starts(from.area()) {
            self.dense.gather(from, start, &mut tile);
            let pixels = (from.area() - start).min(TILE);
            kernels::product_part(cpu, &self.dense.packed, pixels, &tile, &mut rows);
            self.rectifier.apply(cpu, &mut rows);
            store(cpu, &rows, start, &mut to);
        }
        to
    }
}
