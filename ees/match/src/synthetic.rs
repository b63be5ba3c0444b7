//! Fingers of nobody: prints and templates for demonstrations, tests and measurements at a size
//! for which there are no real ones.
//!
//! A finger is a seed. From it come the pattern of its ridges, by the model of singular points
//! of B. G. Sherlock and D. M. Monro (A model for interpreting fingerprint topology, Pattern
//! Recognition 26, 1993), and the ridges themselves, which grow out of noise under filters that
//! follow the pattern, as R. Cappelli, D. Maio and D. Maltoni do it (Synthetic
//! fingerprint-database generation, ICPR 2002). Another seed makes an impression of it: how the
//! finger lay on the glass, how hard, how dry it was, what disturbed it.
//!
//! For millions there are templates without images ([`population`]), whose noise is set so that
//! scores are distributed like those of real impressions.
//!
//! Where minutiae come about depends on the pattern more than in nature, so that images of two
//! fingers of one pattern are more alike than real ones: among 1,770 pairs of 60 fingers the
//! greatest strength was 53 decibels, where real ones reach 33.
//!
//! What is made here resembles fingers where it was looked at and nowhere else: rates measured
//! on it say how a rate grows with the size of a gallery, not how well real people are told
//! apart. The same seed gives the same finger on every processor but for the last digits of
//! grey values.

mod field;
mod growth;
mod impression;
pub mod population;
mod random;

pub use field::Pattern;
pub use impression::Conditions;

use crate::image::{Image, ImageError};
use crate::net::Cpu;

/// The sides of a whole finger, in pixels of 500 per inch: 20 by 26 millimetres.
pub const WIDTH: usize = 400;
/// See [`WIDTH`].
pub const HEIGHT: usize = 520;

/// The ridges of one finger.
#[derive(Clone, Debug)]
pub struct Finger {
    seed: u64,
    pattern: Pattern,
    /// From −1 in the middle of a valley to 1 on that of a ridge, [`WIDTH`] × [`HEIGHT`].
    ridges: Vec<f32>,
}

impl Finger {
    /// Grows the finger of a seed, which takes some tenths of a second.
    pub fn grow(seed: u64, cpu: Cpu) -> Self {
        let mut random = random::Random::of(seed, random::Use::Finger);
        let field = field::Field::draw(&mut random);
        let ridges = growth::ridges(&field, &mut random, cpu);
        Self { seed, pattern: field.pattern(), ridges }
    }

    /// The kind of its pattern.
    pub fn pattern(&self) -> Pattern {
        self.pattern
    }

    /// An impression of it. Seeds of impressions are drawn apart from those of fingers.
    pub fn impression(&self, seed: u64, conditions: &Conditions) -> Result<Image, ImageError> {
        // The same number disturbs another finger in another way, or both would share what is
        // of neither.
        let mixed = seed ^ self.seed.wrapping_add(1).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        let mut random = random::Random::of(mixed, random::Use::Impression);
        impression::impression(&self.ridges, conditions, &mut random)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Comparer, Method, Prepared};
    use crate::extract::classical::Classical;

    #[test]
    fn impressions_of_one_finger_match_and_those_of_two_do_not() {
        let cpu = Cpu::detect();
        let extractor = Classical::new(cpu);
        let fingers: Vec<Finger> = (1..=3).map(|seed| Finger::grow(seed, cpu)).collect();
        let prepared: Vec<[Prepared; 2]> = fingers
            .iter()
            .map(|finger| {
                [7, 8].map(|seed| {
                    let image = finger.impression(seed, &Conditions::GOOD).unwrap();
                    let template = extractor.extract(&image).unwrap();
                    let count = template.minutiae.len();
                    assert!((20..=110).contains(&count), "{count} minutiae");
                    Prepared::new(Method::Both, &template)
                })
            })
            .collect();
        let mut comparer = Comparer::new(Method::Both, cpu);
        for (i, [a, b]) in prepared.iter().enumerate() {
            let mated = comparer.compare(a, b);
            assert!(40.0 < mated.decibels(), "finger {i}: {mated}");
            for [other, _] in prepared.iter().skip(i + 1) {
                let strength = comparer.compare(a, other);
                assert!(strength.decibels() < 33.0, "finger {i}: {strength}");
            }
        }
    }

    #[test]
    fn a_seed_is_a_finger() {
        let cpu = Cpu::detect();
        let image =
            |finger, seed| Finger::grow(finger, cpu).impression(seed, &Conditions::GOOD).unwrap();
        let one = image(5, 1);
        assert_eq!(one.pixels(), image(5, 1).pixels());
        assert_ne!(one.pixels(), image(5, 2).pixels());
        assert_ne!(one.pixels(), image(6, 1).pixels());
    }

    #[test]
    fn bad_conditions_leave_less_than_good_ones() {
        let cpu = Cpu::detect();
        let finger = Finger::grow(9, cpu);
        let ink = |conditions| {
            let image = finger.impression(3, &conditions).unwrap();
            image.pixels().iter().filter(|grey| **grey < 128).count()
        };
        let good = ink(Conditions::GOOD);
        assert!(ink(Conditions { moisture: -1.0, ..Conditions::GOOD }) < good * 9 / 10);
        assert!(good * 11 / 10 < ink(Conditions { moisture: 1.0, ..Conditions::GOOD }));
        assert!(ink(Conditions { reach: 0.4, ..Conditions::GOOD }) < good / 2);
    }
}
