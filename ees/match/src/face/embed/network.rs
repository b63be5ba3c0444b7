//! The network itself: one layer over the neighbours of each pixel, thirteen times a filter for
//! every channel and a product over the channels, and one layer over everything that is left.

use crate::net::Cpu;
use crate::net::blocks::Full;
use crate::net::filters::{Around, Filters, Pointwise, Rectifier, Stride};
use crate::net::kernels::Packed;
use crate::net::layers::Dense;
use crate::net::map::Map;
use crate::net::onnx::{Model, ModelError};

/// How many numbers it gives.
pub(super) const OUTPUTS: usize = 128;
/// What is added to variances: between layers, and around the last one.
const EPSILON: f32 = 0.001;
const EPSILON_LAST: f32 = 2e-5;
/// Pixels that are left at the end.
const LAST: usize = 49;

/// The channels that come out of the layers from the second on, and which pixels they look at.
const LAYERS: [(usize, Stride); 13] = [
    (64, Stride::One),
    (128, Stride::Two),
    (128, Stride::One),
    (256, Stride::Two),
    (256, Stride::One),
    (512, Stride::Two),
    (512, Stride::One),
    (512, Stride::One),
    (512, Stride::One),
    (512, Stride::One),
    (512, Stride::One),
    (1_024, Stride::Two),
    (1_024, Stride::One),
];

/// All layers.
#[derive(Debug)]
pub(super) struct Network {
    /// What is subtracted from the values of the image, and by what the rest is multiplied.
    middle: f32,
    factor: f32,
    first: Around,
    layers: Vec<(Filters, Pointwise)>,
    before: Affine,
    last: Full,
    after: Affine,
}

impl Network {
    pub(super) fn new(model: &Model) -> Result<Self, ModelError> {
        let scalar = |name: &str| -> Result<f32, ModelError> {
            Ok(model.values(name, &[1])?.first().copied().unwrap_or_default())
        };
        let mut layers = Vec::new();
        let mut inputs = 32;
        for (i, (outputs, stride)) in LAYERS.into_iter().enumerate() {
            let name = format!("conv_{}", i + 2);
            let (weights, biases, rectifier) = folded(model, &format!("{name}_dw"), (inputs, 9))?;
            let filters = Filters { stride, weights, biases, rectifier };
            let (weights, biases, rectifier) = folded(model, &name, (outputs, inputs))?;
            let packed = Packed::new(outputs, inputs, &weights, &biases);
            layers.push((filters, Pointwise { packed, rectifier }));
            inputs = outputs;
        }
        let (weights, biases, rectifier) = folded(model, "conv_1", (32, 27))?;
        let packed = Packed::new(32, 27, &weights, &biases);
        Ok(Self {
            middle: scalar("scalar_op1")?,
            factor: scalar("scalar_op2")?,
            first: Around { dense: Dense { size: 3, dilation: 1, packed }, rectifier },
            layers,
            before: Affine::new(model, "bn1", inputs, EPSILON_LAST)?,
            last: Full::new(model, "pre_fc1", (OUTPUTS, inputs * LAST))?,
            after: Affine::new(model, "fc1", OUTPUTS, EPSILON_LAST)?,
        })
    }

    /// What it says of red, green and blue planes of 112 × 112 values from 0 to 255.
    pub(super) fn run(&self, cpu: Cpu, mut image: Map) -> Vec<f32> {
        for value in &mut image.data {
            *value = (*value - self.middle) * self.factor;
        }
        let mut map = self.first.apply(cpu, &image);
        for (filters, product) in &self.layers {
            map = product.apply(cpu, &filters.apply(cpu, &map));
        }
        self.before.apply(&mut map.data, LAST);
        let mut outputs = self.last.apply(cpu, &map.data);
        self.after.apply(&mut outputs, 1);
        outputs
    }
}

/// A factor and a summand for every channel.
#[derive(Debug)]
struct Affine {
    factors: Vec<f32>,
    summands: Vec<f32>,
}

impl Affine {
    /// The normalisation by the mean and variance that channels had in training (Ioffe and
    /// Szegedy 2015).
    fn new(model: &Model, name: &str, channels: usize, epsilon: f32) -> Result<Self, ModelError> {
        let of = |part: &str| model.values(&format!("{name}_{part}"), &[channels]);
        let (gamma, beta) = (of("gamma")?, of("beta")?);
        let (means, variances) = (of("moving_mean")?, of("moving_var")?);
        let factors: Vec<f32> =
            gamma.iter().zip(&variances).map(|(gamma, v)| gamma / (v + epsilon).sqrt()).collect();
        let summands = beta.iter().zip(means.iter().zip(&factors));
        let summands = summands.map(|(beta, (mean, factor))| beta - mean * factor).collect();
        Ok(Self { factors, summands })
    }

    /// Applies it to channels of `area` values each, in place.
    fn apply(&self, values: &mut [f32], area: usize) {
        let channels = values.chunks_exact_mut(area).zip(self.factors.iter().zip(&self.summands));
        for (channel, (factor, summand)) in channels {
            for value in channel {
                *value = *value * factor + summand;
            }
        }
    }
}

/// Weights, summands and rectifier of a convolution of which each output channel is normalised.
type Folded = (Vec<f32>, Vec<f32>, Rectifier);

fn folded(
    model: &Model,
    name: &str,
    (outputs, inputs): (usize, usize),
) -> Result<Folded, ModelError> {
    let mut weights = model.values(&format!("{name}_conv2d_weight"), &[outputs, inputs])?;
    let norm = Affine::new(model, &format!("{name}_batchnorm"), outputs, EPSILON)?;
    for (weights, factor) in weights.chunks_exact_mut(inputs).zip(&norm.factors) {
        for weight in weights {
            *weight *= factor;
        }
    }
    let slopes = model.values(&format!("{name}_relu_gamma"), &[outputs])?;
    Ok((weights, norm.summands, Rectifier::Slopes(slopes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIDE: usize = 112;

    /// Every output for `value` of channel, row and column.
    fn outputs(
        network: &Network,
        cpu: Cpu,
        value: impl Fn(usize, usize, usize) -> usize,
    ) -> Vec<f32> {
        let places = (0..3).flat_map(|c| (0..SIDE * SIDE).map(move |i| (c, i / SIDE, i % SIDE)));
        let data = places.map(|(c, y, x)| value(c, y, x) as f32).collect();
        network.run(cpu, Map { channels: 3, height: SIDE, width: SIDE, data })
    }

    #[test]
    fn it_says_what_other_programs_say() {
        let Some(bytes) =
            crate::shared::shared("models/face_recognition_sface_2021dec_int8bq.onnx")
        else {
            return;
        };
        let network = Network::new(&Model::read(&bytes).unwrap()).unwrap();
        // From ONNX Runtime 1.32: the first eight outputs and the sum of the sizes of all.
        let slope = |c, y, x| x + y + c * 10;
        let expected = [0.39154, 0.47534, -0.11209, -0.07073, 0.43564, 0.11441, -0.28759, -0.47693];
        let noise = |c, y, x| (x * 7 + y * 13 + c * 29) % 256;
        let of_noise = [0.36943, 0.25142, 0.20289, 0.70304, -0.49911, 0.0719, -0.75819, 0.00043];
        for cpu in Cpu::all() {
            check(&outputs(&network, cpu, slope), expected, 29.145_782);
            check(&outputs(&network, cpu, noise), of_noise, 44.255_047);
        }
    }

    fn check(outputs: &[f32], first: [f32; 8], sum: f32) {
        assert_eq!(outputs.len(), OUTPUTS);
        for (got, expected) in outputs.iter().zip(first) {
            assert!((got - expected).abs() < 1e-4, "{got} is not {expected}");
        }
        let got: f32 = outputs.iter().map(|output| output.abs()).sum();
        assert!((got - sum).abs() < 1e-3, "{got} is not {sum}");
    }
}
