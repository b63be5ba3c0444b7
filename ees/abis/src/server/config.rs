//! What an operator sets about the service, in one TOML file.

use std::fs;
use std::path::{Path, PathBuf};

use ees_match::compare::Method;
use ees_match::compare::calibration::Strength;
use fnd_web::serve;
use fnd_web::telemetry::Logging;
use serde::Deserialize;

/// The configuration of the service.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The data directory: the key ring and the gallery. Relative to the file.
    pub data: PathBuf,
    /// Listeners: `tls`, or `plain` on loopback. File names in it are relative to the file.
    pub server: serve::Config,
    /// The file of the digests of Bearer tokens. Relative to the file.
    pub tokens: PathBuf,
    /// The folder of models. Relative to the file; where the commands look when missing.
    #[serde(default)]
    pub models: Option<PathBuf>,
    /// What takes minutiae from images.
    #[serde(default)]
    pub extractor: Extractor,
    /// What compares fingers: `cylinder`, `edge` or `both`.
    #[serde(default)]
    pub matcher: Matcher,
    /// The false match rate of whoever names no threshold: above 0, at most 1.
    #[serde(default = "false_match_rate")]
    pub false_match_rate: f64,
    /// Limits.
    #[serde(default)]
    pub limits: Limits,
    /// Log lines.
    #[serde(default)]
    pub logging: Logging,
}

/// What takes minutiae from images.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Extractor {
    /// LEADER where its model is there, else without a model.
    #[default]
    Best,
    /// The network; its model has to be there.
    Leader,
    /// Without any model.
    Classical,
}

/// What compares fingers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Matcher {
    /// Both engines.
    #[default]
    Both,
    /// Cylinders of bits.
    Cylinder,
    /// Edges between minutiae.
    Edge,
}

impl Matcher {
    pub(super) fn method(self) -> Method {
        match self {
            Self::Both => Method::Both,
            Self::Cylinder => Method::Cylinder,
            Self::Edge => Method::Edge,
        }
    }
}

/// How much and how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Bytes of a body.
    pub body_bytes_max: usize,
    /// Requests at the same moment; more are turned away at once.
    pub requests_max: usize,
    /// Seconds until a request must be answered.
    pub request_seconds_max: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { body_bytes_max: 24 << 20, requests_max: 32, request_seconds_max: 30 }
    }
}

const fn false_match_rate() -> f64 {
    0.0005
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
    /// The rate is none.
    #[error("`false_match_rate` lies above 0 and is at most 1, not `{0}`")]
    Rate(f64),
    /// Nothing would ever be answered.
    #[error("a limit of nothing answers nobody; `{0}` is at least 1")]
    Limit(&'static str),
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
        for file in [&mut config.data, &mut config.tokens].into_iter().chain(&mut config.models) {
            *file = folder.join(&*file);
        }
        config.server.relative_to(folder);
        config.check()?;
        Ok(config)
    }

    pub(super) fn check(&self) -> Result<(), ConfigError> {
        let rate = self.false_match_rate;
        if !(rate.is_normal() && 0.0 < rate && rate <= 1.0) {
            return Err(ConfigError::Rate(rate));
        }
        let Limits { body_bytes_max, requests_max, request_seconds_max } = self.limits;
        let none = [
            ("body_bytes_max", body_bytes_max == 0),
            ("requests_max", requests_max == 0),
            ("request_seconds_max", request_seconds_max == 0),
        ];
        match none.into_iter().find(|(_, is_none)| *is_none) {
            Some((name, _)) => Err(ConfigError::Limit(name)),
            None => Ok(()),
        }
    }

    /// The threshold of whoever names none.
    pub(super) fn threshold(&self) -> Strength {
        Strength::of_rate(self.false_match_rate)
    }
}
