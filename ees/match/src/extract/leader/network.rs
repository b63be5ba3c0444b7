//! The network itself: two autoencoders one after the other, the first of which says where the
//! second should look, and three heads: where minutiae are, where they point to, what they are.

use super::weights::Weights;
use crate::net::Cpu;
use crate::net::kernels::{self, Packed, Row, ZERO};
use crate::net::layers::{Dense, Depthwise, Norm, load, starts, store};
use crate::net::map::Map;
use crate::net::onnx::{Model, ModelError};

/// All layers.
#[derive(Debug)]
pub(super) struct Network {
    stems: [Stem; 2],
    first: [Vec<Separable>; 2],
    attention: [Dense; 3],
    gate: Packed,
    second: [Vec<Inverted>; 2],
    heads: Vec<Head>,
    blur: Depthwise,
}

/// What the network says of every pixel.
pub(super) struct Output {
    /// How probable a minutia is there, 0 to 1, smoothed.
    pub(super) position: Map,
    /// Cosine and sine, of any length, of the direction.
    pub(super) direction: Map,
    /// How probable it is that a minutia is an ending, 0 to 1.
    pub(super) ending: Map,
}

impl Network {
    pub(super) fn new(model: &Model) -> Result<Self, ModelError> {
        let weights = Weights(model);
        let separable = |name: &str, sides: &[(usize, usize); 4]| {
            let layers = sides.iter().enumerate();
            let layer = |(i, sides)| Separable::new(&weights, &format!("{name}_{i}"), sides);
            layers.map(layer).collect::<Result<Vec<_>, _>>()
        };
        let inverted = |name: &str, sides: &[(usize, usize); 4]| {
            let layers = sides.iter().enumerate();
            let layer = |(i, sides)| Inverted::new(&weights, &format!("{name}_{i}"), sides);
            layers.map(layer).collect::<Result<Vec<_>, _>>()
        };
        let attention = |dilation: usize| {
            weights.dense(&format!("attention_conv_d{dilation}"), (32, 16), (3, dilation))
        };
        let head = |i, last, outputs| Head::new(&weights, i, (last, outputs));
        let blur = model.tensor("functional_1/nms_Gaussian_blur_1/convolution/ReadVariableOp:0")?;
        if blur.sides != [1, 1, 5, 5] {
            return Err(ModelError::Lacks("nms_Gaussian_blur".to_owned()));
        }
        Ok(Self {
            stems: [Stem::new(&weights, "stem0", 8)?, Stem::new(&weights, "stem1", 16)?],
            first: [
                separable("enc0", &[(16, 16), (16, 32), (32, 64), (64, 128)])?,
                separable("dec0", &[(64, 16), (128, 32), (256, 64), (128, 128)])?,
            ],
            attention: [attention(1)?, attention(3)?, attention(6)?],
            gate: weights.pointwise("attention_s", (48, 32))?,
            second: [
                inverted("enc1", &[(64, 32), (32, 64), (64, 128), (128, 32)])?,
                inverted("dec1", &[(106, 20), (219, 42), (59, 91), (32, 27)])?,
            ],
            heads: vec![head(0, "pos", 1)?, head(1, "dir", 2)?, head(2, "typ", 1)?],
            blur: Depthwise { size: 5, weights: blur.values.clone() },
        })
    }

    /// What it says of an image whose sides are multiples of 32.
    pub(super) fn run(&self, cpu: Cpu, image: &Map) -> Output {
        let [stem, beside] = &self.stems;
        let stem = stem.run(cpu, image);
        let beside = beside.run(cpu, image);
        let [encoder, decoder] = &self.first;
        let seen = hourglass(
            stem.halved(stem.channels),
            |i, map| encoder[i].run(cpu, map),
            |i, map| decoder[i].run(cpu, map),
        );
        let gated = self.gated(cpu, seen).followed_by(&beside.halved(0));
        let [encoder, decoder] = &self.second;
        let seen =
            hourglass(gated, |i, map| encoder[i].run(cpu, map), |i, map| decoder[i].run(cpu, map));
        let mut outputs = self.heads.iter().map(|head| head.run(cpu, &seen));
        let mut next = || outputs.next().unwrap_or_default();
        let (mut position, direction, mut ending) = (next(), next(), next());
        kernels::sigmoid(cpu, &mut position.data);
        kernels::sigmoid(cpu, &mut ending.data);
        Output { position: self.blur.apply(cpu, &position), direction, ending }
    }

    /// Every channel weighted by how much what is around asks for it.
    fn gated(&self, cpu: Cpu, mut map: Map) -> Map {
        let from = map.clone();
        let (mut tile, mut around, mut gate) = (Vec::new(), vec![ZERO; 48], vec![ZERO; 32]);
        for start in starts(from.area()) {
            for (dense, around) in self.attention.iter().zip(around.chunks_exact_mut(16)) {
                dense.gather(&from, start, &mut tile);
                kernels::product(cpu, &dense.packed, &tile, around);
            }
            kernels::gelu(cpu, &mut around);
            kernels::product(cpu, &self.gate, &around, &mut gate);
            kernels::sigmoid(cpu, gate.as_flattened_mut().as_flattened_mut());
            load(cpu, &from, start, &mut tile);
            let values = tile.as_flattened_mut().as_flattened_mut().iter_mut();
            for (value, gate) in values.zip(gate.as_flattened().as_flattened()) {
                *value *= gate;
            }
            store(cpu, &tile, start, &mut map);
        }
        map
    }
}

/// Four steps down and four up, where each step up is joined by what was seen on the way down.
fn hourglass(
    mut map: Map,
    down: impl Fn(usize, &Map) -> Map,
    up: impl Fn(usize, &Map) -> Map,
) -> Map {
    let mut seen = Vec::new();
    for i in 0..4 {
        map = down(i, &map);
        let halved = map.halved(map.channels / 2);
        seen.push(std::mem::replace(&mut map, halved));
    }
    for (i, seen) in seen.iter().enumerate().rev() {
        map = up(i, &map).doubled(seen.channels).followed_by(seen);
    }
    map
}

/// Edges at two scales.
#[derive(Debug)]
struct Stem {
    near: Dense,
    far: Dense,
    norm: Norm,
}

impl Stem {
    fn new(weights: &Weights<'_>, name: &str, outputs: usize) -> Result<Self, ModelError> {
        Ok(Self {
            near: weights.dense(&format!("{name}_conv"), (1, outputs), (5, 1))?,
            far: weights.dense(&format!("{name}_dilated_conv"), (1, outputs), (5, 2))?,
            norm: weights.norm(&format!("{name}_ln"), 2 * outputs)?,
        })
    }

    fn run(&self, cpu: Cpu, image: &Map) -> Map {
        let outputs = self.near.packed.outputs;
        let mut to = Map::zeros(2 * outputs, image.height, image.width);
        let (mut tile, mut rows) = (Vec::new(), vec![ZERO; 2 * outputs]);
        for start in starts(image.area()) {
            let (near, far) = rows.split_at_mut(outputs);
            self.near.gather(image, start, &mut tile);
            kernels::product(cpu, &self.near.packed, &tile, near);
            self.far.gather(image, start, &mut tile);
            kernels::product(cpu, &self.far.packed, &tile, far);
            self.norm.apply(cpu, &mut rows);
            kernels::gelu(cpu, &mut rows);
            store(cpu, &rows, start, &mut to);
        }
        to
    }
}

/// A filter for every channel, then a product over the channels.
#[derive(Debug)]
struct Separable {
    filter: Depthwise,
    product: Packed,
    norm: Norm,
}

impl Separable {
    fn new(weights: &Weights<'_>, name: &str, sides: &(usize, usize)) -> Result<Self, ModelError> {
        let layer = format!("{name}_conv");
        Ok(Self {
            filter: weights.depthwise(&layer, sides.0, 5)?,
            product: weights.pointwise(&layer, *sides)?,
            norm: weights.norm(&format!("{name}_ln"), sides.1)?,
        })
    }

    fn run(&self, cpu: Cpu, from: &Map) -> Map {
        let filtered = self.filter.apply(cpu, from);
        let mut to = Map::zeros(self.product.outputs, from.height, from.width);
        let (mut tile, mut rows) = (Vec::new(), vec![ZERO; self.product.outputs]);
        for start in starts(from.area()) {
            load(cpu, &filtered, start, &mut tile);
            kernels::product(cpu, &self.product, &tile, &mut rows);
            self.norm.apply(cpu, &mut rows);
            kernels::gelu(cpu, &mut rows);
            store(cpu, &rows, start, &mut to);
        }
        to
    }
}

/// An inverted bottleneck: filtered, widened fourfold, narrowed, added to what came in; then
/// brought to the number of channels that follows.
#[derive(Debug)]
struct Inverted {
    filter: Depthwise,
    norm: Norm,
    wider: Packed,
    narrower: Packed,
    adjusted: Packed,
}

impl Inverted {
    fn new(
        weights: &Weights<'_>,
        name: &str,
        &(inputs, outputs): &(usize, usize),
    ) -> Result<Self, ModelError> {
        Ok(Self {
            filter: weights.depthwise(&format!("{name}_depthwise_conv"), inputs, 7)?,
            norm: weights.norm(&format!("{name}_ln"), inputs)?,
            wider: weights.pointwise(&format!("{name}_conv_exp"), (inputs, 4 * inputs))?,
            narrower: weights.pointwise(&format!("{name}_conv_red"), (4 * inputs, inputs))?,
            adjusted: weights.pointwise(&format!("{name}_conv_adj"), (inputs, outputs))?,
        })
    }

    /// Calls `each` with every tile of what comes out, and where it begins.
    fn each_tile(&self, cpu: Cpu, from: &Map, mut each: impl FnMut(usize, &[Row])) {
        let filtered = self.filter.apply(cpu, from);
        let mut tile = Vec::new();
        let mut wide = vec![ZERO; self.wider.outputs];
        let mut narrow = vec![ZERO; self.narrower.outputs];
        let mut rows = vec![ZERO; self.adjusted.outputs];
        for start in starts(from.area()) {
            load(cpu, &filtered, start, &mut tile);
            self.norm.apply(cpu, &mut tile);
            kernels::product(cpu, &self.wider, &tile, &mut wide);
            kernels::gelu(cpu, &mut wide);
            kernels::product(cpu, &self.narrower, &wide, &mut narrow);
            for (channel, row) in narrow.iter_mut().enumerate() {
                for (sum, x) in row.as_flattened_mut().iter_mut().zip(&from.plane(channel)[start..])
                {
                    *sum += x;
                }
            }
            kernels::product(cpu, &self.adjusted, &narrow, &mut rows);
            each(start, &rows);
        }
    }

    fn run(&self, cpu: Cpu, from: &Map) -> Map {
        let mut to = Map::zeros(self.adjusted.outputs, from.height, from.width);
        self.each_tile(cpu, from, |start, rows| store(cpu, rows, start, &mut to));
        to
    }
}

/// One of the three answers.
#[derive(Debug)]
struct Head {
    block: Inverted,
    first: Packed,
    norm: Norm,
    second: Packed,
    last: Dense,
}

impl Head {
    fn new(
        weights: &Weights<'_>,
        i: usize,
        (last, outputs): (&str, usize),
    ) -> Result<Self, ModelError> {
        Ok(Self {
            block: Inverted::new(weights, &format!("head_{i}_ibc"), &(52, 6))?,
            first: weights.pointwise(&format!("head_{i}_conv1"), (6, 4))?,
            norm: weights.norm(&format!("head_{i}_ln"), 4)?,
            second: weights.pointwise(&format!("head_{i}_conv2"), (4, 4))?,
            last: weights.dense(&format!("head_conv_{last}"), (4, outputs), (5, 1))?,
        })
    }

    /// The network enlarges its map after the block; what follows until the last filter looks at
    /// single pixels, and is the same, at a quarter of the cost, before it.
    fn run(&self, cpu: Cpu, from: &Map) -> Map {
        let mut small = Map::zeros(4, from.height, from.width);
        let (mut a, mut b) = (vec![ZERO; 4], vec![ZERO; 4]);
        self.block.each_tile(cpu, from, |start, rows| {
            kernels::product(cpu, &self.first, rows, &mut a);
            self.norm.apply(cpu, &mut a);
            kernels::product(cpu, &self.second, &a, &mut b);
            kernels::gelu(cpu, &mut b);
            store(cpu, &b, start, &mut small);
        });
        let large = small.doubled(0);
        let outputs = self.last.packed.outputs;
        let mut to = Map::zeros(outputs, large.height, large.width);
        let (mut tile, mut rows) = (Vec::new(), vec![ZERO; outputs]);
        for start in starts(large.area()) {
            self.last.gather(&large, start, &mut tile);
            kernels::product(cpu, &self.last.packed, &tile, &mut rows);
            store(cpu, &rows, start, &mut to);
        }
        to
    }
}
