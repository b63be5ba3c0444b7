//! `GET /people`: people by the beginnings of words on their cards, among those whom one sees.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use fnd_web::extract::Parameters;
use fnd_web::form::Field;
use fnd_web::pager::Pager;
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Target};
use ies_pages::errors;
use ies_pages::personal::{Hit, SearchPage};
use ies_store::Outcome;
use ies_store::purpose::contacts::{Fellow, is_blank};
use serde::Deserialize;

use crate::app::{App, Shared};
use crate::call::{Call, Lawful};
use crate::problem::of_store;
use crate::shell::{html, shell, words};
use crate::shown;

/// What is searched for.
#[derive(Debug, Deserialize)]
pub(super) struct Request {
    q: Option<String>,
    page: Option<u32>,
}

/// Letters of a question that are read.
pub(crate) const LETTERS_MAX: usize = 200;

/// The search.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Parameters(request): Parameters<Request>,
) -> Result<Response, Problem> {
    let lawful = call.lawful(&app, Action::SearchContacts, &Target::nothing()).await?;
    let asked = request.q.unwrap_or_default();
    let asked: String = asked.trim().chars().take(LETTERS_MAX).collect();
    let blank = SearchPage {
        shell: SearchPage::shell(shell(&app, &call.visit, "/people")),
        action: "/people".into(),
        query: Field::holding("q", asked.clone()),
        total: None,
        cards: Vec::new(),
        pager: Pager::default(),
    };
    if asked.is_empty() {
        return Ok(html(&blank)?.into_response());
    }
    if is_blank(&asked) {
        let said = errors::sentence(&words(&app, &call.visit), "search-field", "too-short", 2);
        let page = SearchPage { query: Field::holding("q", asked).wrong(said), ..blank };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response());
    }
    let href = shown::narrowed("/people", &asked);
    let (found, total, pager) = found(&app, &lawful, (&asked, request.page), &href).await?;
    let words = words(&app, &call.visit);
    let hit = |fellow: &Fellow| Hit {
        card: shown::card(fellow, &words),
        vcard: format!("/people/{}.vcf", fellow.account.to_uuid()),
    };
    let cards = found.iter().map(hit).collect();
    let total = Some(shown::number(total));
    Ok(html(&SearchPage { total, cards, pager, ..blank })?.into_response())
}

/// The cards of the page asked for, how many there are in all, and where in the list this is.
pub(crate) async fn found(
    app: &App,
    lawful: &Lawful,
    (asked, page): (&str, Option<u32>),
    href: &str,
) -> Result<(Vec<Fellow>, usize, Pager), Problem> {
    let access = lawful.access().asking(asked);
    let mut unit = app.store.contacts(access).await.map_err(of_store)?;
    let all = unit.search(asked).await.map_err(of_store)?;
    let (pager, begins) = shown::leaf(all.len(), page, href);
    let total = all.len();
    let here: Vec<_> = all.into_iter().skip(begins).take(shown::PAGE_ROWS).collect();
    unit.count(here.len(), &app.switches.permission).await.map_err(of_store)?;
    let outcome = Outcome::default().showing(lawful.sent()).hitting(here.len());
    unit.end(outcome).await.map_err(of_store)?;
    Ok((here, total, pager))
}
