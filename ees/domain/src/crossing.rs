//! Recording an entry and an exit.

use fnd_core::Id;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::authorised::{
    Assessment, AuthorisedStay, Bound, Decision, Entry, Exhaustion, NoCalculation, authorised_stay,
};
use crate::day::Day;
use crate::file::{
    BoundCode, Crossing, EntryPart, QualityPeriod, RecordedGround, RecordedStay, Source,
};
use crate::overstayer::{Mark, ends_at};
use crate::point::{Passage, Zones};
use crate::stay::StayError;
use crate::switches::Switches;
use crate::transition::{Measure, applies};
use crate::visa::VisaPart;

/// How far a clock at a crossing point may be ahead of ours.
pub const CLOCK_AHEAD_MAX: SignedDuration = SignedDuration::from_secs(120);

/// A traveller who is to be admitted.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// The identifier of the record to be, chosen by the client.
    pub id: Id<Crossing>,
    /// Where and when.
    pub passage: Passage,
    /// The authority that authorises the entry.
    pub authority: String,
    /// On what ground.
    pub ground: RecordedGround,
    /// The open record that the officer knows to lack its exit, if any.
    pub supersedes: Option<Id<Crossing>>,
    /// How the entry comes to be recorded.
    pub source: Source,
    /// The time zone of the place, whose days the stay counts.
    pub zone: TimeZone,
}

/// An entry that was found lawful, to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// The new record.
    pub crossing: Crossing,
    /// An earlier record whose exit is missing.
    pub superseded: Option<Id<Crossing>>,
    /// The authorised stay with what must be known to rely on it.
    pub assessment: Assessment,
}

/// Why an entry was not recorded. `code` is stable; callers may match on it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// The previous entry was never closed by an exit.
    #[error(
        "the entry of {since} is still open; record its exit, or confirm that the exit was never recorded"
    )]
    AlreadyInside {
        /// The day of that entry.
        since: Day,
        /// Its record.
        crossing: Id<Crossing>,
    },
    /// The record that was to be superseded is not the open one.
    #[error("the record named as lacking its exit is not the open record of this file")]
    NotTheOpenRecord,
    /// The passage lies in the future.
    #[error("the time of the entry lies in the future")]
    DateInFuture,
    /// The passage lies before the last one on file.
    #[error("the file already holds a passage of {last_day} that is later than this entry")]
    NotAfterLastRecord {
        /// The day of the last passage.
        last_day: Day,
    },
    /// No day of stay is left.
    #[error("no day of authorised stay is left on {day}: {}", exhaustion_words(*.reason))]
    StayExhausted {
        /// The day of entry.
        day: Day,
        /// The limit that is spent.
        reason: Exhaustion,
    },
    /// The State does not operate the system.
    #[error("the system is not operated at this border crossing point")]
    NotOperated,
    /// The calculation is impossible.
    #[error(transparent)]
    Calculation(#[from] StayError),
}

impl EntryError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::AlreadyInside { .. } => "already-inside",
            Self::NotTheOpenRecord => "not-the-open-record",
            Self::DateInFuture => "date-in-future",
            Self::NotAfterLastRecord { .. } => "not-after-last-record",
            Self::StayExhausted { .. } => "stay-exhausted",
            Self::NotOperated => "system-not-operated",
            Self::Calculation(error) => error.code(),
        }
    }
}

/// The limit that is spent, in words.
const fn exhaustion_words(reason: Exhaustion) -> &'static str {
    match reason {
        Exhaustion::NinetyDays => "90 days in the 180-day period are spent",
        Exhaustion::VisaDuration => "the days of stay of the visa are spent",
        Exhaustion::VisaExpired => "the visa is no longer valid",
        Exhaustion::VisaEntries => "the entries of the visa are spent",
        Exhaustion::VisaNotForThisState => "the visa is not valid in this State",
        Exhaustion::OutsideCalendar => "the end of the stay cannot be named",
    }
}

/// Decides an entry on the records of one file (none, for a new file) at the instant `now`.
///
/// Law: EES Art. 14(1) to (4), 16(2), 17(2); Art. 11(1) to (3) for the stay.
pub fn enter(
    records: &[Crossing],
    arrival: Arrival,
    now: Timestamp,
    switches: Switches,
) -> Result<Entered, EntryError> {
    if is_in_future(arrival.passage.at, now) {
        return Err(EntryError::DateInFuture);
    }
    let superseded = missing_exit(records, arrival.supersedes)?;
    if let Some(last_day) = later_passage(records, arrival.passage.at) {
        return Err(EntryError::NotAfterLastRecord { last_day });
    }
    let assessment = assess(records, &arrival.passage, &arrival.ground, switches)?;
    let stay = recorded(&assessment.stay, arrival.passage.day)?;
    let crossing = Crossing {
        id: arrival.id,
        quality_period: quality_period(arrival.passage.day),
        entry: Some(EntryPart { passage: arrival.passage, authority: arrival.authority }),
        exit: None,
        ground: arrival.ground,
        stay,
        ends_at: ends_at(stay, &arrival.zone),
        overstay_days: None,
        is_superseded: false,
        decisions: Vec::new(),
        mark: None,
        source: arrival.source,
    };
    Ok(Entered { crossing, superseded, assessment })
}

/// The authorised stay of one who enters by `passage`, given the earlier `records`.
pub fn assess(
    records: &[Crossing],
    passage: &Passage,
    ground: &RecordedGround,
    switches: Switches,
) -> Result<Assessment, StayError> {
    assess_decided(records, (passage, ground, &[]), switches)
}

/// The same, with the decisions on that stay.
fn assess_decided(
    records: &[Crossing],
    (passage, ground, decisions): (&Passage, &RecordedGround, &[Decision]),
    switches: Switches,
) -> Result<Assessment, StayError> {
    let history: Vec<_> = records.iter().filter_map(Crossing::stay_record).collect();
    let entry = Entry {
        day: passage.day,
        state: passage.point.state(),
        border: passage.point.border(),
        ground: ground.ground(passage.at),
        history: &history,
        decisions,
    };
    authorised_stay(&entry, switches)
}

/// The open record, when the officer named it; an error when it is open and was not named.
fn missing_exit(
    records: &[Crossing],
    named: Option<Id<Crossing>>,
) -> Result<Option<Id<Crossing>>, EntryError> {
    let open = records.iter().find(|record| record.is_open());
    match (open, named) {
        (None, None) => Ok(None),
        (Some(open), Some(named)) if open.id == named => Ok(Some(named)),
        (_, Some(_)) => Err(EntryError::NotTheOpenRecord),
        (Some(open), None) => {
            let since = open.entry.as_ref().map_or(Day::MIN, |entry| entry.passage.day);
            Err(EntryError::AlreadyInside { since, crossing: open.id })
        }
    }
}

/// The day of the last passage, when it is later than `at`.
fn later_passage(records: &[Crossing], at: Timestamp) -> Option<Day> {
    let passages = records.iter().flat_map(|record| {
        record.entry.iter().map(|entry| &entry.passage).chain(record.exit.iter())
    });
    passages.max_by_key(|passage| passage.at).filter(|last| at < last.at).map(|last| last.day)
}

/// Whether `at` lies further ahead of `now` than clocks may differ.
pub(crate) fn is_in_future(at: Timestamp, now: Timestamp) -> bool {
    now.checked_add(CLOCK_AHEAD_MAX).is_ok_and(|latest| latest < at)
}

/// The stay as the record keeps it; an error when not a single day is left.
fn recorded(stay: &AuthorisedStay, day: Day) -> Result<RecordedStay, EntryError> {
    let exhausted = |reason| EntryError::StayExhausted { day, reason };
    Ok(match *stay {
        AuthorisedStay::NotApplicable(NoCalculation::FamilyMember) => RecordedStay::NotApplicable,
        AuthorisedStay::NotApplicable(NoCalculation::SystemNotOperated) => {
            return Err(EntryError::NotOperated);
        }
        AuthorisedStay::Until(end) => RecordedStay::Until {
            last_day: end.last_day,
            bound: bound_code(end.bound),
            only_in: end.only_in,
        },
        AuthorisedStay::UntilInstant(at) => RecordedStay::UntilInstant(at),
        AuthorisedStay::Exhausted(reason) => return Err(exhausted(reason)),
        // The missing exit is not held against the traveller: the longest stay decides whether
        // there is any, and a person decides between the two.
        AuthorisedStay::NeedsHuman(between) => RecordedStay::NeedsHuman {
            shortest: between.shortest.ok().map(|end| end.last_day),
            longest: between.longest.map_err(exhausted)?.last_day,
        },
    })
}

/// The stay of `record` with the decisions on it, given the records `before` it.
///
/// A stay of which, as it turns out, not a single day was left ended before it began.
///
/// Law: EES Art. 11(1) to (3), Art. 19(1)(f).
pub fn recorded_stay(
    before: &[Crossing],
    record: &Crossing,
    switches: Switches,
) -> Result<RecordedStay, StayError> {
    let Some(entry) = &record.entry else { return Ok(RecordedStay::NotApplicable) };
    let decisions: Vec<Decision> = record.decisions.iter().map(|one| one.decision).collect();
    let decided = (&entry.passage, &record.ground, decisions.as_slice());
    let assessment = assess_decided(before, decided, switches)?;
    let day = entry.passage.day;
    match recorded(&assessment.stay, day) {
        Ok(stay) => Ok(stay),
        Err(EntryError::StayExhausted { reason, .. }) => {
            let last_day = day.plus(-1).ok_or(StayError::OutsideCalendar { on: day })?;
            Ok(RecordedStay::Until { last_day, bound: spent(reason), only_in: None })
        }
        Err(_) => Ok(RecordedStay::NotApplicable),
    }
}

/// The open record with the visa that is shown at the exit, when it is another than that of the
/// entry; `None` when it is the same, or no record on a visa is open.
///
/// Neither visa shortens the stay that the other one authorised, so of the two ends the later one
/// stands.
///
/// Law: EES Art. 16(3), second subparagraph.
pub fn with_visa_at_exit(
    records: &[Crossing],
    visa: &VisaPart,
    (zones, switches): (&dyn Zones, Switches),
) -> Result<Option<Crossing>, StayError> {
    let Some(place) = records.iter().position(Crossing::is_open) else { return Ok(None) };
    let (Some(open), Some(before)) = (records.get(place), records.get(..place)) else {
        return Ok(None);
    };
    match &open.ground {
        RecordedGround::Visa(held) if !held.is_same_sticker(visa) => {}
        RecordedGround::Visa(_)
        | RecordedGround::VisaExempt
        | RecordedGround::Transit(_)
        | RecordedGround::FamilyMember => return Ok(None),
    }
    let mut changed = open.clone();
    changed.ground = RecordedGround::Visa(visa.clone());
    changed.stay = later_end(open.stay, recorded_stay(before, &changed, switches)?);
    let zone = changed.entry.as_ref().map(|entry| zones.zone(&entry.passage.point));
    changed.ends_at = zone.and_then(|zone| ends_at(changed.stay, &zone));
    Ok(Some(changed))
}

/// Of two stays the one that ends later; what hangs on a missing exit stays as it was.
const fn later_end(before: RecordedStay, after: RecordedStay) -> RecordedStay {
    match (before, after) {
        (
            RecordedStay::Until { last_day: one, .. },
            RecordedStay::Until { last_day: other, .. },
        ) if one.days_until(other) > 0 => after,
        _ => before,
    }
}

/// The limit that leaves not a single day, as a code.
const fn spent(reason: Exhaustion) -> BoundCode {
    match reason {
        Exhaustion::NinetyDays | Exhaustion::OutsideCalendar => BoundCode::NinetyDays,
        Exhaustion::VisaDuration | Exhaustion::VisaEntries => BoundCode::VisaDuration,
        Exhaustion::VisaExpired => BoundCode::VisaExpiry,
        Exhaustion::VisaNotForThisState => BoundCode::LimitedTerritory,
    }
}

/// The limit that binds, as a code.
pub const fn bound_code(bound: Bound) -> BoundCode {
    match bound {
        Bound::NinetyDays => BoundCode::NinetyDays,
        Bound::VisaDuration => BoundCode::VisaDuration,
        Bound::VisaExpiry => BoundCode::VisaExpiry,
        Bound::LimitedTerritory => BoundCode::LimitedTerritory,
        Bound::Extension(_) | Bound::Revocation(_) | Bound::Annulment(_) => BoundCode::Decision,
    }
}

/// Whether data of `day` may be incomplete.
pub(crate) fn quality_period(day: Day) -> QualityPeriod {
    if applies(Measure::ProgressiveStart, day) {
        QualityPeriod::Progressive
    } else {
        QualityPeriod::Normal
    }
}

/// A traveller who leaves.
#[derive(Debug, Clone)]
pub struct Departure {
    /// The identifier of a record to be made, should no open one be found.
    pub id: Id<Crossing>,
    /// Where and when.
    pub passage: Passage,
    /// Whether the officer confirms that the entry was never recorded.
    pub entry_unknown: bool,
    /// On what ground the person would enter with what was presented, where one follows from it.
    pub ground: Option<RecordedGround>,
    /// How the exit comes to be recorded.
    pub source: Source,
}

/// An exit, to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Left {
    /// The open record is completed.
    Closed {
        /// The record, completed.
        crossing: Crossing,
        /// Whether the stay was longer than authorised, and by how many days.
        overstay: Overstay,
    },
    /// No entry was ever recorded; a record with the exit alone is made.
    EntryUnknown(Crossing),
}

impl Left {
    /// The record, completed or made.
    pub const fn crossing(&self) -> &Crossing {
        match self {
            Self::Closed { crossing, .. } | Self::EntryUnknown(crossing) => crossing,
        }
    }
}

/// What the exit shows about the stay. Law: EES Art. 11(2)(c).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overstay {
    /// The stay was lawful.
    None,
    /// Days past the end of the authorised stay.
    Days(i32),
    /// In facilitated transit: the time was exceeded.
    TimeExceeded,
    /// Nothing was calculated for this stay.
    NotCalculated,
    /// It hangs on an exit that was never recorded; a person decides.
    NeedsHuman,
}

impl Overstay {
    /// Whole days past the end; 0 where there are none, `None` where nothing can be said.
    pub const fn days(self) -> Option<i32> {
        match self {
            Self::Days(days) => Some(days),
            Self::None | Self::TimeExceeded => Some(0),
            Self::NotCalculated | Self::NeedsHuman => None,
        }
    }

    /// Whether the stay was longer than authorised. Law: EES Art. 12(1)(b).
    pub const fn is_overstay(self) -> bool {
        match self {
            Self::Days(_) | Self::TimeExceeded => true,
            Self::None | Self::NotCalculated | Self::NeedsHuman => false,
        }
    }
}

/// Why an exit was not recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExitError {
    /// No record is open.
    #[error(
        "no open entry is on file; search by identity, or confirm that the entry was never recorded"
    )]
    NoOpenEntry,
    /// A record is open, so its entry is known.
    #[error("the entry of {since} is open; an exit without entry cannot be recorded beside it")]
    EntryIsKnown {
        /// The day of that entry.
        since: Day,
    },
    /// The exit lies before the entry.
    #[error("the exit lies before the entry of {entry}")]
    ExitBeforeEntry {
        /// The day of entry.
        entry: Day,
    },
    /// The passage lies in the future.
    #[error("the time of the exit lies in the future")]
    DateInFuture,
}

impl ExitError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoOpenEntry => "no-open-entry",
            Self::EntryIsKnown { .. } => "entry-is-known",
            Self::ExitBeforeEntry { .. } => "exit-before-entry",
            Self::DateInFuture => "date-in-future",
        }
    }
}

/// Decides an exit on the records of one file at the instant `now`.
///
/// Law: EES Art. 16(3), 17(2) for the record; Art. 11(2)(c) for the overstay; Art. 20 and SBC
/// Art. 12 for an entry that was never recorded.
pub fn leave(
    records: &[Crossing],
    departure: Departure,
    now: Timestamp,
) -> Result<Left, ExitError> {
    if is_in_future(departure.passage.at, now) {
        return Err(ExitError::DateInFuture);
    }
    let open = records.iter().find(|record| record.is_open());
    let Some((open, entry)) = open.and_then(|open| Some((open, open.entry.as_ref()?))) else {
        return unknown_entry(departure).ok_or(ExitError::NoOpenEntry);
    };
    if departure.entry_unknown {
        return Err(ExitError::EntryIsKnown { since: entry.passage.day });
    }
    if departure.passage.at < entry.passage.at || departure.passage.day < entry.passage.day {
        return Err(ExitError::ExitBeforeEntry { entry: entry.passage.day });
    }
    let overstay = overstay(open.stay, &departure.passage);
    let mut crossing = open.clone();
    crossing.exit = Some(departure.passage);
    crossing.overstay_days = overstay.days();
    if overstay.is_overstay() && crossing.mark.is_none() {
        // Who leaves before the mark was made belongs on the list all the same, Art. 12(1)(b).
        crossing.mark = Some(Mark::Expired { at: now });
    }
    Ok(Left::Closed { crossing, overstay })
}

/// A record with the exit alone, when the officer confirmed that the entry is unknown.
pub(crate) fn unknown_entry(departure: Departure) -> Option<Left> {
    departure.entry_unknown.then(|| {
        Left::EntryUnknown(Crossing {
            id: departure.id,
            entry: None,
            quality_period: quality_period(departure.passage.day),
            exit: Some(departure.passage),
            // Whether somebody of whom nothing was presented needs a visa is not known; without
            // one nothing is said that was not seen.
            ground: departure.ground.unwrap_or(RecordedGround::VisaExempt),
            stay: RecordedStay::NotApplicable,
            ends_at: None,
            overstay_days: None,
            is_superseded: false,
            decisions: Vec::new(),
            mark: None,
            source: departure.source,
        })
    })
}

/// What leaving by `exit` shows about a stay that was authorised as `stay`.
///
/// Law: EES Art. 11(2)(c), 12(1)(b). Between two possible ends only what lies past both is an
/// overstay.
pub fn overstay(stay: RecordedStay, exit: &Passage) -> Overstay {
    let past = |end: Day| end.days_until(exit.day).max(0);
    match stay {
        RecordedStay::NotApplicable => Overstay::NotCalculated,
        RecordedStay::Until { last_day, .. } if past(last_day) == 0 => Overstay::None,
        RecordedStay::Until { last_day, .. } => Overstay::Days(past(last_day)),
        RecordedStay::UntilInstant(end) if exit.at <= end => Overstay::None,
        RecordedStay::UntilInstant(_) => Overstay::TimeExceeded,
        RecordedStay::NeedsHuman { longest, .. } if 0 < past(longest) => {
            Overstay::Days(past(longest))
        }
        RecordedStay::NeedsHuman { shortest: Some(shortest), .. } if past(shortest) == 0 => {
            Overstay::None
        }
        RecordedStay::NeedsHuman { .. } => Overstay::NeedsHuman,
    }
}

#[cfg(test)]
mod tests;
