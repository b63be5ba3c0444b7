//! Where the ridges of a finger lead, and how far apart they are.

use super::random::{Cloud, Random};
use super::{HEIGHT, WIDTH};

/// The kind of a pattern, by E. R. Henry (Classification and Uses of Finger Prints, 1900).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pattern {
    /// Ridges rise in the middle and go out on the other side.
    Arch,
    /// They rise sharply over a delta.
    TentedArch,
    /// They turn back to the left.
    LeftLoop,
    /// They turn back to the right.
    RightLoop,
    /// They go round.
    Whorl,
}

/// How often each occurs (C. L. Wilson, G. T. Candela and C. I. Watson, Neural network
/// fingerprint classification, J. Artificial Neural Networks 1, 1993).
const SHARES: [(Pattern, f32); 5] = [
    (Pattern::Arch, 0.037),
    (Pattern::TentedArch, 0.029),
    (Pattern::LeftLoop, 0.338),
    (Pattern::RightLoop, 0.317),
    (Pattern::Whorl, 0.279),
];

/// A point round which directions turn, not evenly: by how much the turn runs ahead or behind on
/// its way round, and from where on (P. R. Vizcaya and L. A. Gerhardt, A nonlinear orientation
/// model for global description of fingerprints, Pattern Recognition 29, 1996). Without that all
/// fingers of one pattern would be alike.
#[derive(Clone, Copy, Debug)]
struct Singular {
    x: f32,
    y: f32,
    /// Of one and of two waves round the point: radians and phase.
    waves: [(f32, f32); 2],
}

impl Singular {
    fn draw(random: &mut Random, (x, y): (f32, f32)) -> Self {
        let mut wave =
            |most: f32| (random.between(-most, most), random.between(0.0, std::f32::consts::TAU));
        Self { x, y, waves: [wave(0.45), wave(0.3)] }
    }

    /// The direction from here to a place, as the pattern takes it.
    fn turn(&self, x: f32, y: f32) -> f32 {
        let angle = (y - self.y).atan2(x - self.x);
        let [(one, from), (two, half)] = self.waves;
        angle + one * (angle + from).sin() + two * (2.0 * angle + half).sin()
    }
}

/// The directions and distances of one finger's ridges.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pattern: Pattern,
    cores: Vec<Singular>,
    deltas: Vec<Singular>,
    /// How steep an arch rises.
    rise: f32,
    /// What directions have of their own, and how much, in radians.
    own: Cloud,
    own_part: f32,
    /// The distance between ridges in the mean, in pixels, and how it changes.
    period: f32,
    wide: Cloud,
}

impl Field {
    pub(super) fn draw(random: &mut Random) -> Self {
        let pattern = draw_pattern(random);
        let (x, y) = (WIDTH as f32 / 2.0, HEIGHT as f32 * 0.45);
        let mut near = |dx: f32, dy: f32, spread: f32| {
            (x + dx + spread * random.normal(), y + dy + spread * random.normal())
        };
        let (cores, deltas) = match pattern {
            Pattern::Arch => (vec![], vec![]),
            Pattern::TentedArch => {
                let core = near(0.0, 0.0, 14.0);
                (vec![core], vec![(core.0 + 3.0, core.1 + 80.0)])
            }
            Pattern::LeftLoop => (vec![near(-5.0, 0.0, 16.0)], vec![near(100.0, 115.0, 26.0)]),
            Pattern::RightLoop => (vec![near(5.0, 0.0, 16.0)], vec![near(-100.0, 115.0, 26.0)]),
            Pattern::Whorl => {
                let (upper, lower) = (near(0.0, -24.0, 14.0), near(0.0, 24.0, 14.0));
                let deltas = vec![near(-115.0, 125.0, 24.0), near(115.0, 125.0, 24.0)];
                // The upper core stays above the lower one.
                (vec![(upper.0, upper.1.min(lower.1 - 12.0)), lower], deltas)
            }
        };
        let drawn = |places: Vec<(f32, f32)>, random: &mut Random| -> Vec<Singular> {
            places.into_iter().map(|place| Singular::draw(random, place)).collect()
        };
        let (cores, deltas) = (drawn(cores, random), drawn(deltas, random));
        Self {
            pattern,
            cores,
            deltas,
            rise: random.between(1.1, 1.8),
            own: Cloud::draw(random, (WIDTH, HEIGHT), 70.0),
            own_part: random.between(0.12, 0.3),
            period: random.between(7.8, 10.2),
            wide: Cloud::draw(random, (WIDTH, HEIGHT), 90.0),
        }
    }

    pub(super) fn pattern(&self) -> Pattern {
        self.pattern
    }

    /// The direction of the ridges, in radians, clockwise as one looks at the image; half a turn
    /// more is the same.
    pub(super) fn angle(&self, x: f32, y: f32) -> f32 {
        let of = |singular: &Singular| singular.turn(x, y);
        let model = if self.cores.is_empty() {
            // Flat at the top and at the bottom, steep in the middle of both slopes.
            let (u, v) = (x / WIDTH as f32, y / HEIGHT as f32);
            let height = (-(v - 0.55).powi(2) / 0.06).exp();
            -(self.rise * height * (u * std::f32::consts::PI).cos()).atan()
        } else {
            let turns: f32 =
                self.cores.iter().map(of).sum::<f32>() - self.deltas.iter().map(of).sum::<f32>();
            let surplus = self.cores.len() as f32 - self.deltas.len() as f32;
            0.5 * turns + surplus * std::f32::consts::FRAC_PI_4
        };
        model + self.own_part * self.own.at(x, y)
    }

    /// The distance between ridges, in pixels: wider below, as fingers have it at the joint.
    pub(super) fn period(&self, x: f32, y: f32) -> f32 {
        let below = 0.12 * (y / HEIGHT as f32 - 0.45);
        self.period * (1.0 + below + 0.13 * self.wide.at(x, y))
    }
}

fn draw_pattern(random: &mut Random) -> Pattern {
    let mut left = random.even();
    for (pattern, share) in SHARES {
        if left < share {
            return pattern;
        }
        left -= share;
    }
    Pattern::Whorl
}

#[cfg(test)]
mod tests {
    use super::super::random::Use;
    use super::*;

    fn field(pattern: Pattern) -> Field {
        let drawn = (0..).map(|seed| Field::draw(&mut Random::of(seed, Use::Finger)));
        drawn.into_iter().find(|field| field.pattern == pattern).unwrap()
    }

    /// How often directions turn around a circle, in whole turns.
    fn turns(field: &Field, (x, y): (f32, f32), radius: f32) -> f32 {
        let angle = |step: u32| {
            let along = step as f32 / 360.0 * std::f32::consts::TAU;
            field.angle(x + radius * along.cos(), y + radius * along.sin())
        };
        let half = std::f32::consts::PI;
        let differences = (0..360).map(|step| {
            let difference = angle(step + 1) - angle(step);
            difference - (difference / half).round() * half
        });
        differences.sum::<f32>() / std::f32::consts::TAU
    }

    #[test]
    fn directions_turn_by_half_a_turn_around_cores_and_back_around_deltas() {
        for pattern in [Pattern::TentedArch, Pattern::LeftLoop, Pattern::RightLoop, Pattern::Whorl]
        {
            let field = field(pattern);
            for core in &field.cores {
                assert!((turns(&field, (core.x, core.y), 3.0) - 0.5).abs() < 0.01, "{pattern:?}");
            }
            for delta in &field.deltas {
                assert!((turns(&field, (delta.x, delta.y), 3.0) + 0.5).abs() < 0.01, "{pattern:?}");
            }
        }
        assert!(turns(&field(Pattern::Arch), (200.0, 260.0), 120.0).abs() < 0.01);
    }

    #[test]
    fn patterns_are_as_frequent_as_among_people() {
        let drawn: Vec<Pattern> = (0..2_000)
            .map(|seed| Field::draw(&mut Random::of(seed, Use::Finger)).pattern)
            .collect();
        for (pattern, share) in SHARES {
            let found = drawn.iter().filter(|one| **one == pattern).count() as f32 / 2_000.0;
            // Four deviations of a count.
            let apart = 4.0 * (share * (1.0 - share) / 2_000.0).sqrt();
            assert!((found - share).abs() < apart, "{pattern:?}: {found}");
        }
    }

    #[test]
    fn ridges_are_about_half_a_millimetre_apart() {
        for seed in 0..50 {
            let field = Field::draw(&mut Random::of(seed, Use::Finger));
            for (x, y) in [(0.0, 0.0), (200.0, 250.0), (399.0, 519.0)] {
                assert!((6.5..12.5).contains(&field.period(x, y)), "{}", field.period(x, y));
            }
        }
    }

    #[test]
    fn a_loop_opens_to_its_side() {
        for (pattern, sign) in [(Pattern::LeftLoop, -1.0), (Pattern::RightLoop, 1.0)] {
            let field = field(pattern);
            let Singular { x, y, .. } = field.cores[0];
            // Below the core ridges lead down to the side on which the loop opens.
            let angle = field.angle(x, y + 150.0);
            let (dx, dy) = (angle.cos(), angle.sin());
            assert!(0.0 < sign * dx * dy.signum(), "{pattern:?}: {dx} {dy}");
        }
    }
}
