//! Problems as pages, in the reader's language.

use axum::http::StatusCode;
use ees_pages::problem::{self, Problem as Kind};
use fnd_web::problem::Problem;
use fnd_web::shell::{Link, ProblemPage, Shell};

use crate::shell::CHECK;

/// The code of what only the register can show, at a crossing point that does not reach it.
pub const NEEDS_REGISTER: &str = "needs-register";
/// The code of what only the register can do, when it did not answer and may have done it.
pub const PERHAPS_DONE: &str = "perhaps-done";

/// The page for `problem`; `may_check` says whether its reader can go on with a check.
pub fn page(shell: Shell, problem: &Problem, may_check: bool) -> ProblemPage {
    let start = Link { href: "/".into(), label: shell.service.clone() };
    let mut page = match kind(problem) {
        Some(kind) => kind.page(shell, problem.code(), CHECK),
        None => problem::refused(shell, problem.code(), CHECK),
    };
    // What is wrong in particular, for whoever is asked for help, and for a crossing point.
    for fault in problem.errors() {
        page.code = format!("{} {}", page.code, fault.code);
    }
    if !may_check {
        page.links = vec![start];
    }
    page
}

/// The kinds of problems that have a page of their own; the others are refusals by a rule.
fn kind(problem: &Problem) -> Option<Kind> {
    match (problem.status(), problem.code()) {
        (StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED, _) => Some(Kind::NotFound),
        (StatusCode::FORBIDDEN, "no-basis") => Some(Kind::NoRight),
        (StatusCode::PRECONDITION_FAILED, _) => Some(Kind::Changed),
        (StatusCode::SERVICE_UNAVAILABLE, "contended") => None,
        (StatusCode::SERVICE_UNAVAILABLE, NEEDS_REGISTER) => Some(Kind::NeedsRegister),
        (StatusCode::SERVICE_UNAVAILABLE, PERHAPS_DONE) => Some(Kind::PerhapsDone),
        (StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT, _) => {
            Some(Kind::Unavailable)
        }
        (status, _) if status.is_server_error() => Some(Kind::Failed),
        _ => None,
    }
}
