//! Weights that a file holds as bytes, each block of them with a scale of its own.
//!
//! Source: `DequantizeLinear` of ONNX, operator set 21: a weight is its byte, less the zero point
//! of its block, times the scale of its block.

use super::cpu::for_each_cpu;
use super::onnx::{Model, ModelError};

/// Weights of a block of the fully connected layer.
pub(crate) const BLOCK: usize = 64;

impl Model {
    /// The numbers of a tensor of these sides, whether the file holds them as they are or as bytes
    /// in blocks; blocks then run along the last side.
    pub(crate) fn values(&self, name: &str, sides: &[usize]) -> Result<Vec<f32>, ModelError> {
        let lacks = || ModelError::Lacks(name.to_owned());
        let count: usize = sides.iter().product();
        if let Ok(tensor) = self.tensor(name) {
            let is_it = tensor.values.len() == count && tensor.sides.first() == sides.first();
            return if is_it { Ok(tensor.values.clone()) } else { Err(lacks()) };
        }
        let bytes = self.tensor(&format!("{name}_quantized"))?;
        let scales = self.tensor(&format!("{name}_scales"))?;
        let zeros = self.tensor(&format!("{name}_zero_point"))?;
        let blocks = scales.values.len();
        let is_it = bytes.values.len() == count
            && bytes.sides.first() == sides.first()
            && zeros.values.len() == blocks
            && blocks != 0
            && count.is_multiple_of(blocks);
        if !is_it {
            return Err(lacks());
        }
        let blocks = bytes.values.chunks_exact(count / blocks);
        let of_blocks = scales.values.iter().zip(&zeros.values);
        let values = blocks
            .zip(of_blocks)
            .flat_map(|(bytes, (scale, zero))| bytes.iter().map(move |byte| (byte - zero) * scale));
        Ok(values.collect())
    }
}

/// A layer in which every output sees every input. Its weights stay bytes: a million of them is
/// read faster from memory than a million floats.
#[derive(Debug)]
pub(crate) struct Full {
    /// `[output][block of inputs]`.
    weights: Vec<[i8; BLOCK]>,
    scales: Vec<f32>,
    /// For every block what is added for each unit of its inputs: the zero point, scaled.
    shifts: Vec<f32>,
    /// Blocks of an output.
    blocks: usize,
    biases: Vec<f32>,
}

impl Full {
    /// The layer of `outputs` sums over `inputs` numbers, which are a multiple of [`BLOCK`].
    pub(crate) fn new(
        model: &Model,
        name: &str,
        (outputs, inputs): (usize, usize),
    ) -> Result<Self, ModelError> {
        let weights = model.tensor(&format!("{name}_weight_quantized"))?;
        let scales = model.tensor(&format!("{name}_weight_scales"))?;
        let zeros = model.tensor(&format!("{name}_weight_zero_point"))?;
        let blocks = inputs / BLOCK;
        let is_it = weights.sides == [outputs, inputs]
            && inputs.is_multiple_of(BLOCK)
            && scales.sides == [outputs, blocks]
            && zeros.sides == scales.sides;
        if !is_it {
            return Err(ModelError::Lacks(name.to_owned()));
        }
        let bytes = |block: &[f32; BLOCK]| block.map(|byte| byte as i8);
        let shifts = scales.values.iter().zip(&zeros.values);
        Ok(Self {
            weights: weights.values.as_chunks::<BLOCK>().0.iter().map(bytes).collect(),
            scales: scales.values.clone(),
            shifts: shifts.map(|(scale, zero)| -scale * zero).collect(),
            blocks,
            biases: model.values(&format!("{name}_bias"), &[outputs])?,
        })
    }

    /// The outputs, in order.
    pub(crate) fn apply(&self, cpu: super::Cpu, from: &[f32]) -> Vec<f32> {
        let from = from.as_chunks::<BLOCK>().0;
        let sums: Vec<f32> = from.iter().map(|block| block.iter().sum()).collect();
        let output = |(i, bias): (usize, &f32)| {
            let range = i * self.blocks..(i + 1) * self.blocks;
            let shift: f32 =
                self.shifts[range.clone()].iter().zip(&sums).map(|(shift, sum)| shift * sum).sum();
            bias + shift + dot(cpu, &self.weights[range.clone()], &self.scales[range], from)
        };
        self.biases.iter().enumerate().map(output).collect()
    }
}

/// Sums that are kept apart, so that they fill a register.
const LANES: usize = 16;

for_each_cpu! {
    /// `Σ scale × Σ weight × from`, the inner sum over a block.
    fn dot<F>(weights: &[[i8; BLOCK]], scales: &[f32], from: &[[f32; BLOCK]]) -> f32 {
        let mut sums = [0.0_f32; LANES];
        for ((weights, scale), from) in weights.iter().zip(scales).zip(from) {
            let mut inner = [0.0_f32; LANES];
            let weights = weights.as_chunks::<LANES>().0.iter();
            for (weights, from) in weights.zip(from.as_chunks::<LANES>().0) {
                for ((inner, weight), from) in inner.iter_mut().zip(weights).zip(from) {
                    *inner = F::multiply_add(f32::from(*weight), *from, *inner);
                }
            }
            for (sum, inner) in sums.iter_mut().zip(&inner) {
                *sum = F::multiply_add(*inner, *scale, *sum);
            }
        }
        sums.iter().sum()
    }
}
