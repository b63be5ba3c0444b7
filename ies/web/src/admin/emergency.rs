//! Emergency access for who runs the machines: asked for, approved by two others, ended. Statement
//! 7; R35; A6, A22.

pub(super) mod approve;
pub(super) mod ask;
pub(super) mod end;
pub(super) mod list;

use std::collections::BTreeMap;

use axum::response::Response;
use fnd_core::Id;
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Refusal, Target};
use ies_domain::account::Account;
use ies_domain::log::Event;
use ies_domain::mail::Mail;
use ies_domain::role::{Emergency, EmergencyTarget, Phase};
use ies_pages::confirm::{ConfirmPage, Deed};
use ies_pages::people::{Done, EmergencyForm, EmergencyPage, EmergencyPhase, EmergencyRow};
use ies_store::purpose::roles::Granting;
use jiff::{Span, Timestamp};
use uuid::Uuid;

use super::shared::{name, on_to, shown};
use crate::app::App;
use crate::call::{Call, Lawful};
use crate::people::path_of;
use crate::problem::of_store;
use crate::shell::{local, shell, words, zone};

/// Where the list is.
const PATH: &str = "/emergency";
/// What was done, by the code in the address.
const DONE: &[(&str, Done)] = &[
    ("asked", Done::EmergencyAsked),
    ("approved", Done::EmergencyApproved),
    ("ended", Done::EmergencyEnded),
];

/// An emergency access, opened for an action on it.
struct Opened {
    lawful: Lawful,
    unit: Granting,
    found: Emergency,
}

/// Opens the emergency access `id` for the action that `action_of` says it is. Who has nothing to
/// do with emergencies is told so, whether or not there is such a one.
async fn open(
    app: &App,
    call: &Call,
    id: Uuid,
    action_of: fn(&Emergency, Id<Account>) -> Action,
) -> Result<Opened, Problem> {
    let now = app.clock.now();
    let found = app.store.look_at_emergency(Id::from_uuid(id), now).await.map_err(of_store)?;
    let (Some(caller), Some(found)) = (call.who.account(), found) else {
        call.lawful(app, Action::ReadEmergencies, &Target::nothing()).await?;
        let tried = (Action::ApproveEmergency, Refusal::NotFound);
        return Err(call.refuse(app, tried, Some(id)).await?);
    };
    let target = Target::of_account(found.account, Some(caller));
    let lawful = call.lawful(app, action_of(&found, caller), &target).await?;
    let unit = app.store.roles(lawful.access()).await.map_err(of_store)?;
    let found = unit.emergency(Id::from_uuid(id)).await.map_err(of_store)?;
    Ok(Opened { lawful, unit, found: found.ok_or_else(Problem::not_found)? })
}

impl Opened {
    /// Stores what became of it, and goes back to the list.
    async fn save(
        mut self,
        app: &App,
        changed: &Emergency,
        (event, mails): (Event, &[Mail]),
        done: &str,
    ) -> Result<Response, Problem> {
        self.unit.save_emergency(changed, (event, mails)).await.map_err(of_store)?;
        self.end().await?;
        app.jobs.wake();
        Ok(on_to(&format!("{PATH}?done={done}")))
    }

    async fn end(self) -> Result<(), Problem> {
        let id = self.found.id.to_uuid();
        self.unit.end(self.lawful.showing(id)).await.map_err(of_store)
    }

    /// The question before `deed`, which is confirmed at `what`.
    async fn confirm(
        self,
        app: &App,
        call: &Call,
        (deed, what): (Deed, &str),
    ) -> Result<Response, Problem> {
        let (found, words) = (&self.found, words(app, &call.visit));
        let names = names(&self.unit, std::slice::from_ref(found)).await?;
        let path = format!("{PATH}/{}/{what}", found.id.to_uuid());
        let visited = shell(app, &call.visit, &path).below(PATH, words.text("emergency-title"));
        let page = ConfirmPage {
            shell: ConfirmPage::shell(visited, deed, &name(&names, found.account)),
            deed,
            facts: vec![
                (words.text("emergency-what"), what_of(found, &words)),
                (words.text("emergency-reason"), found.reason.clone()),
            ],
            action: path,
            hidden: Vec::new(),
            back: PATH.into(),
        };
        self.end().await?;
        shown(&page)
    }
}

/// Everything of the last year, as far as it is kept.
async fn listed(unit: &Granting, now: Timestamp) -> Result<Vec<Emergency>, Problem> {
    let before = now.to_zoned(zone()).checked_sub(Span::new().years(1));
    let from = before.map_or(Timestamp::UNIX_EPOCH, |before| before.timestamp());
    unit.emergencies(from).await.map_err(of_store)
}

async fn names(unit: &Granting, found: &[Emergency]) -> Result<BTreeMap<Uuid, String>, Problem> {
    let people = found.iter().flat_map(people);
    let ids: Vec<Uuid> = people.map(Id::to_uuid).collect();
    unit.names(&ids).await.map_err(of_store)
}

/// Who asked and who approved.
fn people(found: &Emergency) -> Vec<Id<Account>> {
    [vec![found.account], approvers(found)].concat()
}

fn approvers(found: &Emergency) -> Vec<Id<Account>> {
    let second = found.second.map(|(by, _)| by);
    [found.first, second].into_iter().flatten().collect()
}

/// The page with everything of the last year, and the form for whoever may ask.
async fn page(app: &App, call: &Call, unit: &Granting) -> Result<EmergencyPage, Problem> {
    let now = app.clock.now();
    let found = listed(unit, now).await?;
    let names = names(unit, &found).await?;
    let may_ask = call.who.may(Action::AskEmergency, &Target::nothing());
    Ok(EmergencyPage {
        shell: EmergencyPage::shell(shell(app, &call.visit, PATH)),
        done: None,
        form: may_ask.then(|| EmergencyForm::empty(PATH)),
        rows: found.iter().map(|one| row(app, call, (one, &names), now)).collect(),
    })
}

fn row(
    app: &App,
    call: &Call,
    (found, names): (&Emergency, &BTreeMap<Uuid, String>),
    now: Timestamp,
) -> EmergencyRow {
    let (times, words) = (&app.switches.permission, words(app, &call.visit));
    let (caller, phase) = (call.who.account(), found.phase(now, times));
    let is_own = caller == Some(found.account);
    let target = Target::of_account(found.account, caller);
    let may_approve = call.who.may(Action::ApproveEmergency, &target);
    let is_waiting = matches!(phase, Phase::Asked | Phase::ApprovedOnce);
    let has_approved = caller.is_some() && found.first == caller;
    let to = |what: &str, is_there: bool| {
        if is_there { format!("{PATH}/{}/{what}", found.id.to_uuid()) } else { String::new() }
    };
    let look = match found.target {
        EmergencyTarget::Scan(id) if is_own && phase == Phase::Open => {
            format!("{}/scan", path_of(id.to_uuid()))
        }
        EmergencyTarget::Scan(_) | EmergencyTarget::Community(_) => String::new(),
    };
    EmergencyRow {
        what: what_of(found, &words),
        asker: name(names, found.account),
        reason: found.reason.clone(),
        asked: local(found.asked_at),
        approvers: approvers(found).into_iter().map(|by| name(names, by)).collect(),
        until: local(found.until(times)),
        phase: shown_as(phase),
        approve: to("approve", may_approve && is_waiting && !has_approved),
        waits_for_colleague: has_approved && phase == Phase::ApprovedOnce,
        end: to("end", (may_approve || is_own) && phase != Phase::Over),
        look,
    }
}

const fn shown_as(phase: Phase) -> EmergencyPhase {
    match phase {
        Phase::Asked => EmergencyPhase::Asked,
        Phase::ApprovedOnce => EmergencyPhase::ApprovedOnce,
        Phase::Open => EmergencyPhase::Open,
        Phase::Over => EmergencyPhase::Over,
    }
}

/// To what it is. A request is named by the end of its identifier, as the beginning is a time.
fn what_of(found: &Emergency, words: &fnd_web::words::Words) -> String {
    match found.target {
        EmergencyTarget::Scan(id) => {
            let id = id.to_uuid().simple().to_string().to_uppercase();
            words.one("emergency-scan", "number", id.get(24..).unwrap_or_default())
        }
        EmergencyTarget::Community(_) => words.text("emergency-community"),
    }
}
