//! PNG, by the crate `png`.
//!
//! Source: ISO/IEC 15948; the chunk `pHYs` for the resolution.
#![deny(clippy::indexing_slicing, clippy::as_conversions, clippy::arithmetic_side_effects)]

use std::io::Cursor;

use png::{BitDepth, ColorType, Decoder, Encoder, Limits, PixelDimensions, Transformations, Unit};

use super::decode::{DecodeError, Raster, Samples, plausible};
use super::{Colour, Image};

/// The most pixels that a byte can hold: deflation makes at most 1 032 bytes of one, and a byte
/// has at most eight pixels.
const PIXELS_A_BYTE: usize = 1_032 * 8;
/// Metres of an inch.
const INCH: f64 = 0.025_4;
/// How much room the reader may take for itself, beside the pixels.
const READER_BYTES_MAX: usize = 64 << 20;

pub(super) fn decode(bytes: &[u8]) -> Result<Raster, DecodeError> {
    let mut decoder =
        Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: READER_BYTES_MAX });
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    let header = decoder.read_header_info().map_err(|error| damaged(&error))?;
    let side = |side: u32| usize::try_from(side).unwrap_or(usize::MAX);
    let (width, height) = (side(header.width), side(header.height));
    let pixels = plausible(bytes, (width, height), PIXELS_A_BYTE)?;

    let mut reader = decoder.read_info().map_err(|error| damaged(&error))?;
    let channels = reader.output_color_type().0.samples();
    let size = pixels.saturating_mul(channels);
    if reader.output_buffer_size() != Some(size) {
        return Err(DecodeError::Colours);
    }
    let stated = reader.info().pixel_dims.and_then(per_inch);
    let mut samples = vec![0; size];
    reader.next_frame(&mut samples).map_err(|error| damaged(&error))?;
    let samples = Samples::interleaved(samples, channels)?;
    Ok(Raster { width, height, samples, stated, orientation: 1 })
}

fn per_inch(dimensions: PixelDimensions) -> Option<(f64, f64)> {
    match dimensions.unit {
        Unit::Meter => Some((f64::from(dimensions.xppu) * INCH, f64::from(dimensions.yppu) * INCH)),
        Unit::Unspecified => None,
    }
}

fn damaged(error: &dyn std::fmt::Display) -> DecodeError {
    DecodeError::Damaged { format: "PNG", reason: error.to_string() }
}

/// Writes a grey image with its resolution.
pub fn encode_png(image: &Image) -> Result<Vec<u8>, DecodeError> {
    let per_metre = format!("{:.0}", f64::from(image.ppi()) / INCH).parse().unwrap_or(0);
    let dimensions = PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter };
    let sides = (image.width(), image.height());
    write(sides, ColorType::Grayscale, Some(dimensions), image.pixels())
}

/// Writes a colour image.
pub fn encode_colour_png(image: &Colour) -> Result<Vec<u8>, DecodeError> {
    let samples = image.pixels().as_flattened();
    write((image.width(), image.height()), ColorType::Rgb, None, samples)
}

fn write(
    (width, height): (usize, usize),
    colours: ColorType,
    dimensions: Option<PixelDimensions>,
    samples: &[u8],
) -> Result<Vec<u8>, DecodeError> {
    let side = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, side(width), side(height));
    encoder.set_color(colours);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_pixel_dims(dimensions);
    let mut writer = encoder.write_header().map_err(|error| damaged(&error))?;
    writer.write_image_data(samples).map_err(|error| damaged(&error))?;
    writer.finish().map_err(|error| damaged(&error))?;
    Ok(file)
}
