//! Closing an account for a while, and opening it again. R25, R28; A22.

use axum::extract::State;
use axum::response::Response;
use fnd_core::Id;
use fnd_register::Coded;
use fnd_web::extract::{Posted, Segment};
use fnd_web::form::Field;
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Target};
use ies_domain::account::{self, SuspensionReason, reinstate, suspend as close};
use ies_domain::text::NOTE;
use ies_pages::people::{self, RestoreForm, RestorePage, SuspendForm, SuspendPage, UserPage};
use ies_store::purpose::administering::{Administering, Note};
use ies_store::{AccountRow, Named};
use serde::Deserialize;
use uuid::Uuid;

use super::shared::{again_after, on_to, own, shown};
use super::users::{name_of, suspension};
use crate::app::{App, Shared};
use crate::call::{Call, Lawful, moment};
use crate::problem::{by_rule, of_store};
use crate::said::{labels, said};
use crate::shell::{shell, words};

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    reason: String,
    note: String,
}

async fn begin(
    app: &App,
    call: &Call,
    id: Uuid,
) -> Result<(Lawful, Administering, AccountRow), Problem> {
    let target = Target::of_account(Id::from_uuid(id), call.who.account());
    let lawful = call.lawful(app, Action::SuspendUser, &target).await?;
    let unit = app.store.administer(lawful.access()).await.map_err(of_store)?;
    let row = unit.user(Id::from_uuid(id)).await.map_err(of_store)?;
    Ok((lawful, unit, row.ok_or_else(Problem::not_found)?))
}

/// The shell of a page below that of the user.
async fn below(
    app: &App,
    call: &Call,
    unit: &Administering,
    id: Uuid,
) -> Result<(fnd_web::shell::Shell, String), Problem> {
    let path = format!("/users/{id}");
    let name = name_of(unit, Id::from_uuid(id)).await?;
    Ok((UserPage::shell(shell(app, &call.visit, &path), "/users", &name), path))
}

async fn suspend_page(
    app: &App,
    call: &Call,
    unit: &Administering,
    id: Uuid,
) -> Result<SuspendPage, Problem> {
    let (shell, back) = below(app, call, unit, id).await?;
    let mut form = SuspendForm::empty(format!("{back}/suspend"));
    let codes: Vec<_> = SuspensionReason::ALL.iter().map(Coded::code).collect();
    form.reasons = people::SuspensionReason::choices(&words(app, &call.visit), &codes);
    Ok(SuspendPage { shell: SuspendPage::shell(shell, &back), form, back })
}

/// The question whether to suspend.
pub(super) async fn ask_suspend(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
) -> Result<Response, Problem> {
    let (lawful, unit, _) = begin(&app, &call, id).await?;
    let page = suspend_page(&app, &call, &unit, id).await?;
    unit.end(lawful.showing(id)).await.map_err(of_store)?;
    shown(&page)
}

/// Suspends.
pub(super) async fn suspend(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let (lawful, mut unit, row) = begin(&app, &call, id).await?;
    let reason = SuspensionReason::find(&sent.reason);
    let words = words(&app, &call.visit);
    let note = said(&words, labels("suspend-note", "suspend-note-missing"), (&sent.note, NOTE));
    let (Some(reason), Ok(text)) = (reason, &note) else {
        let mut page = suspend_page(&app, &call, &unit, id).await?;
        page.form.reason = Field::holding("reason", sent.reason.as_str());
        page.form.note = Field::holding("note", sent.note.as_str());
        if reason.is_none() {
            page.form.reason = page.form.reason.wrong(words.text("suspend-reason-missing"));
        }
        page.form.note.error = note.err().unwrap_or_default();
        return again_after(unit.end(lawful.wrong(Some(id))), &page).await;
    };
    let actor = call.actor().ok_or_else(Problem::not_found)?;
    let step = close(&row.account, &actor, reason, moment(&app, lawful.at));
    let step = step.map_err(|error| by_rule(&error))?;
    let note = Note { by: own(&call)?, at: lawful.at, text: text.clone() };
    let named = Named::leading("/account-closed").with("reason", reason.code());
    unit.save_lock(&row, &step, (Some(&note), &named)).await.map_err(of_store)?;
    unit.end(lawful.showing(id)).await.map_err(of_store)?;
    app.jobs.wake();
    Ok(on_to(&format!("/users/{id}?done=suspended")))
}

async fn restore_page(
    app: &App,
    call: &Call,
    (unit, row): (&Administering, &AccountRow),
) -> Result<RestorePage, Problem> {
    let (shell, back) = below(app, call, unit, row.account.id.to_uuid()).await?;
    let suspension = suspension(unit, row).await?;
    let not_now = account::AccountError::NotNow(row.account.state);
    Ok(RestorePage {
        shell: RestorePage::shell(shell, &back),
        suspension: suspension.ok_or_else(|| by_rule(&not_now))?,
        form: RestoreForm::empty(format!("{back}/restore")),
        back,
    })
}

/// The question whether to restore.
pub(super) async fn ask_restore(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
) -> Result<Response, Problem> {
    let (lawful, unit, row) = begin(&app, &call, id).await?;
    let page = restore_page(&app, &call, (&unit, &row)).await?;
    unit.end(lawful.showing(id)).await.map_err(of_store)?;
    shown(&page)
}

/// Restores. Why is kept in the log, sealed, as what the act was asked with.
pub(super) async fn restore(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let target = Target::of_account(Id::from_uuid(id), call.who.account());
    let lawful = call.lawful(&app, Action::SuspendUser, &target).await?;
    let words = words(&app, &call.visit);
    let note = said(&words, labels("restore-note", "restore-note-missing"), (&sent.note, NOTE));
    let access = lawful.access().asking(note.as_deref().unwrap_or_default());
    let mut unit = app.store.administer(access).await.map_err(of_store)?;
    let row = unit.user(Id::from_uuid(id)).await.map_err(of_store)?;
    let row = row.ok_or_else(Problem::not_found)?;
    if let Err(error) = note {
        let mut page = restore_page(&app, &call, (&unit, &row)).await?;
        page.form.note = Field::holding("note", sent.note).wrong(error);
        return again_after(unit.end(lawful.wrong(Some(id))), &page).await;
    }
    let actor = call.actor().ok_or_else(Problem::not_found)?;
    let step = reinstate(&row.account, &actor, moment(&app, lawful.at));
    let step = step.map_err(|error| by_rule(&error))?;
    unit.save_lock(&row, &step, (None, &Named::leading("/my"))).await.map_err(of_store)?;
    unit.end(lawful.showing(id)).await.map_err(of_store)?;
    app.jobs.wake();
    Ok(on_to(&format!("/users/{id}?done=restored")))
}
