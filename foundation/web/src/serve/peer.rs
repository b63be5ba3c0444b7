//! Facts of a verified client certificate.

use std::fmt::Write as _;

use aws_lc_rs::digest::{SHA256, digest};
use jiff::Timestamp;
use x509_parser::certificate::X509Certificate;
use x509_parser::prelude::FromDer;

/// The other end of a connection, as its certificate shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peer {
    /// SHA-256 of the `SubjectPublicKeyInfo`, in hexadecimal: it stays when the certificate of
    /// the same key is renewed.
    pub key: String,
    /// The subject's common name; empty when it has none.
    pub name: String,
    /// The end of its validity.
    pub not_after: Timestamp,
}

impl Peer {
    /// Reads a certificate in DER; `None` when it is none.
    pub(crate) fn read(der: &[u8]) -> Option<Self> {
        let (_, certificate) = X509Certificate::from_der(der).ok()?;
        let key = digest(&SHA256, certificate.public_key().raw);
        let name = certificate.subject().iter_common_name().next();
        let name = name.and_then(|name| name.as_str().ok()).unwrap_or_default().to_owned();
        let not_after = certificate.validity().not_after.timestamp();
        let not_after = Timestamp::from_second(not_after).ok()?;
        Some(Self { key: hexadecimal(key.as_ref()), name, not_after })
    }
}

/// Bytes as lower-case hexadecimal.
fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a `String` does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
