//! Parts of a gallery over NATS, request and reply.
//!
//! Templates are personal data: without TLS only a server on this machine is spoken to. The
//! server has to bring no persistence; a question that nobody hears is refused at once.

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use async_nats::{Client, ConnectOptions, RequestErrorKind, ServerAddr};
use ees_match::gallery::Gallery;
use futures_util::StreamExt;
use tokio::sync::Semaphore;

use crate::cluster::{self, Share, Transport, Unreachable};
use crate::parallel;

/// The subjects begin so; then come how many parts there are, and which one is asked.
const SUBJECT: &str = "limen.ees.gallery.search";

/// Where the server is, and how it is known.
#[derive(Clone, Debug)]
pub struct Server {
    /// `nats://HOST:PORT` on this machine, or `tls://HOST:PORT`.
    pub url: String,
    /// Certificates of those who vouch for the server, as a file of PEM; without it those of the
    /// machine.
    pub roots: Option<PathBuf>,
    /// The own certificate and its key, as files of PEM, where the server asks for one.
    pub identity: Option<(PathBuf, PathBuf)>,
}

/// Why there is no connection.
#[derive(Debug, thiserror::Error)]
pub enum BusError {
    /// The address is none.
    #[error("`{0}` is no address of a NATS server")]
    Address(String),
    /// The address is of another machine and has no TLS.
    #[error(
        "`{0}` is another machine: templates go there by TLS alone, so the address has to begin \
         with `tls://`"
    )]
    Bare(String),
    /// The server does not answer, or refuses.
    #[error("the NATS server `{url}`: {source}")]
    Connect {
        /// The address.
        url: String,
        /// What is wrong.
        source: async_nats::ConnectError,
    },
    /// The server does not let this program listen.
    #[error("the NATS server does not give `{subject}`: {source}")]
    Subscribe {
        /// What was asked for.
        subject: String,
        /// What is wrong.
        source: async_nats::SubscribeError,
    },
}

/// A connection, which comes back by itself when it is lost.
#[derive(Clone)]
pub struct Bus {
    client: Client,
}

impl fmt::Debug for Bus {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Bus").finish_non_exhaustive()
    }
}

impl Bus {
    /// Connects.
    pub async fn connect(to: &Server) -> Result<Self, BusError> {
        let address: ServerAddr = match to.url.parse() {
            Ok(address) => address,
            Err(_) => return Err(BusError::Address(to.url.clone())),
        };
        let with_tls = address.tls_required();
        if !with_tls && !is_this_machine(address.host()) {
            return Err(BusError::Bare(to.url.clone()));
        }
        let mut options = ConnectOptions::new().name("limen-ees").require_tls(with_tls);
        if let Some(roots) = &to.roots {
            options = options.add_root_certificates(roots.clone());
        }
        if let Some((certificate, key)) = &to.identity {
            options = options.add_client_certificate(certificate.clone(), key.clone());
        }
        match options.connect(address).await {
            Ok(client) => Ok(Self { client }),
            Err(source) => Err(BusError::Connect { url: to.url.clone(), source }),
        }
    }

    /// Answers for a part of the gallery until the connection is given up.
    pub async fn serve(&self, share: Share, gallery: Arc<RwLock<Gallery>>) -> Result<(), BusError> {
        let subject = subject(share);
        let mut questions = match self.client.queue_subscribe(subject.clone(), "parts".into()).await
        {
            Ok(questions) => questions,
            Err(source) => return Err(BusError::Subscribe { subject, source }),
        };
        // As many searches at once as there are processors; the rest wait in the subscription.
        let free = Arc::new(Semaphore::new(parallel::threads().get()));
        while let Some(question) = questions.next().await {
            let Some(reply) = question.reply else { continue };
            let Ok(permit) = Arc::clone(&free).acquire_owned().await else { break };
            let (client, gallery) = (self.client.clone(), Arc::clone(&gallery));
            tokio::spawn(async move {
                let payload = question.payload;
                let answered = tokio::task::spawn_blocking(move || {
                    let gallery = gallery.read().unwrap_or_else(PoisonError::into_inner);
                    cluster::answer(share, &gallery, &payload)
                });
                if let Ok(answer) = answered.await {
                    // Whoever asked and is gone has told its caller that this part is missing.
                    let _ = client.publish(reply, answer.into()).await;
                }
                drop(permit);
            });
        }
        Ok(())
    }

    /// Waits until the server has heard of everything that was asked of it.
    pub async fn flush(&self) -> Result<(), Unreachable> {
        self.client.flush().await.map_err(|error| Unreachable(error.to_string()))
    }
}

fn subject(share: Share) -> String {
    format!("{SUBJECT}.{}.{}", share.of(), share.number())
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost"
        || host.trim_matches(['[', ']']).parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

impl Transport for Bus {
    async fn ask(&self, share: Share, question: &[u8]) -> Result<Vec<u8>, Unreachable> {
        let asked = self.client.request(subject(share), question.to_vec().into()).await;
        match asked {
            Ok(answer) => Ok(answer.payload.to_vec()),
            Err(error) if error.kind() == RequestErrorKind::NoResponders => {
                Err(Unreachable("nobody serves it".to_owned()))
            }
            Err(error) => Err(Unreachable(error.to_string())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_leave_the_machine_by_tls_alone() {
        for (host, expected) in [
            ("127.0.0.1", true),
            ("localhost", true),
            ("[::1]", true),
            ("::1", true),
            ("10.0.0.1", false),
            ("nats.example.org", false),
            ("localhost.example.org", false),
        ] {
            assert_eq!(is_this_machine(host), expected, "{host}");
        }
    }

    #[tokio::test]
    async fn what_is_no_server_is_told() {
        let connect = async |url: &str| {
            let to = Server { url: url.to_owned(), roots: None, identity: None };
            Bus::connect(&to).await.unwrap_err()
        };
        assert!(matches!(connect("nats://10.1.2.3:4222").await, BusError::Bare(_)));
        assert!(matches!(connect("nats://[").await, BusError::Address(_)));
        assert!(matches!(connect("nats://127.0.0.1:1").await, BusError::Connect { .. }));
    }
}
