//! Passages that were stored elsewhere while the register could not be reached, as they are
//! entered afterwards. EES Art. 21.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::passage::{EntryRequest, ExitRequest};
use crate::text;

/// Events of one request at most.
pub const EVENTS_MAX: usize = 500;

/// What is entered afterwards, the events of one traveller in the order in which they took place.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReplayRequest)]
pub struct Request {
    /// The events. One that cannot be read is answered for itself; the others are recorded.
    #[schema(value_type = Vec<Event>, min_items = 1, max_items = 500)]
    pub events: Vec<serde_json::Value>,
}

/// A passage that took place: either `entry` or `exit`.
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
    /// Whether the clock was found to be wrong by more than an hour while this was stored.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub clock_in_doubt: bool,
    /// Whether a human confirms that an earlier entry that is still open was left without the
    /// exit being recorded.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub exit_missing: bool,
    /// An entry, as it would have been recorded at once; its `at` is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryRequest>,
    /// An exit, as it would have been recorded at once; its `at` is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exit: Option<ExitRequest>,
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
    /// has to decide; `later`, when the register could not take it now.
    #[schema(value_type = text::ReplayResult)]
    pub result: String,
    /// The file.
    pub file_id: Option<Uuid>,
    /// The record.
    pub crossing_id: Option<Uuid>,
    /// The stable code of a conflict.
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
