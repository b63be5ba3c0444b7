//! The authorised stay of a record: calculated at the entry, again when what is on file changes, and
//! with the visa that is shown at the exit.

use crate::authorised::{
    Assessment, AuthorisedStay, Bound, Decision, Entry, Exhaustion, NoCalculation, authorised_stay,
};
use crate::day::Day;
use crate::file::{BoundCode, Crossing, RecordedGround, RecordedStay};
use crate::overstayer::ends_at;
use crate::point::{Passage, Zones};
use crate::stay::StayError;
use crate::switches::Switches;
use crate::visa::VisaPart;

use super::entry::EntryError;

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

/// The stay as the record keeps it; an error when not a single day is left.
pub(super) fn recorded(stay: &AuthorisedStay, day: Day) -> Result<RecordedStay, EntryError> {
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
/// Law: EES Art. 11(1) to (3), Art. 16(3), second subparagraph, Art. 19(1)(f).
pub fn recorded_stay(
    before: &[Crossing],
    record: &Crossing,
    switches: Switches,
) -> Result<RecordedStay, StayError> {
    let stay = stay_on(before, (record, &record.ground), switches)?;
    // Neither of two visas shortens the stay that the other one authorised.
    let of_entry = record.ground.visa_of_entry().cloned();
    match of_entry.and_then(|visa| record.ground.on_visa(visa)) {
        Some(ground) => Ok(later_end(stay_on(before, (record, &ground), switches)?, stay)),
        None => Ok(stay),
    }
}

/// The stay of `record` if `ground` is the one of its entry.
fn stay_on(
    before: &[Crossing],
    (record, ground): (&Crossing, &RecordedGround),
    switches: Switches,
) -> Result<RecordedStay, StayError> {
    let Some(entry) = &record.entry else { return Ok(RecordedStay::NotApplicable) };
    let decisions: Vec<Decision> = record.decisions.iter().map(|one| one.decision).collect();
    let decided = (&entry.passage, ground, decisions.as_slice());
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
    let Some(mut changed) = on_other_visa(open, visa) else { return Ok(None) };
    changed.stay = recorded_stay(before, &changed, switches)?;
    let zone = changed.entry.as_ref().map(|entry| zones.zone(&entry.passage.point));
    changed.ends_at = zone.and_then(|zone| ends_at(changed.stay, &zone));
    Ok(Some(changed))
}

/// The record on the visa that is shown at the exit, where that is another than the one of the
/// entry. A family member may have been admitted before the visa was shown.
///
/// Law: EES Art. 16(2)(c) and (d), 16(3), second subparagraph.
pub(crate) fn on_other_visa(open: &Crossing, visa: &VisaPart) -> Option<Crossing> {
    let held = open.ground.visa();
    if held.is_some_and(|held| held.is_same_sticker(visa)) {
        return None;
    }
    let ground = open.ground.on_visa(visa.clone().in_place_of(held))?;
    Some(Crossing { ground, ..open.clone() })
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
