//! Finger minutiae records: templates as they are exchanged.
//!
//! Records state coordinates in pixels of their own resolution; here they are of 500 per inch.
//! A record is written at 197 pixels per centimetre, which stands for 500 per inch.
//!
//! Source: ISO/IEC 19794-2:2005, clause 7; ISO/IEC 19794-2:2011, clause 8.
#![deny(clippy::indexing_slicing, clippy::as_conversions, clippy::arithmetic_side_effects)]

use super::parts::{self, SCORE_MAX, SCORE_UNKNOWN, narrow};
use super::{Capture, Edition, Position, Quality, RecordError};
use crate::bytes::Reader;
use crate::minutiae::{COORDINATE_MAX, Direction, Kind, MINUTIAE_MAX, Minutia, Template};

const SIGNATURE: &[u8; 4] = b"FMR\0";
const VERSION_2005: [u8; 4] = *b" 20\0";
const VERSION_2011: [u8; 4] = *b"030\0";
/// Pixels per centimetre that stand for 500 per inch, to the nearest.
const PER_CENTIMETRE: u16 = 197;
/// Pixels per centimetre that are taken: 99 is the least of the standard, 480 are 1219 per inch.
const PER_CENTIMETRE_RANGE: std::ops::RangeInclusive<u16> = 28..=480;

/// A finger minutiae record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MinutiaeRecord {
    /// The edition it follows.
    pub edition: Edition,
    /// One view a finger and impression; at least one, at most 255.
    pub views: Vec<View>,
}

/// The minutiae of one impression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Which finger.
    pub position: Position,
    /// Which impression of this finger, from 0; at most 15.
    pub number: u8,
    /// How the impression was made, by the table of impression types; 0 is a plain live scan.
    pub impression: u8,
    /// When and with what; of it, records of 2005 have only the score.
    pub capture: Capture,
    /// The minutiae. A record of 2005 states the sides of the image once for all views: they are
    /// the greatest.
    pub template: Template,
}

/// Reads a record of either edition.
pub fn read(bytes: &[u8]) -> Result<MinutiaeRecord, RecordError> {
    let (version, reader) = parts::open(bytes, *SIGNATURE)?;
    match version {
        VERSION_2005 => read_2005(bytes, reader),
        VERSION_2011 => read_2011(bytes, reader),
        _ => Err(RecordError::Version),
    }
}

/// Writes a record in its edition.
pub fn write(record: &MinutiaeRecord) -> Result<Vec<u8>, RecordError> {
    let views = record.views.as_slice();
    if views.is_empty() {
        return Err(RecordError::Empty);
    }
    for view in views {
        let Template { width, height, minutiae } = &view.template;
        if MINUTIAE_MAX < minutiae.len() {
            return Err(RecordError::TooMany("minutiae"));
        }
        let is_beyond = |minutia: &Minutia| COORDINATE_MAX < minutia.x.max(minutia.y);
        if minutiae.iter().any(is_beyond) || COORDINATE_MAX < *width.max(height) {
            return Err(RecordError::Field("coordinate"));
        }
        if 15 < view.number || 15 < view.impression && record.edition == Edition::Of2005 {
            return Err(RecordError::Field("number of the view"));
        }
    }
    match record.edition {
        Edition::Of2005 => write_2005(views),
        Edition::Of2011 => write_2011(views),
    }
}

/// How coordinates of a record become those of 500 pixels per inch.
#[derive(Clone, Copy)]
struct Scale {
    x: u16,
    y: u16,
}

impl Scale {
    fn read(reader: &mut Reader<'_>) -> Result<Self, RecordError> {
        let (x, y) = (reader.u16()?, reader.u16()?);
        let is_taken = |resolution| PER_CENTIMETRE_RANGE.contains(resolution);
        if is_taken(&x) && is_taken(&y) {
            Ok(Self { x, y })
        } else {
            Err(RecordError::Field("resolution"))
        }
    }

    fn x(self, coordinate: u16) -> u16 {
        scaled(coordinate, self.x)
    }

    fn y(self, coordinate: u16) -> u16 {
        scaled(coordinate, self.y)
    }
}

/// A coordinate at `per_centimetre` in pixels of 500 per inch, to the nearest. Records round
/// 196.85 to a neighbour, and coordinates stay as they are there.
fn scaled(coordinate: u16, per_centimetre: u16) -> u16 {
    if (196..=198).contains(&per_centimetre) {
        return coordinate.min(COORDINATE_MAX);
    }
    let resolution = u64::from(per_centimetre);
    let doubled = u64::from(coordinate).saturating_mul(39_370);
    let rounded = doubled.saturating_add(resolution.saturating_mul(100));
    let nearest = rounded.checked_div(resolution.saturating_mul(200)).unwrap_or(0);
    u16::try_from(nearest).unwrap_or(COORDINATE_MAX).min(COORDINATE_MAX)
}

fn read_2005(bytes: &[u8], mut reader: Reader<'_>) -> Result<MinutiaeRecord, RecordError> {
    parts::whole(u64::from(reader.u32()?), bytes)?;
    // The device and its certificates.
    reader.u16()?;
    let (width, height) = (reader.u16()?, reader.u16()?);
    let scale = Scale::read(&mut reader)?;
    let count = reader.u8()?;
    reader.u8()?;
    let mut views = Vec::new();
    for _ in 0..count {
        let position = Position::read(&mut reader)?;
        let packed = reader.u8()?;
        let score = reader.u8()?;
        let quality = (score <= SCORE_MAX).then_some(Quality { score, vendor: 0, algorithm: 0 });
        let count = reader.u8()?;
        let minutiae = read_minutiae(&mut reader, count, Size::Six, scale)?;
        skip_extended(&mut reader)?;
        views.push(View {
            position,
            number: packed >> 4,
            impression: packed & 15,
            capture: Capture { quality, ..Capture::default() },
            template: Template { width: scale.x(width), height: scale.y(height), minutiae },
        });
    }
    finish(reader, Edition::Of2005, views)
}

fn read_2011(bytes: &[u8], mut reader: Reader<'_>) -> Result<MinutiaeRecord, RecordError> {
    parts::whole(u64::from(reader.u32()?), bytes)?;
    let count = reader.u16()?;
    let certified = reader.u8()?;
    let mut views = Vec::new();
    for _ in 0..count {
        let mut part = parts::part(&mut reader, "representation")?;
        let capture = Capture::read(&mut part)?;
        parts::skip_certifications(&mut part, certified)?;
        let position = Position::read(&mut part)?;
        let number = part.u8()?;
        let scale = Scale::read(&mut part)?;
        let impression = part.u8()?;
        let (width, height) = (part.u16()?, part.u16()?);
        let size = match part.u8()? >> 4 {
            5 => Size::Five,
            6 => Size::Six,
            _ => return Err(RecordError::Field("minutia field length")),
        };
        let count = part.u8()?;
        let minutiae = read_minutiae(&mut part, count, size, scale)?;
        skip_extended(&mut part)?;
        parts::finished(&part, "representation")?;
        let template = Template { width: scale.x(width), height: scale.y(height), minutiae };
        views.push(View { position, number, impression, capture, template });
    }
    finish(reader, Edition::Of2011, views)
}

fn finish(
    reader: Reader<'_>,
    edition: Edition,
    views: Vec<View>,
) -> Result<MinutiaeRecord, RecordError> {
    parts::finished(&reader, "record")?;
    if views.is_empty() { Err(RecordError::Empty) } else { Ok(MinutiaeRecord { edition, views }) }
}

/// How many bytes a minutia has; without the sixth there is no quality.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Size {
    Five,
    Six,
}

fn read_minutiae(
    reader: &mut Reader<'_>,
    count: u8,
    size: Size,
    scale: Scale,
) -> Result<Vec<Minutia>, RecordError> {
    let mut minutiae = Vec::with_capacity(usize::from(count));
    for _ in 0..count {
        let (x, y) = (reader.u16()?, reader.u16()?);
        let direction = Direction(reader.u8()?);
        let quality = if size == Size::Six { reader.u8()? } else { 0 };
        minutiae.push(Minutia {
            x: scale.x(x & COORDINATE_MAX),
            y: scale.y(y & COORDINATE_MAX),
            direction,
            kind: match x >> 14 {
                1 => Kind::Ending,
                2 => Kind::Bifurcation,
                _ => Kind::Other,
            },
            quality: if quality <= SCORE_MAX { quality } else { 0 },
        });
    }
    Ok(minutiae)
}

/// Skips ridge counts, cores and deltas, and blocks of vendors.
fn skip_extended(reader: &mut Reader<'_>) -> Result<(), RecordError> {
    let length = usize::from(reader.u16()?);
    reader.take(length)?;
    Ok(())
}

fn write_2005(views: &[View]) -> Result<Vec<u8>, RecordError> {
    let side = |side: fn(&Template) -> u16| views.iter().map(|view| side(&view.template)).max();
    let mut out = Vec::new();
    // The device and its certificates: not told.
    out.extend([0, 0]);
    out.extend(side(|template| template.width).unwrap_or(0).to_be_bytes());
    out.extend(side(|template| template.height).unwrap_or(0).to_be_bytes());
    out.extend(PER_CENTIMETRE.to_be_bytes());
    out.extend(PER_CENTIMETRE.to_be_bytes());
    out.extend([narrow(views.len(), "views")?, 0]);
    for view in views {
        let score = view.capture.quality.map_or(SCORE_UNKNOWN, |quality| quality.score);
        let packed = view.number << 4 | view.impression;
        let count = narrow(view.template.minutiae.len(), "minutiae")?;
        out.extend([view.position.code(), packed, score, count]);
        put_minutiae(&mut out, &view.template.minutiae, Size::Six, 0);
        out.extend([0, 0]);
    }
    headed(VERSION_2005, &out)
}

fn write_2011(views: &[View]) -> Result<Vec<u8>, RecordError> {
    let count: u16 = narrow(views.len(), "views")?;
    let mut out = count.to_be_bytes().to_vec();
    out.push(0);
    for view in views {
        let Template { width, height, minutiae } = &view.template;
        let mut part = Vec::new();
        view.capture.write(&mut part);
        part.extend([view.position.code(), view.number]);
        part.extend(PER_CENTIMETRE.to_be_bytes());
        part.extend(PER_CENTIMETRE.to_be_bytes());
        part.push(view.impression);
        part.extend(width.to_be_bytes());
        part.extend(height.to_be_bytes());
        let is_known = minutiae.iter().any(|minutia| minutia.quality != 0);
        let (size, bytes) = if is_known { (Size::Six, 6u8) } else { (Size::Five, 5) };
        part.extend([bytes << 4, narrow(minutiae.len(), "minutiae")?]);
        put_minutiae(&mut part, minutiae, size, SCORE_UNKNOWN);
        part.extend([0, 0]);
        parts::put_part(&mut out, &part)?;
    }
    headed(VERSION_2011, &out)
}

fn put_minutiae(out: &mut Vec<u8>, minutiae: &[Minutia], size: Size, unknown: u8) {
    for minutia in minutiae {
        let kind: u16 = match minutia.kind {
            Kind::Other => 0,
            Kind::Ending => 1,
            Kind::Bifurcation => 2,
        };
        out.extend((kind << 14 | minutia.x).to_be_bytes());
        out.extend(minutia.y.to_be_bytes());
        out.push(minutia.direction.0);
        if size == Size::Six {
            out.push(if minutia.quality == 0 { unknown } else { minutia.quality.min(SCORE_MAX) });
        }
    }
}

/// Puts signature, version and length before the rest of a record.
fn headed(version: [u8; 4], rest: &[u8]) -> Result<Vec<u8>, RecordError> {
    let length: u32 = narrow(rest.len().saturating_add(12), "bytes")?;
    Ok([SIGNATURE, &version, &length.to_be_bytes(), rest].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_brought_to_500_pixels_per_inch() {
        for (coordinate, per_centimetre, expected) in [
            (1_000, 197, 1_000),
            (1_000, 196, 1_000),
            (1_000, 394, 500),
            (1_000, 393, 501),
            (1_000, 99, 1_988),
            (0, 99, 0),
            (COORDINATE_MAX, 28, COORDINATE_MAX),
            (COORDINATE_MAX, 480, 6_719),
        ] {
            assert_eq!(scaled(coordinate, per_centimetre), expected, "{per_centimetre}");
        }
    }
}
