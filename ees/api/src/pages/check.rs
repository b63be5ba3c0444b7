//! The form of the check, and what is wrong in it.

use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use ees_domain::access::{Action, grant, may_ever};
use ees_domain::authority::{Actor, AuthorityKind, Purpose};
use ees_domain::point::Passage;
use ees_domain::presented::GroundError;
use ees_pages::check::{CheckForm, CheckPage, Place};
use ees_pages::errors::{Wrong, nothing_to_check, zone_damaged};
use fnd_web::extract::Posted;
use fnd_web::language::Chosen;
use fnd_web::problem::{Place as Where, Problem};
use fnd_web::words::Words;

use super::damage::damage;
use super::form::Form;
use super::record::again;
use super::result::result;
use super::shell::{CHECK, shell};
use super::{html, view};
use crate::actor::{Call, Lawful, actor, lawful, point};
use crate::app::{App, Shared};
use crate::border::check::{check, now};
use crate::inland::check::here;
use crate::problem::of_ground;
use crate::wire::reading::Unreadable;

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

/// An empty form for `actor`.
pub(super) fn empty_form(actor: &Actor, words: &Words) -> CheckForm {
    let at_border = actor.authority == AuthorityKind::Border;
    let place = if at_border { Place::Border } else { Place::Territory };
    let mut form = CheckForm::empty(CHECK, place);
    form.countries = view::countries(words.language());
    form.kinds = view::kinds(words);
    form
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
    let page = result(&app, &lawful.actor, shell, (&sent, &checked));
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

/// The form as it was sent, with what is wrong.
fn refilled(form: CheckForm, sent: &Form, error: &Unreadable, words: &Words) -> CheckForm {
    let mut form = form;
    form.by_hand = sent.by_hand();
    form.zone.value.clone_from(&sent.zone);
    form.visa.value.clone_from(&sent.visa_zone);
    fill(&mut form, sent);
    if let Some(damaged) = &error.zone {
        form.zone = form.zone.wrong(zone_damaged(words));
        form.damage = Some(damage(&sent.zone, damaged, words));
    }
    for fault in error.faults.as_slice() {
        let (Where::Pointer(at) | Where::Field(at)) = &fault.place;
        mark(&mut form, at, words);
    }
    form
}

/// Puts what was typed back into its fields.
fn fill(form: &mut CheckForm, sent: &Form) {
    let typed = &mut form.typed;
    for (field, value) in [
        (&mut typed.surname, &sent.surname),
        (&mut typed.given_names, &sent.given_names),
        (&mut typed.birth_day, &sent.birth_day),
        (&mut typed.birth_month, &sent.birth_month),
        (&mut typed.birth_year, &sent.birth_year),
        (&mut typed.nationality, &sent.nationality),
        (&mut typed.sex, &sent.sex),
        (&mut typed.kind, &sent.document_kind),
        (&mut typed.number, &sent.document_number),
        (&mut typed.issuer, &sent.document_issuer),
        (&mut typed.expiry_day, &sent.expiry_day),
        (&mut typed.expiry_month, &sent.expiry_month),
        (&mut typed.expiry_year, &sent.expiry_year),
    ] {
        field.value.clone_from(value);
    }
}

/// Marks the field that a fault of the API's request speaks of.
fn mark(form: &mut CheckForm, pointer: &str, words: &Words) {
    let typed = &mut form.typed;
    let (field, label, wrong) = match pointer {
        "/traveller/identity/surname" => (&mut typed.surname, "field-surname", Wrong::Unreadable),
        "/traveller/identity/given_names" => {
            (&mut typed.given_names, "field-given-names", Wrong::Unreadable)
        }
        "/traveller/identity/birth" => (&mut typed.birth_year, "field-birth", Wrong::NoDate),
        "/traveller/identity/nationalities" => {
            (&mut typed.nationality, "field-nationality", Wrong::Unreadable)
        }
        "/traveller/identity/sex" => (&mut typed.sex, "field-sex", Wrong::Missing),
        "/traveller/document/kind" => (&mut typed.kind, "field-document-kind", Wrong::Missing),
        "/traveller/document/number" => {
            (&mut typed.number, "field-document-number", Wrong::Unreadable)
        }
        "/traveller/document/issuer" => {
            (&mut typed.issuer, "field-document-issuer", Wrong::Unreadable)
        }
        "/traveller/document/expires" => (&mut typed.expiry_year, "field-expiry", Wrong::NoDate),
        _ => (&mut form.zone, "check-zone", Wrong::Unreadable),
    };
    let wrong = if field.value.trim().is_empty() { Wrong::Missing } else { wrong };
    field.error = wrong.sentence(words, label);
}
