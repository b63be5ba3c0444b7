//! Images and their resolution.

mod colour;
pub mod decode;
mod jp2;
mod jpeg;
mod pgm;
mod png;
pub mod resample;

pub use colour::Colour;
pub use png::{encode_colour_png, encode_png};

/// The most pixels a side of an image may have.
pub const SIDE_MAX: usize = 8_192;
/// The most pixels an image may have.
pub const PIXELS_MAX: usize = 25_000_000;
/// The resolutions that are taken, in pixels per inch.
pub const PPI_RANGE: std::ops::RangeInclusive<u16> = 72..=1_200;

/// An image of 8-bit grey values, 0 is black, row after row from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    width: usize,
    height: usize,
    ppi: u16,
    pixels: Vec<u8>,
}

/// Why numbers are no image.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImageError {
    /// A side is zero or beyond [`SIDE_MAX`], or there are more pixels than [`PIXELS_MAX`].
    #[error("an image of {width} × {height} pixels is not taken; sides are from 1 to {SIDE_MAX}")]
    Size {
        /// Columns that were asked for.
        width: usize,
        /// Rows that were asked for.
        height: usize,
    },
    /// There are not as many grey values as the sides say.
    #[error("{pixels} grey values do not make {width} × {height} pixels")]
    Pixels {
        /// Columns.
        width: usize,
        /// Rows.
        height: usize,
        /// The grey values there are.
        pixels: usize,
    },
    /// The resolution is outside of [`PPI_RANGE`].
    #[error("a resolution of {0} pixels per inch is not taken")]
    Resolution(u16),
}

impl Image {
    /// An image of `width` × `height` grey values at `ppi` pixels per inch.
    pub fn new(width: usize, height: usize, ppi: u16, pixels: Vec<u8>) -> Result<Self, ImageError> {
        let count = bounded(width, height)?;
        if pixels.len() != count {
            return Err(ImageError::Pixels { width, height, pixels: pixels.len() });
        }
        if !PPI_RANGE.contains(&ppi) {
            return Err(ImageError::Resolution(ppi));
        }
        Ok(Self { width, height, ppi, pixels })
    }

    /// Columns, in pixels.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Rows, in pixels.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Pixels per inch.
    pub fn ppi(&self) -> u16 {
        self.ppi
    }

    /// The grey values, row after row from the top.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// The grey values of row `y`; empty below the image.
    pub fn row(&self, y: usize) -> &[u8] {
        self.pixels.chunks_exact(self.width).nth(y).unwrap_or_default()
    }
}

/// How many pixels `width` × `height` are.
///
/// Whoever reads a file asks this before memory is taken for the pixels it claims.
pub fn bounded(width: usize, height: usize) -> Result<usize, ImageError> {
    let is_side = |side: usize| (1..=SIDE_MAX).contains(&side);
    let count = width.saturating_mul(height);
    if is_side(width) && is_side(height) && count <= PIXELS_MAX {
        Ok(count)
    } else {
        Err(ImageError::Size { width, height })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_image_is_refused() {
        assert_eq!(Image::new(1, 1, 500, vec![7]).unwrap().row(0), [7]);
        for (width, height, ppi, pixels) in [
            (0, 1, 500, 0),
            (1, 0, 500, 0),
            (2, 2, 500, 3),
            (2, 2, 500, 5),
            (2, 2, 71, 4),
            (2, 2, 1_201, 4),
            (SIDE_MAX + 1, 1, 500, SIDE_MAX + 1),
        ] {
            let image = Image::new(width, height, ppi, vec![0; pixels]);
            assert!(image.is_err(), "{width} × {height} at {ppi} of {pixels}");
        }
        assert!(bounded(20_000, 20_000).is_err());
        assert!(bounded(usize::MAX, usize::MAX).is_err());
    }
}
