//! A client of another server of ours: mutual TLS, a pool of connections, an end to waiting and
//! to what is read. It follows nothing and keeps no cookies.

use std::path::PathBuf;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::uri::{PathAndQuery, Scheme};
use axum::http::{Request, Response, Uri};
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client as Pool;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use rustls::pki_types::PrivateKeyDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use serde::Deserialize;

use crate::serve::{ServeError, tls};

/// How long a connection may take to be made.
const CONNECT_TIME_MAX: Duration = Duration::from_secs(2);
/// The longest answer that is read, in bytes.
const LENGTH_MAX: usize = 16 << 20;

/// Where the other server is, and how this one shows who it is.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    /// The address, `https://` with a name and perhaps a port.
    pub address: String,
    /// The certificate that is shown, in PEM, its own first.
    pub certificate: PathBuf,
    /// Its private key, in PEM, readable by its owner alone.
    pub key: PathBuf,
    /// Files of authorities, in PEM, that may speak for the other server.
    pub authorities: Vec<PathBuf>,
}

impl Server {
    /// The same with paths that are relative to `folder`, where the configuration lies.
    pub fn relative_to(&mut self, folder: &std::path::Path) {
        self.certificate = folder.join(&self.certificate);
        self.key = folder.join(&self.key);
        for authority in &mut self.authorities {
            *authority = folder.join(&authority);
        }
    }
}

/// The client cannot be made of what is configured.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The address is none, or not of the form that is taken.
    #[error("`{0}` is not an address of the form `https://name:port`")]
    Address(String),
    /// A certificate or key cannot be used.
    #[error(transparent)]
    Certificate(#[from] ServeError),
    /// The key does not fit the certificate, or TLS refuses them.
    #[error("the certificate and the key of this client cannot be used: {0}")]
    Tls(#[from] rustls::Error),
}

/// No answer came.
#[derive(Debug, thiserror::Error)]
pub enum Unanswered {
    /// Not within the time.
    #[error("no answer within {} ms", .0.as_millis())]
    Timeout(Duration),
    /// The connection was not made, or broke.
    #[error("the connection failed: {0}")]
    Connection(String),
    /// The answer was too long or broke off.
    #[error("the answer could not be read whole")]
    Answer,
    /// The address of the request is none.
    #[error("the address of the request cannot be used")]
    Address,
}

/// A client of one server; cheap to clone.
#[derive(Debug, Clone)]
pub struct Client {
    pool: Pool<HttpsConnector<HttpConnector>, Full<Bytes>>,
    base: Uri,
}

impl Client {
    /// A client of the server that is configured.
    ///
    /// # Errors
    /// [`ClientError`] says what to correct.
    pub fn new(server: &Server) -> Result<Self, ClientError> {
        let wrong = || ClientError::Address(server.address.clone());
        let base: Uri = server.address.parse().ok().ok_or_else(wrong)?;
        let is_bare = matches!(base.path(), "" | "/") && base.query().is_none();
        if base.scheme() != Some(&Scheme::HTTPS) || base.authority().is_none() || !is_bare {
            return Err(wrong());
        }
        let mut connector = HttpConnector::new();
        connector.enforce_http(false);
        connector.set_connect_timeout(Some(CONNECT_TIME_MAX));
        connector.set_nodelay(true);
        let connector = HttpsConnectorBuilder::new()
            .with_tls_config(config(server)?)
            .https_only()
            .enable_http1()
            .wrap_connector(connector);
        Ok(Self { pool: Pool::builder(TokioExecutor::new()).build(connector), base })
    }

    /// Sends `request`, whose address is a path, and reads the whole answer within `time`.
    ///
    /// # Errors
    /// [`Unanswered`]; whether the server did what was asked, nobody knows then.
    pub async fn send(
        &self,
        request: Request<Bytes>,
        time: Duration,
    ) -> Result<Response<Bytes>, Unanswered> {
        let exchanged = tokio::time::timeout(time, self.exchange(request)).await;
        exchanged.unwrap_or(Err(Unanswered::Timeout(time)))
    }

    async fn exchange(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Unanswered> {
        let (mut parts, body) = request.into_parts();
        let path = parts.uri.path_and_query().cloned();
        let mut address = self.base.clone().into_parts();
        address.path_and_query = Some(path.unwrap_or(PathAndQuery::from_static("/")));
        parts.uri = Uri::from_parts(address).ok().ok_or(Unanswered::Address)?;
        let request = Request::from_parts(parts, Full::new(body));
        let answer = self.pool.request(request).await;
        let (parts, body) =
            answer.map_err(|error| Unanswered::Connection(chain(&error)))?.into_parts();
        match Limited::new(body, LENGTH_MAX).collect().await {
            Ok(whole) => Ok(Response::from_parts(parts, whole.to_bytes())),
            Err(_) => Err(Unanswered::Answer),
        }
    }
}

/// An error with its causes.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}

/// TLS with a certificate of ours and the authorities that are named, and no others.
fn config(server: &Server) -> Result<ClientConfig, ClientError> {
    let mut roots = RootCertStore::empty();
    for path in &server.authorities {
        for certificate in tls::certificates(path)? {
            roots.add(certificate)?;
        }
    }
    let chain = tls::certificates(&server.certificate)?;
    let unusable = |reason: String| ServeError::Certificate { path: server.key.clone(), reason };
    let pem = fnd_vault::secret::read(&server.key).map_err(|e| unusable(e.to_string()))?;
    let key = PrivateKeyDer::from_pem_slice(pem.as_bytes()).map_err(|e| unusable(e.to_string()))?;
    let builder = ClientConfig::builder_with_provider(tls::provider());
    let builder = builder.with_safe_default_protocol_versions()?.with_root_certificates(roots);
    Ok(builder.with_client_auth_cert(chain, key)?)
}
