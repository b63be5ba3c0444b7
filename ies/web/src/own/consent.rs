//! A text has changed, or somebody was away for long: consent before anything else. R19, R37, R38;
//! A3.

use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use fnd_core::Id;
use fnd_web::extract::Posted;
use fnd_web::form::{Field, Hidden};
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Standing};
use ies_domain::account::{State as AccountState, wake};
use ies_domain::consent::{
    Act, Channel, Consent, ConsentError, Given, InForce, Occasion, StatementKind, Statements, give,
};
use ies_domain::session::land;
use ies_pages::entry::{ConsentForm, ReconsentPage};
use ies_pages::errors::sentence;
use ies_pages::personal::said::Change;
use ies_store::Changes;
use serde::Deserialize;

use super::{again, end, on_to, open};
use crate::app::{App, Shared};
use crate::call::Call;
use crate::problem::{by_rule, of_store};
use crate::public::home::path_of;
use crate::public::text::version;
use crate::shell::{html, shell_without_menu, words};

const PATH: &str = "/consent";

/// The form.
#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    consent: String,
    #[serde(default)]
    transfer_consent: String,
    /// The versions that were shown.
    #[serde(default)]
    privacy: u32,
    #[serde(default)]
    terms: u32,
}

/// The page; who is not asked for anything goes on.
pub(super) async fn handler(State(app): State<Shared>, call: Call) -> Result<Response, Problem> {
    if call.who.standing() != Standing::ConsentDue {
        return Ok(Redirect::to(path_of(land(call.who.person.known))).into_response());
    }
    Ok(html(&page(&app, &call).await?)?.into_response())
}

/// The texts of now.
fn in_force(app: &App, call: &Call) -> Result<InForce, Problem> {
    let now = app.clock.now();
    let found = Statements(&call.who.person.statements).in_force(now);
    found.ok_or_else(|| by_rule(&ConsentError::NoStatement))
}

/// Whether the part on transfers is asked for: who withdrew it alone is not asked again. R37.
fn asks_transfer(last: Option<&Consent>) -> bool {
    last.is_none_or(|last| last.given.transfer && last.transfer_withdrawn_at.is_none())
}

/// What changed since `last`: each text of which there is a newer version, and then what was
/// written of its versions, the earliest first.
async fn changes(app: &App, call: &Call, last: &Consent) -> Result<Vec<String>, Problem> {
    let shown = in_force(app, call)?;
    let words = words(app, &call.visit);
    let written = app.store.statement_changes(words.code()).await.map_err(of_store)?;
    let mut told = Vec::new();
    for (code, held, now) in [
        ("privacy", last.privacy_version, shown.privacy),
        ("terms", last.terms_version, shown.terms),
    ] {
        if held < now.version {
            told.push(Change(code).text(&words));
        }
        let since = |one: &&Changes| held < one.version && one.version <= now.version;
        let of_text = written.iter().filter(|one| one.kind == now.kind).filter(since);
        told.extend(of_text.map(|one| one.text.clone()));
    }
    Ok(told)
}

async fn page(app: &App, call: &Call) -> Result<ReconsentPage, Problem> {
    let InForce { privacy, terms } = in_force(app, call)?;
    let statements = &call.who.person.statements;
    let now = app.clock.now();
    let last = call.who.person.consent.as_ref();
    let mut consent = ConsentForm::empty(
        version(statements, (StatementKind::Privacy, privacy.version), now),
        version(statements, (StatementKind::Terms, terms.version), now),
    );
    if !asks_transfer(last) {
        consent.transfer = None;
    }
    let changes = match last {
        Some(last) => changes(app, call, last).await?,
        None => Vec::new(),
    };
    let number = |name, version: u32| Hidden { name, value: version.to_string() };
    Ok(ReconsentPage {
        shell: ReconsentPage::shell(shell_without_menu(app, &call.visit, PATH)),
        action: PATH.into(),
        hidden: vec![number("privacy", privacy.version), number("terms", terms.version)],
        changes,
        consent,
        refuse: "/consent/refuse".into(),
    })
}

/// Takes the consent.
pub(super) async fn agree(
    State(app): State<Shared>,
    call: Call,
    Posted(form): Posted<Form>,
) -> Result<Response, Problem> {
    if call.who.standing() != Standing::ConsentDue {
        return Ok(Redirect::to(path_of(land(call.who.person.known))).into_response());
    }
    let (lawful, mut unit) = open(&app, &call, Action::GiveConsent).await?;
    let before = unit.account().await.map_err(of_store)?;
    let last = unit.consent().await.map_err(of_store)?;
    let is_asked = asks_transfer(last.as_ref());
    let transfer = is_asked && !form.transfer_consent.is_empty();
    let act = Act {
        id: Id::from_uuid(app.ids.next(lawful.at)),
        occasion: Occasion::Renewal,
        privacy_shown: form.privacy,
        terms_shown: form.terms,
        given: Given { general: !form.consent.is_empty(), transfer },
        channel: Channel::Page,
    };
    let consent = match give(act, Statements(&call.who.person.statements), lawful.at) {
        Ok(consent) => consent,
        Err(error @ ConsentError::GeneralMissing) => {
            drop(unit);
            return Ok(again(missing(&app, &call, (&form, &error)).await?));
        }
        Err(error) => return Err(by_rule(&error)),
    };
    unit.add_consent(&consent).await.map_err(of_store)?;
    if !transfer {
        // Who does not agree to transfers leaves where they happen.
        unit.leave_recipients().await.map_err(of_store)?;
    }
    if before.account.state == AccountState::Dormant {
        let step = wake(&before.account, true, lawful.at).map_err(|error| by_rule(&error))?;
        unit.save_woken(&before, &step).await.map_err(of_store)?;
    }
    end(&call, &lawful, unit).await?;
    app.jobs.wake();
    Ok(on_to("/my", "agreed"))
}

/// The page again, with the box that is empty.
async fn missing(
    app: &App,
    call: &Call,
    (form, error): (&Form, &ConsentError),
) -> Result<Html<String>, Problem> {
    let words = words(app, &call.visit);
    let mut page = page(app, call).await?;
    let said = sentence(&words, "consent-general", error.code(), 0);
    page.consent.general = Field::new("consent").wrong(said);
    if let Some(field) = &mut page.consent.transfer {
        field.value.clone_from(&form.transfer_consent);
    }
    html(&page)
}
