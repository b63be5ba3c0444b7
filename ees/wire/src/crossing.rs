//! Entry/exit records as they are sent.

use ees_domain::authorised::Ruling;
use ees_domain::decision::StayDecision;
use ees_domain::file::{self as own, RecordedStay};
use ees_domain::overstayer::Mark;
use ees_domain::point;
use jiff::tz::{Offset, TimeZone};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::traveller::Visa;

/// An entry/exit record. EES Art. 16(2) and (3).
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Crossing {
    /// Its identifier.
    pub crossing_id: Uuid,
    /// The entry; absent when it was never recorded.
    pub entry: Option<Passage>,
    /// The authority that authorised the entry.
    pub entry_authority: Option<String>,
    /// The exit.
    pub exit: Option<Passage>,
    /// `visa-exempt`, `visa`, `family-member`, `transit-road` or `transit-rail`.
    pub ground: &'static str,
    /// The visa; also of a family member who needs one.
    pub visa: Option<Visa>,
    /// The visa of the entry, where another one was shown at the exit. EES Art. 16(3).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visa_of_entry: Option<Visa>,
    /// Whether the transit document permits several transits. EES Annex II point 1(a).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub transit_multiple_entry: bool,
    /// The last lawful day; the latest possible one when an earlier exit is missing.
    pub stay_until: Option<String>,
    /// The limit that binds.
    pub stay_limit: Option<&'static str>,
    /// The only State in which the stay is authorised; absent for the whole area.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stay_only_in: Option<String>,
    /// Days past the last lawful one, found at the exit.
    pub overstay_days: Option<i32>,
    /// Whether the exit is known to be missing.
    pub is_superseded: bool,
    /// How the record came about: `live`, `national-buffer`, `local-buffer`, `manual`, `stamp`,
    /// `rebuttal` or `status-change`.
    pub source: &'static str,
    /// Whether it was entered by a fall-back procedure. EES Art. 21(3).
    pub is_fallback: bool,
    /// The mark of a stay that ended without exit: `expired`, or why it was lifted. EES Art. 16(4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<&'static str>,
    /// Decisions on the stay, in the order in which they were recorded. EES Art. 19.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decision>,
    /// Whether the record is from the progressive start and possibly incomplete.
    pub quality_period: &'static str,
}

/// A passage through a border crossing point.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Passage {
    /// Local date and time with the offset from UTC.
    #[schema(example = "2026-07-15T12:04:00+03:00")]
    pub at: String,
    /// The day that counts.
    pub day: String,
    /// The border crossing point; for a short stay that began within the territory, the State and
    /// `T`, as in `ROU-T`.
    pub point: String,
}

/// A decision on an authorised stay. EES Art. 19(1).
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = DecisionOnStay)]
pub struct Decision {
    /// Its identifier.
    pub decision_id: Uuid,
    /// `stay` or `visa`.
    pub subject: &'static str,
    /// `extended`, `revoked` or `annulled`.
    pub ruling: &'static str,
    /// The ground, a code.
    pub ground: &'static str,
    /// The day of the decision.
    pub decided_on: String,
    /// The new last day, or the end of the time for departure.
    pub until: Option<String>,
    /// The State that decided.
    pub state: String,
    /// The authority.
    pub authority: String,
    /// The place.
    pub place: String,
}

impl Decision {
    /// The decision as it is sent.
    fn of(made: &StayDecision) -> Self {
        let (ruling, ground, until) = match made.decision.ruling {
            Ruling::Extended { until, ground } => ("extended", ground.code(), Some(until)),
            Ruling::Revoked { depart_by, ground } => ("revoked", ground.code(), depart_by),
            Ruling::Annulled { depart_by, ground } => ("annulled", ground.code(), depart_by),
        };
        Self {
            decision_id: made.id.to_uuid(),
            subject: made.subject.code(),
            ruling,
            ground,
            decided_on: made.decision.decided_on.to_string(),
            until: until.map(|day| day.to_string()),
            state: made.decision.state.to_string(),
            authority: made.authority.clone(),
            place: made.place.clone(),
        }
    }
}

impl Passage {
    /// The passage as it is sent.
    pub fn of(passage: &point::Passage) -> Self {
        let seconds = i32::from(passage.offset_minutes).saturating_mul(60);
        let offset = Offset::from_seconds(seconds).unwrap_or(Offset::UTC);
        let local = passage.at.to_zoned(TimeZone::fixed(offset));
        Self {
            at: local.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            day: passage.day.to_string(),
            point: passage.point.as_str().to_owned(),
        }
    }
}

impl Crossing {
    /// The record as it is sent.
    pub fn of(crossing: &own::Crossing) -> Self {
        let (stay_until, stay_limit, stay_only_in) = match crossing.stay {
            RecordedStay::NotApplicable => (None, None, None),
            RecordedStay::Until { last_day, bound, only_in } => {
                (Some(last_day.to_string()), Some(bound.code()), only_in)
            }
            RecordedStay::UntilInstant(at) => (Some(at.to_string()), None, None),
            RecordedStay::NeedsHuman { longest, .. } => (Some(longest.to_string()), None, None),
        };
        Self {
            crossing_id: crossing.id.to_uuid(),
            entry: crossing.entry.as_ref().map(|entry| Passage::of(&entry.passage)),
            entry_authority: crossing.entry.as_ref().map(|entry| entry.authority.clone()),
            exit: crossing.exit.as_ref().map(Passage::of),
            ground: crossing.ground.code(),
            visa: crossing.ground.visa().map(Visa::of),
            visa_of_entry: crossing.ground.visa_of_entry().map(Visa::of),
            transit_multiple_entry: crossing.ground.is_multiple_transit(),
            stay_until,
            stay_limit,
            stay_only_in: stay_only_in.map(|state| state.to_string()),
            overstay_days: crossing.overstay_days,
            is_superseded: crossing.is_superseded,
            source: crossing.source.code(),
            is_fallback: crossing.source.is_fallback(),
            mark: crossing.mark.map(|mark| match mark {
                Mark::Expired { .. } => "expired",
                Mark::Lifted { ground, .. } => ground.code(),
            }),
            decisions: crossing.decisions.iter().map(Decision::of).collect(),
            quality_period: crossing.quality_period.code(),
        }
    }
}
