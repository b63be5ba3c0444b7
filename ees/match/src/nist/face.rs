//! Faces: records of type 10.
//!
//! Source: ANSI/NIST-ITL 1-2011, clause 8.10, tables 14 and 15.
#![deny(clippy::indexing_slicing, clippy::as_conversions, clippy::arithmetic_side_effects)]

use super::fields::IMAGE;
use super::finger::Compression;
use super::{Field, NistError, Tagged};
use crate::image::Colour;
use crate::image::decode::{DecodeError, decode_colour};

/// What 10.003 says of an image of a face.
const KIND_OF_IMAGE: &str = "FACE";

/// A face of type 10.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Face {
    /// What tells records of a type apart, from 0 to 99.
    pub idc: u8,
    /// The agency that captured it (10.004).
    pub source: String,
    /// The day of capture, as `YYYYMMDD` (10.005).
    pub date: String,
    /// Columns, in pixels.
    pub width: u16,
    /// Rows, in pixels.
    pub height: u16,
    /// How it is compressed.
    pub compression: Compression,
    /// The space of its colours, by the codes of table 14: `SRGB`, `GRAY`, `YCC`, `UNK` and others.
    pub colours: String,
    /// The file of the image.
    pub data: Vec<u8>,
}

impl Face {
    /// The type of the record.
    pub const KIND: u8 = 10;

    /// Reads what a record of type 10 says of a face; fields that are not named here are left
    /// aside.
    pub fn read(record: &Tagged) -> Result<Self, NistError> {
        if record.kind != Self::KIND {
            return Err(NistError::Kind(record.kind));
        }
        if record.text(3) != Some(KIND_OF_IMAGE) {
            return Err(record.error(3));
        }
        let text = |number: u16| {
            let text = record.text(number).map(str::to_owned);
            text.ok_or(NistError::Field { kind: Self::KIND, number })
        };
        Ok(Self {
            idc: record.idc,
            source: text(4)?,
            date: text(5)?,
            width: record.number(6)?,
            height: record.number(7)?,
            compression: Compression::named(record.text(11)).ok_or(record.error(11))?,
            colours: text(12)?,
            data: record.find(IMAGE).ok_or(record.error(IMAGE))?.to_vec(),
        })
    }

    /// The record of type 10. Its resolution is that of no scale: only the sides count.
    pub fn write(&self) -> Tagged {
        let texts = [
            (3, KIND_OF_IMAGE.to_owned()),
            (4, self.source.clone()),
            (5, self.date.clone()),
            (6, self.width.to_string()),
            (7, self.height.to_string()),
            (8, "0".to_owned()),
            (9, "1".to_owned()),
            (10, "1".to_owned()),
            (11, self.compression.name().to_owned()),
            (12, self.colours.clone()),
        ];
        let texts = texts.map(|(number, text)| Field { number, value: text.into_bytes() });
        let mut fields = texts.to_vec();
        fields.push(Field { number: IMAGE, value: self.data.clone() });
        Tagged { kind: Self::KIND, idc: self.idc, fields }
    }

    /// Reads the image.
    pub fn decode(&self) -> Result<Colour, DecodeError> {
        decode_colour(&self.data)
    }
}
