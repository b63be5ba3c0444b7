//! An entry and an exit as a client asks for them to be recorded.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::check::Answers;
use crate::text;
use crate::traveller::Traveller;

/// An entry to be recorded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = EntryRequest)]
pub struct EntryRequest {
    /// The identifier of the record, chosen by the client (a UUID, best of version 7). A request
    /// that is repeated unchanged has the same answer and no further effect.
    pub crossing_id: Uuid,
    /// Who enters.
    pub traveller: Traveller,
    /// The file of the person, when it was found by identity and not by this document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_id: Option<Uuid>,
    /// When, RFC 3339; now, when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::Instant>)]
    pub at: Option<String>,
    /// The border crossing point, for a system that serves several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::BorderCrossingPoint>)]
    pub point: Option<String>,
    /// The open record whose exit an officer knows to be missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<Uuid>,
    /// What the officer has answered in the check; then the record is made only if the check is
    /// over by them, and what was verified by a human is kept with it. A client that checks by
    /// its own means leaves it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<Answers>,
}

/// An exit to be recorded. Either `file_id` or `traveller` says whose.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ExitRequest)]
pub struct ExitRequest {
    /// The identifier of this exit, chosen by the client (a UUID, best of version 7). A request
    /// that is repeated unchanged has the same answer and no further effect.
    pub exit_id: Uuid,
    /// The file of the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_id: Option<Uuid>,
    /// Who leaves; the file is found by the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub traveller: Option<Traveller>,
    /// When, RFC 3339; now, when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::Instant>)]
    pub at: Option<String>,
    /// The border crossing point, for a system that serves several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::BorderCrossingPoint>)]
    pub point: Option<String>,
    /// Whether an officer confirms that the entry was never recorded.
    #[serde(default)]
    pub entry_unknown: bool,
    /// The entry, where none is on record and the person shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryShown>,
    /// What the officer has answered in the check; then the record is made only if the check is
    /// over by them, and what was verified by a human is kept with it. A client that checks by
    /// its own means leaves it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<Answers>,
}

/// An entry that is not on record, as whoever leaves shows it. EES Art. 20, 22(2).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EntryShown {
    /// What shows it: `stamp-before-start` or `rebutted`, as in `answers.entry_evidence`.
    #[schema(value_type = text::EvidenceOfEntry)]
    pub by: String,
    /// The day.
    #[schema(value_type = text::CalendarDay)]
    pub on: String,
    /// The border crossing point, also of another Member State.
    #[schema(value_type = text::BorderCrossingPoint)]
    pub point: String,
    /// Where the stamp is, or what else was shown.
    #[schema(min_length = 1, max_length = 2000)]
    pub evidence: String,
}
