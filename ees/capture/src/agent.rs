//! The agent as a server: routes, layers, and where it listens.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use fnd_vault::secret::{self, SecretError};
use fnd_web::limits;
use fnd_web::problem::on_panic;
use fnd_web::serve::{self, Admin, Config, Plain, Running, ServeError};
use tokio::sync::Semaphore;
use tower_http::catch_panic::CatchPanicLayer;
use zeroize::Zeroizing;

use crate::api;
use crate::capture::{KEPT, Shelf};
use crate::guard::{self, Guard};
use crate::scanner::Scanner;

pub use crate::guard::{OriginError, PageOrigin};

/// The longest body of a request, in bytes.
const BODY_BYTES_MAX: usize = 4 << 10;
/// The most requests at the same moment; each page waits with one.
const REQUESTS_MAX: usize = 32;
/// The most connections at the same moment.
const CONNECTIONS_MAX: usize = 64;
/// The fewest letters of a token.
const TOKEN_CHARS_MIN: usize = 32;

/// What an agent is started with.
#[derive(Debug)]
pub struct Settings {
    /// Where to listen: `127.0.0.1`; port 0 takes any.
    pub listen: SocketAddr,
    /// The origins of pages that may ask.
    pub origins: Vec<PageOrigin>,
    /// What a page must show besides, if anything.
    pub token: Option<Zeroizing<String>>,
    /// How long a capture that has ended is kept; at most [`KEPT`].
    pub kept: Duration,
}

/// The agent does not start.
#[derive(Debug, thiserror::Error)]
pub enum AgentError {
    /// The address is another one than `127.0.0.1`.
    #[error("`{0}` is not on 127.0.0.1, and the agent listens nowhere else")]
    Address(SocketAddr),
    /// No page may ask.
    #[error("no origin is named, so no page could ask")]
    NoOrigin,
    /// The file of the token cannot be used.
    #[error(transparent)]
    Token(#[from] SecretError),
    /// The token is too short or has letters that a header cannot hold.
    #[error("a token has at least {TOKEN_CHARS_MIN} letters or digits and no blanks")]
    WeakToken,
    /// The listener failed.
    #[error(transparent)]
    Serve(#[from] ServeError),
}

/// The token in a file that nobody but its owner may read; blanks around it do not count.
///
/// # Errors
/// When the file cannot be read, others may read it, or the token is weak.
pub fn token(path: &Path) -> Result<Zeroizing<String>, AgentError> {
    let text = secret::read(path)?;
    let token = text.trim();
    let is_plain = token.chars().all(|letter| letter.is_ascii_graphic());
    if token.len() < TOKEN_CHARS_MIN || !is_plain {
        return Err(AgentError::WeakToken);
    }
    Ok(Zeroizing::new(token.to_owned()))
}

/// Begins to offer `scanner`. Must be called where tasks can be spawned.
///
/// # Errors
/// When the settings cannot be used or the listener fails.
pub fn start(settings: Settings, scanner: Arc<dyn Scanner>) -> Result<Running, AgentError> {
    // Why so strict: other addresses of loopback are reached by other names, which the check of
    // `Host` would have to know.
    if settings.listen.ip() != Ipv4Addr::LOCALHOST {
        return Err(AgentError::Address(settings.listen));
    }
    if settings.origins.is_empty() {
        return Err(AgentError::NoOrigin);
    }
    let guard = Arc::new(Guard::new(settings.origins, settings.token));
    let shelf = Arc::new(Shelf::new(scanner, settings.kept.min(KEPT)));
    let config = Config {
        plain: Some(Plain { address: settings.listen, behind_proxy: false }),
        connections_max: CONNECTIONS_MAX,
        shutdown_seconds_max: 1,
        ..Config::default()
    };
    let running = serve::start(&config, around(api::routes(shelf), &guard), Admin::new())?;
    if let Some(address) = running.plain {
        guard.listens_at(address.port());
    }
    Ok(running)
}

fn around(routes: Router, guard: &Arc<Guard>) -> Router {
    let free = Arc::new(Semaphore::new(REQUESTS_MAX));
    routes
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(from_fn_with_state(free, limits::at_once))
        .layer(CatchPanicLayer::custom(on_panic))
        .layer(from_fn_with_state(Arc::clone(guard), guard::layer))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scanner::Simulator;

    fn refused(listen: &str, origins: &[&str]) -> AgentError {
        let settings = Settings {
            listen: listen.parse().unwrap(),
            origins: origins.iter().map(|origin| origin.parse().unwrap()).collect(),
            token: None,
            kept: KEPT,
        };
        start(settings, Arc::new(Simulator::new(1, 0, None))).unwrap_err()
    }

    #[test]
    fn it_listens_on_this_computer_alone() {
        for address in ["0.0.0.0:0", "192.0.2.1:0", "127.0.0.2:0", "[::1]:0", "[::]:0"] {
            let error = refused(address, &["https://ees.example"]);
            assert!(matches!(error, AgentError::Address(_)), "{address}: {error}");
        }
        assert!(matches!(refused("127.0.0.1:0", &[]), AgentError::NoOrigin));
    }

    #[test]
    fn a_token_is_long_and_its_file_is_its_owners() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("token");
        let put = |text: &str, mode| {
            std::fs::write(&path, text).unwrap();
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            token(&path)
        };
        let long = "k".repeat(TOKEN_CHARS_MIN);
        assert_eq!(*put(&format!("{long}\n"), 0o600).unwrap(), long);
        assert!(matches!(put(&long, 0o644), Err(AgentError::Token(_))));
        assert!(matches!(put("short", 0o600), Err(AgentError::WeakToken)));
        assert!(matches!(put(&format!("{long} {long}"), 0o600), Err(AgentError::WeakToken)));
    }
}
