//! From the segments of a file to grey values.

use super::bands::{Bands, CODED, Region};
use super::filter;
use super::huffman::{self, Run};
use super::segments::{Quantisation, Segments};
use super::{WsqError, segments};
use crate::image::{self, Image};

/// Reads a file; `ppi` is the resolution where the file states none.
pub(super) fn decode(bytes: &[u8], ppi: u16) -> Result<Image, WsqError> {
    let segments = segments::read(bytes)?;
    let (width, height) = (segments.width, segments.height);
    image::bounded(width, height)?;
    let bands = Bands::of(width, height);
    // INVARIANT: nothing is taken for the pixels before the blocks were found to hold as many
    // coefficients, and a block holds at most some tens of thousands a byte.
    let coefficients = read_coefficients(&segments, &bands)?;
    let mut plane = vec![0.0; width * height];
    if !coefficients.is_empty() {
        restore(&mut plane, width, (&bands, &segments.quantisation), &coefficients);
        drop(coefficients);
        filter::reconstruct(&mut plane, width, &bands, &segments.filters);
    }
    let pixels = plane.iter().map(|value| grey(*value, &segments)).collect();
    Ok(Image::new(width, height, segments.ppi.unwrap_or(ppi), pixels)?)
}

/// The quantised coefficients of all coded subbands, one subband after the other.
fn read_coefficients(segments: &Segments<'_>, bands: &Bands) -> Result<Vec<i16>, WsqError> {
    let expected: usize = coded(bands, &segments.quantisation).map(|(band, ..)| band.count()).sum();
    let found = segments.blocks.iter().map(|block| block.coefficients).sum();
    if found != expected {
        return Err(WsqError::Coefficients { expected, found });
    }
    let mut coefficients = Vec::with_capacity(expected);
    for block in &segments.blocks {
        huffman::read_block(block.bytes, block.codes, |run| {
            match run {
                Run::Zeros(count) => {
                    coefficients.resize(coefficients.len() + usize::from(count), 0);
                }
                Run::Value(value) => coefficients.push(value),
            }
            Ok(())
        })?;
    }
    Ok(coefficients)
}

/// The subbands with coefficients, and their bins.
fn coded<'a>(
    bands: &'a Bands,
    quantisation: &'a Quantisation,
) -> impl Iterator<Item = (&'a Region, f32, f32)> {
    let bins = quantisation.bins.iter().take(CODED);
    let with_bins = bands.coded.iter().zip(bins).map(|(band, (bin, zero))| (band, *bin, *zero));
    with_bins.filter(|(_, bin, _)| *bin != 0.0)
}

/// Puts the coefficients where they belong, each in the middle of its bin.
fn restore(
    plane: &mut [f32],
    width: usize,
    (bands, quantisation): (&Bands, &Quantisation),
    coefficients: &[i16],
) {
    let mut rest = coefficients;
    for (band, bin, zero) in coded(bands, quantisation) {
        let (half, centre) = (zero / 2.0, quantisation.centre);
        for y in band.y..band.y + band.height {
            let (row, left) = rest.split_at(band.width);
            rest = left;
            let start = y * width + band.x;
            for (slot, value) in plane[start..start + band.width].iter_mut().zip(row) {
                *slot = match value.signum() {
                    0 => 0.0,
                    1 => bin * (f32::from(*value) - centre) + half,
                    _ => bin * (f32::from(*value) + centre) - half,
                };
            }
        }
    }
}

/// The grey value of a sample; what quantisation drove out of the range is put to its end.
fn grey(value: f32, segments: &Segments<'_>) -> u8 {
    (value * segments.scale + segments.shift + 0.5) as u8
}
