//! Where the finger lies: the region of interest.
//!
//! Dark parts grow, everything is blurred and split into dark and light, twice; holes are filled,
//! and of what remains only the largest is kept.
//!
//! Sources: ISO/IEC 29794-4, region of interest, as NFIQ 2.3 does it; N. Otsu, "A Threshold
//! Selection Method from Gray-Level Histograms", IEEE Transactions on Systems, Man, and
//! Cybernetics 9 (1979). The arithmetic of the blur is the fixed-point one of `OpenCV` 4.

use super::sample::{Region, Sample};

/// Where the finger lies.
#[derive(Clone, Debug)]
pub(super) struct Area {
    /// For every pixel whether it is of the finger.
    inside: Vec<bool>,
    /// How many are.
    pub(super) pixels: usize,
    /// The mean grey value of these; 255 where there are none.
    pub(super) mean: f64,
    /// The mean column and row of these, in pixels of the sample.
    pub(super) centre: (f64, f64),
    width: usize,
}

impl Area {
    pub(super) fn of(sample: &Sample) -> Self {
        let (width, height) = (sample.width, sample.height);
        let mut grey = darkest(&sample.pixels, width);
        for taps in [41, 91] {
            grey = blurred(&grey, width, &kernel(taps));
            let threshold = otsu(&grey);
            for grey in &mut grey {
                *grey = if threshold < *grey { 255 } else { 0 };
            }
        }
        let mut inside: Vec<bool> = grey.iter().map(|grey| *grey == 0).collect();
        fill_holes(&mut inside, width);
        keep_largest(&mut inside, width);
        let (mut pixels, mut sum, mut columns, mut rows) = (0, 0, 0, 0);
        for at in (0..width * height).filter(|at| inside[*at]) {
            pixels += 1;
            sum += usize::from(sample.pixels[at]);
            columns += at % width;
            rows += at / width;
        }
        let mean = |sum: usize| sum as f64 / pixels as f64;
        let (mean, centre) = if pixels == 0 {
            (255.0, (width as f64 / 2.0, height as f64 / 2.0))
        } else {
            (mean(sum), (mean(columns), mean(rows)))
        };
        Self { inside, pixels, mean, centre, width }
    }

    /// Whether any pixel of a region is of the finger.
    pub(super) fn touches(&self, region: Region) -> bool {
        let outside: usize = (region.y..region.y + region.height)
            .map(|y| {
                let row = &self.inside[y * self.width + region.x..][..region.width];
                row.iter().filter(|inside| !**inside).count()
            })
            .sum();
        // The mean of a white region of some sizes is a hair below white, and counts as finger.
        (255 * outside) as f64 * (1.0 / region.area()) < 255.0
    }
}

/// The darkest of the 5 × 5 pixels around each.
fn darkest(pixels: &[u8], width: usize) -> Vec<u8> {
    let along: Vec<u8> = pixels
        .chunks_exact(width)
        .flat_map(|row| {
            (0..width).map(|x| {
                let window = &row[x.saturating_sub(2)..(x + 3).min(width)];
                window.iter().fold(255, |least, grey| least.min(*grey))
            })
        })
        .collect();
    let height = pixels.len() / width;
    let mut darkest = along.clone();
    for y in 0..height {
        for other in y.saturating_sub(2)..(y + 3).min(height) {
            let (into, from) = (&mut darkest[y * width..][..width], &along[other * width..]);
            into.iter_mut().zip(from).for_each(|(least, grey)| *least = (*least).min(*grey));
        }
    }
    darkest
}

/// A Gaussian in 256ths, whose deviation follows from its length; what is rounded off a weight is
/// added to the next, and the middle one takes what is left.
fn kernel(taps: usize) -> Vec<u16> {
    let half = taps / 2;
    let sigma = 0.3 * ((taps as f64 - 1.0) * 0.5 - 1.0) + 0.8;
    let value = |i: usize| {
        let x = i as f64 - half as f64;
        (-0.5 / (sigma * sigma) * x * x).exp()
    };
    let sum: f64 = (0..taps).map(value).sum();
    let mut kernel = vec![0; taps];
    let (mut error, mut given) = (0.0, 0);
    for i in 0..half {
        let wanted = value(i) / sum * 256.0 + error;
        let weight = wanted.round_ties_even();
        error = wanted - weight;
        kernel[i] = weight as u16;
        kernel[taps - 1 - i] = weight as u16;
        given += 2 * weight as u16;
    }
    kernel[half] = 256 - given;
    kernel
}

/// Weighs what is around each pixel; the image is mirrored beyond its edges.
fn blurred(pixels: &[u8], width: usize, kernel: &[u16]) -> Vec<u8> {
    let height = pixels.len() / width;
    let half = kernel.len() / 2;
    let mut along = vec![0_u16; pixels.len()];
    let mut padded = vec![0_u16; width + 2 * half];
    for (sums, row) in along.chunks_exact_mut(width).zip(pixels.chunks_exact(width)) {
        for (i, grey) in padded.iter_mut().enumerate() {
            *grey = u16::from(row[mirrored(i as isize - half as isize, width)]);
        }
        for (k, weight) in kernel.iter().enumerate().filter(|(_, weight)| **weight != 0) {
            sums.iter_mut().zip(&padded[k..]).for_each(|(sum, grey)| *sum += weight * grey);
        }
    }
    let mut blurred = Vec::with_capacity(pixels.len());
    let mut sums = vec![0_u32; width];
    for y in 0..height {
        sums.fill(1 << 15);
        for (k, weight) in kernel.iter().enumerate().filter(|(_, weight)| **weight != 0) {
            let from = mirrored(y as isize + k as isize - half as isize, height);
            let row = &along[from * width..][..width];
            sums.iter_mut().zip(row).for_each(|(sum, value)| {
                *sum += u32::from(*weight) * u32::from(*value);
            });
        }
        blurred.extend(sums.iter().map(|sum| (sum >> 16) as u8));
    }
    blurred
}

/// The place within `0..length` that is seen at `place`, between mirrors on the outermost pixels.
fn mirrored(place: isize, length: usize) -> usize {
    let period = 2 * (length as isize - 1);
    if period == 0 {
        return 0;
    }
    let place = place.rem_euclid(period);
    place.min(period - place) as usize
}

/// The grey value up to which pixels are dark, so that dark and light differ most.
fn otsu(pixels: &[u8]) -> u8 {
    let mut counts = [0_u32; 256];
    for grey in pixels {
        counts[usize::from(*grey)] += 1;
    }
    let scale = 1.0 / pixels.len() as f64;
    let all: f64 =
        counts.iter().enumerate().map(|(i, count)| i as f64 * f64::from(*count)).sum::<f64>()
            * scale;
    let (mut share, mut mean) = (0.0, 0.0);
    let (mut best, mut threshold) = (0.0, 0);
    for (i, count) in counts.iter().enumerate() {
        let p = f64::from(*count) * scale;
        mean *= share;
        share += p;
        let rest = 1.0 - share;
        let least = f64::from(f32::EPSILON);
        if share.min(rest) < least || 1.0 - least < share.max(rest) {
            continue;
        }
        mean = (mean + i as f64 * p) / share;
        let other = (all - share * mean) / rest;
        let between = share * rest * (mean - other) * (mean - other);
        if best < between {
            (best, threshold) = (between, i as u8);
        }
    }
    threshold
}

/// Sets what is outside but does not reach the edge of the image.
pub(super) fn fill_holes(inside: &mut [bool], width: usize) {
    let height = inside.len() / width;
    let mut reached = inside.to_vec();
    for at in 0..inside.len() {
        let (x, y) = (at % width, at / width);
        let is_edge = x == 0 || y == 0 || x == width - 1 || y == height - 1;
        if is_edge && !reached[at] {
            flood(&mut reached, width, at);
        }
    }
    inside.iter_mut().zip(&reached).for_each(|(inside, reached)| *inside |= !reached);
}

/// Keeps the part whose bounding box is the largest, the first of these.
fn keep_largest(inside: &mut [bool], width: usize) {
    let mut left: Vec<bool> = inside.iter().map(|inside| !inside).collect();
    let (mut best, mut kept) = (0, Vec::new());
    for at in 0..inside.len() {
        if !left[at] {
            let part = flood(&mut left, width, at);
            let columns = part.iter().map(|at| at % width);
            let (first, last) = columns.fold((width, 0), |(a, b), x| (a.min(x), b.max(x)));
            let rows = part.iter().map(|at| at / width);
            let (top, bottom) = rows.fold((usize::MAX, 0), |(a, b), y| (a.min(y), b.max(y)));
            let area = (last - first + 1) * (bottom - top + 1);
            if best < area {
                (best, kept) = (area, part);
            }
        }
    }
    inside.fill(false);
    for at in kept {
        inside[at] = true;
    }
}

/// Marks what hangs together with `start`, by sides, and is not marked yet; tells what it was.
fn flood(marked: &mut [bool], width: usize, start: usize) -> Vec<usize> {
    marked[start] = true;
    let mut found = vec![start];
    let mut next = 0;
    while let Some(at) = found.get(next).copied() {
        next += 1;
        let x = at % width;
        let around = [
            (0 < x).then(|| at - 1),
            (x + 1 < width).then_some(at + 1),
            at.checked_sub(width),
            Some(at + width).filter(|below| *below < marked.len()),
        ];
        for neighbour in around.into_iter().flatten() {
            if !marked[neighbour] {
                marked[neighbour] = true;
                found.push(neighbour);
            }
        }
    }
    found
}
