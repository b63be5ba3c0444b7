//! Days of stay that the rule does not permit, and the two ways of counting an overstay.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "counts stay below 2^24, and the bytes of the parallel sums below are bounded there"
)]

use super::presence::{Presence, ones};
use super::{STAY_DAYS_MAX, window_start};
use crate::day::Day;

/// The days of presence whose own period holds more than 90 days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unauthorised {
    /// How many there are.
    pub days: i32,
    /// The earliest.
    pub first: Option<Day>,
}

/// How many days an overstay has; two numbers are legitimate.
///
/// They differ when earlier stays still lie in the period as the overstay begins: a period holds
/// at most 180 days, so its excess stops growing while the person is still there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OverstayMetric {
    /// Days from the last permitted day to the day asked about.
    #[default]
    DaysPastEnd,
    /// Days over 90 in the period that ends with the day asked about.
    ExcessInWindow,
}

/// An overstay on one day, counted both ways; 0 and 0 when there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Overstay {
    /// Days after the end of the authorised stay, up to and including the day.
    pub days_past_end: i32,
    /// Days over 90 in the period that ends with the day, 0 to 90.
    pub excess_in_window: i32,
}

impl Overstay {
    /// The overstay on `day`, present or just leaving, of one whose stay ended on `last_day`.
    ///
    /// Law: EES Art. 11(2)(b) and (c), and Art. 12: one who leaves on the last day, at whatever
    /// hour, has not overstayed; the list begins with the day after.
    pub fn of(presence: &Presence, last_day: Day, day: Day) -> Self {
        Self {
            days_past_end: last_day.days_until(day).max(0),
            excess_in_window: (presence.days_used(day) - STAY_DAYS_MAX).max(0),
        }
    }

    /// The number that `metric` asks for.
    pub fn days(&self, metric: OverstayMetric) -> i32 {
        match metric {
            OverstayMetric::DaysPastEnd => self.days_past_end,
            OverstayMetric::ExcessInWindow => self.excess_in_window,
        }
    }
}

impl Presence {
    /// The days of presence whose own period holds more than 90 days, over the whole history.
    ///
    /// Law: SBC Art. 6(1), the period is looked at for each day of stay.
    pub fn unauthorised(&self) -> Unauthorised {
        let mut found = Unauthorised::default();
        // Days of presence in the word being entered and in the three words before it.
        let mut counts = [0; 4];
        let words = self.words().array_windows().enumerate().rev();
        let history = words.skip_while(|(_, [entering, _, _, _])| *entering == 0);
        for (index, &[entering, _, older, oldest]) in history {
            let [_, first, second, third] = counts;
            counts = [first, second, third, ones(entering)];
            // The periods of the days of `entering` all lie within these four words.
            if counts.iter().sum::<i32>() <= STAY_DAYS_MAX || entering == 0 {
                continue;
            }
            // The day 180 days before bit 0 of `entering` is bit 12 of `oldest`.
            let leaving = (oldest >> 12) | (older << 52);
            let used = first + second + third - ones(oldest & 0xFFF);
            let over = over_limit(used, entering, leaving);
            if found.first.is_none() && over != 0 {
                found.first = self.day_at(index, over.trailing_zeros());
            }
            found.days += ones(over);
        }
        found
    }

    /// The first day of the present run of presence on `day` that was not permitted, if any.
    ///
    /// Law: EES Art. 11(2)(b), an overstay of one who is inside.
    pub fn overstay_since(&self, day: Day) -> Option<Day> {
        let run = self.runs().take_while(|run| run.first <= day).last()?;
        let inside = run.last >= day && STAY_DAYS_MAX < self.days_used(day);
        let over = |d: &i32| STAY_DAYS_MAX < self.count(window_start(*d), *d);
        let first = (run.first.number()..=day.number()).find(over).filter(|_| inside)?;
        Day::from_number(first)
    }
}

/// One in each byte of a word.
const ONES: u64 = 0x0101_0101_0101_0101;
/// The high bit of each byte.
const HIGH: u64 = ONES << 7;
/// Added to a count of at most 218 days in each byte, it sets the high bit when they are more
/// than [`STAY_DAYS_MAX`].
const LIFT: u64 = 37 * ONES;
const _: () = assert!(STAY_DAYS_MAX + 37 == 127);

/// The days of `entering` whose period holds more than 90 days, when `used` were used before it
/// and the days of `leaving` drop out of the period one by one.
///
/// Eight days are looked at together, in one byte of a word for each eight: when the period holds
/// more than 90 days even after all that leave have left, or at most 90 even after all have come,
/// there is nothing to look at day by day.
fn over_limit(used: i32, entering: u64, leaving: u64) -> u64 {
    let (arrived, left) = (ones_of_bytes(entering), ones_of_bytes(leaving));
    // The days used before each eight, 0 to 180. Multiplying adds each byte to those above it.
    let before = u64::from(used.unsigned_abs())
        .wrapping_mul(ONES)
        .wrapping_add((arrived << 8).wrapping_mul(ONES))
        .wrapping_sub((left << 8).wrapping_mul(ONES));
    let always = before.wrapping_sub(left).wrapping_add(LIFT) & HIGH;
    let ever = before.wrapping_add(arrived).wrapping_add(LIFT) & HIGH;
    let mut over = entering & whole_bytes(always);
    let mut sometimes = ever & !always;
    while sometimes != 0 {
        let shift = sometimes.trailing_zeros() - 7;
        let [used, ..] = (before >> shift).to_le_bytes();
        let [enter, ..] = (entering >> shift).to_le_bytes();
        let [leave, ..] = (leaving >> shift).to_le_bytes();
        let days = enter & above(STAY_DAYS_MAX - i32::from(used), enter, leave);
        over |= u64::from(days) << shift;
        sometimes &= sometimes - 1;
    }
    over
}

/// All bits of each byte whose high bit is set in `high_bits`.
fn whole_bytes(high_bits: u64) -> u64 {
    (high_bits >> 7).wrapping_mul(0xFF)
}

/// How many bits are set in each byte of `word`, each count in its byte.
fn ones_of_bytes(word: u64) -> u64 {
    let pairs = word - ((word >> 1) & 0x5555_5555_5555_5555);
    let nibbles = (pairs & 0x3333_3333_3333_3333) + ((pairs >> 2) & 0x3333_3333_3333_3333);
    (nibbles + (nibbles >> 4)) & 0x0f0f_0f0f_0f0f_0f0f
}

/// The days among eight on which the days arrived less the days left exceed `room` (-8 to 7).
///
/// All eight sums are made at once, one in each byte of a word.
fn above(room: i32, enter: u8, leave: u8) -> u8 {
    /// Byte `i` holds `i + 1`: what adding 1 to each of the eight differences has added up to.
    const ADDED: u64 = 0x0807_0605_0403_0201;
    // Differences of -1, 0, 1 become 0, 1, 2, so their running sums are 0 to 16.
    let sums = (spread(enter) + ONES - spread(leave)).wrapping_mul(ONES);
    // Byte i has its high bit set when sum - (i + 1) > room; every byte stays in 111 to 151.
    let lift = u64::from((127 - room).unsigned_abs()) * ONES - ADDED;
    gather((sums + lift) & HIGH)
}

/// Puts bit `i` of `byte` into byte `i` of a word, as 0 or 1.
fn spread(byte: u8) -> u64 {
    let selected = (u64::from(byte) * ONES) & 0x8040_2010_0804_0201;
    ((selected + 0x7f7f_7f7f_7f7f_7f7f) >> 7) & ONES
}

/// Puts the high bit of byte `i` into bit `i`; all other bits of `high_bits` are 0.
fn gather(high_bits: u64) -> u8 {
    let product = (high_bits >> 7).wrapping_mul(0x0102_0408_1020_4080);
    let [.., top] = product.to_le_bytes();
    top
}
