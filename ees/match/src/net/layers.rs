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
        for (channel, weights) in weights.enumerate() {
            let padded = Padded::new(from.plane(channel), from.width, self.size / 2);
            kernels::filter(cpu, &padded, weights, self.size, to.plane_mut(channel), from.width);
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
    pub(crate) fn gather(&self, from: &Map, start: usize, tile: &mut Vec<Row>) {
        tile.clear();
        let reach = (self.size / 2 * self.dilation).cast_signed();
        for channel in 0..from.channels {
            let plane = from.plane(channel);
            for i in 0..self.size {
                let dy = (i * self.dilation).cast_signed() - reach;
                for j in 0..self.size {
                    let dx = (j * self.dilation).cast_signed() - reach;
                    tile.push(ZERO);
                    if let Some(row) = tile.last_mut() {
                        shifted(plane, from.width, (dx, dy), start, row.as_flattened_mut());
                    }
                }
            }
        }
    }
}

/// The pixels from `start` on of a plane that is moved by −(dx, dy); zeros come from outside.
fn shifted(plane: &[f32], width: usize, by: (isize, isize), start: usize, to: &mut [f32]) {
    let (dx, dy) = by;
    let mut at = start;
    let mut to = &mut to[..TILE.min(plane.len().saturating_sub(start))];
    while !to.is_empty() {
        // One row of the plane at a time, or what of it is in the tile.
        let (x, y) = (at % width, at / width);
        let length = (width - x).min(to.len());
        let (part, rest) = std::mem::take(&mut to).split_at_mut(length);
        let height = plane.len() / width;
        let line = y.checked_add_signed(dy).filter(|y| *y < height);
        if let Some(line) = line {
            let line = &plane[line * width..(line + 1) * width];
            // The columns whose source lies inside.
            let first = dx.saturating_neg().max(0).unsigned_abs().max(x).min(x + length);
            let last = width.saturating_add_signed(-dx.max(0)).min(x + length).max(first);
            let source = first.saturating_add_signed(dx);
            part[first - x..last - x].copy_from_slice(&line[source..source + last - first]);
        }
        to = rest;
        at += length;
    }
}

/// Puts the pixels from `start` on into a tile.
pub(crate) fn load(from: &Map, start: usize, tile: &mut Vec<Row>) {
    tile.clear();
    for channel in 0..from.channels {
        let plane = &from.plane(channel)[start..];
        let mut row = ZERO;
        let length = plane.len().min(TILE);
        row.as_flattened_mut()[..length].copy_from_slice(&plane[..length]);
        tile.push(row);
    }
}

/// Puts a tile back where it came from.
pub(crate) fn store(tile: &[Row], start: usize, to: &mut Map) {
    for (channel, row) in tile.iter().enumerate() {
        let plane = &mut to.plane_mut(channel)[start..];
        let length = plane.len().min(TILE);
        plane[..length].copy_from_slice(&row.as_flattened()[..length]);
    }
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
                        let half = size.cast_signed() / 2;
                        let step = |i: usize| (i.cast_signed() - half) * dilation.cast_signed();
                        let x = (pixel % width).cast_signed() + step(i % size);
                        let y = (pixel / width).cast_signed() + step(i / size);
                        let is_inside = pixel < map.area()
                            && (0..width.cast_signed()).contains(&x)
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
