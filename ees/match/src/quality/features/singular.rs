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

/// The distance of ridges, in pixels.
pub(super) fn p(n: usize, d: f32) -> f32 { static C: std::sync::OnceLock<Vec<f32>> = std::sync::OnceLock::new(); C.get_or_init(|| std::env::var("P").map(|v| v.split(',').filter_map(|v| v.parse().ok()).collect()).unwrap_or_default()).get(n).copied().unwrap_or(d) }
fn orientations() -> usize { p(10, 16.0) as usize }

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
    /// The value at a pixel, from the four cells around it.
    fn at(&self, x: usize, y: usize) -> f32 {
        let place = |at: usize, cells: usize| {
            let at = ((at as f32 - 1.5) / 4.0).clamp(0.0, (cells - 1) as f32);
            let first = (at as usize).min(cells.saturating_sub(2));
            (first, (first + 1).min(cells - 1), at - first as f32)
        };
        let ((l, r, u), (t, b, v)) = (place(x, self.columns), place(y, self.rows));
        let row = |y: usize| {
            let row = &self.values[y * self.columns..];
            row[l] + u * (row[r] - row[l])
        };
        row(t) + v * (row(b) - row(t))
    }

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
    flat: Vec<f32>,
    coherence: Vec<f32>,
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
        let [mut count, mut sum, mut squares, mut real, mut imaginary, mut energy] =
            std::array::from_fn(|_| empty.clone());
        for y in 0..sample.height {
            for (x, grey) in sample.row(y).iter().enumerate() {
                let (at, grey) = (y / CELL * columns + x / CELL, f32::from(*grey));
                count.values[at] += 1.0;
                sum.values[at] += grey;
                squares.values[at] += grey * grey;
            }
        }
        let spread = |sigma: f32| -> (Grid, Grid) {
            let (n, mut s, mut q) = (count.smoothed(sigma), sum.smoothed(sigma), squares.smoothed(sigma));
            for at in 0..n.values.len() {
                let mean = s.values[at] / n.values[at];
                q.values[at] = (q.values[at] / n.values[at] - mean * mean).max(0.0).sqrt();
                s.values[at] = mean;
            }
            (s, q)
        };
        let (mean, wide) = spread(p(0, 2.0));
        let mut flat = vec![0.0_f32; sample.pixels.len()];
        for y in 0..sample.height {
            for x in 0..sample.width {
                flat[y * sample.width + x] = (f32::from(sample.row(y)[x]) - mean.at(x, y)) / (wide.at(x, y) + p(1, 3.0));
            }
        }
        for y in 0..sample.height {
            let w = sample.width;
            let line = |y: usize| &flat[y * w..][..w];
            let (above, row, below) = (line(y.saturating_sub(1)), line(y), line((y + 1).min(sample.height - 1)));
            for x in 0..w {
                let (l, r) = (x.saturating_sub(1), (x + 1).min(w - 1));
                let gx = above[r] + 2.0 * row[r] + below[r] - above[l] - 2.0 * row[l] - below[l];
                let gy = below[l] + 2.0 * below[x] + below[r] - above[l] - 2.0 * above[x] - above[r];
                let at = y / CELL * columns + x / CELL;
                real.values[at] += gx * gx - gy * gy;
                imaginary.values[at] += 2.0 * gx * gy;
                energy.values[at] += gx * gx + gy * gy;
            }
        }
        let (real, imaginary) = (real.smoothed(p(2, 1.5)), imaginary.smoothed(p(2, 1.5)));
        let energy = energy.smoothed(p(2, 1.5));
        let coherence = (0..energy.values.len()).map(|at| real.values[at].hypot(imaginary.values[at]) / (energy.values[at] + 1e-9)).collect();
        let mut across = Vec::with_capacity(flat.len());
        for y in 0..sample.height {
            for x in 0..sample.width {
                let angle = imaginary.at(x, y).atan2(real.at(x, y)) / 2.0;
                let part = (angle / std::f32::consts::PI).rem_euclid(1.0) * orientations() as f32;
                across.push(part.round() as usize % orientations());
            }
        }
        let narrow = spread(p(3, 1.25)).1.values;
        let is_finger: Vec<bool> = narrow.iter().map(|deviation| p(4, 18.0) < *deviation).collect();
        let dil = |m: &[bool], r: f32, v: bool| -> Vec<bool> {
            let far = r.floor() as isize;
            (0..m.len()).map(|at| {
                let (x, y) = ((at % columns) as isize, (at / columns) as isize);
                let hit = (-far..=far).any(|dy| (-far..=far).any(|dx| {
                    let (u, w) = (x + dx, y + dy);
                    ((dx * dx + dy * dy) as f32) <= r * r && 0 <= u && 0 <= w && u < columns as isize && w < rows as isize && m[w as usize * columns + u as usize] == v
                }));
                if hit { v } else { !v }
            }).collect()
        };
        let open = p(14, 0.0) / CELL as f32;
        let is_finger = if open > 0.0 { dil(&dil(&is_finger, open, false), open, true) } else { is_finger };
        let close = p(13, 0.0) / CELL as f32;
        let mut is_finger = if close > 0.0 { dil(&dil(&is_finger, close, true), close, false) } else { is_finger };
        if p(15, 1.0) > 0.5 { super::area::fill_holes(&mut is_finger, columns); }
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
            across,
            flat,
            coherence,
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
            if !flow.is_inner[flow.at(x, y)] || flow.coherence[flow.at(x, y)] < p(16, 0.0) || p(17, 1.0) < flow.coherence[flow.at(x, y)] {
                continue;
            }
            let here = flow.across[y * width + x];
            let z = [(0, 0), (1, 0), (1, 1), (0, 1)].map(|(dx, dy)| {
                let (re, im) = waves[(y + dy) * width + x + dx];
                let other = flow.across[(y + dy) * width + x + dx];
                if orientations() / 2 < here.abs_diff(other) { (re, -im) } else { (re, im) }
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
        let row = &flow.flat[mirrored(y, height) * width..];
        for x in 0..stride {
            padded[y * stride + x] = row[mirrored(x, width)];
        }
    }
    let mut waves = vec![(0.0, 0.0); width * height];
    const S: usize = 4;
    for y in (0..height).step_by(S) {
        for x in (0..width).step_by(S) {
            if !flow.is_finger[flow.at(x, y)] {
                continue;
            }
            let mut seen = [false; 64];
            for w in 0..S.min(height - y) { for u in 0..S.min(width - x) { seen[flow.across[(y + w) * width + x + u]] = true; } }
            for o in (0..orientations()).filter(|o| seen[*o]) {
            let angle = o as f32 * std::f32::consts::PI / orientations() as f32;
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
                    if flow.across[(y + w) * width + x + u] == o { waves[(y + w) * width + x + u] = (re[w][u], im[w][u]); }
                }
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
