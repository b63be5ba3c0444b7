//! Redeeming the code, and believing the token only when everything about it is right.

use aws_lc_rs::hmac;
use axum::http::StatusCode;
use axum::http::header::{ACCEPT, AUTHORIZATION};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use chrono::{DateTime, Utc};
use jiff::Timestamp;
use openidconnect::core::{CoreIdToken, CoreIdTokenVerifier, CoreJsonWebKeySet, CoreTokenResponse};
use openidconnect::{
    AsyncHttpClient, AuthType, AuthorizationCode, ClaimsVerificationError, ClientSecret, Nonce,
    OAuth2TokenResponse, PkceCodeVerifier, RequestTokenError, SignatureVerificationError,
    TokenResponse,
};
use serde_json::{Map, Value, json};
use zeroize::Zeroizing;

use super::Inner;
use super::begin::{client, provider_silent};
use super::config::TokenAuthentication;
use super::pending::Pending;
use super::provider::Metadata;
use crate::problem::Problem;

/// How long our own statement to the provider holds, in seconds.
const STATEMENT_SECONDS: i64 = 60;

/// Claims that were verified, and the token they came in.
#[derive(Debug)]
pub(super) struct Verified {
    pub(super) claims: Map<String, Value>,
    pub(super) token: String,
}

/// 400: the answer of the provider is not one we asked for, or not one we believe.
pub(super) fn failed() -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "sign-in-failed", "Signing in did not work")
        .because("Begin again from the start page.")
}

/// 403: the level of authentication was too low.
fn too_weak() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "sign-in-too-weak", "A stronger sign-in is needed")
        .because("Sign in again with a second factor.")
}

/// Redeems `code` and verifies what comes.
pub(super) async fn redeem(
    inner: &Inner,
    code: String,
    pending: &Pending,
) -> Result<Verified, Problem> {
    let metadata = inner.provider.metadata().await.map_err(|_silent| provider_silent())?;
    let answer = exchange(inner, &metadata, code, pending).await?;
    let Some(token) = answer.id_token() else {
        tracing::warn!("the provider sent no ID token");
        return Err(failed());
    };
    verify(inner, &metadata, token, &Nonce::new(pending.nonce.clone())).await?;
    let text = token.to_string();
    let mut claims = payload(&text).ok_or_else(failed)?;
    check_rest(inner, &claims)?;
    if inner.config.userinfo {
        let more = userinfo(inner, &metadata, answer.access_token().secret()).await?;
        if more.get("sub") != claims.get("sub") {
            tracing::warn!("the provider told of another person in `userinfo`");
            return Err(failed());
        }
        for (name, value) in more {
            claims.entry(name).or_insert(value);
        }
    }
    Ok(Verified { claims, token: text })
}

async fn exchange(
    inner: &Inner,
    metadata: &Metadata,
    code: String,
    pending: &Pending,
) -> Result<CoreTokenResponse, Problem> {
    let known = &inner.provider;
    let mut client = client(known, metadata).set_auth_type(AuthType::RequestBody);
    let mut statement = None;
    if let Some(secret) = &known.secret {
        let shown = ClientSecret::new(secret.0.to_string());
        match inner.config.token_authentication {
            TokenAuthentication::ClientSecretBasic => {
                client = client.set_client_secret(shown).set_auth_type(AuthType::BasicAuth);
            }
            TokenAuthentication::ClientSecretPost => client = client.set_client_secret(shown),
            TokenAuthentication::ClientSecretJwt => {
                statement = Some(assert(inner, metadata, &secret.0));
            }
        }
    }
    let request = client.exchange_code(AuthorizationCode::new(code));
    let Ok(mut request) = request else {
        tracing::warn!("the provider offers no token endpoint");
        return Err(provider_silent());
    };
    request = request.set_pkce_verifier(PkceCodeVerifier::new(pending.verifier.clone()));
    if let Some(statement) = statement {
        request = request
            .add_extra_param(
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            )
            .add_extra_param("client_assertion", statement);
    }
    request.request_async(&known.http).await.map_err(|error| match error {
        RequestTokenError::ServerResponse(said) => {
            tracing::warn!(error = %said.error(), "the provider refused the code");
            failed()
        }
        RequestTokenError::Request(error) => {
            tracing::warn!(%error, "the code could not be redeemed");
            provider_silent()
        }
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
            tracing::warn!("the provider's answer to the code cannot be read");
            failed()
        }
    })
}

/// A signed statement of who we are (RFC 7523), made with the secret instead of showing it.
fn assert(inner: &Inner, metadata: &Metadata, secret: &Zeroizing<String>) -> String {
    let now = inner.clock.now().as_second();
    let client = inner.provider.client.as_str();
    let audience = metadata.token_endpoint().map_or(metadata.issuer().as_str(), |url| url.as_str());
    let claims = json!({
        "iss": client, "sub": client, "aud": audience, "iat": now,
        "exp": now.saturating_add(STATEMENT_SECONDS), "jti": Nonce::new_random().secret(),
    });
    let head = BASE64.encode(r#"{"alg":"HS256","typ":"JWT"}"#);
    let signed = format!("{head}.{}", BASE64.encode(claims.to_string()));
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let signature = BASE64.encode(hmac::sign(&key, signed.as_bytes()));
    format!("{signed}.{signature}")
}

/// Signature, issuer, audience, time and nonce. A key that is not known may be new.
async fn verify(
    inner: &Inner,
    metadata: &Metadata,
    token: &CoreIdToken,
    nonce: &Nonce,
) -> Result<(), Problem> {
    let keys = metadata.jwks().clone();
    let first = token.claims(&verifier(inner, keys), nonce).map(|_| ());
    let result = match first {
        Err(ClaimsVerificationError::SignatureVerification(
            SignatureVerificationError::NoMatchingKey,
        )) => match inner.provider.fresh_keys().await {
            Some(keys) => token.claims(&verifier(inner, keys), nonce).map(|_| ()),
            None => first,
        },
        other => other,
    };
    result.map_err(|error| {
        tracing::warn!(reason = reason(&error), "a token was not believed");
        failed()
    })
}

fn verifier(inner: &Inner, keys: CoreJsonWebKeySet) -> CoreIdTokenVerifier<'static> {
    let now = moment(inner.clock.now());
    let skew = chrono::TimeDelta::seconds(inner.config.clock_skew_seconds_max.into());
    let earliest = now.checked_sub_signed(skew).unwrap_or(now);
    let latest = now.checked_add_signed(skew).unwrap_or(now);
    let known = &inner.provider;
    // Without the secret: tokens under a shared secret are never believed.
    CoreIdTokenVerifier::new_public_client(known.client.clone(), known.issuer.clone(), keys)
        .set_allowed_algs(known.algorithms.iter().cloned())
        .set_time_fn(move || earliest)
        .set_issue_time_verifier_fn(move |issued| {
            if latest < issued { Err("issued in the future".to_owned()) } else { Ok(()) }
        })
        .set_other_audience_verifier_fn(|_| false)
}

fn moment(at: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(at.as_millisecond()).unwrap_or_default()
}

/// Which check failed, without the values: they are somebody's.
#[expect(clippy::wildcard_enum_match_arm, reason = "the library may add kinds")]
fn reason(error: &ClaimsVerificationError) -> &'static str {
    match error {
        ClaimsVerificationError::Expired(_) => "expired",
        ClaimsVerificationError::InvalidAudience(_) => "audience",
        ClaimsVerificationError::InvalidIssuer(_) => "issuer",
        ClaimsVerificationError::InvalidNonce(_) => "nonce",
        ClaimsVerificationError::SignatureVerification(inner) => match inner {
            SignatureVerificationError::NoMatchingKey => "unknown key",
            SignatureVerificationError::DisallowedAlg(_) => "algorithm",
            SignatureVerificationError::NoSignature => "no signature",
            _ => "signature",
        },
        _ => "other",
    }
}

/// The claims of a token whose signature was verified.
fn payload(token: &str) -> Option<Map<String, Value>> {
    let bytes = BASE64.decode(token.split('.').nth(1)?).ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// What the library leaves to us: the authorised party and the level.
fn check_rest(inner: &Inner, claims: &Map<String, Value>) -> Result<(), Problem> {
    let party = claims.get("azp").and_then(Value::as_str);
    if party.is_some_and(|party| party != inner.provider.client.as_str()) {
        tracing::warn!(reason = "authorised party", "a token was not believed");
        return Err(failed());
    }
    let level = claims.get("acr").and_then(Value::as_str);
    let levels = &inner.config.levels;
    // The provider was asked for a level; whether it kept to it is for us to see.
    if !levels.is_empty() && !level.is_some_and(|level| levels.iter().any(|one| one == level)) {
        return Err(too_weak());
    }
    Ok(())
}

async fn userinfo(
    inner: &Inner,
    metadata: &Metadata,
    access: &str,
) -> Result<Map<String, Value>, Problem> {
    let silent = |what: &str| {
        tracing::warn!(what, "`userinfo` cannot be read");
        provider_silent()
    };
    let Some(endpoint) = metadata.userinfo_endpoint() else {
        return Err(silent("no endpoint"));
    };
    let request = openidconnect::http::Request::get(endpoint.as_str())
        .header(ACCEPT, "application/json")
        .header(AUTHORIZATION, format!("Bearer {access}"))
        .body(Vec::new());
    let Ok(request) = request else { return Err(silent("address")) };
    let answer =
        inner.provider.http.call(request).await.map_err(|error| silent(&error.to_string()))?;
    if !answer.status().is_success() {
        return Err(silent(answer.status().as_str()));
    }
    serde_json::from_slice(answer.body()).map_err(|_unreadable| silent("no JSON object"))
}
