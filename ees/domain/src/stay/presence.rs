//! The set of days on which a person was present.
//!
//! One bit is one day. Setting a bit twice changes nothing, so overlaps, repetitions and disorder
//! of the records cost nothing, and counting a window is counting the bits of at most four words.
//! Measured against sorting ranges, this is what makes an answer over a whole history cheap.
//!
//! Words are laid out backwards from the last known day, so that nothing need be known of the
//! history before its first record is set, and older records only lengthen the row. Within a word
//! a later day is a higher bit.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "day numbers stay below 2^23 and bit positions below 2^24, so i32 and u32 never overflow"
)]

use super::{Stay, StayError};
use crate::day::Day;

const WORD_DAYS: u32 = 64;
/// Empty words before the first day, so that every window of a present day can be read whole.
const LEAD_WORDS: usize = 3;
/// Words that are there from the start: room for six years, so that most histories never grow.
const FIRST_WORDS: usize = 40;

/// A set of days up to a last known day, [`Presence::until`].
#[derive(Debug, Clone)]
pub struct Presence {
    /// The number of the last day of which presence is known: bit 63 of word 1.
    until: i32,
    /// Word 0 is the time after `until`, word 2 the 64 days before those of word 1, and so on.
    ///
    /// INVARIANT: word 0 and the last [`LEAD_WORDS`] words are 0.
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
        let mut presence = Self { until: 0, words: Vec::new() };
        presence.clear(until);
        presence
    }

    /// The days of `stays` up to and including `until`.
    ///
    /// A stay without exit lasts until `until`; what lies after `until` is left out.
    ///
    /// Law: SBC Art. 6(2), entry and exit count, and a day counts once.
    pub fn of(stays: &[Stay], until: Day) -> Result<Self, StayError> {
        let mut presence = Self { until: 0, words: Vec::new() };
        presence.refill(stays, until)?;
        Ok(presence)
    }

    /// Makes this the set of days of `stays` up to `until`, keeping its memory.
    pub(super) fn refill(&mut self, stays: &[Stay], until: Day) -> Result<(), StayError> {
        self.clear(until);
        let mut rest = stays;
        while let Some(older) = insert_while_room(&mut self.words, self.until, &mut rest)? {
            self.make_room_for(older.entry.number());
        }
        Ok(())
    }

    /// Empties the set, which is known up to `until` from now on.
    fn clear(&mut self, until: Day) {
        self.until = until.number();
        self.words.clear();
        self.words.resize(FIRST_WORDS, 0);
    }

    /// How many days `day` lies before the last known day; 0 for days after it.
    fn back(&self, day: i32) -> u32 {
        (self.until - day).max(0).unsigned_abs()
    }

    /// Makes room for days from `first` on, which are older than all before.
    #[cold]
    fn make_room_for(&mut self, first: i32) {
        let index = word_of(self.back(first));
        // Why half as much again: a history that is told backwards then grows a few times only.
        self.words.resize(index + index / 2 + LEAD_WORDS + 1, 0);
    }

    /// The last day of which presence is known.
    pub fn until(&self) -> Day {
        Day::from_number(self.until).unwrap_or(Day::MAX)
    }

    /// Whether the person was present on `day`.
    pub fn contains(&self, day: Day) -> bool {
        let back = self.back(day.number());
        let word = self.words.get(word_of(back)).copied().unwrap_or(0);
        day.number() <= self.until && word >> bit_of(back) & 1 == 1
    }

    /// How many days of `range` the person was present, 0 to the length of the range.
    pub fn days_in(&self, range: DayRange) -> i32 {
        self.count(range.first.number(), range.last.number())
    }

    /// The runs of presence in the order of time.
    pub fn runs(&self) -> Runs<'_> {
        let words = i32::try_from(self.words.len()).unwrap_or(i32::MAX);
        Runs { presence: self, next: self.until - words * WORD_DAYS.cast_signed() }
    }

    /// Days of presence from `first` to `last`, both included; 0 when `last < first`.
    pub(super) fn count(&self, first: i32, last: i32) -> i32 {
        let last = last.min(self.until);
        if last < first {
            return 0;
        }
        let (from, to) = (self.back(first), self.back(last));
        let end = self.words.len().min(word_of(from) + 1);
        let Some(words) = self.words.get(word_of(to)..end) else { return 0 };
        let after = words.first().map_or(0, |word| word & (u64::MAX << 1 << bit_of(to)));
        // Days before the first word are days of absence, and so the last word is read whole.
        let before = if end == word_of(from) + 1 { (1 << bit_of(from)) - 1 } else { 0 };
        let before = words.last().map_or(0, |word| word & before);
        words.iter().map(|word| ones(*word)).sum::<i32>() - ones(after) - ones(before)
    }

    /// The `nth` day (from 1) on or after `first` that is a day of presence, or of absence.
    ///
    /// Days outside what is known are days of absence.
    pub(super) fn nth(&self, present: bool, first: i32, nth: u32) -> Option<i32> {
        let flip = if present { 0 } else { u64::MAX };
        let mut left = nth.checked_sub(1)?;
        // The first day of the word that is looked at next.
        let mut at = first;
        let mut mask = u64::MAX;
        if first <= self.until {
            let from = self.back(first);
            mask <<= bit_of(from);
            at -= bit_of(from).cast_signed();
            for index in (1..=word_of(from)).rev() {
                let word = self.words.get(index).copied().unwrap_or(0);
                let candidates = (word ^ flip) & mask;
                let found = candidates.count_ones();
                if left < found {
                    return Some(at + nth_one(candidates, left).cast_signed());
                }
                left -= found;
                mask = u64::MAX;
                at += WORD_DAYS.cast_signed();
            }
        }
        // After the last known day nobody is present, so the rest is simple counting.
        (!present).then(|| at + left.cast_signed())
    }

    /// The words from the latest to the earliest; the last three are empty.
    pub(super) fn words(&self) -> &[u64] {
        &self.words
    }

    /// The day that is bit `bit` of word `index`, which is at least 1.
    pub(super) fn day_at(&self, index: usize, bit: u32) -> Option<Day> {
        let back = i32::try_from(index).ok()? * WORD_DAYS.cast_signed() - 1 - bit.cast_signed();
        Day::from_number(self.until - back)
    }
}

/// Adds `stays` one after another, and answers the first for which there is no room; it and those
/// after it are left.
///
/// Why not a method: the words stay in place meanwhile, and the loop need not look for them anew.
fn insert_while_room(
    words: &mut [u64],
    until: i32,
    stays: &mut &[Stay],
) -> Result<Option<Stay>, StayError> {
    while let [stay, rest @ ..] = *stays {
        let exit = stay.exit.unwrap_or(Day::MAX);
        if exit < stay.entry {
            return Err(StayError::ExitBeforeEntry { entry: stay.entry, exit });
        }
        let from = until - stay.entry.number();
        if 0 <= from {
            let (from, to) = (from.cast_unsigned(), (until - exit.number()).max(0).cast_unsigned());
            let index = word_of(from);
            // One check for the two words and for the empty ones that must follow them.
            let Some([high, low, ..]) = words.get_mut(index - 1..=index + LEAD_WORDS) else {
                return Ok(Some(*stay));
            };
            let longer = from - to;
            if longer < WORD_DAYS {
                let ones = u64::MAX >> (WORD_DAYS - 1 - longer);
                let turned = ones.rotate_left(bit_of(from));
                let here = u64::MAX << bit_of(from);
                *low |= turned & here;
                *high |= turned & !here;
            } else {
                insert_long(words, from, to);
            }
        }
        *stays = rest;
    }
    Ok(None)
}

/// Adds the days `from` to `to` days back, which lie in different words.
fn insert_long(words: &mut [u64], from: u32, to: u32) {
    let words = words.get_mut(word_of(to)..=word_of(from)).unwrap_or_default();
    if let [latest, between @ .., earliest] = words {
        *latest |= u64::MAX >> (WORD_DAYS - 1 - bit_of(to));
        between.fill(u64::MAX);
        *earliest |= u64::MAX << bit_of(from);
    }
}

/// The word that holds the day `back` days before the last known one.
fn word_of(back: u32) -> usize {
    usize::try_from(back / WORD_DAYS + 1).unwrap_or(usize::MAX)
}

/// The bit of that word that is the day.
const fn bit_of(back: u32) -> u32 {
    WORD_DAYS - 1 - back % WORD_DAYS
}

/// How many bits of `word` are set, 0 to 64.
pub(super) fn ones(word: u64) -> i32 {
    word.count_ones().cast_signed()
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
