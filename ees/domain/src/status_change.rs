//! A short stay that begins within the territory, because another stay has ended.
//!
//! Law: EES Art. 14(8): where a residence permit or a long-stay visa has ended and a short stay
//! follows, its first day is entered in the place of the date of entry, and the authority that
//! enters it in the place of the border crossing point.

use fnd_core::{CountryCode, Id};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::crossing::{Arrival, Entered, EntryError, enter};
use crate::day::Day;
use crate::file::{Crossing, File, RecordedGround, Regime, Source};
use crate::point::{Passage, PointCode};
use crate::switches::Switches;

/// A short stay that is to be entered.
#[derive(Debug, Clone)]
pub struct StatusChange {
    /// The identifier of the record to be, chosen by the client.
    pub id: Id<Crossing>,
    /// The first day of the short stay.
    pub starts_on: Day,
    /// The State whose authority enters it.
    pub state: CountryCode,
    /// The authority.
    pub authority: String,
    /// The zone whose days count there.
    pub zone: TimeZone,
}

/// Why a short stay was not entered. `code` is stable.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StatusChangeError {
    /// Who needs a visa, or is in transit, has no short stay without one.
    #[error(
        "this person needs a visa for a short stay, so none begins when the permit or the \
         long-stay visa ends"
    )]
    NeedsVisa,
    /// The first day cannot be named.
    #[error("the first day of the stay lies outside the calendar")]
    OutsideCalendar,
    /// The records of the person do not allow it.
    #[error(transparent)]
    Entry(#[from] EntryError),
}

impl StatusChangeError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NeedsVisa => "needs-visa",
            Self::OutsideCalendar => "not-a-day",
            Self::Entry(error) => error.code(),
        }
    }
}

/// Decides whether a short stay begins within the territory, at the instant `now`.
///
/// Law: EES Art. 14(8); Art. 11 for its end: days of earlier short stays count, those under the
/// permit or the long-stay visa do not.
pub fn change_status(
    file: &File,
    change: StatusChange,
    now: Timestamp,
    switches: Switches,
) -> Result<Entered, StatusChangeError> {
    match file.regime {
        Regime::VisaExempt => {}
        Regime::VisaRequired | Regime::Transit => return Err(StatusChangeError::NeedsVisa),
    }
    let passage = Passage::of_day(change.starts_on, PointCode::within(change.state), &change.zone)
        .ok_or(StatusChangeError::OutsideCalendar)?;
    let arrival = Arrival {
        id: change.id,
        passage,
        authority: change.authority,
        ground: RecordedGround::VisaExempt,
        supersedes: None,
        source: Source::StatusChange,
        zone: change.zone,
    };
    Ok(enter(&file.crossings, arrival, now, switches)?)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::file::RecordedStay;
    use crate::sample::{entered, left, passage, rules};

    fn file(regime: Regime, crossings: Vec<Crossing>) -> File {
        File {
            id: Id::from_uuid(Uuid::from_u128(4)),
            version: 1,
            regime,
            identities: Vec::new(),
            documents: Vec::new(),
            biometrics: crate::sample::biometrics(),
            programmes: Vec::new(),
            crossings,
            refusals: Vec::new(),
            responsible_state: CountryCode::of(b"ROU"),
            responsible_office: "Border Police".into(),
            created_at: Timestamp::UNIX_EPOCH,
            changed_at: Timestamp::UNIX_EPOCH,
        }
    }

    fn change(file: &File, starts_on: Day) -> Result<Crossing, StatusChangeError> {
        let change = StatusChange {
            id: Id::from_uuid(Uuid::from_u128(77)),
            starts_on,
            state: CountryCode::of(b"ROU"),
            authority: "General Inspectorate for Immigration".into(),
            zone: TimeZone::UTC,
        };
        let now = passage(Day::of(2026, 9, 1)).at;
        change_status(file, change, now, rules().1).map(|entered| entered.crossing)
    }

    #[test]
    fn a_short_stay_begins_on_its_first_day_at_no_crossing_point() {
        let none = file(Regime::VisaExempt, vec![]);
        let record = change(&none, Day::of(2026, 8, 1)).unwrap();
        let entry = record.entry.as_ref().unwrap();
        assert_eq!(
            (entry.passage.day, entry.passage.point.as_str()),
            (Day::of(2026, 8, 1), "ROU-T")
        );
        assert_eq!(record.source, Source::StatusChange);
        assert!(entry.passage.point.is_within_territory());
        let last_day = |record: &Crossing| match record.stay {
            RecordedStay::Until { last_day, .. } => Some(last_day),
            RecordedStay::NotApplicable
            | RecordedStay::UntilInstant(_)
            | RecordedStay::NeedsHuman { .. } => None,
        };
        assert_eq!(last_day(&record), Some(Day::of(2026, 10, 29)), "ninety days");
        let earlier = left(entered(Day::of(2026, 6, 1)), Day::of(2026, 6, 30));
        let used = file(Regime::VisaExempt, vec![earlier]);
        let record = change(&used, Day::of(2026, 8, 1)).unwrap();
        assert_eq!(last_day(&record), Some(Day::of(2026, 9, 29)), "thirty days are spent");
    }

    #[test]
    fn what_cannot_begin_is_refused() {
        let inside = file(Regime::VisaExempt, vec![entered(Day::of(2026, 7, 1))]);
        let spent = left(entered(Day::of(2026, 5, 1)), Day::of(2026, 7, 29));
        let none = |regime| file(regime, vec![]);
        let day = Day::of(2026, 8, 1);
        let cases = [
            (none(Regime::VisaRequired), day, "needs-visa"),
            (none(Regime::Transit), day, "needs-visa"),
            (none(Regime::VisaExempt), Day::of(2026, 9, 2), "date-in-future"),
            (inside, day, "already-inside"),
            (file(Regime::VisaExempt, vec![spent.clone()]), day, "stay-exhausted"),
            (file(Regime::VisaExempt, vec![spent]), Day::of(2026, 7, 1), "not-after-last-record"),
        ];
        for (file, starts_on, code) in cases {
            assert_eq!(change(&file, starts_on).unwrap_err().code(), code);
        }
    }
}
