//! What the provider answers at each of its addresses.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::Json;
use axum::extract::{RawQuery, State as From};
use axum::http::header::{AUTHORIZATION, CACHE_CONTROL};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use url::{Url, form_urlencoded};

use super::keys::open_with_secret;
use super::state::{Grant, State};
use crate::page::{Pairs, escape, page, pairs};

pub(super) async fn discovery(From(state): From<Arc<State>>) -> Json<Value> {
    let at = |path: &str| format!("{}{path}", state.issuer);
    Json(json!({
        "issuer": state.issuer,
        "authorization_endpoint": at("/authorize"),
        "token_endpoint": at("/token"),
        "userinfo_endpoint": at("/userinfo"),
        "jwks_uri": at("/jwks"),
        "end_session_endpoint": at("/end-session"),
        "backchannel_logout_supported": true,
        "backchannel_logout_session_supported": true,
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "scopes_supported": ["openid"],
        "code_challenge_methods_supported": ["S256"],
        "id_token_signing_alg_values_supported": [state.public_key()["alg"]],
        "token_endpoint_auth_methods_supported":
            ["client_secret_basic", "client_secret_post", "client_secret_jwt"],
        "authorization_response_iss_parameter_supported": true,
    }))
}

pub(super) async fn keys(From(state): From<Arc<State>>) -> Json<Value> {
    Json(json!({ "keys": [state.public_key()] }))
}

/// The page with a button for each person; with a `login_hint`, that person at once.
pub(super) async fn authorize(
    From(state): From<Arc<State>>,
    RawQuery(asked): RawQuery,
) -> Response {
    let asked = pairs(&asked.unwrap_or_default());
    if let Err(wrong) = check(&state, &asked) {
        return (StatusCode::BAD_REQUEST, Html(page("Not possible", &escape(wrong))))
            .into_response();
    }
    let hint = asked.get("login_hint").and_then(|login| state.person(login));
    match hint {
        Some(person) => send_back(&state, &asked, Some(person.login)),
        None => Html(buttons(&state, &asked)).into_response(),
    }
}

/// A button was pressed.
pub(super) async fn choose(From(state): From<Arc<State>>, body: String) -> Response {
    let asked = pairs(&body);
    if let Err(wrong) = check(&state, &asked) {
        return (StatusCode::BAD_REQUEST, Html(page("Not possible", &escape(wrong))))
            .into_response();
    }
    send_back(&state, &asked, asked.get("login").cloned())
}

fn check(state: &State, asked: &Pairs) -> Result<(), &'static str> {
    let is = |name: &str, value: &str| asked.get(name).is_some_and(|given| given == value);
    if !is("client_id", &state.settings.client_id) {
        return Err("The client is not known.");
    }
    if !asked.get("redirect_uri").is_some_and(|address| state.is_allowed(address)) {
        return Err("The address to come back to is not registered.");
    }
    if !is("response_type", "code") || !is("code_challenge_method", "S256") {
        return Err("Only the code flow with PKCE (S256) is offered.");
    }
    if !asked.get("scope").is_some_and(|scopes| scopes.split(' ').any(|one| one == "openid")) {
        return Err("The scope `openid` is missing.");
    }
    Ok(())
}

fn send_back(state: &State, asked: &Pairs, login: Option<String>) -> Response {
    let mut to = Url::parse(&asked["redirect_uri"]).unwrap();
    let answer = match login.and_then(|login| state.person(&login)) {
        Some(person) => {
            let code = state.grant(Grant {
                person,
                redirect: asked["redirect_uri"].clone(),
                challenge: asked.get("code_challenge").cloned().unwrap_or_default(),
                nonce: asked.get("nonce").cloned(),
                session: String::new(),
                until: 0,
            });
            ("code", code)
        }
        None => ("error", "access_denied".to_owned()),
    };
    to.query_pairs_mut().append_pair(answer.0, &answer.1).append_pair("iss", &state.issuer);
    if let Some(given) = asked.get("state") {
        to.query_pairs_mut().append_pair("state", given);
    }
    Redirect::to(to.as_str()).into_response()
}

/// Redeems a code.
pub(super) async fn token(
    From(state): From<Arc<State>>,
    headers: HeaderMap,
    body: String,
) -> Response {
    let sent = pairs(&body);
    if !is_client(&state, &headers, &sent) {
        return refuse(StatusCode::UNAUTHORIZED, "invalid_client");
    }
    let text = |name: &str| sent.get(name).map(String::as_str).unwrap_or_default();
    if text("grant_type") != "authorization_code" {
        return refuse(StatusCode::BAD_REQUEST, "unsupported_grant_type");
    }
    let Some(grant) = state.redeem(text("code"), text("redirect_uri"), text("code_verifier"))
    else {
        return refuse(StatusCode::BAD_REQUEST, "invalid_grant");
    };
    let id_token = state.id_token(&grant);
    let answer = json!({
        "access_token": state.access(grant.person),
        "token_type": "Bearer",
        "expires_in": 60,
        "id_token": id_token,
    });
    ([(CACHE_CONTROL, "no-store")], Json(answer)).into_response()
}

fn refuse(status: StatusCode, error: &str) -> Response {
    (status, Json(json!({ "error": error }))).into_response()
}

/// Whether the request proves to come from the client, in one of three ways.
fn is_client(state: &State, headers: &HeaderMap, sent: &Pairs) -> bool {
    let (id, secret) = (&state.settings.client_id, &state.settings.client_secret);
    if let Some(given) = headers.get(AUTHORIZATION) {
        let encoded =
            |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let expected = STANDARD.encode(format!("{}:{}", encoded(id), encoded(secret)));
        return given.as_bytes() == format!("Basic {expected}").as_bytes();
    }
    if let Some(statement) = sent.get("client_assertion") {
        let claims = open_with_secret(statement, secret).unwrap_or_default();
        let here = format!("{}/token", state.issuer);
        return claims["iss"] == **id
            && claims["sub"] == **id
            && claims["aud"] == *here
            && claims["exp"].as_i64().is_some_and(|end| state.now() < end);
    }
    sent.get("client_id") == Some(id) && sent.get("client_secret") == Some(secret)
}

pub(super) async fn userinfo(From(state): From<Arc<State>>, headers: HeaderMap) -> Response {
    let token = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = token.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
    match state.of_access(token) {
        Some(claims) => Json(claims).into_response(),
        None => refuse(StatusCode::UNAUTHORIZED, "invalid_token"),
    }
}

pub(super) async fn end_session(
    From(state): From<Arc<State>>,
    RawQuery(asked): RawQuery,
) -> Response {
    let asked = pairs(&asked.unwrap_or_default());
    match asked.get("post_logout_redirect_uri") {
        Some(to) if state.settings.signed_out_addresses.contains(to) => {
            Redirect::to(to).into_response()
        }
        _ => Html(page("Signed out", "<p>You are signed out.</p>")).into_response(),
    }
}

/// A form with what was asked hidden in it, and a button for each person.
fn buttons(state: &State, asked: &Pairs) -> String {
    let mut form = String::from("<form method=\"post\" action=\"/authorize\">\n");
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
