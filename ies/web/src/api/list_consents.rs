//! What one has consented to, and when. R09, R37, R40.

use axum::Json;
use axum::extract::State;
use fnd_register::Coded;
use fnd_web::problem::Problem;
use ies_domain::consent::Consent;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::wire::{Instant, instant};
use crate::app::Shared;
use crate::call::Call;
use crate::own;

/// One's consents.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Consents)]
pub struct Reply {
    /// All of them, the newest first; the first is the one that counts.
    pub consents: Vec<Row>,
}

/// A consent.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Consent)]
pub struct Row {
    /// Its identifier.
    pub id: Uuid,
    /// Whether the processing of one's data was agreed to.
    pub general: bool,
    /// Whether their transfer to members outside the Union was agreed to.
    pub transfer: bool,
    /// The version of the privacy statement.
    pub privacy_version: u32,
    /// The version of the terms of use.
    pub terms_version: u32,
    /// SHA-256 of the privacy statement and of the terms of use, hexadecimal.
    pub digests: [String; 2],
    /// When.
    #[schema(format = DateTime)]
    pub given_at: Instant,
    /// How it reached the controller: `page` or `letter`.
    pub channel: &'static str,
    /// When the consent to transfers was withdrawn.
    #[schema(format = DateTime)]
    pub transfer_withdrawn_at: Option<Instant>,
    /// When the whole consent was withdrawn.
    #[schema(format = DateTime)]
    pub withdrawn_at: Option<Instant>,
}

impl Row {
    fn of(consent: &Consent) -> Self {
        Self {
            id: consent.id.to_uuid(),
            general: consent.given.general,
            transfer: consent.given.transfer,
            privacy_version: consent.privacy_version,
            terms_version: consent.terms_version,
            digests: consent.digests.map(|bytes| own::hex(&bytes)),
            given_at: instant(consent.given_at),
            channel: consent.channel.code(),
            transfer_withdrawn_at: consent.transfer_withdrawn_at.map(instant),
            withdrawn_at: consent.withdrawn_at.map(instant),
        }
    }
}

/// Lists one's own consents.
#[utoipa::path(
    get, path = "/v1/me/consents", tag = "own", operation_id = "list_consents",
    responses((status = 200, body = Reply))
)]
pub async fn handler(State(app): State<Shared>, call: Call) -> Result<Json<Reply>, Problem> {
    let (_, consents) = own::consents::all(&app, &call).await?;
    Ok(Json(Reply { consents: consents.iter().map(Row::of).collect() }))
}
