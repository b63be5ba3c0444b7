//! The page of one's tokens. A token is shown once, when it is made; what is kept is its digest.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use fnd_register::Coded;
use fnd_web::extract::{Parameters, Posted};
use fnd_web::form::{Choice, Tick};
use fnd_web::problem::Problem;
use fnd_web::words::Words;
use ies_domain::access::token::{OFFERED, ends_at};
use ies_domain::access::{Action, Target};
use ies_pages::errors::sentence;
use ies_pages::personal::{Tab, TokenForm, TokenRow, TokensPage, tabs};
use ies_store::purpose::tokens::{Digest, Token};
use serde::Deserialize;

use super::TOKENS;
use crate::app::{App, Shared};
use crate::call::{Call, Lawful};
use crate::own::{address, hex};
use crate::problem::of_store;
use crate::shell::{html, local, shell, words};

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Query {
    #[serde(default)]
    done: Option<String>,
    #[serde(default, rename = "lang")]
    _language: Option<String>,
}

/// The page.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Parameters(query): Parameters<Query>,
) -> Result<Response, Problem> {
    let lawful = own(&app, &call).await?;
    let words = words(&app, &call.visit);
    let mut page = page(&app, &call, (&words, &lawful), form(&words, &[], "30")).await?;
    if query.done.as_deref() == Some("revoked") {
        page.done = words.text("tokens-done-revoked");
    }
    Ok(html(&page)?.into_response())
}

async fn own(app: &App, call: &Call) -> Result<Lawful, Problem> {
    let account = call.who.account().ok_or_else(Problem::not_found)?;
    let own = Target::of_account(account, Some(account));
    let lawful = call.lawful(app, Action::KeepOwnTokens, &own).await;
    lawful.map_err(|problem| problem.back_to(TOKENS))
}

async fn page(
    app: &App,
    call: &Call,
    (words, lawful): (&Words, &Lawful),
    form: TokenForm,
) -> Result<TokensPage, Problem> {
    let account = call.who.account().ok_or_else(Problem::not_found)?;
    let unit = app.store.tokens(lawful.access()).await.map_err(of_store)?;
    let tokens = unit.all(account).await.map_err(of_store)?;
    unit.end(lawful.showing(account.to_uuid())).await.map_err(of_store)?;
    Ok(TokensPage {
        shell: TokensPage::shell(shell(app, &call.visit, TOKENS)),
        tabs: tabs(words, Tab::Tokens, address),
        done: String::new(),
        made: String::new(),
        rows: tokens.iter().map(|token| row(words, token)).collect(),
        revoke: format!("{TOKENS}/revoke"),
        form,
    })
}

fn row(words: &Words, token: &Token) -> TokenRow {
    let digest = hex(&token.digest);
    TokenRow {
        mark: digest.chars().take(8).collect(),
        scope: token.scope.iter().map(|action| scope_text(words, *action)).collect(),
        made: local(token.made_at),
        until: local(token.expires_at).date(),
        used: token.used_at.map(local),
        digest,
    }
}

fn scope_text(words: &Words, action: Action) -> String {
    words.text(&format!("scope-{}", action.code()))
}

fn form(words: &Words, chosen: &[String], days: &str) -> TokenForm {
    let mut form = TokenForm::empty(TOKENS);
    days.clone_into(&mut form.days.value);
    let tick = |action: &Action| Tick {
        choice: Choice::new(action.code(), scope_text(words, *action)),
        about: String::new(),
        is_chosen: chosen.iter().any(|code| code == action.code()),
    };
    form.offered = OFFERED.iter().map(tick).collect();
    form
}

/// What is sent to make one; `scope` comes once for each box that is ticked.
type Sent = Vec<(String, String)>;

/// Makes a token and shows it this once.
pub(super) async fn make(
    State(app): State<Shared>,
    call: Call,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let lawful = own(&app, &call).await?;
    let words = words(&app, &call.visit);
    let all = |name: &str| -> Vec<String> {
        let fields = sent.iter().filter(|(field, _)| field == name);
        fields.map(|(_, value)| value.clone()).collect()
    };
    let (ticked, typed) = (all("scope"), all("days").pop().unwrap_or_default());
    let find = |code: &String| OFFERED.iter().copied().find(|action| action.code() == code);
    let scope: Option<Vec<Action>> = ticked.iter().map(find).collect();
    let scope = scope.filter(|scope| !scope.is_empty());
    let days = typed.trim().parse().ok();
    let ends = days.and_then(|days| ends_at(lawful.at, days));
    let (Some(scope), Some(expires_at)) = (scope.clone(), ends) else {
        let mut form = form(&words, &ticked, &typed);
        if scope.is_none() {
            form.scope.error = sentence(&words, "tokens-scope", "not-chosen", 0);
        }
        if ends.is_none() {
            form.days.error = sentence(&words, "tokens-days", "days", 0);
        }
        let page = page(&app, &call, (&words, &lawful), form).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response());
    };
    let secret = secret()?;
    let account = call.who.account().ok_or_else(Problem::not_found)?;
    let token = Token {
        digest: fnd_vault::log::merkle::sha256(&[secret.as_bytes()]),
        scope,
        made_at: lawful.at,
        expires_at,
        used_at: None,
    };
    let unit = app.store.tokens(lawful.access()).await.map_err(of_store)?;
    unit.add(account, &token).await.map_err(of_store)?;
    unit.end(lawful.showing(account.to_uuid())).await.map_err(of_store)?;
    let mut page = page(&app, &call, (&words, &lawful), self::form(&words, &[], "30")).await?;
    page.made = secret;
    Ok(html(&page)?.into_response())
}

/// A token: 256 bits from the operating system, in a form that scanners for secrets know.
fn secret() -> Result<String, Problem> {
    let drawn = fnd_vault::random::<32>().map_err(|error| {
        tracing::error!(%error, "no random bytes");
        Problem::internal()
    })?;
    Ok(format!("limen-ies-{}", hex(&drawn)))
}

/// What is sent to revoke one.
#[derive(Debug, Deserialize)]
pub(super) struct Revoked {
    digest: String,
}

/// Revokes a token.
pub(super) async fn revoke(
    State(app): State<Shared>,
    call: Call,
    Posted(sent): Posted<Revoked>,
) -> Result<Response, Problem> {
    let lawful = own(&app, &call).await?;
    let account = call.who.account().ok_or_else(Problem::not_found)?;
    let digest = unhex(&sent.digest).ok_or_else(Problem::unprocessable)?;
    let unit = app.store.tokens(lawful.access()).await.map_err(of_store)?;
    let is_gone = unit.revoke(account, &digest).await.map_err(of_store)?;
    unit.end(lawful.showing(account.to_uuid())).await.map_err(of_store)?;
    if is_gone {
        Ok(Redirect::to(&format!("{TOKENS}?done=revoked")).into_response())
    } else {
        Err(Problem::not_found())
    }
}

fn unhex(text: &str) -> Option<Digest> {
    let pairs = text.as_bytes().chunks_exact(2);
    let bytes = pairs.map(|pair| {
        let pair = std::str::from_utf8(pair).ok()?;
        u8::from_str_radix(pair, 16).ok()
    });
    bytes.collect::<Option<Vec<u8>>>()?.try_into().ok()
}
