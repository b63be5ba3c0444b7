//! How a face is lit and how sharp it is, seen at one size for all.

use super::Property;
use crate::face::align::{SIDE, align};
use crate::face::level::{brightness, inside, moments};
use crate::face::{Landmarks, Point};
use crate::image::Colour;
use crate::net::Cpu;

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
    let Ok(face) = align(Cpu::detect(), image, landmarks, FINER) else { return Vec::new() };
    let grey = brightness(&face);
    let side = SIDE * FINER;
    let inner: Vec<usize> = inside(FINER).collect();
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

/// The variance of the Laplacian (J. L. Pech-Pacheco et al., ICPR 2000) as part of the variance
/// of the grey values, in thousandths: it does not grow with contrast alone.
fn sharpness(grey: &[f32], side: usize, inner: &[usize]) -> f32 {
    // The ellipse keeps away from the edges.
    let laplacian = |place: usize| {
        grey[place - 1] + grey[place + 1] + grey[place - side] + grey[place + side]
            - 4.0 * grey[place]
    };
    let mut edges = vec![0.0; grey.len()];
    for place in inner {
        edges[*place] = laplacian(*place);
    }
    let (edges, deviation) = (moments(&edges, inner).1, moments(grey, inner).1);
    // One grey value is added: a face without any contrast is not sharp.
    1_000.0 * edges.powi(2) / (deviation.powi(2) + 1.0)
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
    let sum: u32 = rows.flat_map(|row| &row[x..x + side]).map(|pixel| weighed(*pixel)).sum();
    sum as f32 / (1_000 * side * side) as f32
}

fn weighed([red, green, blue]: [u8; 3]) -> u32 {
    299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Eyes 140 pixels apart, in an image of 600 × 800 pixels.
    fn landmarks() -> Landmarks {
        let point = |x: f32, y: f32| Point { x, y };
        Landmarks {
            right_eye: point(230.0, 350.0),
            left_eye: point(370.0, 350.0),
            nose: point(300.0, 430.0),
            right_mouth: point(243.0, 512.0),
            left_mouth: point(358.0, 512.0),
        }
    }

    fn value(property: Property, grey: impl Fn(usize, usize) -> f32) -> f32 {
        let pixel = |i: usize| [grey(i % 600, i / 600).clamp(0.0, 255.0) as u8; 3];
        let image = Colour::new(600, 800, (0..480_000).map(pixel).collect()).unwrap();
        measured(&image, &landmarks()).iter().find(|(of, _)| *of == property).unwrap().1
    }

    /// Waves of this length, in pixels.
    fn waves(x: usize, y: usize, length: f32) -> f32 {
        let wave = |at: usize| (at as f32 / length * std::f32::consts::TAU).sin();
        128.0 + 40.0 * wave(x) + 40.0 * wave(y)
    }

    #[test]
    fn light_is_measured_on_the_face() {
        for (property, expected) in [
            (Property::Brightness, 128.0),
            (Property::Burnt, 0.0),
            (Property::Black, 0.0),
            (Property::Evenness, 0.0),
        ] {
            let got = value(property, |x, y| waves(x, y, 30.0));
            assert!((got - expected).abs() < 0.05 * expected.max(1.0), "{property:?}: {got}");
        }
        let range = value(Property::Range, |x, y| waves(x, y, 30.0));
        assert!((120.0..162.0).contains(&range), "{range}");
        assert!(0.99 < value(Property::Burnt, |_, _| 255.0));
        assert!(0.99 < value(Property::Black, |_, _| 3.0));
        let half = value(Property::Evenness, |x, _| if x < 300 { 100.0 } else { 200.0 });
        assert!((half - 0.5).abs() < 0.02, "{half}");
    }

    #[test]
    fn finer_structure_is_sharper_whatever_its_contrast() {
        let of = |length: f32| value(Property::Sharpness, |x, y| waves(x, y, length));
        assert!(of(60.0) < of(30.0) && of(30.0) < of(12.0), "{} {}", of(60.0), of(12.0));
        let pale = value(Property::Sharpness, |x, y| 64.0 + waves(x, y, 30.0) / 2.0);
        assert!((pale / of(30.0) - 1.0).abs() < 0.1, "{pale}");
        assert!(value(Property::Sharpness, |_, _| 90.0) < 0.1);
    }

    #[test]
    fn the_background_is_beside_the_head() {
        let restless = |x: usize, _: usize| if x % 120 < 60 { 80.0 } else { 200.0 };
        assert!(20.0 < value(Property::Background, restless));
        let head = |x: usize, y: usize| {
            if (100..500).contains(&x) { restless(x, y) } else { 200.0 }
        };
        assert!(value(Property::Background, head) < 1.0);
        let small = Colour::new(300, 20, vec![[0; 3]; 6_000]).unwrap();
        assert!(background(&small, &landmarks()).is_none());
    }
}
