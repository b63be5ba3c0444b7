//! `/communities/{place}/join`: what is shown before joining, and the application. R36, R37.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use fnd_core::Id;
use fnd_register::Coded;
use fnd_web::extract::{Posted, Segment};
use fnd_web::form::Hidden;
use fnd_web::problem::Problem;
use fnd_web::words::Words;
use ies_domain::access::Action;
use ies_domain::community::{
    self, JoinNotice, JoinPolicy, Joiner, MembershipError, NoticeSeen, Room, State as Standing,
    turn_down,
};
use ies_domain::organisation::Organisation;
use ies_domain::text::kept;
use ies_pages::community::{ApplyForm, Done, JoinPage, JoinWay, Kind};
use ies_store::Outcome;
use ies_store::purpose::communities::{Communities, Said};
use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

use super::{Entered, LIST, done, enter};
use crate::app::{App, Shared};
use crate::call::Call;
use crate::problem::{by_rule, of_store};
use crate::shell::{html, local, shell, words};
use crate::shown;

/// What the page tells before joining.
pub(super) struct Before {
    pub(super) members: u32,
    pub(super) notice: JoinNotice,
}

/// `GET`: the page. Who belongs already, or is invited, is led on.
pub(super) async fn show(
    State(app): State<Shared>,
    call: Call,
    Segment(place): Segment<String>,
) -> Result<Response, Problem> {
    let entered = enter(&app, &call, &place, Action::ReadNotice).await?;
    match entered.found.state(entered.lawful.at) {
        Some(Standing::Active) => return Ok(Redirect::to(&entered.href()).into_response()),
        Some(Standing::Invited) => {
            let to = format!("{}/invitation", entered.href());
            return Ok(Redirect::to(&to).into_response());
        }
        Some(Standing::Applied | Standing::Declined | Standing::Lapsed | Standing::Ended)
        | None => {}
    }
    let before = before(&app, &entered).await?;
    let mut form = empty(&entered, &before.notice);
    if !before.notice.recipients().is_empty() && !covers_transfers(&call, entered.lawful.at) {
        let said = words(&app, &call.visit).text("refused-transfer-consent-missing");
        form.transfer = form.transfer.wrong(said);
    }
    Ok(page(&app, &call, &entered, (&before, form))?.into_response())
}

/// Reads what is shown before joining.
pub(super) async fn before(app: &App, entered: &Entered) -> Result<Before, Problem> {
    let unit = app.store.communities(entered.lawful.access()).await.map_err(of_store)?;
    let id = entered.found.row.community.id;
    let members = unit.members(id).await.map_err(of_store)?;
    let notice = unit.notice(id).await.map_err(of_store)?;
    unit.end(Outcome::on(entered.id())).await.map_err(of_store)?;
    Ok(Before { members, notice })
}

/// Whether the caller's consent to transfers stands.
pub(super) fn covers_transfers(call: &Call, now: Timestamp) -> bool {
    call.who.person.consent.as_ref().is_some_and(|consent| consent.covers_transfers(now))
}

fn empty(entered: &Entered, notice: &JoinNotice) -> ApplyForm {
    let mut form = ApplyForm::empty(format!("{}/join", entered.href()));
    form.hidden = vec![shown_to(notice)];
    form
}

/// The recipients that the page shows, sent back with the form.
pub(super) fn shown_to(notice: &JoinNotice) -> Hidden {
    let ids = notice.recipients().iter().map(|one| one.organisation.to_uuid().to_string());
    Hidden { name: "shown", value: ids.collect::<Vec<_>>().join(" ") }
}

/// What somebody has seen who sent back `shown` and said so with `transfer`. Of what was sent
/// back only recipients of now are kept: others cannot have been shown.
pub(super) fn seen(
    notice: &JoinNotice,
    (shown, transfer): (&str, &str),
    at: Timestamp,
) -> NoticeSeen {
    let said = !transfer.is_empty() || notice.recipients().is_empty();
    let ids: Vec<Id<Organisation>> = shown
        .split_whitespace()
        .filter_map(|id| Uuid::try_parse(id).ok())
        .map(Id::from_uuid)
        .collect();
    let known = notice.recipients().iter().map(|recipient| recipient.organisation);
    let organisations = known.filter(|id| said && ids.contains(id)).collect();
    NoticeSeen { at, organisations }
}

/// The sentence at the box for the transfer, when that is what is missing.
pub(super) fn transfer_error(
    error: &MembershipError,
    transfer: &str,
    words: &Words,
) -> Option<String> {
    if *error == MembershipError::TransferConsentMissing {
        Some(words.text("refused-transfer-consent-missing"))
    } else if *error != MembershipError::NoticeNotSeen {
        None
    } else if transfer.is_empty() {
        Some(words.text("join-transfer-missing"))
    } else {
        Some(words.text("refused-notice-not-seen"))
    }
}

fn page(
    app: &App,
    call: &Call,
    entered: &Entered,
    (before, form): (&Before, ApplyForm),
) -> Result<axum::response::Html<String>, Problem> {
    let (words, row) = (words(app, &call.visit), &entered.found.row);
    let language = call.visit.language.code();
    let path = format!("{}/join", entered.href());
    let way = match (entered.found.state(entered.lawful.at), row.community.join) {
        (Some(Standing::Applied), _) => JoinWay::Applied {
            since: local(entered.found.membership().map_or(entered.lawful.at, |one| one.since))
                .date(),
            take_back: format!("{path}/take-back"),
        },
        (_, JoinPolicy::Invite) => JoinWay::InvitationOnly,
        (_, JoinPolicy::Apply) => JoinWay::Apply(Box::new(form)),
    };
    let page = JoinPage {
        shell: JoinPage::shell(shell(app, &call.visit, &path), LIST, row.name(language)),
        kind: Kind(row.community.kind.code()),
        purpose: row.purpose(language).to_owned(),
        members: before.members,
        recipients: shown::recipients(&before.notice, &words),
        way,
    };
    html(&page)
}

/// An application as it is sent.
#[derive(Debug, Deserialize)]
pub(super) struct Request {
    #[serde(default)]
    message: String,
    #[serde(default)]
    transfer: String,
    #[serde(default)]
    shown: String,
}

/// `POST`: applies.
pub(super) async fn apply(
    State(app): State<Shared>,
    call: Call,
    Segment(place): Segment<String>,
    Posted(request): Posted<Request>,
) -> Result<Response, Problem> {
    let entered = enter(&app, &call, &place, Action::ApplyToJoin).await?;
    let id = entered.found.row.community.id;
    let mut unit = app.store.communities(entered.lawful.access()).await.map_err(of_store)?;
    let held = unit.held(id, entered.me).await.map_err(of_store)?;
    let Some(held) = held else { return Err(Problem::not_found()) };
    let notice = unit.notice(id).await.map_err(of_store)?;
    let now = entered.lawful.at;
    let sent = (request.shown.as_str(), request.transfer.as_str());
    let joiner = joiner(&unit, &call, &entered, seen(&notice, sent, now)).await?;
    let room = Room { community: &held.row.community, notice: &notice, now };
    match community::apply(room, &joiner, held.membership(), &request.message) {
        Ok(step) => {
            let message = kept(&request.message);
            let said = Said { message: Some(&message), reason: None };
            unit.save(&held, &step, said).await.map_err(of_store)?;
            unit.end(Outcome::on(entered.id())).await.map_err(of_store)?;
            app.jobs.wake();
            Ok(done(LIST, Done::Applied).into_response())
        }
        Err(error) => {
            let members = unit.members(id).await.map_err(of_store)?;
            let outcome = Outcome::refused(error.code(), Some(entered.id()));
            unit.end(outcome).await.map_err(of_store)?;
            let form = wrong(&app, &call, (&entered, &notice), (&request, &error))?;
            let before = Before { members, notice };
            let page = page(&app, &call, &entered, (&before, form))?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

/// The caller as somebody who is to join, having seen `seen`.
pub(super) async fn joiner(
    unit: &Communities,
    call: &Call,
    entered: &Entered,
    seen: NoticeSeen,
) -> Result<Joiner, Problem> {
    let head = call.who.person.account.as_ref().ok_or_else(Problem::not_found)?;
    Ok(Joiner {
        account: entered.me,
        state: head.account.state,
        recipient: unit.recipient(entered.me).await.map_err(of_store)?,
        covers_transfers: covers_transfers(call, entered.lawful.at),
        seen: Some(seen),
    })
}

/// The form again with what is wrong, or the problem when it is not about the form.
fn wrong(
    app: &App,
    call: &Call,
    (entered, notice): (&Entered, &JoinNotice),
    (request, error): (&Request, &MembershipError),
) -> Result<ApplyForm, Problem> {
    let words = words(app, &call.visit);
    let mut form = empty(entered, notice);
    form.message.value.clone_from(&request.message);
    form.transfer.value.clone_from(&request.transfer);
    if let Some(said) = transfer_error(error, &request.transfer, &words) {
        form.transfer = form.transfer.wrong(said);
    } else if let MembershipError::Message(text) = error {
        form.message = form.message.wrong(match text.code() {
            "missing" => words.text("join-message-missing"),
            code => ies_pages::errors::sentence(&words, "join-message", code, 1000),
        });
    } else {
        return Err(by_rule(error));
    }
    Ok(form)
}

/// `POST …/take-back`: takes the application back.
pub(super) async fn take_back(
    State(app): State<Shared>,
    call: Call,
    Segment(place): Segment<String>,
) -> Result<Redirect, Problem> {
    let entered = enter(&app, &call, &place, Action::ApplyToJoin).await?;
    turned_down(&app, &entered).await?;
    Ok(done(LIST, Done::TakenBack))
}

/// Takes back or turns down what the caller has not decided on, in the unit of its access.
pub(super) async fn turned_down(app: &App, entered: &Entered) -> Result<(), Problem> {
    let id = entered.found.row.community.id;
    let mut unit = app.store.communities(entered.lawful.access()).await.map_err(of_store)?;
    let held = unit.held(id, entered.me).await.map_err(of_store)?;
    let held = held.ok_or_else(Problem::not_found)?;
    let turned = match held.membership() {
        Some(membership) => turn_down(membership, entered.me, entered.lawful.at),
        None => Err(MembershipError::NotNow),
    };
    match turned {
        Ok(step) => unit.save(&held, &step, Said::default()).await.map_err(of_store)?,
        Err(error) => {
            let outcome = Outcome::refused(error.code(), Some(entered.id()));
            unit.end(outcome).await.map_err(of_store)?;
            return Err(by_rule(&error));
        }
    }
    unit.end(Outcome::on(entered.id())).await.map_err(of_store)
}
