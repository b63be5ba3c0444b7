//! The way to the provider: one client with a pool, HTTPS, time limits, no redirects, and an end
//! to what it reads.

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::time::Duration;

use axum::body::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::{ConfigBuilderExt, HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use rustls::{ClientConfig, RootCertStore};

use super::config::SignInError;
use crate::serve::tls;

/// How long one exchange may take.
const TIME_MAX: Duration = Duration::from_secs(5);
/// How long a connection may take to be made.
const CONNECT_TIME_MAX: Duration = Duration::from_secs(3);
/// The longest answer that is read.
const LENGTH_MAX: usize = 1 << 20;

/// A client of the provider.
#[derive(Debug, Clone)]
pub(super) struct Http(Client<HttpsConnector<HttpConnector>, Full<Bytes>>);

/// The provider did not answer as it should.
#[derive(Debug, thiserror::Error)]
pub(super) enum HttpError {
    /// No answer in time.
    #[error("no answer within {} s", TIME_MAX.as_secs())]
    Timeout,
    /// The connection failed.
    #[error("the connection failed: {0}")]
    Connection(#[source] hyper_util::client::legacy::Error),
    /// The answer was too long or broke off.
    #[error("the answer could not be read whole")]
    Answer,
}

impl Http {
    /// A client that trusts the certificates of `authorities`, or of this machine when empty.
    pub(super) fn new(authorities: &[PathBuf]) -> Result<Self, SignInError> {
        let builder = ClientConfig::builder_with_provider(tls::provider())
            .with_safe_default_protocol_versions();
        let Ok(builder) = builder else { return Err(SignInError::NoAuthorities) };
        let config = if authorities.is_empty() {
            let Ok(builder) = builder.with_native_roots() else {
                return Err(SignInError::NoAuthorities);
            };
            builder.with_no_client_auth()
        } else {
            let mut roots = RootCertStore::empty();
            for path in authorities {
                roots.add_parsable_certificates(tls::certificates(path)?);
            }
            builder.with_root_certificates(roots).with_no_client_auth()
        };
        let mut connector = HttpConnector::new();
        connector.enforce_http(false);
        connector.set_connect_timeout(Some(CONNECT_TIME_MAX));
        // Which addresses may be reached without TLS, the configuration has decided.
        let connector = HttpsConnectorBuilder::new()
            .with_tls_config(config)
            .https_or_http()
            .enable_http1()
            .wrap_connector(connector);
        Ok(Self(Client::builder(TokioExecutor::new()).build(connector)))
    }

    async fn exchange(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let request = request.map(|body| Full::new(Bytes::from(body)));
        let (parts, body) =
            self.0.request(request).await.map_err(HttpError::Connection)?.into_parts();
        match Limited::new(body, LENGTH_MAX).collect().await {
            Ok(whole) => Ok(HttpResponse::from_parts(parts, whole.to_bytes().to_vec())),
            Err(_) => Err(HttpError::Answer),
        }
    }
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = HttpError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            let exchanged = tokio::time::timeout(TIME_MAX, self.exchange(request)).await;
            exchanged.unwrap_or(Err(HttpError::Timeout))
        })
    }
}
