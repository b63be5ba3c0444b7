//! From the answers of the network to faces.

use super::SCORE_MIN;
use super::network::STRIDES;
use crate::face::{Bounds, Face, Landmarks, Point};
use crate::net::map::Map;

/// The most faces that are reported.
pub(super) const FACES_MAX: usize = 64;
/// The most places that are looked at, the surest; a face makes a dozen.
const CANDIDATES_MAX: usize = 1_024;
/// From this share of their common area on two rectangles are around one face.
const OVERLAP_MIN: f32 = 0.3;
/// The greatest logarithm of a side, in strides, so that nothing overflows.
const LOGARITHM_MAX: f32 = 6.0;

/// The faces that the answers tell of, the surest first; `ratio` is how many pixels of the image,
/// across and down, are one of what the network saw.
pub(super) fn faces(answers: &[Map; 3], ratio: (f32, f32)) -> Vec<Face> {
    let mut candidates: Vec<Face> = Vec::new();
    for (map, stride) in answers.iter().zip(STRIDES) {
        for at in 0..map.area() {
            let score = (map.plane(0)[at] * map.plane(1)[at]).max(0.0).sqrt();
            if SCORE_MIN <= score {
                candidates.push(face(map, at, stride as f32, ratio, score));
            }
        }
    }
    candidates.sort_by(|left, right| right.score.total_cmp(&left.score));
    candidates.truncate(CANDIDATES_MAX);
    let mut faces: Vec<Face> = Vec::new();
    for candidate in candidates {
        let is_new =
            faces.iter().all(|face| overlap(&face.bounds, &candidate.bounds) < OVERLAP_MIN);
        if is_new && faces.len() < FACES_MAX {
            faces.push(candidate);
        }
    }
    faces
}

/// What the answers say at one place: everything is counted in strides from there.
fn face(map: &Map, at: usize, stride: f32, ratio: (f32, f32), score: f32) -> Face {
    let (column, row) = ((at % map.width) as f32, (at / map.width) as f32);
    let value = |channel: usize| map.plane(channel)[at];
    // The edge of the first pixel is half a pixel before its centre.
    let x = |value: f32| value * stride * ratio.0 - 0.5;
    let y = |value: f32| value * stride * ratio.1 - 0.5;
    let point = |i: usize| Point { x: x(column + value(6 + 2 * i)), y: y(row + value(7 + 2 * i)) };
    let side = |channel: usize| value(channel).min(LOGARITHM_MAX).exp();
    let (width, height) = (side(4), side(5));
    let bounds = Bounds {
        left: x(column + value(2) - width / 2.0),
        top: y(row + value(3) - height / 2.0),
        width: width * stride * ratio.0,
        height: height * stride * ratio.1,
    };
    let landmarks = Landmarks {
        right_eye: point(0),
        left_eye: point(1),
        nose: point(2),
        right_mouth: point(3),
        left_mouth: point(4),
    };
    Face { bounds, landmarks, score }
}

/// What two rectangles share, as part of what they cover together.
fn overlap(one: &Bounds, other: &Bounds) -> f32 {
    let common = |start: f32, length: f32, from: f32, size: f32| {
        ((start + length).min(from + size) - start.max(from)).max(0.0)
    };
    let shared = common(one.left, one.width, other.left, other.width)
        * common(one.top, one.height, other.top, other.height);
    shared / (one.width * one.height + other.width * other.height - shared)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers that tell of nothing, for an image of 320 × 256 pixels.
    fn nothing() -> [Map; 3] {
        STRIDES.map(|stride| Map::zeros(16, 256 / stride, 320 / stride))
    }

    fn put(map: &mut Map, at: usize, values: &[(usize, f32)]) {
        for (channel, value) in values {
            map.plane_mut(*channel)[at] = *value;
        }
    }

    #[test]
    fn an_answer_is_a_face_in_pixels_of_the_image() {
        let mut answers = nothing();
        let sure = [(0, 0.81), (1, 1.0), (2, 0.5), (3, 0.5), (4, 2.0_f32.ln()), (5, 3.0_f32.ln())];
        put(&mut answers[1], 20 * 5 + 3, &sure);
        put(&mut answers[1], 20 * 5 + 3, &[(6, 0.25), (7, -1.0), (14, 1.0), (15, 2.0)]);
        let [face] = faces(&answers, (2.0, 4.0)).try_into().unwrap();
        assert!((face.score - 0.9).abs() < 1e-6);
        let near = |got: f32, expected: f32| assert!((got - expected).abs() < 1e-3, "{got}");
        near(face.bounds.left, (3.5 - 1.0) * 32.0 - 0.5);
        near(face.bounds.top, (5.5 - 1.5) * 64.0 - 0.5);
        near(face.bounds.width, 64.0);
        near(face.bounds.height, 192.0);
        near(face.landmarks.right_eye.x, 3.25 * 32.0 - 0.5);
        near(face.landmarks.right_eye.y, 4.0 * 64.0 - 0.5);
        near(face.landmarks.left_mouth.x, 4.0 * 32.0 - 0.5);
        near(face.landmarks.left_mouth.y, 7.0 * 64.0 - 0.5);
    }

    #[test]
    fn one_face_is_reported_once_and_two_are_two() {
        let mut answers = nothing();
        let size = 4.0_f32.ln();
        for (at, score) in [(200, 0.9), (201, 0.95), (240, 0.92), (216, 0.99)] {
            put(&mut answers[0], at, &[(0, score), (1, score), (4, size), (5, size)]);
        }
        let found = faces(&answers, (1.0, 1.0));
        let scores: Vec<f32> = found.iter().map(|face| face.score).collect();
        assert_eq!(scores, [0.99, 0.95]);
        assert!(faces(&nothing(), (1.0, 1.0)).is_empty());
    }

    #[test]
    fn absurd_answers_are_bounded() {
        let mut answers = nothing();
        for map in &mut answers {
            map.data.fill(1e30);
            let area = map.area();
            map.data[..2 * area].fill(1.0);
        }
        let found = faces(&answers, (1.0, 1.0));
        assert!(found.len() <= FACES_MAX);
        answers[0].data.fill(f32::NAN);
        faces(&answers, (1.0, 1.0));
    }
}
