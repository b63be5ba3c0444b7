//! Letters that are kept in place, so that comparing thousands of names asks for no memory.

use std::fmt;

/// At most `N` bytes of text.
///
/// They may be a part of a name and stay out of logs, also by way of `{:?}`.
#[derive(Clone, Copy)]
pub(crate) struct Letters<const N: usize> {
    bytes: [u8; N],
    length: u16,
}

impl<const N: usize> Letters<N> {
    /// No letter.
    pub(super) const NONE: Self = Self { bytes: [0; N], length: 0 };

    fn len(&self) -> usize {
        usize::from(self.length)
    }

    /// Adds one letter; `false` when there is no room.
    pub(super) fn push(&mut self, byte: u8) -> bool {
        let Some(place) = self.bytes.get_mut(usize::from(self.length)) else { return false };
        *place = byte;
        self.length = self.length.saturating_add(1);
        true
    }

    /// Adds all of `text`; `false` when there is no room, and then nothing is added.
    pub(super) fn push_str(&mut self, text: &str) -> bool {
        let end = self.len().saturating_add(text.len());
        let (Some(places), Ok(length)) =
            (self.bytes.get_mut(usize::from(self.length)..end), u16::try_from(end))
        else {
            return false;
        };
        // Texts are a few letters long; a loop is faster than a call.
        places.iter_mut().zip(text.bytes()).for_each(|(place, byte)| *place = byte);
        self.length = length;
        true
    }

    /// Leaves the first `length` letters.
    pub(super) fn shorten(&mut self, length: usize) {
        self.length = u16::try_from(length).map_or(self.length, |length| self.length.min(length));
    }

    /// The bytes.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len()).unwrap_or_default()
    }

    /// The text. Bytes that are no text, which are never put in, would give an empty one.
    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }
}

impl<const N: usize> PartialEq for Letters<N> {
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl<const N: usize> Eq for Letters<N> {}

impl<const N: usize> fmt::Debug for Letters<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Letters({})", self.length)
    }
}
