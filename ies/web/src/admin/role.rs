//! One role: the second person, the acknowledgement, the certification, the end. Statement 6;
//! R22, R26, R28; A22.

use axum::extract::State;
use axum::response::Response;
use fnd_core::Id;
use fnd_web::extract::{Parameters, Posted, Segment};
use fnd_web::form::Field;
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Refusal, Target};
use ies_domain::log::Event;
use ies_domain::role::{Hand, RoleError};
use ies_pages::confirm::{ConfirmPage, Deed};
use ies_pages::people::{AcknowledgeForm, ApprovalForm, CertifyForm, GrantPage, Needs};
use ies_store::Outcome;
use ies_store::purpose::roles::{Granting, Held};
use serde::Deserialize;
use uuid::Uuid;

use super::roles::{DONE, granter, row, signed};
use super::shared::{After, again_after, on_to, own, shown};
use crate::app::{App, Shared};
use crate::call::{Call, Lawful, moment};
use crate::problem::{by_rule, of_store};
use crate::shell::{shell, words};

/// What the forms of the page send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    answer: String,
    reason: String,
    document: String,
    acknowledged: String,
    months: String,
}

/// A role, opened for an action on it.
struct Opened {
    lawful: Lawful,
    unit: Granting,
    held: Held,
}

impl Opened {
    async fn end(self, id: Uuid) -> Result<(), Problem> {
        self.unit.end(self.lawful.showing(id)).await.map_err(of_store)
    }
}

/// Opens a role for `action`; who may not even know of it is told that it is not there, and the
/// refusal is logged.
async fn open(app: &App, call: &Call, action: Action, id: Uuid) -> Result<Opened, Problem> {
    open_asking(app, call, (action, id), "").await
}

async fn open_asking(
    app: &App,
    call: &Call,
    (action, id): (Action, Uuid),
    asked: &str,
) -> Result<Opened, Problem> {
    let grant_id = Id::from_uuid(id);
    let found = app.store.look_at_role(grant_id, app.clock.now()).await.map_err(of_store)?;
    let target = match (&found, call.who.account()) {
        (Some(grant), Some(caller)) => Target::of_role(grant, caller),
        (None, Some(_)) if call.who.may(Action::ReadRoles, &Target::nothing()) => {
            return Err(call.refuse(app, (action, Refusal::NotFound), Some(id)).await?);
        }
        _ => Target::nothing(),
    };
    let lawful = call.lawful(app, action, &target).await?;
    let unit = app.store.roles(lawful.access().asking(asked)).await.map_err(of_store)?;
    let held = unit.role(grant_id).await.map_err(of_store)?.ok_or_else(Problem::not_found)?;
    Ok(Opened { lawful, unit, held })
}

async fn drawn(app: &App, call: &Call, unit: &Granting, held: &Held) -> Result<GrantPage, Problem> {
    let (words, now) = (words(app, &call.visit), app.clock.now());
    let names = unit.names(&signed(&held.grant)).await.map_err(of_store)?;
    let grant = row(held, (&names, &words), (now, &app.switches.permission));
    let path = grant.href.clone();
    let caller = own(call)?;
    let target = Target::of_role(&held.grant, caller);
    let may = |action| call.who.may(action, &target);
    let is_open = held.grant.ended.is_none();
    let is_waiting = grant.needs == Needs::Approval && is_open;
    let lacks = is_open && grant.needs == Needs::Acknowledgement;
    let is_in_use = is_open && matches!(grant.needs, Needs::Nothing | Needs::Certification);
    let to = |what: &str| format!("{path}/{what}");
    Ok(GrantPage {
        shell: GrantPage::shell(shell(app, &call.visit, &path), "/roles", &grant),
        done: None,
        reason: unit.reason(&held.grant).await.map_err(of_store)?,
        approval: (is_waiting && may(Action::ApproveRole))
            .then(|| ApprovalForm::empty(to("answer"))),
        is_proposer: held.grant.proposed.by == Hand::Account(caller),
        acknowledge: (lacks && may(Action::AcknowledgeRole))
            .then(|| AcknowledgeForm::empty(to("acknowledge"))),
        certify: (is_in_use && may(Action::CertifyRole)).then(|| CertifyForm::empty(to("certify"))),
        end: if is_open && may(Action::EndRole) { to("end") } else { String::new() },
        grant,
    })
}

/// Who may look at a role: who looks after roles, and its holder.
async fn look(app: &App, call: &Call, id: Uuid) -> Result<Opened, Problem> {
    if call.who.may(Action::ReadRoles, &Target::nothing()) {
        open(app, call, Action::ReadRoles, id).await
    } else {
        open(app, call, Action::AcknowledgeRole, id).await
    }
}

/// The page.
pub(super) async fn page(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Parameters(after): Parameters<After>,
) -> Result<Response, Problem> {
    let opened = look(&app, &call, id).await?;
    let mut page = drawn(&app, &call, &opened.unit, &opened.held).await?;
    page.done = after.of(DONE);
    opened.end(id).await?;
    shown(&page)
}

/// The second person approves, or turns the proposal down.
pub(super) async fn answer(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    if sent.answer == "turn-down" {
        return turn_down(&app, &call, id, &sent).await;
    }
    let mut opened = open(&app, &call, Action::ApproveRole, id).await?;
    let by = granter(&app, &call, &opened.unit).await?;
    let grant = opened.held.grant.approve(&by, moment(&app, opened.lawful.at));
    let grant = grant.map_err(|error| by_rule(&error))?;
    opened.unit.approve(&grant).await.map_err(of_store)?;
    opened.end(id).await?;
    app.jobs.wake();
    Ok(on_to(&format!("/roles/{id}?done=approved")))
}

async fn turn_down(app: &App, call: &Call, id: Uuid, sent: &Sent) -> Result<Response, Problem> {
    let reason = sent.reason.trim();
    let mut opened = open_asking(app, call, (Action::EndRole, id), reason).await?;
    if reason.is_empty() {
        let mut page = drawn(app, call, &opened.unit, &opened.held).await?;
        let words = words(app, &call.visit);
        if let Some(form) = page.approval.as_mut() {
            form.reason.error = words.text("turn-down-reason-missing");
        }
        return again_after(opened.unit.end(opened.lawful.wrong(Some(id))), &page).await;
    }
    finish(app, call, &mut opened).await?;
    opened.end(id).await?;
    app.jobs.wake();
    Ok(on_to("/roles?done=turned-down"))
}

async fn finish(app: &App, call: &Call, opened: &mut Opened) -> Result<(), Problem> {
    let by = granter(app, call, &opened.unit).await?;
    let grant = opened.held.grant.end(&by, moment(app, opened.lawful.at));
    let grant = grant.map_err(|error| by_rule(&error))?;
    opened.unit.end_role(&grant).await.map_err(of_store)
}

/// The holder acknowledges confidentiality, data protection and non-disclosure.
pub(super) async fn acknowledge(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let mut opened = open(&app, &call, Action::AcknowledgeRole, id).await?;
    let words = words(&app, &call.visit);
    let actor = call.actor().ok_or_else(Problem::not_found)?;
    let moment = moment(&app, opened.lawful.at);
    let grant = opened.held.grant.acknowledge(&actor, &sent.document, moment);
    let is_unnamed = matches!(grant, Err(RoleError::Document(_)));
    let is_unticked = sent.acknowledged.is_empty();
    if is_unnamed || is_unticked {
        let mut page = drawn(&app, &call, &opened.unit, &opened.held).await?;
        if let Some(form) = page.acknowledge.as_mut() {
            form.document = Field::holding("document", sent.document.as_str());
            if is_unnamed {
                form.document.error = words.text("acknowledge-document-missing");
            }
            if is_unticked {
                form.acknowledged.error = words.text("acknowledge-box-missing");
            }
        }
        return again_after(opened.unit.end(opened.lawful.wrong(Some(id))), &page).await;
    }
    let grant = grant.map_err(|error| by_rule(&error))?;
    opened.unit.save(&grant, Event::RoleAcknowledged).await.map_err(of_store)?;
    opened.end(id).await?;
    Ok(on_to(&format!("/roles/{id}?done=acknowledged")))
}

/// Certifies that the role is still needed.
pub(super) async fn certify(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let mut opened = open(&app, &call, Action::CertifyRole, id).await?;
    let by = granter(&app, &call, &opened.unit).await?;
    let months = sent.months.trim().parse().unwrap_or(0);
    let times = &app.switches.permission;
    let moment = moment(&app, opened.lawful.at);
    match opened.held.grant.certify(&by, months, moment, times) {
        Ok(grant) => {
            opened.unit.save(&grant, Event::RoleCertified).await.map_err(of_store)?;
            opened.end(id).await?;
            Ok(on_to(&format!("/roles/{id}?done=certified")))
        }
        Err(RoleError::Months { .. }) => {
            let mut page = drawn(&app, &call, &opened.unit, &opened.held).await?;
            if let Some(form) = page.certify.as_mut() {
                form.months = Field::holding("months", sent.months)
                    .wrong(words(&app, &call.visit).text("certify-months-wrong"));
            }
            again_after(opened.unit.end(opened.lawful.wrong(Some(id))), &page).await
        }
        Err(error) => Err(by_rule(&error)),
    }
}

/// The question whether to end the role.
pub(super) async fn ask_end(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
) -> Result<Response, Problem> {
    let opened = open(&app, &call, Action::EndRole, id).await?;
    let page = drawn(&app, &call, &opened.unit, &opened.held).await?;
    let words = words(&app, &call.visit);
    let fact = (words.text("roles-role"), page.grant.role.text(&words));
    let confirm = ConfirmPage {
        shell: ConfirmPage::shell(page.shell, Deed::EndRole, &opened.held.name),
        deed: Deed::EndRole,
        facts: vec![fact],
        action: format!("/roles/{id}/end"),
        hidden: Vec::new(),
        back: format!("/roles/{id}"),
    };
    opened.end(id).await?;
    shown(&confirm)
}

/// Ends the role.
pub(super) async fn end(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
) -> Result<Response, Problem> {
    let mut opened = open(&app, &call, Action::EndRole, id).await?;
    finish(&app, &call, &mut opened).await?;
    opened.unit.end(Outcome::on(id).showing(opened.lawful.sent())).await.map_err(of_store)?;
    app.jobs.wake();
    let is_own = call.who.account() == Some(opened.held.grant.account);
    let is_reader = call.who.may(Action::ReadRoles, &Target::nothing());
    Ok(on_to(if is_own && !is_reader { "/my/memberships" } else { "/roles?done=ended" }))
}
