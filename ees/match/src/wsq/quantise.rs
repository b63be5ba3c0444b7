//! How coarse each subband is quantised so that a file has the wanted size.
//!
//! The bins follow from the variances of the subbands; sums are in `f32`, as in the encoders in
//! use, so that the same image gives the same bins.
//!
//! Source: IAFIS-IC-0110 (V3), clause 3.4 and annex A (the example encoder).

use super::bands::{Bands, CODED, Region, THIRD_BLOCK};

/// The variance below which a subband is not coded.
const VARIANCE_MIN: f64 = 1.01;
/// The sum of the variances of the four lowest subbands from which only the middle of the image
/// is measured: below it, the image may be empty there.
const LIVELY: f32 = 20_000.0;
/// The weights of the subbands from [`THIRD_BLOCK`]; those before have 1.
const WEIGHTS: [f32; 8] = [1.32, 1.08, 1.42, 1.08, 1.32, 1.42, 1.08, 1.08];
/// The bin around zero in widths of the others.
const ZERO_BIN: f64 = 1.2;

/// The greatest number that a coefficient is quantised to.
const COEFFICIENT_MAX: f32 = 32_000.0;

/// The width of the bins of each subband, and of the one around zero; 0 where it is not coded.
pub(super) type Bins = [(f32, f32); CODED];

/// The bins for `rate` bits a pixel.
pub(super) fn bins(plane: &[f32], width: usize, bands: &Bands, rate: f32) -> Bins {
    let variances = variances(plane, width, bands);
    let is_coded = |band: usize| f64::from(variances[band]) >= VARIANCE_MIN;
    let mut widths = [0.0f32; CODED];
    for band in (0..CODED).filter(|band| is_coded(*band)) {
        widths[band] = match band {
            0..4 => 1.0,
            _ => (10.0 / f64::from(weight(band) * variances[band].ln())) as f32,
        };
    }
    let mut chosen: Vec<usize> = (0..CODED).filter(|band| is_coded(*band)).collect();
    let mut factor = 1.0f32;
    // Each round leaves a subband out or is the last one.
    while !chosen.is_empty() {
        factor = common_factor(&chosen, &widths, &variances, rate);
        let before = chosen.len();
        chosen.retain(|band| {
            f64::from(widths[*band] / factor) < 5.0 * f64::from(variances[*band].sqrt())
        });
        if chosen.len() == before {
            break;
        }
    }
    let mut bins = [(0.0, 0.0); CODED];
    for ((bin, band), width_by_rate) in bins.iter_mut().zip(&bands.coded).zip(widths) {
        // Very smooth images get bins so fine that a coefficient would not have 16 bits.
        let finest = greatest(plane, width, band) / COEFFICIENT_MAX;
        let width = if width_by_rate > 0.0 { (width_by_rate / factor).max(finest) } else { 0.0 };
        *bin = (width, (ZERO_BIN * f64::from(width)) as f32);
    }
    bins
}

/// The greatest coefficient of a subband, without its sign.
fn greatest(plane: &[f32], width: usize, band: &Region) -> f32 {
    let rows = plane.chunks_exact(width).skip(band.y).take(band.height);
    let values = rows.flat_map(|row| &row[band.x..band.x + band.width]);
    values.fold(0.0, |greatest, value| greatest.max(value.abs()))
}

fn weight(band: usize) -> f32 {
    band.checked_sub(THIRD_BLOCK).and_then(|at| WEIGHTS.get(at)).copied().unwrap_or(1.0)
}

/// Which part of the pixels is coefficients of this subband.
fn share(band: usize) -> f32 {
    match band {
        0..4 => 1.0 / 1024.0,
        4..51 => 1.0 / 256.0,
        _ => 1.0 / 16.0,
    }
}

/// What all widths are divided by, for the chosen subbands to take `rate` bits a pixel.
fn common_factor(chosen: &[usize], widths: &[f32], variances: &[f32], rate: f32) -> f32 {
    let whole: f32 = chosen.iter().fold(0.0, |sum, band| sum + share(*band));
    let product: f32 = chosen.iter().fold(1.0, |product, band| {
        let ratio = variances[*band].sqrt() / widths[*band];
        (f64::from(product) * f64::from(ratio).powf(f64::from(share(*band)))) as f32
    });
    let bits = 2.0f64.powf(f64::from(rate / whole) - 1.0) / 2.5;
    (bits / f64::from(product).powf(1.0 / f64::from(whole))) as f32
}

/// The variance of each subband.
fn variances(plane: &[f32], width: usize, bands: &Bands) -> Vec<f32> {
    let of = |region: &Region| variance(plane, width, region);
    let middles: Vec<f32> = bands
        .coded
        .iter()
        .map(|band| match middle(band) {
            middle if 1 < middle.count() => of(&middle),
            _ => of(band),
        })
        .collect();
    if middles[..4].iter().fold(0.0, |sum, variance| sum + variance) < LIVELY {
        bands.coded.iter().map(of).collect()
    } else {
        middles
    }
}

/// The middle of a subband, three quarters wide and seven sixteenths high.
fn middle(band: &Region) -> Region {
    Region {
        x: band.x + band.width / 8,
        y: band.y + 9 * band.height / 32,
        width: 3 * band.width / 4,
        height: 7 * band.height / 16,
    }
}

/// Of a single coefficient, how far it is from zero counts.
fn variance(plane: &[f32], width: usize, region: &Region) -> f32 {
    let count = region.count();
    if count == 0 {
        return 0.0;
    }
    let (mut sum, mut squares) = (0.0f32, 0.0f32);
    for y in region.y..region.y + region.height {
        let start = y * width + region.x;
        for value in &plane[start..start + region.width] {
            sum += value;
            squares += value * value;
        }
    }
    if count == 1 {
        return squares;
    }
    let of_mean = sum * sum / count as f32;
    (f64::from(squares - of_mean) / (count as f64 - 1.0)) as f32
}

/// The coefficients of the coded subbands `bands`, one subband after the other.
pub(super) fn coefficients(
    plane: &[f32],
    width: usize,
    bands: &[Region],
    bins: &[(f32, f32)],
) -> Vec<i16> {
    let mut coefficients = Vec::new();
    for (band, (bin, zero)) in bands.iter().zip(bins).filter(|(_, (bin, _))| *bin != 0.0) {
        let half = zero / 2.0;
        for y in band.y..band.y + band.height {
            let start = y * width + band.x;
            coefficients.extend(plane[start..start + band.width].iter().map(|value| {
                if value.abs() <= half {
                    0
                } else {
                    let steps = f64::from((value.abs() - half) / bin) + 1.0;
                    // Beyond 16 bits `as` stops at the end of the range.
                    if *value > 0.0 { steps as i16 } else { -(steps as i16) }
                }
            }));
        }
    }
    coefficients
}
