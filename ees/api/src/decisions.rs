//! Decisions on authorised stays, for whichever authority took them. EES Art. 19.

pub mod add;
pub mod change_status;
pub mod correct;

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use ees_domain::file::{Crossing, File};
use fnd_core::Id;
use serde::Serialize;

use crate::border::read_file::version_tag;

/// An entry/exit record as a decision or a change of status left it.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// The file.
    pub file: Id<File>,
    /// Its version.
    pub version: i64,
    /// The record.
    pub crossing: Crossing,
    /// Whether this very request was carried out before.
    pub is_repeated: bool,
}

impl Recorded {
    /// `reply` with the version of the file as its entity tag; a request that was carried out
    /// before made nothing new.
    fn answer(&self, reply: impl Serialize) -> Response {
        let status = if self.is_repeated { StatusCode::OK } else { StatusCode::CREATED };
        (status, version_tag(self.version), Json(reply)).into_response()
    }
}
