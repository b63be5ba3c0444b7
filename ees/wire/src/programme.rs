//! Notifications of national facilitation programmes, as they are sent.

use ees_domain::programme::Participation;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// The notification of access to a national facilitation programme. EES Art. 16(6), 17(1)(d).
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = FacilitationProgramme)]
pub struct Programme {
    /// Its identifier.
    pub programme_id: Uuid,
    /// Which programme.
    pub programme: String,
    /// The Member State of the programme.
    pub state: String,
    /// The day on which access was granted or extended.
    pub granted_on: String,
    /// The last day.
    pub until: String,
    /// The day from which it was withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn_on: Option<String>,
    /// The authority that entered it.
    pub authority: String,
}

impl Programme {
    /// The notification as it is sent.
    pub fn of(one: &Participation) -> Self {
        Self {
            programme_id: one.id.to_uuid(),
            programme: one.programme.as_str().to_owned(),
            state: one.state.to_string(),
            granted_on: one.granted_on.to_string(),
            until: one.until.to_string(),
            withdrawn_on: one.withdrawn_on.map(|day| day.to_string()),
            authority: one.authority.clone(),
        }
    }
}
