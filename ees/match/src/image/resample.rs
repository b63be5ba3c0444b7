//! Bringing an image to another resolution.
//!
//! Each new pixel is a weighted mean of those around it, with the cubic kernel of Keys
//! (a = −1/2). Going down, the kernel is as much wider as the pixels get larger: it is then the
//! low-pass filter without which ridges finer than two pixels would come out as others.
//!
//! Source: R. G. Keys, *Cubic convolution interpolation for digital image processing*, IEEE
//! Transactions on Acoustics, Speech and Signal Processing 29 (1981), 1153–1160.

use super::{Image, ImageError, PPI_RANGE, bounded};

/// The image at `ppi` pixels per inch; its corners stay where they are, and its sides are those
/// of the finger to the nearest pixel.
///
/// Fails where the new resolution or the new sides are not taken.
pub fn resample(image: &Image, ppi: u16) -> Result<Image, ImageError> {
    if !PPI_RANGE.contains(&ppi) {
        return Err(ImageError::Resolution(ppi));
    }
    if image.ppi() == ppi {
        return Ok(image.clone());
    }
    let ratio = f64::from(ppi) / f64::from(image.ppi());
    let side = |side: usize| ((side as f64 * ratio).round() as usize).max(1);
    let (width, height) = (side(image.width()), side(image.height()));
    bounded(width, height)?;
    let columns = weights(image.width(), width, ratio);
    let rows = weights(image.height(), height, ratio);

    // Across first, in whole rows of the old height.
    let mut across = vec![0.0f32; width * image.height()];
    for (new, old) in across.chunks_exact_mut(width).zip(image.pixels().chunks_exact(image.width()))
    {
        for (slot, mean) in new.iter_mut().zip(&columns) {
            let greys = &old[mean.first..];
            *slot = mean.weights.iter().zip(greys).map(|(w, grey)| w * f32::from(*grey)).sum();
        }
    }
    let mut pixels = Vec::with_capacity(width * height);
    let mut sum = vec![0.0f32; width];
    for mean in &rows {
        sum.fill(0.0);
        for (weight, row) in mean.weights.iter().zip(across.chunks_exact(width).skip(mean.first)) {
            for (slot, value) in sum.iter_mut().zip(row) {
                *slot += weight * value;
            }
        }
        pixels.extend(sum.iter().map(|value| (value + 0.5) as u8));
    }
    Image::new(width, height, ppi, pixels)
}

/// Which old pixels make a new one.
struct Mean {
    first: usize,
    weights: Vec<f32>,
}

/// The means of a line of `new` pixels from one of `old`.
fn weights(old: usize, new: usize, ratio: f64) -> Vec<Mean> {
    let stretch = (1.0 / ratio).max(1.0);
    (0..new)
        .map(|at| {
            let centre = (at as f64 + 0.5) / ratio - 0.5;
            let first = (centre - 2.0 * stretch).ceil().clamp(0.0, (old - 1) as f64) as usize;
            let last = (centre + 2.0 * stretch).floor().clamp(first as f64, (old - 1) as f64);
            let mut weights: Vec<f32> = (first..=last as usize)
                .map(|from| keys((from as f64 - centre) / stretch) as f32)
                .collect();
            // Beyond the edge there is nothing: the others weigh more.
            let sum: f32 = weights.iter().sum();
            if sum.abs() < 1e-3 {
                let equal = 1.0 / weights.len() as f32;
                weights.fill(equal);
            } else {
                for weight in &mut weights {
                    *weight /= sum;
                }
            }
            Mean { first, weights }
        })
        .collect()
}

/// The kernel, from −2 to 2.
fn keys(x: f64) -> f64 {
    let x = x.abs();
    if x < 1.0 {
        (1.5 * x - 2.5) * x * x + 1.0
    } else if x < 2.0 {
        ((-0.5 * x + 2.5) * x - 4.0) * x + 2.0
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Upright ridges: `period` pixels each, drawn as an ideal sensor would see them.
    fn ridges(width: usize, ppi: u16, period: f64) -> Image {
        let row: Vec<u8> = (0..width)
            .map(|x| {
                let phase = (x as f64 + 0.5) / period * std::f64::consts::TAU;
                (127.5 + 100.0 * phase.cos()).round() as u8
            })
            .collect();
        Image::new(width, 40, ppi, row.repeat(40)).unwrap()
    }

    fn difference(left: &Image, right: &Image) -> f64 {
        assert_eq!((left.width(), left.height()), (right.width(), right.height()));
        // The edges see less and are left out.
        let inner = (6..left.width() - 6).map(|x| left.row(20)[x].abs_diff(right.row(20)[x]));
        inner.map(f64::from).fold(0.0, f64::max)
    }

    #[test]
    fn ridges_keep_their_place_and_depth() {
        let fine = ridges(400, 1_000, 18.0);
        let halved = resample(&fine, 500).unwrap();
        assert_eq!((halved.width(), halved.height(), halved.ppi()), (200, 20, 500));
        let coarse = Image::new(200, 20, 500, ridges(200, 500, 9.0).pixels()[..4_000].to_vec());
        let row =
            |image: &Image, y: usize| Image::new(200, 21, 500, image.row(y).repeat(21)).unwrap();
        assert!(difference(&row(&halved, 10), &row(&coarse.unwrap(), 10)) < 6.0);
        let doubled = resample(&ridges(200, 500, 9.0), 1_000).unwrap();
        let wide =
            |image: &Image, y: usize| Image::new(400, 21, 500, image.row(y).repeat(21)).unwrap();
        assert!(difference(&wide(&doubled, 40), &wide(&fine, 20)) < 6.0);
    }

    #[test]
    fn what_is_too_fine_for_the_new_resolution_becomes_grey() {
        let image = resample(&ridges(400, 1_000, 2.4), 500).unwrap();
        let spread = image.row(10)[6..194].iter().map(|grey| grey.abs_diff(128)).max().unwrap();
        assert!(spread < 25, "{spread}");
    }

    #[test]
    fn grey_stays_grey_at_every_resolution() {
        let image = Image::new(33, 21, 500, vec![77; 33 * 21]).unwrap();
        for ppi in [72, 250, 333, 499, 508, 569, 1_000, 1_200] {
            let other = resample(&image, ppi).unwrap();
            assert!(other.pixels().iter().all(|grey| *grey == 77), "{ppi}");
        }
        assert_eq!(resample(&image, 50), Err(ImageError::Resolution(50)));
        let largest = Image::new(5_000, 5_000, 500, vec![0; 25_000_000]).unwrap();
        assert!(matches!(resample(&largest, 1_000), Err(ImageError::Size { .. })));
        let pixel = Image::new(1, 1, 1_200, vec![9]).unwrap();
        assert_eq!(resample(&pixel, 72).unwrap().pixels(), [9]);
    }
}
