//! Brings a face to the place and size at which the network expects it.
//!
//! The five points are moved onto five fixed ones by the rotation, scaling and shift that leaves
//! the least sum of squares (S. Umeyama, *Least-squares estimation of transformation parameters
//! between two point patterns*, IEEE Transactions on Pattern Analysis and Machine Intelligence 13
//! (1991), 376–380; in the plane, with points as complex numbers, it is one division).

use super::scale::{Part, scaled};
use super::{Landmarks, Point};
use crate::image::Colour;
use crate::net::Cpu;
use crate::net::map::Map;

/// The side of what comes out, in pixels.
pub(super) const SIDE: usize = 112;

/// Where the points go: those of `SphereFace` and `ArcFace` (W. Liu et al., CVPR 2017; J. Deng et
/// al., CVPR 2019) for 112 × 112 pixels, on which the network was trained.
const REFERENCE: [Point; 5] = [
    Point { x: 38.294_6, y: 51.696_3 },
    Point { x: 73.531_8, y: 51.501_4 },
    Point { x: 56.025_2, y: 71.736_6 },
    Point { x: 41.549_3, y: 92.365_5 },
    Point { x: 70.729_9, y: 92.204_1 },
];

/// The longest side of an aligned face, in pixels of the image; from it on the points make no
/// sense.
const REACH_MAX: f32 = 65_536.0;

/// Why a face cannot be aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AlignError {
    /// The five points are one, or no numbers, or absurdly far apart.
    #[error("the five points of the face do not say where it is")]
    Points,
}

/// The way from the aligned face back to the image: `(x, y)` goes to
/// `(a·x − b·y + left, b·x + a·y + top)`.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Similarity {
    a: f32,
    b: f32,
    left: f32,
    top: f32,
}

impl Similarity {
    fn new(landmarks: &Landmarks) -> Result<Self, AlignError> {
        let points = landmarks.points();
        let mean = |points: &[Point; 5]| Point {
            x: points.iter().map(|point| point.x).sum::<f32>() / 5.0,
            y: points.iter().map(|point| point.y).sum::<f32>() / 5.0,
        };
        let (from, to) = (mean(&points), mean(&REFERENCE));
        // The complex number by which the points are multiplied.
        let (mut real, mut imaginary, mut square) = (0.0, 0.0, 0.0);
        for (point, reference) in points.iter().zip(&REFERENCE) {
            let (x, y) = (point.x - from.x, point.y - from.y);
            let (u, v) = (reference.x - to.x, reference.y - to.y);
            real += x * u + y * v;
            imaginary += x * v - y * u;
            square += x * x + y * y;
        }
        // Its inverse leads back.
        let length = real * real + imaginary * imaginary;
        let (a, b) = (real * square / length, -imaginary * square / length);
        let left = from.x - (a * to.x - b * to.y);
        let top = from.y - (b * to.x + a * to.y);
        let is_sound = [a, b, left, top].iter().all(|number| number.is_finite())
            && a.hypot(b) * (SIDE as f32) < REACH_MAX
            && left.abs().max(top.abs()) < REACH_MAX;
        if is_sound { Ok(Self { a, b, left, top }) } else { Err(AlignError::Points) }
    }

    /// The way back from as many times more pixels.
    fn finer(&self, times: f32) -> Self {
        // The centre of the first of the finer pixels lies before that of the coarse one.
        let (left, top) = self.apply(0.5 / times - 0.5, 0.5 / times - 0.5);
        Self { a: self.a / times, b: self.b / times, left, top }
    }

    /// How many pixels of the image, along a side, one of the aligned face is.
    fn scale(&self) -> f32 {
        self.a.hypot(self.b)
    }

    /// What of the image the aligned face of this side shows; nothing if it lies outside.
    fn part(&self, image: &Colour, side: f32) -> Option<Part> {
        let corners = [(0.0, 0.0), (side, 0.0), (0.0, side), (side, side)];
        let corners = corners.map(|(x, y)| self.apply(x - 0.5, y - 0.5));
        // As many pixels around as a pixel may be the mean of.
        let margin = self.scale() + 1.0;
        let range = |of: fn(&(f32, f32)) -> f32, length: usize| {
            let least = corners.iter().map(of).fold(f32::MAX, f32::min) - margin;
            let most = corners.iter().map(of).fold(f32::MIN, f32::max) + margin;
            (least.max(0.0) as usize)..(most.ceil().clamp(0.0, length as f32) as usize)
        };
        let columns = range(|corner| corner.0, image.width());
        let rows = range(|corner| corner.1, image.height());
        if columns.is_empty() || rows.is_empty() { None } else { Some(Part { columns, rows }) }
    }

    fn apply(&self, x: f32, y: f32) -> (f32, f32) {
        (self.a * x - self.b * y + self.left, self.b * x + self.a * y + self.top)
    }
}

/// Red, green and blue planes of the aligned face, 0 to 255, of `finer` times [`SIDE`] pixels a
/// side; what lies outside of the image is black.
///
/// Where the face is larger in the image it is first made smaller by a whole number, so that finer
/// structure does not come out as another.
pub(super) fn align(
    cpu: Cpu,
    image: &Colour,
    landmarks: &Landmarks,
    finer: usize,
) -> Result<Map, AlignError> {
    let similarity = Similarity::new(landmarks)?.finer(finer as f32);
    let side = finer * SIDE;
    let mut map = Map::zeros(3, side, side);
    let Some(part) = similarity.part(image, side as f32) else { return Ok(map) };
    let times = (similarity.scale() as usize).max(1);
    let sides = ((part.columns.len() / times).max(1), (part.rows.len() / times).max(1));
    let seen = scaled(cpu, image, &part, sides, sides);
    let ratio =
        (sides.0 as f32 / part.columns.len() as f32, sides.1 as f32 / part.rows.len() as f32);
    let (left, top) = (part.columns.start as f32 - 0.5, part.rows.start as f32 - 0.5);
    for i in 0..side * side {
        let (x, y) = similarity.apply((i % side) as f32, (i / side) as f32);
        let colour = between(&seen, (x - left) * ratio.0 - 0.5, (y - top) * ratio.1 - 0.5);
        for (channel, value) in colour.into_iter().enumerate() {
            map.data[channel * side * side + i] = value;
        }
    }
    Ok(map)
}

/// The colour at a place between pixels.
fn between(planes: &Map, x: f32, y: f32) -> [f32; 3] {
    let (width, height) = (planes.width as isize, planes.height as isize);
    let (left, top) = (x.floor(), y.floor());
    let (part_x, part_y) = (x - left, y - top);
    let (left, top) = (left as isize, top as isize);
    let mut colour = [0.0; 3];
    for (row, weight_y) in [(top, 1.0 - part_y), (top + 1, part_y)] {
        for (column, weight_x) in [(left, 1.0 - part_x), (left + 1, part_x)] {
            if (0..width).contains(&column) && (0..height).contains(&row) {
                let place = (row * width + column) as usize;
                for (channel, sum) in colour.iter_mut().enumerate() {
                    *sum += weight_x * weight_y * planes.data[channel * planes.area() + place];
                }
            }
        }
    }
    colour
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The reference points, turned, scaled and shifted.
    fn moved(angle: f32, scale: f32, (x, y): (f32, f32)) -> Landmarks {
        let (sin, cos) = angle.sin_cos();
        let place = |point: &Point| Point {
            x: scale * (cos * point.x - sin * point.y) + x,
            y: scale * (sin * point.x + cos * point.y) + y,
        };
        let [right_eye, left_eye, nose, right_mouth, left_mouth] = REFERENCE.each_ref().map(place);
        Landmarks { right_eye, left_eye, nose, right_mouth, left_mouth }
    }

    #[test]
    fn a_moved_face_is_moved_back() {
        for (angle, scale, shift) in
            [(0.0, 1.0, (0.0, 0.0)), (0.3, 2.5, (40.0, -7.0)), (-2.0, 0.4, (3.0, 900.0))]
        {
            let landmarks = moved(angle, scale, shift);
            let similarity = Similarity::new(&landmarks).unwrap();
            for (point, reference) in landmarks.points().iter().zip(&REFERENCE) {
                let (x, y) = similarity.apply(reference.x, reference.y);
                let distance = (x - point.x).hypot(y - point.y);
                assert!(distance < 1e-3 * scale.max(1.0), "{angle} {scale}: {distance}");
            }
        }
    }

    #[test]
    fn a_face_in_place_stays_as_it_is() {
        let colour = |i: usize| [(i % 251) as u8, (i % 13) as u8, (i / 112) as u8];
        let pixels: Vec<[u8; 3]> = (0..SIDE * SIDE).map(colour).collect();
        let image = Colour::new(SIDE, SIDE, pixels.clone()).unwrap();
        let map = align(Cpu::detect(), &image, &moved(0.0, 1.0, (0.0, 0.0)), 1).unwrap();
        for (i, pixel) in pixels.iter().enumerate() {
            for (channel, value) in pixel.iter().enumerate() {
                // The last rows may see a trace of what lies beyond.
                let got = map.plane(channel)[i];
                assert!((got - f32::from(*value)).abs() < 0.1, "{i}: {got} is not {value}");
            }
        }
    }

    #[test]
    fn what_is_finer_than_the_pixels_becomes_grey() {
        let side = SIDE * 6;
        let board = |i: usize| [if (i % side + i / side).is_multiple_of(2) { 255 } else { 0 }; 3];
        let image = Colour::new(side, side, (0..side * side).map(board).collect()).unwrap();
        let map = align(Cpu::detect(), &image, &moved(0.1, 5.3, (40.0, 5.0)), 1).unwrap();
        let inner = (20..90).flat_map(|y| (30..90).map(move |x| y * SIDE + x));
        for i in inner {
            assert!((map.data[i] - 127.5).abs() < 12.0, "{}", map.data[i]);
        }
    }

    #[test]
    fn points_that_make_no_sense_are_refused_and_those_outside_are_black() {
        let image = Colour::new(1, 1, vec![[255; 3]]).unwrap();
        assert_eq!(
            align(Cpu::detect(), &image, &Landmarks::default(), 1).unwrap_err(),
            AlignError::Points
        );
        for bad in [f32::NAN, f32::INFINITY, 1e30] {
            let mut landmarks = moved(0.0, 1.0, (0.0, 0.0));
            landmarks.nose.x = bad;
            assert_eq!(
                align(Cpu::detect(), &image, &landmarks, 1).unwrap_err(),
                AlignError::Points,
                "{bad}"
            );
        }
        let map = align(Cpu::detect(), &image, &moved(0.0, 1.0, (900.0, 900.0)), 1).unwrap();
        assert!(map.data.iter().all(|value| *value == 0.0));
        align(Cpu::detect(), &image, &moved(0.0, 500.0, (0.0, 0.0)), 1).unwrap();
    }
}
