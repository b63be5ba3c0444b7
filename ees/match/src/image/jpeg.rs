//! JPEG, by the crate `zune-jpeg`; resolution and orientation by ourselves.
//!
//! Source: ITU-T T.81; JFIF 1.02 (ITU-T T.871) for the density, CIPA DC-008 for the orientation.
#![deny(clippy::indexing_slicing, clippy::as_conversions, clippy::arithmetic_side_effects)]

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::SIDE_MAX;
use super::decode::{DecodeError, Raster, Samples, plausible};
use crate::bytes::{End, Reader};

/// The most pixels that a byte can hold: each block of 8 × 8 pixels has at least one bit.
const PIXELS_A_BYTE: usize = 64 * 8;
/// How many times a progressive file may go over the picture.
const SCANS_MAX: usize = 64;
/// How many segments before the picture are looked at.
const SEGMENTS_MAX: usize = 256;

pub(super) fn decode(bytes: &[u8]) -> Result<Raster, DecodeError> {
    let options = DecoderOptions::new_safe()
        .set_strict_mode(true)
        .set_max_width(SIDE_MAX)
        .set_max_height(SIDE_MAX)
        .jpeg_set_max_scans(SCANS_MAX);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|error| damaged(&error))?;
    let header = decoder.info().ok_or(DecodeError::Colours)?;
    let (width, height) = (usize::from(header.width), usize::from(header.height));
    let pixels = plausible(bytes, (width, height), PIXELS_A_BYTE)?;

    let (wanted, channels) = match header.components {
        1 => (ColorSpace::Luma, 1),
        3 => (ColorSpace::RGB, 3),
        _ => return Err(DecodeError::Colours),
    };
    decoder.set_options(options.jpeg_set_out_colorspace(wanted));
    let samples = decoder.decode().map_err(|error| damaged(&error))?;
    if samples.len() != pixels.saturating_mul(channels) {
        return Err(DecodeError::Colours);
    }
    let samples = Samples::interleaved(samples, channels)?;
    let said = segments(bytes).unwrap_or_default();
    let (stated, orientation) = (said.per_inch, said.orientation.unwrap_or(1));
    Ok(Raster { width, height, samples, stated, orientation })
}

fn damaged(error: &dyn std::fmt::Debug) -> DecodeError {
    DecodeError::Damaged { format: "JPEG", reason: format!("{error:?}") }
}

/// What the segments before the picture say of it.
#[derive(Default)]
struct Said {
    per_inch: Option<(f64, f64)>,
    orientation: Option<u8>,
}

fn segments(bytes: &[u8]) -> Result<Said, End> {
    let mut reader = Reader::new(bytes);
    reader.take(2)?;
    let mut said = Said::default();
    for _ in 0..SEGMENTS_MAX {
        let marker = reader.u16()?;
        // Where the picture begins, nothing more is said of it as a whole.
        if marker == 0xFFDA || marker < 0xFFC0 {
            break;
        }
        let length = usize::from(reader.u16()?).saturating_sub(2);
        let content = reader.take(length)?;
        match marker {
            0xFFE0 if content.starts_with(b"JFIF\0") => {
                said.per_inch = density(content).unwrap_or_default();
            }
            0xFFE1 if content.starts_with(b"Exif\0\0") => {
                said.orientation = orientation(content.get(6..).unwrap_or_default());
            }
            _ => {}
        }
    }
    Ok(said)
}

/// The density of a JFIF segment per inch; some writers put 1 × 1 there and mean nothing.
fn density(segment: &[u8]) -> Result<Option<(f64, f64)>, End> {
    let mut reader = Reader::new(segment);
    reader.take(7)?;
    let unit = reader.u8()?;
    let (x, y) = (f64::from(reader.u16()?), f64::from(reader.u16()?));
    Ok(match unit {
        1 if x > 1.0 => Some((x, y)),
        2 if x > 1.0 => Some((x * 2.54, y * 2.54)),
        _ => None,
    })
}

/// The orientation in the first directory of a TIFF structure.
fn orientation(tiff: &[u8]) -> Option<u8> {
    let is_big = match tiff.first_chunk()? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let u16_at = |at: usize| {
        let bytes = *tiff.get(at..)?.first_chunk()?;
        Some(if is_big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    };
    let offset = *tiff.get(4..)?.first_chunk()?;
    let offset = if is_big { u32::from_be_bytes(offset) } else { u32::from_le_bytes(offset) };
    let directory = usize::try_from(offset).ok()?;
    for entry in 0..usize::from(u16_at(directory)?) {
        let at = directory.checked_add(entry.checked_mul(12)?)?.checked_add(2)?;
        if u16_at(at)? == 0x0112 {
            return u8::try_from(u16_at(at.checked_add(8)?)?).ok();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orientation_is_found_in_either_order_of_bytes() {
        let big = b"MM\0*\0\0\0\x08\0\x02\x01\0\0\x03\0\0\0\x01\0\x09\0\0\x01\x12\0\x03\0\0\0\x01\0\x06\0\0";
        let little = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x08\0\0\0";
        assert_eq!(orientation(big), Some(6));
        assert_eq!(orientation(little), Some(8));
        for end in 0..big.len() {
            let _ = orientation(&big[..end]);
        }
        assert_eq!(orientation(b"MM\0*\xFF\xFF\xFF\xFF"), None);
    }

    #[test]
    fn density_is_per_inch() {
        let segment = |unit: u8, x: u8| [b"JFIF\0\x01\x02", &[unit, 1, x, 1, x][..]].concat();
        assert_eq!(density(&segment(0, 0xF4)), Ok(None));
        assert_eq!(density(&segment(1, 0xF4)), Ok(Some((500.0, 500.0))));
        let (x, _) = density(&segment(2, 0)).unwrap().unwrap();
        assert!((x - 650.24).abs() < 1e-9);
        assert!(density(b"JFIF\0\x01").is_err());
    }
}
