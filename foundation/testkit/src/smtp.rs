//! A mail server that keeps what it is sent: RFC 5321 with STARTTLS and AUTH PLAIN, as far as a
//! sender of letters goes, on loopback.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;

use crate::tls::Credentials;

/// What was delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// The sender of the envelope.
    pub from: String,
    /// The recipients of the envelope.
    pub to: Vec<String>,
    /// Whether the way was encrypted.
    pub is_encrypted: bool,
    /// User and password, when they were asked for.
    pub login: Option<(String, String)>,
    /// Headers and body as they came, lines ended by line feeds.
    pub message: String,
}

/// How the server behaves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mood {
    /// It takes letters.
    #[default]
    Takes,
    /// It has no such mailbox: 550.
    Refuses,
    /// It asks to come back later: 451.
    IsBusy,
    /// It takes the letter and closes the connection before it says so.
    DiesAfterData,
}

/// A mail server; it ends with the test.
#[derive(Debug)]
pub struct MailServer {
    /// Where it listens.
    pub address: SocketAddr,
    mood: Arc<Mutex<Mood>>,
    inbox: watch::Sender<Vec<Delivered>>,
}

impl MailServer {
    /// Starts a server; with `credentials` it offers STARTTLS and refuses letters without it.
    pub async fn start(credentials: Option<&Credentials>) -> Self {
        Self::listen(SocketAddr::from(([127, 0, 0, 1], 0)), credentials).await
    }

    /// Starts a server without encryption on `address`, which must be of this machine alone.
    ///
    /// # Panics
    /// When it cannot listen there.
    pub async fn start_at(address: SocketAddr) -> Self {
        assert!(address.ip().is_loopback(), "the stand-in is for this machine alone");
        Self::listen(address, None).await
    }

    async fn listen(address: SocketAddr, credentials: Option<&Credentials>) -> Self {
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let (mood, inbox) = (Arc::default(), watch::Sender::new(Vec::new()));
        let server = Self { address, mood: Arc::clone(&mood), inbox: inbox.clone() };
        let tls = credentials.map(acceptor);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let talk = Talk { mood: Arc::clone(&mood), inbox: inbox.clone(), tls: tls.clone() };
                // A client that goes away in the middle is part of what is tested.
                tokio::spawn(async move { drop(talk.with(stream).await) });
            }
        });
        server
    }

    /// From now on the server behaves like this.
    pub fn be(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    /// What was delivered so far.
    pub fn delivered(&self) -> Vec<Delivered> {
        self.inbox.borrow().clone()
    }

    /// Waits until `count` letters were delivered in all.
    pub async fn wait_for(&self, count: usize) -> Vec<Delivered> {
        let mut inbox = self.inbox.subscribe();
        inbox.wait_for(|inbox| count <= inbox.len()).await.unwrap().clone()
    }

    /// Waits until there are letters and takes them out of the server.
    pub async fn take(&self) -> Vec<Delivered> {
        // The server holds a sender, so the inbox is never closed.
        let _ = self.inbox.subscribe().wait_for(|inbox| !inbox.is_empty()).await;
        self.inbox.send_replace(Vec::new())
    }
}

fn acceptor(credentials: &Credentials) -> TlsAcceptor {
    let chain = vec![CertificateDer::from_pem_slice(credentials.certificate.as_bytes()).unwrap()];
    let key = PrivateKeyDer::from_pem_slice(credentials.key.as_bytes()).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
}

/// A conversation.
struct Talk {
    mood: Arc<Mutex<Mood>>,
    inbox: watch::Sender<Vec<Delivered>>,
    tls: Option<TlsAcceptor>,
}

/// How a conversation goes on.
enum Next {
    Ends,
    Encrypts,
}

impl Talk {
    async fn with(self, stream: TcpStream) -> std::io::Result<()> {
        let mut plain = BufReader::new(stream);
        say(&mut plain, "220 localhost").await?;
        let Next::Encrypts = self.converse(&mut plain, false).await? else { return Ok(()) };
        let Some(tls) = &self.tls else { return Ok(()) };
        let mut encrypted = BufReader::new(tls.accept(plain.into_inner()).await?);
        self.converse(&mut encrypted, true).await.map(|_| ())
    }

    async fn converse<S: AsyncRead + AsyncWrite + Unpin>(
        &self,
        stream: &mut BufReader<S>,
        is_encrypted: bool,
    ) -> std::io::Result<Next> {
        let must_encrypt = self.tls.is_some() && !is_encrypted;
        let mut letter = Delivered {
            from: String::new(),
            to: Vec::new(),
            is_encrypted,
            login: None,
            message: String::new(),
        };
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(Next::Ends);
            }
            let line = line.trim_end();
            let verb = line.get(..4).unwrap_or(line).to_ascii_uppercase();
            match verb.as_str() {
                "EHLO" if must_encrypt => say(stream, "250-localhost\r\n250 STARTTLS").await?,
                "EHLO" => say(stream, "250-localhost\r\n250-8BITMIME\r\n250 AUTH PLAIN").await?,
                "STAR" if must_encrypt => {
                    say(stream, "220 go on").await?;
                    return Ok(Next::Encrypts);
                }
                "AUTH" => {
                    letter.login = login(line);
                    say(stream, "235 welcome").await?;
                }
                "MAIL" if must_encrypt => say(stream, "530 encrypt first").await?,
                "MAIL" => {
                    letter.from = between(line);
                    say(stream, "250 ok").await?;
                }
                "RCPT" => {
                    let mood = *self.mood.lock().unwrap();
                    match mood {
                        Mood::Refuses => say(stream, "550 no such mailbox").await?,
                        Mood::IsBusy => say(stream, "451 come back later").await?,
                        Mood::Takes | Mood::DiesAfterData => {
                            letter.to.push(between(line));
                            say(stream, "250 ok").await?;
                        }
                    }
                }
                "DATA" => {
                    say(stream, "354 end with a dot").await?;
                    letter.message = data(stream).await?;
                    self.inbox.send_modify(|inbox| inbox.push(letter.clone()));
                    if *self.mood.lock().unwrap() == Mood::DiesAfterData {
                        return Ok(Next::Ends);
                    }
                    letter.to.clear();
                    say(stream, "250 taken").await?;
                }
                "QUIT" => {
                    say(stream, "221 bye").await?;
                    return Ok(Next::Ends);
                }
                "RSET" | "NOOP" => say(stream, "250 ok").await?,
                _ => say(stream, "502 unknown").await?,
            }
        }
    }
}

async fn say<S: AsyncWrite + Unpin>(stream: &mut S, line: &str) -> std::io::Result<()> {
    stream.write_all(format!("{line}\r\n").as_bytes()).await?;
    stream.flush().await
}

/// Lines up to the one that is a dot; a dot that was doubled is single again.
async fn data<S: AsyncRead + Unpin>(stream: &mut BufReader<S>) -> std::io::Result<String> {
    let mut message = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        let line = line.trim_end_matches(['\r', '\n']);
        if line == "." {
            return Ok(message);
        }
        message.push_str(line.strip_prefix('.').filter(|_| line.starts_with("..")).unwrap_or(line));
        message.push('\n');
    }
}

/// What stands between angle brackets.
fn between(line: &str) -> String {
    let inside = line.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inside.map(|(address, _)| address.to_owned()).unwrap_or_default()
}

/// User and password of `AUTH PLAIN`.
fn login(line: &str) -> Option<(String, String)> {
    let decoded = STANDARD.decode(line.split_whitespace().nth(2)?).ok()?;
    let text = String::from_utf8(decoded).ok()?;
    let mut parts = text.split('\0').skip(1);
    Some((parts.next()?.to_owned(), parts.next()?.to_owned()))
}
