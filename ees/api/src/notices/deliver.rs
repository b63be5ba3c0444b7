//! Telling Member States what they are to be told without having asked: over HTTPS, signed, until
//! each has taken it. EES Art. 12(1), 34(3), 35(7).
//!
//! Each State has a task of its own, so that one whose endpoint hangs holds up nobody else.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, Request, Uri};
use ees_store::StoreError;
use ees_store::notices::{Notice, delivered, failed, pending};
use fnd_core::{Clock, CountryCode};
use fnd_pg::Database;
use fnd_vault::MessageSigner;
use fnd_web::client::{Client, ClientError, Server, Unanswered};
use fnd_web::signed;
use serde::Deserialize;
use tokio::task::JoinHandle;

use super::told::Told;

/// Notices of one request at most.
const BATCH: i64 = 50;
/// Files of one request at most: some 200 KiB, which every receiver takes.
const BATCH_FILES_MAX: usize = 5_000;
/// How often somebody who is told everything is looked at.
const INTERVAL: Duration = Duration::from_secs(2);
/// The first pause after a failure; each further one is twice as long.
const PAUSE: Duration = Duration::from_secs(5);
/// The longest pause.
const PAUSE_MAX: Duration = Duration::from_hours(1);
/// How long an endpoint may take, unless it is configured otherwise.
const SECONDS: u64 = 10;

/// Where a Member State takes notices.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Webhook {
    /// The State, three letters of ISO 3166-1.
    pub state: String,
    /// The path on its server, as in `/limen/notices`.
    pub path: String,
    /// Its server, and the certificate by which this system shows who it is.
    pub server: Server,
    /// Seconds that an answer may take.
    #[serde(default = "seconds")]
    pub seconds: u64,
}

const fn seconds() -> u64 {
    SECONDS
}

/// A webhook cannot be used as it is configured.
#[derive(Debug, thiserror::Error)]
pub enum WebhookError {
    /// Its State is no code.
    #[error("`{0}` is not the code of a State, three letters as in ROU")]
    State(String),
    /// Its path is none.
    #[error("`{0}` is not a path; it begins with `/` and has no spaces")]
    Path(String),
    /// Its address or a certificate cannot be used.
    #[error(transparent)]
    Client(#[from] ClientError),
}

/// Notices were not delivered.
#[derive(Debug, thiserror::Error)]
pub enum DeliveryError {
    /// What is to be told could not be read, or that it was told could not be noted.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The database is away.
    #[error(transparent)]
    Database(#[from] fnd_pg::Failure),
    /// No answer.
    #[error(transparent)]
    Unanswered(#[from] Unanswered),
    /// Another answer than that the notices were taken.
    #[error("the endpoint answered {0}")]
    Refused(u16),
}

impl DeliveryError {
    /// A code for the operator.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Store(_) | Self::Database(_) => "database",
            Self::Unanswered(Unanswered::Timeout(_)) => "timeout",
            Self::Unanswered(Unanswered::Connection(_)) => "no-connection",
            Self::Unanswered(Unanswered::Answer | Unanswered::Address) => "no-answer",
            Self::Refused(_) => "refused",
        }
    }
}

/// Delivers to one State.
#[derive(Debug)]
pub struct Delivery {
    state: CountryCode,
    webhook: Webhook,
    client: Client,
    database: Database,
    clock: Arc<dyn Clock>,
    signer: MessageSigner,
}

/// Tasks that deliver; they end when this is dropped.
#[derive(Debug)]
pub struct Deliveries(Vec<JoinHandle<()>>);

impl Drop for Deliveries {
    fn drop(&mut self) {
        for task in &self.0 {
            task.abort();
        }
    }
}

/// Begins to deliver, each to its State.
pub fn start(deliveries: Vec<Delivery>) -> Deliveries {
    Deliveries(deliveries.into_iter().map(|one| tokio::spawn(one.run())).collect())
}

/// As many of the notices as one request holds, and one at least.
fn fitting(mut found: Vec<Notice>) -> Vec<Notice> {
    let mut files = 0_usize;
    let fits = found.iter().take_while(|notice| {
        files = files.saturating_add(notice.files.len());
        files <= BATCH_FILES_MAX
    });
    let count = fits.count().max(1);
    found.truncate(count);
    found
}

impl Delivery {
    /// Delivers to `webhook` what `database`, in the role of upkeep, holds for its State.
    ///
    /// # Errors
    /// The State, the endpoint's address or a certificate cannot be used.
    pub fn new(
        webhook: Webhook,
        (database, clock): (Database, Arc<dyn Clock>),
        signer: MessageSigner,
    ) -> Result<Self, WebhookError> {
        let unknown = || WebhookError::State(webhook.state.clone());
        let state = webhook.state.parse().ok().ok_or_else(unknown)?;
        if !webhook.path.starts_with('/') || webhook.path.parse::<Uri>().is_err() {
            return Err(WebhookError::Path(webhook.path));
        }
        let client = Client::new(&webhook.server)?;
        Ok(Self { state, webhook, client, database, clock, signer })
    }

    async fn run(self) {
        let mut pause = PAUSE;
        loop {
            match self.round().await {
                Ok(0) => {
                    pause = PAUSE;
                    tokio::time::sleep(INTERVAL).await;
                }
                Ok(_) => pause = PAUSE,
                Err(error) => {
                    let state = self.state;
                    tracing::warn!(%state, %error, "notices wait; they are sent again");
                    tokio::time::sleep(pause).await;
                    pause = pause.saturating_mul(2).min(PAUSE_MAX);
                }
            }
        }
    }

    /// Sends what waits, at most one request; answers how many notices were taken.
    ///
    /// # Errors
    /// Nothing is passed over: the same notices are sent in the next round.
    pub async fn round(&self) -> Result<usize, DeliveryError> {
        let state = self.state;
        let connection = self.database.connection().await?;
        let found = fitting(pending(&connection, state, BATCH).await?);
        let Some(last) = found.last() else { return Ok(0) };
        // Nobody waits for an endpoint with a connection of the database in hand.
        drop(connection);
        let sent = self.send(&found).await;
        let connection = self.database.connection().await?;
        match sent {
            Ok(()) => delivered(&connection, state, (&last.place, self.clock.now())).await?,
            Err(error) => {
                failed(&connection, state, (error.code(), self.clock.now())).await?;
                return Err(error);
            }
        }
        Ok(found.len())
    }

    async fn send(&self, notices: &[Notice]) -> Result<(), DeliveryError> {
        let told = Told::of(self.state, notices);
        let body = Bytes::from(serde_json::to_vec(&told).unwrap_or_default());
        let mut request = Request::new(body);
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.webhook.path.parse().ok().ok_or(Unanswered::Address)?;
        let kind = axum::http::HeaderValue::from_static("application/json");
        request.headers_mut().insert(CONTENT_TYPE, kind);
        let address = format!("{}{}", self.webhook.server.address, self.webhook.path);
        signed::sign(&mut request, &address, (&self.signer, self.clock.now()));
        let time = Duration::from_secs(self.webhook.seconds);
        let answer = self.client.send(request, time).await?;
        if answer.status().is_success() {
            Ok(())
        } else {
            Err(DeliveryError::Refused(answer.status().as_u16()))
        }
    }
}
