//! Reads the weights out of files of the Open Neural Network Exchange format.
//!
//! Only what the networks here need is read: the named tensors, and which operation takes which
//! of them. The operations themselves are written out in Rust.
//!
//! Source: `onnx.proto` of ONNX 1.16, and the wire format of Protocol Buffers.
#![deny(clippy::indexing_slicing, clippy::as_conversions, clippy::arithmetic_side_effects)]

use std::collections::HashMap;

use sha2::{Digest, Sha256};

/// The greatest file that is read, in bytes.
pub(crate) const BYTES_MAX: usize = 64 << 20;
/// The most dimensions of a tensor.
const DIMENSIONS_MAX: usize = 6;

/// Why a file is not the model it should be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// The file is not, bit by bit, the one whose results were measured.
    #[error("the file of the model `{model}` has another SHA-256 than {expected}")]
    Digest {
        /// The name of the model.
        model: &'static str,
        /// The digest in hexadecimal letters.
        expected: &'static str,
    },
    /// The bytes end early or make no sense at this place.
    #[error("the file of the model breaks off or is damaged at byte {0}")]
    Damaged(usize),
    /// The file is too long to be read.
    #[error("a file of {0} bytes is no model that is known")]
    Long(usize),
    /// Something is missing that the network needs, or has other sides.
    #[error("the model has no `{0}` of the sides it needs")]
    Lacks(String),
}

/// Whether the file is, bit by bit, the one whose digest, in hexadecimal letters, is expected.
pub(crate) fn check_digest(
    bytes: &[u8],
    model: &'static str,
    expected: &'static str,
) -> Result<(), ModelError> {
    let digest = Sha256::digest(bytes);
    let letters = expected.as_bytes().as_chunks::<2>().0;
    let read = |pair: &[u8; 2]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    if letters.iter().map(read).eq(digest.iter().map(|byte| Some(*byte))) {
        Ok(())
    } else {
        Err(ModelError::Digest { model, expected })
    }
}

/// Numbers with their sides.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tensor {
    pub(crate) sides: Vec<usize>,
    pub(crate) values: Vec<f32>,
}

/// One operation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Node {
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) inputs: Vec<String>,
    pub(crate) outputs: Vec<String>,
}

/// A model: its operations in order, and its named tensors.
#[derive(Debug, Default)]
pub(crate) struct Model {
    pub(crate) nodes: Vec<Node>,
    tensors: HashMap<String, Tensor>,
}

impl Model {
    /// Reads a file whose digest was checked.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        if BYTES_MAX < bytes.len() {
            return Err(ModelError::Long(bytes.len()));
        }
        let mut model = Self::default();
        let mut fields = Fields { bytes, at: 0, start: 0 };
        while let Some(field) = fields.next()? {
            if let (7, Value::Bytes(graph)) = field {
                model.read_graph(graph)?;
            }
        }
        Ok(model)
    }

    /// The tensor of this name.
    pub(crate) fn tensor(&self, name: &str) -> Result<&Tensor, ModelError> {
        self.tensors.get(name).ok_or_else(|| ModelError::Lacks(name.to_owned()))
    }

    /// Every tensor that `node` takes and that is part of the file.
    pub(crate) fn tensors_of<'a>(&'a self, node: &'a Node) -> impl Iterator<Item = &'a Tensor> {
        node.inputs.iter().filter_map(|name| self.tensors.get(name))
    }

    fn read_graph(&mut self, graph: Part<'_>) -> Result<(), ModelError> {
        let mut fields = Fields::of(graph);
        while let Some(field) = fields.next()? {
            match field {
                (1, Value::Bytes(node)) => self.nodes.push(read_node(node)?),
                (5, Value::Bytes(tensor)) => {
                    let (name, tensor) = read_tensor(tensor)?;
                    self.tensors.insert(name, tensor);
                }
                _ => {}
            }
        }
        Ok(())
    }
}

fn read_node(part: Part<'_>) -> Result<Node, ModelError> {
    let mut node = Node::default();
    let mut fields = Fields::of(part);
    while let Some(field) = fields.next()? {
        match field {
            (1, Value::Bytes(text)) => node.inputs.push(text.text()?),
            (2, Value::Bytes(text)) => node.outputs.push(text.text()?),
            (3, Value::Bytes(text)) => node.name = text.text()?,
            (4, Value::Bytes(text)) => node.kind = text.text()?,
            _ => {}
        }
    }
    Ok(node)
}

fn read_tensor(part: Part<'_>) -> Result<(String, Tensor), ModelError> {
    let mut name = String::new();
    let mut kind = 0;
    let mut raw = Part { bytes: &[], start: part.start };
    let mut tensor = Tensor::default();
    let mut fields = Fields::of(part);
    while let Some(field) = fields.next()? {
        match field {
            (1, Value::Number(side)) => tensor.sides.push(part.size(side)?),
            (1, Value::Bytes(sides)) => {
                let mut sides = Fields::of(sides);
                while let Some(side) = sides.number_or_end()? {
                    tensor.sides.push(part.size(side)?);
                }
            }
            (2, Value::Number(number)) => kind = number,
            (4, Value::Bytes(floats)) => tensor.values.extend(floats.floats()),
            (5 | 7, Value::Bytes(numbers)) => {
                let mut numbers = Fields::of(numbers);
                while let Some(number) = numbers.number_or_end()? {
                    tensor.values.push(small(number.cast_signed()));
                }
            }
            (8, Value::Bytes(text)) => name = text.text()?,
            (9, Value::Bytes(bytes)) => raw = bytes,
            _ => {}
        }
        if DIMENSIONS_MAX < tensor.sides.len() {
            return Err(ModelError::Damaged(part.start));
        }
    }
    tensor.values.extend(raw.values(kind));
    let count = tensor.sides.iter().try_fold(1_usize, |count, side| count.checked_mul(*side));
    if count == Some(tensor.values.len()) {
        Ok((name, tensor))
    } else {
        Err(ModelError::Damaged(part.start))
    }
}

/// Whole numbers of models are small; what is not is kept as the nearest float.
#[expect(clippy::as_conversions, reason = "numbers of models are far below 2²⁴")]
fn small(number: i64) -> f32 {
    number as f32
}

/// Some bytes and where they stand in the file.
#[derive(Clone, Copy, Debug)]
struct Part<'a> {
    bytes: &'a [u8],
    start: usize,
}

impl<'a> Part<'a> {
    fn text(self) -> Result<String, ModelError> {
        let text = std::str::from_utf8(self.bytes);
        text.map(str::to_owned).or(Err(ModelError::Damaged(self.start)))
    }

    fn size(self, number: u64) -> Result<usize, ModelError> {
        let size = usize::try_from(number).ok().filter(|size| *size <= BYTES_MAX);
        size.ok_or(ModelError::Damaged(self.start))
    }

    fn floats(self) -> impl Iterator<Item = f32> + 'a {
        self.bytes.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes))
    }

    /// The numbers that are written one after the other; none of a kind that no model here has.
    fn values(self, kind: u64) -> Vec<f32> {
        match kind {
            1 => self.floats().collect(),
            2 => self.bytes.iter().map(|byte| f32::from(*byte)).collect(),
            3 => self.bytes.iter().map(|byte| f32::from(byte.cast_signed())).collect(),
            6 => {
                let numbers = self.bytes.as_chunks::<4>().0.iter();
                numbers.map(|bytes| small(i32::from_le_bytes(*bytes).into())).collect()
            }
            7 => {
                let numbers = self.bytes.as_chunks::<8>().0.iter();
                numbers.map(|bytes| small(i64::from_le_bytes(*bytes))).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// What a field holds.
enum Value<'a> {
    Number(u64),
    Bytes(Part<'a>),
}

/// The fields of a message, one after the other.
struct Fields<'a> {
    bytes: &'a [u8],
    at: usize,
    start: usize,
}

impl<'a> Fields<'a> {
    fn of(part: Part<'a>) -> Self {
        Self { bytes: part.bytes, at: 0, start: part.start }
    }

    fn damaged(&self) -> ModelError {
        ModelError::Damaged(self.start.saturating_add(self.at))
    }

    /// The next field and its number; `None` at the end.
    fn next(&mut self) -> Result<Option<(u64, Value<'a>)>, ModelError> {
        let Some(key) = self.number_or_end()? else { return Ok(None) };
        let value = match key & 7 {
            0 => Value::Number(self.number()?),
            1 => Value::Bytes(self.take(8)?),
            2 => {
                let length = self.number()?;
                let length = usize::try_from(length).or(Err(self.damaged()))?;
                Value::Bytes(self.take(length)?)
            }
            5 => Value::Bytes(self.take(4)?),
            _ => return Err(self.damaged()),
        };
        Ok(Some((key >> 3, value)))
    }

    fn number_or_end(&mut self) -> Result<Option<u64>, ModelError> {
        if self.at == self.bytes.len() { Ok(None) } else { self.number().map(Some) }
    }

    /// A number of seven bits a byte, the lowest first.
    fn number(&mut self) -> Result<u64, ModelError> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = *self.bytes.get(self.at).ok_or_else(|| self.damaged())?;
            self.at = self.at.saturating_add(1);
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(self.damaged())
    }

    fn take(&mut self, length: usize) -> Result<Part<'a>, ModelError> {
        let end = self.at.checked_add(length).ok_or_else(|| self.damaged())?;
        let bytes = self.bytes.get(self.at..end).ok_or_else(|| self.damaged())?;
        let part = Part { bytes, start: self.start.saturating_add(self.at) };
        self.at = end;
        Ok(part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A field of bytes.
    fn field(number: u8, bytes: &[u8]) -> Vec<u8> {
        let mut field = vec![number << 3 | 2, u8::try_from(bytes.len()).unwrap()];
        field.extend(bytes);
        field
    }

    fn file() -> Vec<u8> {
        let mut tensor = vec![8, 1, 8, 2, 16, 1];
        tensor.extend(field(8, b"w"));
        tensor.extend(field(9, &[0, 0, 128, 63, 0, 0, 0, 64]));
        let node = [field(1, b"x"), field(1, b"w"), field(2, b"y"), field(4, b"Mul")].concat();
        field(7, &[field(1, &node), field(5, &tensor)].concat())
    }

    #[test]
    fn tensors_and_operations_are_read() {
        let model = Model::read(&file()).unwrap();
        assert_eq!(model.tensor("w").unwrap().values, [1.0, 2.0]);
        assert_eq!(model.tensor("w").unwrap().sides, [1, 2]);
        let node = &model.nodes[0];
        assert_eq!((node.kind.as_str(), node.outputs[0].as_str()), ("Mul", "y"));
        assert_eq!(model.tensors_of(node).count(), 1);
        assert_eq!(model.tensor("v").unwrap_err(), ModelError::Lacks("v".to_owned()));
    }

    #[test]
    fn a_flipped_bit_is_another_file() {
        const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(check_digest(b"abc", "abc", ABC), Ok(()));
        let other = check_digest(b"abb", "abc", ABC);
        assert_eq!(other, Err(ModelError::Digest { model: "abc", expected: ABC }));
    }

    #[test]
    fn a_file_that_breaks_off_or_lies_is_damaged() {
        let file = file();
        for end in 1..file.len() {
            assert!(Model::read(&file[..end]).is_err(), "{end}");
        }
        for place in 0..file.len() {
            for bit in 0..8 {
                let mut file = file.clone();
                file[place] ^= 1 << bit;
                drop(Model::read(&file));
            }
        }
    }
}
