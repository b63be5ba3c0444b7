//! What an operator sets about listeners.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;

/// Listeners and their patience.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The listener with TLS.
    pub tls: Option<Tls>,
    /// The listener without, for a reverse proxy on this machine or a demonstration.
    pub plain: Option<Plain>,
    /// The listener for whoever runs the server: health and metrics. Loopback only.
    pub admin: Option<SocketAddr>,
    /// Seconds within which the head of a request must have arrived.
    pub header_seconds_max: u32,
    /// Bytes of the head of a request; in HTTP/1 at least 8192.
    pub header_bytes_max: u32,
    /// Seconds after which a connection is given up on which nothing moves; at most twice as
    /// many. More than a request may take.
    pub idle_seconds_max: u32,
    /// Connections at the same moment on one listener; more are closed at once. Each takes a
    /// file, so the operating system must allow more files than this.
    pub connections_max: usize,
    /// Connections at the same moment from one address to the listener with TLS. Many desks may
    /// share an address.
    pub connections_by_address_max: usize,
    /// Requests at the same moment on one connection, in HTTP/2.
    pub streams_max: u32,
    /// Seconds that requests under way get when the server stops.
    pub shutdown_seconds_max: u32,
}

/// A listener with TLS 1.2 or 1.3.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// Where to listen; port 0 takes any.
    pub address: SocketAddr,
    /// The certificate and those it was issued by, in PEM, its own first.
    pub certificate: PathBuf,
    /// The private key, in PEM, readable by its owner alone.
    pub key: PathBuf,
    /// Files of authorities, in PEM, whose client certificates are accepted. Without any, no
    /// client certificate is asked for.
    #[serde(default)]
    pub client_authorities: Vec<PathBuf>,
}

/// A listener without TLS. Refuses any address but loopback.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plain {
    /// Where to listen; port 0 takes any.
    pub address: SocketAddr,
    /// Whether a reverse proxy with TLS stands in front. Then the last address of
    /// `X-Forwarded-For` counts as the client's, and browsers are told to use TLS only.
    #[serde(default)]
    pub behind_proxy: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            tls: None,
            plain: None,
            admin: None,
            header_seconds_max: 10,
            header_bytes_max: 32 << 10,
            idle_seconds_max: 60,
            connections_max: 8192,
            connections_by_address_max: 1024,
            streams_max: 100,
            shutdown_seconds_max: 30,
        }
    }
}

impl Config {
    /// Takes relative paths as relative to `folder`.
    pub fn relative_to(&mut self, folder: &Path) {
        let Some(tls) = &mut self.tls else { return };
        let own = [&mut tls.certificate, &mut tls.key];
        for file in own.into_iter().chain(&mut tls.client_authorities) {
            *file = folder.join(&*file);
        }
    }

    pub(crate) fn header(&self) -> Duration {
        Duration::from_secs(self.header_seconds_max.max(1).into())
    }

    pub(crate) fn idle(&self) -> Duration {
        Duration::from_secs(self.idle_seconds_max.max(1).into())
    }

    /// Bytes that are kept of what HTTP/1 sends. Hyper takes no less than 8192.
    pub(crate) fn buffer(&self) -> usize {
        usize::try_from(self.header_bytes_max).unwrap_or(usize::MAX).max(8192)
    }

    pub(crate) fn shutdown(&self) -> Duration {
        Duration::from_secs(self.shutdown_seconds_max.into())
    }
}
