//! The form of the check, and what is wrong in it.

use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use ees_desk::check::{empty_form, refilled};
use ees_desk::form::Form;
use ees_domain::access::{Action, grant, may_ever};
use ees_domain::authority::Purpose;
use ees_domain::point::Passage;
use ees_domain::presented::GroundError;
use ees_pages::check::{CheckForm, CheckPage};
use ees_pages::errors::nothing_to_check;
use fnd_web::extract::Posted;
use fnd_web::language::Chosen;
use fnd_web::problem::Problem;

use super::html;
use super::record::again;
use super::samples::page;
use super::shell::{CHECK, shell};
use crate::actor::{Call, Lawful, actor, lawful, point};
use crate::app::{App, Shared};
use crate::border::check::{check, now};
use crate::inland::check::here;
use crate::problem::of_ground;

/// The page with the form alone.
pub(super) async fn form(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
) -> Result<Html<String>, Problem> {
    let shell = shell(&app, language, Some(&call.caller), CHECK);
    let actor = actor(&call.caller)?;
    if !may_ever(&actor, Action::Check) {
        return Err(Problem::no_basis());
    }
    let form = empty_form(&actor, &shell.words);
    html(&CheckPage::new(shell, form))
}

/// Checks whom the form describes.
pub(super) async fn handler(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Posted(sent): Posted<Form>,
) -> Result<Response, Problem> {
    let shell = shell(&app, language, Some(&call.caller), CHECK);
    let (lawful, passage) = desk(&app, &call).await?;
    let blank = empty_form(&lawful.actor, &shell.words);
    if sent.is_empty() {
        let error = nothing_to_check(&shell.words);
        let form = CheckForm { zone: blank.zone.clone().wrong(error), ..blank };
        return Ok(html(&CheckPage::new(shell, form))?.into_response());
    }
    let traveller = sent.traveller();
    let read = match traveller.read(passage.day) {
        Ok(read) => read,
        Err(error) if error.is_of_visa_alone() => {
            return again(&app, shell, &call, (&sent, error.into())).await;
        }
        Err(error) => {
            let form = refilled(blank, &sent, &error, &shell.words);
            return Ok(html(&CheckPage::new(shell, form))?.into_response());
        }
    };
    if !sent.calculate.is_empty()
        && let Err(error @ GroundError::VisaMissing) = read.presented.ground(passage.day)
    {
        return again(&app, shell, &call, (&sent, of_ground(error))).await;
    }
    let checked = check(&app, &lawful, &traveller, (read, passage)).await?;
    let page = page(&app, &lawful, shell, (sent, checked), None).await?;
    Ok(html(&page)?.into_response())
}

/// Who checks, by which article, where and when.
pub(super) async fn desk(app: &App, call: &Call) -> Result<(Lawful, Passage), Problem> {
    let actor = actor(&call.caller)?;
    let usual = [Purpose::BorderEntry, Purpose::TerritoryCheck];
    let found = usual.into_iter().find(|p| grant(&actor, Action::Check, *p).is_some());
    let purpose = found.unwrap_or(Purpose::BorderEntry);
    let lawful = lawful(app, call, Action::Check, purpose).await?;
    let passage = if purpose == Purpose::TerritoryCheck {
        here(app, &lawful.actor)?
    } else {
        now(app, point(app, &lawful.actor, None)?)?
    };
    Ok((lawful, passage))
}
