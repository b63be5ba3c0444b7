//! Redeeming the code, and believing the token only when everything about it is right.

use aws_lc_rs::hmac;
use axum::http::header::{ACCEPT, AUTHORIZATION};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use chrono::{DateTime, Utc};
use jiff::Timestamp;
use openidconnect::core::{
    CoreErrorResponseType, CoreIdToken, CoreIdTokenVerifier, CoreJsonWebKeySet, CoreTokenResponse,
};
use openidconnect::{
    AsyncHttpClient, AuthType, AuthorizationCode, ClaimsVerificationError, ClientSecret, Nonce,
    OAuth2TokenResponse, PkceCodeVerifier, RequestTokenError, SignatureVerificationError,
    StandardErrorResponse, TokenResponse,
};
use serde_json::{Map, Value, json};
use zeroize::Zeroizing;

use super::known::Metadata;
use super::{Issuer, Pending, Problem, TokenAuthentication, Told, failed, provider_silent};
use crate::sign_in::http::HttpError;

/// How a provider refuses a code.
type Refusal = StandardErrorResponse<CoreErrorResponseType>;

/// How long our own statement to the provider holds, in seconds.
const STATEMENT_SECONDS: i64 = 60;

impl Issuer {
    /// Redeems `code` and verifies what comes.
    pub(super) async fn redeem(&self, code: &str, pending: &Pending) -> Result<Told, Problem> {
        let metadata = self.known.metadata().await.map_err(|_silent| provider_silent())?;
        let answer = self.exchange(&metadata, code, pending).await?;
        let Some(token) = answer.id_token() else {
            tracing::warn!("the provider sent no ID token");
            return Err(failed());
        };
        self.verify(&metadata, token, &Nonce::new(pending.nonce.clone())).await?;
        let text = token.to_string();
        let mut claims = payload(&text).ok_or_else(failed)?;
        self.check_party(&claims)?;
        // Only what is signed says by what name the sign-in will be ended.
        let handles = self.handles(&claims);
        if self.config.userinfo {
            let more = self.userinfo(&metadata, answer.access_token().secret()).await?;
            if more.get("sub") != claims.get("sub") {
                tracing::warn!("the provider told of another person in `userinfo`");
                return Err(failed());
            }
            for (name, value) in more {
                claims.entry(name).or_insert(value);
            }
        }
        Ok(Told { claims, handles, token: text })
    }

    async fn exchange(
        &self,
        metadata: &Metadata,
        code: &str,
        pending: &Pending,
    ) -> Result<CoreTokenResponse, Problem> {
        let mut client = self.client(metadata).set_auth_type(AuthType::RequestBody);
        let mut statement = None;
        if let Some(secret) = &self.known.secret {
            let shown = ClientSecret::new(secret.0.to_string());
            match self.config.token_authentication {
                TokenAuthentication::ClientSecretBasic => {
                    client = client.set_client_secret(shown).set_auth_type(AuthType::BasicAuth);
                }
                TokenAuthentication::ClientSecretPost => client = client.set_client_secret(shown),
                TokenAuthentication::ClientSecretJwt => {
                    statement = Some(self.assert(metadata, &secret.0));
                }
            }
        }
        let request = client.exchange_code(AuthorizationCode::new(code.to_owned()));
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
        request.request_async(&self.known.http).await.map_err(not_redeemed)
    }

    /// A signed statement of who we are (RFC 7523), made with the secret instead of showing it.
    fn assert(&self, metadata: &Metadata, secret: &Zeroizing<String>) -> String {
        let now = self.clock.now().as_second();
        let client = self.known.client.as_str();
        let audience =
            metadata.token_endpoint().map_or(metadata.issuer().as_str(), |url| url.as_str());
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
        &self,
        metadata: &Metadata,
        token: &CoreIdToken,
        nonce: &Nonce,
    ) -> Result<(), Problem> {
        let keys = metadata.jwks().clone();
        let first = token.claims(&self.verifier(keys), nonce).map(|_| ());
        let result = match first {
            Err(ClaimsVerificationError::SignatureVerification(
                SignatureVerificationError::NoMatchingKey,
            )) => match self.known.fresh_keys().await {
                Some(keys) => token.claims(&self.verifier(keys), nonce).map(|_| ()),
                None => first,
            },
            other => other,
        };
        result.map_err(|error| {
            tracing::warn!(reason = reason(&error), "a token was not believed");
            failed()
        })
    }

    fn verifier(&self, keys: CoreJsonWebKeySet) -> CoreIdTokenVerifier<'static> {
        let now = moment(self.clock.now());
        let skew = chrono::TimeDelta::seconds(self.skew_seconds.into());
        let earliest = now.checked_sub_signed(skew).unwrap_or(now);
        let latest = now.checked_add_signed(skew).unwrap_or(now);
        let (client, issuer) = (self.known.client.clone(), self.known.issuer.clone());
        // Without the secret: tokens under a shared secret are never believed.
        CoreIdTokenVerifier::new_public_client(client, issuer, keys)
            .set_allowed_algs(self.known.algorithms.iter().cloned())
            .set_time_fn(move || earliest)
            .set_issue_time_verifier_fn(move |issued| {
                if latest < issued { Err("issued in the future".to_owned()) } else { Ok(()) }
            })
            .set_other_audience_verifier_fn(|_| false)
    }

    /// What the library leaves to us: the authorised party.
    fn check_party(&self, claims: &Map<String, Value>) -> Result<(), Problem> {
        let party = claims.get("azp").and_then(Value::as_str);
        if party.is_some_and(|party| party != self.known.client.as_str()) {
            tracing::warn!(reason = "authorised party", "a token was not believed");
            return Err(failed());
        }
        Ok(())
    }

    async fn userinfo(
        &self,
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
            self.known.http.call(request).await.map_err(|error| silent(&error.to_string()))?;
        if !answer.status().is_success() {
            return Err(silent(answer.status().as_str()));
        }
        serde_json::from_slice(answer.body()).map_err(|_unreadable| silent("no JSON object"))
    }
}

/// Why a code could not be redeemed, as whoever signs in is told.
fn not_redeemed(error: RequestTokenError<HttpError, Refusal>) -> Problem {
    match error {
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
    }
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
pub(super) fn payload(token: &str) -> Option<Map<String, Value>> {
    let bytes = BASE64.decode(token.split('.').nth(1)?).ok()?;
    serde_json::from_slice(&bytes).ok()
}
