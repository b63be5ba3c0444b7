//! Where the weights of a layer stand in the file.

use crate::net::kernels::Packed;
use crate::net::layers::{Dense, Depthwise, Norm};
use crate::net::onnx::{Model, ModelError, Tensor};

/// The layers of the file, by the names that its authors gave them.
pub(super) struct Weights<'a>(pub(super) &'a Model);

impl Weights<'_> {
    /// A product over the channels, and over `size` × `size` pixels that lie `dilation` apart.
    pub(super) fn dense(
        &self,
        layer: &str,
        (inputs, outputs): (usize, usize),
        (size, dilation): (usize, usize),
    ) -> Result<Dense, ModelError> {
        let weights = self
            .0
            .tensor(&format!("functional_1/{layer}_1/convolution/ReadVariableOp:0"))
            .or_else(|_| {
                self.0
                    .tensor(&format!("functional_1/{layer}_1/separable_conv2d/ReadVariableOp_1:0"))
            })?;
        if weights.sides != [outputs, inputs, size, size] {
            return Err(ModelError::Lacks(layer.to_owned()));
        }
        let bias = self.bias(layer)?;
        if bias.values.len() != outputs {
            return Err(ModelError::Lacks(layer.to_owned()));
        }
        let packed = Packed::new(outputs, inputs * size * size, &weights.values, &bias.values);
        Ok(Dense { size, dilation, packed })
    }

    /// A product over the channels of each pixel alone.
    pub(super) fn pointwise(
        &self,
        layer: &str,
        sides: (usize, usize),
    ) -> Result<Packed, ModelError> {
        Ok(self.dense(layer, sides, (1, 1))?.packed)
    }

    /// A filter for every channel.
    pub(super) fn depthwise(
        &self,
        layer: &str,
        channels: usize,
        size: usize,
    ) -> Result<Depthwise, ModelError> {
        let path = format!("functional_1/{layer}_1/");
        let is_it = |name: &str| name.starts_with(&path) && name.ends_with("depthwise");
        let weights = self.taken_by(|kind, name| kind == "Conv" && is_it(name));
        match weights {
            Some(weights) if weights.sides == [channels, 1, size, size] => {
                Ok(Depthwise { size, weights: weights.values.clone() })
            }
            _ => Err(ModelError::Lacks(layer.to_owned())),
        }
    }

    pub(super) fn norm(&self, layer: &str, channels: usize) -> Result<Norm, ModelError> {
        let of = |operation: &str, count: usize| {
            let path = format!("functional_1/{layer}_1/{operation}");
            let tensor = self.taken_by(|_, name| name == path);
            let tensor = tensor.filter(|tensor| tensor.values.len() == count);
            tensor.map(|tensor| tensor.values.clone()).ok_or(ModelError::Lacks(path))
        };
        let epsilon = of("add", 1)?.first().copied().unwrap_or_default();
        Ok(Norm { scale: of("mul", channels)?, shift: of("add_1", channels)?, epsilon })
    }

    /// Most are inputs of the operation; those of dilated ones are added by one of their own.
    fn bias(&self, layer: &str) -> Result<&Tensor, ModelError> {
        let path = format!("functional_1/{layer}_1/");
        let named = ["Squeeze:0", "Reshape:0"];
        let named = named.iter().find_map(|end| self.0.tensor(&format!("{path}{end}")).ok());
        let added =
            || self.taken_by(|kind, name| kind == "Add" && name == format!("{path}BiasAdd"));
        named.or_else(added).ok_or_else(|| ModelError::Lacks(format!("{path}BiasAdd")))
    }

    /// The first tensor of the file that the operation takes.
    fn taken_by(&self, is_it: impl Fn(&str, &str) -> bool) -> Option<&Tensor> {
        let node = self.0.nodes.iter().find(|node| is_it(&node.kind, &node.name))?;
        self.0.tensors_of(node).next()
    }
}
