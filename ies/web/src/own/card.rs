//! One's contact details as a file that address books read. EUDPR Art. 22; R44.

use axum::extract::State;
use axum::response::Response;
use fnd_web::problem::Problem;
use ies_domain::access::Action;

use super::{end, open};
use crate::app::Shared;
use crate::call::Call;
use crate::contacts::vcard;
use crate::problem::of_store;

/// The file.
pub(super) async fn handler(State(app): State<Shared>, call: Call) -> Result<Response, Problem> {
    let (lawful, unit) = open(&app, &call, Action::ReadOwnProfile).await?;
    let (card, _) = unit.card().await.map_err(of_store)?;
    end(&call, &lawful, unit).await?;
    Ok(vcard::of_cards("my-card.vcf", [&card]))
}
