//! Numbers drawn from a seed, the same on every machine.

/// What a seed is for: the same number gives independent draws for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Finger,
    Impression,
    Minutiae,
    Capture,
}

/// `SplitMix64` (G. L. Steele et al., Fast splittable pseudorandom number generators, 2014).
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

impl Random {
    pub(super) fn of(seed: u64, used: Use) -> Self {
        let mut random = Self(seed ^ (used as u64 + 1).wrapping_mul(0xA076_1D64_78BD_642F));
        // Seeds that follow each other shall not begin alike.
        random.next();
        Self(random.next() ^ seed.rotate_left(32))
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to 1, evenly.
    pub(super) fn even(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u64 << 24) as f32
    }

    /// Between two numbers, evenly.
    pub(super) fn between(&mut self, from: f32, to: f32) -> f32 {
        from + (to - from) * self.even()
    }

    /// Around 0 with a deviation of 1, normally (twelve even ones: never beyond 6).
    pub(super) fn normal(&mut self) -> f32 {
        (0..12).map(|_| self.even()).sum::<f32>() - 6.0
    }

    /// Whether something of this probability comes about.
    pub(super) fn is(&mut self, probability: f32) -> bool {
        self.even() < probability
    }
}

/// A plane of noise that changes over some pixels and no faster: `width` × `height` knots of
/// random numbers between −1 and 1, with smooth passages.
#[derive(Clone, Debug)]
pub(super) struct Cloud {
    knots: Vec<f32>,
    columns: usize,
    /// Pixels between knots.
    step: f32,
}

impl Cloud {
    pub(super) fn draw(random: &mut Random, (width, height): (usize, usize), step: f32) -> Self {
        let columns = (width as f32 / step) as usize + 3;
        let rows = (height as f32 / step) as usize + 3;
        let knots = (0..columns * rows).map(|_| random.between(-1.0, 1.0)).collect();
        Self { knots, columns, step }
    }

    pub(super) fn at(&self, x: f32, y: f32) -> f32 {
        let place = |along: f32, most: usize| {
            let along = (along / self.step).clamp(0.0, most as f32 - 1.001);
            let part = along.fract();
            (along as usize, part * part * (3.0 - 2.0 * part))
        };
        let rows = self.knots.len() / self.columns;
        let ((column, u), (row, v)) = (place(x, self.columns), place(y, rows));
        let knot = |row: usize, column: usize| self.knots[row * self.columns + column];
        let above = knot(row, column) * (1.0 - u) + knot(row, column + 1) * u;
        let below = knot(row + 1, column) * (1.0 - u) + knot(row + 1, column + 1) * u;
        above * (1.0 - v) + below * v
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_spread_as_they_say() {
        let mut random = Random::of(1, Use::Finger);
        let (mut sum, mut squares) = (0.0_f64, 0.0_f64);
        for _ in 0..20_000 {
            let drawn = f64::from(random.normal());
            sum += drawn;
            squares += drawn * drawn;
        }
        assert!((sum / 20_000.0).abs() < 0.03 && (squares / 20_000.0 - 1.0).abs() < 0.05);
        let share = (0..20_000).filter(|_| random.is(0.3)).count();
        assert!((5_700..6_300).contains(&share), "{share}");
    }

    #[test]
    fn one_seed_is_not_the_same_for_every_use() {
        let first = |seed, used| Random::of(seed, used).next();
        assert_eq!(first(3, Use::Finger), first(3, Use::Finger));
        assert_ne!(first(3, Use::Finger), first(3, Use::Impression));
        assert_ne!(first(3, Use::Finger), first(4, Use::Finger));
    }

    #[test]
    fn clouds_have_no_steps() {
        let cloud = Cloud::draw(&mut Random::of(2, Use::Finger), (200, 100), 16.0);
        for i in 0..1_990 {
            let x = i as f32 / 10.0;
            assert!((cloud.at(x + 0.1, 50.0) - cloud.at(x, 50.0)).abs() < 0.03, "{x}");
        }
        assert!(cloud.at(1e6, -1e6).abs() <= 1.0);
    }
}
