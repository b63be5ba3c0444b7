//! Images like fingerprints, and files that lie beside the repository.

use ees_match::image::Image;

pub(crate) use super::shared::shared;

/// Concentric ridges of `period` pixels, with grey values from 40 to 215.
pub(crate) fn rings(width: usize, height: usize, ppi: u16, period: f32) -> Image {
    let centre = (width as f32 / 2.0, height as f32 / 2.3);
    let pixels = (0..width * height)
        .map(|at| {
            let (x, y) = ((at % width) as f32 - centre.0, (at / width) as f32 - centre.1);
            let phase = x.hypot(y * 0.8) / period * std::f32::consts::TAU;
            let fading = 1.0 - 0.3 * (x / width as f32 + 0.5);
            (127.5 + 87.5 * phase.cos() * fading) as u8
        })
        .collect();
    Image::new(width, height, ppi, pixels).unwrap()
}

/// How near two images are, in decibels.
pub(crate) fn psnr(left: &Image, right: &Image) -> f64 {
    assert_eq!((left.width(), left.height()), (right.width(), right.height()));
    let squares: f64 = left
        .pixels()
        .iter()
        .zip(right.pixels())
        .map(|(left, right)| (f64::from(*left) - f64::from(*right)).powi(2))
        .sum();
    let mean = squares / left.pixels().len() as f64;
    10.0 * (255.0f64.powi(2) / mean.max(1e-6)).log10()
}
