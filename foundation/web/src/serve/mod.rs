//! Listeners: one with TLS, one without on loopback, one for whoever runs the server.
//!
//! [`start`] binds what is configured and answers the addresses; [`Running::until_stopped`]
//! serves until a signal comes. The first SIGINT or SIGTERM stops accepting and gives requests
//! the configured time; the second ends them. SIGHUP reads certificates again. The end of an
//! input can stop it too.

mod accept;
mod admin;
mod config;
mod files;
mod patient;
mod peer;
mod places;
pub(crate) mod tls;

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::time::Duration;

use axum::Router;
use axum_server::Handle;
use axum_server::accept::Accept;
use hyper::body::Incoming;
use hyper_util::rt::TokioTimer;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::task::JoinSet;

pub use accept::Channel;
use accept::Entrance;
pub use admin::Admin;
pub use config::{Config, Plain, Tls};
pub use peer::Peer;
use places::Places;
use tls::Reloading;

/// A server could not be started.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Nothing to listen on.
    #[error("no listener is configured: set `tls` or `plain`")]
    NoListener,
    /// Plain HTTP and administration are for this machine alone.
    #[error("`{0}` is not a loopback address; only a listener with TLS may leave this machine")]
    NotLoopback(SocketAddr),
    /// The address is taken, or not ours.
    #[error("cannot listen on `{address}`: {source}")]
    Bind {
        /// The address.
        address: SocketAddr,
        /// What the operating system said.
        source: io::Error,
    },
    /// A certificate or key cannot be used.
    #[error("`{}`: {reason}", path.display())]
    Certificate {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The operating system refused something else.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// A server that listens.
#[derive(Debug)]
pub struct Running {
    /// Where it listens with TLS.
    pub tls: Option<SocketAddr>,
    /// Where it listens without.
    pub plain: Option<SocketAddr>,
    /// Where it listens for whoever runs it.
    pub admin: Option<SocketAddr>,
    stopper: Stopper,
    tasks: JoinSet<io::Result<()>>,
    reloading: Option<Reloading>,
    /// Listened for from the start: a signal that comes before anybody waits is not lost, and does
    /// not end the process in the midst of its work.
    signals: Signals,
}

/// Stops a server from elsewhere; cheap to clone.
#[derive(Debug, Clone)]
pub struct Stopper {
    public: Handle<SocketAddr>,
    admin: Handle<SocketAddr>,
    patience: Duration,
    state: admin::Stopping,
}

impl Stopper {
    /// Stops accepting, and gives requests under way the configured time.
    pub fn stop(&self) {
        self.state.set();
        self.public.graceful_shutdown(Some(self.patience));
    }

    /// Waits until the server begins to stop, so that answers without an end can end.
    pub async fn begun(&self) {
        self.state.begun().await;
    }

    /// Ends everything.
    pub fn stop_at_once(&self) {
        self.state.set();
        self.public.shutdown();
        self.admin.shutdown();
    }
}

/// Binds the listeners of `config` and begins to serve `routes`. Must be called where tasks can
/// be spawned.
pub fn start(config: &Config, routes: Router, admin: Admin) -> Result<Running, ServeError> {
    if config.tls.is_none() && config.plain.is_none() {
        return Err(ServeError::NoListener);
    }
    files::allow(config);
    let stopper = Stopper {
        public: Handle::new(),
        admin: Handle::new(),
        patience: config.shutdown(),
        state: admin.stopping(),
    };
    let mut running = Running {
        tls: None,
        plain: None,
        admin: None,
        stopper,
        tasks: JoinSet::new(),
        reloading: None,
        signals: Signals::listen()?,
    };
    if let Some(tls) = &config.tls {
        let reloading = Reloading::read(tls)?;
        let entrance = Entrance::new(config, Places::new(config));
        let acceptor = accept::WithTls::new(&reloading, entrance);
        running.tls = Some(running.listen(config, tls.address, acceptor, routes.clone())?);
        running.reloading = Some(reloading);
    }
    if let Some(plain) = &config.plain {
        must_be_loopback(plain.address)?;
        let entrance = Entrance::new(config, Places::for_all(config));
        let acceptor = accept::Plainly { behind_proxy: plain.behind_proxy, entrance };
        running.plain = Some(running.listen(config, plain.address, acceptor, routes)?);
    }
    if let Some(address) = config.admin {
        must_be_loopback(address)?;
        running.admin = Some(running.listen_for_admin(address, admin)?);
    }
    Ok(running)
}

fn must_be_loopback(address: SocketAddr) -> Result<(), ServeError> {
    if address.ip().is_loopback() { Ok(()) } else { Err(ServeError::NotLoopback(address)) }
}

fn bind(address: SocketAddr) -> Result<(TcpListener, SocketAddr), ServeError> {
    let failed = |source| ServeError::Bind { address, source };
    let listener = TcpListener::bind(address).map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    Ok((listener, bound))
}

impl Running {
    fn listen<A>(
        &mut self,
        config: &Config,
        address: SocketAddr,
        acceptor: A,
        routes: Router,
    ) -> Result<SocketAddr, ServeError>
    where
        A: Accept<tokio::net::TcpStream, Router> + Clone + Send + Sync + 'static,
        A::Stream: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin + Send,
        A::Service: axum_server::service::SendService<axum::http::Request<Incoming>> + Send,
        A::Future: Send,
    {
        let (listener, bound) = bind(address)?;
        let mut server =
            axum_server::from_tcp(listener)?.acceptor(acceptor).handle(self.stopper.public.clone());
        let patience = config.header();
        let builder = server.http_builder();
        builder
            .http1()
            .timer(TokioTimer::new())
            .header_read_timeout(patience)
            .max_buf_size(config.buffer());
        builder
            .http2()
            .timer(TokioTimer::new())
            .keep_alive_interval(Some(patience))
            .keep_alive_timeout(patience)
            .max_concurrent_streams(config.streams_max)
            .max_header_list_size(config.header_bytes_max);
        self.tasks.spawn(server.serve(routes.into_make_service()));
        Ok(bound)
    }

    fn listen_for_admin(
        &mut self,
        address: SocketAddr,
        admin: Admin,
    ) -> Result<SocketAddr, ServeError> {
        let (listener, bound) = bind(address)?;
        let server = axum_server::from_tcp(listener)?.handle(self.stopper.admin.clone());
        self.tasks.spawn(server.serve(admin.routes().into_make_service()));
        Ok(bound)
    }

    /// What stops this server from elsewhere.
    pub fn stopper(&self) -> Stopper {
        self.stopper.clone()
    }

    /// Stops in good order also when `input` ends, as the standard input of a program does when
    /// whoever started it is gone, in whatever way. What comes in is passed over.
    pub fn stop_at_end_of(&self, mut input: impl io::Read + Send + 'static) {
        let stopper = self.stopper();
        // Why a thread: standard input cannot be waited for in any other way everywhere, and a
        // thread that waits keeps no program from ending.
        std::thread::spawn(move || {
            // An input that cannot be read has ended too.
            let _ = io::copy(&mut input, &mut io::sink());
            tracing::info!("the input ended: stopping");
            stopper.stop();
        });
    }

    /// Reads certificates again; keeps the old ones when the new ones cannot be used.
    pub fn reload(&self) -> Result<(), ServeError> {
        self.reloading.as_ref().map_or(Ok(()), Reloading::reload)
    }

    /// Serves until a signal stops it, or a [`Stopper`].
    pub async fn until_stopped(mut self) -> Result<(), ServeError> {
        let mut is_stopping = false;
        // The listener for administration goes on until the others have ended.
        let others = usize::from(self.tls.is_some()).saturating_add(self.plain.is_some().into());
        let mut ended = 0_usize;
        while ended < others {
            tokio::select! {
                Some(result) = self.tasks.join_next() => {
                    result.map_err(io::Error::other)??;
                    ended = ended.saturating_add(1);
                }
                asked = self.signals.next() => match asked {
                    Asked::Stop => {
                        if is_stopping { self.stopper.stop_at_once() } else { self.stopper.stop() }
                        tracing::info!(at_once = is_stopping, "stopping");
                        is_stopping = true;
                    }
                    Asked::Reload => match self.reload() {
                        Ok(()) => tracing::info!("certificates were read again"),
                        Err(error) => tracing::error!(%error, "the old certificates stay"),
                    },
                },
            }
        }
        self.stopper.stop_at_once();
        while self.tasks.join_next().await.is_some() {}
        Ok(())
    }
}

/// What a signal asks for.
enum Asked {
    Stop,
    Reload,
}

/// The signals that stop a daemon, and the one after which it reads its certificates again.
#[derive(Debug)]
struct Signals {
    interrupt: Signal,
    terminate: Signal,
    reload: Signal,
}

impl Signals {
    fn listen() -> io::Result<Self> {
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
            reload: signal(SignalKind::hangup())?,
        })
    }

    async fn next(&mut self) -> Asked {
        tokio::select! {
            _ = self.interrupt.recv() => Asked::Stop,
            _ = self.terminate.recv() => Asked::Stop,
            _ = self.reload.recv() => Asked::Reload,
        }
    }
}
