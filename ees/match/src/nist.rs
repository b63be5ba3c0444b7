//! Containers of ANSI/NIST-ITL: what police and border authorities send each other fingerprints
//! and faces in, in the traditional encoding.
//!
//! A transaction is a record of type 1, which lists the others, and these: texts of type 2,
//! fingerprints of type 4 (binary) and 14, faces of type 10, and any other type with tagged
//! fields, whose fields are kept as they are. The lengths and the list (1.003) are checked when
//! a transaction is read and made when one is written.
//!
//! What is read takes some times the memory of the bytes and one walk over them.
//!
//! Source: ANSI/NIST-ITL 1-2011 (NIST Special Publication 500-290), clauses 7 and 8 and annex B.
#![deny(clippy::indexing_slicing, clippy::as_conversions, clippy::arithmetic_side_effects)]

pub mod face;
mod fields;
pub mod finger;
pub mod header;

pub use fields::{Field, Tagged};

use crate::bytes::{End, Reader};
use fields::{GROUP, RECORD, UNIT};
use finger::Binary;
use header::Header;

/// The most records of a transaction: the identifiers have two digits, and several records can
/// have the same (7.3.1).
pub const RECORDS_MAX: usize = 1_000;

/// Why bytes are no transaction, or one cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NistError {
    /// The bytes do not begin with a record of type 1.
    #[error("not a transaction of ANSI/NIST-ITL in the traditional encoding")]
    Signature,
    /// The bytes end too early.
    #[error("the transaction ends at byte {0}, in the middle of a record")]
    Truncated(usize),
    /// A field is not as it must be: its type of record and number.
    #[error("the field {kind}.{number:03} is missing or not taken")]
    Field {
        /// The type of the record.
        kind: u8,
        /// The number of the field.
        number: u16,
    },
    /// A record does not end where its length says.
    #[error("a record of type {0} does not end as its length says")]
    Length(u8),
    /// The list of the first record (1.003) and the records disagree.
    #[error("the records are not those that the first one lists")]
    Count,
    /// A type of record that is not read: binary ones but for type 4.
    #[error("records of type {0} are not taken")]
    Kind(u8),
    /// There are more records than [`RECORDS_MAX`], or more bytes than a length can say.
    #[error("the transaction is too large")]
    TooLarge,
}

impl From<End> for NistError {
    fn from(end: End) -> Self {
        Self::Truncated(end.0)
    }
}

/// A transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transaction {
    /// What the record of type 1 says.
    pub header: Header,
    /// The other records, in their order.
    pub records: Vec<Record>,
}

/// One record of a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// Fields with numbers: types 2 and from 9.
    Tagged(Tagged),
    /// A fingerprint of type 4.
    Binary(Binary),
}

impl Record {
    /// The type of the record.
    pub fn kind(&self) -> u8 {
        match self {
            Self::Tagged(tagged) => tagged.kind,
            Self::Binary(_) => Binary::KIND,
        }
    }

    /// What tells records of a type apart: the information designation character.
    pub fn idc(&self) -> u8 {
        match self {
            Self::Tagged(tagged) => tagged.idc,
            Self::Binary(binary) => binary.idc,
        }
    }
}

/// Reads a transaction.
pub fn read(bytes: &[u8]) -> Result<Transaction, NistError> {
    if !bytes.starts_with(b"1.0") {
        return Err(NistError::Signature);
    }
    let mut reader = Reader::new(bytes);
    let first = fields::read(&mut reader, 1)?;
    let list = first.iter().find(|field| field.number == header::LIST);
    let list = list.ok_or(NistError::Field { kind: 1, number: header::LIST })?;
    let list = read_list(&list.value)?;
    let mut records = Vec::with_capacity(list.len());
    for (kind, idc) in list {
        let record = match kind {
            Binary::KIND => Record::Binary(Binary::read(&mut reader)?),
            2 | 9..=99 => Record::Tagged(Tagged::read(&mut reader, kind)?),
            kind => return Err(NistError::Kind(kind)),
        };
        if record.idc() != idc {
            return Err(NistError::Count);
        }
        records.push(record);
    }
    if !reader.rest().is_empty() {
        return Err(NistError::Count);
    }
    Ok(Transaction { header: Header::read(&first)?, records })
}

/// The types and identifiers that the field 1.003 lists, without its own record.
fn read_list(value: &[u8]) -> Result<Vec<(u8, u8)>, NistError> {
    let pairs = value.split(|byte| *byte == RECORD).map(|pair| {
        let mut items = pair.split(|byte| *byte == UNIT);
        let number = |item: Option<&[u8]>| item.and_then(fields::number::<u16>);
        match (number(items.next()), number(items.next()), items.next()) {
            (Some(kind), Some(idc), None) => Ok((kind, idc)),
            _ => Err(NistError::Field { kind: 1, number: header::LIST }),
        }
    });
    let mut pairs = pairs.take(RECORDS_MAX.saturating_add(2));
    let (first, count) = pairs.next().ok_or(NistError::Count)??;
    let list = pairs
        .map(|pair| {
            let (kind, idc) = pair?;
            let kind = u8::try_from(kind).ok().ok_or(NistError::Kind(u8::MAX))?;
            Ok((kind, u8::try_from(idc).ok().ok_or(NistError::Count)?))
        })
        .collect::<Result<Vec<_>, NistError>>()?;
    if RECORDS_MAX < list.len() {
        return Err(NistError::TooLarge);
    }
    if first != 1 || usize::from(count) != list.len() {
        return Err(NistError::Count);
    }
    Ok(list)
}

/// Writes a transaction, with its lengths and list.
pub fn write(transaction: &Transaction) -> Result<Vec<u8>, NistError> {
    let records = transaction.records.as_slice();
    if RECORDS_MAX < records.len() {
        return Err(NistError::TooLarge);
    }
    let mut list = vec![["1".to_owned(), records.len().to_string()]];
    list.extend(records.iter().map(|one| [one.kind().to_string(), format!("{:02}", one.idc())]));
    let list = joined(list.iter().map(<[String; 2]>::as_slice));
    let mut out = fields::write(1, &transaction.header.fields(list))?;
    for record in records {
        match record {
            Record::Tagged(tagged) => out.extend(tagged.write()?),
            Record::Binary(binary) => out.extend(binary.write()?),
        }
    }
    Ok(out)
}

/// Joins subfields of items as their field has them.
fn joined<'a>(subfields: impl IntoIterator<Item = &'a [String]>) -> Vec<u8> {
    let unit = char::from(UNIT).to_string();
    let subfields: Vec<String> = subfields.into_iter().map(|items| items.join(&unit)).collect();
    subfields.join(&char::from(RECORD).to_string()).into_bytes()
}

/// Whether a text can be the value of a field.
fn is_text(value: &[u8]) -> bool {
    !value.iter().any(|byte| matches!(*byte, GROUP | fields::FILE))
}
