//! The markers of a file and the tables between them.
//!
//! Source: IAFIS-IC-0110 (V3), clause 5 and annex B; the text comment is that of NIST's
//! libraries, one field a line.
#![deny(clippy::indexing_slicing, clippy::as_conversions, clippy::arithmetic_side_effects)]

use super::bands::ALL;
use super::filter::{Filters, TAPS_MAX};
use super::huffman::{self, Codes, Run};
use super::{WsqError, marker};
use crate::bytes::Reader;

/// The most coded blocks of a file; there are three.
const BLOCKS_MAX: usize = 16;
/// How many tables of code words there can be at a time.
const TABLES_MAX: usize = 8;

/// What a file says, its coded blocks not yet read.
#[derive(Clone, Debug)]
pub(super) struct Segments<'a> {
    pub(super) width: usize,
    pub(super) height: usize,
    /// What was taken from every grey value, and what it was divided by afterwards.
    pub(super) shift: f32,
    pub(super) scale: f32,
    pub(super) filters: Filters,
    pub(super) quantisation: Quantisation,
    pub(super) blocks: Vec<Block<'a>>,
    /// The resolution of the comment, in pixels per inch.
    pub(super) ppi: Option<u16>,
}

/// The steps of the scalar quantiser.
#[derive(Clone, Debug)]
pub(super) struct Quantisation {
    /// Where in its bin a coefficient is restored.
    pub(super) centre: f32,
    /// The width of the bins of each subband and of its bin around zero; a width of 0 means
    /// that the subband is not coded.
    pub(super) bins: [(f32, f32); ALL],
}

/// One coded block: its code words, and the bytes from its beginning to the end of the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block<'a> {
    pub(super) codes: Codes<'a>,
    pub(super) bytes: &'a [u8],
    /// How many coefficients they stand for.
    pub(super) coefficients: usize,
}

/// The tables that were read up to some place.
#[derive(Default)]
struct Tables<'a> {
    filters: Option<Filters>,
    quantisation: Option<Quantisation>,
    codes: [Option<Codes<'a>>; TABLES_MAX],
    ppi: Option<u16>,
}

/// The frame: sides, shift and scale.
type Frame = (usize, usize, f32, f32);

/// Reads all segments of a file.
pub(super) fn read(bytes: &[u8]) -> Result<Segments<'_>, WsqError> {
    let mut reader = Reader::new(bytes);
    if reader.u16()? != marker::START_OF_IMAGE {
        return Err(WsqError::Signature);
    }
    let mut tables = Tables::default();
    let mut frame: Option<Frame> = None;
    let mut blocks = Vec::new();
    loop {
        let at = reader.at();
        match reader.u16()? {
            marker::END_OF_IMAGE => break,
            marker::START_OF_FRAME if frame.is_none() => frame = Some(read_frame(&mut reader)?),
            marker::START_OF_BLOCK if frame.is_some() && blocks.len() < BLOCKS_MAX => {
                blocks.push(read_block(&mut reader, &tables)?);
            }
            marker::TRANSFORM => tables.filters = Some(read_filters(segment(&mut reader)?)?),
            marker::QUANTISATION => {
                tables.quantisation = Some(read_quantisation(segment(&mut reader)?)?);
            }
            marker::CODES => tables.read_codes(segment(&mut reader)?)?,
            marker::COMMENT => {
                let stated = resolution(segment(&mut reader)?.rest());
                tables.ppi = tables.ppi.or(stated);
            }
            code => return Err(WsqError::Marker { code, at }),
        }
    }
    let (width, height, shift, scale) = frame.ok_or(WsqError::Missing("frame header"))?;
    Ok(Segments {
        width,
        height,
        shift,
        scale,
        filters: tables.filters.ok_or(WsqError::Missing("transform table"))?,
        quantisation: tables.quantisation.ok_or(WsqError::Missing("quantisation table"))?,
        blocks,
        ppi: tables.ppi,
    })
}

fn read_frame(reader: &mut Reader<'_>) -> Result<Frame, WsqError> {
    let mut segment = segment(reader)?;
    segment.take(2)?;
    let height = usize::from(segment.u16()?);
    let width = usize::from(segment.u16()?);
    let shift = scaled(&mut segment)?;
    let scale = scaled(&mut segment)?;
    Ok((width, height, shift, scale))
}

/// The block that begins here; `reader` goes on behind it.
fn read_block<'a>(reader: &mut Reader<'a>, tables: &Tables<'a>) -> Result<Block<'a>, WsqError> {
    let table = usize::from(segment(reader)?.u8()?);
    let codes = tables.codes.get(table).copied().flatten();
    let codes = codes.ok_or(WsqError::Missing("table of code words"))?;
    let bytes = reader.rest();
    let mut coefficients = 0usize;
    let length = huffman::read_block(bytes, codes, |run| {
        coefficients = coefficients.saturating_add(match run {
            Run::Zeros(count) => usize::from(count),
            Run::Value(_) => 1,
        });
        Ok(())
    })?;
    reader.take(length)?;
    Ok(Block { codes, bytes, coefficients })
}

/// What is between the length of a segment and its end.
fn segment<'a>(reader: &mut Reader<'a>) -> Result<Reader<'a>, WsqError> {
    let at = reader.at();
    let length = usize::from(reader.u16()?).checked_sub(2).ok_or(WsqError::Length(at))?;
    Ok(Reader::new(reader.take(length)?))
}

/// A number of 16 bits with a decimal exponent before it.
fn scaled(reader: &mut Reader<'_>) -> Result<f32, WsqError> {
    let exponent = reader.u8()?;
    let number = f32::from(reader.u16()?);
    Ok(tenths(number, exponent))
}

/// `number` divided by ten `exponent` times; each step rounds, as readers of this format do.
fn tenths(number: f32, exponent: u8) -> f32 {
    (0..exponent).fold(number, |number, _| number / 10.0)
}

impl<'a> Tables<'a> {
    fn read_codes(&mut self, mut segment: Reader<'a>) -> Result<(), WsqError> {
        while !segment.rest().is_empty() {
            let table = usize::from(segment.u8()?);
            let counts = segment.take(usize::from(huffman::CODE_BITS_MAX))?;
            let symbols = segment.take(counts.iter().map(|count| usize::from(*count)).sum())?;
            let slot = self.codes.get_mut(table).ok_or(WsqError::Codes)?;
            *slot = Some(Codes { counts, symbols });
        }
        Ok(())
    }
}

fn read_filters(mut segment: Reader<'_>) -> Result<Filters, WsqError> {
    let lengths = [segment.u8()?, segment.u8()?].map(usize::from);
    if !lengths.iter().all(|taps| taps % 2 == 1 && *taps <= TAPS_MAX) {
        return Err(WsqError::Filter);
    }
    let mut halves = lengths.map(|taps| Vec::with_capacity(taps.div_ceil(2)));
    for (half, taps) in halves.iter_mut().zip(lengths) {
        for _ in 0..taps.div_ceil(2) {
            let is_negative = segment.u8()? != 0;
            let exponent = segment.u8()?;
            let tap = tenths(rounded(segment.u32()?), exponent);
            half.push(if is_negative { -tap } else { tap });
        }
    }
    let [low, high] = &halves;
    Ok(Filters::synthesis(low, high))
}

#[expect(clippy::as_conversions, reason = "the nearest `f32` is what the format means")]
fn rounded(number: u32) -> f32 {
    number as f32
}

fn read_quantisation(mut segment: Reader<'_>) -> Result<Quantisation, WsqError> {
    let centre = scaled(&mut segment)?;
    let mut bins = [(0.0, 0.0); ALL];
    for bin in &mut bins {
        *bin = (scaled(&mut segment)?, scaled(&mut segment)?);
    }
    Ok(Quantisation { centre, bins })
}

/// The line `PPI` of a comment that begins with `NIST_COM`; −1 there means that it is not known.
fn resolution(comment: &[u8]) -> Option<u16> {
    if !comment.starts_with(b"NIST_COM") {
        return None;
    }
    let value = comment.split(|byte| *byte == b'\n').find_map(|line| line.strip_prefix(b"PPI "))?;
    let ppi = std::str::from_utf8(value).ok()?.trim_matches(['\0', ' ', '\r']).parse().ok()?;
    (ppi != 0).then_some(ppi)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_comment_states_the_resolution() {
        for (comment, expected) in [
            ("NIST_COM 9\nPIX_WIDTH 8\nPPI 1000\nLOSSY 1", Some(1000)),
            ("NIST_COM 9\nPPI 500 \0", Some(500)),
            ("NIST_COM 9\nPPI -1\n", None),
            ("NIST_COM 9\nXPPI 500\n", None),
            ("PPI 500", None),
        ] {
            assert_eq!(resolution(comment.as_bytes()), expected, "{comment}");
        }
    }

    #[test]
    fn exponents_divide_by_ten() {
        assert!((tenths(44.0, 2) - 0.44).abs() < 1e-7);
        assert!(tenths(65_535.0, 255).abs() < f32::EPSILON);
    }
}
