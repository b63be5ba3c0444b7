//! What an operator sets, in one TOML file.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use ees_domain::member_state::operating_states;
use ees_domain::point::BorderPoint;
use ees_domain::refusal::FormText;
use ees_store::schema;
use fnd_web::System;
use fnd_web::headers::Headers;
use fnd_web::limits::Limits;
use fnd_web::security_txt::SecurityContact;
use fnd_web::serve;
use fnd_web::sign_in::Provider;
use fnd_web::telemetry::Logging;
use jiff::tz::TimeZone;
use serde::Deserialize;

use crate::biometrics;
use crate::notices::deliver::Webhook;

/// The configuration of `eesd`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The data directory: keys, the log's files, the private cluster. Relative to the file.
    pub data: PathBuf,
    /// The list of border crossing points, a TOML file. Relative to the file.
    pub points: PathBuf,
    /// Listeners.
    pub server: serve::Config,
    /// The database; without it a private cluster is started in the data directory.
    #[serde(default)]
    pub database: Option<Database>,
    /// The identity provider; without it only systems can call.
    #[serde(default)]
    pub sign_in: Option<Provider>,
    /// Systems that call with client certificates.
    #[serde(default)]
    pub system: Vec<System>,
    /// Faces and fingers.
    #[serde(default)]
    pub biometrics: biometrics::config::Config,
    /// Where Member States take notices of overstayers and erasures.
    #[serde(default)]
    pub webhook: Vec<Webhook>,
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
    /// Who runs this system.
    pub office: Office,
}

/// A PostgreSQL server of the operator's own. Each address is for one role; see the guide.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// How `ees_app` connects, as libpq writes it.
    pub app: String,
    /// How `ees_sealer` connects.
    pub sealer: String,
    /// How `ees_upkeep` connects.
    pub upkeep: String,
    /// How `ees_retention` connects, which erases what is kept no longer.
    pub retention: String,
    /// How `ees_matcher` connects, which fills galleries.
    pub matcher: String,
    /// How `ees_owner` connects, for migrations.
    pub owner: String,
}

/// Who runs this system, as people read it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// The controller's name and address, a line each.
    pub controller: Vec<String>,
    /// The page on how to send a request about one's data.
    pub requests: String,
    /// The supervisory authority's name.
    pub supervisor: String,
    /// The supervisory authority's page.
    pub supervisor_page: String,
    /// The national acts that apply.
    pub acts: Vec<String>,
    /// The act under which a court can be asked.
    pub court_act: String,
    /// Days to answer a request under the General Data Protection Regulation.
    pub answer_days: u32,
    /// Days to answer under the law-enforcement rules.
    pub answer_days_enforcement: u32,
    /// What the standard form for refusal of entry says of a State, by the codes of the State and
    /// of a language. The form is offered for these States, in these languages alone. SBC Annex V
    /// Part B.
    #[serde(default)]
    pub refusal: BTreeMap<String, BTreeMap<String, RefusalTexts>>,
    /// A sentence above every page, as on a system for training; may be empty.
    #[serde(default)]
    pub banner: String,
}

/// What the standard form for refusal of entry says of a State, in one language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefusalTexts {
    /// The national law under which entry is refused.
    pub national_law: String,
    /// How to appeal: law, body, time limit. SBC Art. 14(3).
    pub appeal: String,
    /// Contact points that tell who may represent the person. SBC Art. 14(3).
    pub contact_points: String,
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
    /// What the standard form says of a State cannot be used.
    #[error("`office.refusal.{state}.{language}` in `{}`: {why}", path.display())]
    Refusal {
        /// The file.
        path: PathBuf,
        /// The State, as it is written.
        state: String,
        /// The language, as it is written.
        language: String,
        /// Why.
        why: String,
    },
    /// A border crossing point cannot be used.
    #[error("the border crossing point `{code}` in `{}`: {why}", path.display())]
    Point {
        /// The file.
        path: PathBuf,
        /// The point.
        code: String,
        /// Why.
        why: String,
    },
}

/// The list of border crossing points as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Points {
    point: Vec<Point>,
}

/// A border crossing point as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Point {
    code: String,
    name: String,
    zone: String,
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, ConfigError> {
    let text = fs::read_to_string(path)
        .map_err(|source| ConfigError::Io { path: path.to_owned(), source })?;
    toml::from_str(&text).map_err(|source| ConfigError::Toml { path: path.to_owned(), source })
}

impl Office {
    /// Whether a form can be printed with every text that is set for it.
    fn check_refusal(&self, path: &Path) -> Result<(), ConfigError> {
        let each = self.refusal.iter().flat_map(|(state, texts)| {
            texts.iter().map(move |(language, texts)| (state, language, texts))
        });
        for (state, language, texts) in each {
            texts.check(state).map_err(|why| ConfigError::Refusal {
                path: path.to_owned(),
                state: state.clone(),
                language: language.clone(),
                why,
            })?;
        }
        Ok(())
    }
}

impl RefusalTexts {
    fn check(&self, state: &str) -> Result<(), String> {
        let operates = operating_states().any(|known| known.as_str() == state);
        if !operates {
            return Err(format!("`{state}` is no State that operates the system, as in `ROU`"));
        }
        for (name, text) in [
            ("national_law", &self.national_law),
            ("appeal", &self.appeal),
            ("contact_points", &self.contact_points),
        ] {
            text.parse::<FormText>().map_err(|error| format!("{name}: {error}"))?;
        }
        Ok(())
    }
}

impl Config {
    /// Reads the configuration at `path` and makes its paths absolute.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let mut config: Self = read(path)?;
        config.office.check_refusal(path)?;
        let folder = path.parent().unwrap_or(Path::new("."));
        config.data = folder.join(&config.data);
        config.points = folder.join(&config.points);
        config.server.relative_to(folder);
        config.biometrics.relative_to(folder);
        for webhook in &mut config.webhook {
            webhook.server.relative_to(folder);
        }
        if let Some(provider) = &mut config.sign_in {
            provider.relative_to(folder);
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
            (schema::RETENTION, &database.retention),
            (schema::MATCHER, &database.matcher),
        ];
        Some(pairs.map(|(role, address)| (role, address.clone())).into())
    }

    /// Reads the list of border crossing points.
    pub fn points(&self) -> Result<Vec<BorderPoint>, ConfigError> {
        let list: Points = read(&self.points)?;
        let point = |point: Point| {
            let wrong = |why: String| ConfigError::Point {
                path: self.points.clone(),
                code: point.code.clone(),
                why,
            };
            Ok(BorderPoint {
                code: point
                    .code
                    .parse()
                    .map_err(|error: ees_domain::point::PointCodeError| wrong(error.to_string()))?,
                zone: TimeZone::get(&point.zone).map_err(|error| wrong(error.to_string()))?,
                name: point.name.clone(),
            })
        };
        list.point.into_iter().map(point).collect()
    }
}
