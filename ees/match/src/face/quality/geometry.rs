//! Where a face is in its image, how large it is, and how the head is held.

use super::Property;
use crate::face::{Landmarks, Point};

/// How far the tip of the nose stands out before the eyes, in distances of the eyes: about 30 of
/// 63 mm.
const NOSE: f32 = 0.48;
/// How far the mouth lies below the eyes, in distances of the eyes, of a face seen from the front.
const MOUTH: f32 = 1.15;
/// How far the tip of the nose lies below the eyes, on the way to the mouth, of a face seen from
/// the front: the middle of the images of the ORL set.
const NOSE_BELOW: f32 = 0.565;

fn middle(one: Point, other: Point) -> Point {
    Point { x: f32::midpoint(one.x, other.x), y: f32::midpoint(one.y, other.y) }
}

/// What the five points tell, in an image of these columns and rows; nothing of points that are
/// one or no numbers.
pub(super) fn measured(
    landmarks: &Landmarks,
    (columns, rows): (usize, usize),
) -> Vec<(Property, f32)> {
    let Landmarks { right_eye, left_eye, nose, right_mouth, left_mouth } = *landmarks;
    let (eyes, mouth) = (middle(right_eye, left_eye), middle(right_mouth, left_mouth));
    let (dx, dy) = (left_eye.x - right_eye.x, left_eye.y - right_eye.y);
    let distance = dx.hypot(dy);
    // Along the line of the eyes, and across it, in distances of the eyes.
    let turned = |point: Point| {
        let (x, y) = (point.x - eyes.x, point.y - eyes.y);
        let square = distance * distance;
        Point { x: (x * dx + y * dy) / square, y: (y * dx - x * dy) / square }
    };
    let (nose, below) = (turned(nose), turned(mouth));
    let aside = nose.x - below.x * nose.y / below.y;
    let down = nose.y / below.y - NOSE_BELOW;
    let (columns, rows) = (columns as f32, rows as f32);
    let values = [
        (Property::EyeDistance, distance),
        (Property::HeadWidth, 2.0 * distance / columns),
        (Property::Centre, (middle(eyes, mouth).x + 0.5) / columns - 0.5),
        (Property::EyeHeight, 1.0 - (eyes.y + 0.5) / rows),
        (Property::Roll, dy.atan2(dx).to_degrees()),
        (Property::Yaw, (aside / NOSE).atan().to_degrees()),
        (Property::Pitch, (-down * MOUTH / NOSE).atan().to_degrees()),
    ];
    if values.iter().all(|(_, value)| value.is_finite()) { values.to_vec() } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn face() -> Landmarks {
        let point = |x, y| Point { x, y };
        Landmarks {
            right_eye: point(240.0, 300.0),
            left_eye: point(360.0, 300.0),
            nose: point(300.0, 300.0 + NOSE_BELOW * 138.0),
            right_mouth: point(250.0, 438.0),
            left_mouth: point(350.0, 438.0),
        }
    }

    fn value(landmarks: &Landmarks, property: Property) -> f32 {
        let measured = measured(landmarks, (600, 800));
        measured.iter().find(|(of, _)| *of == property).unwrap().1
    }

    #[test]
    fn a_face_from_the_front_is_straight_and_in_place() {
        for (property, expected) in [
            (Property::EyeDistance, 120.0),
            (Property::HeadWidth, 0.4),
            (Property::Centre, 0.0),
            (Property::EyeHeight, 0.625),
            (Property::Roll, 0.0),
            (Property::Yaw, 0.0),
            (Property::Pitch, 0.0),
        ] {
            let got = value(&face(), property);
            assert!((got - expected).abs() < 2e-3, "{property:?}: {got} is not {expected}");
        }
    }

    #[test]
    fn turned_heads_are_known_and_told_apart() {
        let mut aside = face();
        aside.nose.x += 20.0;
        assert!(15.0 < value(&aside, Property::Yaw));
        assert!(value(&aside, Property::Pitch).abs() < 1.0);
        let mut raised = face();
        raised.nose.y -= 20.0;
        assert!(15.0 < value(&raised, Property::Pitch));
        assert!(value(&raised, Property::Yaw).abs() < 1.0);
        // The whole face turned in the image by 20°, clockwise as one looks at it.
        let (sin, cos) = 20.0_f32.to_radians().sin_cos();
        let turn = |Point { x, y }: Point| Point { x: x * cos - y * sin, y: x * sin + y * cos };
        let [right_eye, left_eye, nose, right_mouth, left_mouth] = face().points().map(turn);
        let tilted = Landmarks { right_eye, left_eye, nose, right_mouth, left_mouth };
        assert!((value(&tilted, Property::Roll) - 20.0).abs() < 0.01);
        assert!(value(&tilted, Property::Yaw).abs() < 0.01);
        assert!(value(&tilted, Property::Pitch).abs() < 0.5);
    }

    #[test]
    fn points_without_sense_tell_nothing() {
        assert!(measured(&Landmarks::default(), (1, 1)).is_empty());
        let mut bad = face();
        bad.nose.x = f32::NAN;
        assert!(measured(&bad, (600, 800)).is_empty());
    }
}
