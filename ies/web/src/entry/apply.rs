//! The application: the form, its draft, and what is shown again before it is sent. Statement 4;
//! R11 to R13.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use fnd_web::extract::Parameters;
use fnd_web::form::Hidden;
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Standing, Target};
use ies_domain::consent::Given;
use ies_domain::registration::{Applicant, begin};
use ies_pages::entry::{ApplicationForm, ApplicationPage, ReviewPage};
use ies_pages::errors::sentence;
use ies_store::purpose::applying::Applying;
use ies_store::{Outcome, Request};
use serde::Deserialize;

use super::fields::{self, Offered};
use super::scan::{self, NotTaken};
use super::{FORM, STATUS};
use crate::app::{App, Shared};
use crate::call::{Call, Lawful};
use crate::form::Filled;
use crate::problem::{by_rule, of_store};
use crate::shell::{html, local, shell_without_menu, words};

/// What the address of the form says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Query {
    /// Whether the draft was just saved.
    #[serde(default)]
    saved: Option<String>,
    /// The language of the page, which the foundation reads.
    #[serde(default, rename = "lang")]
    _language: Option<String>,
}

/// The form.
pub(super) async fn form(
    State(app): State<Shared>,
    call: Call,
    Parameters(query): Parameters<Query>,
) -> Result<Response, Problem> {
    if call.who.standing() != Standing::Applicant {
        return Ok(Redirect::to("/").into_response());
    }
    let lawful = call.lawful(&app, Action::BeginRequest, &Target::nothing()).await?;
    let unit = app.store.apply(lawful.access()).await.map_err(of_store)?;
    let own = unit.own(&call.who.subject).await.map_err(of_store)?;
    if own.as_ref().is_some_and(|own| own.registration.must_take_form().is_err()) {
        return Ok(Redirect::to(STATUS).into_response());
    }
    let offered = fields::offered(&unit).await.map_err(of_store)?;
    unit.end(Outcome::default()).await.map_err(of_store)?;
    let saved = own.as_ref().filter(|_| query.saved.is_some());
    let saved = saved.map(|own| local(own.registration.since));
    let mut request = own.unwrap_or_else(|| fields::blank(&app, &call, lawful.at));
    let from_login = fields::prefilled(&call, &mut request.draft);
    let mut form = drawn(&app, &call, (&request, &offered), Given::default())?;
    form.from_login = from_login;
    page(&app, &call, form, saved)
}

fn drawn(
    app: &App,
    call: &Call,
    shown: (&Request, &Offered),
    given: Given,
) -> Result<ApplicationForm, Problem> {
    let consent = fields::consent(call, app.clock.now()).ok_or_else(Problem::internal)?;
    Ok(fields::form(app, &words(app, &call.visit), shown, (consent, given)))
}

fn page(
    app: &App,
    call: &Call,
    form: ApplicationForm,
    saved: Option<jiff::civil::DateTime>,
) -> Result<Response, Problem> {
    let is_wrong = !form.errors().is_empty();
    let shell = ApplicationPage::shell(shell_without_menu(app, &call.visit, FORM));
    let page = html(&ApplicationPage { shell, form, saved })?;
    let status = if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, page).into_response())
}

/// Saves the draft.
pub(super) async fn draft(
    State(app): State<Shared>,
    call: Call,
    mut filled: Filled,
) -> Result<Response, Problem> {
    let kept = keep(&app, &call, &mut filled).await?;
    if let Some(NotTaken(code)) = kept.not_taken {
        let given = fields::given(&filled);
        let mut form = drawn(&app, &call, (&kept.request, &kept.offered), given)?;
        form.scan.file.error = sentence(&words(&app, &call.visit), "scan-file", code, 10);
        return page(&app, &call, form, None);
    }
    Ok(Redirect::to(&format!("{FORM}?saved=yes")).into_response())
}

/// Saves the draft and shows it again before it is sent, or says what is missing.
pub(super) async fn review(
    State(app): State<Shared>,
    call: Call,
    mut filled: Filled,
) -> Result<Response, Problem> {
    let kept = keep(&app, &call, &mut filled).await?;
    let (words, given) = (words(&app, &call.visit), fields::given(&filled));
    let mut form = drawn(&app, &call, (&kept.request, &kept.offered), given)?;
    if let Some(NotTaken(code)) = kept.not_taken {
        form.scan.file.error = sentence(&words, "scan-file", code, 10);
    }
    fields::mark(&mut form, &words, (&kept.request, given));
    if !form.errors().is_empty() {
        return page(&app, &call, form, None);
    }
    let hidden = |name: &'static str, value: String| Hidden { name, value };
    let consent = form.consent.clone();
    let review = ReviewPage {
        shell: ReviewPage::shell(shell_without_menu(&app, &call.visit, FORM), FORM),
        action: "/apply/send".into(),
        hidden: vec![
            hidden("consent", "yes".into()),
            hidden("transfer_consent", "yes".into()),
            hidden("privacy", consent.statement.number.to_string()),
            hidden("terms", consent.terms.number.to_string()),
        ],
        form: FORM.into(),
        submission: fields::submission(
            &words,
            &kept.request,
            fields::wanted(&words, &kept.request, &kept.offered),
        ),
        scan: form.scan.held.ok_or_else(Problem::internal)?,
        consent,
    };
    Ok(html(&review)?.into_response())
}

/// A draft that was saved.
struct Kept {
    request: Request,
    offered: Offered,
    /// Why the file that came with it was not taken.
    not_taken: Option<NotTaken>,
}

/// Saves what was typed, and the file if it can be taken.
async fn keep(app: &App, call: &Call, filled: &mut Filled) -> Result<Kept, Problem> {
    let lawful = edit(app, call).await?;
    let mut unit = app.store.apply(lawful.access()).await.map_err(of_store)?;
    let mut request = own_or_new(app, call, &mut unit, &lawful).await?;
    request.registration.must_take_form().map_err(|error| by_rule(&error))?;
    let offered = fields::offered(&unit).await.map_err(of_store)?;
    fields::take(&mut request, call, (filled, &offered));
    request.language = call.visit.language;
    request.registration.since = lawful.at;
    unit.save_form(&request).await.map_err(of_store)?;
    unit.end(lawful.showing(request.registration.id.to_uuid())).await.map_err(of_store)?;
    let mut kept = Kept { request, offered, not_taken: None };
    if let Some(file) = filled.take_file("scan") {
        attach(app, (call, &lawful), &mut kept, &file.content).await?;
    }
    app.jobs.wake();
    Ok(kept)
}

/// Examines `content` and takes it as the scan of the draft, which is saved already and stays so
/// whatever is found.
async fn attach(
    app: &App,
    (call, lawful): (&Call, &Lawful),
    kept: &mut Kept,
    content: &[u8],
) -> Result<(), Problem> {
    let looked = scan::look(app, content, lawful.at).await;
    let mut unit = app.store.apply(lawful.access()).await.map_err(of_store)?;
    let own = unit.own(&call.who.subject).await.map_err(of_store)?;
    let own = own.ok_or_else(Problem::not_found)?;
    let registration = &own.registration;
    registration.must_take_form().map_err(|error| by_rule(&error))?;
    let id = registration.id;
    let now = (&registration.scan, registration.state, lawful.at);
    let outcome = match looked.and_then(|looked| scan::take(looked, now)) {
        Ok(taken) => {
            unit.put_scan(id, &taken.changed, &taken.picture).await.map_err(of_store)?;
            kept.request.registration.scan = taken.changed.scan;
            lawful.showing(id.to_uuid())
        }
        Err(NotTaken(code)) => {
            kept.not_taken = Some(NotTaken(code));
            Outcome::refused(code, Some(id.to_uuid()))
        }
    };
    unit.end(outcome).await.map_err(of_store)
}

/// Whether the caller may change their request, or begin one.
async fn edit(app: &App, call: &Call) -> Result<Lawful, Problem> {
    if call.who.person.registration.is_some() {
        let (_, lawful) = call.lawful_on_own_request(app, Action::EditOwnRequest).await?;
        return Ok(lawful);
    }
    call.lawful(app, Action::BeginRequest, &Target::nothing()).await
}

async fn own_or_new(
    app: &App,
    call: &Call,
    unit: &mut Applying,
    lawful: &Lawful,
) -> Result<Request, Problem> {
    let subject = &call.who.subject;
    if let Some(own) = unit.own(subject).await.map_err(of_store)? {
        return Ok(own);
    }
    let has_account = unit.account(subject).await.map_err(of_store)?.is_some();
    let id = app.ids.make(lawful.at);
    let step = begin(id, Applicant(subject), (false, has_account), lawful.at)
        .map_err(|error| by_rule(&error))?;
    unit.begin(&step, call.visit.language).await.map_err(of_store)
}
