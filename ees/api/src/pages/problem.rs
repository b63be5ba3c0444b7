//! Problems as pages, in the reader's language.

use askama::Template;
use axum::http::StatusCode;
use ees_domain::access::{Action, may_ever};
use ees_pages::problem::{self, Problem as Kind};
use fnd_web::problem::Problem;
use fnd_web::problem::page::Reader;
use fnd_web::shell::Link;

use super::shell::{CHECK, shell};
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
    let start = Link { href: "/".into(), label: shell.service.clone() };
    let mut page = match kind(problem) {
        Some(kind) => kind.page(shell, problem.code(), CHECK),
        None => problem::refused(shell, problem.code(), CHECK),
    };
    if !may_check {
        page.links = vec![start];
    }
    page.render().unwrap_or_else(|_| format!("{}\n{}", problem.title(), problem.code()))
}

/// The kinds of problems that have a page of their own; the others are refusals by a rule.
fn kind(problem: &Problem) -> Option<Kind> {
    match (problem.status(), problem.code()) {
        (StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED, _) => Some(Kind::NotFound),
        (StatusCode::FORBIDDEN, "no-basis") => Some(Kind::NoRight),
        (StatusCode::PRECONDITION_FAILED, _) => Some(Kind::Changed),
        (StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT, _) => {
            Some(Kind::Unavailable)
        }
        (status, _) if status.is_server_error() => Some(Kind::Failed),
        _ => None,
    }
}
