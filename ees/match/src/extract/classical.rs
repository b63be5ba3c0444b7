//! Minutiae without a trained model: ridges are enhanced where they should be, drawn as thin
//! lines, and followed.
//!
//! 1. Grey values are brought to one mean and one contrast everywhere (`flatten`).
//! 2. For every square of 8 × 8 pixels the direction of the ridges is found from gradients, the
//!    distance between them from the spectrum across them (`flow`).
//! 3. A Gabor filter of that direction and distance is applied to each square (`enhance`).
//! 4. What is left of a ridge is thinned to a line of one pixel (`thin`).
//! 5. Ends and forks of lines are minutiae, unless they are the work of noise (`lines`).
//!
//! Sources: A. M. Bazen and S. H. Gerez, "Systematic Methods for the Computation of the
//! Directional Fields and Singular Points of Fingerprints", IEEE TPAMI 24 (2002); L. Hong, Y. Wan
//! and A. K. Jain, "Fingerprint Image Enhancement: Algorithm and Performance Evaluation", IEEE
//! TPAMI 20 (1998); S. Chikkerur, A. Cartwright and V. Govindaraju, "Fingerprint Enhancement Using
//! STFT Analysis", Pattern Recognition 40 (2007); Z. Guo and R. W. Hall, "Parallel Thinning with
//! Two-Subiteration Algorithms", CACM 32 (1989); D. Maltoni et al., "Handbook of Fingerprint
//! Recognition", chapter 3.

mod enhance;
mod flatten;
mod flow;
pub(crate) mod gabor;
mod lines;
mod thin;

use super::leader::{ExtractError, SIDE_MAX, SIDE_MIN};
use crate::image::Image;
use crate::minutiae::Template;
use crate::net::Cpu;

/// The side of a square, in pixels of 500 per inch.
pub(crate) const SQUARE: usize = 8;

/// The extractor; it keeps the filters.
#[derive(Debug)]
pub struct Classical {
    cpu: Cpu,
    bank: gabor::Bank,
}

/// Numbers of an image, row after row.
#[derive(Clone, Debug)]
struct Plane {
    width: usize,
    height: usize,
    data: Vec<f32>,
}

impl Classical {
    /// An extractor for this processor.
    pub fn new(cpu: Cpu) -> Self {
        Self { cpu, bank: gabor::Bank::coarse() }
    }

    /// The minutiae of an image of 500 pixels per inch, the surest first.
    pub fn extract(&self, image: &Image) -> Result<Template, ExtractError> {
        let (width, height) = (image.width(), image.height());
        let sides = SIDE_MIN..=SIDE_MAX;
        if !sides.contains(&width) || !sides.contains(&height) {
            return Err(ExtractError::Size { width, height });
        }
        let flat = flatten::flattened(image);
        let flow = flow::Flow::of(&flat);
        let mut ridges = enhance::ridges(self.cpu, &flat, &flow, &self.bank);
        thin::thin(&mut ridges, width);
        Ok(lines::template(&ridges, &flow, (width, height)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::minutiae::Direction;

    /// Level ridges, 9 pixels apart, into which each of `at` puts one ridge more, to its right
    /// with +1 and to its left with −1: the phase of the wave goes once around there (K. Larkin
    /// and P. Fletcher, "A coherent framework for fingerprint analysis", Optics Express 2007).
    fn ridges(at: &[(f32, f32, f32)]) -> Image {
        let (width, height) = (300, 280);
        let pixel = |i: usize| {
            let (x, y) = ((i % width) as f32, (i / width) as f32);
            let turns = at.iter().map(|(u, v, sign)| sign * (y - v).atan2(x - u));
            let phase = std::f32::consts::TAU * y / 9.0 + turns.sum::<f32>();
            (128.0 + 90.0 * phase.cos()) as u8
        };
        Image::new(width, height, 500, (0..width * height).map(pixel).collect()).unwrap()
    }

    fn extract(image: &Image) -> Template {
        Classical::new(Cpu::detect()).extract(image).unwrap()
    }

    #[test]
    fn a_minutia_is_found_where_one_was_put_and_nowhere_else() {
        let put =
            [(80.0, 70.0, 1.0), (200.0, 90.0, -1.0), (140.0, 150.0, 1.0), (90.0, 215.0, -1.0)];
        let found = extract(&ridges(&put));
        assert_eq!(found.minutiae.len(), put.len(), "{:?}", found.minutiae);
        for (x, y, sign) in put {
            let near = found
                .minutiae
                .iter()
                .find(|minutia| (f32::from(minutia.x) - x).hypot(f32::from(minutia.y) - y) <= 8.0);
            // The ridge, or the valley, that begins there leads to the right or to the left.
            let direction = if 0.0 < sign { Direction(0) } else { Direction(128) };
            let turn = near.map(|minutia| minutia.direction.to(direction).unsigned_abs());
            assert!(turn.is_some_and(|turn| turn < 16), "{x}, {y}: {near:?}");
        }
    }

    #[test]
    fn where_no_ridges_are_no_minutiae_are() {
        let noise = |i: usize| (i.wrapping_mul(2_654_435_761) >> 7) as u8;
        for (name, pixels) in [
            ("white", vec![255; 90_000]),
            ("black", vec![0; 90_000]),
            ("slope", (0..90_000).map(|i| (i % 300 / 2) as u8).collect()),
            ("noise", (0..90_000).map(noise).collect()),
        ] {
            let found = extract(&Image::new(300, 300, 500, pixels).unwrap()).minutiae.len();
            assert!(found <= 3, "{name}: {found}");
        }
    }

    #[test]
    fn an_image_that_is_not_that_of_one_finger_is_refused() {
        let classical = Classical::new(Cpu::detect());
        for (width, height) in [(1, 1), (59, 100), (100, 59), (2_001, 60)] {
            let image = Image::new(width, height, 500, vec![9; width * height]).unwrap();
            assert_eq!(classical.extract(&image), Err(ExtractError::Size { width, height }));
        }
    }
}
