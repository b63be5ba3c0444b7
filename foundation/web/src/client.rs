//! A client of another server: of ours by mutual TLS ([`Server`]), or of another maker ([`Other`]);
//! a pool of connections, an end to waiting and to what is read. It follows nothing and keeps no
//! cookies.

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use axum::body::Bytes;
use axum::http::uri::{PathAndQuery, Scheme};
use axum::http::{Request, Response, Uri};
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::{ConfigBuilderExt, HttpsConnector, HttpsConnectorBuilder};
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
    pub fn relative_to(&mut self, folder: &Path) {
        self.certificate = folder.join(&self.certificate);
        self.key = folder.join(&self.key);
        for authority in &mut self.authorities {
            *authority = folder.join(&authority);
        }
    }
}

/// A server of another maker, which may know this one by something else than a certificate.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Other {
    /// The address, `https://` with a name and perhaps a port; `http://` on this machine alone.
    pub address: String,
    /// Files of authorities, in PEM, that may speak for it; those of this machine when empty.
    #[serde(default)]
    pub authorities: Vec<PathBuf>,
    /// The certificate that is shown, in PEM, its own first, where the server asks for one.
    #[serde(default)]
    pub certificate: Option<PathBuf>,
    /// Its private key, in PEM, readable by its owner alone.
    #[serde(default)]
    pub key: Option<PathBuf>,
}

impl Other {
    /// The same with paths that are relative to `folder`, where the configuration lies.
    pub fn relative_to(&mut self, folder: &Path) {
        let own = self.certificate.iter_mut().chain(&mut self.key);
        for file in own.chain(&mut self.authorities) {
            *file = folder.join(&*file);
        }
    }
}

/// The client cannot be made of what is configured.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The address is none, or not of the form that is taken.
    #[error("`{0}` is not an address of the form `https://name:port`")]
    Address(String),
    /// The address would send everything over the network for anybody to read.
    #[error("`{0}` has no TLS and is not this machine; the address has to begin with `https://`")]
    Bare(String),
    /// There is a certificate without a key, or a key without a certificate.
    #[error("a certificate of this client goes with its key; name both or neither")]
    Half,
    /// This machine has no authorities of its own.
    #[error("no authorities of this machine were found; name the files of some: {0}")]
    NoAuthorities(std::io::Error),
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
        let base = bare(&server.address)?;
        if base.scheme() != Some(&Scheme::HTTPS) {
            return Err(ClientError::Address(server.address.clone()));
        }
        let own = Some((&*server.certificate, &*server.key));
        Ok(Self { pool: pool(config(roots(&server.authorities)?, own)?), base })
    }

    /// A client of the server of another maker.
    ///
    /// # Errors
    /// [`ClientError`] says what to correct.
    pub fn of_another(server: &Other) -> Result<Self, ClientError> {
        let base = bare(&server.address)?;
        if base.scheme() == Some(&Scheme::HTTP) && !is_this_machine(&base) {
            return Err(ClientError::Bare(server.address.clone()));
        }
        let own = match (&server.certificate, &server.key) {
            (Some(certificate), Some(key)) => Some((&**certificate, &**key)),
            (None, None) => None,
            (Some(_), None) | (None, Some(_)) => return Err(ClientError::Half),
        };
        let roots = if server.authorities.is_empty() && base.scheme() == Some(&Scheme::HTTPS) {
            RootsOf::Machine
        } else {
            roots(&server.authorities)?
        };
        Ok(Self { pool: pool(config(roots, own)?), base })
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

/// The address, which is a scheme with a name or number and perhaps a port, and nothing else.
fn bare(address: &str) -> Result<Uri, ClientError> {
    let wrong = || ClientError::Address(address.to_owned());
    let base: Uri = address.parse().ok().ok_or_else(wrong)?;
    let is_known = base.scheme() == Some(&Scheme::HTTPS) || base.scheme() == Some(&Scheme::HTTP);
    let is_bare = matches!(base.path(), "" | "/") && base.query().is_none();
    if is_known && is_bare && base.authority().is_some() { Ok(base) } else { Err(wrong()) }
}

/// Whether what is sent there does not leave this machine.
fn is_this_machine(base: &Uri) -> bool {
    let host = base.host().unwrap_or_default();
    let number = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host == "localhost" || number.is_ok_and(|number| number.is_loopback())
}

/// Connections to the one server, by TLS where its address says so.
fn pool(config: ClientConfig) -> Pool<HttpsConnector<HttpConnector>, Full<Bytes>> {
    let mut connector = HttpConnector::new();
    connector.enforce_http(false);
    connector.set_connect_timeout(Some(CONNECT_TIME_MAX));
    connector.set_nodelay(true);
    // Which addresses are reached without TLS was decided with the address.
    let connector = HttpsConnectorBuilder::new()
        .with_tls_config(config)
        .https_or_http()
        .enable_http1()
        .wrap_connector(connector);
    Pool::builder(TokioExecutor::new()).build(connector)
}

/// Whose certificates are believed.
enum RootsOf {
    /// The authorities of this machine.
    Machine,
    /// Those that are named, and no others.
    Named(RootCertStore),
}

fn roots(authorities: &[PathBuf]) -> Result<RootsOf, ClientError> {
    let mut roots = RootCertStore::empty();
    for path in authorities {
        for certificate in tls::certificates(path)? {
            roots.add(certificate)?;
        }
    }
    Ok(RootsOf::Named(roots))
}

/// TLS that believes `roots`, with a certificate of ours and its key where there is one.
fn config(roots: RootsOf, own: Option<(&Path, &Path)>) -> Result<ClientConfig, ClientError> {
    let builder = ClientConfig::builder_with_provider(tls::provider());
    let builder = builder.with_safe_default_protocol_versions()?;
    let builder = match roots {
        RootsOf::Named(roots) => builder.with_root_certificates(roots),
        RootsOf::Machine => builder.with_native_roots().map_err(ClientError::NoAuthorities)?,
    };
    let Some((certificate, key)) = own else { return Ok(builder.with_no_client_auth()) };
    let chain = tls::certificates(certificate)?;
    let unusable = |reason: String| ServeError::Certificate { path: key.to_owned(), reason };
    let pem = fnd_vault::secret::read(key).map_err(|e| unusable(e.to_string()))?;
    let key = PrivateKeyDer::from_pem_slice(pem.as_bytes()).map_err(|e| unusable(e.to_string()))?;
    Ok(builder.with_client_auth_cert(chain, key)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_makers_server_is_reached_by_tls_or_on_this_machine() {
        let of = |address: &str| {
            let address = address.to_owned();
            Client::of_another(&Other { address, ..Other::default() })
        };
        for good in ["http://127.0.0.1:80", "http://[::1]:8080", "http://localhost", "http://[::1]"]
        {
            assert!(of(good).is_ok(), "{good}");
        }
        for bare in ["http://abis.example", "http://10.0.0.1:80", "http://127.0.0.1.example"] {
            assert!(matches!(of(bare), Err(ClientError::Bare(_))), "{bare}");
        }
        for wrong in ["", "abis", "ftp://127.0.0.1", "http://127.0.0.1/path", "https://a?b"] {
            assert!(matches!(of(wrong), Err(ClientError::Address(_))), "{wrong}");
        }
        let half = Other {
            address: "http://127.0.0.1".into(),
            key: Some("key.pem".into()),
            ..Other::default()
        };
        assert!(matches!(Client::of_another(&half), Err(ClientError::Half)));
    }
}
