//! Taking note of the duties of a role: before that it does not work. Statement 6; R22, R26.

use axum::extract::State;
use axum::response::{Html, Response};
use fnd_core::Id;
use fnd_register::Coded;
use fnd_web::extract::{Posted, Segment};
use fnd_web::form::Field;
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Refusal, Standing, Target};
use ies_domain::role::{RoleError, RoleGrant};
use ies_pages::people::{AcknowledgeForm, Role};
use ies_pages::personal::AcknowledgePage;
use serde::Deserialize;
use uuid::Uuid;

use super::{account, again, end, on_to, open};
use crate::app::{App, Shared};
use crate::call::{Call, moment};
use crate::problem::{by_rule, of_store};
use crate::shell::{html, shell, words};

const MEMBERSHIPS: &str = "/my/memberships";

/// The form.
#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    document: String,
    #[serde(default)]
    acknowledged: String,
}

fn path(id: Uuid) -> String {
    format!("/my/roles/{id}/acknowledge")
}

/// The duties.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
) -> Result<Html<String>, Problem> {
    let (lawful, unit) = open(&app, &call, Action::ReadOwnMemberships).await?;
    let roles = unit.roles().await.map_err(of_store)?;
    end(&call, &lawful, unit).await?;
    let grant = roles.iter().find(|grant| grant.id == Id::from_uuid(id));
    let grant = grant.ok_or_else(Problem::not_found)?;
    html(&page(&app, &call, (grant, AcknowledgeForm::empty(path(id)))))
}

fn page(app: &App, call: &Call, (grant, form): (&RoleGrant, AcknowledgeForm)) -> AcknowledgePage {
    let shell = shell(app, &call.visit, &form.action);
    AcknowledgePage {
        shell: AcknowledgePage::shell(shell, MEMBERSHIPS, Role(grant.role.code())),
        form,
        back: MEMBERSHIPS.into(),
    }
}

/// Tells that one has no such role, to who uses the system; to others why they cannot.
async fn absent(app: &App, call: &Call, id: Uuid) -> Result<Problem, Problem> {
    let action = Action::AcknowledgeRole;
    let weighed = call.weigh(app, action, &Target::nothing()).err();
    let is_user = call.who.standing() == Standing::User;
    let refusal = weighed.filter(|_| !is_user).unwrap_or(Refusal::NotFound);
    call.refuse(app, (action, refusal), Some(id)).await
}

/// Takes note of them.
pub(super) async fn acknowledge(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Posted(typed): Posted<Form>,
) -> Result<Response, Problem> {
    let grants = call.who.person.grants.iter();
    let mine = grants.into_iter().find(|grant| grant.id == Id::from_uuid(id));
    let Some(mine) = mine else { return Err(absent(&app, &call, id).await?) };
    let target = Target::of_role(mine, mine.account);
    let lawful = call.lawful(&app, Action::AcknowledgeRole, &target).await;
    let lawful = lawful.map_err(|problem| problem.back_to(&path(id)))?;
    let mut unit = app.store.own(lawful.access(), account(&call)?).await.map_err(of_store)?;
    unit.account().await.map_err(of_store)?;
    let roles = unit.roles().await.map_err(of_store)?;
    let grant = roles.iter().find(|grant| grant.id == Id::from_uuid(id));
    let grant = grant.ok_or_else(Problem::not_found)?;
    let words = words(&app, &call.visit);
    let mut form = AcknowledgeForm::empty(path(id));
    form.document = Field::holding("document", &typed.document);
    form.acknowledged = Field::holding("acknowledged", &typed.acknowledged);
    if typed.acknowledged.is_empty() {
        form.acknowledged = form.acknowledged.wrong(words.text("acknowledge-box-missing"));
        return Ok(again(html(&page(&app, &call, (grant, form)))?));
    }
    let actor = call.actor().ok_or_else(Problem::not_found)?;
    match grant.acknowledge(&actor, &typed.document, moment(&app, lawful.at)) {
        Ok(after) => unit.acknowledge_role(&after).await.map_err(of_store)?,
        Err(RoleError::Document(_)) => {
            form.document = form.document.wrong(words.text("acknowledge-document-missing"));
            return Ok(again(html(&page(&app, &call, (grant, form)))?));
        }
        Err(error) => return Err(by_rule(&error)),
    }
    unit.end(lawful.showing(id)).await.map_err(of_store)?;
    Ok(on_to(MEMBERSHIPS, "duties"))
}
