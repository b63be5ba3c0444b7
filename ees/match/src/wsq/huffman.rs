//! Reading the coded blocks: code words for runs of zeros and for quantised coefficients.
//!
//! Source: IAFIS-IC-0110 (V3), clause 4 and its table of symbols; the code words are built as
//! in ITU-T T.81, annex C.
#![deny(clippy::indexing_slicing, clippy::as_conversions, clippy::arithmetic_side_effects)]

use super::WsqError;

/// The longest code word, in bits.
pub(super) const CODE_BITS_MAX: u8 = 16;
/// The symbols that announce a number of 8 or 16 bits: coefficients that are positive and
/// negative, and runs of zeros.
pub(super) const POSITIVE_8: u8 = 101;
pub(super) const NEGATIVE_8: u8 = 102;
pub(super) const POSITIVE_16: u8 = 103;
pub(super) const NEGATIVE_16: u8 = 104;
pub(super) const ZEROS_8: u8 = 105;
pub(super) const ZEROS_16: u8 = 106;
/// Symbols up to this one are runs of as many zeros.
pub(super) const ZEROS_MAX: u8 = 100;
/// The symbol of the coefficient 0, were it not coded as a run; others lie around it.
pub(super) const ZERO: u8 = 180;
/// The greatest symbol: the coefficient 74.
pub(super) const SYMBOL_MAX: u8 = 254;

/// What the code words of a block say, one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Run {
    /// So many coefficients are zero.
    Zeros(u16),
    /// One coefficient that is not.
    Value(i16),
}

/// The code words of a table as a file states them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Codes<'a> {
    /// How many code words have 1 to 16 bits.
    pub(super) counts: &'a [u8],
    /// Their symbols, from the shortest.
    pub(super) symbols: &'a [u8],
}

/// How many bits are looked up at once; longer code words are found one bit after the other.
const LOOKED_UP: u8 = 9;

/// The symbols of code words, made for reading.
struct Table<'a> {
    /// By the next [`LOOKED_UP`] bits: the symbol and its length, which is 0 if it is longer.
    short: Vec<(u8, u8)>,
    /// For each length: its first code word, one beyond its last, and the rank of its first.
    lengths: Vec<(u32, u32, usize)>,
    symbols: &'a [u8],
}

impl<'a> Table<'a> {
    fn new(codes: Codes<'a>) -> Result<Self, WsqError> {
        let mut short = vec![(0, 0); 1 << LOOKED_UP];
        let mut lengths = Vec::with_capacity(codes.counts.len());
        let (mut code, mut rank) = (0u32, 0usize);
        for (length, count) in (1..=CODE_BITS_MAX).zip(codes.counts) {
            let beyond = code.saturating_add(u32::from(*count));
            if beyond > 1 << length {
                return Err(WsqError::Codes);
            }
            lengths.push((code, beyond, rank));
            let symbols = codes.symbols.iter().skip(rank).take(usize::from(*count));
            if let Some(spare) = LOOKED_UP.checked_sub(length) {
                let begin = usize::try_from(code << spare).unwrap_or(usize::MAX);
                let words = short.get_mut(begin..).unwrap_or_default().chunks_mut(1 << spare);
                for (slots, symbol) in words.zip(symbols) {
                    slots.fill((*symbol, length));
                }
            }
            rank = rank.saturating_add(usize::from(*count));
            code = beyond << 1;
        }
        Ok(Self { short, lengths, symbols: codes.symbols })
    }

    /// The symbol of the code word with which 16 bits begin, and its length.
    fn find(&self, bits: u16) -> Option<(u8, u8)> {
        let spare = CODE_BITS_MAX.saturating_sub(LOOKED_UP);
        match self.short.get(usize::from(bits >> spare)) {
            Some((symbol, length)) if 0 < *length => return Some((*symbol, *length)),
            _ => {}
        }
        for (length, (first, beyond, rank)) in (1..=CODE_BITS_MAX).zip(&self.lengths) {
            let code = u32::from(bits) >> CODE_BITS_MAX.saturating_sub(length);
            if (*first..*beyond).contains(&code) {
                let place = usize::try_from(code.checked_sub(*first)?).ok()?;
                return Some((*self.symbols.get(rank.checked_add(place)?)?, length));
            }
        }
        None
    }
}

/// The bits of a block up to the marker that ends it.
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
    /// The next bits, from the highest.
    held: u64,
    count: u8,
}

impl Bits<'_> {
    /// Takes bytes until 48 bits are there or a marker comes; a byte 255 of data has a byte 0
    /// behind it.
    fn fill(&mut self) {
        while self.count <= 48 {
            let Some(byte) = self.bytes.get(self.at) else { return };
            let mut step = 1;
            if *byte == 0xFF {
                if self.bytes.get(self.at.saturating_add(1)) != Some(&0) {
                    return;
                }
                step = 2;
            }
            self.at = self.at.saturating_add(step);
            self.held |= u64::from(*byte) << 56u8.saturating_sub(self.count);
            self.count = self.count.saturating_add(8);
        }
    }

    /// The next `count` bits, of which there may be 16 at most.
    fn take(&mut self, count: u8) -> Option<u16> {
        if self.count < count {
            self.fill();
        }
        let left = self.count.checked_sub(count)?;
        let taken = self.held.checked_shr(64u32.checked_sub(u32::from(count))?).unwrap_or(0);
        self.held = self.held.checked_shl(u32::from(count)).unwrap_or(0);
        self.count = left;
        u16::try_from(taken).ok()
    }
}

/// Reads one block from the beginning of `bytes`, and says how many bytes it has.
///
/// It ends at a marker or with the bytes. Every code word takes at least one bit, so `each` is
/// called at most eight times for every byte.
pub(super) fn read_block(
    bytes: &[u8],
    codes: Codes<'_>,
    mut each: impl FnMut(Run) -> Result<(), WsqError>,
) -> Result<usize, WsqError> {
    let table = Table::new(codes)?;
    let mut bits = Bits { bytes, at: 0, held: 0, count: 0 };
    loop {
        if bits.count < CODE_BITS_MAX {
            bits.fill();
        }
        let next = u16::try_from(bits.held >> 48).unwrap_or_default();
        match table.find(next) {
            Some((symbol, length)) if length <= bits.count => {
                bits.take(length);
                each(read_run(symbol, &mut bits).ok_or(WsqError::CodeWord)?)?;
            }
            // What fills the last byte is no code word.
            _ if bits.count < 8 => return Ok(bits.at),
            _ => return Err(WsqError::CodeWord),
        }
    }
}

fn read_run(symbol: u8, bits: &mut Bits<'_>) -> Option<Run> {
    let value = |bits: u16| i16::try_from(bits).ok();
    match symbol {
        1..=ZEROS_MAX => Some(Run::Zeros(u16::from(symbol))),
        POSITIVE_8 => Some(Run::Value(value(bits.take(8)?)?)),
        NEGATIVE_8 => Some(Run::Value(value(bits.take(8)?)?.checked_neg()?)),
        POSITIVE_16 => Some(Run::Value(value(bits.take(16)?)?)),
        NEGATIVE_16 => Some(Run::Value(value(bits.take(16)?)?.checked_neg()?)),
        ZEROS_8 => Some(Run::Zeros(bits.take(8)?)),
        ZEROS_16 => Some(Run::Zeros(bits.take(16)?)),
        0 | 255 => None,
        _ => Some(Run::Value(i16::from(symbol).checked_sub(i16::from(ZERO))?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(bytes: &[u8], counts: &[u8], symbols: &[u8]) -> Result<Vec<Run>, WsqError> {
        let mut runs = Vec::new();
        read_block(bytes, Codes { counts, symbols }, |run| {
            runs.push(run);
            Ok(())
        })?;
        Ok(runs)
    }

    #[test]
    fn code_words_are_read_up_to_the_marker() {
        // 0 is a run of 5, 10 the coefficient 1, 110 a coefficient of 16 bits.
        let (counts, symbols) = ([1, 1, 1], [5, 181, POSITIVE_16]);
        let bytes = [0b0101_1000, 0xFF, 0x00, 0b1111_1101, 0xFF, 0xA1];
        let expected = vec![Run::Zeros(5), Run::Value(1), Run::Value(0x3FFF), Run::Zeros(5)];
        assert_eq!(runs(&bytes, &counts, &symbols), Ok(expected));
        assert_eq!(runs(&bytes[..1], &counts, &symbols), Err(WsqError::CodeWord));
        assert_eq!(runs(&[0xFE, 0xFE], &counts, &symbols), Err(WsqError::CodeWord));
        assert_eq!(runs(&[0b0], &[3], &symbols), Err(WsqError::Codes));
    }
}
