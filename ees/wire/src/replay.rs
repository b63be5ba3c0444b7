//! Passages that were stored elsewhere while the register could not be reached, as they are
//! entered afterwards. EES Art. 21.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::passage::{EntryRequest, ExitRequest};
use crate::text;

/// Events of one request at most.
pub const EVENTS_MAX: usize = 500;

/// The codes by which the register refuses a crossing point or an officer, and no passage: how the
/// two are set up does not go together. What was sent is right, and waits until that is mended.
pub const OF_CONFIGURATION: [&str; 7] = [
    "unknown-point",
    "point-missing",
    "point-of-other-state",
    "other-point",
    "no-basis",
    "may-not-vouch",
    "role-not-yours",
];

/// The code, if it is one of [`OF_CONFIGURATION`].
pub fn of_configuration(code: &str) -> Option<&'static str> {
    OF_CONFIGURATION.into_iter().find(|known| *known == code)
}

/// What is entered afterwards, the events of one traveller in the order in which they took place.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReplayRequest)]
pub struct Request {
    /// The events. One that cannot be read is answered for itself; the others are recorded.
    #[schema(value_type = Vec<Event>, min_items = 1, max_items = 500)]
    pub events: Vec<serde_json::Value>,
}

/// A passage that took place, `entry` or `exit`; or a `deed` with one that waits elsewhere. One of
/// the three.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReplayEvent)]
pub struct Event {
    /// When it took place, RFC 3339.
    #[schema(value_type = text::Instant)]
    pub at: String,
    /// How it was stored: `local-buffer`, `national-buffer` or `manual`. Only a system that
    /// vouches for its officers names the first two.
    #[schema(value_type = text::FallbackSource)]
    pub source: String,
    /// The officer who let the person pass. A system names one with each event; an officer who
    /// enters a passage by hand acts for themselves and names nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officer: Option<Officer>,
    /// Who confirmed or corrected the passage afterwards, where somebody did: it is then entered
    /// as their deed. A system names them as it names the officer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_by: Option<Officer>,
    /// Whether the clock was found to be so wrong that the day of the passage may be another one.
    /// A human then has to confirm or correct the time.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub clock_in_doubt: bool,
    /// By how many seconds the clock was ahead when this was stored, where that is known; negative
    /// when it was behind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_ahead_seconds: Option<i64>,
    /// Whether a human confirmed or corrected the time, so that the clock is in doubt no longer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub time_confirmed: bool,
    /// An entry, as it would have been recorded at once; its `at` is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryRequest>,
    /// An exit, as it would have been recorded at once; its `at` is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exit: Option<ExitRequest>,
    /// What somebody did with a passage that waits at a crossing point; `at` is then when they
    /// did it, and `officer` who.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deed: Option<Deed>,
}

/// What somebody did with a passage that waits at a crossing point and is not in the register. It
/// is told so that it is in the register's log, and changes nothing there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReplayDeed)]
pub struct Deed {
    /// `withdrawn`: it was decided that the passage is not sent. `looked-at`: who it is of was
    /// shown to an officer.
    #[schema(value_type = text::ReplayDeedKind)]
    pub what: String,
    /// The identifier of the passage.
    pub passage_id: Uuid,
    /// What passage it is: `entry`, `exit` or `refusal`.
    #[schema(value_type = text::ReplayPassage)]
    pub passage: String,
    /// When the passage took place, RFC 3339.
    #[schema(value_type = text::Instant)]
    pub passage_at: String,
    /// Why it was withdrawn, at most 500 characters; empty otherwise.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// An officer whom a system names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Officer {
    /// The unique identity of the officer.
    pub person: String,
    /// The name to show.
    pub name: String,
    /// The role in which they acted.
    pub role: String,
}

/// What became of the events.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = ReplayReply)]
pub struct Reply {
    /// An answer for each event, in the order of the request.
    pub results: Vec<Answer>,
}

/// What became of one event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = ReplayAnswer)]
pub struct Answer {
    /// `recorded`; `known`, when this very event was recorded before; `conflict`, when a human
    /// has to decide; `later`, when the register could not take it now, or takes nothing from
    /// this crossing point or officer as they are set up.
    #[schema(value_type = text::ReplayResult)]
    pub result: String,
    /// The file.
    pub file_id: Option<Uuid>,
    /// The record; of the conflict `already-inside` the record that is open. Whoever confirms that
    /// its exit was never recorded names it in `supersedes`.
    pub crossing_id: Option<Uuid>,
    /// The stable code of a conflict, or of what stands against the crossing point.
    pub code: Option<String>,
    /// What a person can do about it.
    pub sentence: Option<String>,
}

impl Event {
    /// The identifier of the event, chosen by who recorded it first; `None` when it is neither
    /// an entry nor an exit, or both.
    pub const fn id(&self) -> Option<Uuid> {
        match (&self.entry, &self.exit) {
            (Some(entry), None) => Some(entry.crossing_id),
            (None, Some(exit)) => Some(exit.exit_id),
            (None, None) | (Some(_), Some(_)) => None,
        }
    }
}

impl Answer {
    /// A passage that is in the register.
    pub fn done(is_repeated: bool, (file, crossing): (Uuid, Uuid)) -> Self {
        Self {
            result: if is_repeated { "known" } else { "recorded" }.to_owned(),
            file_id: Some(file),
            crossing_id: Some(crossing),
            code: None,
            sentence: None,
        }
    }

    /// A deed that is in the log.
    pub fn noted() -> Self {
        let result = "recorded".to_owned();
        Self { result, file_id: None, crossing_id: None, code: None, sentence: None }
    }

    /// A passage that is not, and why.
    pub fn not_done(result: &str, code: &str, sentence: &str) -> Self {
        Self {
            result: result.to_owned(),
            file_id: None,
            crossing_id: None,
            code: Some(code.to_owned()),
            sentence: Some(sentence.to_owned()),
        }
    }
}
