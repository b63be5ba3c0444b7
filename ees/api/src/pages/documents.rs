//! Adding a travel document to a file by page.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_pages::errors::Wrong;
use ees_pages::file::FilePage;
use ees_wire::traveller::Document;
use fnd_core::Id;
use fnd_web::extract::{Posted, Segment};
use fnd_web::language::Chosen;
use fnd_web::problem::{Place as Where, Problem};
use serde::Deserialize;
use uuid::Uuid;

use super::deed::seen;
use super::done::on_to;
use super::shell::shell;
use super::{file, html};
use crate::actor::{Call, lawful, point};
use crate::app::Shared;
use crate::border::add_document::add;
use crate::border::check::now;
use crate::border::read_file::{hide, read};

/// The form.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Form {
    version: String,
    document_kind: String,
    document_number: String,
    document_issuer: String,
    document_expires: String,
}

/// Adds the document that the form describes, if the file is still as the page showed it.
pub(super) async fn handler(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(file_id): Segment<Uuid>,
    Posted(sent): Posted<Form>,
) -> Result<Response, Problem> {
    let lawful = lawful(&app, &call, Action::AmendFile, Purpose::Amendment).await.map_err(hide)?;
    let document = Document {
        kind: sent.document_kind.clone(),
        number: sent.document_number.clone(),
        issuer: sent.document_issuer.clone(),
        expires: sent.document_expires.clone(),
    };
    let problem = match document.read() {
        Err(problem) => problem,
        Ok(read) => {
            let condition = seen(&sent.version);
            match add(&app, &lawful, (Id::from_uuid(file_id), &condition), &read).await {
                Ok(_) => return Ok(on_to(&format!("/files/{file_id}"), "document-added")),
                Err(problem) => problem,
            }
        }
    };
    if problem.code() != "invalid-value" {
        return Err(problem);
    }
    let shell = shell(&app, language, Some(&call.caller), &format!("/files/{file_id}"));
    let (_, held) = read(&app, &call, file_id, None).await?;
    let passage = now(&app, point(&app, &lawful.actor, None)?)?;
    let mut page = file::page(&app, (shell, &lawful.actor), &held, &passage)?;
    mark(&mut page, &sent, &problem);
    let mut response = html(&page)?.into_response();
    *response.status_mut() = problem.status();
    Ok(response)
}

/// Puts what was typed back into the form and marks what is wrong.
fn mark(page: &mut FilePage, sent: &Form, problem: &Problem) {
    let words = page.shell.words.clone();
    let Some(form) = page.add_document.as_mut() else { return };
    form.kind.value.clone_from(&sent.document_kind);
    form.number.value.clone_from(&sent.document_number);
    form.issuer.value.clone_from(&sent.document_issuer);
    form.expires.value.clone_from(&sent.document_expires);
    for fault in problem.errors() {
        let (Where::Pointer(at) | Where::Field(at)) = &fault.place;
        let (field, label, wrong) = match at.rsplit('/').next() {
            Some("kind") => (&mut form.kind, "field-document-kind", Wrong::Missing),
            Some("issuer") => (&mut form.issuer, "field-document-issuer", Wrong::Unreadable),
            Some("expires") => (&mut form.expires, "field-expiry", Wrong::NoDate),
            _ => (&mut form.number, "field-document-number", Wrong::Unreadable),
        };
        field.error = if fault.code == "document-already-on-file" {
            words.text("refused-document-already-on-file")
        } else if field.value.trim().is_empty() {
            Wrong::Missing.sentence(&words, label)
        } else {
            wrong.sentence(&words, label)
        };
    }
}
