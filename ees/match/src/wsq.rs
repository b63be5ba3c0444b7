//! WSQ: the wavelet compression of grey fingerprint images.
//!
//! Source: *WSQ Gray-Scale Fingerprint Image Compression Specification*, Criminal Justice
//! Information Services, IAFIS-IC-0110 (V3); the numbers of clauses are of it.
//!
//! A file is read to the same grey values, to the bit, as by the reference decoder of NIST
//! without fused arithmetic, from sides of 65 pixels on; in smaller images, some subbands have two
//! samples or fewer, whose both ends that decoder takes for one. Filters of even length, which the specification allows and no
//! encoder in use writes, are refused.
//!
//! Reading takes about eleven bytes for every pixel at its peak, and a time proportional to the
//! pixels; both are bounded by [`crate::image::PIXELS_MAX`].

mod bands;
mod decoder;
mod encoder;
mod filter;
mod huffman;
mod quantise;
mod segments;
mod words;

use crate::bytes::End;
use crate::image::{Image, ImageError};

/// The resolution that the format is made for, in pixels per inch.
pub const PPI: u16 = 500;

/// Why bytes are no WSQ file that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WsqError {
    /// The file does not begin as WSQ files do.
    #[error("not a WSQ file")]
    Signature,
    /// The file ends too early, at this byte.
    #[error("the file ends at byte {0}, in the middle of a part")]
    Truncated(usize),
    /// A marker that is not known, or not at this place.
    #[error("the marker {code:#06x} at byte {at} does not belong there")]
    Marker {
        /// The marker.
        code: u16,
        /// Its offset.
        at: usize,
    },
    /// A part is shorter than its own length.
    #[error("the length at byte {0} is too small")]
    Length(usize),
    /// A part that must be there is not.
    #[error("the {0} is missing")]
    Missing(&'static str),
    /// The filters are of even length or too long.
    #[error("filters of these lengths are not taken")]
    Filter,
    /// A table of code words is not possible.
    #[error("a table of code words contradicts itself")]
    Codes,
    /// The bits of a block are no code word.
    #[error("a block contains what is no code word")]
    CodeWord,
    /// The blocks have more or fewer coefficients than the subbands.
    #[error("{found} coefficients where the subbands have {expected}")]
    Coefficients {
        /// What the sides and the quantisation table ask for.
        expected: usize,
        /// What the blocks contain.
        found: usize,
    },
    /// The sides or the resolution are not taken.
    #[error(transparent)]
    Image(#[from] ImageError),
}

impl From<End> for WsqError {
    fn from(end: End) -> Self {
        Self::Truncated(end.0)
    }
}

/// The markers between the parts of a file (annex B).
mod marker {
    pub(super) const START_OF_IMAGE: u16 = 0xFFA0;
    pub(super) const END_OF_IMAGE: u16 = 0xFFA1;
    pub(super) const START_OF_FRAME: u16 = 0xFFA2;
    pub(super) const START_OF_BLOCK: u16 = 0xFFA3;
    pub(super) const TRANSFORM: u16 = 0xFFA4;
    pub(super) const QUANTISATION: u16 = 0xFFA5;
    pub(super) const CODES: u16 = 0xFFA6;
    pub(super) const COMMENT: u16 = 0xFFA8;
}

/// How much room a file may take, in bits for every pixel.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Bitrate(f32);

impl Bitrate {
    /// 0.75 bits a pixel: about 15:1, what fingerprints are sent with.
    pub const FIFTEEN_TO_ONE: Self = Self(0.75);
    /// 2.25 bits a pixel: about 5:1, what cannot be told from the original.
    pub const FIVE_TO_ONE: Self = Self(2.25);

    /// The nearest rate to `bits` that is taken, from 0.1 to 5 bits a pixel.
    pub fn new(bits: f32) -> Self {
        Self(if bits.is_nan() { 0.75 } else { bits.clamp(0.1, 5.0) })
    }

    /// Bits for every pixel.
    pub fn bits(self) -> f32 {
        self.0
    }
}

/// Reads a WSQ file; where it states no resolution, it is [`PPI`].
pub fn decode(bytes: &[u8]) -> Result<Image, WsqError> {
    decoder::decode(bytes, PPI)
}

/// Reads a WSQ file; where it states no resolution, it is `ppi`.
pub fn decode_at(bytes: &[u8], ppi: u16) -> Result<Image, WsqError> {
    decoder::decode(bytes, ppi)
}

/// Writes an image as a WSQ file, its resolution in a comment.
pub fn encode(image: &Image, rate: Bitrate) -> Vec<u8> {
    encoder::encode(image, rate)
}
