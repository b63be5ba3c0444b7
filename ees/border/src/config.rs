//! What an operator sets, in one TOML file.

use std::fs;
use std::path::{Path, PathBuf};

use ees_domain::authority::{AuthorityKind, Role};
use ees_domain::point::{BorderPoint, PointCodeError};
use fnd_core::CountryCode;
use fnd_register::Coded;
use fnd_web::caller::{Caller, Means, Vouching};
use fnd_web::client::Server;
use fnd_web::headers::Headers;
use fnd_web::limits::Limits;
use fnd_web::security_txt::SecurityContact;
use fnd_web::serve;
use fnd_web::telemetry::Logging;
use jiff::tz::TimeZone;
use serde::Deserialize;

use crate::switches::{ANSWER_SECONDS_MAX, CLOCK_SECONDS_MAX};

/// The configuration of `ees-borderd`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The data directory: the key ring and the buffer. Relative to the file.
    pub data: PathBuf,
    /// Listeners. Officers come by `tls`, with a client certificate.
    pub server: serve::Config,
    /// The register.
    pub centre: Centre,
    /// The border crossing point.
    pub point: Point,
    /// The office whose officers work here, as the register knows it.
    pub office: String,
    /// The officers, by their cards.
    pub officer: Vec<Officer>,
    /// Seconds by which the clock may differ from that of the register without a notice.
    #[serde(default = "clock_seconds_max")]
    pub clock_seconds_max: i64,
    /// A sentence above every page, as on a system for training; may be empty.
    #[serde(default)]
    pub banner: String,
    /// Limits.
    #[serde(default)]
    pub limits: Limits,
    /// Headers.
    #[serde(default)]
    pub headers: Headers,
    /// Log lines.
    #[serde(default)]
    pub logging: Logging,
    /// Whom to tell about a weakness.
    #[serde(default)]
    pub security: Option<SecurityContact>,
}

/// The register, and how this crossing point shows who it is.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Centre {
    /// Its address, `https://` with a name and perhaps a port.
    pub address: String,
    /// The certificate of this crossing point, in PEM. Relative to the file.
    pub certificate: PathBuf,
    /// Its private key, in PEM, readable by its owner alone. Relative to the file.
    pub key: PathBuf,
    /// Files of authorities, in PEM, that may speak for the register. Relative to the file.
    pub authorities: Vec<PathBuf>,
    /// Seconds within which it has to answer what an officer waits for.
    #[serde(default = "answer_seconds_max")]
    pub answer_seconds_max: u32,
}

const fn clock_seconds_max() -> i64 {
    CLOCK_SECONDS_MAX
}

const fn answer_seconds_max() -> u32 {
    ANSWER_SECONDS_MAX
}

/// A border crossing point as it is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// Its code, as in `ROU-L-ALBITA`.
    pub code: String,
    /// Its name, as people there say it.
    pub name: String,
    /// Its time zone, as in `Europe/Bucharest`.
    pub zone: String,
}

/// An officer, known by a card with a certificate.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Officer {
    /// SHA-256 of the card's `SubjectPublicKeyInfo`, in hexadecimal; colons may stand between
    /// bytes.
    pub key: String,
    /// The unique identity of the officer, as the log of the register shows it.
    pub person: String,
    /// The name to show.
    pub name: String,
    /// `officer` or `supervisor`.
    pub role: String,
}

/// The file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// It cannot be read.
    #[error("`{}`: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// It is not the TOML that is expected.
    #[error("`{}`: {source}", path.display())]
    Toml {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: toml::de::Error,
    },
    /// The border crossing point cannot be used.
    #[error("the border crossing point `{code}`: {why}")]
    Point {
        /// Its code.
        code: String,
        /// Why.
        why: String,
    },
    /// An officer has a role that there is not at a desk.
    #[error("the role of the officer `{0}` is neither `officer` nor `supervisor`")]
    Role(String),
    /// Nobody could work here.
    #[error("no `[[officer]]` is named, so nobody could work here")]
    NoOfficer,
}

impl Config {
    /// Reads the configuration at `path` and makes its paths absolute.
    ///
    /// # Errors
    /// [`ConfigError`] says what to correct.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let text = fs::read_to_string(path)
            .map_err(|source| ConfigError::Io { path: path.to_owned(), source })?;
        let mut config: Self = toml::from_str(&text)
            .map_err(|source| ConfigError::Toml { path: path.to_owned(), source })?;
        let folder = path.parent().unwrap_or(Path::new("."));
        config.data = folder.join(&config.data);
        let centre = &mut config.centre;
        let own = [&mut centre.certificate, &mut centre.key];
        for file in own.into_iter().chain(&mut centre.authorities) {
            *file = folder.join(&*file);
        }
        config.server.relative_to(folder);
        Ok(config)
    }

    /// Where the register is and how it is called.
    pub fn register(&self) -> Server {
        let Centre { address, certificate, key, authorities, answer_seconds_max: _ } =
            self.centre.clone();
        Server { address, certificate, key, authorities }
    }

    /// The border crossing point.
    ///
    /// # Errors
    /// [`ConfigError::Point`] when the code or the zone is none.
    pub fn point(&self) -> Result<BorderPoint, ConfigError> {
        let Point { code, name, zone } = &self.point;
        let wrong = |why: String| ConfigError::Point { code: code.clone(), why };
        Ok(BorderPoint {
            code: code.parse().map_err(|error: PointCodeError| wrong(error.to_string()))?,
            zone: TimeZone::get(zone).map_err(|error| wrong(error.to_string()))?,
            name: name.clone(),
        })
    }

    /// Everybody who may work here, by the fingerprint of the key of the card.
    ///
    /// # Errors
    /// [`ConfigError::Role`] and [`ConfigError::NoOfficer`].
    pub fn officers(&self) -> Result<Vec<(&str, Caller)>, ConfigError> {
        if self.officer.is_empty() {
            return Err(ConfigError::NoOfficer);
        }
        let state = self.point()?.code.state();
        self.officer.iter().map(|one| Ok((one.key.as_str(), self.caller(one, state)?))).collect()
    }

    fn caller(&self, officer: &Officer, state: CountryCode) -> Result<Caller, ConfigError> {
        match Role::find(&officer.role) {
            Some(Role::Officer | Role::Supervisor) => {}
            Some(Role::Auditor | Role::System) | None => {
                return Err(ConfigError::Role(officer.person.clone()));
            }
        }
        Ok(Caller {
            person: officer.person.clone(),
            name: officer.name.clone(),
            authority_kind: AuthorityKind::Border.code().to_owned(),
            office: self.office.clone(),
            state: Some(state),
            place: Some(self.point.code.clone()),
            roles: vec![officer.role.clone()],
            means: Means::Certificate,
            authentication: None,
            vouching: Vouching::Nobody,
        })
    }
}
