//! The image as it is measured: of 500 pixels per inch, without its white frame.
//!
//! Source: `copyRemovingNearWhiteFrame` of NFIQ 2.3; ISO/IEC 29794-4, clause 6.

use std::ops::Range;

use crate::image::Image;

/// A row or column whose mean is above is frame.
const WHITE: f64 = 250.0;
/// The side of a local region, in pixels.
pub(super) const REGION: usize = 32;

/// Grey values, row after row.
#[derive(Clone, Debug)]
pub(in crate::quality) struct Sample {
    pub(in crate::quality) width: usize,
    pub(in crate::quality) height: usize,
    pub(super) pixels: Vec<u8>,
    /// Where its upper left pixel lies in the image.
    pub(super) corner: (usize, usize),
}

/// A part of the image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) x: usize,
    pub(super) y: usize,
    pub(super) width: usize,
    pub(super) height: usize,
}

/// Sums of products of the gradient over a region: of `gx²`, `gy²` and `gx·gy`.
///
/// A gradient is half the difference of the neighbours, at the edge of the region the difference
/// to the one neighbour; of a line of one pixel it is zero. The sums are exact.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Moments {
    pub(super) xx: f64,
    pub(super) yy: f64,
    pub(super) xy: f64,
}

impl Sample {
    /// Cuts the frame off.
    pub(in crate::quality) fn of(image: &Image) -> Self {
        let (width, height) = (image.width(), image.height());
        let mut rows = Vec::with_capacity(height);
        let mut columns = vec![0_u64; width];
        for row in image.pixels().chunks_exact(width) {
            rows.push(row.iter().map(|grey| u64::from(*grey)).sum::<u64>());
            columns.iter_mut().zip(row).for_each(|(sum, grey)| *sum += u64::from(*grey));
        }
        let (rows, columns) = (within_frame(&rows, width), within_frame(&columns, height));
        let kept = image.pixels().chunks_exact(width).skip(rows.start).take(rows.len());
        Self {
            width: columns.len(),
            height: rows.len(),
            pixels: kept.flat_map(|row| &row[columns.clone()]).copied().collect(),
            corner: (columns.start, rows.start),
        }
    }

    /// The grey value at a place, if it is in the image.
    pub(super) fn pixel(&self, x: i32, y: i32) -> Option<u8> {
        let (x, y) = (usize::try_from(x).ok()?, usize::try_from(y).ok()?);
        (x < self.width && y < self.height).then(|| self.pixels[y * self.width + x])
    }

    pub(super) fn row(&self, y: usize) -> &[u8] {
        &self.pixels[y * self.width..][..self.width]
    }

    /// Regions of 32 × 32 pixels from the upper left corner; at the other edges they are smaller.
    pub(super) fn regions(&self) -> impl Iterator<Item = Region> + '_ {
        (0..self.height).step_by(REGION).flat_map(move |y| {
            (0..self.width).step_by(REGION).map(move |x| Region {
                x,
                y,
                width: REGION.min(self.width - x),
                height: REGION.min(self.height - y),
            })
        })
    }

    /// Sums of grey values and of their squares.
    pub(super) fn sums(&self, region: Region) -> (u64, u64) {
        let (mut sum, mut squares) = (0, 0);
        for y in region.y..region.y + region.height {
            for grey in &self.row(y)[region.x..][..region.width] {
                sum += u64::from(*grey);
                squares += u64::from(*grey) * u64::from(*grey);
            }
        }
        (sum, squares)
    }

    /// The mean grey value.
    pub(super) fn mean(&self, region: Region) -> f64 {
        // Times the reciprocal, whose rounding some features take to be a pixel of ink.
        self.sums(region).0 as f64 * (1.0 / region.area())
    }

    /// Mean and standard deviation of all grey values.
    pub(super) fn spread(&self) -> (f64, f64) {
        let all = Region { x: 0, y: 0, width: self.width, height: self.height };
        (self.mean(all), self.deviation(all))
    }

    /// The standard deviation of grey values.
    pub(super) fn deviation(&self, region: Region) -> f64 {
        let (sum, squares) = self.sums(region);
        let mean = sum as f64 / region.area();
        (squares as f64 / region.area() - mean * mean).max(0.0).sqrt()
    }

    /// The sums of gradients within a region.
    pub(super) fn moments(&self, region: Region) -> Moments {
        // Twice the gradients, which are whole numbers.
        let (mut xx, mut yy, mut xy) = (0_i64, 0_i64, 0_i64);
        let last = (region.width - 1, region.height - 1);
        for v in 0..region.height {
            let line = |v: usize| &self.row(region.y + v)[region.x..][..region.width];
            let (above, row, below) =
                (line(v.saturating_sub(1)), line(v), line((v + 1).min(last.1)));
            let rise = if v == 0 || v == last.1 { 2 } else { 1 };
            let mut sums = (0_i32, 0_i32, 0_i32);
            for u in 0..region.width {
                let run = if u == 0 || u == last.0 { 2 } else { 1 };
                let (left, right) = (row[u.saturating_sub(1)], row[(u + 1).min(last.0)]);
                let gx = run * (i32::from(right) - i32::from(left));
                let gy = rise * (i32::from(below[u]) - i32::from(above[u]));
                sums = (sums.0 + gx * gx, sums.1 + gy * gy, sums.2 + gx * gy);
            }
            xx += i64::from(sums.0);
            yy += i64::from(sums.1);
            xy += i64::from(sums.2);
        }
        let quarter = |sum: i64| sum as f64 / 4.0;
        Moments { xx: quarter(xx), yy: quarter(yy), xy: quarter(xy) }
    }
}

impl Region {
    pub(super) fn area(self) -> f64 {
        (self.width * self.height) as f64
    }

    pub(super) fn is_whole(self) -> bool {
        self.width == REGION && self.height == REGION
    }
}

impl Moments {
    /// How certain the orientation is, from 0 to 1: one minus the ratio of the eigenvalues of the
    /// covariance; nothing where there is no gradient (ISO/IEC 29794-4, orientation certainty).
    pub(super) fn certainty(self) -> Option<f64> {
        let area = (REGION * REGION) as f64;
        let (a, b, c) = (self.xx / area, self.yy / area, self.xy / area);
        let root = ((a - b) * (a - b) + 4.0 * (c * c)).sqrt();
        let (most, least) = (((a + b) + root) / 2.0, ((a + b) - root) / 2.0);
        (most != 0.0).then(|| 1.0 - least / most)
    }

    /// How much gradients agree, from 0 to 1.
    pub(super) fn coherence(self) -> f64 {
        let (x, y) = (self.xx - self.yy, 2.0 * self.xy);
        let all = self.xx + self.yy;
        if all == 0.0 { 0.0 } else { (x * x + y * y).sqrt() / all }
    }

    /// The angle of the line across the ridges, in radians, from −π/2 to π/2.
    ///
    /// It is that of NFIQ 2, which leaves out the factor two before `gx·gy`.
    pub(super) fn across(self) -> f64 {
        let area = (REGION * REGION) as f64;
        let (difference, c) = ((self.xx - self.yy) / area, self.xy / area);
        let length = (c * c + difference * difference) + f64::EPSILON;
        (c / length).atan2(difference / length) / 2.0
    }
}

/// The lines from the first that is not white to the last; all where all are white.
fn within_frame(sums: &[u64], length: usize) -> Range<usize> {
    let is_inked = |sum: &u64| *sum as f64 / length as f64 <= WHITE;
    let first = sums.iter().position(is_inked).unwrap_or(0);
    let last = sums.iter().rposition(is_inked).unwrap_or(sums.len() - 1);
    first..last + 1
}
