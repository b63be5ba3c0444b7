//! The part of an image on which a finger is, so that the network need not look at the rest.
//!
//! The network halves its maps five times, so that what it says depends on where the squares of
//! 32 pixels lie. They lie where they would if it looked at everything.

use std::ops::Range;

use super::STEP;
use crate::image::Image;

/// Columns and rows of an image, and how much is added on every side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) columns: Side,
    pub(super) rows: Side,
}

/// One of the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Side {
    /// What of the image is shown.
    pub(super) range: Range<usize>,
    /// What is added before it.
    pub(super) before: usize,
    /// The length with what is added before and after: a multiple of [`STEP`].
    pub(super) length: usize,
}

impl Side {
    /// The squares of a side of `length` pixels in which `range` lies; those of the whole side
    /// lie in its middle.
    fn new(range: Range<usize>, length: usize) -> Self {
        let before = (length.next_multiple_of(STEP) - length) / 2;
        let first = (range.start + before) / STEP * STEP;
        let last = (range.end + before).next_multiple_of(STEP);
        let range = first.saturating_sub(before)..last.saturating_sub(before).min(length);
        Self { before: before.saturating_sub(first), length: last - first, range }
    }
}

/// The side of the squares that are looked at, in pixels.
const SIDE: usize = 16;
/// The standard deviation of grey values from which a square shows something.
const CONTRAST_MIN: f32 = 10.0;
/// How much is kept around, in pixels: the network knows minutiae at an edge by what lies beyond.
const MARGIN: usize = 32;

/// The smallest part with everything that shows something, and a margin; the whole image where
/// nothing does.
pub(super) fn shown(image: &Image) -> Part {
    let (width, height) = (image.width(), image.height());
    let mut columns = width..0;
    let mut rows = height..0;
    for y in (0..height).step_by(SIDE) {
        for x in (0..width).step_by(SIDE) {
            let (right, below) = ((x + SIDE).min(width), (y + SIDE).min(height));
            if CONTRAST_MIN <= deviation(image, x..right, y..below) {
                columns = columns.start.min(x)..columns.end.max(right);
                rows = rows.start.min(y)..rows.end.max(below);
            }
        }
    }
    if columns.is_empty() || rows.is_empty() {
        return Part { columns: Side::new(0..width, width), rows: Side::new(0..height, height) };
    }
    let side = |range: Range<usize>, length: usize| {
        Side::new(range.start.saturating_sub(MARGIN)..(range.end + MARGIN).min(length), length)
    };
    Part { columns: side(columns, width), rows: side(rows, height) }
}

fn deviation(image: &Image, columns: Range<usize>, rows: Range<usize>) -> f32 {
    let (mut sum, mut squares, mut count) = (0_u32, 0_u32, 0_u32);
    for row in image.pixels().chunks_exact(image.width()).skip(rows.start).take(rows.len()) {
        for &grey in &row[columns.clone()] {
            let grey = u32::from(grey);
            sum += grey;
            squares += grey * grey;
            count += 1;
        }
    }
    let mean = sum as f32 / count as f32;
    (squares as f32 / count as f32 - mean * mean).max(0.0).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(width: usize, height: usize, grey: impl Fn(usize, usize) -> u8) -> Image {
        let pixels = (0..width * height).map(|i| grey(i % width, i / width)).collect();
        Image::new(width, height, 500, pixels).unwrap()
    }

    #[test]
    fn what_is_empty_is_left_out() {
        let ridges = |x: usize, y: usize| {
            let is_finger = (160..240).contains(&x) && (64..256).contains(&y);
            if is_finger && (x / 4).is_multiple_of(2) { 40 } else { 220 }
        };
        let part = shown(&image(400, 300, ridges));
        // 400 columns are 416 with 8 before them, 300 rows are 320 with 10 before them.
        let columns = Side { range: 120..280, before: 0, length: 160 };
        let rows = Side { range: 22..300, before: 0, length: 288 };
        assert_eq!(part, Part { columns, rows });
    }

    #[test]
    fn an_image_without_anything_and_one_that_is_full_stay_whole() {
        for grey in [|_, _| 255, |x: usize, _| if x % 9 < 4 { 30 } else { 200 }] {
            let part = shown(&image(101, 97, grey));
            let columns = Side { range: 0..101, before: 13, length: 128 };
            let rows = Side { range: 0..97, before: 15, length: 128 };
            assert_eq!(part, Part { columns, rows });
        }
    }
}
