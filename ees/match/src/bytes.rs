//! Reading big-endian numbers from bytes of strangers: every read says whether there was enough.
#![deny(clippy::indexing_slicing, clippy::as_conversions, clippy::arithmetic_side_effects)]

/// The bytes ended at this offset, before what was to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct End(pub(crate) usize);

/// Bytes and how far they are read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The offset of what is read next.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// What is not yet read.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// The next `count` bytes.
    pub(crate) fn take(&mut self, count: usize) -> Result<&'a [u8], End> {
        let taken = self.rest().get(..count).ok_or(End(self.bytes.len()))?;
        self.at = self.at.saturating_add(count);
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], End> {
        let taken = self.rest().first_chunk().ok_or(End(self.bytes.len()))?;
        self.at = self.at.saturating_add(N);
        Ok(*taken)
    }

    pub(crate) fn u8(&mut self) -> Result<u8, End> {
        self.array().map(u8::from_be_bytes)
    }

    pub(crate) fn u16(&mut self) -> Result<u16, End> {
        self.array().map(u16::from_be_bytes)
    }

    pub(crate) fn u32(&mut self) -> Result<u32, End> {
        self.array().map(u32::from_be_bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_is_told_and_nothing_is_lost() {
        let mut reader = Reader::new(&[1, 2, 3, 4, 5]);
        assert_eq!(reader.u8(), Ok(1));
        assert_eq!(reader.u16(), Ok(0x0203));
        assert_eq!(reader.u32(), Err(End(5)));
        assert_eq!((reader.at(), reader.rest()), (3, &[4, 5][..]));
        assert_eq!(reader.take(usize::MAX), Err(End(5)));
        assert_eq!(reader.take(2), Ok(&[4, 5][..]));
    }
}
