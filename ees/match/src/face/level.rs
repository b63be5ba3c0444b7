//! Brings light into faces that are too dark or too pale to be compared as they are.
//!
//! Measured on the half of the ORL set that was at hand, as false non-matches at a false match
//! rate of 0.05 %, of 900 mated comparisons: images as they are 1.0 %, all of them levelled 1.4 %,
//! so that good images stay as they are. Made dark (to the power of 2.5, then halved) 2.2 %, and
//! levelled 0.9 %; with every second one dark 1.6 %, and levelled 1.0 %. So few comparisons do not
//! prove more than that it does no harm.

use super::align::SIDE;
use crate::net::map::Map;

/// Below this standard deviation of grey values a face is levelled; those of the ORL set have 25 to
/// 61.
const DEVIATION_MIN: f32 = 25.0;
/// What it then has, and the mean.
const DEVIATION: f32 = 45.0;
const MEAN: f32 = 130.0;

/// The places of an aligned face, of `finer` times [`SIDE`] pixels a side, that are skin, eyes and
/// mouth: an ellipse from the brows to the chin, without hair and background.
pub(super) fn inside(finer: usize) -> impl Iterator<Item = usize> {
    let (side, unit) = (SIDE * finer, finer as f32);
    let is_inside = move |place: &usize| {
        let (x, y) = ((place % side) as f32 / unit, (place / side) as f32 / unit);
        ((x - 56.0) / 34.0).powi(2) + ((y - 70.0) / 38.0).powi(2) <= 1.0
    };
    (0..side * side).filter(is_inside)
}

/// The brightness of every pixel (ITU-R BT.601, 2.5.1).
pub(super) fn brightness(map: &Map) -> Vec<f32> {
    let colours = map.plane(0).iter().zip(map.plane(1)).zip(map.plane(2));
    colours.map(|((red, green), blue)| 0.299 * red + 0.587 * green + 0.114 * blue).collect()
}

/// The mean of grey values at some places and their standard deviation.
pub(super) fn moments(grey: &[f32], places: &[usize]) -> (f32, f32) {
    let count = places.len().max(1) as f32;
    let mean = places.iter().map(|place| grey[*place]).sum::<f32>() / count;
    let square = places.iter().map(|place| (grey[*place] - mean).powi(2)).sum::<f32>() / count;
    (mean, square.sqrt())
}

/// Stretches the values of an aligned face of low contrast; others stay as they are.
pub(super) fn level(face: &mut Map) {
    let places: Vec<usize> = inside(1).collect();
    let (mean, deviation) = moments(&brightness(face), &places);
    if DEVIATION_MIN <= deviation {
        return;
    }
    // Of a face without any contrast nothing can be made.
    let factor = DEVIATION / deviation.max(1.0);
    for value in &mut face.data {
        *value = ((*value - mean) * factor + MEAN).clamp(0.0, 255.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A face whose grey values are from `least` to `least + span`.
    fn face(least: f32, span: f32) -> Map {
        let mut map = Map::zeros(3, SIDE, SIDE);
        for (i, value) in map.data.iter_mut().enumerate() {
            *value = least + span * ((i % SIDE) as f32 / SIDE as f32);
        }
        map
    }

    #[test]
    fn dark_faces_become_like_others_and_good_ones_stay() {
        let places: Vec<usize> = inside(1).collect();
        let mut dark = face(5.0, 30.0);
        level(&mut dark);
        let (mean, deviation) = moments(&brightness(&dark), &places);
        assert!((mean - MEAN).abs() < 1.0 && (deviation - DEVIATION).abs() < 2.0);
        let mut good = face(20.0, 200.0);
        level(&mut good);
        assert_eq!(good.data, face(20.0, 200.0).data);
        let mut black = face(0.0, 0.0);
        level(&mut black);
        assert!(black.data.iter().all(|value| (*value - MEAN).abs() < 1e-3));
    }
}
