//! Face image records: what the chip of a passport has in its data group 2.
//!
//! Source: ISO/IEC 19794-5:2005, clause 5; ISO/IEC 19794-5:2011, clause 5.
#![deny(clippy::indexing_slicing, clippy::as_conversions, clippy::arithmetic_side_effects)]

use super::parts::{self, narrow};
use super::{Capture, Edition, RecordError};
use crate::bytes::Reader;
use crate::image::Colour;
use crate::image::decode::{DecodeError, decode_colour};

const SIGNATURE: &[u8; 4] = b"FAC\0";
const VERSION_2005: [u8; 4] = *b"010\0";
const VERSION_2011: [u8; 4] = *b"030\0";

/// A face image record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaceRecord {
    /// The edition it follows.
    pub edition: Edition,
    /// At least one, at most 65 535.
    pub faces: Vec<FaceImage>,
}

/// One image of a face. Fields that an edition does not have are 0 or empty when a record of it
/// was read, and are left out when one is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FaceImage {
    /// When and with what (2011).
    pub capture: Capture,
    /// What is said about the person.
    pub subject: Subject,
    /// Points of the face.
    pub landmarks: Vec<Landmark>,
    /// 0 basic, 1 full frontal, 2 token frontal (5.7.1); 2011 has others.
    pub kind: u8,
    /// How the image is coded.
    pub coding: Coding,
    /// Columns, in pixels.
    pub width: u16,
    /// Rows, in pixels.
    pub height: u16,
    /// 0 not told, 1 sRGB, 2 YUV 4:2:2, 3 grey.
    pub colours: u8,
    /// What took the image (2005, 5.7.6).
    pub source: u8,
    /// The vendor's number of the device (2005).
    pub device: u16,
    /// The quality (2005, where it has no defined meaning).
    pub quality: u16,
    /// The level of the spatial sampling rate (2011).
    pub sampling: u8,
    /// What was done to the image after it was taken (2011), one bit each.
    pub processing: u16,
    /// The number of the image from which this one was made (2011); 0 for none.
    pub made_from: u8,
    /// The file of the image.
    pub data: Vec<u8>,
}

/// What a record says about a person, by the tables of clause 5.5; 0 where nothing is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    /// Gender.
    pub gender: u8,
    /// Colour of the eyes.
    pub eyes: u8,
    /// Colour of the hair.
    pub hair: u8,
    /// Height in centimetres (2011).
    pub height: u8,
    /// Properties such as glasses, one bit each, of which there are 24.
    pub properties: u32,
    /// Expression: a number in 2005, one bit each in 2011.
    pub expression: u16,
    /// Yaw, pitch and roll, coded by 5.5.8; 0 where not told.
    pub pose: [u8; 3],
    /// How far the true angles can be from these, coded as they are.
    pub uncertainty: [u8; 3],
}

/// A point of a face.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Landmark {
    /// The kind of point: 1 is a feature point of MPEG-4.
    pub kind: u8,
    /// The code of the point; of MPEG-4, major number in the upper and minor in the lower half.
    pub code: u8,
    /// Columns from the left edge, in pixels.
    pub x: u16,
    /// Rows from the upper edge, in pixels.
    pub y: u16,
    /// Depth of a point of three dimensions.
    pub z: u16,
}

/// How an image is coded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Coding {
    /// JPEG.
    #[default]
    Jpeg,
    /// JPEG 2000 with loss; in records of 2005, either.
    Jpeg2000,
    /// JPEG 2000 without loss; records of 2005 do not tell it from the other.
    Jpeg2000Lossless,
    /// PNG; not in records of 2005.
    Png,
}

impl Coding {
    fn read(reader: &mut Reader<'_>, edition: Edition) -> Result<Self, RecordError> {
        match (reader.u8()?, edition) {
            (0, _) => Ok(Self::Jpeg),
            (1, _) => Ok(Self::Jpeg2000),
            (2, Edition::Of2011) => Ok(Self::Jpeg2000Lossless),
            (3, Edition::Of2011) => Ok(Self::Png),
            _ => Err(RecordError::Field("image data type")),
        }
    }

    fn code(self, edition: Edition) -> Result<u8, RecordError> {
        match (self, edition) {
            (Self::Jpeg, _) => Ok(0),
            (Self::Jpeg2000, _) | (Self::Jpeg2000Lossless, Edition::Of2005) => Ok(1),
            (Self::Jpeg2000Lossless, Edition::Of2011) => Ok(2),
            (Self::Png, Edition::Of2011) => Ok(3),
            (Self::Png, Edition::Of2005) => Err(RecordError::Field("image data type")),
        }
    }
}

impl FaceImage {
    /// Reads the image.
    pub fn decode(&self) -> Result<Colour, DecodeError> {
        decode_colour(&self.data)
    }
}

/// Reads a record of either edition.
pub fn read(bytes: &[u8]) -> Result<FaceRecord, RecordError> {
    let (version, mut reader) = parts::open(bytes, *SIGNATURE)?;
    let edition = match version {
        VERSION_2005 => Edition::Of2005,
        VERSION_2011 => Edition::Of2011,
        _ => return Err(RecordError::Version),
    };
    parts::whole(u64::from(reader.u32()?), bytes)?;
    let count = reader.u16()?;
    if edition == Edition::Of2011 {
        // No certificates are defined; how the images follow each other in time is not used.
        reader.take(3)?;
    }
    let mut faces = Vec::new();
    for _ in 0..count {
        let mut part = parts::part(&mut reader, "face image")?;
        faces.push(read_face(&mut part, edition)?);
    }
    parts::finished(&reader, "record")?;
    if faces.is_empty() { Err(RecordError::Empty) } else { Ok(FaceRecord { edition, faces }) }
}

fn read_face(part: &mut Reader<'_>, edition: Edition) -> Result<FaceImage, RecordError> {
    let mut face = FaceImage::default();
    if edition == Edition::Of2011 {
        face.capture = Capture::read(part)?;
    }
    let landmarks = part.u16()?;
    face.subject = read_subject(part, edition)?;
    for _ in 0..landmarks {
        face.landmarks.push(Landmark {
            kind: part.u8()?,
            code: part.u8()?,
            x: part.u16()?,
            y: part.u16()?,
            z: part.u16()?,
        });
    }
    face.kind = part.u8()?;
    face.coding = Coding::read(part, edition)?;
    face.width = part.u16()?;
    face.height = part.u16()?;
    match edition {
        Edition::Of2005 => {
            face.colours = part.u8()?;
            face.source = part.u8()?;
            face.device = part.u16()?;
            face.quality = part.u16()?;
            face.data = part.rest().to_vec();
        }
        Edition::Of2011 => {
            face.sampling = part.u8()?;
            face.processing = part.u16()?;
            face.made_from = part.u8()?;
            face.colours = part.u8()?;
            let length = usize::try_from(part.u32()?).unwrap_or(usize::MAX);
            // Behind the image there may be a shape of three dimensions.
            face.data = part.take(length)?.to_vec();
        }
    }
    Ok(face)
}

fn read_subject(part: &mut Reader<'_>, edition: Edition) -> Result<Subject, RecordError> {
    Ok(Subject {
        gender: part.u8()?,
        eyes: part.u8()?,
        hair: part.u8()?,
        height: if edition == Edition::Of2011 { part.u8()? } else { 0 },
        properties: u32::from(part.u8()?) << 16 | u32::from(part.u16()?),
        expression: part.u16()?,
        pose: [part.u8()?, part.u8()?, part.u8()?],
        uncertainty: [part.u8()?, part.u8()?, part.u8()?],
    })
}

/// Writes a record in its edition.
pub fn write(record: &FaceRecord) -> Result<Vec<u8>, RecordError> {
    if record.faces.is_empty() {
        return Err(RecordError::Empty);
    }
    let edition = record.edition;
    let count: u16 = narrow(record.faces.len(), "faces")?;
    let mut out = count.to_be_bytes().to_vec();
    let version = match edition {
        Edition::Of2005 => VERSION_2005,
        Edition::Of2011 => {
            out.extend([0, 0, 0]);
            VERSION_2011
        }
    };
    for face in &record.faces {
        parts::put_part(&mut out, &face_part(face, edition)?)?;
    }
    let length: u32 = narrow(out.len().saturating_add(12), "bytes")?;
    Ok([SIGNATURE, &version, &length.to_be_bytes()[..], &out].concat())
}

fn face_part(face: &FaceImage, edition: Edition) -> Result<Vec<u8>, RecordError> {
    let mut part = Vec::new();
    if edition == Edition::Of2011 {
        face.capture.write(&mut part);
    }
    let landmarks: u16 = narrow(face.landmarks.len(), "landmarks")?;
    part.extend(landmarks.to_be_bytes());
    put_subject(&mut part, &face.subject, edition)?;
    for landmark in &face.landmarks {
        part.extend([landmark.kind, landmark.code]);
        for coordinate in [landmark.x, landmark.y, landmark.z] {
            part.extend(coordinate.to_be_bytes());
        }
    }
    part.extend([face.kind, face.coding.code(edition)?]);
    part.extend(face.width.to_be_bytes());
    part.extend(face.height.to_be_bytes());
    match edition {
        Edition::Of2005 => {
            part.extend([face.colours, face.source]);
            part.extend(face.device.to_be_bytes());
            part.extend(face.quality.to_be_bytes());
        }
        Edition::Of2011 => {
            part.push(face.sampling);
            part.extend(face.processing.to_be_bytes());
            part.extend([face.made_from, face.colours]);
            let length: u32 = narrow(face.data.len(), "bytes")?;
            part.extend(length.to_be_bytes());
        }
    }
    part.extend(&face.data);
    Ok(part)
}

fn put_subject(part: &mut Vec<u8>, subject: &Subject, edition: Edition) -> Result<(), RecordError> {
    part.extend([subject.gender, subject.eyes, subject.hair]);
    if edition == Edition::Of2011 {
        part.push(subject.height);
    }
    let [highest, properties @ ..] = subject.properties.to_be_bytes();
    if highest != 0 {
        return Err(RecordError::Field("properties"));
    }
    part.extend(properties);
    part.extend(subject.expression.to_be_bytes());
    part.extend(subject.pose);
    part.extend(subject.uncertainty);
    Ok(())
}
