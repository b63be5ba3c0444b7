//! The set of days on which a person was present.
//!
//! One bit is one day. Setting a bit twice changes nothing, so overlaps, repetitions and disorder
//! of the records cost nothing, and counting a window is counting the bits of at most four words.
//! Measured against sorting ranges, this is what makes an answer over a whole history cheap.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "day numbers stay below 2^23 and bit positions below 2^24, so i32 and u32 never overflow"
)]

use super::{Stay, StayError};
use crate::day::Day;

const WORD_DAYS: u32 = 64;
/// Empty words before the first day, so that every window of a present day can be read whole.
pub(super) const LEAD_WORDS: usize = 3;
/// The days of [`LEAD_WORDS`].
const LEAD_DAYS: i32 = 192;

/// A set of days up to a last known day, [`Presence::until`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    /// The number of the day that is bit 0 of word 0.
    base: i32,
    /// The number of the last day of which presence is known.
    until: i32,
    /// INVARIANT: no bit is set after `until` or in the leading words, and the last word is 0.
    words: Vec<u64>,
}

/// An unbroken run of days, first and last included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DayRange {
    /// The first day.
    pub first: Day,
    /// The last day, not before the first.
    pub last: Day,
}

impl DayRange {
    /// How many days the run has, at least 1.
    pub fn days(&self) -> i32 {
        self.first.days_until(self.last).saturating_add(1)
    }
}

impl Presence {
    /// No presence at all, known up to `until`.
    pub fn none(until: Day) -> Self {
        let mut presence = Self { base: 0, until: 0, words: Vec::new() };
        presence.clear(until.number(), until.number());
        presence
    }

    /// The days of `stays` up to and including `until`.
    ///
    /// A stay without exit lasts until `until`; what lies after `until` is left out.
    ///
    /// Law: SBC Art. 6(2), entry and exit count, and a day counts once.
    pub fn of(stays: &[Stay], until: Day) -> Result<Self, StayError> {
        let mut presence = Self { base: 0, until: 0, words: Vec::new() };
        presence.refill(stays, until)?;
        Ok(presence)
    }

    /// Makes this the set of days of `stays` up to `until`, keeping its memory.
    pub(super) fn refill(&mut self, stays: &[Stay], until: Day) -> Result<(), StayError> {
        let mut first = until.number();
        let mut disordered = false;
        for stay in stays {
            first = first.min(stay.entry.number());
            disordered |= stay.exit.unwrap_or(Day::MAX) < stay.entry;
        }
        if disordered {
            return Err(disorder(stays, until));
        }
        self.clear(first, until.number());
        for stay in stays {
            let last = stay.exit.map_or(self.until, Day::number).min(self.until);
            self.insert(stay.entry.number(), last);
        }
        Ok(())
    }

    /// Empties the set and makes room for the days `first` to `until`.
    fn clear(&mut self, first: i32, until: i32) {
        self.base = first - LEAD_DAYS;
        self.until = until;
        let words = word_of(self.bit(until)) + 2;
        self.words.clear();
        self.words.resize(words, 0);
    }

    /// The position of `day`; days before the base are the base.
    fn bit(&self, day: i32) -> u32 {
        (day - self.base).max(0).unsigned_abs()
    }

    /// Adds the days `first` to `last`, which lie within the room made; none when `last < first`.
    fn insert(&mut self, first: i32, last: i32) {
        if last < first {
            return;
        }
        let (from, to) = (self.bit(first), self.bit(last));
        let length = to - from + 1;
        if length <= WORD_DAYS {
            let ones = u64::MAX >> (WORD_DAYS - length);
            let shift = from % WORD_DAYS;
            let pair = self.words.get_mut(word_of(from)..).and_then(|rest| rest.first_chunk_mut());
            if let Some([low, high]) = pair {
                *low |= ones << shift;
                *high |= (ones >> 1) >> (WORD_DAYS - 1 - shift);
            }
        } else {
            self.insert_long(from, to);
        }
    }

    /// Adds the bits `from` to `to`, which lie in different words.
    fn insert_long(&mut self, from: u32, to: u32) {
        let words = self.words.get_mut(word_of(from)..=word_of(to)).unwrap_or_default();
        if let [head, middle @ .., tail] = words {
            *head |= u64::MAX << (from % WORD_DAYS);
            middle.fill(u64::MAX);
            *tail |= u64::MAX >> (WORD_DAYS - 1 - to % WORD_DAYS);
        }
    }

    /// The last day of which presence is known.
    pub fn until(&self) -> Day {
        Day::from_number(self.until).unwrap_or(Day::MAX)
    }

    /// Whether the person was present on `day`.
    pub fn contains(&self, day: Day) -> bool {
        0 < self.count(day.number(), day.number())
    }

    /// How many days of `range` the person was present, 0 to the length of the range.
    pub fn days_in(&self, range: DayRange) -> i32 {
        self.count(range.first.number(), range.last.number())
    }

    /// The runs of presence in the order of time.
    pub fn runs(&self) -> Runs<'_> {
        Runs { presence: self, next: self.base }
    }

    /// The last day of presence before `day`.
    pub fn last_before(&self, day: Day) -> Option<Day> {
        let end = self.bit(day.number().min(self.until + 1));
        let mut mask = (1_u64 << (end % WORD_DAYS)) - 1;
        for (index, word) in self.words.iter().enumerate().take(word_of(end) + 1).rev() {
            if let Some(position) = (word & mask).checked_ilog2() {
                return self.day_at(index, position);
            }
            mask = u64::MAX;
        }
        None
    }

    /// Days of presence from `first` to `last`, both included; 0 when `last < first`.
    pub(super) fn count(&self, first: i32, last: i32) -> i32 {
        let last = last.min(self.until);
        if last < first || last < self.base {
            return 0;
        }
        let (from, to) = (self.bit(first), self.bit(last));
        let low = word_of(from);
        let Some(words) = self.words.get(low..=word_of(to)) else { return 0 };
        let mut total = 0;
        for word in words {
            total += word.count_ones();
        }
        let before = words.first().map_or(0, |word| word & !(u64::MAX << (from % WORD_DAYS)));
        let after =
            words.last().map_or(0, |word| word & !(u64::MAX >> (WORD_DAYS - 1 - to % WORD_DAYS)));
        (total - before.count_ones() - after.count_ones()).cast_signed()
    }

    /// The `nth` day (from 1) on or after `first` that is a day of presence, or of absence.
    ///
    /// Days outside what is known are days of absence.
    pub(super) fn nth(&self, present: bool, first: i32, nth: u32) -> Option<i32> {
        let flip = if present { 0 } else { u64::MAX };
        let lead = if present { 0 } else { (self.base - first).max(0).unsigned_abs() };
        let Some(mut left) = nth.checked_sub(1)?.checked_sub(lead) else {
            return Some(first + (nth - 1).cast_signed());
        };
        let start = self.bit(first);
        let mut mask = u64::MAX << (start % WORD_DAYS);
        let mut at = start - start % WORD_DAYS;
        for word in self.words.get(word_of(start)..).unwrap_or_default() {
            let candidates = (word ^ flip) & mask;
            let ones = candidates.count_ones();
            if left < ones {
                return Some(self.base + (at + nth_one(candidates, left)).cast_signed());
            }
            left -= ones;
            mask = u64::MAX;
            at += WORD_DAYS;
        }
        // Beyond the words nobody is present, so the rest is simple counting.
        (!present).then(|| self.base + (at.max(start) + left).cast_signed())
    }

    /// The words, the first [`LEAD_WORDS`] of which are empty.
    pub(super) fn words(&self) -> &[u64] {
        &self.words
    }

    /// The day at `position` of word `index`.
    pub(super) fn day_at(&self, index: usize, position: u32) -> Option<Day> {
        let words = i32::try_from(index).ok()?;
        Day::from_number(self.base + words * WORD_DAYS.cast_signed() + position.cast_signed())
    }
}

/// The first record that ends before it begins.
fn disorder(stays: &[Stay], on: Day) -> StayError {
    let found = stays.iter().find_map(|stay| match stay.exit {
        Some(exit) if exit < stay.entry => Some((stay.entry, exit)),
        _ => None,
    });
    found.map_or(StayError::OutsideCalendar { on }, |(entry, exit)| StayError::ExitBeforeEntry {
        entry,
        exit,
    })
}

/// The word that holds `bit`.
fn word_of(bit: u32) -> usize {
    usize::try_from(bit / WORD_DAYS).unwrap_or(usize::MAX)
}

/// The position of the one that has `before` ones below it; `before` is less than the ones.
fn nth_one(mut word: u64, mut before: u32) -> u32 {
    let mut passed = 0;
    // Halving first leaves at most eight ones to step over.
    for half in [32, 16, 8] {
        let low = word & ((1 << half) - 1);
        let ones = low.count_ones();
        if ones <= before {
            before -= ones;
            passed += half;
            word >>= half;
        } else {
            word = low;
        }
    }
    for _ in 0..before {
        word &= word.wrapping_sub(1);
    }
    passed + word.trailing_zeros()
}

/// The runs of a [`Presence`], first to last.
#[derive(Debug, Clone)]
pub struct Runs<'a> {
    presence: &'a Presence,
    next: i32,
}

impl Iterator for Runs<'_> {
    type Item = DayRange;

    fn next(&mut self) -> Option<DayRange> {
        let first = self.presence.nth(true, self.next, 1)?;
        let after = self.presence.nth(false, first, 1)?;
        self.next = after;
        Some(DayRange { first: Day::from_number(first)?, last: Day::from_number(after - 1)? })
    }
}
