//! Several fingers of one person compared with those of another record.
//!
//! Fingers are compared position by position; what is missing on either side, for a while or for
//! ever, is left out and counted. For people who differ, the false match rate of each finger is
//! evenly distributed, so the rates of several fingers are combined as R. A. Fisher does with
//! probabilities (Statistical Methods for Research Workers, 1925, 21.1): k fingers whose
//! strengths add up to t nepers are reached by chance with the probability
//! `e⁻ᵗ · Σ tʲ / j!`, j from 0 to k − 1. It supposes that fingers of one hand err
//! independently, which a dry hand does not: for mated pairs that costs nothing.

use super::calibration::Strength;
use super::{Comparer, Prepared};
use crate::record::Position;

/// The most fingers of a record: those of both hands.
pub const FINGERS_MAX: usize = 10;

/// A finger and its template.
pub type Finger<'a> = (Position, &'a Prepared);

/// Why fingers cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FingersError {
    /// There are more fingers than a person has.
    #[error("{0} fingers are more than a person has")]
    TooMany(usize),
    /// A position is there twice.
    #[error("finger {} is there twice", .0.code())]
    Twice(Position),
}

/// What comparing several fingers gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fused {
    /// How strongly all fingers together speak for one person; nothing where none was compared.
    pub strength: Strength,
    /// Each finger that is on both sides.
    pub fingers: Vec<(Position, Strength)>,
}

/// Compares the fingers that both sides have.
pub fn compare(
    comparer: &mut Comparer,
    probe: &[Finger<'_>],
    reference: &[Finger<'_>],
) -> Result<Fused, FingersError> {
    check(probe)?;
    check(reference)?;
    let mut fingers = Vec::with_capacity(probe.len());
    for (position, one) in probe {
        let other = reference.iter().find(|(at, _)| at == position);
        if let Some((_, other)) = other {
            fingers.push((*position, comparer.compare(one, other)));
        }
    }
    let strengths: Vec<Strength> = fingers.iter().map(|(_, strength)| *strength).collect();
    Ok(Fused { strength: combined(&strengths), fingers })
}

/// Two positions whose templates are of one finger at this strength: somebody put the same
/// finger on the scanner twice, or a part of a slap was cut out twice. The first such pair.
pub fn repeated(
    comparer: &mut Comparer,
    fingers: &[Finger<'_>],
    at: Strength,
) -> Result<Option<(Position, Position)>, FingersError> {
    check(fingers)?;
    for (place, (position, one)) in fingers.iter().enumerate() {
        for (other_position, other) in fingers.iter().skip(place + 1) {
            if at <= comparer.compare(one, other) {
                return Ok(Some((*position, *other_position)));
            }
        }
    }
    Ok(None)
}

fn check(fingers: &[Finger<'_>]) -> Result<(), FingersError> {
    if FINGERS_MAX < fingers.len() {
        return Err(FingersError::TooMany(fingers.len()));
    }
    for (place, (position, _)) in fingers.iter().enumerate() {
        if fingers.iter().skip(place + 1).any(|(other, _)| other == position) {
            return Err(FingersError::Twice(*position));
        }
    }
    Ok(())
}

/// The strength of several independent comparisons together.
pub fn combined(strengths: &[Strength]) -> Strength {
    let to_nepers = std::f64::consts::LN_10 / 10.0;
    let sum: f64 = strengths.iter().map(|strength| f64::from(strength.decibels())).sum();
    let nepers = sum * to_nepers;
    // The logarithm of Σ tʲ / j!, so that no great strength overflows.
    let mut term = 1.0;
    let mut sum = 0.0;
    for j in 0..strengths.len() {
        if 0 < j {
            term *= nepers / j as f64;
        }
        sum += term;
    }
    if sum <= 0.0 {
        return Strength::NONE;
    }
    Strength::of_decibels(((nepers - sum.ln()) / to_nepers) as f32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Method;
    use crate::minutiae::{Direction, Kind, Minutia, Template};
    use crate::net::Cpu;

    fn prepared(seed: u64) -> Prepared {
        let mut state = seed.wrapping_mul(2).wrapping_add(1);
        let mut next = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) % below
        };
        let minutia = |_| Minutia {
            x: 20 + next(300) as u16,
            y: 20 + next(400) as u16,
            direction: Direction(next(256) as u8),
            kind: Kind::Ending,
            quality: 80,
        };
        let template =
            Template { width: 340, height: 440, minutiae: (0..40).map(minutia).collect() };
        Prepared::new(Method::Both, &template)
    }

    const INDEX: Position = Position::RIGHT_INDEX;
    const MIDDLE: Position = Position::RIGHT_MIDDLE;
    const RING: Position = Position::RIGHT_RING;

    #[test]
    fn fingers_that_are_on_one_side_only_are_left_out() {
        let [a, b, c] = [1, 2, 3].map(prepared);
        let mut comparer = Comparer::new(Method::Both, Cpu::detect());
        let probe = [(INDEX, &a), (MIDDLE, &b)];
        let same = compare(&mut comparer, &probe, &[(MIDDLE, &b), (INDEX, &a)]).unwrap();
        assert_eq!(same.fingers.len(), 2);
        let half = compare(&mut comparer, &probe, &[(MIDDLE, &b), (RING, &c)]).unwrap();
        assert_eq!(half.fingers.len(), 1);
        assert_eq!(half.strength, half.fingers[0].1);
        assert!(half.strength < same.strength);
        let none = compare(&mut comparer, &probe, &[(RING, &c)]).unwrap();
        assert_eq!((none.strength, none.fingers.len()), (Strength::NONE, 0));
        let mixed = compare(&mut comparer, &probe, &[(INDEX, &b), (MIDDLE, &a)]).unwrap();
        assert!(mixed.strength < Strength::of_decibels(40.0), "{mixed:?}");
    }

    #[test]
    fn the_same_finger_twice_is_found() {
        let [a, b] = [4, 5].map(prepared);
        let mut comparer = Comparer::new(Method::Both, Cpu::detect());
        let at = Strength::of_rate(1e-4);
        let mut found = |fingers: &[Finger<'_>]| repeated(&mut comparer, fingers, at).unwrap();
        assert_eq!(found(&[(INDEX, &a), (MIDDLE, &b), (RING, &a)]), Some((INDEX, RING)));
        assert_eq!(found(&[(INDEX, &a), (MIDDLE, &b)]), None);
        assert_eq!(found(&[]), None);
    }

    #[test]
    fn a_position_stands_once() {
        let a = prepared(6);
        let mut comparer = Comparer::new(Method::Edge, Cpu::detect());
        let twice = [(INDEX, &a), (INDEX, &a)];
        assert_eq!(compare(&mut comparer, &twice, &[]), Err(FingersError::Twice(INDEX)));
        let many = [(INDEX, &a); FINGERS_MAX + 1];
        assert_eq!(compare(&mut comparer, &[], &many), Err(FingersError::TooMany(11)));
    }

    #[test]
    fn strengths_are_combined_as_independent_probabilities() {
        let decibels = |all: &[f32]| {
            let all: Vec<Strength> = all.iter().map(|one| Strength::of_decibels(*one)).collect();
            combined(&all).decibels()
        };
        assert_eq!(decibels(&[]), 0.0);
        assert_eq!(decibels(&[0.0, 0.0]), 0.0);
        assert!((decibels(&[30.0]) - 30.0).abs() < 1e-4);
        // Two of one in ten: 0.01 · (1 + ln 100) = 0.05605.
        assert!((decibels(&[10.0, 10.0]) - 12.5143).abs() < 1e-3);
        // Two fingers of 30 dB say more than one, and less than 60 dB.
        assert!((30.0..60.0).contains(&decibels(&[30.0, 30.0])));
        assert!(decibels(&[1e6, 1e6, 1e6, 1e6]).is_finite());
    }
}
