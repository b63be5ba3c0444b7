//! How often comparison errs: error rates of a set of scores, with their intervals.
//!
//! Words are those of ISO/IEC 19795-1: a comparison is *mated* if both samples come from one
//! source. The false match rate (FMR) is the share of non-mated comparisons whose score reaches
//! a threshold, the false non-match rate (FNMR) the share of mated ones whose score does not.
//! Which comparisons are made is that of the Fingerprint Verification Competitions (D. Maio et
//! al., "FVC2002: Second Fingerprint Verification Competition", ICPR 2002): every pair of
//! impressions of a finger is mated, the first impressions of every two fingers are not.

mod interval;

pub use interval::{Interval, clopper_pearson};

/// Scores of mated and of non-mated comparisons; the greater, the more alike.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    mated: Vec<f32>,
    other: Vec<f32>,
}

/// A threshold and what it does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// A score from which on two samples are taken to be of one source.
    pub threshold: f32,
    /// The share of non-mated comparisons that reach it, 0 to 1.
    pub fmr: f64,
    /// The share of mated comparisons that do not, 0 to 1.
    pub fnmr: f64,
}

/// A rate and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// The rate that was observed, 0 to 1.
    pub observed: f64,
    /// Where the true rate lies with a probability of 95 %.
    pub interval: Interval,
}

impl Scores {
    /// Sorts the scores. Those that are no number count as the least: what could not be compared
    /// did not match (ISO/IEC 19795-1, failures to acquire).
    pub fn new(mut mated: Vec<f32>, mut other: Vec<f32>) -> Self {
        for scores in [&mut mated, &mut other] {
            for score in scores.iter_mut() {
                if score.is_nan() {
                    *score = f32::NEG_INFINITY;
                }
            }
            scores.sort_by(f32::total_cmp);
        }
        Self { mated, other }
    }

    /// How many mated and non-mated comparisons there are.
    pub fn counts(&self) -> (usize, usize) {
        (self.mated.len(), self.other.len())
    }

    /// What happens at every score that occurs, from the least to the greatest, and beyond.
    pub fn points(&self) -> Vec<Point> {
        let mut thresholds: Vec<f32> = self.mated.iter().chain(&self.other).copied().collect();
        thresholds.sort_by(f32::total_cmp);
        thresholds.dedup();
        let beyond = thresholds.last().map(|last| last.next_up());
        thresholds.extend(beyond);
        thresholds.into_iter().map(|threshold| self.at(threshold)).collect()
    }

    /// What a threshold does. Rates of nothing are 0.
    pub fn at(&self, threshold: f32) -> Point {
        let below = |scores: &[f32]| scores.partition_point(|score| *score < threshold);
        let reached = self.other.len() - below(&self.other);
        Point {
            threshold,
            fmr: share(reached, self.other.len()),
            fnmr: share(below(&self.mated), self.mated.len()),
        }
    }

    /// The equal error rate as the competitions define it: the middle of the narrowest interval
    /// in which both rates meet, 0 to 1.
    pub fn equal_error_rate(&self) -> f64 {
        let points = self.points();
        let crossing = points.partition_point(|point| point.fnmr <= point.fmr);
        let sums = [crossing.checked_sub(1), Some(crossing)].into_iter().flatten();
        let sums = sums.filter_map(|place| points.get(place)).map(|point| point.fmr + point.fnmr);
        sums.reduce(f64::min).unwrap_or_default() / 2.0
    }

    /// The lowest threshold whose false match rate is at most `fmr`.
    pub fn threshold(&self, fmr: f64) -> f32 {
        let points = self.points();
        let place = points.partition_point(|point| fmr < point.fmr);
        points.get(place).or(points.last()).map_or(f32::INFINITY, |point| point.threshold)
    }

    /// The false non-match rate at the lowest threshold whose false match rate is at most `fmr`;
    /// with 0, at which nothing is matched falsely (`ZeroFMR`).
    pub fn fnmr_at(&self, fmr: f64) -> Rate {
        let threshold = self.threshold(fmr);
        let misses = self.mated.partition_point(|score| *score < threshold);
        rate(misses, self.mated.len())
    }
}

/// The share of `events` among `trials` and its interval of 95 %.
pub fn rate(events: usize, trials: usize) -> Rate {
    Rate { observed: share(events, trials), interval: clopper_pearson(events, trials, 0.95) }
}

fn share(events: usize, trials: usize) -> f64 {
    events as f64 / trials.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_counted() {
        let scores = Scores::new(vec![0.9, 0.8, 0.7, 0.4], vec![0.5, 0.3, 0.2, 0.1, 0.1]);
        assert_eq!(scores.at(0.45), Point { threshold: 0.45, fmr: 0.2, fnmr: 0.25 });
        assert_eq!(scores.at(0.7).fmr, 0.0);
        assert_eq!(scores.at(0.7).fnmr, 0.25);
        assert_eq!(scores.threshold(0.2), 0.4);
        assert_eq!(scores.fnmr_at(0.2).observed, 0.0);
        assert_eq!(scores.fnmr_at(0.0).observed, 0.25);
        assert_eq!(scores.fnmr_at(1.0).observed, 0.0);
    }

    #[test]
    fn the_equal_error_rate_is_the_middle_of_the_rates_where_they_meet() {
        for (mated, other, expected) in [
            (vec![0.9, 0.8], vec![0.1, 0.2], 0.0),
            (vec![0.1, 0.2], vec![0.8, 0.9], 0.75),
            (vec![0.5], vec![0.5], 0.5),
            (vec![0.9, 0.4], vec![0.5, 0.1], 0.25),
            (vec![0.9, 0.8, 0.7, 0.3], vec![0.6, 0.2, 0.1, 0.1], 0.125),
            (vec![], vec![], 0.0),
        ] {
            let scores = Scores::new(mated.clone(), other.clone());
            let got = scores.equal_error_rate();
            assert!((got - expected).abs() < 1e-9, "{mated:?} {other:?}: {got}");
        }
    }

    #[test]
    fn what_could_not_be_compared_did_not_match() {
        let scores = Scores::new(vec![f32::NAN, 0.9], vec![f32::NAN, 0.1]);
        assert_eq!(scores.at(0.0).fnmr, 0.5);
        assert_eq!(scores.at(0.0).fmr, 0.5);
    }
}
