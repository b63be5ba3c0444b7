//! Images like fingerprints, and files that lie beside the repository.

use ees_match::image::Image;

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

/// A file of the folder that `LIMEN_SHARED_DATA` names; says so where there is none.
pub(crate) fn shared(path: &str) -> Option<Vec<u8>> {
    let Some(folder) = std::env::var_os("LIMEN_SHARED_DATA") else {
        eprintln!("`LIMEN_SHARED_DATA` is not set: `{path}` is left out");
        return None;
    };
    let path = std::path::Path::new(&folder).join(path);
    Some(std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}
