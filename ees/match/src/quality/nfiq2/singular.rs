//! Where ridges end or fork, roughly: the points around which their phase goes once round.
//!
//! NFIQ 2 counts minutiae with an extractor of its own time, which lets many false ones stand,
//! and the forest was trained with these. This stands in for it: ridges are taken for a wave of
//! fixed length, and every point is counted around which the phase of the wave turns once.
//! What is measured against the true features is told at [`super::NAMES`].
//!
//! Source: K. Larkin and P. Fletcher, "A coherent framework for fingerprint analysis: are
//! fingerprints holograms?", Optics Express 15 (2007).

use super::sample::Sample;

/// The side of a square that has one orientation, in pixels.
const SQUARE: usize = 8;
/// Orientations that are told apart.
const ORIENTATIONS: usize = 16;
/// The distance of ridges, in pixels.
fn p(n: usize, d: f32) -> f32 { std::env::var("P").ok().and_then(|v| v.split(',').nth(n).and_then(|v| v.parse().ok())).unwrap_or(d) }

const RADIUS: usize = 8;
const TAPS: usize = 2 * RADIUS + 1;

/// A point around which the phase turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) x: usize,
    pub(super) y: usize,
    /// Which way.
    is_left: bool,
}

/// Numbers of squares, row after row.
#[derive(Clone)]
struct Grid {
    columns: usize,
    rows: usize,
    values: Vec<f32>,
}

impl Grid {
    fn smoothed(&self, sigma: f32) -> Self {
        let half = (3.0 * sigma).ceil() as isize;
        let weights: Vec<f32> =
            (-half..=half).map(|i| (-0.5 * (i as f32 / sigma).powi(2)).exp()).collect();
        let sum: f32 = weights.iter().sum();
        let pass = |from: &[f32], length: usize, step: usize, at: usize| {
            let place = (at / step) % length;
            let base = at - place * step;
            let mut mean = 0.0;
            for (k, weight) in weights.iter().enumerate() {
                let other = (place as isize + k as isize - half).clamp(0, length as isize - 1);
                mean += weight * from[base + other as usize * step];
            }
            mean / sum
        };
        let across: Vec<f32> =
            (0..self.values.len()).map(|at| pass(&self.values, self.columns, 1, at)).collect();
        let values =
            (0..across.len()).map(|at| pass(&across, self.rows, self.columns, at)).collect();
        Self { values, ..*self }
    }
}

/// What is known of squares.
struct Flow {
    columns: usize,
    /// The orientation across the ridges, as a part of a half turn.
    across: Vec<usize>,
    /// Whether there are ridges.
    is_finger: Vec<bool>,
    /// Whether there are, and none of what is near is without.
    is_inner: Vec<bool>,
}

impl Flow {
    fn of(sample: &Sample) -> Self {
        const CELL: usize = 4;
        let (columns, rows) = (sample.width.div_ceil(CELL), sample.height.div_ceil(CELL));
        let empty = Grid { columns, rows, values: vec![0.0; columns * rows] };
        let [mut count, mut sum, mut squares, mut real, mut imaginary] =
            std::array::from_fn(|_| empty.clone());
        for y in 0..sample.height {
            let above = sample.row(y.saturating_sub(1));
            let row = sample.row(y);
            let below = sample.row((y + 1).min(sample.height - 1));
            for x in 0..sample.width {
                let (l, r) = (x.saturating_sub(1), (x + 1).min(sample.width - 1));
                let g = |row: &[u8], x: usize| f32::from(row[x]);
                let gx = g(above, r) + 2.0 * g(row, r) + g(below, r)
                    - g(above, l) - 2.0 * g(row, l) - g(below, l);
                let gy = g(below, l) + 2.0 * g(below, x) + g(below, r)
                    - g(above, l) - 2.0 * g(above, x) - g(above, r);
                let at = y / CELL * columns + x / CELL;
                count.values[at] += 1.0;
                sum.values[at] += g(row, x);
                squares.values[at] += g(row, x) * g(row, x);
                real.values[at] += gx * gx - gy * gy;
                imaginary.values[at] += 2.0 * gx * gy;
            }
        }
        let deviation = |sigma: f32| -> Vec<f32> {
            let (n, s, q) = (count.smoothed(sigma), sum.smoothed(sigma), squares.smoothed(sigma));
            (0..n.values.len())
                .map(|at| {
                    let mean = s.values[at] / n.values[at];
                    (q.values[at] / n.values[at] - mean * mean).max(0.0).sqrt()
                })
                .collect()
        };
        let wide = deviation(p(0, 2.0));
        for at in 0..wide.len() {
            let weight = 1.0 / (wide[at] + p(1, 3.0)).powi(2);
            real.values[at] *= weight;
            imaginary.values[at] *= weight;
        }
        let (real, imaginary) = (real.smoothed(p(2, 1.5)), imaginary.smoothed(p(2, 1.5)));
        let angle = |at: usize| {
            let angle = imaginary.values[at].atan2(real.values[at]) / 2.0;
            let part = (angle / std::f32::consts::PI).rem_euclid(1.0) * ORIENTATIONS as f32;
            part.round() as usize % ORIENTATIONS
        };
        let narrow = deviation(p(3, 1.25));
        let is_finger: Vec<bool> = narrow.iter().map(|deviation| p(4, 18.0) < *deviation).collect();
        let reach = p(5, 10.0) / CELL as f32;
        let far = reach.floor() as isize;
        let is_inner = |at: usize| {
            let (x, y) = ((at % columns) as isize, (at / columns) as isize);
            (-far..=far).all(|dy| {
                (-far..=far).all(|dx| {
                    let (u, v) = (x + dx, y + dy);
                    let is_near = ((dx * dx + dy * dy) as f32) <= reach * reach;
                    let inside = 0 <= u && 0 <= v && u < columns as isize && v < rows as isize;
                    !is_near || (inside && is_finger[v as usize * columns + u as usize])
                })
            })
        };
        Self {
            columns,
            across: (0..columns * rows).map(angle).collect(),
            is_inner: (0..columns * rows).map(is_inner).collect(),
            is_finger,
        }
    }
    fn at(&self, x: usize, y: usize) -> usize {
        y / 4 * self.columns + x / 4
    }
}

/// The points, those that cancel one another left out.
pub(super) fn points(sample: &Sample) -> Vec<Point> {
    let flow = Flow::of(sample);
    let (width, height) = (sample.width, sample.height);
    let waves = waves(sample, &flow);
    let edge = p(8, 8.0) as usize;
    let mut points = Vec::new();
    for y in edge..(height - 1).saturating_sub(edge) {
        for x in edge..(width - 1).saturating_sub(edge) {
            if !flow.is_inner[flow.at(x, y)] {
                continue;
            }
            let here = flow.across[flow.at(x, y)];
            let z = [(0, 0), (1, 0), (1, 1), (0, 1)].map(|(dx, dy)| {
                let (re, im) = waves[(y + dy) * width + x + dx];
                let other = flow.across[flow.at(x + dx, y + dy)];
                if ORIENTATIONS / 2 < here.abs_diff(other) { (re, -im) } else { (re, im) }
            });
            let mut turns = 0;
            for (i, (re, im)) in z.iter().enumerate() {
                let (next, up) = z[(i + 1) % 4];
                let side = re * up - next * im;
                if *im < 0.0 && 0.0 <= up && 0.0 < side {
                    turns += 1;
                } else if 0.0 <= *im && up < 0.0 && side < 0.0 {
                    turns -= 1;
                }
            }
            if turns != 0 {
                points.push(Point { x, y, is_left: 0 < turns });
            }
        }
    }
    without_pairs(points)
}

/// For every pixel of the finger the wave across the ridges: its real and imaginary part.
fn waves(sample: &Sample, flow: &Flow) -> Vec<(f32, f32)> {
    let (width, height) = (sample.width, sample.height);
    let (period, sigma) = (p(6, 9.0), p(7, 2.9));
    let gauss: [f32; TAPS] = std::array::from_fn(|i| {
        (-0.5 * ((i as f32 - RADIUS as f32) / sigma).powi(2)).exp()
    });
    let total: f32 = gauss.iter().sum();
    let dc = (-0.5 * (sigma * std::f32::consts::TAU / period).powi(2)).exp();
    let mirrored = |place: usize, length: usize| {
        (place as isize - RADIUS as isize).unsigned_abs().min(length - 1).min(
            (2 * (length - 1)).saturating_sub((place as isize - RADIUS as isize).unsigned_abs()),
        )
    };
    let stride = width + 2 * RADIUS + SQUARE;
    let tall = height + 2 * RADIUS + SQUARE;
    let mut padded = vec![0.0_f32; stride * tall];
    for y in 0..tall {
        let row = sample.row(mirrored(y, height));
        for x in 0..stride {
            padded[y * stride + x] = f32::from(row[mirrored(x, width)]);
        }
    }
    let mut waves = vec![(0.0, 0.0); width * height];
    const S: usize = 4;
    for y in (0..height).step_by(S) {
        for x in (0..width).step_by(S) {
            if !flow.is_finger[flow.at(x, y)] {
                continue;
            }
            let angle = flow.across[flow.at(x, y)] as f32 * std::f32::consts::PI / ORIENTATIONS as f32;
            let k = std::f32::consts::TAU / period;
            let (kx, ky) = (k * angle.cos(), k * angle.sin());
            let ker = |k: f32| -> [(f32, f32); TAPS] {
                std::array::from_fn(|i| {
                    let (s, c) = (k * (i as f32 - RADIUS as f32)).sin_cos();
                    (gauss[i] / total * c, gauss[i] / total * s)
                })
            };
            let (cx, cy) = (ker(kx), ker(ky));
            let mut re = [[0.0_f32; S]; S];
            let mut im = [[0.0_f32; S]; S];
            for v in 0..S + TAPS - 1 {
                let row = &padded[(y + v) * stride + x..][..S + TAPS - 1];
                let (mut a, mut b, mut g) = ([0.0_f32; S], [0.0_f32; S], [0.0_f32; S]);
                for t in 0..TAPS {
                    for u in 0..S {
                        a[u] += cx[t].0 * row[u + t];
                        b[u] += cx[t].1 * row[u + t];
                        g[u] += gauss[t] / total * row[u + t];
                    }
                }
                for w in v.saturating_sub(TAPS - 1)..=v.min(S - 1) {
                    let (c, s) = cy[v - w];
                    let d = gauss[v - w] / total * dc;
                    for u in 0..S {
                        re[w][u] += a[u] * c - b[u] * s - d * g[u];
                        im[w][u] += a[u] * s + b[u] * c;
                    }
                }
            }
            for w in 0..S.min(height - y) {
                for u in 0..S.min(width - x) {
                    waves[(y + w) * width + x + u] = (re[w][u], im[w][u]);
                }
            }
        }
    }
    waves
}

/// Two that turn opposite ways and are near are none; two that turn the same way side by side
/// are one.
fn without_pairs(points: Vec<Point>) -> Vec<Point> {
    let near = p(9, 7.0);
    let mut pairs = Vec::new();
    for (i, a) in points.iter().enumerate() {
        for (j, b) in points.iter().enumerate().skip(i + 1) {
            if near < (b.y - a.y) as f32 {
                break;
            }
            let distance = (b.x.abs_diff(a.x)).pow(2) + (b.y - a.y).pow(2);
            if distance as f32 <= near * near {
                pairs.push((distance, i, j));
            }
        }
    }
    pairs.sort_unstable();
    let mut kept = vec![true; points.len()];
    for (distance, i, j) in pairs {
        if kept[i] && kept[j] {
            if points[i].is_left != points[j].is_left {
                kept[i] = false;
                kept[j] = false;
            } else if distance < 9 {
                kept[j] = false;
            }
        }
    }
    points.into_iter().zip(kept).filter_map(|(point, kept)| kept.then_some(point)).collect()
}
