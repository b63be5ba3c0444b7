//! `GET /people/suggest`: who begins like that, while somebody types. Name and organisation
//! alone; whoever is not seen is not there.

use axum::Json;
use axum::extract::State;
use fnd_web::extract::Parameters;
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Target};
use ies_store::Outcome;
use serde::{Deserialize, Serialize};

use crate::app::Shared;
use crate::call::Call;
use crate::problem::of_store;

/// What was typed so far.
#[derive(Debug, Deserialize)]
pub(super) struct Request {
    q: Option<String>,
}

/// Somebody who begins like that.
#[derive(Debug, Serialize)]
pub(super) struct Suggestion {
    /// First and last name.
    name: String,
    /// Organisation of employment.
    organisation: String,
    /// Where the card is.
    href: String,
}

/// Suggestions that are made at most.
const SUGGESTIONS_MAX: usize = 8;

/// The completion.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Parameters(request): Parameters<Request>,
) -> Result<Json<Vec<Suggestion>>, Problem> {
    let lawful = call.lawful(&app, Action::SearchContacts, &Target::nothing()).await?;
    let asked: String = request.q.unwrap_or_default().chars().take(200).collect();
    let unit = app.store.contacts(lawful.access().asking(&*asked)).await.map_err(of_store)?;
    let found = unit.search(&asked).await.map_err(of_store)?;
    unit.end(Outcome::default().showing(lawful.sent())).await.map_err(of_store)?;
    let suggestion = |fellow: &ies_store::purpose::contacts::Fellow| Suggestion {
        name: fellow.card.full_name(),
        organisation: fellow.card.organisation.as_str().to_owned(),
        href: format!("/people/{}", fellow.account.to_uuid()),
    };
    Ok(Json(found.iter().take(SUGGESTIONS_MAX).map(suggestion).collect()))
}
