//! Problems as pages, in the reader's language.

use askama::Template;
use axum::http::StatusCode;
use fnd_web::problem::Problem;
use fnd_web::problem::page::Reader;
use ies_pages::problem::{Onward, Problem as Kind, refused};

use crate::app::App;
use crate::shell::bare;

/// The page for `problem`; plain text when even that cannot be drawn.
///
/// Nothing is asked of the store: a page about an outage must not need what is out.
pub fn page(app: &App, problem: &Problem, reader: &Reader) -> String {
    let shell = bare(app, reader.language, "/");
    let onward = Onward::from(problem.code());
    let back = onward.link(&shell.words, path_of(onward));
    let mut page = match kind(problem) {
        Some(kind) => kind.page(shell, problem.code(), back),
        None => refused(shell, problem.code(), back),
    };
    page.resend.clone_from(&reader.resend);
    page.render().unwrap_or_else(|_| format!("{}\n{}", problem.title(), problem.code()))
}

const fn path_of(onward: Onward) -> &'static str {
    match onward {
        Onward::Start => "/",
        Onward::Consent => "/consent",
        Onward::AccountState => "/account-closed",
    }
}

/// The kinds of problems that have a page of their own; the others are refusals by a rule.
fn kind(problem: &Problem) -> Option<Kind> {
    match (problem.status(), problem.code()) {
        (StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED, _) => Some(Kind::NotFound),
        (StatusCode::GONE, _) => Some(Kind::Gone),
        (StatusCode::FORBIDDEN, "forbidden") => Some(Kind::NoRight),
        (StatusCode::FORBIDDEN, "cross-site") => Some(Kind::StaleForm),
        (_, code) if code.starts_with("sign-in-") && code != "sign-in-first" => Some(Kind::SignIn),
        (StatusCode::PRECONDITION_FAILED, _) | (StatusCode::CONFLICT, "overtaken") => {
            Some(Kind::Changed)
        }
        (_, "insufficient-user-authentication") => Some(Kind::SignInAgain),
        (StatusCode::TOO_MANY_REQUESTS, _) => Some(Kind::TooMany),
        (StatusCode::PAYLOAD_TOO_LARGE, _) => Some(Kind::TooLarge),
        (StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT, _) => {
            Some(Kind::Unavailable)
        }
        (status, _) if status.is_server_error() => Some(Kind::Failed),
        _ => None,
    }
}
