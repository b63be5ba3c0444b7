//! Notices as they are sent. They name files by their references and nobody by name; whoever may
//! know more reads the file.

use ees_store::notices::Notice;
use fnd_core::{CountryCode, Id};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What a Member State is told.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Told {
    /// The State.
    pub state: String,
    /// The notices, in their order. One may come twice; its `place` is the same then.
    pub notices: Vec<ToldNotice>,
}

/// A notice.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ToldNotice {
    /// Where it stands among all notices.
    pub place: String,
    /// When it became true, in UTC.
    pub at: String,
    /// `overstay`: stays have expired without an exit. `erasure-ahead`: the data of overstayers
    /// will be erased in three months. `erased` and `record-erased`: a file, or a record of it,
    /// was erased before its time. `amended`: another State put data right and is responsible for
    /// it now. `case-waits`: a step in a case of amendment is the State's own. `case-settled`: a
    /// case that the State raised was settled.
    pub kind: String,
    /// Whether it is for all Member States.
    pub for_all: bool,
    /// The individual reference numbers of the files it is about.
    pub file_ids: Vec<Uuid>,
}

impl Told {
    /// What `state` is told by `notices`.
    pub fn of(state: CountryCode, notices: &[Notice]) -> Self {
        Self { state: state.to_string(), notices: notices.iter().map(ToldNotice::of).collect() }
    }
}

impl ToldNotice {
    /// The notice as it is sent.
    pub fn of(notice: &Notice) -> Self {
        Self {
            place: notice.place.to_string(),
            at: notice.at.to_string(),
            kind: notice.kind.clone(),
            for_all: notice.state.is_none(),
            file_ids: notice.files.iter().map(|file| Id::to_uuid(*file)).collect(),
        }
    }
}
