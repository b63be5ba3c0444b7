//! One request: what the applicant says beside what the scan shows. Statement 7; R35; A7, A22.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use fnd_core::{CountryCode, Id};
use fnd_register::Coded;
use fnd_web::extract::{Parameters, Segment};
use fnd_web::form::{Choice, Field};
use fnd_web::problem::Problem;
use fnd_web::words::Words;
use ies_domain::access::{Action, Refusal, Target};
use ies_domain::account;
use ies_domain::organisation::{Countries, Organisation, is_evidently_eligible};
use ies_domain::person::ContactCard;
use ies_domain::registration::{RefusalReason as Reason, Registration, State as Stage, expires_at};
use ies_domain::retention::request_erased_at;
use ies_domain::scan::Scan;
use ies_domain::session::AssuranceLevel;
use ies_domain::text::TextError;
use ies_pages::declared::Explained;
use ies_pages::people::{
    AcceptForm, AskForm, Asked, Assurance, Decision, Done, Double, Forms, Hold, Likeness, Login,
    Obstacle, RefusalReason, RefuseForm, ReviewPage, ScanView,
};
use ies_pages::person::OrganisationKind;
use ies_store::purpose::reviewing::Reviewing;
use ies_store::{CountryTable, Message, Request};
use serde::Deserialize;
use uuid::Uuid;

use super::queue::done;
use super::shown::{abroad, kind, stage};
use super::{QUEUE, path_of};
use crate::admin::shared::state_of;
use crate::app::{App, Shared};
use crate::call::Call;
use crate::entry::contact;
use crate::problem::of_store;
use crate::said::{self, labels};
use crate::shell::{html, local, shell, words};

/// What the form sends for an organisation that is not on file.
pub(super) const NEW_ORGANISATION: &str = "new";

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Query {
    /// What was just done.
    #[serde(default)]
    done: Option<String>,
    /// `show`, to see the scan.
    #[serde(default)]
    scan: Option<String>,
    #[serde(default, rename = "lang")]
    _language: Option<String>,
}

/// A form that was sent and is shown again, with what is wrong with it.
#[derive(Debug, Default)]
pub(super) struct Wrong {
    /// The fields of acceptance: organisation, kind, why eligible, compared.
    pub accept: Option<[Field; 4]>,
    /// The fields of refusal: reason, message, note.
    pub refuse: Option<[Field; 3]>,
    /// The question, and what is wrong with it.
    pub ask: Option<(Field, TextError)>,
}

impl Wrong {
    /// A question that cannot be sent.
    pub(super) fn question(typed: &str, error: TextError) -> Self {
        Self { ask: Some((Field::holding("question", typed), error)), ..Self::default() }
    }
}

/// The page.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Parameters(query): Parameters<Query>,
) -> Result<Response, Problem> {
    let done = query.done.as_deref().and_then(done);
    let is_shown = query.scan.as_deref() == Some("show");
    let page = page(&app, &call, Id::from_uuid(id), (done, is_shown, None)).await?;
    Ok(html(&page)?.into_response())
}

/// Everything that is read for the page.
struct Read {
    request: Request,
    messages: Vec<Message>,
    communities: Vec<String>,
    organisations: Vec<Organisation>,
    doubles: Vec<Double>,
    consents: Vec<(String, jiff::civil::DateTime)>,
    hold: Hold,
    note: String,
    has_looked: bool,
    is_lost: bool,
    is_eligible: bool,
    countries: CountryTable,
    target: Target,
}

/// The page on the request `id`.
pub(super) async fn page(
    app: &App,
    call: &Call,
    id: Id<Registration>,
    (done, is_shown, wrong): (Option<Done>, bool, Option<Wrong>),
) -> Result<ReviewPage, Problem> {
    let path = path_of(id.to_uuid());
    let lawful = call.lawful_on_request(app, Action::ReadRequest, id).await?;
    let unit = app.store.review(lawful.access()).await.map_err(of_store)?;
    let found = unit.request(id).await.map_err(of_store)?;
    let request = found.ok_or_else(Problem::not_found)?;
    let words = words(app, &call.visit);
    let read = read(app, call, (&unit, &words), request).await?;
    unit.end(lawful.showing(id.to_uuid())).await.map_err(of_store)?;
    let registration = &read.request.registration;
    let draft = &read.request.draft;
    let name = format!("{} {}", draft.first_name, draft.last_name);
    let seat = seat(&read);
    let closes = expires_at(registration, &app.switches.registration);
    let obstacle = obstacle(app, call, (&read, &path));
    let scan = if read.is_lost {
        ScanView::Lost
    } else {
        scan_view(registration, &path, is_shown && obstacle.is_none())
    };
    let forms =
        obstacle.is_none().then(|| forms(app, &words, (&read, &path, &scan), wrong)).flatten();
    Ok(ReviewPage {
        shell: ReviewPage::shell(shell(app, &call.visit, &path), QUEUE, &name),
        done,
        number: id.to_uuid().to_string(),
        state: stage(registration.state),
        sent: local(registration.submitted_at.unwrap_or(registration.since)),
        closes: closes.map(|at| local(at).date()),
        contact: contact(draft),
        kind: kind(read.request.kind),
        seat: ies_pages::countries::name(&words, &seat),
        abroad: whence(&words, &read, &seat, local(lawful.at).date()),
        login: Login {
            name: draft.login_name.clone(),
            email: draft.login_email.clone(),
            assurance: assurance(&draft.login_assurance),
            differs: draft.login_name.to_lowercase() != name.to_lowercase(),
        },
        justification: draft.justification.clone(),
        communities: read.communities.clone(),
        consents: read.consents.clone(),
        scan,
        asked: asked(app, &read),
        doubles: read.doubles.clone(),
        hold: read.hold.clone(),
        forms,
        decision: decision(app, call, &words, &read),
        obstacle,
    })
}

async fn read(
    app: &App,
    call: &Call,
    (unit, words): (&Reviewing, &Words),
    request: Request,
) -> Result<Read, Problem> {
    let id = request.registration.id;
    let rows = unit.communities(&request).await.map_err(of_store)?;
    let viewer = call.who.account().ok_or_else(Problem::not_found)?;
    let consent = unit.consent(id).await.map_err(of_store)?;
    let countries = unit.countries().await.map_err(of_store)?;
    let organisations = unit.organisations().await.map_err(of_store)?;
    let seat: Option<CountryCode> = request.draft.seat.parse().ok();
    let is_eligible = match (request.kind, seat) {
        (Some(kind), Some(seat)) => {
            let day = local(app.clock.now()).date();
            is_evidently_eligible(kind, seat, (Countries(&countries.rows()), day))
        }
        _ => false,
    };
    Ok(Read {
        messages: unit.messages(id).await.map_err(of_store)?,
        communities: rows.iter().map(|row| row.name(words.code()).to_owned()).collect(),
        organisations,
        doubles: doubles(unit, &request).await?,
        consents: consent.iter().flat_map(|consent| agreed(words, consent)).collect(),
        hold: hold(call, unit, &request.registration).await?,
        note: unit.note(id).await.map_err(of_store)?,
        has_looked: unit.has_looked(&request, viewer).await.map_err(of_store)?,
        is_lost: unit.is_scan_lost(id).await.map_err(of_store)?,
        is_eligible,
        countries,
        target: Target::of_request(&request.registration, &call.who.subject),
        request,
    })
}

/// The texts that were agreed to.
fn agreed(
    words: &Words,
    consent: &ies_domain::consent::Consent,
) -> Vec<(String, jiff::civil::DateTime)> {
    let at = local(consent.given_at);
    let label = |key: &str, version: u32| format!("{} {version}", words.text(key));
    let mut list = vec![
        (label("privacy-title", consent.privacy_version), at),
        (label("terms-title", consent.terms_version), at),
    ];
    if consent.given.transfer {
        list.push((words.text("consent-transfer"), at));
    }
    list
}

async fn doubles(unit: &Reviewing, request: &Request) -> Result<Vec<Double>, Problem> {
    let Ok(card) = request.draft.card() else { return Ok(Vec::new()) };
    if request.registration.state.is_end() {
        return Ok(Vec::new());
    }
    let holder = unit.holder_of_email(&card.email.folded()).await.map_err(of_store)?;
    let Some(holder) = holder else { return Ok(Vec::new()) };
    let found = unit.card(holder).await.map_err(of_store)?;
    let state = unit.state_of(holder).await.map_err(of_store)?;
    let double = |(found, state): (ContactCard, account::State)| Double {
        name: found.full_name(),
        organisation: found.organisation.as_str().to_owned(),
        alike: vec![Likeness("email")],
        state: state_of(state).key(),
    };
    Ok(found.zip(state).map(double).into_iter().collect())
}

async fn hold(call: &Call, unit: &Reviewing, registration: &Registration) -> Result<Hold, Problem> {
    let path = path_of(registration.id.to_uuid());
    match registration.state {
        Stage::Submitted => return Ok(Hold::Free(format!("{path}/take"))),
        Stage::InReview | Stage::InfoRequested => {}
        Stage::Draft | Stage::Accepted | Stage::Refused | Stage::Withdrawn | Stage::Expired => {
            return Ok(Hold::Over);
        }
    }
    let Some((by, since)) = unit.reviewer(registration.id).await.map_err(of_store)? else {
        return Ok(Hold::Over);
    };
    if Some(by) == call.who.account() {
        return Ok(Hold::Reader(String::new()));
    }
    let card = unit.card(by).await.map_err(of_store)?;
    let name = card.map(|card| card.full_name()).unwrap_or_default();
    Ok(Hold::Colleague(name, local(since), String::new()))
}

/// The seat of the organisation: of the one on file, or as it was described.
fn seat(read: &Read) -> String {
    let draft = &read.request.draft;
    let chosen = read.organisations.iter().find(|one| one.id.to_uuid().to_string() == draft.chosen);
    chosen.map_or_else(|| draft.seat.clone(), |chosen| chosen.seat.to_string())
}

fn whence(
    words: &Words,
    read: &Read,
    seat: &str,
    day: jiff::civil::Date,
) -> Option<ies_pages::person::Abroad> {
    let card = read.request.draft.card().ok()?;
    let organisation = Organisation {
        id: Id::from_uuid(Uuid::nil()),
        name: card.organisation,
        kind: read.request.kind?,
        seat: seat.parse().ok()?,
    };
    abroad(words, organisation.abroad(Countries(&read.countries.rows()), day))
}

/// How surely the provider registered the person; its codes are those of the domain.
fn assurance(code: &str) -> Assurance {
    Assurance(AssuranceLevel::find(code).unwrap_or(AssuranceLevel::None).code())
}

fn scan_view(registration: &Registration, path: &str, is_shown: bool) -> ScanView {
    match registration.scan {
        Scan::None => ScanView::None,
        Scan::Quarantined(_) => ScanView::Checking,
        Scan::Available(_) if is_shown => ScanView::Shown(format!("{path}/scan")),
        Scan::Available(_) => ScanView::Closed(format!("{path}?scan=show")),
        Scan::Destroyed { at, .. } => ScanView::Destroyed(local(at)),
    }
}

fn asked(app: &App, read: &Read) -> Vec<Asked> {
    let due = expires_at(&read.request.registration, &app.switches.registration);
    let mut list: Vec<Asked> = Vec::new();
    for message in &read.messages {
        match (message.by, list.last_mut()) {
            (None, Some(asked)) => asked.answer.clone_from(&message.text),
            (None, None) => {}
            (Some(_), _) => list.push(Asked {
                question: message.text.clone(),
                at: local(message.at),
                due: local(due.unwrap_or(message.at)).date(),
                answer: String::new(),
            }),
        }
    }
    list
}

/// Why the reader cannot decide now.
fn obstacle(app: &App, call: &Call, (read, path): (&Read, &str)) -> Option<Obstacle> {
    if !read.request.registration.state.is_before_decision() {
        return None;
    }
    match call.weigh(app, Action::DecideRequest, &read.target) {
        Ok(_) => None,
        Err(Refusal::Weak(_)) => Some(Obstacle::StepUp(format!("{path}/scan"))),
        Err(_) => Some(Obstacle::Own),
    }
}

const REASONS: &[Reason] = Reason::ALL;

fn forms(
    app: &App,
    words: &Words,
    (read, path, scan): (&Read, &str, &ScanView),
    wrong: Option<Wrong>,
) -> Option<Box<Forms>> {
    let registration = &read.request.registration;
    if registration.state != Stage::InReview {
        return None;
    }
    let wrong = wrong.unwrap_or_default();
    let mut accept = AcceptForm::empty(format!("{path}/accept"));
    accept.kinds =
        OrganisationKind::ALL.map(|kind| Choice::new(kind.code(), words.text(kind.key()))).into();
    accept.kind.value = kind(read.request.kind).code().into();
    accept.organisation.value = match read.request.draft.chosen.as_str() {
        "" => NEW_ORGANISATION.into(),
        chosen => chosen.into(),
    };
    if let Some([organisation, kind, eligible, compared]) = wrong.accept {
        accept.organisation = organisation;
        accept.kind = kind;
        accept.eligible = eligible;
        accept.compared = compared;
    }
    let mut refuse = RefuseForm::empty(format!("{path}/refuse"));
    let codes: Vec<&'static str> = REASONS.iter().map(Coded::code).collect();
    refuse.reasons = RefusalReason::choices(words, &codes);
    if let Some([reason, message, note]) = wrong.refuse {
        refuse.reason = reason;
        refuse.message = message;
        refuse.note = note;
    }
    let mut ask = AskForm::empty(format!("{path}/ask"));
    if let Some((question, error)) = wrong.ask {
        let label = labels("decide-question", "decide-question-missing");
        ask.question = question.wrong(said::wrong(words, label, error));
    }
    let most = app.switches.registration.questions_max;
    // The scan is fetched after this page; whether it was is asked again with the acceptance.
    let may_accept = read.has_looked || matches!(scan, ScanView::Shown(_));
    Some(Box::new(Forms {
        accept: may_accept.then_some(accept),
        organisations: organisations(words, read),
        needs_reason: !read.is_eligible,
        refuse,
        ask: (registration.questions < most).then_some(ask),
    }))
}

/// The organisations to choose from: the one chosen, those of a like name, and a new one.
fn organisations(words: &Words, read: &Read) -> Vec<Explained> {
    let draft = &read.request.draft;
    let said = draft.organisation.to_lowercase();
    let is_like = |one: &&Organisation| {
        let name = one.name.as_str().to_lowercase();
        one.id.to_uuid().to_string() == draft.chosen || name.contains(&said) || said.contains(&name)
    };
    let known = read.organisations.iter().filter(is_like).map(|one| Explained {
        value: one.id.to_uuid().to_string(),
        label: one.name.as_str().to_owned(),
        about: ies_pages::countries::name(words, one.seat.as_str()),
    });
    let new = Explained {
        value: NEW_ORGANISATION.into(),
        label: words.text("decide-organisation-new"),
        about: draft.organisation.clone(),
    };
    let is_described = draft.chosen.is_empty();
    known.chain(is_described.then_some(new)).collect()
}

fn decision(app: &App, call: &Call, words: &Words, read: &Read) -> Option<Decision> {
    let registration = &read.request.registration;
    let at = registration.ended_at?;
    let decided = registration.decision;
    let is_own = decided.is_some_and(|decided| Some(decided.by) == call.who.account());
    let erased = request_erased_at(registration, &app.switches);
    Some(Decision {
        at: local(at),
        by: if is_own { words.text("queue-reader") } else { String::new() },
        reason: decided.and_then(|decided| decided.refusal).map(|why| RefusalReason(why.code())),
        note: read.note.clone(),
        erased: erased.map(|at| local(at).date()),
    })
}
