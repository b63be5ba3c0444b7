//! What the server answers at each of its addresses.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::extract::{RawQuery, State as From};
use axum::http::header::{CONTENT_TYPE, COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use url::{Url, form_urlencoded};

use super::state::{State, Ticket};
use super::xml::{self, Told};
use super::{Misbehaviour as M, logout_request};
use crate::http::Client;
use crate::page::{Pairs, escape, page, pairs};

/// The name of the cookie by which a browser is known here.
const BROWSER: &str = "CASTGC";
/// Longer than what any client reads.
const ENDLESS_BYTES: usize = 8 << 20;
/// Longer than any answer that makes sense.
const LONG_BYTES: usize = 512 << 10;

fn cookie(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(COOKIE)?.to_str().ok()?;
    let mut all = text.split(';').filter_map(|pair| pair.trim().split_once('='));
    all.find(|(name, _)| *name == BROWSER).map(|(_, value)| value.to_owned())
}

fn is_allowed(state: &State, service: &str) -> bool {
    let service = service.split(['?', '#']).next().unwrap_or_default();
    state.settings.services.iter().any(|allowed| allowed == service)
}

fn not_allowed() -> Response {
    let page = page("Not possible", "The service is not registered.");
    (StatusCode::FORBIDDEN, Html(page)).into_response()
}

/// The page with a button for each person; who is known here goes on at once.
pub(super) async fn login(
    From(state): From<Arc<State>>,
    headers: HeaderMap,
    RawQuery(asked): RawQuery,
) -> Response {
    let asked = pairs(&asked.unwrap_or_default());
    let Some(service) = asked.get("service").filter(|service| is_allowed(&state, service)) else {
        return not_allowed();
    };
    let must_choose = asked.contains_key("renew") && !state.misbehaves(M::IgnoresRenew);
    let known = cookie(&headers).filter(|cookie| state.browser(cookie).is_some());
    match known {
        Some(cookie) if !must_choose => {
            let ticket = state.ticket(&cookie, service, false);
            Redirect::to(&with_ticket(service, &ticket)).into_response()
        }
        _ => Html(buttons(&state, &asked)).into_response(),
    }
}

/// A button was pressed.
pub(super) async fn choose(From(state): From<Arc<State>>, body: String) -> Response {
    let asked = pairs(&body);
    let Some(service) = asked.get("service").filter(|service| is_allowed(&state, service)) else {
        return not_allowed();
    };
    let Some(person) = asked.get("login").and_then(|login| state.person(login)) else {
        return Redirect::to(service).into_response();
    };
    let browser = state.enter(&person.login);
    let ticket = state.ticket(&browser, service, true);
    let line = format!("{BROWSER}={browser}; Path=/cas; HttpOnly");
    ([(SET_COOKIE, line)], Redirect::to(&with_ticket(service, &ticket))).into_response()
}

fn with_ticket(service: &str, ticket: &str) -> String {
    let mut to = Url::parse(service).unwrap();
    to.query_pairs_mut().append_pair("ticket", ticket);
    to.into()
}

/// What a ticket tells, in EU Login's way.
pub(super) async fn validate(From(state): From<Arc<State>>, RawQuery(asked): RawQuery) -> Response {
    answer(&state, &asked.unwrap_or_default(), false).await
}

/// What a ticket tells, in the way of CAS 3.0.
pub(super) async fn validate_nested(
    From(state): From<Arc<State>>,
    RawQuery(asked): RawQuery,
) -> Response {
    answer(&state, &asked.unwrap_or_default(), true).await
}

async fn answer(state: &State, asked: &str, is_nested: bool) -> Response {
    state.note_asked(asked);
    let asked = pairs(asked);
    match state.misbehaviour() {
        Some(M::Silent) => std::future::pending().await,
        Some(M::Broken) => return StatusCode::BAD_GATEWAY.into_response(),
        Some(M::Page) => return Html(page("Welcome", "")).into_response(),
        Some(M::InternalError) => return document(xml::failure("INTERNAL_ERROR")),
        _ => {}
    }
    let ticket = match redeem(state, &asked) {
        Ok(ticket) => ticket,
        Err(code) => return document(xml::failure(code)),
    };
    let Some(person) = state.person(&ticket.login) else {
        return document(xml::failure("INVALID_TICKET"));
    };
    let told = Told {
        person: &person,
        ticket: &ticket,
        has_details: is_nested || asked.get("userDetails").is_some_and(|value| value == "true"),
        has_groups: asked.contains_key("groups"),
        is_nested,
    };
    document(written(state, &told))
}

/// The ticket, if it is one and for this service.
fn redeem(state: &State, asked: &Pairs) -> Result<Ticket, &'static str> {
    let (Some(name), Some(service)) = (asked.get("ticket"), asked.get("service")) else {
        return Err("INVALID_REQUEST");
    };
    let ticket = state.redeem(name).ok_or("INVALID_TICKET")?;
    if ticket.service != *service {
        return Err("INVALID_SERVICE");
    }
    if asked.contains_key("renew") && !ticket.is_new && !state.misbehaves(M::IgnoresRenew) {
        return Err("INVALID_TICKET_SPEC");
    }
    Ok(ticket)
}

/// The answer as it goes out, with what is wrong with it.
fn written(state: &State, told: &Told<'_>) -> String {
    let good = xml::success(told);
    let trap = format!("{}/trap", state.server);
    match state.misbehaviour() {
        Some(M::Malformed) => good.chars().take(good.len() / 2).collect(),
        Some(M::DocumentType) => xml::with_document_type(&good, &trap),
        Some(M::Laughs) => xml::with_laughs(&good),
        Some(M::Entity) => good.replace("<cas:uid>", "<cas:uid>&undeclared;"),
        Some(M::Instruction) => xml::after_declaration(&good, "<?xml-stylesheet href=\"x\"?>\n"),
        Some(M::Long) => good.replace("<cas:user>", &padded(LONG_BYTES)),
        Some(M::Endless) => good.replace("<cas:user>", &padded(ENDLESS_BYTES)),
        Some(M::TwoPersons) => good.replace("<cas:uid>", "<cas:uid>eve</cas:uid><cas:uid>"),
        Some(M::TwoAnswers) => xml::two_answers(told),
        _ => good,
    }
}

fn padded(bytes: usize) -> String {
    format!("<cas:note>{}</cas:note><cas:user>", "x".repeat(bytes))
}

fn document(text: String) -> Response {
    ([(CONTENT_TYPE, "application/xml;charset=UTF-8")], text).into_response()
}

/// Signs out here, tells every service that got a ticket, and goes back.
pub(super) async fn logout(
    From(state): From<Arc<State>>,
    headers: HeaderMap,
    RawQuery(asked): RawQuery,
) -> Response {
    let told = cookie(&headers).map(|cookie| state.leave(&cookie)).unwrap_or_default();
    for (service, ticket) in told {
        let request: String =
            form_urlencoded::byte_serialize(logout_request(&ticket).as_bytes()).collect();
        let kind = [("content-type", "application/x-www-form-urlencoded")];
        let body = format!("logoutRequest={request}");
        // A service that is away has no session left, or will find its own end.
        let _ = Client::plain().send(Method::POST, &service, &kind, &body).await;
    }
    let asked = pairs(&asked.unwrap_or_default());
    match asked.get("service") {
        Some(to) if state.settings.signed_out_addresses.contains(to) => {
            Redirect::to(to).into_response()
        }
        _ => Html(page("Signed out", "<p>You are signed out.</p>")).into_response(),
    }
}

/// Nobody comes here but who follows an entity.
pub(super) async fn trap(From(state): From<Arc<State>>) -> &'static str {
    state.note_trapped();
    "trapped"
}

/// A form with what was asked hidden in it, and a button for each person.
fn buttons(state: &State, asked: &Pairs) -> String {
    let mut form = String::from("<form method=\"post\" action=\"/cas/login\">\n");
    for (name, value) in asked {
        let (name, value) = (escape(name), escape(value));
        writeln!(form, "<input type=\"hidden\" name=\"{name}\" value=\"{value}\">").unwrap();
    }
    form.push_str("<ul>\n");
    for person in &state.settings.people {
        let (login, label) = (escape(&person.login), escape(&person.label));
        writeln!(form, "<li><button name=\"login\" value=\"{login}\">{label}</button></li>")
            .unwrap();
    }
    form.push_str(
        "</ul>\n<p><button name=\"refuse\" value=\"yes\">Do not sign in</button></p></form>",
    );
    page("Who are you?", &form)
}
