//! JPEG 2000, by the crate `hayro-jpeg2000`; its bounds and the resolution by ourselves.
//!
//! A few bytes can claim a picture of millions of parts. Before it is read, the codestream is
//! walked through: at most four components, none larger than the picture, and precincts and
//! code-blocks not too small.
//!
//! Source: ISO/IEC 15444-1, annex A (codestream) and annex I (boxes; I.5.3.7 the resolution).
#![deny(clippy::indexing_slicing, clippy::as_conversions, clippy::arithmetic_side_effects)]

use hayro_jpeg2000::{ColorSpace, DecodeSettings, DecoderContext, Image};

use super::decode::{DecodeError, Raster, Samples, plausible};
use crate::bytes::{End, Reader};

/// The most pixels that a byte may hold. Faces and fingers at rates in use have up to 100; the
/// format itself knows no bound, since empty parts take no room.
const PIXELS_A_BYTE: usize = 4_096;
/// The most components: colours and alpha.
const COMPONENTS_MAX: u16 = 4;
/// The least exponent of the sides of precincts and code-blocks.
const PRECINCT_EXPONENT_MIN: u8 = 5;
const BLOCK_EXPONENT_MIN: u8 = 3;
/// The most tiles.
const TILES_MAX: usize = 1_024;
/// How many boxes and segments are looked at.
const PARTS_MAX: usize = 4_096;
/// Metres of an inch.
const INCH: f64 = 0.025_4;

pub(super) fn decode(bytes: &[u8]) -> Result<Raster, DecodeError> {
    let boxes = boxes(bytes).map_err(|End(at)| damaged(&format!("it ends at byte {at}")))?;
    let size = codestream(boxes.codestream)
        .map_err(|End(at)| damaged(&format!("the codestream is not taken at byte {at}")))?;
    let pixels = plausible(bytes, size, PIXELS_A_BYTE)?;

    let settings = DecodeSettings { strict: true, ..DecodeSettings::default() };
    let image = Image::new(bytes, &settings).map_err(|error| damaged(&error))?;
    let colours: usize = match image.color_space() {
        ColorSpace::Gray | ColorSpace::Icc { num_channels: 1, .. } => 1,
        ColorSpace::RGB | ColorSpace::Icc { num_channels: 3, .. } => 3,
        ColorSpace::CMYK | ColorSpace::Unknown { .. } | ColorSpace::Icc { .. } => {
            return Err(DecodeError::Colours);
        }
    };
    let channels = colours.saturating_add(usize::from(image.has_alpha()));
    let mut context = DecoderContext::default();
    let decoded = image.decode(&mut context).map_err(|error| damaged(&error))?;
    let is_whole = |samples: &[f32]| samples.len() == pixels;
    let components = decoded.components();
    if components.len() != channels || !components.iter().all(|part| is_whole(part.samples())) {
        return Err(DecodeError::Colours);
    }
    let samples = Samples::interleaved(decoded.data_u8(), channels)?;
    let (width, height) = size;
    Ok(Raster { width, height, samples, stated: boxes.per_inch, orientation: 1 })
}

fn damaged(error: &dyn std::fmt::Display) -> DecodeError {
    DecodeError::Damaged { format: "JPEG 2000", reason: error.to_string() }
}

/// What the boxes of a file contain.
#[derive(Default)]
struct Boxes<'a> {
    codestream: &'a [u8],
    /// The capture resolution, or else the one for display, per inch.
    per_inch: Option<(f64, f64)>,
}

fn boxes(bytes: &[u8]) -> Result<Boxes<'_>, End> {
    let mut boxes = Boxes::default();
    if bytes.starts_with(&[0xFF, 0x4F]) {
        boxes.codestream = bytes;
        return Ok(boxes);
    }
    let mut display = None;
    // Boxes lie in the file, in its header and in the resolution; each list is gone through.
    let mut lists = vec![Reader::new(bytes)];
    for _ in 0..PARTS_MAX {
        let Some(reader) = lists.last_mut() else { break };
        if reader.rest().is_empty() {
            lists.pop();
            continue;
        }
        let (kind, content) = next_box(reader)?;
        match kind {
            b"jp2h" | b"res " if lists.len() < 3 => lists.push(Reader::new(content)),
            b"resc" => boxes.per_inch = resolution(content)?,
            b"resd" => display = resolution(content)?,
            b"jp2c" if boxes.codestream.is_empty() => boxes.codestream = content,
            _ => {}
        }
    }
    boxes.per_inch = boxes.per_inch.or(display);
    Ok(boxes)
}

/// The next box: its kind and its content.
fn next_box<'a>(reader: &mut Reader<'a>) -> Result<(&'a [u8; 4], &'a [u8]), End> {
    let at = reader.at();
    let length = reader.u32()?;
    let kind = reader.take(4)?.first_chunk().ok_or(End(at))?;
    let length = match length {
        0 => reader.rest().len(),
        1 => {
            let high = reader.u32()?;
            let low = usize::try_from(reader.u32()?).ok();
            low.and_then(|all| all.checked_sub(16)).filter(|_| high == 0).ok_or(End(at))?
        }
        length => usize::try_from(length).ok().and_then(|all| all.checked_sub(8)).ok_or(End(at))?,
    };
    Ok((kind, reader.take(length)?))
}

/// Points per metre down and across, as fractions with decimal exponents.
fn resolution(content: &[u8]) -> Result<Option<(f64, f64)>, End> {
    let mut reader = Reader::new(content);
    let [down, below, across, under] =
        [reader.u16()?, reader.u16()?, reader.u16()?, reader.u16()?].map(f64::from);
    let [down_exponent, across_exponent] =
        [reader.u8()?, reader.u8()?].map(|byte| i32::from(byte.cast_signed()));
    let x = across / under * 10f64.powi(across_exponent) * INCH;
    let y = down / below * 10f64.powi(down_exponent) * INCH;
    Ok((x.is_finite() && y.is_finite() && 1.0 < x).then_some((x, y)))
}

/// Walks through a codestream: the sides of the picture, if everything is within the bounds.
fn codestream(bytes: &[u8]) -> Result<(usize, usize), End> {
    let mut reader = Reader::new(bytes);
    if reader.u32()? != 0xFF4F_FF51 {
        return Err(End(0));
    }
    let size = picture(&mut reader)?;
    // The end of the tile-part whose header is being read.
    let mut tile_end = None;
    for _ in 0..PARTS_MAX {
        let at = reader.at();
        let Ok(marker) = reader.u16() else { break };
        match marker {
            0xFFD9 => break,
            // The data of a tile-part begin: on to the next one.
            0xFF93 => match tile_end.take() {
                Some(end) => {
                    let left: usize = end;
                    reader.take(left.checked_sub(reader.at()).ok_or(End(at))?)?;
                }
                None => break,
            },
            0xFF30..=0xFF3F => {}
            _ => {
                let length = usize::from(reader.u16()?).checked_sub(2).ok_or(End(at))?;
                let mut segment = Reader::new(reader.take(length)?);
                match marker {
                    0xFF90 => {
                        segment.u16()?;
                        let length = usize::try_from(segment.u32()?).unwrap_or(usize::MAX);
                        // A length of 0 means up to the end; there is nothing behind it.
                        tile_end = at.checked_add(length).filter(|_| 0 < length);
                    }
                    0xFF52 => coding_style(segment, 4).ok_or(End(at))?,
                    0xFF53 => component_style(segment).ok_or(End(at))?,
                    _ => {}
                }
            }
        }
    }
    Ok(size)
}

/// The segment SIZ.
fn picture(reader: &mut Reader<'_>) -> Result<(usize, usize), End> {
    let at = reader.at();
    reader.take(4)?;
    let mut side = || reader.u32().map(|side| usize::try_from(side).unwrap_or(usize::MAX));
    let (right, bottom, left, top) = (side()?, side()?, side()?, side()?);
    let (tile_width, tile_height, tile_left, tile_top) = (side()?, side()?, side()?, side()?);
    let width = right.checked_sub(left).ok_or(End(at))?;
    let height = bottom.checked_sub(top).ok_or(End(at))?;
    let tiles = |far: usize, near: usize, side: usize| {
        far.checked_sub(near).and_then(|all| all.checked_add(side)?.checked_div(side))
    };
    let columns = tiles(right, tile_left, tile_width).ok_or(End(at))?;
    let rows = tiles(bottom, tile_top, tile_height).ok_or(End(at))?;
    let components = reader.u16()?;
    if components == 0 || COMPONENTS_MAX < components || TILES_MAX < columns.saturating_mul(rows) {
        return Err(End(at));
    }
    // What is subsampled has fewer samples than the picture; nothing has more.
    reader.take(usize::from(components).saturating_mul(3))?;
    Ok((width, height))
}

/// The segment COC: the style of one component, whose index has one byte as there are few.
fn component_style(mut segment: Reader<'_>) -> Option<()> {
    segment.u8().ok()?;
    coding_style(segment, 0)
}

/// The style of coding behind its first byte and `skipped` more: code-blocks and precincts.
fn coding_style(mut segment: Reader<'_>, skipped: usize) -> Option<()> {
    let has_precincts = segment.u8().ok()? & 1 == 1;
    segment.take(skipped).ok()?;
    let levels = segment.u8().ok()?;
    let exponents = [segment.u8().ok()?, segment.u8().ok()?];
    // The code-blocks are stated less two, and cannot be smaller than 4.
    let is_small = |exponent: &u8| exponent.saturating_add(2) < BLOCK_EXPONENT_MIN;
    if levels > 32 || exponents.iter().any(is_small) {
        return None;
    }
    segment.take(2).ok()?;
    // The lowest resolutions are small by themselves; the two highest have most of the room.
    let precincts = if has_precincts { segment.rest() } else { &[] };
    let is_small = |sides: &u8| (sides & 15).min(sides >> 4) < PRECINCT_EXPONENT_MIN;
    let highest = precincts.iter().rev().take(3);
    if highest.clone().any(is_small) { None } else { Some(()) }
}
