//! Fingerprints: records of type 4 and 14.
//!
//! Source: ANSI/NIST-ITL 1-2011, clauses 8.4 and 8.14, tables 7, 8, 15 and 16, annex B.2.5.
#![deny(clippy::indexing_slicing, clippy::as_conversions, clippy::arithmetic_side_effects)]

use super::fields::IMAGE;
use super::{Field, NistError, Tagged, joined};
use crate::bytes::Reader;
use crate::image::Image;
use crate::image::decode::{DecodeError, Resolution, decode, raw};
use crate::record::Position;

/// How an image is compressed (table 15), by the names of type 14; their order is that of the
/// numbers of type 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// `NONE`: grey values.
    None,
    /// `WSQ20`.
    Wsq,
    /// `JPEGB`: JPEG, baseline.
    Jpeg,
    /// `JPEGL`: JPEG without loss.
    JpegLossless,
    /// `JP2`: JPEG 2000.
    Jpeg2000,
    /// `JP2L`: JPEG 2000 without loss.
    Jpeg2000Lossless,
    /// `PNG`.
    Png,
}

impl Compression {
    const NAMES: [(&'static str, Self); 7] = [
        ("NONE", Self::None),
        ("WSQ20", Self::Wsq),
        ("JPEGB", Self::Jpeg),
        ("JPEGL", Self::JpegLossless),
        ("JP2", Self::Jpeg2000),
        ("JP2L", Self::Jpeg2000Lossless),
        ("PNG", Self::Png),
    ];

    pub(super) fn named(name: Option<&str>) -> Option<Self> {
        let name = name.map(|name| if name == "WSQ" { "WSQ20" } else { name })?;
        Self::NAMES.into_iter().find(|(known, _)| *known == name).map(|(_, kind)| kind)
    }

    pub(super) fn name(self) -> &'static str {
        Self::NAMES.into_iter().find(|(_, kind)| *kind == self).map_or("NONE", |(name, _)| name)
    }

    fn code(self) -> u8 {
        let place = Self::NAMES.iter().position(|(_, kind)| *kind == self);
        place.and_then(|place| u8::try_from(place).ok()).unwrap_or(0)
    }

    /// Reads an image of these sides that is compressed in this way.
    fn decode(self, data: &[u8], sides: (u16, u16), ppi: u16) -> Result<Image, DecodeError> {
        match self {
            Self::None => raw(data, usize::from(sides.0), usize::from(sides.1), ppi),
            Self::JpegLossless => Err(DecodeError::Format),
            Self::Wsq | Self::Jpeg | Self::Jpeg2000 | Self::Jpeg2000Lossless | Self::Png => {
                decode(data, Resolution::Exactly(ppi))
            }
        }
    }
}

/// A fingerprint of type 4.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binary {
    /// What tells records of a type apart, from 0 to 99.
    pub idc: u8,
    /// How the impression was made (table 7).
    pub impression: u8,
    /// The fingers it can be of; at least one, at most six.
    pub positions: Vec<Position>,
    /// 0 for 500 pixels per inch, 1 for the resolution that the field 1.011 states.
    pub resolution: u8,
    /// Columns, in pixels.
    pub width: u16,
    /// Rows, in pixels.
    pub height: u16,
    /// How it is compressed.
    pub compression: Compression,
    /// The grey values or the file.
    pub data: Vec<u8>,
}

impl Binary {
    /// The type of the record.
    pub const KIND: u8 = 4;
    /// The bytes before the image.
    const HEAD: usize = 18;
    /// How many positions there can be, and what fills the places of those that are not there.
    const POSITIONS_MAX: usize = 6;
    const NO_POSITION: u8 = 255;

    fn error(number: u16) -> NistError {
        NistError::Field { kind: Self::KIND, number }
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, NistError> {
        let length = usize::try_from(reader.u32()?).unwrap_or(usize::MAX);
        let length = length.checked_sub(4).ok_or(NistError::Length(Self::KIND))?;
        let mut record = Reader::new(reader.take(length)?);
        let (idc, impression) = (record.u8()?, record.u8()?);
        let mut positions = Vec::new();
        for code in record.take(Self::POSITIONS_MAX)? {
            if *code != Self::NO_POSITION {
                positions.push(Position::new(*code).ok_or(Self::error(4))?);
            }
        }
        let resolution = record.u8()?;
        let (width, height) = (record.u16()?, record.u16()?);
        let kinds = Compression::NAMES;
        let compression = kinds.get(usize::from(record.u8()?)).ok_or(Self::error(8))?.1;
        let data = record.rest().to_vec();
        if positions.is_empty() || 99 < idc {
            return Err(Self::error(if positions.is_empty() { 4 } else { 2 }));
        }
        Ok(Self { idc, impression, positions, resolution, width, height, compression, data })
    }

    pub(super) fn write(&self) -> Result<Vec<u8>, NistError> {
        if self.positions.is_empty() || Self::POSITIONS_MAX < self.positions.len() {
            return Err(Self::error(4));
        }
        if 99 < self.idc {
            return Err(Self::error(2));
        }
        let length = self.data.len().saturating_add(Self::HEAD);
        let length = u32::try_from(length).ok().ok_or(NistError::TooLarge)?;
        let mut out = length.to_be_bytes().to_vec();
        out.extend([self.idc, self.impression]);
        let codes = self.positions.iter().map(|position| position.code());
        out.extend(codes.chain(std::iter::repeat(Self::NO_POSITION)).take(Self::POSITIONS_MAX));
        out.push(self.resolution);
        out.extend(self.width.to_be_bytes());
        out.extend(self.height.to_be_bytes());
        out.push(self.compression.code());
        out.extend(&self.data);
        Ok(out)
    }

    /// Reads the image; `native` is the resolution of the field 1.011, in pixels per inch, for
    /// records that have it.
    pub fn decode(&self, native: u16) -> Result<Image, DecodeError> {
        let ppi = if self.resolution == 0 { 500 } else { native };
        self.compression.decode(&self.data, (self.width, self.height), ppi)
    }
}

/// Why a finger is not in an image (table 16).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// `XX`: amputated, in whole or in part.
    Amputated,
    /// `UP`: there, but could not be captured, for a bandage or another reason.
    Unavailable,
}

/// The quality of one finger (14.024).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FingerQuality {
    /// Which finger.
    pub position: Position,
    /// From 0 to 100; 254 where it could not be computed, 255 where nobody tried.
    pub score: u8,
    /// The registered vendor of the algorithm; 15 is NIST, whose is NFIQ 2.
    pub vendor: u16,
    /// The vendor's number of the algorithm.
    pub product: u16,
}

/// A fingerprint of type 14.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// What tells records of a type apart, from 0 to 99.
    pub idc: u8,
    /// How the impression was made (table 7).
    pub impression: u8,
    /// The agency that captured it (14.004).
    pub source: String,
    /// The day of capture, as `YYYYMMDD` (14.005).
    pub date: String,
    /// Which finger or fingers (14.013).
    pub position: Position,
    /// Fingers that are not there (14.018), at most four.
    pub missing: Vec<(Position, Missing)>,
    /// How good each finger is (14.024).
    pub qualities: Vec<FingerQuality>,
    /// The image; there is none where all fingers are missing.
    pub image: Option<FingerImage>,
}

/// The image of a record of type 14.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FingerImage {
    /// Columns, in pixels.
    pub width: u16,
    /// Rows, in pixels.
    pub height: u16,
    /// Pixels per inch.
    pub ppi: u16,
    /// How it is compressed.
    pub compression: Compression,
    /// Bits of a pixel.
    pub depth: u8,
    /// The grey values or the file.
    pub data: Vec<u8>,
}

impl FingerImage {
    /// Reads the image.
    pub fn decode(&self) -> Result<Image, DecodeError> {
        match (self.compression, self.depth) {
            (Compression::None, depth) if depth != 8 => Err(DecodeError::Colours),
            (compression, _) => compression.decode(&self.data, (self.width, self.height), self.ppi),
        }
    }
}

impl Fingerprint {
    /// The type of the record.
    pub const KIND: u8 = 14;

    /// Reads what a record of type 14 says; fields that are not named here are left aside.
    pub fn read(record: &Tagged) -> Result<Self, NistError> {
        if record.kind != Self::KIND {
            return Err(NistError::Kind(record.kind));
        }
        let text = |number: u16| {
            let text = record.text(number).map(str::to_owned);
            text.ok_or(NistError::Field { kind: Self::KIND, number })
        };
        let position = Position::new(record.number(13)?).ok_or(record.error(13))?;
        Ok(Self {
            idc: record.idc,
            impression: record.number(3)?,
            source: text(4)?,
            date: text(5)?,
            position,
            missing: read_missing(record)?,
            qualities: read_qualities(record)?,
            image: record.find(IMAGE).map(|data| read_image(record, data)).transpose()?,
        })
    }

    /// The record of type 14.
    pub fn write(&self) -> Tagged {
        let mut fields = Vec::new();
        let mut put = |number: u16, value: Vec<u8>| fields.push(Field { number, value });
        put(3, self.impression.to_string().into_bytes());
        put(4, self.source.clone().into_bytes());
        put(5, self.date.clone().into_bytes());
        if let Some(image) = &self.image {
            put(6, image.width.to_string().into_bytes());
            put(7, image.height.to_string().into_bytes());
            put(8, b"1".to_vec());
            put(9, image.ppi.to_string().into_bytes());
            put(10, image.ppi.to_string().into_bytes());
            put(11, image.compression.name().as_bytes().to_vec());
            put(12, image.depth.to_string().into_bytes());
        }
        put(13, self.position.code().to_string().into_bytes());
        let missing: Vec<[String; 2]> = self.missing.iter().copied().map(missing_items).collect();
        if !missing.is_empty() {
            put(18, joined(missing.iter().map(<[String; 2]>::as_slice)));
        }
        let qualities: Vec<[String; 4]> =
            self.qualities.iter().copied().map(quality_items).collect();
        if !qualities.is_empty() {
            put(24, joined(qualities.iter().map(<[String; 4]>::as_slice)));
        }
        if let Some(image) = &self.image {
            put(IMAGE, image.data.clone());
        }
        Tagged { kind: Self::KIND, idc: self.idc, fields }
    }
}

fn missing_items((position, missing): (Position, Missing)) -> [String; 2] {
    let code = match missing {
        Missing::Amputated => "XX",
        Missing::Unavailable => "UP",
    };
    [position.code().to_string(), code.to_owned()]
}

fn quality_items(quality: FingerQuality) -> [String; 4] {
    let FingerQuality { position, score, vendor, product } = quality;
    let code = position.code().to_string();
    [code, score.to_string(), format!("{vendor:04X}"), product.to_string()]
}

fn single(item: &str) -> Option<Position> {
    item.parse().ok().and_then(Position::new).filter(|position| position.is_single())
}

fn read_missing(record: &Tagged) -> Result<Vec<(Position, Missing)>, NistError> {
    let one = |items: Vec<&str>| match items.as_slice() {
        [position, "XX"] => Some((single(position)?, Missing::Amputated)),
        [position, "UP"] => Some((single(position)?, Missing::Unavailable)),
        _ => None,
    };
    let missing: Option<Vec<_>> = record.subfields(18).into_iter().map(one).collect();
    // A slap has four fingers.
    missing.filter(|missing| missing.len() <= 4).ok_or(record.error(18))
}

fn read_qualities(record: &Tagged) -> Result<Vec<FingerQuality>, NistError> {
    let one = |items: Vec<&str>| match items.as_slice() {
        [position, score, vendor, product] => {
            let score: u8 = score.parse().ok()?;
            Some(FingerQuality {
                position: single(position)?,
                score: Some(score).filter(|score| matches!(score, 0..=100 | 254 | 255))?,
                vendor: u16::from_str_radix(vendor, 16).ok()?,
                product: product.parse().ok()?,
            })
        }
        _ => None,
    };
    let qualities: Option<Vec<_>> = record.subfields(24).into_iter().map(one).collect();
    qualities.filter(|qualities| qualities.len() <= 45).ok_or(record.error(24))
}

fn read_image(record: &Tagged, data: &[u8]) -> Result<FingerImage, NistError> {
    let (x, y): (u16, u16) = (record.number(9)?, record.number(10)?);
    let ppi = match record.number::<u8>(8)? {
        1 => x,
        // Per centimetre: 197 stands for 500 per inch.
        2 => match u32::from(x).saturating_mul(254).saturating_add(50) / 100 {
            499..=501 => 500,
            998..=1_002 => 1_000,
            ppi => u16::try_from(ppi).unwrap_or(u16::MAX),
        },
        _ => return Err(record.error(8)),
    };
    if x != y {
        return Err(record.error(10));
    }
    Ok(FingerImage {
        width: record.number(6)?,
        height: record.number(7)?,
        ppi,
        compression: Compression::named(record.text(11)).ok_or(record.error(11))?,
        depth: record.number(12)?,
        data: data.to_vec(),
    })
}
