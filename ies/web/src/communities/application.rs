//! `/communities/{place}/applications/{id}`: one application, and the decision on it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use fnd_core::Id;
use fnd_web::extract::{Posted, Segment};
use fnd_web::problem::Problem;
use ies_domain::access::Action;
use ies_domain::account::Account;
use ies_domain::coded::Enumerated;
use ies_domain::community::{Level, MembershipError, Room, Step, admit, decline as declined};
use ies_domain::text::{Extent, tidy};
use ies_pages::community::{AcceptForm, ApplicationPage, DeclineForm, Done, Tab};
use ies_store::Outcome;
use ies_store::purpose::communities::Said;
use ies_store::purpose::leading::Belonging;
use jiff::Timestamp;
use serde::Deserialize;

use super::applications::ends;
use super::{Entered, LIST, absent, done, enter_about, manager, subject};
use crate::app::{App, Shared};
use crate::call::Call;
use crate::problem::{by_rule, of_store};
use crate::shell::{html, local, shell, words};
use crate::shown;

const ACTION: Action = Action::ManageMembers;

/// The lead at the Community, and the applicant.
async fn at(
    app: &App,
    call: &Call,
    (place, id): (&str, &str),
) -> Result<(Entered, Id<Account>), Problem> {
    let Some(account) = subject(id) else { return Err(absent(app, call, (ACTION, None)).await?) };
    let entered = enter_about(app, call, place, (ACTION, account)).await?;
    Ok((entered, account))
}

/// `GET`: the application.
pub(super) async fn show(
    State(app): State<Shared>,
    call: Call,
    Segment((place, id)): Segment<(String, String)>,
) -> Result<Html<String>, Problem> {
    let (entered, account) = at(&app, &call, (&place, &id)).await?;
    let href = format!("{}/applications/{}", entered.href(), account.to_uuid());
    let forms = (
        AcceptForm::empty(format!("{href}/accept")),
        DeclineForm::empty(format!("{href}/decline")),
    );
    page(&app, &call, (&entered, account), forms).await
}

async fn page(
    app: &App,
    call: &Call,
    (entered, account): (&Entered, Id<Account>),
    (accept, decline): (AcceptForm, DeclineForm),
) -> Result<Html<String>, Problem> {
    let id = entered.found.row.community.id;
    let mut unit = app.store.lead(entered.lawful.access()).await.map_err(of_store)?;
    let one: Option<Belonging> = unit.application(id, account).await.map_err(of_store)?;
    let Some(one) = one else {
        drop(unit);
        return Err(absent(app, call, (ACTION, Some(account.to_uuid()))).await?);
    };
    let message = unit.message(&one.row).await.map_err(of_store)?;
    let notice = unit.notice(id).await.map_err(of_store)?;
    unit.count(1, &app.switches.permission).await.map_err(of_store)?;
    let outcome = entered.lawful.showing(account.to_uuid()).hitting(1);
    unit.end(outcome).await.map_err(of_store)?;
    let (words, place) = (words(app, &call.visit), entered.place(call, Tab::Applications));
    let path = format!("{}/{}", place.of(Tab::Applications), account.to_uuid());
    let name = one.fellow.card.full_name();
    let page = ApplicationPage {
        shell: ApplicationPage::shell(shell(app, &call.visit, &path), &place, LIST, &name),
        place,
        contact: shown::contact(&one.fellow.card),
        abroad: one.fellow.abroad.map(|why| shown::abroad(why, &words)),
        is_first_abroad: one.fellow.abroad.is_some() && notice.recipients().is_empty(),
        since: local(one.row.membership.since).date(),
        message,
        accept,
        decline,
    };
    html(&page)
}

/// An acceptance as it is sent.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Acceptance {
    #[serde(default)]
    level: String,
    #[serde(default)]
    ends: String,
}

/// `POST …/accept`: admits.
pub(super) async fn accept(
    State(app): State<Shared>,
    call: Call,
    Segment((place, id)): Segment<(String, String)>,
    Posted(request): Posted<Acceptance>,
) -> Result<Response, Problem> {
    let (entered, account) = at(&app, &call, (&place, &id)).await?;
    let words = words(&app, &call.visit);
    let (level, ends) =
        (Level::of_code(&request.level), ends(&request.ends, entered.lawful.at, &words));
    let href = format!("{}/applications/{}", entered.href(), account.to_uuid());
    let (Some(level), Ok(ends)) = (level, &ends) else {
        let mut form = AcceptForm::empty(format!("{href}/accept"));
        form.level.value.clone_from(&request.level);
        form.ends.value.clone_from(&request.ends);
        if level.is_none() {
            form.level.error = words.text("level-missing");
        }
        form.ends.error = ends.err().unwrap_or_default();
        let forms = (form, DeclineForm::empty(format!("{href}/decline")));
        let page = page(&app, &call, (&entered, account), forms).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let terms = Decision::Admit { level, ends: *ends };
    decide(&app, &call, (&entered, account), terms).await?;
    Ok(done(&format!("{}/applications", entered.href()), Done::Accepted).into_response())
}

/// A refusal as it is sent.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Refusal {
    #[serde(default)]
    reason: String,
}

const REASON: Extent = Extent { chars_max: 1000, lines_max: 20 };

/// `POST …/decline`: does not admit. The reason stands in the mail to the applicant.
pub(super) async fn decline(
    State(app): State<Shared>,
    call: Call,
    Segment((place, id)): Segment<(String, String)>,
    Posted(request): Posted<Refusal>,
) -> Result<Response, Problem> {
    let (entered, account) = at(&app, &call, (&place, &id)).await?;
    let words = words(&app, &call.visit);
    let href = format!("{}/applications/{}", entered.href(), account.to_uuid());
    let reason = match tidy(&request.reason, REASON) {
        Ok(reason) => reason,
        Err(error) => {
            let mut form = DeclineForm::empty(format!("{href}/decline"));
            form.reason.value.clone_from(&request.reason);
            form.reason.error = match error.code() {
                "missing" => words.text("application-reason-missing"),
                code => ies_pages::errors::sentence(&words, "application-reason", code, 1000),
            };
            let forms = (AcceptForm::empty(format!("{href}/accept")), form);
            let page = page(&app, &call, (&entered, account), forms).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    decide(&app, &call, (&entered, account), Decision::Decline { reason: &reason }).await?;
    Ok(done(&format!("{}/applications", entered.href()), Done::Declined).into_response())
}

/// What a lead decides.
enum Decision<'a> {
    Admit { level: Level, ends: Option<Timestamp> },
    Decline { reason: &'a str },
}

async fn decide(
    app: &App,
    call: &Call,
    (entered, account): (&Entered, Id<Account>),
    decision: Decision<'_>,
) -> Result<(), Problem> {
    let id = entered.found.row.community.id;
    let mut unit = app.store.lead(entered.lawful.access()).await.map_err(of_store)?;
    let held = unit.held(id, account).await.map_err(of_store)?;
    let held = held.ok_or_else(Problem::not_found)?;
    let level = unit.own_level(id).await.map_err(of_store)?;
    let by = manager(app, call, (level, entered.lawful.at))?;
    let joiner = unit.joiner(account, held.standing.as_ref()).await.map_err(of_store)?;
    let (Some(membership), Some(joiner)) = (held.membership(), joiner) else {
        drop(unit);
        return Err(absent(app, call, (ACTION, Some(account.to_uuid()))).await?);
    };
    let notice = unit.notice(id).await.map_err(of_store)?;
    let room = Room { community: &held.row.community, notice: &notice, now: entered.lawful.at };
    let (step, said): (Result<Step, MembershipError>, _) = match decision {
        Decision::Admit { level, ends } => {
            (admit(room, &by, (membership, &joiner), (level, ends)), Said::default())
        }
        Decision::Decline { reason } => {
            (declined(membership, &by), Said { message: None, reason: Some(reason) })
        }
    };
    match step {
        Ok(step) => {
            unit.save(&held, &step, said).await.map_err(of_store)?;
            unit.end(Outcome::on(account.to_uuid())).await.map_err(of_store)?;
            app.jobs.wake();
            Ok(())
        }
        Err(error) => {
            let outcome = Outcome::refused(error.code(), Some(account.to_uuid()));
            unit.end(outcome).await.map_err(of_store)?;
            Err(by_rule(&error))
        }
    }
}
