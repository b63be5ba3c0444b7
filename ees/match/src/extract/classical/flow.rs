//! Where ridges lead, how far apart they are, and where there are any.

use super::{Plane, SQUARE};

/// The shortest and the longest distance between ridges that is looked for, in pixels.
const PERIODS: (f32, f32) = (5.0, 16.0);
/// Distances that are tried.
const TRIED: usize = 23;
/// The length of the window across the ridges, in pixels.
const ACROSS: usize = 32;
/// Its width along the ridges.
const ALONG: usize = 12;
/// The coherence of gradients from which a square shows ridges, 0 to 1.
const COHERENCE_MIN: f32 = 0.2;
/// The mean strength of gradients from which it does.
const STRENGTH_MIN: f32 = 0.02;

/// What is known of a square.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Square {
    /// The direction of the ridges, from −π/2 to π/2, clockwise as one looks at the image.
    pub(super) angle: f32,
    /// The distance between ridges, in pixels.
    pub(super) period: f32,
    /// How much the gradients agree, 0 to 1.
    pub(super) coherence: f32,
    /// Whether there are ridges.
    pub(super) is_finger: bool,
}

/// The squares of an image, row after row.
#[derive(Clone, Debug)]
pub(super) struct Flow {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) squares: Vec<Square>,
}

/// Products of gradients of a square: of x with x, of y with y, of x with y.
type Tensor = [f32; 3];

impl Flow {
    pub(super) fn of(flat: &Plane) -> Self {
        let (width, height) = (flat.width.div_ceil(SQUARE), flat.height.div_ceil(SQUARE));
        let tensors = tensors(flat, width, height);
        let smooth = smoothed(&smoothed(&tensors, width), width);
        let wide = smoothed(&smoothed(&smooth, width), width);
        let mut squares: Vec<Square> =
            smooth.iter().zip(&wide).map(|(near, wide)| square(near, wide)).collect();
        close(&mut squares, width);
        let mut flow = Self { width, height, squares };
        flow.measure_periods(flat);
        flow
    }

    /// The square in which a pixel lies.
    pub(super) fn at(&self, x: usize, y: usize) -> &Square {
        &self.squares[y / SQUARE * self.width + x / SQUARE]
    }

    /// The distance between ridges of every square, from the spectrum across them; where it says
    /// little, that of the squares around.
    fn measure_periods(&mut self, flat: &Plane) {
        let measured: Vec<(f32, f32)> = self
            .squares
            .iter()
            .enumerate()
            .map(|(i, square)| {
                if square.is_finger {
                    period(flat, (i % self.width, i / self.width), square.angle)
                } else {
                    (0.0, 0.0)
                }
            })
            .collect();
        let weighted = |(period, weight): &(f32, f32)| [period * weight, *weight, 0.0];
        let mut sums: Vec<Tensor> = measured.iter().map(weighted).collect();
        for _ in 0..3 {
            sums = smoothed(&sums, self.width);
        }
        for (square, [period, weight, _]) in self.squares.iter_mut().zip(sums) {
            square.period = if 1e-6 < weight { period / weight } else { 9.0 };
        }
    }
}

/// Gradients by differences over two pixels, summed over each square.
fn tensors(flat: &Plane, width: usize, height: usize) -> Vec<Tensor> {
    let mut tensors = vec![[0.0; 3]; width * height];
    let row = |y: usize| &flat.data[y * flat.width..(y + 1) * flat.width];
    for y in 1..flat.height - 1 {
        let (above, here, below) = (row(y - 1), row(y), row(y + 1));
        let squares = &mut tensors[y / SQUARE * width..(y / SQUARE + 1) * width];
        for x in 1..flat.width - 1 {
            // Scharr's weights, which favour no direction.
            let dx = 3.0 * (above[x + 1] - above[x - 1] + below[x + 1] - below[x - 1])
                + 10.0 * (here[x + 1] - here[x - 1]);
            let dy = 3.0 * (below[x - 1] - above[x - 1] + below[x + 1] - above[x + 1])
                + 10.0 * (below[x] - above[x]);
            let (dx, dy) = (dx / 32.0, dy / 32.0);
            let sums = &mut squares[x / SQUARE];
            sums[0] += dx * dx;
            sums[1] += dy * dy;
            sums[2] += dx * dy;
        }
    }
    tensors
}

/// Every value with a quarter of each neighbour's weight, in both directions.
fn smoothed(values: &[Tensor], width: usize) -> Vec<Tensor> {
    let height = values.len() / width;
    let blend =
        |a: Tensor, b: Tensor, c: Tensor| [0, 1, 2].map(|i| 0.25 * a[i] + 0.5 * b[i] + 0.25 * c[i]);
    let mut across = Vec::with_capacity(values.len());
    for row in values.chunks_exact(width) {
        for x in 0..width {
            across.push(blend(row[x.saturating_sub(1)], row[x], row[(x + 1).min(width - 1)]));
        }
    }
    let mut both = Vec::with_capacity(values.len());
    for y in 0..height {
        let (above, below) = (y.saturating_sub(1) * width, (y + 1).min(height - 1) * width);
        for x in 0..width {
            both.push(blend(across[above + x], across[y * width + x], across[below + x]));
        }
    }
    both
}

/// The direction is across the mean gradient of squared vectors (Bazen and Gerez). Where those
/// near by disagree, more around decide.
fn square(near: &Tensor, wide: &Tensor) -> Square {
    let of = |[xx, yy, xy]: &Tensor| {
        let (cosine, sine) = (xx - yy, 2.0 * xy);
        let sum = xx + yy;
        (cosine, sine, sum, cosine.hypot(sine) / sum.max(1e-6))
    };
    let (near_cosine, near_sine, sum, coherence) = of(near);
    let (wide_cosine, wide_sine, _, wide_coherence) = of(wide);
    let weight = (1.0 - coherence) * 0.5;
    let cosine = near_cosine * (1.0 - weight) + wide_cosine * weight;
    let sine = near_sine * (1.0 - weight) + wide_sine * weight;
    let across = 0.5 * sine.atan2(cosine);
    let along = across + std::f32::consts::FRAC_PI_2;
    let angle =
        if std::f32::consts::FRAC_PI_2 < along { along - std::f32::consts::PI } else { along };
    let strength = sum / (SQUARE * SQUARE) as f32;
    let is_finger = STRENGTH_MIN <= strength && COHERENCE_MIN <= coherence.max(wide_coherence);
    Square { angle, period: 0.0, coherence, is_finger }
}

/// Fills holes and removes specks: a square is what most of the nine around it are, twice.
fn close(squares: &mut [Square], width: usize) {
    let height = squares.len() / width;
    for _ in 0..2 {
        let before: Vec<bool> = squares.iter().map(|square| square.is_finger).collect();
        for y in 0..height {
            for x in 0..width {
                let rows = y.saturating_sub(1)..(y + 2).min(height);
                let columns = x.saturating_sub(1)..(x + 2).min(width);
                let around = rows.flat_map(|y| columns.clone().map(move |x| y * width + x));
                let (mut count, mut fingers) = (0, 0);
                for place in around {
                    count += 1;
                    fingers += usize::from(before[place]);
                }
                squares[y * width + x].is_finger = count < 2 * fingers;
            }
        }
    }
}

/// The distance between ridges that has the greatest part in the grey values across them, and
/// how great that part is.
fn period(flat: &Plane, (column, row): (usize, usize), angle: f32) -> (f32, f32) {
    let (sine, cosine) = angle.sin_cos();
    let middle = |i: usize| (i * SQUARE + SQUARE / 2) as f32;
    let (x0, y0) = (middle(column), middle(row));
    let mut signature = [0.0_f32; ACROSS];
    for (i, value) in signature.iter_mut().enumerate() {
        let v = i as f32 - (ACROSS as f32 - 1.0) / 2.0;
        for j in 0..ALONG {
            let u = j as f32 - (ALONG as f32 - 1.0) / 2.0;
            let x = (x0 + u * cosine - v * sine).clamp(0.0, flat.width as f32 - 1.0);
            let y = (y0 + u * sine + v * cosine).clamp(0.0, flat.height as f32 - 1.0);
            *value += flat.data[(y + 0.5) as usize * flat.width + (x + 0.5) as usize];
        }
    }
    let mean = signature.iter().sum::<f32>() / ACROSS as f32;
    let mut total = 1e-3;
    for (i, value) in signature.iter_mut().enumerate() {
        let window = 0.5 - 0.5 * (std::f32::consts::TAU * (i as f32 + 0.5) / ACROSS as f32).cos();
        *value = (*value - mean) * window;
        total += *value * *value;
    }
    let (mut best, mut power) = (9.0, 0.0);
    for tried in 0..TRIED {
        // Evenly spaced as frequencies.
        let part = tried as f32 / (TRIED - 1) as f32;
        let frequency = (1.0 - part) / PERIODS.1 + part / PERIODS.0;
        let (step_sine, step_cosine) = (std::f32::consts::TAU * frequency).sin_cos();
        let (mut c, mut s, mut real, mut imaginary) = (1.0_f32, 0.0_f32, 0.0, 0.0);
        for value in &signature {
            real += value * c;
            imaginary += value * s;
            (c, s) = (c * step_cosine - s * step_sine, s * step_cosine + c * step_sine);
        }
        let found = real * real + imaginary * imaginary;
        if power < found {
            (best, power) = (1.0 / frequency, found);
        }
    }
    (best, power / (total * ACROSS as f32))
}
