//! A new e-mail address: asked for, and used once it has answered. R41.

use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use fnd_web::extract::{Posted, Segment};
use fnd_web::form::Field;
use fnd_web::problem::Problem;
use ies_domain::access::Action;
use ies_domain::account::{EmailChangeError, NewEmail, confirm_email, request_email};
use ies_domain::person::Email;
use ies_pages::errors::sentence;
use ies_pages::personal::{ConfirmEmailPage, EmailAnswer, EmailAnswerPage};
use ies_store::purpose::own::Own;
use serde::Deserialize;

use super::profile::{Stored, own_field, page};
use super::{again as shown_again, end, on_to, open, open_from};
use crate::app::{App, Shared};
use crate::call::{Call, Lawful, moment};
use crate::problem::{by_rule, of_store};
use crate::shell::{html, shell, words};

const PROFILE: &str = "/my/profile";

/// The form.
#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    email: String,
}

/// What became of a wish.
enum Asked {
    Sent,
    Not(String),
}

/// Asks for a new address.
pub(super) async fn ask(
    State(app): State<Shared>,
    call: Call,
    Posted(form): Posted<Form>,
) -> Result<Response, Problem> {
    let (lawful, mut unit) = open_from(&app, &call, (Action::ChangeOwnEmail, PROFILE)).await?;
    let words = words(&app, &call.visit);
    let outcome = match Email::read(&form.email) {
        Ok(wanted) => send(&app, &call, (&lawful, &mut unit), &wanted).await?,
        Err(error) => Asked::Not(own_field(&words, &error)),
    };
    let Asked::Not(why) = outcome else {
        end(&call, &lawful, unit).await?;
        app.jobs.wake();
        return Ok(on_to(PROFILE, "email-sent"));
    };
    let (card, version) = unit.card().await.map_err(of_store)?;
    let pending = unit.email_change().await.map_err(of_store)?.map(|(change, _)| change);
    let mut page = page(&app, &call, &Stored { card, version, pending });
    page.email.wanted = Field::holding("email", form.email).wrong(why);
    Ok(shown_again(html(&page)?))
}

async fn send(
    app: &App,
    call: &Call,
    (lawful, unit): (&Lawful, &mut Own),
    wanted: &Email,
) -> Result<Asked, Problem> {
    let account = unit.account().await.map_err(of_store)?;
    let (card, _) = unit.card().await.map_err(of_store)?;
    let is_taken = unit.is_email_taken(wanted).await.map_err(of_store)?;
    let wish = NewEmail { current: &card.email, wanted, is_taken };
    let actor = call.actor().ok_or_else(Problem::not_found)?;
    let moment = moment(app, lawful.at);
    let asked = request_email(&account.account, &actor, wish, (moment, &app.switches.account));
    let (change, effects) = match asked {
        Ok(asked) => asked,
        Err(error @ (EmailChangeError::Same | EmailChangeError::NotUsable)) => {
            let words = words(app, &call.visit);
            return Ok(Asked::Not(sentence(&words, "confirm-email-new", error.code(), 0)));
        }
        Err(error) => return Err(by_rule(&error)),
    };
    let link = link(app, lawful);
    let path = format!("{PROFILE}/email/{link}");
    let digest = digest(&link);
    unit.ask_email(&account, (&change, &effects), (&digest, &path)).await.map_err(of_store)?;
    Ok(Asked::Sent)
}

/// What stands in the link: two identifiers, each with 74 bits that nobody can guess.
fn link(app: &App, lawful: &Lawful) -> String {
    let part = || app.ids.next(lawful.at).simple().to_string();
    format!("{}{}", part(), part())
}

/// What is kept of a link, so that what is stored leads nowhere.
fn digest(link: &str) -> [u8; 32] {
    fnd_vault::log::merkle::sha256(&[b"e-mail link ", link.as_bytes()])
}

/// Sends the link again; the one before is over.
pub(super) async fn again(State(app): State<Shared>, call: Call) -> Result<Response, Problem> {
    let (lawful, mut unit) = open_from(&app, &call, (Action::ChangeOwnEmail, PROFILE)).await?;
    let waiting = unit.email_change().await.map_err(of_store)?;
    let Some((change, _)) = waiting else { return Ok(Redirect::to(PROFILE).into_response()) };
    match send(&app, &call, (&lawful, &mut unit), &change.address).await? {
        Asked::Sent => {}
        Asked::Not(_) => return Err(by_rule(&EmailChangeError::NotUsable)),
    }
    end(&call, &lawful, unit).await?;
    app.jobs.wake();
    Ok(on_to(PROFILE, "email-sent"))
}

/// Drops the wish.
pub(super) async fn cancel(State(app): State<Shared>, call: Call) -> Result<Response, Problem> {
    let (lawful, unit) = open_from(&app, &call, (Action::ChangeOwnEmail, PROFILE)).await?;
    unit.drop_email().await.map_err(of_store)?;
    end(&call, &lawful, unit).await?;
    Ok(on_to(PROFILE, "email-kept"))
}

/// The page behind the link. The link alone changes nothing: programs that examine mail follow
/// links.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(link): Segment<String>,
) -> Result<Html<String>, Problem> {
    let (lawful, unit) = open(&app, &call, Action::ChangeOwnEmail).await?;
    let waiting = unit.email_change().await.map_err(of_store)?;
    end(&call, &lawful, unit).await?;
    let change = waiting.filter(|(_, kept)| *kept == digest(&link)).map(|(change, _)| change);
    match change.filter(|change| lawful.at < change.expires_at) {
        Some(change) => html(&ConfirmEmailPage {
            shell: ConfirmEmailPage::shell(shell(&app, &call.visit, PROFILE)),
            email: change.address.as_str().to_owned(),
            action: format!("{PROFILE}/email/{link}"),
            hidden: Vec::new(),
            profile: PROFILE.into(),
        }),
        None => answer(&app, &call, EmailAnswer::LinkEnded),
    }
}

/// Confirms the address.
pub(super) async fn confirm(
    State(app): State<Shared>,
    call: Call,
    Segment(link): Segment<String>,
) -> Result<Html<String>, Problem> {
    let path = format!("{PROFILE}/email/{link}");
    let (lawful, mut unit) = open_from(&app, &call, (Action::ChangeOwnEmail, &path)).await?;
    let waiting = unit.email_change().await.map_err(of_store)?;
    let Some((change, _)) = waiting.filter(|(_, kept)| *kept == digest(&link)) else {
        return answer(&app, &call, EmailAnswer::LinkEnded);
    };
    let account = unit.account().await.map_err(of_store)?;
    let is_taken = unit.is_email_taken(&change.address).await.map_err(of_store)?;
    let actor = call.actor().ok_or_else(Problem::not_found)?;
    let confirmed = confirm_email(&account.account, &actor, &change, (is_taken, lawful.at));
    let (step, address) = match confirmed {
        Ok(confirmed) => confirmed,
        Err(EmailChangeError::Expired) => return answer(&app, &call, EmailAnswer::LinkEnded),
        Err(EmailChangeError::NotUsable) => return answer(&app, &call, EmailAnswer::NotUsable),
        Err(error) => return Err(by_rule(&error)),
    };
    unit.confirm_email(&account, &step, &address).await.map_err(of_store)?;
    end(&call, &lawful, unit).await?;
    app.jobs.wake();
    answer(&app, &call, EmailAnswer::Confirmed(address.as_str().to_owned()))
}

fn answer(app: &App, call: &Call, answer: EmailAnswer) -> Result<Html<String>, Problem> {
    html(&EmailAnswerPage {
        shell: EmailAnswerPage::shell(shell(app, &call.visit, PROFILE), &answer),
        answer,
        profile: PROFILE.into(),
    })
}
