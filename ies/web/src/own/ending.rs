//! What ends the account: erasure, restriction, objection, withdrawal of consent. Statement 8;
//! R42, R47, R48, R51.
//!
//! The consequence is told in the statement's words before anything is sent, and acknowledged by
//! an act of its own; who it is must have been shown a moment ago.

use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use fnd_web::extract::{Posted, Segment};
use fnd_web::form::Field;
use fnd_web::problem::Problem;
use ies_domain::access::Action;
use ies_domain::rights::{RECORD_REFERENCE, Right, RightsError};
use ies_pages::errors::sentence;
use ies_pages::personal::{Ending, EndingPage};
use serde::Deserialize;

use super::closing::{Trouble, Wish, closed, code, exercise, most};
use super::rights::PATH as RIGHTS;
use super::{again, end as end_unit, open_from, own};
use crate::app::{App, Shared};
use crate::call::Call;
use crate::problem::by_rule;
use crate::shell::{html, shell, words};

/// The form.
#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    ground: String,
    #[serde(default)]
    understood: String,
}

/// What ends it, with the right that is exercised and the action that permits it.
fn found(name: &str) -> Result<(Ending, Right, Action), Problem> {
    match name {
        "erase" => Ok((Ending::Erase, Right::Erasure, Action::CloseOwnAccount)),
        "restrict" => Ok((Ending::Restrict, Right::Restriction, Action::CloseOwnAccount)),
        "object" => Ok((Ending::Object, Right::Objection, Action::CloseOwnAccount)),
        "withdraw" => Ok((Ending::Withdraw, Right::ConsentWithdrawal, Action::WithdrawConsent)),
        _ => Err(Problem::not_found()),
    }
}

/// The page before it. Nothing is opened and nothing happens; who has to sign in again does so
/// before writing anything.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(name): Segment<String>,
) -> Result<Html<String>, Problem> {
    let (ending, _, action) = found(&name)?;
    if let Err(refusal) = call.weigh(&app, action, &own(&call)) {
        return Err(call.refuse(&app, (action, refusal), None).await?);
    }
    html(&page(&app, &call, (ending, &name)))
}

fn page(app: &App, call: &Call, (ending, name): (Ending, &str)) -> EndingPage {
    let path = format!("{RIGHTS}/{name}");
    EndingPage {
        shell: EndingPage::shell(shell(app, &call.visit, &path), RIGHTS, ending),
        ending,
        reference: RECORD_REFERENCE.into(),
        action: path,
        hidden: Vec::new(),
        ground: Field::new("ground"),
        understood: Field::new("understood"),
        hours: app.switches.account.erasure_hours.into(),
        rights: RIGHTS.into(),
    }
}

/// Does it.
pub(super) async fn end(
    State(app): State<Shared>,
    call: Call,
    Segment(name): Segment<String>,
    Posted(form): Posted<Form>,
) -> Result<Response, Problem> {
    let (ending, right, action) = found(&name)?;
    let path = format!("{RIGHTS}/{name}");
    let (lawful, mut unit) = open_from(&app, &call, (action, &path)).await?;
    let understood = !form.understood.is_empty();
    let wish = Wish { right, ground: &form.ground, understood };
    let account = match exercise(&app, &call, (&lawful, &mut unit), wish).await {
        Ok(account) => account,
        Err(Trouble::Problem(problem)) => return Err(problem),
        Err(Trouble::Form(error)) => {
            let mut page = page(&app, &call, (ending, &name));
            shown(&app, &call, (&mut page, &form), &error);
            return Ok(again(html(&page)?));
        }
    };
    end_unit(&call, &lawful, unit).await?;
    app.jobs.wake();
    let account = account.ok_or_else(|| by_rule(&RightsError::NotNow))?;
    Ok(closed(&app, &call.visit, &account)?.into_response())
}

/// Puts what was typed and what is wrong with it into the page.
fn shown(app: &App, call: &Call, (page, form): (&mut EndingPage, &Form), error: &RightsError) {
    let words = words(app, &call.visit);
    page.ground = Field::holding("ground", &form.ground);
    page.understood = Field::holding("understood", &form.understood);
    let code = code(error);
    if matches!(error, RightsError::NotAcknowledged) {
        page.understood.error = sentence(&words, "ending-understood", code, 0);
    } else {
        page.ground.error = sentence(&words, "object-ground", code, most(error));
    }
}
