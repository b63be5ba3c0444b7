//! What is measured across the ridges, in parts of the image that are turned for it.
//!
//! A local region of 32 × 32 pixels with a border of two is turned so that the ridges stand
//! upright, or lie level, and 32 × 16 pixels of its middle are looked at.
//!
//! Source: ISO/IEC 29794-4 (frequency domain analysis, local clarity, ridge valley uniformity);
//! the arithmetic is that of NFIQ 2.3 and of `OpenCV` 4, to the pixel.

use super::sample::{REGION, Region, Sample};

/// The side of a region with its border.
const SIDE: usize = REGION + 2 * BORDER;
/// The border that turning needs, in pixels.
pub(super) const BORDER: usize = 2;
/// Pixels along the ridges that are looked at.
const ALONG: usize = 16;
/// A region is foreground if its deviation is above this part of that of the whole image.
const FOREGROUND: f64 = 0.1;

/// One local region.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    /// The angle across the ridges, in radians.
    pub(super) across: f64,
    /// Whether all of it is foreground.
    pub(super) is_foreground: bool,
    region: Region,
}

/// The local regions, row after row.
#[derive(Clone, Debug)]
pub(super) struct Cells {
    pub(super) columns: usize,
    pub(super) rows: usize,
    pub(super) all: Vec<Cell>,
}

impl Cells {
    /// Regions that have a border of two pixels around them.
    pub(super) fn of(sample: &Sample) -> Self {
        let count = |side: usize| side.saturating_sub(2 * BORDER) / REGION;
        let (columns, rows) = (count(sample.width), count(sample.height));
        let deviation = sample.spread().1;
        let across = sample.width.div_ceil(REGION);
        // Foreground is decided on squares that begin at the corner of the image.
        let squares: Vec<bool> = sample
            .regions()
            .map(|square| FOREGROUND < sample.deviation(square) / deviation)
            .collect();
        let cell = |at: usize| {
            let (column, row) = (at % columns, at / columns);
            let (x, y) = (column * REGION + BORDER, row * REGION + BORDER);
            let region = Region { x, y, width: REGION, height: REGION };
            let square = |dx: usize, dy: usize| squares[(row + dy) * across + column + dx];
            Cell {
                across: sample.moments(region).across(),
                is_foreground: square(0, 0) && square(1, 0) && square(0, 1) && square(1, 1),
                region,
            }
        };
        Self { columns, rows, all: (0..columns * rows).map(cell).collect() }
    }

    /// Those that are all foreground.
    pub(super) fn foreground(&self) -> impl Iterator<Item = &Cell> {
        self.all.iter().filter(|cell| cell.is_foreground)
    }
}

/// A region with its border, turned.
type Turned = [[u8; SIDE]; SIDE];

/// How many pixels more of the image are taken around a region before it is turned. The result
/// keeps its side, so that the middle moves by as many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Margin {
    None = 0,
    Two = 2,
}

/// Turns by `angle` around the middle, each pixel from the nearest, in 1024ths of a pixel and
/// halves to even (`warpAffine` of `OpenCV`). What is not there is black.
fn turned(sample: &Sample, region: Region, angle: f64, margin: Margin) -> Turned {
    let margin = margin as usize;
    let centre = (SIDE / 2 + margin) as f64;
    // Through degrees and back, as there.
    let angle = angle * (180.0 / std::f64::consts::PI) * (std::f64::consts::PI / 180.0);
    let (sin, cos) = angle.sin_cos();
    let forward = [
        cos,
        sin,
        (1.0 - cos) * centre - sin * centre,
        -sin,
        cos,
        sin * centre + (1.0 - cos) * centre,
    ];
    let scale = 1.0 / (forward[0] * forward[4] - forward[1] * forward[3]);
    let (a, b) = (forward[4] * scale, -forward[1] * scale);
    let (d, e) = (-forward[3] * scale, forward[0] * scale);
    let c = -a * forward[2] - b * forward[5];
    let f = -d * forward[2] - e * forward[5];
    let fixed = |value: f64| (value * 1024.0).round_ties_even() as i32;

    let inside = 0..(SIDE + 2 * margin) as i32;
    let corner = |place: usize| place as i32 - (BORDER + margin) as i32;
    let (left, top) = (corner(region.x), corner(region.y));
    let mut turned = [[0; SIDE]; SIDE];
    for (y, row) in turned.iter_mut().enumerate() {
        let from = (fixed(b * y as f64 + c) + 512, fixed(e * y as f64 + f) + 512);
        for (x, pixel) in row.iter_mut().enumerate() {
            let u = (from.0 + fixed(a * x as f64)) >> 10;
            let v = (from.1 + fixed(d * x as f64)) >> 10;
            if inside.contains(&u) && inside.contains(&v) {
                *pixel = sample.pixel(left + u, top + v).unwrap_or(0);
            }
        }
    }
    turned
}

/// How much of the spectrum across the ridges is at their distance, about 0.2 to 1.
pub(super) fn periodicity(sample: &Sample, cell: &Cell) -> f64 {
    let turned =
        turned(sample, cell.region, cell.across + std::f64::consts::FRAC_PI_2, Margin::Two);
    let mut profile = [0.0; REGION];
    for (mean, row) in profile.iter_mut().zip(&turned[BORDER..]) {
        let sum: u32 = row[10..10 + ALONG].iter().map(|grey| u32::from(*grey)).sum();
        *mean = f64::from(sum) / ALONG as f64;
    }
    // Without the mean, so that where there is nothing rounding does not make something.
    let mean = profile.iter().sum::<f64>() / REGION as f64;
    for value in &mut profile {
        *value -= mean;
    }
    let amplitudes = amplitudes(&profile);
    let mut peak = 1;
    for (k, amplitude) in amplitudes.iter().enumerate().skip(1) {
        if amplitudes[peak] < *amplitude {
            peak = k;
        }
    }
    if peak == 1 {
        return 1.0;
    }
    // Above the middle the spectrum is the same once more.
    let beyond = amplitudes.get(peak + 1).unwrap_or(&amplitudes[peak - 1]);
    let all: f64 = amplitudes[1..REGION / 2].iter().sum();
    (amplitudes[peak] + 0.3 * (amplitudes[peak - 1] + beyond)) / all
}

/// The lower half of the amplitudes of the discrete Fourier transform.
fn amplitudes(profile: &[f64; REGION]) -> [f64; REGION / 2 + 1] {
    let wave: [(f64, f64); REGION] =
        std::array::from_fn(|turn| (turn as f64 / REGION as f64 * std::f64::consts::TAU).sin_cos());
    std::array::from_fn(|k| {
        let (mut re, mut im) = (0.0, 0.0);
        for (i, value) in profile.iter().enumerate() {
            let (sin, cos) = wave[i * k % REGION];
            re += value * cos;
            im += value * sin;
        }
        re.hypot(im)
    })
}

/// The middle of a region whose ridges stand upright.
struct Upright {
    /// Rows of it, along the ridges.
    rows: [[u8; REGION]; ALONG],
    /// What separates ridges from valleys in each column: a straight line through the means.
    line: [f64; REGION],
    /// Whether the mean of the column is below the line.
    is_ridge: [bool; REGION],
}

impl Upright {
    fn of(turned: &Turned) -> Self {
        let mut rows = [[0; REGION]; ALONG];
        for (row, from) in rows.iter_mut().zip(&turned[10..]) {
            row.copy_from_slice(&from[BORDER..][..REGION]);
        }
        let means: [f64; REGION] = std::array::from_fn(|x| {
            rows.iter().map(|row| f64::from(row[x])).sum::<f64>() / ALONG as f64
        });
        // Least squares; places are counted from one.
        let middle = 0.5 * (REGION as f64 + 1.0);
        let (mut sum, mut product, mut squares) = (0.0, 0.0, 0.0);
        for (i, mean) in means.iter().enumerate() {
            let x = (i + 1) as f64 - middle;
            sum += mean;
            product += x * mean;
            squares += x * x;
        }
        let rounded = |value: f64| (value * 1e10).round() / 1e10;
        let slope = product / squares;
        let (start, slope) = (rounded(sum / REGION as f64 - slope * middle), rounded(slope));
        let line = std::array::from_fn(|i| (i + 1) as f64 * slope + start);
        let is_ridge = std::array::from_fn(|x| means[x] < line[x]);
        Self { rows, line, is_ridge }
    }

    /// Before which columns, up to the one before `end`, ridge turns to valley or back.
    fn changes(&self, end: usize) -> Vec<usize> {
        (0..end - 1).filter(|i| self.is_ridge[*i] != self.is_ridge[i + 1]).collect()
    }
}

/// The share of pixels that are as dark or as light as their ridge or valley should be, from 0 to
/// 1; 0 where ridges or valleys are too wide or too narrow.
pub(super) fn clarity(sample: &Sample, cell: &Cell) -> f64 {
    let upright = Upright::of(&turned(sample, cell.region, cell.across, Margin::None));
    let changes = upright.changes(REGION);
    let Some(first) = changes.first() else { return 0.0 };
    let mut widths = vec![*first];
    widths.extend(changes.windows(2).map(|pair| pair[1] - pair[0]));
    // In parts of the widest ridge that a scanner of 125 ppi would show as five pixels.
    let share = |from: usize| -> Vec<f64> {
        widths.iter().skip(from).step_by(2).map(|width| *width as f64 / 20.0).collect()
    };
    let ridges_first = usize::from(!upright.is_ridge[0]);
    let (ridges, valleys) = (mean(&share(ridges_first)), mean(&share(1 - ridges_first)));
    if !(3.0 / 20.0..=0.5).contains(&ridges) || !(2.0 / 20.0..=0.5).contains(&valleys) {
        return 0.0;
    }
    let (mut ridge, mut valley) = ((0, 0), (0, 0));
    for x in 0..REGION {
        let dark = upright.rows.iter().filter(|row| f64::from(row[x]) < upright.line[x]).count();
        if upright.is_ridge[x] {
            ridge = (ridge.0 + ALONG - dark, ridge.1 + ALONG);
        } else {
            valley = (valley.0 + dark, valley.1 + ALONG);
        }
    }
    let wrong = |(wrong, all): (usize, usize)| wrong as f64 / all as f64;
    1.0 - 0.5 * (wrong(valley) + wrong(ridge))
}

/// The mean of a few numbers, added in fours as `OpenCV` does; 0 of none.
fn mean(values: &[f64]) -> f64 {
    if values.is_empty() {
        return 0.0;
    }
    let (fours, rest) = values.as_chunks::<4>();
    let sum = fours.iter().fold(0.0, |sum, [a, b, c, d]| sum + (a + b + c + d));
    rest.iter().fold(sum, |sum, value| sum + value) * (1.0 / values.len() as f64)
}

/// Appends the ratios of the widths of neighbouring ridges and valleys.
pub(super) fn uniformity(sample: &Sample, cell: &Cell, ratios: &mut Vec<f64>) {
    let upright = Upright::of(&turned(sample, cell.region, cell.across, Margin::Two));
    // The last column is not looked at.
    let changes = upright.changes(REGION - 1);
    let (Some(first), Some(last)) = (changes.first(), changes.last()) else { return };
    if last <= &(first + 1) {
        return;
    }
    // Widths from the last to the first; those at the ends are cut, and so is one more.
    let widths: Vec<usize> = changes[1..].windows(2).rev().map(|pair| pair[1] - pair[0]).collect();
    let begins = usize::from(upright.is_ridge[first + 1]);
    for (i, pair) in widths.windows(2).enumerate() {
        let ratio = pair[0] as f64 / pair[1] as f64;
        let is_turned = begins <= i && (i - begins).is_multiple_of(2);
        ratios.push(if is_turned { 1.0 / ratio } else { ratio });
    }
}
