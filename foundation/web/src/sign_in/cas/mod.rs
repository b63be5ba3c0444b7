//! A provider that speaks CAS (Central Authentication Service), as EU Login does.
//!
//! A ticket is bound to the browser that asked for it: the address of the service, which the
//! provider compares letter by letter, holds the state of that browser's sign-in. A ticket
//! brought along from elsewhere is for another service and is not even shown to the provider.

mod answer;
mod logout;
mod xml;

use async_trait::async_trait;
use openidconnect::AsyncHttpClient;
use openidconnect::http::{Request, StatusCode};
use openidconnect::url::Url;
use serde::Deserialize;

use self::answer::{Validated, validated};
use super::claims::{Claim, ClaimNames};
use super::config::{Common, Here, Least, SignInError, secure_address};
use super::http::Http;
use super::pending::Pending;
use super::provider::{
    Answer, Asked, Ended, IdentityProvider, Notice, Silent, Told, Wish, failed, provider_silent,
    too_weak,
};
use crate::problem::Problem;
use crate::session::handle;

/// The longest ticket that is taken to the provider, in bytes. CAS 3.0 section 3.1.1 asks for 32
/// at least and recommends 256.
const TICKET_LENGTH_MAX: usize = 512;

/// A provider that speaks CAS.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cas {
    /// The server's address; `/login` and `/logout` lie below it.
    pub server: String,
    /// Where below the server tickets are validated. EU Login's own; `/p3/serviceValidate`
    /// elsewhere.
    #[serde(default = "validation_path")]
    pub validation_path: String,
    /// Groups to be told of, `*` for all; none are asked for when empty.
    #[serde(default)]
    pub groups: Vec<String>,
}

fn validation_path() -> String {
    "/TicketValidationService".into()
}

/// The names of claims that are usual here: EU Login's.
pub(super) fn usual() -> ClaimNames {
    let name = |name: &str| Some(Claim::Name(name.to_owned()));
    let numbers = [("10", "LOW"), ("20", "MEDIUM"), ("30", "HIGH"), ("40", "TOP")];
    let values = numbers.map(|(theirs, ours)| (theirs.to_owned(), ours.to_owned()));
    ClaimNames {
        person: name("uid"),
        name: Some(Claim::Joined { join: vec!["firstName".into(), "lastName".into()] }),
        email: name("email"),
        first_name: name("firstName"),
        last_name: name("lastName"),
        assurance: Some(Claim::Mapped { claim: "assuranceLevel".into(), values: values.into() }),
        level: name("authenticationLevel"),
        authenticated_at: name("loginDate"),
        locale: name("locale"),
        ..ClaimNames::default()
    }
}

/// A server that speaks CAS.
#[derive(Debug)]
pub(super) struct Server {
    login: Url,
    validation: Url,
    logout: Url,
    here: Here,
    groups: String,
    /// The least assurance to ask for; the provider's own least may be higher than ours.
    assurance: Option<String>,
    level: Option<Claim>,
    http: Http,
}

impl Server {
    /// Checks the configuration; `names` are those of the claims.
    pub(super) fn new(
        config: &Cas,
        common: &Common,
        names: &ClaimNames,
        least: &Least,
    ) -> Result<Self, SignInError> {
        let server = secure_address("server", &config.server)?;
        if server.query().is_some() || server.fragment().is_some() {
            return Err(SignInError::Address("server"));
        }
        let below = |name: &'static str, path: &str| {
            let text = format!("{}{path}", config.server.trim_end_matches('/'));
            let is_path = path.starts_with('/') && !path.contains(['?', '#']);
            let url = if is_path { Url::parse(&text).ok() } else { None };
            url.ok_or(SignInError::Address(name))
        };
        Ok(Self {
            login: below("server", "/login")?,
            validation: below("validation_path", &config.validation_path)?,
            logout: below("server", "/logout")?,
            here: common.here()?,
            groups: config.groups.join(","),
            assurance: least.assurance.as_ref().or(common.assurances.first()).cloned(),
            level: names.level.clone(),
            http: Http::new(&common.authorities)?,
        })
    }

    /// The address of the service for one sign-in, the same to the letter whenever it is told.
    fn service(&self, state: &str) -> String {
        let mut service = self.here.callback.clone();
        service.query_pairs_mut().append_pair("state", state);
        service.into()
    }

    /// Their name for a level.
    fn level(&self, ours: &str) -> Option<String> {
        match &self.level {
            Some(claim) => claim.theirs(ours).into_iter().next(),
            None => None,
        }
    }

    /// Where to ask what `ticket` tells.
    fn question(&self, pending: &Pending, ticket: &str) -> Url {
        let mut to = self.validation.clone();
        let mut pairs = to.query_pairs_mut();
        pairs
            .append_pair("ticket", ticket)
            .append_pair("service", &self.service(&pending.state))
            .append_pair("ticketTypes", "SERVICE")
            .append_pair("userDetails", "true");
        if let Some(assurance) = &self.assurance {
            pairs.append_pair("assuranceLevel", assurance);
        }
        if let Some(level) = pending.level.as_deref().and_then(|level| self.level(level)) {
            pairs.append_pair("authenticationLevel", &level);
        }
        if !self.groups.is_empty() {
            pairs.append_pair("groups", &self.groups);
        }
        if pending.is_forced {
            pairs.append_pair("renew", "true");
        }
        drop(pairs);
        to
    }

    /// Asks for `url`; what comes with its status.
    async fn get(&self, url: &Url) -> Result<(StatusCode, Vec<u8>), Silent> {
        let request = Request::get(url.as_str()).header("accept", "application/xml, text/xml");
        let Ok(request) = request.body(Vec::new()) else { return Err(Silent("address".into())) };
        let answer = self.http.call(request).await.map_err(|error| Silent(error.to_string()))?;
        if answer.status().is_server_error() {
            return Err(Silent(format!("status {}", answer.status().as_u16())));
        }
        Ok((answer.status(), answer.into_body()))
    }
}

#[async_trait]
impl IdentityProvider for Server {
    fn origin(&self) -> String {
        self.login.origin().ascii_serialization()
    }

    async fn answers(&self) -> Result<(), Silent> {
        self.get(&self.validation).await.map(|_| ())
    }

    async fn ask(&self, wish: &Wish, state: &str) -> Result<Asked, Problem> {
        let mut to = self.login.clone();
        let mut pairs = to.query_pairs_mut();
        pairs.append_pair("service", &self.service(state));
        if let Some(level) = wish.level.as_deref().and_then(|level| self.level(level)) {
            pairs.append_pair("authenticationLevel", &level);
        }
        if wish.is_forced {
            pairs.append_pair("renew", "true");
        }
        drop(pairs);
        Ok(Asked { to: to.into(), nonce: String::new(), verifier: String::new() })
    }

    async fn told(&self, pending: &Pending, answer: &Answer) -> Result<Told, Problem> {
        let ticket = answer.ticket.as_str();
        if ticket.is_empty() {
            return Err(super::back::refused());
        }
        // Tickets for others to use (`PT-`) are no sign-in of a browser.
        let is_ticket = ticket.starts_with("ST-") && ticket.bytes().all(|b| b.is_ascii_graphic());
        if !is_ticket || TICKET_LENGTH_MAX < ticket.len() {
            tracing::warn!(reason = "no ticket", "an answer was not believed");
            return Err(failed());
        }
        let (status, body) = self.get(&self.question(pending, ticket)).await.map_err(silent)?;
        match validated(&body) {
            Ok(Validated::Success(claims)) if status.is_success() => {
                let handles = vec![handle(&["ticket", ticket])];
                Ok(Told { claims, handles, token: String::new() })
            }
            Ok(Validated::Failure(code)) => Err(not_valid(&code)),
            Err(_) | Ok(_) if !status.is_success() => {
                Err(silent(Silent(format!("status {}", status.as_u16()))))
            }
            Ok(_) => Err(failed()),
            Err(error) => {
                tracing::warn!(%error, "the provider's answer to the ticket cannot be read");
                Err(failed())
            }
        }
    }

    async fn farewell(&self, _token: &str) -> Option<String> {
        let mut to = self.logout.clone();
        to.query_pairs_mut().append_pair("service", self.here.signed_out.as_str());
        Some(to.into())
    }

    async fn ended(&self, notice: &Notice) -> Result<Ended, Problem> {
        let ticket = logout::ticket(notice.logout_request.as_bytes())?;
        Ok(Ended { handle: handle(&["ticket", &ticket]), once: None })
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
fn silent(error: Silent) -> Problem {
    tracing::warn!(%error, "the ticket could not be validated");
    provider_silent()
}

/// Why a ticket does not count, as whoever signs in is told. The codes are those of CAS 3.0
/// section 2.5.3; a provider may have more, which mean no more than that signing in did not work.
fn not_valid(code: &str) -> Problem {
    tracing::warn!(code, "the provider refused the ticket");
    match code {
        "INTERNAL_ERROR" => provider_silent(),
        // The ticket is good, but was not given out for what was asked.
        "INVALID_TICKET_SPEC" => too_weak(),
        _ => failed(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_a_failure_has_its_meaning() {
        let cases = [
            ("INVALID_REQUEST", "sign-in-failed"),
            ("INVALID_TICKET", "sign-in-failed"),
            ("INVALID_SERVICE", "sign-in-failed"),
            ("UNAUTHORIZED_SERVICE_PROXY", "sign-in-failed"),
            ("INVALID_PROXY_CALLBACK", "sign-in-failed"),
            ("unreadable", "sign-in-failed"),
            ("INVALID_TICKET_SPEC", "sign-in-too-weak"),
            ("INTERNAL_ERROR", "identity-provider-unavailable"),
        ];
        for (code, expected) in cases {
            assert_eq!(not_valid(code).code(), expected, "{code}");
        }
    }

    #[test]
    fn a_server_is_an_address_without_parameters() {
        let server = |server: &str, validation_path: &str| {
            let config = Cas {
                server: server.into(),
                validation_path: validation_path.into(),
                groups: vec![],
            };
            let common = serde_json::json!({ "public_address": "https://here.example" });
            let common: Common = serde_json::from_value(common).unwrap();
            Server::new(&config, &common, &usual(), &Least::default())
        };
        let good = server("https://a.example/cas/", "/TicketValidationService").unwrap();
        assert_eq!(good.validation.as_str(), "https://a.example/cas/TicketValidationService");
        assert_eq!(good.service("a b"), "https://here.example/sign-in/callback?state=a+b");
        let bad = [
            ("http://a.example", "/v"),
            ("https://a.example/?b", "/v"),
            ("https://a.example", "v"),
            ("https://a.example", "/v?c"),
        ];
        for (address, path) in bad {
            assert!(server(address, path).is_err(), "{address} {path}");
        }
    }
}
