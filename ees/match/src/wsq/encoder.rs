//! From grey values to the parts of a file.
//!
//! Source: IAFIS-IC-0110 (V3), clauses 3 and 5, annexes A and B.

use super::bands::{ALL, Bands, SECOND_BLOCK, THIRD_BLOCK};
use super::filter::{self, ANALYSIS_HIGH, ANALYSIS_LOW, Filters};
use super::quantise::{self, Bins};
use super::words::Words;
use super::{Bitrate, marker};
use crate::image::Image;

/// What the first two bytes of a frame say: the grey values of black and of white.
const BLACK_AND_WHITE: [u8; 2] = [0, 255];
/// The method of encoding that annex A describes.
const ENCODER: u8 = 2;

/// Writes a file.
pub(super) fn encode(image: &Image, rate: Bitrate) -> Vec<u8> {
    let (width, height) = (image.width(), image.height());
    let (shift, scale) = range(image.pixels());
    let mut plane: Vec<f32> =
        image.pixels().iter().map(|grey| (f32::from(*grey) - shift) / scale).collect();
    let bands = Bands::of(width, height);
    filter::decompose(&mut plane, width, &bands, &Filters::analysis(&ANALYSIS_LOW, &ANALYSIS_HIGH));
    let bins = quantise::bins(&plane, width, &bands, rate.bits());
    let blocks = [(0, SECOND_BLOCK), (SECOND_BLOCK, THIRD_BLOCK), (THIRD_BLOCK, bins.len())].map(
        |(from, to)| quantise::coefficients(&plane, width, &bands.coded[from..to], &bins[from..to]),
    );

    let mut out = marker::START_OF_IMAGE.to_be_bytes().to_vec();
    put_segment(&mut out, marker::COMMENT, comment(image, rate).as_bytes());
    put_segment(&mut out, marker::TRANSFORM, &transform());
    put_segment(&mut out, marker::QUANTISATION, &quantisation(&bins));
    put_segment(&mut out, marker::START_OF_FRAME, &frame(image, shift, scale));
    let [first, second, third] = &blocks;
    put_blocks(&mut out, 0, &[first]);
    put_blocks(&mut out, 1, &[second, third]);
    out.extend(marker::END_OF_IMAGE.to_be_bytes());
    out
}

/// The mean, and what brings the grey values into ±128 around it.
fn range(pixels: &[u8]) -> (f32, f32) {
    let sum: u64 = pixels.iter().map(|grey| u64::from(*grey)).sum();
    let mean = sum as f32 / pixels.len() as f32;
    let lowest = f32::from(pixels.iter().copied().min().unwrap_or(0));
    let highest = f32::from(pixels.iter().copied().max().unwrap_or(0));
    let scale = (mean - lowest).max(highest - mean) / 128.0;
    (mean, if scale > 0.0 { scale } else { 1.0 })
}

fn put_segment(out: &mut Vec<u8>, marker: u16, content: &[u8]) {
    out.extend(marker.to_be_bytes());
    out.extend((content.len() as u16 + 2).to_be_bytes());
    out.extend(content);
}

/// One table of code words and the blocks that use it.
fn put_blocks(out: &mut Vec<u8>, table: u8, blocks: &[&Vec<i16>]) {
    let slices: Vec<&[i16]> = blocks.iter().map(|block| block.as_slice()).collect();
    let words = Words::of(&slices);
    let mut codes = vec![table];
    codes.extend(words.counts);
    codes.extend(&words.symbols);
    put_segment(out, marker::CODES, &codes);
    for block in slices {
        put_segment(out, marker::START_OF_BLOCK, &[table]);
        words.write(block, out);
    }
}

/// The comment of NIST's libraries, from which readers learn the resolution.
fn comment(image: &Image, rate: Bitrate) -> String {
    format!(
        "NIST_COM 9\nPIX_WIDTH {}\nPIX_HEIGHT {}\nPIX_DEPTH 8\nPPI {}\nLOSSY 1\n\
         COLORSPACE GRAY\nCOMPRESSION WSQ\nWSQ_BITRATE {:.6}",
        image.width(),
        image.height(),
        image.ppi(),
        rate.bits()
    )
}

fn transform() -> Vec<u8> {
    let taps = [&ANALYSIS_LOW[..], &ANALYSIS_HIGH];
    let mut content: Vec<u8> = taps.iter().map(|half| half.len() as u8 * 2 - 1).collect();
    for tap in taps.into_iter().flatten() {
        let (exponent, number) = scaled(tap.abs(), u32::MAX as f32);
        content.extend([u8::from(*tap < 0.0), exponent]);
        content.extend(number.to_be_bytes());
    }
    content
}

/// Where coefficients are restored in their bins, in hundredths of a width.
const CENTRE_HUNDREDTHS: u16 = 44;

fn quantisation(bins: &Bins) -> Vec<u8> {
    let mut content = vec![2];
    content.extend(CENTRE_HUNDREDTHS.to_be_bytes());
    for band in 0..ALL {
        let (bin, zero) = bins.get(band).copied().unwrap_or_default();
        put_scaled(&mut content, bin);
        put_scaled(&mut content, zero);
    }
    content
}

fn frame(image: &Image, shift: f32, scale: f32) -> Vec<u8> {
    let mut content = BLACK_AND_WHITE.to_vec();
    content.extend((image.height() as u16).to_be_bytes());
    content.extend((image.width() as u16).to_be_bytes());
    put_scaled(&mut content, shift);
    put_scaled(&mut content, scale);
    content.extend([ENCODER, 0, 0]);
    content
}

/// A number of 16 bits with the decimal exponent that keeps most of its digits.
fn put_scaled(content: &mut Vec<u8>, value: f32) {
    let (exponent, number) = scaled(value, 65_535.0);
    content.push(exponent);
    content.extend((number as u16).to_be_bytes());
}

/// The exponent and the digits of `value`, the digits below `limit`.
fn scaled(value: f32, limit: f32) -> (u8, u32) {
    if value <= 0.0 || limit <= value {
        return (0, value as u32);
    }
    let (mut exponent, mut digits) = (0u8, value);
    while digits < limit && exponent < 40 {
        exponent += 1;
        digits *= 10.0;
    }
    (exponent.saturating_sub(1), (f64::from(digits) / 10.0).round() as u32)
}
