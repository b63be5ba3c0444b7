//! The start page, which differs by who is signed in.

use axum::extract::State;
use axum::response::Html;
use ees_desk::check::empty_form;
use ees_domain::access::{Action, may_ever};
use ees_pages::start::{StartPage, Task, Visitor};
use fnd_web::caller::Caller;
use fnd_web::language::Chosen;
use fnd_web::problem::Problem;
use fnd_web::shell::Link;
use fnd_web::sign_in::SIGN_IN_PATH;

use super::html;
use super::procedures::PROCEDURES;
use super::quality::PATH as QUALITY;
use super::shell::shell;
use crate::actor::actor;
use crate::app::Shared;

/// The start page.
pub(super) async fn handler(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    caller: Option<Caller>,
) -> Result<Html<String>, Problem> {
    let shell = shell(&app, language, caller.as_ref(), "/");
    let words = shell.words.clone();
    let visitor = match caller.as_ref().map(actor).transpose()? {
        None => Visitor::SignedOut(SIGN_IN_PATH.into()),
        Some(actor) if may_ever(&actor, Action::Check) => {
            Visitor::Officer(Box::new(empty_form(&actor, &words)))
        }
        Some(actor) => {
            let tasks = [
                (Action::ReadLog, "/log", "log-title", "log-lead"),
                (Action::ReadLogProof, "/log/integrity", "integrity-title", "integrity-lead"),
                (Action::ReadErasures, "/oversight/erasures", "erasures-title", "erasures-lead"),
                (Action::ListProcedures, PROCEDURES, "procedures-title", "procedures-lead"),
                (Action::ReadAccess, "/oversight/access", "access-title", "access-title-lead"),
                (Action::ReadQuality, QUALITY, "quality-title", "quality-title-lead"),
            ];
            let may = |(action, ..): &(Action, &str, &str, &str)| may_ever(&actor, *action);
            let task = |(_, href, title, about): (Action, &str, &str, &str)| Task {
                link: Link { href: href.into(), label: words.text(title) },
                about: words.text(about),
            };
            Visitor::Oversight(tasks.into_iter().filter(may).map(task).collect())
        }
    };
    html(&StartPage::new(shell, visitor))
}
