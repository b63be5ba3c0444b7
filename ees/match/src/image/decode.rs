//! Reading files of images, whatever their format: PNG, JPEG, JPEG 2000, WSQ and PGM, known by
//! their signature; and grey values without any format.
//!
//! Sides are bounded before memory is taken for pixels ([`super::bounded`]), and a file that
//! claims more pixels than its length can hold is refused before that.
//! Reading takes some tens of bytes for every pixel at its peak.
#![deny(clippy::indexing_slicing, clippy::as_conversions, clippy::arithmetic_side_effects)]

use super::colour::luma;
use super::{Colour, Image, ImageError, PPI_RANGE, bounded, jp2, jpeg, pgm, png};
use crate::wsq::{self, WsqError};

/// Which resolution an image gets, in pixels per inch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// The one the file states; this one where it states none.
    Stated {
        /// What is taken where the file states nothing.
        otherwise: u16,
    },
    /// This one, whatever the file states: for files of devices that are known to state
    /// something wrong.
    Exactly(u16),
}

impl Resolution {
    /// 500 pixels per inch where the file states nothing.
    pub const STATED: Self = Self::Stated { otherwise: 500 };

    /// Chooses between what is wanted and what is stated, per inch along x and y.
    fn choose(self, stated: Option<(f64, f64)>) -> Result<u16, DecodeError> {
        match (self, stated) {
            (Self::Exactly(ppi), _) | (Self::Stated { otherwise: ppi }, None) => Ok(ppi),
            (Self::Stated { .. }, Some((x, y))) => {
                if (x - y).abs() > 0.01 * x.max(y) {
                    return Err(DecodeError::Unequal);
                }
                let is_near = |ppi: &u16| (f64::from(*ppi) - x).abs() <= 0.5;
                PPI_RANGE.into_iter().find(is_near).ok_or(DecodeError::Resolution)
            }
        }
    }
}

/// Why bytes are no image that is taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// The signature is of none of the formats.
    #[error("neither PNG nor JPEG nor JPEG 2000 nor WSQ nor PGM")]
    Format,
    /// The file is damaged; what the reader of the format says.
    #[error("the {format} file cannot be read: {reason}")]
    Damaged {
        /// The format.
        format: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// The file claims more pixels than its length can hold.
    #[error("{bytes} bytes cannot hold {pixels} pixels")]
    TooShort {
        /// The length of the file.
        bytes: usize,
        /// The pixels it claims.
        pixels: usize,
    },
    /// The colours are none that are taken: grey and red, green and blue, with or without alpha.
    #[error("colours of this kind are not taken")]
    Colours,
    /// The resolution differs along the two axes.
    #[error("the resolution is not the same along both axes")]
    Unequal,
    /// The resolution that is stated is outside of [`PPI_RANGE`].
    #[error("the resolution that the file states is not taken")]
    Resolution,
    /// The file is WSQ and not right.
    #[error(transparent)]
    Wsq(#[from] WsqError),
    /// The sides or the resolution are not taken.
    #[error(transparent)]
    Image(#[from] ImageError),
}

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// ISO/IEC 15948.
    Png,
    /// ITU-T T.81, baseline and progressive.
    Jpeg,
    /// ISO/IEC 15444-1, as a file or as a bare codestream.
    Jpeg2000,
    /// [`crate::wsq`].
    Wsq,
    /// Portable grey map, binary (P5).
    Pgm,
}

impl Format {
    /// The format of `bytes`, by their signature.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let signatures: [(Self, &[u8]); 6] = [
            (Self::Png, b"\x89PNG\r\n\x1a\n"),
            (Self::Jpeg, &[0xFF, 0xD8, 0xFF]),
            (Self::Jpeg2000, b"\0\0\0\x0CjP  "),
            (Self::Jpeg2000, &[0xFF, 0x4F, 0xFF, 0x51]),
            (Self::Wsq, &[0xFF, 0xA0, 0xFF]),
            (Self::Pgm, b"P5"),
        ];
        signatures.into_iter().find(|(_, start)| bytes.starts_with(start)).map(|(format, _)| format)
    }
}

/// What a reader of a format takes from a file.
pub(super) struct Raster {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) samples: Samples,
    /// Pixels per inch along x and y.
    pub(super) stated: Option<(f64, f64)>,
    /// As in the Exif tag 0x0112.
    pub(super) orientation: u8,
}

/// The samples of an image.
pub(super) enum Samples {
    Grey(Vec<u8>),
    Colour(Vec<[u8; 3]>),
}

impl Samples {
    /// Takes the colours from interleaved samples and leaves alpha out.
    pub(super) fn interleaved(samples: Vec<u8>, channels: usize) -> Result<Self, DecodeError> {
        match channels {
            1 => Ok(Self::Grey(samples)),
            2 => Ok(Self::Grey(samples.into_iter().step_by(2).collect())),
            3 | 4 => {
                let pixels = samples.chunks_exact(channels);
                Ok(Self::Colour(pixels.filter_map(|pixel| pixel.first_chunk().copied()).collect()))
            }
            _ => Err(DecodeError::Colours),
        }
    }
}

/// Bounds the sides a file claims, by themselves and by the length of the file, of which each
/// byte can hold at most `pixels_a_byte`; the number of pixels.
pub(super) fn plausible(
    bytes: &[u8],
    (width, height): (usize, usize),
    pixels_a_byte: usize,
) -> Result<usize, DecodeError> {
    let pixels = bounded(width, height)?;
    if bytes.len().saturating_mul(pixels_a_byte) < pixels {
        return Err(DecodeError::TooShort { bytes: bytes.len(), pixels });
    }
    Ok(pixels)
}

fn raster(bytes: &[u8]) -> Result<Raster, DecodeError> {
    match Format::of(bytes).ok_or(DecodeError::Format)? {
        Format::Png => png::decode(bytes),
        Format::Jpeg => jpeg::decode(bytes),
        Format::Jpeg2000 => jp2::decode(bytes),
        Format::Pgm => pgm::decode(bytes),
        Format::Wsq => {
            let image = wsq::decode(bytes)?;
            Ok(Raster {
                width: image.width(),
                height: image.height(),
                samples: Samples::Grey(image.pixels().to_vec()),
                stated: None,
                orientation: 1,
            })
        }
    }
}

/// Reads an image as grey values; colours become their brightness (ITU-R BT.601).
pub fn decode(bytes: &[u8], resolution: Resolution) -> Result<Image, DecodeError> {
    if Format::of(bytes) == Some(Format::Wsq) {
        return match resolution {
            Resolution::Stated { otherwise } => Ok(wsq::decode_at(bytes, otherwise)?),
            Resolution::Exactly(ppi) => {
                let image = wsq::decode(bytes)?;
                Ok(Image::new(image.width(), image.height(), ppi, image.pixels().to_vec())?)
            }
        };
    }
    let raster = raster(bytes)?;
    let ppi = resolution.choose(raster.stated)?;
    let pixels = match raster.samples {
        Samples::Grey(pixels) => pixels,
        Samples::Colour(pixels) => pixels.into_iter().map(luma).collect(),
    };
    Ok(Image::new(raster.width, raster.height, ppi, pixels)?)
}

/// Reads an image as colours, turned as the orientation of a JPEG file says.
pub fn decode_colour(bytes: &[u8]) -> Result<Colour, DecodeError> {
    let raster = raster(bytes)?;
    let pixels = match raster.samples {
        Samples::Grey(pixels) => pixels.into_iter().map(|grey| [grey; 3]).collect(),
        Samples::Colour(pixels) => pixels,
    };
    Ok(Colour::new(raster.width, raster.height, pixels)?.oriented(raster.orientation))
}

/// Takes grey values without any format, row after row from the top.
pub fn raw(bytes: &[u8], width: usize, height: usize, ppi: u16) -> Result<Image, DecodeError> {
    bounded(width, height)?;
    Ok(Image::new(width, height, ppi, bytes.to_vec())?)
}
