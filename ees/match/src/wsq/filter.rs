//! The two filters of a wavelet, and the transform along rows and columns.
//!
//! Lines are continued beyond their ends by whole-sample symmetry (the last sample is the
//! mirror), so that as many coefficients come out as samples go in. Low coefficients belong to
//! even samples and high ones to odd samples.
//!
//! Products are added in the order of the samples, low before high, in `f32` and without fused
//! operations: what is decoded is then the same on every machine, and the same to the bit as by
//! the decoder against which others are certified.
//!
//! Source: IAFIS-IC-0110 (V3), clauses 3.1 and 3.2, annex A.

use super::bands::{Bands, Split};

/// The most taps of a filter that is taken.
pub(super) const TAPS_MAX: usize = 31;

/// A pair of symmetric filters of odd length for one direction of the transform.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Filters {
    /// All taps of the low-pass filter.
    pub(super) low: Vec<f32>,
    /// All taps of the high-pass filter.
    pub(super) high: Vec<f32>,
}

/// The right half of the 9-tap analysis low-pass filter, from its centre.
pub(super) const ANALYSIS_LOW: [f32; 5] =
    [0.852_698_7, 0.377_402_85, -0.110_624_4, -0.023_849_465, 0.037_828_456];
/// The right half of the 7-tap analysis high-pass filter, from its centre.
pub(super) const ANALYSIS_HIGH: [f32; 4] =
    [0.788_485_6, -0.418_092_28, -0.040_689_416, 0.064_538_88];

impl Filters {
    /// The filters that take an image apart, from the right halves of both.
    pub(super) fn analysis(low: &[f32], high: &[f32]) -> Self {
        Self { low: whole(low.iter().copied()), high: whole(high.iter().copied()) }
    }

    /// The filters that undo those of [`Filters::analysis`]: low and high change places, and
    /// every second tap its sign.
    pub(super) fn synthesis(low: &[f32], high: &[f32]) -> Self {
        Self { low: whole(alternating(high)), high: whole(alternating(low)) }
    }
}

fn alternating(half: &[f32]) -> impl Iterator<Item = f32> {
    half.iter().enumerate().map(|(at, tap)| if at % 2 == 0 { *tap } else { -*tap })
}

/// All taps, from those of the right half.
fn whole(half: impl Iterator<Item = f32>) -> Vec<f32> {
    let half: Vec<f32> = half.collect();
    half.iter().skip(1).rev().chain(&half).copied().collect()
}

/// Takes the plane apart into subbands, in place.
pub(super) fn decompose(plane: &mut [f32], width: usize, bands: &Bands, filters: &Filters) {
    let mut scratch = vec![0.0; plane.len()];
    for split in &bands.splits {
        apart_along_x(plane, width, split, filters);
        apart_along_y(plane, &mut scratch, width, (split, filters));
    }
}

/// Joins the subbands into the plane, in place.
pub(super) fn reconstruct(plane: &mut [f32], width: usize, bands: &Bands, filters: &Filters) {
    let mut scratch = vec![0.0; plane.len()];
    for split in bands.splits.iter().rev() {
        together_along_y(plane, &mut scratch, width, (split, filters));
        together_along_x(plane, width, split, filters);
    }
}

/// The sample that stands for position `at` of `length`, mirrored at both ends.
fn mirrored(at: isize, length: usize) -> usize {
    let last = length as isize - 1;
    if last <= 0 {
        return 0;
    }
    let at = at.rem_euclid(2 * last);
    (if at <= last { at } else { 2 * last - at }) as usize
}

fn apart_along_x(plane: &mut [f32], width: usize, split: &Split, filters: &Filters) {
    let region = split.region;
    if region.count() == 0 {
        return;
    }
    let length = region.width;
    let (low_at, high_at) = split.first_x.starts(length);
    let pad = TAPS_MAX as isize / 2;
    let order: Vec<usize> = (-pad..=length as isize + pad).map(|at| mirrored(at, length)).collect();
    let mut line = vec![0.0; order.len()];
    for y in region.y..region.y + region.height {
        let start = y * width + region.x;
        let row = &mut plane[start..start + length];
        for (slot, from) in line.iter_mut().zip(&order) {
            *slot = row[*from];
        }
        let low_line = &line[pad as usize - filters.low.len() / 2..];
        for (k, slot) in row[low_at..low_at + length.div_ceil(2)].iter_mut().enumerate() {
            *slot = product(&low_line[2 * k..], &filters.low);
        }
        let high_line = &line[pad as usize + 1 - filters.high.len() / 2..];
        for (k, slot) in row[high_at..high_at + length / 2].iter_mut().enumerate() {
            *slot = product(&high_line[2 * k..], &filters.high);
        }
    }
}

/// The sum of products, added from the first to the last.
fn product(samples: &[f32], taps: &[f32]) -> f32 {
    samples.iter().zip(taps).fold(0.0, |sum, (sample, tap)| sum + sample * tap)
}

/// Adds `tap` times the row `from` to `to`, or sets it where it is the first.
fn add_row(to: &mut [f32], from: &[f32], tap: f32) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += from * tap;
    }
}

fn apart_along_y(
    plane: &mut [f32],
    scratch: &mut [f32],
    width: usize,
    (split, filters): (&Split, &Filters),
) {
    let region = split.region;
    if region.count() == 0 {
        return;
    }
    let length = region.height;
    let (low_at, high_at) = split.first_y.starts(length);
    let rows = Rows { width, x: region.x, y: region.y, count: region.width };
    let mut sum = |slot: usize, centre: usize, taps: &[f32]| {
        let to = &mut scratch[slot * rows.count..(slot + 1) * rows.count];
        to.fill(0.0);
        let first = centre as isize - (taps.len() / 2) as isize;
        for (at, tap) in (first..).zip(taps) {
            add_row(to, rows.of(plane, mirrored(at, length)), *tap);
        }
    };
    for k in 0..length.div_ceil(2) {
        sum(low_at + k, 2 * k, &filters.low);
    }
    for k in 0..length / 2 {
        sum(high_at + k, 2 * k + 1, &filters.high);
    }
    rows.put(plane, scratch, length);
}

/// The rows of a region.
struct Rows {
    width: usize,
    x: usize,
    y: usize,
    count: usize,
}

impl Rows {
    fn of<'a>(&self, plane: &'a [f32], y: usize) -> &'a [f32] {
        let start = (self.y + y) * self.width + self.x;
        &plane[start..start + self.count]
    }

    /// Puts `length` rows of `scratch`, which lie close together, into the plane.
    fn put(&self, plane: &mut [f32], scratch: &[f32], length: usize) {
        for (y, row) in scratch.chunks_exact(self.count).take(length).enumerate() {
            let start = (self.y + y) * self.width + self.x;
            plane[start..start + self.count].copy_from_slice(row);
        }
    }
}

/// Calls `add` with every coefficient that contributes to sample `at`, and its tap: even
/// positions are low coefficients, odd ones high.
fn contributions(at: usize, length: usize, filters: &Filters, mut add: impl FnMut(usize, f32)) {
    for (is_high, taps) in [(0, &filters.low), (1, &filters.high)] {
        let first = at as isize - (taps.len() / 2) as isize;
        for (position, tap) in (first..).zip(taps) {
            let sample = mirrored(position, length);
            if sample % 2 == is_high && position.rem_euclid(2) as usize == is_high {
                add(sample, *tap);
            }
        }
    }
}

fn together_along_y(
    plane: &mut [f32],
    scratch: &mut [f32],
    width: usize,
    (split, filters): (&Split, &Filters),
) {
    let region = split.region;
    if region.count() == 0 {
        return;
    }
    let length = region.height;
    let (low_at, high_at) = split.first_y.starts(length);
    let rows = Rows { width, x: region.x, y: region.y, count: region.width };
    for at in 0..length {
        let to = &mut scratch[at * rows.count..(at + 1) * rows.count];
        to.fill(0.0);
        contributions(at, length, filters, |sample, tap| {
            let start = [low_at, high_at][sample % 2];
            add_row(to, rows.of(plane, start + sample / 2), tap);
        });
    }
    rows.put(plane, scratch, length);
}

fn together_along_x(plane: &mut [f32], width: usize, split: &Split, filters: &Filters) {
    let region = split.region;
    if region.count() == 0 {
        return;
    }
    let length = region.width;
    let (low_at, high_at) = split.first_x.starts(length);
    let pad = TAPS_MAX.div_ceil(2) as isize;
    let order: Vec<usize> = (-pad..length as isize + pad)
        .map(|at| {
            let sample = mirrored(at, length);
            [low_at, high_at][sample % 2] + sample / 2
        })
        .collect();
    let mut line = vec![0.0; order.len()];
    for y in region.y..region.y + region.height {
        let start = y * width + region.x;
        let row = &mut plane[start..start + length];
        for (slot, from) in line.iter_mut().zip(&order) {
            *slot = row[*from];
        }
        for (at, slot) in row.iter_mut().enumerate() {
            let centre = at + pad as usize;
            *slot = every_second(&line, (centre, at % 2), &filters.low, 0.0);
            if 1 < length {
                *slot = every_second(&line, (centre, 1 - at % 2), &filters.high, *slot);
            }
        }
    }
}

/// Adds to `sum` the products of those taps around `centre` that lie on an even position of the
/// line (`parity` is how far the centre is from one) with their samples.
fn every_second(line: &[f32], (centre, parity): (usize, usize), taps: &[f32], sum: f32) -> f32 {
    let half = taps.len() / 2;
    let skip = (half + parity) % 2;
    let samples = &line[centre - half + skip..];
    taps[skip..]
        .iter()
        .step_by(2)
        .zip(samples.iter().step_by(2))
        .fold(sum, |sum, (tap, sample)| sum + sample * tap)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_apart_comes_together() {
        for (width, height) in [(1, 1), (1, 7), (2, 2), (3, 5), (17, 40), (64, 31), (97, 96)] {
            let mut seed = 9u32;
            let image: Vec<f32> = (0..width * height)
                .map(|_| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (seed >> 24) as f32 - 128.0
                })
                .collect();
            let bands = Bands::of(width, height);
            let mut plane = image.clone();
            let analysis = Filters::analysis(&ANALYSIS_LOW, &ANALYSIS_HIGH);
            decompose(&mut plane, width, &bands, &analysis);
            let synthesis = Filters::synthesis(&ANALYSIS_LOW, &ANALYSIS_HIGH);
            reconstruct(&mut plane, width, &bands, &synthesis);
            for (was, is) in image.iter().zip(&plane) {
                assert!((was - is).abs() < 0.01, "{was} became {is} at {width} × {height}");
            }
        }
    }

    #[test]
    fn positions_are_mirrored_at_the_last_sample() {
        let of_four: Vec<usize> = (-4..8).map(|at| mirrored(at, 4)).collect();
        assert_eq!(of_four, [2, 3, 2, 1, 0, 1, 2, 3, 2, 1, 0, 1]);
        assert_eq!(mirrored(-9, 1), 0);
    }
}
