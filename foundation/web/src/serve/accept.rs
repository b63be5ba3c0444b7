//! What is known of a connection, told to every request on it.

use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::http::HeaderMap;
use axum::middleware::AddExtension;
use axum_server::accept::Accept;
use axum_server::tls_rustls::RustlsAcceptor;
use tokio::net::TcpStream;
use tokio_rustls::server::TlsStream;
use tower::Layer;

use super::Config;
use super::patient::Patient;
use super::peer::Peer;
use super::places::{Place, Places};
use super::tls::Reloading;
use crate::telemetry::Metrics;

/// The connection a request came on; in the extensions of every request.
#[derive(Debug, Clone)]
pub struct Channel {
    address: SocketAddr,
    kind: Kind,
    /// Held as long as anything knows of the connection.
    #[expect(dead_code, reason = "dropping it is what gives the place back")]
    place: Option<Arc<Place>>,
}

#[derive(Debug, Clone)]
enum Kind {
    Tls(Option<Arc<Peer>>),
    Proxied,
    Plain,
}

impl Channel {
    /// Whether the client speaks TLS, with us or with the proxy in front of us.
    pub fn is_secure(&self) -> bool {
        matches!(self.kind, Kind::Tls(_) | Kind::Proxied)
    }

    /// The client's certificate, verified against the configured authorities.
    pub fn peer(&self) -> Option<&Arc<Peer>> {
        match &self.kind {
            Kind::Tls(peer) => peer.as_ref(),
            Kind::Proxied | Kind::Plain => None,
        }
    }

    /// The client's address: the other end of the connection, or what the proxy says it was.
    /// Only the last address counts, for the proxy wrote that one; others the client made up.
    pub fn client(&self, headers: &HeaderMap) -> IpAddr {
        let here = self.address.ip();
        match self.kind {
            Kind::Proxied => {
                let told = headers.get_all("x-forwarded-for").iter().next_back();
                let told = told.and_then(|value| value.to_str().ok()?.rsplit(',').next());
                told.and_then(|address| address.trim().parse().ok()).unwrap_or(here)
            }
            Kind::Tls(_) | Kind::Plain => here,
        }
    }
}

type Accepted<I, S> =
    Pin<Box<dyn Future<Output = io::Result<(I, AddExtension<S, Channel>)>> + Send>>;

/// What every connection must pass.
#[derive(Debug, Clone)]
pub(crate) struct Entrance {
    places: Places,
    first: Duration,
    idle: Duration,
}

impl Entrance {
    /// As `config` says, with `places` for connections.
    pub(crate) fn new(config: &Config, places: Places) -> Self {
        Self { places, first: config.header(), idle: config.idle() }
    }

    /// Finds a place for `stream`; without one the connection ends here.
    fn enter(&self, stream: &TcpStream) -> io::Result<(SocketAddr, Option<Arc<Place>>)> {
        let address = stream.peer_addr()?;
        stream.set_nodelay(true)?;
        if let Some(place) = self.places.take(address.ip()) {
            return Ok((address, Some(Arc::new(place))));
        }
        Metrics::turned_away();
        Err(io::ErrorKind::QuotaExceeded.into())
    }

    fn watch<T>(&self, stream: T) -> Patient<T> {
        Patient::new(stream, self.first, self.idle)
    }
}

/// Accepts connections with TLS.
#[derive(Debug, Clone)]
pub(crate) struct WithTls {
    acceptor: RustlsAcceptor,
    entrance: Entrance,
}

impl WithTls {
    pub(crate) fn new(reloading: &Reloading, entrance: Entrance) -> Self {
        let acceptor = RustlsAcceptor::new(reloading.config()).handshake_timeout(entrance.first);
        Self { acceptor, entrance }
    }
}

impl<S: Send + 'static> Accept<TcpStream, S> for WithTls {
    type Stream = Patient<TlsStream<TcpStream>>;
    type Service = AddExtension<S, Channel>;
    type Future = Accepted<Self::Stream, S>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let Self { acceptor, entrance } = self.clone();
        Box::pin(async move {
            let (address, place) = entrance.enter(&stream)?;
            let (stream, service) = acceptor.accept(stream, service).await?;
            let certificate = stream.get_ref().1.peer_certificates().and_then(<[_]>::first);
            let peer = certificate.and_then(|der| Peer::read(der)).map(Arc::new);
            let channel = Channel { address, kind: Kind::Tls(peer), place };
            Ok((entrance.watch(stream), Extension(channel).layer(service)))
        })
    }
}

/// Accepts connections without TLS.
#[derive(Debug, Clone)]
pub(crate) struct Plainly {
    pub(crate) behind_proxy: bool,
    pub(crate) entrance: Entrance,
}

impl<S: Send + 'static> Accept<TcpStream, S> for Plainly {
    type Stream = Patient<TcpStream>;
    type Service = AddExtension<S, Channel>;
    type Future = Accepted<Self::Stream, S>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let kind = if self.behind_proxy { Kind::Proxied } else { Kind::Plain };
        let entrance = self.entrance.clone();
        Box::pin(async move {
            let (address, place) = entrance.enter(&stream)?;
            let channel = Channel { address, kind, place };
            Ok((entrance.watch(stream), Extension(channel).layer(service)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_proxy_may_tell_the_address_of_a_client() {
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", "203.0.113.9, 192.0.2.1".parse().unwrap());
        headers.append("x-forwarded-for", "203.0.113.9,192.0.2.7".parse().unwrap());
        let address = SocketAddr::from(([127, 0, 0, 1], 9));
        let client = |kind| Channel { address, kind, place: None }.client(&headers).to_string();
        assert_eq!(client(Kind::Proxied), "192.0.2.7");
        assert_eq!(client(Kind::Plain), "127.0.0.1");
        assert_eq!(client(Kind::Tls(None)), "127.0.0.1");
    }
}
