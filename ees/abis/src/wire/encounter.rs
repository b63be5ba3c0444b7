//! What is kept of a person: encounters, each with its data and the galleries it is in.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{BiometricData, Open};

/// Whether an encounter is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum EncounterStatus {
    /// It is.
    Active,
    /// It is kept and not searched.
    Inactive,
}

/// What was captured of a person on one occasion.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Encounter {
    /// Its identifier, which the service says; the path decides in requests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encounter_id: Option<String>,
    /// Whether it is searched.
    pub status: EncounterStatus,
    /// What kind of occasion it was.
    pub encounter_type: String,
    /// The galleries it is in; one that is in none is found in a search of all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub galleries: Vec<String>,
    /// Bytes of the client, in base64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_data: Option<String>,
    /// About the occasion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contextual_data: Option<Open>,
    /// About the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub biographic_data: Option<Open>,
    /// Face and fingers.
    pub biometric_data: Vec<BiometricData>,
}

impl fmt::Debug for Encounter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Encounter({:?}, {:?})", self.status, self.biometric_data)
    }
}

/// Which encounter of whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PersonIds {
    /// The person.
    pub person_id: String,
    /// The encounter.
    pub encounter_id: String,
}

/// Which encounter of whom was written, and what the service adds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ExtendablePersonIds {
    /// The person.
    pub person_id: String,
    /// The encounter.
    pub encounter_id: String,
    /// What the service adds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub others: Option<Open>,
}
