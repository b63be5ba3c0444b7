//! Entry/exit records and refusals as they are sent.

use ees_domain::file::{self as own, RecordedGround, RecordedStay};
use ees_domain::point;
use ees_domain::refusal;
use jiff::tz::{Offset, TimeZone};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::traveller::Visa;

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
    /// The visa.
    pub visa: Option<Visa>,
    /// The last lawful day; the latest possible one when an earlier exit is missing.
    pub stay_until: Option<String>,
    /// The limit that binds.
    pub stay_limit: Option<&'static str>,
    /// Days past the last lawful one, found at the exit.
    pub overstay_days: Option<i32>,
    /// Whether the exit is known to be missing.
    pub is_superseded: bool,
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
    /// The border crossing point.
    pub point: String,
}

/// A refusal of entry. EES Art. 18.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Refusal {
    /// Its identifier.
    pub refusal_id: Uuid,
    /// When, in UTC.
    pub at: String,
    /// The border crossing point.
    pub point: String,
    /// The authority.
    pub authority: String,
    /// The reasons, letters of the standard form.
    pub reasons: Vec<&'static str>,
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
        let (stay_until, stay_limit) = match crossing.stay {
            RecordedStay::NotApplicable => (None, None),
            RecordedStay::Until { last_day, bound } => {
                (Some(last_day.to_string()), Some(bound.code()))
            }
            RecordedStay::UntilInstant(at) => (Some(at.to_string()), None),
            RecordedStay::NeedsHuman { longest, .. } => (Some(longest.to_string()), None),
        };
        let visa = match &crossing.ground {
            RecordedGround::Visa(visa) => Some(Visa::of(visa)),
            RecordedGround::VisaExempt
            | RecordedGround::Transit(_)
            | RecordedGround::FamilyMember => None,
        };
        Self {
            crossing_id: crossing.id.to_uuid(),
            entry: crossing.entry.as_ref().map(|entry| Passage::of(&entry.passage)),
            entry_authority: crossing.entry.as_ref().map(|entry| entry.authority.clone()),
            exit: crossing.exit.as_ref().map(Passage::of),
            ground: crossing.ground.code(),
            visa,
            stay_until,
            stay_limit,
            overstay_days: crossing.overstay_days,
            is_superseded: crossing.is_superseded,
            quality_period: crossing.quality_period.code(),
        }
    }
}

impl Refusal {
    /// The refusal as it is sent.
    pub fn of(refusal: &refusal::Refusal) -> Self {
        Self {
            refusal_id: refusal.id.to_uuid(),
            at: refusal.at.to_string(),
            point: refusal.point.clone(),
            authority: refusal.authority.clone(),
            reasons: refusal.reasons.iter().map(|reason| reason.code()).collect(),
        }
    }
}
