//! The record of type 1: what a transaction is for, from whom and to whom.
//!
//! Source: ANSI/NIST-ITL 1-2011, clause 8.1, table 22.
#![deny(clippy::indexing_slicing, clippy::as_conversions, clippy::arithmetic_side_effects)]

use super::{Field, NistError};

/// The number of the field that lists the records.
pub(super) const LIST: u16 = 3;
/// The version of the standard, as 1.002 has it.
pub const VERSION_2011: &str = "0500";

/// What the record of type 1 says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The version of the standard (1.002).
    pub version: String,
    /// What kind of transaction it is (1.004), by agreement of those who exchange it.
    pub kind: String,
    /// The day it was made, as `YYYYMMDD` (1.005).
    pub date: String,
    /// The agency it is for (1.007).
    pub destination: String,
    /// The agency it is from (1.008).
    pub origin: String,
    /// The number that its maker gave it (1.009).
    pub control: String,
    /// The other fields, in their order: priority, reference, resolutions of type 4, and so on.
    pub others: Vec<Field>,
}

/// The fields of [`Header`] that must be there.
const FIELDS: [u16; 6] = [2, 4, 5, 7, 8, 9];

impl Header {
    pub(super) fn read(fields: &[Field]) -> Result<Self, NistError> {
        let text = |number: u16| {
            let field = fields.iter().find(|field| field.number == number);
            let text = field.and_then(|field| String::from_utf8(field.value.clone()).ok());
            text.ok_or(NistError::Field { kind: 1, number })
        };
        Ok(Self {
            version: text(2)?,
            kind: text(4)?,
            date: text(5)?,
            destination: text(7)?,
            origin: text(8)?,
            control: text(9)?,
            others: fields
                .iter()
                .filter(|field| field.number != LIST && !FIELDS.contains(&field.number))
                .cloned()
                .collect(),
        })
    }

    /// All fields in the order of their numbers, with this list.
    pub(super) fn fields(&self, list: Vec<u8>) -> Vec<Field> {
        let texts = [
            (2, &self.version),
            (4, &self.kind),
            (5, &self.date),
            (7, &self.destination),
            (8, &self.origin),
            (9, &self.control),
        ];
        let texts = texts.map(|(number, text)| Field { number, value: text.clone().into_bytes() });
        let mut fields = self.others.clone();
        fields.retain(|field| field.number != LIST);
        fields.extend(texts);
        fields.push(Field { number: LIST, value: list });
        fields.sort_by_key(|field| field.number);
        fields
    }
}
