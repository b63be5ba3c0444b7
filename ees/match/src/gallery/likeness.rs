//! One with one: how much speaks for two sets of samples being of the same person.

use crate::compare::calibration::{FACE, Strength};
use crate::compare::fingers::{self, combined};
use crate::compare::{Comparer, Method};
use crate::net::Cpu;
use crate::record::Position;

use super::{GalleryError, Samples, check, prepared};

/// How much speaks for two sets of samples being of one person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Likeness {
    /// Face and fingers together; nothing where nothing could be compared.
    pub strength: Strength,
    /// The face, where both have one.
    pub face: Option<Strength>,
    /// Each finger that both have.
    pub fingers: Vec<(Position, Strength)>,
}

impl Likeness {
    /// The fingers together, where any could be compared.
    pub fn prints(&self) -> Option<Strength> {
        let strengths: Vec<Strength> = self.fingers.iter().map(|(_, strength)| *strength).collect();
        (!strengths.is_empty()).then(|| combined(&strengths))
    }
}

/// Compares two sets of samples in full, by `method`.
pub fn likeness(
    (method, cpu): (Method, Cpu),
    probe: &Samples,
    known: &Samples,
) -> Result<Likeness, GalleryError> {
    check(probe)?;
    check(known)?;
    let (of_probe, of_known) = (prepared(probe, method), prepared(known, method));
    let (of_probe, of_known): (Vec<fingers::Finger<'_>>, Vec<fingers::Finger<'_>>) = (
        of_probe.iter().map(|(position, one)| (*position, one)).collect(),
        of_known.iter().map(|(position, one)| (*position, one)).collect(),
    );
    let mut comparer = Comparer::new(method, cpu);
    let fused = fingers::compare(&mut comparer, &of_probe, &of_known)?;
    let faces = probe.face.as_ref().zip(known.face.as_ref());
    let face = faces.map(|(ours, theirs)| FACE.strength(ours.similarity(theirs)));
    let all: Vec<Strength> =
        fused.fingers.iter().map(|(_, strength)| *strength).chain(face).collect();
    Ok(Likeness { strength: combined(&all), face, fingers: fused.fingers })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::face::embed::Embedding;
    use crate::synthetic::population::{Minutiae, Noise};

    #[test]
    fn what_only_one_side_has_is_left_out() {
        let noise = Noise { spread: 0.0, ..Noise::MEASURED };
        let finger = |person: u64, capture| Minutiae::of(person).capture(capture, &noise);
        let face = |sign: f32| Some(Embedding::new([sign; 128]).code());
        let known =
            Samples { face: face(1.0), fingers: vec![(Position::RIGHT_INDEX, finger(1, 1))] };
        let by = (Method::Both, Cpu::detect());
        let of = |face, position, person| {
            let fingers = vec![(position, finger(person, 2))];
            likeness(by, &Samples { face, fingers }, &known).unwrap()
        };
        let same = of(face(1.0), Position::RIGHT_INDEX, 1);
        assert!(same.face.is_some() && same.prints().is_some());
        assert!(same.face < Some(same.strength) && same.prints() < Some(same.strength));
        let another_finger = of(face(1.0), Position::RIGHT_RING, 1);
        assert_eq!((another_finger.prints(), another_finger.face), (None, same.face));
        let nothing = of(None, Position::RIGHT_RING, 1);
        assert_eq!(nothing, Likeness::default());
        let other = of(face(-1.0), Position::RIGHT_INDEX, 2);
        assert!(other.strength < Strength::of_rate(1e-2), "{other:?}");
    }
}
