//! What several kinds of records have in common.
//!
//! Source: ISO/IEC 19794-1:2011, clause 12 and the tables of parts 2, 4 and 5.
#![deny(clippy::indexing_slicing, clippy::as_conversions, clippy::arithmetic_side_effects)]

use super::RecordError;
use crate::bytes::Reader;

/// Which finger, by ISO/IEC 19794-4:2011, tables 6 and 7; the same as in ANSI/NIST-ITL 1-2011,
/// table 8.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position(u8);

impl Position {
    /// Not known.
    pub const UNKNOWN: Self = Self(0);
    /// Right thumb.
    pub const RIGHT_THUMB: Self = Self(1);
    /// Right index finger.
    pub const RIGHT_INDEX: Self = Self(2);
    /// Right middle finger.
    pub const RIGHT_MIDDLE: Self = Self(3);
    /// Right ring finger.
    pub const RIGHT_RING: Self = Self(4);
    /// Right little finger.
    pub const RIGHT_LITTLE: Self = Self(5);
    /// Left thumb.
    pub const LEFT_THUMB: Self = Self(6);
    /// Left index finger.
    pub const LEFT_INDEX: Self = Self(7);
    /// Left middle finger.
    pub const LEFT_MIDDLE: Self = Self(8);
    /// Left ring finger.
    pub const LEFT_RING: Self = Self(9);
    /// Left little finger.
    pub const LEFT_LITTLE: Self = Self(10);
    /// The four fingers of the right hand, plain.
    pub const RIGHT_FOUR: Self = Self(13);
    /// The four fingers of the left hand, plain.
    pub const LEFT_FOUR: Self = Self(14);
    /// Both thumbs, plain.
    pub const BOTH_THUMBS: Self = Self(15);

    /// The position with this code: single fingers (0 to 12, where 11 and 12 are plain thumbs of
    /// ANSI/NIST-ITL), the plain groups (13 to 15), palms (20 to 36) and pairs and triples (40
    /// to 50).
    pub fn new(code: u8) -> Option<Self> {
        matches!(code, 0..=15 | 20..=36 | 40..=50).then_some(Self(code))
    }

    /// The code.
    pub fn code(self) -> u8 {
        self.0
    }

    /// Whether it is one finger that is known: 1 to 12.
    pub fn is_single(self) -> bool {
        (1..=12).contains(&self.0)
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, RecordError> {
        Self::new(reader.u8()?).ok_or(RecordError::Field("finger position"))
    }
}

/// How good a sample is, and who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quality {
    /// From 0 (worst) to 100 (ISO/IEC 29794-1).
    pub score: u8,
    /// The registered vendor of the algorithm; 0 where it is not told.
    pub vendor: u16,
    /// The vendor's number of the algorithm; 0 where it is not told.
    pub algorithm: u16,
}

/// The greatest score.
pub(super) const SCORE_MAX: u8 = 100;
/// What stands for a score that is not known (ISO/IEC 19794-2:2011, 8.4.2.4.5).
pub(super) const SCORE_UNKNOWN: u8 = 254;

/// When a sample was captured, in universal time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The year.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 60.
    pub second: u8,
    /// 0 to 999.
    pub millisecond: u16,
}

/// When and with what a sample was captured; only records of 2011 say it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Capture {
    /// When; `None` where it is not told.
    pub moment: Option<Moment>,
    /// How the device works, by the table of the part; 0 where it is not told.
    pub technology: u8,
    /// The registered vendor of the device; 0 where it is not told.
    pub vendor: u16,
    /// The vendor's number of the device; 0 where it is not told.
    pub device: u16,
    /// The first score of the record that is one.
    pub quality: Option<Quality>,
}

impl Capture {
    /// Reads what stands at the head of a representation, behind its length.
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, RecordError> {
        let moment = Moment::read(reader)?;
        let (technology, vendor, device) = (reader.u8()?, reader.u16()?, reader.u16()?);
        let mut quality = None;
        for _ in 0..reader.u8()? {
            let (score, vendor, algorithm) = (reader.u8()?, reader.u16()?, reader.u16()?);
            if quality.is_none() && score <= SCORE_MAX {
                quality = Some(Quality { score, vendor, algorithm });
            }
        }
        Ok(Self { moment, technology, vendor, device, quality })
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        match self.moment {
            Some(moment) => moment.write(out),
            None => out.extend([0xFF; 9]),
        }
        out.push(self.technology);
        out.extend(self.vendor.to_be_bytes());
        out.extend(self.device.to_be_bytes());
        out.push(u8::from(self.quality.is_some()));
        if let Some(Quality { score, vendor, algorithm }) = self.quality {
            out.push(score.min(SCORE_MAX));
            out.extend(vendor.to_be_bytes());
            out.extend(algorithm.to_be_bytes());
        }
    }
}

impl Moment {
    /// A moment, or `None` where its year or day is filled with ones.
    fn read(reader: &mut Reader<'_>) -> Result<Option<Self>, RecordError> {
        let moment = Self {
            year: reader.u16()?,
            month: reader.u8()?,
            day: reader.u8()?,
            hour: reader.u8()?,
            minute: reader.u8()?,
            second: reader.u8()?,
            millisecond: reader.u16()?,
        };
        Ok((moment.year != u16::MAX && moment.day != u8::MAX).then_some(moment))
    }

    fn write(self, out: &mut Vec<u8>) {
        out.extend(self.year.to_be_bytes());
        out.extend([self.month, self.day, self.hour, self.minute, self.second]);
        out.extend(self.millisecond.to_be_bytes());
    }
}

/// Skips the certifications of a device, if the record says that there are any.
pub(super) fn skip_certifications(reader: &mut Reader<'_>, flag: u8) -> Result<(), RecordError> {
    if flag != 0 {
        let count = usize::from(reader.u8()?);
        reader.take(count.saturating_mul(3))?;
    }
    Ok(())
}

/// Checks the signature of a record; its version and the rest.
pub(super) fn open(bytes: &[u8], signature: [u8; 4]) -> Result<([u8; 4], Reader<'_>), RecordError> {
    let mut reader = Reader::new(bytes);
    if reader.take(4).ok() != Some(&signature) {
        return Err(RecordError::Signature);
    }
    let version = *reader.take(4)?.first_chunk().ok_or(RecordError::Version)?;
    Ok((version, reader))
}

/// A length that must be that of the whole record.
pub(super) fn whole(stated: u64, bytes: &[u8]) -> Result<(), RecordError> {
    let stated = usize::try_from(stated).unwrap_or(usize::MAX);
    if stated == bytes.len() {
        Ok(())
    } else {
        Err(RecordError::Length { part: "record", stated, found: bytes.len() })
    }
}

/// The part of a record that begins with its own length, which counts itself; read behind it.
pub(super) fn part<'a>(
    reader: &mut Reader<'a>,
    name: &'static str,
) -> Result<Reader<'a>, RecordError> {
    let stated = usize::try_from(reader.u32()?).unwrap_or(usize::MAX);
    let found = reader.rest().len().saturating_add(4);
    let length = stated.checked_sub(4).filter(|_| stated <= found);
    let length = length.ok_or(RecordError::Length { part: name, stated, found })?;
    Ok(Reader::new(reader.take(length)?))
}

/// That a part was read to its end.
pub(super) fn finished(reader: &Reader<'_>, part: &'static str) -> Result<(), RecordError> {
    match reader.rest().len() {
        0 => Ok(()),
        more => {
            let found = reader.at();
            Err(RecordError::Length { part, stated: found.saturating_add(more), found })
        }
    }
}

/// A count or length in fewer bits.
pub(super) fn narrow<T: TryFrom<usize>>(
    count: usize,
    what: &'static str,
) -> Result<T, RecordError> {
    T::try_from(count).ok().ok_or(RecordError::TooMany(what))
}

/// Puts the length of `content`, counting itself, and then `content`.
pub(super) fn put_part(out: &mut Vec<u8>, content: &[u8]) -> Result<(), RecordError> {
    let length: u32 = narrow(content.len().saturating_add(4), "bytes")?;
    out.extend(length.to_be_bytes());
    out.extend(content);
    Ok(())
}
