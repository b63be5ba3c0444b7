//! Colour images, for faces.

use super::{Image, ImageError, bounded};

/// An image of 8-bit red, green and blue values, row after row from the top, without a
/// resolution: faces are measured by the distance of their eyes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colour {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 3]>,
}

impl Colour {
    /// An image of `width` × `height` triples.
    pub fn new(width: usize, height: usize, pixels: Vec<[u8; 3]>) -> Result<Self, ImageError> {
        if pixels.len() == bounded(width, height)? {
            Ok(Self { width, height, pixels })
        } else {
            Err(ImageError::Pixels { width, height, pixels: pixels.len() })
        }
    }

    /// Columns, in pixels.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Rows, in pixels.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Red, green and blue of every pixel, row after row from the top.
    pub fn pixels(&self) -> &[[u8; 3]] {
        &self.pixels
    }

    /// The brightness, as an image of `ppi` pixels per inch.
    pub fn to_grey(&self, ppi: u16) -> Result<Image, ImageError> {
        let pixels = self.pixels.iter().map(|pixel| luma(*pixel)).collect();
        Image::new(self.width, self.height, ppi, pixels)
    }

    /// What a picture looks like that was stored with this orientation, 1 to 8 as in the Exif
    /// tag 0x0112; others are taken as 1.
    ///
    /// Source: CIPA DC-008 (Exif 2.32), 4.6.4, orientation.
    #[must_use]
    pub fn oriented(self, orientation: u8) -> Self {
        let Self { width, height, pixels } = &self;
        let (right, bottom) = (width - 1, height - 1);
        let is_turned = (5..=8).contains(&orientation);
        let (columns, rows) = if is_turned { (*height, *width) } else { (*width, *height) };
        if !(2..=8).contains(&orientation) {
            return self;
        }
        let from = |x: usize, y: usize| match orientation {
            2 => (right - x, y),
            3 => (right - x, bottom - y),
            4 => (x, bottom - y),
            5 => (y, x),
            6 => (y, bottom - x),
            7 => (right - y, bottom - x),
            _ => (right - y, x),
        };
        let places = (0..rows).flat_map(|y| (0..columns).map(move |x| (x, y)));
        let turned = places
            .map(|(x, y)| {
                let (x, y) = from(x, y);
                pixels[y * width + x]
            })
            .collect();
        Self { width: columns, height: rows, pixels: turned }
    }
}

impl From<&Image> for Colour {
    fn from(image: &Image) -> Self {
        let pixels = image.pixels().iter().map(|grey| [*grey; 3]).collect();
        Self { width: image.width(), height: image.height(), pixels }
    }
}

/// The brightness of a pixel (ITU-R BT.601, 2.5.1).
pub(super) fn luma([red, green, blue]: [u8; 3]) -> u8 {
    let weighed = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
    ((weighed + 500) / 1_000) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orientations_turn_and_mirror() {
        // a b c
        // d e f
        let [a, b, c, d, e, f] = [1, 2, 3, 4, 5, 6].map(|grey| [grey; 3]);
        let stored = Colour::new(3, 2, vec![a, b, c, d, e, f]).unwrap();
        for (orientation, width, expected) in [
            (1, 3, [a, b, c, d, e, f]),
            (2, 3, [c, b, a, f, e, d]),
            (3, 3, [f, e, d, c, b, a]),
            (4, 3, [d, e, f, a, b, c]),
            (5, 2, [a, d, b, e, c, f]),
            (6, 2, [d, a, e, b, f, c]),
            (7, 2, [f, c, e, b, d, a]),
            (8, 2, [c, f, b, e, a, d]),
            (9, 3, [a, b, c, d, e, f]),
        ] {
            let turned = stored.clone().oriented(orientation);
            assert_eq!((turned.width(), turned.pixels()), (width, &expected[..]), "{orientation}");
        }
    }

    #[test]
    fn brightness_keeps_grey_and_weighs_colours() {
        for grey in 0..=255 {
            assert_eq!(luma([grey; 3]), grey);
        }
        assert_eq!([luma([255, 0, 0]), luma([0, 255, 0]), luma([0, 0, 255])], [76, 150, 29]);
    }
}
