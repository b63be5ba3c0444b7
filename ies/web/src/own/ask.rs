//! A request in one's own words: access, rectification, portability. Statement 8; R41, R46, R49.

use axum::extract::State;
use axum::response::{Html, Response};
use fnd_web::extract::Posted;
use fnd_web::form::Field;
use fnd_web::problem::Problem;
use ies_domain::access::Action;
use ies_domain::rights::RECORD_REFERENCE;
use ies_pages::errors::sentence;
use ies_pages::personal::AskPage;
use serde::Deserialize;

use super::closing::{Trouble, Wish, code, exercise, most};
use super::rights::{PATH as RIGHTS, in_words};
use super::{account, again, end, on_to, open, own};
use crate::app::{App, Shared};
use crate::call::Call;
use crate::shell::{html, shell, words};

const PATH: &str = "/my/data/ask";

/// The form.
#[derive(Default, Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    right: String,
    #[serde(default)]
    text: String,
}

/// The form, empty.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
) -> Result<Html<String>, Problem> {
    let action = Action::ExerciseRight;
    if let Err(refusal) = call.weigh(&app, action, &own(&call)) {
        return Err(call.refuse(&app, (action, refusal), None).await?);
    }
    // What is sent is taken of who has an account.
    account(&call)?;
    html(&page(&app, &call, &Form::default()))
}

fn page(app: &App, call: &Call, form: &Form) -> AskPage {
    AskPage {
        shell: AskPage::shell(shell(app, &call.visit, PATH), RIGHTS),
        reference: RECORD_REFERENCE.into(),
        action: PATH.into(),
        hidden: Vec::new(),
        right: Field::holding("right", &form.right),
        text: Field::holding("text", &form.text),
        back: RIGHTS.into(),
    }
}

/// Takes it.
pub(super) async fn send(
    State(app): State<Shared>,
    call: Call,
    Posted(form): Posted<Form>,
) -> Result<Response, Problem> {
    let (lawful, mut unit) = open(&app, &call, Action::ExerciseRight).await?;
    let words = words(&app, &call.visit);
    let mut page = page(&app, &call, &form);
    let right = in_words(&form.right);
    if right.is_none() {
        page.right.error = sentence(&words, "ask-right", "not-chosen", 0);
    }
    if form.text.trim().is_empty() {
        page.text.error = sentence(&words, "ask-text", "missing", 0);
    }
    let Some(right) = right.filter(|_| page.errors().is_empty()) else {
        return Ok(again(html(&page)?));
    };
    let wish = Wish { right, ground: &form.text, understood: false };
    match exercise(&app, &call, (&lawful, &mut unit), wish).await {
        Ok(_) => {}
        Err(Trouble::Problem(problem)) => return Err(problem),
        Err(Trouble::Form(error)) => {
            let code = code(&error);
            page.text.error = sentence(&words, "ask-text", code, most(&error));
            return Ok(again(html(&page)?));
        }
    }
    end(&call, &lawful, unit).await?;
    app.jobs.wake();
    Ok(on_to(RIGHTS, "sent"))
}
