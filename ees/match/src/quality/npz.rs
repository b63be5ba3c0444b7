//! Arrays in a file of `NumPy`: a ZIP of files of numbers.
//!
//! Only what the forest needs is read: arrays of one dimension, little-endian, in members that
//! are stored or deflated. Sums of members are not checked, since that of the whole file is.
//!
//! Sources: PKWARE APPNOTE 6.3.10, 4.3; `NumPy` Enhancement Proposal 1, "A Simple File Format for
//! `NumPy` Arrays"; RFC 1951 by the crate `flate2`.
#![deny(clippy::indexing_slicing, clippy::as_conversions, clippy::arithmetic_side_effects)]

use flate2::{Decompress, FlushDecompress, Status};

/// The greatest file, in bytes.
const FILE_MAX: usize = 64 << 20;
/// The greatest member after it was inflated, in bytes.
const MEMBER_MAX: usize = 64 << 20;
/// The most members.
const MEMBERS_MAX: u16 = 64;
/// How long the end of the directory is, without a comment.
const END: usize = 22;

/// Why there is no array.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NpzError {
    /// The file is no ZIP of moderate size, without a comment at its end.
    #[error("the file is no ZIP of arrays")]
    Zip,
    /// There is no such member.
    #[error("the file has no array `{0}`")]
    Missing(&'static str),
    /// The member breaks off, is larger than it says, or is packed in another way.
    #[error("the array `{0}` is damaged or packed in a way that is not read")]
    Member(&'static str),
    /// The numbers are of another kind, or in several dimensions.
    #[error("the array `{0}` is not a row of numbers of the kind that is needed")]
    Kind(&'static str),
}

/// A file with its directory.
#[derive(Clone, Copy, Debug)]
pub(super) struct Npz<'a> {
    bytes: &'a [u8],
    directory: &'a [u8],
    members: u16,
}

impl<'a> Npz<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, NpzError> {
        let end = bytes.len().checked_sub(END).filter(|_| bytes.len() <= FILE_MAX);
        let end = bytes.get(end.ok_or(NpzError::Zip)?..).unwrap_or_default();
        if !end.starts_with(b"PK\x05\x06") {
            return Err(NpzError::Zip);
        }
        let members = short(end, 10).filter(|count| *count <= MEMBERS_MAX);
        let directory = long(end, 16).and_then(|start| bytes.get(start..));
        members
            .zip(directory)
            .map(|(members, directory)| Self { bytes, directory, members })
            .ok_or(NpzError::Zip)
    }

    /// The numbers of the array `name`, whose kind `NumPy` calls `kind`, of `N` bytes each.
    pub(super) fn array<const N: usize>(
        &self,
        name: &'static str,
        kind: &str,
    ) -> Result<Vec<[u8; N]>, NpzError> {
        let file = self.member(name)?;
        let wrong = NpzError::Kind(name);
        if !file.starts_with(b"\x93NUMPY\x01\x00") {
            return Err(wrong);
        }
        let header = short(&file, 8).map(usize::from).ok_or(wrong.clone())?;
        let (header, numbers) =
            file.get(10..).and_then(|rest| rest.split_at_checked(header)).ok_or(wrong.clone())?;
        let header = std::str::from_utf8(header).unwrap_or_default();
        let (numbers, rest) = numbers.as_chunks::<N>();
        let is_kind = header.contains(&format!("'descr': '{kind}'"));
        let is_row = header.contains(&format!("'shape': ({},)", numbers.len()));
        if is_kind && is_row && rest.is_empty() { Ok(numbers.to_vec()) } else { Err(wrong) }
    }

    fn member(&self, name: &'static str) -> Result<Vec<u8>, NpzError> {
        let mut rest = self.directory;
        for _ in 0..self.members {
            let entry = Entry::read(rest).ok_or(NpzError::Zip)?;
            if entry.name.strip_suffix(b".npy") == Some(name.as_bytes()) {
                return entry.unpacked(self.bytes).ok_or(NpzError::Member(name));
            }
            rest = rest.get(entry.length..).unwrap_or_default();
        }
        Err(NpzError::Missing(name))
    }
}

/// What the directory says of a member.
struct Entry<'a> {
    method: u16,
    packed: usize,
    unpacked: usize,
    start: usize,
    name: &'a [u8],
    /// Of the entry itself, in bytes.
    length: usize,
}

impl<'a> Entry<'a> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
        const HEAD: usize = 46;
        if !bytes.starts_with(b"PK\x01\x02") {
            return None;
        }
        let [name, extra, comment] = [28, 30, 32].map(|at| short(bytes, at).map(usize::from));
        let end = HEAD.saturating_add(name?);
        Some(Self {
            method: short(bytes, 10)?,
            packed: long(bytes, 20)?,
            unpacked: long(bytes, 24)?,
            start: long(bytes, 42)?,
            name: bytes.get(HEAD..end)?,
            length: end.saturating_add(extra?).saturating_add(comment?),
        })
    }

    fn unpacked(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let local = bytes.get(self.start..).filter(|local| local.starts_with(b"PK\x03\x04"))?;
        let name = usize::from(short(local, 26)?).saturating_add(usize::from(short(local, 28)?));
        let packed = local.get(30..)?.get(name..)?.get(..self.packed)?;
        match self.method {
            0 => Some(packed.to_vec()).filter(|member| member.len() == self.unpacked),
            8 => inflated(packed, self.unpacked),
            _ => None,
        }
    }
}

/// `length` bytes, if that is what comes out.
fn inflated(packed: &[u8], length: usize) -> Option<Vec<u8>> {
    // Nothing is deflated to less than a thousandth.
    if MEMBER_MAX < length || packed.len().saturating_mul(1_040).saturating_add(64) < length {
        return None;
    }
    let mut bytes = Vec::with_capacity(length);
    let mut stream = Decompress::new(false);
    let status = stream.decompress_vec(packed, &mut bytes, FlushDecompress::Finish).ok()?;
    (status == Status::StreamEnd && bytes.len() == length).then_some(bytes)
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    let number = bytes.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))?;
    usize::try_from(number).ok()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use flate2::{Compress, Compression, FlushCompress};

    fn half(length: usize) -> u16 {
        length.try_into().unwrap()
    }

    fn word(length: usize) -> u32 {
        length.try_into().unwrap()
    }

    /// The file of an array of one dimension.
    pub(crate) fn npy(kind: &str, count: usize, numbers: &[u8]) -> Vec<u8> {
        let header =
            format!("{{'descr': '{kind}', 'fortran_order': False, 'shape': ({count},), }}\n");
        let mut file = b"\x93NUMPY\x01\x00".to_vec();
        file.extend(half(header.len()).to_le_bytes());
        file.extend(header.as_bytes());
        file.extend(numbers);
        file
    }

    /// A ZIP; every second member is deflated.
    pub(crate) fn zip(members: &[(&str, Vec<u8>)]) -> Vec<u8> {
        let (mut file, mut directory) = (Vec::new(), Vec::new());
        for (i, (name, member)) in members.iter().enumerate() {
            let (method, packed) =
                if i % 2 == 0 { (0_u16, member.clone()) } else { (8, deflated(member)) };
            let name = format!("{name}.npy");
            let start = word(file.len());
            let mut fields = vec![20, 0, 0, 0];
            fields.extend(method.to_le_bytes());
            fields.extend([0; 8]);
            fields.extend(word(packed.len()).to_le_bytes());
            fields.extend(word(member.len()).to_le_bytes());
            fields.extend(half(name.len()).to_le_bytes());
            fields.extend([0, 0]);
            file.extend([b"PK\x03\x04".as_slice(), &fields, name.as_bytes(), &packed].concat());
            directory.extend([b"PK\x01\x02\x14\x00".as_slice(), &fields, &[0; 10]].concat());
            directory.extend(start.to_le_bytes());
            directory.extend(name.as_bytes());
        }
        let start = word(file.len());
        file.extend(&directory);
        file.extend(b"PK\x05\x06\0\0\0\0");
        file.extend([half(members.len()); 2].map(u16::to_le_bytes).concat());
        file.extend(word(directory.len()).to_le_bytes());
        file.extend(start.to_le_bytes());
        file.extend([0, 0]);
        file
    }

    fn deflated(bytes: &[u8]) -> Vec<u8> {
        let mut packed = Vec::with_capacity(bytes.len().max(4_096));
        let mut stream = Compress::new(Compression::default(), false);
        stream.compress_vec(bytes, &mut packed, FlushCompress::Finish).unwrap();
        packed
    }

    fn file() -> Vec<u8> {
        let numbers: Vec<u8> = (0..40_u8).collect();
        zip(&[("a", npy("<i2", 20, &numbers)), ("b", npy("<f4", 10, &numbers))])
    }

    #[test]
    fn arrays_come_out_as_they_went_in() {
        let file = file();
        let npz = Npz::open(&file).unwrap();
        assert_eq!(npz.array::<2>("a", "<i2").unwrap()[3], [6, 7]);
        assert_eq!(npz.array::<4>("b", "<f4").unwrap()[9], [36, 37, 38, 39]);
        assert_eq!(npz.array::<4>("a", "<i2"), Err(NpzError::Kind("a")));
        assert_eq!(npz.array::<4>("b", "<i4"), Err(NpzError::Kind("b")));
        assert_eq!(npz.array::<4>("c", "<i4"), Err(NpzError::Missing("c")));
    }

    #[test]
    fn what_is_damaged_is_refused_or_read_and_never_more() {
        let file = file();
        for end in 0..file.len() {
            assert_eq!(Npz::open(&file[..end]).err(), Some(NpzError::Zip), "{end}");
        }
        for at in 0..file.len() {
            for bit in 0..8 {
                let mut file = file.clone();
                file[at] ^= 1 << bit;
                if let Ok(npz) = Npz::open(&file) {
                    for name in ["a", "b"] {
                        assert!(npz.array::<2>(name, "<i2").map_or(0, |array| array.len()) <= 20);
                        assert!(npz.array::<4>(name, "<f4").map_or(0, |array| array.len()) <= 10);
                    }
                }
            }
        }
    }
}
