//! Where ridges end or fork, roughly: the points around which their phase goes once round.
//!
//! NFIQ 2 counts the minutiae of an extractor of its own, which lets many false ones stand, and
//! the forest was trained with these. This stands in for it: ridges are taken for a wave of one
//! length, and every point is counted around which its phase turns once. The lengths and limits
//! are those that came nearest to the true scores of half of the fingers of FVC2002 and FVC2004,
//! databases 1 and 3.
//!
//! Source: K. Larkin and P. Fletcher, "A coherent framework for fingerprint analysis: are
//! fingerprints holograms?", Optics Express 15 (2007).

use super::ridges::{ORIENTATIONS, Ridges};
use super::sample::Sample;

/// The side of a square that is filtered at once, in pixels.
const SQUARE: usize = 4;
/// The distance of ridges, in pixels.
const PERIOD: f32 = 9.0;
/// The deviation of the filter, in pixels.
const SIGMA: f32 = 2.9;
/// How far the filter reaches, in pixels.
const RADIUS: usize = 8;
const TAPS: usize = 2 * RADIUS + 1;
/// So near to the edge of the image nothing is counted, in pixels.
const EDGE: usize = 7;
/// Two points so near that turn opposite ways are none; the square, in pixels.
const CANCEL_SQUARED: usize = 42;
/// Two points so near that turn the same way are one; the square, in pixels.
const SAME_SQUARED: usize = 8;

/// A point around which the phase turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) x: usize,
    pub(super) y: usize,
    /// Which way.
    is_left: bool,
}

/// The real and the imaginary part of a wave.
type Complex = (f32, f32);

/// The points, row after row, those that cancel one another left out.
pub(super) fn points(sample: &Sample) -> Vec<Point> {
    let ridges = Ridges::of(sample);
    let waves = waves(sample, &ridges);
    let mut points = Vec::new();
    for y in EDGE..(sample.height - 1).saturating_sub(EDGE) {
        for x in EDGE..(sample.width - 1).saturating_sub(EDGE) {
            if ridges.are_around(x, y) {
                let turns = turns(&ridges, &waves, y * sample.width + x, sample.width);
                if turns != 0 {
                    points.push(Point { x, y, is_left: 0 < turns });
                }
            }
        }
    }
    without_pairs(points)
}

/// How often the phase goes round in the four pixels from `at` on: −1, 0 or 1.
fn turns(ridges: &Ridges, waves: &[Complex], at: usize, width: usize) -> i32 {
    let here = ridges.across[at];
    let wave = [at, at + 1, at + width + 1, at + width].map(|other| {
        let (re, im) = waves[other];
        // Directions are half turns: a wave that runs the other way is turned round.
        let is_other_way = ORIENTATIONS / 2 < usize::from(here.abs_diff(ridges.across[other]));
        (re, if is_other_way { -im } else { im })
    });
    let mut turns = 0;
    for (i, (re, im)) in wave.iter().enumerate() {
        // Every way round crosses the positive half of the real axis once.
        let (next, up) = wave[(i + 1) % 4];
        let side = re * up - next * im;
        if *im < 0.0 && 0.0 <= up && 0.0 < side {
            turns += 1;
        } else if 0.0 <= *im && up < 0.0 && side < 0.0 {
            turns -= 1;
        }
    }
    turns
}

/// The filter of one direction: it is a product of one along the rows and one along the columns.
struct Filter {
    along: [Complex; TAPS],
    down: [Complex; TAPS],
}

/// For every pixel where there are ridges the wave across them.
fn waves(sample: &Sample, ridges: &Ridges) -> Vec<Complex> {
    let (width, height) = (sample.width, sample.height);
    let mut gauss: [f32; TAPS] =
        std::array::from_fn(|i| (-0.5 * ((i as f32 - RADIUS as f32) / SIGMA).powi(2)).exp());
    let sum: f32 = gauss.iter().sum();
    for weight in &mut gauss {
        *weight /= sum;
    }
    let filters: [Filter; ORIENTATIONS] = std::array::from_fn(|direction| {
        let angle = direction as f32 * std::f32::consts::PI / ORIENTATIONS as f32;
        let taps = |turn: f32| -> [Complex; TAPS] {
            std::array::from_fn(|i| {
                let phase = turn * std::f32::consts::TAU / PERIOD * (i as f32 - RADIUS as f32);
                (gauss[i] * phase.cos(), gauss[i] * phase.sin())
            })
        };
        Filter { along: taps(angle.cos()), down: taps(angle.sin()) }
    });
    let padded = Padded::of(&ridges.flat, width);
    let mut waves = vec![(0.0, 0.0); width * height];
    for y in (0..height).step_by(SQUARE) {
        for x in (0..width).step_by(SQUARE).filter(|x| ridges.are_at(*x, y)) {
            let places = |v: usize| {
                let row = (y + v) * width + x;
                row..row + SQUARE.min(width - x)
            };
            let rows = 0..SQUARE.min(height - y);
            let mut is_there = [false; ORIENTATIONS];
            for at in rows.clone().flat_map(places) {
                is_there[usize::from(ridges.across[at])] = true;
            }
            for (direction, filter) in filters.iter().enumerate() {
                if is_there[direction] {
                    let square = padded.filtered((x, y), filter, &gauss);
                    for v in rows.clone() {
                        for (u, at) in places(v).enumerate() {
                            if usize::from(ridges.across[at]) == direction {
                                waves[at] = square[v][u];
                            }
                        }
                    }
                }
            }
        }
    }
    waves
}

/// The image with what is seen beyond its edges in a mirror.
struct Padded {
    values: Vec<f32>,
    stride: usize,
}

impl Padded {
    fn of(flat: &[f32], width: usize) -> Self {
        let height = flat.len() / width;
        let side = |length: usize| length.next_multiple_of(SQUARE) + 2 * RADIUS;
        let mirrored = |place: usize, length: usize| {
            let place = place.abs_diff(RADIUS);
            place.min((2 * (length - 1)).saturating_sub(place))
        };
        let stride = side(width);
        let values = (0..side(height) * stride)
            .map(|at| flat[mirrored(at / stride, height) * width + mirrored(at % stride, width)])
            .collect();
        Self { values, stride }
    }

    /// Filters the square at a pixel, and takes off what the filter makes of a constant.
    fn filtered(
        &self,
        (x, y): (usize, usize),
        filter: &Filter,
        gauss: &[f32; TAPS],
    ) -> [[Complex; SQUARE]; SQUARE] {
        let constant = (-0.5 * (SIGMA * std::f32::consts::TAU / PERIOD).powi(2)).exp();
        let mut square = [[(0.0, 0.0); SQUARE]; SQUARE];
        for v in 0..SQUARE + TAPS - 1 {
            let row = &self.values[(y + v) * self.stride + x..][..SQUARE + TAPS - 1];
            let [mut re, mut im, mut mean] = [[0.0_f32; SQUARE]; 3];
            for (t, (cos, sin)) in filter.along.iter().enumerate() {
                for (u, value) in row[t..t + SQUARE].iter().enumerate() {
                    re[u] += cos * value;
                    im[u] += sin * value;
                    mean[u] += gauss[t] * value;
                }
            }
            for w in v.saturating_sub(TAPS - 1)..=v.min(SQUARE - 1) {
                let (cos, sin) = filter.down[v - w];
                let level = gauss[v - w] * constant;
                for u in 0..SQUARE {
                    square[w][u].0 += re[u] * cos - im[u] * sin - level * mean[u];
                    square[w][u].1 += re[u] * sin + im[u] * cos;
                }
            }
        }
        square
    }
}

/// The nearest pairs first: two that turn opposite ways are none, two that turn the same way side
/// by side are one.
fn without_pairs(points: Vec<Point>) -> Vec<Point> {
    let mut pairs = Vec::new();
    for (i, a) in points.iter().enumerate() {
        let below = points.iter().enumerate().skip(i + 1);
        for (j, b) in below.take_while(|(_, b)| (b.y - a.y).pow(2) <= CANCEL_SQUARED) {
            let squared = b.x.abs_diff(a.x).pow(2) + (b.y - a.y).pow(2);
            if squared <= CANCEL_SQUARED {
                pairs.push((squared, i, j));
            }
        }
    }
    pairs.sort_unstable();
    let mut kept = vec![true; points.len()];
    for (squared, i, j) in pairs {
        if kept[i] && kept[j] {
            if points[i].is_left != points[j].is_left {
                kept[i] = false;
                kept[j] = false;
            } else if squared <= SAME_SQUARED {
                kept[j] = false;
            }
        }
    }
    points.into_iter().zip(kept).filter_map(|(point, kept)| kept.then_some(point)).collect()
}
