//! Makes images larger or smaller, for the network that finds faces.
//!
//! Every new pixel is the mean of those around it, the nearer the weightier; going down, the
//! weights reach as far as the new pixels do, so that structure finer than these is lost and does
//! not come out as another.

use std::ops::Range;

use crate::image::Colour;
use crate::net::Cpu;
use crate::net::cpu::for_each_cpu;
use crate::net::map::Map;

/// Which old pixels make a new one.
struct Mean {
    first: usize,
    weights: Vec<f32>,
}

/// The means of a line of `new` pixels from one of `old`.
fn means(old: usize, new: usize) -> Vec<Mean> {
    let ratio = old as f32 / new as f32;
    let reach = ratio.max(1.0);
    let mean = |at: usize| {
        let centre = (at as f32 + 0.5) * ratio - 0.5;
        let first = (centre - reach).ceil().clamp(0.0, (old - 1) as f32) as usize;
        let last = (centre + reach).floor().clamp(first as f32, (old - 1) as f32) as usize;
        let weight = |from: usize| (1.0 - (from as f32 - centre).abs() / reach).max(1e-6);
        let mut weights: Vec<f32> = (first..=last).map(weight).collect();
        let sum: f32 = weights.iter().sum();
        for weight in &mut weights {
            *weight /= sum;
        }
        Mean { first, weights }
    };
    (0..new).map(mean).collect()
}

for_each_cpu! {
    /// Adds a weighted line of bytes.
    fn add<F>(line: &[u8], weight: f32, to: &mut [f32]) {
        for (to, byte) in to.iter_mut().zip(line) {
            *to = F::multiply_add(f32::from(*byte), weight, *to);
        }
    }
}

/// Columns and rows.
pub(super) type Sides = (usize, usize);

/// The part of an image that is looked at; it is not empty and lies inside.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) columns: Range<usize>,
    pub(super) rows: Range<usize>,
}

impl Part {
    pub(super) fn whole(image: &Colour) -> Self {
        Self { columns: 0..image.width(), rows: 0..image.height() }
    }
}

/// Red, green and blue planes, 0 to 255, of a part of the image at `sides`, in the upper left of
/// planes of `room`, which is not smaller; the rest is black.
pub(super) fn scaled(cpu: Cpu, image: &Colour, part: &Part, sides: Sides, room: Sides) -> Map {
    let mut map = Map::zeros(3, room.1, room.0);
    let (columns, rows) = (means(part.columns.len(), sides.0), means(part.rows.len(), sides.1));
    let mut sums = vec![0.0_f32; 3 * part.columns.len()];
    let area = map.area();
    for (y, row) in rows.iter().enumerate() {
        sums.fill(0.0);
        let lines = image.pixels().chunks_exact(image.width()).skip(part.rows.start + row.first);
        for (line, weight) in lines.zip(&row.weights) {
            add(cpu, line[part.columns.clone()].as_flattened(), *weight, &mut sums);
        }
        let pixels = sums.as_chunks::<3>().0;
        for (x, column) in columns.iter().enumerate() {
            let mut colour = [0.0; 3];
            for (pixel, weight) in pixels[column.first..].iter().zip(&column.weights) {
                for (sum, value) in colour.iter_mut().zip(pixel) {
                    *sum += weight * value;
                }
            }
            for (channel, value) in colour.into_iter().enumerate() {
                map.data[channel * area + y * room.0 + x] = value;
            }
        }
    }
    map
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_colour_stays_one_colour_at_every_size() {
        for (width, height) in [(1, 1), (7, 300), (640, 3), (92, 112)] {
            let image = Colour::new(width, height, vec![[10, 100, 255]; width * height]).unwrap();
            for sides in [(1, 1), (5, 9), (96, 64)] {
                let map = scaled(Cpu::detect(), &image, &Part::whole(&image), sides, (96, 64));
                for (channel, value) in [10.0, 100.0, 255.0].into_iter().enumerate() {
                    for (i, got) in map.plane(channel).iter().enumerate() {
                        let is_inside = i % 96 < sides.0 && i / 96 < sides.1;
                        let expected = if is_inside { value } else { 0.0 };
                        assert!((got - expected).abs() < 1e-3, "{sides:?} {i}: {got}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_finer_than_the_pixels_becomes_grey() {
        let board = |i: usize| [if (i % 400 + i / 400).is_multiple_of(2) { 255 } else { 0 }; 3];
        let image = Colour::new(400, 300, (0..120_000).map(board).collect()).unwrap();
        for cpu in Cpu::all() {
            let map = scaled(cpu, &image, &Part::whole(&image), (160, 120), (160, 120));
            let inner = map.plane(1).iter().enumerate();
            let inner = inner.filter(|(i, _)| (2..158).contains(&(i % 160)));
            for (i, value) in inner.skip(320).take(100 * 156) {
                assert!((value - 127.5).abs() < 20.0, "{i}: {value}");
            }
        }
    }

    #[test]
    fn slopes_keep_their_place() {
        let slope = |i: usize| [(i % 250) as u8; 3];
        let image = Colour::new(250, 20, (0..5_000).map(slope).collect()).unwrap();
        for width in [100, 125, 500] {
            let map = scaled(Cpu::detect(), &image, &Part::whole(&image), (width, 10), (width, 10));
            for x in width / 10..width * 9 / 10 {
                let expected = (x as f32 + 0.5) * 250.0 / width as f32 - 0.5;
                let got = map.data[5 * width + x];
                assert!((got - expected).abs() < 0.05, "{width}, {x}: {got} is not {expected}");
            }
        }
    }
}
