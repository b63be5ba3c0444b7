//! Somebody does not agree to the new texts: it counts as a withdrawal of the consent. R38, R48.

use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use fnd_web::extract::Posted;
use fnd_web::form::Field;
use fnd_web::problem::Problem;
use ies_domain::access::Action;
use ies_domain::rights::{Right, RightsError};
use ies_pages::entry::DisagreePage;
use serde::Deserialize;

use super::closing::{Trouble, Wish, closed, exercise};
use super::{again, end, open_from, own};
use crate::app::{App, Shared};
use crate::call::Call;
use crate::problem::by_rule;
use crate::shell::{html, shell_without_menu, words};

const PATH: &str = "/consent/refuse";

/// The form.
#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    understood: String,
}

/// What follows, before it does.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
) -> Result<Html<String>, Problem> {
    let action = Action::WithdrawConsent;
    if let Err(refusal) = call.weigh(&app, action, &own(&call)) {
        return Err(call.refuse(&app, (action, refusal), None).await?);
    }
    html(&page(&app, &call))
}

fn page(app: &App, call: &Call) -> DisagreePage {
    DisagreePage {
        shell: DisagreePage::shell(shell_without_menu(app, &call.visit, PATH)),
        action: PATH.into(),
        hidden: Vec::new(),
        understood: Field::new("understood"),
        hours: app.switches.account.erasure_hours.into(),
        back: "/consent".into(),
    }
}

/// Closes the account.
pub(super) async fn refuse(
    State(app): State<Shared>,
    call: Call,
    Posted(form): Posted<Form>,
) -> Result<Response, Problem> {
    let (lawful, mut unit) = open_from(&app, &call, (Action::WithdrawConsent, PATH)).await?;
    let understood = !form.understood.is_empty();
    let wish = Wish { right: Right::ConsentWithdrawal, ground: "", understood };
    let account = match exercise(&app, &call, (&lawful, &mut unit), wish).await {
        Ok(account) => account,
        Err(Trouble::Problem(problem)) => return Err(problem),
        Err(Trouble::Form(_)) => {
            let mut page = page(&app, &call);
            page.understood.error = words(&app, &call.visit).text("error-understood");
            return Ok(again(html(&page)?));
        }
    };
    end(&call, &lawful, unit).await?;
    app.jobs.wake();
    let account = account.ok_or_else(|| by_rule(&RightsError::NotNow))?;
    Ok(closed(&app, &call.visit, &account)?.into_response())
}
