//! Searching for people whom one sees. Statement 7; R30, R31; A5, A24.

use axum::Json;
use axum::extract::State;
use fnd_web::extract::Parameters;
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Target};
use ies_store::purpose::contacts::is_blank;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::wire::{Paging, Person};
use crate::app::Shared;
use crate::call::Call;
use crate::contacts::search;
use crate::problem::of_parameter;
use crate::shown;

/// What is searched for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Query {
    /// Words; people are found whose cards have words that begin so. Words of one letter are
    /// not looked for.
    #[param(max_length = 200)]
    q: String,
    /// The page, from 1.
    #[param(minimum = 1)]
    page: Option<u32>,
}

/// A page of people who were found.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = People)]
pub struct Reply {
    /// Where in the list it is.
    #[serde(flatten)]
    pub paging: Paging,
    /// The people, by last name.
    pub people: Vec<Person>,
}

/// Searches among the people whose contact details the caller sees.
#[utoipa::path(
    get, path = "/v1/people", tag = "people", operation_id = "search_people",
    params(Query),
    responses((status = 200, body = Reply))
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Parameters(query): Parameters<Query>,
) -> Result<Json<Reply>, Problem> {
    let lawful = call.lawful(&app, Action::SearchContacts, &Target::nothing()).await?;
    let asked: String = query.q.chars().take(search::LETTERS_MAX).collect();
    if is_blank(&asked) {
        let said = "Give a word of at least two letters.";
        return Err(of_parameter("q", "too-short", said));
    }
    let href = shown::narrowed("/v1/people", &asked);
    let (found, total, pager) = search::found(&app, &lawful, (&asked, query.page), &href).await?;
    let paging = Paging::of(pager, total);
    Ok(Json(Reply { paging, people: found.iter().map(Person::of).collect() }))
}
