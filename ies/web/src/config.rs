//! What an operator sets, in one TOML file.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use fnd_web::headers::Headers;
use fnd_web::limits::Limits;
use fnd_web::security_txt::SecurityContact;
use fnd_web::serve;
use fnd_web::sign_in::Provider;
use fnd_web::telemetry::Logging;
use ies_domain::switches::Switches;
use ies_store::schema;
use jiff::civil::Date;
use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// The configuration of `iesd`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The data directory: keys, files, the log's files, the private cluster. Relative to the
    /// file.
    pub data: PathBuf,
    /// Listeners.
    pub server: serve::Config,
    /// The database; without it a private cluster is started in the data directory.
    #[serde(default)]
    pub database: Option<Database>,
    /// The identity provider, as EU Login. Without it nobody can sign in.
    #[serde(default)]
    pub sign_in: Option<Provider>,
    /// The mail server; without it letters wait.
    #[serde(default)]
    pub mail: Option<fnd_mail::Config>,
    /// The scanner for malware; without it uploads are drawn anew and not scanned.
    #[serde(default)]
    pub clamav: Option<Clamav>,
    /// The folder with the files `geoip` and `geoip6`, by which the country of an address is
    /// found; without it countries are unknown.
    #[serde(default)]
    pub origins: Option<PathBuf>,
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
    /// What the privacy statement leaves open, where the controller reads it otherwise.
    #[serde(default, deserialize_with = "switches")]
    pub switches: Switches,
    /// Who runs this system.
    pub site: Site,
}

/// The value of a switch.
#[derive(Deserialize)]
#[serde(untagged)]
enum SwitchValue {
    Number(u32),
    Word(String),
}

/// Reads switches by their codes; those that are not named keep their defaults.
fn switches<'de, D: Deserializer<'de>>(from: D) -> Result<Switches, D::Error> {
    let mut switches = Switches::default();
    for (code, value) in BTreeMap::<String, SwitchValue>::deserialize(from)? {
        let set = match &value {
            SwitchValue::Number(value) => switches.set(&code, *value),
            SwitchValue::Word(word) => switches.choose(&code, word),
        };
        set.map_err(|error| D::Error::custom(format!("`{code}`: {error}")))?;
    }
    let faults: Vec<String> = switches.check().iter().map(ToString::to_string).collect();
    if faults.is_empty() { Ok(switches) } else { Err(D::Error::custom(faults.join("; "))) }
}

/// A PostgreSQL server of the operator's own. Each address is for one role; see the guide.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// How `ies_app` connects, as libpq writes it.
    pub app: String,
    /// How `ies_sealer` connects.
    pub sealer: String,
    /// How `ies_upkeep` connects.
    pub upkeep: String,
    /// How `ies_owner` connects, for migrations.
    pub owner: String,
}

/// Where the daemon of `ClamAV` listens: a socket, or a host and a port.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, untagged)]
pub enum Clamav {
    /// A socket of this machine.
    Socket {
        /// Its path.
        socket: PathBuf,
    },
    /// A port.
    Port {
        /// The host.
        host: String,
        /// The port.
        port: u16,
    },
}

/// Who runs this system, as people read it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Where the site is reached, as `https://ies.example.org`; mails link there.
    pub address: String,
    /// The controller's name and address, a line each.
    pub controller: Vec<String>,
    /// The controller's mail address.
    pub controller_mail: String,
    /// The name under which the controller stands among the organisations of users. Its staff
    /// alone grant roles of the platform.
    #[serde(default = "commission")]
    pub controller_organisation: String,
    /// The data protection officer's name and address, a line each.
    pub officer: Vec<String>,
    /// The data protection officer's mail address.
    pub officer_mail: String,
    /// The supervisory authority's name.
    pub supervisor: String,
    /// The supervisory authority's mail address.
    pub supervisor_mail: String,
    /// The supervisory authority's page.
    pub supervisor_page: String,
    /// Where users get help, a mail address.
    pub help_mail: String,
    /// Whether this is a site of the institutions of the Union. If not, every page says so.
    #[serde(default)]
    pub is_official: bool,
    /// A sentence on the start page, as about hours without service; may be empty.
    #[serde(default)]
    pub notice: String,
    /// Where the source of this service can be had; without it the help desk tells.
    #[serde(default)]
    pub source: Option<String>,
    /// What was found out about accessibility where this system runs.
    #[serde(default)]
    pub accessibility: Accessibility,
    /// Days on which the controller does not work, as its institution publishes them year by year;
    /// Saturdays and Sundays go without saying. An answer that is due on such a day is due on the
    /// next working day: Regulation (EEC, Euratom) No 1182/71 Art. 3(4). Without the list the day
    /// is never later than the law has it.
    #[serde(default)]
    pub holidays: Vec<Date>,
}

/// What the accessibility statement says of this site.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Accessibility {
    /// The day on which the pages were last examined, as `"2026-05-04"`; until there is one, the
    /// statement claims no result.
    pub examined: Option<Date>,
    /// What is known not to be accessible, a sentence each.
    pub barriers: Vec<String>,
    /// Working days within which a report is answered.
    pub answer_days: u32,
}

impl Default for Accessibility {
    fn default() -> Self {
        Self { examined: None, barriers: Vec::new(), answer_days: 15 }
    }
}

/// The controller, where the operator names no other.
fn commission() -> String {
    "European Commission".to_owned()
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
}

impl Config {
    /// Reads the configuration at `path` and makes its paths absolute.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let text = fs::read_to_string(path)
            .map_err(|source| ConfigError::Io { path: path.to_owned(), source })?;
        let mut config: Self = toml::from_str(&text)
            .map_err(|source| ConfigError::Toml { path: path.to_owned(), source })?;
        let folder = path.parent().unwrap_or(Path::new("."));
        config.data = folder.join(&config.data);
        config.origins = config.origins.map(|origins| folder.join(origins));
        config.server.relative_to(folder);
        if let Some(provider) = &mut config.sign_in {
            provider.relative_to(folder);
        }
        if let Some(Clamav::Socket { socket }) = &mut config.clamav {
            *socket = folder.join(&socket);
        }
        if let Some(mail) = &mut config.mail {
            mail.authorities = mail.authorities.take().map(|file| folder.join(file));
            mail.password_file = mail.password_file.take().map(|file| folder.join(file));
        }
        Ok(config)
    }

    /// The addresses of the database by role, when it is a server of the operator's.
    pub fn addresses(&self) -> Option<BTreeMap<&'static str, String>> {
        let database = self.database.as_ref()?;
        let pairs = [
            (schema::OWNER, &database.owner),
            (schema::APP, &database.app),
            (schema::SEALER, &database.sealer),
            (schema::UPKEEP, &database.upkeep),
        ];
        Some(pairs.map(|(role, address)| (role, address.clone())).into())
    }
}
