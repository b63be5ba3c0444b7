//! What is known of the provider: asked for when first needed, kept, and asked for again.

use std::sync::Arc;
use std::time::{Duration, Instant};

use fnd_vault::secret;
use openidconnect::core::{CoreJsonWebKeySet, CoreJwsSigningAlgorithm as Algorithm};
use openidconnect::url::Url;
use openidconnect::{ClientId, IssuerUrl, ProviderMetadataWithLogout, RedirectUrl};
use tokio::sync::Mutex;
use zeroize::Zeroizing;

use super::config::{OpenId, TokenAuthentication, algorithm};
use super::{Common, SignInError, Silent};
use crate::sign_in::config::secure_address;
use crate::sign_in::http::{Http, HttpError};

/// How long what is known counts as fresh.
const FRESH: Duration = Duration::from_hours(1);
/// How long a failure stands before the provider is asked again.
const PAUSE: Duration = Duration::from_secs(1);
/// How often unknown keys may make us ask for the keys again.
const KEYS_PAUSE: Duration = Duration::from_secs(2);

/// The provider's own description.
pub(super) type Metadata = ProviderMetadataWithLogout;

/// The provider, and this system as its client.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) issuer: IssuerUrl,
    pub(super) client: ClientId,
    pub(super) secret: Option<Secret>,
    pub(super) redirect: RedirectUrl,
    pub(super) signed_out: Url,
    pub(super) algorithms: Vec<Algorithm>,
    pub(super) http: Http,
    state: Mutex<State>,
}

/// The secret of this system; never shown.
pub(super) struct Secret(pub(super) Zeroizing<String>);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(..)")
    }
}

#[derive(Debug, Default)]
struct State {
    metadata: Option<(Arc<Metadata>, Instant)>,
    failed: Option<(Silent, Instant)>,
    keys_asked: Option<Instant>,
}

impl Known {
    /// Checks the configuration and reads its files.
    pub(super) fn new(config: &OpenId, common: &Common) -> Result<Self, SignInError> {
        let issuer = IssuerUrl::new(config.issuer.clone());
        let issuer = issuer.map_err(|_unreadable| SignInError::Address("issuer"))?;
        secure_address("issuer", issuer.as_str())?;
        let here = common.here()?;
        Ok(Self {
            issuer,
            client: ClientId::new(config.client_id.clone()),
            secret: secret_of(config)?,
            redirect: RedirectUrl::from_url(here.callback),
            signed_out: here.signed_out,
            algorithms: config
                .algorithms
                .iter()
                .map(|name| algorithm(name))
                .collect::<Result<_, _>>()?,
            http: Http::new(&common.authorities)?,
            state: Mutex::default(),
        })
    }

    /// What is known of the provider, asked for when it is not fresh. When the provider does
    /// not answer, what was known goes on to count.
    pub(super) async fn metadata(&self) -> Result<Arc<Metadata>, Silent> {
        let mut state = self.state.lock().await;
        if let Some((metadata, at)) = &state.metadata
            && at.elapsed() < FRESH
        {
            return Ok(Arc::clone(metadata));
        }
        let known = state.metadata.as_ref().map(|(metadata, _)| Arc::clone(metadata));
        if let Some((silent, at)) = &state.failed
            && at.elapsed() < PAUSE
        {
            return known.ok_or_else(|| silent.clone());
        }
        match Metadata::discover_async(self.issuer.clone(), &self.http).await {
            Ok(metadata) => {
                let metadata = Arc::new(metadata);
                state.metadata = Some((Arc::clone(&metadata), Instant::now()));
                state.failed = None;
                Ok(metadata)
            }
            Err(error) => {
                let silent = Silent(describe(&error));
                tracing::warn!(error = %silent, "discovery failed");
                state.failed = Some((silent.clone(), Instant::now()));
                known.ok_or(silent)
            }
        }
    }

    /// What is known without asking.
    pub(super) async fn metadata_if_known(&self) -> Option<Arc<Metadata>> {
        self.state.lock().await.metadata.as_ref().map(|(metadata, _)| Arc::clone(metadata))
    }

    /// The keys asked for again, because a token names one we do not know; `None` when that was
    /// done a moment ago.
    pub(super) async fn fresh_keys(&self) -> Option<CoreJsonWebKeySet> {
        let mut state = self.state.lock().await;
        if state.keys_asked.is_some_and(|at| at.elapsed() < KEYS_PAUSE) {
            return None;
        }
        state.keys_asked = Some(Instant::now());
        let (metadata, at) = state.metadata.clone()?;
        match CoreJsonWebKeySet::fetch_async(metadata.jwks_uri(), &self.http).await {
            Ok(keys) => {
                let metadata = (*metadata).clone().set_jwks(keys.clone());
                state.metadata = Some((Arc::new(metadata), at));
                Some(keys)
            }
            Err(error) => {
                tracing::warn!(error = describe(&error), "the provider's keys cannot be read");
                None
            }
        }
    }
}

/// What went wrong, without what was sent.
#[expect(clippy::wildcard_enum_match_arm, reason = "the library may add kinds")]
fn describe(error: &openidconnect::DiscoveryError<HttpError>) -> String {
    match error {
        openidconnect::DiscoveryError::Request(error) => error.to_string(),
        openidconnect::DiscoveryError::Parse(_) => "the answer cannot be read".into(),
        openidconnect::DiscoveryError::Response(status, ..) => format!("status {status}"),
        openidconnect::DiscoveryError::UrlParse(error) => error.to_string(),
        openidconnect::DiscoveryError::Validation(reason) => reason.clone(),
        other => other.to_string(),
    }
}

fn secret_of(config: &OpenId) -> Result<Option<Secret>, SignInError> {
    let Some(path) = &config.client_secret_file else {
        return match config.token_authentication {
            TokenAuthentication::ClientSecretBasic => Ok(None),
            TokenAuthentication::ClientSecretPost | TokenAuthentication::ClientSecretJwt => {
                Err(SignInError::NoSecret)
            }
        };
    };
    let text = secret::read(path)?;
    Ok(Some(Secret(Zeroizing::new(text.trim().to_owned()))))
}
