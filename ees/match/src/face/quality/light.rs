//! How a face is lit and how sharp it is, seen at one size for all.

use super::Property;
use crate::face::align::{SIDE, align};
use crate::face::{Landmarks, Point};
use crate::image::Colour;
use crate::net::map::Map;

/// How much finer than for comparison a face is looked at: the eyes are then 70 pixels apart.
const FINER: usize = 2;
/// From this grey value on light is burnt.
const BURNT_MIN: f32 = 250.0;
/// Up to this grey value there is nothing to be seen.
const BLACK_MAX: f32 = 5.0;
/// The share of the darkest and of the brightest pixels that the range of grey values leaves out.
const OUTLIERS: f32 = 0.01;
/// The side of the squares of background whose means are compared, in shares of the distance of
/// the eyes, and how many squares there must be.
const SQUARE: f32 = 0.15;
const SQUARES_MIN: usize = 8;

/// What the light on a face and behind it tells.
pub(super) fn measured(image: &Colour, landmarks: &Landmarks) -> Vec<(Property, f32)> {
    let Ok(face) = align(image, landmarks, FINER) else { return Vec::new() };
    let grey = brightness(&face);
    let side = SIDE * FINER;
    let inner = inside(side);
    let mut values: Vec<f32> = inner.iter().map(|place| grey[*place]).collect();
    let count = values.len() as f32;
    let mean = values.iter().sum::<f32>() / count;
    let share = |is_it: &dyn Fn(f32) -> bool| {
        values.iter().filter(|value| is_it(**value)).count() as f32 / count
    };
    let (burnt, black) = (share(&|value| BURNT_MIN <= value), share(&|value| value <= BLACK_MAX));
    values.sort_by(f32::total_cmp);
    let outliers = (count * OUTLIERS) as usize;
    let range = values[values.len() - 1 - outliers] - values[outliers];
    let mut measured = vec![
        (Property::Brightness, mean),
        (Property::Burnt, burnt),
        (Property::Black, black),
        (Property::Range, range),
        (Property::Sharpness, sharpness(&grey, side, &inner)),
        (Property::Evenness, unevenness(&grey, side, &inner)),
    ];
    measured.extend(background(image, landmarks).map(|value| (Property::Background, value)));
    measured
}

/// The brightness of every pixel (ITU-R BT.601, 2.5.1).
fn brightness(map: &Map) -> Vec<f32> {
    let colours = map.plane(0).iter().zip(map.plane(1)).zip(map.plane(2));
    colours.map(|((red, green), blue)| 0.299 * red + 0.587 * green + 0.114 * blue).collect()
}

/// The places of an aligned face that are skin, eyes and mouth: an ellipse from the brows to the
/// chin, so that neither hair nor background are looked at.
fn inside(side: usize) -> Vec<usize> {
    let unit = side as f32 / SIDE as f32;
    let is_inside = |place: &usize| {
        let (x, y) = ((place % side) as f32 / unit, (place / side) as f32 / unit);
        ((x - 56.0) / 34.0).powi(2) + ((y - 70.0) / 38.0).powi(2) <= 1.0
    };
    (0..side * side).filter(is_inside).collect()
}

/// The variance of the Laplacian (J. L. Pech-Pacheco et al., ICPR 2000) as part of the variance
/// of the grey values, in thousandths: it does not grow with contrast alone.
fn sharpness(grey: &[f32], side: usize, inner: &[usize]) -> f32 {
    let count = inner.len() as f32;
    let variance = |value: &dyn Fn(usize) -> f32| {
        let mean = inner.iter().map(|place| value(*place)).sum::<f32>() / count;
        inner.iter().map(|place| (value(*place) - mean).powi(2)).sum::<f32>() / count
    };
    // The ellipse keeps away from the edges.
    let laplacian = |place: usize| {
        grey[place - 1] + grey[place + 1] + grey[place - side] + grey[place + side]
            - 4.0 * grey[place]
    };
    // One grey value of variance is added: a face without any contrast is not sharp.
    1_000.0 * variance(&laplacian) / (variance(&|place| grey[place]) + 1.0)
}

/// By how much one half of the face is brighter than the other, as part of the brighter one.
fn unevenness(grey: &[f32], side: usize, inner: &[usize]) -> f32 {
    let mean = |is_it: &dyn Fn(usize) -> bool| {
        let half = inner.iter().filter(|place| is_it(**place % side));
        let (sum, count) =
            half.fold((0.0, 0.0), |(sum, count), place| (sum + grey[*place], count + 1.0));
        sum / f32::max(count, 1.0)
    };
    let (left, right) = (mean(&|x| x < side / 2), mean(&|x| side / 2 <= x));
    (left - right).abs() / left.max(right).max(1.0)
}

/// The standard deviation of the grey values of squares beside the head, above the eyes; nothing
/// where too little of the background is seen.
fn background(image: &Colour, landmarks: &Landmarks) -> Option<f32> {
    let Point { x: right, y: upper } = landmarks.right_eye;
    let Point { x: left, y: lower } = landmarks.left_eye;
    let distance = (left - right).hypot(lower - upper);
    let middle = f32::midpoint(left, right);
    let step = ((distance * SQUARE) as usize).max(1);
    // Hair and ears lie within one and a half distances of the middle.
    let (first, last) = (middle - 1.5 * distance, middle + 1.5 * distance);
    let height = (upper.min(lower).max(0.0) as usize).min(image.height());
    let mut squares = Vec::new();
    for y in (0..height.saturating_sub(step - 1)).step_by(step) {
        for x in (0..image.width().saturating_sub(step - 1)).step_by(step) {
            if ((x + step) as f32) < first || last < x as f32 {
                squares.push(mean(image, (x, y), step));
            }
        }
    }
    if squares.len() < SQUARES_MIN {
        return None;
    }
    let count = squares.len() as f32;
    let mean = squares.iter().sum::<f32>() / count;
    Some((squares.iter().map(|value| (value - mean).powi(2)).sum::<f32>() / count).sqrt())
}

/// The mean brightness of a square.
fn mean(image: &Colour, (x, y): (usize, usize), side: usize) -> f32 {
    let rows = image.pixels().chunks_exact(image.width()).skip(y).take(side);
    let sum: u32 = rows.flat_map(|row| &row[x..x + side]).map(weighed).sum();
    sum as f32 / (1_000 * side * side) as f32
}

fn weighed([red, green, blue]: &[u8; 3]) -> u32 {
    299 * u32::from(*red) + 587 * u32::from(*green) + 114 * u32::from(*blue)
}
