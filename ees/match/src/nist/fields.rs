//! Records of tagged fields.
//!
//! Source: ANSI/NIST-ITL 1-2011, annex B.1 (separators) and B.2 (fields).
#![deny(clippy::indexing_slicing, clippy::as_conversions, clippy::arithmetic_side_effects)]

use super::{NistError, is_text};
use crate::bytes::Reader;

/// Ends a record.
pub(super) const FILE: u8 = 0x1C;
/// Stands between fields.
pub(super) const GROUP: u8 = 0x1D;
/// Stands between subfields.
pub(super) const RECORD: u8 = 0x1E;
/// Stands between the items of a subfield.
pub(super) const UNIT: u8 = 0x1F;

/// The number of the field with the length of its record.
const LENGTH: u16 = 1;
/// The number of the field that identifies its record.
const IDC: u16 = 2;
/// The number of the field with an image; it comes last, and its bytes may be anything.
pub(super) const IMAGE: u16 = 999;
/// How many digits the length of a record may have.
const LENGTH_DIGITS_MAX: usize = 10;

/// A field of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The number, from 1 to 999, without that of the record.
    pub number: u16,
    /// The value: subfields with 0x1E between them, of items with 0x1F between them.
    pub value: Vec<u8>,
}

/// A record of tagged fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tagged {
    /// The type of the record.
    pub kind: u8,
    /// What tells records of a type apart, from 0 to 99.
    pub idc: u8,
    /// The fields from the third on, in their order.
    pub fields: Vec<Field>,
}

impl Tagged {
    /// The value of a field.
    pub fn find(&self, number: u16) -> Option<&[u8]> {
        let field = self.fields.iter().find(|field| field.number == number);
        field.map(|field| field.value.as_slice())
    }

    /// The value of a field as a text.
    pub fn text(&self, number: u16) -> Option<&str> {
        self.find(number).and_then(|value| std::str::from_utf8(value).ok())
    }

    /// The value of a field as a number.
    pub(super) fn number<T: std::str::FromStr>(&self, field: u16) -> Result<T, NistError> {
        self.find(field).and_then(number).ok_or(self.error(field))
    }

    /// The subfields of a field, each with its items; none where the field is missing.
    pub fn subfields(&self, number: u16) -> Vec<Vec<&str>> {
        let text = self.text(number).unwrap_or_default();
        let subfields = text.split(char::from(RECORD)).filter(|subfield| !subfield.is_empty());
        subfields.map(|subfield| subfield.split(char::from(UNIT)).collect()).collect()
    }

    /// That a field is missing or not taken.
    pub(super) fn error(&self, number: u16) -> NistError {
        NistError::Field { kind: self.kind, number }
    }

    pub(super) fn read(reader: &mut Reader<'_>, kind: u8) -> Result<Self, NistError> {
        let mut fields = read(reader, kind)?;
        let missing = NistError::Field { kind, number: IDC };
        if fields.first().map(|field| field.number) != Some(IDC) {
            return Err(missing);
        }
        let idc = number(&fields.remove(0).value).filter(|idc| *idc < 100).ok_or(missing)?;
        Ok(Self { kind, idc, fields })
    }

    pub(super) fn write(&self) -> Result<Vec<u8>, NistError> {
        if 99 < self.idc || !matches!(self.kind, 2 | 9..=99) {
            return Err(NistError::Field { kind: self.kind, number: IDC });
        }
        let value = format!("{:02}", self.idc).into_bytes();
        let first = Field { number: IDC, value };
        let fields: Vec<Field> =
            std::iter::once(first).chain(self.fields.iter().cloned()).collect();
        write(self.kind, &fields)
    }
}

/// A number in decimal digits.
pub(super) fn number<T: std::str::FromStr>(value: &[u8]) -> Option<T> {
    let is_number = !value.is_empty() && value.iter().all(u8::is_ascii_digit);
    std::str::from_utf8(value).ok().filter(|_| is_number)?.parse().ok()
}

/// The type, number and value with which bytes begin, up to the separator `ends`.
fn tag(bytes: &[u8]) -> Option<(u8, u16, &[u8])> {
    let colon = bytes.iter().take(8).position(|byte| *byte == b':')?;
    let (tag, value) = bytes.split_at_checked(colon)?;
    let dot = tag.iter().position(|byte| *byte == b'.')?;
    let (kind, field) = tag.split_at_checked(dot)?;
    Some((number(kind)?, number(field.get(1..)?)?, value.get(1..)?))
}

/// Reads a record of this type: its fields behind the length.
pub(super) fn read(reader: &mut Reader<'_>, kind: u8) -> Result<Vec<Field>, NistError> {
    let missing = NistError::Field { kind, number: LENGTH };
    let (found, field, value) = tag(reader.rest()).ok_or(missing)?;
    let digits = value.iter().take(LENGTH_DIGITS_MAX.saturating_add(1));
    let digits = digits.take_while(|byte| byte.is_ascii_digit()).count();
    let length: usize = value.get(..digits).and_then(number).ok_or(missing)?;
    if (found, field) != (kind, LENGTH) {
        return Err(missing);
    }
    let record = reader.take(length)?;
    let (last, content) = record.split_last().ok_or(missing)?;
    if *last != FILE {
        return Err(NistError::Length(kind));
    }
    let mut fields = Vec::new();
    let mut rest = Some(content);
    while let Some(bytes) = rest {
        let wrong = NistError::Field { kind, number: fields.last().map_or(0, number_of) };
        let (found, number, value) = tag(bytes).ok_or(wrong)?;
        if found != kind || !(1..=IMAGE).contains(&number) {
            return Err(wrong);
        }
        let end = value.iter().position(|byte| *byte == GROUP).filter(|_| number != IMAGE);
        let end = end.unwrap_or(value.len());
        let (value, behind) = value.split_at_checked(end).ok_or(wrong)?;
        if !is_text(value) && number != IMAGE {
            return Err(NistError::Field { kind, number });
        }
        fields.push(Field { number, value: value.to_vec() });
        rest = behind.get(1..);
    }
    // What the first one says is the length of these bytes.
    fields.remove(0);
    Ok(fields)
}

fn number_of(field: &Field) -> u16 {
    field.number
}

/// Writes a record with its length.
pub(super) fn write(kind: u8, fields: &[Field]) -> Result<Vec<u8>, NistError> {
    let mut content = Vec::new();
    for (place, field) in fields.iter().enumerate() {
        let is_last = place.saturating_add(1) == fields.len();
        let is_image = field.number == IMAGE && is_last;
        let is_taken = (2..IMAGE).contains(&field.number) && is_text(&field.value);
        if !is_taken && !is_image {
            return Err(NistError::Field { kind, number: field.number });
        }
        content.push(GROUP);
        content.extend(format!("{kind}.{:03}:", field.number).into_bytes());
        content.extend(&field.value);
    }
    content.push(FILE);
    let head = format!("{kind}.001:");
    let without = head.len().saturating_add(content.len());
    // The length counts its own digits.
    let fits = |digits: &usize| without.saturating_add(*digits).to_string().len() == *digits;
    let digits = (1..=LENGTH_DIGITS_MAX).find(fits).ok_or(NistError::TooLarge)?;
    let length = without.saturating_add(digits).to_string();
    Ok([head.as_bytes(), length.as_bytes(), &content].concat())
}
