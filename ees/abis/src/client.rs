//! A service of another maker in the place of our matching.
//!
//! Of every person it holds one encounter, whose identifier is that of the person: the reference
//! as a UUID. Whatever is asked is answered at once or not at all: an answer that would come
//! later, by a callback, is refused. Nothing is sent twice but a creation that the service knows
//! already, which becomes a replacement.

mod answer;
mod config;
mod data;

use std::time::Duration;

use async_trait::async_trait;
use axum::body::Bytes;
use axum::http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use axum::http::{Method, Request, Response, StatusCode};
use ees_biometrics::cluster::Found;
use ees_biometrics::matcher::{Captured, Keeper, Matcher, MatcherError};
use ees_match::gallery::{Likeness, Reference, Wanted};
use fnd_core::clock::SystemClock;
use fnd_core::id::RandomIds;
use fnd_core::{Clock, Ids};
use fnd_vault::secret;
use fnd_web::client::Client;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::wire;
pub use config::{Calibrations, Config, ConfigError};

/// The most candidates that are asked for.
const CANDIDATES_MAX: usize = 1_000;
/// More people than there can be in a gallery: a service that does not count from where it is asked
/// to would tell the same ones for ever.
const PEOPLE_MAX: usize = 100_000_000;
/// People of a gallery that are read at once.
const PAGE_MAX: usize = 1_000;
/// The longest token, in bytes.
const TOKEN_BYTES_MAX: usize = 8_192;
/// So much of what the service says about a refusal is passed on, in letters.
const SAID_MAX: usize = 300;

/// A service that speaks the interface.
#[derive(Debug, Clone)]
pub struct Osia {
    client: Client,
    config: Config,
    /// What stands before the paths of the interface.
    base: String,
}

impl Osia {
    /// The service that is configured. It is not asked anything yet.
    ///
    /// # Errors
    /// [`ConfigError`] says what to correct.
    pub fn new(config: &Config) -> Result<Self, ConfigError> {
        config.check()?;
        let (server, base) = config.server();
        let osia = Self { client: Client::of_another(&server)?, config: config.clone(), base };
        osia.token()?;
        Ok(osia)
    }

    /// The token, read whenever it is used, so that a new one is used as soon as it is there.
    fn token(&self) -> Result<HeaderValue, ConfigError> {
        let path = &self.config.token;
        let text = secret::read(path)?;
        let token = text.trim();
        let is_one = (1..=TOKEN_BYTES_MAX).contains(&token.len())
            && token.bytes().all(|byte| byte.is_ascii_graphic());
        let wrong = || ConfigError::Token(path.clone());
        if !is_one {
            return Err(wrong());
        }
        let value = Zeroizing::new(format!("Bearer {token}"));
        let mut value = HeaderValue::from_str(&value).ok().ok_or_else(wrong)?;
        value.set_sensitive(true);
        Ok(value)
    }

    /// Asks for `path`, which begins with `/v1/`, and waits for the whole answer.
    async fn ask(
        &self,
        method: Method,
        (path, query): (&str, &str),
        body: Option<Bytes>,
    ) -> Result<Response<Bytes>, MatcherError> {
        let token = self.token().map_err(|error| failed(format!("cannot be asked: {error}")))?;
        let (base, transaction) = (&self.base, RandomIds.next(SystemClock.now()));
        let address = format!("{base}{path}?transactionId={transaction}{query}");
        let request = Request::builder().method(method).uri(address).header(AUTHORIZATION, token);
        let request = request.header(ACCEPT, "application/json");
        let request = match body {
            Some(body) => request.header(CONTENT_TYPE, "application/json").body(body),
            None => request.body(Bytes::new()),
        };
        let request = request.map_err(|error| failed(format!("cannot be asked: {error}")))?;
        let time = Duration::from_secs(self.config.answer_seconds_max.into());
        let answer = self.client.send(request, time).await;
        let answer = answer.map_err(|error| failed(format!("did not answer: {error}")))?;
        if answer.status() == StatusCode::ACCEPTED {
            return Err(failed(
                "would answer later (202); it has to be set up so that it answers at once".into(),
            ));
        }
        Ok(answer)
    }

    /// Asks by POST and reads the answer.
    async fn post<T: DeserializeOwned>(
        &self,
        address: (&str, &str),
        body: &impl Serialize,
    ) -> Result<T, MatcherError> {
        let answer = self.ask(Method::POST, address, Some(json(body)?)).await?;
        read(&answer)
    }

    /// Everybody in the gallery; nobody where the service says that it does not know it.
    ///
    /// # Errors
    /// Somebody whose identifier is none of ours: the gallery is then shared with others.
    pub async fn everybody(&self) -> Result<Vec<Reference>, MatcherError> {
        let mut all = Vec::new();
        let path = format!("/v1/galleries/{}", self.config.gallery);
        loop {
            let query = format!("&offset={}&limit={PAGE_MAX}", all.len());
            let answer = self.ask(Method::GET, (&path, &query), None).await?;
            if answer.status() == StatusCode::NOT_FOUND {
                // Nobody is there, or nobody any more.
                return Ok(all);
            }
            let page: Vec<wire::PersonIds> = read(&answer)?;
            if page.is_empty() {
                return Ok(all);
            }
            if PEOPLE_MAX < all.len() {
                return Err(failed("tells its gallery without an end".into()));
            }
            for one in page {
                let id = Uuid::try_parse(&one.person_id).ok();
                let foreign = || failed("holds somebody who is not of this system".into());
                all.push(Reference(id.ok_or_else(foreign)?.as_u128()));
            }
        }
    }

    /// Whether the service knows the gallery, which it does once somebody was put there.
    async fn has_gallery(&self) -> Result<bool, MatcherError> {
        let answer = self.ask(Method::GET, ("/v1/galleries", ""), None).await?;
        let names: Vec<String> = read(&answer)?;
        Ok(names.contains(&self.config.gallery))
    }
}

/// The service did something else than answer.
fn failed(why: String) -> MatcherError {
    MatcherError::Service(why)
}

fn json(body: &impl Serialize) -> Result<Bytes, MatcherError> {
    let bytes = serde_json::to_vec(body);
    Ok(bytes.map_err(|error| failed(format!("cannot be asked: {error}")))?.into())
}

/// The answer, which has to be one of success.
fn read<T: DeserializeOwned>(answer: &Response<Bytes>) -> Result<T, MatcherError> {
    succeeded(answer)?;
    // Why no more than the place: the answer may hold what is known of people.
    serde_json::from_slice(answer.body()).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        failed(format!("answered with something that is not of the interface, at {line}:{column}"))
    })
}

/// An answer that is not of success is one that says why not.
fn succeeded(answer: &Response<Bytes>) -> Result<(), MatcherError> {
    let status = answer.status();
    if status.is_success() {
        return Ok(());
    }
    let said = serde_json::from_slice::<wire::Error>(answer.body());
    Err(failed(match said {
        Ok(wire::Error { code, message }) => {
            let message: String =
                message.chars().filter(|letter| !letter.is_control()).take(SAID_MAX).collect();
            format!("refused ({status}, code {code}): {message}")
        }
        Err(_) => format!("refused ({status})"),
    }))
}

/// A reference as the identifier of a person.
fn person(reference: Reference) -> Uuid {
    Uuid::from_u128(reference.0)
}

#[async_trait]
impl Matcher for Osia {
    async fn compare(&self, probe: &Captured, known: &Captured) -> Result<Likeness, MatcherError> {
        let body = wire::VerifyFromBio {
            biometric_data_1: data::biometrics(probe)?,
            biometric_data_2: data::biometrics(known)?,
        };
        let answer: wire::Verification = self.post(("/v1/verify", ""), &body).await?;
        answer::likeness(&answer, &self.config.calibration)
    }

    /// How many people were searched the interface does not tell: it is 0 here.
    async fn search(&self, probe: &Captured, wanted: Wanted) -> Result<Found, MatcherError> {
        let least = self.config.calibration.whole.score(wanted.threshold);
        let least = least.map_err(|error| failed(error.to_string()))?;
        let most = wanted.most.clamp(1, CANDIDATES_MAX);
        let threshold = least.map_or_else(String::new, |score| format!("&threshold={score}"));
        let query = format!("&maxNbCand={most}{threshold}");
        let body = wire::IdentifyRequest {
            filter: wire::Open::default(),
            biometric_data: data::biometrics(probe)?,
        };
        let path = format!("/v1/identify/{}", self.config.gallery);
        let answer = self.ask(Method::POST, (&path, &query), Some(json(&body)?)).await?;
        let candidates = if answer.status() == StatusCode::NOT_FOUND && !self.has_gallery().await? {
            // Nobody was ever put there, or everybody was removed.
            Vec::new()
        } else {
            read(&answer)?
        };
        let candidates = answer::candidates(candidates, wanted, &self.config.calibration)?;
        Ok(Found { candidates, people: 0, missing: Vec::new() })
    }
}

#[async_trait]
impl Keeper for Osia {
    async fn put(&self, reference: Reference, known: &Captured) -> Result<(), MatcherError> {
        let id = person(reference);
        let body = json(&wire::Encounter {
            // The address says it; in a body only the service does.
            encounter_id: None,
            status: wire::EncounterStatus::Active,
            encounter_type: self.config.encounter_type.clone(),
            galleries: vec![self.config.gallery.clone()],
            client_data: None,
            contextual_data: None,
            biographic_data: None,
            biometric_data: data::biometrics(known)?,
        })?;
        let path = format!("/v1/persons/{id}/encounters/{id}");
        let answer = self.ask(Method::POST, (&path, ""), Some(body.clone())).await?;
        if answer.status() == StatusCode::CONFLICT {
            return succeeded(&self.ask(Method::PUT, (&path, ""), Some(body)).await?);
        }
        succeeded(&answer)
    }

    async fn remove(&self, reference: Reference) -> Result<bool, MatcherError> {
        let path = format!("/v1/persons/{}", person(reference));
        let answer = self.ask(Method::DELETE, (&path, ""), None).await?;
        if answer.status() == StatusCode::NOT_FOUND {
            return Ok(false);
        }
        succeeded(&answer)?;
        Ok(true)
    }
}
