//! One's contact details: shown, and changed by oneself alone. Statement 7 and 8; R32, R41; A9.

use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use fnd_register::Coded;
use fnd_web::extract::{Parameters, Posted};
use fnd_web::form::{Field, Hidden};
use fnd_web::problem::Problem;
use fnd_web::words::Words;
use ies_domain::access::Action;
use ies_domain::account::{AccountError, EmailChange, change_profile};
use ies_domain::person::{ContactCard, ContactField, ContactInput, FieldError};
use ies_pages::personal::{EmailForm, PendingEmail, ProfileForm, ProfilePage, Tab};
use ies_store::purpose::own::Own;
use ies_store::{AccountRow, StoreError};
use serde::Deserialize;

use super::{Told, again, end, on_to, open, tabs_for};
use crate::app::{App, Shared};
use crate::call::{Call, Lawful};
use crate::problem::{by_rule, of_store};
use crate::said::of_field;
use crate::shell::{html, local, shell, words};

const PATH: &str = "/my/profile";

/// The form. What else is sent along, such as whose profile it is, is not read.
#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    first_name: String,
    #[serde(default)]
    last_name: String,
    #[serde(default)]
    telephone: String,
    #[serde(default)]
    work_address: String,
    #[serde(default)]
    job_title: String,
    /// The version that was shown.
    #[serde(default)]
    version: i64,
}

/// What the page shows of what is stored.
pub(super) struct Stored {
    pub(super) card: ContactCard,
    pub(super) version: i64,
    pub(super) pending: Option<EmailChange>,
}

/// The page.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Parameters(told): Parameters<Told>,
) -> Result<Html<String>, Problem> {
    let (lawful, unit) = open(&app, &call, Action::ReadOwnProfile).await?;
    let (card, version) = unit.card().await.map_err(of_store)?;
    let pending = unit.email_change().await.map_err(of_store)?.map(|(change, _)| change);
    let pending = pending.filter(|change| lawful.at < change.expires_at);
    end(&call, &lawful, unit).await?;
    let stored = Stored { card, version, pending };
    let mut page = page(&app, &call, &stored);
    page.done = told.text(&words(&app, &call.visit));
    html(&page)
}

/// Takes a change.
pub(super) async fn save(
    State(app): State<Shared>,
    call: Call,
    Posted(form): Posted<Form>,
) -> Result<Response, Problem> {
    let (lawful, mut unit) = open(&app, &call, Action::EditOwnProfile).await?;
    let account = unit.account().await.map_err(of_store)?;
    let (before, version) = unit.card().await.map_err(of_store)?;
    let pending = unit.email_change().await.map_err(of_store)?.map(|(change, _)| change);
    let input = ContactInput {
        first_name: &form.first_name,
        last_name: &form.last_name,
        email: before.email.as_str(),
        telephone: &form.telephone,
        work_address: &form.work_address,
        organisation: before.organisation.as_str(),
        job_title: &form.job_title,
    };
    let after = match ContactCard::read(&input) {
        Ok(after) => after,
        Err(errors) => {
            let stored = Stored { card: before, version, pending };
            return Ok(again(html(&wrong(&app, &call, &stored, (&form, &errors)))?));
        }
    };
    if form.version != version {
        return Err(of_store(StoreError::Overtaken));
    }
    let cards = ((&before, &after), version);
    change(&call, &lawful, &mut unit, (&account, cards)).await?;
    end(&call, &lawful, unit).await?;
    app.jobs.wake();
    Ok(on_to(PATH, "profile").into_response())
}

/// Two states of the details, and the version of the first.
type Cards<'a> = ((&'a ContactCard, &'a ContactCard), i64);

/// Puts the second state of the details in the place of the first, as its holder asks. Who asks
/// for what stands there already has what they want. R32, R41.
pub(crate) async fn change(
    call: &Call,
    lawful: &Lawful,
    unit: &mut Own,
    (account, cards): (&AccountRow, Cards<'_>),
) -> Result<(), Problem> {
    let actor = call.actor().ok_or_else(Problem::not_found)?;
    match change_profile(&account.account, &actor, cards.0, lawful.at) {
        Ok(change) => unit.save_profile(account, &change, cards).await.map_err(of_store),
        Err(AccountError::NothingChanged) => Ok(()),
        Err(error) => Err(by_rule(&error)),
    }
}

/// The page with what is stored.
pub(super) fn page(app: &App, call: &Call, stored: &Stored) -> ProfilePage {
    let words = words(app, &call.visit);
    let Stored { card, version, pending } = stored;
    let version = Hidden { name: "version", value: version.to_string() };
    ProfilePage {
        shell: ProfilePage::shell(shell(app, &call.visit, PATH)),
        tabs: tabs_for(&call.who, &words, Tab::Profile),
        done: String::new(),
        pending: pending.as_ref().map(waiting),
        email: EmailForm::empty("/my/profile/email", card.email.as_str()),
        form: ProfileForm {
            hidden: vec![version],
            first_name: Field::holding("first_name", card.first_name.as_str()),
            last_name: Field::holding("last_name", card.last_name.as_str()),
            telephone: Field::holding("telephone", card.telephone.as_str()),
            work_address: Field::holding("work_address", card.work_address.as_str()),
            job_title: Field::holding("job_title", card.job_title.as_str()),
            ..ProfileForm::empty(PATH, card.organisation.as_str())
        },
        ask: "/my/data/ask".into(),
    }
}

fn waiting(change: &EmailChange) -> PendingEmail {
    PendingEmail {
        email: change.address.as_str().to_owned(),
        until: local(change.expires_at),
        again: "/my/profile/email/again".into(),
        cancel: "/my/profile/email/cancel".into(),
    }
}

/// The page with what was typed, and what is wrong with it.
fn wrong(
    app: &App,
    call: &Call,
    stored: &Stored,
    (form, errors): (&Form, &[FieldError]),
) -> ProfilePage {
    let words = words(app, &call.visit);
    let mut page = page(app, call, stored);
    let typed = |name, value: &str, field| said(&words, Field::holding(name, value), field, errors);
    page.form.first_name = typed("first_name", &form.first_name, ContactField::FirstName);
    page.form.last_name = typed("last_name", &form.last_name, ContactField::LastName);
    page.form.telephone = typed("telephone", &form.telephone, ContactField::Telephone);
    page.form.work_address = typed("work_address", &form.work_address, ContactField::WorkAddress);
    page.form.job_title = typed("job_title", &form.job_title, ContactField::JobTitle);
    page
}

fn said(words: &Words, typed: Field, field: ContactField, errors: &[FieldError]) -> Field {
    match errors.iter().find(|error| error.field == field) {
        Some(error) => typed.wrong(own_field(words, error)),
        None => typed,
    }
}

/// What is wrong with a contact detail of one's own, as a sentence.
pub(super) fn own_field(words: &Words, error: &FieldError) -> String {
    of_field(words, &format!("field-{}", error.field.code()), error)
}
