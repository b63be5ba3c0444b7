//! Where a true rate may lie, given how often something happened.

/// The bounds of a rate, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower bound.
    pub lower: f64,
    /// The upper bound.
    pub upper: f64,
}

/// Halvings of the interval in which a bound is sought.
const STEPS: usize = 60;

/// The exact interval of C. J. Clopper and E. S. Pearson (Biometrika 26, 1934): every rate outside
/// of it makes so few, or so many, `events` in `trials` less probable than half of what
/// `confidence` leaves. Of no trials nothing is known: 0 to 1.
///
/// It takes trials to be independent. Impressions of one finger are not, so that intervals over
/// few fingers are narrower than they should be.
pub fn clopper_pearson(events: usize, trials: usize, confidence: f64) -> Interval {
    let tail = (1.0 - confidence) / 2.0;
    let (events, trials) = (events.min(trials), trials);
    // The probability of at least `events` grows with the rate, that of at most `events` falls.
    let lower = if events == 0 {
        0.0
    } else {
        bound(|rate| 1.0 - at_most(events - 1, trials, rate) < tail)
    };
    let upper =
        if events == trials { 1.0 } else { bound(|rate| tail < at_most(events, trials, rate)) };
    Interval { lower, upper }
}

/// The rate up to which `is_below` holds.
fn bound(is_below: impl Fn(f64) -> bool) -> f64 {
    let (mut lower, mut upper) = (0.0, 1.0);
    for _ in 0..STEPS {
        let middle = f64::midpoint(lower, upper);
        if is_below(middle) { lower = middle } else { upper = middle }
    }
    upper
}

/// The probability of at most `events` in `trials`.
fn at_most(events: usize, trials: usize, rate: f64) -> f64 {
    if rate <= 0.0 || events == trials {
        return 1.0;
    }
    if 1.0 <= rate {
        return 0.0;
    }
    // Terms are summed from the greatest on, as logarithms of their ratio to it, so that nothing
    // underflows with millions of trials.
    let odds = (rate / (1.0 - rate)).ln();
    let term = |k: usize| -> f64 { binomial_log(trials, k) + k as f64 * odds };
    let top = (((trials + 1) as f64 * rate) as usize).min(events);
    let greatest = term(top);
    let mut sum = 1.0;
    let mut value = 0.0;
    for k in (1..=top).rev() {
        value += ((k as f64) / (trials - k + 1) as f64).ln() - odds;
        if value < -40.0 {
            break;
        }
        sum += value.exp();
    }
    value = 0.0;
    for k in top..events {
        value += ((trials - k) as f64 / (k + 1) as f64).ln() + odds;
        if value < -40.0 {
            break;
        }
        sum += value.exp();
    }
    (greatest + trials as f64 * (-rate).ln_1p() + sum.ln()).exp().min(1.0)
}

/// The logarithm of the number of ways to choose `k` of `n`.
fn binomial_log(n: usize, k: usize) -> f64 {
    gamma_log(n as f64 + 1.0) - gamma_log(k as f64 + 1.0) - gamma_log((n - k) as f64 + 1.0)
}

/// The logarithm of the gamma function for `x` ≥ 1, by Stirling's series after stepping up.
fn gamma_log(mut x: f64) -> f64 {
    let mut factor = 1.0;
    while x < 12.0 {
        factor *= x;
        x += 1.0;
    }
    let inverse = 1.0 / (x * x);
    let series = (1.0 / 12.0 - inverse * (1.0 / 360.0 - inverse / 1260.0)) / x;
    (x - 0.5) * x.ln() - x + 0.5 * std::f64::consts::TAU.ln() + series - factor.ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_those_of_tables() {
        // From scipy.stats.beta.ppf.
        for (events, trials, lower, upper) in [
            (0, 560, 0.0, 0.006_565_6),
            (0, 1, 0.0, 0.975),
            (1, 1, 0.025, 1.0),
            (1, 10, 0.002_528_6, 0.445_016_1),
            (5, 10, 0.187_086_0, 0.812_914_0),
            (10, 10, 0.691_502_9, 1.0),
            (7, 2_880, 0.000_977_7, 0.005_001_6),
            (1_000, 1_000_000, 0.000_939_0, 0.001_063_9),
        ] {
            let got = clopper_pearson(events, trials, 0.95);
            let near = |a: f64, b: f64| (a - b).abs() < 2e-4 * b.max(1e-4);
            assert!(near(got.lower, lower) && near(got.upper, upper), "{events}/{trials}: {got:?}");
        }
        assert_eq!(clopper_pearson(0, 0, 0.95), Interval { lower: 0.0, upper: 1.0 });
    }
}
