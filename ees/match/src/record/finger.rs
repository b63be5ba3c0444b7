//! Finger image records.
//!
//! Source: ISO/IEC 19794-4:2005, clause 7; ISO/IEC 19794-4:2011, clause 8.
#![deny(clippy::indexing_slicing, clippy::as_conversions, clippy::arithmetic_side_effects)]

use super::parts::{self, SCORE_MAX, SCORE_UNKNOWN, narrow};
use super::{Capture, Edition, Position, Quality, RecordError};
use crate::bytes::Reader;
use crate::image::Image;
use crate::image::decode::{DecodeError, Resolution, decode, raw};

const SIGNATURE: &[u8; 4] = b"FIR\0";
const VERSION_2005: [u8; 4] = *b"010\0";
const VERSION_2011: [u8; 4] = *b"020\0";

/// A finger image record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FingerRecord {
    /// The edition it follows.
    pub edition: Edition,
    /// The device of a record of 2005; records of 2011 say it of each image.
    pub device: u16,
    /// The setting of the image acquisition, of a record of 2005 (its table 1): 31 is 500 pixels
    /// per inch and 8 bits, certified by appendix F of EFTS.
    pub level: u16,
    /// At least one, at most 255.
    pub images: Vec<FingerImage>,
}

/// One image of a finger, or of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FingerImage {
    /// Which finger or fingers.
    pub position: Position,
    /// Which image of this position: from 1 in records of 2005, from 0 in those of 2011.
    pub number: u8,
    /// How many images of this position there are; only records of 2005 say it.
    pub of: u8,
    /// How the impression was made, by the table of impression types; 0 is a plain live scan.
    pub impression: u8,
    /// When and with what; of it, records of 2005 have only the score.
    pub capture: Capture,
    /// Resolutions and the way of coding.
    pub sampling: Sampling,
    /// Columns, in pixels.
    pub width: u16,
    /// Rows, in pixels.
    pub height: u16,
    /// The grey values or the file, by the way of coding.
    pub data: Vec<u8>,
}

/// The resolutions of an image and how it is coded. A record of 2005 says them once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sampling {
    /// The unit of the resolutions.
    pub unit: Unit,
    /// The resolution of the device, across and down.
    pub scan: (u16, u16),
    /// The resolution of the image, across and down.
    pub image: (u16, u16),
    /// Bits of a pixel, from 1 to 16.
    pub depth: u8,
    /// How the image is coded.
    pub coding: Coding,
}

impl Sampling {
    /// 500 pixels per inch of 8 bits.
    pub fn of_500(coding: Coding) -> Self {
        Self { unit: Unit::Inch, scan: (500, 500), image: (500, 500), depth: 8, coding }
    }
}

/// To what length a resolution refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Pixels per inch.
    Inch,
    /// Pixels per centimetre.
    Centimetre,
}

/// How an image is coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    /// Grey values, row after row.
    Raw,
    /// Grey values of less than eight bits without spare bits.
    Packed,
    /// [`crate::wsq`].
    Wsq,
    /// JPEG.
    Jpeg,
    /// JPEG 2000 with loss; in records of 2005, either.
    Jpeg2000,
    /// JPEG 2000 without loss; records of 2005 do not tell it from the other.
    Jpeg2000Lossless,
    /// PNG.
    Png,
}

impl Coding {
    const OF_2005: [Self; 6] =
        [Self::Raw, Self::Packed, Self::Wsq, Self::Jpeg, Self::Jpeg2000, Self::Png];
    const OF_2011: [Self; 7] = [
        Self::Raw,
        Self::Packed,
        Self::Wsq,
        Self::Jpeg,
        Self::Jpeg2000,
        Self::Jpeg2000Lossless,
        Self::Png,
    ];

    fn all(edition: Edition) -> &'static [Self] {
        match edition {
            Edition::Of2005 => &Self::OF_2005,
            Edition::Of2011 => &Self::OF_2011,
        }
    }

    fn read(reader: &mut Reader<'_>, edition: Edition) -> Result<Self, RecordError> {
        let code = usize::from(reader.u8()?);
        Self::all(edition).get(code).copied().ok_or(RecordError::Field("compression"))
    }

    fn code(self, edition: Edition) -> Result<u8, RecordError> {
        let coding = match (self, edition) {
            (Self::Jpeg2000Lossless, Edition::Of2005) => Self::Jpeg2000,
            (coding, _) => coding,
        };
        let place = Self::all(edition).iter().position(|known| *known == coding);
        narrow(place.unwrap_or(usize::MAX), "codings")
    }
}

impl FingerImage {
    /// The resolution in pixels per inch, along x and y.
    pub fn ppi(&self) -> (u16, u16) {
        let per_inch = |resolution: u16| match self.sampling.unit {
            Unit::Inch => resolution,
            // 197 per centimetre stands for 500 per inch, 394 for 1000.
            Unit::Centimetre => {
                let hundredths = u32::from(resolution).saturating_mul(254);
                let nearest = hundredths.saturating_add(50) / 100;
                let ppi = u16::try_from(nearest).unwrap_or(u16::MAX);
                match ppi {
                    499..=501 => 500,
                    998..=1_002 => 1_000,
                    ppi => ppi,
                }
            }
        };
        (per_inch(self.sampling.image.0), per_inch(self.sampling.image.1))
    }

    /// Reads the image; its resolution is that of the record.
    pub fn decode(&self) -> Result<Image, DecodeError> {
        let (x, y) = self.ppi();
        if x != y {
            return Err(DecodeError::Unequal);
        }
        match self.sampling.coding {
            Coding::Raw | Coding::Packed if self.sampling.depth == 8 => {
                raw(&self.data, usize::from(self.width), usize::from(self.height), x)
            }
            Coding::Raw | Coding::Packed => Err(DecodeError::Colours),
            Coding::Wsq
            | Coding::Jpeg
            | Coding::Jpeg2000
            | Coding::Jpeg2000Lossless
            | Coding::Png => decode(&self.data, Resolution::Exactly(x)),
        }
    }
}

/// Reads a record of either edition.
pub fn read(bytes: &[u8]) -> Result<FingerRecord, RecordError> {
    let (version, reader) = parts::open(bytes, *SIGNATURE)?;
    let record = match version {
        VERSION_2005 => read_2005(bytes, reader),
        VERSION_2011 => read_2011(bytes, reader),
        _ => Err(RecordError::Version),
    }?;
    if record.images.is_empty() { Err(RecordError::Empty) } else { Ok(record) }
}

fn read_sampling(reader: &mut Reader<'_>, edition: Edition) -> Result<Sampling, RecordError> {
    let unit = read_unit(reader)?;
    let scan = (reader.u16()?, reader.u16()?);
    let image = (reader.u16()?, reader.u16()?);
    let depth = reader.u8()?;
    if !(1..=16).contains(&depth) {
        return Err(RecordError::Field("bit depth"));
    }
    let coding = Coding::read(reader, edition)?;
    Ok(Sampling { unit, scan, image, depth, coding })
}

fn read_unit(reader: &mut Reader<'_>) -> Result<Unit, RecordError> {
    match reader.u8()? {
        1 => Ok(Unit::Inch),
        2 => Ok(Unit::Centimetre),
        _ => Err(RecordError::Field("unit of the resolutions")),
    }
}

fn read_2005(bytes: &[u8], mut reader: Reader<'_>) -> Result<FingerRecord, RecordError> {
    // The length has six bytes here.
    let (high, low) = (reader.u16()?, reader.u32()?);
    parts::whole(u64::from(high) << 32 | u64::from(low), bytes)?;
    let (device, level) = (reader.u16()?, reader.u16()?);
    let count = reader.u8()?;
    let sampling = read_sampling(&mut reader, Edition::Of2005)?;
    reader.u16()?;
    let mut images = Vec::new();
    for _ in 0..count {
        let mut part = parts::part(&mut reader, "finger image")?;
        let position = Position::read(&mut part)?;
        let (of, number) = (part.u8()?, part.u8()?);
        let score = part.u8()?;
        let quality = (score <= SCORE_MAX).then_some(Quality { score, vendor: 0, algorithm: 0 });
        let impression = part.u8()?;
        let (width, height) = (part.u16()?, part.u16()?);
        part.u8()?;
        images.push(FingerImage {
            position,
            number,
            of,
            impression,
            capture: Capture { quality, ..Capture::default() },
            sampling,
            width,
            height,
            data: part.rest().to_vec(),
        });
    }
    parts::finished(&reader, "record")?;
    Ok(FingerRecord { edition: Edition::Of2005, device, level, images })
}

fn read_2011(bytes: &[u8], mut reader: Reader<'_>) -> Result<FingerRecord, RecordError> {
    parts::whole(u64::from(reader.u32()?), bytes)?;
    let count = reader.u16()?;
    let certified = reader.u8()?;
    // How many positions there are: the images tell it.
    reader.u8()?;
    let mut images = Vec::new();
    for _ in 0..count {
        let mut part = parts::part(&mut reader, "representation")?;
        let capture = Capture::read(&mut part)?;
        parts::skip_certifications(&mut part, certified)?;
        let position = Position::read(&mut part)?;
        let number = part.u8()?;
        let sampling = read_sampling(&mut part, Edition::Of2011)?;
        let impression = part.u8()?;
        let (width, height) = (part.u16()?, part.u16()?);
        let length = usize::try_from(part.u32()?).unwrap_or(usize::MAX);
        // Behind the image there may be blocks for segments and comments.
        let data = part.take(length)?.to_vec();
        images.push(FingerImage {
            position,
            number,
            of: 0,
            impression,
            capture,
            sampling,
            width,
            height,
            data,
        });
    }
    parts::finished(&reader, "record")?;
    Ok(FingerRecord { edition: Edition::Of2011, device: 0, level: 0, images })
}

/// Writes a record in its edition.
pub fn write(record: &FingerRecord) -> Result<Vec<u8>, RecordError> {
    match record.edition {
        Edition::Of2005 => write_2005(record),
        Edition::Of2011 => write_2011(record),
    }
}

fn put_sampling(
    out: &mut Vec<u8>,
    sampling: &Sampling,
    edition: Edition,
) -> Result<(), RecordError> {
    out.push(match sampling.unit {
        Unit::Inch => 1,
        Unit::Centimetre => 2,
    });
    let ((scan_x, scan_y), (x, y)) = (sampling.scan, sampling.image);
    for resolution in [scan_x, scan_y, x, y] {
        out.extend(resolution.to_be_bytes());
    }
    out.extend([sampling.depth, sampling.coding.code(edition)?]);
    Ok(())
}

fn write_2005(record: &FingerRecord) -> Result<Vec<u8>, RecordError> {
    let first = record.images.first().ok_or(RecordError::Empty)?;
    if record.images.iter().any(|image| image.sampling != first.sampling) {
        return Err(RecordError::Mixed);
    }
    let mut out = Vec::new();
    out.extend(record.device.to_be_bytes());
    out.extend(record.level.to_be_bytes());
    out.push(narrow(record.images.len(), "images")?);
    put_sampling(&mut out, &first.sampling, Edition::Of2005)?;
    out.extend([0, 0]);
    for image in &record.images {
        let score = image.capture.quality.map_or(SCORE_UNKNOWN, |quality| quality.score);
        let mut part = vec![image.position.code(), image.of, image.number, score, image.impression];
        part.extend(image.width.to_be_bytes());
        part.extend(image.height.to_be_bytes());
        part.push(0);
        part.extend(&image.data);
        parts::put_part(&mut out, &part)?;
    }
    let length: u32 = narrow(out.len().saturating_add(14), "bytes")?;
    Ok([SIGNATURE, &VERSION_2005, &[0, 0][..], &length.to_be_bytes(), &out].concat())
}

fn write_2011(record: &FingerRecord) -> Result<Vec<u8>, RecordError> {
    if record.images.is_empty() {
        return Err(RecordError::Empty);
    }
    let count: u16 = narrow(record.images.len(), "images")?;
    let mut positions: Vec<_> = record.images.iter().map(|image| image.position).collect();
    positions.sort_unstable();
    positions.dedup();
    let mut out = count.to_be_bytes().to_vec();
    out.extend([0, narrow(positions.len(), "positions")?]);
    for image in &record.images {
        let mut part = Vec::new();
        image.capture.write(&mut part);
        part.extend([image.position.code(), image.number]);
        put_sampling(&mut part, &image.sampling, Edition::Of2011)?;
        part.push(image.impression);
        part.extend(image.width.to_be_bytes());
        part.extend(image.height.to_be_bytes());
        let length: u32 = narrow(image.data.len(), "bytes")?;
        part.extend(length.to_be_bytes());
        part.extend(&image.data);
        parts::put_part(&mut out, &part)?;
    }
    let length: u32 = narrow(out.len().saturating_add(12), "bytes")?;
    Ok([SIGNATURE, &VERSION_2011, &length.to_be_bytes()[..], &out].concat())
}
