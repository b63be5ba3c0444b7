//! What the calculator says about a person on a day, whether outside or inside, and what a
//! calendar shows of it.
//!
//! Law: EES Art. 11(2): on entry the maximum authorised stay, inside what is left or how long it
//! has been exceeded.

use crate::authorised::{Assessment, AuthorisedStay, counted_stays};
use crate::crossing::{Overstay, assess, overstay};
use crate::day::Day;
use crate::file::{Crossing, RecordedGround, RecordedStay};
use crate::point::Passage;
use crate::stay::{DayRange, Presence, StayError, strip};
use crate::switches::Switches;

/// What the calculator says about a person on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outlook {
    /// The person is outside: this is how long a stay that begins now may be.
    Outside(Assessment),
    /// The person is inside on an open record.
    Inside {
        /// The day of entry.
        since: Day,
        /// Until when the stay was authorised at the entry.
        stay: RecordedStay,
        /// Whether that is past.
        overstay: Overstay,
    },
}

/// What a calendar shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// The day of the question.
    pub today: Day,
    /// The 180 days that end with it.
    pub window: DayRange,
    /// Days present within them.
    pub present: Vec<DayRange>,
    /// Days present before them, no further back than a year.
    pub earlier: Vec<DayRange>,
    /// Days of stay that are left, from today or from tomorrow on.
    pub left: Option<DayRange>,
    /// Days after the last lawful one.
    pub over: Option<DayRange>,
    /// The last lawful day.
    pub end: Option<Day>,
    /// Days used within the period.
    pub used: i32,
}

/// How far back days before the period are shown, in days before its first.
const EARLIER_DAYS: i32 = 185;

impl Outlook {
    /// The last lawful day, when one can be named.
    pub fn last_day(&self) -> Option<Day> {
        match self {
            Self::Outside(assessment) => match assessment.stay {
                AuthorisedStay::Until(end) => Some(end.last_day),
                AuthorisedStay::NotApplicable(_)
                | AuthorisedStay::UntilInstant(_)
                | AuthorisedStay::Exhausted(_)
                | AuthorisedStay::NeedsHuman(_) => None,
            },
            Self::Inside { stay, .. } => match stay {
                RecordedStay::Until { last_day, .. } => Some(*last_day),
                RecordedStay::NotApplicable
                | RecordedStay::UntilInstant(_)
                | RecordedStay::NeedsHuman { .. } => None,
            },
        }
    }
}

impl Outlook {
    /// Whether both allow the same: the person stands on the same side of the border, and the stay
    /// ends in the same way and on the same day, whichever limit ends it.
    pub fn allows_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Outside(one), Self::Outside(two)) => {
                one.stay == two.stay
                    || (self.last_day().is_some() && self.last_day() == other.last_day())
            }
            (
                Self::Inside { stay: one, overstay: late, .. },
                Self::Inside { stay: two, overstay: later, .. },
            ) => (one, late) == (two, later),
            (Self::Outside(_), Self::Inside { .. }) | (Self::Inside { .. }, Self::Outside(_)) => {
                false
            }
        }
    }
}

/// The records of two files in the order of their passages, as of one person.
///
/// Days count per person, not per file (EES Art. 11(1)): whoever has two files by mistake has used
/// the days of both.
pub fn together(one: &[Crossing], other: &[Crossing]) -> Vec<Crossing> {
    let mut records: Vec<Crossing> = one.iter().chain(other).cloned().collect();
    records.sort_by_key(Crossing::first_instant);
    records
}

/// What the calculator says for `now`, a passage that happens or could happen at this moment.
///
/// Law: EES Art. 11(1) to (3).
pub fn outlook(
    records: &[Crossing],
    now: &Passage,
    ground: &RecordedGround,
    switches: Switches,
) -> Result<Outlook, StayError> {
    let open = records.iter().rev().find(|record| record.is_open());
    let Some((open, entry)) = open.and_then(|open| Some((open, open.entry.as_ref()?))) else {
        return Ok(Outlook::Outside(assess(records, now, ground, switches)?));
    };
    Ok(Outlook::Inside {
        since: entry.passage.day,
        stay: open.stay,
        overstay: overstay(open.stay, now),
    })
}

/// What a calendar shows on `today`. Days of an exit nobody recorded are not shown as days of
/// presence.
pub fn calendar(
    records: &[Crossing],
    today: Day,
    outlook: &Outlook,
    switches: Switches,
) -> Result<Calendar, StayError> {
    let history: Vec<_> = records.iter().filter_map(Crossing::stay_record).collect();
    let counted = counted_stays(&history, today, switches)?;
    let mut stays = counted.fewest;
    if let Outlook::Inside { since, .. } = outlook {
        // Who is inside is present up to today, although the record is still open.
        stays.push(crate::stay::Stay::closed(*since, today.max(*since)));
    }
    let presence = Presence::of(&stays, today)?;
    let shown = strip(&presence, today);
    let end = outlook.last_day();
    let left = end.and_then(|end| left(outlook, today, end));
    let over = end.filter(|end| *end < today && matches!(outlook, Outlook::Inside { .. }));
    Ok(Calendar {
        today,
        earlier: earlier(&presence, shown.window.first),
        window: shown.window,
        present: shown.present,
        used: shown.days_used,
        left,
        over: over.and_then(|end| Some(DayRange { first: end.plus(1)?, last: today })),
        end,
    })
}

/// The days that are left: from today for who would enter, from tomorrow for who is inside.
fn left(outlook: &Outlook, today: Day, end: Day) -> Option<DayRange> {
    let first = match outlook {
        Outlook::Outside(_) => today,
        Outlook::Inside { .. } => today.plus(1)?,
    };
    (first <= end).then_some(DayRange { first, last: end })
}

fn earlier(presence: &Presence, window: Day) -> Vec<DayRange> {
    let (Some(oldest), Some(newest)) =
        (window.plus(EARLIER_DAYS.saturating_neg()), window.plus(-1))
    else {
        return Vec::new();
    };
    presence
        .runs()
        .filter(|run| oldest <= run.last && run.first <= newest)
        .map(|run| DayRange { first: run.first.max(oldest), last: run.last.min(newest) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{entered, left, passage};

    fn shown(records: &[Crossing], today: Day) -> (Outlook, Calendar) {
        let ground = RecordedGround::VisaExempt;
        let switches = Switches::default();
        let outlook = outlook(records, &passage(today), &ground, switches).unwrap();
        let calendar = calendar(records, today, &outlook, switches).unwrap();
        (outlook, calendar)
    }

    const fn range(first: Day, last: Day) -> DayRange {
        DayRange { first, last }
    }

    #[test]
    fn who_is_outside_sees_the_stay_that_could_begin_today() {
        let stay = left(entered(Day::of(2026, 5, 1)), Day::of(2026, 5, 10));
        let today = Day::of(2026, 6, 1);
        let (outlook, calendar) = shown(&[stay], today);
        assert!(matches!(outlook, Outlook::Outside(_)));
        assert_eq!(calendar.used, 10);
        assert_eq!(calendar.present, [range(Day::of(2026, 5, 1), Day::of(2026, 5, 10))]);
        assert_eq!(calendar.left, Some(range(today, Day::of(2026, 8, 19))));
        assert_eq!(calendar.over, None);
    }

    #[test]
    fn who_is_inside_sees_what_is_left_from_tomorrow_on() {
        let open = entered(Day::of(2026, 5, 1));
        let (outlook, calendar) = shown(&[open], Day::of(2026, 5, 10));
        assert_eq!(outlook.last_day(), Some(Day::of(2026, 7, 29)));
        assert_eq!(calendar.used, 10);
        assert_eq!(calendar.left, Some(range(Day::of(2026, 5, 11), Day::of(2026, 7, 29))));
    }

    #[test]
    fn who_stayed_too_long_sees_the_days_past_the_end() {
        let open = entered(Day::of(2026, 5, 1));
        let (outlook, calendar) = shown(&[open], Day::of(2026, 8, 2));
        assert!(matches!(outlook, Outlook::Inside { overstay: Overstay::Days(4), .. }));
        assert_eq!(calendar.over, Some(range(Day::of(2026, 7, 30), Day::of(2026, 8, 2))));
        assert_eq!(calendar.left, None);
    }
}
