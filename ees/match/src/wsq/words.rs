//! Writing coded blocks: the best code words for the runs of a block, and their bits.
//!
//! Source: IAFIS-IC-0110 (V3), clause 4; the lengths of code words by ITU-T T.81, annex K.2.

use super::huffman::{
    CODE_BITS_MAX, NEGATIVE_8, NEGATIVE_16, POSITIVE_8, POSITIVE_16, SYMBOL_MAX, ZERO, ZEROS_8,
    ZEROS_16, ZEROS_MAX,
};

/// How many symbols there can be, and the place of one that is never written: it takes the
/// code word that is all ones.
const SYMBOLS: usize = 256;

/// A symbol, and how many bits of a number follow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Symbol {
    code: u8,
    extra: u16,
    extra_bits: u8,
}

/// The code words of a table.
#[derive(Clone, Debug)]
pub(super) struct Words {
    /// How many have 1 to 16 bits.
    pub(super) counts: [u8; CODE_BITS_MAX as usize],
    /// Their symbols, from the shortest.
    pub(super) symbols: Vec<u8>,
    /// By symbol: the code word and its length.
    by_symbol: Vec<(u16, u8)>,
}

impl Words {
    /// The shortest code words for these blocks together.
    pub(super) fn of(blocks: &[&[i16]]) -> Self {
        let mut frequencies = vec![0u32; SYMBOLS + 1];
        frequencies[SYMBOLS] = 1;
        for block in blocks {
            each_symbol(block, |symbol| frequencies[usize::from(symbol.code)] += 1);
        }
        let lengths = lengths(frequencies);
        let counts = counts(&lengths);
        let mut order: Vec<u8> =
            (0..=SYMBOL_MAX).filter(|at| lengths[usize::from(*at)] > 0).collect();
        order.sort_by_key(|symbol| lengths[usize::from(*symbol)]);

        let mut by_symbol = vec![(0, 0); SYMBOLS];
        let (mut code, mut symbols) = (0u16, order.iter());
        for (length, count) in (1..=CODE_BITS_MAX).zip(counts) {
            for symbol in symbols.by_ref().take(usize::from(count)) {
                by_symbol[usize::from(*symbol)] = (code, length);
                code = code.wrapping_add(1);
            }
            code = code.wrapping_shl(1);
        }
        Self { counts, symbols: order, by_symbol }
    }

    /// The bits of one block.
    pub(super) fn write(&self, block: &[i16], out: &mut Vec<u8>) {
        let mut bits = Bits { out, held: 0, count: 0 };
        each_symbol(block, |symbol| {
            let (word, length) = self.by_symbol[usize::from(symbol.code)];
            bits.put(word, length);
            bits.put(symbol.extra, symbol.extra_bits);
        });
        bits.end();
    }
}

/// Calls `each` with the symbols of a block.
fn each_symbol(block: &[i16], mut each: impl FnMut(Symbol)) {
    let mut zeros = 0u16;
    let flush = |zeros: &mut u16, each: &mut dyn FnMut(Symbol)| {
        if 0 < *zeros {
            each(run(*zeros));
            *zeros = 0;
        }
    };
    for value in block {
        if *value == 0 {
            if zeros == u16::MAX {
                flush(&mut zeros, &mut each);
            }
            zeros += 1;
        } else {
            flush(&mut zeros, &mut each);
            each(coefficient(*value));
        }
    }
    flush(&mut zeros, &mut each);
}

fn run(zeros: u16) -> Symbol {
    match u8::try_from(zeros) {
        Ok(symbol @ ..=ZEROS_MAX) => Symbol { code: symbol, extra: 0, extra_bits: 0 },
        Ok(_) => Symbol { code: ZEROS_8, extra: zeros, extra_bits: 8 },
        Err(_) => Symbol { code: ZEROS_16, extra: zeros, extra_bits: 16 },
    }
}

fn coefficient(value: i16) -> Symbol {
    let extra = value.unsigned_abs();
    match (value, extra) {
        (-73..=74, _) => Symbol { code: (value + i16::from(ZERO)) as u8, extra: 0, extra_bits: 0 },
        (1.., ..=255) => Symbol { code: POSITIVE_8, extra, extra_bits: 8 },
        (_, ..=255) => Symbol { code: NEGATIVE_8, extra, extra_bits: 8 },
        (1.., _) => Symbol { code: POSITIVE_16, extra, extra_bits: 16 },
        _ => Symbol { code: NEGATIVE_16, extra, extra_bits: 16 },
    }
}

/// How long the code word of each symbol would best be; 0 for one that does not occur.
fn lengths(mut frequencies: Vec<u32>) -> Vec<usize> {
    let mut lengths = vec![0usize; frequencies.len()];
    // By symbol: the next one of the same tree.
    let mut next: Vec<Option<usize>> = vec![None; frequencies.len()];
    loop {
        let mut rarest = (0..frequencies.len()).filter(|at| frequencies[*at] > 0);
        let mut pair = [rarest.next(), None];
        for at in rarest {
            let is_rarer =
                |than: Option<usize>| than.is_none_or(|than| frequencies[at] <= frequencies[than]);
            if is_rarer(pair[0]) {
                pair = [Some(at), pair[0]];
            } else if is_rarer(pair[1]) {
                pair[1] = Some(at);
            }
        }
        let [Some(first), Some(second)] = pair else { return lengths };
        frequencies[first] += frequencies[second];
        frequencies[second] = 0;
        let mut last = first;
        for root in [first, second] {
            let mut at = Some(root);
            while let Some(symbol) = at {
                lengths[symbol] += 1;
                if root == first {
                    last = symbol;
                }
                at = next[symbol];
            }
        }
        next[last] = Some(second);
    }
}

/// How many code words have each length, none more than 16 bits, without the one that is all
/// ones.
fn counts(lengths: &[usize]) -> [u8; CODE_BITS_MAX as usize] {
    let longest = usize::from(CODE_BITS_MAX);
    let mut numbers = vec![0u16; SYMBOLS + 2];
    for length in lengths.iter().filter(|length| **length > 0) {
        numbers[*length] += 1;
    }
    for length in (longest + 1..numbers.len()).rev() {
        while numbers[length] > 0 {
            // Two of the longest go: one takes the place of their parent, and a shorter word
            // becomes the parent of itself and the other.
            let shorter = (1..length - 1).rev().find(|shorter| numbers[*shorter] > 0);
            let Some(shorter) = shorter else { break };
            numbers[length] -= 2;
            numbers[length - 1] += 1;
            numbers[shorter + 1] += 2;
            numbers[shorter] -= 1;
        }
    }
    if let Some(last) = numbers.iter_mut().rev().find(|number| **number > 0) {
        *last -= 1;
    }
    let mut counts = [0; CODE_BITS_MAX as usize];
    for (count, number) in counts.iter_mut().zip(&numbers[1..]) {
        *count = *number as u8;
    }
    counts
}

/// Bits on their way into bytes.
struct Bits<'a> {
    out: &'a mut Vec<u8>,
    held: u32,
    count: u8,
}

impl Bits<'_> {
    fn put(&mut self, bits: u16, count: u8) {
        self.held = (self.held << count) | u32::from(bits);
        self.count += count;
        while self.count >= 8 {
            self.count -= 8;
            self.byte((self.held >> self.count) as u8);
        }
    }

    fn byte(&mut self, byte: u8) {
        self.out.push(byte);
        if byte == 0xFF {
            self.out.push(0);
        }
    }

    /// Fills the last byte with ones, which are no code word.
    fn end(mut self) {
        if self.count > 0 {
            let spare = 8 - self.count;
            self.put((1 << spare) - 1, spare);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::huffman::{Codes, Run, read_block};
    use super::*;

    fn round_trip(block: &[i16]) -> Vec<i16> {
        let words = Words::of(&[block]);
        let mut bytes = Vec::new();
        words.write(block, &mut bytes);
        let mut read = Vec::new();
        let codes = Codes { counts: &words.counts, symbols: &words.symbols };
        let length = read_block(&bytes, codes, |run| {
            match run {
                Run::Zeros(count) => read.resize(read.len() + usize::from(count), 0),
                Run::Value(value) => read.push(value),
            }
            Ok(())
        });
        assert_eq!(length, Ok(bytes.len()));
        read
    }

    #[test]
    fn every_coefficient_and_run_is_read_as_it_was_written() {
        let mut block: Vec<i16> = (-400..400).collect();
        block.extend([i16::MAX, -i16::MAX]);
        for zeros in [1, 100, 101, 255, 256, 65_535, 65_536, 140_000] {
            block.resize(block.len() + zeros, 0);
            block.push(7);
        }
        assert_eq!(round_trip(&block), block);
        assert_eq!(round_trip(&[]), [0i16; 0]);
        assert_eq!(round_trip(&[0; 9]), [0; 9]);
    }

    #[test]
    fn code_words_of_very_unequal_frequencies_have_at_most_16_bits() {
        let (mut block, mut often, mut before) = (Vec::new(), 1usize, 1usize);
        for value in 1..26 {
            block.resize(block.len() + often, value);
            (often, before) = (often + before, often);
        }
        assert_eq!(round_trip(&block), block);
    }
}
