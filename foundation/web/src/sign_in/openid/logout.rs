//! What the provider says when somebody signed out elsewhere: OpenID Connect Back-Channel
//! Logout 1.0. A logout token is believed as an ID token is, and counts once.

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use openidconnect::JsonWebKey;
use openidconnect::core::{CoreJsonWebKeySet, CoreJwsSigningAlgorithm as Algorithm};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::config::algorithm;
use super::token::payload;
use super::{Ended, Issuer, Problem, provider_silent};
use crate::session::{Handle, handle};
use crate::sign_in::provider::not_ended;

/// What every logout token must tell of.
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// The oldest token that counts, in seconds. Its name is remembered for longer.
const AGE_SECONDS_MAX: i64 = 300;
/// The longest token that is looked at, in bytes.
const LENGTH_MAX: usize = 16 * 1024;

/// What stands before a token's claims.
#[derive(Debug, Deserialize)]
struct Head {
    alg: String,
    #[serde(default)]
    kid: Option<String>,
    #[serde(default)]
    typ: Option<String>,
}

/// What a logout token claims.
#[derive(Debug, Deserialize)]
struct Claims {
    iss: String,
    aud: Value,
    iat: i64,
    exp: i64,
    jti: String,
    events: Map<String, Value>,
    #[serde(default)]
    sid: Option<String>,
    #[serde(default)]
    sub: Option<String>,
    #[serde(default)]
    nonce: Option<Value>,
}

impl Issuer {
    /// By what the provider will name a sign-in when it is over: the session there, or the
    /// person. A person is named only under the secret of this system: without it, who reads
    /// the table could try names out.
    pub(super) fn handles(&self, claims: &Map<String, Value>) -> Vec<Handle> {
        let text = |name: &str| claims.get(name).and_then(Value::as_str);
        let session = text("sid").map(|sid| self.handle("sid", sid));
        let person = self.known.secret.as_ref().and(text("sub")).map(|sub| self.handle("sub", sub));
        session.into_iter().chain(person).collect()
    }

    fn handle(&self, kind: &str, name: &str) -> Handle {
        let issuer = self.known.issuer.as_str();
        let plain = handle(&[kind, issuer, name]);
        let Some(secret) = &self.known.secret else { return plain };
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret.0.as_bytes());
        let tag = hmac::sign(&key, &[b"limen logout v1".as_slice(), &plain].concat());
        tag.as_ref().try_into().unwrap_or(plain)
    }

    /// Believes `token` when everything about it is right.
    pub(super) async fn believe_logout(&self, token: &str) -> Result<Ended, Problem> {
        let refuse = |reason: &str| {
            tracing::warn!(reason, "a logout token was not believed");
            not_ended()
        };
        if LENGTH_MAX < token.len() {
            return Err(refuse("length"));
        }
        let head = head(token).ok_or_else(|| refuse("unreadable"))?;
        // A token made for something else says so here, if it says anything.
        let kind = head.typ.as_deref().unwrap_or("logout+jwt").to_ascii_lowercase();
        if !matches!(kind.as_str(), "logout+jwt" | "application/logout+jwt" | "jwt") {
            return Err(refuse("type"));
        }
        self.check_signature(token, &head).await.map_err(|error| match error {
            Unbelieved::Silent => provider_silent(),
            Unbelieved::Because(reason) => refuse(reason),
        })?;
        let claims = payload(token).ok_or_else(|| refuse("unreadable"))?;
        let claims = Claims::deserialize(Value::Object(claims));
        let claims = claims.map_err(|_lacking| refuse("claims"))?;
        self.check_logout(&claims).map_err(refuse)?;
        let handle = match (claims.sid, claims.sub) {
            (Some(sid), _) => self.handle("sid", &sid),
            (None, Some(sub)) if self.known.secret.is_some() => self.handle("sub", &sub),
            (None, _) => return Err(refuse("nobody named")),
        };
        Ok(Ended { handle, once: Some(format!("{} {}", claims.iss, claims.jti)) })
    }

    async fn check_signature(&self, token: &str, head: &Head) -> Result<(), Unbelieved> {
        let algorithm = algorithm(&head.alg);
        let algorithm = algorithm.map_err(|_unknown| Unbelieved::Because("algorithm"))?;
        if !self.known.algorithms.contains(&algorithm) {
            return Err(Unbelieved::Because("algorithm"));
        }
        let metadata = self.known.metadata().await.map_err(|_silent| Unbelieved::Silent)?;
        if is_signed(token, head, &algorithm, metadata.jwks()) {
            return Ok(());
        }
        // A key that is not known may be new.
        let is_known = metadata.jwks().keys().iter().any(|key| names(key, head));
        let fresh = if is_known { None } else { self.known.fresh_keys().await };
        match fresh {
            Some(keys) if is_signed(token, head, &algorithm, &keys) => Ok(()),
            _ => Err(Unbelieved::Because("signature")),
        }
    }

    /// Everything but the signature. Answers which check failed.
    fn check_logout(&self, claims: &Claims) -> Result<(), &'static str> {
        let (now, client) = (self.now(), self.known.client.as_str());
        let is_us = match &claims.aud {
            Value::String(aud) => aud == client,
            Value::Array(list) => matches!(list.as_slice(), [Value::String(aud)] if aud == client),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
        };
        let oldest = claims.iat.saturating_add(AGE_SECONDS_MAX);
        match () {
            () if claims.iss != self.known.issuer.as_str() => Err("issuer"),
            () if !is_us => Err("audience"),
            () if now.is_after(claims.exp) || now.is_after(oldest) => Err("expired"),
            () if now.is_before(claims.iat) => Err("issued in the future"),
            () if !claims.events.get(EVENT).is_some_and(Value::is_object) => Err("event"),
            // An ID token may not pass for a logout token.
            () if claims.nonce.is_some() => Err("nonce"),
            () if claims.jti.is_empty() => Err("no name"),
            () => Ok(()),
        }
    }
}

/// Why a signature does not count.
enum Unbelieved {
    Silent,
    Because(&'static str),
}

fn head(token: &str) -> Option<Head> {
    let bytes = BASE64.decode(token.split('.').next()?).ok()?;
    serde_json::from_slice(&bytes).ok()
}

fn names(key: &openidconnect::core::CoreJsonWebKey, head: &Head) -> bool {
    head.kid.is_none() || head.kid.as_deref() == key.key_id().map(|id| id.as_str())
}

/// Whether one of `keys` signed the token.
fn is_signed(token: &str, head: &Head, algorithm: &Algorithm, keys: &CoreJsonWebKeySet) -> bool {
    let Some((message, signature)) = token.rsplit_once('.') else { return false };
    let Ok(signature) = BASE64.decode(signature) else { return false };
    let candidates = keys.keys().iter().filter(|key| names(key, head));
    message.matches('.').count() == 1
        && candidates
            .into_iter()
            .any(|key| key.verify_signature(algorithm, message.as_bytes(), &signature).is_ok())
}
