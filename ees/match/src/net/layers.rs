//! Layers over whole maps, tile by tile.

use super::Cpu;
use super::kernels::{self, LANES, Packed, Padded, Row, TILE, ZERO};
use super::map::Map;

/// Scale and shift of a normalisation over channels.
#[derive(Clone, Debug)]
pub(crate) struct Norm {
    pub(crate) scale: Vec<f32>,
    pub(crate) shift: Vec<f32>,
    pub(crate) epsilon: f32,
}

impl Norm {
    pub(crate) fn apply(&self, cpu: Cpu, rows: &mut [Row]) {
        kernels::normalise(cpu, rows, &self.scale, &self.shift, self.epsilon);
    }
}

/// A filter of its own for every channel.
#[derive(Clone, Debug)]
pub(crate) struct Depthwise {
    pub(crate) size: usize,
    /// `[channel][row][column]`.
    pub(crate) weights: Vec<f32>,
}

impl Depthwise {
    pub(crate) fn apply(&self, cpu: Cpu, from: &Map) -> Map {
        let mut to = Map::zeros(from.channels, from.height, from.width);
        let weights = self.weights.chunks_exact(self.size * self.size);
        let mut padded = Padded::new(from.width, from.height, self.size / 2);
        for (channel, weights) in weights.enumerate() {
            padded.fill(from.plane(channel));
            kernels::filter(cpu, &padded, weights, self.size, to.plane_mut(channel));
        }
        to
    }
}

/// A product over all channels of the pixels around each pixel.
#[derive(Clone, Debug)]
pub(crate) struct Dense {
    pub(crate) size: usize,
    /// How far the pixels lie apart.
    pub(crate) dilation: usize,
    /// Inputs are `[channel][row][column]`.
    pub(crate) packed: Packed,
}

impl Dense {
    /// Puts the neighbours of the pixels from `start` on into a tile.
    ///
    /// What lies beyond the end of the map keeps whatever was there.
    pub(crate) fn gather(&self, from: &Map, start: usize, tile: &mut Vec<Row>) {
        tile.resize(self.packed.inputs, ZERO);
        let mut rows = tile.iter_mut();
        let reach = (self.size / 2 * self.dilation).cast_signed();
        for channel in 0..from.channels {
            let plane = from.plane(channel);
            for i in 0..self.size {
                let dy = (i * self.dilation).cast_signed() - reach;
                for j in 0..self.size {
                    let dx = (j * self.dilation).cast_signed() - reach;
                    if let Some(row) = rows.next() {
                        shifted(plane, from.width, (dx, dy), start, row.as_flattened_mut());
                    }
                }
            }
        }
    }
}

/// The pixels from `start` on of a plane that is moved by −(dx, dy); zeros come from outside.
pub(crate) fn shifted(
    plane: &[f32],
    width: usize,
    (dx, dy): (isize, isize),
    start: usize,
    to: &mut [f32],
) {
    let count = TILE.min(plane.len() - start);
    let mut at = start;
    let mut to = &mut to[..count];
    while !to.is_empty() {
        // One row of the plane at a time, or what of it is in the tile.
        let (x, y) = (at % width, at / width);
        let length = (width - x).min(to.len());
        let (part, rest) = std::mem::take(&mut to).split_at_mut(length);
        let line = y.checked_add_signed(dy).and_then(|y| plane.chunks_exact(width).nth(y));
        if let Some(line) = line {
            // The columns whose source lies inside.
            let first = dx.min(0).unsigned_abs().clamp(x, x + length);
            let last = width.saturating_add_signed(-dx.max(0)).clamp(first, x + length);
            let source = first.saturating_add_signed(dx);
            part[..first - x].fill(0.0);
            if first < last {
                part[first - x..last - x].copy_from_slice(&line[source..source + last - first]);
            }
            part[last - x..].fill(0.0);
        } else {
            part.fill(0.0);
        }
        to = rest;
        at += length;
    }
}

/// Puts the pixels from `start` on into a tile.
///
/// What lies beyond the end of the map keeps whatever was there.
pub(crate) fn load(cpu: Cpu, from: &Map, start: usize, tile: &mut Vec<Row>) {
    tile.resize(from.channels, ZERO);
    kernels::load(cpu, &from.data, from.area(), start, tile);
}

/// Puts a tile back where it came from.
pub(crate) fn store(cpu: Cpu, tile: &[Row], start: usize, to: &mut Map) {
    let area = to.area();
    kernels::store(cpu, tile, &mut to.data, area, start);
}

/// Where the tiles of a plane begin.
pub(crate) fn starts(area: usize) -> impl Iterator<Item = usize> {
    (0..area).step_by(LANES * 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_gathered_are_the_neighbours() {
        let (width, height) = (17, 13);
        let mut map = Map::zeros(2, height, width);
        for (i, value) in map.data.iter_mut().enumerate() {
            *value = i as f32 + 1.0;
        }
        for (size, dilation) in [(1, 1), (3, 1), (3, 6), (5, 2), (3, 20)] {
            let packed = Packed::new(1, 2 * size * size, &vec![0.0; 2 * size * size], &[]);
            let dense = Dense { size, dilation, packed };
            let mut tile = Vec::new();
            for start in starts(map.area()) {
                dense.gather(&map, start, &mut tile);
                for (input, row) in tile.iter().enumerate() {
                    let (channel, i) = (input / (size * size), input % (size * size));
                    for (p, &got) in row.as_flattened().iter().enumerate() {
                        let pixel = start + p;
                        if map.area() <= pixel {
                            break;
                        }
                        let half = size.cast_signed() / 2;
                        let step = |i: usize| (i.cast_signed() - half) * dilation.cast_signed();
                        let x = (pixel % width).cast_signed() + step(i % size);
                        let y = (pixel / width).cast_signed() + step(i / size);
                        let is_inside = (0..width.cast_signed()).contains(&x)
                            && (0..height.cast_signed()).contains(&y);
                        let at = y * width.cast_signed() + x;
                        let expected =
                            if is_inside { map.plane(channel)[at.unsigned_abs()] } else { 0.0 };
                        assert!((got - expected).abs() < 0.5, "{size} {dilation} {start} {p}");
                    }
                }
            }
        }
    }
}
