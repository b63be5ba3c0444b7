//! A source of random numbers that gives the same for the same seed, on every machine.
//!
//! The generator is `SplitMix64` (Steele, Lea and Flood, 2014). It is for making up what does not
//! exist, never for anything that has to be secret.

use jiff::Timestamp;

use crate::Id;

/// The golden ratio as a fraction of 2^64, the step of the generator.
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// A stream of random numbers.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// The stream number `stream` of `seed`; streams of one seed have nothing to do with each
    /// other.
    pub fn of(seed: u64, stream: u64) -> Self {
        let mut mixer = Self(seed);
        let start = mixer.next() ^ stream.wrapping_mul(STEP);
        let mut random = Self(start);
        random.next();
        random
    }

    /// The next 64 bits.
    #[expect(clippy::should_implement_trait, reason = "a stream without end is no iterator")]
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// A number below `bound`; 0 when the bound is 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        let wide = u128::from(self.next()).saturating_mul(u128::from(bound));
        u64::try_from(wide >> 64).unwrap_or_default()
    }

    /// A number from `least` to `most`, both included.
    pub fn between(&mut self, least: i32, most: i32) -> i32 {
        let width = most.saturating_sub(least).saturating_add(1).max(1);
        let drawn = self.below(u64::try_from(width).unwrap_or(1));
        least.saturating_add(i32::try_from(drawn).unwrap_or_default())
    }

    /// Whether something that happens to so many of 1,000 happens.
    pub fn permille(&mut self, permille: u64) -> bool {
        self.below(1_000) < permille
    }

    /// One of `items`; `None` when there are none.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let length = u64::try_from(items.len()).unwrap_or(u64::MAX);
        items.get(usize::try_from(self.below(length)).unwrap_or_default())
    }

    /// One of `items`, each as likely as its weight says; `None` when there are none.
    pub fn weighted<'a, T>(&mut self, items: &'a [T], weight: impl Fn(&T) -> u64) -> Option<&'a T> {
        let whole = items.iter().map(&weight).fold(0_u64, u64::saturating_add);
        let mut drawn = self.below(whole);
        items.iter().find(|item| match drawn.checked_sub(weight(item)) {
            Some(rest) => {
                drawn = rest;
                false
            }
            None => true,
        })
    }

    /// An identifier that is ordered by `at`.
    pub fn id<T>(&mut self, at: Timestamp) -> Id<T> {
        let millis = u64::try_from(at.as_millisecond()).unwrap_or_default();
        let mut tail = [0_u8; 10];
        let drawn = self.next().to_le_bytes().into_iter().chain(self.next().to_le_bytes());
        for (to, from) in tail.iter_mut().zip(drawn) {
            *to = from;
        }
        Id::from_uuid(uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers_and_another_stream_others() {
        let draw = |seed, stream| {
            let mut random = Random::of(seed, stream);
            [random.next(), random.next(), random.below(1_000)]
        };
        assert_eq!(draw(1, 1), draw(1, 1));
        assert_ne!(draw(1, 1), draw(1, 2));
        assert_ne!(draw(1, 1), draw(2, 1));
    }

    #[test]
    fn numbers_stay_in_their_bounds_and_reach_them() {
        let mut random = Random::of(7, 0);
        let drawn: Vec<i32> = (0..1_000).map(|_| random.between(-2, 3)).collect();
        assert_eq!((drawn.iter().min(), drawn.iter().max()), (Some(&-2), Some(&3)));
        assert_eq!(random.below(0), 0);
        assert_eq!(random.pick::<u8>(&[]), None);
        assert_eq!(random.weighted(&[0, 5, 0], |weight| *weight), Some(&5));
    }
}
