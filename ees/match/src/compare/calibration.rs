//! What a score says: how seldom two different fingers reach it.
//!
//! Every engine has a scale of its own. A calibration turns it into a [`Strength`], the false
//! match rate on a scale of decibels, so that thresholds are set as a false match rate and
//! scores of different engines and fingers can be added.
//!
//! The knots were read off comparisons of different fingers of FVC2002 DB1 and DB3 (set B; 5,760
//! pairs within the databases, minutiae by LEADER and by the classical extractor, the higher
//! score at each rate). They hold where there were pairs, down to a false match rate of about
//! one in three thousand; beyond, the last piece is prolonged, which is extrapolation and said
//! so wherever a rate is shown.

use std::fmt;

/// How seldom two different fingers (or faces) reach a score: −10 · log₁₀ of the false match
/// rate. 10 is one comparison in ten, 30 one in a thousand, 33 the one in two thousand of
/// Implementing Decision (EU) 2019/329.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Strength(f32);

impl Strength {
    /// Says nothing.
    pub const NONE: Self = Self(0.0);
    /// The most that [`Self::one_in`] says. No test of matchers had more pairs of strangers than
    /// that, so that a greater number would claim what nobody knows.
    pub const ONE_IN_MAX: u64 = 1_000_000_000;

    /// Of a number of decibels; what is not a number says nothing.
    pub fn of_decibels(decibels: f32) -> Self {
        Self(decibels.max(0.0))
    }

    /// The strength that this share of comparisons of different fingers reaches, from 0
    /// (nobody ever) to 1 (everybody).
    pub fn of_rate(false_match_rate: f64) -> Self {
        Self::of_decibels((-10.0 * false_match_rate.log10()) as f32)
    }

    /// In decibels, from 0.
    pub fn decibels(self) -> f32 {
        self.0
    }

    /// The share of comparisons of different fingers that reach it.
    pub fn false_match_rate(self) -> f64 {
        10.0_f64.powf(f64::from(-self.0) / 10.0)
    }

    /// Of so many comparisons of different fingers one reaches it, from 1 to
    /// [`Self::ONE_IN_MAX`], which is said of every seldomer one.
    pub fn one_in(self) -> u64 {
        (10.0_f64.powf(f64::from(self.0) / 10.0).round() as u64).min(Self::ONE_IN_MAX)
    }
}

impl fmt::Display for Strength {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

/// A line of pieces from scores to decibels; both rise from knot to knot.
#[derive(Clone, Copy, Debug)]
pub struct Calibration<const N: usize>([(f32, f32); N]);

impl<const N: usize> Calibration<N> {
    /// The strength of a score. It rises with the score without end: the first piece begins at
    /// 0 and the last one goes on.
    pub fn strength(&self, score: f32) -> Strength {
        let mut piece = ((0.0, 0.0), (1.0, 1.0));
        let mut from = (0.0, 0.0);
        for knot in self.0 {
            piece = (from, knot);
            if score <= knot.0 {
                break;
            }
            from = knot;
        }
        let ((x0, y0), (x1, y1)) = piece;
        Strength::of_decibels(y0 + (score - x0) * (y1 - y0) / (x1 - x0))
    }
}

/// Scores of [`super::cylinder`].
pub const CYLINDER: Calibration<5> =
    Calibration([(0.014, 3.0), (0.0155, 7.0), (0.0168, 10.0), (0.0209, 20.0), (0.0263, 30.0)]);
/// Scores of [`super::edge`].
pub const EDGE: Calibration<5> =
    Calibration([(0.0695, 3.0), (0.094, 7.0), (0.111, 10.0), (0.165, 20.0), (0.226, 30.0)]);
/// Sums of the strengths of both.
pub const BOTH: Calibration<5> =
    Calibration([(7.9, 3.0), (13.5, 7.0), (17.9, 10.0), (31.9, 20.0), (49.6, 30.0)]);

/// Cosines of faces ([`crate::face`]), read off 19,000 pairs of 20 people of the collection of
/// the Olivetti Research Laboratory, who are few, and photographed alike.
pub const FACE: Calibration<5> =
    Calibration([(0.071, 3.0), (0.159, 7.0), (0.204, 10.0), (0.289, 20.0), (0.351, 30.0)]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strength_is_a_false_match_rate() {
        for (rate, decibels) in [(1.0, 0.0), (0.1, 10.0), (0.0005, 33.0103), (1e-6, 60.0)] {
            let strength = Strength::of_rate(rate);
            assert!((strength.decibels() - decibels).abs() < 1e-4, "{rate}");
            assert!((strength.false_match_rate() / rate - 1.0).abs() < 1e-5, "{rate}");
        }
        assert_eq!(Strength::of_rate(2.0), Strength::NONE);
        assert_eq!(Strength::of_decibels(f32::NAN), Strength::NONE);
        assert!(Strength::of_rate(0.0).decibels().is_infinite());
        let seldom = [1.0, 0.001, 1e-9, 1e-12, 0.0].map(|rate| Strength::of_rate(rate).one_in());
        assert_eq!(seldom, [1, 1_000, 1_000_000_000, 1_000_000_000, 1_000_000_000]);
    }

    #[test]
    fn strength_rises_with_the_score_and_passes_the_knots() {
        let line = Calibration([(0.5, 3.0), (1.0, 10.0), (2.0, 20.0)]);
        for (score, decibels) in [
            (-1.0, 0.0),
            (0.0, 0.0),
            (0.25, 1.5),
            (0.5, 3.0),
            (0.75, 6.5),
            (1.0, 10.0),
            (1.5, 15.0),
            (2.0, 20.0),
            (3.0, 30.0),
        ] {
            let got = line.strength(score).decibels();
            assert!((got - decibels).abs() < 1e-5, "{score}: {got}");
        }
        assert_eq!(line.strength(f32::NAN), Strength::NONE);
    }
}
