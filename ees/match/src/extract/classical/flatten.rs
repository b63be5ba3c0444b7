//! One mean and one contrast everywhere.

use super::Plane;
use crate::image::Image;

/// Half the side of the window over which mean and contrast are taken, in pixels.
const REACH: usize = 16;
/// A standard deviation below which there is nothing but noise; it is not made greater.
const DEVIATION_MIN: f32 = 12.0;
/// The greatest distance from the mean, in standard deviations.
const LIMIT: f32 = 2.5;

/// Every grey value less the mean around it, in standard deviations around it.
pub(super) fn flattened(image: &Image) -> Plane {
    let (width, height) = (image.width(), image.height());
    let sums = Sums::of(image);
    let mut data = Vec::with_capacity(width * height);
    for (y, row) in image.pixels().chunks_exact(width).enumerate() {
        let rows = (y.saturating_sub(REACH), (y + REACH + 1).min(height));
        for (x, grey) in row.iter().enumerate() {
            let columns = (x.saturating_sub(REACH), (x + REACH + 1).min(width));
            let (mean, deviation) = sums.within(columns, rows);
            let value = (f32::from(*grey) - mean) / deviation.max(DEVIATION_MIN);
            data.push(value.clamp(-LIMIT, LIMIT));
        }
    }
    Plane { width, height, data }
}

/// For every pixel the sum, and the sum of squares, of all above and to the left.
struct Sums {
    stride: usize,
    sums: Vec<(u32, u64)>,
}

impl Sums {
    fn of(image: &Image) -> Self {
        let stride = image.width() + 1;
        let mut sums = vec![(0, 0); stride];
        sums.reserve(stride * image.height());
        for row in image.pixels().chunks_exact(image.width()) {
            let above = sums.len() - stride;
            let (mut sum, mut squares) = (0_u32, 0_u64);
            sums.push((0, 0));
            for (x, &grey) in row.iter().enumerate() {
                sum += u32::from(grey);
                squares += u64::from(grey) * u64::from(grey);
                let (sum_above, squares_above) = sums[above + x + 1];
                sums.push((sum + sum_above, squares + squares_above));
            }
        }
        Self { stride, sums }
    }

    /// Mean and standard deviation; ends are not included.
    fn within(&self, columns: (usize, usize), rows: (usize, usize)) -> (f32, f32) {
        let at = |x: usize, y: usize| self.sums[y * self.stride + x];
        let (a, b) = (at(columns.0, rows.0), at(columns.1, rows.0));
        let (c, d) = (at(columns.0, rows.1), at(columns.1, rows.1));
        let count = ((columns.1 - columns.0) * (rows.1 - rows.0)) as f32;
        let mean = (d.0 + a.0 - b.0 - c.0) as f32 / count;
        let squares = (d.1 + a.1 - b.1 - c.1) as f32 / count;
        (mean, (squares - mean * mean).max(0.0).sqrt())
    }
}
