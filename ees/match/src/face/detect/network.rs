//! The network itself: steps down to an eighth, a sixteenth and a thirty-second of the image, what
//! was seen there carried back to the finer ones, and four answers for every pixel of each.

use crate::net::Cpu;
use crate::net::filters::{Filters, Pointwise, Rectifier, Stride};
use crate::net::kernels::{self, Packed, TILE, ZERO};
use crate::net::layers::{shifted, starts, store};
use crate::net::map::Map;
use crate::net::onnx::{Model, ModelError};

/// The sides of what it looks at are multiples of it.
pub(super) const STEP: usize = 32;
/// How many image pixels lie between those of the three answers.
pub(super) const STRIDES: [usize; 3] = [8, 16, 32];
/// Channels of each answer: that it is a face, that something is there, four numbers of the
/// rectangle, ten of the points.
const ANSWER: [(&str, usize); 4] = [("cls", 1), ("obj", 1), ("bbox", 4), ("kps", 10)];
const ANSWERS: usize = 16;

/// All layers.
#[derive(Debug)]
pub(super) struct Network {
    stem: Packed,
    /// After the stem, those at a quarter, an eighth, a sixteenth and a thirty-second.
    stages: [Vec<Unit>; 5],
    /// From the coarsest to the finest.
    lateral: [Unit; 3],
    /// From the finest to the coarsest.
    heads: [Unit; 3],
}

impl Network {
    pub(super) fn new(model: &Model) -> Result<Self, ModelError> {
        let unit = |name: &str, number: usize, sides| Unit::new(model, name, number, sides);
        let stage = |stage: usize, number: usize, sides: [usize; 3]| {
            let name = |i: usize| format!("backbone.model{stage}.conv{i}.conv1");
            Ok(vec![
                unit(&name(1), number, (sides[0], sides[1]))?,
                unit(&name(2), number + 3, (sides[1], sides[2]))?,
            ])
        };
        let mut quarter: Vec<Unit> = stage(1, 426, [16, 16, 32])?;
        quarter.extend(stage(2, 432, [32, 32, 64])?);
        let lateral = |i: usize, number: usize| {
            unit(&format!("neck.lateral_convs.{i}.conv1"), number, (64, 64))
        };
        let weights = model.values("420", &[16, 27])?;
        Ok(Self {
            stem: Packed::new(16, 27, &weights, &model.values("421", &[16])?),
            stages: [
                vec![unit("backbone.model0.conv2.conv1", 423, (16, 16))?],
                quarter,
                stage(3, 438, [64; 3])?,
                stage(4, 444, [64; 3])?,
                stage(5, 450, [64; 3])?,
            ],
            lateral: [lateral(2, 456)?, lateral(1, 459)?, lateral(0, 462)?],
            heads: [Unit::head(model, 0)?, Unit::head(model, 1)?, Unit::head(model, 2)?],
        })
    }

    /// What it says of blue, green and red planes, 0 to 255, whose sides are multiples of
    /// [`STEP`]: for each of [`STRIDES`] a map of [`ANSWERS`] channels, the first two from 0 to 1.
    pub(super) fn run(&self, cpu: Cpu, image: &Map) -> [Map; 3] {
        let mut map = self.stemmed(cpu, image);
        let mut seen = Vec::with_capacity(self.stages.len());
        for (i, units) in self.stages.iter().enumerate() {
            if 0 < i {
                map = map.halved(map.channels);
            }
            for unit in units {
                map = unit.apply(cpu, &map);
            }
            // Only the last three are looked at again.
            seen.push(if 2 <= i { map.clone() } else { Map::default() });
        }
        let [coarse, middle, fine] = &self.lateral;
        let coarse = coarse.apply(cpu, &map);
        let middle = middle.apply(cpu, &sum(coarse.doubled(0), &seen[3]));
        let fine = fine.apply(cpu, &sum(middle.doubled(0), &seen[2]));
        let [at_eight, at_sixteen, at_thirty_two] = &self.heads;
        [
            answer(cpu, at_eight, &fine),
            answer(cpu, at_sixteen, &middle),
            answer(cpu, at_thirty_two, &coarse),
        ]
    }

    /// The first layer, 3 × 3 at every second pixel. The image is parted into its odd and even
    /// rows and columns, where neighbours of the new pixels are neighbours too.
    fn stemmed(&self, cpu: Cpu, image: &Map) -> Map {
        let parted = parted(image);
        let mut to = Map::zeros(self.stem.outputs, parted.height, parted.width);
        let (mut tile, mut rows) = (vec![ZERO; 27], vec![ZERO; self.stem.outputs]);
        for start in starts(parted.area()) {
            for (i, row) in tile.iter_mut().enumerate() {
                let (channel, y, x) = (i / 9, i % 9 / 3, i % 3);
                let plane = parted.plane(channel * 4 + (y + 1) % 2 * 2 + (x + 1) % 2);
                let shift = (if x == 0 { -1 } else { 0 }, if y == 0 { -1 } else { 0 });
                shifted(plane, parted.width, shift, start, row.as_flattened_mut());
            }
            let pixels = (parted.area() - start).min(TILE);
            kernels::product_part(cpu, &self.stem, pixels, &tile, &mut rows);
            Rectifier::Zero.apply(cpu, &mut rows);
            store(cpu, &rows, start, &mut to);
        }
        to
    }
}

/// Four planes of each: even rows with even and odd columns, then odd rows.
fn parted(image: &Map) -> Map {
    let (height, width) = (image.height / 2, image.width / 2);
    let mut to = Map::zeros(4 * image.channels, height, width);
    for (row, pixels) in image.data.chunks_exact(image.width).enumerate() {
        let (channel, y) = (row / image.height, row % image.height);
        let even = (channel * 4 + y % 2 * 2) * to.area() + y / 2 * width;
        let odd = even + to.area();
        for (x, [left, right]) in pixels.as_chunks::<2>().0.iter().enumerate() {
            to.data[even + x] = *left;
            to.data[odd + x] = *right;
        }
    }
    to
}

fn sum(mut map: Map, other: &Map) -> Map {
    for (value, other) in map.data.iter_mut().zip(&other.data) {
        *value += other;
    }
    map
}

fn answer(cpu: Cpu, head: &Unit, map: &Map) -> Map {
    let mut answer = head.apply(cpu, map);
    let area = answer.area();
    kernels::sigmoid(cpu, &mut answer.data[..2 * area]);
    answer
}

/// A product over the channels, then a filter for each.
#[derive(Debug)]
struct Unit {
    product: Pointwise,
    filters: Filters,
}

impl Unit {
    /// The product is called `name` in the file, the filter has a number and its summands the
    /// next.
    fn new(
        model: &Model,
        name: &str,
        number: usize,
        (inputs, outputs): (usize, usize),
    ) -> Result<Self, ModelError> {
        let weights = model.values(&format!("{name}.weight"), &[outputs, inputs])?;
        let biases = model.values(&format!("{name}.bias"), &[outputs])?;
        let packed = Packed::new(outputs, inputs, &weights, &biases);
        Ok(Self {
            product: Pointwise { packed, rectifier: Rectifier::Linear },
            filters: Filters {
                stride: Stride::One,
                weights: model.values(&number.to_string(), &[outputs, 9])?,
                biases: model.values(&(number + 1).to_string(), &[outputs])?,
                rectifier: Rectifier::Zero,
            },
        })
    }

    /// The four answers of one stride, which are four units in the file, as one.
    fn head(model: &Model, level: usize) -> Result<Self, ModelError> {
        let [mut products, mut summands, mut weights, mut biases] = [const { Vec::new() }; 4];
        for (name, outputs) in ANSWER {
            let name = format!("bbox_head.multi_level_{name}.{level}");
            products.extend(model.values(&format!("{name}.conv1.weight"), &[outputs, 64])?);
            summands.extend(model.values(&format!("{name}.conv1.bias"), &[outputs])?);
            weights.extend(model.values(&format!("{name}.conv2.weight"), &[outputs, 9])?);
            biases.extend(model.values(&format!("{name}.conv2.bias"), &[outputs])?);
        }
        let packed = Packed::new(ANSWERS, 64, &products, &summands);
        Ok(Self {
            product: Pointwise { packed, rectifier: Rectifier::Linear },
            filters: Filters { stride: Stride::One, weights, biases, rectifier: Rectifier::Linear },
        })
    }

    fn apply(&self, cpu: Cpu, map: &Map) -> Map {
        self.filters.apply(cpu, &self.product.apply(cpu, map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_what_other_programs_say() {
        let Some(bytes) = crate::shared::shared("models/face_detection_yunet_2023mar_int8bq.onnx")
        else {
            return;
        };
        let network = Network::new(&Model::read(&bytes).unwrap()).unwrap();
        let mut image = Map::zeros(3, 96, 160);
        for (i, value) in image.data.iter_mut().enumerate() {
            let (c, y, x) = (i / (96 * 160), i / 160 % 96, i % 160);
            *value = ((x * 7 + y * 13 + c * 29) % 256) as f32;
        }
        for cpu in Cpu::all() {
            let answers = network.run(cpu, &image);
            for (map, expected) in answers.iter().zip(EXPECTED) {
                for ((first, count), (sum, middle)) in GROUPS.into_iter().zip(expected) {
                    let area = map.area();
                    let group = &map.data[first * area..(first + count) * area];
                    let got: f32 = group.iter().map(|value| value.abs()).sum();
                    assert!((got - sum).abs() < 1e-4 * f32::max(sum, 1.0), "{got} is not {sum}");
                    let got = group[area / 2];
                    assert!((got - middle).abs() < 1e-4, "{got} is not {middle}");
                }
            }
        }
    }

    /// The first of the channels of each answer, and how many there are.
    const GROUPS: [(usize, usize); 4] = [(0, 1), (1, 1), (2, 4), (6, 10)];
    /// From ONNX Runtime 1.32, for every stride and answer: the sum of the sizes of all numbers,
    /// and the first number at the middle of all places.
    const EXPECTED: [[(f32, f32); 4]; 3] = [
        [
            (163.659_96, 0.666_543),
            (0.023_295, 0.0),
            (1_217.459_8, 0.327_421),
            (2_858.988_3, 1.507_524),
        ],
        [
            (31.714_846, 0.530_382),
            (0.000_129, 1.58e-6),
            (102.161_91, 0.665_405),
            (243.593_89, 0.352_03),
        ],
        [
            (9.955_315, 0.693_159),
            (0.538_486, 0.123_098),
            (62.287_07, 0.465_793),
            (167.474_61, 0.137_704),
        ],
    ];
}
