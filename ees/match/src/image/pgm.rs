//! Portable grey maps.
//!
//! Source: the manual page *pgm* of Netpbm.
#![deny(clippy::indexing_slicing, clippy::as_conversions, clippy::arithmetic_side_effects)]

use super::decode::{DecodeError, Raster, Samples, plausible};

/// Reads the first image of a binary grey map; grey values are scaled to 255.
pub(super) fn decode(bytes: &[u8]) -> Result<Raster, DecodeError> {
    let mut rest = bytes.get(2..).unwrap_or_default();
    let width = number(&mut rest)?;
    let height = number(&mut rest)?;
    let white = number(&mut rest)?;
    let white = u32::try_from(white).ok().filter(|white| (1..=65_535).contains(white));
    let white = white.ok_or_else(|| damaged("the greatest grey value is not from 1 to 65535"))?;
    let pixels = plausible(rest, (width, height), 1)?;
    let scale = |grey: u32| {
        let scaled = grey.min(white).saturating_mul(255).saturating_add(white / 2);
        u8::try_from(scaled.checked_div(white).unwrap_or(0)).unwrap_or(u8::MAX)
    };
    // One white space stands between the numbers and the grey values.
    let values = rest.get(1..).unwrap_or_default();
    let samples: Vec<u8> = if white < 256 {
        values.iter().take(pixels).map(|grey| scale(u32::from(*grey))).collect()
    } else {
        let pairs = values.chunks_exact(2).filter_map(|pair| pair.first_chunk().copied());
        pairs.take(pixels).map(|pair| scale(u32::from(u16::from_be_bytes(pair)))).collect()
    };
    Ok(Raster { width, height, samples: Samples::Grey(samples), stated: None, orientation: 1 })
}

/// The next number, behind white space and comments.
fn number(rest: &mut &[u8]) -> Result<usize, DecodeError> {
    loop {
        *rest = rest.trim_ascii_start();
        if rest.first() != Some(&b'#') {
            break;
        }
        let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        *rest = rest.get(end..).unwrap_or_default();
    }
    let end = rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, behind) = rest.split_at_checked(end).unwrap_or_default();
    *rest = behind;
    let text = std::str::from_utf8(digits).ok();
    text.and_then(|text| text.parse().ok()).ok_or_else(|| damaged("a number is missing"))
}

fn damaged(reason: &str) -> DecodeError {
    DecodeError::Damaged { format: "PGM", reason: reason.to_owned() }
}
