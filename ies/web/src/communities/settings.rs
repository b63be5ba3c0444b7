//! `/communities/{place}/settings`: what a Community is called and how one comes to it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use fnd_web::extract::{Parameters, Posted, Segment};
use fnd_web::form::Hidden;
use fnd_web::problem::Problem;
use ies_domain::access::Action;
use ies_pages::community::{Done, SettingsForm, SettingsPage, Tab};
use ies_store::{CommunityRow, Outcome};

use super::settings_form::{Sent, of};
use super::{Entered, LIST, Query, done, enter};
use crate::app::{App, Shared};
use crate::call::Call;
use crate::problem::of_store;
use crate::shell::{html, shell, words};

const ACTION: Action = Action::ChangeCommunity;

/// `GET`: the settings.
pub(super) async fn show(
    State(app): State<Shared>,
    call: Call,
    Segment(place): Segment<String>,
    Parameters(query): Parameters<Query>,
) -> Result<Html<String>, Problem> {
    let entered = enter(&app, &call, &place, ACTION).await?;
    let unit = app.store.lead(entered.lawful.access()).await.map_err(of_store)?;
    unit.end(Outcome::on(entered.id())).await.map_err(of_store)?;
    let row = &entered.found.row;
    let mut form = of(row, &action(&entered), &words(&app, &call.visit));
    form.hidden = vec![Hidden { name: "version", value: row.version.to_string() }];
    page(&app, &call, &entered, (query.done(), form))
}

fn action(entered: &Entered) -> String {
    format!("{}/settings", entered.href())
}

fn page(
    app: &App,
    call: &Call,
    entered: &Entered,
    (done, form): (Option<Done>, SettingsForm),
) -> Result<Html<String>, Problem> {
    let place = entered.place(call, Tab::Settings);
    let shell = shell(app, &call.visit, &place.of(Tab::Settings));
    html(&SettingsPage { shell: place.shell(shell, LIST), place, done, form })
}

/// `POST`: changes them over the version that was shown.
pub(super) async fn save(
    State(app): State<Shared>,
    call: Call,
    Segment(place): Segment<String>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let entered = enter(&app, &call, &place, ACTION).await?;
    let words = words(&app, &call.visit);
    let mut form = sent.shown(&action(&entered), &words);
    let Ok(version) = sent.version.parse::<i64>() else {
        return Err(Problem::precondition_failed());
    };
    form.hidden = vec![Hidden { name: "version", value: version.to_string() }];
    let Some(after) = sent.read(&entered.found.row, (&mut form, &words)) else {
        let page = page(&app, &call, &entered, (None, form))?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let after = CommunityRow { version, ..after };
    let mut unit = app.store.lead(entered.lawful.access()).await.map_err(of_store)?;
    unit.save_settings(&after).await.map_err(of_store)?;
    unit.end(Outcome::on(entered.id())).await.map_err(of_store)?;
    Ok(done(&action(&entered), Done::Saved).into_response())
}
