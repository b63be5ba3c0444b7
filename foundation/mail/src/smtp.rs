//! The way of a letter to a mail server.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use serde::Deserialize;
use uuid::Uuid;

use crate::letter::Letter;

/// How long the server may take for one command.
const TIMEOUT: Duration = Duration::from_secs(20);

/// How the way to the server is secured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// TLS from the first byte, usually port 465.
    Tls,
    /// STARTTLS, which must succeed; usually port 587.
    #[default]
    Starttls,
    /// None: only for a server on this machine.
    None,
}

/// The server, and in whose name letters go out.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The server's name; its certificate must be for it.
    pub server: String,
    /// Its port.
    pub port: u16,
    /// How the way to it is secured.
    #[serde(default)]
    pub security: Security,
    /// A file with the certificates of further authorities, PEM.
    #[serde(default)]
    pub authorities: Option<PathBuf>,
    /// The account at the server, when it wants one.
    #[serde(default)]
    pub user: Option<String>,
    /// The file that holds its password, for its owner alone.
    #[serde(default)]
    pub password_file: Option<PathBuf>,
    /// From whom letters come: a name and an address, as in `Limen <no-reply@example.org>`.
    pub from: String,
    /// Where answers go, when not there.
    #[serde(default)]
    pub reply_to: Option<String>,
}

/// A letter did not get to the server, or cannot.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The configuration cannot be used.
    #[error("the mail configuration: {0}")]
    Config(String),
    /// What was to be an address is none. The address itself is not repeated.
    #[error("this is not an address to which a letter can go")]
    Address,
    /// The server refused for good.
    #[error("the mail server refused the letter")]
    Refused,
    /// The server cannot be reached or asks to come back later.
    #[error("the mail server cannot take letters now")]
    Unavailable,
}

impl MailError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Config(_) => "mail-configuration",
            Self::Address => "mail-address",
            Self::Refused => "mail-refused",
            Self::Unavailable => "mail-unavailable",
        }
    }

    /// Whether trying again later may help.
    pub const fn is_temporary(&self) -> bool {
        matches!(self, Self::Unavailable)
    }
}

/// To whom a letter goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The person's name; may be empty.
    pub name: String,
    /// The address.
    pub address: String,
}

/// Brings letters to a server; cheap to clone.
#[derive(Debug, Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    reply_to: Option<Mailbox>,
}

impl Mailer {
    /// A mailer as `config` says. Reads files, but does not connect yet.
    pub fn new(config: &Config) -> Result<Self, MailError> {
        let wrong = |what: &str| MailError::Config(what.to_owned());
        if config.security == Security::None && !is_here(&config.server) {
            let text = "`security = \"none\"` is for a server on this machine alone";
            return Err(wrong(text));
        }
        let mailbox = |text: &str, field: &str| {
            text.parse::<Mailbox>().ok().ok_or_else(|| {
                wrong(&format!("`{field}`: expected an address, as in `Name <name@example.org>`"))
            })
        };
        let from = mailbox(&config.from, "from")?;
        let reply_to = config.reply_to.as_deref().map(|text| mailbox(text, "reply_to"));
        let mut builder =
            AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(config.server.clone())
                .port(config.port)
                .timeout(Some(TIMEOUT))
                .tls(tls(config)?);
        if let Some(user) = &config.user {
            let file = config
                .password_file
                .as_ref()
                .ok_or_else(|| wrong("`user` needs `password_file`"))?;
            let password = fs::read_to_string(file)
                .ok()
                .ok_or_else(|| wrong("`password_file` cannot be read"))?;
            let credentials = Credentials::new(user.clone(), password.trim_end().to_owned());
            builder = builder.credentials(credentials);
        }
        Ok(Self { transport: builder.build(), from, reply_to: reply_to.transpose()? })
    }

    /// Brings `letter` to the server. `id` names the letter, the same one when it is tried
    /// again, so that a mail program that gets it twice can tell.
    pub async fn send(&self, to: &Recipient, letter: &Letter, id: Uuid) -> Result<(), MailError> {
        let message = self.message(to, letter, id)?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() => Err(MailError::Refused),
            Err(_) => Err(MailError::Unavailable),
        }
    }

    /// Whether the server answers; for a check of readiness.
    pub async fn answers(&self) -> bool {
        matches!(self.transport.test_connection().await, Ok(true))
    }

    fn message(&self, to: &Recipient, letter: &Letter, id: Uuid) -> Result<Message, MailError> {
        let address: Address = to.address.trim().parse().ok().ok_or(MailError::Address)?;
        let name = one_line(&to.name);
        let name = (!name.is_empty()).then_some(name);
        let mut builder = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(name, address))
            .subject(one_line(&letter.subject))
            .message_id(Some(format!("<{id}@{}>", self.from.email.domain())))
            // RFC 3834: nobody's absence note answers it.
            .raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str("Auto-Submitted"),
                "auto-generated".to_owned(),
            ))
            .raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str("Content-Language"),
                letter.language.code().to_owned(),
            ));
        if let Some(reply_to) = &self.reply_to {
            builder = builder.reply_to(reply_to.clone());
        }
        let body = MultiPart::alternative()
            .singlepart(
                lettre::message::SinglePart::builder()
                    .header(ContentType::TEXT_PLAIN)
                    .body(letter.text()),
            )
            .singlepart(
                lettre::message::SinglePart::builder()
                    .header(ContentType::TEXT_HTML)
                    .body(letter.html()),
            );
        builder.multipart(body).ok().ok_or(MailError::Address)
    }
}

/// Text on one line, without what could end a header or turn the direction of reading.
fn one_line(text: &str) -> String {
    let is_plain = |letter: &char| {
        !letter.is_control() && !matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().filter(is_plain).collect::<String>().trim().to_owned()
}

fn is_here(server: &str) -> bool {
    matches!(server, "localhost" | "127.0.0.1" | "::1")
}

fn tls(config: &Config) -> Result<Tls, MailError> {
    if config.security == Security::None {
        return Ok(Tls::None);
    }
    let wrong = |what: &str| MailError::Config(what.to_owned());
    let mut parameters = TlsParameters::builder(config.server.clone());
    if let Some(file) = &config.authorities {
        let pem = fs::read(file).ok().ok_or_else(|| wrong("`authorities` cannot be read"))?;
        let certificate = Certificate::from_pem(&pem);
        let certificate =
            certificate.ok().ok_or_else(|| wrong("`authorities` holds no certificate"))?;
        parameters = parameters.add_root_certificate(certificate);
    }
    let parameters = parameters.build_rustls();
    let parameters = parameters.ok().ok_or_else(|| wrong("TLS cannot be set up"))?;
    Ok(match config.security {
        Security::Tls => Tls::Wrapper(parameters),
        Security::Starttls | Security::None => Tls::Required(parameters),
    })
}
