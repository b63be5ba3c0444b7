//! The TLS side of a listener: TLS 1.3, and 1.2 with forward secrecy and authenticated
//! encryption only, on one provider of cryptography.

use std::path::Path;
use std::sync::Arc;

use axum_server::tls_rustls::RustlsConfig;
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::danger::ClientCertVerifier;
use rustls::server::{NoClientAuth, WebPkiClientVerifier};
use rustls::{RootCertStore, ServerConfig};

use super::{ServeError, Tls};

/// A TLS configuration that can be read again from its files.
#[derive(Debug, Clone)]
pub(crate) struct Reloading {
    files: Tls,
    current: RustlsConfig,
}

impl Reloading {
    /// Reads the files.
    pub(crate) fn read(files: &Tls) -> Result<Self, ServeError> {
        let current = RustlsConfig::from_config(Arc::new(server(files)?));
        Ok(Self { files: files.clone(), current })
    }

    /// Reads the files again; connections made from now on use them.
    pub(crate) fn reload(&self) -> Result<(), ServeError> {
        self.current.reload_from_config(Arc::new(server(&self.files)?));
        Ok(())
    }

    pub(crate) fn config(&self) -> RustlsConfig {
        self.current.clone()
    }
}

/// The one provider of cryptography.
pub(crate) fn provider() -> Arc<CryptoProvider> {
    Arc::new(aws_lc_rs::default_provider())
}

fn server(files: &Tls) -> Result<ServerConfig, ServeError> {
    let unusable =
        |path: &Path, reason: String| ServeError::Certificate { path: path.to_owned(), reason };
    let chain = certificates(&files.certificate)?;
    let pem = fnd_vault::secret::read(&files.key)
        .map_err(|error| unusable(&files.key, error.to_string()))?;
    let key = PrivateKeyDer::from_pem_slice(pem.as_bytes())
        .map_err(|error| unusable(&files.key, error.to_string()))?;
    // The suites of this library are all authenticated encryption with forward secrecy.
    let mut config = ServerConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .map_err(|error| unusable(&files.certificate, error.to_string()))?
        .with_client_cert_verifier(client_verifier(files)?)
        .with_single_cert(chain, key)
        .map_err(|error| unusable(&files.certificate, error.to_string()))?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

/// Client certificates are verified when shown; whether one is needed, each route decides.
fn client_verifier(files: &Tls) -> Result<Arc<dyn ClientCertVerifier>, ServeError> {
    let Some(first) = files.client_authorities.first() else {
        return Ok(Arc::new(NoClientAuth));
    };
    let unusable =
        |path: &Path, reason: String| ServeError::Certificate { path: path.to_owned(), reason };
    let mut authorities = RootCertStore::empty();
    for path in &files.client_authorities {
        for certificate in certificates(path)? {
            authorities.add(certificate).map_err(|error| unusable(path, error.to_string()))?;
        }
    }
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(authorities), provider())
        .allow_unauthenticated()
        .build();
    match verifier {
        Ok(verifier) => Ok(verifier),
        Err(error) => Err(unusable(first, error.to_string())),
    }
}

/// The certificates of a file in PEM, at least one.
pub(crate) fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, ServeError> {
    let unusable = |reason: String| ServeError::Certificate { path: path.to_owned(), reason };
    let read = CertificateDer::pem_file_iter(path)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| unusable(error.to_string()))?;
    if read.is_empty() { Err(unusable("holds no certificate".into())) } else { Ok(read) }
}
