//! Correcting a refusal by page after a ruling on an appeal. EES Art. 35; SBC Art. 14(3).

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use ees_desk::refuse as desk_form;
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_pages::refuse::{RefusalPage, Wrong};
use fnd_core::Id;
use fnd_web::extract::{Posted, Segment};
use fnd_web::language::Chosen;
use fnd_web::problem::Problem;
use serde::Deserialize;
use uuid::Uuid;

use super::super::done::on_to;
use super::{Shown, address, find, is_at};
use crate::actor::{Call, lawful};
use crate::app::Shared;
use crate::border::correct_refusal::{Request, put_right};
use crate::border::read_file::hide;
use crate::pages::deed::seen;
use crate::pages::html;
use crate::pages::shell::shell;

/// The form after a ruling as browsers send it: its boxes stand in `rest`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::pages) struct RulingForm {
    version: String,
    ruled_on: String,
    reference: String,
    #[serde(flatten)]
    rest: BTreeMap<String, String>,
}

impl RulingForm {
    fn request(&self) -> Request {
        let ticked = desk_form::POINTS
            .into_iter()
            .filter(|(_, _, name, _)| self.rest.get(*name).is_some_and(|value| !value.is_empty()));
        Request {
            ruled_on: self.ruled_on.clone(),
            reference: self.reference.clone(),
            fallen: ticked.map(|(reason, ..)| reason.code().to_owned()).collect(),
        }
    }
}

/// Corrects a refusal after a ruling.
pub(in crate::pages) async fn handler(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(ids): Segment<(Uuid, Uuid)>,
    Posted(sent): Posted<RulingForm>,
) -> Result<Response, Problem> {
    let lawful =
        lawful(&app, &call, Action::CorrectRefusal, Purpose::Amendment).await.map_err(hide)?;
    let at = (Id::from_uuid(ids.0), Id::from_uuid(ids.1));
    let condition = seen(&sent.version);
    let Err(problem) = put_right(&app, &lawful, (at, &condition), &sent.request()).await else {
        return Ok(on_to(&format!("/files/{}", ids.0), "refusal-corrected"));
    };
    let (actor, file, decision) = find(&app, &call, ids).await?;
    let shell = shell(&app, language, Some(&call.caller), &address(file.id, &decision));
    let mut page = Shown::of(&file, &decision)?.page(&app, shell, &actor);
    if !mark_ruling(&mut page, &sent, &problem) {
        return Err(problem);
    }
    let mut response = html(&page)?.into_response();
    *response.status_mut() = problem.status();
    Ok(response)
}

/// Puts what was typed back and marks what is wrong; false when the form has no field for it.
fn mark_ruling(page: &mut RefusalPage, sent: &RulingForm, problem: &Problem) -> bool {
    let words = page.shell.words.clone();
    let Some(form) = page.appeal.as_mut() else { return false };
    form.day.value.clone_from(&sent.ruled_on);
    form.reference.value.clone_from(&sent.reference);
    for point in &mut form.fallen {
        point.field.value = sent.rest.get(point.field.name).cloned().unwrap_or_default();
    }
    let is_of_day = matches!(problem.code(), "ruling-before-refusal" | "date-in-future");
    let at = |field: &str| problem.errors().iter().any(|fault| is_at(fault, field));
    let mut marked = false;
    if is_of_day || at("/ruled_on") {
        form.day.error = Wrong::NoDay.sentence(&words);
        marked = true;
    }
    if at("/reference") {
        form.reference.error = Wrong::NoReference.sentence(&words);
        marked = true;
    }
    let is_of_reasons = at("/fallen") || problem.code() == "no-reason-fell";
    if let (true, Some(first)) = (is_of_reasons, form.fallen.first_mut()) {
        first.field.error = Wrong::NothingFell.sentence(&words);
        marked = true;
    }
    marked
}
