//! Where ridges are, and how they lie, for the points of [`super::singular`].

use super::area::fill_holes;
use super::sample::Sample;

/// The side of a cell of grids, in pixels.
const CELL: usize = 4;
/// Orientations that are told apart.
pub(super) const ORIENTATIONS: usize = 16;
/// How far around a pixel grey values are brought to one mean and one contrast, in cells.
const FLATTENED: f32 = 2.5;
/// What is added to the contrast, so that noise where there is none stays small.
const CONTRAST_LEAST: f32 = 2.6;
/// How far around a pixel orientation is looked at, in cells.
const ORIENTED: f32 = 1.6;
/// How far around a pixel contrast is looked at, in cells.
const CONTRASTED: f32 = 1.25;
/// Where contrast is above there are ridges (standard deviation of grey values).
const CONTRAST_MIN: f32 = 17.0;
/// Gaps of twice so many pixels are closed.
const CLOSED: f32 = 8.0;
/// So far from where there are no ridges nothing is counted, in pixels.
const REACH: f32 = 10.0;

/// Numbers of cells, row after row.
#[derive(Clone, Debug)]
struct Grid {
    columns: usize,
    rows: usize,
    values: Vec<f32>,
}

/// The ridges of an image.
#[derive(Debug)]
pub(super) struct Ridges {
    /// Grey values of one mean and one contrast, row after row.
    pub(super) flat: Vec<f32>,
    /// For every pixel the direction across the ridges, in parts of a half turn.
    pub(super) across: Vec<u8>,
    columns: usize,
    is_ridged: Vec<bool>,
    is_inner: Vec<bool>,
}

impl Ridges {
    pub(super) fn of(sample: &Sample) -> Self {
        let (columns, rows) = (sample.width.div_ceil(CELL), sample.height.div_ceil(CELL));
        let empty = Grid { columns, rows, values: vec![0.0; columns * rows] };
        let sums = Sums::of(sample, &empty);
        let (mean, contrast) = sums.spread(FLATTENED);
        let mut flat = Vec::with_capacity(sample.pixels.len());
        for y in 0..sample.height {
            flat.extend(sample.row(y).iter().enumerate().map(|(x, grey)| {
                (f32::from(*grey) - mean.at(x, y)) / (contrast.at(x, y) + CONTRAST_LEAST)
            }));
        }
        let across = orientations(&flat, sample.width, empty);
        let size = (columns, rows);
        let contrast = sums.spread(CONTRASTED).1.values;
        let ridged: Vec<bool> = contrast.iter().map(|contrast| CONTRAST_MIN < *contrast).collect();
        let mut is_ridged = spread(&spread(&ridged, size, CLOSED, true), size, CLOSED, false);
        fill_holes(&mut is_ridged, columns);
        let mut is_inner = spread(&is_ridged, size, REACH, false);
        for (at, is_inner) in is_inner.iter_mut().enumerate() {
            // Beyond the edge there is nothing.
            let (x, y) = (at % columns, at / columns);
            let edge = x.min(y).min(columns - 1 - x).min(rows - 1 - y) + 1;
            *is_inner &= REACH < (edge * CELL) as f32;
        }
        Self { flat, across, columns, is_ridged, is_inner }
    }

    /// Whether there are ridges at a pixel.
    pub(super) fn are_at(&self, x: usize, y: usize) -> bool {
        self.is_ridged[y / CELL * self.columns + x / CELL]
    }

    /// Whether there are ridges at a pixel and around it.
    pub(super) fn are_around(&self, x: usize, y: usize) -> bool {
        self.is_inner[y / CELL * self.columns + x / CELL]
    }
}

/// Of every cell the pixels, and the sums of grey values and of their squares.
struct Sums {
    count: Grid,
    sum: Grid,
    squares: Grid,
}

impl Sums {
    fn of(sample: &Sample, empty: &Grid) -> Self {
        let [mut count, mut sum, mut squares] = std::array::from_fn(|_| empty.clone());
        for y in 0..sample.height {
            for (x, grey) in sample.row(y).iter().enumerate() {
                let (at, grey) = (y / CELL * empty.columns + x / CELL, f32::from(*grey));
                count.values[at] += 1.0;
                sum.values[at] += grey;
                squares.values[at] += grey * grey;
            }
        }
        Self { count, sum, squares }
    }

    /// The mean and the standard deviation around each cell.
    fn spread(&self, sigma: f32) -> (Grid, Grid) {
        let count = self.count.smoothed(sigma);
        let (mut mean, mut deviation) = (self.sum.smoothed(sigma), self.squares.smoothed(sigma));
        for (at, count) in count.values.iter().enumerate() {
            let of_cell = mean.values[at] / count;
            let squares = deviation.values[at] / count - of_cell * of_cell;
            mean.values[at] = of_cell;
            deviation.values[at] = squares.max(0.0).sqrt();
        }
        (mean, deviation)
    }
}

/// For every pixel the direction in which grey values change most.
fn orientations(flat: &[f32], width: usize, empty: Grid) -> Vec<u8> {
    let height = flat.len() / width;
    let (mut real, mut imaginary) = (empty.clone(), empty);
    for y in 0..height {
        let line = |y: usize| &flat[y * width..][..width];
        let (above, row, below) =
            (line(y.saturating_sub(1)), line(y), line((y + 1).min(height - 1)));
        for x in 0..width {
            let (l, r) = (x.saturating_sub(1), (x + 1).min(width - 1));
            let right = above[r] + 2.0 * row[r] + below[r];
            let left = above[l] + 2.0 * row[l] + below[l];
            let (gx, lower) = (right - left, below[l] + 2.0 * below[x] + below[r]);
            let gy = lower - (above[l] + 2.0 * above[x] + above[r]);
            let at = y / CELL * real.columns + x / CELL;
            real.values[at] += gx * gx - gy * gy;
            imaginary.values[at] += 2.0 * gx * gy;
        }
    }
    let (real, imaginary) = (real.smoothed(ORIENTED), imaginary.smoothed(ORIENTED));
    let direction = |at: usize| {
        let (x, y) = (at % width, at / width);
        let angle = imaginary.at(x, y).atan2(real.at(x, y)) / 2.0;
        let part = (angle / std::f32::consts::PI).rem_euclid(1.0) * ORIENTATIONS as f32;
        (part.round() as usize % ORIENTATIONS) as u8
    };
    (0..flat.len()).map(direction).collect()
}

impl Grid {
    /// The value at a pixel, from the four cells around it.
    fn at(&self, x: usize, y: usize) -> f32 {
        let place = |at: usize, cells: usize| {
            let at = ((at as f32 - 1.5) / CELL as f32).clamp(0.0, (cells - 1) as f32);
            let first = (at as usize).min(cells.saturating_sub(2));
            (first, (first + 1).min(cells - 1), at - first as f32)
        };
        let ((left, right, u), (top, bottom, v)) = (place(x, self.columns), place(y, self.rows));
        let row = |y: usize| {
            let row = &self.values[y * self.columns..];
            row[left] + u * (row[right] - row[left])
        };
        row(top) + v * (row(bottom) - row(top))
    }

    /// Each value and those around it, weighed by a Gaussian of deviation `sigma`; beyond the
    /// edge are the values at the edge.
    fn smoothed(&self, sigma: f32) -> Self {
        let half = (3.0 * sigma).ceil() as isize;
        let mut weights: Vec<f32> =
            (-half..=half).map(|i| (-0.5 * (i as f32 / sigma).powi(2)).exp()).collect();
        let sum: f32 = weights.iter().sum();
        for weight in &mut weights {
            *weight /= sum;
        }
        let pass = |from: &[f32], length: usize, step: usize| -> Vec<f32> {
            let value = |at: usize| {
                let place = at / step % length;
                let first = at - place * step;
                let other = |k: usize| {
                    let other = place as isize + k as isize - half;
                    from[first + other.clamp(0, length as isize - 1) as usize * step]
                };
                weights.iter().enumerate().map(|(k, weight)| weight * other(k)).sum()
            };
            (0..from.len()).map(value).collect()
        };
        let values = pass(&self.values, self.columns, 1);
        Self { values: pass(&values, self.rows, self.columns), ..*self }
    }
}

/// Gives `value` to every cell that has one of this value within a radius in pixels.
fn spread(cells: &[bool], (columns, rows): (usize, usize), radius: f32, value: bool) -> Vec<bool> {
    let radius = radius / CELL as f32;
    let far = radius.floor() as usize;
    let is_near = |at: usize| {
        let (x, y) = (at % columns, at / columns);
        (y.saturating_sub(far)..(y + far + 1).min(rows)).any(|v| {
            (x.saturating_sub(far)..(x + far + 1).min(columns)).any(|u| {
                let (dx, dy) = (u.abs_diff(x) as f32, v.abs_diff(y) as f32);
                cells[v * columns + u] == value && dx * dx + dy * dy <= radius * radius
            })
        })
    };
    (0..cells.len()).map(|at| if is_near(at) { value } else { !value }).collect()
}
