//! What the scores of another maker say: how seldom two different people reach them.
//!
//! Every maker has a scale of its own and publishes, or measures with the operator, which false
//! match rate goes with which score. An operator writes these pairs down; between two pairs the
//! logarithm of the rate is interpolated. Beyond the last pair nothing is known: a higher score
//! counts as the last one, and a threshold beyond it is refused.

use ees_match::compare::calibration::Strength;
use serde::Deserialize;

/// The most pairs of a calibration.
pub const PAIRS_MAX: usize = 64;

/// Why pairs are no calibration.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum CalibrationError {
    /// There are not enough to draw a line, or too many.
    #[error("a calibration has from 2 to {PAIRS_MAX} pairs of score and false match rate, not {0}")]
    Count(usize),
    /// A score is not a number.
    #[error("a score of the calibration is not a finite number")]
    Score,
    /// A rate is none.
    #[error("`{0}` is no false match rate; it lies above 0 and is at most 1")]
    Rate(f64),
    /// Scores do not rise from pair to pair.
    #[error("the scores of a calibration rise from pair to pair; `{1}` comes after `{0}`")]
    Scores(f64, f64),
    /// Rates do not fall from pair to pair.
    #[error(
        "the false match rates of a calibration fall from pair to pair; `{1}` comes after `{0}`"
    )]
    Rates(f64, f64),
}

/// A threshold about which the calibration says nothing.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error(
    "is calibrated down to a false match rate of {end:e}, and {wanted:e} is wanted; \
     ask for less, or measure more"
)]
pub struct Beyond {
    /// The last rate of the calibration.
    pub end: f64,
    /// The one that is wanted.
    pub wanted: f64,
}

/// Scores of another maker and their false match rates: scores rise, rates fall.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "Vec<(f64, f64)>")]
pub struct Calibration {
    /// Score and decibels, both rising; at least two.
    knots: Vec<(f64, f64)>,
}

impl TryFrom<Vec<(f64, f64)>> for Calibration {
    type Error = CalibrationError;

    fn try_from(pairs: Vec<(f64, f64)>) -> Result<Self, CalibrationError> {
        if !(2..=PAIRS_MAX).contains(&pairs.len()) {
            return Err(CalibrationError::Count(pairs.len()));
        }
        for (score, rate) in &pairs {
            if !score.is_finite() {
                return Err(CalibrationError::Score);
            }
            if !(rate.is_normal() && 0.0 < *rate && *rate <= 1.0) {
                return Err(CalibrationError::Rate(*rate));
            }
        }
        for ((score, rate), (next, next_rate)) in pairs.iter().zip(pairs.iter().skip(1)) {
            if next <= score {
                return Err(CalibrationError::Scores(*score, *next));
            }
            if rate <= next_rate {
                return Err(CalibrationError::Rates(*rate, *next_rate));
            }
        }
        let knots = pairs.into_iter().map(|(score, rate)| (score, decibels(rate))).collect();
        Ok(Self { knots })
    }
}

fn decibels(rate: f64) -> f64 {
    -10.0 * rate.log10()
}

impl Calibration {
    /// What a score says. One below the first pair says nothing, one above the last pair says
    /// what the last pair does.
    pub fn strength(&self, score: f64) -> Strength {
        let mut from: Option<(f64, f64)> = None;
        for (x, y) in &self.knots {
            match from {
                _ if *x < score => from = Some((*x, *y)),
                None if score < *x || score.is_nan() => return Strength::NONE,
                None => return strength(*y),
                Some((x0, y0)) => return strength(between((x0, *x), (y0, *y), score)),
            }
        }
        from.map_or(Strength::NONE, |(_, y)| strength(y))
    }

    /// The least score that says as much as `wanted`; none where everybody is wanted.
    ///
    /// # Errors
    /// [`Beyond`] where no score is known to say as much.
    pub fn score(&self, wanted: Strength) -> Result<Option<f64>, Beyond> {
        let decibels = f64::from(wanted.decibels());
        if decibels <= 0.0 {
            return Ok(None);
        }
        let mut from: Option<(f64, f64)> = None;
        for (x, y) in &self.knots {
            // Why narrowed: a threshold that is set as the rate of a pair is that of the pair.
            match from {
                _ if strength(*y) < wanted => from = Some((*x, *y)),
                None => return Ok(Some(*x)),
                Some((x0, y0)) => return Ok(Some(between((y0, *y), (x0, *x), decibels).min(*x))),
            }
        }
        let end = from.map_or(1.0, |(_, y)| 10.0_f64.powf(-y / 10.0));
        Err(Beyond { end, wanted: wanted.false_match_rate() })
    }
}

/// The value at `at` of the line from the first of `x` and `y` to the second.
fn between((x0, x1): (f64, f64), (y0, y1): (f64, f64), at: f64) -> f64 {
    y0 + (at - x0) * (y1 - y0) / (x1 - x0)
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "strengths have the precision of a score"
)]
fn strength(decibels: f64) -> Strength {
    Strength::of_decibels(decibels as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pairs: &[(f64, f64)]) -> Result<Calibration, CalibrationError> {
        pairs.to_vec().try_into()
    }

    #[test]
    fn a_score_says_the_rate_of_its_pair_and_between_two_the_logarithm_lies_between() {
        let calibration = of(&[(1_000.0, 1e-1), (2_000.0, 1e-3), (3_000.0, 1e-4)]).unwrap();
        for (score, decibels) in [
            (f64::NEG_INFINITY, 0.0),
            (999.0, 0.0),
            (1_000.0, 10.0),
            (1_250.0, 15.0),
            (2_000.0, 30.0),
            (2_500.0, 35.0),
            (3_000.0, 40.0),
            (3_001.0, 40.0),
            (1e300, 40.0),
            (f64::INFINITY, 40.0),
            (f64::NAN, 0.0),
        ] {
            let got = calibration.strength(score).decibels();
            assert!((got - decibels).abs() < 1e-4, "{score}: {got}");
        }
    }

    #[test]
    fn a_threshold_is_a_score_and_nothing_is_known_beyond_the_last_pair() {
        let calibration = of(&[(-5.0, 1e-1), (5.0, 1e-3)]).unwrap();
        for (rate, score) in [
            (1.0, None),
            (0.5, Some(-5.0)),
            (1e-1, Some(-5.0)),
            (1e-2, Some(0.0)),
            (1e-3, Some(5.0)),
        ] {
            let got = calibration.score(Strength::of_rate(rate)).unwrap();
            let is_near = match (got, score) {
                (Some(got), Some(score)) => (got - score).abs() < 1e-4_f64,
                (got, score) => got.is_none() && score.is_none(),
            };
            assert!(is_near, "{rate}: {got:?}");
        }
        let beyond = calibration.score(Strength::of_rate(1e-4)).unwrap_err();
        assert!((beyond.end / 1e-3 - 1.0).abs() < 1e-6, "{beyond}");
        assert!(beyond.to_string().contains("1e-3"), "{beyond}");
    }

    #[test]
    fn wrong_calibrations_are_refused_with_what_is_wrong() {
        for (pairs, what) in [
            (vec![], "not 0"),
            (vec![(1.0, 0.1)], "not 1"),
            (vec![(1.0, 0.1); 65], "not 65"),
            (vec![(f64::NAN, 0.1), (2.0, 0.01)], "finite"),
            (vec![(1.0, 0.1), (f64::INFINITY, 0.01)], "finite"),
            (vec![(1.0, 1.5), (2.0, 0.01)], "`1.5`"),
            (vec![(1.0, 0.1), (2.0, 0.0)], "`0`"),
            (vec![(1.0, 0.1), (2.0, -0.1)], "`-0.1`"),
            (vec![(1.0, f64::NAN), (2.0, 0.1)], "`NaN`"),
            (vec![(2.0, 0.1), (1.0, 0.01)], "`1` comes after `2`"),
            (vec![(1.0, 0.1), (1.0, 0.01)], "`1` comes after `1`"),
            (vec![(1.0, 0.1), (2.0, 0.1)], "`0.1` comes after `0.1`"),
            (vec![(1.0, 0.01), (2.0, 0.1)], "`0.1` comes after `0.01`"),
        ] {
            let refused = of(&pairs).unwrap_err().to_string();
            assert!(refused.contains(what), "{refused}");
        }
    }
}
