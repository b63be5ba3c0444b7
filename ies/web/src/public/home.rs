//! Where everybody begins: the start page of who is not signed in, and for all others the way to
//! where they belong.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use fnd_web::problem::Problem;
use fnd_web::sign_in::SIGN_IN_PATH;
use ies_domain::session::{Landing, land};
use ies_pages::public::HomePage;

use crate::app::Shared;
use crate::call::Visit;
use crate::shell::{html, shell};

/// Where each landing is. Statement 6 and 8; R25, R38, R48.
pub(crate) fn path_of(landing: Landing) -> &'static str {
    match landing {
        Landing::Apply => "/apply",
        Landing::OwnRequest => "/request",
        Landing::Consent => "/consent",
        Landing::Suspended | Landing::Closed => "/account-closed",
        Landing::Home => "/my",
    }
}

/// The start page.
pub(super) async fn handler(State(app): State<Shared>, visit: Visit) -> Result<Response, Problem> {
    if let Some(who) = &visit.who {
        return Ok(Redirect::to(path_of(land(who.person.known))).into_response());
    }
    let page = HomePage {
        shell: HomePage::shell(shell(&app, &visit, "/")),
        sign_in: SIGN_IN_PATH.into(),
        apply: "/apply".into(),
        privacy: "/privacy".into(),
        notice: app.site.notice.clone(),
    };
    Ok(html(&page)?.into_response())
}
