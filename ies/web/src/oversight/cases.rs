//! The register of requests under data protection law, and the entering of a letter. EUDPR Art.
//! 14(3); R46; A21.

use axum::extract::State;
use axum::response::Response;
use fnd_register::Coded;
use fnd_web::extract::{Parameters, Posted};
use fnd_web::form::{Choice, Field};
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Target};
use ies_domain::rights::{self, About, Arrival, RightsError, receive};
use ies_domain::text::{ADDRESS, LETTER, TITLE};
use ies_pages::errors::sentence;
use ies_pages::oversight::{
    CaseRow, CaseState, CasesFilter, CasesPage, Channel, Done, Due, EnterForm, EnterPage, Right,
};
use ies_store::Outcome;
use ies_store::purpose::protecting::{CASES_A_PAGE, Case, CaseContent, CaseFilter};
use jiff::civil::Date;
use serde::Deserialize;

use super::steps::step;
use crate::admin::shared::{After, again, day, on_to, own, page_of, pager, shown};
use crate::app::{App, Shared};
use crate::call::Call;
use crate::oversight::case::unread;
use crate::problem::{by_rule, of_store};
use crate::said::{label, labels, said, wrong};
use crate::shell::{shell, words};

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Query {
    state: String,
    right: String,
    page: String,
    done: Option<String>,
}

/// Every right with its article.
pub(super) fn articles() -> Vec<(&'static str, &'static str)> {
    rights::Right::ALL.iter().map(|right| (right.code(), right.article())).collect()
}

/// The state as pages show it.
pub(super) fn state(state: rights::State) -> CaseState {
    match state {
        rights::State::Received => CaseState::Received,
        rights::State::IdentityCheck => CaseState::IdentityCheck,
        rights::State::InProgress => CaseState::InProgress,
        rights::State::Extended => CaseState::Extended,
        rights::State::Fulfilled => CaseState::Fulfilled,
        rights::State::Partly => CaseState::Partly,
        rights::State::Refused => CaseState::Refused,
        rights::State::Cancelled => CaseState::Cancelled,
    }
}

/// Until when it is answered; `None` once it is.
pub(super) fn due(case: &Case, today: Date) -> Option<Due> {
    let on = case.request.due_on;
    let days_left = today.until(on).map_or(0, |span| span.get_days());
    case.request.closed_at.is_none().then_some(Due { on, days_left })
}

/// A case as the register shows it.
pub(super) fn row(case: &Case, today: Date) -> CaseRow {
    CaseRow {
        number: case.request.number(),
        right: Right(case.request.right.code()),
        article: case.request.right.article().to_owned(),
        who: case.content.who.clone(),
        channel: Channel(case.request.channel.code()),
        received: case.request.received_on,
        due: due(case, today),
        state: state(case.request.state),
        href: format!("/cases/{}", case.request.id.to_uuid()),
    }
}

/// The register.
pub(super) async fn list(
    State(app): State<Shared>,
    call: Call,
    Parameters(query): Parameters<Query>,
) -> Result<Response, Problem> {
    let lawful = call.lawful(&app, Action::ListCases, &Target::nothing()).await?;
    let (today, number) = (day(lawful.at), page_of(&query.page));
    let filter = CaseFilter {
        state: rights::State::find(&query.state),
        right: rights::Right::find(&query.right),
        page: number,
    };
    let unit = app.store.protect(lawful.access()).await.map_err(of_store)?;
    let (found, total) = unit.cases(&filter).await.map_err(of_store)?;
    let counts = unit.case_counts(today).await.map_err(of_store)?;
    let outcome = Outcome::default().hitting(found.len()).showing(lawful.sent());
    unit.end(outcome).await.map_err(of_store)?;
    let words = words(&app, &call.visit);
    let mut form = CasesFilter::empty("/cases");
    let choice = |of: &rights::State| Choice::new(of.code(), words.text(state(*of).key()));
    form.states = rights::State::ALL.iter().map(choice).collect();
    form.rights = Right::with_articles(&words, &articles());
    form.state = Field::holding("state", query.state.as_str());
    form.right = Field::holding("right", query.right.as_str());
    let kept = [("state", query.state.as_str()), ("right", &query.right)];
    let after = After { done: query.done.clone() };
    let page = CasesPage {
        shell: CasesPage::shell(shell(&app, &call.visit, "/cases")),
        done: after.of(&[("entered", Done::Entered)]),
        open: counts.open,
        overdue: counts.overdue,
        filter: form,
        total,
        rows: found.iter().map(|case| row(case, today)).collect(),
        pager: pager((number, CASES_A_PAGE), total, "/cases", &kept),
        enter: "/cases/new".into(),
    };
    shown(&page)
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    right: String,
    channel: String,
    received: String,
    who: String,
    address: String,
    text: String,
}

/// The ways by which a request comes that somebody enters.
const CHANNELS: &[rights::Channel] =
    &[rights::Channel::Letter, rights::Channel::Mail, rights::Channel::InPerson];

fn page(app: &App, call: &Call, sent: &Sent) -> EnterPage {
    let words = words(app, &call.visit);
    let mut form = EnterForm::empty("/cases/new");
    form.rights = Right::with_articles(&words, &articles());
    let codes: Vec<_> = CHANNELS.iter().map(Coded::code).collect();
    form.channels = Channel::choices(&words, &codes);
    form.right = Field::holding("right", sent.right.as_str());
    form.channel = Field::holding("channel", sent.channel.as_str());
    form.received = Field::holding("received", sent.received.as_str());
    form.who = Field::holding("who", sent.who.as_str());
    form.address = Field::holding("address", sent.address.as_str());
    form.text = Field::holding("text", sent.text.as_str());
    EnterPage { shell: EnterPage::shell(shell(app, &call.visit, "/cases/new"), "/cases"), form }
}

/// The form.
pub(super) async fn form(State(app): State<Shared>, call: Call) -> Result<Response, Problem> {
    let lawful = call.lawful(&app, Action::EnterCase, &Target::nothing()).await?;
    app.store.note(lawful.access(), Outcome::default()).await.map_err(of_store)?;
    shown(&page(&app, &call, &Sent::default()))
}

/// What was typed, or the page with what is wrong.
fn read(app: &App, call: &Call, sent: &Sent) -> Result<Read, Box<EnterPage>> {
    let (words, mut page) = (words(app, &call.visit), page(app, call, sent));
    let right = rights::Right::find(&sent.right);
    let channel = rights::Channel::find(&sent.channel).filter(|one| CHANNELS.contains(one));
    let today = day(app.clock.now());
    let received = sent.received.parse::<Date>().ok().filter(|received| *received <= today);
    if right.is_none() {
        page.form.right.error = sentence(&words, "cases-right", "not-chosen", 0);
    }
    if channel.is_none() {
        page.form.channel.error = sentence(&words, "enter-channel", "not-chosen", 0);
    }
    if received.is_none() {
        page.form.received.error = words.text("enter-received-missing");
    }
    let take = |field: &mut Field, labels, typed| {
        let read = said(&words, labels, typed);
        field.error = read.as_ref().err().cloned().unwrap_or_default();
        read.unwrap_or_default()
    };
    let who = labels("enter-who", "enter-who-missing");
    let who = take(&mut page.form.who, who, (sent.who.as_str(), TITLE));
    let address = labels("enter-address", "enter-address-missing");
    let address = take(&mut page.form.address, address, (sent.address.as_str(), ADDRESS));
    // A letter may say no more than which right is used.
    let text = match sent.text.trim() {
        "" => String::new(),
        text => take(&mut page.form.text, label("case-text"), (text, LETTER)),
    };
    match (right, channel, received) {
        (Some(right), Some(channel), Some(received)) if page.form.errors().is_empty() => {
            Ok(Read { right, channel, received, who, address, text })
        }
        _ => Err(Box::new(page)),
    }
}

/// What was typed.
struct Read {
    right: rights::Right,
    channel: rights::Channel,
    received: Date,
    who: String,
    address: String,
    text: String,
}

/// Enters a request. About whom it is, is found out afterwards.
pub(super) async fn enter(
    State(app): State<Shared>,
    call: Call,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let lawful = call.lawful(&app, Action::EnterCase, &Target::nothing()).await?;
    let read = match read(&app, &call, &sent) {
        Ok(read) => read,
        Err(page) => return again(&*page),
    };
    let arrival = Arrival {
        id: app.ids.make(lawful.at),
        right: read.right,
        about: About::Nobody,
        channel: read.channel,
        received_on: read.received,
        ground: Some(read.text.as_str()).filter(|_| read.right.needs_ground()),
        has_acknowledged: false,
    };
    let received = match receive(&arrival, &app.site.holidays, lawful.at) {
        Ok(step) => step,
        Err(error @ (RightsError::GroundMissing | RightsError::Text(_))) => {
            let mut page = page(&app, &call, &sent);
            let words = words(&app, &call.visit);
            page.form.text.error = wrong(&words, label("case-text"), unread(&error));
            return again(&page);
        }
        Err(error) => return Err(by_rule(&error)),
    };
    let by = own(&call)?;
    let case = Case {
        content: CaseContent {
            who: read.who,
            address: read.address,
            text: read.text,
            ground: received.request.ground.clone().unwrap_or_default(),
            steps: vec![step(lawful.at, Some(by), "done-case-entered")],
            ..CaseContent::default()
        },
        request: received.request.clone(),
        entered_by: Some(by),
        decided_by: None,
        version: 1,
    };
    let id = case.request.id.to_uuid();
    let mut unit = app.store.protect(lawful.access()).await.map_err(of_store)?;
    unit.enter(&received, &case).await.map_err(of_store)?;
    unit.end(lawful.showing(id)).await.map_err(of_store)?;
    app.jobs.wake();
    Ok(on_to(&format!("/cases/{id}?done=entered")))
}
