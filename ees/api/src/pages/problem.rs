//! Problems as pages, in the reader's language.

use askama::Template;
use ees_domain::access::{Action, may_ever};
use fnd_web::problem::Problem;
use fnd_web::problem::page::Reader;

use super::shell::shell;
use crate::actor::actor;
use crate::app::App;

/// The page for `problem`; plain text when even that cannot be drawn.
pub fn page(app: &App, problem: &Problem, reader: &Reader) -> String {
    let shell = shell(app, reader.language, reader.caller.as_deref(), "/");
    let may_check = reader
        .caller
        .as_deref()
        .and_then(|caller| actor(caller).ok())
        .is_some_and(|actor| may_ever(&actor, Action::Check));
    let page = ees_desk::problem::page(shell, problem, may_check);
    page.render().unwrap_or_else(|_| format!("{}\n{}", problem.title(), problem.code()))
}
