//! An individual file as it is sent.

use ees_domain::day::Day;
use ees_domain::file as own;
use ees_domain::outlook::{Calendar, Outlook};
use ees_domain::search::Candidate;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::biometrics::Biometrics;
use crate::crossing::Crossing;
use crate::programme::Programme;
use crate::refusal::Refusal;
use crate::stay::Stay;
use crate::traveller::{Document, Identity};

/// An individual file with its records. EES Art. 16 to 18.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct File {
    /// The individual reference number.
    pub file_id: Uuid,
    /// Raised with every change; the entity tag is `"v<version>"`.
    pub version: i64,
    /// `visa-required`, `visa-exempt` or `transit`.
    pub visa_regime: &'static str,
    /// The State responsible for the data.
    pub responsible_state: String,
    /// The office that made the last change.
    pub responsible_office: String,
    /// When the file was made.
    pub created_at: String,
    /// When it was last changed.
    pub changed_at: String,
    /// Identities, the first one first.
    pub identities: Vec<Identity>,
    /// Travel documents, the first one first.
    pub documents: Vec<Document>,
    /// What the file says of biometric data.
    pub biometrics: Biometrics,
    /// Notifications of national facilitation programmes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub programmes: Vec<Programme>,
    /// Entry/exit records in the order of their passages.
    pub crossings: Vec<Crossing>,
    /// Refusals of entry.
    pub refusals: Vec<Refusal>,
}

/// A file of somebody who may be the same person. A person decides; nothing is merged.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Similar {
    /// The file.
    pub file_id: Uuid,
    /// The identity on it that is alike.
    pub identity: Identity,
    /// How alike, of 1000.
    pub score: u32,
    /// What is alike and what differs, as codes.
    pub reasons: Vec<&'static str>,
    /// What the calculator says if it is the same person, whose days of all files count together;
    /// only for the likeliest files.
    pub stay: Option<Stay>,
}

impl File {
    /// The file as it is sent on a day.
    pub fn of(file: &own::File, on: Day) -> Self {
        Self {
            file_id: file.id.to_uuid(),
            version: file.version,
            visa_regime: file.regime.code(),
            responsible_state: file.responsible_state.to_string(),
            responsible_office: file.responsible_office.clone(),
            created_at: file.created_at.to_string(),
            changed_at: file.changed_at.to_string(),
            identities: file.identities.iter().map(Identity::of).collect(),
            documents: file.documents.iter().map(Document::of).collect(),
            biometrics: Biometrics::of(file, on),
            programmes: file.programmes.iter().map(Programme::of).collect(),
            crossings: file.crossings.iter().map(Crossing::of).collect(),
            refusals: file.refusals.iter().map(Refusal::of).collect(),
        }
    }
}

impl Similar {
    /// The candidate as it is sent, with what the calculator says if it is the same person.
    pub fn of(candidate: &Candidate, stay: Option<&(Outlook, Calendar)>, on: Day) -> Self {
        Self {
            stay: stay.map(|(outlook, calendar)| Stay::of(outlook, Some(calendar), on)),
            file_id: candidate.file.to_uuid(),
            identity: Identity::of(&candidate.identity),
            score: candidate.likeness.score,
            reasons: candidate.likeness.reasons.iter().map(|reason| reason.code()).collect(),
        }
    }
}
